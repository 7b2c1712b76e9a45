"""Rows of a plan put together as measures: which rows belong together, and what each is known by."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from ita_xlsx.intake.workbook.cells import code_of
from ita_xlsx.model.findings import Finding, make_finding
from ita_xlsx.model.layout.grid import Place
from ita_xlsx.model.measures import Measure, Step, number_of, step_id

_JOINED = ("analysis", "responsible", "period", "follow_up")


@dataclass(frozen=True)
class PlanRow:
    """One row of a plan that holds a measure, steps, or both; texts of several lines as lines."""

    id: str = ""
    step_ids: tuple[str, ...] = ()
    indicator: str = ""
    measure: str = ""
    steps: tuple[tuple[int, str], ...] = ()
    analysis: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    period: tuple[str, ...] = ()
    follow_up: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    places: tuple[tuple[str, Place], ...] = ()

    @property
    def known_id(self) -> str:
        """The id of its measure: its own, or what stands before the number in that of its step."""
        stem, _, number = self.step_ids[0].rpartition(".") if self.step_ids else ("", "", "")
        return self.id or (stem if number.isdecimal() else "")

    @property
    def is_single(self) -> bool:
        """Whether it may be one of several rows of a measure."""
        return len(self.steps) < 2


@dataclass
class _Group:
    """The rows of one measure."""

    rows: list[PlanRow]
    # Whether its id stood elsewhere already, so that it gets one of its own.
    renamed: bool = False

    @property
    def first(self) -> PlanRow:
        return self.rows[0]

    def takes(self, row: PlanRow) -> bool:
        """Whether a row goes on with this measure."""
        first, singles = self.first, row.is_single and all(item.is_single for item in self.rows)
        if row.units and row.units != first.units:
            return False
        if row.known_id:
            # A row with the same id and no measure goes on with it; one that says the same again may be a copy.
            return row.known_id == first.known_id and (not row.measure or (row.measure == first.measure and singles))
        if row.indicator and row.indicator != first.indicator:
            return False
        return row.measure == first.measure and singles if row.measure else bool(row.steps)

    def words(self, name: str) -> str:
        """What the rows say of one field, each line once."""
        lines: Iterable[str] = (line for row in self.rows for line in getattr(row, name))
        return "\n".join(dict.fromkeys(lines))


@dataclass
class Gathering:
    """Takes the rows one after the other; ``findings`` gets what is told of them."""

    findings: list[Finding]
    groups: list[_Group] = field(default_factory=list)

    def add(self, row: PlanRow) -> None:
        """Put a row to the measure it goes on with, else begin a measure."""
        last = self.groups[-1:]
        known = [group for group in self.groups if row.known_id and group.first.known_id == row.known_id]
        # Rows of one measure that somebody sorted apart are found again by their id.
        home = next((group for group in (*last, *known) if group.takes(row)), None)
        if home is not None:
            home.rows.append(row)
            return
        self.groups.append(_Group([row], renamed=bool(known)))
        if known:
            self._tell_repeated(row, known[0].first, row.known_id)

    def measures(self) -> tuple[Measure, ...]:
        """The measures; every id of a measure or step stands once."""
        taken = {group.first.known_id for group in self.groups if not group.renamed}
        steps: set[str] = set()
        return tuple(self._measure(group, taken, steps) for group in self.groups)

    def _measure(self, group: _Group, taken: set[str], steps: set[str]) -> Measure:
        first = group.first
        own = "" if group.renamed else first.known_id
        known = own or _free(_derived(first), taken)
        taken.add(known)
        targets = dict.fromkeys(target for row in group.rows for target in row.targets)
        analysis, responsible, period, follow_up = map(group.words, _JOINED)
        return Measure(
            known,
            first.indicator,
            first.measure,
            self._steps(group, known, steps),
            analysis,
            responsible,
            first.units,
            period,
            follow_up,
            tuple(targets),
            first.places,
        )

    def _steps(self, group: _Group, measure: str, taken: set[str]) -> tuple[Step, ...]:
        """The steps under their own ids, else under the numbers written before them, else in order."""
        rows = [(row, number, text) for row in group.rows for number, text in row.steps]
        numbers = [number for _, number, _ in rows]
        if 0 in numbers or len(set(numbers)) < len(numbers):
            numbers = list(range(1, len(rows) + 1))
        steps: list[Step] = []
        for (row, _, text), number in zip(rows, numbers, strict=True):
            said = row.step_ids[0] if row.is_single and len(row.step_ids) == 1 and not group.renamed else ""
            if said in taken:
                self._tell_repeated(row, group.first, said)
            known = said if said and said not in taken else self._free_step(measure, number, group, taken)
            taken.add(known)
            steps.append(Step(known, text))
        return tuple(steps)

    def _free_step(self, measure: str, number: int, group: _Group, taken: set[str]) -> str:
        """The id of a step without one; a number that another step bears already gives way to the next free one."""
        said = {item for row in group.rows if row.is_single for item in row.step_ids} | taken
        if step_id(measure, number) in said:
            number = max(number_of(measure, item) for item in said) + 1
        return step_id(measure, number)

    def _tell_repeated(self, row: PlanRow, other: PlanRow, known: str) -> None:
        places, there = dict(row.places), dict(other.places)
        key = "id" if "id" in places else "step_id"
        place = places[key]
        about = {"sheet": place.sheet, "cell": place.a1, "value": known, "other": there[key].a1}
        self.findings.append(make_finding("M506", **about))


def _derived(row: PlanRow) -> str:
    """An id from what the measure says, so that the text of no other row matters."""
    named = row.indicator or row.measure
    words = (row.indicator, row.measure) if named else tuple(text for _, text in row.steps[:1])
    return "p" + hashlib.sha256("|".join(map(code_of, words)).encode()).hexdigest()[:8]


def _free(known: str, taken: set[str]) -> str:
    number, candidate = 1, known
    while candidate in taken:
        number += 1
        candidate = f"{known}-{number}"
    return candidate

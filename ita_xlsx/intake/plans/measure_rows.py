"""Group the rows of a plan into measures, and give every measure and step an id.

Takes rows one after the other; returns measures, and findings on repeated ids. Works on values only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.layout.grid import Place
from ita_xlsx.model.measures import Measure, Step, number_of, step_id
from ita_xlsx.model.text.spelling import id_text, text_key

_JOINED_FIELDS = ("analysis", "responsible", "period", "follow_up")


@dataclass(frozen=True, kw_only=True)
class PlanRow:
    """One row of a plan with a measure, steps, or both.

    A text of several lines is a tuple of lines. ``steps`` are (number, text), with number 0 if none is written.
    ``places`` are the cells by field.
    """

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
    def measure_id(self) -> str:
        """Return the id of the measure: the one in the row, else the part of the step id before its number."""
        stem, _, number = self.step_ids[0].rpartition(".") if self.step_ids else ("", "", "")
        return self.id or (stem if number.isdecimal() else "")

    @property
    def is_single(self) -> bool:
        """Return True if the row holds at most one step, so that it may be one of several rows of a measure."""
        return len(self.steps) < 2


@dataclass
class _Group:
    """The rows of one measure."""

    rows: list[PlanRow]
    # True if another measure has the same id, so that this one needs a new id.
    renamed: bool = False

    @property
    def first(self) -> PlanRow:
        """Return the first row, which names the measure."""
        return self.rows[0]

    def accepts(self, row: PlanRow) -> bool:
        """Return True if a row belongs to this measure."""
        first, singles = self.first, row.is_single and all(item.is_single for item in self.rows)
        same_measure = text_key(row.measure) == text_key(first.measure)
        if row.units and row.units != first.units:
            return False
        if row.measure_id:
            # A row with the same id and no measure belongs to it; a row that repeats the measure may be a copy.
            return row.measure_id == first.measure_id and (not row.measure or (same_measure and singles))
        if row.indicator and text_key(row.indicator) != text_key(first.indicator):
            return False
        return same_measure and singles if row.measure else bool(row.steps)

    def joined_text(self, name: str) -> str:
        """Return the lines of one field of all rows, each line once."""
        lines: Iterable[str] = (line for row in self.rows for line in getattr(row, name))
        return "\n".join(dict.fromkeys(lines))


@dataclass
class MeasureBuilder:
    """A builder of measures from rows that are added in order; adds its findings to ``findings``."""

    findings: list[Finding]
    groups: list[_Group] = field(default_factory=list)

    def add(self, row: PlanRow) -> None:
        """Add a row to the measure it belongs to, else begin a new measure. Report M506 if its id is repeated."""
        last = self.groups[-1:]
        same_id = [group for group in self.groups if row.measure_id and group.first.measure_id == row.measure_id]
        # The rows of one measure may be far apart after sorting; their id brings them together.
        group = next((group for group in (*last, *same_id) if group.accepts(row)), None)
        if group is not None:
            group.rows.append(row)
            return
        self.groups.append(_Group([row], renamed=bool(same_id)))
        if same_id:
            self._report_repeated_id(row, same_id[0].first, row.measure_id)

    def measures(self) -> tuple[Measure, ...]:
        """Return the measures; no id of a measure or step occurs twice."""
        taken = {group.first.measure_id for group in self.groups if not group.renamed}
        steps: set[str] = set()
        return tuple(self._measure(group, taken, steps) for group in self.groups)

    def _measure(self, group: _Group, taken: set[str], steps: set[str]) -> Measure:
        """Return the measure of a group, and add its id to ``taken`` and the ids of its steps to ``steps``."""
        first = group.first
        written_id = "" if group.renamed else first.measure_id
        measure_id = written_id or _free_id(_derived_id(first), taken)
        taken.add(measure_id)
        targets = dict.fromkeys(target for row in group.rows for target in row.targets)
        analysis, responsible, period, follow_up = map(group.joined_text, _JOINED_FIELDS)
        return Measure(
            id=measure_id,
            indicator=first.indicator,
            measure=first.measure,
            steps=self._steps(group, measure_id, steps),
            analysis=analysis,
            responsible=responsible,
            units=first.units,
            period=period,
            follow_up=follow_up,
            targets=tuple(targets),
            places=first.places,
        )

    def _steps(self, group: _Group, measure: str, taken: set[str]) -> tuple[Step, ...]:
        """Return the steps with the ids in their rows, else with ids made from their numbers, else from their order."""
        rows = [(row, number, text) for row in group.rows for number, text in row.steps]
        numbers = [number for _, number, _ in rows]
        if 0 in numbers or len(set(numbers)) < len(numbers):
            numbers = list(range(1, len(rows) + 1))
        steps: list[Step] = []
        for (row, _, text), number in zip(rows, numbers, strict=True):
            written_id = row.step_ids[0] if row.is_single and len(row.step_ids) == 1 and not group.renamed else ""
            if written_id in taken:
                self._report_repeated_id(row, group.first, written_id)
            is_free = bool(written_id) and written_id not in taken
            new_id = written_id if is_free else self._free_step_id(measure, number, group, taken)
            taken.add(new_id)
            steps.append(Step(new_id, text))
        return tuple(steps)

    def _free_step_id(self, measure: str, number: int, group: _Group, taken: set[str]) -> str:
        """Return an id for a step without one: with its number if that is free, else with the next free number."""
        used = {item for row in group.rows if row.is_single for item in row.step_ids} | taken
        if step_id(measure, number) in used:
            number = max(number_of(measure, item) for item in used) + 1
        return step_id(measure, number)

    def _report_repeated_id(self, row: PlanRow, other: PlanRow, repeated_id: str) -> None:
        """Report M506 at a row whose id stands in another row too."""
        places, other_places = dict(row.places), dict(other.places)
        key = "id" if "id" in places else "step_id"
        place = places[key]
        params = {"sheet": place.sheet, "cell": place.a1, "value": repeated_id, "other": other_places[key].a1}
        self.findings.append(make_finding(Code.STEP_ID_REPEATED, **params))


def _derived_id(row: PlanRow) -> str:
    """Return an id computed from the text of the measure alone, so that other rows do not change it."""
    has_name = row.indicator or row.measure
    words = (row.indicator, row.measure) if has_name else tuple(text for _, text in row.steps[:1])
    return "p" + hashlib.sha256("|".join(map(id_text, words)).encode()).hexdigest()[:8]


def _free_id(measure_id: str, taken: set[str]) -> str:
    """Return the id, with a number added if it is taken."""
    number, candidate = 1, measure_id
    while candidate in taken:
        number += 1
        candidate = f"{measure_id}-{number}"
    return candidate

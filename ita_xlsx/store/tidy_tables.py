"""What does a round come to, as tables with a row for each thing that is known?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from ita_xlsx.model.findings import Finding, words_of
from ita_xlsx.model.province_results import ProvinceResults
from ita_xlsx.model.results import Basis, two_decimals
from ita_xlsx.model.round_state import AgencyReturn, Decision, ReturnSummary, RoundState, State
from ita_xlsx.model.tracking import reporting
from ita_xlsx.store.columns import AGENCIES, FINDINGS, MEASURES, SCORES, WEAK_POINTS, ReceivedFrom, Shape

Cell: TypeAlias = str | int | bool | date | Decimal | Fraction | None
Row: TypeAlias = tuple[Cell, ...]


@dataclass(frozen=True)
class TableOf:
    """A table of one round; ``rows`` makes them one by one, anew each time, each as long as ``shape.columns``."""

    shape: Shape
    rows: Callable[[], Iterator[Row]]


def tables(province: RoundState) -> tuple[TableOf, ...]:
    """The five tables of a round, a table before those that refer to it.

    An unknown value is None, a missing score too; scores are exact (0-100), ``overall`` and ``score_2`` have two
    decimals, half up. Texts are as they came: who writes them makes them safe for where they go.
    """
    return (
        TableOf(AGENCIES, lambda: _agencies(province)),
        TableOf(SCORES, lambda: _scores(province)),
        TableOf(WEAK_POINTS, lambda: _weak_points(province)),
        TableOf(MEASURES, lambda: _measures(province)),
        TableOf(FINDINGS, lambda: _findings(province)),
    )


def _agencies(province: RoundState) -> Iterator[Row]:
    ranks = ProvinceResults(province).ranks
    for member in province.members:
        agency, decision = member.agency, member.decision or Decision(member.agency.code)
        yield (
            agency.code, agency.name, agency.province or province.name or None, province.framework.year,
            member.state, *_file_cells(member), *_result_cells(province, member), ranks.get(agency.code),
            *_respondents(member.reading), decision.file or None, decision.why or None, decision.decided,
        )  # fmt: skip


def _file_cells(member: AgencyReturn) -> Row:
    """status, file, received, received_from, late."""
    reading = member.reading
    source = ReceivedFrom.OFFICER if member.recorded else ReceivedFrom.FILE
    return (
        reading.status if reading else None,
        (reading.file or None) if reading else None,
        member.received,
        source if member.received else None,
        member.late,
    )


def _result_cells(province: RoundState, member: AgencyReturn) -> Row:
    """answered, expected, complete, overall, level."""
    reading = member.reading
    if reading is None:
        return None, None, None, None, None
    if member.state is not State.RETURNED:
        return reading.answered, reading.expected, reading.complete, None, None
    overall = _overall(province, reading)
    return reading.answered, reading.expected, reading.complete, overall, reading.level or None


def _overall(province: RoundState, reading: ReturnSummary) -> Decimal | None:
    values = dict(zip(province.framework.nodes, reading.values, strict=False))
    value = values.get(province.framework.tree.subject)
    return None if value is None else two_decimals(value)


def _respondents(reading: ReturnSummary | None) -> Row:
    """Respondents of the IIT and the EIT, told by the instrument's code or the form's field."""
    counts = {name.rpartition("_")[2].casefold(): count for name, count in (reading.respondents if reading else ())}
    return counts.get("iit"), counts.get("eit")


def _scores(province: RoundState) -> Iterator[Row]:
    year = province.framework.year
    nodes = [(node.subject, node.kind, node.code, node.part or None) for node in province.framework.nodes.values()]
    for member in province.members:
        reading = member.reading
        if reading is None or member.state is not State.RETURNED:
            continue
        code, announced = member.agency.code, frozenset(reading.announced)
        values = reading.values or (None,) * len(nodes)
        for node, value in zip(nodes, values, strict=True):
            if value is None:
                yield year, code, *node, None, None, Basis.MISSING
            else:
                basis = Basis.GIVEN if node[0] in announced else Basis.COMPUTED
                yield year, code, *node, value, two_decimals(value), basis


def _weak_points(province: RoundState) -> Iterator[Row]:
    for member in province.members:
        if member.reading is not None and member.state is State.RETURNED:
            for subject, remedy in member.reading.weak:
                yield province.framework.year, member.agency.code, subject, remedy


def _measures(province: RoundState) -> Iterator[Row]:
    # A file that is rejected for its scores still says what was done, as ita track counts it.
    for _, member in reporting(province):
        for step in member.reading.steps if member.reading else ():
            place = step.place or step.status_place
            yield (
                province.framework.year, member.agency.code, step.id or None, step.step or None,
                step.status or None, step.url or None, step.note or None,
                place.sheet if place else None, place.a1 if place else None,
            )  # fmt: skip


def _findings(province: RoundState) -> Iterator[Row]:
    year = province.framework.year
    for member in province.members:
        for reading in (member.reading, *member.others):
            if reading is not None:
                yield from _told(year, member.agency.code, reading.file, reading.findings)
    for stray in (*province.unknown, *province.wrong_year, *province.unreadable):
        yield from _told(year, None, stray.reading.file, stray.reading.findings)
    yield from _told(year, None, "", province.passed_over)


def _told(year: int, agency: str | None, file: str, findings: Iterable[Finding]) -> Iterator[Row]:
    for item in findings:
        message, fix = words_of(item, "th")
        yield (
            year, agency, item.file or file or None, item.severity, item.code, item.sheet or None,
            item.cell or None, item.value or None, message, fix,
        )  # fmt: skip

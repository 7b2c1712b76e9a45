"""Turn the state of a round into tables with one row for each agency, score, weak point, step, finding and more.

Takes the state of a round; returns tables whose rows are made on request. Works on values only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from ita_xlsx.model.findings import Finding, message_and_fix
from ita_xlsx.model.province_results import ProvinceResults
from ita_xlsx.model.results import Basis, two_decimals
from ita_xlsx.model.round_measures import reporting_members
from ita_xlsx.model.round_state import AgencyReturn, Decision, ReturnSummary, RoundState, State
from ita_xlsx.model.text.personal import mask_personal
from ita_xlsx.store import record_tables
from ita_xlsx.store.columns import AGENCIES, FINDINGS, MEASURES, SCORES, WEAK_POINTS
from ita_xlsx.store.contact_table import contact_rows
from ita_xlsx.store.groups_of_export import GROUPS, group_rows
from ita_xlsx.store.record_columns import ARRIVALS, CONTACTS, CORRECTIONS, DECISIONS, TRACE
from ita_xlsx.store.shapes import Row, TableShape


@dataclass(frozen=True)
class RoundTable:
    """A table of one round.

    ``rows`` makes the rows one by one and anew at each call; each row is as long as ``shape.columns``.
    """

    shape: TableShape
    rows: Callable[[], Iterator[Row]]


def tables(round_state: RoundState, *, with_contacts: bool = False) -> tuple[RoundTable, ...]:
    """Return the tables of a round; a table stands before those that refer to it.

    An unknown value and a missing score are None. Scores are exact (0-100); ``overall`` and ``score_2`` have two
    decimals, rounded half up. Whoever writes the texts makes them safe for the target.

    Without ``with_contacts`` no table names a person: the table of contacts has no row, no decision has a reason, and
    telephone numbers and mail addresses in any text are masked.
    """
    made = (
        RoundTable(AGENCIES, lambda: _agencies(round_state, with_reasons=with_contacts)),
        RoundTable(SCORES, lambda: _scores(round_state)),
        RoundTable(WEAK_POINTS, lambda: _weak_points(round_state)),
        RoundTable(MEASURES, lambda: _measures(round_state)),
        RoundTable(FINDINGS, lambda: _findings(round_state)),
        RoundTable(ARRIVALS, lambda: record_tables.arrival_rows(round_state)),
        RoundTable(DECISIONS, lambda: record_tables.decision_rows(round_state)),
        RoundTable(CORRECTIONS, lambda: record_tables.correction_rows(round_state)),
        RoundTable(TRACE, lambda: record_tables.trace_table_rows(round_state)),
        RoundTable(GROUPS, lambda: group_rows(round_state)),
        RoundTable(CONTACTS, lambda: contact_rows(round_state) if with_contacts else iter(())),
    )
    return made if with_contacts else tuple(map(_masked, made))


def _masked(table: RoundTable) -> RoundTable:
    """Return the table without telephone numbers and mail addresses; keys, codes and digests stay as they are."""
    shape = table.shape
    fixed = {*shape.key, *(name for reference in shape.references for name in reference.columns)}
    cols = [col for col, column in enumerate(shape.columns) if column.may_hold_persons and column.name not in fixed]

    def rows() -> Iterator[Row]:
        for row in table.rows():
            cells = list(row)
            for col in cols:
                text = cells[col]
                if isinstance(text, str):
                    cells[col] = mask_personal(text)
            yield tuple(cells)

    return RoundTable(shape, rows)


def _agencies(round_state: RoundState, *, with_reasons: bool) -> Iterator[Row]:
    ranks = ProvinceResults(round_state).ranks
    for member in round_state.members:
        agency, decision = member.agency, member.decision or Decision(member.agency.code)
        yield (
            agency.code, agency.name, agency.province or round_state.name or None, round_state.framework.year,
            member.state, *_file_cells(member), *_result_cells(round_state, member), ranks.get(agency.code),
            *_respondents(member.summary), decision.file or None,
            (decision.reason or None) if with_reasons else None, decision.decided,
        )  # fmt: skip


def _file_cells(member: AgencyReturn) -> Row:
    """Return the cells status, file, received, received_from and late."""
    summary = member.summary
    return (
        summary.status if summary else None,
        (summary.file or None) if summary else None,
        member.received.day,
        member.received.origin if member.received.is_known else None,
        member.late,
    )


def _result_cells(round_state: RoundState, member: AgencyReturn) -> Row:
    """Return the cells answered, expected, complete, overall and level."""
    summary = member.summary
    if summary is None:
        return None, None, None, None, None
    if member.state is not State.RETURNED:
        return summary.answered, summary.expected, summary.complete, None, None
    overall = _overall(round_state, summary)
    return summary.answered, summary.expected, summary.complete, overall, summary.level or None


def _overall(round_state: RoundState, summary: ReturnSummary) -> Decimal | None:
    values = dict(zip(round_state.framework.nodes, summary.values, strict=False))
    value = values.get(round_state.framework.tree.subject)
    return None if value is None else two_decimals(value)


def _respondents(summary: ReturnSummary | None) -> Row:
    """Return the numbers of respondents of the IIT and the EIT, found by instrument code or field of the form."""
    counts = {name.rpartition("_")[2].casefold(): count for name, count in (summary.respondents if summary else ())}
    return counts.get("iit"), counts.get("eit")


def _scores(round_state: RoundState) -> Iterator[Row]:
    year = round_state.framework.year
    nodes = [(node.subject, node.kind, node.code, node.part or None) for node in round_state.framework.nodes.values()]
    for member in round_state.members:
        summary = member.summary
        if summary is None or member.state is not State.RETURNED:
            continue
        code, announced = member.agency.code, frozenset(summary.announced)
        corrected = summary.corrected.union(*map(round_state.framework.ancestors, summary.corrected))
        values = summary.values or (None,) * len(nodes)
        for node, value in zip(nodes, values, strict=True):
            if value is None:
                yield year, code, *node, None, None, Basis.MISSING, node[0] in corrected
            else:
                basis = Basis.GIVEN if node[0] in announced else Basis.COMPUTED
                yield year, code, *node, value, two_decimals(value), basis, node[0] in corrected


def _weak_points(round_state: RoundState) -> Iterator[Row]:
    for member in round_state.members:
        if member.summary is not None and member.state is State.RETURNED:
            for subject, remedy in member.summary.weak:
                yield round_state.framework.year, member.agency.code, subject, remedy


def _measures(round_state: RoundState) -> Iterator[Row]:
    # ``ita track`` counts the steps of a file that is rejected for its scores, too.
    for _, member in reporting_members(round_state):
        for step in member.summary.steps if member.summary else ():
            place = step.place or step.status_place
            yield (
                round_state.framework.year, member.agency.code, step.id or None, step.step or None,
                step.status or None, step.url or None, step.note or None,
                place.sheet if place else None, place.a1 if place else None, step.indicator or None,
                step.number or None, step.measure or None, step.owner or None, step.period or None,
            )  # fmt: skip


def _findings(round_state: RoundState) -> Iterator[Row]:
    year = round_state.framework.year
    for member in round_state.members:
        for summary in (member.summary, *member.others):
            if summary is not None:
                yield from _finding_rows(year, member.agency.code, summary.file, summary.findings)
    for unassigned_file in (*round_state.unknown, *round_state.wrong_year, *round_state.unreadable):
        yield from _finding_rows(year, None, unassigned_file.summary.file, unassigned_file.summary.findings)
    yield from _finding_rows(year, None, "", round_state.passed_over)


def _finding_rows(year: int, agency: str | None, file: str, findings: Iterable[Finding]) -> Iterator[Row]:
    """Yield a row for each finding."""
    for item in findings:
        message, fix = message_and_fix(item, "th")
        yield (
            year, agency, item.file or file or None, item.severity, item.code, item.sheet or None,
            item.cell or None, item.value or None, message, fix,
        )  # fmt: skip

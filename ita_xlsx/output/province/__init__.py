"""Write the consolidated workbook of a round, and the smaller workbooks of its returns.

Takes the state of a round; returns the bytes of a workbook. The other files of this folder write one sheet each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from ita_xlsx.model.edition import Edition
from ita_xlsx.model.layout.province_layout import HANDOVER_SCHEMA, SCHEMA, STATUS_SCHEMA, ProvinceLayout
from ita_xlsx.model.province.groups import GroupBy
from ita_xlsx.model.province.shared_plan import ProvincePlan
from ita_xlsx.model.round_measures import RoundMeasures
from ita_xlsx.model.round_state import EarlierRound, RoundState
from ita_xlsx.output.book import Book
from ita_xlsx.output.cells.packed_sheets import PackedSheets
from ita_xlsx.output.province import texts
from ita_xlsx.output.province.comparison import write_comparison
from ita_xlsx.output.province.decision_list import write_decision_list
from ita_xlsx.output.province.findings import write_findings
from ita_xlsx.output.province.groups.group_agencies import write_group_agencies
from ita_xlsx.output.province.groups.group_table import write_group_table
from ita_xlsx.output.province.groups.sheet_names import named_sheets
from ita_xlsx.output.province.handover import has_notes, write_handover_sheet
from ita_xlsx.output.province.matrices import write_indicators, write_questions
from ita_xlsx.output.province.overview import write_overview
from ita_xlsx.output.province.plan.province_sheet import write_province_plan_sheet
from ita_xlsx.output.province.province_report import ProvinceReport
from ita_xlsx.output.province.ranking import write_ranking
from ita_xlsx.output.province.shared_weak_points import write_shared_weak_points
from ita_xlsx.output.province.status import write_status_sheet
from ita_xlsx.output.province.step_counts import write_step_counts
from ita_xlsx.output.province.trace import write_trace
from ita_xlsx.output.sheets import issue_line, round_title
from ita_xlsx.output.stamp import write_stamp
from ita_xlsx.output.texts import ASSESSMENT

__all__ = ["write_consolidated", "write_handover", "write_status"]

# A round with more agencies than this (a nation) is written row by row, to save memory.
_IN_MEMORY = 1000


def write_consolidated(
    round_state: RoundState,
    earlier: tuple[EarlierRound, ...],
    edition: Edition,
    measures: RoundMeasures | None = None,
    own_sheets: tuple[GroupBy, ...] = (),
    plan: ProvincePlan | None = None,
) -> bytes:
    """Return the bytes of the consolidated workbook; the same round and edition give the same parts.

    ``earlier`` are the rounds of earlier years; the newest of them is compared with this year. ``measures`` says which
    steps are overdue, ``plan`` is the plan that is drafted for the province. Each kind or district gets a sheet of its
    own if ``own_sheets`` says so.
    """
    layout = ProvinceLayout(round_state.framework)
    report = ProvinceReport(round_state, earlier, edition.issued, layout, measures, own_sheets)
    book = Book(round_title(texts.TITLE, round_state), ASSESSMENT, edition)
    write_overview(book, report)
    if len(round_state.members) > _IN_MEMORY:
        # From here on rows are written in order, so the library may move them from memory to a temporary file.
        book.workbook.in_memory, book.workbook.constant_memory = False, True
    with PackedSheets(book.workbook) as packed:
        for write in _writers(book, report, plan):
            write()
            packed.pack_written()
        book.workbook.constant_memory = False
        return packed.join(_stamped(book, round_state, SCHEMA, edition))


def _writers(book: Book, report: ProvinceReport, plan: ProvincePlan | None) -> Iterator[Callable[[], None]]:
    """Yield what writes each sheet below the first one, in the order of the workbook."""
    round_state, own_sheets = report.province, report.own_sheets
    made_on = issue_line(round_state, report.issued)
    yield partial(write_status_sheet, book, round_state, report.layout, made_on)
    yield partial(write_ranking, book, report)
    for groups in report.grouped:
        yield partial(write_group_table, book, report, groups)
    yield partial(write_indicators, book, report)
    yield partial(write_questions, book, report)
    yield partial(write_shared_weak_points, book, report)
    if plan is not None:
        yield partial(write_province_plan_sheet, book, plan, round_state)
    yield partial(write_comparison, book, report)
    yield partial(write_step_counts, book, report)
    yield partial(write_findings, book, report)
    for name, groups, group in named_sheets(item for item in report.grouped if item.by in own_sheets):
        yield partial(write_group_agencies, book, report, name, groups, group)
    yield partial(write_trace, book, round_state)


def write_status(round_state: RoundState, edition: Edition) -> bytes:
    """Return the bytes of a workbook with one sheet: the status of every agency's return."""
    book = Book(round_title(texts.STATUS_TITLE, round_state), ASSESSMENT, edition)
    layout = ProvinceLayout(round_state.framework)
    write_status_sheet(book, round_state, layout, issue_line(round_state, edition.issued))
    return _stamped(book, round_state, STATUS_SCHEMA, edition)


def write_handover(round_state: RoundState, edition: Edition) -> bytes:
    """Return the bytes of the workbook for the next officer: status of returns, decisions and notes."""
    book = Book(round_title(texts.STATUS_TITLE, round_state), ASSESSMENT, edition)
    layout = ProvinceLayout(round_state.framework)
    made_on, has_sheet = issue_line(round_state, edition.issued), has_notes(round_state)
    write_status_sheet(book, round_state, layout, made_on, "" if has_sheet else texts.NO_NOTES, is_record=True)
    if has_sheet:
        write_handover_sheet(book, round_state)
    write_decision_list(book, round_state)
    return _stamped(book, round_state, HANDOVER_SCHEMA, edition)


def _stamped(book: Book, round_state: RoundState, schema: str, edition: Edition) -> bytes:
    write_stamp(book, schema, round_state.framework, edition)
    return book.finish()

"""Write the lists for follow-up: open steps, addresses used for many steps, and open steps of last year.

Takes a ``MeasuresReport``; writes one sheet per list, a row per entry.
"""

from __future__ import annotations

from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout import measures_layout as layout
from ita_xlsx.model.layout.grid import Table, spans
from ita_xlsx.model.round_measures import MANY, OpenStep, StepStatus, TrackedStep
from ita_xlsx.model.round_state import State
from ita_xlsx.model.text.digits import AsTyped
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.list_sheets import (
    FULL_WIDTH,
    LINE_HEIGHT,
    close_list,
    open_list,
    write_line,
    write_list_header,
)
from ita_xlsx.output.measures import texts
from ita_xlsx.output.measures.measures_report import MeasuresReport
from ita_xlsx.output.measures.steps import status_word
from ita_xlsx.output.sheets import day_number
from ita_xlsx.output.styles import TAB_READ, TAB_WORK
from ita_xlsx.output.texts import MEASURES_NOT_READ

_FOLLOW_UP = {
    "number": 5, "code": 7, "name": 26, "step": 51, "owner": 20, "status": 15, "due": 14, "late": 11, "why": 20,
    "note": 16, "full": FULL_WIDTH,
}  # fmt: skip
_SHARED = {
    "number": 5, "code": 7, "name": 30, "url": 46, "open": 7, "count": 10, "cells": 18, "steps": 62, "full": FULL_WIDTH,
}  # fmt: skip
_EARLIER = {
    "number": 5, "code": 7, "name": 26, "step": 50, "before": 16, "url_before": 24, "now": 18, "url_now": 24,
    "kept": 14, "full": FULL_WIDTH,
}  # fmt: skip
# Nobody works through more rows than this.
MOST = 10_000


def write_follow_up(book: Book, report: MeasuresReport) -> None:
    """Write the steps to follow up: overdue, done without evidence, no duty without a reason, or gone from the form.

    The longest overdue stand first.
    """
    measures = report.measures
    items = sorted((item for item in measures.steps if _what_to_ask(item)), key=lambda item: -item.late)
    table = layout.follow_up_table(len(items[:MOST]))
    late, day = sum(item.overdue for item in items), texts.as_of(measures)
    line = texts.FOLLOW_UP_LINE.format(
        count=len(items), day=day, late=late, bare=sum(item.lacks_proof for item in items)
    )
    line = line if items else texts.NOTHING_TO_FOLLOW_UP.format(day=day)
    line += texts.FOLLOW_UP_LEFT.format(listed=MOST) if len(items) > MOST else ""
    sheet = _open(book, report, table, _FOLLOW_UP, texts.FOLLOW_UP_TITLE, line, TAB_READ)
    for row, item in enumerate(items[:MOST], table.first_row):
        contents = {
            "code": AsTyped(item.agency.code), "name": report.name_of(item.agency), "step": item.step,
            "owner": item.owner, "status": status_word(item), "why": _what_to_ask(item), "note": item.reason,
        }  # fmt: skip
        write_line(sheet, table, row, contents, _FOLLOW_UP, "code", "status")
        sheet.number(row, table.col("due"), day_number(item.due), "date")
        if item.overdue:
            sheet.number(row, table.col("late"), item.late, "count", "overdue")
        else:
            sheet.text(row, table.col("late"), "", "cut_centre")
    close_list(sheet, report.round_of_plan, table, layout.LAST_ON_PAPER[table.sheet])


def write_shared_addresses(book: Book, report: MeasuresReport) -> None:
    """Write the addresses that one agency uses as evidence for several steps, the most used first."""
    items = sorted(report.measures.shared, key=lambda item: -len(item.steps))
    table = layout.shared_table(len(items[:MOST]))
    line = (texts.SHARED_LINE if items else texts.NOTHING_SHARED).format(count=len(items), many=MANY)
    sheet = _open(book, report, table, _SHARED, texts.SHARED_TITLE, line)
    for row, item in enumerate(items[:MOST], table.first_row):
        first = item.steps[0]
        contents = {
            "code": AsTyped(first.agency.code), "name": report.name_of(first.agency), "url": item.url,
            "cells": spans(step.report.url_place for step in item.steps if step.report.url_place),
            "steps": "; ".join(step.step for step in item.steps),
        }  # fmt: skip
        write_line(sheet, table, row, contents, _SHARED, "code")
        sheet.address(row, table.col("open"), item.url, texts.OPEN_LINK, "address")
        sheet.number(row, table.col("count"), len(item.steps), "count")
    close_list(sheet, report.round_of_plan, table, layout.LAST_ON_PAPER[table.sheet])


def write_earlier_steps(book: Book, report: MeasuresReport) -> None:
    """Write the steps that were open last year, with their status this year; those still open stand first."""
    measures = report.measures
    items = sorted(measures.open_steps, key=lambda item: (item.is_kept, item.is_unread))
    table = layout.earlier_steps_table(len(items[:MOST]))
    kept = sum(item.is_kept for item in items)
    unread = sum(item.is_unread for item in items)
    line = texts.EARLIER_LINE.format(count=len(items), kept=kept, left=len(items) - kept - unread)
    line = line if items else texts.NO_EARLIER.format(year=measures.earlier_year)
    sheet = _open(book, report, table, _EARLIER, texts.EARLIER_TITLE.format(year=measures.earlier_year), line)
    for row, item in enumerate(items[:MOST], table.first_row):
        contents = {
            "code": AsTyped(item.agency.code), "name": report.name_of(item.agency), "step": item.report.step,
            "before": _earlier_status(item), "url_before": item.report.url, "now": _current_status(item),
            "url_now": item.this_year.report.url if item.this_year else "", "kept": _outcome(item),
        }  # fmt: skip
        write_line(sheet, table, row, contents, _EARLIER, "code", "before", "now", "kept")
    close_list(sheet, report.round_of_plan, table, layout.LAST_ON_PAPER[table.sheet])


def _open(
    book: Book, report: MeasuresReport, table: Table, widths: dict[str, int], title: str, line: str, tab: str = TAB_WORK
) -> Sheet:
    sheet = open_list(book, report.round_of_plan, table.sheet, title, list(widths.values()), tab)
    sheet.text(2, 0, line, "beside")
    sheet.height(2, LINE_HEIGHT)
    write_list_header(sheet, table, list(widths.values()))
    return sheet


def _what_to_ask(item: TrackedStep) -> str:
    """Return what to ask the agency about a step, one line per reason; empty if the step is in order."""
    reasons = []
    if item.step_status is StepStatus.ROW_DELETED:
        reasons.append(texts.IS_GONE)
    if item.overdue:
        reasons.append(texts.IS_LATE)
    if item.lacks_proof:
        reasons.append(texts.IS_BARE if item.step_status is StepStatus.DONE else texts.NO_REASON)
    return ", ".join(reasons)


def _earlier_status(item: OpenStep) -> str:
    status = " ".join(item.report.status.split())
    if item.step_status is StepStatus.NOT_REPORTED and status:
        return texts.STRANGE_STATUS.format(status=status)
    return label_of(item.step_status)


def _outcome(item: OpenStep) -> str:
    """Return what became of a step that was open last year."""
    if item.is_unread:
        return texts.UNCERTAIN
    return texts.DONE_SINCE if item.is_kept else texts.STILL_OPEN


def _current_status(item: OpenStep) -> str:
    if item.state in (State.MISSING, State.NO_TABLE_SCORE):
        return texts.NOT_RETURNED
    if item.is_unanswered:
        return label_of(item.state)
    if item.this_year is None and item.is_unread:
        return MEASURES_NOT_READ
    return status_word(item.this_year) if item.this_year else texts.NO_SUCH_STEP

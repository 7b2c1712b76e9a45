"""Write the lists for follow-up: open steps, addresses used for many steps, and open steps of last year.

Takes a ``MeasuresReport``; writes one sheet per list, a row per entry.
"""

from __future__ import annotations

from collections.abc import Sequence

from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout import measures_layout as layout
from ita_xlsx.model.layout.grid import Table, spans
from ita_xlsx.model.round_measures import MANY, OpenStep, SharedAddress, StepStatus, TrackedStep
from ita_xlsx.model.round_state import State
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.measures import texts
from ita_xlsx.output.measures.measures_report import MeasuresReport
from ita_xlsx.output.measures.steps import status_word
from ita_xlsx.output.sheets import day_number, fit_row, open_sheet, print_narrow, short_name
from ita_xlsx.output.texts import MEASURES_NOT_READ

_FOLLOW_UP = {
    "number": 6, "code": 8, "name": 32, "step": 54, "owner": 26, "status": 16, "due": 16, "late": 11, "why": 20,
    "note": 26,
}  # fmt: skip
_SHARED = {"number": 6, "code": 8, "name": 34, "url": 50, "open": 7, "count": 10, "cells": 18, "steps": 76}
_EARLIER = {
    "number": 6, "code": 8, "name": 30, "step": 52, "before": 16, "url_before": 32, "now": 18, "url_now": 32,
    "kept": 17,
}  # fmt: skip
# Nobody works through more rows than this.
MOST = 10_000
_LONGEST_STEP, _MOST_STEPS = 72, 12


def write_follow_up(book: Book, report: MeasuresReport) -> None:
    """Write the steps to follow up: overdue, done without evidence, no duty without a reason, or gone from the form."""
    measures = report.measures
    items = [item for item in measures.steps if _what_to_ask(item)]
    table = layout.follow_up_table(len(items[:MOST]))
    late, day = sum(item.overdue for item in items), texts.as_of(measures)
    line = texts.FOLLOW_UP_LINE.format(
        count=len(items), day=day, late=late, bare=sum(item.lacks_proof for item in items)
    )
    line = line if items else texts.NOTHING_TO_FOLLOW_UP.format(day=day)
    line += texts.FOLLOW_UP_LEFT.format(listed=MOST) if len(items) > MOST else ""
    sheet = _open_list(book, report, table, _FOLLOW_UP, texts.FOLLOW_UP_TITLE, line)
    for row, item in enumerate(items[:MOST], table.first_row):
        contents = {
            "code": item.agency.code, "name": item.agency.name, "step": item.step, "owner": item.owner,
            "status": status_word(item), "why": _what_to_ask(item), "note": item.reason,
        }  # fmt: skip
        _write_texts(sheet, table, row, contents, _FOLLOW_UP, ("code", "status"))
        sheet.number(row, table.col("due"), day_number(item.due), "date")
        if item.overdue:
            sheet.number(row, table.col("late"), item.late, "rank")
        else:
            sheet.text(row, table.col("late"), "", "centre")
    _finish_list(sheet, report, table)


def write_shared_addresses(book: Book, report: MeasuresReport) -> None:
    """Write the addresses that one agency uses as evidence for several steps."""
    items = report.measures.shared
    table = layout.shared_table(len(items[:MOST]))
    line = (texts.SHARED_LINE if items else texts.NOTHING_SHARED).format(count=len(items), many=MANY)
    sheet = _open_list(book, report, table, _SHARED, texts.SHARED_TITLE, line)
    for row, item in enumerate(items[:MOST], table.first_row):
        first = item.steps[0]
        contents = {
            "code": first.agency.code, "name": first.agency.name,
            "cells": spans(step.report.url_place for step in item.steps if step.report.url_place),
            "steps": _step_list(item),
        }  # fmt: skip
        _write_texts(sheet, table, row, contents, _SHARED, ("code",), extra=(item.url, _SHARED["url"]))
        sheet.text(row, table.col("url"), item.url, "text")
        sheet.address(row, table.col("open"), item.url, texts.OPEN_LINK, "address")
        sheet.number(row, table.col("count"), len(item.steps), "rank")
    _finish_list(sheet, report, table)


def write_earlier_steps(book: Book, report: MeasuresReport) -> None:
    """Write the steps that were open last year, with their status this year."""
    measures, items = report.measures, report.measures.open_steps
    table = layout.earlier_steps_table(len(items[:MOST]))
    kept = sum(item.is_kept for item in items)
    unread = sum(item.is_unread for item in items)
    line = texts.EARLIER_LINE.format(count=len(items), kept=kept, left=len(items) - kept - unread)
    line = line if items else texts.NO_EARLIER.format(year=measures.earlier_year)
    sheet = _open_list(book, report, table, _EARLIER, texts.EARLIER_TITLE.format(year=measures.earlier_year), line)
    for row, item in enumerate(items[:MOST], table.first_row):
        contents = {
            "code": item.agency.code, "name": item.agency.name, "step": item.report.step,
            "before": _earlier_status(item), "now": _current_status(item),
            "kept": _outcome(item),
        }  # fmt: skip
        before, after = item.report.url, item.this_year.report.url if item.this_year else ""
        longest = (max(before, after, key=len), _EARLIER["url_before"])
        _write_texts(sheet, table, row, contents, _EARLIER, ("code", "before", "now", "kept"), extra=longest)
        for key, text in (("url_before", before), ("url_now", after)):
            sheet.text(row, table.col(key), text, "text")
    _finish_list(sheet, report, table)


def _what_to_ask(item: TrackedStep) -> str:
    """Return what to ask the agency about a step, one line per reason; empty if the step is in order."""
    reasons = []
    if item.step_status is StepStatus.ROW_DELETED:
        reasons.append(texts.IS_GONE)
    if item.overdue:
        reasons.append(texts.IS_LATE)
    if item.lacks_proof:
        reasons.append(texts.IS_BARE if item.step_status is StepStatus.DONE else texts.NO_REASON)
    return "\n".join(reasons)


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
    if item.state is State.MISSING:
        return texts.NOT_RETURNED
    if item.is_unanswered:
        return label_of(item.state)
    if item.this_year is None and item.is_unread:
        return MEASURES_NOT_READ
    return status_word(item.this_year) if item.this_year else texts.NO_SUCH_STEP


def _step_list(item: SharedAddress) -> str:
    lines = [f"– {short_name(step.step, _LONGEST_STEP)}" for step in item.steps]
    left = len(lines) - _MOST_STEPS
    return "\n".join(lines[:_MOST_STEPS] + ([f"… {left}"] if left > 0 else []))


def _open_list(
    book: Book, report: MeasuresReport, table: Table, widths: dict[str, int], title: str, line: str
) -> Sheet:
    sheet = open_sheet(book, report.measures.province, table.sheet, title, list(widths.values()))
    sheet.text(2, 0, line, "strong")
    sheet.height(2, 26)
    sheet.header(table.header_row, 0, [column.header for column in table.columns], list(widths.values()))
    return sheet


def _write_texts(
    sheet: Sheet,
    table: Table,
    row: int,
    contents: dict[str, str],
    widths: dict[str, int],
    centered: Sequence[str],
    extra: tuple[str, float] = ("", 10),
) -> None:
    """Write the number and the texts of a row, and set its height.

    ``extra`` is a (text, column width) cell that the caller writes, counted for the height.
    """
    sheet.number(row, 0, row - table.header_row, "count")
    for key, text in contents.items():
        sheet.text(row, table.col(key), text, "centre" if key in centered else "text")
    fit_row(sheet, row, [*((text, widths[key]) for key, text in contents.items()), extra])


def _finish_list(sheet: Sheet, report: MeasuresReport, table: Table) -> None:
    sheet.worksheet.autofilter(table.header_row, 0, table.last_row, table.last_col)
    sheet.worksheet.freeze_panes(table.first_row, table.col("name") + 1)
    rows = (table.first_row, table.last_row)
    print_narrow(sheet, report.measures.province, table.header_row, (table.last_row, table.last_col), rows)

"""The lists somebody works through: what is open, one address for many steps, and last year's promises."""

from __future__ import annotations

from collections.abc import Sequence

from ita_xlsx.model.layout import measures_layout as layout
from ita_xlsx.model.layout.grid import Table, spans
from ita_xlsx.model.layout.province_layout import STATES
from ita_xlsx.model.round_state import State
from ita_xlsx.model.tracking import MANY, Promise, SharedAddress, StepStatus, TrackedStep
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.measures import texts
from ita_xlsx.output.measures.measures_report import MeasuresReport
from ita_xlsx.output.measures.steps import status_word
from ita_xlsx.output.sheets import day_number, fit_row, open_sheet, print_narrow, short_name

_OPEN = {
    "number": 6, "code": 8, "name": 32, "step": 54, "owner": 26, "status": 16, "due": 16, "late": 11, "why": 20,
    "note": 26,
}  # fmt: skip
_SHARED = {"number": 6, "code": 8, "name": 34, "url": 50, "open": 7, "count": 10, "cells": 18, "steps": 76}
_PROMISES = {
    "number": 6, "code": 8, "name": 30, "step": 52, "before": 16, "url_before": 32, "now": 18, "url_now": 32,
    "kept": 17,
}  # fmt: skip
# More than a person works through.
MOST = 10_000
_LONGEST_STEP, _MOST_STEPS = 72, 12


def write_open(book: Book, pages: MeasuresReport) -> None:
    """What is overdue, done without proof, no duty without reason, or gone from the form."""
    tracking = pages.tracking
    items = [item for item in tracking.steps if _why(item)]
    table = layout.open_table(len(items[:MOST]))
    late, day = sum(item.overdue for item in items), texts.as_of(tracking)
    line = texts.OPEN_LINE.format(count=len(items), day=day, late=late, bare=sum(item.bare for item in items))
    line = line if items else texts.NOTHING_OPEN.format(day=day)
    line += texts.OPEN_LEFT.format(shown=MOST) if len(items) > MOST else ""
    sheet = _open(book, pages, table, _OPEN, texts.OPEN_TITLE, line)
    for row, item in enumerate(items[:MOST], table.first_row):
        contents = {
            "code": item.agency.code, "name": item.agency.name, "step": item.step, "owner": item.owner,
            "status": status_word(item), "why": _why(item), "note": item.reason,
        }  # fmt: skip
        _texts(sheet, table, row, contents, _OPEN, ("code", "status"))
        sheet.number(row, table.col("due"), day_number(item.due), "date")
        if item.overdue:
            sheet.number(row, table.col("late"), item.late, "rank")
        else:
            sheet.text(row, table.col("late"), "", "centre")
    _close(sheet, pages, table)


def write_shared_addresses(book: Book, pages: MeasuresReport) -> None:
    """The addresses that prove several steps of one agency."""
    items = pages.tracking.shared
    table = layout.shared_table(len(items[:MOST]))
    line = (texts.SHARED_LINE if items else texts.NOTHING_SHARED).format(count=len(items), many=MANY)
    sheet = _open(book, pages, table, _SHARED, texts.SHARED_TITLE, line)
    for row, item in enumerate(items[:MOST], table.first_row):
        first = item.steps[0]
        contents = {
            "code": first.agency.code, "name": first.agency.name,
            "cells": spans(step.report.url_place for step in item.steps if step.report.url_place),
            "steps": _listed(item),
        }  # fmt: skip
        _texts(sheet, table, row, contents, _SHARED, ("code",), extra=(item.url, _SHARED["url"]))
        sheet.text(row, table.col("url"), item.url, "text")
        sheet.address(row, table.col("open"), item.url, texts.OPEN_LINK, "address")
        sheet.number(row, table.col("count"), len(item.steps), "rank")
    _close(sheet, pages, table)


def write_promises(book: Book, pages: MeasuresReport) -> None:
    """What was left open the year before, and what became of it."""
    tracking, items = pages.tracking, pages.tracking.promises
    table = layout.promises_table(len(items[:MOST]))
    kept = sum(item.kept for item in items)
    line = texts.PROMISES_LINE.format(count=len(items), kept=kept, left=len(items) - kept)
    line = line if items else texts.NO_PROMISES.format(year=tracking.promised)
    sheet = _open(book, pages, table, _PROMISES, texts.PROMISES_TITLE.format(year=tracking.promised), line)
    for row, item in enumerate(items[:MOST], table.first_row):
        contents = {
            "code": item.agency.code, "name": item.agency.name, "step": item.report.step,
            "before": _word_before(item), "now": _word_now(item), "kept": texts.KEPT if item.kept else texts.STILL_OPEN,
        }  # fmt: skip
        before, after = item.report.url, item.now.report.url if item.now else ""
        longest = (max(before, after, key=len), _PROMISES["url_before"])
        _texts(sheet, table, row, contents, _PROMISES, ("code", "before", "now", "kept"), extra=longest)
        for key, text in (("url_before", before), ("url_now", after)):
            sheet.text(row, table.col(key), text, "text")
    _close(sheet, pages, table)


def _why(item: TrackedStep) -> str:
    """What has to be asked of the agency; nothing where all is well."""
    reasons = []
    if item.progress is StepStatus.GONE:
        reasons.append(texts.IS_GONE)
    if item.overdue:
        reasons.append(texts.IS_LATE)
    if item.bare:
        reasons.append(texts.IS_BARE if item.progress is StepStatus.DONE else texts.NO_REASON)
    return "\n".join(reasons)


def _word_before(item: Promise) -> str:
    said = " ".join(item.report.status.split())
    if item.progress is StepStatus.UNSAID and said:
        return texts.STRANGE_STATUS.format(status=said)
    return layout.ALL_STATUS_WORDS[item.progress]


def _word_now(item: Promise) -> str:
    if item.state is State.MISSING:
        return texts.NOT_RETURNED
    if item.is_unanswered:
        return STATES[item.state]
    return status_word(item.now) if item.now else texts.NOT_HERE


def _listed(item: SharedAddress) -> str:
    lines = [f"– {short_name(step.step, _LONGEST_STEP)}" for step in item.steps]
    left = len(lines) - _MOST_STEPS
    return "\n".join(lines[:_MOST_STEPS] + ([f"… {left}"] if left > 0 else []))


def _open(book: Book, pages: MeasuresReport, table: Table, widths: dict[str, int], title: str, line: str) -> Sheet:
    sheet = open_sheet(book, pages.tracking.province, table.sheet, title, list(widths.values()))
    sheet.text(2, 0, line, "strong")
    sheet.height(2, 26)
    sheet.header(table.header_row, 0, [column.header for column in table.columns], list(widths.values()))
    return sheet


def _texts(
    sheet: Sheet,
    table: Table,
    row: int,
    contents: dict[str, str],
    widths: dict[str, int],
    centred: Sequence[str],
    extra: tuple[str, float] = ("", 10),
) -> None:
    """The number of a row and its texts; the row is as tall as the tallest."""
    sheet.number(row, 0, row - table.header_row, "count")
    for key, text in contents.items():
        sheet.text(row, table.col(key), text, "centre" if key in centred else "text")
    fit_row(sheet, row, [*((text, widths[key]) for key, text in contents.items()), extra])


def _close(sheet: Sheet, pages: MeasuresReport, table: Table) -> None:
    sheet.worksheet.autofilter(table.header_row, 0, table.last_row, table.last_col)
    sheet.worksheet.freeze_panes(table.first_row, table.col("name") + 1)
    rows = (table.first_row, table.last_row)
    print_narrow(sheet, pages.tracking.province, table.header_row, (table.last_row, table.last_col), rows)

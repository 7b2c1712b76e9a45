"""What agencies report of their measures: steps by status, with evidence or without."""

from __future__ import annotations

from collections import Counter

from ita_xlsx.model import words
from ita_xlsx.model.layout.grid import Table, a1
from ita_xlsx.model.layout.province import TRACKING, row_span
from ita_xlsx.model.province import State
from ita_xlsx.model.submission import StepReport
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas import province as formulas
from ita_xlsx.output.province import texts
from ita_xlsx.output.province.figures import Whole
from ita_xlsx.output.province.paper import dense_row, open_sheet, print_narrow

_WIDTHS = {
    "number": 6, "code": 10, "name": 52, "steps": 14, "done": 12, "doing": 15, "not_yet": 16, "no_duty": 13,
    "unsaid": 14, "share": 15, "proved": 15, "remark": 26,
}  # fmt: skip
_NOT_YET, _DOING, _DONE, _NO_DUTY = words.PROGRESS
_STATUS = {"done": _DONE, "doing": _DOING, "not_yet": _NOT_YET, "no_duty": _NO_DUTY}


def write_tracking(book: Book, whole: Whole) -> None:
    """The sheet of measures; an agency that reported no step has no figures, and a word says so."""
    members = [
        (number, member.agency, member.reading.steps)
        for number, member in enumerate(whole.province.members, 1)
        if member.state is State.RETURNED and member.reading is not None
    ]
    told = sum(bool(steps) for _, _, steps in members)
    table = whole.layout.tracking(len(members))
    widths = list(_WIDTHS.values())
    sheet = open_sheet(book, whole.province, TRACKING, texts.TRACKING_TITLE, widths)
    line = texts.TRACKING_LINE.format(count=len(members), told=told) if told else texts.NO_STEPS
    sheet.text(2, 0, line, "strong")
    sheet.height(2, 26)
    counted = [_counts(steps) for _, _, steps in members]
    _totals(sheet, table, _sum(counted))
    sheet.header(table.header_row, 0, [column.header for column in table.columns], widths)
    for row, ((number, agency, _), counts) in enumerate(zip(members, counted, strict=True), table.first_row):
        sheet.number(row, 0, number, "count")
        sheet.text(row, table.col("code"), agency.code, "centre")
        sheet.text(row, table.col("name"), agency.name, "text")
        _row(sheet, table, row, counts)
        dense_row(sheet, row, [(agency.name, _WIDTHS["name"]), (agency.code, _WIDTHS["code"])])
    if not members:
        sheet.text(table.first_row, table.col("name"), texts.NO_STEPS, "text")
    sheet.worksheet.autofilter(table.header_row, 0, table.last_row, table.last_col)
    sheet.worksheet.freeze_panes(table.first_row, table.col("name") + 1)
    print_narrow(
        sheet, whole.province, table.header_row, (table.last_row, table.last_col), (table.first_row, table.last_row)
    )


def _sum(counted: list[Counter[str]]) -> Counter[str]:
    sums: Counter[str] = Counter()
    for counts in counted:
        sums.update(counts)
    return sums


def _counts(steps: tuple[StepReport, ...]) -> Counter[str]:
    """Steps by status and with evidence; nothing at all where no step was reported."""
    if not steps:
        return Counter()
    by_word = {word: key for key, word in _STATUS.items()}
    counts = Counter(dict.fromkeys((*_STATUS, "unsaid", "proved"), 0))
    for step in steps:
        counts[by_word.get(step.status.strip(), "unsaid")] += 1
        counts["proved"] += bool(step.url.strip())
    return counts


def _row(sheet: Sheet, table: Table, row: int, counts: Counter[str]) -> None:
    if not counts:
        for key in ("steps", *_STATUS, "unsaid", "share", "proved"):
            sheet.text(row, table.col(key), "", "centre")
        sheet.text(row, table.col("remark"), texts.NOT_TOLD, "centre")
        return
    for key in (*_STATUS, "unsaid", "proved"):
        sheet.number(row, table.col(key), counts[key], "count")
    sheet.text(row, table.col("remark"), "", "centre")
    steps = sum(counts[key] for key in (*_STATUS, "unsaid"))
    sheet.live(row, table.col("steps"), formulas.total(row_span(table, "done", "unsaid", row), steps), "rank")
    _share(sheet, table, row, counts, "percent")


def _totals(sheet: Sheet, table: Table, sums: Counter[str]) -> None:
    """Over all agencies, above the header, where a long table keeps it in sight."""
    row = table.header_row - 1
    for col in range(table.col("name")):
        sheet.text(row, col, "", "figure_name")
    sheet.text(row, table.col("name"), texts.ALL_AGENCIES, "figure_name")
    steps = sum(sums[key] for key in (*_STATUS, "unsaid"))
    for key in ("steps", *_STATUS, "unsaid", "proved"):
        live = formulas.total(table.span(key, TRACKING), steps if key == "steps" else sums[key])
        sheet.live(row, table.col(key), live, "figure_count")
    _share(sheet, table, row, sums, "figure_share")
    sheet.text(row, table.col("remark"), "", "figure_name")


def _share(sheet: Sheet, table: Table, row: int, counts: Counter[str], style: str) -> None:
    """Done, of the steps that are a duty."""
    whole = sum(counts[key] for key in ("done", "doing", "not_yet"))
    value = counts["done"] / whole if whole else None
    cells = formulas.sum_of(row_span(table, "done", "not_yet", row))
    sheet.live(row, table.col("share"), formulas.share_of(a1(row, table.col("done")), cells, value), style)

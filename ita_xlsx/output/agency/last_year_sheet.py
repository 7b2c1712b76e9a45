"""Write the sheet of the form with what is known from last year: all scores and links, then the open steps.

Takes a Form; changes the workbook in memory only. Nothing on this sheet is an answer of this year.
"""

from __future__ import annotations

from collections.abc import Sequence

from ita_xlsx.model.earlier_years.last_year import LastYear
from ita_xlsx.model.layout.agency_layout import LAST_YEAR
from ita_xlsx.model.layout.grid import Table, quoted
from ita_xlsx.model.layout.last_year_layout import answers_table, open_steps_table
from ita_xlsx.model.layout.page import row_height
from ita_xlsx.output import texts as shared_texts
from ita_xlsx.output.agency import texts
from ita_xlsx.output.agency.form import Form
from ita_xlsx.output.agency.look import HEAD_HEIGHT, NOTE_HEIGHT, ROW_HEIGHT, TITLE_HEIGHT
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.styles import DENSE, TAB_READ

_WIDTHS = (7.0, 16.0, 76.0, 18.0, 46.0, 24.0)
_TITLE, _AGENCY, _HINT, _WEBSITE, _OPEN = range(5)
_NOTES = (_HINT, _WEBSITE, _OPEN)


def write_last_year(book: Book, form: Form) -> None:
    """Write the answers and the open steps of last year; nothing in a form that was not filled in beforehand."""
    last_year = form.last_year
    if last_year is None:
        return
    sheet = book.sheet(LAST_YEAR)
    sheet.tab(TAB_READ)
    sheet.widths(*_WIDTHS)
    sheet.words(_TITLE, 0, texts.LAST_YEAR_TITLE.format(year=last_year.year), "title")
    sheet.text(_AGENCY, 0, shared_texts.agency_line(form.agency), "strong")
    sheet.words(_HINT, 0, texts.LAST_YEAR_HINT, "muted")
    website = last_year.website or texts.NOTHING_KNOWN
    sheet.text(_WEBSITE, 0, texts.LAST_YEAR_WEBSITE.format(url=website), "muted")
    answers = answers_table(len(last_year.answers))
    steps = open_steps_table(len(last_year.answers), len(last_year.steps))
    _write_link_to_steps(sheet, last_year, steps)
    for row, height in ((_TITLE, TITLE_HEIGHT), (_AGENCY, HEAD_HEIGHT), *((row, NOTE_HEIGHT) for row in _NOTES)):
        sheet.height(row, height)
    _write_table(sheet, answers, _answer_rows(last_year), texts.NOTHING_KNOWN)
    _write_scores(sheet, answers, last_year)
    _write_table(sheet, steps, _step_rows(last_year), texts.NO_OPEN_STEPS)
    sheet.lock()
    sheet.worksheet.freeze_panes(answers.header_row, 0)
    sheet.print_setup(shared_texts.heading(form.agency, form.layout.framework))
    sheet.worksheet.print_area(0, 0, steps.last_row, answers.last_col)
    rows = [(row, row) for row in range(answers.first_row, answers.last_row + 1)]
    first = steps.header_row, steps.first_row
    tail = max(steps.first_row + 1, steps.last_row - 3)
    rows += [first, *((row, row) for row in range(steps.first_row + 1, tail))]
    sheet.keep_together([*rows, (tail, max(tail, steps.last_row))], answers.last_col)


def _write_link_to_steps(sheet: Sheet, last_year: LastYear, steps: Table) -> None:
    if last_year.steps:
        unsaid = sum(not item.status.strip() for item in last_year.steps)
        words = sheet.book.words(texts.LAST_YEAR_STEPS.format(count=len(last_year.steps), unsaid=unsaid))
        sheet.cell_link(_OPEN, 0, f"{quoted(LAST_YEAR)}!A{steps.header_row + 1}", words, "note_link")
    else:
        sheet.words(_OPEN, 0, texts.NO_OPEN_STEPS, "muted")


def _step_rows(last_year: LastYear) -> list[tuple[str, ...]]:
    """Return the rows of the open steps: first those with a status, then those that nobody reported."""
    # Slow to import, and many forms show nothing of last year.
    from ita_xlsx.model.labels import label_of
    from ita_xlsx.model.round_measures import StepStatus

    unsaid = label_of(StepStatus.NOT_REPORTED)
    steps = sorted(last_year.steps, key=lambda item: not item.status.strip())
    return [("", item.id, item.step, item.status.strip() or unsaid, item.url, item.note) for item in steps]


def _answer_rows(last_year: LastYear) -> list[tuple[str, ...]]:
    return [("", item.label, item.text, "", item.url, item.now) for item in last_year.answers]


def _write_table(sheet: Sheet, table: Table, rows: Sequence[tuple[str, ...]], nothing: str) -> None:
    """Write the headers and the rows; without any, one row that says so."""
    sheet.header(table.header_row, 0, [column.header for column in table.columns], _WIDTHS)
    for row, contents in enumerate(rows or [("", "", nothing, "", "", "")], table.first_row):
        for col, text in enumerate(contents):
            sheet.text(row, col, text, "text")
        if rows:
            sheet.number(row, table.col("place"), row - table.header_row, "count")
        sheet.height(row, row_height(zip(contents, _WIDTHS, strict=True), DENSE, least=ROW_HEIGHT))


def _write_scores(sheet: Sheet, table: Table, last_year: LastYear) -> None:
    for row, item in enumerate(last_year.answers, table.first_row):
        if item.score is not None:
            sheet.number(row, table.col("score"), float(item.score), "score")

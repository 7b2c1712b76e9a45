"""Write the sheet of the form for announced figures, those of the commission or of a report; all are optional.

Takes a Form; changes the workbook in memory only.
"""

from __future__ import annotations

from collections.abc import Mapping

from ita_xlsx.model.layout import Table
from ita_xlsx.model.layout.page import row_height
from ita_xlsx.model.layout.subjects import ANNOUNCED_WORD_LABELS, announced_subject_labels
from ita_xlsx.model.submission import Answer
from ita_xlsx.output import texts as shared_texts
from ita_xlsx.output.agency import texts
from ita_xlsx.output.agency.form import Form
from ita_xlsx.output.agency.look import HEAD_HEIGHT, ROW_HEIGHT, TITLE_HEIGHT, chars, write_agency_line
from ita_xlsx.output.agency.score_sheets import write_answer
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.styles import DENSE, TAB_WORK

# Widths in pixels.
_WIDTHS = {
    "label": 172, "name": 252, "announced": 100, "announced_second": 106, "announced_previous": 100, "note": 166,
}  # fmt: skip


def write_published(book: Book, form: Form) -> None:
    """Write the sheet of announced figures; a row per subject that can be announced."""
    table = form.layout.announced_figures
    sheet = book.sheet(table.sheet)
    sheet.tab(TAB_WORK)
    sheet.widths(*(chars(_WIDTHS[column.key]) for column in table.columns))
    _write_head(sheet, form, table)
    framework = form.layout.framework
    filled = {
        "announced": _by_subject(form.submission.announced),
        "announced_second": _by_subject(form.submission.announced_second),
        "announced_previous": _by_subject(form.submission.announced_previous),
    }
    notes = dict(form.submission.notes)
    for subject, label in announced_subject_labels(framework):
        row = table.row(subject)
        name = framework.nodes[subject].name if subject in framework.nodes else ""
        sheet.text(row, table.col("label"), label, "text")
        sheet.text(row, table.col("name"), name, "text")
        is_word = subject in ANNOUNCED_WORD_LABELS
        for key, answers in filled.items():
            if is_word:
                word = form.submission.announced_word(subject) if key == "announced" else ""
                sheet.text(row, table.col(key), word, "optional")
            else:
                write_answer(sheet, row, table.col(key), answers.get(subject), "optional_score")
        sheet.text(row, table.col("note"), notes.get(subject, ""), "optional")
        _fit_row(sheet, row, {"label": label, "name": name, "note": notes.get(subject, "")})
    _check_figures(sheet, form, table)
    _close(sheet, form, table)


def _write_head(sheet: Sheet, form: Form, table: Table) -> None:
    sheet.text(0, 0, table.title, "title")
    sheet.height(0, TITLE_HEIGHT)
    write_agency_line(sheet, 1, 0, form, "subtitle")
    sheet.text(2, 0, texts.PUBLISHED_HINT, "muted")
    for row in (1, 2):
        sheet.height(row, HEAD_HEIGHT)
    headers = ((column.header, chars(_WIDTHS[column.key])) for column in table.columns)
    sheet.height(table.header_row, row_height(headers, DENSE))
    for column in table.columns:
        style = "form_head_lines" if column.key.startswith("announced") else "form_head"
        sheet.text(table.header_row, table.col(column.key), column.header, style)


def _fit_row(sheet: Sheet, row: int, contents: Mapping[str, str]) -> None:
    height = row_height(((text, chars(_WIDTHS[key])) for key, text in contents.items()), DENSE)
    sheet.height(row, height if height > 2 * ROW_HEIGHT - 5 else ROW_HEIGHT)


def _by_subject(answers: tuple[Answer, ...]) -> Mapping[str, Answer]:
    return {answer.subject: answer for answer in answers}


def _check_figures(sheet: Sheet, form: Form, table: Table) -> None:
    numbers = [item for item in table.items if item not in ANNOUNCED_WORD_LABELS]
    first, last = table.row(numbers[0]), table.row(numbers[-1])
    span = (first, table.col("announced"), last, table.col("announced_previous"))
    sheet.scores_only(span, sheet.book.words(texts.FIGURE_ERROR))
    levels = [level.name for level in form.layout.framework.levels]
    row = table.row("level")
    sheet.choices((row, table.col("announced"), row, table.col("announced_previous")), levels, shared_texts.LIST_ERROR)


def _close(sheet: Sheet, form: Form, table: Table) -> None:
    sheet.worksheet.freeze_panes(table.first_row, 1)
    sheet.worksheet.set_selection(table.first_row, table.col("announced"), table.first_row, table.col("announced"))
    sheet.lock()
    heading = shared_texts.heading(form.agency, form.layout.framework)
    sheet.print_setup(heading, (table.header_row, table.header_row), portrait=True)
    sheet.worksheet.print_area(0, 0, table.last_row, table.last_col)
    sheet.rows_together(table.first_row, table.last_row, table.last_col, portrait=True)

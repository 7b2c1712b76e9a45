"""Write the sheets of the form that scores are typed into: a band per indicator, below it one question a row.

Takes a Form; changes the workbook in memory only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ita_xlsx.model.framework import Node
from ita_xlsx.model.layout import Place, Table, a1
from ita_xlsx.model.layout.page import line_count, row_height
from ita_xlsx.model.submission import Answer, Evidence
from ita_xlsx.output import texts as shared_texts
from ita_xlsx.output.agency import texts
from ita_xlsx.output.agency.cell_rules import check_scores, color_where, prompt_first
from ita_xlsx.output.agency.form import Form
from ita_xlsx.output.agency.look import HEAD_HEIGHT, ROW_HEIGHT, TITLE_HEIGHT, chars, write_band
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas import FillCountFormulas
from ita_xlsx.output.styles import DENSE, TAB_FILL

# Widths in pixels; beside more columns the questions have less room.
_WIDTHS = {"code": 52, "text": 560, "score": 104, "previous": 140, "url": 270, "note": 146}
_TEXT_ALONE = 780
_PART_WIDTHS = {"score": 124, "previous": 206}
_HEAD_STYLES = {"code": "form_head_right", "score": "form_head_right", "previous": "form_head_right"}


def write_scores(book: Book, form: Form, table: Table) -> None:
    """Write the sheet of one instrument: one question a row, a yellow cell for each score."""
    sheet = book.sheet(table.sheet)
    sheet.tab(TAB_FILL)
    sheet.widths(*(chars(width) for width in _widths(table)))
    _write_head(sheet, form, table)
    for code, name in _names(form, table):
        row = table.row(code)
        sheet.text(row, table.col("code"), code, "form_label")
        sheet.text(row, table.col("text"), name, "form_text")
        is_one_line = line_count(name, chars(_text_width(table)), DENSE) == 1
        sheet.height(row, ROW_HEIGHT if is_one_line else row_height([(name, chars(_text_width(table)))], DENSE))
    _write_answers(sheet, form, table)
    _check_cells(sheet, form, table)
    _close(sheet, form, table)


def _write_head(sheet: Sheet, form: Form, table: Table) -> None:
    """Write the title with the progress, the headers, and the bands with theirs."""
    fill_counts = FillCountFormulas(form.layout, form.results, table.sheet)
    sheet.text(0, table.col("code"), table.sheet, "form_code")
    sheet.text(0, table.col("text"), table.title, "form_title")
    sheet.live(0, table.col("text") + 1, fill_counts.line(table), "form_count")
    sheet.height(0, TITLE_HEIGHT)
    for column in table.columns:
        style = _HEAD_STYLES.get(column.key.split()[0], "form_head")
        sheet.text(table.header_row, table.col(column.key), column.header, style)
    sheet.height(table.header_row, HEAD_HEIGHT)
    for band in form.layout.bands[table.sheet] if table.bands else ():
        row = table.row(band.items[0]) - 1
        write_band(sheet, row, table)
        sheet.live(row, table.col("text"), fill_counts.band(table, band), "form_band")


def _write_answers(sheet: Sheet, form: Form, table: Table) -> None:
    answers = {answer.subject: answer for answer in form.submission.answers}
    previous = {answer.subject: answer for answer in form.submission.previous}
    for leaf in _leaves(form, table):
        for key, by_subject, style in (("score", answers, "input_score"), ("previous", previous, "optional_score")):
            place = form.layout.answer(leaf, key)
            write_answer(sheet, place.row, place.col, by_subject.get(leaf.subject), style)
    if table.has("url"):
        evidence: Mapping[str, Evidence] = {item.code: item for item in form.submission.evidence}
        for code in table.items:
            item = evidence.get(code)
            sheet.text(table.row(code), table.col("url"), item.url if item else "", "optional")
            sheet.text(table.row(code), table.col("note"), item.note if item else "", "optional")


def write_answer(sheet: Sheet, row: int, col: int, answer: Answer | None, style: str) -> None:
    """Write a score as a number and a declaration as its word; an unknown answer leaves a blank."""
    if answer is not None and answer.value is not None:
        sheet.number(row, col, float(answer.value), style)
    else:
        sheet.text(row, col, answer.declared if answer else "", style)


def _check_cells(sheet: Sheet, form: Form, table: Table) -> None:
    """Check scores when they are typed; color those that are pasted and wrong, and those that are still empty."""
    for column in table.columns:
        if column.key.split()[0] not in ("score", "previous"):
            continue
        col = table.col(column.key)
        span = (table.first_row, col, table.last_row, col)
        check_scores(sheet, span)
        if column.key.startswith("score"):
            code, cell = f"${a1(table.first_row, table.col('code'))}", a1(table.first_row, col)
            color_where(sheet, span, f'=AND({code}<>"",ISBLANK({cell}))', "todo")
    if table.has("url"):
        prompt_first(sheet, table.first_row, table.col("url"), texts.URL_PROMPT)
    first = first_open_score(form, table)
    sheet.worksheet.set_selection(first.row, first.col, first.row, first.col)


def _close(sheet: Sheet, form: Form, table: Table) -> None:
    sheet.worksheet.freeze_panes(table.header_row + 1, table.col("code") + 1)
    sheet.lock()
    heading = shared_texts.heading(form.agency, form.layout.framework)
    sheet.print_setup(heading, (table.header_row, table.header_row))
    sheet.worksheet.print_area(0, 0, table.last_row, table.last_col)
    # A band stays with its first question.
    bands = dict(table.bands)
    rows = [(table.row(code) - bands.get(code, 0), table.row(code)) for code in table.items]
    sheet.keep_together(rows, table.last_col)


def _widths(table: Table) -> list[int]:
    """Return the width (pixels) of each column."""
    widths = _WIDTHS | (_PART_WIDTHS if _has_parts(table) else {}) | {"text": _text_width(table)}
    return [widths.get(column.key.split()[0], _WIDTHS["note"]) for column in table.columns]


def _text_width(table: Table) -> int:
    return _WIDTHS["text"] if _has_parts(table) or table.has("url") else _TEXT_ALONE


def _has_parts(table: Table) -> bool:
    return not table.has("score")


def _names(form: Form, table: Table) -> Iterator[tuple[str, str]]:
    """Yield the code and the wording of each question of a table."""
    names = {leaf.code: leaf.name for leaf in _leaves(form, table)}
    yield from ((code, names[code]) for code in table.items)


def first_open_score(form: Form, table: Table) -> Place:
    """Return the first cell of a score that is still empty, or the first of all."""
    return next(_empty_cells(form, table), form.layout.answer(_leaves(form, table)[0]))


def _empty_cells(form: Form, table: Table) -> Iterator[Place]:
    """Yield the cells of scores that are still empty, row by row."""
    answered = {item.subject for item in form.submission.answers if item.value is not None or item.declared}
    for leaf in sorted(_leaves(form, table), key=lambda leaf: form.layout.answer(leaf).row):
        if leaf.subject not in answered:
            yield form.layout.answer(leaf)


def _leaves(form: Form, table: Table) -> tuple[Node, ...]:
    return form.layout.framework.nodes[table.sheet].leaves

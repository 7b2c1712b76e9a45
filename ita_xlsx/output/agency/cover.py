"""Write the first sheet of the form: what is left and by when it is sent, what to do sheet by sheet, what to know.

Takes a Form; changes the workbook in memory only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ita_xlsx.model.layout import Place
from ita_xlsx.model.layout.agency_layout import COVER, PRELIMINARY, REQUIRED_FIELDS
from ita_xlsx.model.layout.page import row_height
from ita_xlsx.model.text.words import NOTHING_TO_REPORT
from ita_xlsx.output import texts as shared_texts
from ita_xlsx.output.agency import texts
from ita_xlsx.output.agency.cell_rules import color_where
from ita_xlsx.output.agency.form import Form
from ita_xlsx.output.agency.info_sheet import info_values
from ita_xlsx.output.agency.look import chars, write_agency_line
from ita_xlsx.output.agency.measures_sheet import first_open_step, written_steps
from ita_xlsx.output.agency.score_sheets import first_open_score
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas import FillCountFormulas
from ita_xlsx.output.formulas.fill_counts import FillCount, StepCountFormulas
from ita_xlsx.output.formulas.live import quote
from ita_xlsx.output.formulas.sentences import Speaker
from ita_xlsx.output.styles import BODY, DENSE, TAB_READ

# Widths in pixels: margin, number, step, sheet, filled in, share, left.
_WIDTHS = (16, 52, 420, 190, 150, 170, 150)
_FIRST, _STEP, _LINK, _FILLED, _SHARE, _LEFT = range(1, 7)
_GAP = 14.0
# The row of the sentence; it stands above all rows that only some forms have.
_SENTENCE = 2


class _Row(NamedTuple):
    """A row of the table of what to do: its number and words, the cell to open, and what is counted there."""

    number: str
    words: str
    target: Place
    done: FillCount | None


def write_cover(book: Book, form: Form) -> None:
    """Write the cover: its sentence and the contact, what to do sheet by sheet, and below it what to know."""
    framework = form.layout.framework
    sheet = book.sheet(COVER)
    sheet.tab(TAB_READ)
    sheet.widths(*map(chars, _WIDTHS))
    fill_counts = FillCountFormulas(form.layout, form.results, COVER)
    sheet.text(0, _FIRST, texts.form_title(framework), "title")
    sheet.height(0, 27)
    write_agency_line(sheet, 1, _FIRST, form, "strong")
    sheet.height(1, 22.5)
    opening, _, details = shared_texts.framework_notice(framework).partition("\n")
    is_draft = framework.is_draft or framework.is_wording_doubtful
    rows = list(_rows(form, fill_counts))
    _write_sentence(sheet, form, rows, fill_counts.all_scores())
    row = _SENTENCE + 1
    for notice in (form.edition.remark, opening if is_draft else ""):
        row = _wide_text(sheet, row, notice, "warning", BODY)
    if form.last_year:
        words = texts.LAST_YEAR_LINE.format(steps=len(form.last_year.steps), year=form.last_year.year)
        row = _wide_text(sheet, row, words, "sentence", DENSE)
    row = _contact(sheet, row, form)
    row = _steps(sheet, row, rows)
    row = _reminders(sheet, row)
    for line in (details if is_draft else f"{opening}\n{details}").strip().split("\n"):
        row = _wide_text(sheet, row, line, "sentence", DENSE)
    sheet.lock()
    sheet.print_setup(shared_texts.heading(form.agency, framework))
    sheet.worksheet.print_area(0, 0, row - 1, _LEFT)


def _wide_text(sheet: Sheet, row: int, text: str, style: str, size: int) -> int:
    """Write a text over the whole width; nothing where there is none."""
    if not text:
        return row
    sheet.worksheet.merge_range(row, _FIRST, row, _LEFT, "", sheet.book.format(style))
    sheet.text(row, _FIRST, text, style)
    sheet.height(row, row_height([(text, sum(map(chars, _WIDTHS[_FIRST:])))], size))
    return row + 1


def _contact(sheet: Sheet, row: int, form: Form) -> int:
    """Write whom to ask and where to check the form, as far as it is known."""
    lines = texts.contact_lines(form.round)
    for number, line in enumerate(lines, row):
        _color_line(sheet, number, "cover_line", 21)
        sheet.text(number, _FIRST, line, "cover_line")
    return row + len(lines)


def _color_line(sheet: Sheet, row: int, style: str, height: float) -> None:
    """Color a row over the whole width."""
    for col in range(_FIRST, _LEFT + 1):
        sheet.text(row, col, "", style)
    sheet.height(row, height)


def _write_sentence(sheet: Sheet, form: Form, rows: Sequence[_Row], scores: FillCount) -> None:
    """Write how many cells are left, orange while work is left, and to the right by when the form is sent.

    ``scores`` counts the scores alone. The formulas are the same for every round and plan, because a copy of a form
    keeps no others.
    """
    speaker = Speaker(sheet.book.digits)
    counts = [item.done for item in rows if item.done]
    left = "+".join(f"{count.total}-({count.filled})" for count in counts)
    value = sum(count.total_value - count.filled_value for count in counts)
    some = speaker.words(texts.LEFT) + speaker.count(left, value) + speaker.words(texts.CELLS)
    sentence = speaker.when(f"{left}>0", is_true=value > 0, phrase=some, otherwise=texts.NONE_LEFT)
    beside = speaker.words(texts.BUT_SCORES) + speaker.count(scores.filled, scores.filled_value)
    beside = speaker.when(
        f"{scores.filled}>0", is_true=scores.filled_value > 0, phrase=beside + speaker.words(texts.CELLS)
    )
    reporting = form.layout.info.place("reporting", "value").seen_from(COVER)
    sentence = speaker.either(
        f"{reporting}={quote(NOTHING_TO_REPORT)}",
        speaker.words(texts.NOTHING) + beside,
        sentence,
        is_true=form.submission.declares_nothing,
    )
    _color_line(sheet, _SENTENCE, "cover_sentence", 27)
    sheet.live(_SENTENCE, _FIRST, sentence.live, "cover_sentence")
    sheet.text(_SENTENCE, _FILLED, texts.deadline_words(form.round), "cover_sentence")
    cell = Place(COVER, _SENTENCE, _FIRST).fixed
    starts = (f"LEFT({cell},{len(words)})={quote(words)}" for words in (texts.LEFT, texts.NOTHING + texts.BUT_SCORES))
    color_where(sheet, (_SENTENCE, _FIRST, _SENTENCE, _LEFT), f"=OR({','.join(starts)})", "alarm")


def _steps(sheet: Sheet, row: int, rows: Sequence[_Row]) -> int:
    """Write what to do, a row for each sheet, with a link to its first open cell and how much is done."""
    for col, words in enumerate(texts.COVER_HEADERS, _FIRST):
        style = "cover_heading" if col == _FIRST else "cover_head_right" if col >= _FILLED else "cover_head"
        sheet.text(row, col, words, style)
    sheet.height(row, 21)
    first = row + 1
    for item in rows:
        row += 1
        sheet.text(row, _FIRST, item.number, "cover_number")
        sheet.text(row, _STEP, item.words, "cover_text")
        place = item.target
        sheet.cell_link(row, _LINK, place.seen_from(COVER), place.sheet, "cover_link")
        for col in (_FILLED, _SHARE, _LEFT):
            sheet.text(row, col, "", "cover_text")
        if item.done:
            sheet.live(row, _FILLED, item.done.words(), "cover_count")
            sheet.live(row, _SHARE, item.done.share(), "cover_share")
            sheet.live(row, _LEFT, item.done.left(), "cover_left")
        sheet.height(row, 23.25)
    sheet.worksheet.set_selection(first, _LINK, first, _LINK)
    return row + 1


def _rows(form: Form, fill_counts: FillCountFormulas) -> Iterator[_Row]:
    layout, (info, scores, steps, results) = form.layout, texts.COVER_STEPS
    values = info_values(form)
    count = fill_counts.field_count(REQUIRED_FIELDS, sum(bool(values.get(key)) for key in REQUIRED_FIELDS))
    yield _Row("1", info, layout.info.place("reporter", "value"), count)
    for index, table in enumerate(layout.scores):
        number, words = ("2", scores) if index == 0 else ("", "")
        yield _Row(number, words, first_open_score(form, table), fill_counts.score_count(table))
    step_counts = StepCountFormulas(layout.measures, written_steps(form), COVER)
    yield _Row("3", steps, first_open_step(form), step_counts.step_count())
    yield _Row("4", results, Place(PRELIMINARY, 0, 0), None)


def _reminders(sheet: Sheet, row: int) -> int:
    """Write what to know: the rules on the left, the colors of cells on the right."""
    sheet.height(row, _GAP)
    row += 1
    sheet.text(row, _FIRST, "ข้อควรจำ", "cover_title")
    sheet.text(row, _FILLED, "สีของช่อง", "cover_title")
    sheet.height(row, 21)
    for number, line in enumerate(texts.REMINDERS, row + 1):
        sheet.text(number, _FIRST, line, "cover_plain")
        sheet.height(number, 19.5)
    sheet.text(row + 1, _FILLED, texts.LOCKED_CELLS, "muted")
    for col, (style, words) in enumerate(texts.COLORS, _FILLED):
        sheet.text(row + 2, col, words, "cover_swatch", style)
    return row + len(texts.REMINDERS) + 1

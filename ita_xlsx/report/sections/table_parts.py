"""Put together the tables of a report: header rows, cells of scores, and the notes whose marks stand in the cells.

Takes printed figures; returns blocks of a document. Works on values only.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ita_xlsx.model.document import (
    Align,
    Cell,
    Column,
    Note,
    NoteMark,
    Paragraph,
    Piece,
    Reference,
    Row,
    RowKind,
)
from ita_xlsx.model.report.printed_figures import PrintedFigures
from ita_xlsx.model.results import Results, two_decimals
from ita_xlsx.report.sections import texts
from ita_xlsx.report.sections.labels import point_name
from ita_xlsx.report.sentences.scored_line import linked

_MARK = "*"


class NoteList:
    """The notes of one table; each text has one mark, however many cells carry it."""

    def __init__(self) -> None:
        """Begin without notes."""
        self._marks: dict[str, str] = {}

    def mark(self, text: str) -> NoteMark:
        """Return the mark of a note, and add the note if it is new."""
        return NoteMark(self._marks.setdefault(text, _MARK * (len(self._marks) + 1)))

    @property
    def notes(self) -> tuple[Note, ...]:
        """Return the notes in the order of their marks."""
        return tuple(Note(mark, (text,)) for text, mark in self._marks.items())


def text_cell(text: str, *, rows: int = 1, columns: int = 1, align: Align | None = None) -> Cell:
    """Return a cell with one line of text."""
    return Cell(((text,),), columns=columns, rows=rows, align=align)


def header(heads: Sequence[str]) -> Row:
    """Return a header row."""
    return Row(tuple(text_cell(head, align=Align.CENTER) for head in heads), RowKind.HEADER)


def columns(*widths: float, scores: int = 0) -> tuple[Column, ...]:
    """Return columns of these widths; the last ``scores`` of them hold numbers in the middle."""
    first_score = len(widths) - scores
    return tuple(
        Column(width, Align.CENTER if number >= first_score else Align.LEFT) for number, width in enumerate(widths)
    )


def number_cell(score: Decimal | None, *marks: Piece) -> Cell:
    """Return a cell with a score at two decimals and its note marks, or a dash."""
    return Cell(((texts.NO_SCORE if score is None else f"{score:.2f}", *marks),))


def score_cell(figures: PrintedFigures, subject: str, notes: NoteList) -> Cell:
    """Return the cell of a printed figure, with a note mark if its printed parts or its answers do not give it."""
    impossible = _impossible_note(figures, figures.results, subject)
    marks = [notes.mark(text) for text in (impossible, contradiction_note(figures, subject)) if text]
    return number_cell(figures.score(subject), *marks)


def _impossible_note(figures: PrintedFigures, results: Results, subject: str) -> str:
    """Return the note on an announced figure that is not printed, because the known answers cannot give it."""
    item = results.impossible_by_subject.get(subject)
    if item is None:
        return ""
    figure, lowest, highest = (f"{two_decimals(value):.2f}" for value in (item.figure, item.lowest, item.highest))
    return texts.NOTE_IMPOSSIBLE.format(
        label=point_name(figures.framework, subject),
        announced=figure,
        count=item.answered,
        lowest=lowest,
        highest=highest,
    )


def contradiction_note(figures: PrintedFigures, subject: str) -> str:
    """Return the note on a figure that its printed parts do not give; empty if they do."""
    given = figures.contradiction(subject)
    if given is None:
        return ""
    label = point_name(figures.framework, subject)
    return _origin_note(figures, subject).format(
        label=label, printed=f"{figures.score(subject):.2f}", given=f"{given:.2f}"
    )


def _origin_note(figures: PrintedFigures, subject: str) -> str:
    """Return the template that says where the printed figure is from: announced, from answers, or from both."""
    if figures.is_announced(subject):
        return texts.NOTE_CONTRADICTION
    score = figures.results.by_subject.get(subject)
    return texts.NOTE_COMPUTED_PARTLY if score and score.announced else texts.NOTE_COMPUTED


def year_heads(figures: PrintedFigures) -> list[str]:
    """Return the heads of the columns of scores: both years, or only this year if the year before is unknown."""
    years = [figures.framework.year]
    if figures.has_year_before:
        years.insert(0, figures.year_before)
    return [texts.HEAD_YEAR.format(year=year) for year in years]


def year_cells(figures: PrintedFigures, subject: str, notes: NoteList) -> tuple[Cell, ...]:
    """Return the cells of both years, or only of this year if the year before is unknown."""
    this_year = score_cell(figures, subject, notes)
    if not figures.has_year_before:
        return (this_year,)
    text = _impossible_note(figures, figures.previous, subject)
    marks = [notes.mark(f"{texts.YEAR.format(year=figures.year_before)} {text}")] if text else []
    return number_cell(figures.before(subject), *marks), this_year


def sentence_under(key: str, *sentences: str) -> Paragraph:
    """Return the paragraph under the table with this key; empty sentences are left out."""
    return Paragraph((texts.FROM_TABLE, Reference(key), texts.FOUND + linked(sentences)))

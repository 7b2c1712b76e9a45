"""Read the table of announced figures, announced words and notes in a returned form.

Takes the table at its place in the workbook; returns the submission with what was announced, and findings. Works on
values only.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace

from ita_xlsx.intake.forms.answers import TableReader
from ita_xlsx.intake.forms.find_table import LocatedTable
from ita_xlsx.intake.forms.numbers import parse_score
from ita_xlsx.intake.workbook.cells import code_of
from ita_xlsx.model.findings import Code, Finding, about_optional, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout import Table
from ita_xlsx.model.layout.subjects import ANNOUNCED_WORD_LABELS, announced_subject_labels
from ita_xlsx.model.submission import Answer, Submission

_FIGURE_KEYS = ("announced", "announced_second", "announced_previous")


def subjects_by_label(framework: Framework) -> Mapping[str, str]:
    """Return the subject of each label in the table of announced figures; a label is given as its key."""
    return {code_of(label): subject for subject, label in announced_subject_labels(framework)}


def fits_figure(key: str, text: str) -> bool:
    """Return True if a text can stand in the column of a key: no figure is expected in names and notes."""
    is_figure = parse_score(text)[0] is not None
    return not is_figure if key in ("name", "note") else True


def read_announced(
    submission: Submission, located: LocatedTable, table: Table, subjects: Mapping[str, str]
) -> tuple[Submission, tuple[Finding, ...]]:
    """Return the submission with the announced figures (0-100), announced words and notes, and findings.

    ``subjects`` are the subjects by label, from ``subjects_by_label``.
    """
    reader = _AnnouncedReader(located, subjects, TableReader(table=table, located=located))
    labeled = dict(located.rows("label"))
    filled = _filled_rows(located)
    # Nothing is wrong with the labels of the form in their order, and most of their rows are empty.
    is_as_in_form = [*map(code_of, labeled.values())] == [*subjects]
    for row in sorted(filled & labeled.keys()) if is_as_in_form else labeled:
        reader.read_row(row, labeled[row], is_filled=row in filled)
    reader.findings += reader.cell_reader.numbers_in_other_rows(labeled, _FIGURE_KEYS, "label")
    reader.findings += reader.cell_reader.odd_cells()
    submission = replace(
        submission,
        announced=tuple(reader.figures["announced"]),
        announced_second=tuple(reader.figures["announced_second"]),
        announced_previous=tuple(reader.figures["announced_previous"]),
        announced_words=tuple(reader.words),
        notes=tuple(reader.notes),
    )
    return submission, about_optional((*reader.findings, *reader.cell_reader.findings))


def _filled_rows(located: LocatedTable) -> Set[int]:
    """Return the rows with something to read: a value, a formula or an odd look in a column to fill in."""
    details = located.sheet.details
    if details.looks or details.runs:
        return set(range(len(located.sheet.rows)))
    columns = [located.column(key) for key in (*_FIGURE_KEYS, "note")]
    # Most forms leave these columns empty.
    filled = [column for column in columns if not {""}.issuperset(column[located.header_row + 1 :])]
    values = {row for column in filled for row, value in enumerate(column) if value != ""}
    return values | {row for row, _ in details.formulas}


@dataclass
class _AnnouncedReader:
    """A reader of the rows of one table; collects figures by column, announced words, notes and findings."""

    located: LocatedTable
    subjects: Mapping[str, str]
    cell_reader: TableReader
    figures: dict[str, list[Answer]] = field(default_factory=lambda: {key: [] for key in _FIGURE_KEYS})
    words: list[Answer] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    first_rows: dict[str, int] = field(default_factory=dict)

    def read_row(self, row: int, label: str, *, is_filled: bool) -> None:
        """Read one row; report S208 for an unknown label, and S207 for a subject that had a row before.

        A row that is not filled holds nothing beside its label.
        """
        subject = self.subjects.get(code_of(label))
        if subject is None:
            self._add(Code.ROW_CODE_UNKNOWN, row, value=label)
            return
        if is_filled and (note := self.cell_reader.text(row, "note")):
            self.notes.append((subject, note))
        if subject in ANNOUNCED_WORD_LABELS:
            if is_filled:
                self._read_word(row, subject)
        elif subject in self.first_rows:
            other = self.located.place(self.first_rows[subject], "label").a1
            self._add(Code.ROW_REPEATED, row, subject=label, other=other)
        else:
            self.first_rows[subject] = row
            if is_filled:
                self._read_figures(row, subject)

    def _read_word(self, row: int, subject: str) -> None:
        if word := self.cell_reader.text(row, "announced"):
            self.words.append(Answer(subject, place=self.located.place(row, "announced"), raw=word))

    def _read_figures(self, row: int, subject: str) -> None:
        """Read the figures of a row; an empty cell holds none."""
        values, formulas, cols = self.located.sheet.rows[row], self.located.sheet.details.formulas, self.located.cols
        for key, answers in self.figures.items():
            if key not in cols:
                continue
            col = cols[key]
            if (col < len(values) and values[col] != "") or (row, col) in formulas:
                answer = self.cell_reader.answer(subject, row, key, Code.ANNOUNCED_FIGURE_INVALID)
                if answer.value is not None:
                    answers.append(answer)

    def _add(self, code: Code, row: int, **params: str) -> None:
        place = self.located.place(row, "label")
        self.findings.append(make_finding(code, sheet=place.sheet, cell=place.a1, **params))

"""Read one of our own analysis workbooks back into a submission.

Takes the cells of its sheets; returns the scores and announced figures that the analysis was made from, and findings.
Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ita_xlsx.intake.forms.form import FindFramework, read_stamp
from ita_xlsx.intake.forms.numbers import parse_score
from ita_xlsx.intake.workbook.cells import SheetCells, code_of, text_of
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.framework import Framework, subject_of
from ita_xlsx.model.layout import AnalysisLayout, Place, Table
from ita_xlsx.model.layout.analysis_layout import SCHEMA
from ita_xlsx.model.layout.subjects import part_label, subject_label
from ita_xlsx.model.submission import Answer, Submission
from ita_xlsx.model.text.spelling import text_key


def is_analysis(sheets: Sequence[SheetCells]) -> bool:
    """Return True if the workbook bears the stamp of an analysis written by this program."""
    stamp = read_stamp(sheets)
    return stamp is not None and stamp.schema == SCHEMA


def read_analysis(
    sheets: Sequence[SheetCells], file: str, find_framework: FindFramework
) -> tuple[Submission | None, Framework | None, tuple[Finding, ...]]:
    """Return the submission an analysis was made from, its framework, and findings.

    Scores are 0-100. Submission and framework are None if the workbook is no analysis of ours (W101) or its framework
    is not available (W103).
    """
    stamp = read_stamp(sheets)
    if stamp is None or stamp.schema != SCHEMA:
        return None, None, (make_finding(Code.NOT_A_FORM, file=file),)
    framework = find_framework(stamp.framework)
    if framework is None:
        return None, None, (make_finding(Code.UNKNOWN_YEAR, file=file, found=stamp.framework),)
    layout = AnalysisLayout(framework)
    submission = Submission(
        agency=Agency(stamp.agency, ""), file=file, stamp=stamp, answers=tuple(_answers(sheets, framework, layout))
    )
    return replace(submission, announced=tuple(_announced(sheets, framework, layout))), framework, ()


def _answers(sheets: Sequence[SheetCells], framework: Framework, layout: AnalysisLayout) -> Iterator[Answer]:
    """Yield the score of every question row that names a subject of the framework."""
    parts = {text_key(part.label): part.code for item in framework.instruments for part in item.parts}
    assert all(text_key(part_label(framework, code)) == label for label, code in parts.items())
    # Without parts there is no column of parts; earlier versions wrote an empty one.
    needed = ("code", "part", "score") if parts else ("code", "score")
    for sheet, row, cols in rows_below(sheets, layout.questions, needed):
        part = parts.get(text_key(text_of(sheet.at(row, cols["part"]))), "") if parts else ""
        subject = subject_of(code_of(text_of(sheet.at(row, cols["code"]))), part)
        if subject in framework.nodes:
            number, declared, _ = parse_score(sheet.at(row, cols["score"]))
            yield Answer(subject, number, declared, Place(sheet.name, row, cols["score"]))


def _announced(sheets: Sequence[SheetCells], framework: Framework, layout: AnalysisLayout) -> Iterator[Answer]:
    """Yield the announced figure of every subject, from the first row that has one."""
    labels = {
        text_key(subject_label(framework, node)): node.subject for node in framework.nodes.values() if node.children
    }
    seen: set[str] = set()
    for table in layout.results.tables:
        for sheet, row, cols in rows_below(sheets, table, ("label", "announced")):
            subject = labels.get(text_key(text_of(sheet.at(row, cols["label"]))).rstrip("*"))
            number, _, _ = parse_score(sheet.at(row, cols["announced"]))
            if subject and number is not None and subject not in seen:
                seen.add(subject)
                yield Answer(subject, number, place=Place(sheet.name, row, cols["announced"]))


def rows_below(
    sheets: Sequence[SheetCells], table: Table, needed: tuple[str, ...]
) -> Iterator[tuple[SheetCells, int, Mapping[str, int]]]:
    """Yield (sheet, row, column by key) for every row below a header row that has the needed columns.

    The sheet with the table's name is tried first. Only the first sheet with such a header row is read.
    """
    headers = {text_key(column.header): column.key for column in table.columns}
    for sheet in sorted(sheets, key=lambda item: item.name != table.sheet):
        cols: dict[str, int] = {}
        for row, values in enumerate(sheet.rows):
            row_cols = {
                headers[text]: col for col, value in enumerate(values) if (text := text_key(text_of(value))) in headers
            }
            if all(key in row_cols for key in needed):
                cols = row_cols
            elif cols:
                yield sheet, row, cols
        if cols:
            return

"""Read from one of our own analysis workbooks what a report needs beside its scores.

Takes the cells of its sheets; returns the submission with the name of the agency, and the scores of last year. Works on
values only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ita_xlsx.intake.forms.analysis import rows_below
from ita_xlsx.intake.forms.numbers import parse_score
from ita_xlsx.intake.workbook.cells import SheetCells, text_of
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout import AnalysisLayout, Place, Table
from ita_xlsx.model.layout.analysis_layout import INDICATORS
from ita_xlsx.model.layout.subjects import part_label, subject_label
from ita_xlsx.model.submission import Answer, Submission
from ita_xlsx.model.text.spelling import text_key

# The second line of each sheet names the agency, and then the fiscal year.
_YEAR_BEHIND_NAME = re.compile(r"\s*ปีงบประมาณ\s+พ\.ศ\.\s*[0-9]{4}\s*$")
_QUESTION = "ข้อ {code}"


def with_details(submission: Submission, sheets: Sequence[SheetCells], framework: Framework) -> Submission:
    """Return the submission of an analysis with the name of its agency, and with the scores of last year it shows."""
    comparison = AnalysisLayout(framework).comparison
    answers = _figures(sheets, comparison.questions, "previous", _question_labels(framework))
    labels = {
        text_key(subject_label(framework, node)): node.subject for node in framework.nodes.values() if node.children
    }
    announced: dict[str, Answer] = {}
    for table in comparison.results.tables:
        for item in _figures(sheets, table, "announced", labels):
            announced.setdefault(item.subject, item)
    return replace(
        submission,
        agency=replace(submission.agency, name=submission.agency.name or _name(sheets)),
        previous=tuple(answers),
        announced_previous=tuple(announced.values()),
    )


def _question_labels(framework: Framework) -> Mapping[str, str]:
    """Return the subjects of the answers by the label that the table of last year gives them."""
    labels = {}
    for leaf in framework.answers:
        part = f" {part_label(framework, leaf.part)}" if leaf.part else ""
        labels[text_key(_QUESTION.format(code=leaf.code) + part)] = leaf.subject
    return labels


def _figures(sheets: Sequence[SheetCells], table: Table, column: str, labels: Mapping[str, str]) -> Iterator[Answer]:
    for sheet, row, cols in rows_below(sheets, table, ("label", column, "trend")):
        subject = labels.get(text_key(text_of(sheet.at(row, cols["label"]))).rstrip("*"))
        number, _, _ = parse_score(sheet.at(row, cols[column]))
        if subject and number is not None:
            yield Answer(subject, number, place=Place(sheet.name, row, cols[column]))


def _name(sheets: Sequence[SheetCells]) -> str:
    """Return the name of the agency in the heading of a sheet; empty if no sheet has one."""
    for sheet in sorted(sheets, key=lambda item: item.name != INDICATORS):
        line = text_of(sheet.at(1, 0))
        name = _YEAR_BEHIND_NAME.sub("", line)
        if name != line and name.strip():
            return name.strip()
    return ""

"""Write what stands about the agencies of a province: ranks, all indicators, shared weak questions, who is missing.

Takes the contents of a report; returns blocks of a document. Works on values only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ita_xlsx.model.document import (
    Align,
    Block,
    Caption,
    Column,
    Heading,
    Landscape,
    Note,
    Paragraph,
    Row,
    RowKind,
    Table,
)
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.province_results import mean
from ita_xlsx.model.results import two_decimals
from ita_xlsx.model.text.brief_names import brief_names
from ita_xlsx.model.text.digits import AsTyped
from ita_xlsx.model.text.writable import cut_units
from ita_xlsx.report.contents import ProvinceContents
from ita_xlsx.report.sections import texts
from ita_xlsx.report.sections.apart_figures import ApartFigures
from ita_xlsx.report.sections.labels import answer_code
from ita_xlsx.report.sections.table_parts import columns, header, number_cell, sentence_under, text_cell
from ita_xlsx.report.sentences.extremes import extremes
from ita_xlsx.report.sentences.scored_line import ScoredLine

_RANKS, _MATRIX, _WEAK, _MISSING = "ranks", "matrix", "weak questions", "missing"
# A question is shared if it is weak in so many agencies.
_SEVERAL = 2
# So many questions are listed, those that are weak in most agencies.
_MOST_QUESTIONS = 10
# A longer name would make a row of the narrow table taller than a page; the table of ranks has it in full.
_LONGEST_NAME = 60


def write_agencies(contents: ProvinceContents) -> Iterator[Block]:
    """Yield the ranks of the agencies, and a landscape table of all their indicators."""
    results = contents.results
    yield Heading(1, texts.PROVINCE_AGENCIES)
    if not results.counted:
        yield Paragraph((texts.PROVINCE_NOTHING,))
        return
    apart = ApartFigures(contents)
    rows = [header((texts.HEAD_RANK, texts.HEAD_AGENCY, texts.HEAD_SCORE, texts.HEAD_LEVEL))]
    for place in results.order:
        item, score = results.counted[place], results.overall[place]
        cells = (text_cell(str(results.rank(score)), align=Align.CENTER), text_cell(item.agency.name))
        marks = apart.marks(item, OVERALL)
        rows.append(Row((*cells, number_cell(score, *marks), text_cell(item.summary.level or texts.NO_SCORE))))
    caption, notes = Caption(texts.TABLE_RANKS, _RANKS), apart.notes((OVERALL,))
    yield Table(columns=columns(11, 51, 15, 23, scores=2), rows=tuple(rows), caption=caption, notes=notes)
    lines = [ScoredLine(item.agency.name, score) for item, score in zip(results.counted, results.overall, strict=True)]
    yield sentence_under(_RANKS, extremes(lines, texts.PROVINCE_NOUN))
    yield Landscape((_matrix(contents),))


def _matrix(contents: ProvinceContents) -> Table:
    results, apart = contents.results, ApartFigures(contents)
    nodes = results.framework.of_kind(Kind.INDICATOR)
    subjects = [*(node.subject for node in nodes), OVERALL]
    names = brief_names((item.agency for item in results.counted), contents.state.name)
    rows = [header((texts.HEAD_AGENCY, *(node.code for node in nodes), texts.TOTAL))]
    for place, item in enumerate(results.counted):
        cells = []
        for subject in subjects:
            score = results.column(subject)[place]
            number = None if score is None else two_decimals(score)
            cells.append(number_cell(number, *apart.marks(item, subject)))
        rows.append(Row((text_cell(cut_units(names[item.agency.code], _LONGEST_NAME)), *cells)))
    means = [mean(results.column(subject)) for subject in subjects]
    rows.append(Row((text_cell(texts.HEAD_MEAN), *map(number_cell, means)), RowKind.TOTAL))
    widths = [Column(13), *[Column(7.9, Align.CENTER)] * (len(nodes) + 1)]
    caption, notes = Caption(texts.TABLE_MATRIX, _MATRIX), (Note("", (texts.MATRIX_NOTE,)), *apart.notes(subjects))
    return Table(columns=tuple(widths), rows=tuple(rows), caption=caption, notes=notes)


def write_weak_questions(contents: ProvinceContents) -> Iterator[Block]:
    """Yield the questions that are weak in several agencies, those of most agencies first, with their mean."""
    results, framework = contents.results, contents.framework
    yield Heading(1, texts.PROVINCE_WEAK)
    if not results.counted:
        yield Paragraph((texts.PROVINCE_NOTHING,))
        return
    answers = {node.subject: node for node in framework.answers}
    counts = Counter(subject for item in results.counted for subject, _ in item.summary.weak if subject in answers)
    weak = {subject: count for subject, count in counts.items() if count >= _SEVERAL}
    if not weak:
        yield Paragraph((texts.NO_WEAK_QUESTIONS.format(least=_SEVERAL),))
        return
    order = {subject: place for place, subject in enumerate(answers)}
    first = sorted(weak, key=lambda subject: (-weak[subject], order[subject]))[:_MOST_QUESTIONS]
    rows = [header((texts.HEAD_CODE, texts.HEAD_ITEM, texts.HEAD_MEAN, texts.HEAD_WEAK_IN))]
    for subject in first:
        code, score = answer_code(framework, answers[subject]), mean(results.column(subject))
        name = text_cell(answers[subject].name)
        rows.append(Row((text_cell(AsTyped(code)), name, number_cell(score), text_cell(str(weak[subject])))))
    caption = Caption(texts.TABLE_WEAK_QUESTIONS, _WEAK)
    yield Table(columns=columns(15, 53, 16, 16, scores=2), rows=tuple(rows), caption=caption)
    template = texts.WEAK_QUESTIONS if len(first) == len(weak) else texts.WEAK_QUESTIONS_CUT
    yield sentence_under(_WEAK, template.format(count=len(weak), least=_SEVERAL, first=len(first)))


def write_missing(contents: ProvinceContents) -> Iterator[Block]:
    """Yield the agencies whose results are not in the figures, with the state of each."""
    yield Heading(1, texts.PROVINCE_MISSING)
    missing = [member for member in contents.state.members if not member.counts]
    if not missing:
        yield Paragraph((texts.NONE_MISSING,))
        return
    rows = [header((texts.HEAD_AGENCY, texts.HEAD_STATE))]
    for member in missing:
        state = texts.INCOMPLETE if member.is_incomplete else label_of(member.state)
        rows.append(Row((text_cell(member.agency.name), text_cell(state))))
    caption = Caption(texts.TABLE_MISSING, _MISSING)
    yield Table(columns=columns(64, 36), rows=tuple(rows), caption=caption)

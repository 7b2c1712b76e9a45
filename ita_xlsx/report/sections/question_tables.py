"""Write the tables of questions of each indicator, or of its sub-indicators where its questions have no scores.

Takes printed figures; returns blocks of a document. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ita_xlsx.model.document import Block, Caption, Cell, Heading, NoteMark, Paragraph, Row, Table
from ita_xlsx.model.framework import Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.subjects import part_label
from ita_xlsx.model.report.printed_figures import PrintedFigures
from ita_xlsx.model.text.digits import AsTyped
from ita_xlsx.report.contents import AgencyContents
from ita_xlsx.report.sections import texts
from ita_xlsx.report.sections.labels import answer_code, lines_of, table_name
from ita_xlsx.report.sections.table_parts import (
    NoteList,
    columns,
    header,
    number_cell,
    score_cell,
    sentence_under,
    text_cell,
)
from ita_xlsx.report.sentences.below_limit import below_limit
from ita_xlsx.report.sentences.extremes import extremes
from ita_xlsx.report.sentences.scored_line import ScoredLine, joined
from ita_xlsx.report.sentences.two_parts import compare_parts


def write_question_tables(contents: AgencyContents) -> Iterator[Block]:
    """Yield a table for each indicator with scores below it, and name the indicators without them."""
    figures = contents.figures
    yield Heading(2, texts.BY_QUESTION)
    empty: list[Node] = []
    for node in figures.framework.of_kind(Kind.INDICATOR):
        if node.children and _has_scores(figures, node.leaves):
            yield from _questions(contents, node)
        elif node.children and node.children[0].kind is Kind.SUBINDICATOR and _has_scores(figures, node.children):
            yield from _subindicators(figures, node)
        else:
            empty.append(node)
    if len(empty) == len(figures.framework.indicators):
        yield Paragraph((texts.NO_QUESTIONS_AT_ALL,))
    elif empty:
        names = joined([texts.INDICATOR_LABEL.format(code=node.code) for node in empty])
        yield Paragraph((texts.NO_QUESTIONS.format(names=names),))


def _has_scores(figures: PrintedFigures, nodes: Sequence[Node]) -> bool:
    return any(figures.score(node.subject) is not None for node in nodes)


def _questions(contents: AgencyContents, node: Node) -> Iterator[Block]:
    figures = contents.figures
    parts = node.children if node.children[0].kind is Kind.PART else (node,)
    notes, marks = NoteList(), repeated_notes(contents)
    heads = [texts.HEAD_CODE, texts.HEAD_ITEM]
    heads += [part_label(figures.framework, part.part) for part in parts] if len(parts) > 1 else [texts.HEAD_SCORE]
    rows = [header(heads)]
    for answers in zip(*(part.leaves for part in parts), strict=True):
        cells = [_answer_cell(figures, answer, notes, marks) for answer in answers]
        rows.append(Row((text_cell(AsTyped(answers[0].code)), text_cell(answers[0].name), *cells)))
    caption = Caption(texts.TABLE_QUESTIONS.format(code=node.code, name=node.name), f"questions {node.code}")
    widths = columns(9, 77 - 14 * len(parts), *[14] * len(parts), scores=len(parts))
    yield Table(columns=widths, rows=tuple(rows), caption=caption, notes=notes.notes)
    yield sentence_under(caption.key, *_sentences(contents, parts))


def _answer_cell(figures: PrintedFigures, answer: Node, notes: NoteList, repeated: dict[str, str]) -> Cell:
    marks: list[NoteMark] = []
    if answer.subject in repeated:
        marks.append(notes.mark(repeated[answer.subject]))
    return number_cell(figures.score(answer.subject), *marks)


def repeated_notes(contents: AgencyContents) -> dict[str, str]:
    """Return the note for each answer whose score repeats that of others."""
    nodes = contents.framework.nodes
    return {
        subject: texts.NOTE_REPEATED.format(
            subjects=joined([answer_code(contents.framework, nodes[item]) for item in block.subjects]),
            repeats=joined([answer_code(contents.framework, nodes[item]) for item in block.repeats]),
        )
        for block in contents.reconciliation.blocks
        for subject in block.subjects
    }


def _sentences(contents: AgencyContents, parts: Sequence[Node]) -> Iterator[str]:
    figures, noun = contents.figures, texts.QUESTION_NOUN
    by_part = [lines_of(figures, part.leaves) for part in parts]
    lines = by_part[0]
    if len(parts) > 1:
        labels = [part_label(figures.framework, part.part) for part in parts]
        lines = [_with_part(line, label) for part, label in zip(by_part, labels, strict=True) for line in part]
    yield extremes(lines, noun)
    for number in range(1, len(parts)):
        yield compare_parts(by_part[0], by_part[number], (labels[0], labels[number]), noun)
    if not all(line.is_full for line in lines):
        yield below_limit(lines, texts.ENTRY_NOUN if len(parts) > 1 else noun, contents.results.threshold)


def _with_part(line: ScoredLine, label: str) -> ScoredLine:
    name = f"{texts.QUESTION_NOUN} {line.name} ({label})"
    return replace(line, name=name)


def _subindicators(figures: PrintedFigures, node: Node) -> Iterator[Block]:
    notes = NoteList()
    rows = [header((texts.HEAD_SUBINDICATOR, texts.HEAD_CODE, texts.HEAD_SCORE))]
    for child in node.children:
        codes = f"{child.leaves[0].code} – {child.leaves[-1].code}" if child.leaves else texts.NO_SCORE
        name = text_cell(table_name(figures.framework, child))
        rows.append(Row((name, text_cell(AsTyped(codes)), score_cell(figures, child.subject, notes))))
    caption = Caption(texts.TABLE_SUBINDICATORS.format(code=node.code, name=node.name), f"questions {node.code}")
    yield Table(columns=columns(60, 20, 20, scores=2), rows=tuple(rows), caption=caption, notes=notes.notes)
    yield sentence_under(caption.key, extremes(lines_of(figures, node.children), texts.HEAD_SUBINDICATOR))

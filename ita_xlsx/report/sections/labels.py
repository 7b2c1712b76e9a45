"""Name instruments, indicators and questions as they stand in the tables and sentences of a report.

Takes nodes of a framework; returns Thai labels and lines with scores. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterable

from ita_xlsx.model.framework import Framework, Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.subjects import part_label, subject_label
from ita_xlsx.model.report.printed_figures import PrintedFigures
from ita_xlsx.report.sections import texts
from ita_xlsx.report.sentences.scored_line import ScoredLine


def sentence_name(framework: Framework, node: Node) -> str:
    """Return the name of a node in a sentence, such as ``ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่``, ``EIT Public`` or ``i1``."""
    if node.kind in (Kind.INDICATOR, Kind.PART):
        name = texts.INDICATOR.format(code=node.code, name=node.name)
        # The figure of a part is another than that of its indicator.
        return f"{name} ({part_label(framework, node.part)})" if node.part else name
    if node.kind is Kind.SUBINDICATOR:
        return texts.SUBINDICATOR.format(code=node.code, name=node.name)
    if node.kind is Kind.ANSWER:
        return node.code
    return subject_label(framework, node)


def table_name(framework: Framework, node: Node) -> str:
    """Return the name of a node in a table, such as ``1. การปฏิบัติหน้าที่`` or an instrument with its code."""
    if node.kind is Kind.INSTRUMENT:
        return f"{node.name} ({node.code})"
    if node.kind is Kind.VIEW:
        instrument = next(item for item in framework.instruments if item.code == node.code)
        return f"{instrument.name} {node.name}"
    if node.kind is Kind.ANSWER:
        return node.name
    if node.kind is Kind.SUBINDICATOR:
        return texts.SUBINDICATOR_ROW.format(code=node.code, name=node.name)
    return texts.NUMBERED.format(code=node.code, name=node.name)


def lines_of(figures: PrintedFigures, nodes: Iterable[Node]) -> list[ScoredLine]:
    """Return a line with the printed figures of both years for each node."""
    return [
        ScoredLine(sentence_name(figures.framework, node), figures.score(node.subject), figures.before(node.subject))
        for node in nodes
    ]


def answer_code(framework: Framework, node: Node) -> str:
    """Return the code of a question with its part, such as ``e1 (EIT Public)``."""
    if not node.part:
        return node.code
    return f"{node.code} ({part_label(framework, node.part)})"


def point_name(framework: Framework, subject: str) -> str:
    """Return the name of a subject in notes and blanks, such as ``ข้อ e1 EIT Public`` or ``ตัวชี้วัดที่ 7 EIT Survey``."""
    node = framework.nodes[subject]
    label = subject_label(framework, node)
    return f"{texts.QUESTION_NOUN} {label}" if node.kind is Kind.ANSWER else label

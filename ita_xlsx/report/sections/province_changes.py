"""Write the table of the means of a province in two years, with the sentence on what rose and what fell.

Takes the contents of a report; returns blocks of a document. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ita_xlsx.model.document import Block, Caption, Paragraph, Row, RowKind, Table
from ita_xlsx.model.framework import Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.report.contents import ProvinceContents
from ita_xlsx.report.sections import texts
from ita_xlsx.report.sections.labels import sentence_name, table_name
from ita_xlsx.report.sections.table_parts import columns, header, number_cell, sentence_under, text_cell
from ita_xlsx.report.sentences.changes import changes
from ita_xlsx.report.sentences.scored_line import ScoredLine

_CHANGES = "changes"


def write_changes(contents: ProvinceContents) -> Iterator[Block]:
    """Yield the means of both years over the agencies that have scores of both; a sentence alone if none has."""
    comparison, framework = contents.comparison, contents.framework
    before = comparison.year
    if not comparison.agencies:
        yield Paragraph((texts.NOT_COMPARED.format(year=before),))
        return
    years = [texts.HEAD_MEAN_OF.format(year=year) for year in (before, framework.year)]
    rows = [header((texts.HEAD_INDICATOR, *years, texts.HEAD_CHANGE, texts.HEAD_COMPARED))]
    indicators = framework.of_kind(Kind.INDICATOR)
    for node in (*framework.of_kind(Kind.INSTRUMENT), *indicators):
        rows.append(_row(contents, node, table_name(framework, node)))
    rows.append(_row(contents, framework.tree, texts.SCORE, RowKind.TOTAL))
    caption = Caption(texts.TABLE_CHANGES.format(before=before, year=framework.year), _CHANGES)
    yield Table(columns=columns(40, 15, 15, 15, 15, scores=4), rows=tuple(rows), caption=caption)
    means = [(node, comparison.means(node.subject)) for node in indicators]
    lines = [ScoredLine(sentence_name(framework, node), item.now, item.before) for node, item in means]
    if words := changes(lines, texts.INDICATOR_NOUN, before):
        yield sentence_under(_CHANGES, words)


def _row(contents: ProvinceContents, node: Node, name: str, kind: RowKind = RowKind.BODY) -> Row:
    means = contents.comparison.means(node.subject)
    change = text_cell(_signed(means.change))
    numbers = (number_cell(means.before), number_cell(means.now), change, text_cell(str(means.agencies)))
    return Row((text_cell(name), *numbers), kind)


def _signed(change: Decimal | None) -> str:
    """Return a change with its sign; no sign for no change."""
    if change is None:
        return texts.NO_SCORE
    return f"{change:+.2f}".replace("-", "\u2212") if change else f"{change:.2f}"

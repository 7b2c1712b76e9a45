"""Write the tables of indicators and instruments, in the shape of the year, with the sentence under each.

Takes printed figures; returns blocks of a document. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator

from ita_xlsx.model.document import Block, Caption, Chart, ChartKind, Heading, Row, Table
from ita_xlsx.model.framework import Framework, Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.report.printed_figures import PrintedFigures
from ita_xlsx.report.contents import AgencyContents
from ita_xlsx.report.sections import texts
from ita_xlsx.report.sections.chart_values import both_years, spoken_scores
from ita_xlsx.report.sections.labels import lines_of, table_name
from ita_xlsx.report.sections.overall_result import overall_words
from ita_xlsx.report.sections.table_parts import (
    NoteList,
    columns,
    header,
    score_cell,
    sentence_under,
    text_cell,
    year_cells,
    year_heads,
)
from ita_xlsx.report.sentences.changes import changes
from ita_xlsx.report.sentences.extremes import extremes

INDICATORS, INSTRUMENTS = "indicators", "instruments"


def write_instrument_tables(contents: AgencyContents) -> Iterator[Block]:
    """Yield the tables of all indicators, of the instruments, and of the indicators of each instrument."""
    figures = contents.figures
    yield Heading(2, texts.BY_INSTRUMENT)
    yield from _indicators(contents)
    yield from _instruments(figures)
    yield Heading(2, texts.BY_INDICATOR)
    for node in instrument_rows(figures.framework):
        yield from _one_instrument(figures, node)


def instrument_rows(framework: Framework) -> tuple[Node, ...]:
    """Return the instruments; one that is asked in parts is replaced by its parts."""
    rows: list[Node] = []
    for node in framework.of_kind(Kind.INSTRUMENT):
        parts = [view for view in framework.views if view.code == node.code]
        rows += parts or [node]
    return tuple(rows)


def _indicators(contents: AgencyContents) -> Iterator[Block]:
    figures, notes = contents.figures, NoteList()
    framework = figures.framework
    rows = [header((texts.HEAD_INSTRUMENT, texts.HEAD_INDICATOR, texts.HEAD_SCORE))]
    for instrument in framework.of_kind(Kind.INSTRUMENT):
        for number, node in enumerate(instrument.children):
            first = (text_cell(table_name(framework, instrument), rows=len(instrument.children)),) if not number else ()
            cells = (text_cell(table_name(framework, node)), score_cell(figures, node.subject, notes))
            rows.append(Row((*first, *cells)))
    caption = Caption(texts.TABLE_INDICATORS.format(year=framework.year), INDICATORS)
    yield Table(columns=columns(35, 48, 17, scores=1), rows=tuple(rows), caption=caption, notes=notes.notes)
    lines = lines_of(figures, framework.of_kind(Kind.INDICATOR))
    yield sentence_under(INDICATORS, overall_words(contents), extremes(lines, texts.INDICATOR_NOUN))


def _instruments(figures: PrintedFigures) -> Iterator[Block]:
    nodes = instrument_rows(figures.framework)
    yield _two_years(figures, nodes, texts.HEAD_INSTRUMENT, Caption(texts.TABLE_INSTRUMENTS, INSTRUMENTS))
    lines = lines_of(figures, nodes)
    noun = texts.INSTRUMENT_NOUN
    yield sentence_under(INSTRUMENTS, extremes(lines, noun), changes(lines, noun, figures.year_before))
    if any(line.score is not None for line in lines):
        yield Chart(
            kind=ChartKind.BARS,
            caption=Caption(texts.BARS),
            categories=tuple(line.name for line in lines),
            series=both_years(figures, nodes),
            axis_start=0,
            alt=texts.BARS_ALT.format(scores=spoken_scores(lines)),
        )


def _one_instrument(figures: PrintedFigures, node: Node) -> Iterator[Block]:
    label = lines_of(figures, [node])[0].name
    lines = lines_of(figures, node.children)
    caption = Caption(texts.TABLE_INSTRUMENT.format(label=label), f"instrument {node.subject}")
    yield _two_years(figures, node.children, texts.HEAD_INDICATOR, caption)
    noun = texts.INDICATOR_NOUN
    changed = changes(lines, noun, figures.year_before) if figures.has_year_before else ""
    yield sentence_under(caption.key, changed, extremes(lines, noun))


def _two_years(figures: PrintedFigures, nodes: tuple[Node, ...], head: str, caption: Caption) -> Table:
    notes, heads = NoteList(), year_heads(figures)
    rows = [header((head, *heads))]
    rows += [
        Row((text_cell(table_name(figures.framework, node)), *year_cells(figures, node.subject, notes)))
        for node in nodes
    ]
    widths = columns(66, *[17] * len(heads), scores=len(heads))
    return Table(columns=widths, rows=tuple(rows), caption=caption, notes=notes.notes)

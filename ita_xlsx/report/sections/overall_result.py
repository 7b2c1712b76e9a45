"""Write the result of an agency: overall score, level, rank, indicators, radar, weighted scores, levels of the year.

Takes the contents of a report; returns blocks of a document. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from ita_xlsx.model.document import (
    Blank,
    Block,
    Caption,
    Chart,
    ChartKind,
    Heading,
    Paragraph,
    Piece,
    Row,
    RowKind,
    Strong,
    Table,
    TextStyle,
)
from ita_xlsx.model.framework import OVERALL, Framework, Level
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.results import plain_number, two_decimals
from ita_xlsx.model.text.spelling import text_key
from ita_xlsx.report.contents import AgencyContents
from ita_xlsx.report.sections import texts
from ita_xlsx.report.sections.chart_values import axis_start, both_years, spoken_scores
from ita_xlsx.report.sections.labels import lines_of, table_name
from ita_xlsx.report.sections.table_parts import NoteList, columns, header, number_cell, score_cell, text_cell
from ita_xlsx.report.sections.typed_results import write_typed_results
from ita_xlsx.report.sentences.extremes import extremes
from ita_xlsx.report.sentences.in_order import best_first, has_order
from ita_xlsx.report.sentences.scored_line import after, score_words


def write_result(contents: AgencyContents) -> Iterator[Block]:
    """Yield the part on the result."""
    figures = contents.figures
    indicators = figures.framework.of_kind(Kind.INDICATOR)
    lines = lines_of(figures, indicators)
    yield Heading(1, texts.RESULT)
    yield Paragraph(_overall_pieces(contents))
    yield from write_typed_results(
        contents.ranking, contents.settings.national_mean, figures.score(OVERALL), texts.SCORE
    )
    scored = [line for line in lines if line.score is not None]
    if scored:
        if has_order(lines):
            yield Paragraph((texts.INDICATOR_SCORES.format(scores=best_first(lines)),))
        yield Paragraph((extremes(lines, texts.INDICATOR_NOUN),))
        series = both_years(figures, indicators)
        start = axis_start(series)
        yield Chart(
            kind=ChartKind.RADAR,
            caption=Caption(texts.RADAR.format(start=start)),
            categories=tuple(table_name(figures.framework, node) for node in indicators),
            series=series,
            axis_start=start,
            alt=texts.RADAR_ALT.format(start=start, scores=spoken_scores(lines)),
        )
    yield Paragraph((Strong(texts.WEIGHTED_TITLE),), TextStyle.FLUSH)
    yield _weighted_table(contents)
    yield from level_blocks(figures.framework)


def overall_words(contents: AgencyContents) -> str:
    """Return the overall score with its level in one sentence; empty if there is no score."""
    score = contents.figures.score(OVERALL)
    if score is None:
        return ""
    words = texts.OVERALL.format(agency=contents.agency.name, score=score_words(score))
    return words + (after(texts.OVERALL_LEVEL, contents.level) + _announced_level(contents) if contents.level else "")


def _announced_level(contents: AgencyContents) -> str:
    """Return the announced level if it is not the printed one; it stands beside the printed level, or its blank."""
    announced = contents.results.announced_level.strip()
    if not announced or text_key(announced) == text_key(contents.level):
        return ""
    return texts.ANNOUNCED_LEVEL.format(level=announced)


def _overall_pieces(contents: AgencyContents) -> tuple[Piece, ...]:
    """Return the sentence on the overall score; a score or a level that nobody knows is a blank."""
    words = overall_words(contents)
    if words and contents.level:
        return (words,)
    level: tuple[Piece, ...] = (texts.OVERALL_LEVEL, Blank(texts.LEVEL), *filter(None, (_announced_level(contents),)))
    if words:
        return (words, *level)
    before, _, behind = texts.OVERALL.format(agency=contents.agency.name, score="\0").partition("\0")
    return (before, Blank(texts.SCORE), behind, *level)


def _weighted_table(contents: AgencyContents) -> Table:
    figures, notes = contents.figures, NoteList()
    heads = (texts.HEAD_INSTRUMENT, texts.HEAD_WEIGHT, texts.HEAD_SCORE, texts.HEAD_WEIGHTED)
    rows = [header(heads)]
    for node in figures.framework.of_kind(Kind.INSTRUMENT):
        cells = (
            text_cell(table_name(figures.framework, node)),
            text_cell(plain_number(Fraction(two_decimals(node.weight)))),
            score_cell(figures, node.subject, notes),
            number_cell(figures.weighted(node.code)),
        )
        rows.append(Row(cells))
    total = score_cell(figures, OVERALL, notes)
    rows.append(Row((text_cell(texts.TOTAL, columns=3), total), RowKind.TOTAL))
    return Table(columns=columns(46, 14, 18, 22, scores=3), rows=tuple(rows), notes=notes.notes)


def level_blocks(framework: Framework) -> Iterator[Block]:
    """Yield the table of the levels of the year."""
    by_instrument = any(level.each_instrument is not None for level in framework.levels)
    heads = (texts.HEAD_LEVEL, texts.HEAD_OVERALL, *([texts.HEAD_EACH] if by_instrument else []))
    rows = [header(heads)]
    for number, level in enumerate(framework.levels):
        cells = [text_cell(level.name), text_cell(_range(framework, number, by_instrument=by_instrument))]
        if by_instrument:
            cells.append(text_cell(_each(level)))
        rows.append(Row(tuple(cells)))
    yield Paragraph((Strong(texts.LEVELS_TITLE),), TextStyle.FLUSH)
    widths = (34, 33, 33) if by_instrument else (50, 50)
    yield Table(columns=columns(*widths, scores=len(widths) - 1), rows=tuple(rows))


def _range(framework: Framework, number: int, *, by_instrument: bool) -> str:
    """Return the overall scores of a level: a range where no other condition stands beside it."""
    low = two_decimals(framework.levels[number].overall)
    if by_instrument and not low:
        return texts.BELOW.format(score=f"{two_decimals(framework.levels[number - 1].overall):.2f}")
    if by_instrument:
        return texts.FROM.format(score=f"{low:.2f}")
    top = framework.levels[number - 1].overall if number else None
    high = Decimal(100) if top is None else two_decimals(top) - Decimal("0.01")
    return texts.UP_TO.format(low=f"{low:.2f}", high=f"{high:.2f}")


def _each(level: Level) -> str:
    if level.each_instrument is None:
        return texts.NO_SCORE
    return texts.FROM.format(score=f"{two_decimals(level.each_instrument):.2f}")

"""Write the result of a province: how many agencies count, the mean, the levels, and the means of the indicators.

Takes the contents of a report; returns blocks of a document. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ita_xlsx.model.document import Block, Caption, Chart, ChartKind, Heading, Paragraph, Row, Series, Table
from ita_xlsx.model.framework import OVERALL, Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.province_results import ProvinceResults, below, least, mean, median
from ita_xlsx.model.results import plain_number, two_decimals
from ita_xlsx.report.contents import ProvinceContents
from ita_xlsx.report.sections import texts
from ita_xlsx.report.sections.chart_values import axis_start, spoken_scores, values
from ita_xlsx.report.sections.labels import sentence_name, table_name
from ita_xlsx.report.sections.overall_result import level_blocks
from ita_xlsx.report.sections.province_changes import write_changes
from ita_xlsx.report.sections.table_parts import columns, header, number_cell, sentence_under, text_cell
from ita_xlsx.report.sections.typed_results import write_typed_results
from ita_xlsx.report.sentences.below_limit import below_limit
from ita_xlsx.report.sentences.extremes import extremes
from ita_xlsx.report.sentences.in_order import best_first, has_order
from ita_xlsx.report.sentences.scored_line import ScoredLine, after, joined

_LEVELS, _MEANS = "levels", "means"


def write_province_result(contents: ProvinceContents) -> Iterator[Block]:
    """Yield the part on the result of the province."""
    results = contents.results
    yield Heading(1, texts.RESULT)
    members, counted = len(contents.state.members), len(results.counted)
    template = texts.PROVINCE_COUNTS if contents.state.has_roster else texts.PROVINCE_COUNTS_UNLISTED
    yield Paragraph((template.format(members=members, counted=counted),))
    overall = mean(results.column(OVERALL))
    if overall is None:
        yield Paragraph((texts.PROVINCE_NOTHING,))
        return
    words = [texts.PROVINCE_MEAN.format(count=counted, mean=f"{overall:.2f}"), _spread(results), _change(contents)]
    yield Paragraph((" ".join(filter(None, words)),))
    yield from write_typed_results(contents.ranking, contents.settings.national_mean, overall, texts.MEAN_SCORE)
    yield from _levels(results)
    yield from level_blocks(results.framework)
    yield from _means(contents)
    yield from write_changes(contents)


def _spread(results: ProvinceResults) -> str:
    middle, low, high = median(results.column(OVERALL)), min(results.overall), max(results.overall)
    return texts.PROVINCE_MEDIAN.format(median=f"{middle:.2f}", low=f"{low:.2f}", high=f"{high:.2f}")


def _change(contents: ProvinceContents) -> str:
    """Return how the mean of the agencies with scores of both years changed; empty if there are none."""
    means = contents.comparison.means(OVERALL)
    if means.change is None:
        return ""
    template = texts.CHANGED_UP if means.change > 0 else texts.CHANGED_DOWN if means.change < 0 else texts.CHANGED_NOT
    change = template.format(points=f"{abs(means.change):.2f}")
    return texts.PROVINCE_CHANGE.format(year=contents.comparison.year, count=means.agencies, change=change)


def _levels(results: ProvinceResults) -> Iterator[Block]:
    rows = [header((texts.HEAD_LEVEL, texts.HEAD_COUNT))]
    rows += [Row((text_cell(name), text_cell(str(count)))) for name, count in results.levels.items()]
    caption = Caption(texts.TABLE_LEVELS, _LEVELS)
    yield Table(columns=columns(60, 40, scores=1), rows=tuple(rows), caption=caption)
    words = [
        after(texts.LEVEL_COUNT, f"{name} {count} {texts.PLACES}") for name, count in results.levels.items() if count
    ]
    if words:
        yield sentence_under(_LEVELS, joined(words))


def mean_lines(results: ProvinceResults, nodes: tuple[Node, ...]) -> list[ScoredLine]:
    """Return a line with the mean over the counted agencies for each node."""
    return [ScoredLine(sentence_name(results.framework, node), mean(results.column(node.subject))) for node in nodes]


def _means(contents: ProvinceContents) -> Iterator[Block]:
    results, state = contents.results, contents.state
    framework = results.framework
    nodes = (*framework.of_kind(Kind.INSTRUMENT), *framework.of_kind(Kind.INDICATOR))
    heads = (texts.HEAD_INDICATOR, texts.HEAD_MEAN, texts.HEAD_LOWEST, texts.HEAD_HIGHEST, texts.HEAD_BELOW)
    rows = [header(heads)]
    for node in nodes:
        column = results.column(node.subject)
        numbers = (mean(column), least(column), _most(results, node))
        count = text_cell(str(below(column, state.threshold)))
        rows.append(Row((text_cell(table_name(framework, node)), *map(number_cell, numbers), count)))
    caption = Caption(texts.TABLE_MEANS, _MEANS)
    yield Table(columns=columns(44, 14, 13, 13, 16, scores=4), rows=tuple(rows), caption=caption)
    indicators = framework.of_kind(Kind.INDICATOR)
    lines = mean_lines(results, indicators)
    noun = texts.INDICATOR_NOUN
    yield sentence_under(_MEANS, extremes(lines, noun), below_limit(lines, noun, state.threshold))
    if has_order(lines):
        yield Paragraph((texts.INDICATOR_MEANS.format(scores=best_first(lines)),))
    yield Paragraph((_strengths(contents, lines),))
    yield _radar(lines, tuple(table_name(framework, node) for node in indicators))


def _most(results: ProvinceResults, node: Node) -> Decimal | None:
    present = [value for value in results.column(node.subject) if value is not None]
    return two_decimals(max(present)) if present else None


def _strengths(contents: ProvinceContents, lines: list[ScoredLine]) -> str:
    limit = two_decimals(contents.strength_limit)
    strong = [line.name for line in lines if line.score is not None and line.score > limit]
    words = plain_number(contents.strength_limit)
    if not strong:
        return texts.NO_STRONG_MEANS.format(limit=words)
    return texts.STRONG_MEANS.format(limit=words, count=len(strong), names=joined(strong))


def _radar(lines: list[ScoredLine], names: tuple[str, ...]) -> Chart:
    series = (Series(texts.HEAD_MEAN, values([line.score for line in lines])),)
    start = axis_start(series)
    return Chart(
        kind=ChartKind.RADAR,
        caption=Caption(texts.RADAR_MEANS.format(start=start)),
        categories=names,
        series=series,
        axis_start=start,
        alt=texts.RADAR_ALT.format(start=start, scores=spoken_scores(lines)),
    )

"""Write the four cards of the governor's page: average, levels, returns and measures.

Takes a sheet and a ``ProvinceReport``; every figure is a formula over the other sheets.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.layout.grid import a1
from ita_xlsx.model.layout.province_layout import COUNTED_STATES, NO_TABLE_SCORE, OVERVIEW, statistic
from ita_xlsx.model.province_results import mean
from ita_xlsx.output.book import Sheet
from ita_xlsx.output.formulas import province as formulas
from ita_xlsx.output.formulas.live import Live
from ita_xlsx.output.formulas.sentences import Phrase, Speaker
from ita_xlsx.output.province import texts
from ita_xlsx.output.province.list_sheets import speaker_of
from ita_xlsx.output.province.overview_grid import FIRST_COL, OVERDUE, merge_cells, merge_text
from ita_xlsx.output.province.province_report import ProvinceReport
from ita_xlsx.output.province.state_counts import state_expression

_WIDTH = 3


class _Card(NamedTuple):
    """A card: its label, its figure with the style of it, and the line below."""

    label: str
    figure: Live
    style: str
    line: Live


def write_cards(sheet: Sheet, report: ProvinceReport, row: int) -> None:
    """Write the four cards side by side; ``row`` is the row of their labels."""
    cards = (_average(sheet, report), _levels(sheet, report), _returns(sheet, report), _measures(sheet, report))
    for place, card in enumerate(cards):
        cols = (FIRST_COL + _WIDTH * place, FIRST_COL + _WIDTH * (place + 1) - 1)
        merge_text(sheet, row, cols, card.label, "tile_label")
        for offset, live, style in ((1, card.figure, card.style), (2, card.line, "tile_line")):
            merge_cells(sheet, row + offset, cols, style)
            sheet.live(row + offset, cols[0], live, style)
    last = (row + 2, cols[0], row + 2, cols[1])
    rule = {
        "type": "formula", "criteria": formulas.is_above_zero(a1(*OVERDUE)),
        "format": sheet.book.format("due_text", plain=True),
    }  # fmt: skip
    sheet.worksheet.conditional_format(*last, rule)


def _average(sheet: Sheet, report: ProvinceReport) -> _Card:
    speaker, value = speaker_of(sheet), mean(report.column(OVERALL))
    place = statistic(report.layout.indicators(len(report.counted)), "mean", OVERALL)
    figure = formulas.copy_of(place.seen_from(OVERVIEW), formulas.DASH if value is None else float(value))
    line = speaker.words(texts.NO_YEAR_BEFORE)
    if report.compared:
        means, averages = report.comparison.means(OVERALL), report.layout.averages
        cell = {
            key: averages.place(OVERALL, key).seen_from(OVERVIEW) for key in ("before", "change", "count")
        }  # fmt: skip
        line = speaker.words(texts.YEAR_BEFORE.format(year=report.compared_year))
        line += speaker.score(cell["before"], means.before)
        line += speaker.words(" (") + speaker.change(cell["change"], means.change)
        line += speaker.words(texts.SAME_AGENCIES[0]) + speaker.count(cell["count"], means.agencies)
        line += speaker.words(texts.SAME_AGENCIES[1])
    return _Card(texts.AVERAGE_CARD, figure, "tile_score", line.live)


def _levels(sheet: Sheet, report: ProvinceReport) -> _Card:
    speaker, counted = speaker_of(sheet), len(report.counted)
    table = report.layout.ranking(counted)
    cells, everyone = table.span("level", OVERVIEW), formulas.numbers_in(table.span(OVERALL, OVERVIEW))
    reached = report.levels
    good = report.good_levels
    count = "+".join(formulas.word_count_expression(cells, name) for name in good)
    figure = speaker.count(f"({count})", report.at_good_level) + speaker.words(" / ") + speaker.count(everyone, counted)
    parts = []
    for name, number in reached.items():
        expression = formulas.word_count_expression(cells, name)
        phrase = speaker.words(f"{texts.DOT}{name} ") + speaker.count(expression, number)
        parts.append(speaker.when(formulas.above_zero(expression), is_true=number > 0, phrase=phrase))
    line = speaker.without_lead(texts.DOT, parts, texts.NOBODY)
    return _Card(texts.LEVELS_CARD.format(level=good[-1]), figure.live, "tile_text", line.live)


def _returns(sheet: Sheet, report: ProvinceReport) -> _Card:
    speaker, members = speaker_of(sheet), len(report.province.members)
    overall = report.layout.indicators(len(report.counted)).span(OVERALL, OVERVIEW)
    names = report.layout.status(members).span("name", OVERVIEW)
    figure = speaker.count(formulas.numbers_in(overall), len(report.counted)) + speaker.words(" / ")
    figure += speaker.count(formulas.filled_in(names), members)
    parts = list(state_phrases(speaker, report, OVERVIEW, lead=texts.DOT))
    label = texts.RETURNS_CARD if report.province.has_roster else texts.RETURNS_CARD_WITHOUT_ROSTER
    return _Card(label, figure.live, "tile_text", speaker.without_lead(texts.DOT, parts, texts.ALL_COMPLETE).live)


def _measures(sheet: Sheet, report: ProvinceReport) -> _Card:
    speaker, counts, overdue = speaker_of(sheet), report.step_counts, sum(report.overdue.values())
    cell = {key: report.step_total(key).seen_from(OVERVIEW) for key in ("share", "steps", "no_duty", "overdue", "done")}
    share = formulas.DASH if counts.share is None else float(counts.share)
    sheet.live(*OVERDUE, formulas.copy_of(cell["overdue"], overdue), "not_drawn")
    done = speaker.count(cell["done"], counts.done) + speaker.words(texts.OF)
    # The share is of the steps that are somebody's task.
    done += speaker.count(f"({cell['steps']}-{cell['no_duty']})", counts.duty) + speaker.words(texts.STEPS_OF_DUTY)
    late = speaker.words(texts.OVERDUE) + speaker.count(cell["overdue"], overdue)
    done += speaker.when(formulas.above_zero(cell["overdue"]), is_true=overdue > 0, phrase=late)
    line = speaker.when(
        formulas.above_zero(cell["steps"]), is_true=counts.steps > 0, phrase=done, otherwise=texts.NO_STEPS
    )
    return _Card(texts.MEASURES_CARD, formulas.copy_of(cell["share"], share), "tile_share", line.live)


def state_phrases(speaker: Speaker, report: ProvinceReport, sheet: str, *, lead: str = "") -> Iterator[Phrase]:
    """Yield a phrase for each state but a complete return, such as ``ยังไม่ส่ง 3``; empty where no agency has it.

    ``lead`` stands before each of them.
    """
    words_now = report.state_words
    for word in reversed(COUNTED_STATES[1:]):
        if word == NO_TABLE_SCORE and word not in words_now:
            continue
        expression = state_expression(report, word, sheet)
        count = words_now.count(word)
        short = texts.SHORT_STATES.get(word, word)
        phrase = speaker.words(f"{lead}{short} ") + speaker.count(expression, count)
        yield speaker.when(formulas.above_zero(expression), is_true=count > 0, phrase=phrase)

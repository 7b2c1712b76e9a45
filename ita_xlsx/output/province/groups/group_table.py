"""Write the sheet of all kinds or of all districts: counts, mean, quartiles, and a heat map of the means.

Takes a ``ProvinceReport``; every figure is a formula over the matrix of indicators and the sheet of ranks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from ita_xlsx.model import province_results as results
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.grid import Place, Table, a1
from ita_xlsx.model.layout.groups.groups_layout import EVERYONE, FIVE, GROUP_WORDS, NATIONAL, SHEETS, GroupsLayout
from ita_xlsx.model.layout.province_layout import LIMIT_ROW, statistic
from ita_xlsx.model.province.group_figures import GroupResults, GroupScores, present
from ita_xlsx.model.province.groups import quartiles
from ita_xlsx.model.results import two_decimals
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas import Live
from ita_xlsx.output.formulas import groups as formulas
from ita_xlsx.output.formulas import province as of_province
from ita_xlsx.output.province import texts as province_texts
from ita_xlsx.output.province.groups import texts
from ita_xlsx.output.province.heat import color_scores, legend
from ita_xlsx.output.province.list_sheets import (
    LINE_ROW,
    fit_low,
    freeze,
    one_line_width,
    open_list,
    speaker_of,
    write_headers,
    write_message,
    write_note,
)
from ita_xlsx.output.province.province_report import ProvinceReport
from ita_xlsx.output.province.state_counts import counted_expression
from ita_xlsx.output.sheets import print_wide, round_heading

_WIDTHS = {"number": 5.0, "name": 30.0, "members": 9.5}
_LEAST, _FIXED = 7.8, 3
_COUNTS = ("counted", "good", "below")


@dataclass(frozen=True)
class _Groups:
    """One sheet to write: its groups, and the tables that its formulas read."""

    report: ProvinceReport
    groups: GroupResults

    @cached_property
    def layout(self) -> GroupsLayout:
        return GroupsLayout(self.report.layout)

    @cached_property
    def table(self) -> Table:
        return self.layout.groups(self.groups.by, len(self.groups.groups))

    @cached_property
    def matrix(self) -> Table:
        return self.report.layout.indicators(len(self.report.counted))

    @cached_property
    def ranks(self) -> Table:
        return self.report.layout.ranking(len(self.report.counted))

    def span(self, key: str) -> str:
        """Return a column of the matrix of indicators."""
        return self.matrix.span(key, self.table.sheet)

    @property
    def limit(self) -> str:
        return self.report.layout.limit.seen_from(self.table.sheet, fixed=True)


def write_group_table(book: Book, report: ProvinceReport, groups: GroupResults) -> None:
    """Write the sheet of the groups by one column of the roster, best mean first; all agencies stand below them."""
    made = _Groups(report, groups)
    table, layout = made.table, made.layout
    widths = [_WIDTHS.get(column.key) or max(_LEAST, _width(book, column.header)) for column in table.columns]
    title = texts.TITLE.format(group=GROUP_WORDS[groups.by])
    sheet = open_list(book, report.province, SHEETS[groups.by], title, widths, with_heading=False)
    # Pages that continue to the right repeat the first columns alone.
    sheet.words(0, table.col("counted"), round_heading(report.province), "muted")
    write_message(sheet, _message(sheet, made), table.last_col)
    threshold = float(two_decimals(report.province.threshold))
    sheet.text(LIMIT_ROW, table.col("name"), province_texts.LIMIT, "muted_right")
    sheet.live(LIMIT_ROW, table.col("members"), of_province.copy_of(made.limit, threshold), "figure")
    write_note(sheet, LIMIT_ROW, legend(report.framework), table.col("counted"))
    write_headers(sheet, table, widths)
    for row, group in enumerate(groups.groups, table.first_row):
        _write_group(sheet, made, row, group)
        fit_low(sheet, row, [(group.name, _WIDTHS["name"])])
    last = _write_below(sheet, made)
    limit = f"${a1(0, table.col('members'))[:-1]}${LIMIT_ROW + 1}"
    rows = (table.first_row, table.last_row + NATIONAL)
    for keys in (("mean", "highest"), (layout.subjects[0], layout.subjects[-1])):
        color_scores(sheet, report.framework, (table.col(keys[0]), table.col(keys[1])), rows, limit)
    freeze(sheet, table, "name")
    breaks = [table.col("counted"), table.col(report.framework.of_kind(Kind.INDICATOR)[0].subject)]
    print_wide(sheet, report.province, table, widths, [*breaks, table.last_col + 1], last)


def _width(book: Book, header: str) -> float:
    return max(map(one_line_width, book.words(header).split("\n")))


def _message(sheet: Sheet, made: _Groups) -> Live:
    """Return how many groups there are, and which have the highest and the lowest mean."""
    speaker, table = speaker_of(sheet), made.table
    # Agencies without a group are no group: they stand in the last row, and not in the sentence.
    with_name = [group for group in made.groups.groups if group.group.is_named]
    last = table.first_row + len(with_name) - 1
    names, means = (
        f"{Place(table.sheet, table.first_row, table.col(key)).fixed}:{Place(table.sheet, last, table.col(key)).fixed}"
        for key in ("name", "mean")
    )
    counted = [(mean, group.name) for group in with_name if (mean := group.mean()) is not None]
    sentence = speaker.count(of_province.filled_in(names), len(with_name)) + speaker.words(texts.GROUPS)
    extremes = speaker.words("")
    for lead, lowest in ((texts.HIGHEST, False), (texts.LOWEST, True)):
        value, name = _extreme(counted, lowest=lowest)
        figure = of_province.lowest_expression(means) if lowest else of_province.highest_expression(means)
        beside = of_province.beside_extreme(names, means, lowest=lowest)
        extremes += speaker.words(lead) + speaker.cell(beside, name) + speaker.words(" ")
        extremes += speaker.score(figure, value)
    is_there = of_province.at_least_so_many(means, 1)
    return (sentence + speaker.when(is_there, is_true=bool(counted), phrase=extremes)).live


def _extreme(counted: Sequence[tuple[Decimal, str]], *, lowest: bool) -> tuple[Decimal | None, str]:
    """Return the first group with the lowest (or highest) mean, in the order of the sheet."""
    if not counted:
        return None, ""
    values = [value for value, _ in counted]
    return counted[values.index(min(values) if lowest else max(values))]


def _write_group(sheet: Sheet, made: _Groups, row: int, group: GroupScores) -> None:
    table, by = made.table, made.groups.by
    names, name = made.span(by), f"${a1(row, table.col('name'))}"
    overall, counted = made.span(OVERALL), f"${a1(row, table.col('counted'))}"
    sheet.number(row, table.col("number"), row - table.first_row + 1, "heat_count")
    sheet.text(row, table.col("name"), group.name, "text")
    sheet.number(row, table.col("members"), group.members, "heat_count")
    lives = {
        "counted": formulas.counted_in(names, name, overall, group.counted),
        "mean": formulas.mean_in(names, name, overall, group.mean()),
        "good": formulas.words_in(
            made.ranks.span(by, table.sheet), name, made.ranks.span("level", table.sheet),
            made.report.good_levels, group.at_good_level,
        ),
        "below": formulas.below_in(names, name, overall, made.limit, group.below),
    }  # fmt: skip
    figures = made.span("figure")
    for part, key in enumerate(FIVE):
        lives[key] = formulas.quartile_in(names, name, figures, counted, part, group.five[part])
    for subject in made.layout.subjects:
        lives[subject] = formulas.mean_in(names, name, made.span(subject), group.mean(subject))
    for key, live in lives.items():
        sheet.live(row, table.col(key), live, "heat_count" if key in _COUNTS else "heat")


def _write_below(sheet: Sheet, made: _Groups) -> int:
    """Write all agencies and the country below the groups, and how the figures are made; return the last row."""
    table, report = made.table, made.report
    row = table.last_row + EVERYONE
    _write_name(sheet, table, row, texts.EVERYONE)
    sheet.number(row, table.col("members"), len(report.province.members), "figure_count")
    for key, live in _of_everyone(made).items():
        sheet.live(row, table.col(key), live, "figure_count" if key in _COUNTS else "figure")
    national = report.province.national
    means = {subject: national.mean(report.framework, subject) for subject in report.layout.subjects}
    if any(value is not None for value in means.values()):
        row = table.last_row + NATIONAL
        year = national.year
        _write_name(sheet, table, row, texts.NATIONAL_OF_YEAR.format(year=year) if year else texts.NATIONAL)
        for col in range(table.col("members"), table.last_col + 1):
            sheet.text(row, col, "", "figure")
        for subject, value in means.items():
            if value is not None:
                sheet.number(row, table.col("mean" if subject == OVERALL else subject), float(value), "figure")
        if national.source:
            row += 1
            write_note(sheet, row, texts.SOURCE.format(source=national.source), table.col("members"))
    level = report.good_levels[-1] if report.good_levels else ""
    for offset, text in enumerate(texts.HOW, 1):
        write_note(sheet, row + offset, text.format(level=level), table.col("members"))
    return row + len(texts.HOW)


def _write_name(sheet: Sheet, table: Table, row: int, text: str) -> None:
    sheet.text(row, table.col("number"), "", "figure_name")
    sheet.words(row, table.col("name"), text, "figure_name")
    sheet.height(row, LINE_ROW)


def _of_everyone(made: _Groups) -> dict[str, Live]:
    """Return the figures over all counted agencies, as the matrix has them."""
    report, sheet = made.report, made.table.sheet
    overall, found = made.span(OVERALL), quartiles(present(report.column(OVERALL)))
    scores = present(report.column(OVERALL))
    five = [two_decimals(value) for value in (min(scores), *found, max(scores))] if found else [None] * len(FIVE)
    levels = made.ranks.span("level", sheet)
    lives = {
        "counted": of_province.live_expression(counted_expression(report, sheet), len(report.counted)),
        "good": formulas.words_among(levels, report.good_levels, report.at_good_level),
        "below": of_province.below(
            overall, made.limit, results.below(report.column(OVERALL), report.province.threshold)
        ),
    }
    for part, key in enumerate(FIVE):
        lives[key] = formulas.quartile_of(overall, part, five[part])
    for subject in report.layout.subjects:
        place = statistic(made.matrix, "mean", subject).seen_from(sheet)
        value = results.mean(report.column(subject))
        key = "mean" if subject == OVERALL else subject
        lives[key] = of_province.copy_of(place, of_province.DASH if value is None else float(value))
    return lives

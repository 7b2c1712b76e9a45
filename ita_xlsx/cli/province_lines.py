"""Print the averages of a province, its levels, its best and its last agencies, and its groups.

Takes the results of a province; prints on a console.
"""

from __future__ import annotations

from decimal import Decimal

from rich.console import Console
from rich.text import Text

from ita_xlsx.cli.screen import plain_table
from ita_xlsx.cli.texts import screen_text
from ita_xlsx.model.findings import visible
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout.groups.groups_layout import SHEETS
from ita_xlsx.model.province.group_figures import all_groups
from ita_xlsx.model.province_results import ProvinceResults, count, mean, median, weighted_mean
from ita_xlsx.model.results import Basis
from ita_xlsx.model.round_state import RoundState

_SHOWN, _WEAKEST = 5, 3


def show_averages(console: Console, province: RoundState, province_results: ProvinceResults, lang: str) -> None:
    """Print the averages, how many agencies they are over, and how many agencies have each level."""
    overall, weights = province_results.column(OVERALL), province_results.weights(OVERALL)
    over = screen_text(lang, "over", counted=len(province_results.counted), count=len(province.members))
    middle = f"{screen_text(lang, 'median')} {_shown(median(overall), lang)}"
    console.print(Text(f"{screen_text(lang, 'average')} {_shown(mean(overall), lang)}   {middle}   ({over})"))
    if (weighted := weighted_mean(overall, weights)) is not None:
        console.print(Text(screen_text(lang, "weighted_by", value=weighted, count=count(weights)), style="dim"))
    levels = [f"{name} {number}" for name, number in province_results.levels.items() if number]
    if without := len(province_results.counted) - sum(province_results.levels.values()):
        levels.append(screen_text(lang, "without_level", count=without))
    console.print(Text("   ".join(levels)))


def show_weakest(
    console: Console, province: RoundState, province_results: ProvinceResults, lang: str, *, most: int = _WEAKEST
) -> None:
    """Print the indicators with the lowest averages, ``most`` of them."""
    means = [(mean(province_results.column(node.subject)), node) for node in province.framework.of_kind(Kind.INDICATOR)]
    ascending = sorted(((score, node) for score, node in means if score is not None), key=lambda item: item[0])
    for lowest, node in ascending[:most]:
        console.print(Text(f"{screen_text(lang, 'weakest')} {node.code}. {node.name}  {lowest}", style="dim"))


def show_province_results(console: Console, province: RoundState, province_results: ProvinceResults, lang: str) -> None:
    """Print the averages, how many agencies they are over, the levels, and the best and the last agencies."""
    show_averages(console, province, province_results, lang)
    table = plain_table()
    table.add_column(screen_text(lang, "rank"), justify="right")
    table.add_column(screen_text(lang, "agency"), min_width=30, overflow="fold")
    table.add_column(screen_text(lang, "score"), justify="right")
    order = province_results.order
    for index in order if len(order) <= 2 * _SHOWN else (*order[:_SHOWN], *order[-_SHOWN:]):
        agency, score = province_results.counted[index].agency, province_results.overall[index]
        table.add_row(str(province_results.rank(score)), visible(f"{agency.code} {agency.name}"), str(score))
    console.print(table)
    show_groups(console, province_results, lang)
    show_weakest(console, province, province_results, lang)


def show_groups(console: Console, province_results: ProvinceResults, lang: str) -> None:
    """Print the mean of each kind and district with how many agencies count, the first of them, and of the country."""
    for groups in all_groups(province_results):
        for group in groups.groups[:_SHOWN]:
            values = {"mean": _shown(group.mean(), lang), "counted": group.counted, "members": group.members}
            console.print(Text(visible(screen_text(lang, "of_group", name=group.name, **values))))
        if left := len(groups.groups[_SHOWN:]):
            console.print(Text(screen_text(lang, "more_groups", count=left, sheet=SHEETS[groups.by]), style="dim"))
    national = province_results.province.national
    if (value := national.mean(province_results.framework, OVERALL)) is not None:
        console.print(Text(screen_text(lang, "national_mean", mean=value)))


def _shown(value: Decimal | None, lang: str) -> str:
    return label_of(Basis.MISSING, lang) if value is None else str(value)

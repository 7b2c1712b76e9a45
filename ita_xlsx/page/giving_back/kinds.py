"""Prepare the tables of kinds and districts for the screen of the province, as the sheets of the workbook have them.

Takes the results of a province; returns values for a template.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.province.group_figures import GroupResults, GroupScores, all_groups
from ita_xlsx.model.province.groups import GroupBy
from ita_xlsx.model.province_results import Band, ProvinceResults
from ita_xlsx.page.request import Request
from ita_xlsx.page.wording import word

_HEAT: Mapping[Band, tuple[str, str]] = {Band.BELOW: ("h0", "▼ "), Band.NEAR: ("h1", "· "), Band.ABOVE: ("", "")}


def groups_view(results: ProvinceResults, lang: str) -> list[Mapping[str, object]]:
    """Return a table for each column of the roster that names any group, kinds first."""
    indicators = results.framework.of_kind(Kind.INDICATOR)
    return [
        {
            "by": groups.by.value,
            "head": word(lang, f"groups_{groups.by.value}"),
            "label": word(lang, f"group_{groups.by.value}"),
            "rows": [_row(groups, group, lang) for group in groups.groups],
            "indicators": [(node.code, node.name) for node in indicators],
        }
        for groups in all_groups(results)
    ]


def national_line(results: ProvinceResults, lang: str) -> str:
    """Return the sentence with the overall mean of the country; empty if none is given."""
    national = results.province.national
    mean = national.mean(results.framework, OVERALL)
    if mean is None:
        return ""
    source = f" ({national.source})" if national.source else ""
    return word(lang, "national_mean", mean=mean) + source


def ranks_within_kinds(results: ProvinceResults, lang: str) -> Mapping[int, tuple[str, int]]:
    """Return the kind of each counted agency and its rank there, by its number; nothing without kinds."""
    kinds = GroupResults(results, GroupBy.KIND)
    if not kinds.is_given:
        return {}
    return {
        item.number: (_name(kinds, kinds.group_of(item.number), lang), kinds.group_of(item.number).rank(place))
        for place, item in enumerate(results.counted)
    }


def own_sheets(request: Request) -> tuple[GroupBy, ...]:
    """Return for which columns of the roster each group gets a sheet of its own."""
    return tuple(by for by in GroupBy if request.text(f"own_{by.value}"))


def _row(groups: GroupResults, group: GroupScores, lang: str) -> Mapping[str, object]:
    results, cells = groups.results, []
    for node in results.framework.of_kind(Kind.INDICATOR):
        mean = group.mean(node.subject)
        style, sign = ("", "") if mean is None else _HEAT[results.band(Fraction(mean))]
        cells.append((style, sign, _or_dash(mean, lang)))
    return {
        "name": _name(groups, group, lang),
        "members": group.members,
        "counted": group.counted,
        "figures": [_or_dash(value, lang) for value in (group.mean(), *group.five)],
        "good": group.at_good_level,
        "below": group.below,
        "cells": cells,
    }


def _name(groups: GroupResults, group: GroupScores, lang: str) -> str:
    return group.name if group.group.is_named else word(lang, f"no_{groups.by.value}")


def _or_dash(value: Decimal | None, lang: str) -> str:
    return word(lang, "none") if value is None else str(value)

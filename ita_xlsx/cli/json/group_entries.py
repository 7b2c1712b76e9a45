"""Turn the kinds, the districts and the national mean of a round into the entries of JSON output.

Takes values of the model; returns plain dicts and lists. Works on values only.
"""

from __future__ import annotations

from typing import Any

from ita_xlsx.model.kind import Kind
from ita_xlsx.model.province.group_figures import GroupResults, GroupScores
from ita_xlsx.model.province.groups import GroupBy
from ita_xlsx.model.province.national_mean import subject_name, subjects_of
from ita_xlsx.model.province_results import ProvinceResults


def groups_of(results: ProvinceResults) -> dict[str, Any]:
    """Return the kinds and districts with their figures, none where the roster names none, and the national mean."""
    framework, national = results.framework, results.province.national
    means = {
        subject_name(framework, subject): str(mean)
        for subject in subjects_of(framework)
        if (mean := national.mean(framework, subject)) is not None
    }
    return {
        "kinds": _entries(GroupResults(results, GroupBy.KIND)),
        "districts": _entries(GroupResults(results, GroupBy.DISTRICT)),
        "national": {"year": national.year, "source": national.source or None, "means": means} if means else None,
    }


def ranks_in_kind(results: ProvinceResults) -> dict[int, int]:
    """Return the rank of each counted agency within its kind by its number in the roster; none without kinds."""
    kinds = GroupResults(results, GroupBy.KIND)
    if not kinds.is_given:
        return {}
    return {item.number: kinds.group_of(item.number).rank(place) for place, item in enumerate(results.counted)}


def _entries(groups: GroupResults) -> list[dict[str, Any]]:
    return [_entry(group) for group in groups.groups] if groups.is_given else []


def _entry(group: GroupScores) -> dict[str, Any]:
    """Return a group; scores are texts of two decimals, or null. The name of agencies without a group is null."""
    lowest, lower, middle, upper, highest = (None if value is None else str(value) for value in group.five)
    indicators = group.results.framework.of_kind(Kind.INDICATOR)
    means = {node.subject: group.mean(node.subject) for node in indicators}
    average = group.mean()
    return {
        "name": group.name if group.group.is_named else None,
        "agencies": group.members,
        "counted": group.counted,
        "average": None if average is None else str(average),
        "lowest": lowest,
        "lower_quartile": lower,
        "median": middle,
        "upper_quartile": upper,
        "highest": highest,
        "at_good_level": group.at_good_level,
        "below": group.below,
        "indicators": {subject: None if mean is None else str(mean) for subject, mean in means.items()},
    }

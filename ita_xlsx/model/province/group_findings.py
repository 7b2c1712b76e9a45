"""Check the kinds and districts of a roster, and the national mean against the framework of the year.

Takes agencies, groups and settings; yields findings. Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.findings.catalogue import make_finding
from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.findings.finding import Finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout.groups.groups_layout import MOST_SHEETS, SHEETS
from ita_xlsx.model.province.group_figures import GroupResults
from ita_xlsx.model.province.groups import NO_GROUP, AgencyGroup, GroupBy, groups_by
from ita_xlsx.model.province.national_mean import NationalMean, subject_name, subjects_of
from ita_xlsx.model.text.spelling import text_key, word_key

# The column of the roster in Thai and in English.
COLUMN_WORDS = {GroupBy.KIND: ("ประเภท", "kind"), GroupBy.DISTRICT: ("อำเภอ", "district")}
# A single letter makes a typo in a name of at least so many letters, if so few agencies have it.
_LONG, _RARE = 6, 2
_LISTED = 5
# What stands beside the means in the settings.
_BESIDE = ("year", "source")


def check_groups(agencies: Sequence[Agency], file: str) -> Iterator[Finding]:
    """Yield a finding about names of groups that are nearly alike (R615), and about agencies without a group (R616).

    A column in which no agency has a name is no fault.
    """
    for by in GroupBy:
        groups = groups_by(agencies, by)
        with_name = [group for group in groups if group.is_named]
        for first, second in combinations(sorted(with_name, key=lambda item: len(item.places)), 2):
            if _nearly_alike(first, second):
                yield _alike(first, second, by, file)
        if with_name and len(with_name) < len(groups):
            yield without_group([agencies[place] for place in groups[-1].places], len(agencies), by, file)


def without_group(agencies: Sequence[Agency], members: int, by: GroupBy, file: str) -> Finding:
    """Return the finding (R616) about agencies whose group the roster does not name."""
    listed = ", ".join(agency.code or agency.name for agency in agencies[:_LISTED])
    return make_finding(
        Code.AGENCIES_WITHOUT_GROUP,
        file=file,
        count=str(len(agencies)),
        members=str(members),
        agencies=f"{listed} …" if len(agencies) > _LISTED else listed,
        value=NO_GROUP[by],
        **_what(by),
    )


def check_own_sheets(groups: GroupResults, file: str) -> Iterator[Finding]:
    """Yield a finding if the roster names no group (R616), or so many that some get no sheet of their own (R617)."""
    if not groups.is_given:
        agencies = [member.agency for member in groups.results.province.members]
        yield without_group(agencies, len(agencies), groups.by, file)
    elif left := groups.groups[MOST_SHEETS:]:
        yield make_finding(
            Code.GROUP_SHEETS_LEFT_OUT,
            file=file,
            made=str(MOST_SHEETS),
            count=str(len(groups.groups)),
            value=", ".join(group.name for group in left),
            sheet=SHEETS[groups.by],
            **_what(groups.by),
        )


def check_national_mean(national: NationalMean, framework: Framework | None, file: str) -> Iterator[Finding]:
    """Yield a finding (R614) if the national mean is of another year, and for each subject that the year has not."""
    if framework is None or not national.means:
        return
    names = ", ".join((*(subject_name(framework, subject) for subject in subjects_of(framework)), *_BESIDE))
    if not national.is_of(framework):
        why_th = f"เพราะเป็นของปี {national.year} แต่รอบนี้เป็นปี {framework.year}"
        why_en = f"because it is of {national.year} and the round is of {framework.year}"
        value = str(national.year)
        yield make_finding(
            Code.NATIONAL_MEAN_UNUSED, file=file, key=_BESIDE[0], value=value, why_th=why_th, why_en=why_en, names=names
        )
        return
    typed = dict(national.means)
    for name in national.strangers(framework):
        yield make_finding(
            Code.NATIONAL_MEAN_UNUSED,
            file=file,
            key=name,
            value=str(typed[name]),
            why_th=f"เพราะแบบประเมินปี {framework.year} ไม่มีรายการนี้",
            why_en=f"because the framework of {framework.year} has no such subject",
            names=names,
        )


def _alike(first: AgencyGroup, second: AgencyGroup, by: GroupBy, file: str) -> Finding:
    return make_finding(
        Code.GROUPS_NEARLY_ALIKE,
        file=file,
        value=first.name,
        count=str(len(first.places)),
        other=second.name,
        others=str(len(second.places)),
        **_what(by),
    )


def _what(by: GroupBy) -> dict[str, str]:
    thai, english = COLUMN_WORDS[by]
    return {"what_th": thai, "what_en": english}


def _nearly_alike(first: AgencyGroup, second: AgencyGroup) -> bool:
    """Return True if two names differ in signs alone, or the rare one is the other with one letter wrong."""
    if word_key(first.name) == word_key(second.name):
        return True
    one, other = text_key(first.name), text_key(second.name)
    is_rare = len(first.places) <= _RARE < len(second.places)
    same_numbers = re.findall("[0-9]+", one) == re.findall("[0-9]+", other)
    return is_rare and same_numbers and min(len(one), len(other)) >= _LONG and _one_letter_apart(one, other)


def _one_letter_apart(one: str, other: str) -> bool:
    """Return True if one letter too many, too few or another one is the only difference of two texts."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    same = next((place for place, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    rest = short[same:] if len(short) < len(long) else short[same + 1 :]
    return long[same + 1 :] == rest

"""Define the table of groups of the export, and make its rows: the figures of all agencies, of each kind and district.

Takes the state of a round; yields rows. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator

from ita_xlsx.model.province.group_figures import GroupResults, GroupScores
from ita_xlsx.model.province.groups import AgencyGroup, GroupBy
from ita_xlsx.model.province.place_in_group import compared_subjects
from ita_xlsx.model.province_results import ProvinceResults
from ita_xlsx.model.results import two_decimals
from ita_xlsx.model.round_state import RoundState
from ita_xlsx.store.shapes import KIND_OF_SUBJECT, OF_ROUND, SUBJECT, YEAR, Column, Row, TableShape, Type

# The group of all agencies of the round, beside those by a column of the roster.
ALL = "all"


def _score(name: str, th: str, en: str) -> Column:
    return Column(name=name, type=Type.NUMBER, th=f"{th} 0-100 ทศนิยมสองตำแหน่ง", en=f"{en}, 0-100, two decimals")


GROUPS = TableShape(
    name="groups",
    th="ค่าเฉลี่ย มัธยฐาน และควอร์ไทล์ของทุกหน่วยงาน แต่ละประเภท และแต่ละอำเภอ",
    en="mean, median and quartiles of all agencies, of each kind and of each district",
    columns=(
        YEAR,
        Column(
            name="grouped_by",
            type=Type.STRING,
            th="จัดกลุ่มตาม: all = ทุกหน่วยงาน, kind = ประเภท, district = อำเภอ",
            en="all agencies, or the column of the roster by which they are grouped",
            required=True,
            words=(ALL, *GroupBy),
        ),
        Column(name="number", type=Type.INTEGER, th="ลำดับของกลุ่ม", en="number of the group", required=True),
        Column(
            name="name",
            type=Type.STRING,
            th="ชื่อกลุ่ม (ว่าง = ทุกหน่วยงาน หรือไม่ระบุ)",
            en="name of the group (empty: all agencies, or those without one)",
        ),
        SUBJECT,
        KIND_OF_SUBJECT,
        Column(name="members", type=Type.INTEGER, th="หน่วยงานในกลุ่ม", en="agencies of the group", required=True),
        Column(
            name="with_score",
            type=Type.INTEGER,
            th="หน่วยงานที่นับและมีคะแนนนี้",
            en="agencies that count and have this score",
            required=True,
        ),
        _score("mean", "ค่าเฉลี่ย", "mean"),
        _score("lower_quartile", "ควอร์ไทล์ที่ 1", "first quartile"),
        _score("median", "มัธยฐาน", "median"),
        _score("upper_quartile", "ควอร์ไทล์ที่ 3", "third quartile"),
    ),
    key=("year", "grouped_by", "number", "subject"),
    references=(OF_ROUND,),
    since=3,
)


def group_rows(round_state: RoundState) -> Iterator[Row]:
    """Yield a row for each group and each of the overall score, the instruments and the indicators."""
    results = ProvinceResults(round_state)
    everybody = AgencyGroup("", tuple(range(len(round_state.members))), is_named=False)
    places = tuple(range(len(results.counted)))
    yield from _rows(ALL, 1, GroupScores(group=everybody, places=places, results=results))
    for by in GroupBy:
        groups = GroupResults(results, by)
        for number, group in enumerate(groups.groups if groups.is_given else (), 1):
            yield from _rows(by, number, group)


def _rows(by: str, number: int, group: GroupScores) -> Iterator[Row]:
    framework = group.results.framework
    name = group.name if group.group.is_named else None
    for subject in compared_subjects(framework):
        quartiles = group.quartiles(subject)
        rounded = tuple(map(two_decimals, quartiles)) if quartiles else (None,) * 3
        yield (
            framework.year, by, number, name, subject, framework.nodes[subject].kind, group.members,
            group.count(subject), group.mean(subject), *rounded,
        )  # fmt: skip

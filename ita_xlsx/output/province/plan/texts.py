"""Hold the Thai texts of the plan of a province.

Words in braces are filled in by the writer of the sheet. Works on values only.
"""

from __future__ import annotations

from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout.subjects import subject_label
from ita_xlsx.model.province.shared_plan import MeasureOrigin, ProvinceMeasure, ProvincePlan, SharedPoint
from ita_xlsx.model.round_state import RoundState
from ita_xlsx.output.sheets import province_words
from ita_xlsx.output.texts import PLAN_TITLE

_OF_PROVINCE = " {province}"
MESSAGE = (
    "จุดอ่อนที่มี {least} หน่วยงานขึ้นไป {points} รายการ · มาตรการ {measures} รายการ "
    "(ร่างใหม่ {drafted} ทำต่อ {continued} อยู่ในแผนแล้ว {in_force})"
)
NO_POINTS = "ไม่มีจุดอ่อนที่มี {least} หน่วยงานขึ้นไป"
NOBODY = "ยังไม่มีหน่วยงานที่นับผลได้ จึงยังไม่มีจุดอ่อนร่วม"
SOURCE = "ร่างจากคะแนนปีงบประมาณ พ.ศ. {year} ของ {counted} หน่วยงาน"
HINT = "แก้ไขข้อความ เพิ่มหรือลบแถว และเปลี่ยนหน่วยงานได้ แล้วใช้เป็นแผนมาตรการเมื่อออกแบบฟอร์ม"
NOT_USED = "มาตรการในแผนที่ใช้อยู่ซึ่งไม่ได้เลือกไว้ตอบจุดอ่อนร่วม จึงไม่อยู่ในร่างนี้: {ids}"
_NEEDED = "จุดอ่อนของ {count} หน่วยงาน"
_NEEDED_BY = "จุดอ่อนของ {count} หน่วยงาน: {units}"
# The mean is that of all agencies, not of those with the weak point.
_POINT = "{label}{mean}{count}{urgent}"
_COUNT = f" · {_NEEDED}"
_MEAN, _URGENT = " เฉลี่ยทั้งจังหวัด {mean}", " (ต่ำกว่าเกณฑ์ {urgent})"


def plan_title(plan: ProvincePlan, round_state: RoundState) -> str:
    """Return the title of the plan with its fiscal year and the province."""
    province = province_words(round_state)
    return PLAN_TITLE.format(year=plan.year) + (_OF_PROVINCE.format(province=province) if province else "")


def message(plan: ProvincePlan) -> str:
    """Return how many weak points are shared, and how many measures answer them."""
    if not plan.counted:
        return NOBODY
    if not plan.points:
        return NO_POINTS.format(least=plan.least)
    counts = {origin.value: plan.count(origin) for origin in MeasureOrigin}
    return MESSAGE.format(least=plan.least, points=len(plan.points), measures=len(plan.entries), **counts)


def analysis_words(framework: Framework, entry: ProvinceMeasure, units: str) -> str:
    """Return the officer's analysis, else which agencies have the weak points, and a line for each point.

    ``units`` are the agencies that need the measure, if they are not those that carry it out. A point of all these
    agencies does not repeat their number.
    """
    if entry.measure.analysis:
        return entry.measure.analysis
    words = _NEEDED_BY if units else _NEEDED
    lines = [words.format(count=len(entry.needed_by), units=units)]
    lines += (_point_words(framework, point, len(entry.needed_by)) for point in entry.points)
    return "\n".join(lines)


def _point_words(framework: Framework, point: SharedPoint, needed: int) -> str:
    label = subject_label(framework, framework.nodes[point.subject])
    mean = "" if point.mean is None else _MEAN.format(mean=point.mean)
    urgent = _URGENT.format(urgent=point.urgent) if point.urgent else ""
    count = "" if len(point.units) == needed else _COUNT.format(count=len(point.units))
    return _POINT.format(label=label, mean=mean, count=count, urgent=urgent)


def target_labels(framework: Framework, targets: tuple[str, ...]) -> str:
    """Return the labels of the points of a measure; one that is no subject of the framework stays as it is."""
    nodes = framework.nodes
    return ", ".join(subject_label(framework, nodes[item]) if item in nodes else item for item in targets)

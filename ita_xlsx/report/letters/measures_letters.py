"""Write the letters about measures: those that an agency has to follow, and the call for tracking in each quarter.

Takes the measures of one agency; returns what the letter says. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.document import Align, Blank, Column, Paragraph, Pieces, Row, Simple, Strong, TextList
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.measures import Plan
from ita_xlsx.model.report.round_texts import Slot
from ita_xlsx.model.round_measures import RoundMeasures, TrackedStep, indicator_code, tally
from ita_xlsx.model.round_settings import Stage
from ita_xlsx.model.round_state import AgencyReturn, State
from ita_xlsx.model.text.dates import short_thai_date, thai_date
from ita_xlsx.model.text.periods import fiscal_quarter
from ita_xlsx.report.letters.letter_frame import addressee_of
from ita_xlsx.report.letters.letter_kinds import SUBJECTS, LetterKind
from ita_xlsx.report.letters.letter_round import LetterContent, LetterRound
from ita_xlsx.report.letters.letter_tables import group_of, row_of, table_of

_PLAN_HEADS = ("ที่", "ขั้นตอน")
_PLAN_COLUMNS = (Column(7, Align.CENTER), Column(93))
_MEASURE = "ตัวชี้วัดที่ {indicator} {measure}"
_RESPONSIBLE, _PERIOD = "ผู้รับผิดชอบ: ", "ระยะเวลา: "
_REPORT_DAY = "{stage}: "
_TRACKING = (Stage.TRACKING_6, Stage.TRACKING_12)
_STEP_HEADS = ("ที่", "ตัวชี้วัด", "ขั้นตอน", "ครบกำหนด", "เกิน (วัน)", "สถานะที่รายงาน")
_STEP_COLUMNS = (
    Column(6, Align.CENTER), Column(13, Align.CENTER), Column(39), Column(15, Align.CENTER), Column(10, Align.CENTER),
    Column(17, Align.CENTER),
)  # fmt: skip
_NO_REPORT = "ณ วันที่ {day} ยังไม่ได้รับรายงานผลการดำเนินการตามมาตรการจากหน่วยงาน"
_UNUSABLE = "ณ วันที่ {day} ได้รับไฟล์จากหน่วยงานแล้ว แต่ยังใช้เป็นรายงานผลการดำเนินการตามมาตรการไม่ได้"
_UNREAD = "ณ วันที่ {day} ได้รับแบบฟอร์มจากหน่วยงานแล้ว แต่อ่านสถานะของขั้นตอนตามมาตรการไม่ได้"
_NO_STEPS = "ณ วันที่ {day} ได้รับแบบฟอร์มจากหน่วยงานแล้ว แต่ไม่มีขั้นตอนตามมาตรการในแบบฟอร์ม"
_COUNTS = "ณ วันที่ {day} หน่วยงานมีขั้นตอนที่ต้องดำเนินการ {duty} ขั้นตอน แล้วเสร็จ {done} ขั้นตอน และเกินกำหนด {overdue} ขั้นตอน"
_QUARTER = "ไตรมาสที่ {number} "


def measures_letter(agency: Agency, plan: Plan, letter_round: LetterRound) -> LetterContent:
    """Return the letter with the measures that an agency carries out (``plan``), and the days of its reports."""
    days = {item.stage: item.day for item in letter_round.settings.calendar if item.stage}
    reports: list[Pieces] = [
        (_REPORT_DAY.format(stage=label_of(stage)), thai_date(days[stage]) if stage in days else Blank("วันที่"))
        for stage in _TRACKING
    ]
    rows = tuple(_plan_rows(plan, letter_round.framework))
    items: tuple[Simple, ...] = (table_of(_PLAN_HEADS, _PLAN_COLUMNS, rows), TextList(tuple(reports)))
    return _content(LetterKind.MEASURES, agency, letter_round, items, len(plan.measures))


def _plan_rows(plan: Plan, framework: Framework) -> Iterator[Row]:
    """Yield a title for each measure, with who is responsible and by when, then its steps."""
    for measure in plan.measures:
        indicator = indicator_code(framework, measure.indicator) or measure.indicator
        responsible = " ".join(measure.responsible.split())
        lines: list[Pieces] = [(Strong(_MEASURE.format(indicator=indicator, measure=measure.measure)),)]
        lines += [(f"{_RESPONSIBLE}{responsible}",)] if responsible else []
        lines += [(f"{_PERIOD}{measure.period}",)] if measure.period.strip() else []
        yield group_of(lines, len(_PLAN_HEADS))
        for number, step in measure.numbered_steps:
            yield row_of(str(number), step.text)


def tracking_letter(
    member: AgencyReturn, measures: RoundMeasures, number: int, letter_round: LetterRound
) -> LetterContent:
    """Return the call for tracking of an agency: how far it is, and each step that is overdue.

    ``number`` is its place in the roster. An agency without a report is asked for one, in the words of its state.
    """
    steps = measures.by_agency.get(number, ())
    overdue = sorted((step for step in steps if step.overdue), key=lambda step: -step.late)
    counts, day = tally(steps), thai_date(measures.as_of)
    text = _COUNTS.format(day=day, duty=counts.duty, done=counts.done, overdue=counts.overdue)
    items: list[Simple] = [Paragraph((text if steps else _without_steps(member).format(day=day),))]
    if overdue:
        items.append(table_of(_STEP_HEADS, _STEP_COLUMNS, _step_rows(overdue)))
    return _content(
        LetterKind.FOLLOW_UP,
        member.agency,
        letter_round,
        tuple(items),
        len(overdue),
        quarter_words(measures.as_of, letter_round),
    )


def _without_steps(member: AgencyReturn) -> str:
    """Return the sentence on an agency of which no step is known: what came from it, if anything did."""
    if member.state in (State.MISSING, State.NO_TABLE_SCORE):
        return _NO_REPORT
    if member.summary is None or member.state is State.UNDECIDED:
        return _UNUSABLE
    return _UNREAD if member.summary.statuses_lost or member.summary.measures_lost else _NO_STEPS


def _step_rows(steps: Sequence[TrackedStep]) -> Iterator[Row]:
    for number, step in enumerate(steps, 1):
        due = short_thai_date(step.due)
        status = label_of(step.step_status)
        yield row_of(str(number), step.indicator or "–", step.step, due, str(step.late), status)


def quarter_words(day: date, letter_round: LetterRound) -> str:
    """Return the quarter of the fiscal year of the plan in which a day lies; empty if it lies in another year."""
    number = fiscal_quarter(day, letter_round.plan_year)
    return _QUARTER.format(number=number) if number else ""


def _content(
    kind: LetterKind,
    agency: Agency,
    letter_round: LetterRound,
    items: tuple[Simple, ...],
    count: int,
    quarter: str = "",
) -> LetterContent:
    year, plan_year = letter_round.framework.year, letter_round.plan_year
    return LetterContent(
        kind=kind,
        agency=agency,
        addressee=addressee_of(agency, letter_round),
        subject=SUBJECTS[kind].format(year=year, plan_year=plan_year, quarter=quarter),
        values={Slot.ITEM_COUNT: str(count)},
        items=items,
    )

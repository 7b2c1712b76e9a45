"""Write the memo to the governor: who returned a form, the results of the province, and what is overdue.

Takes the figures of the province; returns what the memo says. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ita_xlsx.model.agency import BANGKOK, PROVINCE_WORD, is_bangkok
from ita_xlsx.model.document import Align, Column, Pieces, Row, Simple, TextList
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.labels import STATES, label_of
from ita_xlsx.model.province.overdue_steps import agencies_behind
from ita_xlsx.model.province_results import ProvinceResults, mean
from ita_xlsx.model.report.round_texts import Slot
from ita_xlsx.model.results import two_decimals
from ita_xlsx.model.round_measures import RoundMeasures, tally
from ita_xlsx.model.round_state import RoundState, State
from ita_xlsx.model.text.dates import thai_date
from ita_xlsx.report.letters.letter_frame import governor_of
from ita_xlsx.report.letters.letter_kinds import SUBJECTS, LetterKind
from ita_xlsx.report.letters.letter_round import LetterContent, LetterRound
from ita_xlsx.report.letters.letter_tables import flush, row_of, table_of
from ita_xlsx.report.round_values import return_values

_AGENCIES = "หน่วยงานใน{where}ทั้งหมด {count} หน่วยงาน: {states}"
_STATE = "{state} {count} หน่วยงาน"
_MISSING = "หน่วยงานที่ยังไม่ส่งแบบฟอร์ม: {names}"
_MEAN = "คะแนนเฉลี่ยของ {counted} หน่วยงานที่มีคะแนนครบ เท่ากับ {mean} คะแนน"
_NO_MEAN = "ยังไม่มีหน่วยงานใดที่มีคะแนนครบ จึงยังไม่มีคะแนนเฉลี่ย"
_LEVELS = "ระดับผลการประเมิน: {levels}"
_MEASURES = "มาตรการ ณ วันที่ {day}: ต้องดำเนินการ {duty:,} ขั้นตอน แล้วเสร็จ {done:,} ขั้นตอน เกินกำหนด {overdue:,} ขั้นตอน"
_BEHIND = "หน่วยงานที่มีขั้นตอนเกินกำหนดมากที่สุด: {names}"
_OTHERS = "และอีก {count} หน่วยงาน"
_MOST_BEHIND = 5
_AGENCY_STEPS = "{name} {count} ขั้นตอน"
_INDICATORS = "ตัวชี้วัดที่มีคะแนนเฉลี่ยต่ำสุด {count} ตัวชี้วัด เรียงจากต่ำไปสูง"
# A memo has one page; the consolidated workbook has all indicators.
_MOST_INDICATORS = 5
_HEADS = ("ตัวชี้วัด", "คะแนนเฉลี่ย", "ต่ำกว่าเกณฑ์ {threshold} (หน่วยงาน)")
_COLUMNS = (Column(58), Column(18, Align.CENTER), Column(24, Align.CENTER))


def governor_memo(results: ProvinceResults, measures: RoundMeasures, letter_round: LetterRound) -> LetterContent:
    """Return the memo: its figures are those of the consolidated workbook, its steps those of the measures."""
    province = results.province
    facts = (*_return_facts(province, _where(letter_round)), *_result_facts(results), *_step_facts(measures))
    items: tuple[Simple, ...] = (TextList(facts, is_numbered=True), *_indicators(results))
    return LetterContent(
        kind=LetterKind.MEMO,
        agency=None,
        addressee=governor_of(letter_round),
        subject=SUBJECTS[LetterKind.MEMO].format(year=letter_round.framework.year, where=_where(letter_round)),
        values={**return_values(province), Slot.ITEM_COUNT: str(len(facts))},
        items=items,
    )


def _where(letter_round: LetterRound) -> str:
    """Return where the agencies are: in the province, or in the capital, which is none."""
    return BANGKOK if is_bangkok(letter_round.settings.province) else PROVINCE_WORD


def _return_facts(province: RoundState, where: str) -> Iterator[Pieces]:
    """Yield how many agencies are in each state, and those that are missing by name."""
    counts = {state: province.count(state) for state in STATES}
    states = " ".join(_STATE.format(state=label_of(state), count=count) for state, count in counts.items() if count)
    yield (_AGENCIES.format(where=where, count=len(province.members), states=states),)
    if names := [member.agency.name for member in province.members if member.state is State.MISSING]:
        yield (_MISSING.format(names=", ".join(names)),)


def _result_facts(results: ProvinceResults) -> Iterator[Pieces]:
    """Yield the mean of the agencies that count, and how many are at each level."""
    overall = mean(results.column(OVERALL)) if results.counted else None
    if overall is None:
        yield (_NO_MEAN,)
        return
    yield (_MEAN.format(counted=len(results.counted), mean=plain(overall)),)
    levels = [_STATE.format(state=name, count=count) for name, count in results.levels.items() if count]
    if levels:
        yield (_LEVELS.format(levels=" ".join(levels)),)


def _step_facts(measures: RoundMeasures) -> Iterator[Pieces]:
    """Yield the counts of steps, and the agencies with overdue steps; nothing if no agency reports on a step."""
    if not measures.agencies_with_reports:
        return
    counts, day = tally(measures.steps), thai_date(measures.as_of)
    yield (_MEASURES.format(day=day, duty=counts.duty, done=counts.done, overdue=counts.overdue),)
    behind = agencies_behind(measures)
    names = [_AGENCY_STEPS.format(name=item.agency.name, count=item.counts.overdue) for item in behind[:_MOST_BEHIND]]
    if len(behind) > _MOST_BEHIND:
        names.append(_OTHERS.format(count=len(behind) - _MOST_BEHIND))
    if names:
        yield (_BEHIND.format(names=", ".join(names)),)


def _indicators(results: ProvinceResults) -> tuple[Simple, ...]:
    """Return the table of the lowest indicators, the lowest first; nothing without a counted agency."""
    lowest = results.indicator_means[:_MOST_INDICATORS]
    if not lowest:
        return ()
    heads = [head.format(threshold=plain(two_decimals(results.province.threshold))) for head in _HEADS]
    rows: list[Row] = [
        row_of(f"{item.node.code}. {item.node.name}", f"{item.mean:.2f}", str(item.below)) for item in lowest
    ]
    return (flush(_INDICATORS.format(count=len(lowest))), table_of(heads, _COLUMNS, rows))


def plain(score: Decimal) -> str:
    """Return a score as running text has it: 100 and 85, but 93.50."""
    return f"{score:.2f}".removesuffix(".00")

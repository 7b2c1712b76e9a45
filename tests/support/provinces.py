"""Make a province of agencies in every state, with the figures of their returns."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

from ita_xlsx.catalogue import load_framework
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.diagnosis import Remedy
from ita_xlsx.model.findings import Code, Status, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.received import Received, ReceivedFrom, received_on
from ita_xlsx.model.results import Results
from ita_xlsx.model.round_state import (
    AgencyReturn,
    Decision,
    EarlierRound,
    ReturnSummary,
    RoundState,
    State,
    UnassignedFile,
)
from ita_xlsx.model.submission import StepReport
from ita_xlsx.model.text import words
from ita_xlsx.scoring import level_for, score_values
from tests.conftest import ISSUED

ODD_NAMES = {
    3: "=1+1", 4: "สำนักงาน ก & ข <ค>", 6: "สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัดพระนครศรีอยุธยา " * 3,
    15: "-ที่ว่าการ \"อำเภอ\" 'เมือง'",
}  # fmt: skip
KINDS = ("สำนักงานเกษตรและสหกรณ์จังหวัด", "ที่ว่าการอำเภอที่ ", "สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัด", "เทศบาลตำบลบาง")


def reading_of(framework: Framework, agency: Agency, chance: random.Random) -> ReturnSummary:
    """A returned form with scores around a middle of its own, everything else drawn too."""
    middle = chance.gauss(87, 6)

    def draw() -> Fraction:
        return Fraction(max(0, min(10_000, round(100 * chance.gauss(middle, 7)))), 100)

    def results() -> Results:
        return score_values(framework, {leaf.subject: draw() for leaf in framework.answers}, {})

    now, before = results(), results()
    scored = [subject for subject in framework.nodes if framework.nodes[subject].kind is not Kind.OVERALL]
    weak = [(subject, Remedy.URGENT) for subject in scored if now.below_threshold(subject)]
    weak += [(item, Remedy.DEVELOP) for item in scored if not now.below_threshold(item) and chance.random() < 0.05]
    steps = tuple(
        StepReport(
            id=f"m{n}",
            step="ขั้นตอน",
            status=chance.choice((*words.STEP_STATUSES, "")),
            url=chance.choice(("", "https://a.go.th")),
        )
        for n in range(chance.choice((0, 4, 9)))
    )
    file = f"{agency.code}.xlsx"
    respondents = (("respondents_iit", chance.randint(10, 200)), ("respondents_eit", chance.randint(10, 900)))
    return ReturnSummary(
        file=file, modified=ISSUED - timedelta(chance.randint(0, 40)), code=agency.code, name=agency.name,
        year=framework.year, status=Status.ACCEPTED, complete=True, answered=len(framework.answers),
        expected=len(framework.answers), values=tuple(now.by_subject[item].value for item in framework.nodes),
        previous=tuple(before.by_subject[item].value for item in framework.nodes) if chance.random() < 0.8 else (),
        level=now.level.name or "", level_basis=now.level.basis, weak=tuple(weak),
        respondents=respondents[: chance.choice((0, 1, 2, 2, 2))],
        steps=steps,
        findings=tuple(make_finding(Code.FILE_SKIPPED, file=file, name="ก & ข") for _ in range(chance.choice((0, 1)))),
    )  # fmt: skip


def member_of(number: int, agency: Agency, reading: ReturnSummary) -> AgencyReturn:
    """Every thirtieth agency or so is in each of the states that do not count."""
    match number % 31:
        case 7 | 19:
            return AgencyReturn(agency=agency, state=State.MISSING)
        case 8:
            fault = (make_finding(Code.FILE_DAMAGED, file=reading.file),)
            rejected = replace(reading, status=Status.REJECTED, complete=False, findings=fault)
            return AgencyReturn(agency=agency, state=State.REJECTED, summary=rejected, received=_received(reading))
        case 9:
            return AgencyReturn(
                agency=agency,
                state=State.UNDECIDED,
                summary=None,
                others=(reading, replace(reading, file="สำเนา.xlsx")),
            )
        case 10:
            nothing = replace(reading, complete=False, declares_nothing=True, values=(), steps=())
            return AgencyReturn(
                agency=agency,
                state=State.DECLARED_NOTHING,
                summary=nothing,
                received=_received(reading, ReceivedFrom.DECISION),
            )
        case 11:
            holes = tuple(value if place % 4 else None for place, value in enumerate(reading.values))
            part = replace(reading, complete=False, answered=reading.answered - 5, values=holes, level="")
            return AgencyReturn(agency=agency, state=State.RETURNED, summary=part, received=_received(reading))
        case 13:
            why = Decision(agency.code, reading.file, "หน่วยงานแจ้งว่าเป็นฉบับแก้ไข", ISSUED)
            return AgencyReturn(
                agency=agency,
                state=State.RETURNED,
                summary=reading,
                others=(replace(reading, file="เก่า.xlsx"),),
                decision=why,
            )
    return AgencyReturn(
        agency=agency,
        state=State.RETURNED,
        summary=reading,
        received=_received(reading, ReceivedFrom.MAIL if number % 3 else ReceivedFrom.DECISION),
        late=number % 31 in (5, 12),
    )


@cache
def province_of(year: int, size: int, seed: int = 1) -> RoundState:
    """A made-up province: odd names, ties, every state, and files of no agency."""
    framework, chance = load_framework(year), random.Random(seed)
    members: list[AgencyReturn] = []
    for number in range(1, size + 1):
        name = ODD_NAMES.get(number, f"{KINDS[number % len(KINDS)]}{number}")
        agency = Agency(f"P{number:02}", name, "สมมุติ")
        reading = reading_of(framework, agency, chance)
        if number % 31 == 14 and (twin := members[0].summary):
            reading = replace(twin, file=reading.file)
        members.append(member_of(number, agency, reading))
    nearest = members[0].agency if members else None
    damaged = make_finding(Code.FILE_DAMAGED, file="เสีย.xlsx")
    return RoundState(
        framework=framework,
        threshold=framework.pass_mark,
        members=tuple(members),
        name="สมมุติ",
        deadline=date(2026, 10, 31),
        unknown=(
            UnassignedFile(ReturnSummary(file="ไม่รู้จัก.xlsx", code="X9", name="=2+2"), nearest),
            UnassignedFile(ReturnSummary(file="=cmd.xlsx")),
        ),
        wrong_year=(UnassignedFile(ReturnSummary(file="ปทุม.xlsx", name="ปทุม", year=year - 6)),),
        unreadable=(UnassignedFile(ReturnSummary(file=damaged.file, findings=(damaged,))),),
        passed_over=(make_finding(Code.FILE_SKIPPED, file="~$ก.xlsx", name="~$ก.xlsx"),),
    )


def nobody(year: int) -> RoundState:
    """A round to which nobody returned anything."""
    full = province_of(year, 31)
    return RoundState(
        framework=full.framework,
        threshold=full.threshold,
        members=tuple(AgencyReturn(agency=m.agency, state=State.MISSING) for m in full.members),
    )


def announced_only(year: int) -> RoundState:
    """One agency of two whose overall score and level were announced, without anything below them."""
    first, second = province_of(year, 2).members
    assert first.summary is not None
    alone = (first.summary.values[0], *[None] * (len(first.summary.values) - 1))
    framework = load_framework(year)
    level = level_for(framework, alone[0], [None] * len(framework.instruments), framework.levels[-1].name)
    reading = replace(
        first.summary, values=alone, level=level.name or "", level_basis=level.basis, announced=("overall",)
    )
    return replace(province_of(year, 2), members=(replace(first, summary=reading), second))


def earlier_of(province: RoundState) -> tuple[EarlierRound, ...]:
    """Two earlier rounds; the newer lacks some agencies."""
    known = [(m.agency.code, m.summary.previous) for m in province.members if m.summary and m.summary.previous]
    year = province.framework.year
    return (EarlierRound(year - 2, tuple(known)), EarlierRound(year - 1, tuple(known[::2])))


def _received(reading: ReturnSummary, origin: ReceivedFrom = ReceivedFrom.MAIL) -> Received:
    return received_on(reading.modified, origin)

"""Make the round of the demo: 31 agencies, one with real figures, and the faults that happen in a round.

Writes files into the folder of the demo.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

from ita_xlsx.catalogue import load_examples, load_framework, load_measures, load_offices
from ita_xlsx.cycle.consolidate import export_round, write_round, write_round_status
from ita_xlsx.cycle.context import ROUND_FILE
from ita_xlsx.cycle.demo.demo_documents import make_demo_documents
from ita_xlsx.cycle.demo.demo_groups import national_settings, with_groups
from ita_xlsx.cycle.demo.simulate import SIMULATED, simulate_returns, simulate_steps
from ita_xlsx.cycle.documents.written import WrittenDocument
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.giving_back.draft_of_province import plan_of_province
from ita_xlsx.cycle.load_round import LoadedRound, load_round
from ita_xlsx.cycle.mails.mail_sources import reminder_items
from ita_xlsx.cycle.mails.write_mails import write_mails
from ita_xlsx.cycle.new_round import ROSTER_FILE, roster_text, settings_text
from ita_xlsx.cycle.province_plan import MEASURES_FILE, load_plan, plan_text, standard_plan
from ita_xlsx.cycle.reminders import write_reminders
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.cycle.settings.round_texts import TEXTS_FILE, new_texts
from ita_xlsx.cycle.templates import make_form, template_name
from ita_xlsx.cycle.track_measures import TrackedRound, track_round, write_round_measures
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.example import Example
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.mails.mail_draft import MailKind
from ita_xlsx.model.measures import Plan
from ita_xlsx.model.province_results import ProvinceResults
from ita_xlsx.model.results import plain_number
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.round_state import Decision
from ita_xlsx.model.submission import Answer, Submission
from ita_xlsx.model.text.dates import BUDDHIST, thai_date
from ita_xlsx.model.text.digits import thai
from ita_xlsx.model.text.words import NOTHING_TO_REPORT
from ita_xlsx.output.names import safe_name
from ita_xlsx.store.decisions import FILE as DECISIONS_FILE
from ita_xlsx.store.decisions import decisions_text

# The faults of the demo by the code of the agency.
MISSING = ("P05", "P09")
LATE, LATE_BUT_RECORDED = "P07", "P08"
TWICE_DIFFERENT, TWICE_ALIKE = "P11", "P12"
BROKEN, NOT_COMPLETE, THAI_DIGITS, NOTHING = "P13", "P15", "P16", "P17"
# Its first item has a second link and an explanation.
SEVERAL_LINKS = "P18"
SHORT_OF_RESPONDENTS, WITHOUT_ADDRESS = "P20", "P09"
_RESPONDENTS = "\n# ขั้นต่ำสมมุติเพื่อสาธิต\n[respondents]\niit = 20\neit = 40\n"
_TOO_FEW = "12"
_REMARK = "ตัวเลขจำลองเพื่อสาธิตโปรแกรม ไม่ใช่ผลการประเมินของหน่วยงานใด"
_TWO_PAGES = "ผังโครงสร้างและอำนาจหน้าที่อยู่คนละหน้า"
_BEFORE = timedelta(days=10)


@dataclass(frozen=True, kw_only=True)
class DemoRound:
    """The loaded round of the demo and the paths of its files."""

    loaded: LoadedRound
    settings: Path
    returned: Path
    consolidated: Path
    status: Path
    tracked: TrackedRound
    measures: Path
    reports: tuple[WrittenDocument, ...]
    letters: tuple[WrittenDocument, ...]


def make_demo_round(folder: Target, edition: Edition) -> DemoRound:
    """Make the round, its returns with their faults, and everything that is made of them."""
    examples = load_examples()
    # The latest of the published reports is this round's; an older one lies in the folder as the wrong year.
    real, older = sorted(examples, key=lambda item: -item.year)[:2]
    framework = load_framework(real.year)
    roster = _roster(real)
    settings, returned = folder.file(ROUND_FILE), folder.file("returned")
    settings.check_free()
    # The end of the fiscal year: days that are printed must not depend on the day of the demo.
    deadline = date(framework.year - BUDDHIST, 9, 30)
    text = settings_text(str(real.year), framework, roster[0].province, deadline, with_plan=True)
    settings.put((text + national_settings(framework.year) + _RESPONDENTS).encode())
    plan = _plan(framework)
    folder.file(MEASURES_FILE).put(plan_text(plan))
    folder.file(ROSTER_FILE).put(roster_text(with_groups(roster)))
    folder.file(TEXTS_FILE).put_workbook(new_texts(framework, roster[0].province, edition))
    recorded = Decision(LATE_BUT_RECORDED, reason="ส่งทางไปรษณีย์ ประทับตราภายในกำหนด", decided=deadline, received=deadline)
    folder.file(DECISIONS_FILE).put(decisions_text((recorded,)))
    forms = _forms(framework, plan, real, roster, deadline, edition)
    strays = _strays(framework, forms, older, replace(edition, issued=deadline))
    for name, (data, modified) in {**forms, **strays}.items():
        returned.file(name).put(data)
        noon = datetime(modified.year, modified.month, modified.day, 12).timestamp()
        os.utime(returned.path / name, (noon, noon))
    return _results(folder, settings.path, returned.path, edition)


def _results(folder: Target, settings: Path, returned: Path, edition: Edition) -> DemoRound:
    context = load_context(str(settings))
    loaded = load_round((str(returned),), context, cached=False)
    province = loaded.province
    consolidated, status, measures = map(folder.file, ("consolidated.xlsx", "status.xlsx", "measures.xlsx"))
    write_round_status(province, status, edition)
    write_reminders(province, folder.file("reminders"), edition.issued, context.round.contact)
    mails = reminder_items(province, edition.issued, context)
    write_mails(MailKind.REMIND, mails, context, folder.file("mails"), edition)
    export_round(province, folder.file("export"), edition.issued)
    plan_in_force = load_plan(context, context.round.measures)
    # Held against the day of the deadline, as all that is printed.
    day = province.deadline or edition.issued
    tracked = track_round(loaded, plan_in_force.context, day, plan=plan_in_force.plan)
    drafted_plan = plan_of_province(ProvinceResults(province), context, province.framework)
    write_round(province, (), consolidated, edition, tracked.tracking, plan=drafted_plan)
    write_round_measures(tracked, measures, edition)
    reports, letters = make_demo_documents(folder, loaded, plan_in_force.context, edition, day)
    return DemoRound(
        loaded=loaded,
        settings=settings,
        returned=returned,
        consolidated=consolidated.path,
        status=status.path,
        tracked=tracked,
        measures=measures.path,
        reports=reports,
        letters=letters,
    )


def _plan(framework: Framework) -> Plan:
    """Return a plan with the first standard measure of each indicator; one of them is due in the middle of the year."""
    standard = standard_plan(framework, load_measures())
    first = {item.indicator: item for item in reversed(standard.measures)}
    ordered = [first[node.code] for node in framework.of_kind(Kind.INDICATOR) if node.code in first]
    early = replace(ordered[-1], period=f"ภายใน 31 มีนาคม {framework.year}")
    return Plan((*ordered[:-1], early))


def _roster(real: Example) -> tuple[Agency, ...]:
    """Return the roster: the real agency first, then thirty offices marked as simulated."""
    province = real.submission.agency.province
    offices = load_offices(province)
    real_one = replace(real.submission.agency, code=offices[0].code, website=_site(0), email=_address(0))
    others = (
        replace(
            item,
            name=f"{item.name} {SIMULATED}",
            website=_site(number),
            email="" if item.code == WITHOUT_ADDRESS else _address(number),
        )
        for number, item in enumerate(offices[1:], 1)
    )
    return (real_one, *others)


def _site(number: int) -> str:
    return f"https://office{number:02d}.example.go.th"


def _address(number: int) -> str:
    return f"ita@office{number:02d}.example.go.th"


_Files = dict[str, tuple[bytes, date]]


def _forms(
    framework: Framework,
    plan: Plan,
    real: Example,
    roster: tuple[Agency, ...],
    deadline: date,
    edition: Edition,
) -> _Files:
    """Return the returned forms by file name, each with its day of arrival; some have faults."""
    submissions = {roster[0].code: replace(real.submission, agency=roster[0])}
    for item in simulate_returns(framework, real.submission, roster[1:]):
        with_steps = replace(item.submission, steps=simulate_steps(plan, item.agency))
        submissions[item.agency.code] = _spoil(with_steps)
    files: _Files = {}
    for number, agency in enumerate(roster):
        if agency.code in MISSING:
            continue
        submission, name = submissions[agency.code], template_name(framework, agency)
        with_remark = replace(edition, remark=real.remark if number == 0 else _REMARK)
        settings = RoundSettings(framework=str(framework.year), province=agency.province)
        if agency.code in (LATE, LATE_BUT_RECORDED):
            # Only a day that somebody wrote down makes a form late.
            submission = _dated(submission, _arrival(agency, deadline, number))
        data = make_form(framework, settings, submission, with_remark, plan)
        arrival = _arrival(agency, deadline, number)
        files[name] = (data[: len(data) // 2] if agency.code == BROKEN else data, arrival)
        if agency.code == TWICE_ALIKE:
            files[f"{name.removesuffix('.xlsx')} (1).xlsx"] = (data, arrival)
        if agency.code == TWICE_DIFFERENT:
            draft = replace(submission, answers=tuple(map(_lowered, submission.answers)))
            data = make_form(framework, settings, draft, with_remark, plan)
            files[f"ฉบับร่าง {name}"] = (data, arrival - timedelta(days=3))
    return files


def _arrival(agency: Agency, deadline: date, number: int) -> date:
    """Return the day on which the form of an agency comes."""
    is_late = agency.code in (LATE, LATE_BUT_RECORDED)
    return deadline + _BEFORE if is_late else deadline - _BEFORE + timedelta(days=number % 7)


def _dated(submission: Submission, day: date) -> Submission:
    """Return the submission with the day on which it was filled in."""
    return replace(submission, info=(*submission.info, ("reported_on", thai_date(day))))


def _strays(framework: Framework, forms: Mapping[str, object], older: Example, edition: Edition) -> _Files:
    """Return files of no agency of the round: of another year, of an unknown agency, and a lock file.

    ``edition`` has the day of the deadline.
    """
    settings = RoundSettings(framework=str(older.year), province=older.submission.agency.province)
    old = make_form(load_framework(older.year), settings, older.submission, replace(edition, remark=older.remark))
    unknown = Agency("P99", f"สำนักงานพัฒนาชุมชนจังหวัดสมุทรปราการ 2 {SIMULATED}", older.submission.agency.province)
    form = make_form(
        framework,
        RoundSettings(framework=str(framework.year)),
        Submission(agency=unknown),
        replace(edition, remark=_REMARK),
    )
    first = next(iter(forms))
    return {
        safe_name(f"ITA{older.year} {older.submission.agency.name}") + ".xlsx": (old, edition.issued - _BEFORE),
        safe_name(f"ITA{framework.year} {unknown.name}") + ".xlsx": (form, edition.issued - _BEFORE),
        # Of a file that the demonstration does not write: its lock would keep the demonstration from being made again.
        f"~$ฉบับร่าง {first}": (b"\x05demo", edition.issued),
    }


def _spoil(submission: Submission) -> Submission:
    """Return the submission with the fault of its agency, if the agency has one."""
    answers, code = submission.answers, submission.agency.code
    if code == NOT_COMPLETE:
        spoilt = [answers[3]._replace(value=None), answers[4]._replace(value=Fraction(500))]
        return replace(submission, answers=(*answers[:3], *spoilt, *answers[5:]))
    if code == THAI_DIGITS:
        return replace(submission, answers=tuple(map(_in_thai, answers[:5])) + answers[5:])
    if code == SEVERAL_LINKS:
        first, *others = submission.evidence
        both = first._replace(url=f"{first.url}\n{first.url}-2", note=_TWO_PAGES)
        return replace(submission, evidence=(both, *others))
    if code == SHORT_OF_RESPONDENTS:
        info = tuple((key, _TOO_FEW if key == "respondents_iit" else text) for key, text in submission.info)
        return replace(submission, info=info)
    if code == NOTHING:
        info = (*submission.info, ("reporting", NOTHING_TO_REPORT))
        return Submission(agency=submission.agency, info=info)
    return submission


def _in_thai(answer: Answer) -> Answer:
    """Return the answer with its score as a text of Thai digits."""
    return answer if answer.value is None else answer._replace(value=None, declared=thai(plain_number(answer.value)))


def _lowered(answer: Answer) -> Answer:
    """Return the answer with five points less, as in an earlier draft."""
    return answer if answer.value is None else answer._replace(value=max(answer.value - 5, answer.value * 0))

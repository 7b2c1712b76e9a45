"""Check what each of the six letters says against the round, and that what nobody knows is a counted blank."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.catalogue import load_framework, load_text_drafts
from ita_xlsx.diagnosis.track_steps import track_steps
from ita_xlsx.feedback.reminder import reminder_lines
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.document import Blank, Paragraph, Strong, Table, TextList, pieces_of
from ita_xlsx.model.findings import Code, Severity, make_finding
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.limits import Limit
from ita_xlsx.model.measures import Measure, Plan, Step
from ita_xlsx.model.province_results import ProvinceResults
from ita_xlsx.model.report.report_settings import LetterSettings, Signatory
from ita_xlsx.model.report.round_texts import RoundText, RoundTexts, TextKey
from ita_xlsx.model.round_settings import CalendarEntry, Contact, RoundSettings, Stage
from ita_xlsx.model.round_state import AgencyReturn, ReturnSummary, RoundState, State
from ita_xlsx.model.submission import StepReport
from ita_xlsx.model.text.periods import fiscal_quarter
from ita_xlsx.report.letters.form_letters import mending_letter, must_be_mended, reminder_letter, send_letter
from ita_xlsx.report.letters.governor_memo import governor_memo
from ita_xlsx.report.letters.letter_frame import TAGS, addressee_of, make_letter
from ita_xlsx.report.letters.letter_kinds import SUBJECTS, TEXT_KEYS, TITLES, LetterKind, RemindedOf
from ita_xlsx.report.letters.letter_round import LetterContent, LetterRound, RoundLetter
from ita_xlsx.report.letters.measures_letters import measures_letter, tracking_letter

FRAMEWORK = load_framework(2568)
DAY = date(2026, 4, 20)
AGENCY = Agency("P02", "สำนักงานทดสอบ", addressee="หัวหน้าสำนักงานทดสอบ")
PLAN = Plan(
    (
        Measure(
            id="m1", indicator="1", measure="ลดเวลา", period="ภายใน 31 มีนาคม 2569", responsible="กลุ่มอำนวยการ",
            steps=(Step("m1.1", "เขียนผัง"), Step("m1.2", "ติดประกาศ")),
        ),
        Measure(id="m2", indicator="2", measure="เฉพาะแห่งอื่น", steps=(Step("m2.1", "ก"),), units=("P09",)),
    ),
    2569,
)  # fmt: skip
FAULTS = (make_finding(Code.SCORE_OUT_OF_RANGE, sheet="IIT", cell="C8", value="500", subject="i5"),)
REPORTS = (StepReport(id="m1.1", step="เขียนผัง", status="แล้วเสร็จ"), StepReport(id="m1.2", step="ติดประกาศ"))
SUMMARY = ReturnSummary(file="แบบ.xlsx", code="P02", findings=FAULTS, steps=REPORTS)
MEMBERS = (
    AgencyReturn(agency=Agency("P01", "หนึ่ง"), state=State.MISSING),
    AgencyReturn(agency=AGENCY, state=State.REJECTED, summary=SUMMARY),
)
PROVINCE = RoundState(
    framework=FRAMEWORK, threshold=Limit(Fraction(85)), members=MEMBERS, name="สมมุติ", deadline=date(2026, 3, 31)
)
SETTINGS = RoundSettings(
    framework="2568",
    province="สมมุติ",
    deadline=date(2026, 3, 31),
    contact=Contact("นางสาวทดสอบ", "0 2000 0000"),
    calendar=(
        CalendarEntry("tracking_6", date(2026, 4, 15), Stage.TRACKING_6),
        CalendarEntry("tracking_12", date(2026, 10, 15), Stage.TRACKING_12),
    ),
    letter=LetterSettings(
        office="สำนักงานจังหวัดสมมุติ",
        number_prefix="สม 0017.1/",
        phone="0 2123 4567",
        signatory=Signatory(name="นายตัวอย่าง", position="หัวหน้าสำนักงานจังหวัด"),
    ),
)
TEXTS = RoundTexts(
    tuple(RoundText(key, "ตามที่{จังหวัด}\n{รายการ}\nจึงเรียนมา") for key in TextKey if key.startswith("letter"))
)
ROUND = LetterRound(framework=FRAMEWORK, settings=SETTINGS, texts=TEXTS, issued=DAY, plan_year=2569)
MEASURES = track_steps(PROVINCE, DAY, PLAN)


def content(kind: LetterKind, letter_round: LetterRound = ROUND) -> LetterContent:
    """The letter of a kind to P02; the memo of the round."""
    made = {
        LetterKind.SEND: lambda: send_letter(AGENCY, "ITA2568 P02.xlsx", letter_round),
        LetterKind.REMIND: lambda: reminder_letter(AGENCY, reminder_lines(MEMBERS[1], PROVINCE, DAY), letter_round),
        LetterKind.MEND: lambda: mending_letter(MEMBERS[1], letter_round),
        LetterKind.MEASURES: lambda: measures_letter(AGENCY, PLAN.of(AGENCY), letter_round),
        LetterKind.MEMO: lambda: governor_memo(ProvinceResults(PROVINCE), MEASURES, letter_round),
        LetterKind.FOLLOW_UP: lambda: tracking_letter(MEMBERS[1], MEASURES, 2, letter_round),
    }
    return made[kind]()


def plain(pieces: object) -> str:
    """The text of pieces; a blank stands as its name in brackets."""
    assert isinstance(pieces, tuple)
    return "".join(
        f"[{item.what}]" if isinstance(item, Blank) else item.text if isinstance(item, Strong) else str(item)
        for item in pieces
    ).replace("\u00a0", " ")


def control(letter: RoundLetter, tag: str) -> str:
    return next(plain(item.pieces) for item in letter.form.controls if item.tag == tag)


def body(letter: RoundLetter) -> str:
    blocks = next(item.blocks for item in letter.form.controls if item.tag == "body")
    return plain(tuple(pieces_of(blocks)))


@pytest.mark.parametrize("kind", list(LetterKind))
def test_each_kind_has_its_words_and_fills_every_control(kind: LetterKind) -> None:
    assert {kind} <= TEXT_KEYS.keys() & TITLES.keys() & SUBJECTS.keys()
    letter = make_letter(content(kind), ROUND)
    assert tuple(item.tag for item in letter.form.controls) == TAGS
    assert control(letter, "date") == "20 เมษายน 2569"
    assert control(letter, "number") == "สม 0017.1/[เลขที่หนังสือ]"
    assert control(letter, "office") == "สำนักงานจังหวัดสมมุติ"
    assert control(letter, "signatory") == "นายตัวอย่าง"
    addressee = "ผู้ว่าราชการจังหวัดสมมุติ" if kind is LetterKind.MEMO else "หัวหน้าสำนักงานทดสอบ"
    assert control(letter, "addressee") == addressee
    assert body(letter).startswith("ตามที่สมมุติ")
    assert body(letter).endswith("จึงเรียนมา")
    assert [item.what for item in letter.blanks] == ["เลขที่หนังสือ"]


EXPECTED = {
    LetterKind.SEND: ["ITA2568 P02.xlsx", "31 มีนาคม 2569"],
    LetterKind.REMIND: ["แบบ.xlsx", "ยังต้องแก้ไข 1 รายการ", "พ้นกำหนดส่งวันที่ 31 มีนาคม 2569 แล้ว 20 วัน"],
    LetterKind.MEND: ["แบบ.xlsx", "ต้องแก้ไข 1 รายการ", "IIT", "C8"],
    LetterKind.MEASURES: [
        "ตัวชี้วัดที่ 1 ลดเวลา",
        "ผู้รับผิดชอบ: กลุ่มอำนวยการ",
        "เขียนผัง",
        "ติดประกาศ",
        "15 เมษายน 2569",
        "15 ตุลาคม 2569",
    ],
    LetterKind.MEMO: ["ทั้งหมด 2 หน่วยงาน", "ต้องแก้ไข 1 หน่วยงาน", "ยังไม่ส่งแบบฟอร์ม: หนึ่ง", "สำนักงานทดสอบ 1 ขั้นตอน"],
    LetterKind.FOLLOW_UP: ["ต้องดำเนินการ 2 ขั้นตอน แล้วเสร็จ 1 ขั้นตอน และเกินกำหนด 1 ขั้นตอน", "ติดประกาศ", "31 มี.ค. 2569", "20"],
}


@pytest.mark.parametrize(("kind", "words"), EXPECTED.items())
def test_each_letter_says_what_the_round_knows(kind: LetterKind, words: list[str]) -> None:
    text = body(make_letter(content(kind), ROUND))
    assert [word for word in words if word not in text] == []
    assert "เฉพาะแห่งอื่น" not in text


def test_an_overdue_step_has_a_row_of_its_own_and_a_done_one_has_none() -> None:
    table = next(item for item in content(LetterKind.FOLLOW_UP).items if isinstance(item, Table))
    assert [plain(row.cells[2].lines[0]) for row in table.rows] == ["ขั้นตอน", "ติดประกาศ"]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2025, 10, 1), "ไตรมาสที่ 1 "), (date(2026, 1, 31), "ไตรมาสที่ 2 "), (date(2026, 4, 20), "ไตรมาสที่ 3 "),
        (date(2026, 9, 30), "ไตรมาสที่ 4 "), (date(2026, 10, 1), ""), (date(2025, 9, 30), ""),
    ],
)  # fmt: skip
def test_the_call_names_the_quarter_of_the_plan(day: date, words: str) -> None:
    subject = tracking_letter(MEMBERS[1], replace(MEASURES, as_of=day), 2, ROUND).subject
    assert subject == SUBJECTS[LetterKind.FOLLOW_UP].format(quarter=words, plan_year=2569)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(2564, 2573))
def test_a_day_lies_in_one_quarter_of_one_fiscal_year(day: date, year: int) -> None:
    mine = fiscal_quarter(day, year)
    assert 0 <= mine <= 4
    assert bool(mine) == (day.year + 543 + (day.month >= 10) == year)


NOTHING = replace(ROUND, settings=RoundSettings(framework="2568"))
ALWAYS = ["ส่วนราชการ", "หมายเลขโทรศัพท์", "เลขที่หนังสือ"]
SIGNED = ["ชื่อผู้ลงนาม", "ตำแหน่งผู้ลงนาม"]
UNKNOWN = {
    LetterKind.SEND: ["จังหวัด", "กำหนดส่ง"],
    LetterKind.REMIND: ["จังหวัด"],
    LetterKind.MEND: ["จังหวัด"],
    LetterKind.MEASURES: ["จังหวัด", "วันที่", "วันที่"],
    LetterKind.MEMO: ["จังหวัด", "จังหวัด"],
    LetterKind.FOLLOW_UP: ["จังหวัด"],
}


@pytest.mark.parametrize(("kind", "blanks"), UNKNOWN.items())
def test_what_nobody_knows_is_a_blank_and_nothing_is_invented(kind: LetterKind, blanks: list[str]) -> None:
    letter = make_letter(content(kind, NOTHING), NOTHING)
    assert sorted(item.what for item in letter.blanks) == sorted((*ALWAYS, *blanks, *SIGNED))


@pytest.mark.parametrize(
    ("title", "shared", "expected"),
    [
        ("ประมงจังหวัด", False, "ประมงจังหวัด"),
        ("ผู้อำนวยการ", True, "ผู้อำนวยการสำนักงานทดสอบ"),
        ("", False, "[ตำแหน่งหัวหน้าหน่วยงาน] สำนักงานทดสอบ"),
        ("หัวหน้า", False, "หัวหน้าสำนักงานทดสอบ"),
        ("หัวหน้าสำนักงาน", False, "หัวหน้าสำนักงานทดสอบ"),
        ("หัวหน้า สำนักงาน", True, "หัวหน้า สำนักงานทดสอบ"),
        ("รักษาการหัวหน้า", False, "รักษาการหัวหน้าสำนักงานทดสอบ"),
        ("หัวหน้าสำนักงานทดสอบ", False, "หัวหน้าสำนักงานทดสอบ"),
        ("หัวหน้าสำนักงานจังหวัด", False, "หัวหน้าสำนักงานจังหวัด"),
    ],
)
def test_the_addressee_is_the_title_of_the_roster(title: str, shared: bool, expected: str) -> None:
    letter_round = replace(ROUND, shared_titles=frozenset({title} if shared else ()))
    assert plain(addressee_of(replace(AGENCY, addressee=title), letter_round)) == expected


@pytest.mark.parametrize(
    ("title", "name", "expected"),
    [
        ("ผู้อำนวยการ", "โรงพยาบาลตราด", "ผู้อำนวยการโรงพยาบาลตราด"),
        ("ผู้อำนวยการโรงพยาบาล", "โรงพยาบาลตราด", "ผู้อำนวยการโรงพยาบาลตราด"),
        ("นายอำเภอ", "ที่ทำการปกครองอำเภอเมืองตราด", "นายอำเภอเมืองตราด"),
        ("นายก", "เทศบาลเมืองตราด", "นายกเทศบาลเมืองตราด"),
        ("ผู้อำนวยการ", "การท่าเรือ", "ผู้อำนวยการการท่าเรือ"),
        ("คลังจังหวัดตราด", "สำนักงานคลังจังหวัดตราด", "คลังจังหวัดตราด"),
        ("นายอำเภอเมืองตราด", "ที่ทำการปกครองอำเภอเมืองตราด", "นายอำเภอเมืองตราด"),
    ],
)
def test_each_row_of_the_roster_decides_whether_its_title_says_enough(title: str, name: str, expected: str) -> None:
    assert plain(addressee_of(Agency("P01", name, addressee=title), ROUND)) == expected


@pytest.mark.parametrize(
    ("acting_for", "line"),
    [
        ("ผู้ว่าราชการจังหวัดสมมุติ", "ปฏิบัติราชการแทน ผู้ว่าราชการจังหวัดสมมุติ"),
        ("ปฏิบัติราชการแทนผู้ว่าราชการจังหวัดสมมุติ", "ปฏิบัติราชการแทน ผู้ว่าราชการจังหวัดสมมุติ"),
        ("รักษาราชการแทน ผู้ว่าราชการจังหวัดสมมุติ", "รักษาราชการแทน ผู้ว่าราชการจังหวัดสมมุติ"),
        ("รักษาการในตำแหน่งหัวหน้าสำนักงาน", "รักษาการในตำแหน่ง หัวหน้าสำนักงาน"),
        ("รักษาราชการแทน", "รักษาราชการแทน"),
        ("", ""),
    ],
)
def test_whoever_signs_for_another_says_in_which_way(acting_for: str, line: str) -> None:
    settings = replace(SETTINGS, letter=replace(SETTINGS.letter, signatory=Signatory(acting_for=acting_for)))
    letter_round = replace(ROUND, settings=settings)
    assert control(make_letter(content(LetterKind.SEND, letter_round), letter_round), "acting-for") == line


@pytest.mark.parametrize("kind", list(LetterKind))
def test_an_emptied_text_is_a_counted_blank(kind: LetterKind) -> None:
    emptied = replace(ROUND, texts=RoundTexts((RoundText(TEXT_KEYS[kind], " \n "),)))
    letter = make_letter(content(kind, emptied), emptied)
    assert f"ข้อความใน{label_of(TEXT_KEYS[kind])}" in [item.what for item in letter.blanks]


@pytest.mark.parametrize("province", ["กรุงเทพมหานคร", "จังหวัดกรุงเทพมหานคร", "กทม."])
def test_the_capital_is_no_province(province: str) -> None:
    capital = replace(ROUND, settings=replace(SETTINGS, province=province), texts=load_text_drafts())
    for kind in LetterKind:
        letter = make_letter(content(kind, capital), capital)
        assert "จังหวัดกรุงเทพ" not in body(letter) + control(letter, "addressee")
    memo = make_letter(content(LetterKind.MEMO, capital), capital)
    assert control(memo, "addressee") == "ผู้ว่าราชการกรุงเทพมหานคร"
    assert control(memo, "subject").endswith("ของหน่วยงานในกรุงเทพมหานคร")
    assert "หน่วยงานในกรุงเทพมหานครทั้งหมด" in body(memo)


def test_the_letter_with_measures_claims_no_analysis() -> None:
    drafts = replace(ROUND, texts=load_text_drafts())
    assert "วิเคราะห์" not in body(make_letter(content(LetterKind.MEASURES, drafts), drafts))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("ก\n{รายการ}\nข", [Paragraph, TextList, Paragraph]),
        ("ก\nข", [Paragraph, TextList, Paragraph]),
        ("ก", [Paragraph, TextList]),
        ("", [Paragraph, TextList]),
        ("{รายการ}", [TextList]),
        ("ก {รายการ} ท้าย\n{รายการ}\nข", [Paragraph, TextList, Paragraph]),
    ],
)
def test_the_list_stands_once_at_its_place(text: str, kinds: list[type]) -> None:
    texts = RoundTexts((RoundText(TextKey.LETTER_SEND, text),))
    letter = make_letter(content(LetterKind.SEND), replace(ROUND, texts=texts))
    blocks = next(item.blocks for item in letter.form.controls if item.tag == "body")
    assert [type(item) for item in blocks] == kinds


@pytest.mark.parametrize(
    ("state", "severity", "mended"),
    [
        (State.REJECTED, Severity.ERROR, True),
        (State.REJECTED, None, False),
        (State.RETURNED, Severity.ERROR, False),
        (State.MISSING, None, False),
    ],
)
def test_a_form_goes_back_only_if_something_in_it_must_be_mended(
    state: State, severity: Severity | None, mended: bool
) -> None:
    findings = tuple(item for item in SUMMARY.findings if item.severity is severity)
    member = AgencyReturn(agency=AGENCY, state=state, summary=replace(SUMMARY, findings=findings))
    assert must_be_mended(member) is mended


@pytest.mark.parametrize(
    ("state", "summary", "words"),
    [
        (State.MISSING, None, "ยังไม่ได้รับรายงาน"),
        (State.NOT_A_FORM, None, "ยังใช้เป็นรายงานผลการดำเนินการตามมาตรการไม่ได้"),
        (State.UNDECIDED, SUMMARY, "ยังใช้เป็นรายงานผลการดำเนินการตามมาตรการไม่ได้"),
        (State.RETURNED, replace(SUMMARY, statuses_lost=True), "อ่านสถานะของขั้นตอนตามมาตรการไม่ได้"),
        (State.RETURNED, replace(SUMMARY, steps=()), "ไม่มีขั้นตอนตามมาตรการในแบบฟอร์ม"),
    ],
)
def test_nobody_is_told_that_nothing_came_when_something_did(
    state: State, summary: ReturnSummary | None, words: str
) -> None:
    member = AgencyReturn(agency=AGENCY, state=state, summary=summary)
    said = body(make_letter(tracking_letter(member, replace(MEASURES, steps=()), 2, ROUND), ROUND))
    assert words in said
    assert ("ยังไม่ได้รับรายงาน" in said) == (state is State.MISSING)


@pytest.mark.parametrize(
    ("about", "words"),
    [
        (RemindedOf.FORM, "การส่งแบบฟอร์ม"),
        (RemindedOf.REPORT, "การรายงานผลตามมาตรการ ปีงบประมาณ พ.ศ. 2569"),
        (RemindedOf.RESPONDENTS, "จำนวนผู้ตอบแบบวัดที่ยังไม่ถึงขั้นต่ำ ประจำปีงบประมาณ พ.ศ. 2568"),
    ],
)
def test_a_reminder_names_what_is_awaited(about: RemindedOf, words: str) -> None:
    assert words in reminder_letter(AGENCY, ("ก",), ROUND, about).subject

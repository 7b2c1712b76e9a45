"""Check that a row of the decisions that has no effect, or not the expected one, says why and where it stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.assign_files import assign_files
from ita_xlsx.cycle.check_round import check_round
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.decisions.aliases import with_aliases
from ita_xlsx.cycle.decisions.superseded import joined_parts
from ita_xlsx.feedback.reminder import reminder_text
from ita_xlsx.model.agency import Agency, Roster
from ita_xlsx.model.decisions import Alias, Choice, Correction, Decisions, FileDecision, ReceivedDecision
from ita_xlsx.model.findings import Code, Finding, Status, make_finding, message_and_fix
from ita_xlsx.model.layout.subjects import answers_meant
from ita_xlsx.model.limits import parse_limit
from ita_xlsx.model.received import ReceivedFrom, received_on
from ita_xlsx.model.round_settings import Contact, RoundSettings
from ita_xlsx.model.round_state import ReturnSummary, RoundState

FRAMEWORK = load_framework(2568)
ROSTER = Roster((Agency("010", "หน่วยงานสิบ"), Agency("012", "หน่วยงานสิบสอง"), Agency("013", "หน่วยงานสิบสาม")))
NODES = list(FRAMEWORK.nodes)
# What was passed over: a document, and a workbook of another program.
PDF = make_finding(Code.FILE_SKIPPED, file="inbox/หน่วยงานสิบ.pdf", name="หน่วยงานสิบ.pdf")
SHEET = make_finding(
    Code.NOT_A_WORKBOOK, file="inbox/010.ods", kind_th="ก", kind_en="a", todo_th="บันทึก", todo_en="save"
)


def reading(code: str, file: str, score: int = 90, **more: Any) -> ReturnSummary:
    """A complete, accepted return."""
    known: dict[str, Any] = {
        "digest": file, "code": code, "name": next((one.name for one in ROSTER.agencies if one.code == code), ""),
        "year": 2568, "status": Status.ACCEPTED, "complete": True, "values": (Fraction(score),) * len(NODES),
        "content": f"{file} {score}",
    }  # fmt: skip
    return ReturnSummary(file=file, **{**known, **more})


def row(code: str, choice: Choice, *files: str, line: int = 4, **more: Any) -> FileDecision:
    """A row of the sheet of files."""
    place = {"book": "decisions.xlsx", "place": f"เลือกไฟล์!A{line}", "reason": "ตรวจแล้ว"}
    return FileDecision(code=code, choice=choice, files=files, **{**place, **more})


def round_of(files: list[ReturnSummary], decisions: Decisions, passed_over: tuple[Finding, ...] = ()) -> RoundState:
    """The state of a round."""
    empty = RoundState(framework=FRAMEWORK, threshold=parse_limit(85), members=(), name="ตราด", passed_over=passed_over)
    return assign_files(empty, files, ROSTER, decisions)


def findings(files: list[ReturnSummary], decisions: Decisions, passed_over: tuple[Finding, ...] = ()) -> list[Finding]:
    """What is told of the round, without the agencies that are missing."""
    province = round_of(files, decisions, passed_over)
    return [item for item in check_round(province, decisions) if item.code != "N103"]


ONE, OTHER = reading("010", "inbox/a.xlsx"), reading("012", "inbox/b.xlsx")


@pytest.mark.parametrize(
    ("named", "files", "passed_over", "reason"),
    [
        ("b.xlsx", [ONE, OTHER], (), "it is a file of 012 หน่วยงานสิบสอง"),
        ("a.xlsx", [ONE], (), "the file of this name has another content now"),
        ("หน่วยงานสิบ.pdf", [ONE], (PDF,), "it is no form that can be read"),
        ("m.eml", [replace(ONE, file="inbox/m.eml/a.xlsx")], (), "it is a mail or an archive that holds «a.xlsx»"),
        ("z.ZIP", [replace(ONE, file="inbox/z.zip/in/a.xlsx")], (), "it is a mail or an archive that holds «a.xlsx»"),
        ("c.xlsx", [ONE, reading("Z9", "inbox/c.xlsx")], (), "it is not known whose file it is"),
        ("c.xlsx", [ONE, reading("010", "inbox/c.xlsx", year=2567)], (), "it is a form of the year 2567"),
        ("c.xlsx", [ONE], (), "no file of this name is among the files that were read"),
        ("a.xlsx", [ONE, reading("010", "inbox/2/a.xlsx", 80)], (), "several different files have this name"),
    ],
)
def test_the_true_reason_is_told_with_the_row(
    named: str, files: list[ReturnSummary], passed_over: tuple[Finding, ...], reason: str
) -> None:
    digests = ("changed",) if "another content" in reason else ()
    for choice, code in ((Choice.USE, "N102"), (Choice.CONFIRM, "N149")):
        decisions = Decisions(files=(row("010", choice, named, digests=digests),))
        (finding,) = (item for item in findings(files, decisions, passed_over) if item.code == code)
        assert (finding.file, finding.sheet, finding.cell) == ("decisions.xlsx", "เลือกไฟล์", "A4")
        assert reason in message_and_fix(finding, "en")[0]


@pytest.mark.parametrize("name", ["inbox\\a.xlsx", "inbox/a.xlsx", "a.xlsx", "A.XLSX", "returned\\a.xlsx"])
def test_a_name_with_either_slash_means_the_file(name: str) -> None:
    other = reading("010", "inbox/old.xlsx", 80)
    decisions = Decisions(files=(row("010", Choice.USE, name),))
    assert round_of([ONE, other], decisions).members[0].summary == ONE
    assert "N102" not in [item.code for item in findings([ONE, other], decisions)]


@pytest.mark.parametrize(
    ("choice", "expected"), [(Choice.ASSIGN, []), (Choice.REFUSE, ["N149"]), (Choice.USE, ["N102"])]
)
@pytest.mark.parametrize("file", [PDF, SHEET])
def test_a_row_about_what_is_no_form_is_answered(choice: Choice, expected: list[str], file: Finding) -> None:
    # The second agency has a form, the first has only sent something else.
    decisions = Decisions(files=(row("010", choice, file.file),))
    told = findings([OTHER], decisions, (replace(PDF, file=file.file),))
    answers = [item for item in told if item.code in ("N102", "N149")]
    assert [item.code for item in answers] == expected
    assert all("it is no form that can be read" in message_and_fix(item, "en")[0] for item in answers)


@pytest.mark.parametrize(
    ("form", "code"), [(ONE, "N126"), (OTHER, "F106"), (replace(ONE, status=Status.REJECTED), "F106")]
)
def test_what_is_no_form_is_an_info_once_a_form_counts(form: ReturnSummary, code: str) -> None:
    province = round_of([form], Decisions(), (PDF,))
    assert [item.code for item in province.passed_over] == [code]
    assert code in [item.code for item in check_round(province)]


@pytest.mark.parametrize(("form", "expected"), [(ONE, ("N126", "info")), (OTHER, ("F104", "error"))])
def test_another_kind_of_workbook_is_no_error_once_a_form_counts(
    form: ReturnSummary, expected: tuple[str, str]
) -> None:
    sheet = ReturnSummary(file=SHEET.file, digest="s", findings=(SHEET,))
    told = {(item.code, item.severity) for item in findings([form, sheet], Decisions())}
    assert expected in told
    assert not {("N126", "info"), ("F104", "error")} - {expected} & told


def test_a_form_that_is_given_to_another_agency_is_told() -> None:
    decisions = Decisions(files=(row("012", Choice.ASSIGN, "a.xlsx"),))
    told = findings([ONE], decisions)
    assert [item.code for item in told] == ["N127", "N159"]
    away, assigned = (message_and_fix(item, "en")[0] for item in told)
    assert "010 หน่วยงานสิบ has not returned its form: «a.xlsx»" in away
    assert "counts for 012 หน่วยงานสิบสอง" in away
    assert "names «010 หน่วยงานสิบ»" in assigned


def test_codes_without_zeros_are_still_told() -> None:
    assert [item.code for item in findings([replace(ONE, code="10")], Decisions())] == ["N116"]


def test_a_code_that_the_roster_does_not_have_is_told_with_its_cell() -> None:
    decisions = Decisions(
        files=(row("99", Choice.USE, "a.xlsx", line=7), row("99", Choice.USE, "b.xlsx", line=8)),
    )
    (finding,) = findings([], decisions)
    assert (finding.code, finding.file, finding.sheet, finding.cell) == ("N112", "decisions.xlsx", "เลือกไฟล์", "A7")


LATER = reading("010", "inbox/later.xlsx", 80)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([row("010", Choice.CONFIRM, "a.xlsx")], [("N162", "A4")]),
        ([row("010", Choice.ASSIGN, "a.xlsx")], [("N162", "A4")]),
        ([row("010", Choice.USE, "a.xlsx")], []),
        ([row("010", Choice.REFUSE, "a.xlsx")], []),
        ([row("010", Choice.USE, "a.xlsx"), row("010", Choice.USE, "later.xlsx", line=5)], [("N163", "A4")]),
        ([row("010", Choice.USE, "a.xlsx"), row("010", Choice.USE, "a.xlsx", line=5)], []),
        ([row("010", Choice.USE, "a.xlsx"), row("010", Choice.USE, "gone.xlsx", line=5)], []),
        ([row("010", Choice.USE, "a.xlsx"), row("010", Choice.JOIN, "a.xlsx", "later.xlsx", line=5)], []),
        ([row("010", Choice.USE, "a.xlsx"), row("010", Choice.REFUSE, "later.xlsx", line=5)], []),
    ],
)
def test_an_answer_that_decides_nothing_is_told(rows: list[FileDecision], expected: list[tuple[str, str]]) -> None:
    told = findings([ONE, LATER], Decisions(files=tuple(rows)))
    assert [(item.code, item.cell) for item in told if item.code in ("N162", "N163")] == expected


def test_a_day_of_receipt_without_a_form_is_told() -> None:
    received = received_on(date(2026, 9, 30), ReceivedFrom.DECISION)
    rows = [
        ReceivedDecision(code=code, received=received, book="d.xlsx", place="วันที่ได้รับ!A4") for code in ("010", "012")
    ]
    told = [item for item in findings([ONE], Decisions(received=tuple(rows))) if item.code == "N164"]
    assert [(dict(item.params)["agency"], item.file, item.cell) for item in told] == [("012", "d.xlsx", "A4")]


@pytest.mark.parametrize(
    ("name", "expected"), [("หน่วยงานสิบสอง", ["N165"]), ("หน่วยงาน สิบสอง", ["N165"]), ("สิบ", []), ("หน่วยงานสิบ", [])]
)
def test_the_name_of_another_agency_is_no_other_name(name: str, expected: list[str]) -> None:
    alias = Alias(code="010", name=name)
    assert [item.code for item in findings([], Decisions(aliases=(alias,)))] == expected
    context = RunContext(round=RoundSettings(), framework=FRAMEWORK, roster=ROSTER)
    roster = with_aliases(context, (alias,)).roster
    assert roster is not None
    assert roster.agencies[0].aliases == (() if expected else (name,))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("i1", ("i1",)), ("I 1", ("i1",)), ("ข้อ ๑".replace("๑", "i๑"), ("i1",)), ("ไอ 1", ("i1",)), ("โอ ๑๒", ("o12",)),
        ("e1", ("e1 public", "e1 survey")), ("E1 Public", ("e1 public",)), ("อี1 EIT Survey", ("e1 survey",)),
        ("i99", ()), ("1", ()), ("", ()),
    ],
)  # fmt: skip
def test_a_question_is_found_as_people_spell_it(typed: str, meant: tuple[str, ...]) -> None:
    assert answers_meant(FRAMEWORK, typed) == meant


@pytest.mark.parametrize(("subject", "named"), [("e1", "e1 public, e1 survey"), ("x9", "i1, e1 public, o1")])
def test_the_questions_that_a_correction_may_mean_are_named(subject: str, named: str) -> None:
    correction = Correction(code="010", subject=subject, book="d.xlsx", place="แก้ไข!A4")
    (finding,) = findings([ONE], Decisions(corrections=(correction,)))
    assert (finding.code, finding.file, finding.sheet, finding.cell) == ("N154", "d.xlsx", "แก้ไข", "A4")
    assert named in message_and_fix(finding, "en")[1]


def test_a_correction_without_a_form_is_told() -> None:
    correction = Correction(code="010", subject="i1", book="d.xlsx", place="แก้ไข!A4")
    (finding,) = findings([], Decisions(corrections=(correction,)))
    assert (finding.code, finding.cell) == ("N160", "A4")


def test_files_are_compared_without_corrections_by_telephone() -> None:
    place, score = NODES.index("i1"), Fraction(95)
    corrected = reading("010", "inbox/new.xlsx", mends=(ONE.digest,), cells=("IIT!C8",) * len(FRAMEWORK.answers))
    values = tuple(score if index == place else value for index, value in enumerate(corrected.values))
    correction = Correction(code="010", subject="i1", was=Fraction(90), becomes=score)
    told = findings([ONE, replace(corrected, values=values, corrections=(correction,))], Decisions())
    (finding,) = (item for item in told if item.code == "N140")
    assert dict(finding.params)["cells"] == ""
    values = tuple(Fraction(77) if index == place else value for index, value in enumerate(values))
    changed = replace(corrected, values=values, corrections=(replace(correction, was=Fraction(80)),))
    (finding,) = (item for item in findings([ONE, changed], Decisions()) if item.code == "N140")
    assert "90 → 80" in dict(finding.params)["cells"]


def test_a_joined_form_is_not_said_to_mend_its_parts() -> None:
    joined = reading("010", "inbox/joined.xlsx", 95, mends=("h1", "h2", "h0"))
    halves = [
        reading("010", f"inbox/{name}.xlsx", 70 + index, digest=name) for index, name in enumerate(("h0", "h1", "h2"))
    ]
    halves[1] = replace(halves[1], mends=("h0",))
    told = [item for item in findings([joined, *halves], Decisions()) if item.code in ("N140", "N161")]
    texts = [message_and_fix(item, "en")[0] for item in told]
    assert "«joined.xlsx» joins «h1.xlsx», «h2.xlsx» and counts in their place" in texts[0]
    assert "«h1.xlsx» mends «h0.xlsx»" in texts[1]
    assert len(texts) == 2


@pytest.mark.parametrize(
    ("mends", "files", "parts"),
    [
        ("ab", {"a": "", "b": ""}, "ab"),
        ("ab", {"a": "b", "b": ""}, ""),
        ("abc", {"a": "c", "b": "", "c": ""}, "ab"),
        ("a", {"a": ""}, ""),
        ("ab", {}, ""),
    ],
)
def test_a_joined_form_is_known_by_its_stamp(mends: str, files: dict[str, str], parts: str) -> None:
    assert joined_parts(mends, files) == frozenset(parts)


def test_a_reminder_keeps_the_reason_of_the_office_to_itself() -> None:
    doubt = make_finding(Code.SEVERAL_REJECTED, **dict.fromkeys(("agency", "name", "count", "files", "use"), "ก"))
    files = [replace(item, findings=(doubt,), status=Status.REJECTED) for item in (ONE, LATER)]
    rows = tuple(row("010", Choice.REFUSE, name, reason="หัวหน้าไม่ตรวจ") for name in ("a.xlsx", "later.xlsx"))
    province = round_of(files, Decisions(files=rows))
    text = reminder_text(province.members[0], province, date(2026, 11, 1), Contact())
    assert "หัวหน้า" not in text
    assert "(a.xlsx, later.xlsx)" in text or "(later.xlsx, a.xlsx)" in text
    assert message_and_fix(doubt, "th")[0] in text

"""Hold who is short of respondents: where the round gives a minimum, for the kind and the size, and nobody else."""

from __future__ import annotations

import math
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.errors import InputError
from ita_xlsx.intake.round_file import parse_round
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.layout.province_layout import STATUS
from ita_xlsx.model.province.respondents import RespondentRule, Survey, count_respondents, size_of
from tests.conftest import full_scores, submission_of, write_form
from tests.support.loop_round import FRAMEWORK
from tests.support.program import printed, run

PATH = Path("round.toml")
ROSTER = """code,name,kind,จำนวนบุคลากร,จำนวนผู้รับบริการ
A,สำนักงาน ก,อำเภอ,80,
B,สำนักงาน ข,อำเภอ,12,
C,สำนักงาน ค,เทศบาลตำบล,500,9000
D,สำนักงาน ง,เทศบาลตำบล,ราว ๆ ห้าสิบ,300
E,สำนักงาน จ,,40,
"""
SETTINGS = """framework = 2568
province = "ตราด"
roster = "roster.csv"
[respondents]
eit = 20
[respondents."อำเภอ"]
iit = 30
[respondents."เทศบาลตำบล"]
iit = "10% >=30 <=40"
eit = "5% ≥๒๐"
"""
# The numbers in the forms, and what must be said: survey, count and minimum.
FORMS = {
    "A": (("29", "20"), [("IIT", 29, 30), ("EIT", 20, 20)]),
    "B": (("12", "21"), [("IIT", 12, 12), ("EIT", 21, 20)]),
    "C": (("40", "1000"), [("IIT", 40, 40), ("EIT", 1000, 450)]),
    "D": (("3", ""), [("IIT", 3, None), ("EIT", None, 20)]),
    "E": (("1", "19"), [("EIT", 19, 20)]),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A round of five agencies in three kinds, with a form of each."""
    folder = tmp_path_factory.mktemp("respondents")
    (folder / "roster.csv").write_text(ROSTER, encoding="utf-8")
    (folder / "round.toml").write_text(SETTINGS, encoding="utf-8")
    context = load_context(str(folder / "round.toml"))
    assert context.roster is not None
    (folder / "in").mkdir()
    for agency in context.roster.agencies:
        iit, eit = FORMS[agency.code][0]
        info = (("respondents_iit", iit), ("respondents_eit", eit))
        submission = submission_of(FRAMEWORK, full_scores(FRAMEWORK, ord(agency.code)))
        submission = replace(submission, agency=agency, info=info)
        write_form(folder / "in" / f"{agency.code}.xlsx", FRAMEWORK, submission)
    return folder


def test_status_names_who_is_short_and_who_is_not_known(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = ("--round", made / "round.toml")
    _, told = printed(capsys, "status", made / "in", *settings, "--format", "json", "-o", made / "status.xlsx")
    entries = told["results"]["respondents"]
    for code, (_, expected) in FORMS.items():
        own = [(item["survey"], item["count"], item["minimum"]) for item in entries if item["code"] == code]
        assert own == expected
    named = {item["code"]: item["message"] for item in told["findings"]}
    short = [item["message"] for item in told["findings"] if item["code"] == "N131"]
    assert len(short) == 2
    assert any("A สำนักงาน ก" in text and "IIT 29/30" in text for text in short)
    assert any("E สำนักงาน จ" in text and "EIT 19/20" in text for text in short)
    assert "D สำนักงาน ง" in named["N132"]
    assert "D สำนักงาน ง" in named["N133"]
    assert "ราว ๆ ห้าสิบ" in named["R619"]
    sheet = openpyxl.load_workbook(made / "status.xlsx")[STATUS]
    (header,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == "ผู้ตอบ/ขั้นต่ำ"]
    rows = range(header.row + 1, header.row + 6)
    texts = {sheet.cell(row, 2).value: sheet.cell(row, header.column).value for row in rows}
    assert texts == {
        "A": "IIT 29/30; EIT 20/20", "B": "IIT 12/12; EIT 21/20", "C": "IIT 40/40; EIT 1000/450",
        "D": "IIT 3/?; EIT ?/20", "E": "EIT 19/20",
    }  # fmt: skip


def test_check_names_the_cell_and_only_warns(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, told = printed(capsys, "check", made / "in", "--round", made / "round.toml", "--format", "json")
    found = [(Path(item["file"]).stem, item["code"]) for item in told["findings"] if item["code"] in ("N129", "N130")]
    assert found == [("A", "N129"), ("D", "N130"), ("E", "N129")]
    places = {item["code"]: (item["sheet"], item["cell"]) for item in told["findings"]}
    assert places["N129"][0] == "ข้อมูลหน่วยงาน"
    assert not [item for item in told["findings"] if item["severity"] == "error"]


def test_the_consolidated_workbook_lists_the_findings(made: Path) -> None:
    target = made / "all.xlsx"
    assert run("consolidate", made / "in", "--round", made / "round.toml", "-o", target, "-q", "--no-cache") == 0
    sheet = openpyxl.load_workbook(target)["ข้อค้นพบ"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert sum("N129" in row for row in rows) == 2


def test_a_reminder_goes_to_those_who_are_short_and_says_only_that(made: Path, tmp_path: Path) -> None:
    call = ("status", made / "in", "--round", made / "round.toml", "-q", "--issued", "2025-09-10")
    run(*call, "--reminders", tmp_path / "texts", "--mail", tmp_path / "mails")
    assert sorted(path.name[0] for path in (tmp_path / "texts").iterdir()) == ["A", "E"]
    text = next((tmp_path / "texts").glob("A*")).read_text(encoding="utf-8-sig")
    assert text.splitlines()[1:] == [
        "จำนวนผู้ตอบแบบวัดที่หน่วยงานแจ้งยังไม่ถึงขั้นต่ำ: IIT 29 คน จากขั้นต่ำ 30 คน โปรดตรวจจำนวน หรือเชิญผู้ตอบเพิ่มให้ครบ"
    ]
    assert sorted(path.name.split()[1] for path in (tmp_path / "mails").glob("*.eml")) == ["A", "E"]
    message = message_from_bytes(next((tmp_path / "mails").glob("* A *.eml")).read_bytes(), policy=default)
    assert str(message["Subject"]).startswith("จำนวนผู้ตอบแบบวัด ITA ปีงบประมาณ พ.ศ. 2568 ยังไม่ถึงขั้นต่ำ")
    body = str(message.get_content())
    assert "IIT 29 คน จากขั้นต่ำ 30 คน" in body
    assert "เชิญผู้ตอบเพิ่ม" in body
    assert "ได้รับแบบฟอร์ม" in body
    assert not [text for text in ("ช่องทางที่ส่ง", "ตรวจหาไฟล์", "ยังไม่ได้รับ") if text in body]
    # A reminder that nobody needs any more is removed, as every other one.
    other = made / "in2.toml"
    other.write_text(SETTINGS.replace("iit = 30", "iit = 10"), encoding="utf-8")
    run("status", made / "in", "--round", other, "-q", "--reminders", tmp_path / "texts", "--force")
    assert sorted(path.name[0] for path in (tmp_path / "texts").iterdir()) == ["E"]


def test_without_a_minimum_nobody_is_asked(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = made / "none.toml"
    path.write_text(SETTINGS.partition("[respondents]")[0], encoding="utf-8")
    for command in ("status", "check"):
        _, told = printed(capsys, command, made / "in", "--round", path, "--format", "json")
        codes = {item["code"] for item in told["findings"]}
        assert not codes & {"N129", "N130", "N131", "N132", "N133", "R618", "R619"}


def test_a_kind_that_no_agency_has_is_told(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = made / "kind.toml"
    path.write_text(SETTINGS.replace("เทศบาลตำบล", "เทศบาลนคร"), encoding="utf-8")
    _, told = printed(capsys, "status", made / "in", "--round", path, "--format", "json")
    (finding,) = [item for item in told["findings"] if item["code"] == "R618"]
    assert "เทศบาลนคร" in finding["message"]
    assert "อำเภอ, เทศบาลตำบล" in finding["message"]


@pytest.mark.parametrize(
    "text",
    [
        'respondents = 30', '[respondents]\niit = -1', '[respondents]\niit = true', '[respondents]\niit = 1.5',
        '[respondents]\niit = "มาก"', '[respondents]\niit = "10% <=30 >=40"', '[respondents]\niit = "10% >=40 <=30"',
        '[respondents]\niit = "0%"', '[respondents]\niit = "101%"', '[respondents]\noit = 3',
        '[respondents."อำเภอ"]\n"เทศบาล" = 3', '[respondents."อำเภอ".iit]\nx = 3', '[respondents]\niit = [30]',
    ],
)  # fmt: skip
def test_a_minimum_that_is_no_use_is_refused(text: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_round(text, PATH)
    assert caught.value.code == "R607"


@given(st.integers(0, 100_000), st.integers(1, 10_000), st.integers(0, 500), st.integers(0, 500))
def test_a_share_is_never_more_than_those_who_can_answer(size: int, basis: int, low: int, more: int) -> None:
    share = Fraction(basis, 10_000)
    rule = RespondentRule(kind="", survey=Survey.IIT, share=share, least=low, most=low + more)
    minimum = rule.minimum(size)
    assert minimum is not None
    assert minimum == min(size, low + more, max(low, math.ceil(share * size)))
    assert rule.minimum(None) is None


@given(st.integers(0, 1000), st.integers(0, 1000) | st.none())
def test_only_a_number_below_a_minimum_is_short(minimum: int, count: int | None) -> None:
    rules = parse_round(f"[respondents]\niit = {minimum}", PATH).respondents
    counts = [] if count is None else [("respondents_iit", count)]
    (found,) = count_respondents(Agency("A", "ก"), counts, rules)
    assert found.missing == (max(minimum - count, 0) if count is not None else 0)


@pytest.mark.parametrize("written", ["0", "๐", "0 คน"])
@pytest.mark.parametrize("survey", list(Survey))
def test_a_size_of_nobody_is_unknown(written: str, survey: Survey) -> None:
    assert size_of(Agency("P01", "ก", staff=written, served=written), survey) is None

"""Check that every returned file counts for the agency that sent it, and for no other."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cli.screen import open_console, show_findings
from ita_xlsx.cycle.arrivals.attribute_files import agency_in_name
from ita_xlsx.cycle.assign_files import assign_files
from ita_xlsx.cycle.check_round import check_round
from ita_xlsx.feedback.reminder import reminder_text
from ita_xlsx.model.agency import Agency, Roster, bare_province, same_code
from ita_xlsx.model.findings import Code, Status, make_finding
from ita_xlsx.model.limits import parse_limit
from ita_xlsx.model.round_settings import Contact
from ita_xlsx.model.round_state import Decision, ReturnSummary, RoundState
from tests.support.program import printed, run

FRAMEWORK = load_framework(2568)
ROSTER = Roster((Agency("P01", "หน่วยงานหนึ่ง"), Agency("P02", "หน่วยงานสอง"), Agency("P03", "หน่วยงานสาม")))
EMPTY = RoundState(framework=FRAMEWORK, threshold=parse_limit(85), members=(), name="ตราด")


def reading(code: str, name: str, file: str = "a.xlsx") -> ReturnSummary:
    """A complete, accepted return."""
    values = (Fraction(90),) * len(FRAMEWORK.nodes)
    return ReturnSummary(
        file=file,
        digest=file,
        modified=None,
        code=code,
        name=name,
        year=2568,
        status=Status.ACCEPTED,
        complete=True,
        values=values,
    )


def told(province: RoundState, decisions: tuple[Decision, ...] = (), use: tuple[str, ...] = ()) -> list[str]:
    """The codes of what is told, but for who is missing."""
    return [item.code for item in check_round(province, decisions, use) if item.code != "N103"]


@pytest.mark.parametrize(
    ("name", "decisions", "use", "states", "codes"),
    [
        ("หน่วยงานหนึ่ง", (), (), ["returned", "missing", "missing"], []),
        ("หน่วยงานหนึ่งจังหวัดตราด", (), (), ["returned", "missing", "missing"], []),
        ("หน่วยงานสอง", (), (), ["missing"] * 3, ["N114"]),
        (" หน่วยงานสอง ", (), (), ["missing"] * 3, ["N114"]),
        ("หน่วยงานสอง", (), ("a.xlsx",), ["returned", "missing", "missing"], []),
        ("หน่วยงานสอง", (Decision("P01", "a.xlsx"),), (), ["returned", "missing", "missing"], []),
        ("หน่วยงานสอง", (Decision("P02", "a.xlsx"),), (), ["missing"] * 3, ["N102", "N114"]),
    ],
)
def test_a_form_of_two_agencies_counts_for_neither_until_it_is_decided(
    name: str, decisions: tuple[Decision, ...], use: tuple[str, ...], states: list[str], codes: list[str]
) -> None:
    province = assign_files(EMPTY, (reading("P01", name),), ROSTER, decisions, use)
    assert [member.state.value for member in province.members] == states
    assert told(province, decisions, use) == codes


def test_a_reminder_names_the_form_that_is_of_two_agencies() -> None:
    province = assign_files(EMPTY, (reading("P01", "หน่วยงานสอง", "in/a.xlsx"),), ROSTER)
    texts = [reminder_text(member, province, date(2026, 1, 1), Contact()) for member in province.members]
    assert ["ได้รับไฟล์ a.xlsx" in text for text in texts] == [True, True, False]


@given(st.permutations(range(200)))
def test_a_roster_numbered_anew_moves_no_result(order: list[int]) -> None:
    then = [reading(f"P{number:03d}", f"หน่วยงาน {number}", f"{number}.xlsx") for number in range(200)]
    roster = Roster(tuple(Agency(f"P{number:03d}", f"หน่วยงาน {order[number]}") for number in range(200)))
    province = assign_files(EMPTY, then, roster)
    counted = [member for member in province.members if member.summary]
    assert all(member.summary and member.summary.name == member.agency.name for member in counted)
    assert len(counted) + told(province).count("N114") == 200


def test_a_form_of_another_province_is_told_and_counts_only_under_its_own_name() -> None:
    there = (
        make_finding(Code.OTHER_NAME_IN_ROSTER, value="หน่วยงานไกล", expected="หน่วยงานหนึ่ง"),
        make_finding(Code.OTHER_PROVINCE, value="ระยอง", expected="ตราด"),
    )
    far = replace(
        reading("P01", "หน่วยงานไกล"),
        findings=there, province="ระยอง", roster_name="หน่วยงานหนึ่ง", roster_province="ตราด",
    )  # fmt: skip
    near = replace(reading("P02", "หน่วยงานสอง", "b.xlsx"), findings=there[1:], province="ระยอง", roster_province="ตราด")
    province = assign_files(EMPTY, (far, near), ROSTER)
    assert [member.state.value for member in province.members] == ["missing", "returned", "missing"]
    assert told(province) == ["W120", "N115"]


def test_forms_and_rosters_disagree_on_screen_and_in_json(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("new", "r", "--framework", "2568", "--province", "ตราด", "-q") == 0
    roster = tmp_path / "r" / "roster.csv"
    head, *rows = roster.read_text(encoding="utf-8-sig").splitlines()
    roster.write_text("\n".join([head, *rows[:4]]), encoding="utf-8-sig")
    assert run("template", "--round", "r/round.toml", "-o", "forms", "-q") == 0
    names = [row.split(",")[1] for row in rows[:4]]
    codes = [row.split(",")[0] for row in rows[:4]]
    # The first two change places, the third is named otherwise, all are of another province.
    renamed = [names[1], names[0], f"{names[2]} ใหม่", names[3]]
    lines = [f"{code},{name},ระยอง,," for code, name in zip(codes, renamed, strict=True)]
    roster.write_text("\n".join([head, *lines]), encoding="utf-8-sig")
    settings = tmp_path / "r" / "round.toml"
    for command in (("status",), ("consolidate", "-o", "x.xlsx", "--force")):
        arguments = (command[0], "forms", *command[1:], "--round", settings)
        _, said = printed(capsys, *arguments, "--format", "json")
        codes_told = [item["code"] for item in said["findings"]]
        assert {code: codes_told.count(code) for code in ("N114", "N115", "W120")} == {"N114": 2, "N115": 1, "W120": 1}
        assert run(*arguments, "--lang", "en") != 0
        assert "belongs to" in capsys.readouterr().out
    assert run("status", "forms", "--round", settings, "-o", "s.xlsx", "-q") == 1
    import openpyxl

    cells = [str(cell.value) for row in openpyxl.load_workbook("s.xlsx").worksheets[0].iter_rows() for cell in row]
    assert sum("แต่ชื่อเป็นของ" in text for text in cells) == 2


@pytest.mark.parametrize(
    ("code", "found_code"),
    [("1", "001"), ("๑", "001"), ("0002", "002"), ("10", "010"), ("5", "5"), ("05", "05"), ("7", "")],
)
def test_a_code_that_lost_its_zeros_is_known_by_its_number(code: str, found_code: str) -> None:
    roster = Roster(tuple(Agency(item, item) for item in ("001", "002", "010", "5", "05", "07", "007", "P01")))
    known = roster.find(code)
    assert (known.code if known else "") == found_code


def test_lost_zeros_are_told_once() -> None:
    roster = Roster(tuple(Agency(f"{number:03d}", f"ชื่อ {number}") for number in range(1, 31)))
    forms = [reading(str(number), f"ชื่อ {number}", f"{number}.xlsx") for number in range(1, 31)]
    decisions = (Decision("3", received=None),)
    province = assign_files(EMPTY, forms, roster, decisions)
    assert all(member.state.value == "returned" for member in province.members)
    assert province.members[2].decision == decisions[0]
    assert told(province, decisions) == ["N116"]
    assert same_code("001", "1")
    assert not same_code("P01", "P1")


def test_two_choices_for_an_agency_are_told_and_neither_counts() -> None:
    forms = (reading("P01", "หน่วยงานหนึ่ง", "x/a.xlsx"), reading("P01", "หน่วยงานหนึ่ง", "x/b.xlsx"))
    other = reading("P02", "หน่วยงานสอง", "y/b.xlsx")
    use = ("x/a.xlsx", "x/b.xlsx")
    province = assign_files(EMPTY, (*forms, other), ROSTER, (), use)
    assert [member.state.value for member in province.members] == ["undecided", "returned", "missing"]
    assert told(province, (), use) == ["N101", "N118"]
    # The path of another agency's file is no second choice here.
    use = ("x/a.xlsx", "y/b.xlsx")
    assert told(assign_files(EMPTY, (*forms, other), ROSTER, (), use), (), use) == []
    decided = (Decision("P01", "b.xlsx"),)
    province = assign_files(EMPTY, forms, ROSTER, decided, ("a.xlsx",))
    assert province.members[0].summary == forms[0]
    assert told(province, decided, ("a.xlsx",)) == ["N119"]


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("ITA2568 P02 หน่วยงานหนึ่ง.xlsx", "P02"),
        ("p๐๒_ส่งใหม่.xlsx", "P02"),
        ("สำนักงานคลังจังหวัดตราด.xlsx", "P05"),
        ("สำนักงานคลัง.xlsx", "P04"),
        ("อื่น.xlsx", ""),
    ],
)
def test_the_agency_of_an_unreadable_file_is_its_code_s_then_the_longest_name(file: str, code: str) -> None:
    more = (Agency("P04", "สำนักงานคลัง"), Agency("P05", "สำนักงานคลังจังหวัดตราด"))
    known = agency_in_name(file, Roster((*ROSTER.agencies, *more)))
    assert (known.code if known else "") == code


@pytest.mark.parametrize("name", ["จังหวัดตราด", "จ.ตราด", " จ. ตราด ", "ตราด"])
def test_a_province_is_known_without_the_word_for_it(name: str) -> None:
    assert bare_province(name) == "ตราด"


def test_many_agencies_are_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    missing = [make_finding(Code.NOT_RETURNED, agency=f"P{number:02d}", name="ชื่อ") for number in range(1, 41)]
    show_findings(
        open_console(),
        [
            *missing,
            *(
                make_finding(Code.RETURNED_LATE, agency="P50", name="x", value="1", origin_th="อีเมล", origin_en="mail")
                for _ in range(2)
            ),
        ],
        "en",
    )
    shown = capsys.readouterr().out
    assert shown.count("N103") == 1
    assert shown.count("N104") == 2
    assert "40 agencies" in shown
    assert re.findall(r"P\d\d", " ".join(shown.split())) == [
        *(f"P{number:02d}" for number in range(1, 11)),
        "P50",
        "P50",
    ]

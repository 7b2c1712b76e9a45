"""Check that every agency is compared with itself, and with nothing that does not count."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.earlier_years.earlier_rounds import match_agencies
from ita_xlsx.cycle.earlier_years.earlier_scores import read_earlier_rounds
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.cycle.track_measures import read_promises
from ita_xlsx.model.agency import Agency, Roster
from ita_xlsx.model.round_state import EarlierRound
from tests.conftest import full_scores, submission_of, write_form
from tests.support.program import printed, run

THEN, NOW = load_framework(2568), load_framework(2569)
NAMES = ("สำนักงานหนึ่ง", "สำนักงานสอง", "สำนักงานสาม")


@pytest.mark.parametrize(
    ("then", "now", "codes", "told"),
    [
        ((("P01", "ก"), ("P02", "ข")), (("P01", "ก"), ("P02", "ข")), ["p01", "p02"], []),
        ((("P01", "ก"), ("P02", "ข")), (("P01", "ข"), ("P02", "ก")), ["p02", "p01"], ["H908"]),
        ((("P01", "ก"),), (("P01", "กก"),), ["p01"], ["H909"]),
        ((("P01", "ก"), ("P02", "ข")), (("P01", "ข"), ("P02", "ค")), ["p01"], ["H908", "H910"]),
        ((("001", "ก"), ("2", "")), (("1", "ก"), ("002", "ข")), ["1", "002"], []),
        ((("P09", "ไม่มี"),), (("P01", "ก"),), ["p09"], []),
        ((("", "ก"),), (("P01", "ก"),), ["p01"], []),
    ],
)
def test_an_agency_of_then_is_known_by_its_name_before_its_code(
    then: tuple[tuple[str, str], ...], now: tuple[tuple[str, str], ...], codes: list[str], told: list[str]
) -> None:
    entries = [(Agency(code, name), name) for code, name in then]
    made, findings = match_agencies(entries, Roster(tuple(Agency(code, name) for code, name in now)), 2568)
    assert sorted(code for code, _ in made) == sorted(codes)
    assert sorted(item.code for item in findings) == told


@pytest.mark.parametrize(
    "then",
    [
        ("A01", "ทต.บ้านท่า"), ("A01", "ทต. บ้านท่า"), ("X9", "ทต.บ้านท่า"), ("", "ทต.บ้านท่า"), ("X9", "เทศบาลเดิม"),
        # Its old code is another agency's now.
        ("A02", "เทศบาลเดิม"), ("A02", "ทต.บ้านท่า"),
    ],
)  # fmt: skip
def test_an_agency_of_then_may_have_another_name_or_a_short_form(then: tuple[str, str]) -> None:
    now = Agency("A01", "เทศบาลตำบลบ้านท่า", aliases=("เทศบาลเดิม",)), Agency("A02", "องค์การบริหารส่วนตำบลห้วยแร้ง")
    entries = [(Agency(*then), 1), (Agency("A77", "อบต.ห้วยแร้ง"), 2)]
    made, findings = match_agencies(entries, Roster(now), 2568)
    assert made == (("a01", 1), ("a02", 2))
    assert {item.code for item in findings} <= {"H908"}


@given(st.permutations(range(40)))
def test_a_roster_numbered_anew_compares_everybody_with_himself(order: list[int]) -> None:
    roster = Roster(tuple(Agency(f"P{number:02d}", f"ชื่อ {order[number]}") for number in range(40)))
    made, _ = match_agencies([(Agency(f"P{number:02d}", f"ชื่อ {number}"), number) for number in range(40)], roster, 2568)
    assert dict(made) == {f"p{at:02d}": order[at] for at in range(40)}


def desk_of(folder: Path, year: int, names: tuple[str, ...], province: str = "ตราด") -> RunContext:
    """A round in a folder, with agencies P01, P02 ... of these names."""
    folder.mkdir(exist_ok=True)
    lines = [f"P{number:02d},{name}" for number, name in enumerate(names, 1)]
    (folder / "roster.csv").write_text("\n".join(["code,name", *lines]), encoding="utf-8-sig")
    text = f'framework = {year}\nprovince = "{province}"\nroster = "roster.csv"\n'
    (folder / "round.toml").write_text(text, encoding="utf-8")
    return load_context(str(folder / "round.toml"))


def form(path: Path, code: str, name: str, start: int, faults: dict[str, str] | None = None) -> Path:
    """A filled form of last year, of Trat."""
    from dataclasses import replace

    submission = submission_of(THEN, {**full_scores(THEN, start), **(faults or {})})
    agency = Agency(code, name, "ตราด")
    return write_form(path, THEN, replace(submission, agency=agency))


@pytest.fixture(scope="module")
def last_year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A round of last year with three agencies, consolidated and exported."""
    folder = tmp_path_factory.mktemp("then")
    desk_of(folder, 2568, NAMES)
    (folder / "returned").mkdir()
    for number, name in enumerate(NAMES, 1):
        form(folder / "returned" / f"{number}.xlsx", f"P{number:02d}", name, number)
    arguments = ("--round", folder / "round.toml", "-o", folder / "c.xlsx", "--export", folder / "export", "-q")
    assert run("consolidate", folder / "returned", *arguments, "--issued", "2026-01-01", "--no-cache") == 0
    return folder


def overall(round_then: EarlierRound) -> dict[str, Any]:
    """Each agency's overall score by its code."""
    return {code: scores[0] for code, scores in round_then.scores}


@pytest.mark.parametrize("what", ["", "export", "export/ita.sqlite", "c.xlsx", "returned"])
def test_last_year_follows_its_agencies_to_their_new_codes(last_year: Path, tmp_path: Path, what: str) -> None:
    same = desk_of(tmp_path / "same", 2569, NAMES)
    turned = desk_of(tmp_path / "turned", 2569, (NAMES[2], NAMES[0], NAMES[1]))
    assert same.framework is not None
    (as_before,), told = read_earlier_rounds([str(last_year / what)], same, NOW)
    assert not [item.code for item in told if item.code.startswith("H")]
    (moved,), told = read_earlier_rounds([str(last_year / what)], turned, NOW)
    assert [item.code for item in told] == ["H908"]
    before, after = overall(as_before), overall(moved)
    assert [after[code] for code in ("p01", "p02", "p03")] == [before[code] for code in ("p03", "p01", "p02")]
    assert len(set(before.values())) == 3


@pytest.mark.parametrize("what", ["export", "c.xlsx", "returned"])
def test_another_province_is_refused(last_year: Path, tmp_path: Path, what: str) -> None:
    context = desk_of(tmp_path / "now", 2569, NAMES, "จังหวัดระยอง")
    years, told = read_earlier_rounds([str(last_year / what)], context, NOW)
    assert not years
    assert [item.code for item in told] == ["H911"]
    steps, told = read_promises([str(last_year / what)], context, NOW)
    assert steps is None
    assert [item.code for item in told] == ["H911"]
    again = desk_of(tmp_path / "now", 2569, NAMES, "จังหวัดตราด")
    assert read_earlier_rounds([str(last_year / what)], again, NOW)[0]


def test_a_rejected_form_is_no_part_of_last_year(last_year: Path, tmp_path: Path) -> None:
    folder = tmp_path / "returned"
    shutil.copytree(last_year / "returned", folder)
    form(folder / "2.xlsx", "P02", NAMES[1], 2, {"i1": "950"})
    context = desk_of(tmp_path / "now", 2569, NAMES)
    (then,), told = read_earlier_rounds([str(folder)], context, NOW)
    assert sorted(overall(then)) == ["p01", "p03"]
    assert [(item.code, Path(item.file).name) for item in told] == [("H912", "2.xlsx")]


@pytest.mark.parametrize("command", ["consolidate", "track"])
def test_what_is_no_earlier_year_is_told(
    last_year: Path, tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = (command, last_year / "returned", "--round", last_year / "round.toml", "-o", tmp_path / "x.xlsx")
    for what, code in (("export", "H901"), ("export/agencies.csv", "H913"), ("export/datapackage.json", "H913")):
        _, said = printed(capsys, *arguments, "--previous", last_year / what, "--force", "--format", "json")
        assert code in [item["code"] for item in said["findings"]]

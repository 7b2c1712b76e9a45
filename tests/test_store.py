"""Do tables, database, decisions and cache give back what they were given, and nothing worse?"""

from __future__ import annotations

import codecs
import csv
import io
import json
import os
import re
import signal
import sqlite3
import string
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ita_xlsx.catalogue import load_framework
from ita_xlsx.errors import InputError, OutputError
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.findings import Finding, Status, catalogue, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout import Place
from ita_xlsx.model.round_state import AgencyReturn, Decision, ReturnSummary, RoundState, State, UnassignedFile
from ita_xlsx.model.rules import Rule, RuleCode
from ita_xlsx.model.submission import Evidence, StepReport
from ita_xlsx.store import cache as cache_module
from ita_xlsx.store.cache import Cache, digest_of, key_of, renamed
from ita_xlsx.store.columns import AGENCIES, DATABASE_ONLY, FINDINGS, MEASURES, SCORES, TIDY, WEAK_POINTS, Shape
from ita_xlsx.store.csv_files import file_name, write_csv
from ita_xlsx.store.database import add_province, check_database, is_database, read_earlier, read_rounds
from ita_xlsx.store.datapackage import datapackage_json
from ita_xlsx.store.decisions import decisions_text, read_decisions
from ita_xlsx.store.safe_texts import guarded, harmless, unguarded
from ita_xlsx.store.sql import create_table
from ita_xlsx.store.summaries import from_json, to_json
from ita_xlsx.store.tidy_tables import Row, TableOf, tables
from tests.hostile.injections import INJECTIONS

ROOT = Path(__file__).parent.parent
EXPORTED = date(2026, 11, 20)
SIGNS = tuple("=+-@＝＋－＠\t\r\n")


def reading_of(framework: Framework, code: str, overall: str = "83.335", **changed: Any) -> ReturnSummary:
    """An accepted reading whose every score is the same, but for the thirds of the first indicator."""
    values = [Fraction(overall)] * len(framework.nodes)
    values[2] = Fraction(250, 3)
    reading = ReturnSummary(
        file=f"{code}.xlsx",
        code=code,
        name=f"หน่วยงาน {code}",
        year=framework.year,
        status=Status.ACCEPTED,
        complete=True,
        answered=len(framework.answers),
        expected=len(framework.answers),
        values=tuple(values),
        level="A",
        announced=("IIT",),
        weak=(("i1", "แก้ไขโดยเร่งด่วน"),),
        respondents=(("respondents_iit", 120), ("respondents_eit", 77)),
        steps=(StepReport("m1-1.1", "จัดทำแนวทาง", "แล้วเสร็จ", "https://a.go.th/", "", Place("มาตรการ", 4, 1)),),
        findings=(make_finding("S207", sheet="IIT", cell="A5", subject="i1", other="A6"),),
    )
    return replace(reading, **changed)


def province_of(framework: Framework, *members: AgencyReturn, **changed: Any) -> RoundState:
    """A province of two agencies that returned, one that did not, one rejected, and a stray file."""
    good = reading_of(framework, "P01"), reading_of(framework, "P02", "91")
    usual = (
        AgencyReturn(Agency("P01", "หนึ่ง"), State.RETURNED, good[0], received=date(2026, 9, 1), recorded=True),
        AgencyReturn(Agency("P02", "สอง", "ระยอง"), State.RETURNED, good[1], received=date(2026, 10, 2), late=True),
        AgencyReturn(Agency("P03", "สาม"), State.MISSING),
        AgencyReturn(Agency("P04", "สี่"), State.REJECTED, replace(good[0], file="P04.xlsx", status=Status.REJECTED)),
    )
    stray = UnassignedFile(ReturnSummary("x.xlsx", findings=(make_finding("F105"),)))
    province = RoundState(framework, Fraction(85), members or usual, "สมุทรปราการ", unreadable=(stray,))
    return replace(province, **changed)


@pytest.fixture
def province() -> RoundState:
    return province_of(load_framework(2568))


def table(province: RoundState, shape: Shape) -> list[dict[str, Any]]:
    """A table's rows by column."""
    rows = next(item for item in tables(province) if item.shape is shape).rows()
    return [dict(zip([column.name for column in shape.columns], row, strict=True)) for row in rows]


def csv_of(item: TableOf) -> str:
    stream = io.StringIO(newline="")
    write_csv(stream, item)
    return stream.getvalue()


def words_table(*texts: str) -> TableOf:
    """The remedies of weak points, which may be any text."""
    rows: tuple[Row, ...] = tuple((1, "P", str(n), text) for n, text in enumerate(texts))
    return TableOf(WEAK_POINTS, lambda: iter(rows))


def read_back(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


def test_every_row_is_as_long_as_its_columns_and_no_key_stands_twice(province: RoundState) -> None:
    assert tuple(item.shape for item in tables(province)) == TIDY
    for item in tables(province):
        rows = list(item.rows())
        assert rows
        assert {len(row) for row in rows} == {len(item.shape.columns)}
        keys = [tuple(row[name] for name in item.shape.key) for row in table(province, item.shape)]
        assert not item.shape.key or len(set(keys)) == len(keys)


def test_every_reference_names_a_row(province: RoundState) -> None:
    known = {(row["year"], row["code"]) for row in table(province, AGENCIES)}
    for shape in (SCORES, WEAK_POINTS, MEASURES, FINDINGS):
        assert {(row["year"], row["agency"]) for row in table(province, shape) if row["agency"]} <= known


def test_an_agency_tells_its_state_its_rank_and_whose_date_it_is(province: RoundState) -> None:
    shown = ("code", "province", "state", "overall", "rank", "received_from", "late")
    rows = [tuple(row[name] for name in shown) for row in table(province, AGENCIES)]
    assert rows == [
        ("P01", "สมุทรปราการ", "returned", Decimal("83.34"), 2, "officer", False),
        ("P02", "ระยอง", "returned", Decimal("91.00"), 1, "file", True),
        ("P03", "สมุทรปราการ", "missing", None, None, None, False),
        ("P04", "สมุทรปราการ", "rejected", None, None, None, False),
    ]


@pytest.mark.parametrize(
    ("scores", "ranks"),
    [
        (("90", "80", "70"), [1, 2, 3]),
        (("80", "80.004", "70"), [1, 1, 3]),
        (("80", "80.005", "80"), [2, 1, 2]),
        (("70", "80", "80"), [3, 1, 1]),
    ],
)
def test_scores_that_look_equal_share_a_rank(scores: tuple[str, ...], ranks: list[int]) -> None:
    framework = load_framework(2568)
    members = [
        AgencyReturn(Agency(str(n), str(n)), State.RETURNED, reading_of(framework, str(n), score))
        for n, score in enumerate(scores)
    ]
    assert [row["rank"] for row in table(province_of(framework, *members), AGENCIES)] == ranks


def test_a_rejected_file_leaves_findings_but_no_scores(province: RoundState) -> None:
    assert {row["agency"] for row in table(province, SCORES)} == {"P01", "P02"}
    # Its measures are of no concern to its scores.
    assert {row["agency"] for row in table(province, MEASURES)} == {"P01", "P02", "P04"}
    assert [row["agency"] for row in table(province, FINDINGS)] == ["P01", "P02", "P04", None]


def test_a_score_says_what_it_is(province: RoundState) -> None:
    framework = province.framework
    hole = tuple(None if subject == "i2" else Fraction(1, 3) for subject in framework.nodes)
    member = AgencyReturn(Agency("P", "p"), State.RETURNED, reading_of(framework, "P", values=hole, complete=False))
    rows = {row["subject"]: row for row in table(province_of(framework, member), SCORES)}
    assert [rows[name]["basis"] for name in ("IIT", "i1", "i2")] == ["given", "computed", "missing"]
    assert (rows["i1"]["score"], str(rows["i1"]["score_2"]), rows["i2"]["score"]) == (Fraction(1, 3), "0.33", None)


def test_a_csv_file_is_what_excel_opens(province: RoundState) -> None:
    text = csv_of(tables(province)[0])
    assert text.startswith('\ufeff"code","name","province"')
    assert text.count("\r\n") == text.count("\n") == 1 + len(province.members)
    first = "P01 หนึ่ง สมุทรปราการ 2568 returned accepted P01.xlsx 2026-09-01 officer false"
    assert read_back(text)[1][:10] == first.split()


def test_a_csv_score_keeps_its_precision(province: RoundState) -> None:
    rows = {row[2]: row for row in read_back(csv_of(tables(province)[1]))[1:] if row[1] == "P01"}
    assert rows["1"][6:8] == ["83.33333333333333333333333333", "83.33"]
    assert rows["overall"][6:8] == ["83.335", "83.34"]


def test_there_are_two_hundred_injections() -> None:
    assert len(INJECTIONS) == 200


@pytest.mark.parametrize("text", INJECTIONS)
def test_an_injected_text_is_no_formula_and_comes_back(text: str) -> None:
    (_, (*_, field)) = read_back(csv_of(words_table(text)))
    bare = field.lstrip(" \u00a0\u3000\ufeff\u200b")
    assert not bare.startswith(SIGNS) or re.fullmatch(r"[+-]?[0-9.]+", field)
    assert unguarded(field) == harmless(text)


@pytest.mark.parametrize("text", ["-5", "+66812345678", "0.5", "-0.25", "กขค", "", "a=b", "1-2", "http://a/?x=1"])
def test_a_number_and_a_plain_text_stay_as_they_are(text: str) -> None:
    assert guarded(text) == text


UNSEEN_LEADS = ["\ufeff\u200b =1", "\x01=1", "\u2066=1", "\u00a0\u3000@a"]


@pytest.mark.parametrize(
    "text", [*"=+@", "=1", "-5+1", "-๕", "−1", "﹣1", "\t1", "\r1", "\n=1", " =1", "'=1", *UNSEEN_LEADS]
)
def test_a_risky_text_gets_an_apostrophe(text: str) -> None:
    assert guarded(text) == f"'{harmless(text)}"


@given(st.text(st.characters(exclude_categories=[]) | st.sampled_from("'=+-@\t\r\n \ufeff\u30000\"")))
def test_every_text_comes_back_from_csv(text: str) -> None:
    (_, (*_, field)) = read_back(csv_of(words_table(text)).encode().decode())
    assert unguarded(field) == harmless(text)


def test_the_package_describes_every_column_in_two_languages(province: RoundState) -> None:
    package = json.loads(datapackage_json(province, EXPORTED))
    *resources, database = package["resources"]
    assert (package["name"], package["created"]) == ("ita-2568", "2026-11-20T00:00:00Z")
    for shape, resource in zip(TIDY, resources, strict=True):
        fields = resource["schema"]["fields"]
        assert resource["path"] == file_name(shape)
        assert [field["name"] for field in fields] == [column.name for column in shape.columns]
        assert all(" | " in field["description"] for field in fields)
        assert resource["schema"].get("primaryKey", []) == list(shape.key)
    assert [item["name"] for item in database["tables"]] == [item.name for item in (*DATABASE_ONLY, *TIDY)]
    referring = [item["name"] for item in resources if "foreignKeys" in item["schema"]]
    assert referring == ["scores", "weak_points", "measures"]


def test_the_package_and_the_database_name_the_same_columns(province: RoundState, tmp_path: Path) -> None:
    path = written(tmp_path, province)
    described = json.loads(datapackage_json(province, EXPORTED))["resources"][-1]["tables"]
    with sqlite3.connect(path) as connection:
        for item in described:
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({item['name']})")]
            assert columns == [field["name"] for field in item["schema"]["fields"]]


def written(tmp_path: Path, *provinces: RoundState) -> Path:
    path = tmp_path / "ita.sqlite"
    for item in provinces:
        add_province(path, item)
    return path


def dump(path: Path, year: int) -> dict[str, list[tuple[Any, ...]]]:
    with sqlite3.connect(path) as connection:
        names = [shape.name for shape in (*DATABASE_ONLY, *TIDY) if shape.name != "about"]
        return {name: connection.execute(f"SELECT * FROM {name} WHERE year = {year}").fetchall() for name in names}


def test_a_year_written_again_replaces_itself_and_nothing_else(tmp_path: Path) -> None:
    one, two = province_of(load_framework(2567)), province_of(load_framework(2568))
    path = written(tmp_path, one, two)
    before = dump(path, 2567), dump(path, 2568)
    add_province(path, two)
    assert (dump(path, 2567), dump(path, 2568)) == before
    add_province(path, replace(two, members=two.members[:1]))
    assert dump(path, 2567) == before[0]
    assert len(dump(path, 2568)["agencies"]) == 1
    assert [item.year for item in read_rounds(path)] == [2567, 2568]


def test_the_database_keeps_its_references(tmp_path: Path, province: RoundState) -> None:
    with sqlite3.connect(written(tmp_path, province)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_equal_rounds_give_equal_databases(tmp_path: Path, province: RoundState) -> None:
    folders = tmp_path / "a", tmp_path / "b"
    for folder in folders:
        folder.mkdir()
    one, two = (written(folder, province).read_bytes() for folder in folders)
    assert one == two


def test_earlier_scores_come_back_exact_and_in_this_years_order(tmp_path: Path) -> None:
    then, now = load_framework(2567), load_framework(2568)
    path = written(tmp_path, province_of(then), province_of(now))
    (earlier,) = read_earlier(path, now, now.year)
    assert (earlier.year, [code for code, _ in earlier.scores]) == (2567, ["P01", "P02"])
    values = dict(zip(now.nodes, earlier.scores[0][1], strict=True))
    assert values["overall"] == Fraction("83.335")
    assert Fraction(250, 3) in values.values()
    assert {name for name, value in values.items() if value is None} == set(now.nodes) - set(then.nodes)


def test_renamed_questions_are_carried_by_the_caller(tmp_path: Path) -> None:
    path = written(tmp_path, province_of(load_framework(2567)))
    asked = []

    def carry(year: int, scores: Mapping[str, Fraction]) -> Mapping[str, Fraction]:
        asked.append(year)
        return {"o3": scores["o4"]}

    now = load_framework(2568)
    (earlier,) = read_earlier(path, now, now.year, carry)
    known = [[name for name, value in zip(now.nodes, row, strict=True) if value] for _, row in earlier.scores]
    assert (known, asked) == ([["o3"], ["o3"]], [2567, 2567])


def test_the_same_and_later_years_are_not_earlier(tmp_path: Path, province: RoundState) -> None:
    path = written(tmp_path, province)
    assert read_earlier(path, province.framework, province.framework.year) == ()


def test_that_year_of_another_province_is_not_replaced(tmp_path: Path, province: RoundState) -> None:
    path = written(tmp_path, province)
    before = path.read_bytes()
    with pytest.raises(InputError) as error:
        add_province(path, replace(province, name="ระยอง"))
    assert (error.value.code, path.read_bytes()) == ("K104", before)


def not_ours(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE about (key TEXT, value TEXT)")


def another_program(path: Path) -> None:
    path.unlink()
    not_ours(path)


def folder_instead(path: Path) -> None:
    path.unlink()
    path.mkdir()


def later_version(path: Path) -> None:
    alter(path, "UPDATE about SET value = '99' WHERE key = 'schema'")


def with_trigger(path: Path) -> None:
    alter(path, "CREATE TRIGGER t AFTER INSERT ON scores BEGIN DELETE FROM findings; END")


def with_view(path: Path) -> None:
    alter(path, "DROP TABLE scores", "CREATE VIEW scores AS SELECT 1")


def with_false_score(path: Path) -> None:
    alter(path, "UPDATE scores SET score_exact = '1/0'")


def with_high_score(path: Path) -> None:
    alter(path, "UPDATE scores SET score_exact = '101/1'")


def with_false_text(path: Path) -> None:
    alter(path, "UPDATE scores SET subject = CAST(x'ff' AS TEXT) WHERE subject = 'i1'")


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-8192])


def overwritten(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096 : len(data) : 700] = b"\xff" * len(range(4096, len(data), 700))
    path.write_bytes(data)


def alter(path: Path, *statements: str) -> None:
    with sqlite3.connect(path) as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda path: path.write_bytes(b"PK\3\4 no database"), "K101"),
        (lambda path: path.write_bytes(b""), "K101"),
        (another_program, "K101"),
        (lambda path: path.write_bytes(b"SQLite format 3\0" + b"x" * 5000), "K102"),
        (later_version, "K103"),
        (with_trigger, "K101"),
        (with_view, "K101"),
        (with_false_score, "K102"),
        (with_high_score, "K102"),
        (with_false_text, "K102"),
        (cut_off, "K102"),
        (overwritten, "K102"),
        (Path.unlink, "F101"),
        (folder_instead, "F109"),
    ],
)
def test_what_is_no_sound_database_of_ours_is_refused(
    tmp_path: Path, province: RoundState, spoil: Any, code: str
) -> None:
    path = written(tmp_path, province_of(load_framework(2567)))
    spoil(path)
    with pytest.raises(InputError) as error:
        read_earlier(path, province.framework, province.framework.year)
    assert error.value.code == code


@pytest.mark.parametrize("spoil", [not_ours, with_trigger, cut_off, overwritten])
def test_a_database_that_is_refused_stays_as_it_is(tmp_path: Path, province: RoundState, spoil: Any) -> None:
    path = tmp_path / "ita.sqlite"
    if spoil is not not_ours:
        written(tmp_path, province)
    spoil(path)
    before = path.read_bytes()
    with pytest.raises(InputError):
        add_province(path, province)
    assert path.read_bytes() == before


def test_the_officers_own_views_are_left_alone(tmp_path: Path, province: RoundState) -> None:
    path = written(tmp_path, province)
    alter(path, "CREATE VIEW best AS SELECT * FROM agencies", "CREATE INDEX by_level ON agencies (level)")
    add_province(path, province)
    check_database(path)


def test_a_name_adds_no_parameter_to_the_address(tmp_path: Path, province: RoundState) -> None:
    path = tmp_path / "ปี 2568%20?mode=memory#x.sqlite"
    add_province(path, province)
    assert is_database(path)
    assert len(read_rounds(path)) == 1


def test_reading_leaves_the_file_and_its_folder_alone(tmp_path: Path, province: RoundState) -> None:
    path = written(tmp_path, province)
    before = path.read_bytes(), path.stat().st_mtime_ns
    check_database(path)
    assert ((path.read_bytes(), path.stat().st_mtime_ns), list(tmp_path.iterdir())) == (before, [path])


def test_a_database_in_use_and_a_folder_that_is_none_are_told(
    tmp_path: Path, province: RoundState, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ita_xlsx.store.sqlite_files._PATIENCE", 0)
    path = written(tmp_path, province)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(InputError) as error:
        add_province(path, province)
    other.close()
    assert error.value.code == "K105"
    with pytest.raises(OutputError) as refused:
        add_province(tmp_path / "nowhere" / "ita.sqlite", province)
    assert refused.value.code == "C702"


def test_hostile_texts_are_stored_and_change_nothing(tmp_path: Path) -> None:
    framework = load_framework(2568)
    texts = (*INJECTIONS, "\ud800", "a\0b", "'); DROP TABLE scores; --")
    steps = tuple(StepReport("", text) for text in texts)
    reading = reading_of(framework, "P", steps=steps, respondents=(("iit", 10**30),))
    member = AgencyReturn(Agency("P", "=1+1"), State.RETURNED, reading)
    with sqlite3.connect(written(tmp_path, province_of(framework, member))) as connection:
        kept = [text for (text,) in connection.execute("SELECT step FROM measures ORDER BY rowid")]
    assert kept == [harmless(text) or None for text in texts]


KILLED = """
import os, signal, sys
from pathlib import Path
from ita_xlsx.store import database
from tests.test_store import load_framework, province_of

class Dying:
    shape = database.TIDY[1]
    def rows(self):
        for n in range(int(sys.argv[2])):
            yield 2568, f"{n:09}", "x" * 500, "answer", "i1", None, None, None, "missing"
        os.kill(os.getpid(), signal.SIGKILL)

real = database.tables
database.tables = lambda province: (real(province)[0], Dying())
database.add_province(Path(sys.argv[1]), province_of(load_framework(2568)))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
@pytest.mark.parametrize("rows", [0, 10, 20_000])
def test_a_kill_in_the_middle_leaves_the_old_data(tmp_path: Path, province: RoundState, rows: int) -> None:
    path = written(tmp_path, province_of(load_framework(2567)), province)
    before = dump(path, 2567), dump(path, 2568)
    ran = subprocess.run([sys.executable, "-c", KILLED, str(path), str(rows)], cwd=ROOT, check=False)
    assert ran.returncode == -signal.SIGKILL
    assert (dump(path, 2567), dump(path, 2568)) == before
    add_province(path, province)
    assert (dump(path, 2567), dump(path, 2568)) == before


def test_an_error_in_the_middle_leaves_the_old_data(
    tmp_path: Path, province: RoundState, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, province)
    before = path.read_bytes()

    def stopped() -> Iterator[Row]:
        yield from tables(province)[0].rows()
        raise KeyboardInterrupt

    monkeypatch.setattr("ita_xlsx.store.database.tables", lambda _: (TableOf(AGENCIES, stopped),))
    with pytest.raises(KeyboardInterrupt):
        add_province(path, province)
    assert path.read_bytes() == before
    assert [item.name for item in tmp_path.iterdir()] == ["ita.sqlite"]


PLAIN = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"]), max_size=12).map(
    lambda text: text.strip().strip("\ufeff\u200b\u2060").strip()
)
DAYS = st.none() | st.dates(date(1900, 1, 1), date(2900, 12, 31))
CODES = st.text(string.ascii_uppercase + string.digits + "=-+@", min_size=1, max_size=6)
DECISIONS = st.lists(
    st.builds(Decision, CODES, PLAIN, PLAIN, DAYS, DAYS), max_size=8, unique_by=lambda item: item.code
).map(tuple)


@given(DECISIONS)
def test_decisions_come_back(decisions: tuple[Decision, ...]) -> None:
    assert read_decisions(decisions_text(decisions)) == decisions


@pytest.mark.parametrize(
    "text",
    [
        "code,file,why,decided,received\nP01,b.xlsx,ฉบับแก้ไข,1/10/2569,2026-09-30\n",
        "รหัส;ไฟล์ที่ใช้;เหตุผล;วันที่ตัดสินใจ;วันที่ได้รับ\nP01;b.xlsx;ฉบับแก้ไข;๑ ตุลาคม ๒๕๖๙;30 ก.ย. 2569\n",
        "\n\nReceived\tCode\tfile\tเหตุผล\tdecided\n30/9/2569\t P01\tb.xlsx \tฉบับแก้ไข\t1 ต.ค. 2569\n\t\t\t\t\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp874"])
def test_decisions_are_read_as_people_write_them(text: str, encoding: str) -> None:
    expected = Decision("P01", "b.xlsx", "ฉบับแก้ไข", date(2026, 10, 1), date(2026, 9, 30))
    assert read_decisions(text.encode(encoding)) == (expected,)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("file,why\na,b\n", [("K112", "", "code")]),
        ("code,recieved\nP01,1/1/2569\n", [("K113", "", "")]),
        ("code,รหัส,note\nP01,P01,x\n", [("K113", "", ""), ("K114", "", "code")]),
        ("code,file\n,a.xlsx\n", [("K115", "2", "")]),
        ("code,file\nP1,a\n\np๑,b\n", [("K116", "4", "")]),
        ("code,why\nP1,เพราะ ก,ข\n", [("K118", "2", "")]),
        ("code,,why\nP1,ข,\n", [("K118", "2", "")]),
        (
            "code,decided,received\nP1,31/2/2569,เมื่อวาน\n,1/1/2569,\nP1,x,\n",
            [("K115", "3", ""), ("K116", "4", ""), ("K117", "2", "decided"), ("K117", "2", "received"),
             ("K117", "4", "decided")],
        ),
    ],
)  # fmt: skip
def test_every_fault_of_the_decisions_is_told_at_once(text: str, told: list[tuple[str, str, str]]) -> None:
    with pytest.raises(InputError) as error:
        read_decisions(text.encode())
    faults = [(item.code, dict(item.params)) for item in error.value.findings]
    assert [(code, about.get("row", ""), about.get("header", "")) for code, about in faults] == told


@pytest.mark.parametrize("data", [b'code\n"P1\n', b"code\0", codecs.BOM_UTF16_LE + b"x", b"\xff\xfe\xfd"])
def test_what_is_no_table_of_text_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match="decisions file") as error:
        read_decisions(data)
    assert [item.code for item in error.value.findings] == ["K111"]


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\r\n,,\r\n", b"code,file\n"])
def test_an_empty_file_holds_no_decision(data: bytes) -> None:
    assert read_decisions(data) == ()


TEXT = st.text(st.characters(exclude_categories=[]), max_size=8)
SCORE = st.fractions(0, 100)
COUNT = st.integers(0, 10**6)
PLACE = st.none() | st.builds(Place, TEXT, COUNT, COUNT)
NAMES = {
    code: sorted({name for text in (item.th, item.fix_th) for _, name, _, _ in string.Formatter().parse(text) if name})
    for code, item in catalogue.CATALOGUE.items()
}


@st.composite
def told_findings(draw: st.DrawFn) -> Finding:
    code = draw(st.sampled_from(sorted(NAMES)))
    params = tuple((name, draw(TEXT)) for name in NAMES[code])
    some = st.none() | TEXT
    return Finding(
        code, catalogue.CATALOGUE[code].severity, draw(TEXT), draw(some), draw(some), draw(some), draw(some), params
    )


READINGS = st.builds(
    ReturnSummary, file=TEXT, digest=TEXT, modified=st.none() | st.dates(), code=TEXT, name=TEXT, year=st.none() | COUNT,
    status=st.sampled_from(Status), declares_nothing=st.booleans(), complete=st.booleans(), answered=COUNT,
    expected=COUNT, values=st.lists(st.none() | SCORE, max_size=4).map(tuple),
    previous=st.lists(st.none() | SCORE, max_size=4).map(tuple), level=TEXT,
    announced=st.lists(TEXT, max_size=2).map(tuple), weak=st.lists(st.tuples(TEXT, TEXT), max_size=2).map(tuple),
    respondents=st.lists(st.tuples(TEXT, COUNT), max_size=2).map(tuple),
    evidence=st.lists(st.builds(Evidence, TEXT, TEXT, TEXT, PLACE), max_size=2).map(tuple),
    steps=st.lists(st.builds(StepReport, TEXT, TEXT, TEXT, TEXT, TEXT, PLACE, PLACE), max_size=2).map(tuple),
    findings=st.lists(told_findings(), max_size=2).map(tuple),
)  # fmt: skip


@given(READINGS)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_a_reading_comes_back_from_json(reading: ReturnSummary) -> None:
    assert from_json(to_json(reading)) == reading


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"1/3"', '"1/0"'),
        ('"1/3"', "0.5"),
        ('"1/3"', '"1e9/3"'),
        ('"accepted"', '"perfect"'),
        ('"2026-09-01"', '"yesterday"'),
        ("true", "1"),
        ("2568", "true"),
        ("2568", "-1"),
        ("41", "-41"),
        ('"S207"', '"Z999"'),
        ('["other","A6"]', '["another","A6"]'),
        ("[", "[1,"),
        ("]", ""),
        ("[", "[" * 100_000),
    ],
)
def test_a_spoilt_text_is_no_reading(old: str, new: str) -> None:
    place = Place("x", 41, 1)
    reading = reading_of(
        load_framework(2568),
        "P",
        values=(Fraction(1, 3),),
        modified=date(2026, 9, 1),
        steps=(StepReport("", "", place=place),),
    )
    text = to_json(reading)
    assert from_json(text) == reading
    assert old in text
    with pytest.raises(ValueError):
        from_json(text.replace(old, new, 1))


@pytest.fixture
def readings() -> dict[str, ReturnSummary]:
    framework = load_framework(2568)
    return {digest_of(bytes([n])): reading_of(framework, f"P{n}") for n in range(5)}


def test_what_was_kept_is_there_again(tmp_path: Path, readings: dict[str, ReturnSummary]) -> None:
    cache = Cache(tmp_path / "deep" / "cache")
    assert cache.get_many(readings) == {}
    cache.put_many(readings.items())
    cache.put_many(list(readings.items())[:1])
    assert cache.get_many([*readings, "unknown"]) == readings


RULE = Rule(RuleCode.BELOW, frozenset(), Fraction(85))
BASE: tuple[Any, ...] = ("d", 2568, (RULE,), Fraction(85), ("roster",))


@pytest.mark.parametrize(
    ("position", "other"),
    [(0, "e"), (1, 2567), (2, ()), (2, (replace(RULE, limit=Fraction(80)),)), (3, Fraction(80)), (4, ("rost", "er"))],
)
def test_whatever_a_reading_depends_on_changes_its_key(position: int, other: object) -> None:
    def key(digest: str, year: int, *rest: Any) -> str:
        return key_of(digest, load_framework(year), *rest)

    changed = [*BASE[:position], other, *BASE[position + 1 :]]
    assert key(*BASE) == key(*BASE) != key(*changed)


def test_another_program_version_changes_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    framework = load_framework(2568)
    before = key_of("d", framework, (), Fraction(85))
    monkeypatch.setattr(cache_module, "__version__", "99")
    assert key_of("d", framework, (), Fraction(85)) != before


def spoil_blob(path: Path) -> None:
    alter(path, "UPDATE readings SET value = zeroblob(length(value))")


def swap_blobs(path: Path) -> None:
    alter(path, "UPDATE readings SET value = (SELECT value FROM readings ORDER BY key LIMIT 1)")


@pytest.mark.parametrize(
    ("spoil", "left"),
    [
        (lambda path: path.write_bytes(b"no database"), 0),
        (lambda path: path.write_bytes(path.read_bytes()[:5000]), 0),
        (overwritten, 0),
        (another_program, 0),
        (lambda path: alter(path, "CREATE TRIGGER t AFTER UPDATE ON readings BEGIN SELECT 1; END"), 0),
        (spoil_blob, 0),
        (swap_blobs, 1),
        (Path.unlink, 0),
        (folder_instead, 0),
        (lambda path: path.write_bytes(b""), 0),
    ],
)
def test_a_damaged_cache_is_thrown_away_and_nothing_is_said(
    tmp_path: Path, readings: dict[str, ReturnSummary], spoil: Any, left: int
) -> None:
    cache, path = Cache(tmp_path), tmp_path / cache_module.FILE
    cache.put_many(readings.items())
    spoil(path)
    kept = cache.get_many(readings)
    assert kept.items() <= readings.items()
    assert len(kept) == left
    cache.put_many(readings.items())
    assert cache.get_many(readings) == ({} if path.is_dir() else readings)


def test_what_was_longest_out_of_use_goes_first(tmp_path: Path, readings: dict[str, ReturnSummary]) -> None:
    first, *others = readings.items()
    Cache(tmp_path).put_many([first])
    Cache(tmp_path).put_many(others[:2])
    Cache(tmp_path).get_many([first[0]])
    size = len(cache_module._packed([first]).__next__()[1])
    Cache(tmp_path, most=size * 3 + size // 2).put_many(others[2:])
    assert set(Cache(tmp_path).get_many(readings)) == {first[0], *(key for key, _ in others[2:])}


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path: Path, readings: dict[str, ReturnSummary]) -> None:
    (tmp_path / "file").write_text("")
    cache = Cache(tmp_path / "file" / "cache")
    cache.put_many(readings.items())
    assert cache.get_many(readings) == {}


def test_a_cache_that_another_run_holds_is_read_and_not_thrown_away(
    tmp_path: Path, readings: dict[str, ReturnSummary], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ita_xlsx.store.sqlite_files._PATIENCE", 0)
    cache = Cache(tmp_path)
    cache.put_many(readings.items())
    other = sqlite3.connect(tmp_path / cache_module.FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert cache.get_many(readings) == readings
    cache.put_many([("new", readings[next(iter(readings))])])
    other.close()
    assert cache.get_many([*readings, "new"]) == readings


RUNS = """
import sys
from pathlib import Path
from ita_xlsx.store.cache import Cache
from tests.test_store import load_framework, reading_of

reading, cache = reading_of(load_framework(2568), "P"), Cache(Path(sys.argv[1]))
for n in range(20):
    cache.put_many([(f"{sys.argv[2]}-{n}", reading)])
    assert cache.get_many([f"{sys.argv[2]}-{n}"]) == {f"{sys.argv[2]}-{n}": reading}
"""


def test_runs_at_the_same_time_keep_each_others_readings(tmp_path: Path) -> None:
    command = [sys.executable, "-c", RUNS, str(tmp_path)]
    runs = [subprocess.Popen([*command, str(n)], cwd=ROOT, env={**os.environ}) for n in range(3)]
    assert [run.wait(60) for run in runs] == [0, 0, 0]
    assert len(Cache(tmp_path).get_many(f"{run}-{n}" for run in range(3) for n in range(20))) == 60


def test_a_file_that_changed_its_name_is_told_by_the_new_one() -> None:
    kept = ReturnSummary(
        "old.xlsx", modified=date(2026, 1, 1), findings=(make_finding("F105", file="old.xlsx"), make_finding("F105"))
    )
    now = renamed(kept, "new.xlsx", date(2026, 2, 2))
    assert (now.file, now.modified, [item.file for item in now.findings]) == (
        "new.xlsx",
        date(2026, 2, 2),
        ["new.xlsx", ""],
    )
    assert renamed(now, "new.xlsx", date(2026, 2, 2)) is now


def test_the_schema_of_the_database_is_settled() -> None:
    """A change here is a new schema version: older databases would be refused."""
    text = "\n".join(create_table(shape) for shape in (*DATABASE_ONLY, *TIDY))
    assert digest_of(text.encode())[:12] == "354cdf8e7041"


def test_what_a_kill_left_of_a_database_is_swept(tmp_path: Path) -> None:
    from ita_xlsx.output.files import write_file

    gone = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    left = [tmp_path / f".ita-{int(gone.stdout)}-x{tail}" for tail in (".tmp", ".tmp-journal")]
    for path in left:
        path.write_bytes(b"")
    write_file(tmp_path / "a.txt", b"a", force=False)
    assert [path for path in left if path.exists()] == []

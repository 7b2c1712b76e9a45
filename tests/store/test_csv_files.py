"""Check that tables come back from CSV exactly, and that no text acts as a formula."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.model.round_state import RoundState
from ita_xlsx.store.columns import DATABASE_ONLY, TIDY, WEAK_POINTS
from ita_xlsx.store.csv_files import file_name, write_csv
from ita_xlsx.store.datapackage import csv_resources, database_resources, datapackage_json
from ita_xlsx.store.safe_texts import escape_formula_text, replace_control_characters, unescape_formula_text
from ita_xlsx.store.shapes import Row
from ita_xlsx.store.tidy_tables import RoundTable, tables
from tests.hostile.injections import INJECTIONS
from tests.store.samples import written

EXPORTED = date(2026, 11, 20)
RESOURCES = (*csv_resources(), *database_resources())
SIGNS = tuple("=+-@＝＋－＠\t\r\n")


def csv_of(item: RoundTable) -> str:
    stream = io.StringIO(newline="")
    write_csv(stream, item)
    return stream.getvalue()


def words_table(*texts: str) -> RoundTable:
    """The remedies of weak points, which may be any text."""
    rows: tuple[Row, ...] = tuple((1, "P", str(n), text) for n, text in enumerate(texts))
    return RoundTable(WEAK_POINTS, lambda: iter(rows))


def read_back(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


def test_a_csv_file_is_what_excel_opens(province: RoundState) -> None:
    text = csv_of(tables(province)[0])
    assert text.startswith('\ufeff"code","name","province"')
    assert text.count("\r\n") == text.count("\n") == 1 + len(province.members)
    first = "P01 หนึ่ง สมุทรปราการ 2568 returned accepted P01.xlsx 2026-09-01 decision false"
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
    assert unescape_formula_text(field) == replace_control_characters(text)


@pytest.mark.parametrize("text", ["-5", "+66812345678", "0.5", "-0.25", "กขค", "", "a=b", "1-2", "http://a/?x=1"])
def test_a_number_and_a_plain_text_stay_as_they_are(text: str) -> None:
    assert escape_formula_text(text) == text


UNSEEN_LEADS = ["\ufeff\u200b =1", "\x01=1", "\u2066=1", "\u00a0\u3000@a"]


@pytest.mark.parametrize(
    "text", [*"=+@", "=1", "-5+1", "-๕", "−1", "﹣1", "\t1", "\r1", "\n=1", " =1", "'=1", *UNSEEN_LEADS]
)
def test_a_risky_text_gets_an_apostrophe(text: str) -> None:
    assert escape_formula_text(text) == f"'{replace_control_characters(text)}"


@given(st.text(st.characters(exclude_categories=[]) | st.sampled_from("'=+-@\t\r\n \ufeff\u30000\"")))
def test_every_text_comes_back_from_csv(text: str) -> None:
    (_, (*_, field)) = read_back(csv_of(words_table(text)).encode().decode())
    assert unescape_formula_text(field) == replace_control_characters(text)


def test_the_package_describes_every_column_in_two_languages(province: RoundState) -> None:
    package = json.loads(datapackage_json(province, EXPORTED, RESOURCES))
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
    assert referring == ["scores", "weak_points", "measures", "trace"]


def test_the_package_and_the_database_name_the_same_columns(province: RoundState, tmp_path: Path) -> None:
    path = written(tmp_path, province)
    described = json.loads(datapackage_json(province, EXPORTED, RESOURCES))["resources"][-1]["tables"]
    with sqlite3.connect(path) as connection:
        for item in described:
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({item['name']})")]
            assert columns == [field["name"] for field in item["schema"]["fields"]]

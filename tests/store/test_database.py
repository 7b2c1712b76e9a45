"""Check that the database holds one round a year, and gives back earlier rounds exactly."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.errors import InputError
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.round_state import AgencyReturn, RoundState, State
from ita_xlsx.model.submission import StepReport
from ita_xlsx.model.text.personal import mask_personal
from ita_xlsx.store.cache import digest_of
from ita_xlsx.store.columns import DATABASE_ONLY, MEASURES, SCHEMA, TIDY
from ita_xlsx.store.database import add_round, check_database, is_database, read_earlier, read_rounds
from ita_xlsx.store.safe_texts import replace_control_characters
from ita_xlsx.store.sql import create_table
from tests.hostile.injections import INJECTIONS
from tests.store.samples import alter, dump, province_of, reading_of, written
from tests.support.paths import ROOT


def test_a_year_written_again_replaces_itself_and_nothing_else(tmp_path: Path) -> None:
    one, two = province_of(load_framework(2567)), province_of(load_framework(2568))
    path = written(tmp_path, one, two)
    before = dump(path, 2567), dump(path, 2568)
    add_round(path, two)
    assert (dump(path, 2567), dump(path, 2568)) == before
    add_round(path, replace(two, members=two.members[:1]))
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
        add_round(path, replace(province, name="ระยอง"))
    assert (error.value.code, path.read_bytes()) == ("K104", before)


def test_the_officers_own_views_are_left_alone(tmp_path: Path, province: RoundState) -> None:
    path = written(tmp_path, province)
    alter(path, "CREATE VIEW best AS SELECT * FROM agencies", "CREATE INDEX by_level ON agencies (level)")
    add_round(path, province)
    check_database(path)


def test_a_name_adds_no_parameter_to_the_address(tmp_path: Path, province: RoundState) -> None:
    path = tmp_path / "ปี 2568%20?mode=memory#x.sqlite"
    add_round(path, province)
    assert is_database(path)
    assert len(read_rounds(path)) == 1


def test_reading_leaves_the_file_and_its_folder_alone(tmp_path: Path, province: RoundState) -> None:
    path = written(tmp_path, province)
    before = path.read_bytes(), path.stat().st_mtime_ns
    check_database(path)
    assert ((path.read_bytes(), path.stat().st_mtime_ns), list(tmp_path.iterdir())) == (before, [path])


def test_hostile_texts_are_stored_and_change_nothing(tmp_path: Path) -> None:
    framework = load_framework(2568)
    texts = (*INJECTIONS, "\ud800", "a\0b", "'); DROP TABLE scores; --")
    steps = tuple(StepReport(id="", step=text) for text in texts)
    reading = reading_of(framework, "P", steps=steps, respondents=(("iit", 10**30),))
    member = AgencyReturn(agency=Agency("P", "=1+1"), state=State.RETURNED, summary=reading)
    with sqlite3.connect(written(tmp_path, province_of(framework, member))) as connection:
        kept = [text for (text,) in connection.execute("SELECT step FROM measures ORDER BY rowid")]
    assert kept == [replace_control_characters(mask_personal(text)) or None for text in texts]


@pytest.mark.parametrize(("schema", "digest"), [(1, "354cdf8e7041"), (2, "938dcd719fed"), (SCHEMA, "8f6f438073fe")])
def test_each_schema_of_the_database_is_settled(schema: int, digest: str) -> None:
    """A change here is a new schema version: older databases would be refused."""
    shapes = [shape for shape in (*DATABASE_ONLY, *TIDY) if shape.since <= schema]
    text = "\n".join(create_table(shape, schema) for shape in shapes)
    assert digest_of(text.encode())[:12] == digest


def test_a_database_of_0_1_0_is_read_and_takes_a_round(tmp_path: Path) -> None:
    path = tmp_path / "ita.sqlite"
    path.write_bytes((ROOT / "tests/frozen/made_by_0_1_0/export/ita.sqlite").read_bytes())
    check_database(path)
    before = dump(path, 2568)
    add_round(path, province_of(load_framework(2569)))
    check_database(path)
    assert [item.year for item in read_rounds(path)] == [2568, 2569]
    after = dump(path, 2568)
    assert after["scores"] == [(*row, 0) for row in before.pop("scores")]
    new = (None,) * len([column for column in MEASURES.columns if column.since > 1])
    assert after["measures"] == [(*row, *new) for row in before.pop("measures")]
    assert before == {name: rows for name, rows in after.items() if name in before}
    assert [name for name, rows in after.items() if rows and name not in (*before, "scores", "measures")] == []

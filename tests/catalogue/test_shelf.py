"""Check what each year of the shelf holds, and that every fault of a definition is reported."""

from __future__ import annotations

import csv
import io
import tomllib
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from importlib.resources import files
from typing import Any

import pytest

from ita_xlsx.catalogue import build_framework, find_framework, list_years, load_framework, load_offices
from ita_xlsx.errors import DefinitionError
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.kind import Kind

Tables = tuple[dict[str, Any], list[dict[str, str]]]


def shipped_tables(year: int) -> Tables:
    """The tables of a fiscal year as its files hold them."""
    folder = files("workbook_templates") / str(year)
    settings = tomllib.loads((folder / "framework.toml").read_text(encoding="utf-8"))
    questions = csv.DictReader(io.StringIO((folder / "questions.csv").read_text(encoding="utf-8")))
    return settings, [dict(row) for row in questions]


@pytest.fixture
def tables() -> Tables:
    return shipped_tables(2568)


@pytest.mark.parametrize(
    ("year", "questions", "answers", "per_instrument"),
    [(2562, 93, 93, {"IIT": 30, "EIT": 15, "OIT": 48}), (2568, 52, 61, {"IIT": 15, "EIT": 18, "OIT": 28})],
)
def test_questions_of_a_year(year: int, questions: int, answers: int, per_instrument: dict[str, int]) -> None:
    framework = load_framework(year)
    assert len(framework.questions) == questions
    assert len(framework.answers) == answers
    assert {node.code: len(node.leaves) for node in framework.tree.children} == per_instrument
    assert framework.status == "confirmed"
    assert [node.code for node in framework.of_kind(Kind.INDICATOR)] == [str(n) for n in range(1, 11)]


@pytest.mark.parametrize(
    ("year", "ranges"),
    [
        (2562, {"9.1": (1, 9), "9.2": (10, 17), "9.3": (18, 24), "9.4": (25, 28), "9.5": (29, 33),
                "10.1": (34, 41), "10.2": (42, 48)}),
        (2568, {"9.1": (1, 4), "9.2": (5, 11), "9.3": (12, 13), "9.4": (14, 16), "9.5": (17, 20),
                "10.1": (21, 24), "10.2": (25, 28)}),
    ],
)  # fmt: skip
def test_items_of_sub_indicators(year: int, ranges: dict[str, tuple[int, int]]) -> None:
    framework = load_framework(year)
    found = {node.code: [leaf.code for leaf in node.children] for node in framework.of_kind(Kind.SUBINDICATOR)}
    assert found == {code: [f"o{n}" for n in range(a, b + 1)] for code, (a, b) in ranges.items()}


def test_weights_of_instruments_and_the_derived_item(framework: Framework) -> None:
    assert [item.weight for item in framework.instruments] == [30, 30, 40]
    heavy = {item.code: item.weight for item in framework.questions if item.weight != 1}
    assert heavy == ({"o27": Fraction(2)} if framework.views else {})
    assert [note.subject for note in framework.notes_on("10")] == ["10.2"] * len(framework.notes)


def test_the_shelf_lists_what_loads() -> None:
    assert {load_framework(year).year for year in list_years()} == set(list_years())
    assert find_framework(" 2568 ") is load_framework(2568)


def test_an_unknown_year_names_the_known_ones() -> None:
    with pytest.raises(DefinitionError) as error:
        load_framework(2499)
    assert (error.value.code, error.value.params["known"]) == ("D501", ", ".join(map(str, list_years())))


def test_the_digest_follows_the_definition(tables: Tables) -> None:
    settings, questions = tables
    before = build_framework(settings, questions).digest
    assert before == load_framework(2568).digest
    questions[0]["text"] += "?"
    assert build_framework(settings, questions).digest != before


def test_a_low_confidence_makes_a_draft(tables: Tables) -> None:
    settings, questions = tables
    settings["confidence"]["levels"] = "low"
    assert build_framework(settings, questions).status == "draft"


def spoil(settings: dict[str, Any], questions: list[dict[str, str]], fault: str) -> None:
    changes: dict[str, Callable[[], object]] = {
        "no text": lambda: questions[0].update(text=" "),
        "no indicator": lambda: questions[1].update(indicator="99"),
        "twice": lambda: questions[2].update(code="i1"),
        "wrong group": lambda: questions[-1].update(subindicator="9.1"),
        "no group": lambda: questions[-1].update(subindicator=""),
        "zero weight": lambda: questions[3].update(weight="0"),
        "bad weight": lambda: questions[3].update(weight="two"),
        "weights": lambda: settings["instruments"][0].update(weight=25),
        "no instrument": lambda: settings["indicators"][0].update(instrument="XXX"),
        "empty group": lambda: settings["subindicators"].append({"code": "9.9", "name": "n", "indicator": "9"}),
        "unreachable": lambda: settings["levels"].insert(0, {"name": "any", "overall": 0}),
        "last level": lambda: settings["levels"].pop(),
        "no levels": lambda: settings.pop("levels"),
        "no name": lambda: settings["indicators"][2].pop("name"),
        "bad table": lambda: settings.update(notes="text"),
        "bad year": lambda: settings.update(year="MMXXV"),
    }
    changes[fault]()


@pytest.mark.parametrize(
    ("fault", "codes"),
    [
        ("no text", ["D503"]),
        ("no indicator", ["D506"]),
        ("twice", ["D505"]),
        ("wrong group", ["D506"]),
        ("no group", ["D512"]),
        ("zero weight", ["D504"]),
        ("bad weight", ["D504"]),
        ("weights", ["D507"]),
        ("no instrument", ["D506"]),
        ("empty group", ["D508"]),
        ("unreachable", ["D509"] * 5),
        ("last level", ["D510"]),
        ("no levels", ["D503"]),
        ("no name", ["D503"]),
        ("bad table", ["D504"]),
        ("bad year", ["D504"]),
    ],
)
def test_each_fault_of_a_definition_is_told(tables: Tables, fault: str, codes: list[str]) -> None:
    settings, questions = tables
    spoil(settings, questions, fault)
    with pytest.raises(DefinitionError) as error:
        build_framework(settings, questions)
    assert [finding.code for finding in error.value.findings] == codes


def test_all_faults_are_told_at_once(tables: Tables) -> None:
    settings, questions = tables
    for fault in ("no text", "twice", "weights", "last level"):
        spoil(settings, questions, fault)
    with pytest.raises(DefinitionError) as error:
        build_framework(settings, questions)
    assert Counter(item.code for item in error.value.findings) == Counter(["D503", "D505", "D507", "D510"])


def test_31_offices_are_named_for_the_province() -> None:
    offices = load_offices("ตราด")
    assert len({office.code for office in offices}) == len({office.name for office in offices}) == 31
    assert all(office.name.endswith("จังหวัดตราด") and office.province == "ตราด" for office in offices)


@pytest.mark.parametrize(("later", "code"), [(1, "D520"), (5, "D520"), (6, "D501"), (-100, "D501")])
def test_a_coming_year_is_told_how_to_make_its_framework(later: int, code: str) -> None:
    last = max(list_years())
    with pytest.raises(DefinitionError) as error:
        find_framework(str(last + later))
    assert error.value.code == code
    for lang in ("th", "en"):
        assert (f"ita frameworks export {last} -o" in error.value.message(lang)) == (code == "D520")

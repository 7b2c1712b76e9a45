"""Check that the page names no command and no option: its readers have none."""

from __future__ import annotations

import csv
import re
from collections import Counter
from importlib import resources
from pathlib import Path

import pytest

from ita_xlsx.model.findings import CATALOGUE, Finding
from ita_xlsx.page.finding_words import page_words
from tests.support.page_round import ask, make_small_round, words_of

COMMAND = re.compile(r"\bita [a-z]+|(?<!\w)--[a-z]{2,}|ใช้คำสั่ง|run the command")


@pytest.mark.parametrize("lang", ["th", "en"])
def test_no_advice_names_a_command(lang: str) -> None:
    wrong = []
    for message in CATALOGUE.values():
        names = set(re.findall(r"{(\w+)}", f"{message.th}{message.fix_th}{message.en}{message.fix_en}"))
        params = tuple((name, "x") for name in sorted(names))
        _, fix = page_words(Finding(code=message.code, severity=message.severity, params=params), lang)
        if COMMAND.search(fix):
            wrong.append((message.code.value, fix))
    assert wrong == []


def test_no_screen_of_a_round_names_a_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # a call works in the folder of the page
    make_small_round(tmp_path)
    for call in ("round", "round_setup", "round_forms", "round_status", "round_check", "round_measures"):
        assert not COMMAND.search(words_of(ask(tmp_path, call))), call


def test_no_two_tables_give_the_same_key() -> None:
    """The later of two would be shown in both places."""
    tables = (resources.files("ita_xlsx.page") / "words").iterdir()
    texts = (item.read_text(encoding="utf-8") for item in tables if item.name.endswith(".csv"))
    keys = Counter(row["key"] for text in texts for row in csv.DictReader(text.splitlines()))
    assert [key for key, count in keys.items() if count > 1] == []

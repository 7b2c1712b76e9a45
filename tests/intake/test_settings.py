"""Check which settings of a round are read, and which are refused."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.errors import InputError
from ita_xlsx.intake.round_file import read_round
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.submission import Submission


def test_settings_of_a_round(tmp_path: Path) -> None:
    path = tmp_path / "round.toml"
    path.write_text(
        'framework = 2568\nprovince = "ตราด"\nroster = "r.csv"\n'
        'deadline = "๓๐ กันยายน ๒๕๖๙"\nthreshold = 90.5\n'
        '[contact]\nname = "ก"\n',
        encoding="utf-8",
    )
    settings = read_round(path)
    assert (settings.framework, settings.deadline, settings.threshold) == (
        "2568",
        date(2026, 9, 30),
        Fraction("90.5"),
    )
    assert (settings.contact.name, settings.roster) == ("ก", str(tmp_path / "r.csv"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("framework = ", "R606"),
        ('framework = "next"', "R607"),
        ('deadline = "soon"', "R607"),
        ('deadline = "31/2/2569"', "R607"),
        ("threshold = 101", "R607"),
        ('page = "http://localhost/ita.html"', "R607"),
        ('page = "ita.html"', "R607"),
        ("threshold = 84.999", "R607"),
        ('contact = "me"', "R607"),
        ('dead_line = "30/9/2569"', "R607"),
        ("[rules.nonsense]\nlimit = 1", "R607"),
        ("[rules.fell]\nlimits = 1", "R607"),
        ('[rules.fell]\nenabled = "no"', "R607"),
        ("[rules.lowest_indicator]\nlimit = 5", "R607"),
    ],
)
def test_settings_that_cannot_be_used(tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "round.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_round(path)
    assert error.value.code == code


def test_a_toml_date_may_have_a_buddhist_year(tmp_path: Path) -> None:
    path = tmp_path / "round.toml"
    path.write_text("deadline = 2569-09-30", encoding="utf-8")
    assert read_round(path).deadline == date(2026, 9, 30)


def test_rules_of_a_round(tmp_path: Path) -> None:
    path = tmp_path / "round.toml"
    path.write_text("[rules.fell]\nlimit = 2.5\n[rules.apart]\nenabled = false\n", encoding="utf-8")
    changes = {change.code.value: (change.enabled, change.limit) for change in read_round(path).rules}
    assert changes == {"fell": (True, Fraction("2.5")), "apart": (False, None)}


def test_the_address_of_the_page_stands_on_the_first_sheet_of_a_form(tmp_path: Path) -> None:
    path = tmp_path / "round.toml"
    path.write_text('framework = 2568\npage = "https://www.trat.go.th/ita.html"\n', encoding="utf-8")
    settings, framework = read_round(path), load_framework(2568)
    for is_named, given in ((True, settings), (False, replace(settings, page=""))):
        edition = Edition(issued=date(2026, 11, 20))
        form = make_form(framework, given, Submission(agency=Agency("", "ก")), edition)
        cover = openpyxl.load_workbook(io.BytesIO(form))["คำชี้แจง"]
        texts = [str(cell.value) for row in cover.iter_rows() for cell in row]
        assert any("https://www.trat.go.th/ita.html" in text for text in texts) is is_named


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('measures_for = "all"', (True, 3, ())),
        ("shared_by = 5", (False, 5, ())),
        ('shared_by = "๕"', (False, 5, ())),
        ('previous = "../a"', (False, 3, ("../a",))),
        ('previous = ["../a", "b.xlsx"]', (False, 3, ("../a", "b.xlsx"))),
        ('previous = ""', (False, 3, ())),
    ],
)
def test_settings_of_what_is_given_back(tmp_path: Path, line: str, expected: tuple[bool, int, tuple[str, ...]]) -> None:
    path = tmp_path / "round.toml"
    path.write_text(line, encoding="utf-8")
    settings = read_round(path)
    given = settings.measures_for_all, settings.shared_by, settings.previous
    assert given == (*expected[:2], tuple(str(tmp_path / item) for item in expected[2]))


@pytest.mark.parametrize(
    "line", ['measures_for = "P01"', "shared_by = 0", "shared_by = true", 'shared_by = "many"', "previous = 3",
             "previous = [1]"]
)  # fmt: skip
def test_a_wrong_setting_of_what_is_given_back_is_refused(tmp_path: Path, line: str) -> None:
    path = tmp_path / "round.toml"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_round(path)
    assert refused.value.code == "R607"

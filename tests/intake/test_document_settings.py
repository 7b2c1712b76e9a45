"""Check which settings of the report and the letters are read, and which are refused."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.new_round import settings_text
from ita_xlsx.cycle.settings.next_settings import next_settings, year_settings
from ita_xlsx.errors import InputError
from ita_xlsx.intake.round_file import parse_round, read_round
from ita_xlsx.model.agency import Agency, Roster
from ita_xlsx.model.measures import Plan
from ita_xlsx.model.report.report_settings import FigureSource, Ranking, ReportSettings

ROUND = Path("round/round.toml")
FULL = """
[report]
strength = "๙๐"
figures = "computed"
rank = 12
rank_of = "8,317"
rank_kind = "จังหวัด"
rank_agency = "P02"
national_mean = 93.82
district = "เมือง"
publication_url = "https://www.example.go.th/ita"
signatory = "นาย ค ง"
position = "ผู้ว่าราชการจังหวัด"
master = "own.docx"
notes = false
[letter]
office = "สำนักงานจังหวัด"
number_prefix = "สป 0017.2/"
phone = "0 2395 0001"
extension = 12
signatory = "นาย ก ข"
position = "หัวหน้าสำนักงานจังหวัด"
acting_for = "ผู้ว่าราชการจังหวัด"
emblem = "emblem.png"
master = "letter.docx"
"""


def test_every_setting_is_read() -> None:
    settings = parse_round(FULL, ROUND)
    report, letter = settings.report, settings.letter
    assert (report.strength_limit, report.figures) == (Fraction(90), FigureSource.COMPUTED)
    assert report.ranking == Ranking(rank=12, of=8317, kind="จังหวัด", agency="P02")
    assert (report.national_mean, report.district) == (Fraction("93.82"), "เมือง")
    assert (report.publication_url, report.notes) == ("https://www.example.go.th/ita", False)
    assert (report.signatory.name, report.signatory.position) == ("นาย ค ง", "ผู้ว่าราชการจังหวัด")
    assert (report.master, letter.master) == ("round/own.docx", "round/letter.docx")
    assert (letter.office, letter.number_prefix, letter.phone) == ("สำนักงานจังหวัด", "สป 0017.2/", "0 2395 0001")
    assert (letter.extension, letter.emblem) == ("12", "round/emblem.png")
    assert (letter.signatory.name, letter.signatory.acting_for) == ("นาย ก ข", "ผู้ว่าราชการจังหวัด")


def test_nothing_is_set_without_the_tables() -> None:
    assert parse_round("", ROUND).report == ReportSettings()
    assert (
        parse_round("[report]\nrank = ''\nnational_mean = ''\n[letter]\noffice = ''", ROUND).report.ranking.rank is None
    )


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("report = 1", "report"),
        ('letter = "me"', "letter"),
        ("[report]\nstrenght = 90", "report.strenght"),
        ("[letter]\nname = 'x'", "letter.name"),
        ("[report]\nstrength = 101", "report.strength"),
        ("[report]\nstrength = 'high'", "report.strength"),
        ("[report]\nnational_mean = 93.821", "report.national_mean"),
        ("[report]\nfigures = 'both'", "report.figures"),
        ("[report]\nnotes = 'no'", "report.notes"),
        ("[report]\nnotes = 0", "report.notes"),
        ("[report]\nrank = 3", "report.rank"),
        ("[report]\nrank_of = 76", "report.rank_of"),
        ("[report]\nrank = 77\nrank_of = 76", "report.rank"),
        ("[report]\nrank = 0\nrank_of = 76", "report.rank"),
        ("[report]\nrank = 1.5\nrank_of = 76", "report.rank"),
        ("[report]\nrank = -1\nrank_of = 76", "report.rank"),
        ("[report]\ndistrict = ['a']", "report.district"),
        ("[report]\npublication_url = 'www'", "report.publication_url"),
        ("[report]\npublication_url = 'file:///etc/passwd'", "report.publication_url"),
        ("[report]\nmaster = 'own.doc'", "report.master"),
        ("[report]\nmaster = 'own.docm'", "report.master"),
        ("[letter]\nmaster = 'own.dotx'", "letter.master"),
        ("[letter]\nemblem = 'seal.svg'", "letter.emblem"),
        ("[letter]\nphone = true", "letter.phone"),
    ],
)
def test_a_setting_that_cannot_be_used_is_told_with_its_key(text: str, key: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_round(text, ROUND)
    assert (caught.value.code, caught.value.params["key"]) == ("R607", key)
    assert caught.value.params["hint_th"]


def test_the_number_of_letters_is_given_elsewhere() -> None:
    with pytest.raises(InputError) as caught:
        parse_round("[letter]\nnumber = 'ตร 0017/ว 1'", ROUND)
    assert "--number" in caught.value.params["hint_th"]
    assert "--number" in caught.value.params["hint_en"]


ONE, TWO = Agency("P01", "ก"), Agency("P02", "ข")


@pytest.mark.parametrize(
    ("ranking", "roster", "expected"),
    [
        (Ranking(), Roster((ONE,)), ()),
        (Ranking(rank=3, of=76), None, ("ก", "ข")),
        (Ranking(rank=3, of=76), Roster((ONE,)), ("ก", "ข")),
        (Ranking(rank=3, of=76), Roster((ONE, TWO)), ()),
        (Ranking(rank=3, of=76, agency="p02."), Roster((ONE, TWO)), ("ข",)),
        (Ranking(rank=3, of=76, agency=" ก"), Roster((ONE, TWO)), ("ก",)),
        (Ranking(rank=3, of=76, agency="อื่น"), None, ()),
    ],
)
def test_a_rank_is_that_of_one_agency(ranking: Ranking, roster: Roster | None, expected: tuple[str, ...]) -> None:
    assert tuple(item.name for item in (ONE, TWO) if ranking.is_for(item, roster)) == expected


def test_the_settings_of_a_new_round_can_all_be_uncommented(tmp_path: Path) -> None:
    text = settings_text("2568", load_framework(2568), '"ตราด"')
    tables = text[text.index("# [report]") : text.index("# ผู้ประสานงาน")]
    entry = re.compile(r"# (\[[a-z]+\]|[a-z_]+ = \S+(?:  # .*)?)")
    lines = [match[1] for line in tables.splitlines() if (match := entry.fullmatch(line))]
    path = tmp_path / "round.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    settings = read_round(path)
    assert len(lines) == 31
    assert settings.report.strength_limit == Fraction(90)
    assert not settings.report.notes
    assert settings.letter.emblem.endswith("emblem.png")


@pytest.mark.parametrize(
    "line",
    ["rank = 3", "rank_of = 76", 'national_mean = "93.82"', " publication_url = 'https://a.go.th/1' # x", '"rank" = 3'],
)
def test_a_figure_of_the_old_year_is_not_set_in_the_next(line: str) -> None:
    text = f'framework = 2568\n[report]\n{line}\ndistrict = "ก"\n[contact]\nname = ""\n'
    years = (load_framework(2568), load_framework(2569))
    new = next_settings(text, "2569", years, Plan(), is_in_force=False)
    assert f"\n# {line}\n" in new
    assert parse_round(new, ROUND).report.district == "ก"
    assert len(year_settings(text)) == 1
    assert year_settings(new) == ()


@pytest.mark.parametrize(
    "line", ["rank = ''", 'national_mean = ""', "# rank = 3", "rank_kind = 'จังหวัด'", "notes = false"]
)
def test_what_holds_for_every_year_stays(line: str) -> None:
    text = f"framework = 2568\n[report]\n{line}\n"
    assert year_settings(text) == ()
    years = (load_framework(2568), load_framework(2569))
    assert f"\n{line}\n" in next_settings(text, "2569", years, Plan(), is_in_force=False)


def test_a_dotted_key_is_found_too() -> None:
    assert year_settings("framework = 2568\nreport.rank = 3\nreport.rank_of = 76\n[contact]\nrank = 1") == (
        "rank",
        "rank_of",
    )

"""A framework as a workbook: out and in without loss, every fault with its cell, a year made without code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from importlib.resources import files
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook

from ita_xlsx.catalogue import Definition, list_years, load_framework, load_measures
from ita_xlsx.cycle.context import find_definition, load_context, read_definition_bytes
from ita_xlsx.cycle.frameworks import check_definition, export_definition, make_definition
from ita_xlsx.errors import DefinitionError
from ita_xlsx.intake.forms.form import read_stamp
from ita_xlsx.intake.isolation.worker import read_sheets
from ita_xlsx.intake.workbook.cells import clean_text
from ita_xlsx.model.framework import Framework, Level
from ita_xlsx.model.layout.framework_layout import GUIDE, SPARE_ROWS, TABLES
from tests.conftest import ISSUED
from tests.forms import entries, fill_by_openpyxl
from tests.libreoffice.office import Office
from tests.libreoffice.pages import bare, page_texts
from tests.libreoffice.workbooks import package_parts
from tests.program import printed, run

YEARS = list_years()
Spoil = Callable[[Workbook], object]


def exported(tmp_path: Path, year: int = 2568) -> Path:
    return export_definition(str(year), tmp_path / f"{year}.xlsx", ISSUED)


def shipped(year: int) -> Definition:
    return Definition(load_framework(year), load_measures())


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ITA_LANG", "en")
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("year", YEARS)
def test_export_and_load_are_inverse(year: int, tmp_path: Path) -> None:
    path = exported(tmp_path, year)
    loaded = find_definition(str(path))
    assert loaded == shipped(year)
    assert loaded.framework.digest == load_framework(year).digest


@pytest.mark.parametrize("year", YEARS)
def test_a_copy_saved_by_openpyxl_loads_the_same(year: int, tmp_path: Path) -> None:
    path = exported(tmp_path, year)
    openpyxl.load_workbook(path).save(tmp_path / "copy.xlsx")
    assert find_definition(str(tmp_path / "copy.xlsx")) == shipped(year)


@pytest.mark.parametrize("year", [2562, 2568])
def test_a_copy_saved_by_libreoffice_loads_the_same(year: int, office: Office, tmp_path: Path) -> None:
    office.recalculate(exported(tmp_path, year), tmp_path / "copy.xlsx")
    assert find_definition(str(tmp_path / "copy.xlsx")) == shipped(year)


def test_a_folder_and_a_year_are_found_as_before(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    for name in ("framework.toml", "questions.csv"):
        text = (files("workbook_templates") / "2568" / name).read_text(encoding="utf-8")
        (folder / name).write_text(text, encoding="utf-8")
    assert find_definition(str(folder)) == find_definition("2568") == shipped(2568)


def test_the_same_framework_gives_the_same_parts(tmp_path: Path) -> None:
    once, again = exported(tmp_path), tmp_path / "again.xlsx"
    again.write_bytes(make_definition(shipped(2568), ISSUED))
    assert package_parts(once) == package_parts(again)


def test_sheets_lists_notes_and_room(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(exported(tmp_path))
    assert book.sheetnames == [GUIDE, *(table.sheet for table in TABLES.values()), "_ita"]
    assert book["_ita"].sheet_state == "veryHidden"
    sheet = book["ข้อคำถาม"]
    assert [cell.value for cell in sheet[4]] == [column.header for column in TABLES["questions"].columns]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    last = 4 + 52 + SPARE_ROWS
    assert rules[f"B5:B{last}"].formula1 == f"'ตัวชี้วัด'!$A$5:$A${4 + 10 + SPARE_ROWS}"
    assert rules[f"E5:E{last}"].formula1 == '"มีแหล่งที่มา,สันนิษฐาน"'
    assert all(rule.promptTitle or rule.prompt for rule in rules.values())
    assert not sheet.protection.sheet
    assert sheet.freeze_panes == "A5"
    assert not sheet.cell(last, 6).protection.locked
    assert sheet.cell(5, 1).number_format == "@"


# Sheets as the workbook names them.
S = {key: table.sheet for key, table in TABLES.items()}


def told(path: Path) -> list[tuple[str, str]]:
    return [(finding.code, finding.place) for finding in check_definition(str(path)).findings]


def shuffle(book: Workbook) -> None:
    """What people do: rename and reorder sheets, move columns, leave rows empty, paste texts for numbers."""
    for sheet in book.worksheets:
        book.move_sheet(sheet, -book.index(sheet))
    book[S["questions"]].title = "คำถามปีใหม่"
    sheet = book["คำถามปีใหม่"]
    sheet.insert_rows(3, 4)
    sheet.insert_rows(20, 2)
    sheet.insert_cols(2)
    sheet["B8"] = "ผู้รับผิดชอบ"
    for row in range(9, 14):
        sheet.cell(row, 1).value = f" {sheet.cell(row, 1).value}  "
        sheet.cell(row, 5).value = "๑"
        sheet.cell(row, 3).value = int(str(sheet.cell(row, 3).value))
    book[S["settings"]]["B5"] = "๒๕๖๘"
    book[S["settings"]]["B7"] = "HIGH "
    book[S["instruments"]]["C5"] = "30.0 "
    book[S["instruments"]]["D7"] = True
    book[S["subindicators"]]["A5"] = "๙.๑"
    book[S["subindicators"]]["C5"] = 9
    book[S["rules"]]["B5"] = "ข้อ,เครื่องมือ / indicator"
    book[S["levels"]]["D4"] = "หมายเหตุของเรา"
    book[S["levels"]]["A4"] = "ชื่อ ระดับ "
    book[S["indicators"]].append(["", "  "])


def test_reading_is_tolerant(tmp_path: Path) -> None:
    path = exported(tmp_path)
    book = openpyxl.load_workbook(path)
    shuffle(book)
    book.save(path)
    assert told(path) == []
    assert find_definition(str(path)) == shipped(2568)


def test_a_workbook_of_another_kind_is_refused(tmp_path: Path) -> None:
    assert run("template", "--framework", "2568", "--blank", "-o", "form.xlsx") == 0
    openpyxl.Workbook().save("empty.xlsx")
    for name in ("form.xlsx", "empty.xlsx"):
        assert told(Path(name)) == [("D517", "")]
        assert run("frameworks", "check", name) == 3
    assert run("template", "--framework", "form.xlsx", "--blank", "-o", "x.xlsx") == 3


def test_the_desk_takes_framework_and_measures(tmp_path: Path) -> None:
    path = exported(tmp_path)
    book = openpyxl.load_workbook(path)
    book[S["settings"]]["B5"] = 2570
    book[S["measures"]]["C5"] = "มาตรการของเรา"
    book.save(path)
    context = load_context(framework=str(path))
    assert context.framework is not None
    assert context.framework.year == 2570
    assert context.find("2570") is context.framework
    assert context.measures[0].measure == "มาตรการของเรา"
    assert context.measures[1:] == load_measures()[1:]
    assert path in context.inputs
    assert load_context(framework="2568").measures == load_context().measures == load_measures()


def test_list_show_export_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("frameworks") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [int(line.split()[0]) for line in lines[1:-1]] == sorted(YEARS, reverse=True)
    assert run("frameworks", "show", "2568") == 0
    shown = capsys.readouterr().out
    assert all(word in shown for word in ("o25-o28, o27 × 2", "EIT Public", "≥ 95", "lowest_question", "medium-high"))
    assert run("frameworks", "show", "2562", "--lang", "th") == 0
    assert "กติกา" in capsys.readouterr().out
    assert run("frameworks", "export", "2568", "-o", "next") == 0
    assert run("frameworks", "export", "2568", "-o", "next.xlsx") == 3
    assert run("frameworks", "export", "2568", "-o", "next.xlsx", "--force", "--issued", "20/11/2569") == 0
    assert Path("next.xlsx").read_bytes() == make_definition(shipped(2568), ISSUED)
    assert run("frameworks", "export", "next.xlsx", "-o", "next.xlsx", "--force") == 3
    assert run("frameworks", "check", "next.xlsx") == 0
    assert "no faults" in capsys.readouterr().out
    assert run("frameworks", "show", "1999") == 3
    assert run("frameworks", "export", "2568") == 2


def test_check_exits_1_for_faults_and_3_for_what_cannot_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    run("frameworks", "export", "2568", "-o", "next.xlsx")
    book = openpyxl.load_workbook("next.xlsx")
    book[S["questions"]]["F6"] = None
    book.save("next.xlsx")
    assert run("frameworks", "check", "next.xlsx") == 1
    assert "ข้อคำถาม!F6" in capsys.readouterr().out
    Path("junk.xlsx").write_bytes(b"junk")
    for name in ("junk.xlsx", "no.xlsx", "no"):
        assert run("frameworks", "check", name) == 3
    assert run("template", "--framework", "next.xlsx", "--blank", "-o", "form.xlsx") == 3
    assert not Path("form.xlsx").exists()


def test_json_by_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    code, document = printed(capsys, "frameworks", "--format", "json")
    assert (code, [entry["year"] for entry in document["results"]]) == (0, sorted(YEARS, reverse=True))
    run("frameworks", "export", "2569", "-o", "next.xlsx")
    code, document = printed(capsys, "frameworks", "check", "next.xlsx", "--format", "json")
    entry = document["results"][0]
    assert (code, entry["file"], entry["status"], entry["answers"]) == (0, "next.xlsx", "draft", 59)
    book = openpyxl.load_workbook("next.xlsx")
    book[S["instruments"]]["C5"] = 25
    book.save("next.xlsx")
    code, document = printed(capsys, "frameworks", "check", "next.xlsx", "--format", "json")
    finding = document["findings"][0]
    assert (code, document["results"], finding["file"]) == (1, [], "next.xlsx")
    assert (finding["code"], finding["sheet"], finding["cell"], finding["value"]) == (
        "D507", "เครื่องมือ", "C5:C7", "95",
    )  # fmt: skip


TEXT = st.text("กขคงจฉชซaAbZ ๑19.%=+-@'\"<&;:()ิ่้", min_size=1, max_size=30).map(clean_text).filter(bool)
WEIGHT = st.fractions(min_value=Fraction(1, 97), max_value=1000, max_denominator=97)


@st.composite
def changed(draw: st.DrawFn) -> Framework:
    """A shipped framework with other names, weights and levels."""
    base = load_framework(draw(st.sampled_from([2562, 2568])))
    first = draw(st.fractions(min_value=1, max_value=49, max_denominator=9))
    second = draw(st.fractions(min_value=1, max_value=49, max_denominator=7))
    weights = (first, second, 100 - first - second)
    marks = draw(st.lists(st.decimals(1, 100, places=2), min_size=1, max_size=6, unique=True))
    limits = [*sorted((Fraction(mark) for mark in marks), reverse=True), Fraction(0)]
    names = draw(st.lists(TEXT, min_size=len(limits), max_size=len(limits), unique_by=lambda name: name.casefold()))
    named = dict(zip(names, limits, strict=True))
    if len({name.replace(" ", "").translate(str.maketrans("๑", "1")).casefold().rstrip(".") for name in named}) < len(
        named
    ):
        named = {f"{number}": limit for number, limit in enumerate(limits)}
    return replace(
        base,
        year=draw(st.integers(2500, 2700)),
        pass_mark=draw(st.decimals(0, 100, places=2).map(Fraction)),
        instruments=tuple(replace(item, name=draw(TEXT), weight=weight)
                          for item, weight in zip(base.instruments, weights, strict=True)),
        indicators=tuple(replace(item, name=draw(TEXT)) for item in base.indicators),
        questions=tuple(replace(item, weight=draw(WEIGHT), text=draw(TEXT)) for item in base.questions[:3])
        + base.questions[3:],
        levels=tuple(Level(name, limit) for name, limit in named.items()),
    )  # fmt: skip


@settings(max_examples=15, deadline=None)
@given(changed())
def test_export_and_load_are_inverse_whatever_is_changed(framework: Framework) -> None:
    definition = Definition(framework, load_measures()[:2])
    assert read_definition_bytes(make_definition(definition, ISSUED), "x.xlsx") == definition


def edited(office: Office, tmp_path: Path) -> Path:
    """The form of 2568 edited into one of 2570 at the keyboard: new weights, questions, a level between."""
    source, opened, target = exported(tmp_path), tmp_path / "opened.xlsx", tmp_path / "next.xlsx"
    office.edit(source, opened, [("insert_rows", S["levels"], 8, 1)])
    office.type_into(opened, target, [
        (S["settings"], "B5", "2570"), (S["settings"], "B7", "สันนิษฐาน"), (S["settings"], "C7", "ประกาศปี 2570"),
        (S["instruments"], "C5", "25"), (S["instruments"], "C6", "35"),
        # After the 52 questions come the empty rows; o4 moves to 10.1.
        (S["questions"], "A57", "o29"), (S["questions"], "B57", "10"), (S["questions"], "C57", "10.2"),
        (S["questions"], "D57", "1"), (S["questions"], "E57", "มีแหล่งที่มา"),
        (S["questions"], "F57", "การเปิดเผยข้อมูลการใช้ปัญญาประดิษฐ์ในการให้บริการ"),
        (S["questions"], "A58", "i16"), (S["questions"], "B58", "5"), (S["questions"], "D58", "0.5"),
        (S["questions"], "E58", "สันนิษฐาน"), (S["questions"], "F58", "ท่านเชื่อมั่นในช่องทางร้องเรียน มากน้อยเพียงใด"),
        (S["questions"], "B32", "10"), (S["questions"], "C32", "10.1"),
        (S["levels"], "A8", "เกือบผ่าน"), (S["levels"], "B8", "80"),
        (S["measures"], "C5", "มาตรการที่จังหวัดคิดเอง"),
    ])  # fmt: skip
    return target


def test_a_year_nobody_coded_runs_through_the_round(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = edited(office, tmp_path)
    assert told(path) == []
    framework = find_definition(str(path)).framework
    nodes = framework.nodes
    assert [item.weight for item in framework.instruments] == [25, 35, 40]
    assert [leaf.code for leaf in nodes["10.1"].leaves] == ["o4", "o21", "o22", "o23", "o24"]
    assert [leaf.code for leaf in nodes["10.2"].leaves] == ["o25", "o26", "o27", "o28", "o29"]
    assert nodes["i16"].weight == Fraction(1, 2)
    assert [level.name for level in framework.levels][3:5] == ["เกือบผ่าน", "ต้องปรับปรุง"]
    assert run("template", "--framework", path, "--agency", "สำนักงานทดสอบ", "-o", "form.xlsx") == 0
    # Between the new level and the one above it.
    scores = {leaf.subject: f"{80 + number % 4}" for number, leaf in enumerate(framework.answers)}
    fill_by_openpyxl(Path("form.xlsx"), Path("filled.xlsx"), entries(framework, scores))
    assert run("check", "filled.xlsx") == 3
    assert "W103" in capsys.readouterr().out
    code, document = printed(capsys, "check", "filled.xlsx", "--framework", path, "--format", "json")
    assert (code, document["results"][0]["answered"]) == (0, 63)
    code, document = printed(
        capsys, "analyze", "filled.xlsx", "--framework", path, "-o", "analysis.xlsx", "--format", "json"
    )
    results = document["results"]
    assert (code, results["year"], results["framework_status"]) == (0, 2570, "draft")
    assert results["complete"]
    assert results["level"] == "เกือบผ่าน"
    instruments = {name: Fraction(score) for name, score in results["instruments"].items()}
    whole = (25 * instruments["IIT"] + 35 * instruments["EIT"] + 40 * instruments["OIT"]) / 100
    assert abs(whole - Fraction(results["overall"])) <= Fraction(1, 100)
    assert openpyxl.load_workbook("analysis.xlsx").sheetnames[0] == "สรุปผล"


def test_the_workbook_prints_whole(printer: Office, tmp_path: Path) -> None:
    path, pdf = exported(tmp_path), tmp_path / "framework.pdf"
    for sheet in openpyxl.load_workbook(path).worksheets:
        if sheet.sheet_state == "visible":
            heights = enumerate(printer.row_heights(path, sheet.title), 1)
            assert [(sheet.title, row) for row, (ours, needed) in heights if ours < needed - 0.5] == []
    printer.pdf(path, pdf)
    pages = page_texts(pdf)
    everything = bare("".join(pages))
    assert all(bare(table.title) in everything for table in TABLES.values())
    assert all(bare(item.text) in everything for item in load_framework(2568).questions)
    assert all(f"- {number} -" in page for number, page in enumerate(pages, 1))


def test_the_stamp_names_the_kind(tmp_path: Path) -> None:
    stamp = read_stamp(read_sheets(exported(tmp_path).read_bytes()))
    assert stamp is not None
    assert (stamp.schema, stamp.year, stamp.digest) == ("ita-xlsx/framework/1", "2568", load_framework(2568).digest)
    assert run("check", exported(tmp_path, 2562)) == 3


def test_unreadable_numbers_stop_the_template_with_the_fault(capsys: pytest.CaptureFixture[str]) -> None:
    run("frameworks", "export", "2568", "-o", "next.xlsx")
    book = openpyxl.load_workbook("next.xlsx")
    book[S["instruments"]]["C5"] = "สามสิบ"
    book.save("next.xlsx")
    assert run("template", "--framework", "next.xlsx", "--blank", "-o", "x.xlsx") == 3
    assert "D504" in capsys.readouterr().err
    with pytest.raises(DefinitionError):
        find_definition("next.xlsx")

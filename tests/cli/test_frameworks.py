"""Check that the commands on frameworks list, show, export and check them, and report each fault."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from ita_xlsx.catalogue import list_years
from ita_xlsx.cycle.frameworks import make_definition
from ita_xlsx.cycle.settings.load_context import find_definition
from ita_xlsx.errors import DefinitionError
from ita_xlsx.model.layout.framework_layout import TABLES
from tests.conftest import EDITION
from tests.support.cells import definition_cell as at
from tests.support.definitions import shipped
from tests.support.program import printed, run

YEARS = list_years()


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ITA_LANG", "en")
    monkeypatch.chdir(tmp_path)


# Sheets as the workbook names them.
S = {key: table.sheet for key, table in TABLES.items()}


def test_list_show_export_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("frameworks") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [int(line.split()[0]) for line in lines[1:-1]] == sorted(YEARS, reverse=True)
    assert run("frameworks", "show", "2568") == 0
    shown = capsys.readouterr().out
    assert all(word in shown for word in ("o25-o28, o27 × 2", "EIT Public", "≥ 95", "lowest_question", "medium"))
    assert run("frameworks", "show", "2562", "--lang", "th") == 0
    assert "กติกา" in capsys.readouterr().out
    assert run("frameworks", "export", "2568", "-o", "next") == 0
    assert run("frameworks", "export", "2568", "-o", "next.xlsx") == 3
    assert run("frameworks", "export", "2568", "-o", "next.xlsx", "--force", "--issued", "20/11/2569") == 0
    assert Path("next.xlsx").read_bytes() == make_definition(shipped(2568), EDITION)
    assert run("frameworks", "export", "next.xlsx", "-o", "next.xlsx", "--force") == 3
    assert run("frameworks", "check", "next.xlsx") == 0
    assert "no faults" in capsys.readouterr().out
    assert run("frameworks", "show", "1999") == 3
    assert run("frameworks", "export", "2568") == 2


def test_check_exits_1_for_faults_and_3_for_what_cannot_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    run("frameworks", "export", "2568", "-o", "next.xlsx")
    book = openpyxl.load_workbook("next.xlsx")
    at("questions", 2, "text").of(book).value = None
    book.save("next.xlsx")
    assert run("frameworks", "check", "next.xlsx") == 1
    assert str(at("questions", 2, "text")) in capsys.readouterr().out
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
    at("instruments", 1, "weight").of(book).value = 25
    book.save("next.xlsx")
    code, document = printed(capsys, "frameworks", "check", "next.xlsx", "--format", "json")
    finding = document["findings"][0]
    assert (code, document["results"], finding["file"]) == (1, [], "next.xlsx")
    assert (finding["code"], finding["sheet"], finding["cell"], finding["value"]) == (
        "D507", *at("instruments", 1, "weight").to(at("instruments", 3, "weight")), "95",
    )  # fmt: skip


def test_unreadable_numbers_stop_the_template_with_the_fault(capsys: pytest.CaptureFixture[str]) -> None:
    run("frameworks", "export", "2568", "-o", "next.xlsx")
    book = openpyxl.load_workbook("next.xlsx")
    at("instruments", 1, "weight").of(book).value = "สามสิบ"
    book.save("next.xlsx")
    assert run("template", "--framework", "next.xlsx", "--blank", "-o", "x.xlsx") == 3
    assert "D504" in capsys.readouterr().err
    with pytest.raises(DefinitionError):
        find_definition("next.xlsx")

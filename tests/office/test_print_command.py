"""Check that the print command prints what it can, and reports what it cannot print."""

from __future__ import annotations

import hashlib
import http.server
import io
import shutil
import threading
import zipfile
from pathlib import Path

import openpyxl
import pypdf
import pytest
import xlsxwriter

from ita_xlsx.cycle.analyze import make_analysis
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.layout.page import HOUSE
from ita_xlsx.office import libreoffice as program
from ita_xlsx.office import paper_font
from tests.conftest import EDITION
from tests.libreoffice import fonts
from tests.libreoffice.office import Office
from tests.libreoffice.pages import bare, page_texts
from tests.office.filled_forms import MEASURES, form, steps_of
from tests.support.forms import analysed
from tests.support.program import run


@pytest.fixture
def house(printer: Office, fontconfig: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder to work in, with the house font."""
    monkeypatch.setenv("FONTCONFIG_FILE", str(fontconfig))
    monkeypatch.setenv("ITA_LANG", "en")
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    return tmp_path


def bookmarks(pdf: str) -> list[str]:
    return [str(item.title) for item in pypdf.PdfReader(pdf).outline if not isinstance(item, list)]


def told(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The codes on the screen, once each."""
    words = capsys.readouterr().out.split()
    return sorted({word for word in words if len(word) == 4 and word[0].isupper() and word[1:].isdigit()})


def test_what_cannot_be_printed_is_told_and_the_rest_is_printed(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = form(Path("in/a.xlsx"), Agency("P01", "สำนักงานหนึ่ง"), steps_of(1))
    form(Path("in/b.xlsx"), Agency("P02", "สำนักงานสอง"), steps_of(2))
    form(Path("in/b2.xlsx"), Agency("P02", "สำนักงานสอง"), steps_of(3))
    form(Path("in/c.xlsx"), Agency("P03", "สำนักงานสาม"), [])
    Path("in/analysis.xlsx").write_bytes(make_analysis(analysed(first), EDITION))
    xlsxwriter.Workbook("in/foreign.xlsx").close()
    Path("in/junk.xlsx").write_bytes(b"junk")
    before = {path: hashlib.sha256(path.read_bytes()).digest() for path in Path("in").iterdir()}

    assert run("print", "in", "-o", "out") == 1
    assert bookmarks("out.pdf") == ["สำนักงานหนึ่ง", "analysis"]
    assert told(capsys) == ["C725", "F104", "N158", "W101"]
    assert "ผลการวิเคราะห์" in "".join(page_texts(Path("out.pdf")))

    assert run("print", "in", "-o", "out.pdf") == 3, "what exists is not overwritten"
    assert run("print", "in", "-o", "out.pdf", "--force", "--use", "b2.xlsx") == 1
    assert bookmarks("out.pdf") == ["สำนักงานหนึ่ง", "สำนักงานสอง", "analysis"]
    assert {path: hashlib.sha256(path.read_bytes()).digest() for path in Path("in").iterdir()} == before


def test_an_analysis_alone_is_printed_as_it_is(house: Path) -> None:
    filled = form(Path("in/a.xlsx"), Agency("P01", "สำนักงานหนึ่ง"), steps_of(1))
    Path("analysis.xlsx").write_bytes(make_analysis(analysed(filled), EDITION))
    assert run("print", "analysis.xlsx", "-o", "out.pdf") == 0
    assert bookmarks("out.pdf") == ["analysis"]


def test_forms_without_a_step_make_no_file(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form(Path("in/a.xlsx"), Agency("P01", "สำนักงานหนึ่ง"), [])
    assert run("print", "in", "-o", "out.pdf") == 3
    assert told(capsys) == ["C725"]
    assert not Path("out.pdf").exists()


def test_forms_in_which_nobody_filled_in_anything_are_told(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The steps of the plan were typed for the agency; a status alone is an answer."""
    for number, key in enumerate(("", "status", "url", "note")):
        path = form(Path(f"in/{number}.xlsx"), Agency(f"P0{number}", f"สำนักงาน {number}"), [])
        book = openpyxl.load_workbook(path)
        for row, text in enumerate(("ก", "ข"), MEASURES.first_row + 1):
            book[MEASURES.sheet].cell(row, MEASURES.col("step") + 1, text)
        if key:
            book[MEASURES.sheet].cell(MEASURES.first_row + 2, MEASURES.col(key) + 1, "แล้วเสร็จ")
        book.save(path)
    assert run("print", "in", "-o", "out.pdf") == 0
    assert bookmarks("out.pdf") == ["สำนักงาน 1", "สำนักงาน 2", "สำนักงาน 3"]
    assert told(capsys) == ["C725"]


@pytest.mark.parametrize(
    ("output", "made", "is_told"),
    [
        ("e/b.txt", "e/b.txt.pdf", True),
        ("b.xlsx", "b.xlsx.pdf", True),
        ("b", "b.pdf", False),
        ("b.PDF", "b.PDF", False),
    ],
)
def test_what_the_file_is_called_is_told_where_it_was_called_otherwise(
    house: Path, capsys: pytest.CaptureFixture[str], output: str, made: str, is_told: bool
) -> None:
    Path("e").mkdir()
    form(Path("in/a.xlsx"), Agency("P01", "สำนักงานหนึ่ง"), steps_of(1))
    assert run("print", "in", "-o", output) == 0
    said = capsys.readouterr().out
    assert Path(made).exists()
    assert ("C727" in said) is is_told
    assert Path(made).name in said


def test_a_program_named_from_here_is_found(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("office").symlink_to(program.find_program())
    monkeypatch.setenv("ITA_SOFFICE", "./office")
    form(Path("in/a.xlsx"), Agency("P01", "สำนักงานหนึ่ง"), steps_of(1))
    assert run("print", "in", "-o", "out.pdf") == 0


def test_the_same_forms_give_the_same_pdf(house: Path) -> None:
    form(Path("in/a.xlsx"), Agency("P01", "สำนักงานหนึ่ง"), steps_of(1))
    for name in ("one.pdf", "two.pdf"):
        assert run("print", "in", "-o", name, "--issued", "2026-11-20", "-q") == 0
    assert Path("one.pdf").read_bytes() == Path("two.pdf").read_bytes()


def test_another_font_is_told(house: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    only = Path("only")
    only.mkdir()
    shutil.copy(fonts.served("Carlito")[1], only)
    places = f"<dir>{only.absolute()}</dir><cachedir>{only.absolute()}</cachedir>"
    config = f'<?xml version="1.0"?><fontconfig>{places}</fontconfig>'
    Path("fonts.conf").write_text(config, encoding="utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(Path("fonts.conf").absolute()))
    form(Path("in/a.xlsx"), Agency("P01", "สำนักงานหนึ่ง"), steps_of(1))
    assert run("print", "in", "-o", "out.pdf") == 0
    said = capsys.readouterr().out
    assert "C724" in said
    assert "Carlito" in said


def test_printing_asks_nobody(house: Path) -> None:
    """A picture that is only linked is not fetched, from whatever workbook."""
    asked: list[str] = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, *words: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        stream = io.BytesIO()
        with xlsxwriter.Workbook("linked.xlsx") as book:
            book.add_worksheet().insert_image("A1", "x.png", {"image_data": io.BytesIO(PNG)})
        with zipfile.ZipFile("linked.xlsx") as whole, zipfile.ZipFile(stream, "w") as changed:
            for name in whole.namelist():
                part = whole.read(name).replace(b'r:embed="rId1"', b'r:link="rId1"')
                target = f'Target="http://127.0.0.1:{server.server_port}/x.png" TargetMode="External"'.encode()
                changed.writestr(name, part.replace(b'Target="../media/image1.png"', target))
        Path("linked.xlsx").write_bytes(stream.getvalue())
        (made,) = program.make_pages(program.find_program(), [Path("linked.xlsx").absolute()], Path.cwd())
        server.shutdown()
    assert made is not None
    assert asked == []


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8ffff3f0005fe02fe"
    "dccc59e70000000049454e44ae426082"
)


def test_a_file_that_stops_libreoffice_costs_no_other(house: Path, tmp_path: Path) -> None:
    """One process makes all; what it leaves undone is made by another."""
    real = program.find_program()
    once = tmp_path / "soffice"
    once.write_text(
        f'#!/bin/sh\nif [ ! -e {tmp_path}/died ]; then touch {tmp_path}/died; exit 0; fi\nexec {real} "$@"\n',
        encoding="utf-8",
    )
    once.chmod(0o755)
    files = []
    for number in (1, 2):
        files.append(tmp_path / f"{number}.xlsx")
        with xlsxwriter.Workbook(files[-1]) as book:
            book.add_worksheet().write("A1", "x")
    files.insert(1, tmp_path / "junk.xlsx")
    files[1].write_bytes(b"junk")
    seen: list[tuple[int, int]] = []
    made = program.make_pages(str(once), files, tmp_path, lambda done, count: seen.append((done, count)))
    assert [pdf.name if pdf else None for pdf in made] == ["1.pdf", None, "2.pdf"]
    assert seen[-1] == (2, 3)


def test_a_form_in_another_font_loses_no_line(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rows are sized for the font that is on the paper, as LibreOffice itself would size them, and none is cut."""
    family, _ = fonts.served("Laksaman")
    if family != "Laksaman":
        pytest.skip("Laksaman (fonts-thai-tlwg) is not installed")
    form(Path("in/a.xlsx"), Agency("P01", "สำนักงานหนึ่ง"), steps_of(1))
    assert run("print", "in", "-o", "house.pdf", "-q") == 0
    monkeypatch.delenv("FONTCONFIG_FILE")
    assert run("print", "in", "-o", "wide.pdf", "-q") == 0
    assert paper_font(Path("house.pdf")) == HOUSE
    wide = paper_font(Path("wide.pdf"))
    assert 1.45 < wide.width < 1.6
    assert 1.2 < wide.pitch < 1.5
    for typed in steps_of(1):
        here = [bare(text) for text in page_texts(Path("wide.pdf")) if bare(typed.step[:9]) in bare(text)]
        assert len(here) == 1
        assert bare(typed.step.split()[-1][-8:]) in here[0]

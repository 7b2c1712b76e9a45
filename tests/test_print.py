"""Is what people sign printed whole: every agency, every row, every header, every code?"""

from __future__ import annotations

import hashlib
import http.server
import io
import os
import shutil
import stat
import threading
import zipfile
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pypdf
import pytest
import xlsxwriter
from openpyxl.utils import get_column_letter

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.analyze import make_analysis
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.errors import OutputError
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.layout import AgencyLayout
from ita_xlsx.model.layout.analysis_layout import TRACKING, tracking_table
from ita_xlsx.model.layout.page import text_width
from ita_xlsx.model.links import LinkResult, Verdict
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.submission import StepReport, Submission
from ita_xlsx.office import program
from ita_xlsx.output.tracking_form import TrackingForm, reported_rows, write_tracking_workbook
from tests.conftest import ISSUED
from tests.forms import analysed
from tests.libreoffice import codes, fonts
from tests.libreoffice.office import Office
from tests.libreoffice.pages import bare, boxes, page_texts
from tests.libreoffice.plugin import give_up
from tests.program import run

FRAMEWORK = load_framework(2568)
MEASURES = AgencyLayout(FRAMEWORK).measures
STATUSES = ("แล้วเสร็จ", "กำลังดำเนินการ", "ยังไม่ดำเนินการ", "ไม่มีภารกิจ")
REASON = "หน่วยงานไม่มีการให้บริการด้านนี้"
AGENCIES = 31


class Typed(NamedTuple):
    """One step as typed into a form."""

    step: str
    url: str


def steps_of(number: int) -> list[Typed]:
    """Steps of an agency, each with its own first and last word; addresses from 20 to 520 characters, and none."""
    steps = []
    for index in range(3 + number % 4):
        mark = f"{number:02d}{index:02d}"
        text = "จัดทำคู่มือการให้บริการและเผยแพร่ทางเว็บไซต์ของหน่วยงาน " * (1 + (number + index) % 5)
        length = (0, 9, 40, 90, 150, 240, 330, 380, 500)[(number * 2 + index) % 9]
        url = f"https://a{number}.go.th/{mark}/" + "x%E0" * (length // 4)
        proof = {1: f"{url} {url}2", 2: REASON, 5: ""}.get(index, url)
        steps.append(Typed(f"เริ่ม{mark} {text}จบ{mark}", proof))
    return steps


def type_steps(path: Path, steps: list[Typed]) -> None:
    """Type steps into the form of an agency, by openpyxl."""
    book = openpyxl.load_workbook(path)
    for index, typed in enumerate(steps):
        row = MEASURES.first_row + index + 1
        said = {
            "instrument": "OIT", "indicator": "9 การเปิดเผยข้อมูล", "measure": "มาตรการ", "step": typed.step,
            "owner": "ทุกส่วนราชการ", "status": STATUSES[index % 4], "url": typed.url or None,
            "note": "ตามหนังสือสั่งการ" if index % 4 == 3 else None,
        }  # fmt: skip
        for key, value in said.items():
            book[MEASURES.sheet].cell(row, MEASURES.col(key) + 1, value)
    book.save(path)


def form(path: Path, agency: Agency, steps: list[Typed]) -> Path:
    """A returned form with steps."""
    path.write_bytes(make_form(FRAMEWORK, RoundSettings(), Submission(agency), ISSUED))
    if steps:
        type_steps(path, steps)
    return path


class RoundState(NamedTuple):
    """A printed province, and what was typed into its forms, by the name of the agency."""

    pdf: Path
    typed: dict[str, list[Typed]]
    texts: list[str]
    scanned: list[codes.Code]

    def pages_of(self) -> dict[str, range]:
        """The pages (from 1) under each bookmark, in its order."""
        reader = pypdf.PdfReader(self.pdf)
        starts = [
            (str(item.title), (reader.get_destination_page_number(item) or 0) + 1)
            for item in reader.outline
            if not isinstance(item, list)
        ]
        ends = [start for _, start in starts[1:]] + [len(reader.pages) + 1]
        return {name: range(start, end) for (name, start), end in zip(starts, ends, strict=True)}


@pytest.fixture(scope="module")
def scanner(printer: Office) -> Office:
    if reason := codes.missing():
        give_up(reason)
    return printer


@pytest.fixture(scope="module")
def province(
    scanner: Office, fontconfig: Path, tmp_path_factory: pytest.TempPathFactory
) -> RoundState:  # fmt: skip
    """31 filled forms, printed by the program."""
    folder = tmp_path_factory.mktemp("province")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("ITA_CACHE", str(folder / "cache"))
        patch.setenv("FONTCONFIG_FILE", str(fontconfig))
        assert run("new", "trat", "--framework", "2568", "--province", "ตราด", "-q") == 0
        assert run("template", "--round", "trat/round.toml", "-o", "forms", "-q") == 0
        rows = (folder / "trat/roster.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
        names = [row.split(",")[1] for row in rows]
        typed = {name: steps_of(number) for number, name in enumerate(names)}
        for path in Path("forms").glob("*.xlsx"):
            type_steps(path, next(steps for name, steps in typed.items() if path.stem.endswith(name)))
        assert run("print", "--round", "trat/round.toml", "forms", "-o", "all.pdf", "--issued", "2026-11-20") == 0
    pdf = folder / "all.pdf"
    return RoundState(pdf, typed, page_texts(pdf), codes.read_codes(pdf, folder / "scans"))


def test_every_agency_has_its_bookmark_in_the_order_of_the_roster(province: RoundState) -> None:
    pages = province.pages_of()
    assert list(pages) == list(province.typed)
    assert len(pages) == AGENCIES
    for name, span in pages.items():
        for page in span:
            assert bare(name) in bare(province.texts[page - 1])


def test_the_header_is_on_every_page_and_pages_are_numbered(province: RoundState) -> None:
    headers = [bare(column.header) for column in tracking_table(1, codes=True).columns[1:]]
    for span in province.pages_of().values():
        for number, page in enumerate(span, 1):
            text = bare(province.texts[page - 1])
            assert f"-{number}-" in text
            assert [header for header in headers if header not in text] == []


def test_no_row_is_cut_and_none_is_lost(province: RoundState) -> None:
    pages = province.pages_of()
    for number, (name, steps) in enumerate(province.typed.items()):
        for index in range(len(steps)):
            mark = f"{number:02d}{index:02d}"
            first, last = f"เริ่ม{mark}", f"จบ{mark}"
            here = [page for page in pages[name] if first in bare(province.texts[page - 1])]
            assert here == [page for page in pages[name] if last in bare(province.texts[page - 1])], mark
            assert len(here) == 1, mark


def test_every_code_is_read_beside_its_row(province: RoundState) -> None:
    """The addresses of the steps on a page, from top to bottom, are what the camera reads there."""
    pages = province.pages_of()
    for number, (name, steps) in enumerate(province.typed.items()):
        for page in pages[name]:
            text = bare(province.texts[page - 1])
            cells = [item.url for at, item in enumerate(steps) if f"เริ่ม{number:02d}{at:02d}" in text]
            wanted = [word for cell in cells for word in cell.split() if word.startswith("https://")]
            coded = [url for url in wanted if len(url) <= CAPACITY[-1]]
            assert [code.text for code in province.scanned if code.page == page] == coded
            assert ("ยาวเกินกว่าจะพิมพ์" in text) is any(len(url) > CAPACITY[-1] for url in wanted)
    lengths = [len(code.text) for code in province.scanned]
    assert len(lengths) > 2 * AGENCIES
    assert min(lengths) < 30
    assert max(lengths) > 390


def test_codes_are_large_enough_on_paper_and_stand_on_it(province: RoundState) -> None:
    """1.8 cm with the border up to version 4 (62 characters), 2.2 cm above; modules of 0.4 mm at least."""
    for code in province.scanned:
        version = next(number for number, most in enumerate(CAPACITY, 1) if len(code.text) <= most)
        modules = 17 + 4 * version
        whole = code.side / modules * (modules + 8)
        assert whole >= (1.8 if version <= 4 else 2.2) - 0.03, code
        assert code.side / modules >= 0.039, code
        assert code.left + code.side < 29.7 - 1
        assert code.top + code.side < 21.0 - 1


# What a code of version 1, 2 … holds at error level M, in bytes (ISO/IEC 18004, table 7).
CAPACITY = (14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412)


def test_signatures_stand_once_and_never_alone(province: RoundState) -> None:
    for number, (name, span) in enumerate(province.pages_of().items()):
        signed = [page for page in span if "ผู้รับรองข้อมูล" in bare(province.texts[page - 1])]
        assert signed == [span[-1]]
        last = len(province.typed[name]) - 1
        assert f"จบ{number:02d}{last:02d}" in bare(province.texts[span[-1] - 1])


def test_nothing_is_printed_off_the_paper(province: RoundState) -> None:
    for box in boxes(province.pdf):
        assert box.left >= 0
        assert box.right <= 842
        assert box.bottom <= 595


def test_the_document_has_a_title_and_opens_with_its_bookmarks(province: RoundState) -> None:
    reader = pypdf.PdfReader(province.pdf)
    assert reader.metadata is not None
    assert "2568" in str(reader.metadata.title)
    assert "ตราด" in str(reader.metadata.title)
    assert reader.page_mode == "/UseOutlines"


def test_rows_are_tall_enough_for_their_text(scanner: Office, tmp_path: Path) -> None:
    """LibreOffice's own fit never needs more than what we set, whatever is reported."""
    urls = [typed.url for number in range(9) for typed in steps_of(number)]
    steps = [StepReport("", "ขั้นตอน " * (2 * at), STATUSES[1], url, "หมายเหตุ " * at) for at, url in enumerate(urls)]
    links = {url: LinkResult(url, Verdict.UNKNOWN, detail="403", checked=ISSUED) for url in urls}
    agency = Agency("P01", "สำนักงานหนึ่ง", "ตราด")
    path = tmp_path / "form.xlsx"
    path.write_bytes(
        write_tracking_workbook(TrackingForm(FRAMEWORK, agency, 2568, reported_rows(steps), links=links), ISSUED)
    )
    heights = scanner.row_heights(path, TRACKING)
    assert [(row, ours, needed) for row, (ours, needed) in enumerate(heights, 1) if ours < needed - 0.5] == []


@pytest.mark.parametrize("count", [1, 3, 8, 14, 19])
def test_the_signatures_of_a_draft_stand_below_a_step(printer: Office, tmp_path: Path, count: int) -> None:
    """Rows left free for the agency's own steps are no company: they are empty."""
    steps = [StepReport("", f"เริ่ม{at:02d} " + "จัดทำคู่มือการให้บริการ " * (1 + 8 * (at % 4))) for at in range(count)]
    path, pdf = tmp_path / "form.xlsx", tmp_path / "form.pdf"
    form = TrackingForm(FRAMEWORK, Agency("P01", "สำนักงานหนึ่ง"), 2569, reported_rows(steps), spare=5)
    path.write_bytes(write_tracking_workbook(form, ISSUED))
    printer.pdf(path, pdf)
    texts = [bare(text) for text in page_texts(pdf)]
    signed = [page for page, text in enumerate(texts) if "ผู้รับรองข้อมูล" in text]
    assert signed == [len(texts) - 1]
    assert f"เริ่ม{count - 1:02d}" in texts[-1]
    assert all("เริ่ม" in text for text in texts)


def test_a_signature_has_room_in_a_font_half_as_large_again(tmp_path: Path) -> None:
    for url in ("", "https://a.go.th/1", "https://a.go.th/" + "x" * 380):
        path = tmp_path / "form.xlsx"
        rows = reported_rows([StepReport("", "ขั้นตอน", url=url)])
        path.write_bytes(write_tracking_workbook(TrackingForm(FRAMEWORK, Agency("P01", "x"), 2568, rows), ISSUED))
        sheet = openpyxl.load_workbook(path)[TRACKING]
        (cell,) = [cell for row in sheet.iter_rows() for cell in row if "ผู้รับรองข้อมูล" in str(cell.value)]
        (area,) = [area for area in sheet.merged_cells.ranges if cell.coordinate in area]
        letters = map(get_column_letter, range(area.min_col, area.max_col + 1))
        widths = [sheet.column_dimensions[letter].width for letter in letters]
        assert 1.5 * text_width(str(cell.value)) * float(cell.font.sz) * 96 / 72 < 7 * sum(widths)


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
    Path("in/analysis.xlsx").write_bytes(make_analysis(analysed(first), ISSUED))
    xlsxwriter.Workbook("in/foreign.xlsx").close()
    Path("in/junk.xlsx").write_bytes(b"junk")
    before = {path: hashlib.sha256(path.read_bytes()).digest() for path in Path("in").iterdir()}

    assert run("print", "in", "-o", "out") == 1
    assert bookmarks("out.pdf") == ["สำนักงานหนึ่ง", "analysis"]
    assert told(capsys) == ["C725", "F104", "N101", "W101"]
    assert "ผลการวิเคราะห์" in "".join(page_texts(Path("out.pdf")))

    assert run("print", "in", "-o", "out.pdf") == 3, "what exists is not overwritten"
    assert run("print", "in", "-o", "out.pdf", "--force", "--use", "b2.xlsx") == 1
    assert bookmarks("out.pdf") == ["สำนักงานหนึ่ง", "สำนักงานสอง", "analysis"]
    assert {path: hashlib.sha256(path.read_bytes()).digest() for path in Path("in").iterdir()} == before


def test_an_analysis_alone_is_printed_as_it_is(house: Path) -> None:
    filled = form(Path("in/a.xlsx"), Agency("P01", "สำนักงานหนึ่ง"), steps_of(1))
    Path("analysis.xlsx").write_bytes(make_analysis(analysed(filled), ISSUED))
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
    assert run("print", "in", "-o", output, "-q") == 0
    said = capsys.readouterr().out
    assert Path(made).exists()
    assert ("C727" in said) is is_told
    assert (Path(made).name in said) is is_told


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


def test_without_libreoffice_it_is_said_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ITA_SOFFICE", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(program, "_usual_places", list)
    form(Path("a.xlsx"), Agency("P01", "สำนักงานหนึ่ง"), steps_of(1))
    for lang, word in (("en", "libreoffice.org"), ("th", "ติดตั้ง")):
        assert run("print", "a.xlsx", "-o", "out.pdf", "--lang", lang) == 3
        assert word in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


# What can be in the place of LibreOffice: it does nothing, is none, hangs with a child, or leaves half a file.
FAKES = {
    "nothing": "exit 0",
    "fails": "exit 77",
    "hangs": "sleep 60 & echo $! > {pids}; sleep 60",
    "half": 'for last; do :; done; while [ "$1" != --outdir ]; do shift; done; printf %%PDF-1.6 > "$2/0001.pdf"',
}


@pytest.mark.skipif(os.name != "posix", reason="the programs that play LibreOffice are shell scripts")
@pytest.mark.parametrize("fake", FAKES)
def test_a_program_that_makes_no_pages_is_told(
    fake: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    soffice = tmp_path / "soffice"
    soffice.write_text("#!/bin/sh\n" + FAKES[fake].replace("{pids}", str(tmp_path / "pid")) + "\n", encoding="utf-8")
    soffice.chmod(soffice.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("ITA_SOFFICE", str(soffice))
    monkeypatch.setattr(program, "_START", 0.3)
    monkeypatch.setattr(program, "_EACH", 0.0)
    form(Path("a.xlsx"), Agency("P01", "สำนักงานหนึ่ง"), steps_of(1))
    assert run("print", "a.xlsx", "-o", "out.pdf", "--lang", "en") == 3
    said = capsys.readouterr()
    assert "C722" in said.out
    assert said.err == ""
    assert not Path("out.pdf").exists()
    if fake == "hangs":
        assert not Path("/proc", Path("pid").read_text(encoding="utf-8").strip()).exists() or is_zombie("pid")


def is_zombie(file: str) -> bool:
    """Whether a process has ended and only waits to be counted."""
    state = Path("/proc", Path(file).read_text(encoding="utf-8").strip(), "stat").read_text(encoding="utf-8")
    return state.rpartition(")")[2].split()[0] in "ZX"


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


@pytest.mark.skipif(os.name != "posix", reason="the program that plays LibreOffice is a shell script")
def test_a_program_that_always_hangs_is_not_waited_for_file_by_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    soffice = tmp_path / "soffice"
    soffice.write_text(f"#!/bin/sh\necho once >> {tmp_path}/calls\nsleep 60\n", encoding="utf-8")
    soffice.chmod(0o755)
    monkeypatch.setattr(program, "_START", 0.3)
    monkeypatch.setattr(program, "_EACH", 0.0)
    files = [tmp_path / f"{number}.xlsx" for number in range(9)]
    assert program.make_pages(str(soffice), files, tmp_path) == [None] * 9
    assert (tmp_path / "calls").read_text(encoding="utf-8").count("once") == 3


def test_the_newest_program_of_the_usual_places_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for version in ("07.6", "24.8"):
        folder = tmp_path / f"libreoffice{version}" / "program"
        folder.mkdir(parents=True)
        (folder / "soffice").write_text("", encoding="utf-8")
        (folder / "soffice").chmod(0o755)
    monkeypatch.delenv("ITA_SOFFICE", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(program, "_PLACES", {"linux": (f"{tmp_path}/none", f"{tmp_path}/libreoffice*/program")})
    assert Path(program.find_program()).parts[-3] == "libreoffice24.8"


def test_a_wrong_variable_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ITA_SOFFICE", "/nowhere/soffice")
    with pytest.raises(OutputError) as raised:
        program.find_program()
    assert raised.value.code == "C721"

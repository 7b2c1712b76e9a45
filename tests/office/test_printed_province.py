"""Check that what people sign is printed without loss: every agency, row, header and code."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import openpyxl
import pypdf
import pytest
from openpyxl.utils import get_column_letter

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.layout.analysis_layout import TRACKING, tracking_table
from ita_xlsx.model.layout.page import text_width
from ita_xlsx.model.links import LinkResult, Verdict
from ita_xlsx.model.submission import StepReport
from ita_xlsx.output.tracking_form import TrackingForm, reported_rows, write_tracking_workbook
from tests.conftest import EDITION, ISSUED
from tests.libreoffice import codes
from tests.libreoffice.office import Office
from tests.libreoffice.pages import bare, boxes, page_texts
from tests.libreoffice.plugin import give_up
from tests.office.filled_forms import FRAMEWORK, STATUSES, Typed, steps_of, type_steps
from tests.support.program import run

AGENCIES = 31


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
        assert code.left + code.side < 21.0 - 0.8
        assert code.top + code.side < 29.7 - 1


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
        assert box.right <= 595
        assert box.bottom <= 842


def test_the_document_has_a_title_and_opens_with_its_bookmarks(province: RoundState) -> None:
    reader = pypdf.PdfReader(province.pdf)
    assert reader.metadata is not None
    assert "2568" in str(reader.metadata.title)
    assert "ตราด" in str(reader.metadata.title)
    assert reader.page_mode == "/UseOutlines"


def test_rows_are_tall_enough_for_their_text(scanner: Office, tmp_path: Path) -> None:
    """LibreOffice's own fit never needs more than what we set, whatever is reported."""
    urls = [typed.url for number in range(9) for typed in steps_of(number)]
    steps = [
        StepReport(id="", step="ขั้นตอน " * (2 * at), status=STATUSES[1], url=url, note="หมายเหตุ " * at)
        for at, url in enumerate(urls)
    ]
    links = {url: LinkResult(url=url, verdict=Verdict.UNKNOWN, detail="403", checked=ISSUED) for url in urls}
    agency = Agency("P01", "สำนักงานหนึ่ง", "ตราด")
    path = tmp_path / "form.xlsx"
    path.write_bytes(
        write_tracking_workbook(
            TrackingForm(framework=FRAMEWORK, agency=agency, year=2568, rows=reported_rows(steps), links=links), EDITION
        )
    )
    heights = scanner.row_heights(path, TRACKING)
    assert [(row, ours, needed) for row, (ours, needed) in enumerate(heights, 1) if ours < needed - 0.5] == []


@pytest.mark.parametrize("count", [1, 3, 8, 14, 19])
def test_the_signatures_of_a_draft_stand_below_a_step(printer: Office, tmp_path: Path, count: int) -> None:
    """Rows left free for the agency's own steps are no company: they are empty."""
    steps = [StepReport(id="", step=f"เริ่ม{at:02d} " + "จัดทำคู่มือการให้บริการ " * (1 + 8 * (at % 4))) for at in range(count)]
    path, pdf = tmp_path / "form.xlsx", tmp_path / "form.pdf"
    form = TrackingForm(
        framework=FRAMEWORK, agency=Agency("P01", "สำนักงานหนึ่ง"), year=2569, rows=reported_rows(steps), spare=5
    )
    path.write_bytes(write_tracking_workbook(form, EDITION))
    printer.pdf(path, pdf)
    texts = [bare(text) for text in page_texts(pdf)]
    signed = [page for page, text in enumerate(texts) if "ผู้รับรองข้อมูล" in text]
    assert signed == [len(texts) - 1]
    assert f"เริ่ม{count - 1:02d}" in texts[-1]
    assert all("เริ่ม" in text for text in texts)


def test_a_signature_is_drawn_smaller_in_a_wider_font(tmp_path: Path) -> None:
    for url in ("", "https://a.go.th/1", "https://a.go.th/" + "x" * 380):
        path = tmp_path / "form.xlsx"
        rows = reported_rows([StepReport(id="", step="ขั้นตอน", url=url)])
        path.write_bytes(
            write_tracking_workbook(
                TrackingForm(framework=FRAMEWORK, agency=Agency("P01", "x"), year=2568, rows=rows), EDITION
            )
        )
        sheet = openpyxl.load_workbook(path)[TRACKING]
        (cell,) = [cell for row in sheet.iter_rows() for cell in row if "ผู้รับรองข้อมูล" in str(cell.value)]
        (area,) = [area for area in sheet.merged_cells.ranges if cell.coordinate in area]
        letters = map(get_column_letter, range(area.min_col, area.max_col + 1))
        widths = [sheet.column_dimensions[letter].width for letter in letters]
        assert cell.alignment.shrink_to_fit
        assert text_width(str(cell.value)) * float(cell.font.sz) * 96 / 72 < 7 * sum(widths)

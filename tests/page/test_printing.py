"""Check the paper that Chromium makes of the print pages: A4, heads on every page, no row cut, codes that are read."""

from __future__ import annotations

import io
import re
import subprocess
from dataclasses import replace
from html import unescape
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page

from ita_xlsx.cycle.load_round import load_round
from ita_xlsx.cycle.printing.contents import PrintOptions, collect_contents
from ita_xlsx.cycle.printing.paper_forms import paper_forms
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.model.edition import Edition
from ita_xlsx.output.tracking_form import TrackedRow, TrackingForm, paper_form
from ita_xlsx.page.build import HERE
from ita_xlsx.page.render import render
from tests.libreoffice.codes import missing, read_codes
from tests.page import tools
from tests.page.conftest import ISSUED
from tests.page.driver import Screen
from tests.page.test_accessibility import show_print_pages
from tests.support.returned_steps import AGENCY
from tests.support.tracked_steps import FRAMEWORK

LONG_NOTE = "ดำเนินการประชุมชี้แจงแนวทางการปฏิบัติงาน และรายงานผลต่อผู้บริหารทราบแล้ว " * 12
ADDRESS = "https://office.example.go.th/measures/m{}.pdf"


@pytest.fixture(scope="module", autouse=True)
def _readers() -> None:
    tools.program("pdftotext")
    if reason := missing():
        tools.give_up(reason)


BACK = {"file": "x.xlsx", "name": "x.xlsx", "folder": ""}


def plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def pages_of(pdf: Path) -> list[str]:
    """The text of each page in reading order, without white space."""
    done = subprocess.run(("pdftotext", "-raw", str(pdf), "-"), capture_output=True, text=True, check=True)
    return [plain(text) for text in done.stdout.split("\f")[:-1]]


def print_to(tab: Page, path: Path) -> Path:
    path.write_bytes(tab.pdf(prefer_css_page_size=True))
    return path


def test_the_forms_of_two_agencies_on_paper(screen: Screen, demo_folder: Path, tmp_path: Path) -> None:
    show_print_pages(screen, demo_folder, "P06", "P14")
    pdf = print_to(screen.tab, tmp_path / "forms.pdf")
    sizes = subprocess.run(("pdfinfo", "-f", "1", "-l", "99", str(pdf)), capture_output=True, text=True, check=True)
    assert set(re.findall(r"size:\s+([\d.]+ x [\d.]+)", sizes.stdout)) == {"594.96 x 841.92"}
    pages = pages_of(pdf)
    names = [name for name in screen.tab.locator("article.sheet thead span").all_inner_texts() for _ in range(4)]
    assert len(pages) == 8
    for number, (page, name) in enumerate(zip(pages, names, strict=True)):
        assert plain(name) in page
        assert "แบบรายงานผลการดำเนินงานตามมาตรการประจำปีงบประมาณพ.ศ.2568" in page
        # The pages of each agency are counted for themselves.
        assert f"หน้า{number % 4 + 1}" in page
        assert ("ผู้รับรองข้อมูล" in page) is (number % 4 == 3)
    codes = read_codes(pdf, tmp_path / "scans", dpi=150)
    boxes = screen.tab.locator("span.qr").evaluate_all("(all) => all.map((item) => item.getAttribute('aria-label'))")
    assert sorted(f"QR ของ {code.text}" for code in codes) == sorted(boxes)
    assert len(boxes) > 40


def test_what_is_printed_is_what_the_command_prints(demo_folder: Path) -> None:
    """The same agencies, and the same words in every form, but for texts that the workbook has to cut."""
    context = load_context(str(demo_folder / "round.toml"))
    paths = (str(demo_folder / "returned"),)
    loaded = load_round(paths, context)
    codes = {item.agency.code for item in loaded.province.members}
    forms, findings = paper_forms(loaded, context, {}, codes, lambda done, count: None)
    printed = collect_contents(PrintOptions(paths=paths), context, Edition(issued=ISSUED))
    assert [form.agency for form in forms] == [item.name for item in printed.items]
    assert [item.code for item in findings] == [
        item.code for item in printed.findings if item.code in {finding.code for finding in findings}
    ]
    shown = render(
        "print_forms.html", "th", forms=forms[3:4], lines=[], issued=ISSUED, file="", name="", folder="round"
    )
    words = plain(unescape(re.sub("<[^>]*>", "", shown)))
    sheet = openpyxl.load_workbook(io.BytesIO(printed.items[3].data), data_only=True).worksheets[0]
    # Title, agency, counts and heads; the bands and the steps; the signatures.
    cells = [str(cell) for row in sheet.iter_rows(min_col=2, values_only=True) for cell in row if cell is not None]
    assert len(cells) > 100
    at = 0
    for text in cells:
        # A band is said again where a page of the workbook begins.
        if "(ต่อ)" not in text:
            assert plain(text) in words[at:], text
            at = words.index(plain(text), at) + len(plain(text))


def test_the_form_of_one_dropped_file(screen: Screen, demo_folder: Path, tmp_path: Path) -> None:
    (form,) = (demo_folder / "returned").glob("*P06*.xlsx")
    screen.check(form)
    screen.tab.locator("[data-call=agency_print]").click()
    screen.tab.locator("article.sheet").wait_for()
    assert len(pages_of(print_to(screen.tab, tmp_path / "form.pdf"))) == 4
    screen.tab.get_by_role("button", name="กลับหน้าเดิม").click()
    screen.tab.locator(".verdict").wait_for()


def rows(count: int) -> tuple[TrackedRow, ...]:
    row = TrackedRow(
        id="m1.1", instrument="IIT", indicator="1. การปฏิบัติหน้าที่", step="1. แจกแนวทางให้บุคลากร", responsible="หัวหน้า",
        status="แล้วเสร็จ", url=ADDRESS.format(1), measure="จัดทำแนวทาง",
    )  # fmt: skip
    return tuple(
        replace(row, step=f"{n}. ขั้นตอนที่{n}", indicator=f"{(n - 1) // 4 + 1}. ตัวชี้วัด") for n in range(1, count + 1)
    )


def html_of(*steps: TrackedRow) -> str:
    form = TrackingForm(framework=FRAMEWORK, agency=AGENCY, year=FRAMEWORK.year, rows=steps)
    return render(
        "print_forms.html", "th", forms=[paper_form(form)], lines=[], issued=ISSUED, file="x.xlsx", name="x", folder=""
    )


@pytest.fixture
def paper(chromium: Browser, tmp_path: Path) -> Page:
    """A tab that shows HTML with the style of the page and nothing else."""
    tab = chromium.new_page()
    style = (HERE / "page.css").read_text(encoding="utf-8")
    tab.set_content(f"<!doctype html><html lang='th'><style>{style}</style><body><main id='main'></main>")
    return tab


def test_signatures_stay_with_the_last_step_whatever_the_number(paper: Page, tmp_path: Path) -> None:
    for count in (1, 8, 9, 10, 11, 12, 13, 20, 21, 22, 23, 24):
        paper.locator("main").evaluate("(main, html) => { main.innerHTML = html; }", html_of(*rows(count)))
        pages = pages_of(print_to(paper, tmp_path / "p.pdf"))
        assert "ผู้รับรองข้อมูล" in pages[-1]
        assert f"ขั้นตอนที่{count}แล้ว" in pages[-1], count
        # A heading never stands alone at the foot of a page, and no row is on two pages.
        for page in pages:
            assert not re.search(r"ผู้รับผิดชอบ:หัวหน้า$", page)
        assert [sum(f"ขั้นตอนที่{n}แล้ว" in page for page in pages) for n in range(1, count + 1)] == [1] * count
    paper.close()


def test_the_whole_note_stands_on_the_paper(paper: Page, tmp_path: Path) -> None:
    step = replace(rows(1)[0], note=LONG_NOTE.strip())
    paper.locator("main").evaluate("(main, html) => { main.innerHTML = html; }", html_of(step))
    assert plain(LONG_NOTE) in "".join(pages_of(print_to(paper, tmp_path / "p.pdf")))
    paper.close()


def test_every_address_has_its_code_or_an_empty_box_and_the_reason(paper: Page, tmp_path: Path) -> None:
    first, second = ADDRESS.format(1), ADDRESS.format(2)
    long = f"https://a.example/{'x' * 900}"
    step = replace(rows(1)[0], url=f"{first}\n{long}\n{second}")
    paper.locator("main").evaluate("(main, html) => { main.innerHTML = html; }", html_of(step))
    assert [code.text for code in read_codes(print_to(paper, tmp_path / "p.pdf"), tmp_path, dpi=150)] == [first, second]
    assert paper.locator(".qrcell > span").evaluate_all("(all) => all.map((item) => item.className)") == [
        "qr small", "noqr", "qr small",
    ]  # fmt: skip
    assert "ที่อยู่ที่ 2 ยาวเกินกว่าจะพิมพ์เป็น QR" in paper.locator(".qrcell").inner_text()
    paper.close()


def test_an_agency_that_reported_nothing_is_told(paper: Page) -> None:
    html = render("print_forms.html", "th", forms=[], lines=[], issued=ISSUED, **BACK)
    assert "ไม่มีแบบรายงานที่จะพิมพ์" in html
    assert "data-print" not in html
    paper.close()


def test_the_director_and_the_governor_get_one_page_each(
    screen: Screen, demo_folder: Path, good_form: Path, tmp_path: Path
) -> None:
    """The form has the longest weak points there are: five questions, each with a measure of two lines."""
    screen.check(good_form)
    screen.tab.locator(".director").wait_for()
    first, *others = pages_of(print_to(screen.tab, tmp_path / "director.pdf"))
    assert others == []
    assert "ความเห็นและข้อสั่งการของผู้บริหาร" in first
    assert "ลงชื่อ" in first
    screen.tab.locator("button.brand").click()
    screen.open_round(demo_folder)
    screen.step("ผลจังหวัด")
    governor, heat, ranks = pages_of(print_to(screen.tab, tmp_path / "governor.pdf"))
    assert "เสนอเพื่อพิจารณาสั่งการ" in governor
    assert "ข้อสั่งการ" in governor.partition("เสนอเพื่อพิจารณาสั่งการ")[2]
    assert "เรียงจากคะแนนรวมต่ำสุด" in heat
    assert "อันดับ25หน่วยงาน" in ranks

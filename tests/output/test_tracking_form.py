"""Check what the tracking form shows of a step, and when its evidence gets a code."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.analyze import make_analysis
from ita_xlsx.model.layout.analysis_layout import TRACKING, tracking_table
from ita_xlsx.model.links import LinkResult, Verdict
from ita_xlsx.model.submission import StepReport
from ita_xlsx.model.text.addresses import web_addresses
from ita_xlsx.output.texts import verdict_words
from ita_xlsx.output.tracking_form import TrackedRow, TrackingForm, reported_rows, write_tracking_workbook
from ita_xlsx.output.tracking_form.qr_codes import code_for
from tests.conftest import AGENCY, EDITION, full_scores, submission_of, write_form
from tests.support.cells import step_cell
from tests.support.forms import analysed

FRAMEWORK = load_framework(2568)
URL = "https://test.example.go.th/o10/เอกสาร 1.pdf".replace(" ", "-")
DAY = date(2026, 11, 20)


def written(form: TrackingForm) -> tuple[openpyxl.Workbook, bytes]:
    data = write_tracking_workbook(form, EDITION)
    return openpyxl.load_workbook(io.BytesIO(data)), data


def of(*rows: TrackedRow, links: dict[str, LinkResult] | None = None) -> TrackingForm:
    return TrackingForm(framework=FRAMEWORK, agency=AGENCY, year=2568, rows=rows, links=links or {})


def row(**said: str) -> TrackedRow:
    return TrackedRow(**{"id": "m1.1", "instrument": "OIT", "indicator": "9", "step": "ก", "responsible": "ข", **said})


def test_a_reported_step_is_shown_with_all_it_says() -> None:
    step = StepReport(
        id="m1.2",
        step="จัดทำคู่มือ",
        status="แล้วเสร็จ",
        url=URL,
        note="ครบทุกอำเภอ",
        number="2",
        instrument="OIT",
        indicator="9 ก",
        measure="ม",
        owner="สำนักงาน",
    )
    table = tracking_table(1, codes=True)
    book, _ = written(of(*reported_rows([step]), links={URL: LinkResult(url=URL, verdict=Verdict.FINE, checked=DAY)}))
    cells = [book[TRACKING].cell(table.first_row + 1, col + 1).value for col in range(table.last_col + 1)]
    evidence = f"{URL}\nตรวจลิงก์ 20 พ.ย. 2569: เปิดได้\nหมายเหตุ: ครบทุกอำเภอ"
    assert cells == ["m1.2", "OIT", "9 ก", "2. จัดทำคู่มือ", "สำนักงาน", "แล้วเสร็จ", evidence, None]


@pytest.mark.parametrize(
    ("number", "step", "measure", "shown"),
    [
        ("2", "ทำ", "ม", "2. ทำ"),
        ("2", "2. ทำ", "ม", "2. ทำ"),
        ("2", "๒. ทำ", "ม", "๒. ทำ"),
        ("", "ทำ", "ม", "ทำ"),
        ("3", "", "มาตรการ", "3. มาตรการ"),
        ("3", "", "", ""),
    ],
)
def test_a_step_has_its_number_once(number: str, step: str, measure: str, shown: str) -> None:
    (made,) = reported_rows([StepReport(id="", step=step, number=number, measure=measure)])
    assert made.step == shown


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (LinkResult(url=URL, verdict=Verdict.FINE, checked=DAY), "ตรวจลิงก์ 20 พ.ย. 2569: เปิดได้"),
        (LinkResult(url=URL, verdict=Verdict.FINE, detail="200", checked=DAY), "ตรวจลิงก์ 20 พ.ย. 2569: เปิดได้"),
        (LinkResult(url=URL, verdict=Verdict.BROKEN, detail="404", checked=DAY), "ตรวจลิงก์ 20 พ.ย. 2569: เปิดไม่ได้ (404)"),
        (
            LinkResult(url=URL, verdict=Verdict.UNKNOWN, detail="403", checked=DAY),
            "ตรวจลิงก์ 20 พ.ย. 2569: ตรวจไม่ได้ (403)",
        ),
        (LinkResult(url=URL, verdict=Verdict.WARNING), "ตรวจรูปแบบลิงก์: ควรตรวจ"),
        (LinkResult(url=URL, verdict=Verdict.BROKEN), "ตรวจรูปแบบลิงก์: เปิดไม่ได้"),
        (LinkResult(url=URL, verdict=Verdict.FINE), ""),
        (LinkResult(url=URL, verdict=Verdict.REASON), ""),
    ],
)
def test_a_verdict_is_told_in_words_with_its_day(result: LinkResult, words: str) -> None:
    assert verdict_words(result) == words


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("https://a.go.th", ["https://a.go.th"]),
        ("http://a.go.th/x?y=1&z=2#3", ["http://a.go.th/x?y=1&z=2#3"]),
        ("HTTPS://A.GO.TH/", ["HTTPS://A.GO.TH/"]),
        ("https://ก.ไทย/ข", ["https://ก.ไทย/ข"]),
        ("ดูที่ (https://a.go.th/1) หน้า 2", ["https://a.go.th/1"]),
        ("https://a.go.th/1, https://a.go.th/2", ["https://a.go.th/1", "https://a.go.th/2"]),
        ("https://a.go.th\nhttps://a.go.th", ["https://a.go.th"]),
        ("ftp://a.go.th", []),
        ("javascript:alert(1)", []),
        ("file:///etc/passwd", []),
        ("https://", []),
        ("https://[", []),
        ("www.a.go.th", []),
        ("ไม่มีการให้บริการ", []),
        ("https://a.go.th/\u202egnp.exe", []),
        ("", []),
    ],
)
def test_every_web_address_gets_a_code_and_nothing_else(text: str, addresses: list[str]) -> None:
    assert list(web_addresses(text)) == addresses
    _, data = written(of(row(url=text)))
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert sum("media/" in name for name in parts.namelist()) == len(addresses)
    assert tracking_table(1, codes=bool(addresses)).last_col == (7 if addresses else 6)


def test_of_several_addresses_the_worst_is_told_and_those_without_room_are_not_forgotten() -> None:
    urls = [f"https://a.go.th/{number}" for number in range(9)]
    links = {
        urls[0]: LinkResult(url=urls[0], verdict=Verdict.FINE, checked=DAY),
        urls[1]: LinkResult(url=urls[1], verdict=Verdict.BROKEN, detail="404", checked=DAY),
        urls[2]: LinkResult(url=urls[2], verdict=Verdict.UNKNOWN, detail="403", checked=DAY),
    }
    table = tracking_table(1, codes=True)
    book, data = written(of(row(url=" ".join(urls)), links=links))
    lines = str(book[TRACKING].cell(table.first_row + 1, table.col("url") + 1).value).split("\n")
    assert lines[-1] == "ตรวจลิงก์ 20 พ.ย. 2569: เปิดไม่ได้ (404)"
    assert "QR" in lines[-2]
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert 2 <= sum("media/" in name for name in parts.namelist()) < len(urls)


@given(st.integers(1, 600))
def test_codes_grow_with_their_address_and_stop_where_paper_would_lose_them(length: int) -> None:
    """Version 15 at level M holds 412 bytes; modules are never under 0.4 mm."""
    code = code_for("a" * length)
    assert (code is None) is (length > 412)
    if code is not None:
        modules = code.pixels // 4
        assert code.side / modules >= 0.04 - 1e-9
        assert code.side >= (1.8 if length <= 62 else 2.2)


def test_an_address_too_long_for_paper_is_told_in_place_of_its_code() -> None:
    table = tracking_table(1, codes=True)
    book, data = written(of(row(url="https://a.go.th/" + "x" * 500)))
    assert "ยาว" in str(book[TRACKING].cell(table.first_row + 1, table.last_col + 1).value)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert not any("media/" in name for name in parts.namelist())


@pytest.mark.parametrize(
    ("url", "codes", "said"),
    [
        ("https://a.go.th/แผน ITA 2568.pdf", 0, "ไม่พิมพ์ QR เพราะที่อยู่มีช่องว่าง"),
        ("https://a.go.th/1 https://a.go.th/แผน ITA 2568.pdf", 1, "QR ของที่อยู่ที่ 2 เพราะมีช่องว่าง"),
        ("https://a.go.th/1 https://a.go.th/" + "x" * 500, 1, "ที่อยู่ที่ 2 ยาวเกิน"),
        (" ".join(f"https://a.go.th/{number}" for number in range(1, 9)), 4, "ไม่มีที่พอสำหรับ QR ตั้งแต่ที่อยู่ที่ 5"),
        ("ดูที่ https://a.go.th/1 และ https://a.go.th/2", 2, ""),
    ],
)
def test_why_an_address_has_no_code_is_said(url: str, codes: int, said: str) -> None:
    table = tracking_table(1, codes=True)
    book, data = written(of(row(url=url)))
    texts = [str(book[TRACKING].cell(table.first_row + 1, table.col(key) + 1).value) for key in ("url", "code")]
    assert said in " ".join(texts)
    assert ("QR" in " ".join(texts)) is bool(said)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert sum("media/" in name for name in parts.namelist()) == codes


def test_a_code_says_in_words_what_it_is() -> None:
    _, data = written(of(row(url="https://a.go.th/?x=1&y=<2>z")))
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        drawing = parts.read("xl/drawings/drawing1.xml").decode()
    assert 'descr="QR ของ https://a.go.th/?x=1&amp;y=&lt;2&gt;z"' in drawing


@settings(deadline=None)
@given(st.lists(st.integers(0, 6000), min_size=1, max_size=6), st.integers(0, 6000))
def test_rows_stay_low_enough_for_a_page(lengths: list[int], note: int) -> None:
    """The tallest row, the header and the signatures fit one page together; Excel takes 409 points at most."""
    urls = ["https://a.go.th/" + "x" * length for length in lengths]
    rows = [row(step="ก" * length, url=url, note="ข" * note) for length, url in zip(lengths, urls, strict=True)]
    rows.append(row(url=" ".join(urls), note="ข" * note))
    links = {url: LinkResult(url=url, verdict=Verdict.WARNING, detail="ค" * 300, checked=DAY) for url in urls}
    book, _ = written(of(*rows, links=links))
    heights = {at: dimension.height for at, dimension in book[TRACKING].row_dimensions.items()}
    table = tracking_table(len(rows), codes=True)
    head = sum(heights.get(at) or 23 for at in range(1, table.header_row + 2))
    for at in range(table.first_row + 1, table.last_row + 2):
        assert head + heights[at] + 23 + 4 * 28 < 615


def test_the_analysis_tracks_what_was_reported_else_what_was_drafted(tmp_path: Path) -> None:
    submission = replace(submission_of(FRAMEWORK, full_scores(FRAMEWORK)), agency=AGENCY)
    path = write_form(tmp_path / "form.xlsx", FRAMEWORK, submission)
    table = tracking_table(1)
    drafted = openpyxl.load_workbook(io.BytesIO(make_analysis(analysed(path), EDITION)))[TRACKING]
    assert "2569" in str(drafted["B1"].value)
    assert drafted.cell(table.first_row + 1, 1).value != "own-01"

    book = openpyxl.load_workbook(path)
    for key, text in (("step", "เผยแพร่คู่มือ"), ("status", "แล้วเสร็จ"), ("url", "https://a.go.th/1")):
        step_cell(FRAMEWORK, 1, key).of(book).value = text
    book.save(path)
    reported = openpyxl.load_workbook(io.BytesIO(make_analysis(analysed(path), EDITION)))[TRACKING]
    assert "2568" in str(reported["B1"].value)
    shown = [reported.cell(table.first_row + 1, col + 1).value for col in range(table.last_col + 1)]
    assert shown == ["own-01", None, None, "1. เผยแพร่คู่มือ", None, "แล้วเสร็จ", "https://a.go.th/1"]
    assert reported.cell(table.first_row + 2, 1).value is None


def test_the_same_form_gives_the_same_bytes() -> None:
    form = of(row(url=URL), row(url="https://a.go.th"))
    assert write_tracking_workbook(form, EDITION) == write_tracking_workbook(form, EDITION)

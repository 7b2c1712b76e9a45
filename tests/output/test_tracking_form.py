"""Check what the tracking form shows of a step, and when its evidence gets a code."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.analyze import make_analysis
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.layout.analysis_layout import TRACKING, tracking_table
from ita_xlsx.model.layout.page import PaperFont
from ita_xlsx.model.links import LinkResult, Verdict
from ita_xlsx.model.submission import StepReport
from ita_xlsx.model.text.addresses import web_addresses
from ita_xlsx.model.text.digits import thai_words
from ita_xlsx.output.tracking_form import (
    TrackedRow,
    TrackingForm,
    find_cut_texts,
    reported_rows,
    write_tracking_workbook,
)
from ita_xlsx.output.tracking_form.qr_codes import code_for
from ita_xlsx.output.verdict_words import verdict_words
from tests.conftest import AGENCY, EDITION, full_scores, submission_of, write_form
from tests.libreoffice.office import Office
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


def steps_of(book: openpyxl.Workbook, *, codes: bool = True) -> list[dict[str, Any]]:
    """The cells of the rows that hold steps, by the key of their column; the other rows have no id."""
    table = tracking_table(1, codes=codes)
    keys = [column.key for column in table.columns]
    rows = book[TRACKING].iter_rows(table.first_row + 1, max_col=len(keys), values_only=True)
    return [dict(zip(keys, row, strict=True)) for row in rows if row[0]]


def lines_of(book: openpyxl.Workbook) -> list[str]:
    """The texts that run across the page: titles, bands, and what stands below a step."""
    return [str(row[0]) for row in book[TRACKING].iter_rows(min_col=2, max_col=2, values_only=True) if row[0]]


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
    book, _ = written(of(*reported_rows([step]), links={URL: LinkResult(url=URL, verdict=Verdict.FINE, checked=DAY)}))
    evidence = f"{URL}\nตรวจลิงก์ 20 พ.ย. 2569: เปิดได้\nหมายเหตุ: ครบทุกอำเภอ"
    (cells,) = steps_of(book)
    assert list(cells.values()) == ["m1.2", "2", "จัดทำคู่มือ", "แล้วเสร็จ", evidence, None]
    assert {"9 ก · ม", "ผู้รับผิดชอบ: สำนักงาน"} <= set(lines_of(book))


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
    assert tracking_table(1, codes=bool(addresses)).last_col == (5 if addresses else 4)


def test_of_several_addresses_the_worst_is_told_and_those_without_room_are_not_forgotten() -> None:
    urls = [f"https://a.go.th/{number}" for number in range(9)]
    links = {
        urls[0]: LinkResult(url=urls[0], verdict=Verdict.FINE, checked=DAY),
        urls[1]: LinkResult(url=urls[1], verdict=Verdict.BROKEN, detail="404", checked=DAY),
        urls[2]: LinkResult(url=urls[2], verdict=Verdict.UNKNOWN, detail="403", checked=DAY),
    }
    book, data = written(of(row(url=" ".join(urls)), links=links))
    lines = str(steps_of(book)[0]["url"]).split("\n")
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
    address = "https://a.go.th/" + "x" * 500
    book, data = written(of(row(url=address)))
    assert "ยาว" in str(steps_of(book)[0]["url"])
    assert f"หลักฐาน: {address}" in lines_of(book)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert not any("media/" in name for name in parts.namelist())


@pytest.mark.parametrize(
    ("url", "codes", "said"),
    [
        ("https://a.go.th/แผน ITA 2568.pdf", 0, "ไม่พิมพ์ QR เพราะที่อยู่มีช่องว่าง"),
        ("https://a.go.th/1 https://a.go.th/แผน ITA 2568.pdf", 1, "QR ของที่อยู่ที่ 2 เพราะมีช่องว่าง"),
        ("https://a.go.th/1 https://a.go.th/" + "x" * 500, 1, "ที่อยู่ที่ 2 ยาวเกิน"),
        (" ".join(f"https://a.go.th/{number}" for number in range(1, 9)), 6, "ไม่มีที่พอสำหรับ QR ตั้งแต่ที่อยู่ที่ 7"),
        ("ดูที่ https://a.go.th/1 และ https://a.go.th/2", 2, ""),
    ],
)
def test_why_an_address_has_no_code_is_said(url: str, codes: int, said: str) -> None:
    book, data = written(of(row(url=url)))
    evidence = str(steps_of(book)[0]["url"])
    assert said in evidence
    assert ("QR" in evidence) is bool(said)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert sum("media/" in name for name in parts.namelist()) == codes


def test_a_code_says_in_words_what_it_is() -> None:
    _, data = written(of(row(url="https://a.go.th/?x=1&y=<2>z")))
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        drawing = parts.read("xl/drawings/drawing1.xml").decode()
    assert 'descr="QR ของ https://a.go.th/?x=1&amp;y=&lt;2&gt;z"' in drawing


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(0, 6000), min_size=1, max_size=6), st.integers(0, 6000), st.sampled_from([1.0, 1.55]))
def test_rows_stay_low_enough_for_a_page(lengths: list[int], note: int, wider: float) -> None:
    """No row is higher than a page or than Excel allows, and no page holds more rows than fit on it."""
    urls = ["https://a.go.th/" + "x" * length for length in lengths]
    rows = [row(step="ก" * length, url=url, note="ข" * note) for length, url in zip(lengths, urls, strict=True)]
    rows.append(row(url=" ".join(urls), note="ข" * note))
    links = {url: LinkResult(url=url, verdict=Verdict.WARNING, detail="ค" * 300, checked=DAY) for url in urls}
    data = write_tracking_workbook(of(*rows, links=links), EDITION, PaperFont(wider, wider))
    for heights in pages_of(openpyxl.load_workbook(io.BytesIO(data))):
        assert max(heights) < 409
        assert sum(heights) < (29.7 / 2.54 - 0.6 - 0.45) * 72


def pages_of(book: openpyxl.Workbook) -> list[list[float]]:
    """The heights of the rows of each page, with the header that it repeats."""
    sheet = book[TRACKING]
    header = sheet.row_dimensions[tracking_table(1).header_row + 1].height
    pages: list[list[float]] = [[]]
    breaks = {item.id for item in sheet.row_breaks.brk}
    for at in range(1, sheet.max_row + 1):
        pages[-1].append(sheet.row_dimensions[at].height or 23)
        if at in breaks:
            pages.append([header])
    return pages


@pytest.mark.parametrize("length", [10, 400, 2000, 6000])
def test_the_whole_note_stands_on_the_paper_that_is_signed(length: int) -> None:
    note = "".join(f"ข้อ{number} ดำเนินการแล้ว " for number in range(length))[:length].strip()
    form = of(row(note=note), row(url=URL))
    book, _ = written(form)
    texts = [str(steps_of(book)[0]["url"] or ""), *(line for line in lines_of(book) if "(ต่อ)" not in line)]
    assert f"หมายเหตุ: {note}".replace(" ", "") in "".join(texts).replace(" ", "")
    assert find_cut_texts(form) == ()


@pytest.mark.parametrize("status", ["แล้วเสร็จ", "กำลังดำเนินการ", "ยังไม่ดำเนินการ", "ไม่มีภารกิจ"])
def test_the_line_above_the_steps_counts_them(status: str) -> None:
    rows = [row(status=status), row(status=status), row(status="")]
    names = {"แล้วเสร็จ": "เสร็จ", "กำลังดำเนินการ": "กำลังทำ", "ยังไม่ดำเนินการ": "ยังไม่ทำ", "ไม่มีภารกิจ": "ไม่มีภารกิจ"}
    data = write_tracking_workbook(of(*rows), EDITION)
    values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)[TRACKING]
    assert values["B3"].value == f"3 ขั้นตอน: {names[status]} 2 · ยังไม่ระบุสถานะ 1"


@pytest.mark.parametrize("digits", ["arabic", "thai"])
def test_the_line_follows_what_is_chosen_on_the_sheet(digits: str, office: Office, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    rows = [row(status="แล้วเสร็จ"), row(status="กำลังดำเนินการ", url=URL), row(status="")]
    path.write_bytes(write_tracking_workbook(of(*rows), Edition(issued=DAY, digits=digits)))
    place = (TRACKING, "B3")
    cached = openpyxl.load_workbook(path, data_only=True)[TRACKING]["B3"].value
    assert office.values(path, [place]) == [cached]
    # The steps stand below the titles, the header, the band of their measure and its owner.
    changed = office.values(path, [place], [(TRACKING, "D8", "แล้วเสร็จ"), (TRACKING, "D9", "แล้วเสร็จ")])
    assert changed == [thai_words("3 ขั้นตอน: เสร็จ 3") if digits == "thai" else "3 ขั้นตอน: เสร็จ 3"]


def test_thai_digits_are_all_or_none() -> None:
    form = of(row(step="3. ภายใน 7 วัน", url=URL, note="ครั้งที่ 2", period="1 ตุลาคม 2567"))
    data = write_tracking_workbook(form, Edition(issued=DAY, digits="thai"))
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    texts = [str(cell.value) for line in book[TRACKING].iter_rows(min_col=2) for cell in line if cell.value]
    assert [text for text in texts if re.search("[0-9]", text.replace(URL, ""))] == []


def measure_rows(count: int) -> list[TrackedRow]:
    """Steps of measures of four, with a code each."""
    return [
        row(
            id=f"m{at // 4}.{at % 4}", step=f"{at + 1}. " + "จัดทำคู่มือการให้บริการและเผยแพร่ " * 2, status="แล้วเสร็จ",
            measure=f"มาตรการที่ {at // 4 + 1}", url=f"https://office01.example.go.th/measures/m{at}.pdf",
        )
        for at in range(count)
    ]  # fmt: skip


def test_thirty_nine_steps_with_codes_are_signed_on_four_pages() -> None:
    book, _ = written(of(*measure_rows(39)))
    assert len(pages_of(book)) == 4


@pytest.mark.parametrize("count", range(1, 24))
def test_no_measure_begins_with_one_step_and_each_page_names_its_measure(count: int) -> None:
    book, _ = written(of(*measure_rows(count)))
    sheet, table = book[TRACKING], tracking_table(1, codes=True)
    rows = list(sheet.iter_rows(table.first_row + 1, max_col=3, values_only=True))
    breaks = {item.id - table.first_row for item in sheet.row_breaks.brk}
    for at, cells in enumerate(rows):
        if at in breaks:
            assert "มาตรการที่" in str(cells[1])
        if "มาตรการที่" in str(cells[1]) and "(ต่อ)" not in str(cells[1]):
            steps = min(2, count - 4 * (int(str(cells[1])[-1]) - 1))
            # A band, its owner, and as many steps as the measure has, up to two.
            assert not breaks & set(range(at + 1, at + 2 + steps)), count


def test_the_analysis_tracks_what_was_reported_else_what_was_drafted(tmp_path: Path) -> None:
    submission = replace(submission_of(FRAMEWORK, full_scores(FRAMEWORK)), agency=AGENCY)
    path = write_form(tmp_path / "form.xlsx", FRAMEWORK, submission)
    drafted = openpyxl.load_workbook(io.BytesIO(make_analysis(analysed(path), EDITION)))
    assert "2569" in str(drafted[TRACKING]["B1"].value)
    ids = [item["id"] for item in steps_of(drafted, codes=False)]
    assert ids[0] != "own-01"
    assert ids[-5:] == [f"own-{number:02d}" for number in range(1, 6)]

    book = openpyxl.load_workbook(path)
    for key, text in (("step", "เผยแพร่คู่มือ"), ("status", "แล้วเสร็จ"), ("url", "https://a.go.th/1")):
        step_cell(FRAMEWORK, 1, key).of(book).value = text
    book.save(path)
    reported = openpyxl.load_workbook(io.BytesIO(make_analysis(analysed(path), EDITION)))
    assert "2568" in str(reported[TRACKING]["B1"].value)
    (step,) = steps_of(reported)
    assert list(step.values()) == ["own-01", "1", "เผยแพร่คู่มือ", "แล้วเสร็จ", "https://a.go.th/1", None]


def test_the_same_form_gives_the_same_bytes() -> None:
    form = of(row(url=URL), row(url="https://a.go.th"))
    assert write_tracking_workbook(form, EDITION) == write_tracking_workbook(form, EDITION)

"""The workbook of evidence addresses: what stands where, what it is worth, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from ita_xlsx.model.layout.grid import Table
from ita_xlsx.model.layout.links_layout import LINKS, SCHEMA, links_table
from ita_xlsx.model.layout.page import safe_height
from ita_xlsx.model.links import AgencyLinks, JudgedLink, LinkResult, SiteOrigin, Verdict
from ita_xlsx.model.round_state import RoundState
from ita_xlsx.model.submission import Stamp
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.sheets import (
    ONE_LINE,
    day_number,
    issue_line,
    join_parts,
    list_of_names,
    open_sheet,
    print_narrow,
    round_heading,
    short_name,
)
from ita_xlsx.output.stamp import write_stamp
from ita_xlsx.output.styles import DENSE
from ita_xlsx.output.texts import ASSESSMENT

_UNSEEN = "ยังไม่พบข้อผิด"
_WORDS: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.FINE: "เปิดได้",
        Verdict.WARNING: "ควรตรวจ",
        Verdict.BROKEN: "เปิดไม่ได้",
        Verdict.UNKNOWN: "ตรวจไม่ได้",
        Verdict.REASON: "เหตุผล",
    }
)
_TINTS = {Verdict.BROKEN: "bad", Verdict.WARNING: "caution", Verdict.UNKNOWN: "caution", Verdict.FINE: "good"}
_WIDTHS = {
    "number": 6, "agency": 22, "cell": 12, "step": 26, "url": 42, "open": 7, "verdict": 12, "why": 46, "reached": 19,
    "checked": 15,
}  # fmt: skip
_TITLE = "ที่อยู่เว็บที่หน่วยงานใช้เป็นหลักฐาน"
_LINE = "ที่อยู่ {count} รายการ ต่างกัน {distinct} ที่อยู่   {verdicts}"
_EMPTY = "ช่องหลักฐานที่ยังว่าง {count} ช่อง (ไม่แสดงในตาราง)"
_BY_RULE = "ตรวจตามกติกาเท่านั้น ยังไม่ได้เปิดดูจริง (ita links --online)"
_VISITED = "เปิดดูจริงแล้ว {count} ที่อยู่"
_SITES = "เว็บไซต์ที่อนุมานจากที่อยู่ส่วนใหญ่: {names}"
_OPEN = "เปิด"
_NONE = "ไม่มีที่อยู่เว็บหรือเหตุผลในแบบฟอร์มใด"
# Addresses are broken at slashes and hyphens, and leave their lines ragged.
_NARROWER = 0.85
_LONGEST_LINK, _LONGEST_STEP = 2000, 150


def verdict_word(result: LinkResult) -> str:
    """A verdict in a word; what nobody opened is not said to open."""
    return _UNSEEN if result.verdict is Verdict.FINE and result.checked is None else _WORDS[result.verdict]


def write_links(agencies: Sequence[AgencyLinks], province: RoundState, issued: date, digits: str = "arabic") -> bytes:
    """The bytes of the workbook; the same evidence and day give the same parts."""
    rows = [(item, one) for item in agencies for one in item.links if one.result]
    empty = sum(one.result is None for item in agencies for one in item.links)
    table, widths = links_table(len(rows)), list(_WIDTHS.values())
    book = Book(_TITLE, ASSESSMENT, issued, digits)
    sheet = open_sheet(book, province, LINKS, _TITLE, widths)
    sheet.text(1, 0, join_parts((round_heading(province), issue_line(province, issued))), "subtitle")
    sheet.text(2, 0, _counts([one for _, one in rows]), "strong")
    sheet.text(
        3, 0, join_parts((_origin(rows), _EMPTY.format(count=empty) if empty else "", _sites(agencies))), "muted"
    )
    sheet.header(table.header_row, 0, [column.header for column in table.columns], widths)
    for number, (item, one) in enumerate(rows, 1):
        _row(sheet, table, number, item, one)
    if not rows:
        sheet.text(table.first_row, table.col("url"), _NONE, "text")
    sheet.worksheet.autofilter(table.header_row, 0, table.last_row, table.last_col)
    sheet.worksheet.freeze_panes(table.first_row, table.col("agency") + 1)
    print_narrow(sheet, province, table.header_row, (table.last_row, table.last_col), (table.first_row, table.last_row))
    year = str(province.framework.year)
    write_stamp(book, Stamp(SCHEMA, year, province.framework.digest, "", year, issued.isoformat()))
    return book.finish()


def _counts(links: Sequence[JudgedLink]) -> str:
    known = [one for one in links if one.url]
    counts = Counter(verdict_word(one.result) for one in links if one.result)
    verdicts = "   ".join(f"{word} {counts[word]}" for word in (_UNSEEN, *_WORDS.values()) if counts[word])
    return _LINE.format(count=len(known), distinct=len({one.url for one in known}), verdicts=verdicts)


def _origin(rows: Sequence[tuple[AgencyLinks, JudgedLink]]) -> str:
    visited = {one.url for _, one in rows if one.visit and one.visit.checked}
    return _VISITED.format(count=len(visited)) if visited else _BY_RULE


def _sites(agencies: Sequence[AgencyLinks]) -> str:
    guessed = [item.site.host for item in agencies if item.site.origin is SiteOrigin.GUESSED]
    return _SITES.format(names=list_of_names(guessed, 4, 100)) if guessed else ""


def _row(sheet: Sheet, table: Table, number: int, item: AgencyLinks, one: JudgedLink) -> None:
    result, place = one.result, one.proof.place
    if result is None:
        return
    row = table.header_row + number
    contents = {
        "agency": item.agency.name, "cell": f"{place.sheet}\n{place.a1}" if place else "",
        "step": short_name(" ".join(filter(None, (one.proof.number, one.proof.step))), _LONGEST_STEP),
        "url": short_name(result.url, _LONGEST_LINK), "verdict": verdict_word(result),
        "why": "\n".join(_whys(one)), "reached": short_name(result.reached, 300),
    }  # fmt: skip
    sheet.number(row, 0, number, "count")
    for key, text in contents.items():
        if key == "verdict":
            tint = _TINTS.get(result.verdict)
            sheet.text(row, table.col(key), text, "centre", *([tint] if tint else []))
        else:
            sheet.text(row, table.col(key), text, "centre" if key == "cell" else "text")
    # A cell that is a link is not broken into lines by LibreOffice: the address itself would be cut off on paper.
    sheet.address(row, table.col("open"), one.target, _OPEN, "centre", "link_centre")
    if result.checked:
        sheet.number(row, table.col("checked"), day_number(result.checked), "date")
    else:
        sheet.text(row, table.col("checked"), "", "centre")
    cells = [(text, _WIDTHS[key] * _NARROWER) for key, text in contents.items() if text]
    sheet.height(row, safe_height(cells, DENSE, least=ONE_LINE))


def _whys(one: JudgedLink) -> list[str]:
    """What is to be said, the gravest first."""
    return [item.why("th") for item in one.results if item.rule and item.verdict is not Verdict.REASON]

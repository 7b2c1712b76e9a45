"""Write the workbook of evidence addresses.

Takes the checked links of all agencies; returns the bytes of a workbook with one row per cell and address: the verdict,
the reason, and the day of the visit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ita_xlsx.model.edition import Edition
from ita_xlsx.model.labels import NO_FAULT_FOUND, VERDICTS, label_of, verdict_label, word_of
from ita_xlsx.model.layout.grid import Table
from ita_xlsx.model.layout.links_layout import LINKS, SCHEMA, links_table
from ita_xlsx.model.layout.page import safe_height
from ita_xlsx.model.links import AgencyLinks, JudgedLink, SiteOrigin, Verdict
from ita_xlsx.model.round_state import RoundState
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
# Addresses break at slashes and hyphens, so their lines are not filled; the height is estimated for less width.
_NARROWER = 0.85
_LONGEST_LINK, _LONGEST_STEP = 2000, 150


def write_links(agencies: Sequence[AgencyLinks], round_state: RoundState, edition: Edition) -> bytes:
    """Return the bytes of the workbook; the same evidence and edition give the same parts."""
    rows = [(agency_links, link) for agency_links in agencies for link in agency_links.links if link.result]
    empty = sum(link.result is None for agency_links in agencies for link in agency_links.links)
    table, widths = links_table(len(rows)), list(_WIDTHS.values())
    book = Book(_TITLE, ASSESSMENT, edition)
    sheet = open_sheet(book, round_state, LINKS, _TITLE, widths)
    sheet.text(1, 0, join_parts((round_heading(round_state), issue_line(round_state, edition.issued))), "subtitle")
    sheet.text(2, 0, _counts_line([link for _, link in rows]), "strong")
    empty_line = _EMPTY.format(count=empty) if empty else ""
    sheet.text(3, 0, join_parts((_origin_line(rows), empty_line, _sites_line(agencies))), "muted")
    sheet.header(table.header_row, 0, [column.header for column in table.columns], widths)
    for number, (agency_links, link) in enumerate(rows, 1):
        _write_row(sheet, table, number, agency_links, link)
    if not rows:
        sheet.text(table.first_row, table.col("url"), _NONE, "text")
    sheet.worksheet.autofilter(table.header_row, 0, table.last_row, table.last_col)
    sheet.worksheet.freeze_panes(table.first_row, table.col("agency") + 1)
    print_narrow(
        sheet, round_state, table.header_row, (table.last_row, table.last_col), (table.first_row, table.last_row)
    )
    write_stamp(book, SCHEMA, round_state.framework, edition)
    return book.finish()


def _counts_line(links: Sequence[JudgedLink]) -> str:
    with_address = [link for link in links if link.url]
    counts = Counter(verdict_label(link.result) for link in links if link.result)
    verdicts = "   ".join(
        f"{word} {counts[word]}" for word in (word_of(NO_FAULT_FOUND), *map(label_of, VERDICTS)) if counts[word]
    )
    return _LINE.format(count=len(with_address), distinct=len({link.url for link in with_address}), verdicts=verdicts)


def _origin_line(rows: Sequence[tuple[AgencyLinks, JudgedLink]]) -> str:
    visited = {link.url for _, link in rows if link.visit and link.visit.checked}
    return _VISITED.format(count=len(visited)) if visited else _BY_RULE


def _sites_line(agencies: Sequence[AgencyLinks]) -> str:
    hosts = [agency_links.site.host for agency_links in agencies if agency_links.site.origin is SiteOrigin.GUESSED]
    return _SITES.format(names=list_of_names(hosts, 4, 100)) if hosts else ""


def _write_row(sheet: Sheet, table: Table, number: int, agency_links: AgencyLinks, link: JudgedLink) -> None:
    result, place = link.result, link.proof.place
    if result is None:
        return
    row = table.header_row + number
    contents = {
        "agency": agency_links.agency.name, "cell": f"{place.sheet}\n{place.a1}" if place else "",
        "step": short_name(" ".join(filter(None, (link.proof.number, link.proof.step))), _LONGEST_STEP),
        "url": short_name(result.url, _LONGEST_LINK), "verdict": verdict_label(result),
        "why": "\n".join(_reasons(link)), "reached": short_name(result.reached, 300),
    }  # fmt: skip
    sheet.number(row, 0, number, "count")
    for key, text in contents.items():
        if key == "verdict":
            tint = _TINTS.get(result.verdict)
            sheet.text(row, table.col(key), text, "centre", *([tint] if tint else []))
        else:
            sheet.text(row, table.col(key), text, "centre" if key == "cell" else "text")
    # LibreOffice does not wrap a cell that is a link, and would cut the address on paper; so the link has its own cell.
    sheet.address(row, table.col("open"), link.target, _OPEN, "centre", "link_centre")
    if result.checked:
        sheet.number(row, table.col("checked"), day_number(result.checked), "date")
    else:
        sheet.text(row, table.col("checked"), "", "centre")
    cells = [(text, _WIDTHS[key] * _NARROWER) for key, text in contents.items() if text]
    sheet.height(row, safe_height(cells, DENSE, least=ONE_LINE))


def _reasons(link: JudgedLink) -> list[str]:
    """Return the reasons for the verdicts on a link, the gravest first."""
    return [result.explanation("th") for result in link.results if result.rule and result.verdict is not Verdict.REASON]

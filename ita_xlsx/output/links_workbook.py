"""Write the workbook of evidence addresses: what is to be looked at on the first sheet, the others on the second.

Takes the checked links of all agencies; returns the bytes of a workbook with one line per cell and address: the
verdict, the reason, and the day of the visit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from ita_xlsx.model.edition import Edition
from ita_xlsx.model.labels import NO_FAULT_FOUND, VERDICTS, label_of, verdict_label, word_of
from ita_xlsx.model.layout.grid import Table
from ita_xlsx.model.layout.links_layout import LINKS, SCHEMA, SOUND_LINKS, links_table, sound_links_table
from ita_xlsx.model.links import AgencyLinks, JudgedLink, SiteOrigin, Verdict
from ita_xlsx.model.round_state import RoundState
from ita_xlsx.model.text.brief_names import brief_names
from ita_xlsx.model.text.digits import AsTyped
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas.link_counts import links_message
from ita_xlsx.output.list_sheets import (
    FULL_WIDTH,
    LINE_HEIGHT,
    ROW_HEIGHT,
    TITLE_HEIGHT,
    close_list,
    new_list,
    write_line,
    write_list_header,
)
from ita_xlsx.output.sheets import day_number, issue_line, join_parts, list_of_names, round_heading
from ita_xlsx.output.stamp import write_stamp
from ita_xlsx.output.styles import TAB_READ, TAB_WORK
from ita_xlsx.output.texts import ASSESSMENT

_TINTS = {Verdict.BROKEN: "bad", Verdict.WARNING: "caution", Verdict.UNKNOWN: "caution", Verdict.FINE: "good"}
# What somebody has to look at, the worst first.
_FAULTS = (Verdict.BROKEN, Verdict.WARNING, Verdict.UNKNOWN)
_WIDTHS = {
    "number": 6, "agency": 25, "verdict": 13, "why": 42, "url": 38, "open": 7, "cell": 14, "step": 25, "checked": 14,
    "reached": 30, "full": FULL_WIDTH,
}  # fmt: skip
_SOUND_WIDTHS = {
    "number": 6, "agency": 25, "url": 58, "open": 7, "cell": 14, "verdict": 14, "checked": 14, "step": 60,
    "full": FULL_WIDTH,
}  # fmt: skip
_TITLE = "ที่อยู่เว็บที่หน่วยงานใช้เป็นหลักฐาน"
_SOUND_TITLE = "ที่อยู่เว็บและเหตุผลที่ไม่พบปัญหา"
_TO_LOOK_AT, _NOTHING_TO_LOOK_AT = "ต้องดู {} จาก {} รายการ", "ไม่มีรายการที่ต้องดู จาก {} รายการ"
_DISTINCT = "ต่างกัน {distinct} ที่อยู่"
_EMPTY = "ช่องหลักฐานที่ยังว่าง {count} ช่อง (ไม่แสดงในตาราง)"
_BY_RULE = "ตรวจตามกติกาเท่านั้น ยังไม่ได้เปิดดูจริง"
_VISITED = "เปิดดูจริงแล้ว {count} ที่อยู่"
_SITES = "เว็บไซต์ที่อนุมานจากที่อยู่ส่วนใหญ่: {names}"
_OTHERS = "รายการที่ไม่พบปัญหาอยู่ในแผ่น «" + SOUND_LINKS + "»"
_NOT_PRINTED = "แผ่นนี้ใช้บนจอ (กรองและค้นได้) ไม่พิมพ์ทั้งตาราง"
_OPEN = "เปิด"
_NONE = "ไม่มีที่อยู่เว็บหรือเหตุผลในแบบฟอร์มใด"
_NONE_HERE = "ไม่มี"

_Row = tuple[AgencyLinks, JudgedLink]


def write_links(agencies: Sequence[AgencyLinks], round_state: RoundState, edition: Edition) -> bytes:
    """Return the bytes of the workbook; the same evidence and edition give the same parts."""
    rows = [(agency_links, link) for agency_links in agencies for link in agency_links.links if link.result]
    empty = sum(link.result is None for agency_links in agencies for link in agency_links.links)
    faulty = [row for verdict in _FAULTS for row in rows if _verdict(row) is verdict]
    sound = [row for row in rows if _verdict(row) not in _FAULTS]
    names = brief_names((agency_links.agency for agency_links in agencies), round_state.name)
    tables = (links_table(len(faulty)), sound_links_table(len(sound)))
    book = Book(_TITLE, ASSESSMENT, edition)
    first = _open(book, LINKS, _TITLE, _WIDTHS, TAB_READ)
    _write_message(first, rows, tables)
    facts = (issue_line(round_state, edition.issued), _distinct(rows), _origin_line(rows))
    _write_lines(first, round_state, join_parts((*facts, _EMPTY.format(count=empty) if empty else "")))
    _write_rows(first, tables[0], faulty, names, _WIDTHS, _NONE_HERE if rows else _NONE)
    close_list(first, round_state, tables[0], "checked", frozen="agency")
    second = _open(book, SOUND_LINKS, _SOUND_TITLE, _SOUND_WIDTHS, TAB_WORK)
    second.text(1, 0, _sites_line(agencies), "muted")
    second.height(1, LINE_HEIGHT)
    _write_lines(second, round_state, _NOT_PRINTED)
    _write_rows(second, tables[1], sound, names, _SOUND_WIDTHS, _NONE_HERE)
    _close_on_screen(second, round_state, tables[1])
    write_stamp(book, SCHEMA, round_state.framework, edition)
    return book.finish()


def _verdict(row: _Row) -> Verdict | None:
    result = row[1].result
    return result.verdict if result else None


def _open(book: Book, name: str, title: str, widths: dict[str, int], tab: str) -> Sheet:
    sheet = new_list(book, name, list(widths.values()), tab)
    sheet.text(0, 0, title, "list_title")
    sheet.height(0, TITLE_HEIGHT)
    return sheet


def _write_lines(sheet: Sheet, round_state: RoundState, facts: str) -> None:
    sheet.text(2, 0, join_parts((round_heading(round_state), facts)), "muted")
    sheet.height(2, LINE_HEIGHT)


def _write_message(sheet: Sheet, rows: Sequence[_Row], tables: tuple[Table, Table]) -> None:
    """Write how many addresses are to be looked at, and why, as a formula over both sheets."""
    counts = Counter(verdict_label(link.result) for _, link in rows if link.result)
    words = [label_of(verdict) for verdict in _FAULTS]
    faults, everything = sum(counts[word] for word in words), len(rows)
    parts = " · ".join(f"{word} {counts[word]}" for word in words if counts[word])
    start = (
        (_TO_LOOK_AT.format(faults, everything) + f": {parts}") if faults else _NOTHING_TO_LOOK_AT.format(everything)
    )
    value = sheet.book.words(f"{start} · {_OTHERS}")
    first, second = (table.span("verdict", sheet.name) for table in tables)
    texts = (_TO_LOOK_AT, _NOTHING_TO_LOOK_AT, f" · {_OTHERS}")
    live = links_message((first, second), words, _all_words(), texts, value, sheet.book.digits)
    visited = any(link.visit and link.visit.checked for _, link in rows)
    styles = ("list_message",) if visited else ("list_message", "message_due")
    sheet.live(1, 0, live, *styles)
    for col in range(1, tables[0].col("checked") + 1):
        sheet.text(1, col, "", *styles)
    sheet.height(1, 26)


def _all_words() -> tuple[str, ...]:
    """Return every word of the column of verdicts."""
    return (word_of(NO_FAULT_FOUND), *map(label_of, VERDICTS))


def _distinct(rows: Sequence[_Row]) -> str:
    return _DISTINCT.format(distinct=len({link.url for _, link in rows if link.url}))


def _origin_line(rows: Sequence[_Row]) -> str:
    visited = {link.url for _, link in rows if link.visit and link.visit.checked}
    return _VISITED.format(count=len(visited)) if visited else _BY_RULE


def _sites_line(agencies: Sequence[AgencyLinks]) -> str:
    hosts = [agency_links.site.host for agency_links in agencies if agency_links.site.origin is SiteOrigin.GUESSED]
    return _SITES.format(names=list_of_names(hosts, 4, 100)) if hosts else ""


def _write_rows(
    sheet: Sheet, table: Table, rows: Sequence[_Row], names: Mapping[str, str], widths: dict[str, int], nothing: str
) -> None:
    write_list_header(sheet, table, list(widths.values()))
    for row, (agency_links, link) in enumerate(rows, table.first_row):
        agency = agency_links.agency
        _write_row(sheet, table, row, names.get(agency.code, agency.name), link, widths)
    if not rows:
        sheet.text(table.first_row, table.col("url"), nothing, "cut")
        sheet.height(table.first_row, ROW_HEIGHT)


def _write_row(sheet: Sheet, table: Table, row: int, name: str, link: JudgedLink, widths: dict[str, int]) -> None:
    result, place = link.result, link.proof.place
    if result is None:
        return
    contents = {
        "agency": name, "cell": AsTyped(f"{place.sheet} {place.a1}") if place else "",
        "step": " ".join(filter(None, (link.proof.number, link.proof.step))), "url": result.url,
        "why": "; ".join(_reasons(link)), "reached": result.reached,
    }  # fmt: skip
    write_line(sheet, table, row, {key: text for key, text in contents.items() if table.has(key)}, widths, "cell")
    tint = _TINTS.get(result.verdict)
    sheet.text(row, table.col("verdict"), verdict_label(result), "cut_centre", "fitted", *([tint] if tint else []))
    # LibreOffice does not wrap a cell that is a link, and would cut the address on paper; so the link has its own cell.
    sheet.address(row, table.col("open"), link.target, _OPEN, "cut_centre", "link_centre")
    if result.checked:
        sheet.number(row, table.col("checked"), day_number(result.checked), "date")
    else:
        sheet.text(row, table.col("checked"), "", "cut_centre")


def _reasons(link: JudgedLink) -> list[str]:
    """Return the reasons for the verdicts on a link, the gravest first."""
    return [result.explanation("th") for result in link.results if result.rule and result.verdict is not Verdict.REASON]


def _close_on_screen(sheet: Sheet, round_state: RoundState, table: Table) -> None:
    """Set filters and frozen columns of a list for the screen; on paper only its first lines stand."""
    sheet.worksheet.autofilter(table.header_row, 0, table.last_row, table.last_col)
    sheet.worksheet.freeze_panes(table.first_row, table.col("agency") + 1)
    sheet.print_setup(round_heading(round_state))
    sheet.worksheet.print_area(0, 0, table.header_row - 1, table.col("checked"))

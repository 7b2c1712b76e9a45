"""Write the sheet of the tracking form: steps, status, evidence with QR codes, and lines for signatures.

Takes a TrackingForm; changes the workbook in memory only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout.analysis_layout import TRACKING, tracking_table
from ita_xlsx.model.layout.grid import Table
from ita_xlsx.model.layout.page import WIDEST_COLUMNS, column_points, line_count, page_scale, row_height, safe_height
from ita_xlsx.model.links import LinkResult, worst_result
from ita_xlsx.model.text import words
from ita_xlsx.model.text.addresses import web_addresses, words_after_addresses
from ita_xlsx.output import texts as shared_texts
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.styles import DENSE
from ita_xlsx.output.tracking_form import texts
from ita_xlsx.output.tracking_form.form_rows import TrackedRow
from ita_xlsx.output.tracking_form.qr_codes import Code, code_for

# Steps and evidence share the width that the column of codes leaves, so that every form has the same width.
_WIDTHS = {"id": 10.0, "instrument": 10.0, "indicator": 22.0, "responsible": 22.0, "status": 16.0}
_SHARED, _EVIDENCE_SHARE = 104.0, 0.46
# Centimetres of paper around a code.
_CODE_MARGIN = 0.3
_LEAST_HEIGHT = 42.0
# More lines than these leave no room on a page for the header and the signatures.
_MOST_LINES = 17
# The most lines of each part of an evidence cell; where a code holds the full address, fewer lines are enough.
_ADDRESS_LINES, _CODED_LINES, _REMARK_LINES, _VERDICT_LINES, _NOTE_LINES = 8, 7, 3, 3, 3
# Addresses break at their slashes, which leaves the lines shorter than the column.
_URL_ROOM = 0.85
_SIGNATURE_HEIGHT = 28
# The points that the first page has below its header.
_MOST_CLOSING = 460.0
# The points of the highest row; codes one below the other may not need more.
_MOST_HEIGHT = 320.0
# Cells that are still to be filled in are yellow.
_STYLES = {"id": "helper", "instrument": "centre"}
_EMPTY = {"id": "helper", "status": "input", "url": "input"}


@dataclass(frozen=True, kw_only=True)
class TrackingForm:
    """One tracking form to write.

    ``year`` is the fiscal year of its measures, ``spare`` the number of empty rows for further steps of the agency.
    ``links`` holds the results of link checks by address.
    """

    framework: Framework
    agency: Agency
    year: int
    rows: tuple[TrackedRow, ...]
    spare: int = 0
    links: Mapping[str, LinkResult] = field(default_factory=dict)


@dataclass(frozen=True)
class Proof:
    """The evidence of a step: its addresses, those with a QR code, and a remark on the others."""

    addresses: tuple[str, ...]
    coded: tuple[tuple[str, Code], ...]
    remark: str

    @property
    def height(self) -> float:
        """Return the height (points) of its codes, one below the other."""
        return sum(_points(code) for _, code in self.coded)


def write_tracking(book: Book, form: TrackingForm) -> None:
    """Write the form as a sheet; every page repeats its header, and signatures never stand alone."""
    proofs = [proof_of(row) for row in form.rows]
    codes = any(proof.addresses for proof in proofs)
    table = tracking_table(len(form.rows) + form.spare, codes=codes)
    widths = _widths(proofs)
    sheet = book.sheet(TRACKING)
    sheet.widths(*(widths[column.key] for column in table.columns))
    sheet.worksheet.hide_gridlines(2)
    _head(sheet, form, table, proofs)
    sheet.header(table.header_row, 0, [column.header for column in table.columns], list(widths.values()))
    for row, (item, proof) in enumerate(zip(form.rows, proofs, strict=True), table.first_row):
        _row(sheet, table, row, item, proof, _evidence(item, proof, form.links, widths["url"]), widths)
    spare = _spare_rows(sheet, form, table)
    table = tracking_table(len(form.rows) + spare, codes=codes)
    for number in range(1, spare + 1):
        _spare_row(sheet, table, table.first_row + len(form.rows) + number - 1, f"own-{number:02d}")
    col = table.col("status")
    sheet.choices((table.first_row, col, table.last_row, col), words.STEP_STATUSES, shared_texts.LIST_ERROR)
    sheet.hide_columns(0, 0)
    _close(sheet, form, table)


def find_cut_texts(form: TrackingForm) -> tuple[str, ...]:
    """Return the texts that do not fit on the form in full, one for each step that has any; an address has its code."""
    proofs = [proof_of(row) for row in form.rows]
    widths = _widths(proofs)
    found = (_cut_text(item, proof, widths) for item, proof in zip(form.rows, proofs, strict=True))
    return tuple(filter(None, found))


def _cut_text(item: TrackedRow, proof: Proof, widths: Mapping[str, float]) -> str:
    """Return the first text of a step that is cut on the form; empty if none is."""
    room = widths["url"] * _URL_ROOM
    texts_by_room = (
        (texts.NOTE_LINE.format(note=item.note), room, _NOTE_LINES),
        ("" if proof.addresses else item.url, room, _ADDRESS_LINES),
        (item.step, widths["step"], _MOST_LINES),
        (item.status, widths["status"], _MOST_LINES),
    )
    return next((text for text, width, lines in texts_by_room if _cut(text, width, lines) != text), "")


def _page_scale() -> float:
    """Return the scale of the printed page, in the program that draws columns widest."""
    visible = (*(width for key, width in _WIDTHS.items() if key != "id"), _SHARED)
    return page_scale(sum(map(column_points, visible)) * WIDEST_COLUMNS)


_SCALE = _page_scale()


def _points(code: Code) -> float:
    """Return the height (points) of a code with its margin on the sheet."""
    return (code.side + _CODE_MARGIN) / _SCALE / 2.54 * 72


def proof_of(item: TrackedRow) -> Proof:
    """Return the addresses of a step, with a code for each that can be printed, as many as fit into the row."""
    addresses, coded, filled = web_addresses(item.url), [], 0.0
    incomplete = words_after_addresses(item.url)
    cut: list[int] = []
    long: list[int] = []
    no_room: list[int] = []
    for number, address in enumerate(addresses, 1):
        code = code_for(address)
        if address in incomplete:
            cut.append(number)
        elif code is None:
            long.append(number)
        elif no_room or filled + _points(code) > _MOST_HEIGHT:
            no_room.append(number)
        else:
            coded.append((address, code))
            filled += _points(code)
    remark = "\n".join(texts.missing_code_notes(len(addresses), cut, long, no_room))
    return Proof(addresses, tuple(coded), remark)


def _widths(proofs: Sequence[Proof]) -> Mapping[str, float]:
    """Return the width of each column in characters; the column of codes is as wide as its largest code."""
    largest = max((code.side for proof in proofs for _, code in proof.coded), default=0.0)
    # An address that is too long for a code has a sentence in its place.
    code = max((largest + _CODE_MARGIN) / _SCALE / 2.54 * 96 / 7, 12.0) if any(p.addresses for p in proofs) else 0.0
    shared = _SHARED - code
    url = round(shared * _EVIDENCE_SHARE, 1)
    first, middle = ("id", "instrument", "indicator"), ("responsible", "status")
    widths = {key: _WIDTHS[key] for key in first} | {"step": round(shared - url, 1)}
    widths |= {key: _WIDTHS[key] for key in middle} | {"url": url}
    return widths | ({"code": round(code, 1)} if code else {})


def _head(sheet: Sheet, form: TrackingForm, table: Table, proofs: Sequence[Proof]) -> None:
    sheet.text(0, 1, shared_texts.tracking_title(form.year, form.agency), "title")
    sheet.height(0, 34)
    sheet.text(1, 1, shared_texts.agency_line(form.agency), "strong")
    sheet.height(1, 26)
    sheet.text(table.header_row - 1, 1, counts_line(form, proofs), "muted")


def counts_line(form: TrackingForm, proofs: Sequence[Proof]) -> str:
    """Return how many steps have each status; on a form to be filled in, what to do."""
    if not any(row.status or row.url or row.note for row in form.rows):
        return texts.TRACKING_HINT
    counts = Counter(row.status if row.status in words.STEP_STATUSES else "" for row in form.rows)
    counts["proved"] = sum(bool(proof.addresses) for proof in proofs)
    return texts.tracking_counts(counts, scan=any(proof.coded for proof in proofs))


def _evidence(item: TrackedRow, proof: Proof, links: Mapping[str, LinkResult], width: float) -> str:
    """Return the address, the remark, the verdict on the address and the note, one line or more each."""
    link_result = worst_result(item.url, links)
    room = width * _URL_ROOM
    lines = _CODED_LINES if len(proof.coded) == len(proof.addresses) == 1 else _ADDRESS_LINES
    parts = (
        _cut(item.url, room, lines),
        _cut(proof.remark, room, _REMARK_LINES) if proof.coded else "",
        _cut(shared_texts.verdict_words(link_result), room, _VERDICT_LINES) if link_result else "",
        _cut(texts.NOTE_LINE.format(note=item.note), room, _NOTE_LINES) if item.note else "",
    )
    return "\n".join(filter(None, parts))


def _cut(text: str, width: float, lines: int) -> str:
    """Return as much of a text as fits into so many lines, with an ellipsis for the rest."""
    shortened = text
    while line_count(shortened, width, DENSE) > lines:
        shortened = f"{shortened[: int(len(shortened) * 0.95) - 1]}…"
    return shortened


def _row(
    sheet: Sheet,
    table: Table,
    row: int,
    item: TrackedRow,
    proof: Proof,
    evidence: str,
    widths: Mapping[str, float],
) -> None:
    contents = {
        "id": item.id, "instrument": item.instrument, "indicator": item.indicator, "step": item.step,
        "responsible": item.responsible, "status": item.status,
    }  # fmt: skip
    fitted = {key: _cut(text, widths[key], _MOST_LINES) for key, text in contents.items()} | {"url": evidence}
    cells = [(text, widths[key] * (_URL_ROOM if key == "url" else 1)) for key, text in fitted.items() if key != "id"]
    for key, text in fitted.items():
        sheet.text(row, table.col(key), text, _STYLES.get(key, "text") if text else _EMPTY.get(key, "text"))
    if table.has("code"):
        remark = "" if proof.coded else _cut(proof.remark, widths["code"], _MOST_LINES)
        sheet.text(row, table.col("code"), remark, "centre")
        cells.append((remark, widths["code"]))
    # Leave room for a wider font in place of the house font, as long as the page has it.
    points = max(row_height(cells, DENSE, least=_LEAST_HEIGHT), min(safe_height(cells, DENSE), _MOST_HEIGHT))
    sheet.height(row, max(points, proof.height))
    above = 0.0
    for address, code in proof.coded:
        alt = texts.CODE_ALT.format(url=address)
        sheet.picture(row, table.col("code"), code.png, code.pixels, code.side / _SCALE, alt, above=above)
        above += _points(code)


def _spare_rows(sheet: Sheet, form: TrackingForm, table: Table) -> int:
    """Return the number of empty rows: as many as fit on one page with the last step and the signatures."""
    step = sheet.height_of(table.first_row + len(form.rows) - 1) if form.rows else 0.0
    room = _MOST_CLOSING - step - sheet.height_of(table.last_row + 1) - _SIGNATURE_HEIGHT * len(texts.SIGNATURES)
    return min(form.spare, max(int(room // _LEAST_HEIGHT), 0))


def _spare_row(sheet: Sheet, table: Table, row: int, item: str) -> None:
    sheet.text(row, 0, item, "helper")
    for col in range(1, table.last_col + 1):
        sheet.text(row, col, "", "input")
    sheet.height(row, _LEAST_HEIGHT)


def _close(sheet: Sheet, form: TrackingForm, table: Table) -> None:
    """Write the signatures, and break pages so that no row is cut and the signatures never stand alone."""
    first = table.last_row + 2
    for offset, (left, right) in enumerate(texts.SIGNATURES):
        sheet.text(first + offset, table.col("step"), left, "line_centre")
        # A text wider than its cells would be cut off at the edge of the page, so the cells are merged.
        style = sheet.book.format("line_centre")
        sheet.worksheet.merge_range(first + offset, table.col("responsible"), first + offset, table.last_col, "", style)
        sheet.text(first + offset, table.col("responsible"), right, "line_centre")
        sheet.height(first + offset, _SIGNATURE_HEIGHT)
    last = first + len(texts.SIGNATURES) - 1
    sheet.worksheet.freeze_panes(table.first_row, 0)
    sheet.print_setup(shared_texts.heading(form.agency, form.framework), (table.header_row, table.header_row))
    sheet.worksheet.print_area(0, 0, last, table.last_col)
    # Empty rows are not enough above the signatures: the last step stays on their page.
    last_step = table.first_row + max(len(form.rows) - 1, 0)
    rows = [(row, row) for row in range(table.first_row, last_step)]
    sheet.keep_together([*rows, (last_step, last)], table.last_col)

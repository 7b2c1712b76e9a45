"""Write the sheet of the tracking form: a band for each measure, its steps with evidence and codes, and signatures.

Takes a TrackingForm; changes the workbook in memory only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout.analysis_layout import TRACKING, tracking_table
from ita_xlsx.model.layout.grid import Table, a1
from ita_xlsx.model.layout.page import HOUSE, MOST_BREAKS, PaperFont
from ita_xlsx.model.links import LinkResult
from ita_xlsx.model.text import words
from ita_xlsx.model.text.digits import AsTyped
from ita_xlsx.model.text.writable import writable_text
from ita_xlsx.output import texts as shared_texts
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas import measures as formulas
from ita_xlsx.output.formulas.province import is_word
from ita_xlsx.output.page_headers import header_text
from ita_xlsx.output.sheets import write_across
from ita_xlsx.output.styles import BODY, FONT, FORM_URL, HEADING, TAB_FILL
from ita_xlsx.output.tracking_form import texts
from ita_xlsx.output.tracking_form.form_rows import Group, TrackedRow, group_rows
from ita_xlsx.output.tracking_form.paging import (
    HEAD_HEIGHT,
    MARGINS,
    SIGNATURE_HEIGHTS,
    FormPages,
    FormRow,
    Kind,
    put_on_pages,
)
from ita_xlsx.output.tracking_form.proofs import code_points, proof_of
from ita_xlsx.output.tracking_form.step_cells import Columns, Fitter, StepCells, columns_for, text_height

_ID = 16.0
# A code stands so many points higher in its cell than a picture does elsewhere.
_CODE_RISE = 1.5
_STEP_STYLES = {"number": "paper_number", "step": "paper_text", "status": "paper_status"}
_LOOKS = (
    (texts.DONE, "paper_done"), (texts.DOING, "paper_doing"), (texts.NOT_YET, "paper_not_yet"),
    (texts.NO_DUTY, "paper_no_duty"),
)  # fmt: skip


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


def write_tracking(book: Book, form: TrackingForm, font: PaperFont = HOUSE) -> None:
    """Write the form as a sheet of portrait pages; every page repeats its header, and signatures never stand alone.

    Rows are sized for ``font``, which is the font on the paper.
    """
    columns, steps = _fitted(form, font)
    head = _titles(form, columns, font)
    head_height = HEAD_HEIGHT * font.pitch
    pages = put_on_pages(steps, form.spare, sum(height for _, _, height in head) + head_height, columns, font)
    table = tracking_table(len(pages.rows), codes=columns.code > 0)
    sheet = book.sheet(TRACKING)
    sheet.texts.follow_numbers(book.words)
    widths = {"id": _ID, "number": columns.number, "step": columns.step, "status": columns.status, "url": columns.url}
    sheet.widths(*widths.values(), *([columns.code] if columns.code else []))
    for row, (text, style, height) in enumerate(head):
        write_across(sheet, row, (1, table.last_col), text, columns.all, style)
        sheet.height(row, height)
    if _is_reported(form.rows):
        _write_counts(sheet, form, table, len(head) - 1)
    for column in table.columns:
        sheet.text(table.header_row, table.col(column.key), column.header, "header")
    sheet.height(table.header_row, head_height)
    for row, form_row in enumerate(pages.rows, table.first_row):
        _write_row(sheet, table, columns, row, form_row)
        sheet.height(row, form_row.height)
    span = (table.first_row, table.col("status"), table.last_row, table.col("status"))
    sheet.choices(span, words.STEP_STATUSES, shared_texts.LIST_ERROR)
    for status, style in _LOOKS:
        rule = {"type": "formula", "criteria": is_word(a1(*span[:2]), status)}
        sheet.worksheet.conditional_format(*span, {**rule, "format": book.format(style, plain=True)})
    sheet.hide_columns(0, 0)
    sheet.tab(TAB_FILL)
    _print(sheet, form, table, pages, _write_signatures(sheet, table, columns, font))
    _write_page_header(sheet, form, font)


def find_cut_texts(form: TrackingForm, font: PaperFont = HOUSE) -> tuple[str, ...]:
    """Return the texts that do not fit on the form in full, one for each step that has any."""
    _, steps = _fitted(form, font)
    return tuple(cells.cut for _, items in steps for cells in items if cells.cut)


def counts_line(form: TrackingForm) -> str:
    """Return how many steps have each status; on a form to be filled in, what to do."""
    return _counts(form.rows) if _is_reported(form.rows) else texts.TRACKING_HINT


def _is_reported(rows: Sequence[TrackedRow]) -> bool:
    return any(row.status or row.url or row.note for row in rows)


def _counts(rows: Sequence[TrackedRow]) -> str:
    return texts.tracking_counts(Counter(row.status if row.status in words.STEP_STATUSES else "" for row in rows))


def _fitted(form: TrackingForm, font: PaperFont) -> tuple[Columns, list[tuple[Group, tuple[StepCells, ...]]]]:
    """Return the columns of a form, and each measure with its steps fitted into them."""
    groups = group_rows(form.rows)
    proofs = [[proof_of(row) for row in group.rows] for group in groups]
    columns = columns_for([proof for items in proofs for proof in items])
    fitter = Fitter(columns, font, form.links)
    steps = [
        tuple(fitter.fit(row, proof, names_owner=not group.owner) for row, proof in zip(group.rows, items, strict=True))
        for group, items in zip(groups, proofs, strict=True)
    ]
    return columns, list(zip(groups, steps, strict=True))


def _titles(form: TrackingForm, columns: Columns, font: PaperFont) -> list[tuple[str, str, float]]:
    """Return the lines above the table: text, style and height."""
    lines = (
        (shared_texts.tracking_title(form.year, form.agency), "paper_title", HEADING, 26.25),
        (shared_texts.agency_line(form.agency), "paper_line", BODY, 22.5),
        (counts_line(form), "paper_count", BODY, 25.5),
    )
    return [(text, style, max(text_height(text, columns.all, size, font), least)) for text, style, size, least in lines]


def _write_counts(sheet: Sheet, form: TrackingForm, table: Table, row: int) -> None:
    """Write the sentence on the statuses as a formula, which follows what is chosen on the sheet."""
    steps, statuses = (table.span(key, table.sheet) for key in ("step", "status"))
    digits, value = sheet.book.digits, sheet.book.words(_counts(form.rows))
    live = formulas.status_counts(steps, statuses, texts.STEPS, texts.STATUS_COUNTS, digits, value)
    sheet.live(row, 1, live, "paper_count")


def _write_row(sheet: Sheet, table: Table, columns: Columns, row: int, form_row: FormRow) -> None:
    across = (table.col("number"), table.last_col)
    if form_row.cells is not None:
        _write_step(sheet, table, columns, row, form_row.cells, () if form_row.is_last else ("paper_open",))
    elif form_row.kind is Kind.SPARE:
        sheet.text(row, 0, form_row.text, "helper")
        for col in range(*across):
            sheet.text(row, col, "", "paper_box")
        sheet.text(row, table.last_col, "", "paper_box")
    elif form_row.kind is Kind.BELOW:
        open_below = () if form_row.is_last else ("paper_open",)
        write_across(sheet, row, across, form_row.text, columns.all * 0.94, "paper_note", *open_below)
    else:
        style = "paper_band" if form_row.kind is Kind.BAND else "paper_owner"
        write_across(sheet, row, across, form_row.text, columns.all, style)


def _write_step(
    sheet: Sheet, table: Table, columns: Columns, row: int, cells: StepCells, looks: tuple[str, ...]
) -> None:
    item = cells.row
    sheet.text(row, 0, AsTyped(item.id), "helper")
    contents = (("number", cells.number), ("step", cells.step), ("status", item.status))
    for key, text in contents:
        style = _STEP_STYLES[key] if text or key != "status" else "paper_box"
        sheet.text(row, table.col(key), text, style, *looks)
    url = table.col("url")
    if not cells.proof.addresses:
        evidence = "paper_url" if cells.evidence else "paper_box"
        write_across(sheet, row, (url, table.last_col), cells.evidence, columns.evidence, evidence, *looks)
        return
    sheet.text(row, url, cells.evidence, "paper_url", *looks)
    sheet.text(row, table.last_col, "", "paper_text", *looks)
    above = (cells.height - cells.proof.height) / 2 - _CODE_RISE
    for address, code in cells.proof.coded:
        alt = texts.CODE_ALT.format(url=address)
        sheet.picture(row, table.last_col, code.png, code.pixels, code.side, alt, above=above)
        above += code_points(code)


def _write_signatures(sheet: Sheet, table: Table, columns: Columns, font: PaperFont) -> int:
    """Write the lines for the signatures below the table; return the last row."""
    first, half = table.last_row + 1, columns.all / 2
    sheet.height(first, SIGNATURE_HEIGHTS[0])
    for row, (left, right) in enumerate(texts.SIGNATURES, first + 1):
        write_across(sheet, row, (table.col("number"), table.col("step")), left, half, "paper_sign")
        write_across(sheet, row, (table.col("status"), table.last_col), right, half, "paper_sign")
        sheet.height(row, SIGNATURE_HEIGHTS[row - first])
    return first + len(texts.SIGNATURES)


def _print(sheet: Sheet, form: TrackingForm, table: Table, pages: FormPages, last: int) -> None:
    """Set the pages up at full size: Excel ignores our breaks where a sheet is fitted to its page."""
    sheet.worksheet.freeze_panes(table.first_row, 0)
    sheet.print_setup("", (table.header_row, table.header_row), portrait=True)
    sheet.worksheet.set_print_scale(100)
    sheet.worksheet.set_margins(*MARGINS)
    sheet.worksheet.print_area(0, 0, last, table.last_col)
    sheet.worksheet.set_h_pagebreaks([table.first_row + at for at in pages.breaks][:MOST_BREAKS])


def _write_page_header(sheet: Sheet, form: TrackingForm, font: PaperFont) -> None:
    """Write the agency on the left and the page on the right, smaller where the font is wider than ours."""
    heading = header_text(writable_text(sheet.book.words(shared_texts.heading(form.agency, form.framework))))
    look = f'&"{FONT},Regular"&{round(FORM_URL / font.width)}'
    sheet.worksheet.set_header(f"&L{look} {heading}&R{look} - &P -")

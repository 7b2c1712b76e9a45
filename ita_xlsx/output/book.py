"""Wrap xlsxwriter thinly: write text always as text, turn every refusal into an error, make each format once.

Takes texts, numbers and formulas with their cells; returns the bytes of a workbook. Works in memory only.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any

import xlsxwriter

from ita_xlsx.errors import OutputError
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.layout.page import (
    MARGIN_BOTTOM,
    MARGIN_SIDE,
    MARGIN_TOP,
    column_points,
    page_breaks,
    row_height,
)
from ita_xlsx.model.text.addresses import as_uri, is_link
from ita_xlsx.model.text.digits import thai_words
from ita_xlsx.model.text.words import DECLARATIONS
from ita_xlsx.model.text.writable import writable_text
from ita_xlsx.output.cells import library_cells
from ita_xlsx.output.cells.cell_texts import CellTexts
from ita_xlsx.output.cells.library_fixes import escaped, prepared, write_typed
from ita_xlsx.output.cells.long_columns import Columns
from ita_xlsx.output.cells.long_tables import Rows
from ita_xlsx.output.cells.row_heights import RowHeights
from ita_xlsx.output.cells.text_pieces import ESCAPE, text_pieces
from ita_xlsx.output.formulas import Live
from ita_xlsx.output.formulas.live import quote
from ita_xlsx.output.page_headers import header_text
from ita_xlsx.output.styles import DENSE, FONT, NUMBER_FORMATS, STYLES
from ita_xlsx.output.texts import SCORE_ERROR, SCORE_PROMPT
from ita_xlsx.output.thai_digits import thai_formula

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class Book:
    """A workbook being written; the same calls and the same edition give the same parts."""

    def __init__(self, title: str, subject: str, edition: Edition, *, texts_follow: bool = False) -> None:
        """Open an empty workbook in memory; the edition says its day and the digits of its numbers.

        If ``texts_follow``, texts and formulas have the digits of the numbers.
        """
        self._buffer = io.BytesIO()
        self.workbook = xlsxwriter.Workbook(self._buffer, _OPTIONS)
        self.digits = edition.digits
        self.has_thai_texts = texts_follow and edition.digits == "thai"
        self._formats: dict[tuple[object, ...], Any] = {}
        issued = edition.issued
        created = datetime(issued.year, issued.month, issued.day)
        self.workbook.set_properties(
            {"title": writable_text(title), "subject": writable_text(subject), "created": created}
        )

    def sheet(self, name: str) -> Sheet:
        """Add a sheet and return it; raise OutputError for a name that Excel refuses."""
        if not name.isprintable() or name.casefold() == "history" or ESCAPE.search(name):
            raise OutputError(Code.TEXT_NOT_WRITABLE, where=name)
        try:
            return Sheet(self, self.workbook.add_worksheet(name), name)
        except xlsxwriter.exceptions.XlsxWriterException as error:
            raise OutputError(Code.TEXT_NOT_WRITABLE, where=name) from error

    def number_format(self, style: str) -> str:
        """Return the number format of a style, with the digits of this workbook."""
        return NUMBER_FORMATS[style][self.digits]

    def property(self, name: str, value: str) -> None:
        """Add a custom property to the document."""
        self.workbook.set_custom_property(name, writable_text(value), "text")

    def format(self, *styles: str, plain: bool = False, quoted: bool = False, one_line: bool = False) -> Any:
        """Return the format of one style, or of several applied one after the other.

        ``plain`` leaves the font alone. ``quoted`` keeps a text that begins like a formula a text, also after
        its cell is edited. ``one_line`` draws a text smaller where the font is wider than ours, instead of wrapping it.
        """
        key = (styles, plain, quoted, one_line) if plain or quoted or one_line else styles
        found = self._formats.get(key)
        if found is None:
            properties: dict[str, Any] = {} if plain else {"font_name": FONT}
            if quoted:
                properties["quote_prefix"] = True
            for style in styles:
                properties.update(STYLES[style])
                if style in NUMBER_FORMATS:
                    properties["num_format"] = NUMBER_FORMATS[style][self.digits]
            if one_line and properties.pop("text_wrap", False):
                properties["shrink"] = True
            found = self._formats[key] = self.workbook.add_format(properties)
        return found

    def words(self, text: str) -> str:
        """Return a text of ours with the digits of the workbook; codes, addresses and file names keep theirs."""
        return thai_words(text) if self.digits == "thai" else text

    def finish(self) -> bytes:
        """Close the workbook and return its bytes."""
        self.workbook.close()
        return self._buffer.getvalue()


# Excel holds 65,530 links in a sheet.
_MAX_LINKS = 65_000
# The least number of rows on the last page of a table.
_TAIL = 4
# Pixels above a picture in its cell.
_PICTURE_TOP = 4


class Sheet:
    """One sheet of a workbook; rows and columns count from zero."""

    def __init__(self, book: Book, worksheet: Any, name: str) -> None:
        """Take a new worksheet of the library and prepare it for writing."""
        self.book = book
        self.worksheet = worksheet
        self.name = name
        self._widths: list[float] = []
        self._heights = RowHeights(worksheet)
        self._hidden: set[int] = set()
        self._repeated: tuple[int, ...] = ()
        self._rows: Rows | None = None
        self._links = 0
        self.texts = CellTexts(book.format, book.words if book.has_thai_texts else None)
        # Our tables have lines of their own, and a page has none.
        worksheet.hide_gridlines(2)
        # The library searches each formula for about forty newer functions, which takes a third of its time.
        # The formulas of this program hold none (tests/output/test_formulas.py checks that).
        worksheet._prepare_formula = prepared
        worksheet._write_rows = library_cells.RowWriter(worksheet).write
        # The library also searches the address and the style of every cell for characters of XML.
        worksheet._escape_attributes = partial(escaped, worksheet._escape_attributes)
        # The library leaves the type of an empty text away, and takes a text like #N/A for an error.
        worksheet._xml_formula_element = partial(write_typed, worksheet._xml_formula_element)

    def text(self, row: int, col: int, text: str, *styles: str, width: float = 0.0) -> None:
        """Write a text as text, whatever it begins with; an empty text leaves a formatted blank.

        What no cell can hold is replaced or cut (``writable_text``). ``width`` is that of merged cells in characters.
        """
        text, fmt = self.prepared_text(col, text, styles, width)
        if self._rows is not None:
            if not text:
                self._rows.blank(row, col, fmt)
                return
            if self._rows.text(row, col, text, fmt):
                return
        if not text:
            code = library_cells.put_blank(self.worksheet, row, col, fmt)
        elif len(pieces := text_pieces(text)) > 1:
            runs = [part for piece in pieces[1:] for part in (fmt, piece)]
            code = self.worksheet.write_rich_string(row, col, pieces[0], *runs, fmt)
        else:
            code = library_cells.put_text(self.worksheet, row, col, text, fmt)
        self._check_written(code, row, col)

    def words(self, row: int, col: int, text: str, *styles: str) -> None:
        """Write a text of ours, in the digits of the workbook."""
        self.text(row, col, self.book.words(text), *styles)

    def number(self, row: int, col: int, value: float, *styles: str) -> None:
        """Write a number."""
        if self._rows is not None:
            self._rows.number(row, col, value, self.book.format(*styles))
            return
        code = library_cells.put_number(self.worksheet, row, col, value, self.book.format(*styles))
        self._check_written(code, row, col)

    def figure(self, row: int, col: int, value: Fraction | Decimal | None, *styles: str) -> None:
        """Write a figure; None writes a formatted blank."""
        if value is None:
            self.text(row, col, "", *styles)
        else:
            self.number(row, col, float(value), *styles)

    def live(self, row: int, col: int, live: Live, *styles: str) -> None:
        """Write a formula of this program, with the engine's value as its cached value, as ``text`` writes it."""
        fmt = self.book.format(*styles)
        formula, value = self.live_texts(live)
        if self._rows is not None:
            self._rows.formula(row, col, formula, value, fmt)
            return
        code = library_cells.put_formula(self.worksheet, row, col, formula, value, fmt)
        self._check_written(code, row, col)

    def live_texts(self, live: Live) -> Live:
        """Return a formula and its value with texts that a cell can hold, in the digits of the workbook."""
        formula, value = live
        if self.book.has_thai_texts:
            formula, value = thai_formula(formula), self.book.words(value) if isinstance(value, str) else value
        return Live(formula, writable_text(value) if isinstance(value, str) else value)

    def preparing(self, col: int, styles: tuple[str, ...]) -> Callable[[str], tuple[str, Any]]:
        """Return what gives a text as it is written in a column, and its format."""
        return self.texts.preparing(self._room(col), styles)

    def prepared_text(self, col: int, text: str, styles: tuple[str, ...], width: float = 0.0) -> tuple[str, Any]:
        """Return a text as it is written in a column, and its format; ``width`` is that of merged cells."""
        return self.texts.prepared(text, width or self._room(col), styles)

    def _room(self, col: int) -> float:
        return self._widths[col] if col < len(self._widths) else 0.0

    @contextmanager
    def fast_rows(self) -> Iterator[Columns]:
        """Write rows many times as fast, inside a ``with`` block, where every row is finished before the next one.

        Within a row the order of the cells is free. Only texts, numbers, figures and formulas are allowed inside. The
        columns that it gives write cells that are alike in every row, several times as fast again.
        """
        self._rows = Rows(self.worksheet)
        try:
            yield Columns(self._rows, self, self.book.format)
        finally:
            self._rows.close()
            self._rows = None

    def cell_link(self, row: int, col: int, target: str, text: str, *styles: str) -> None:
        """Write a link to a cell of this workbook."""
        fmt = self.book.format(*styles)
        self._check_written(self.worksheet.write_url(row, col, f"internal:{target}", fmt, text), row, col)

    def picture(
        self, row: int, col: int, png: bytes, pixels: int, side: float, alt: str, *, above: float = 0.0
    ) -> None:
        """Put a square picture into a cell, ``above`` points below the top of the cell.

        ``side`` is the printed side in centimetres, ``pixels`` the side of the picture itself.
        """
        printed = side / 2.54 * 96
        cell_width = 7 * self._widths[col] + 5
        options = {
            "image_data": io.BytesIO(png), "x_scale": printed / pixels, "y_scale": printed / pixels,
            "x_offset": max(0, (cell_width - printed) / 2), "y_offset": _PICTURE_TOP + above * 96 / 72,
            "object_position": 2, "description": alt,
        }  # fmt: skip
        self._check_written(self.worksheet.insert_image(row, col, "code.png", options), row, col)

    def address(self, row: int, col: int, url: str, text: str, *styles: str) -> None:
        """Write a link to a web address.

        Write a blank if the public cannot open the address, if Excel cannot hold it, or if the sheet is full of links.
        """
        if not is_link(url) or self._links >= _MAX_LINKS:
            self.text(row, col, "", *styles)
            return
        self._links += 1
        self._check_written(self.worksheet.write_url(row, col, as_uri(url), self.book.format(*styles), text), row, col)

    def header(self, row: int, col: int, headers: Sequence[str], widths: Sequence[float], *styles: str) -> None:
        """Write a header row that is tall enough for its longest text."""
        for offset, text in enumerate(headers):
            self.text(row, col + offset, text, *(styles or ("header",)))
        self.height(row, row_height(zip(headers, widths, strict=True), DENSE, least=28))

    def widths(self, *widths: float) -> None:
        """Set the widths (characters) of the first columns."""
        self._widths = list(widths)
        for col, width in enumerate(widths):
            self.worksheet.set_column(col, col, width)

    def height(self, row: int, points: float) -> None:
        """Set the height (points) of a row; this is always needed, since LibreOffice fits no row by itself.

        Excel has no row over 409.5 points; a higher one is cut to that.
        """
        self._check_written(self._heights.set(row, points), row, 0)

    def heights(self, first: int, last: int, points: float) -> None:
        """Set the same height (points) for the rows from the first to the last, before any of them is written."""
        if first <= last:
            self._check_written(self._heights.set_all(first, last, points), last, 0)

    def choices(self, span: tuple[int, int, int, int], words: Sequence[str], error: str) -> None:
        """Offer a list of words in a range, and refuse other words with a Thai sentence."""
        rule = {
            "validate": "list", "source": list(words), "error_title": "ไม่อยู่ในรายการ", "error_message": error,
        }  # fmt: skip
        self._check_written(self.worksheet.data_validation(*span, rule), span[0], span[1])

    def scores_only(self, span: tuple[int, int, int, int], error: str) -> None:
        """Accept only numbers of 0-100 in a range."""
        rule = {
            "validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 100,
            "error_title": "คะแนนไม่ถูกต้อง", "error_message": self.book.words(error),
        }  # fmt: skip
        self._check_written(self.worksheet.data_validation(*span, rule), span[0], span[1])

    def scores_or_words(self, span: tuple[int, int, int, int], cell: str) -> None:
        """Accept only a score of two decimals or a declaration in a range; color wrong values that were pasted.

        ``cell`` is the address of the first cell.
        """
        words_ok = ",".join(f"{cell}={quote(word)}" for word in DECLARATIONS)
        number_ok = f"AND({cell}>=0,{cell}<=100,ROUND({cell},2)={cell})"
        rule = {
            "validate": "custom", "value": f"=IF(ISNUMBER({cell}),{number_ok},OR({words_ok}))",
            "input_title": "คะแนน", "input_message": self.book.words(SCORE_PROMPT),
            "error_title": "คะแนนไม่ถูกต้อง", "error_message": self.book.words(SCORE_ERROR),
        }  # fmt: skip
        self._check_written(self.worksheet.data_validation(*span, rule), span[0], span[1])
        wrong = f'=AND({cell}<>"",NOT(IF(ISNUMBER({cell}),AND({cell}>=0,{cell}<=100),OR({words_ok}))))'
        tint = self.book.format("caution", plain=True)
        self.worksheet.conditional_format(*span, {"type": "formula", "criteria": wrong, "format": tint})

    def tab(self, color: str) -> None:
        """Give the sheet's tab a color: ``TAB_READ``, ``TAB_FILL`` or ``TAB_WORK`` of the styles."""
        self.worksheet.set_tab_color(color)

    def lock(self) -> None:
        """Protect the locked cells against mistakes, without a password."""
        allowed = {
            "format_columns": True, "format_rows": True, "autofilter": True, "select_locked_cells": True,
        }  # fmt: skip
        self.worksheet.protect("", allowed)

    def print_setup(self, heading: str, repeat: tuple[int, int] | None = None, *, portrait: bool = False) -> None:
        """Set up printing: A4, one page wide, the page number on top, ``heading`` in the header.

        ``repeat`` holds the first and the last row that every page repeats.
        """
        worksheet = self.worksheet
        worksheet.set_portrait() if portrait else worksheet.set_landscape()
        worksheet.set_paper(9)
        worksheet.fit_to_pages(1, 0)
        worksheet.center_horizontally()
        worksheet.set_margins(MARGIN_SIDE, MARGIN_SIDE, MARGIN_TOP, MARGIN_BOTTOM)
        font, text = f'&"{FONT},Regular"', header_text(writable_text(self.book.words(heading)))
        worksheet.set_header(f"&C{font}&14- &P -&R{font}&12 {text}")
        if repeat:
            worksheet.repeat_rows(*repeat)
            self._repeated = tuple(range(repeat[0], repeat[1] + 1))

    def keep_together(self, blocks: Iterable[tuple[int, int]], last_col: int, *, portrait: bool = False) -> None:
        """Break pages between blocks of rows (first, last), never inside a block that fits a page.

        Call it when all widths and heights are set, for a sheet that prints one page wide.
        """
        widths = (
            column_points(width) for col, width in enumerate(self._widths[: last_col + 1]) if col not in self._hidden
        )
        repeated = sum(self.height_of(row) for row in self._repeated)
        breaks = page_breaks(blocks, self.height_of, sum(widths), repeated, portrait=portrait)
        self.worksheet.set_h_pagebreaks(breaks)

    def rows_together(self, first: int, last: int, last_col: int, *, portrait: bool = False) -> None:
        """Break the pages of a long table so that its last rows never stand alone."""
        tail = max(first, last - _TAIL + 1)
        rows = [(row, row) for row in range(first, tail)]
        self.keep_together([*rows, (tail, last)], last_col, portrait=portrait)

    def hide_columns(self, first: int, last: int, *, grouped: bool = False) -> None:
        """Hide columns; they keep their width for a reader who unhides them, or opens their group by its sign."""
        for col in range(first, last + 1):
            self._hidden.add(col)
            self.worksheet.set_column(col, col, self._widths[col], None, {"hidden": True, "level": int(grouped)})
        if grouped:
            after = self._widths[last + 1] if last + 1 < len(self._widths) else None
            self.worksheet.set_column(last + 1, last + 1, after, None, {"collapsed": True})

    def height_of(self, row: int) -> float:
        """Return the height of a row in points."""
        return self._heights.of(row)

    def _check_written(self, code: int | None, row: int, col: int) -> None:
        """Raise OutputError if the library answered with an error code."""
        if code:
            raise OutputError(Code.TEXT_NOT_WRITABLE, where=f"{self.name}!{row + 1}:{col + 1}")

"""Have LibreOffice open, fill, recalculate, print or read a workbook."""

import os
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self, TypeAlias

from tests.libreoffice.process import OfficeError, Process, find_soffice, find_uno_python
from tests.libreoffice.workbooks import malformed_part

__all__ = ["Cell", "Edit", "Entry", "Office", "OfficeError"]

Cell: TypeAlias = tuple[str, str]
Entry: TypeAlias = tuple[str, str, str]
Edit: TypeAlias = tuple[str | float, ...]


class Office:
    """One LibreOffice with its own profile, started at the first call and again after it died.

    Files are read and written by their suffix: .xlsx, .xls, .ods, and .pdf for writing. Workbooks are
    computed anew whenever they are opened. Every method raises OfficeError when LibreOffice fails, and after
    `timeout` seconds. The locale decides what typed text becomes: Thai digits are a number to th-TH, a text
    to en-US.
    """

    def __init__(
        self, folder: Path, fontconfig: Path | None = None, timeout: float = 600.0, locale: str = "en-US"
    ) -> None:
        self._folder = folder.resolve()
        self._fontconfig = fontconfig
        self._timeout = timeout
        self._locale = locale
        self._process: Process | None = None

    @staticmethod
    def available() -> str | None:
        """Return why LibreOffice cannot run here, or None when it can."""
        if os.name != "posix":
            return "LibreOffice is driven on POSIX systems only"
        if find_soffice() is None:
            return "LibreOffice (libreoffice-calc) is not installed"
        if find_uno_python() is None:
            return "no Python with uno (python3-uno) is installed"
        return None

    def type_into(self, source: Path, target: Path, entries: Iterable[Entry]) -> None:
        """Type each (sheet, cell, text) as at a keyboard, and save; a locked cell is refused."""
        self._ask(source, target, typed=tuple(entries))

    def recalculate(self, source: Path, target: Path) -> None:
        """Compute every formula anew, and save."""
        self._ask(source, target)

    def pdf(self, source: Path, target: Path) -> None:
        """Print all visible sheets of the workbook."""
        if target.suffix != ".pdf":
            raise OfficeError(f"{target} is no .pdf")
        self._ask(source, target)

    def values(self, source: Path, cells: Iterable[Cell], typed: Iterable[Entry] = ()) -> list[float | str]:
        """Return what each (sheet, cell) holds: a number, a text, '' or an error such as '#DIV/0!'."""
        return self._ask(source, None, typed=tuple(typed), cells=tuple(cells))

    def edit(self, source: Path, target: Path, edits: Iterable[Edit]) -> None:
        """Do to a workbook what a person with a mouse does, and save; rows and places count from 1.

        An edit is a verb, a sheet, and what the verb takes:

        - sheets: unprotect (password), rename_sheet (name), move_sheet (place), copy_sheet (name, place),
          delete_sheet, hide_sheet, show_sheet;
        - rows: insert_rows, delete_rows, hide_rows (row, count), move_rows (row, count, before this row);
        - columns: insert_columns, delete_columns, hide_columns (letter, count), move_columns (letter, count,
          before this letter);
        - ranges: sort (range, by column, "ascending" or "descending", "rows" if formulas move with their rows),
          filter_rows (range with header, column, text), merge, unmerge, clear, fill_down (range),
          set_number_format (range, code), rescale (range, factor, decimals), paste and paste_values (range, to
          sheet, at cell);
        - cells: put_text, put_number, put_formula (in English, arguments apart by semicolons), comment (cell,
          content), spell_score (cell, template with {}, eleven signs for 0-9 and the point).

        What LibreOffice does not do, with or without a word, is refused and nothing is saved.
        """
        self._ask(source, target, edits=tuple(edits))

    def row_heights(self, source: Path, sheet: str) -> list[tuple[float, float]]:
        """Return each used row's height, and the one LibreOffice finds it needs, in points."""
        heights = [float(height) for height in self._ask(source, None, fit=sheet)]
        middle = len(heights) // 2
        return list(zip(heights[:middle], heights[middle:], strict=True))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            self._process.end()
            self._process = None

    def _ask(self, source: Path, target: Path | None, **work: tuple[object, ...] | str) -> list[float | str]:
        source = source.resolve()
        # LibreOffice takes an empty file for a new document.
        if not (source.is_file() and source.stat().st_size):
            raise OfficeError(f"there is no workbook {source}")
        if source.suffix == ".xlsx" and (part := malformed_part(source)):
            raise OfficeError(f"{source}: {part} is not well-formed; LibreOffice would read half of it")
        request: dict[str, object] = {"source": str(source), **work}
        if target is not None:
            target = target.resolve()
            if target == source:
                raise OfficeError(f"{source} would be overwritten")
            target.unlink(missing_ok=True)
            request["target"] = str(target)
        if self._process is None or not self._process.alive:
            self._process = Process(self._folder, self._fontconfig, self._locale)
        values = self._process.ask(request, self._timeout)
        if target is not None and not (target.is_file() and target.stat().st_size):
            raise OfficeError(f"LibreOffice wrote no {target}")
        return values

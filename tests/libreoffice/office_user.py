"""Do to a workbook what an office user does: type, shift rows, recalculate, save, print, read.

Run by a Python that has uno, as `python office_user.py PIPE SOFFICE ARGUMENT...`. One JSON request per line on
stdin gets one JSON answer per line on stdout. A request holds `source`, and may hold `typed`, `edits`,
`target` and `cells`, done in that order. Workbooks are opened hidden, so they lose frozen panes when saved.
"""

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import uno  # type: ignore[import-not-found]

UnoException: Any = uno.getClass("com.sun.star.uno.Exception")
DisposedException: Any = uno.getClass("com.sun.star.lang.DisposedException")
NoConnectException: Any = uno.getClass("com.sun.star.connection.NoConnectException")

# Naming the filter keeps LibreOffice from opening junk as a text document.
FILTERS = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".xls": "MS Excel 97",
    ".ods": "calc8",
    ".pdf": "calc_pdf_Export",
}
EMPTY, VALUE, TEXT, FORMULA = "EMPTY", "VALUE", "TEXT", "FORMULA"
FORMULA_GAVE_STRING = 2
DO_NOT_UPDATE_LINKS = 0
# Numbers, dates, texts and formulas, but neither formats nor comments.
CONTENTS = 1 + 2 + 4 + 16


class Refusal(Exception):
    """The office user may not, or cannot, do what was asked."""


def connect(pipe: str, office: "subprocess.Popen[bytes]") -> Any:
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    while office.poll() is None:
        try:
            remote = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.05)
        else:
            return remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)
    raise SystemExit(f"soffice ended at once with code {office.returncode}")


def options(**values: Any) -> tuple[Any, ...]:
    made = []
    for name, value in values.items():
        made.append(uno.createUnoStruct("com.sun.star.beans.PropertyValue"))
        made[-1].Name, made[-1].Value = name, value
    return tuple(made)


def filter_for(path: str) -> str:
    suffix = os.path.splitext(path)[1].lower()
    if suffix not in FILTERS:
        raise Refusal(f"no filter for {path}")
    return FILTERS[suffix]


def open_workbook(desktop: Any, path: str) -> Any:
    how = options(Hidden=True, FilterName=filter_for(path), UpdateDocMode=DO_NOT_UPDATE_LINKS)
    document = desktop.loadComponentFromURL(uno.systemPathToFileUrl(path), "_blank", 0, how)
    if document is None:
        raise Refusal(f"LibreOffice could not open {path}")
    return document


def find_sheet(document: Any, sheet: str) -> Any:
    if not document.Sheets.hasByName(sheet):
        raise Refusal(f"there is no sheet {sheet!r}")
    return document.Sheets.getByName(sheet)


def find_cell(document: Any, sheet: str, name: str) -> Any:
    try:
        found = find_sheet(document, sheet).getCellRangeByName(name)
    except UnoException:
        raise Refusal(f"{sheet}!{name} is not a cell") from None
    if found.Rows.Count * found.Columns.Count != 1:
        raise Refusal(f"{sheet}!{name} is more than one cell")
    return found.getCellByPosition(0, 0)


def find_unlocked(document: Any, sheet: str, name: str) -> Any:
    cell = find_cell(document, sheet, name)
    # LibreOffice passes over what is typed here in silence, and lets other ways of writing through.
    if cell.Spreadsheet.isProtected() and cell.CellProtection.IsLocked:
        raise Refusal(f"{sheet}!{name} is locked")
    return cell


# LibreOffice passes over much in silence: a bad name, a locked cell, a sheet that may not change. So every verb
# looks at what was done, and says whether it was.


def find_range(sheet: Any, name: str) -> Any:
    try:
        return sheet.getCellRangeByName(name)
    except UnoException:
        raise Refusal(f"{sheet.Name}!{name} is no range") from None


def nth(sheet: Any, letters: str) -> int:
    return int(find_range(sheet, f"{letters}1").RangeAddress.StartColumn)


def contents(cells: Any) -> "tuple[tuple[Any, ...], ...]":
    """What is typed in every cell, formulas as formulas; a text that looks like a number has an apostrophe."""
    return tuple(cells.FormulaArray)


def shift(sheet: Any, lines: Any, whole: Any, first: int, count: int, before: int) -> bool:
    """Cut rows or columns, counted from zero, and put them in before another one."""
    if first <= before < first + count:
        raise Refusal(f"{first} to {first + count} cannot go in between themselves")
    moved = contents(whole(first, count))
    lines.insertByIndex(before, count)
    start = first + count if before < first else first
    sheet.moveRange(whole(before, 1).getCellByPosition(0, 0).CellAddress, whole(start, count).RangeAddress)
    lines.removeByIndex(start, count)
    place = before if before < first else before - count
    return same_values(moved, contents(whole(place, count)))


def same_values(left: Any, right: Any) -> bool:
    """Whether two blocks hold the same, formulas aside: they follow what they refer to."""
    pairs = (pair for rows in zip(left, right, strict=True) for pair in zip(*rows, strict=True))
    return all(one == other or str(one).startswith("=") for one, other in pairs)


def move_rows(document: Any, sheet: Any, row: int, count: int, before: int) -> bool:
    last = max(used_end(sheet).EndColumn, 1)

    def whole(first: int, number: int) -> Any:
        return sheet.getCellRangeByPosition(0, first, last, first + number - 1)

    return shift(sheet, sheet.Rows, whole, row - 1, count, before - 1)


def move_columns(document: Any, sheet: Any, column: str, count: int, before: str) -> bool:
    last = max(used_end(sheet).EndRow, 1)

    def whole(first: int, number: int) -> Any:
        return sheet.getCellRangeByPosition(first, 0, first + number - 1, last)

    return shift(sheet, sheet.Columns, whole, nth(sheet, column), count, nth(sheet, before))


def used_end(sheet: Any) -> Any:
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    return cursor.RangeAddress


def move_sheet(document: Any, sheet: Any, place: int) -> bool:
    # LibreOffice counts the place before it takes the sheet out.
    sheets, name = document.Sheets, sheet.Name
    later = place - 1 > sheets.ElementNames.index(name)
    sheets.moveByName(name, place if later else place - 1)
    return bool(sheets.ElementNames[place - 1 : place] == (name,))


def rename_sheet(document: Any, sheet: Any, name: str) -> bool:
    sheet.setName(name)
    return bool(sheet.Name == name)


def copy_sheet(document: Any, sheet: Any, name: str, place: int) -> bool:
    document.Sheets.copyByName(sheet.Name, name, place - 1)
    return bool(document.Sheets.ElementNames[place - 1 : place] == (name,))


def delete_sheet(document: Any, sheet: Any) -> bool:
    name = sheet.Name
    document.Sheets.removeByName(name)
    return not document.Sheets.hasByName(name)


def show(thing: Any, visible: bool) -> bool:
    thing.IsVisible = visible
    return bool(thing.IsVisible) == visible


def hide(lines: Any, first: int, count: int) -> bool:
    return all(show(lines.getByIndex(first + index), False) for index in range(count))


def join(cells: Any, merged: bool) -> bool:
    cells.merge(merged)
    return bool(cells.IsMerged) == merged


def sort(document: Any, sheet: Any, name: str, column: str, order: str, what: str = "values") -> bool:
    """Sort a range without header by one of its columns; a sort that changes nothing is none. "rows" hold formulas."""
    cells, field = find_range(sheet, name), uno.createUnoStruct("com.sun.star.table.TableSortField")
    field.Field = nth(sheet, column) - cells.RangeAddress.StartColumn
    field.IsAscending = order == "ascending"
    fields = uno.Any("[]com.sun.star.table.TableSortField", (field,))
    before = contents(cells)
    cells.sort(options(SortFields=fields, ContainsHeader=False, IsSortColumns=False))
    after = contents(cells)
    return before != after and (what == "rows" or sorted(map(str, before)) == sorted(map(str, after)))


def filter_rows(document: Any, sheet: Any, name: str, column: str, text: str) -> bool:
    """Leave only the rows that hold a text in a column; the range begins with its header."""
    cells, field = find_range(sheet, name), uno.createUnoStruct("com.sun.star.sheet.TableFilterField")
    where = cells.RangeAddress
    field.Field = nth(sheet, column) - where.StartColumn
    field.Operator, field.StringValue = uno.Enum("com.sun.star.sheet.FilterOperator", "EQUAL"), text
    how = cells.createFilterDescriptor(True)
    how.ContainsHeader, how.FilterFields = True, (field,)
    cells.filter(how)
    rows = [sheet.Rows.getByIndex(index) for index in range(where.StartRow, where.EndRow + 1)]
    return len({bool(row.IsVisible) for row in rows}) > 1


def set_number_format(document: Any, sheet: Any, name: str, code: str) -> bool:
    locale = uno.createUnoStruct("com.sun.star.lang.Locale")
    locale.Language, locale.Country = "en", "US"
    formats, cells = document.NumberFormats, find_range(sheet, name)
    key = formats.queryKey(code, locale, False)
    cells.NumberFormat = formats.addNew(code, locale) if key == -1 else key
    return bool(formats.getByKey(cells.NumberFormat).FormatString == code)


def comment(document: Any, sheet: Any, name: str, text: str) -> bool:
    cell = find_cell(document, sheet.Name, name)
    sheet.Annotations.insertNew(cell.CellAddress, text)
    return bool(cell.Annotation.String == text)


def put(cell: Any, how: str, content: Any, kind: str) -> bool:
    setattr(cell, how, content)
    return bool(cell.Type.value == kind and (kind == FORMULA or getattr(cell, how) == content))


def spell_score(document: Any, sheet: Any, name: str, template: str, signs: str) -> bool:
    """Turn a cell's number into a text with the same digits: in a template, with other signs for 0-9 and point."""
    cell = find_unlocked(document, sheet.Name, name)
    if cell.Type.value != VALUE:
        raise Refusal(f"{sheet.Name}!{name} holds no number")
    digits = f"{cell.Value:.10g}".translate(str.maketrans("0123456789.", signs))
    return put(cell, "String", template.format(digits), TEXT)


def rescale(document: Any, sheet: Any, name: str, factor: float, decimals: int) -> bool:
    """Multiply every number of a range and round it, as pasting with an operation does."""
    cells = find_range(sheet, name)
    new = tuple(
        tuple(round(value * factor, decimals) if isinstance(value, float) else value for value in row)
        for row in cells.DataArray
    )
    cells.setDataArray(new)
    return bool(tuple(cells.DataArray) == new)


def clear(document: Any, sheet: Any, name: str) -> bool:
    cells = find_range(sheet, name)
    cells.clearContents(CONTENTS)
    return not cells.queryContentCells(CONTENTS).Count


def fill_down(document: Any, sheet: Any, name: str) -> bool:
    """Repeat the first row of a range down to its end."""
    cells = find_range(sheet, name)
    down = uno.Enum("com.sun.star.sheet.FillDirection", "TO_BOTTOM")
    simple = uno.Enum("com.sun.star.sheet.FillMode", "SIMPLE")
    cells.fillSeries(down, simple, uno.Enum("com.sun.star.sheet.FillDateMode", "FILL_DATE_DAY"), 0, 0)
    return len(set(cells.DataArray)) == 1


def paste(document: Any, sheet: Any, name: str, target: str, cell: str) -> bool:
    """Copy a range, formats and formulas with it, to a place on another sheet or on the same."""
    source, there = find_range(sheet, name), find_cell(document, target, cell)
    copied = contents(source)
    there.Spreadsheet.copyRange(there.CellAddress, source.RangeAddress)
    return same_values(copied, contents(beside(source, there)))


def paste_values(document: Any, sheet: Any, name: str, target: str, cell: str) -> bool:
    """Copy the values of a range, and nothing else, to a place on another sheet or on the same."""
    source, there = find_range(sheet, name), find_cell(document, target, cell)
    copied, over = tuple(source.DataArray), beside(source, there)
    over.setDataArray(copied)
    return bool(tuple(over.DataArray) == copied)


def beside(source: Any, first: Any) -> Any:
    """The range as large as another that begins at a cell."""
    column, row = first.CellAddress.Column, first.CellAddress.Row
    right, down = source.Columns.Count - 1, source.Rows.Count - 1
    return first.Spreadsheet.getCellRangeByPosition(column, row, column + right, row + down)


def not_refused(nothing: None) -> bool:
    """For the calls that raise when they cannot do what they are asked."""
    return True


VERBS: "dict[str, Callable[..., bool]]" = {
    "unprotect": lambda _, sheet, password: not_refused(sheet.unprotect(password)),
    "insert_rows": lambda _, sheet, row, count: not_refused(sheet.Rows.insertByIndex(row - 1, count)),
    "delete_rows": lambda _, sheet, row, count: not_refused(sheet.Rows.removeByIndex(row - 1, count)),
    "insert_columns": lambda _, sheet, at, count: not_refused(sheet.Columns.insertByIndex(nth(sheet, at), count)),
    "delete_columns": lambda _, sheet, at, count: not_refused(sheet.Columns.removeByIndex(nth(sheet, at), count)),
    "hide_sheet": lambda _, sheet: show(sheet, False),
    "show_sheet": lambda _, sheet: show(sheet, True),
    "hide_rows": lambda _, sheet, row, count: hide(sheet.Rows, row - 1, count),
    "hide_columns": lambda _, sheet, at, count: hide(sheet.Columns, nth(sheet, at), count),
    # A text stays one even if it looks like a number, as after pasting from a text.
    "put_text": lambda book, sheet, name, text: put(find_unlocked(book, sheet.Name, name), "String", text, TEXT),
    "put_number": lambda book, sheet, name, number: put(find_unlocked(book, sheet.Name, name), "Value", number, VALUE),
    "put_formula": lambda book, sheet, name, text: put(find_unlocked(book, sheet.Name, name), "Formula", text, FORMULA),
    "merge": lambda _, sheet, name: join(find_range(sheet, name), True),
    "unmerge": lambda _, sheet, name: join(find_range(sheet, name), False),
    **{verb.__name__: verb for verb in (move_rows, move_columns, sort, filter_rows, clear, fill_down, rescale)},
    **{verb.__name__: verb for verb in (move_sheet, rename_sheet, copy_sheet, delete_sheet, paste, paste_values)},
    **{verb.__name__: verb for verb in (spell_score, comment, set_number_format)},
}


def edit(document: Any, verb: str, name: str, *how: Any) -> None:
    if verb not in VERBS:
        raise Refusal(f"unknown edit {verb!r}")
    sheet = find_sheet(document, name)
    try:
        done = VERBS[verb](document, sheet, *how)
    except UnoException:
        done = False
    if not done:
        raise Refusal(f"LibreOffice will not {verb} {name!r} {how}")


def read(cell: Any) -> "float | str":
    kind = cell.Type.value
    textual = kind == TEXT or (kind == FORMULA and cell.FormulaResultType2 == FORMULA_GAVE_STRING)
    if kind == EMPTY or textual or cell.getError():
        return str(cell.String)
    return float(cell.Value)


def fit_rows(sheet: Any) -> "list[float]":
    """The height of every used row as it is, then of each as LibreOffice would have it, in points."""
    rows = [sheet.Rows.getByIndex(index) for index in range(used_end(sheet).EndRow + 1)]
    before = [row.Height * 72 / 2540 for row in rows]
    for row in rows:
        row.OptimalHeight = True
    return before + [row.Height * 72 / 2540 for row in rows]


def obey(desktop: Any, request: Any) -> "list[float | str]":
    document = open_workbook(desktop, request["source"])
    try:
        for entry in request.get("typed", ()):
            find_unlocked(document, *entry[:2]).FormulaLocal = entry[2]
        for change in request.get("edits", ()):
            edit(document, *change)
        document.calculateAll()
        if "target" in request:
            target = request["target"]
            document.storeToURL(uno.systemPathToFileUrl(target), options(FilterName=filter_for(target)))
        if "fit" in request:
            return [*fit_rows(find_sheet(document, request["fit"]))]
        return [read(find_cell(document, *cell)) for cell in request.get("cells", ())]
    finally:
        document.close(True)


def main(pipe: str, *command: str) -> None:
    # What soffice prints must not be taken for an answer.
    office = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=sys.stderr)
    desktop = connect(pipe, office)
    for line in sys.stdin:
        try:
            answer: Any = {"values": obey(desktop, json.loads(line))}
        except DisposedException:
            raise
        except Refusal as refusal:
            answer = {"error": str(refusal)}
        except UnoException as error:
            answer = {"error": f"{type(error).__name__.rpartition('.')[2]} {error.Message}".strip()}
        print(json.dumps(answer), flush=True)
    with contextlib.suppress(DisposedException):
        desktop.terminate()
    office.wait()


if __name__ == "__main__":
    main(*sys.argv[1:])

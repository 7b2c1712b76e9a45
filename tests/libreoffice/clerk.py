"""What does a clerk at the keyboard do to a workbook: type, shift rows, recalculate, save, print, read?

Run by a Python that has uno, as `python clerk.py PIPE SOFFICE ARGUMENT...`. One JSON request per line on
stdin gets one JSON answer per line on stdout. A request holds `source`, and may hold `typed`, `edits`,
`target` and `cells`, done in that order. Workbooks are opened hidden, so they lose frozen panes when saved.
"""

import contextlib
import json
import os
import subprocess
import sys
import time
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
EMPTY, TEXT, FORMULA = "EMPTY", "TEXT", "FORMULA"
FORMULA_GAVE_STRING = 2
DO_NOT_UPDATE_LINKS = 0


class Refusal(Exception):
    """The clerk may not, or cannot, do what was asked."""


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


def type_text(document: Any, sheet: str, name: str, text: str) -> None:
    cell = find_cell(document, sheet, name)
    # LibreOffice passes over such a write in silence, and other ways of writing would go through.
    if cell.Spreadsheet.isProtected() and cell.CellProtection.IsLocked:
        raise Refusal(f"{sheet}!{name} is locked")
    cell.FormulaLocal = text


# LibreOffice passes over a bad place or name in silence, so these two look at what was done.
def move(sheets: Any, sheet: str, place: int) -> bool:
    # LibreOffice counts the place before it takes the sheet out.
    later = place - 1 > sheets.ElementNames.index(sheet)
    sheets.moveByName(sheet, place if later else place - 1)
    return bool(sheets.ElementNames[place - 1 : place] == (sheet,))


def rename(sheet: Any, name: str) -> bool:
    sheet.setName(name)
    return bool(sheet.Name == name)


def edit(document: Any, verb: str, name: str, *how: Any) -> None:
    sheet, done = find_sheet(document, name), True
    try:
        if verb == "unprotect":
            sheet.unprotect(how[0])
        elif verb == "insert_rows":
            sheet.Rows.insertByIndex(how[0] - 1, how[1])
        elif verb == "delete_rows":
            sheet.Rows.removeByIndex(how[0] - 1, how[1])
        elif verb == "rename_sheet":
            done = rename(sheet, how[0])
        elif verb == "move_sheet":
            done = move(document.Sheets, name, how[0])
        else:
            raise Refusal(f"unknown edit {verb!r}")
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
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    rows = [sheet.Rows.getByIndex(index) for index in range(cursor.RangeAddress.EndRow + 1)]
    before = [row.Height * 72 / 2540 for row in rows]
    for row in rows:
        row.OptimalHeight = True
    return before + [row.Height * 72 / 2540 for row in rows]


def obey(desktop: Any, request: Any) -> "list[float | str]":
    document = open_workbook(desktop, request["source"])
    try:
        for entry in request.get("typed", ()):
            type_text(document, *entry)
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

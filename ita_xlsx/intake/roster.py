"""Read the roster, the table of the agencies of a round, from a CSV or XLSX file.

Takes a path; returns a Roster, or raises InputError with every fault. Reads the disk; an XLSX file is read in a child.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from ita_xlsx.errors import InputError, UnreadableWorkbook, input_errors
from ita_xlsx.intake.isolation.worker import read_sheets
from ita_xlsx.intake.workbook.cells import clean_text, code_of, text_of
from ita_xlsx.model.agency import Agency, Roster
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.text.csv_text import read_csv
from ita_xlsx.model.text.spelling import text_key

_HEADERS = {
    "code": ("code", "รหัส", "รหัสหน่วยงาน"),
    "name": ("name", "ชื่อ", "ชื่อหน่วยงาน", "หน่วยงาน"),
    "province": ("province", "จังหวัด"),
    "website": ("website", "เว็บไซต์", "เว็บไซต์หลัก"),
    "contact": ("contact", "ผู้ประสานงาน", "ผู้ติดต่อ"),
}
# A few lines of title may stand above the header row.
_LAST_HEADER = 20
_KEY_OF = {text_key(header): key for key, headers in _HEADERS.items() for header in headers}


def read_roster(path: Path, province: str = "") -> Roster:
    """Read the roster from a CSV or XLSX file with the headers code, name (and province, website, contact).

    The headers of other columns that hold texts are noted in the roster. A title may stand above the headers. A CSV
    file may have any encoding that Excel saves. An agency without a province gets ``province``. Raise InputError with
    every fault of the file at once.
    """
    rows = [[clean_text(text) for text in row] for row in _read_table(path)]
    numbered = [(number, row) for number, row in enumerate(rows, 1) if any(row)]
    if not numbered:
        raise InputError(Code.ROSTER_EMPTY, findings=(make_finding(Code.ROSTER_EMPTY, file=str(path)),))
    headers = (
        index for index, (_, row) in enumerate(numbered[:_LAST_HEADER]) if {"code", "name"} <= _columns(row).keys()
    )
    (_, header), *body = numbered[next(headers, 0) :]
    cols = _columns(header)
    missing = [
        make_finding(Code.ROSTER_COLUMN_MISSING, file=str(path), header=key, title=_HEADERS[key][1])
        for key in ("code", "name")
        if key not in cols
    ]
    if missing:
        raise InputError(Code.ROSTER_COLUMN_MISSING, findings=tuple(missing), **dict(missing[0].params))
    agencies = [(number, _agency(row, cols, province)) for number, row in body]
    faults = tuple(_check_roster(str(path), agencies))
    if faults:
        raise InputError(faults[0].code, findings=faults, **dict(faults[0].params))
    used = set(cols.values())
    filled = {col for _, row in body for col, text in enumerate(row) if text}
    unused = tuple(text or f"({col + 1})" for col, text in enumerate(header) if col in filled and col not in used)
    return Roster(tuple(agency for _, agency in agencies), unused)


def _columns(header: Sequence[str]) -> dict[str, int]:
    """Return the column index of each field whose header stands in the row."""
    return {key: col for col, text in enumerate(header) if (key := _KEY_OF.get(text_key(text)))}


def _read_table(path: Path) -> Iterable[Sequence[str]]:
    """Return the rows of a CSV file or of the first sheet of a workbook, as texts; raise InputError (R605)."""
    with input_errors(path):
        data = path.read_bytes()
    if data.startswith(b"PK"):
        try:
            sheets = read_sheets(data)
        except UnreadableWorkbook as error:
            raise InputError(Code.ROSTER_UNREADABLE, name=str(path)) from error
        return [[text_of(value) for value in row] for row in sheets[0].rows] if sheets else []
    try:
        return read_csv(data)
    except ValueError as error:
        raise InputError(Code.ROSTER_UNREADABLE, name=str(path)) from error


def _agency(row: Sequence[str], cols: dict[str, int], province: str) -> Agency:
    cells = {key: row[col] if col < len(row) else "" for key, col in cols.items()}
    cells["province"] = cells.get("province") or province
    return Agency(**cells)


def _check_roster(file: str, agencies: list[tuple[int, Agency]]) -> Iterable[Finding]:
    """Yield a finding for a missing table, field or agency code that repeats; ``agencies`` are (row, agency)."""
    if not agencies:
        yield make_finding(Code.ROSTER_EMPTY, file=file)
    first_rows: dict[str, int] = {}
    for number, agency in agencies:
        row = str(number)
        if not agency.code:
            yield make_finding(Code.ROSTER_CELL_EMPTY, file=file, row=row, what="รหัส / code")
        if not agency.name:
            yield make_finding(Code.ROSTER_CELL_EMPTY, file=file, row=row, what="ชื่อ / name")
        key = code_of(agency.code)
        if key and key in first_rows:
            yield make_finding(
                Code.ROSTER_CODE_REPEATED, file=file, row=row, value=agency.code, other=str(first_rows[key])
            )
        first_rows.setdefault(key, number)

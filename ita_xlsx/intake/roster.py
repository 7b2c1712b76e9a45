"""Tables people keep: the roster, from CSV or XLSX, in whatever encoding Excel saved it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from ita_xlsx.errors import InputError, UnreadableWorkbook, opening
from ita_xlsx.intake.isolation.worker import read_sheets
from ita_xlsx.intake.workbook.cells import clean_text, code_of, text_of
from ita_xlsx.model.agency import Agency, Roster
from ita_xlsx.model.findings import Finding, make_finding
from ita_xlsx.model.text.csv_text import read_csv

_HEADERS = {
    "code": ("code", "รหัส", "รหัสหน่วยงาน"),
    "name": ("name", "ชื่อ", "ชื่อหน่วยงาน", "หน่วยงาน"),
    "province": ("province", "จังหวัด"),
    "website": ("website", "เว็บไซต์", "เว็บไซต์หลัก"),
    "contact": ("contact", "ผู้ประสานงาน", "ผู้ติดต่อ"),
}
# Titles stand above a table, not pages of them.
_LAST_HEADER = 20
_KEY_OF = {header: key for key, headers in _HEADERS.items() for header in headers}


def read_roster(path: Path, province: str = "") -> Roster:
    """The roster in a CSV or XLSX file with the headers code, name (and province, website, contact).

    A title may stand above the headers. Raises InputError with every fault of it at once; an empty province takes
    the one given.
    """
    rows = [[clean_text(text) for text in row] for row in _read_table(path)]
    numbered = [(number, row) for number, row in enumerate(rows, 1) if any(row)]
    if not numbered:
        raise InputError("R604", findings=(make_finding("R604", file=str(path)),))
    at = next((at for at, (_, row) in enumerate(numbered[:_LAST_HEADER]) if {"code", "name"} <= _cols(row).keys()), 0)
    (_, header), *body = numbered[at:]
    cols = _cols(header)
    missing = [make_finding("R601", file=str(path), header=key) for key in ("code", "name") if key not in cols]
    if missing:
        raise InputError("R601", findings=tuple(missing), **dict(missing[0].params))
    agencies = [(number, _agency(row, cols, province)) for number, row in body]
    faults = tuple(_check_roster(str(path), agencies))
    if faults:
        raise InputError(faults[0].code, findings=faults, **dict(faults[0].params))
    return Roster(tuple(agency for _, agency in agencies))


def _cols(header: Sequence[str]) -> dict[str, int]:
    return {key: col for col, text in enumerate(header) if (key := _KEY_OF.get(text.casefold()))}


def _read_table(path: Path) -> Iterable[Sequence[str]]:
    with opening(path):
        data = path.read_bytes()
    if data.startswith(b"PK"):
        try:
            sheets = read_sheets(data)
        except UnreadableWorkbook as error:
            raise InputError("R605", name=str(path)) from error
        return [[text_of(value) for value in row] for row in sheets[0].rows] if sheets else []
    try:
        return read_csv(data)
    except ValueError as error:
        raise InputError("R605", name=str(path)) from error


def _agency(row: Sequence[str], cols: dict[str, int], province: str) -> Agency:
    cells = {key: row[col] if col < len(row) else "" for key, col in cols.items()}
    cells["province"] = cells.get("province") or province
    return Agency(**cells)


def _check_roster(file: str, agencies: list[tuple[int, Agency]]) -> Iterable[Finding]:
    if not agencies:
        yield make_finding("R604", file=file)
    seen: dict[str, int] = {}
    for number, agency in agencies:
        row = str(number)
        if not agency.code:
            yield make_finding("R602", file=file, row=row, what="รหัส / code")
        if not agency.name:
            yield make_finding("R602", file=file, row=row, what="ชื่อ / name")
        key = code_of(agency.code)
        if key and key in seen:
            yield make_finding("R603", file=file, row=row, value=agency.code, other=str(seen[key]))
        seen.setdefault(key, number)

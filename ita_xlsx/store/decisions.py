"""Read and write ``decisions.csv``: the officer's decisions about returned files.

Takes the bytes of the file; returns decisions, and the bytes for a new file. Works on values only.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from ita_xlsx.errors import InputError
from ita_xlsx.model.agency import code_key
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.round_state import Decision
from ita_xlsx.model.text.csv_text import read_csv
from ita_xlsx.model.text.dates import parse_date, thai_date
from ita_xlsx.model.text.spelling import text_key
from ita_xlsx.store.csv_files import BOM, DELIMITER, LINE_END
from ita_xlsx.store.safe_texts import escape_formula_text, unescape_formula_text

FILE = "decisions.csv"
_HEADERS = {
    "code": ("code", "รหัส"),
    "file": ("file", "ไฟล์ที่ใช้"),
    "why": ("why", "เหตุผล"),
    "decided": ("decided", "วันที่ตัดสินใจ"),
    "received": ("received", "วันที่ได้รับ"),
}
_KEY_OF = {text_key(header): key for key, headers in _HEADERS.items() for header in headers}
# The last three are no blanks for Python, but often stand at the ends of pasted texts.
_BLANKS = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\ufeff\u200b\u2060"

_BETWEEN_REASONS = "; "

Numbered = tuple[int, Mapping[str, str]]


def read_decisions(data: bytes, name: str = FILE) -> tuple[Decision, ...]:
    """Return the decisions in the bytes of a file, in the order of its rows; an empty file gives none.

    ``name`` is the name of the file in messages. Headers may be English or Thai, dates as people write them. Raise
    InputError with all faults at once: a file that is no text, a column that is missing, unknown or doubled, a row
    without a code, a code that stands twice, a text in a column without a header, a faulty date.
    """
    try:
        rows = [(number, _cells(row)) for number, row in enumerate(read_csv(data), 1)]
    except ValueError as error:
        raise InputError(
            Code.DECISIONS_UNREADABLE,
            findings=(make_finding(Code.DECISIONS_UNREADABLE, file=name, name=name),),
            name=name,
        ) from error
    filled = [(number, row) for number, row in rows if any(row)]
    if not filled:
        return ()
    (_, header), *body = filled
    _raise_if_any(_check_header(name, header))
    keys = [_KEY_OF[text_key(text)] if text else "" for text in header]
    records = [(number, dict(zip(keys, row, strict=False))) for number, row in body]
    faults = [*_check_width(name, header, body), *_check_codes(name, records)]
    decisions = tuple(_decision(name, number, row, faults) for number, row in records)
    _raise_if_any(faults)
    return decisions


def decisions_text(decisions: Iterable[Decision]) -> bytes:
    """Return the bytes of a file with these decisions for Excel.

    It has English headers and Thai dates, and no text can become a formula.
    """
    stream = io.StringIO(newline="")
    stream.write(BOM)
    writer = csv.writer(stream, delimiter=DELIMITER, quoting=csv.QUOTE_ALL, lineterminator=LINE_END)
    writer.writerow(_HEADERS)
    for item in decisions:
        texts = (item.code, item.file, item.reason, _date_text(item.decided), _date_text(item.received))
        writer.writerow([escape_formula_text(text) for text in texts])
    return stream.getvalue().encode()


def with_decision(decisions: Iterable[Decision], new: Decision) -> tuple[Decision, ...]:
    """Return the decisions with ``new`` in place of the row of its code, or as a last row; all other rows stay.

    Of the row of that code nothing is lost: what ``new`` leaves empty stays, and a new reason follows the old one.
    """
    rows = tuple(decisions)
    before = next((item for item in rows if code_key(item.code) == code_key(new.code)), None)
    if before is None:
        return (*rows, new)
    reasons = dict.fromkeys((*before.reason.split(_BETWEEN_REASONS), *new.reason.split(_BETWEEN_REASONS)))
    merged = Decision(
        before.code,
        new.file or before.file,
        _BETWEEN_REASONS.join(reason for reason in reasons if reason),
        new.decided or before.decided,
        new.received or before.received,
    )
    return tuple(merged if item is before else item for item in rows)


def _raise_if_any(faults: Iterable[Finding]) -> None:
    """Raise InputError with all faults, if there is one."""
    findings = tuple(faults)
    if findings:
        raise InputError(findings[0].code, findings=findings, **dict(findings[0].params))


def _check_header(name: str, header: Sequence[str]) -> Iterator[Finding]:
    """Yield the faults of the header.

    An unknown column is a fault: if a header is misspelled, its column would be lost without a message.
    """
    keys = [_KEY_OF.get(text_key(text), "") for text in header if text]
    for text in header:
        if text and text_key(text) not in _KEY_OF:
            yield make_finding(Code.DECISIONS_COLUMN_UNKNOWN, file=name, value=text)
    for key in _HEADERS:
        if keys.count(key) > 1:
            yield make_finding(Code.DECISIONS_COLUMN_REPEATED, file=name, header=key, title=_title(key))
    if "code" not in keys:
        yield make_finding(Code.DECISIONS_COLUMN_MISSING, file=name, header="code", title=_title("code"))


def _title(key: str) -> str:
    """Return the Thai header of a column."""
    return _HEADERS[key][1]


def _check_width(name: str, header: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]]) -> Iterator[Finding]:
    """Yield a fault for each row with a text in a column without a header."""
    for number, row in rows:
        surplus_text = next(
            (text for col, text in enumerate(row) if text and not (col < len(header) and header[col])), ""
        )
        if surplus_text:
            yield make_finding(Code.DECISIONS_TEXT_STRAY, file=name, row=str(number), value=surplus_text)


def _check_codes(name: str, rows: Iterable[Numbered]) -> Iterator[Finding]:
    """Yield a fault for each row without a code, and for each code that stands in an earlier row."""
    row_of_code: dict[str, int] = {}
    for number, row in rows:
        key = code_key(row.get("code", ""))
        if not key:
            yield make_finding(Code.DECISIONS_CODE_EMPTY, file=name, row=str(number))
        elif key in row_of_code:
            yield make_finding(
                Code.DECISIONS_CODE_REPEATED, file=name, row=str(number), value=row["code"], other=str(row_of_code[key])
            )
        row_of_code.setdefault(key, number)


def _decision(name: str, number: int, row: Mapping[str, str], faults: list[Finding]) -> Decision:
    """Return the decision in a row; add faulty dates to ``faults``."""
    dates: dict[str, date | None] = {"decided": None, "received": None}
    for key in dates:
        if text := row.get(key, ""):
            try:
                dates[key] = parse_date(text)
            except ValueError:
                faults.append(
                    make_finding(
                        Code.DECISIONS_DATE_INVALID,
                        file=name,
                        row=str(number),
                        header=key,
                        title=_title(key),
                        value=text,
                    )
                )
    return Decision(row.get("code", ""), row.get("file", ""), row.get("why", ""), dates["decided"], dates["received"])


def _date_text(day: date | None) -> str:
    return "" if day is None else thai_date(day)


def _cells(row: Sequence[str]) -> list[str]:
    """Return the texts of a row without blanks at the ends and without the apostrophe against formulas."""
    return [unescape_formula_text(text.strip(_BLANKS)).strip(_BLANKS) for text in row]

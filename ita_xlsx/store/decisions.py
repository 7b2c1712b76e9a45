"""What did the officer settle about returned files, in ``decisions.csv`` beside the roster?"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from ita_xlsx.errors import InputError
from ita_xlsx.model.agency import code_key
from ita_xlsx.model.findings import Finding, make_finding
from ita_xlsx.model.round_state import Decision
from ita_xlsx.model.text.csv_text import read_csv
from ita_xlsx.model.text.dates import parse_date, thai_date
from ita_xlsx.store.csv_files import BOM, DELIMITER, LINE_END
from ita_xlsx.store.safe_texts import guarded, unguarded

FILE = "decisions.csv"
_HEADERS = {
    "code": ("code", "รหัส"),
    "file": ("file", "ไฟล์ที่ใช้"),
    "why": ("why", "เหตุผล"),
    "decided": ("decided", "วันที่ตัดสินใจ"),
    "received": ("received", "วันที่ได้รับ"),
}
_KEY_OF = {header: key for key, headers in _HEADERS.items() for header in headers}
# The last three are no blanks to Python, and often at the ends of what was pasted.
_BLANKS = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\ufeff\u200b\u2060"

Numbered = tuple[int, Mapping[str, str]]


def read_decisions(data: bytes, name: str = FILE) -> tuple[Decision, ...]:
    """The decisions in the bytes of a file, in its order; ``name`` is what it is called in messages.

    Headers are English or Thai, dates as people write them; an empty file holds no decision. Raises InputError with
    every fault at once: what is no text, a column that is missing, unknown or there twice, a row without a code, a
    code twice, a date that is none.
    """
    try:
        rows = [(number, _cells(row)) for number, row in enumerate(read_csv(data), 1)]
    except ValueError as error:
        raise InputError("K111", findings=(make_finding("K111", file=name, name=name),), name=name) from error
    filled = [(number, row) for number, row in rows if any(row)]
    if not filled:
        return ()
    (_, header), *body = filled
    _refuse(_check_header(name, header))
    keys = [_KEY_OF[text.casefold()] if text else "" for text in header]
    named = [(number, dict(zip(keys, row, strict=False))) for number, row in body]
    faults = [*_check_width(name, header, body), *_check_codes(name, named)]
    decisions = tuple(_decision(name, number, row, faults) for number, row in named)
    _refuse(faults)
    return decisions


def decisions_text(decisions: Iterable[Decision]) -> bytes:
    """The file of these decisions for Excel: English headers, Thai dates, texts kept from becoming formulas."""
    stream = io.StringIO(newline="")
    stream.write(BOM)
    writer = csv.writer(stream, delimiter=DELIMITER, quoting=csv.QUOTE_ALL, lineterminator=LINE_END)
    writer.writerow(_HEADERS)
    for item in decisions:
        texts = (item.code, item.file, item.why, _date_text(item.decided), _date_text(item.received))
        writer.writerow([guarded(text) for text in texts])
    return stream.getvalue().encode()


def _refuse(faults: Iterable[Finding]) -> None:
    told = tuple(faults)
    if told:
        raise InputError(told[0].code, findings=told, **dict(told[0].params))


def _check_header(name: str, header: Sequence[str]) -> Iterator[Finding]:
    """A column that is not known is refused: one that is misspelt would lose what stands in it without a word."""
    keys = [_KEY_OF.get(text.casefold(), "") for text in header if text]
    for text in header:
        if text and text.casefold() not in _KEY_OF:
            yield make_finding("K113", file=name, value=text)
    for key in _HEADERS:
        if keys.count(key) > 1:
            yield make_finding("K114", file=name, header=key)
    if "code" not in keys:
        yield make_finding("K112", file=name, header="code")


def _check_width(name: str, header: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]]) -> Iterator[Finding]:
    for number, row in rows:
        stray = next((text for col, text in enumerate(row) if text and not (col < len(header) and header[col])), "")
        if stray:
            yield make_finding("K118", file=name, row=str(number), value=stray)


def _check_codes(name: str, rows: Iterable[Numbered]) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for number, row in rows:
        key = code_key(row.get("code", ""))
        if not key:
            yield make_finding("K115", file=name, row=str(number))
        elif key in seen:
            yield make_finding("K116", file=name, row=str(number), value=row["code"], other=str(seen[key]))
        seen.setdefault(key, number)


def _decision(name: str, number: int, row: Mapping[str, str], faults: list[Finding]) -> Decision:
    dates: dict[str, date | None] = {"decided": None, "received": None}
    for key in dates:
        if text := row.get(key, ""):
            try:
                dates[key] = parse_date(text)
            except ValueError:
                faults.append(make_finding("K117", file=name, row=str(number), header=key, value=text))
    return Decision(row.get("code", ""), row.get("file", ""), row.get("why", ""), **dates)


def _date_text(day: date | None) -> str:
    return "" if day is None else thai_date(day)


def _cells(row: Sequence[str]) -> list[str]:
    return [unguarded(text.strip(_BLANKS)).strip(_BLANKS) for text in row]

"""Parse the bytes of a CSV file, in each encoding and with each delimiter that Excel uses.

This is the only place that reads CSV. Works on bytes only; the caller opens the file.
"""

from __future__ import annotations

import codecs
import csv
import io

# Excel on a Thai Windows saves cp874 if the user does not choose UTF-8.
_ENCODINGS = ("utf-8-sig", "cp874")
_DELIMITERS = ",;\t"


def read_csv(data: bytes) -> list[list[str]]:
    """Return the rows of a table; empty rows are kept, so that row numbers stay correct.

    Raise ValueError if the bytes are not text, or if a quote is never closed, because rows would be lost.
    """
    text = _decode(data)
    if "\0" in text:
        raise ValueError("no text")
    lines = [line for line in text.splitlines() if line.strip()]
    first = lines[0] if lines else ""
    skipped: list[list[str]] = []
    # The delimiter is the mark that occurs in most lines; a title line can contain a comma too.
    delimiter = max(_DELIMITERS, key=lambda mark: sum(mark in line for line in lines))
    if first.lower().startswith("sep=") and len(first) > len("sep="):
        skipped, delimiter = [[]], first[len("sep=")]
        text = text.partition("\n")[2]
    try:
        return [*skipped, *csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)]
    except csv.Error as error:
        raise ValueError("a quote is never closed, or a field is too long") from error


def _decode(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError("no text")

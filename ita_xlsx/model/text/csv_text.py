"""The one door to a CSV file, in whatever encoding and with whatever delimiter Excel saved it."""

from __future__ import annotations

import codecs
import csv
import io

# The last is what Excel on a Thai Windows saves when it is not told UTF-8.
_ENCODINGS = ("utf-8-sig", "cp874")
_DELIMITERS = ",;\t"


def read_csv(data: bytes) -> list[list[str]]:
    """The rows of a table, empty ones too, so that row numbers stay.

    Raises ValueError for what is no text, and for a quote that is never closed: it would swallow rows.
    """
    text = _decode(data)
    if "\0" in text:
        raise ValueError("no text")
    lines = [line for line in text.splitlines() if line.strip()]
    first = lines[0] if lines else ""
    skipped: list[list[str]] = []
    # The mark that stands in most lines: a title line may hold a comma of its own.
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

"""Keep the figures with which a round was closed: exactly for the program, and as a table for a person.

Takes values and bytes; returns bytes and values. Works on values only.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from datetime import date

from ita_xlsx import __version__
from ita_xlsx.model.again.closing import Closing
from ita_xlsx.store.again.snapshot_json import json_object, read_snapshot, sequence, snapshot_entry, text
from ita_xlsx.store.safe_texts import escape_formula_text

FILE, TABLE_FILE = "closed.json", "closed.csv"
_KIND, _VERSION = "ita-xlsx closing", 1
_HEADERS = ("รหัส", "หน่วยงาน", "สถานะ", "ลายนิ้วมือไฟล์ (SHA-256)")
_AVERAGE = "เฉลี่ย"


def closed_file(closing: Closing) -> bytes:
    """Return the file that keeps a closing."""
    fields = {
        "format": _KIND,
        "version": _VERSION,
        "program": __version__,
        "closed": closing.day.isoformat(),
        "open": list(closing.open_codes),
        **snapshot_entry(closing.snapshot),
    }
    return (json.dumps(fields, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def read_closed_file(data: bytes) -> Closing:
    """Return the closing that a file keeps; raise ValueError for a damaged file or one of another version."""
    fields = json_object(data, _KIND, _VERSION)
    codes = tuple(text(item) for item in sequence(fields.get("open")))
    return Closing(date.fromisoformat(text(fields.get("closed"))), read_snapshot(fields), codes)


def closed_table(closing: Closing, labels: Mapping[str, str], states: Mapping[str, str]) -> bytes:
    """Return the closed figures as CSV bytes; ``labels`` are the headers by subject, ``states`` the words for states.

    The first row below the headers holds the averages of the province.
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow((*_HEADERS, *labels.values()))
    averages = dict(closing.snapshot.averages)
    writer.writerow(("", _AVERAGE, "", "", *(averages.get(subject, "") for subject in labels)))
    for item in closing.snapshot.agencies:
        figures = dict(item.figures)
        cells = (item.code, item.name, states.get(item.state, item.state), item.digest)
        scores = (figures.get(subject, "") for subject in labels)
        writer.writerow((*map(escape_formula_text, cells), *scores))
    return stream.getvalue().encode("utf-8-sig")

"""Keep what the last run of ``ita refresh`` wrote: figures of the round, and digests of each output.

Takes values and bytes; returns bytes and values. Works on values only. The file holds no text of an output, no person,
and no name that somebody else gave a file: a marked copy is named after the returned file.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

from ita_xlsx import __version__
from ita_xlsx.model.again.content import Digests, FileContent, PartContent
from ita_xlsx.model.again.run_record import OutputRecord, RunRecord
from ita_xlsx.store.again.snapshot_json import json_object, mapping, read_snapshot, sequence, snapshot_entry, text

FILE = "refresh.json"
_KIND, _VERSION = "ita-xlsx refresh", 1
_DIGEST = "sha256:"
# Years and running numbers are shorter than this. Marked copies have the names that agencies gave their files.
_PERSONAL = re.compile(r"^feedback/|@|(?:\d[\s.-]?){7,}")


def key_of_name(name: str) -> str:
    """Return the key of an output: its name, or a digest of a name in which a person may be named."""
    if name.startswith(_DIGEST) or not _PERSONAL.search(name):
        return name
    return f"{_DIGEST}{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:24]}"


def run_file(record: RunRecord) -> bytes:
    """Return the file that keeps a run."""
    fields = {
        "format": _KIND,
        "version": _VERSION,
        "program": __version__,
        "issued": record.issued,
        **({"without_persons": True} if record.without_persons else {}),
        **snapshot_entry(record.snapshot),
        "outputs": {key: _output_entry(item) for key, item in record.outputs},
    }
    return (json.dumps(fields, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def read_run_file(data: bytes) -> RunRecord:
    """Return the run that a file keeps; raise ValueError for a damaged file or one of another version."""
    fields = json_object(data, _KIND, _VERSION)
    outputs = mapping(fields.get("outputs")).items()
    return RunRecord(
        snapshot=read_snapshot(fields),
        # An earlier version kept the names of marked copies as they were.
        outputs=tuple((key_of_name(key), _read_output(entry)) for key, entry in outputs),
        issued=text(fields.get("issued")),
        without_persons=fields.get("without_persons") is True,
    )


def _output_entry(record: OutputRecord) -> dict[str, Any]:
    sheets = [
        {"name": part.name, "rows": _packed(part.rows), "columns": _packed(part.cols), "lines": part.lines}
        for part in record.content.parts
    ]
    return {"sha256": record.digest, "sheets": sheets}


def _read_output(entry: object) -> OutputRecord:
    fields = mapping(entry)
    parts = tuple(_read_part(item) for item in sequence(fields.get("sheets")))
    return OutputRecord(text(fields.get("sha256")), FileContent(parts))


def _read_part(entry: object) -> PartContent:
    fields = mapping(entry)
    rows, cols = (_unpacked(text(fields.get(key))) for key in ("rows", "columns"))
    return PartContent(text(fields.get("name")), rows, cols, fields.get("lines") is True)


def _packed(digests: Digests) -> str:
    """Return the digests as one text, so that a row of a sheet takes no line of the file."""
    return " ".join(f"{number}:{digest}" for number, digest in digests)


def _unpacked(packed: str) -> Digests:
    pairs = (item.partition(":") for item in packed.split())
    return tuple((int(number), digest) for number, _, digest in pairs)

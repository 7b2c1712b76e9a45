"""Write the figures of a round as JSON that a person can read, and read them back without trusting the text.

Takes and returns values and texts. Works on values only.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ita_xlsx.model.again.snapshot import AgencyFigures, Figures, Snapshot


def snapshot_entry(snapshot: Snapshot) -> dict[str, Any]:
    """Return a snapshot as plain JSON."""
    return {
        "year": snapshot.year,
        "sources": dict(snapshot.sources),
        "averages": dict(snapshot.averages),
        "agencies": [
            {
                "code": item.code,
                "name": item.name,
                "state": item.state,
                "digest": item.digest,
                "content": item.content,
                "decided": item.decided,
                "figures": dict(item.figures),
            }
            for item in snapshot.agencies
        ],
    }


def read_snapshot(entry: object) -> Snapshot:
    """Return the snapshot in plain JSON; raise ValueError for anything else."""
    fields = mapping(entry)
    year = fields.get("year")
    if type(year) is not int:
        raise ValueError("no year")
    return Snapshot(
        year=year,
        agencies=tuple(_read_agency(item) for item in sequence(fields.get("agencies"))),
        averages=_pairs(fields.get("averages")),
        sources=_pairs(fields.get("sources")),
    )


def json_object(data: bytes, kind: str, version: int) -> Mapping[str, Any]:
    """Return the object of a file of a kind and version; raise ValueError for any other bytes."""
    try:
        fields = mapping(json.loads(data.decode("utf-8")))
    except RecursionError as error:
        raise ValueError("no object") from error
    if fields.get("format") != kind or fields.get("version") != version:
        raise ValueError("of another kind")
    return fields


def mapping(value: object) -> Mapping[str, Any]:
    """Return an object of JSON; raise ValueError for anything else."""
    if not isinstance(value, dict):
        raise ValueError("no object")
    return value


def sequence(value: object) -> list[Any]:
    """Return a list of JSON; raise ValueError for anything else."""
    if not isinstance(value, list):
        raise ValueError("no list")
    return value


def text(value: object) -> str:
    """Return a text of JSON; raise ValueError for anything else."""
    if not isinstance(value, str):
        raise ValueError("no text")
    return value


def _read_agency(entry: object) -> AgencyFigures:
    fields = mapping(entry)
    words = {key: text(fields.get(key)) for key in ("code", "name", "state", "digest", "content", "decided")}
    return AgencyFigures(**words, figures=_pairs(fields.get("figures")))


def _pairs(value: object) -> Figures:
    return tuple((text(key), text(item)) for key, item in mapping(value).items())

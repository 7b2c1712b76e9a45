"""Turn what changed in a round, and what became of its outputs, into the entries of JSON output.

Takes values of the model; returns plain dicts and lists. Works on values only.
"""

from __future__ import annotations

from typing import Any

from ita_xlsx.model.again.closing import Closing
from ita_xlsx.model.again.run_record import PlacedOutput, RefreshReport
from ita_xlsx.model.again.snapshot import NO_FIGURE, AgencyChange, FigureChange, RoundChanges

_NOTHING = RoundChanges()


def refresh_entries(report: RefreshReport) -> dict[str, Any]:
    """Return the results of ``ita refresh``; scores are texts of two decimals, or null."""
    return {
        "first": report.changes is None,
        **change_entries(report.changes or _NOTHING),
        "outputs": [_output(item) for item in report.outputs],
    }


def close_entries(closing: Closing | None) -> dict[str, Any]:
    """Return the results of ``ita close``; ``closed`` is null if the round stays open."""
    agencies = closing.snapshot.agencies if closing else ()
    return {
        "closed": closing.day.isoformat() if closing else None,
        "open": list(closing.open_codes) if closing else [],
        "agencies": [{"code": item.code, "name": item.name, "state": item.state, "digest": item.digest or None,
                      "figures": dict(item.figures)} for item in agencies],
        "averages": dict(closing.snapshot.averages) if closing else {},
    }  # fmt: skip


def change_entries(changes: RoundChanges) -> dict[str, Any]:
    """Return what changed between two moments of a round."""
    decided = (item for item in changes.agencies if item.is_decision and not item.is_arrival)
    return {
        "arrived": [_agency(item) for item in changes.arrived],
        "decided": [item.agency.code for item in decided],
        "figures": [_figure(item) for item in changes.figures],
        "averages": [_figure(item) for item in changes.averages],
        "sources": list(changes.sources),
    }


def _agency(change: AgencyChange) -> dict[str, Any]:
    was, now = change.was, change.now
    return {
        "code": change.agency.code,
        "name": change.agency.name,
        "was": was.state if was else None,
        "now": now.state if now else None,
    }


def _figure(change: FigureChange) -> dict[str, Any]:
    return {
        "agency": change.code or None,
        "subject": change.subject,
        "was": None if change.was == NO_FIGURE else change.was,
        "now": None if change.now == NO_FIGURE else change.now,
    }


def _output(item: PlacedOutput) -> dict[str, Any]:
    difference = item.difference
    return {
        "name": item.name,
        "outcome": item.outcome.value,
        "beside": item.beside or None,
        "sheet": (difference.sheet or None) if difference else None,
        "place": (difference.place or None) if difference else None,
    }

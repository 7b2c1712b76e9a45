"""Render the evidence of agencies as JSON: one entry for each web address of each cell.

Takes values of the model; returns plain dicts and lists. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ita_xlsx.model.links import AgencyLinks, JudgedLink


def link_entries(agencies: Iterable[AgencyLinks]) -> list[dict[str, Any]]:
    """Return the results of ``ita links``; an entry of a step without evidence has no address and no verdict."""
    return [_entry(item, link) for item in agencies for link in item.links]


def _entry(item: AgencyLinks, link: JudgedLink) -> dict[str, Any]:
    proof, result = link.proof, link.result
    checked = result.checked if result else None
    return {
        "agency": item.agency.name,
        "code": item.agency.code or None,
        "file": item.file,
        "sheet": proof.place.sheet if proof.place else None,
        "cell": proof.place.a1 if proof.place else None,
        "id": proof.subject or None,
        "measure": proof.measure or None,
        "step": " ".join(filter(None, (proof.number, proof.step))) or None,
        "url": link.url or None,
        "text": proof.text if proof.text and proof.text != link.url else None,
        "shown": proof.display_text or None,
        "verdict": result.verdict.value if result else None,
        "rule": (result.rule or None) if result else None,
        "rules": [problem.rule for problem in link.results],
        "detail": (result.detail or None) if result else None,
        "reached": (result.reached or None) if result else None,
        "checked": checked.isoformat() if checked else None,
    }

"""Evidence as JSON: one entry per cell and address."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ita_xlsx.model.links import AgencyLinks, JudgedLink


def link_entries(agencies: Iterable[AgencyLinks]) -> list[dict[str, Any]]:
    """The results of ``ita links``; a step without evidence has neither address nor verdict."""
    return [_entry(item, one) for item in agencies for one in item.links]


def _entry(item: AgencyLinks, one: JudgedLink) -> dict[str, Any]:
    proof, result = one.proof, one.result
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
        "url": one.url or None,
        "text": proof.text if proof.text and proof.text != one.url else None,
        "shown": proof.shown or None,
        "verdict": result.verdict.value if result else None,
        "rule": (result.rule or None) if result else None,
        "rules": [told.rule for told in one.results],
        "detail": (result.detail or None) if result else None,
        "reached": (result.reached or None) if result else None,
        "checked": checked.isoformat() if checked else None,
    }

"""Find what the forms of a round are filled in with beforehand: the round that the settings name, or files put here.

Reads the files of last year; returns what each form shows, and findings.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ita_xlsx.cycle.giving_back.prefill import NO_PREFILL, Prefill, prefill_round
from ita_xlsx.model.agency import Agency
from ita_xlsx.page.round_data import OpenRound

# Workbooks, forms and databases of last year lie here, beside the folder of the round, and are never written.
EARLIER = Path("earlier")


def prefill_sources(opened: OpenRound) -> tuple[str, ...]:
    """Return the paths of last year: files that were put here, else those that the settings name; maybe none."""
    given = sorted(map(str, EARLIER.iterdir())) if EARLIER.is_dir() else []
    return tuple(given) or opened.context.round.previous


def prefill_of(opened: OpenRound, agency: Agency | None = None) -> Prefill:
    """Return what the forms of the roster, or the form of one agency, are filled in with."""
    sources = prefill_sources(opened)
    context = replace(opened.context, framework=opened.framework)
    return prefill_round(context, agency, sources) if sources else NO_PREFILL

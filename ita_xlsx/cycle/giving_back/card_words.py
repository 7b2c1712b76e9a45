"""Return the cards of a round as words, for a screen that prints them.

Reads the files that count again; writes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.giving_back.agency_files import make_agency_files, round_sources
from ita_xlsx.cycle.load_round import LoadedRound
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Finding
from ita_xlsx.model.pages.card_words import CardWords
from ita_xlsx.model.progress import OnProgress
from ita_xlsx.output.card.card_page import card_words


def cards_in_words(
    loaded: LoadedRound,
    context: RunContext,
    edition: Edition,
    previous: Sequence[str] = (),
    progress: OnProgress | None = None,
) -> tuple[tuple[CardWords, ...], tuple[Finding, ...]]:
    """Return the card of each agency that counts, in the order of the roster, and findings."""
    sources = round_sources(context, loaded.province.framework, previous)
    made = tuple(make_agency_files(loaded, sources, edition, analyses=False, cards=False, progress=progress))
    findings = (*sources.findings, *(finding for item in made for finding in item.findings))
    return tuple(card_words(item.contents, edition) for item in made if item.contents is not None), findings

"""Write what each agency gets from its return, into two folders: its analysis and its card.

Reads the files that count in child processes; writes files. ``ita refresh`` asks this one function for the outputs of
agencies.
"""

from __future__ import annotations

from pathlib import Path

from ita_xlsx.cycle.again.request import RefreshRequest
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.giving_back.analyze_round import analyze_round
from ita_xlsx.model.findings import Finding

CARDS = "cards"


def write_agency_outputs(request: RefreshRequest, folder: Path) -> tuple[Finding, ...]:
    """Write the analyses into ``folder`` and the cards into the folder beside it, as ``ita analyze`` over the round.

    Returns findings about them.
    """
    made = analyze_round(
        request.loaded,
        request.context,
        Target(path=folder),
        request.edition,
        cards=Target(path=folder.with_name(CARDS)),
        previous=request.previous,
        progress=request.tell,
    )
    return made.findings

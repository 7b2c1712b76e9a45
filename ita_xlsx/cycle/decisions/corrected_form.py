"""Put the corrections that an agency told by telephone into one of its forms, as they stand in the decisions.

Reads the decisions of the round, and the form again in a child process; no file is changed.
"""

from __future__ import annotations

from dataclasses import replace

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.decisions.agency_decisions import decisions_by_agency
from ita_xlsx.cycle.decisions.aliases import with_aliases
from ita_xlsx.cycle.decisions.check_choices import correction_applied
from ita_xlsx.cycle.decisions.decision_book import load_decisions
from ita_xlsx.cycle.decisions.derive_returns import applicable_corrections, correct_return
from ita_xlsx.cycle.ownership import agency_of_file
from ita_xlsx.cycle.receive import Returned
from ita_xlsx.cycle.summarize import summarize_return
from ita_xlsx.model.agency import code_key


def with_corrections(returned: Returned, context: RunContext) -> Returned:
    """Return the form with the corrections that the decisions of the round hold, each told by a finding (N151).

    Without a correction for its scores, or outside a round, the form stays as it is. Raise InputError for a file of
    decisions that cannot be used.
    """
    decisions = load_decisions(context).decisions
    framework = returned.framework
    if not decisions.corrections or framework is None or returned.submission is None:
        return returned
    summary = summarize_return(returned, context, None)
    roster = with_aliases(context, decisions.aliases).roster
    agency = agency_of_file(summary, roster)
    decided = decisions_by_agency(decisions, roster).get(code_key(agency.code)) if agency else None
    corrections = applicable_corrections(summary, decided.corrections, framework) if decided else ()
    if agency is None or not corrections:
        return returned
    made = correct_return(returned, corrections, context)
    if made is returned:
        return returned
    applied = tuple(correction_applied(item, agency, returned.file) for item in corrections)
    return replace(made, findings=(*made.findings, *applied))

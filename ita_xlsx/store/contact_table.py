"""Make the rows of the table of contacts, which is the only one that names persons.

Takes the state of a round; yields rows. Works on values only. The rows leave the round only if the officer asks for
them.
"""

from __future__ import annotations

from collections.abc import Iterator

from ita_xlsx.model.agency import code_key
from ita_xlsx.model.decisions import Correction
from ita_xlsx.model.round_state import RoundState
from ita_xlsx.model.trace.arrivals import arrivals
from ita_xlsx.model.trace.file_decisions import cell_of_decision
from ita_xlsx.store.shapes import Row

ROSTER, SENDER, DECIDED_BY, TOLD_BY, REASON = "roster", "sender", "decided_by", "told_by", "reason"


def contact_rows(round_state: RoundState) -> Iterator[Row]:
    """Yield the contacts of the roster, the senders of mails, and who decided or told what, and why."""
    year = round_state.framework.year
    for member in round_state.members:
        agency = member.agency
        if agency.contact or agency.phone or agency.email:
            texts = agency.contact or None, agency.phone or None, agency.email or None
            yield year, agency.code, ROSTER, *texts, None, None, None, None
    for item in arrivals(round_state):
        mail = item.summary.mail
        if mail is not None:
            texts = mail.sender_name or None, None, mail.sender or None
            yield year, item.agency or None, SENDER, *texts, mail.subject or None, item.summary.file, None, None
    yield from _of_decisions(round_state)


def _of_decisions(round_state: RoundState) -> Iterator[Row]:
    year = round_state.framework.year
    codes = {code_key(member.agency.code): member.agency.code for member in round_state.members}
    for item in round_state.decisions.rows:
        cell = cell_of_decision(item)
        code, place = codes.get(code_key(item.code)), (None, cell.sheet or None, cell.cell or None)
        persons = [(DECIDED_BY, item.by)]
        if isinstance(item, Correction):
            persons.append((TOLD_BY, item.informant))
        for role, name in persons:
            if name:
                yield year, code, role, name, None, None, None, *place
        if item.reason:
            yield year, code, REASON, None, None, None, item.reason, *place

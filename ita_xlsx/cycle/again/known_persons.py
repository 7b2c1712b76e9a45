"""Find the persons that a round names: who reported, whom the roster names, who sent a mail, who decided.

Reads the returned forms in child processes; returns a value.
"""

from __future__ import annotations

from collections.abc import Iterator

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.load_round import LoadedRound
from ita_xlsx.cycle.receive import receive_all
from ita_xlsx.model.again.persons import REMOVED, REMOVED_SENDER, KnownPersons
from ita_xlsx.model.mails.mail_addresses import read_addresses

# The fields of a form that name a person.
_OF_FORM = ("reporter", "phone", "email")


def persons_of_round(loaded: LoadedRound, context: RunContext) -> KnownPersons:
    """Return the persons whom the round knows by now."""
    roster = context.roster.agencies if context.roster else ()
    members = [member.agency for member in loaded.province.members]
    kept = {text for item in (*roster, *members) for text in (item.code, item.name, *item.aliases)}
    texts = {text.strip() for text in (*_of_forms(loaded, context), *_of_round(loaded, context))}
    return KnownPersons(frozenset(texts - {"", REMOVED, REMOVED_SENDER}), frozenset(kept))


def _of_forms(loaded: LoadedRound, context: RunContext) -> Iterator[str]:
    for returned in receive_all(loaded.sources, context):
        fields = returned.submission.fields if returned.submission else {}
        yield from (fields.get(key, "") for key in _OF_FORM)


def _of_round(loaded: LoadedRound, context: RunContext) -> Iterator[str]:
    for agency in context.roster.agencies if context.roster else ():
        yield from (agency.contact, agency.phone, *read_addresses(agency.email).addresses)
    province = loaded.province
    mails = [mail for _, mail in province.mails]
    members = (item for member in province.members for item in (member.summary, *member.others))
    mails += [item.mail for item in members if item and item.mail]
    mails += [item.summary.mail for item in (*province.unknown, *province.unreadable) if item.summary.mail]
    yield from (text for mail in mails for text in (mail.sender_name, mail.sender))
    decisions = loaded.decisions.decisions
    yield from (row.by for row in decisions.rows)
    yield from (row.informant for row in decisions.corrections)
    contact = context.round.contact
    yield from (contact.name, contact.phone, contact.email)

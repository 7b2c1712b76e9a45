"""Find the files of a round in which persons are named, and make each of them anew without the persons.

Reads the files; writes none. Returns the new bytes with how many places were emptied.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ita_xlsx.cycle.arrivals.attribute_files import agency_of_address, agency_of_domain
from ita_xlsx.cycle.arrivals.round_paths import arrival_folders
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.load_round import LoadedRound
from ita_xlsx.cycle.settings.edit_round_file import clear_contact
from ita_xlsx.errors import ItaError
from ita_xlsx.intake.inbox.containers import ContainerKind, container_kind
from ita_xlsx.intake.inbox.strip_mail import strip_mail
from ita_xlsx.intake.isolation.worker import run_isolated
from ita_xlsx.model.again.persons import REMOVED, KnownPersons, is_person_header, without_persons
from ita_xlsx.model.round_state import RoundState
from ita_xlsx.model.text.spelling import text_key
from ita_xlsx.store.again.replace_texts import replace_in_csv, replace_in_workbook


@dataclass(frozen=True)
class Emptied:
    """A file without its persons: the new bytes, the new path, how many places were emptied, and what they were.

    ``data`` is None for a file that cannot be emptied.
    """

    path: Path
    data: bytes | None
    count: int
    what: str
    new_path: Path


def find_persons(loaded: LoadedRound, context: RunContext, folder: Path, persons: KnownPersons) -> tuple[Emptied, ...]:
    """Return every file of a round that names persons, made anew without them."""
    files = (*_roster(context), *_decisions(loaded, persons), *_mails(loaded.province, context, folder))
    return (*files, *_settings(context))


def _roster(context: RunContext) -> Iterator[Emptied]:
    path, roster = context.roster_file, context.roster
    if path is None or roster is None:
        return
    needed = {text_key(text) for item in roster.agencies for text in (item.name, item.code, item.kind, item.district)}
    texts = [text for item in roster.agencies for text in (item.contact, item.phone, item.email)]
    texts += [text for item in roster.agencies for header, text in item.other if is_person_header(header)]
    # A telephone number that was stored as a number lost its first zero.
    texts += [text.lstrip("0") for text in texts if text.isdecimal()]
    keys = {text_key(text) for text in texts if text.strip()} - needed
    if keys:
        yield _replaced(path, dict.fromkeys(keys, ""), "roster")


def _decisions(loaded: LoadedRound, persons: KnownPersons) -> Iterator[Emptied]:
    decisions = loaded.decisions.decisions
    new = {text_key(name): REMOVED for row in decisions.rows if (name := row.by)}
    new |= {text_key(row.informant): REMOVED for row in decisions.corrections if row.informant}
    for row in decisions.rows:
        if (reason := without_persons(row.reason, persons.names_in_reasons)) != row.reason:
            new[text_key(row.reason)] = reason
    for path in loaded.decisions.inputs if new else ():
        emptied = _replaced(path, new, "decisions")
        if emptied.data is None or emptied.count:
            yield emptied


def _replaced(path: Path, new_texts: Mapping[str, str], what: str) -> Emptied:
    data = path.read_bytes()
    replaced = (replace_in_workbook if data.startswith(b"PK") else replace_in_csv)(data, new_texts)
    new, count = replaced or (None, len(new_texts))
    return Emptied(path, new, count, what, path)


def _mails(province: RoundState, context: RunContext, folder: Path) -> Iterator[Emptied]:
    names = _names_by_sender(province, context)
    for arrivals in arrival_folders(folder):
        for path in sorted(Path(arrivals).rglob("*")):
            kind = container_kind(path.name)
            if path.is_file() and kind in (ContainerKind.MAIL, ContainerKind.OUTLOOK):
                yield _stripped(path, kind, names)


def _stripped(path: Path, kind: ContainerKind, names: Mapping[str, str]) -> Emptied:
    new_path = path if kind is ContainerKind.MAIL else path.with_suffix(".eml")
    if new_path != path and new_path.exists():
        return Emptied(path, None, 1, "mails", path)
    try:
        data = run_isolated(_strip_file, (str(path.absolute()), kind.value, dict(names)))
    except (ItaError, OSError):
        return Emptied(path, None, 1, "mails", path)
    return Emptied(path, data, 1, "mails", new_path)


def _strip_file(task: tuple[str, str, dict[str, str]]) -> bytes:
    """Return a mail without persons, in the child process."""
    path, kind, names = task
    return strip_mail(Path(path).read_bytes(), ContainerKind(kind), names)


def _names_by_sender(province: RoundState, context: RunContext) -> Mapping[str, str]:
    """Return the names of the agencies by the addresses of their senders, so that a mail still tells its agency."""
    if context.roster is None:
        return {}
    mails = [mail for _, mail in province.mails]
    members = (item for member in province.members for item in (member.summary, *member.others))
    mails += [item.mail for item in members if item and item.mail]
    mails += [item.summary.mail for item in (*province.unknown, *province.unreadable) if item.summary.mail]
    senders = dict.fromkeys(mail.sender for mail in mails if mail.sender)
    found = {
        sender: agency_of_address(sender, context.roster) or agency_of_domain(sender, context.roster)
        for sender in senders
    }
    return {sender: agency.name for sender, agency in found.items() if agency is not None}


def _settings(context: RunContext) -> Iterator[Emptied]:
    path = context.round_file
    if path is not None:
        try:
            data = clear_contact(path)
        except ItaError:
            yield Emptied(path, None, 1, "settings", path)
        else:
            if data is not None:
                yield Emptied(path, data, 1, "settings", path)

"""Write the reminders: a text for every agency of which something is still awaited."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ita_xlsx.feedback.reminder import is_reminder, needs_reminder, reminder_text
from ita_xlsx.model.round_settings import Contact
from ita_xlsx.model.round_state import AgencyReturn, RoundState
from ita_xlsx.output.files import check_free, remove_file, write_file
from ita_xlsx.output.names import safe_name, unique_names


@dataclass(frozen=True)
class Reminders:
    """The texts that were written, and those of an earlier run that were taken away."""

    written: tuple[Path, ...] = ()
    removed: tuple[Path, ...] = ()


def write_reminders(province: RoundState, folder: Path, today: date, contact: Contact, *, force: bool) -> Reminders:
    """One text file an agency, named by its code and name; nothing is written when one of them exists already.

    With ``force`` earlier ones are replaced, and those to agencies of which nothing is awaited any more taken away:
    sent again, they would accuse who has answered.
    """
    awaited = [member for member in province.members if needs_reminder(member)]
    names = unique_names(_name(item) for item in awaited)
    paths = tuple(folder / name for name in names)
    for path in paths:
        check_free(path, force=force)
    for member, path in zip(awaited, paths, strict=True):
        write_file(path, reminder_text(member, province, today, contact).encode("utf-8-sig"), force=force)
    return Reminders(paths, _take_away(province, folder, paths) if force else ())


def _take_away(province: RoundState, folder: Path, written: tuple[Path, ...]) -> tuple[Path, ...]:
    removed = []
    for member in province.members:
        path = folder / _name(member)
        if not needs_reminder(member) and path not in written and path.is_file() and _is_ours(path, member, province):
            remove_file(path)
            removed.append(path)
    return tuple(removed)


def _is_ours(path: Path, member: AgencyReturn, province: RoundState) -> bool:
    try:
        return is_reminder(path.read_text(encoding="utf-8-sig"), member, province)
    except (OSError, ValueError):
        return False


def _name(member: AgencyReturn) -> str:
    return f"{safe_name(f'{member.agency.code} {member.agency.name}')}.txt"

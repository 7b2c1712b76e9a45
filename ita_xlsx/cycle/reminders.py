"""Write a reminder text for every agency whose form is missing, late, undecided or to be fixed.

Writes text files, and removes our own earlier ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

from ita_xlsx.cycle.files import Target
from ita_xlsx.feedback.reminder import is_reminder, lacks_report, lacks_respondents, needs_reminder, reminder_text
from ita_xlsx.model.round_settings import CalendarEntry, Contact
from ita_xlsx.model.round_state import AgencyReturn, RoundState
from ita_xlsx.output.names import safe_name, unique_names
from ita_xlsx.output.safe_write import remove_file

Calendar: TypeAlias = tuple[CalendarEntry, ...]


@dataclass(frozen=True)
class Reminders:
    """The reminders that were written, and those of an earlier run that were removed."""

    written: tuple[Path, ...] = ()
    removed: tuple[Path, ...] = ()


def awaited_in(province: RoundState, today: date, calendar: Calendar = ()) -> tuple[AgencyReturn, ...]:
    """Return the agencies that need a reminder, in the order of the roster."""
    return tuple(member for member in province.members if _needs_one(member, province, today, calendar))


def _needs_one(member: AgencyReturn, province: RoundState, today: date, calendar: Calendar) -> bool:
    is_behind = needs_reminder(member, province) or lacks_report(member, calendar, today)
    return is_behind or lacks_respondents(member, province)


def text_for(member: AgencyReturn, province: RoundState, today: date, contact: Contact, calendar: Calendar = ()) -> str:
    """Return the reminder to one agency, as its file holds it."""
    return reminder_text(member, province, today, contact, calendar)


def write_reminders(
    province: RoundState, folder: Target, today: date, contact: Contact, calendar: Calendar = ()
) -> Reminders:
    """Write one text file for each agency that needs one; nothing is written if one of the files exists already.

    The words follow the ``calendar`` of the round. If the target allows to overwrite, earlier ones are replaced, and
    those to agencies that need none any more are removed: sent again, they would accuse an agency that has answered.
    """
    awaited = awaited_in(province, today, calendar)
    names = unique_names(_name(item) for item in awaited)
    targets = [folder.file(name) for name in names]
    for target in targets:
        target.check_free()
    for member, target in zip(awaited, targets, strict=True):
        target.put(reminder_text(member, province, today, contact, calendar).encode("utf-8-sig"))
    paths = tuple(target.path for target in targets)
    codes = frozenset(item.agency.code for item in awaited)
    return Reminders(paths, _remove_answered(province, folder.path, paths, codes) if folder.force else ())


def _remove_answered(
    province: RoundState, folder: Path, written: tuple[Path, ...], awaited: frozenset[str]
) -> tuple[Path, ...]:
    removed = []
    for member in province.members:
        path = folder / _name(member)
        if (
            member.agency.code not in awaited
            and path not in written
            and path.is_file()
            and _is_ours(path, member, province)
        ):
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

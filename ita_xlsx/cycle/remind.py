"""Write the reminders: a text for every agency of which something is still awaited."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ita_xlsx.feedback.reminder import needs_reminder, reminder_text
from ita_xlsx.model.province import Province
from ita_xlsx.model.round import Contact
from ita_xlsx.output.files import check_free, write_file
from ita_xlsx.output.names import safe_name, unique_names


def write_reminders(
    province: Province, folder: Path, today: date, contact: Contact, *, force: bool
) -> tuple[Path, ...]:
    """One text file an agency, named by its code and name; nothing is written when one of them exists already."""
    awaited = [member for member in province.members if needs_reminder(member)]
    names = unique_names(f"{safe_name(f'{item.agency.code} {item.agency.name}')}.txt" for item in awaited)
    paths = tuple(folder / name for name in names)
    for path in paths:
        check_free(path, force=force)
    for member, path in zip(awaited, paths, strict=True):
        write_file(path, reminder_text(member, province, today, contact).encode("utf-8-sig"), force=force)
    return paths

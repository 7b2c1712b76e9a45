"""What is written to an agency beside the copy, or alone when its file could not be read?"""

from __future__ import annotations

from collections.abc import Sequence

from ita_xlsx.feedback import texts
from ita_xlsx.feedback.front_sheets import counts, dated, numbered, whom_to_ask
from ita_xlsx.model.marked_copy import Fault, Letter
from ita_xlsx.model.text.dates import thai_date

# A message of LINE is read on a telephone.
_LONGEST, _ITEM, _NAME = 1200, 230, 120


def covering_text(letter: Letter, copy_name: str = "", lost: Sequence[str] = ()) -> str:
    """A short plain text to paste into LINE or mail: the first things to mend, how many more, when, whom to ask."""
    head, foot = _head(letter), _foot(letter, copy_name, lost)
    room = _LONGEST - sum(len(line) + 1 for line in (*head, *foot)) - 40
    faults = letter.must_fix or letter.to_check
    items: list[str] = []
    for number, fault in enumerate(faults, 1):
        item = _item(letter, fault, number)
        if len(item) + 1 > room and items:
            break
        room -= len(item) + 1
        items.append(item)
    if rest := len(faults) - len(items):
        items.append(texts.MORE.format(count=numbered(letter, rest)))
    return "\n".join((*head, *items, *foot)) + "\n"


def _head(letter: Letter) -> list[str]:
    year = dated(letter, texts.YEAR.format(year=letter.year)) if letter.year else ""
    agency = texts.GREETING.format(agency=_cut(letter.agency, _NAME)) if letter.agency else ""
    subject = " ".join(part for part in (texts.SUBJECT, year) if part)
    status = texts.STATUS.format(status=letter.status) if letter.status else ""
    verdict = counts(letter) if letter.must_fix else f"{texts.NOTHING_TO_FIX} · {counts(letter)}"
    file = texts.FILE.format(file=_cut(letter.file, _NAME))
    return [line for line in (agency, subject, file, status, verdict) if line]


def _foot(letter: Letter, copy_name: str, lost: Sequence[str]) -> list[str]:
    copy = texts.SEE_COPY.format(name=_cut(copy_name, _NAME), sheet=texts.REPORT) if copy_name and letter.faults else ""
    missing = _cut(texts.LOST_SHORT.format(items=", ".join(lost)), _ITEM) if lost else ""
    due = dated(letter, texts.ASK_FIX.format(day=thai_date(letter.deadline))) if letter.deadline else ""
    contact = texts.CONTACT.format(contact=_cut(whom_to_ask(letter), _NAME)) if letter.contact.is_known else ""
    return [line for line in (copy, missing, due, contact) if line]


def _item(letter: Letter, fault: Fault, number: int) -> str:
    cells = ", ".join(fault.cells[:3]) + ("…" if len(fault.cells) > 3 else "")
    place = texts.PLACE if cells else texts.PLACE_SHEET
    where = place.format(sheet=fault.sheet, cells=cells) if fault.sheet else ""
    told = texts.ITEM.format(number=numbered(letter, number), place=where, said=fault.said, fix=fault.fix)
    return _cut(" ".join(told.split()), _ITEM)


def _cut(text: str, longest: int) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"

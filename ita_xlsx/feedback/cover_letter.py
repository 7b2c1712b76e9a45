"""Write the covering text of a checked workbook: a short Thai message to paste into LINE or mail.

It goes beside the marked copy, or alone if the file could not be read. Takes the letter; works on values only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ita_xlsx.feedback import texts
from ita_xlsx.feedback.letter_words import (
    contact_text,
    deadline_text,
    format_count,
    localize_digits,
    verdict_text,
)
from ita_xlsx.model.marked_copy import Fault, Letter
from ita_xlsx.model.round_settings import Contact

# The text is read on a telephone, as a message of LINE.
_LONGEST, _ITEM, _NAME = 1200, 230, 120
_LONGEST_MAIL = 4000


def covering_text(letter: Letter, copy_name: str = "", lost: Sequence[str] = ()) -> str:
    """Return the covering text: the first faults to fix, how many more there are, the deadline and whom to ask.

    ``copy_name`` is the name of the marked copy, empty if there is none; ``lost`` lists what the copy does not contain.
    The text has about 1,200 characters at most, but always names one fault if there is any.
    """
    head, foot = _head(letter), _foot(letter, copy_name, lost)
    return "\n".join((*head, *_faults(letter, _LONGEST - _length((*head, *foot))), *foot)) + "\n"


def mail_lines(letter: Letter, copy_name: str = "") -> tuple[str, ...]:
    """Return what the covering text says between its greeting and whom to ask, with more faults, for a mail."""
    nobody = replace(letter, agency="", contact=Contact())
    return (*_head(nobody), *_faults(letter, _LONGEST_MAIL), *_foot(nobody, copy_name, ()))


def request_word(letters: Iterable[Letter]) -> str:
    """Return the one word for what a mail with these letters asks for: to mend, to confirm scores, or to look."""
    return max((_request_word(letter) for letter in letters), key=texts.REQUESTS.index, default=texts.TO_LOOK)


def _request_word(letter: Letter) -> str:
    if letter.must_fix:
        return texts.TO_MEND
    return texts.TO_CONFIRM_SCORES if letter.is_held_back else texts.TO_LOOK


def _length(lines: Iterable[str]) -> int:
    return sum(len(line) + 1 for line in lines)


def _faults(letter: Letter, characters_left: int) -> list[str]:
    """Return the first faults to fix in so many characters, at least one, and how many more there are."""
    characters_left -= 40
    faults = letter.must_fix or letter.to_check
    items: list[str] = []
    for number, fault in enumerate(faults, 1):
        item = _item(letter, fault, number)
        if len(item) + 1 > characters_left and items:
            break
        characters_left -= len(item) + 1
        items.append(item)
    if rest := len(faults) - len(items):
        items.append(texts.MORE.format(count=format_count(letter, rest)))
    return items


def sending_text(letter: Letter) -> str:
    """Return the text with which an agency sends its form to the province: what it is, and what is still open."""
    year = localize_digits(letter, texts.YEAR.format(year=letter.year)) if letter.year else ""
    lines = [
        texts.SENDING.format(agency=_cut(letter.agency, _NAME), year=year),
        texts.ATTACHED.format(file=_cut(letter.file, _NAME)),
    ]
    if letter.answered:
        lines.append(localize_digits(letter, texts.ANSWERED.format(answered=letter.answered)))
    faults = letter.must_fix or letter.to_check
    if faults:
        lines.append(texts.STILL_OPEN if letter.must_fix else texts.LOOKED_AT)
    characters_left = _LONGEST - sum(len(line) + 1 for line in lines) - 40
    count = 0
    for number, fault in enumerate(faults, 1):
        item = _item(letter, fault, number)
        if len(item) + 1 > characters_left:
            break
        characters_left -= len(item) + 1
        count = number
        lines.append(item)
    if len(faults) > count:
        lines.append(texts.MORE.format(count=format_count(letter, len(faults) - count)))
    return "\n".join(" ".join(line.split()) for line in lines) + "\n"


def _head(letter: Letter) -> list[str]:
    year = localize_digits(letter, texts.YEAR.format(year=letter.year)) if letter.year else ""
    agency = texts.GREETING.format(agency=_cut(letter.agency, _NAME)) if letter.agency else ""
    subject = " ".join(part for part in (texts.SUBJECT, year) if part)
    status = texts.STATUS.format(status=letter.status) if letter.status else ""
    verdict = verdict_text(letter)
    file = texts.FILE.format(file=_cut(letter.file, _NAME))
    return [line for line in (agency, subject, file, status, verdict) if line]


def _foot(letter: Letter, copy_name: str, lost: Sequence[str]) -> list[str]:
    copy = texts.SEE_COPY.format(name=_cut(copy_name, _NAME), sheet=texts.REPORT) if copy_name and letter.faults else ""
    missing = _cut(texts.LOST_SHORT.format(items=", ".join(lost)), _ITEM) if lost else ""
    due = deadline_text(letter, *_request(letter))
    contact = texts.CONTACT.format(contact=_cut(contact_text(letter), _NAME)) if letter.contact.has_details else ""
    return [line for line in (copy, missing, due, contact) if line]


def _request(letter: Letter) -> tuple[str, str]:
    """Return what the agency is asked to do, with a deadline and after it."""
    if letter.must_fix:
        return texts.ASK_FIX, texts.ASK_FIX_SOON
    if letter.is_held_back:
        return texts.ASK_CONFIRM, texts.ASK_CONFIRM_SOON
    return texts.ASK_CHECK, texts.ASK_CHECK_SOON


def _item(letter: Letter, fault: Fault, number: int) -> str:
    cells = ", ".join(fault.cells[:3]) + ("…" if len(fault.cells) > 3 else "")
    place = texts.PLACE if cells else texts.PLACE_SHEET
    place_text = place.format(sheet=fault.sheet, cells=cells) if fault.sheet else ""
    item = texts.ITEM.format(
        number=format_count(letter, number), place=place_text, message=fault.problem, fix=fault.fix
    )
    return _cut(" ".join(item.split()), _ITEM)


def _cut(text: str, longest: int) -> str:
    """Return a text in one line, cut with a mark if it is longer than ``longest`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"

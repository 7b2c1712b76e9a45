"""Give the words that the covering text and the front sheets of a marked copy share: counts, contact and deadline.

Takes the letter to the agency; returns Thai text.
"""

from __future__ import annotations

from ita_xlsx.feedback import texts
from ita_xlsx.model.marked_copy import Letter
from ita_xlsx.model.text.dates import thai_date
from ita_xlsx.model.text.digits import thai, thai_words


def format_count(letter: Letter, count: int) -> str:
    """Return a count in the digits that the letter uses."""
    return thai(str(count)) if letter.digits == "thai" else str(count)


def localize_digits(letter: Letter, text: str) -> str:
    """Return one of our own texts with its numbers in the digits that the letter uses; codes keep theirs."""
    return thai_words(text) if letter.digits == "thai" else text


def counts_text(letter: Letter) -> str:
    """Return the Thai text with the numbers of errors and warnings."""
    text = texts.COUNTS.format(errors=len(letter.must_fix), warnings=len(letter.to_check))
    return localize_digits(letter, text)


def verdict_text(letter: Letter) -> str:
    """Return what the check comes to: how many faults, that nothing must be fixed, or that scores must be confirmed."""
    counts = counts_text(letter)
    if letter.must_fix:
        return counts
    return f"{texts.TO_CONFIRM if letter.is_held_back else texts.NOTHING_TO_FIX} · {counts}"


def contact_text(letter: Letter) -> str:
    """Return name, telephone and e-mail of the person who answers questions."""
    contact = letter.contact
    phone = texts.PHONE.format(phone=contact.phone) if contact.phone else ""
    return "  ".join(part for part in (contact.name, phone, contact.email) if part)


def deadline_text(letter: Letter, in_time: str, overdue: str) -> str:
    """Return the request to send the form back: by the deadline, or soon if it has passed; empty without a deadline."""
    if letter.deadline is None:
        return ""
    return overdue if letter.is_overdue else localize_digits(letter, in_time.format(day=thai_date(letter.deadline)))

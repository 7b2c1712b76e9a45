"""Hold the one word for what the mail about checked forms asks of an agency."""

from __future__ import annotations

from datetime import date

import pytest

from ita_xlsx.feedback.cover_letter import request_word
from ita_xlsx.model.findings import Severity
from ita_xlsx.model.marked_copy import Fault, Letter

ERROR, WARNING = Severity.ERROR, Severity.WARNING


def letter(*severities: Severity, is_held_back: bool = False) -> Letter:
    """A letter with one fault of each severity."""
    faults = tuple(Fault(severity=item, code="S201", problem="ก", fix="ข") for item in severities)
    return Letter(file="a.xlsx", faults=faults, issued=date(2026, 11, 20), is_held_back=is_held_back)


@pytest.mark.parametrize(
    ("letters", "word"),
    [
        ((letter(WARNING),), "ตรวจสอบ"),
        ((letter(WARNING, is_held_back=True),), "ยืนยันคะแนน"),
        ((letter(WARNING, ERROR),), "แก้ไข"),
        ((letter(ERROR, is_held_back=True),), "แก้ไข"),
        # Several files of one agency are one mail, which asks for the most.
        ((letter(ERROR), letter(WARNING)), "แก้ไข"),
        ((letter(WARNING), letter(WARNING, is_held_back=True)), "ยืนยันคะแนน"),
    ],
)
def test_a_mail_asks_for_the_most_that_its_forms_need(letters: tuple[Letter, ...], word: str) -> None:
    assert request_word(letters) == word

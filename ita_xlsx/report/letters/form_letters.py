"""Write the letters about the forms of a round: sending them out, reminding of them, returning them to be mended.

Takes an agency, or its state in the round; returns what the letter says. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.document import Align, Blank, Column, Pieces, Row, Simple, TextList
from ita_xlsx.model.findings import Finding, Severity, message_and_fix, sort_by_severity
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.report.round_texts import Slot
from ita_xlsx.model.round_state import AgencyReturn, State, bare_name
from ita_xlsx.model.text.dates import thai_date
from ita_xlsx.model.text.digits import AsTyped
from ita_xlsx.report.letters.letter_frame import addressee_of
from ita_xlsx.report.letters.letter_kinds import REMINDER_SUBJECTS, SUBJECTS, LetterKind, RemindedOf
from ita_xlsx.report.letters.letter_round import LetterContent, LetterRound
from ita_xlsx.report.letters.letter_tables import flush, group_of, row_of, table_of

_FORM_FILE = "ชื่อไฟล์แบบฟอร์ม"
_FILE_OF_FORM, _DUE, _CHECK_PAGE = "ไฟล์แบบฟอร์ม: ", "กำหนดส่งคืน: ", "ตรวจแบบฟอร์มก่อนส่งได้ที่: "
_RETURNED_FILE = "ไฟล์ที่ส่งคืน: {file}"
_HEADS = ("ที่", "แผ่น", "ช่อง", "สิ่งที่พบ", "วิธีแก้ไข")
_COLUMNS = (Column(5, Align.CENTER), Column(13), Column(10), Column(36), Column(36))
_GROUPS = (Severity.ERROR, Severity.WARNING)


def send_letter(agency: Agency, form_name: str, letter_round: LetterRound) -> LetterContent:
    """Return the letter that goes out with the form of an agency: the file, the day, and where to check the form.

    A blank stands for the file if ``form_name`` is empty, because no form was made.
    """
    settings = letter_round.settings
    due: Pieces = (_DUE, thai_date(settings.deadline) if settings.deadline else Blank(Slot.DEADLINE.value))
    file = AsTyped(form_name) if form_name else Blank(_FORM_FILE)
    items: list[Pieces] = [(_FILE_OF_FORM, file), due]
    items += [(_CHECK_PAGE, AsTyped(settings.page))] if settings.page else []
    return _content(LetterKind.SEND, agency, letter_round, (TextList(tuple(items)),), len(items))


def reminder_letter(
    agency: Agency, lines: Sequence[str], letter_round: LetterRound, about: RemindedOf = RemindedOf.FORM
) -> LetterContent:
    """Return the reminder of an agency; ``lines`` are what it has to send, what came instead, and by when."""
    items = TextList(tuple((line,) for line in lines))
    content = _content(LetterKind.REMIND, agency, letter_round, (items,), len(lines))
    values = {"plan_year": letter_round.plan_year, "year": letter_round.framework.year}
    subject = REMINDER_SUBJECTS.get(about, "").format(**values)
    return replace(content, subject=subject) if subject else content


def must_be_mended(member: AgencyReturn) -> bool:
    """Return True if the form of an agency is here and goes back to it, because something in it must be corrected."""
    return member.state is State.REJECTED and any(item.severity is Severity.ERROR for item in _to_mend(member))


def mending_letter(member: AgencyReturn, letter_round: LetterRound) -> LetterContent:
    """Return the letter with which a form goes back: every finding with its sheet, its cells and how to mend it."""
    findings = _to_mend(member)
    rows = tuple(_finding_rows(findings))
    file = bare_name(member.summary.file) if member.summary else ""
    items: tuple[Simple, ...] = (flush(_RETURNED_FILE.format(file=file)), table_of(_HEADS, _COLUMNS, rows))
    errors = sum(item.severity is Severity.ERROR for item in findings)
    return _content(LetterKind.MEND, member.agency, letter_round, items, errors)


def _to_mend(member: AgencyReturn) -> list[Finding]:
    """Return the findings on the form of an agency that it can act on, the errors first."""
    findings = member.summary.findings if member.summary else ()
    return sort_by_severity(item for item in findings if item.severity in _GROUPS)


def _finding_rows(findings: Sequence[Finding]) -> Iterator[Row]:
    number = 0
    for severity in _GROUPS:
        group = [item for item in findings if item.severity is severity]
        if group:
            yield group_of(((f"{label_of(severity)} {len(group)} รายการ",),), len(_HEADS))
        for finding in group:
            number += 1
            message, fix = message_and_fix(finding, "th")
            yield row_of(str(number), finding.sheet or "–", AsTyped(finding.cell or "–"), message, fix)


def _content(
    kind: LetterKind, agency: Agency, letter_round: LetterRound, items: tuple[Simple, ...], count: int
) -> LetterContent:
    return LetterContent(
        kind=kind,
        agency=agency,
        addressee=addressee_of(agency, letter_round),
        subject=SUBJECTS[kind].format(year=letter_round.framework.year),
        values={Slot.ITEM_COUNT: str(count)},
        items=items,
    )

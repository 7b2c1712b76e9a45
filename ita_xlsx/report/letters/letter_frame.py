"""Put what a letter says into the content controls of its master: head, subject, addressee, text and signature.

Takes the content of a letter and what the letters of the round share; returns a letter. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ita_xlsx.model.agency import Agency, full_province
from ita_xlsx.model.document import Blank, Control, FilledForm, Paragraph, Piece, Pieces, Simple
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.report.round_texts import Gap, Slot
from ita_xlsx.model.text.dates import thai_date
from ita_xlsx.report.letters.letter_kinds import TEXT_KEYS
from ita_xlsx.report.letters.letter_round import LetterContent, LetterRound, RoundLetter
from ita_xlsx.report.letters.titles import names_nobody, title_with_name
from ita_xlsx.report.letters.unbroken_texts import unbroken, with_unbroken_dates
from ita_xlsx.report.round_values import agency_values, round_values

# The tags of the content controls; a master that lacks one simply does not show it.
EMBLEM, OFFICE, PHONE, NUMBER, DAY = "emblem", "office", "phone", "number", "date"
SUBJECT, ADDRESSEE, BODY = "subject", "addressee", "body"
SIGNATORY, POSITION, ACTING_FOR = "signatory", "position", "acting-for"
TAGS = (EMBLEM, OFFICE, PHONE, NUMBER, DAY, SUBJECT, ADDRESSEE, BODY, SIGNATORY, POSITION, ACTING_FOR)
_NO_TEXT = "ข้อความใน{text}"
_EXTENSION = "{phone} ต่อ {extension}"


def make_letter(content: LetterContent, letter_round: LetterRound) -> RoundLetter:
    """Return the letter with every control of the master filled; what is unknown is a marked blank."""
    controls = (*_head(content, letter_round), Control(BODY, blocks=_body(content, letter_round)), *_end(letter_round))
    return RoundLetter(content.kind, content.agency, content.subject, FilledForm(controls))


def _head(content: LetterContent, letter_round: LetterRound) -> Iterator[Control]:
    settings = letter_round.settings.letter
    phone = settings.phone
    if phone and settings.extension:
        phone = _EXTENSION.format(phone=phone, extension=settings.extension)
    yield Control(EMBLEM, blocks=(letter_round.emblem,) if letter_round.emblem else ())
    yield Control(OFFICE, _or_blank(settings.office, "ส่วนราชการ"))
    yield Control(PHONE, _or_blank(unbroken(phone), "หมายเลขโทรศัพท์"))
    yield Control(NUMBER, _number(letter_round))
    yield Control(DAY, (unbroken(thai_date(letter_round.issued)),))
    yield Control(SUBJECT, (content.subject,))
    yield Control(ADDRESSEE, content.addressee)


def _number(letter_round: LetterRound) -> Pieces:
    """Return the number that all letters have, such as that of a circular; else their prefix and a blank.

    The register of the office gives each letter the rest of its number.
    """
    if letter_round.number:
        return (letter_round.number,)
    prefix = letter_round.settings.letter.number_prefix
    return (*([prefix] if prefix else []), Blank(Slot.NUMBER.value))


def _body(content: LetterContent, letter_round: LetterRound) -> tuple[Simple, ...]:
    """Return the text of the officer with the list at its place; above the closing line if the text names no place."""
    values = {
        **round_values(letter_round.settings, letter_round.framework, letter_round.issued, letter_round.plan_year),
        **agency_values(content.agency, letter_round.settings),
        **_signing_values(letter_round),
        **content.values,
    }
    if phone := values.get(Slot.CONTACT_PHONE):
        values[Slot.CONTACT_PHONE] = unbroken(phone)
    key = TEXT_KEYS[content.kind]
    paragraphs = letter_round.texts.paragraphs(key, values)
    # The officer emptied the text, or its cell has a formula without a value.
    blocks: list[Simple] = [] if paragraphs else [Paragraph((Blank(_NO_TEXT.format(text=label_of(key))),))]
    has_list = False
    for paragraph in paragraphs:
        pieces = tuple(_piece(item) for item in paragraph if item != Gap(Slot.LIST))
        blocks += [Paragraph(pieces)] if any(not isinstance(item, str) or item.strip() for item in pieces) else []
        if len(pieces) < len(paragraph) and not has_list:
            blocks += content.items
            has_list = True
    if not has_list:
        # A text of one line has no closing line.
        place = len(blocks) - 1 if len(blocks) > 1 else len(blocks)
        blocks[place:place] = content.items
    return tuple(map(with_unbroken_dates, blocks))


def _signing_values(letter_round: LetterRound) -> Mapping[Slot, str]:
    """Return the values of the slots of who signs the letters, and under which number; unknown ones are left out."""
    signatory = letter_round.settings.letter.signatory
    values = {
        Slot.NUMBER: letter_round.number,
        Slot.SIGNATORY: signatory.name,
        Slot.SIGNATORY_POSITION: signatory.position,
    }
    return {slot: text for slot, text in values.items() if text.strip()}


def _end(letter_round: LetterRound) -> Iterator[Control]:
    signatory = letter_round.settings.letter.signatory
    yield Control(SIGNATORY, _or_blank(signatory.name, "ชื่อผู้ลงนาม"))
    yield Control(POSITION, _or_blank(signatory.position, Slot.SIGNATORY_POSITION.value))
    yield Control(ACTING_FOR, (signatory.acting_line,) if signatory.acting_line else ())


def _piece(item: str | Gap) -> Piece:
    return Blank(str(item.slot)) if isinstance(item, Gap) else item


def _or_blank(text: str, what: str) -> Pieces:
    return (text,) if text.strip() else (Blank(what),)


def addressee_of(agency: Agency, letter_round: LetterRound) -> Pieces:
    """Return whom a letter to an agency addresses: the title of its head as the roster has it.

    The name of the agency stands behind it if there is no title, if several agencies have the same one, or if it fits
    many offices.
    """
    title = agency.addressee.strip()
    if not title:
        return (Blank("ตำแหน่งหัวหน้าหน่วยงาน"), f" {agency.name}")
    is_open = title in letter_round.shared_titles or names_nobody(title)
    return (title_with_name(title, agency.name) if is_open else title,)


def governor_of(letter_round: LetterRound) -> Pieces:
    """Return whom the memo addresses: the governor of the province of the round."""
    province = full_province(letter_round.settings.province)
    return (f"ผู้ว่าราชการ{province}",) if province else ("ผู้ว่าราชการจังหวัด", Blank("จังหวัด"))

"""Hold the texts of a round that the officer edits, with their slots, and the officer's remedies of weak points.

Works on values only; ``ita_xlsx.intake`` reads ``texts.xlsx``, ``ita_xlsx.output`` writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ita_xlsx.model.agency import BANGKOK, PROVINCE_WORD, Agency, code_key, name_key
from ita_xlsx.model.diagnosis import Remedy
from ita_xlsx.model.layout.grid import Place


class TextKey(StrEnum):
    """The key of a text of the round: parts of the report, the letters of six kinds, the mails to agencies."""

    FOREWORD = "foreword"
    RATIONALE = "rationale"
    REMARK_IIT = "remark_iit"
    REMARK_EIT = "remark_eit"
    REMARK_OIT = "remark_oit"
    LETTER_SEND = "letter_send"
    LETTER_REMIND = "letter_remind"
    LETTER_MEND = "letter_mend"
    LETTER_MEASURES = "letter_measures"
    LETTER_MEMO = "letter_memo"
    LETTER_FOLLOW_UP = "letter_follow_up"
    MAIL_FORM = "mail_form"
    MAIL_MEND = "mail_mend"
    MAIL_REMIND = "mail_remind"
    MAIL_RESPONDENTS = "mail_respondents"
    MAIL_RESULT = "mail_result"
    MAIL_LETTER = "mail_letter"


class Slot(StrEnum):
    """A slot of a text: its Thai name, as it stands between braces, such as ``{หน่วยงาน}``.

    LIST stands alone on its line, at the place of the list of a letter.
    """

    AGENCY = "หน่วยงาน"
    PROVINCE = "จังหวัด"
    DISTRICT = "อำเภอ"
    OFFICE = "หน่วยงานผู้ส่ง"
    YEAR = "ปีงบประมาณ"
    NEXT_YEAR = "ปีงบประมาณถัดไป"
    PREVIOUS_YEAR = "ปีงบประมาณก่อน"
    PLAN_YEAR = "ปีงบประมาณตามแผน"
    PASS_MARK = "เกณฑ์ผ่าน"
    SCORE = "คะแนนรวม"
    LEVEL = "ระดับผล"
    DEADLINE = "กำหนดส่ง"
    MENDING_DEADLINE = "กำหนดส่งฉบับแก้ไข"
    TRACKING_DEADLINE = "กำหนดรายงานความคืบหน้า"
    RESULTS_DAY = "วันประกาศผล"
    CONTACT = "ผู้ประสานงาน"
    CONTACT_PHONE = "โทรศัพท์"
    CONTACT_EMAIL = "อีเมล"
    PAGE = "หน้าเว็บตรวจแบบ"
    PUBLICATION = "ที่อยู่เผยแพร่"
    AGENCY_COUNT = "จำนวนหน่วยงาน"
    RETURNED_COUNT = "จำนวนที่ส่งแล้ว"
    MISSING_COUNT = "จำนวนที่ยังไม่ส่ง"
    ITEM_COUNT = "จำนวนรายการ"
    NUMBER = "เลขที่หนังสือ"
    SIGNATORY = "ผู้ลงนาม"
    SIGNATORY_POSITION = "ตำแหน่งผู้ลงนาม"
    ADDRESSEE = "ผู้รับ"
    LETTER_SUBJECT = "เรื่องของหนังสือ"
    REQUEST = "สิ่งที่ขอ"
    LIST = "รายการ"


@dataclass(frozen=True)
class Gap:
    """A slot whose value is unknown, so that a document shows a blank; ``slot`` says what is missing there.

    It is a name as the officer wrote it, if there is no such slot.
    """

    slot: Slot | str


@dataclass(frozen=True)
class RoundText:
    """A text of the round; lines are paragraphs. ``place`` is the cell from which it was read, or None."""

    key: TextKey
    text: str
    place: Place | None = None


@dataclass(frozen=True)
class RemedyOverride:
    """The officer's remedy of a subject, in place of that of the rules; without an agency it is for every agency."""

    subject: str
    remedy: Remedy
    agency: str = ""
    place: Place | None = None

    def is_for(self, agency: Agency) -> bool:
        """Return True if the override is for an agency, named by its code or its name, or for every agency."""
        if not self.agency:
            return True
        has_code = bool(agency.code) and code_key(agency.code) == code_key(self.agency)
        return has_code or name_key(agency.name) == name_key(self.agency)


@dataclass(frozen=True)
class RoundTexts:
    """The texts of a round, and the officer's remedies; a text that the officer emptied is empty."""

    texts: tuple[RoundText, ...] = ()
    remedies: tuple[RemedyOverride, ...] = ()

    def text(self, key: TextKey) -> str:
        """Return a text with its slots; empty if there is none."""
        return next((item.text for item in self.texts if item.key is key), "")

    def paragraphs(self, key: TextKey, values: Mapping[Slot, str]) -> tuple[tuple[str | Gap, ...], ...]:
        """Return the paragraphs of a text with its slots filled; see ``fill_slots``. Empty lines are left out."""
        lines = (line.strip() for line in self.text(key).splitlines())
        return tuple(fill_slots(line, values) for line in lines if line)

    def remedies_of(self, agency: Agency) -> Mapping[str, Remedy]:
        """Return the officer's remedies of an agency by subject; one that names the agency wins over one for all."""
        matching = sorted((item for item in self.remedies if item.is_for(agency)), key=lambda item: bool(item.agency))
        return {item.subject: item.remedy for item in matching}


# A slot holds no braces and no end of line; what else stands between braces is text.
_SLOT = re.compile(r"\{([^{}\n]{1,60})\}")


def fill_slots(text: str, values: Mapping[Slot, str]) -> tuple[str | Gap, ...]:
    """Return a text in pieces: texts, and a Gap for each slot without a value; a value is never searched for slots.

    An unknown slot is a Gap too: its braces are no text for a reader. LIST is always a Gap: its writer puts the list
    there. The capital is no province, so the word for province before its name is left out.
    """
    pieces: list[str | Gap] = []
    end = 0
    for match in _SLOT.finditer(text):
        slot = find_slot(match.group(1))
        value = values.get(slot, "") if slot else ""
        before = text[end : match.start()]
        if slot is Slot.PROVINCE and value == BANGKOK and before.rstrip().endswith(PROVINCE_WORD):
            before = before.rstrip().removesuffix(PROVINCE_WORD)
        pieces += [before, value or Gap(slot or match.group(1))]
        end = match.end()
    return tuple(_merged([*pieces, text[end:]]))


def find_slot(name: str) -> Slot | None:
    """Return the slot with a name, spelled in any way that looks the same; None for an unknown name."""
    key = name_key(name)
    return next((slot for slot in Slot if name_key(slot) == key), None)


def has_slot(text: str, slot: Slot) -> bool:
    """Return True if a text has a place for the value of a slot."""
    return any(find_slot(match.group(1)) is slot for match in _SLOT.finditer(text))


def unknown_slots(text: str) -> tuple[str, ...]:
    """Return the names between braces that are no slot, each once, in their order."""
    names = (match.group(1) for match in _SLOT.finditer(text))
    return tuple(dict.fromkeys(name for name in names if find_slot(name) is None))


def _merged(pieces: list[str | Gap]) -> Iterator[str | Gap]:
    """Yield the pieces with neighbouring texts joined, and without empty ones."""
    joined = ""
    for piece in pieces:
        if isinstance(piece, str):
            joined += piece
            continue
        if joined:
            yield joined
        joined = ""
        yield piece
    if joined:
        yield joined

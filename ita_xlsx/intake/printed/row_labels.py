"""Parse labels and headings of printed tables: indicators, instruments, totals, years and parts.

Takes texts of cells and a framework; returns labels, years and codes of instruments, indicators and parts. Works on
values only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from ita_xlsx.model.agency import code_key
from ita_xlsx.model.framework import Framework, subject_of
from ita_xlsx.model.layout.subjects import ANNOUNCED_WORD_LABELS, announced_subject_labels
from ita_xlsx.model.text.spelling import fold_text


class Period(StrEnum):
    """The year a figure belongs to: this year, last year, another one, or missing in the text."""

    MISSING = ""
    THIS = "this"
    PREVIOUS = "previous"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Label:
    """The label of a row: the code of an indicator, sub-indicator or instrument, or a word such as ``overall``.

    ``listed`` is a number before the name that differs from the code. ``unsure`` is True if the name after the code is
    not the name of that code. ``has_name`` is False if the label is a code alone, because it may be a figure.
    """

    code: str
    part: str = ""
    period: Period = Period.MISSING
    weighted: bool = False
    listed: int | None = None
    has_name: bool = True
    unsure: bool = False


ANNOUNCED_WORDS = tuple(ANNOUNCED_WORD_LABELS)
OVERALL = "overall"
_LONGEST = 160
_WORD_LABELS = {"level": ("ระดับ", "ระดับผลการประเมิน", "ระดับคะแนน", "ผลการประเมินระดับ", "ระดับita", "ระดับผลคะแนน")}
_TOTAL = re.compile(
    r"(?:ค่า|ผล|สรุป)*(?:คะแนน(?:เฉลี่ย)?(?:รวม|ภาพรวม|โดยรวม|ita)+(?:ทั้งหมด|ทุกเครื่องมือ|เฉลี่ย)?|ภาพรวม|overall)"
    r"(?:คะแนน)?(?:\(?ita\)?)?"
)
_LEAD = r"(?:ผล|ค่า|คะแนน|เฉลี่ย|รวม|โดย|ของ|ร้อยละ|ที่ได้|\s)*"
_INDICATOR = re.compile(_LEAD + r"ตัวชี้วัด(?:ย่อย)?(?:ที่)?\s*([0-9]+(?:\.[0-9]+)?)(?![0-9])[.):\s]*(.*)")
_NUMBERED = re.compile(r"\(?([0-9]+(?:\.[0-9]+)?)(?![0-9])[.):\s]*(.*)")
# Words and signs before the name of an indicator without a number.
_NAME_LEAD = re.compile(r"[\s\-–—•●▪*#]*(?:(?:ผล|ค่า|คะแนน|เฉลี่ย|ร้อยละ|ของ|ตัวชี้วัด(?:ย่อย)?(?:ที่)?|ด้าน|ประเด็น|เรื่อง)[\s:]*)*")
_FILLERS = re.compile(r"ของ|ทาง|ระบบ|ใน|\s|[()\[\]:.]")
_WEIGHTED = re.compile(r"(?:คะแนน)?\s*ถ่วง\s*น้ำหนัก")
_INSTRUMENT_WORDS = re.compile(
    r"(?:คะแนน|เฉลี่ย|ที่ได้|ผล|ค่า|การประเมิน|แบบวัด|แบบสำรวจ|แบบตรวจ|แบบประเมิน|เครื่องมือ|ความคิดเห็น|การรับรู้|ของ|"
    r"ผู้มีส่วนได้ส่วนเสีย|ผู้มีส่วนได้เสีย|ภายใน|ภายนอก|หน่วยงาน|การเปิดเผยข้อมูล|สาธารณะ|ต่อ|รวม|จาก|ร้อยละ|[\s()\[\].:,-])*"
)
# The name of the whole open-data check. It contains the name of the ninth indicator.
_PUBLIC_DATA = re.compile(r"การเปิดเผยข้อมูล(?:ต่อ)?สาธารณะ")
_AUDIENCES = ("ภายใน", "ภายนอก")
_YEAR = re.compile(r"(?<![0-9.])(?:2[45][0-9]{2}|26[0-9]{2}|20[0-9]{2})(?![0-9])")
_SHORT_YEAR = re.compile(r"ปี\s*(?:พ\.?ศ\.?\s*)?([0-9]{2})(?![0-9.])")
_YEAR_WORDS = re.compile(
    r"\(?(?:ประจำ)?(?:ปี\s*)?(?:งบประมาณ\s*)?(?:พ\.?\s*ศ\.?\s*)?(?<![0-9.])(?:2[456][0-9]{2}|20[0-9]{2})(?![0-9])\)?"
)
_PREVIOUS_YEAR = re.compile(r"ปี\s*(?:งบประมาณ)?\s*(?:ก่อน(?:หน้า)?|ที่แล้ว|ที่ผ่านมา)")


class Labels:
    """A reader of the labels and headings of one framework, in all their spellings."""

    def __init__(self, framework: Framework) -> None:
        """Prepare the reader for the instruments, indicators and parts of a framework."""
        self._framework = framework
        self._indicators = {item.code for item in framework.indicators}
        self._groups = {item.code for item in framework.subindicators}
        self._parts = {part.code: (item.code, n, part) for item in framework.instruments
                       for n, part in enumerate(item.parts, 1)}  # fmt: skip

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """Return the code by name, for the names that only one indicator or sub-indicator has."""
        indicators = [(_plain_name(item.name), item.code) for item in self._framework.indicators]
        items = indicators + [(_plain_name(item.name), item.code) for item in self._framework.subindicators]
        counts = Counter(name for name, _ in items)
        return {name: code for name, code in items if counts[name] == 1}

    @cached_property
    def _words(self) -> Mapping[str, str]:
        """Return the subject of each label of an announced word, by the key of the label."""
        words = {code_key(label): subject for subject, label in announced_subject_labels(self._framework)}
        announced_words = {code_key(text): subject for subject, texts in _WORD_LABELS.items() for text in texts}
        return {**announced_words, **{label: subject for label, subject in words.items() if subject in ANNOUNCED_WORDS}}

    def read(self, text: str) -> Label | None:
        """Return the label in a cell; None if there is none, or if it names several parts or contradicts itself."""
        plain = fold_text(text)
        if not plain or len(plain) > _LONGEST:
            return None
        if word := self._words.get(code_key(plain)):
            return Label(code=word)
        period = self.period(plain)
        if period is not Period.MISSING:
            plain = _PREVIOUS_YEAR.sub("", _YEAR_WORDS.sub("", plain)).strip()
        parts = self.parts(plain)
        if len(parts) > 1:
            return None
        for part in parts:
            plain = self._part_words(part).sub("", plain).strip()
        label = self._read(plain)
        return label and replace(label, part="".join(parts), period=period)

    def _read(self, plain: str) -> Label | None:
        """Return the label in a text without year and part; None if there is none."""
        if match := _INDICATOR.fullmatch(plain):
            code = self._code_of_name(match[2])
            exists = match[1] in self._indicators or match[1] in self._groups
            return Label(code=match[1]) if exists and code in ("", match[1]) else None
        match = _NUMBERED.fullmatch(plain)
        number, rest = (match[1], match[2]) if match else ("", plain)
        code = self._code_of_name(rest)
        if number in self._groups:
            return (
                Label(code=number, has_name=bool(rest), unsure=bool(rest) and not code)
                if code in ("", number)
                else None
            )
        if code:
            listed = int(number) if number.isdecimal() and number != code else None
            return Label(code=code, listed=listed) if "." not in number else None
        return self._read_instrument(rest) or (Label(code=OVERALL) if _TOTAL.fullmatch(code_key(rest)) else None)

    def _read_instrument(self, text: str) -> Label | None:
        """Return the label of an instrument, named by its code or its name; None if there is none or several."""
        codes = self.instruments(text)
        if not codes:
            matches = (item.code for item in self._framework.instruments if _plain_name(item.name) == _plain_name(text))
            return next((Label(code=code) for code in matches), None)
        if len(codes) > 1:
            return None
        weighted = bool(_WEIGHTED.search(text))
        rest = _WEIGHTED.sub("", re.sub(codes[0], "", text, flags=re.IGNORECASE))
        name = next(fold_text(item.name) for item in self._framework.instruments if item.code == codes[0])
        other_words = rest.replace(name, "")
        audiences = [word for word in _AUDIENCES if word in rest]
        if not _INSTRUMENT_WORDS.fullmatch(other_words) or any(word not in name for word in audiences):
            return None
        return Label(code=codes[0], weighted=weighted)

    def _code_of_name(self, text: str) -> str:
        """Return the code of the indicator or sub-indicator with this name; empty if there is none."""
        for item in self._framework.instruments:
            text = re.sub(rf"\(?\b{item.code}\b\)?", "", text, flags=re.IGNORECASE)
        bare = _NAME_LEAD.sub("", text, count=1)
        return self._names.get(_plain_name(text)) or self._names.get(_plain_name(bare), "")

    def instruments(self, text: str) -> tuple[str, ...]:
        """Return the codes of the instruments whose codes stand in a text."""
        codes = (item.code for item in self._framework.instruments)
        return tuple(code for code in codes if re.search(rf"(?<![A-Za-z]){code}(?![A-Za-z])", text, re.IGNORECASE))

    def heading_groups(self, text: str) -> tuple[str, ...]:
        """Return the codes of the indicators or sub-indicators that a heading names, else of its instruments."""
        plain = fold_text(text)
        numbers = re.findall(r"ตัวชี้วัด(?:ย่อย)?(?:ที่)?\s*([0-9]+(?:\.[0-9]+)?)(?![0-9])", plain)
        numbered = tuple(dict.fromkeys(item for item in numbers if item in self._indicators | self._groups))
        names = _plain_name(_PUBLIC_DATA.sub("", plain))
        by_name = tuple(code for name, code in self._names.items() if code in self._indicators and name in names)
        instruments = self.instruments(plain)
        # One report heads its external survey with the code of the internal one. Ignore such a heading.
        name_of = {item.code: fold_text(item.name) for item in self._framework.instruments}
        if len(instruments) == 1 and any(word in plain and word not in name_of[instruments[0]] for word in _AUDIENCES):
            instruments = ()
        return numbered or by_name or instruments

    def parts(self, text: str) -> tuple[str, ...]:
        """Return the codes of the parts of an instrument that a text names, such as ``Public`` or ``ส่วนที่ ๑``."""
        plain = fold_text(text)
        return tuple(code for code in self._parts if self._part_words(code).search(plain))

    def title_parts(self, title: str) -> tuple[str, ...]:
        """Return the parts that a title names; none for ``ส่วนที่ ๑`` alone, which is a chapter of a report."""
        parts = self.parts(title)
        instruments = {self._parts[part][0] for part in parts} & {*self.instruments(title)}
        plain = fold_text(title)
        has_part_name = any(fold_text(self._parts[part][2].label.split()[-1]) in plain for part in parts)
        return parts if instruments or has_part_name or _AUDIENCES[1] in plain else ()

    def parts_of(self, code: str) -> tuple[str, ...]:
        """Return the parts of the instrument that a code belongs to, in their order."""
        instrument = self.instrument_of(code)
        return tuple(part for part, (owner, _, _) in self._parts.items() if owner == instrument)

    def instrument_of(self, code: str) -> str:
        """Return the instrument of an instrument, indicator, sub-indicator or question; empty for a total."""
        if code in {item.code for item in self._framework.instruments}:
            return code
        indicator = next((item.indicator for item in self._framework.subindicators if item.code == code), code)
        indicator = next((item.indicator for item in self._framework.questions if item.code == code), indicator)
        return self._framework.instrument_of(indicator).code if indicator in self._indicators else ""

    def subject(self, code: str, part: str) -> str:
        """Return the subject of a code in a part; empty if the framework has none."""
        subject = subject_of(code, part)
        return subject if subject in self._framework.nodes else ""

    def period(self, text: str) -> Period:
        """Return the year a text names: this or last year, OTHER for another or several, MISSING for none."""
        years = self.years(text)
        if not years:
            return Period.MISSING
        return next(iter(years)) if len(years) == 1 else Period.OTHER

    def years(self, text: str) -> frozenset[Period]:
        """Return every year a heading names."""
        return frozenset(self._years(fold_text(text)))

    def is_year(self, text: str) -> bool:
        """Return True if a cell holds a year and nothing else."""
        return bool(_YEAR.fullmatch(fold_text(text)))

    def _years(self, plain: str) -> Iterator[Period]:
        """Yield the years in a text with Arabic digits."""
        numbers = [int(item) for item in _YEAR.findall(plain)]
        numbers += [self._framework.year // 100 * 100 + int(item) for item in _SHORT_YEAR.findall(plain)]
        periods = {self._framework.year: Period.THIS, self._framework.year - 1: Period.PREVIOUS}
        yield from (periods.get(number, Period.OTHER) for number in numbers)
        if _PREVIOUS_YEAR.search(plain):
            yield Period.PREVIOUS

    def _part_words(self, code: str) -> re.Pattern[str]:
        """Return a pattern for the names of a part: its label, its code, or its number."""
        _, number, part = self._parts[code]
        words = {re.escape(word) for word in (part.label.split()[-1], part.code)}
        numbered = rf"(?:ส่วน(?:ที่)?|\bpart)\s*{number}(?![0-9.])"
        return re.compile(rf"\(?(?:\b(?:{'|'.join(sorted(words))})\b|{numbered})\)?", re.IGNORECASE)


def _plain_name(name: str) -> str:
    """Return a name in lower case without the small words that reports add or leave out."""
    return _FILLERS.sub("", fold_text(name))

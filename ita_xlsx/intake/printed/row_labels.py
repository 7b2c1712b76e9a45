"""What a row or a heading speaks of besides questions: indicators, instruments, totals; its year and its part."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from ita_xlsx.intake.workbook.cells import clean_text
from ita_xlsx.model.agency import code_key
from ita_xlsx.model.framework import Framework, subject_of
from ita_xlsx.model.layout.subjects import LABELS_OF_CLAIMS, published_subjects
from ita_xlsx.model.text.digits import arabic


class Period(StrEnum):
    """Which year a figure is of, as far as it is said."""

    UNSAID = ""
    THIS = "this"
    PREVIOUS = "previous"
    OTHER = "other"


@dataclass(frozen=True)
class Label:
    """A row's label: the code of an indicator, sub-indicator or instrument, or a word such as ``overall``.

    ``listed`` is the number before a name that is not the code of the named one; ``unsure`` a code before a
    name that is not its own; ``named`` is unset for a code alone, which may as well be a figure.
    """

    code: str
    part: str = ""
    period: Period = Period.UNSAID
    weighted: bool = False
    listed: int | None = None
    named: bool = True
    unsure: bool = False


WORDS = tuple(LABELS_OF_CLAIMS)
OVERALL = "overall"
_LONGEST = 160
_CLAIMS = {"level": ("ระดับ", "ระดับผลการประเมิน", "ระดับคะแนน", "ผลการประเมินระดับ", "ระดับita", "ระดับผลคะแนน")}
_TOTAL = re.compile(
    r"(?:ค่า|ผล|สรุป)*(?:คะแนน(?:เฉลี่ย)?(?:รวม|ภาพรวม|โดยรวม|ita)+(?:ทั้งหมด|ทุกเครื่องมือ|เฉลี่ย)?|ภาพรวม|overall)"
    r"(?:คะแนน)?(?:\(?ita\)?)?"
)
_LEAD = r"(?:ผล|ค่า|คะแนน|เฉลี่ย|รวม|โดย|ของ|ร้อยละ|ที่ได้|\s)*"
_INDICATOR = re.compile(_LEAD + r"ตัวชี้วัด(?:ย่อย)?(?:ที่)?\s*([0-9]+(?:\.[0-9]+)?)(?![0-9])[.):\s]*(.*)")
_NUMBERED = re.compile(r"\(?([0-9]+(?:\.[0-9]+)?)(?![0-9])[.):\s]*(.*)")
_LITTLE = re.compile(r"ของ|ทาง|ระบบ|ใน|\s|[()\[\]:.]")
_WEIGHTED = re.compile(r"(?:คะแนน)?\s*ถ่วง\s*น้ำหนัก")
_ABOUT_INSTRUMENT = re.compile(
    r"(?:คะแนน|เฉลี่ย|ที่ได้|ผล|ค่า|การประเมิน|แบบวัด|แบบสำรวจ|แบบตรวจ|แบบประเมิน|เครื่องมือ|ความคิดเห็น|การรับรู้|ของ|"
    r"ผู้มีส่วนได้ส่วนเสีย|ผู้มีส่วนได้เสีย|ภายใน|ภายนอก|หน่วยงาน|การเปิดเผยข้อมูล|สาธารณะ|ต่อ|รวม|จาก|ร้อยละ|[\s()\[\].:,-])*"
)
# The open-data check as a whole, not its ninth indicator.
_PUBLIC_DATA = re.compile(r"การเปิดเผยข้อมูล(?:ต่อ)?สาธารณะ")
_SIDES = ("ภายใน", "ภายนอก")
_YEAR = re.compile(r"(?<![0-9.])(?:2[45][0-9]{2}|26[0-9]{2}|20[0-9]{2})(?![0-9])")
_SHORT_YEAR = re.compile(r"ปี\s*(?:พ\.?ศ\.?\s*)?([0-9]{2})(?![0-9.])")
_YEAR_WORDS = re.compile(
    r"\(?(?:ประจำ)?(?:ปี\s*)?(?:งบประมาณ\s*)?(?:พ\.?\s*ศ\.?\s*)?(?<![0-9.])(?:2[456][0-9]{2}|20[0-9]{2})(?![0-9])\)?"
)
_BEFORE = re.compile(r"ปี\s*(?:งบประมาณ)?\s*(?:ก่อน(?:หน้า)?|ที่แล้ว|ที่ผ่านมา)")


class Labels:
    """The labels and headings of a framework and their spellings."""

    def __init__(self, framework: Framework) -> None:
        self._framework = framework
        self._indicators = {item.code for item in framework.indicators}
        self._groups = {item.code for item in framework.subindicators}
        self._parts = {part.code: (item.code, n, part) for item in framework.instruments
                       for n, part in enumerate(item.parts, 1)}  # fmt: skip

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """The code of each name that only one indicator or sub-indicator has."""
        indicators = [(_bare(item.name), item.code) for item in self._framework.indicators]
        items = indicators + [(_bare(item.name), item.code) for item in self._framework.subindicators]
        counts = Counter(name for name, _ in items)
        return {name: code for name, code in items if counts[name] == 1}

    @cached_property
    def _words(self) -> Mapping[str, str]:
        words = {code_key(label): subject for subject, label in published_subjects(self._framework)}
        announced_words = {code_key(text): subject for subject, texts in _CLAIMS.items() for text in texts}
        return {**announced_words, **{label: subject for label, subject in words.items() if subject in WORDS}}

    def read(self, text: str) -> Label | None:
        """The label in a cell; None when there is none, or when it contradicts itself."""
        plain = clean_text(arabic(text))
        if not plain or len(plain) > _LONGEST:
            return None
        if word := self._words.get(code_key(plain)):
            return Label(word)
        period = self.period(plain)
        if period is not Period.UNSAID:
            plain = _BEFORE.sub("", _YEAR_WORDS.sub("", plain)).strip()
        parts = self.parts(plain)
        if len(parts) > 1:
            return None
        for part in parts:
            plain = self._part_words(part).sub("", plain).strip()
        label = self._read(plain)
        return label and replace(label, part="".join(parts), period=period)

    def _read(self, plain: str) -> Label | None:
        if match := _INDICATOR.fullmatch(plain):
            named = self._named(match[2])
            known = match[1] in self._indicators or match[1] in self._groups
            return Label(match[1]) if known and named in ("", match[1]) else None
        match = _NUMBERED.fullmatch(plain)
        number, rest = (match[1], match[2]) if match else ("", plain)
        named = self._named(rest)
        if number in self._groups:
            return Label(number, named=bool(rest), unsure=bool(rest) and not named) if named in ("", number) else None
        if named:
            listed = int(number) if number.isdecimal() and number != named else None
            return Label(named, listed=listed) if "." not in number else None
        return self._instrument(rest) or (Label(OVERALL) if _TOTAL.fullmatch(code_key(rest)) else None)

    def _instrument(self, text: str) -> Label | None:
        codes = self.instruments(text)
        if not codes:
            named = (item.code for item in self._framework.instruments if _bare(item.name) == _bare(text))
            return next((Label(code) for code in named), None)
        if len(codes) > 1:
            return None
        weighted = bool(_WEIGHTED.search(text))
        rest = _WEIGHTED.sub("", re.sub(codes[0], "", text, flags=re.IGNORECASE))
        name = next(item.name for item in self._framework.instruments if item.code == codes[0])
        sides = [side for side in _SIDES if side in rest]
        if not _ABOUT_INSTRUMENT.fullmatch(rest.replace(name, "")) or any(side not in name for side in sides):
            return None
        return Label(codes[0], weighted=weighted)

    def _named(self, text: str) -> str:
        for item in self._framework.instruments:
            text = re.sub(rf"\(?\b{item.code}\b\)?", "", text)
        return self._names.get(_bare(text), "")

    def instruments(self, text: str) -> tuple[str, ...]:
        """The instruments a text names by their codes."""
        codes = (item.code for item in self._framework.instruments)
        return tuple(code for code in codes if re.search(rf"(?<![A-Za-z]){code}(?![A-Za-z])", text, re.IGNORECASE))

    def homes(self, text: str) -> tuple[str, ...]:
        """The indicators a heading names, else its instruments."""
        plain = clean_text(arabic(text))
        numbers = re.findall(r"ตัวชี้วัด(?:ย่อย)?(?:ที่)?\s*([0-9]+(?:\.[0-9]+)?)(?![0-9])", plain)
        known = tuple(dict.fromkeys(item for item in numbers if item in self._indicators | self._groups))
        flat = _bare(_PUBLIC_DATA.sub("", plain))
        named = tuple(code for name, code in self._names.items() if code in self._indicators and name in flat)
        told = self.instruments(plain)
        # One report heads its external survey with the code of the internal one: such a heading says nothing.
        about = {item.code: item.name for item in self._framework.instruments}
        if len(told) == 1 and any(side in plain and side not in about[told[0]] for side in _SIDES):
            told = ()
        return known or named or told

    def parts(self, text: str) -> tuple[str, ...]:
        """The parts of an instrument that a text names (Public, ส่วนที่ ๑)."""
        plain = arabic(text)
        return tuple(code for code in self._parts if self._part_words(code).search(plain))

    def title_parts(self, title: str) -> tuple[str, ...]:
        """The parts that a title names; ``ส่วนที่ ๑`` alone is a chapter of a report."""
        parts = self.parts(title)
        about = {self._parts[part][0] for part in parts} & {*self.instruments(title)}
        worded = any(self._parts[part][2].label.split()[-1].lower() in title.lower() for part in parts)
        return parts if about or worded or _SIDES[1] in title else ()

    def parts_of(self, code: str) -> tuple[str, ...]:
        """The parts of an instrument, or of that of an indicator or question, in their order."""
        home = self.home(code)
        return tuple(part for part, (instrument, _, _) in self._parts.items() if instrument == home)

    def home(self, code: str) -> str:
        """The instrument of a code; empty for a total."""
        if code in {item.code for item in self._framework.instruments}:
            return code
        indicator = next((item.indicator for item in self._framework.subindicators if item.code == code), code)
        indicator = next((item.indicator for item in self._framework.questions if item.code == code), indicator)
        return self._framework.instrument_of(indicator).code if indicator in self._indicators else ""

    def subject(self, code: str, part: str) -> str:
        """The subject of a code in a part; empty where the framework has none."""
        subject = subject_of(code, part)
        return subject if subject in self._framework.nodes else ""

    def period(self, text: str) -> Period:
        """The year a text speaks of: this or last year, another or several, or none at all."""
        said = set(self._years(arabic(text)))
        if not said:
            return Period.UNSAID
        return said.pop() if len(said) == 1 else Period.OTHER

    def years(self, text: str) -> frozenset[Period]:
        """Every year a heading speaks of."""
        return frozenset(self._years(arabic(text)))

    def is_year(self, text: str) -> bool:
        """Whether a cell is nothing but a year."""
        return bool(_YEAR.fullmatch(arabic(clean_text(text))))

    def _years(self, plain: str) -> Iterator[Period]:
        numbers = [int(item) for item in _YEAR.findall(plain)]
        numbers += [self._framework.year // 100 * 100 + int(item) for item in _SHORT_YEAR.findall(plain)]
        known = {self._framework.year: Period.THIS, self._framework.year - 1: Period.PREVIOUS}
        yield from (known.get(number, Period.OTHER) for number in numbers)
        if _BEFORE.search(plain):
            yield Period.PREVIOUS

    def _part_words(self, code: str) -> re.Pattern[str]:
        _, number, part = self._parts[code]
        words = {re.escape(word) for word in (part.label.split()[-1], part.code)}
        numbered = rf"(?:ส่วน(?:ที่)?|\bpart)\s*{number}(?![0-9.])"
        return re.compile(rf"\(?(?:\b(?:{'|'.join(sorted(words))})\b|{numbered})\)?", re.IGNORECASE)


def _bare(name: str) -> str:
    """A name with the little words aside that reports put in and leave out."""
    return _LITTLE.sub("", arabic(name)).lower()

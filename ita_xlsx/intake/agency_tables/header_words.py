"""Parse the header of one column of a table of all agencies: what its figures are, and of which year.

Takes the texts above a column; returns its meaning. Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

from ita_xlsx.intake.printed.row_labels import OVERALL, Labels, Period
from ita_xlsx.intake.workbook.cells import header_keys
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout.roster_layout import BEGINNINGS, HEADERS, NOT_A_NAME, NUMBER_HEADERS
from ita_xlsx.model.text.spelling import fold_text, text_key


class Role(Enum):
    """The role of a column; RESULT holds the overall score or the level, and its cells say which."""

    NAME = "name"
    CODE = "code"
    GROUPING = "grouping"
    RANK = "rank"
    SCORE = "score"
    LEVEL = "level"
    RESULT = "result"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """The meaning of one column; ``subject`` is that of a score.

    ``weighted`` is True if the header says so, or names the weight of the instrument. ``is_number`` is True if a number
    alone names the indicator, ``lettered`` if a letter stands before it, as in ``i1``. ``is_bare`` is True for a header
    such as ``คะแนน``, which is the overall score if no other column is. ``may_be_level`` is True for a header such as
    ``ผล``, above levels or something else.
    """

    role: Role
    subject: str = ""
    period: Period = Period.MISSING
    weighted: bool = False
    is_number: bool = False
    lettered: str = ""
    is_bare: bool = False
    may_be_level: bool = False
    text: str = ""


@dataclass(frozen=True)
class HeaderText:
    """A text above a column; ``is_group`` is True if it stands above several columns."""

    text: str
    is_group: bool = False


_NAMES, _CODES, _NUMBERS = (
    frozenset(map(text_key, words)) for words in (HEADERS["name"], HEADERS["code"], NUMBER_HEADERS)
)
_GROUPINGS = frozenset(text_key(word) for key in ("kind", "district", "province") for word in HEADERS[key])
_NAME_BEGINNINGS = tuple(map(text_key, BEGINNINGS["name"]))
_NO_NAME = tuple(map(text_key, NOT_A_NAME))
_RANK = re.compile(r"(?:ลำดับ|อันดับ|rank|no\b|ที่$)")
_NO_SCORE = re.compile(
    r"เกณฑ์|เป้าหมาย|ผลต่าง|แตกต่าง|เพิ่ม|ลดลง|เปลี่ยน|จำนวน|ประเทศ|เบี่ยงเบน|s\.?d\.?\b|ค่าสูงสุด|ค่าต่ำสุด|มาตรฐาน|หมายเหตุ|ผู้ตอบ"
)
_FULL = re.compile(
    r"\(?\s*(?:คะแนน)?\s*เต็ม\s*[0-9.]*\s*(?:คะแนน)?\s*\)?|\(\s*(?:คะแนน)?\s*100(?:\.0+)?\s*(?:คะแนน|%)?\s*\)"
)
_YEAR = re.compile(r"\(?(?:ประจำ)?(?:ปี)?(?:งบประมาณ)?(?:พ\.?ศ\.?)?2[456][0-9]{2}\)?")
_MARK = re.compile(r"[*†‡]+")
_PERCENT_WORD = re.compile(r"\(?\s*(?:ร้อยละ|%)\s*\)?\s*$")
_WEIGHT = re.compile(
    r"\(?\s*(?:ค่า|คะแนน)?\s*(?:ถ่วง)?\s*(?:ร้อยละ|น้ำหนัก|weight|[x×*])*\s*([0-9]+(?:\.[0-9]+)?)\s*(?:%|คะแนน|percent)?\s*\)?"
)
_LETTERED = re.compile(r"([ieo])\s*[-._]?\s*([0-9]{1,2})(?![0-9])[.):\s]*(.*)")
_SHORT_FORM = re.compile(r"(?:ตชว|ตว|kpi|ตัวที่|indicator|ind)\s*\.?\s*(?:ที่)?\s*([0-9]{1,2})(?![0-9])(.*)")
_BARE_NUMBER = re.compile(r"\(?\s*([0-9]{1,2}(?:\.[0-9])?)\s*[.)]?")
_OVERALL = re.compile(
    r"(?:คะแนน|ผล|ค่า|สรุป|เฉลี่ย|ภาพ|โดย|การประเมิน)*(?:รวม|ita|ภาพรวม)(?:ita|ทั้งหมด|ทั้งสิ้น|ร้อยละ|ถ่วงน้ำหนัก|score|คะแนน)*|total|overall|itascore"
)
_BARE_SCORE = re.compile(r"(?:ผล)?คะแนน(?:ที่ได้|เฉลี่ย|ประเมิน)?|score|ร้อยละ|เฉลี่ย|ค่าเฉลี่ย|รวม|รวมคะแนน")
_RESULT = re.compile(r"(?:สรุป)?ผล(?:การ)?(?:ประเมิน)(?:ita|ในภาพรวม|ภาพรวม)?")
# Headers that tables write above levels too; the cells must say so.
_MAYBE_LEVEL = re.compile(
    r"(?:สรุป)?ผล(?:การ)?(?:ประเมิน|พิจารณา)?(?:คะแนน|ลัพธ์|ที่ได้|สรุป|ita|ภาพรวม)*|ผลคะแนน.*|สรุป|สถานะ|คุณภาพ|results?|status|rating"
)
_LEVEL = re.compile(r"(?:ผล)?(?:การประเมิน)?(?:ระดับ|เกรด|grade|level).*")


class HeaderWords:
    """A reader of the headers of one framework."""

    def __init__(self, framework: Framework) -> None:
        """Prepare the reader for the indicators and instruments of a framework."""
        self._framework = framework
        self._labels = Labels(framework)
        self._weights = {item.code: item.weight for item in framework.instruments}
        self._indicators = {item.code: item.instrument for item in framework.indicators}

    @property
    def labels(self) -> Labels:
        """Return the reader of labels behind this one."""
        return self._labels

    def meaning(self, texts: Sequence[HeaderText]) -> Meaning:
        """Return the meaning of a column from the texts above it, top first."""
        filled = [item for item in texts if item.text]
        words = " ".join(item.text for item in filled)
        period = self._period(item.text for item in filled)
        if not filled:
            return Meaning(role=Role.UNKNOWN)
        if any(_NO_SCORE.search(fold_text(item.text)) for item in filled):
            return Meaning(role=Role.UNKNOWN, period=period, text=words)
        may_be_level = any(not item.is_group and _MAYBE_LEVEL.fullmatch(_bare_key(item.text)) for item in filled)
        found = self._identity(filled) or self._score(filled) or Meaning(role=Role.UNKNOWN)
        found = replace(found, may_be_level=may_be_level)
        return replace(found, period=period, text=words)

    def _period(self, texts: Iterable[str]) -> Period:
        """Return the year that the nearest text with a year names."""
        periods = [self._labels.period(text) for text in texts]
        return next((period for period in reversed(periods) if period is not Period.MISSING), Period.MISSING)

    def _identity(self, texts: Sequence[HeaderText]) -> Meaning | None:
        """Return the meaning of a column of names, codes, kinds, districts or ranks."""
        for item in texts:
            keys = header_keys(item.text)
            if any(key in _NAMES for key in keys) or (
                keys[-1].startswith(_NAME_BEGINNINGS) and not any(word in keys[-1] for word in _NO_NAME)
            ):
                return None if item.is_group else Meaning(role=Role.NAME)
            if any(key in _CODES for key in keys):
                return Meaning(role=Role.CODE)
            if any(key in _GROUPINGS for key in keys):
                return Meaning(role=Role.GROUPING)
            if any(key in _NUMBERS for key in keys) or _RANK.match(fold_text(item.text)):
                return Meaning(role=Role.RANK)
        return None

    def _score(self, texts: Sequence[HeaderText]) -> Meaning | None:
        """Return the meaning of a column of scores or levels: its lowest text that names one, then the group above."""
        leaves = [item.text for item in reversed(texts) if not item.is_group]
        groups = [item.text for item in reversed(texts) if item.is_group]
        group = next((found for text in groups if (found := self._named(text)) and found.role is Role.SCORE), None)
        in_group = group is not None and group.subject in self._weights
        by_words = next((found for text in leaves if (found := self._named(text))), None)
        if by_words and not (in_group and by_words.subject == OVERALL):
            return self._with_weight(by_words, leaves)
        number = next((found for text in leaves if (found := self._number(text))), None)
        if number and (group is None or self._is_below(number.subject, group.subject)):
            return number
        if group is not None and in_group:
            return self._in_group(group, leaves, groups)
        bare = any(_BARE_SCORE.fullmatch(_bare_key(text)) for text in leaves)
        return Meaning(role=Role.SCORE, subject=OVERALL, is_bare=True) if bare else by_words

    def _in_group(self, group: Meaning, leaves: Sequence[str], groups: Sequence[str]) -> Meaning | None:
        """Return the meaning of a column below an instrument whose own text names no score by itself."""
        both = (self._named(f"{above} {text}") for text in leaves for above in groups)
        part = next((found for found in both if found and found.role is Role.SCORE and found.subject != OVERALL), None)
        weighted = self._with_weight(part or group, leaves)
        is_other = not weighted.weighted and any(_BARE_NUMBER.fullmatch(fold_text(text)) for text in leaves)
        return None if is_other and part is None else weighted

    def _is_below(self, subject: str, group: str) -> bool:
        return group == OVERALL or self._indicators.get(subject, self._labels.instrument_of(subject)) == group

    def _with_weight(self, found: Meaning, texts: Iterable[str]) -> Meaning:
        """Return a meaning that is weighted if one of the texts beside it names the weight of its instrument."""
        weight = self._weights.get(found.subject)
        if weight is None or found.weighted:
            return found
        return replace(found, weighted=any(_names_weight(text, weight) for text in texts))

    def _named(self, text: str) -> Meaning | None:
        """Return the meaning of one text that names a score or a level by words; None for a number alone."""
        plain = _MARK.sub("", _FULL.sub(" ", fold_text(text))).strip()
        without_year = _YEAR.sub("", text_key(plain))
        if _RESULT.fullmatch(without_year):
            return Meaning(role=Role.RESULT)
        if _LEVEL.fullmatch(without_year):
            return Meaning(role=Role.LEVEL)
        if match := _LETTERED.fullmatch(plain):
            return Meaning(role=Role.SCORE, subject=match[2], lettered=match[1]) if match[2] in self._indicators else (
                Meaning(role=Role.UNKNOWN, lettered=match[1])
            )  # fmt: skip
        if match := _SHORT_FORM.fullmatch(plain):
            plain = f"ตัวชี้วัดที่ {match[1]} {match[2]}".strip()
        return self._labelled(plain) or (
            Meaning(role=Role.SCORE, subject=OVERALL) if _OVERALL.fullmatch(without_year.strip("()")) else None
        )

    def _labelled(self, plain: str) -> Meaning | None:
        """Return the meaning of a text that is a label of a printed table, with or without a weight behind it."""
        codes = self._labels.instruments(plain)
        weighted, bare = False, _PERCENT_WORD.sub("", plain).strip()
        if len(codes) == 1:
            weight = self._weights[codes[0]]
            weighted = _names_weight(plain.replace(fold_text(codes[0]), ""), weight)
            bare = _WEIGHT.sub(lambda found: " " if Fraction(found[1]) == weight else found[0], bare).strip()
        for text in (plain, bare, bare.replace("(", " ").replace(")", " ").strip()):
            label = self._labels.read(text) if text else None
            if label is not None and label.has_name and label.code not in ("highest", "lowest", "level"):
                subject = OVERALL if label.code == OVERALL else self._labels.subject(label.code, label.part)
                if subject:
                    return Meaning(role=Role.SCORE, subject=subject, weighted=weighted or label.weighted)
        return None

    def _number(self, text: str) -> Meaning | None:
        """Return the indicator or sub-indicator that a number alone names."""
        match = _BARE_NUMBER.fullmatch(fold_text(text))
        subject = self._labels.subject(match[1], "") if match else ""
        return Meaning(role=Role.SCORE, subject=subject, is_number=True) if subject else None


def _bare_key(text: str) -> str:
    """Return the key of a header without its year and its highest possible score."""
    return _YEAR.sub("", text_key(_FULL.sub("", fold_text(text))))


def _names_weight(text: str, weight: Fraction) -> bool:
    """Return True if a text says that scores are weighted, or names the weight as a per cent."""
    plain = fold_text(text)
    if "ถ่วง" in plain or "weighted" in plain:
        return True
    marked = re.search(r"(?:ร้อยละ|น้ำหนัก|[x×])\s*([0-9]+(?:\.[0-9]+)?)|([0-9]+(?:\.[0-9]+)?)\s*%", plain)
    alone = re.fullmatch(r"\(?\s*([0-9]+(?:\.[0-9]+)?)\s*(?:คะแนน)?\s*\)?", plain.strip())
    numbers = [number for match in (marked, alone) if match for number in match.groups() if number]
    return any(Fraction(number) == weight for number in numbers)

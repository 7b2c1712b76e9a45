"""The tables of a definition into a framework and its standard measures; all faults are told at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeAlias, TypeVar

from ita_xlsx.catalogue.places import About, Places
from ita_xlsx.catalogue.structure import check_levels, check_measures, check_rules, check_structure
from ita_xlsx.errors import DefinitionError
from ita_xlsx.model.findings import Finding, make_finding
from ita_xlsx.model.framework import (
    Confidence,
    Framework,
    Indicator,
    Instrument,
    Level,
    Note,
    Part,
    Question,
    SubIndicator,
)
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.framework_layout import ASPECTS, CONFIDENCE, MAY_BE_EMPTY, WORDING
from ita_xlsx.model.measures import StandardMeasure
from ita_xlsx.model.rules import Rule, RuleCode

Row: TypeAlias = Mapping[str, Any]
# The table a row stands in, and its number there.
At: TypeAlias = tuple[str, int]
_T = TypeVar("_T")
_Word = TypeVar("_Word", bound=StrEnum)

# Bounded, so that no exponent asks for a number of a thousand million digits.
_NUMBER = re.compile(r"[+-]?\d{1,12}(\.\d{1,20})?(/\d{1,12})?")
# A code becomes the name of a sheet and a word of a list.
_CODE = re.compile(r"[^\s;:'!\"\[\]*?/\\]{1,31}")
_FIRST_YEAR, _LAST_YEAR = 2400, 2999
_CORE = frozenset({"instruments", "indicators", "subindicators", "questions"})


@dataclass(frozen=True)
class Definition:
    """A framework with the standard measures that go with it."""

    framework: Framework
    measures: tuple[StandardMeasure, ...]


def build_framework(settings: Row, questions: Iterable[Mapping[str, str]]) -> Framework:
    """A framework from the tables of its definition; raises DefinitionError with all faults at once."""
    return build_definition(settings, list(questions)).framework


def build_definition(
    settings: Row,
    questions: list[Mapping[str, str]],
    measures: tuple[Row, ...] = (),
    places: Places | None = None,
    told: tuple[Finding, ...] = (),
    gone: frozenset[str] = frozenset(),
) -> Definition:
    """As ``build_framework``, with measures; ``told`` are faults found before, ``gone`` tables not wholly read."""
    reader = _Definition(places or Places(), gone)
    framework = reader.read(settings, questions)
    chosen = reader.read_measures(measures)
    faults = [*told, *reader.faults]
    if not gone & _CORE:
        faults += check_structure(framework, reader.places, reader.spoiled)
    if "levels" not in gone | reader.spoiled:
        faults += check_levels(framework.levels, reader.places)
    faults += check_rules(framework.rules, reader.places, reader.spoiled)
    if "indicators" not in gone:
        faults += check_measures(framework, chosen, reader.places)
    if faults:
        raise DefinitionError("D502", findings=tuple(faults), count=str(len(faults)))
    return Definition(framework, chosen)


@dataclass
class _Definition:
    """Reads the tables of a definition; what is missing or unusable is noted, and reading goes on."""

    places: Places
    gone: frozenset[str]
    faults: list[Finding] = field(default_factory=list)
    spoiled: set[str] = field(default_factory=set)

    def read(self, settings: Row, questions: list[Mapping[str, str]]) -> Framework:
        at = ("settings", 0)
        return Framework(
            year=self._year(settings, at),
            pass_mark=self._score(settings, "pass_mark", at),
            confidence=self._confidence(settings),
            instruments=self._rows(settings, "instruments", self._instrument),
            indicators=self._rows(settings, "indicators", self._indicator),
            subindicators=self._rows(settings, "subindicators", self._subindicator),
            questions=self._rows({"questions": questions}, "questions", self._question),
            levels=self._rows(settings, "levels", self._level),
            notes=self._rows(settings, "notes", self._note),
            rules=self._rows(settings, "rules", self._rule),
        )

    def read_measures(self, rows: tuple[Row, ...]) -> tuple[StandardMeasure, ...]:
        return self._rows({"measures": list(rows)}, "measures", self._measure)

    def _rows(self, settings: Row, key: str, build: Callable[[Row, At], _T]) -> tuple[_T, ...]:
        rows = settings.get(key, [])
        if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
            self._fault("D504", self.places.nothing_in(key), value=str(rows))
            return ()
        if not rows and key not in MAY_BE_EMPTY and key not in self.gone:
            self._fault("D503", self.places.nothing_in(key))
        return tuple(build(row, (key, number)) for number, row in enumerate(rows, 1))

    def _confidence(self, settings: Row) -> tuple[Confidence, ...]:
        said, sources = settings.get("confidence", {}), settings.get("sources", {})
        return tuple(
            Confidence(
                aspect,
                self._one_of(said, aspect, ("confidence", 0), tuple(CONFIDENCE)),
                self._text(sources, aspect, ("sources", 0)),
            )
            for aspect in ASPECTS
        )

    def _instrument(self, row: Row, at: At) -> Instrument:
        inside = row.get("parts", [])
        parts = tuple(self._part(part, (f"instruments[{at[1]}].parts", n)) for n, part in enumerate(inside, 1))
        code, name = self._code(row, "code", at), self._text(row, "name", at)
        evidence = row.get("evidence", False)
        if not isinstance(evidence, bool):
            self._fault("D504", self.places.of(*at, "evidence"), value=str(evidence))
        return Instrument(code, name, self._weight(row, at), parts, evidence is True)

    def _part(self, row: Row, at: At) -> Part:
        label, name = (self._text(row, key, at) for key in ("label", "name"))
        return Part(self._code(row, "code", at), label, name, self._weight(row, at))

    def _indicator(self, row: Row, at: At) -> Indicator:
        code, name = self._code(row, "code", at), self._text(row, "name", at)
        return Indicator(code, name, self._text(row, "instrument", at))

    def _subindicator(self, row: Row, at: At) -> SubIndicator:
        code, name = self._code(row, "code", at), self._text(row, "name", at)
        return SubIndicator(code, name, self._text(row, "indicator", at))

    def _question(self, row: Row, at: At) -> Question:
        code, indicator = self._code(row, "code", at), self._text(row, "indicator", at)
        group, text = str(row.get("subindicator") or "").strip(), self._text(row, "text", at)
        wording = self._one_of(row, "wording", at, tuple(WORDING))
        return Question(code, indicator, group, self._weight(row, at), text, wording == "assumed")

    def _level(self, row: Row, at: At) -> Level:
        each = self._number(row, "each_instrument", at, least=0) if "each_instrument" in row else None
        return Level(self._text(row, "name", at), self._number(row, "overall", at, least=0), each)

    def _rule(self, row: Row, at: At) -> Rule:
        code = self._word(row, "code", at, RuleCode)
        if code is None:
            # A code that was not understood must not pass for a second one of another.
            self.spoiled.add(f"{at[0]}[{at[1]}]")
        kinds = row.get("of") if isinstance(row.get("of"), list) else []
        chosen = [self._word({"of": kind}, "of", at, Kind) for kind in kinds or [""]]
        limit = self._score(row, "limit", at) if "limit" in row else None
        return Rule(code or RuleCode.BELOW, frozenset(kind for kind in chosen if kind), limit)

    def _note(self, row: Row, at: At) -> Note:
        return Note(*(self._text(row, key, at) for key in ("subject", "th", "en")))

    def _measure(self, row: Row, at: At) -> StandardMeasure:
        keys = ("id", "indicator", "measure", "responsible", "evidence", "follow_up")
        texts = {key: self._text(row, key, at) for key in keys}
        steps = tuple(line for line in self._text(row, "steps", at).split("\n") if line)
        return StandardMeasure(**texts, steps=steps, keywords=tuple(row.get("keywords", ())))

    def _word(self, row: Row, key: str, at: At, words: type[_Word]) -> _Word | None:
        text = self._one_of(row, key, at, tuple(words))
        return words(text) if text else None

    def _one_of(self, row: Row, key: str, at: At, words: tuple[str, ...]) -> str:
        text = self._text(row, key, at)
        if not text or text in words:
            return text
        self._fault("D504", self.places.of(*at, key), value=text)
        return ""

    def _code(self, row: Row, key: str, at: At) -> str:
        text = self._text(row, key, at)
        if text and not _CODE.fullmatch(text):
            self._fault("D504", self.places.of(*at, key), value=text)
        return text

    def _text(self, row: Row, key: str, at: At) -> str:
        value = row.get(key)
        if value is None or not str(value).strip():
            if self.places.knows(at[0], key):
                self._fault("D503", self.places.of(*at, key))
            return ""
        return str(value).strip()

    def _number(self, row: Row, key: str, at: At, least: int | None = None, most: int | None = None) -> Fraction:
        before, text = len(self.faults), self._text(row, key, at)
        try:
            number = Fraction(text) if _NUMBER.fullmatch(text) else None
        except ZeroDivisionError:
            number = None
        if number is None or (least is not None and number < least) or (most is not None and number > most):
            self.spoiled.add(at[0])
            if text and len(self.faults) == before:
                self._fault("D504", self.places.of(*at, key), value=text)
            return Fraction(0)
        return number

    def _score(self, row: Row, key: str, at: At) -> Fraction:
        return self._number(row, key, at, least=0, most=100)

    def _year(self, row: Row, at: At) -> int:
        number = self._number(row, "year", at)
        if number and not (number.denominator == 1 and _FIRST_YEAR <= number <= _LAST_YEAR):
            self._fault("D504", self.places.of(*at, "year"), value=str(number))
        return int(number)

    def _weight(self, row: Row, at: At) -> Fraction:
        spoiled = len(self.faults)
        weight = self._number(row, "weight", at)
        if weight <= 0:
            self.spoiled.add(at[0])
            if len(self.faults) == spoiled and self.places.knows(at[0], "weight"):
                self._fault("D504", self.places.of(*at, "weight"), value=str(weight))
        return weight if weight > 0 else Fraction(1)

    def _fault(self, code: str, about: About, **more: str) -> None:
        self.faults.append(make_finding(code, **{**about, **more}))

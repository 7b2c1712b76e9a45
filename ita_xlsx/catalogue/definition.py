"""Build a framework and its standard measures from the tables of a definition.

Takes rows of texts, as files or a workbook hold them; raises DefinitionError with all faults at once.
Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeAlias, TypeVar

from ita_xlsx.catalogue.definition_rules import (
    check_levels,
    check_meanings,
    check_measures,
    check_rules,
    check_structure,
)
from ita_xlsx.catalogue.fault_places import PlaceParams, Places, make_fault
from ita_xlsx.errors import FaultyDefinition
from ita_xlsx.model.findings import Code, Finding
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
from ita_xlsx.model.kind import Aspect, Kind
from ita_xlsx.model.layout.framework_layout import ASPECTS_BEFORE, CONFIDENCE, MAY_BE_EMPTY, WORDING
from ita_xlsx.model.limits import Limit, parse_limit, parse_number
from ita_xlsx.model.measures import StandardMeasure
from ita_xlsx.model.report.meanings import Meaning
from ita_xlsx.model.rules import Rule, RuleCode

Row: TypeAlias = Mapping[str, Any]
# The table of a row, and the number of the row in it.
RowKey: TypeAlias = tuple[str, int]
_T = TypeVar("_T")
_Word = TypeVar("_Word", bound=StrEnum)

# A code is also used as the name of a sheet and as an item of lists.
_CODE = re.compile(r"[^\s;:'!\"\[\]*?/\\]{1,31}")
_FIRST_YEAR, _LAST_YEAR = 2400, 2999
_CORE = frozenset({"instruments", "indicators", "subindicators", "questions"})


@dataclass(frozen=True)
class Definition:
    """A framework with the standard measures that go with it."""

    framework: Framework
    measures: tuple[StandardMeasure, ...]


def build_framework(settings: Row, questions: Iterable[Mapping[str, str]]) -> Framework:
    """Return the framework of a definition; raise DefinitionError with all faults at once."""
    return build_definition(settings, list(questions)).framework


def build_definition(
    settings: Row,
    questions: list[Mapping[str, str]],
    measures: tuple[Row, ...] = (),
    places: Places | None = None,
    earlier_faults: tuple[Finding, ...] = (),
    incomplete: frozenset[str] = frozenset(),
) -> Definition:
    """Return the framework and the measures of a definition; raise DefinitionError with all faults at once.

    ``earlier_faults`` were found while the tables were read. ``incomplete`` names tables that could not be read
    completely; checks that need all rows of such a table are left out.
    """
    reader = _DefinitionReader(places or Places(), incomplete)
    framework = reader.read(settings, questions)
    standard_measures = reader.read_measures(measures)
    faults = [*earlier_faults, *reader.faults]
    if not incomplete & _CORE:
        structure_faults = check_structure(framework, reader.places, reader.unusable)
        # Without the right codes every meaning would be a fault of its own.
        faults += structure_faults or (check_meanings(framework, reader.places) if not reader.faults else ())
    if "levels" not in incomplete | reader.unusable:
        faults += check_levels(framework.levels, reader.places)
    faults += check_rules(framework.rules, reader.places, reader.unusable)
    if "indicators" not in incomplete:
        faults += check_measures(framework, standard_measures, reader.places)
    if faults:
        raise FaultyDefinition(Code.DEFINITION_HAS_FAULTS, findings=tuple(faults), count=str(len(faults)))
    return Definition(framework, standard_measures)


def _by_aspect(row: Row) -> Row:
    """Return the row with the names of today for the parts of a definition; 0.1.0 and 0.2.0 had others."""
    return {ASPECTS_BEFORE.get(key, key): value for key, value in row.items()}


@dataclass
class _DefinitionReader:
    """A reader of the tables of a definition; it collects all faults and never stops at one.

    ``unusable`` holds tables and rules with a value that could not be read; later checks leave them out.
    """

    places: Places
    incomplete: frozenset[str]
    faults: list[Finding] = field(default_factory=list)
    unusable: set[str] = field(default_factory=set)

    def read(self, settings: Row, questions: list[Mapping[str, str]]) -> Framework:
        row_key = ("settings", 0)
        return Framework(
            year=self._year(settings, row_key),
            pass_mark=self._limit(settings, "pass_mark", row_key),
            confidence=self._confidence(settings),
            instruments=self._rows(settings, "instruments", self._instrument),
            indicators=self._rows(settings, "indicators", self._indicator),
            subindicators=self._rows(settings, "subindicators", self._subindicator),
            questions=self._rows({"questions": questions}, "questions", self._question),
            levels=self._rows(settings, "levels", self._level),
            notes=self._rows(settings, "notes", self._note),
            rules=self._rows(settings, "rules", self._rule),
            earlier=tuple(map(str, settings.get("earlier", ()))),
            meanings=self._rows(settings, "meanings", self._meaning),
        )

    def read_measures(self, rows: tuple[Row, ...]) -> tuple[StandardMeasure, ...]:
        return self._rows({"measures": list(rows)}, "measures", self._measure)

    def _rows(self, settings: Row, key: str, build: Callable[[Row, RowKey], _T]) -> tuple[_T, ...]:
        rows = settings.get(key, [])
        if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
            self._fault(Code.FIELD_INVALID, self.places.empty_table_params(key), value=str(rows))
            return ()
        if not rows and key not in MAY_BE_EMPTY and key not in self.incomplete:
            self._fault(Code.FIELD_MISSING, self.places.empty_table_params(key))
        return tuple(build(row, (key, number)) for number, row in enumerate(rows, 1))

    def _confidence(self, settings: Row) -> tuple[Confidence, ...]:
        words, sources = (_by_aspect(settings.get(table, {})) for table in ("confidence", "sources"))
        english = settings.get("sources_en", {})
        return tuple(
            Confidence(
                aspect,
                self._one_of(words, aspect, ("confidence", 0), tuple(CONFIDENCE)),
                self._text(sources, aspect, ("sources", 0)),
                str(english.get(aspect, "")).strip(),
            )
            for aspect in Aspect
        )

    def _instrument(self, row: Row, row_key: RowKey) -> Instrument:
        inside = row.get("parts", [])
        parts = tuple(self._part(part, (f"instruments[{row_key[1]}].parts", n)) for n, part in enumerate(inside, 1))
        code, name = self._code(row, "code", row_key), self._text(row, "name", row_key)
        evidence = row.get("evidence", False)
        if not isinstance(evidence, bool):
            self._fault(Code.FIELD_INVALID, self.places.field_params(*row_key, "evidence"), value=str(evidence))
        return Instrument(code, name, self._weight(row, row_key), parts, evidence is True)

    def _part(self, row: Row, row_key: RowKey) -> Part:
        label, name = (self._text(row, key, row_key) for key in ("label", "name"))
        return Part(self._code(row, "code", row_key), label, name, self._weight(row, row_key))

    def _indicator(self, row: Row, row_key: RowKey) -> Indicator:
        code, name = self._code(row, "code", row_key), self._text(row, "name", row_key)
        return Indicator(code, name, self._text(row, "instrument", row_key))

    def _subindicator(self, row: Row, row_key: RowKey) -> SubIndicator:
        code, name = self._code(row, "code", row_key), self._text(row, "name", row_key)
        return SubIndicator(code, name, self._text(row, "indicator", row_key))

    def _question(self, row: Row, row_key: RowKey) -> Question:
        code, indicator = self._code(row, "code", row_key), self._text(row, "indicator", row_key)
        group, text = str(row.get("subindicator") or "").strip(), self._text(row, "text", row_key)
        wording = self._one_of(row, "wording", row_key, tuple(WORDING))
        return Question(
            code=code,
            indicator=indicator,
            subindicator=group,
            weight=self._weight(row, row_key),
            text=text,
            assumed=wording == "assumed",
        )

    def _level(self, row: Row, row_key: RowKey) -> Level:
        each = self._limit(row, "each_instrument", row_key) if "each_instrument" in row else None
        return Level(self._text(row, "name", row_key), self._limit(row, "overall", row_key), each)

    def _rule(self, row: Row, row_key: RowKey) -> Rule:
        code = self._word(row, "code", row_key, RuleCode)
        if code is None:
            # The rule gets a code below; it must not be reported as a second rule with that code.
            self.unusable.add(f"{row_key[0]}[{row_key[1]}]")
        kinds = row.get("of") if isinstance(row.get("of"), list) else []
        known_kinds = [self._word({"of": kind}, "of", row_key, Kind) for kind in kinds or [""]]
        limit = self._limit(row, "limit", row_key) if "limit" in row else None
        return Rule(code or RuleCode.BELOW, frozenset(kind for kind in known_kinds if kind), limit)

    def _note(self, row: Row, row_key: RowKey) -> Note:
        return Note(*(self._text(row, key, row_key) for key in ("subject", "th", "en")))

    def _meaning(self, row: Row, row_key: RowKey) -> Meaning:
        subject, text = self._text(row, "subject", row_key), self._text(row, "text", row_key)
        return Meaning(subject, text, self._one_of(row, "confidence", row_key, tuple(CONFIDENCE)))

    def _measure(self, row: Row, row_key: RowKey) -> StandardMeasure:
        keys = ("id", "indicator", "measure", "responsible", "evidence", "follow_up")
        texts = {key: self._text(row, key, row_key) for key in keys}
        steps = tuple(line for line in self._text(row, "steps", row_key).split("\n") if line)
        return StandardMeasure(**texts, steps=steps, keywords=tuple(row.get("keywords", ())))

    def _word(self, row: Row, key: str, row_key: RowKey, words: type[_Word]) -> _Word | None:
        text = self._one_of(row, key, row_key, tuple(words))
        return words(text) if text else None

    def _one_of(self, row: Row, key: str, row_key: RowKey, words: tuple[str, ...]) -> str:
        text = self._text(row, key, row_key)
        if not text or text in words:
            return text
        self._fault(Code.FIELD_INVALID, self.places.field_params(*row_key, key), value=text)
        return ""

    def _code(self, row: Row, key: str, row_key: RowKey) -> str:
        text = self._text(row, key, row_key)
        if text and not _CODE.fullmatch(text):
            self._fault(Code.FIELD_INVALID, self.places.field_params(*row_key, key), value=text)
        return text

    def _text(self, row: Row, key: str, row_key: RowKey) -> str:
        value = row.get(key)
        if value is None or not str(value).strip():
            if self.places.has_field(row_key[0], key):
                self._fault(Code.FIELD_MISSING, self.places.field_params(*row_key, key))
            return ""
        return str(value).strip()

    def _number(self, row: Row, key: str, row_key: RowKey) -> Fraction:
        return self._parsed(row, key, row_key, parse_number, Code.FIELD_INVALID)

    def _limit(self, row: Row, key: str, row_key: RowKey) -> Limit:
        return Limit(self._parsed(row, key, row_key, parse_limit, Code.LIMIT_INVALID))

    def _parsed(self, row: Row, key: str, row_key: RowKey, parse: Callable[[str], Fraction], code: Code) -> Fraction:
        """Return a value as a number; report the finding ``code`` and return 0 if it cannot be parsed."""
        text = self._text(row, key, row_key)
        try:
            return parse(text)
        except ValueError:
            self.unusable.add(row_key[0])
            if text:
                self._fault(code, self.places.field_params(*row_key, key), value=text)
            return Fraction(0)

    def _year(self, row: Row, row_key: RowKey) -> int:
        number = self._number(row, "year", row_key)
        if number and not (number.denominator == 1 and _FIRST_YEAR <= number <= _LAST_YEAR):
            self._fault(Code.FIELD_INVALID, self.places.field_params(*row_key, "year"), value=str(number))
        return int(number)

    def _weight(self, row: Row, row_key: RowKey) -> Fraction:
        before = len(self.faults)
        weight = self._number(row, "weight", row_key)
        if weight <= 0:
            self.unusable.add(row_key[0])
            if len(self.faults) == before and self.places.has_field(row_key[0], "weight"):
                self._fault(Code.FIELD_INVALID, self.places.field_params(*row_key, "weight"), value=str(weight))
        return weight if weight > 0 else Fraction(1)

    def _fault(self, code: Code, place: PlaceParams, **params: str) -> None:
        self.faults.append(make_fault(code, place, **params))

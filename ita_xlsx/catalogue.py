"""The shelf of frameworks and other shipped data: list, load, and report every fault of a definition."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

from ita_xlsx.errors import DefinitionError
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.example import Example
from ita_xlsx.model.findings import Finding, found
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
from ita_xlsx.model.measures import StandardMeasure
from ita_xlsx.model.rules import Rule, RuleCode
from ita_xlsx.model.submission import Answer, Submission

_DATA = files("workbook_templates")
_FRAMEWORK = "framework.toml"
_QUESTIONS = "questions.csv"
_WORDING = ("sourced", "assumed")
_CONFIDENCE = ("questions", "structure", "levels")

Row = Mapping[str, Any]
_T = TypeVar("_T")
_Word = TypeVar("_Word", bound=StrEnum)


def list_years() -> tuple[int, ...]:
    """The fiscal years on the shelf, oldest first."""
    folders = (entry for entry in _DATA.iterdir() if entry.name.isdigit())
    return tuple(sorted(int(entry.name) for entry in folders if (entry / _FRAMEWORK).is_file()))


@cache
def load_framework(year: int) -> Framework:
    """The framework of a fiscal year (Buddhist era).

    Raises DefinitionError when the year is not on the shelf, or with every fault of its definition.
    """
    if year not in list_years():
        raise DefinitionError("D501", name=str(year), known=", ".join(map(str, list_years())))
    return _read_folder(_DATA / str(year))


def find_framework(name: str) -> Framework:
    """The framework named by ``--framework``: a fiscal year, or a folder that holds a definition.

    Raises DefinitionError as ``load_framework`` does.
    """
    if re.fullmatch("[0-9]+", name.strip()):
        return load_framework(int(name))
    folder = Path(name)
    if not (folder / _FRAMEWORK).is_file():
        raise DefinitionError("D501", name=name, known=", ".join(map(str, list_years())))
    return _read_folder(folder)


def load_offices(province: str) -> tuple[Agency, ...]:
    """The sample roster: 31 offices that a province has, named for this province."""
    rows = csv.DictReader(io.StringIO((_DATA / "offices.csv").read_text(encoding="utf-8")))
    return tuple(Agency(row["code"], row["name"] + province, province) for row in rows)


@cache
def load_measures() -> tuple[StandardMeasure, ...]:
    """The standard measures of every indicator; the steps of one stand in lines of one cell."""
    rows = csv.DictReader(io.StringIO((_DATA / "measures.csv").read_text(encoding="utf-8"), newline=""))
    return tuple(
        StandardMeasure(
            row["id"],
            row["indicator"],
            row["measure"],
            tuple(row["steps"].split("\n")),
            row["responsible"],
            row["evidence"],
            row["follow_up"],
        )
        for row in rows
    )


def load_examples() -> tuple[Example, ...]:
    """The published reports of the demo, the latest year first."""
    entries = (entry for entry in (_DATA / "demo").iterdir() if entry.name.endswith(".toml"))
    examples = [_read_example(tomllib.loads(entry.read_text(encoding="utf-8"))) for entry in entries]
    return tuple(sorted(examples, key=lambda item: (-item.year, item.slug)))


def _read_example(data: Mapping[str, Any]) -> Example:
    figures = {
        key: tuple(Answer(subject, Fraction(text)) for subject, text in data.get(key, {}).items())
        for key in ("answers", "given", "given_second", "given_previous")
    }
    submission = Submission(
        Agency("", data["agency"], data["province"]),
        answers=figures["answers"],
        given=figures["given"],
        given_second=figures["given_second"],
        given_previous=figures["given_previous"],
        claims=tuple(Answer(subject, raw=word) for subject, word in data.get("claims", {}).items()),
        notes=tuple(data.get("notes", {}).items()),
    )
    return Example(data["slug"], data["year"], data["report"], data["remark"], data["remark_en"], submission)


def load_master(year: int) -> bytes:
    """The committed blank workbook of a fiscal year."""
    return (_DATA / str(year) / "blank.xlsx").read_bytes()


def _read_folder(folder: Traversable | Path) -> Framework:
    try:
        settings = tomllib.loads((folder / _FRAMEWORK).read_text(encoding="utf-8"))
        questions = list(csv.DictReader(io.StringIO((folder / _QUESTIONS).read_text(encoding="utf-8-sig"))))
    except (OSError, ValueError) as error:
        raise DefinitionError("D511", where=folder.name, value=str(error)) from error
    return build_framework(settings, questions)


def build_framework(settings: Mapping[str, Any], questions: Iterable[Mapping[str, str]]) -> Framework:
    """A framework from the tables of its definition; raises DefinitionError with all faults at once."""
    reader = _Definition()
    framework = reader.read(settings, list(questions))
    faults = [*reader.faults, *_check_structure(framework), *_check_levels(framework.levels)]
    if faults:
        raise DefinitionError("D502", findings=tuple(faults), count=str(len(faults)))
    return framework


@dataclass
class _Definition:
    """Reads the tables of a definition; what is missing or unusable is noted, and reading goes on."""

    faults: list[Finding] = field(default_factory=list)

    def read(self, settings: Row, questions: list[Mapping[str, str]]) -> Framework:
        return Framework(
            year=int(self._number(settings, "year", _FRAMEWORK)),
            pass_mark=self._number(settings, "pass_mark", _FRAMEWORK),
            confidence=self._confidence(settings),
            instruments=self._rows(settings, "instruments", self._instrument),
            indicators=self._rows(settings, "indicators", self._indicator),
            subindicators=self._rows(settings, "subindicators", self._subindicator, needed=False),
            questions=tuple(self._question(row, f"{_QUESTIONS}:{n}") for n, row in enumerate(questions, 2)),
            levels=self._rows(settings, "levels", self._level),
            notes=self._rows(settings, "notes", self._note, needed=False),
            rules=self._rows(settings, "rules", self._rule, needed=False),
        )

    def _rows(self, settings: Row, key: str, build: Callable[[Row, str], _T], *, needed: bool = True) -> tuple[_T, ...]:
        rows = settings.get(key, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self._fault("D504", value=str(rows), where=_FRAMEWORK, field=key)
            return ()
        if needed and not rows:
            self._fault("D503", field=key, where=_FRAMEWORK)
        return tuple(build(row, f"{key}[{number}]") for number, row in enumerate(rows, 1))

    def _confidence(self, settings: Row) -> tuple[Confidence, ...]:
        said, sources = settings.get("confidence", {}), settings.get("sources", {})
        return tuple(
            Confidence(aspect, self._text(said, aspect, "confidence"), self._text(sources, aspect, "sources"))
            for aspect in _CONFIDENCE
        )

    def _instrument(self, row: Row, where: str) -> Instrument:
        parts = tuple(self._part(part, f"{where}.parts[{n}]") for n, part in enumerate(row.get("parts", []), 1))
        code, name = self._text(row, "code", where), self._text(row, "name", where)
        return Instrument(code, name, self._number(row, "weight", where), parts, row.get("evidence") is True)

    def _part(self, row: Row, where: str) -> Part:
        code, label, name = (self._text(row, key, where) for key in ("code", "label", "name"))
        return Part(code, label, name, self._weight(row, where))

    def _indicator(self, row: Row, where: str) -> Indicator:
        return Indicator(*(self._text(row, key, where) for key in ("code", "name", "instrument")))

    def _subindicator(self, row: Row, where: str) -> SubIndicator:
        return SubIndicator(*(self._text(row, key, where) for key in ("code", "name", "indicator")))

    def _question(self, row: Row, where: str) -> Question:
        code, indicator = self._text(row, "code", where), self._text(row, "indicator", where)
        group, text = str(row.get("subindicator") or "").strip(), self._text(row, "text", where)
        wording = self._text(row, "wording", where)
        if wording and wording not in _WORDING:
            self._fault("D504", value=wording, where=where, field="wording")
        return Question(code, indicator, group, self._weight(row, where), text, wording == "assumed")

    def _level(self, row: Row, where: str) -> Level:
        each = self._number(row, "each_instrument", where) if "each_instrument" in row else None
        return Level(self._text(row, "name", where), self._number(row, "overall", where), each)

    def _rule(self, row: Row, where: str) -> Rule:
        code = self._word(row, "code", where, RuleCode) or RuleCode.BELOW
        kinds = row.get("of") if isinstance(row.get("of"), list) else []
        chosen = [self._word({"of": kind}, "of", where, Kind) for kind in kinds or [""]]
        limit = self._number(row, "limit", where) if "limit" in row else None
        return Rule(code, frozenset(kind for kind in chosen if kind), limit)

    def _word(self, row: Row, key: str, where: str, words: type[_Word]) -> _Word | None:
        text = self._text(row, key, where)
        try:
            return words(text) if text else None
        except ValueError:
            self._fault("D504", value=text, where=where, field=key)
            return None

    def _note(self, row: Row, where: str) -> Note:
        return Note(*(self._text(row, key, where) for key in ("subject", "th", "en")))

    def _text(self, row: Row, key: str, where: str) -> str:
        value = row.get(key)
        if value is None or not str(value).strip():
            self._fault("D503", field=key, where=where)
            return ""
        return str(value).strip()

    def _number(self, row: Row, key: str, where: str) -> Fraction:
        text = self._text(row, key, where)
        try:
            return Fraction(text or 0)
        except (ValueError, ZeroDivisionError):
            self._fault("D504", value=text, where=where, field=key)
            return Fraction(0)

    def _weight(self, row: Row, where: str) -> Fraction:
        before = len(self.faults)
        weight = self._number(row, "weight", where)
        if weight <= 0 and len(self.faults) == before:
            self._fault("D504", value=str(weight), where=where, field="weight")
        return weight if weight > 0 else Fraction(1)

    def _fault(self, code: str, **about: str) -> None:
        self.faults.append(found(code, **about))


def _check_structure(framework: Framework) -> Iterable[Finding]:
    instruments = [item.code for item in framework.instruments]
    indicators = [item.code for item in framework.indicators]
    groups = {item.code: item.indicator for item in framework.subindicators}
    for where, codes in (
        ("instruments", instruments),
        ("indicators", indicators),
        ("subindicators", [item.code for item in framework.subindicators]),
        ("questions", [item.code for item in framework.questions]),
        ("levels", [item.name for item in framework.levels]),
        ("rules", [item.code.value for item in framework.rules]),
    ):
        for code in sorted({code for code in codes if codes.count(code) > 1}):
            yield found("D505", value=code, where=where)
    for item in framework.indicators:
        if item.instrument not in instruments:
            yield found("D506", where=f"indicator {item.code}", field="instrument", value=item.instrument)
    for group in framework.subindicators:
        if group.indicator not in indicators:
            yield found("D506", where=f"subindicator {group.code}", field="indicator", value=group.indicator)
    yield from _check_questions(framework, set(indicators), groups)
    total = sum((item.weight for item in framework.instruments), Fraction(0))
    if total != 100:
        yield found("D507", value=str(total))
    yield from _check_nothing_empty(framework, groups)


def _check_questions(framework: Framework, indicators: set[str], groups: Mapping[str, str]) -> Iterable[Finding]:
    for item in framework.questions:
        if item.indicator not in indicators:
            yield found("D506", where=item.code, field="indicator", value=item.indicator)
        if item.subindicator and groups.get(item.subindicator) != item.indicator:
            yield found("D506", where=item.code, field="subindicator", value=item.subindicator)
        if not item.subindicator and item.indicator in groups.values():
            yield found("D512", value=item.code, field=item.indicator)


def _check_nothing_empty(framework: Framework, groups: Mapping[str, str]) -> Iterable[Finding]:
    used = {item.indicator for item in framework.questions}
    used_groups = {item.subindicator for item in framework.questions}
    homes = {item.instrument for item in framework.indicators}
    yield from (found("D508", where=item.code) for item in framework.instruments if item.code not in homes)
    yield from (found("D508", where=f"indicator {item.code}") for item in framework.indicators if item.code not in used)
    yield from (found("D508", where=f"subindicator {code}") for code in groups if code not in used_groups)


def _check_levels(levels: tuple[Level, ...]) -> Iterable[Finding]:
    """A level is out of reach when one before it asks no more, of the overall score or of instruments."""
    for index, level in enumerate(levels):
        if any(
            before.overall <= level.overall
            and (before.each_instrument or 0) <= max(level.each_instrument or 0, Fraction(0))
            for before in levels[:index]
        ):
            yield found("D509", value=level.name)
    if levels and (levels[-1].overall != 0 or levels[-1].each_instrument is not None):
        yield found("D510", value=levels[-1].name)

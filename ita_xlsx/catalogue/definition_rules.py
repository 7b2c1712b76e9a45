"""Check whether the rows of a definition fit together: codes, references, weights, levels, rules, measures.

Takes a framework that was built from the rows; returns findings. Works on values only.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction
from types import MappingProxyType

from ita_xlsx.catalogue.fault_places import Places, make_fault
from ita_xlsx.model.agency import code_key
from ita_xlsx.model.findings import Code, Finding
from ita_xlsx.model.framework import OVERALL, Framework, Level
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.agency_layout import ANNOUNCED, COVER, INFO, MEASURES, PRELIMINARY
from ita_xlsx.model.layout.stamp import STAMP_TABLE
from ita_xlsx.model.layout.subjects import ANNOUNCED_WORD_LABELS
from ita_xlsx.model.measures import StandardMeasure
from ita_xlsx.model.report.meanings import CRITERIA
from ita_xlsx.model.rules import Rule, RuleCode

_JUDGED = frozenset({Kind.INSTRUMENT, Kind.INDICATOR, Kind.ANSWER})
# The kinds of subjects that a rule can be used for.
_USABLE_FOR: Mapping[RuleCode, frozenset[Kind]] = MappingProxyType(
    dict.fromkeys(RuleCode, _JUDGED)
    | {
        RuleCode.NOT_FULL: frozenset({Kind.ANSWER}),
        RuleCode.LOWEST_QUESTION: frozenset({Kind.ANSWER}),
        RuleCode.APART: frozenset({Kind.INDICATOR}),
        RuleCode.LOWEST_INDICATOR: frozenset({Kind.INDICATOR}),
    }
)
_NEEDS_LIMIT = frozenset({RuleCode.NOT_FULL, RuleCode.APART, RuleCode.FELL, RuleCode.STRENGTH})
# The subjects of announced figures and words that have no code.
_RESERVED = (OVERALL, *ANNOUNCED_WORD_LABELS)
# An instrument is a sheet of the form: its code must not be the name of another sheet, or one reserved by Excel.
_SHEETS = (COVER, INFO, ANNOUNCED, MEASURES, PRELIMINARY, STAMP_TABLE.sheet, "History")


def check_structure(framework: Framework, places: Places, unusable: Collection[str]) -> list[Finding]:
    """Return the faults of codes, references and weights; ``unusable`` tables hold numbers that could not be read."""
    faults = [
        *_check_codes(framework, places),
        *_check_references(framework, places),
        *_check_questions(framework, places),
        *_check_weights(framework, places, unusable),
        *_check_empty_groups(framework, places),
    ]
    # The notes are checked against the tree, which exists only if there are no other faults.
    return faults or list(_check_notes(framework, places))


def check_levels(levels: tuple[Level, ...], places: Places) -> Iterable[Finding]:
    """Yield D509 for each level that can never be reached, and D510 if the last level does not start at 0.

    A level cannot be reached if a level before it needs no more than it does.
    """
    for index, level in enumerate(levels):
        if any(
            before.overall <= level.overall
            and (before.each_instrument or 0) <= max(level.each_instrument or 0, Fraction(0))
            for before in levels[:index]
        ):
            yield make_fault(
                Code.LEVEL_UNREACHABLE, places.field_params("levels", index + 1, "overall"), value=level.name
            )
    if levels and (levels[-1].overall != 0 or levels[-1].each_instrument is not None):
        field = "overall" if levels[-1].overall else "each_instrument"
        yield make_fault(
            Code.LAST_LEVEL_NOT_ZERO, places.field_params("levels", len(levels), field), value=levels[-1].name
        )


def check_rules(rules: tuple[Rule, ...], places: Places, unusable: Collection[str]) -> Iterable[Finding]:
    """Yield D505 for a repeated rule, D513 for a kind it cannot be used for, and D503 for a limit that is missing.

    Rules that are ``unusable`` are left out, because their code could not be read.
    """
    seen: set[RuleCode] = set()
    for number, rule in enumerate(rules, 1):
        if f"rules[{number}]" in unusable:
            continue
        if rule.code in seen:
            yield make_fault(Code.CODE_REPEATED, places.field_params("rules", number, "code"), value=rule.code.value)
        seen.add(rule.code)
        place = places.field_params("rules", number, "of")
        for kind in Kind:
            if kind in rule.of - _USABLE_FOR[rule.code]:
                field = _word_for(kind) if place.get("sheet") else kind.value
                yield make_fault(Code.RULE_NOT_USABLE, place, value=rule.code.value, field=field)
        if rule.code in _NEEDS_LIMIT and rule.limit is None and places.has_field("rules", "limit"):
            yield make_fault(Code.FIELD_MISSING, places.field_params("rules", number, "limit"))


def _word_for(kind: Kind) -> str:
    from ita_xlsx.model.labels import label_of  # slow to import, and few definitions have faults

    return label_of(kind)


def check_measures(framework: Framework, measures: tuple[StandardMeasure, ...], places: Places) -> Iterable[Finding]:
    """Yield D505 for a repeated id of a measure, and D506 for an indicator that the framework does not have."""
    indicators = {item.code for item in framework.indicators}
    seen: set[str] = set()
    for number, item in enumerate(measures, 1):
        if (key := code_key(item.id)) and key in seen:
            yield make_fault(Code.CODE_REPEATED, places.field_params("measures", number, "id"), value=item.id)
        seen.add(key)
        if item.indicator and item.indicator not in indicators:
            yield make_fault(
                Code.REFERENCE_UNKNOWN, places.field_params("measures", number, "indicator"), value=item.indicator
            )


def check_meanings(framework: Framework, places: Places) -> Iterable[Finding]:
    """Yield D506 for a subject that is no instrument and no indicator, and D505 for one that repeats."""
    subjects = {CRITERIA, *(code for table, codes in _groups(framework)[:2] for code in codes)}
    seen: set[str] = set()
    for number, item in enumerate(framework.meanings, 1):
        place = places.field_params("meanings", number, "subject")
        if item.subject and item.subject not in subjects:
            yield make_fault(Code.REFERENCE_UNKNOWN, place, value=item.subject)
        elif item.subject in seen:
            yield make_fault(Code.CODE_REPEATED, place, value=item.subject)
        seen.add(item.subject)


def _check_codes(framework: Framework, places: Places) -> Iterable[Finding]:
    """Yield D505 for repeated codes, part codes, part labels and level names.

    The codes of all tables share one name space, because a subject is identified by its code alone.
    """
    tables = (*_groups(framework), ("questions", [item.code for item in framework.questions]))
    codes = [(table, number, "code", code) for table, items in tables for number, code in enumerate(items, 1)]
    parts = [
        (f"instruments[{number}].parts", place, "code", part.code)
        for number, item in enumerate(framework.instruments, 1)
        for place, part in enumerate(item.parts, 1)
    ]
    labels = [
        (f"instruments[{number}].parts", place, "label", part.label)
        for number, item in enumerate(framework.instruments, 1)
        for place, part in enumerate(item.parts, 1)
    ]
    levels = [("levels", number, "name", item.name) for number, item in enumerate(framework.levels, 1)]
    taken_codes = (*_RESERVED, *_SHEETS)
    for group, taken in ((codes, taken_codes), (parts, ()), (labels, ()), (levels, ())):
        seen = set(map(code_key, taken))
        for table, number, field, code in group:
            if code and code_key(code) in seen:
                yield make_fault(Code.CODE_REPEATED, places.field_params(table, number, field), value=code)
            seen.add(code_key(code))


def _groups(framework: Framework) -> tuple[tuple[str, list[str]], ...]:
    """Return the codes of instruments, indicators and sub-indicators, by table."""
    return (
        ("instruments", [item.code for item in framework.instruments]),
        ("indicators", [item.code for item in framework.indicators]),
        ("subindicators", [item.code for item in framework.subindicators]),
    )


def _check_references(framework: Framework, places: Places) -> Iterable[Finding]:
    instruments = {item.code for item in framework.instruments}
    indicators = {item.code for item in framework.indicators}
    for number, item in enumerate(framework.indicators, 1):
        if item.instrument and item.instrument not in instruments:
            yield make_fault(
                Code.REFERENCE_UNKNOWN, places.field_params("indicators", number, "instrument"), value=item.instrument
            )
    for number, group in enumerate(framework.subindicators, 1):
        if group.indicator and group.indicator not in indicators:
            yield make_fault(
                Code.REFERENCE_UNKNOWN, places.field_params("subindicators", number, "indicator"), value=group.indicator
            )


def _check_questions(framework: Framework, places: Places) -> Iterable[Finding]:
    indicators = {item.code for item in framework.indicators}
    groups = {item.code: item.indicator for item in framework.subindicators}
    for number, item in enumerate(framework.questions, 1):
        if not item.indicator:
            continue
        place = places.field_params("questions", number, "subindicator")
        if item.indicator not in indicators:
            yield make_fault(
                Code.REFERENCE_UNKNOWN, places.field_params("questions", number, "indicator"), value=item.indicator
            )
        if item.subindicator and groups.get(item.subindicator) != item.indicator:
            yield make_fault(Code.REFERENCE_UNKNOWN, place, value=item.subindicator)
        if not item.subindicator and item.indicator in groups.values():
            yield make_fault(Code.SUBINDICATOR_MISSING, place, value=item.code, field=item.indicator)


def _check_weights(framework: Framework, places: Places, unusable: Collection[str]) -> Iterable[Finding]:
    total = sum((item.weight for item in framework.instruments), Fraction(0))
    if total != 100 and "instruments" not in unusable:
        place = places.column_params("instruments", "weight")
        yield make_fault(Code.WEIGHTS_NOT_100, place, value=str(total))


def _check_empty_groups(framework: Framework, places: Places) -> Iterable[Finding]:
    used = {
        "instruments": {item.instrument for item in framework.indicators},
        "indicators": {item.indicator for item in framework.questions},
        "subindicators": {item.subindicator for item in framework.questions},
    }
    for table, codes in _groups(framework):
        for number, code in enumerate(codes, 1):
            if code and code not in used[table]:
                yield make_fault(
                    Code.NOTHING_UNDER_IT,
                    places.field_params(table, number, "code"),
                    where=places.label_of(table, code),
                )


def _check_notes(framework: Framework, places: Places) -> Iterable[Finding]:
    for number, note in enumerate(framework.notes, 1):
        if note.subject and note.subject not in framework.nodes:
            yield make_fault(
                Code.REFERENCE_UNKNOWN, places.field_params("notes", number, "subject"), value=note.subject
            )

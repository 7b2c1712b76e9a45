"""Turn a framework and its standard measures into rows of cells.

Returns values by column key, from which ``catalogue`` reads the same framework again. Works on values only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import TypeAlias

from ita_xlsx.model.framework import Framework
from ita_xlsx.model.labels import RULE_MEANINGS
from ita_xlsx.model.layout.framework_layout import (
    CONFIDENCE,
    KEYWORD_JOINT,
    NO,
    SETTING_ROWS,
    WORDING,
    YES,
    kinds_words,
)
from ita_xlsx.model.measures import StandardMeasure

# The cells of a row by the key of the column: a text, a number, or None.
Cells: TypeAlias = Mapping[str, str | Fraction | None]
Measures: TypeAlias = tuple[StandardMeasure, ...]


def definition_rows(key: str, framework: Framework, measures: Measures) -> list[Cells]:
    """Return the rows of one table; ``key`` is the key of the table, such as ``questions``."""
    return [*_ROWS[key](framework, measures)]


def _settings(framework: Framework, _: Measures) -> list[Cells]:
    values: dict[str, Cells] = {
        "year": {"value": Fraction(framework.year)},
        "pass_mark": {"value": framework.pass_mark},
    }
    for item in framework.confidence:
        word = CONFIDENCE.get(item.word, item.word)
        values[item.aspect] = {"value": word, "source": item.source, "source_en": item.source_en}
    return [{"label": label, **values.get(key, {})} for key, label in SETTING_ROWS.items()]


def _instruments(framework: Framework, _: Measures) -> list[Cells]:
    return [
        {"code": item.code, "name": item.name, "weight": item.weight, "evidence": YES if item.evidence else NO}
        for item in framework.instruments
    ]


def _parts(framework: Framework, _: Measures) -> list[Cells]:
    return [
        {"instrument": item.code, "code": part.code, "label": part.label, "name": part.name, "weight": part.weight}
        for item in framework.instruments
        for part in item.parts
    ]


def _indicators(framework: Framework, _: Measures) -> list[Cells]:
    return [{"code": item.code, "name": item.name, "instrument": item.instrument} for item in framework.indicators]


def _subindicators(framework: Framework, _: Measures) -> list[Cells]:
    return [{"code": item.code, "name": item.name, "indicator": item.indicator} for item in framework.subindicators]


def _questions(framework: Framework, _: Measures) -> list[Cells]:
    return [
        {
            "code": item.code,
            "indicator": item.indicator,
            "subindicator": item.subindicator,
            "weight": item.weight,
            "wording": WORDING["assumed" if item.assumed else "sourced"],
            "text": item.text,
        }
        for item in framework.questions
    ]


def _levels(framework: Framework, _: Measures) -> list[Cells]:
    return [
        {"name": item.name, "overall": item.overall, "each_instrument": item.each_instrument}
        for item in framework.levels
    ]


def _rules(framework: Framework, _: Measures) -> list[Cells]:
    return [
        {"code": rule.code.value, "of": kinds_words(rule.of), "limit": rule.limit, "help": RULE_MEANINGS[rule.code]}
        for rule in framework.rules
    ]


def _measures(framework: Framework, measures: Measures) -> list[Cells]:
    return [
        {
            "id": item.id,
            "indicator": item.indicator,
            "measure": item.measure,
            "steps": "\n".join(item.steps),
            "responsible": item.responsible,
            "evidence": item.evidence,
            "follow_up": item.follow_up,
            "keywords": KEYWORD_JOINT.join(item.keywords),
        }
        for item in measures
    ]


def _notes(framework: Framework, _: Measures) -> list[Cells]:
    return [{"subject": item.subject, "th": item.th, "en": item.en} for item in framework.notes]


def _meanings(framework: Framework, _: Measures) -> list[Cells]:
    return [
        {"subject": item.subject, "text": item.text, "confidence": CONFIDENCE.get(item.confidence, item.confidence)}
        for item in framework.meanings
    ]


_ROWS: Mapping[str, Callable[[Framework, Measures], list[Cells]]] = MappingProxyType(
    {
        "settings": _settings,
        "instruments": _instruments,
        "parts": _parts,
        "indicators": _indicators,
        "subindicators": _subindicators,
        "questions": _questions,
        "levels": _levels,
        "rules": _rules,
        "measures": _measures,
        "notes": _notes,
        "meanings": _meanings,
    }
)

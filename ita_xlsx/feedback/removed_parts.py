"""What of the original is not in the copy, in words for the agency?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ita_xlsx.feedback import texts
from ita_xlsx.feedback.cached_values import Cached
from ita_xlsx.feedback.deactivate import Passed
from ita_xlsx.feedback.drawings import Dropped
from ita_xlsx.feedback.minimal_package import Plain
from ita_xlsx.feedback.package_parts import Package

# What is told by the names of parts; a count stands where the words have room for one.
_BY_NAME = (
    (re.compile(r"(^|/)vba(Project|Data)[^/]*$", re.I), texts.MACROS),
    (re.compile(r"/externalLinks/[^/]+\.xml$", re.I), texts.OTHER_FILES),
    (re.compile(r"/(connections\.xml|queryTables/[^/]+\.xml|xmlMaps\.xml|model/[^/]+)$", re.I), texts.CONNECTIONS),
    (re.compile(r"/embeddings/[^/]+$", re.I), texts.EMBEDDED),
    (re.compile(r"/(ctrlProps|activeX)/[^/]+\.xml$", re.I), texts.CONTROLS),
    (re.compile(r"/(slicers|timelines)/[^/]+\.xml$", re.I), texts.SLICERS),
    (re.compile(r"/pivotTables/[^/]+\.xml$", re.I), texts.PIVOTS),
    (re.compile(r"/threadedComments/[^/]+\.xml$", re.I), texts.THREADS),
    (re.compile(r"/(webextensions|customUI)/", re.I), texts.ADD_INS),
)
# What is told by words in a sheet.
_BY_WORD = (
    (re.compile(rb"sparklineGroup\b"), texts.SPARKLINES),
    (re.compile(rb"<x14:(?:dataValidation|cfRule)\b"), texts.LATER_RULES),
    (re.compile(rb"<(?:[\w.-]+:)?(?:legacyDrawingHF|picture)\b"), texts.BACKGROUNDS),
)
_SHEETS = {"chartsheet": texts.CHART_SHEETS, "xlMacrosheet": texts.MACRO_SHEETS, "xlIntlMacrosheet": texts.MACRO_SHEETS}
_NAMED = 6


def lost_parts(package: Package) -> list[str]:
    """What the parts of the original tell: macros, files, controls, later inventions."""
    said = []
    for pattern, phrase in _BY_NAME:
        if count := sum(1 for name in package.parts if pattern.search(f"/{name}") and "_rels/" not in name):
            said.append(phrase.format(count=count))
    kinds = [sheet.kind for sheet in package.sheets() if sheet.kind != "worksheet" or not sheet.part]
    phrases = [_SHEETS.get(kind, texts.OTHER_SHEETS) for kind in kinds]
    said += [phrase.format(count=phrases.count(phrase)) for phrase in dict.fromkeys(phrases)]
    sheets = [package.raw(sheet.part) or b"" for sheet in package.sheets() if sheet.part]
    return said + [phrase for pattern, phrase in _BY_WORD if any(pattern.search(xml) for xml in sheets)]


def lost_drawings(dropped: Dropped) -> list[str]:
    """Pictures, charts and shapes that had to go."""
    counted = (texts.PICTURES, dropped.pictures), (texts.CHARTS, dropped.charts), (texts.SHAPES, dropped.shapes)
    return [phrase.format(count=count) for phrase, count in counted if count]


def lost_contents(plain: Plain, passed: Sequence[tuple[str, Passed]], links: int) -> list[str]:
    """Formulas, links, rules and names that are not ours."""
    replaced = sum(item.replaced for _, item in passed)
    places = [f"{name}!{cell}" for name, item in passed for cell in item.without_value]
    shown = ", ".join(places[:_NAMED]) + ("…" if len(places) > _NAMED else "")
    rules = sum(item.rules for _, item in passed)
    counted = (
        (texts.FORMULAS, replaced), (texts.NO_VALUES, len(places)), (texts.LINKS, links), (texts.RULES, rules),
        (texts.NAMES, plain.names_dropped), (texts.MERGES, sum(sheet.trimmed.merges_dropped for sheet in plain.sheets)),
    )  # fmt: skip
    return [phrase.format(count=count, places=shown) for phrase, count in counted if count]


def lost_cells(plain: Plain, cached: Sequence[Cached]) -> list[str]:
    """Values under merges, and the looks of endless blank cells."""
    said = []
    covered = [(sheet.name, item.covered) for sheet, item in zip(plain.sheets, cached, strict=True) if item.covered]
    if covered:
        count = sum(number for _, number in covered)
        said.append(texts.COVERED.format(count=count, sheets=_listed(name for name, _ in covered)))
    if ghosts := [sheet.name for sheet in plain.sheets if sheet.trimmed.ghosts]:
        said.append(texts.GHOSTS.format(sheets=_listed(ghosts)))
    return said


def _listed(names: Iterable[str]) -> str:
    every = list(names)
    return ", ".join(every[:_NAMED]) + ("…" if len(every) > _NAMED else "")

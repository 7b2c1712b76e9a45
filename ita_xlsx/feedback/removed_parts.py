"""List in Thai phrases what the original workbook has and its marked copy does not contain.

Takes the package of the original and the counts of what was removed; returns texts. Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ita_xlsx.feedback import texts
from ita_xlsx.feedback.cached_values import CachedValues
from ita_xlsx.feedback.deactivate_formulas import DeactivationResult
from ita_xlsx.feedback.drawings import RemovedDrawings
from ita_xlsx.feedback.minimal_package import MinimalPackage
from ita_xlsx.feedback.package_parts import Package

# Phrases for parts with such a name; ``{count}`` in a phrase stands for the number of parts.
_PHRASES_BY_PART_NAME = (
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
# Phrases for sheets whose XML contains such an element.
_PHRASES_BY_SHEET_XML = (
    (re.compile(rb"sparklineGroup\b"), texts.SPARKLINES),
    (re.compile(rb"<x14:(?:dataValidation|cfRule)\b"), texts.LATER_RULES),
    (re.compile(rb"<(?:[\w.-]+:)?(?:legacyDrawingHF|picture)\b"), texts.BACKGROUNDS),
)
_SHEETS = {"chartsheet": texts.CHART_SHEETS, "xlMacrosheet": texts.MACRO_SHEETS, "xlIntlMacrosheet": texts.MACRO_SHEETS}
_MOST_NAMES = 6


def lost_parts(package: Package) -> list[str]:
    """Return phrases for parts that are not copied: macros, links to files, controls, newer features and others."""
    lost = []
    for pattern, phrase in _PHRASES_BY_PART_NAME:
        if count := sum(1 for name in package.parts if pattern.search(f"/{name}") and "_rels/" not in name):
            lost.append(phrase.format(count=count))
    kinds = [sheet.kind for sheet in package.sheets() if sheet.kind != "worksheet" or not sheet.part]
    phrases = [_SHEETS.get(kind, texts.OTHER_SHEETS) for kind in kinds]
    lost += [phrase.format(count=phrases.count(phrase)) for phrase in dict.fromkeys(phrases)]
    sheets = [package.raw(sheet.part) or b"" for sheet in package.sheets() if sheet.part]
    return lost + [phrase for pattern, phrase in _PHRASES_BY_SHEET_XML if any(pattern.search(xml) for xml in sheets)]


def lost_drawings(removed: RemovedDrawings) -> list[str]:
    """Return phrases for pictures, charts and shapes that were removed."""
    counted = (texts.PICTURES, removed.pictures), (texts.CHARTS, removed.charts), (texts.SHAPES, removed.shapes)
    return [phrase.format(count=count) for phrase, count in counted if count]


def lost_contents(
    minimal: MinimalPackage, results: Sequence[tuple[str, DeactivationResult]], removed_links: int
) -> list[str]:
    """Return phrases for formulas, links, rules, names and merges that were removed or replaced."""
    replaced = sum(item.replaced_formulas for _, item in results)
    orphaned = sum(item.orphaned_formulas for _, item in results)
    places = [f"{name}!{cell}" for name, item in results for cell in item.cells_without_value]
    places_text = _join_names(places)
    rules = sum(item.removed_rules for _, item in results)
    counted = (
        (texts.FORMULAS, replaced), (texts.ORPHANS, orphaned), (texts.NO_VALUES, len(places)),
        (texts.LINKS, removed_links), (texts.RULES, rules), (texts.NAMES, minimal.removed_names),
        (texts.MERGES, sum(sheet.stripped.removed_merges for sheet in minimal.sheets)),
    )  # fmt: skip
    return [phrase.format(count=count, places=places_text) for phrase, count in counted if count]


def lost_cells(minimal: MinimalPackage, cached: Sequence[CachedValues]) -> list[str]:
    """Return phrases for values under merged cells, and for the formatting of blank cells at the end of sheets."""
    lost = []
    covered = [
        (sheet.name, item.covered_count)
        for sheet, item in zip(minimal.sheets, cached, strict=True)
        if item.covered_count
    ]
    if covered:
        count = sum(number for _, number in covered)
        lost.append(texts.COVERED.format(count=count, sheets=_join_names(name for name, _ in covered)))
    if names := [sheet.name for sheet in minimal.sheets if sheet.stripped.blank_cells_removed]:
        lost.append(texts.GHOSTS.format(sheets=_join_names(names)))
    return lost


def _join_names(names: Iterable[str]) -> str:
    """Return the first names in one text, with a mark if there are more."""
    all_names = list(names)
    return ", ".join(all_names[:_MOST_NAMES]) + ("…" if len(all_names) > _MOST_NAMES else "")

"""Gather the formulas that a form had when it was issued, by this version or by 0.1.0 and 0.2.0.

Takes a framework and the settings of the round; returns places and formulas. Works in memory only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ita_xlsx.cycle.templates import blank_agency, form_to_write
from ita_xlsx.feedback.mark_copy import formulas_of
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout.agency_layout import COVER, PRELIMINARY, SCHEMA
from ita_xlsx.model.layout.former_agency_layout import FormerAgencyLayout
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.submission import Submission
from ita_xlsx.output.agency import Form, write_agency_workbook
from ita_xlsx.output.formulas import FillCountFormulas
from ita_xlsx.output.thai_digits import thai_formula

_ANY_DAY = date(1980, 1, 1)


def form_formulas(framework: Framework, settings: RoundSettings, schema: str = "") -> frozenset[tuple[str, str]]:
    """Return each formula of a form with its sheet; a copy of a form keeps them live.

    ``schema`` is that in the stamp of the form: a form of this version has no formulas of former ones.
    """
    form = form_to_write(framework, settings, Submission(agency=blank_agency()), Edition(issued=_ANY_DAY))
    ours = formulas_of(write_agency_workbook(form))
    thai = ((place, thai_formula(formula)) for place, formula in ours)
    return frozenset((*ours, *thai, *(() if schema == SCHEMA else _former_formulas(form))))


def _former_formulas(form: Form) -> Iterator[tuple[str, str]]:
    """Yield the formulas of former forms; those of 0.2.0 wrote a number in a sentence as it is."""
    former = replace(form, layout=FormerAgencyLayout(form.layout.framework))
    for place, formula in (*formulas_of(write_agency_workbook(former)), *_only_former(former)):
        yield place, formula
        yield place, without_count_text(formula)


def without_count_text(formula: str) -> str:
    """Return a formula as former forms had it, where a number in a sentence was no text: ``TEXT(D5,"0")`` is ``D5``."""
    while (start := formula.find("TEXT(")) >= 0:
        depth, end = 1, start + len("TEXT(")
        while depth:
            depth += {"(": 1, ")": -1}.get(formula[end], 0)
            end += 1
        formula = formula[:start] + formula[start + len("TEXT(") : end - 1].removesuffix(',"0"') + formula[end:]
    return formula


def _only_former(form: Form) -> Iterator[tuple[str, str]]:
    """Yield the formulas that only former forms have: the agency on each sheet, and the counts on the cover."""
    layout, year = form.layout, form.layout.framework.year
    for sheet in (COVER, *layout.sheet_names, PRELIMINARY):
        yield sheet, FillCountFormulas(layout, form.results, sheet).agency_line("", year).formula
    counts = FillCountFormulas(layout, form.results, COVER)
    for tables in (*((table,) for table in layout.scores), layout.scores):
        yield COVER, counts.filled(tables).formula
        yield COVER, counts.left(tables).formula

"""Check that the formulas of forms that 0.1.0 made are still known as ours, so that their marked copies keep them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.form_formulas import form_formulas
from ita_xlsx.cycle.templates import form_to_write
from ita_xlsx.feedback.mark_copy import formulas_of
from ita_xlsx.feedback.own_formulas import index_formulas, normalize_formula
from ita_xlsx.model.layout.agency_layout import PRELIMINARY
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.submission import Submission
from ita_xlsx.output.agency import write_agency_workbook
from tests.conftest import AGENCY, EDITION
from tests.support.plan_forms import long_plan

FORMS = Path(__file__).parents[1] / "frozen/made_by_0_1_0/forms"


@pytest.mark.parametrize("path", sorted(FORMS.glob("*.xlsx")), ids=lambda path: path.stem)
def test_the_formulas_of_a_former_form_are_ours(path: Path) -> None:
    """Those of its preliminary results were others before an announced figure could stand in for answers."""
    year = next(year for year in (2562, 2565, 2568, 2569) if str(year) in path.stem)
    ours = index_formulas(form_formulas(load_framework(year), RoundSettings()))
    theirs = {item for item in formulas_of(path.read_bytes()) if item[0] != PRELIMINARY}
    assert [(place, text) for place, text in theirs if (place, normalize_formula(text)) not in ours] == []
    assert len(theirs) > 10


@pytest.mark.parametrize("year", [2562, 2568, 2569])
def test_a_form_with_measures_has_the_rules_of_one_without(year: int) -> None:
    """A form is checked where nobody knows the plan of its round, and none of its rules may be lost."""
    framework = load_framework(year)
    form = form_to_write(framework, RoundSettings(), Submission(agency=AGENCY), EDITION, long_plan())
    assert formulas_of(write_agency_workbook(form)) - form_formulas(framework, RoundSettings()) == frozenset()

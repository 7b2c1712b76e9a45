"""Make the fixtures that several modules of this folder use."""

from __future__ import annotations

import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.feedback.mark_copy import formulas_of, mark_copy
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.submission import Submission
from tests.conftest import AGENCY, EDITION
from tests.feedback.packages import LETTER, YEAR, filled


@pytest.fixture(scope="module")
def form() -> bytes:
    return filled(load_framework(YEAR))


@pytest.fixture(scope="module")
def ours() -> frozenset[tuple[str, str]]:
    return formulas_of(make_form(load_framework(YEAR), RoundSettings(), Submission(agency=AGENCY), EDITION))


@pytest.fixture(scope="module")
def copy(form: bytes, ours: frozenset[tuple[str, str]]) -> bytes:
    return mark_copy(form, LETTER, ours).data

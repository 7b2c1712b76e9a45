"""Make the fixtures that several modules of this folder use."""

from __future__ import annotations

import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.model.round_state import RoundState
from tests.store.samples import province_of


@pytest.fixture
def province() -> RoundState:
    return province_of(load_framework(2568))

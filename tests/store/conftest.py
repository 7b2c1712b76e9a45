"""Make the fixtures that several modules of this folder use."""

from __future__ import annotations

import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.model.province import Province
from tests.store.samples import province_of


@pytest.fixture
def province() -> Province:
    return province_of(load_framework(2568))

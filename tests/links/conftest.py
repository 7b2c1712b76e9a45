"""Make the fixtures that several modules of this folder use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.links.websites import Stage, World
from tests.support.links import fill


@pytest.fixture
def form(tmp_path: Path) -> Path:
    return fill(tmp_path / "p01.xlsx")


@pytest.fixture
def world() -> Iterator[World]:
    stage = Stage()
    yield World(stage, names={"inside.go.th": ("192.168.1.9",)})
    stage.end()

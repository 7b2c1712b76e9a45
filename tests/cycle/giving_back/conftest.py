"""Make the round of the demo once, and the round of the next year after it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ita_xlsx.cycle.carry_over import carry_over
from ita_xlsx.cycle.files import Target
from tests.conftest import EDITION
from tests.support.page_calls import inside
from tests.support.program import run


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the demo, with the round of the next year in it."""
    root = tmp_path_factory.mktemp("demo")
    with inside(root):
        assert run("demo", "demo", "-q", "--issued", "2026-11-20") == 0
    with inside(root / "demo"):
        carry_over(Target(path=Path("next")), Path("round"), None, (), EDITION)
    return root / "demo"


@pytest.fixture
def demo(made_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that folder, in which the test works."""
    shutil.copytree(made_once, tmp_path / "demo")
    monkeypatch.chdir(tmp_path / "demo")
    return tmp_path / "demo"

"""Make the workbooks that this folder checks, once for its tests, and ask for the validator."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.excel import validator
from tests.excel.kinds import make_workbooks
from tests.libreoffice.plugin import give_up


@pytest.fixture(scope="session")
def microsoft() -> None:
    """The validator of Microsoft; without it the test is skipped, or fails where skips are not allowed."""
    if validator.program() is None:
        give_up(f"no validator of Microsoft: {validator.INSTALL}")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every kind of workbook that the program writes, of plain and of hard data."""
    folder = tmp_path_factory.mktemp("workbooks")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ITA_CACHE", str(tmp_path_factory.mktemp("cache")))
        make_workbooks(folder)
    return folder

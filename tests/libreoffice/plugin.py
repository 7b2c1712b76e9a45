"""Give LibreOffice to tests as fixtures; skip or fail them where it is not installed."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from tests.libreoffice import fonts, pages
from tests.libreoffice.office import Office

REQUIRE = "ITA_REQUIRE_OFFICE"


def give_up(reason: str) -> NoReturn:
    """Skip the test, or fail it where LibreOffice is required, so that a skip cannot pass for a success."""
    if os.environ.get(REQUIRE) == "1":
        pytest.fail(f"{REQUIRE}=1, but {reason}", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def fontconfig(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The configuration of the fonts that LibreOffice sees."""
    return fonts.build_fonts(tmp_path_factory.mktemp("fonts"))


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory, fontconfig: Path) -> Iterator[Office]:
    """One LibreOffice for the whole session."""
    if reason := Office.available():
        give_up(reason)
    with Office(tmp_path_factory.mktemp("office"), fontconfig) as running:
        yield running


@pytest.fixture(scope="session")
def printer(office: Office, fontconfig: Path) -> Office:
    """The same LibreOffice, with the fonts and the PDF readers that judging a page takes."""
    if reason := fonts.missing(fontconfig) or pages.missing():
        give_up(reason)
    return office

"""Check the two scripts of the page by tsc, with the types of their comments, and by ESLint."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.page import tools
from tests.page.test_sources import SCRIPTS

# The page has a document, the worker has none.
LIBRARIES = {"page.js": "es2023,dom,dom.iterable,dom.asynciterable", "worker.js": "es2023,webworker"}


@pytest.fixture(scope="module")
def scripts(checkers: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts beside a link to the checkers, whose own folder other processes share."""
    place = tmp_path_factory.mktemp("checked")
    (place / "node_modules").symlink_to(checkers / "node_modules")
    folder = place / "scripts"
    folder.mkdir()
    for path in SCRIPTS:
        shutil.copy(path, folder / path.name)
    shutil.copy(tools.HERE / "eslint.config.mjs", place / "eslint.config.mjs")
    return folder


@pytest.mark.parametrize("name", LIBRARIES)
def test_the_types_of_a_script_hold(scripts: Path, checkers: Path, name: str) -> None:
    tsc = checkers / "node_modules" / "typescript" / "bin" / "tsc"
    options = ("--strict", "--allowJs", "--checkJs", "--noEmit", "--target", "es2022", "--lib", LIBRARIES[name])
    assert output_of("node", str(tsc), *options, str(scripts / name)) == ""


def test_the_linter_finds_nothing(scripts: Path, checkers: Path) -> None:
    assert (
        output_of("node", str(checkers / "node_modules" / "eslint" / "bin" / "eslint.js"), "scripts", at=scripts.parent)
        == ""
    )


def output_of(*command: str, at: Path | None = None) -> str:
    done = subprocess.run(command, cwd=at, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr

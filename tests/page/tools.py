"""Find or fetch what driving the page takes: browsers, Node, and the checkers of the dev lock file."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

from ita_xlsx.page import build

REQUIRE = "ITA_REQUIRE_BROWSER"
# A folder that keeps what npm and pip have fetched, for the next run.
KEEP = "ITA_PAGE_TOOLS"
HERE = Path(__file__).parent
# A machine without a network or a display, and perhaps without a user of its own.
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def give_up(reason: str) -> NoReturn:
    """Skip the test, or fail it where a browser is required, so that a skip cannot pass for a success."""
    if os.environ.get(REQUIRE) == "1":
        pytest.fail(f"{REQUIRE}=1, but {reason}", pytrace=False)
    pytest.skip(reason)


def program(*names: str) -> str:
    """The path of the first of these programs that is installed."""
    found = next(filter(None, map(shutil.which, names)), None)
    return found or give_up(f"{names[0]} is not installed")


def kept_folder(made: Path) -> Path:
    """The folder for what is fetched: the one that is kept, else the one that was made for this run."""
    kept = os.environ.get(KEEP)
    return Path(kept) if kept else made


def fetch_checkers(folder: Path) -> Path:
    """Fetch axe, tsc and ESLint by npm, exactly those of the lock file; return the folder that holds them."""
    program("npm")
    return build.fetch_once(folder, "checkers", (HERE / "package.json", HERE / "package-lock.json"), build.run_npm)

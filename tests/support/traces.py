"""Fail a test that leaves the environment or the current folder changed, and keep away what its user has set."""

from __future__ import annotations

import os
from collections.abc import Generator
from typing import NamedTuple

import pytest

# What a person or a machine may have set, and what changes the language, the colours or the width of the screen.
PERSONAL = (
    "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "FORCE_COLOR", "ITA_CACHE", "ITA_LANG", "ITA_SOFFICE", "JUPYTER_COLUMNS",
    "JUPYTER_LINES", "LANG", "LANGUAGE", "LC_MESSAGES", "LINES", "NO_COLOR", "PYTHONIOENCODING", "TTY_COMPATIBLE",
    "TTY_INTERACTIVE",
)  # fmt: skip
LOCALE = "C.UTF-8"
# These change while a test is set up, run and torn down: they are pytest's and coverage's.
CHANGING = ("PYTEST_CURRENT_TEST", "COV_CORE_SOURCE", "COV_CORE_CONFIG", "COV_CORE_DATAFILE")


class State(NamedTuple):
    """Where a test stands before it begins."""

    environ: dict[str, str]
    folder: str


BEFORE = pytest.StashKey[State]()


def read_state() -> State:
    """Return the environment and the current folder of this process."""
    return State({name: text for name, text in os.environ.items() if name not in CHANGING}, os.getcwd())


def find_changes(before: State, after: State) -> list[str]:
    """Return what differs, one text each."""
    names = sorted(before.environ.keys() | after.environ.keys())
    changes = [
        f"{name}: {before.environ.get(name)!r} became {after.environ.get(name)!r}"
        for name in names
        if before.environ.get(name) != after.environ.get(name)
    ]
    if before.folder != after.folder:
        changes.append(f"current folder: {before.folder!r} became {after.folder!r}")
    return changes


def restore(state: State) -> None:
    """Set the environment and the current folder back, so that no later test fails for this one's fault."""
    for name in os.environ.keys() - state.environ.keys() - set(CHANGING):
        del os.environ[name]
    os.environ.update(state.environ)
    os.chdir(state.folder)


def pytest_configure(config: pytest.Config) -> None:
    """Take away what the person who runs the tests has set, once for all tests."""
    for name in PERSONAL:
        os.environ.pop(name, None)
    os.environ["LC_ALL"] = LOCALE


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, None, None]:
    """Note the state before any fixture of the test is set up."""
    item.stash[BEFORE] = read_state()
    return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, None, None]:
    """Compare after all fixtures of the test are torn down."""
    result = yield
    before = item.stash[BEFORE]
    if changes := find_changes(before, read_state()):
        restore(before)
        pytest.fail("left changed: " + "; ".join(changes), pytrace=False)
    return result

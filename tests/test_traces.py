"""Check that a test that leaves the environment or the current folder changed fails, and harms no other test."""

from __future__ import annotations

import os

import pytest

from tests.support.paths import ROOT

LEAVING = """
import os
import pytest

@pytest.fixture(scope="module")
def made():
    os.environ["ITA_CACHE"] = "elsewhere"

def test_of_a_fixture(made):
    pass

def test_of_the_folder(tmp_path):
    os.chdir(tmp_path)

def test_that_removes():
    del os.environ["KEPT"]

def test_that_puts_back(monkeypatch, tmp_path):
    monkeypatch.setenv("ITA_LANG", "th")
    monkeypatch.chdir(tmp_path)

def test_that_comes_later():
    assert "ITA_CACHE" not in os.environ
    assert os.environ["KEPT"] == "yes"
    assert "COLUMNS" not in os.environ
"""


def test_whoever_leaves_a_trace_fails(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    pytester.makepyfile(LEAVING)
    for name, text in (("KEPT", "yes"), ("COLUMNS", "40"), ("PYTHONPATH", str(ROOT))):
        monkeypatch.setenv(name, text)
    result = pytester.runpytest_subprocess("-p", "tests.support.traces", "-p", "no:randomly", "-p", "no:xdist")
    result.assert_outcomes(passed=5, errors=3)
    result.stdout.fnmatch_lines_random(
        [
            "*left changed: ITA_CACHE: None became 'elsewhere'*",
            "*left changed: current folder: *",
            "*left changed: KEPT: 'yes' became None*",
        ]
    )


def test_nothing_of_the_person_who_runs_the_tests_is_left() -> None:
    assert not {"ITA_LANG", "ITA_SOFFICE", "COLUMNS", "NO_COLOR", "FORCE_COLOR", "LANG"} & set(os.environ)

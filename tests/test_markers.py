"""Check that each test gets its markers from what it uses, and that the tests of one fixture stay together."""

from __future__ import annotations

import pytest

from tests.support.markers import SLOW_TESTS, marker_names, shares_a_fixture

USING = """
import pytest
from tests.hostile.attacks import attacks
from tests.hostile.injections import INJECTIONS

CASES = [text for text in INJECTIONS[:1]]

@pytest.fixture
def office():
    return None

@pytest.fixture
def house(office):
    return office

@pytest.fixture(scope="module")
def demo():
    return None

@pytest.fixture
def attack():
    return attacks

def helper():
    return attacks

def test_of_office(office): pass
def test_of_a_fixture_of_office(house): pass
def test_of_attacks(): helper()
def test_of_a_fixture_of_attacks(attack): pass
@pytest.mark.parametrize("text", CASES)
def test_of_texts(text): pass
def test_of_a_round(demo): pass
def test_of_both(demo, office): attacks
def test_of_nothing(tmp_path): pass
@pytest.mark.slow
def test_marked_by_hand(tmp_path): pass
"""
MARKERS = {
    "test_of_office": ("office",),
    "test_of_a_fixture_of_office": ("office",),
    "test_of_attacks": ("hostile",),
    "test_of_a_fixture_of_attacks": ("hostile",),
    "test_of_texts": ("hostile",),
    "test_of_a_round": ("slow",),
    "test_of_both": ("office", "hostile", "slow"),
    "test_of_nothing": ("quick",),
    "test_marked_by_hand": ("slow",),
}


def test_markers_follow_from_what_a_test_uses(pytester: pytest.Pytester) -> None:
    items = [item for item in pytester.getitems(USING) if isinstance(item, pytest.Function)]
    assert {str(item.originalname): marker_names(item) for item in items} == MARKERS
    assert [item.originalname for item in items if shares_a_fixture(item)] == ["test_of_a_round", "test_of_both"]


def test_every_name_of_a_slow_test_is_the_name_of_one(pytestconfig: pytest.Config) -> None:
    files = pytestconfig.rootpath.joinpath("tests").rglob("test_*.py")
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    gone = [name for name in sorted(SLOW_TESTS) if f"def {name}(" not in text]
    assert not gone, f"rename or remove them in SLOW_TESTS of tests/support/markers.py: {gone}"


def test_every_test_has_a_marker(request: pytest.FixtureRequest) -> None:
    names = {"office", "hostile", "slow", "quick"}
    without = [item for item in request.session.items if not names & {mark.name for mark in item.iter_markers()}]
    assert without == []

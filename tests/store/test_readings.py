"""Check that a reading comes back from its JSON, and that a spoilt text is no reading."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ita_xlsx.catalogue import load_framework
from ita_xlsx.model.findings import Code, Finding, Status, catalogue
from ita_xlsx.model.layout import Place
from ita_xlsx.model.round_state import ReturnSummary
from ita_xlsx.model.submission import Evidence, StepReport
from ita_xlsx.store.summary_json import from_json, to_json
from tests.store.samples import NAMES, reading_of

TEXT = st.text(st.characters(exclude_categories=[]), max_size=8)
SCORE = st.fractions(0, 100)
COUNT = st.integers(0, 10**6)
PLACE = st.none() | st.builds(Place, TEXT, COUNT, COUNT)


@st.composite
def told_findings(draw: st.DrawFn) -> Finding:
    code = Code(draw(st.sampled_from(sorted(NAMES))))
    params = tuple((name, draw(TEXT)) for name in NAMES[code])
    some = st.none() | TEXT
    return Finding(
        code=code,
        severity=catalogue.CATALOGUE[code].severity,
        file=draw(TEXT),
        sheet=draw(some),
        cell=draw(some),
        value=draw(some),
        subject=draw(some),
        params=params,
    )


READINGS = st.builds(
    ReturnSummary, file=TEXT, digest=TEXT, modified=st.none() | st.dates(), code=TEXT, name=TEXT,
    year=st.none() | COUNT,
    status=st.sampled_from(Status), declares_nothing=st.booleans(), complete=st.booleans(), answered=COUNT,
    expected=COUNT, values=st.lists(st.none() | SCORE, max_size=4).map(tuple),
    previous=st.lists(st.none() | SCORE, max_size=4).map(tuple), level=TEXT,
    announced=st.lists(TEXT, max_size=2).map(tuple), weak=st.lists(st.tuples(TEXT, TEXT), max_size=2).map(tuple),
    respondents=st.lists(st.tuples(TEXT, COUNT), max_size=2).map(tuple),
    evidence=st.lists(st.builds(Evidence, TEXT, TEXT, TEXT, PLACE), max_size=2).map(tuple),
    steps=st.lists(st.builds(
        StepReport, id=TEXT, step=TEXT, status=TEXT, url=TEXT, note=TEXT, place=PLACE, status_place=PLACE,
    ), max_size=2).map(tuple),
    findings=st.lists(told_findings(), max_size=2).map(tuple), province=TEXT, roster_name=st.none() | TEXT,
    roster_province=st.none() | TEXT,
)  # fmt: skip


@given(READINGS)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_a_reading_comes_back_from_json(reading: ReturnSummary) -> None:
    assert from_json(to_json(reading)) == reading


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"1/3"', '"1/0"'),
        ('"1/3"', "0.5"),
        ('"1/3"', '"1e9/3"'),
        ('"accepted"', '"perfect"'),
        ('"2026-09-01"', '"yesterday"'),
        ("true", "1"),
        ("2568", "true"),
        ("2568", "-1"),
        ("41", "-41"),
        ('"S207"', '"Z999"'),
        ('["other","A6"]', '["another","A6"]'),
        ("[", "[1,"),
        ("]", ""),
        ("[", "[" * 100_000),
    ],
)
def test_a_spoilt_text_is_no_reading(old: str, new: str) -> None:
    place = Place("x", 41, 1)
    reading = reading_of(
        load_framework(2568),
        "P",
        values=(Fraction(1, 3),),
        modified=date(2026, 9, 1),
        steps=(StepReport(id="", step="", place=place),),
    )
    text = to_json(reading)
    assert from_json(text) == reading
    assert old in text
    with pytest.raises(ValueError):
        from_json(text.replace(old, new, 1))

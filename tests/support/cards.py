"""Make cards of agencies in every condition: long texts, no weak point, no year before, nobody to compare with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from ita_xlsx.catalogue import load_examples, load_framework
from ita_xlsx.cycle.analyze import analyze_return
from ita_xlsx.cycle.giving_back.cards import card_of
from ita_xlsx.cycle.receive import Returned
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout.card_layout import CARD
from ita_xlsx.model.pages.agency_card import AgencyCard
from ita_xlsx.model.province.groups import quartiles
from ita_xlsx.model.province.place_in_group import GroupFigures, PlaceInGroup, compared_subjects
from ita_xlsx.scoring import score_submission, score_values
from tests.support.forms import NOWHERE

LONG = "สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัดพระนครศรีอยุธยาและศูนย์ราชการใสสะอาดประจำจังหวัด"
MEASURE = "จัดทำและเผยแพร่คู่มือการปฏิบัติงานตามภารกิจหลักของหน่วยงานให้เจ้าหน้าที่ถือปฏิบัติเป็นมาตรฐานเดียวกัน " * 3
# The sheet of a card, for tests that look into it.
SHEET = CARD


def group_of(framework: Framework, kind: str = "ส่วนราชการประจำจังหวัด", *, low: bool = False) -> GroupFigures:
    """The figures of a group of five agencies."""
    scores = [Fraction(number) + Fraction(1, 3) - (40 if low else 0) for number in (81, 88, 90, 93, 97)]
    found = quartiles(scores)
    assert found is not None
    subjects = compared_subjects(framework)
    return GroupFigures(
        kind=kind, count=5, means=dict.fromkeys(subjects, sum(scores, Fraction(0)) / 5),
        quartiles=dict.fromkeys(subjects, found),
    )  # fmt: skip


def example_card(*, placed: bool = True) -> AgencyCard:
    """The card of the latest published example."""
    example = max(load_examples(), key=lambda item: item.year)
    framework = load_framework(example.year)
    results = score_submission(example.submission, framework)
    returned = Returned(file="a.xlsx", findings=(), submission=example.submission, framework=framework, results=results)
    analysis = analyze_return(returned, NOWHERE)
    assert analysis is not None
    place = PlaceInGroup(figures=group_of(framework), rank=2, tied=1) if placed else None
    return card_of(analysis, place)


def hard_cards() -> Mapping[str, AgencyCard]:
    """Cards by a name of their condition."""
    card = example_card()
    nothing = score_values(card.framework, {}, {})
    full = score_values(card.framework, {leaf.subject: Fraction(100) for leaf in card.framework.answers}, {})
    long = tuple(replace(item, measure=MEASURE, owner=LONG, name=MEASURE, why=MEASURE) for item in card.points)
    figures = group_of(card.framework)
    bare = tuple(replace(item, measure="", owner="", period="", score=None) for item in card.points)
    return {
        "plain": card,
        "long": replace(
            card, agency=replace(card.agency, name=LONG * 2), points=long,
            place=PlaceInGroup(figures=replace(figures, kind=LONG, count=8317), rank=8000, tied=1200),
        ),
        "best": replace(card, results=full, previous=full, points=(), weak=0),
        "alone": replace(card, place=None),
        "new": replace(
            card, previous=nothing, place=PlaceInGroup(figures=group_of(card.framework, ""), rank=5, tied=2)
        ),
        "low": replace(card, place=PlaceInGroup(figures=group_of(card.framework, low=True), rank=1, tied=1)),
        "bare": replace(card, points=bare, previous=nothing, place=None),
        "odd": replace(card, agency=replace(card.agency, name="=1+1", code="&[A]/B:*?"),
                       place=PlaceInGroup(figures=replace(figures, kind='=1&"x"'), rank=1, tied=1)),
        "incomplete": replace(card, results=nothing),
    }  # fmt: skip

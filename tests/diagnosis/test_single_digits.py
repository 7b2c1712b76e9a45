"""A row of a table is told if its figures do not agree, and a digit is named if it alone makes them agree."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ita_xlsx.catalogue import load_framework
from ita_xlsx.diagnosis.misprints import misprints
from ita_xlsx.diagnosis.reconcile import reconcile
from ita_xlsx.diagnosis.single_digits import check_table_row, only_digit
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.results import two_decimals
from ita_xlsx.model.submission import Answer, Submission
from ita_xlsx.scoring import node_scores

FRAMEWORK = load_framework(2568)
TOTALS = ("IIT", "EIT", "OIT", "overall")
# Above 90, so that no other indicator has room for ten points more.
HIGH = ("91.21", "92.32", "93.43", "94.54", "95.65", "96.76", "91.87", "92.98", "93.09", "97.78")
LOW = ("81.21", "82.32", "83.43", "84.54", "85.65", "86.76", "81.87", "82.98", "83.09", "87.78")


def printed(indicators: tuple[str, ...], **changed: str) -> dict[str, Fraction]:
    """The figures of a row: indicators, what follows from them, and then what is changed (``_1`` is indicator 1)."""
    figures = {str(number): Fraction(score) for number, score in enumerate(indicators, 1)}
    scores = node_scores(FRAMEWORK, {}, figures)
    figures |= {subject: Fraction(two_decimals(scores[subject].value or Fraction(0))) for subject in TOTALS}
    return figures | {subject.lstrip("_"): Fraction(score) for subject, score in changed.items()}


def row(figures: dict[str, Fraction], level: str = "") -> Submission:
    announced = tuple(Answer(subject, value) for subject, value in figures.items())
    words = (Answer("level", raw=level),) if level else ()
    return Submission(agency=Agency("A1", "ทดสอบ"), announced=announced, announced_words=words)


def told(figures: dict[str, Fraction], level: str = "") -> list[tuple[str, str]]:
    """The codes, each with the digit that is named."""
    findings = check_table_row(FRAMEWORK, row(figures, level))
    return [(item.code.value, dict(item.params).get("likely", "")) for item in findings]


@pytest.mark.parametrize(
    ("figures", "level", "expected"),
    [
        (printed(HIGH), "ผ่านดี", []),
        (printed(HIGH, IIT="93.42"), "", []),
        (printed(HIGH, _10="87.78"), "", [("X839", "ตัวชี้วัดที่ 10: 87.78 → 97.78")]),
        (printed(HIGH, IIT="98.43"), "", [("X839", "IIT: 98.43 → 93.43")]),
        (printed(HIGH, EIT="39.87"), "", [("X839", "EIT: 39.87 → 93.87")]),
        (printed(LOW, _2="79.32"), "", [("X838", "")]),
        (printed(LOW, _2="81.32"), "", [("X838", "")]),
        (printed(LOW, overall="70.00"), "", [("X838", "")]),
        (printed(LOW, _1="11.21", overall="70.00"), "", [("X838", ""), ("X838", "")]),
        (printed(HIGH), "ผ่าน", [("X840", "")]),
        (printed(HIGH, overall="84.20"), "ต้องปรับปรุง", [("X838", "")]),
        ({"overall": Fraction(90)}, "ผ่านดี", []),
        ({"9": Fraction(90), "10": Fraction(80), "weighted OIT": Fraction(34)}, "", []),
        ({"9": Fraction(90), "10": Fraction(80), "weighted OIT": Fraction(36)}, "", [("X838", "")]),
    ],
)
def test_what_is_told_of_a_row(figures: dict[str, Fraction], level: str, expected: list[tuple[str, str]]) -> None:
    assert told(figures, level) == expected


@pytest.mark.parametrize(("overall", "codes"), [("93.3", []), ("93.4", []), ("94.0", ["X838"])])
def test_figures_of_one_decimal_differ_by_their_rounding(overall: str, codes: list[str]) -> None:
    figures = {"IIT": Fraction("91.5"), "EIT": Fraction("93.5"), "OIT": Fraction("94.7"), "overall": Fraction(overall)}
    decimals = dict.fromkeys(figures, 1)
    assert [item.code.value for item in check_table_row(FRAMEWORK, row(figures), decimals)] == codes
    assert [item.code.value for item in check_table_row(FRAMEWORK, row(figures))] == (codes or ["X838"])


SCORES = st.lists(st.decimals(60, 100, places=2).map(str), min_size=10, max_size=10).map(tuple)


@settings(max_examples=150, deadline=None)
@given(SCORES, st.sampled_from([*map(str, range(1, 11)), *TOTALS]), st.data())
def test_a_named_digit_is_the_one_that_was_changed(scores: tuple[str, ...], subject: str, data: st.DataObject) -> None:
    right = printed(scores)
    changes = list(misprints(two_decimals(right[subject])))
    assume(changes)
    wrong = data.draw(st.sampled_from(changes))
    submission = row({**right, subject: Fraction(wrong)})
    reconciliation = reconcile(FRAMEWORK, submission)
    found = only_digit(FRAMEWORK, submission, reconciliation)
    if all(item.is_consistent for item in reconciliation.rows):
        assert found is None
    elif found is not None:
        # The right figure makes the row agree, so that a single change can only be this one.
        assert (found.subject, found.likely) == (subject, Decimal(two_decimals(right[subject])))

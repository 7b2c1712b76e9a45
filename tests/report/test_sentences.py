"""Check the sentences about figures, kind by kind: ties, equal after rounding, one row, missing years and scores."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.model.results import two_decimals
from ita_xlsx.report.sentences.below_limit import below_limit
from ita_xlsx.report.sentences.changes import changes
from ita_xlsx.report.sentences.extremes import extremes
from ita_xlsx.report.sentences.in_order import best_first, has_order, in_their_order
from ita_xlsx.report.sentences.scored_line import ScoredLine, after, joined, linked, score_words
from ita_xlsx.report.sentences.two_parts import compare_parts

Scores = Sequence[str | None]


def number(text: str | None) -> Decimal | None:
    return None if text is None else two_decimals(Fraction(text))


def questions(scores: Scores, before: Scores = (), letter: str = "i") -> list[ScoredLine]:
    """Return lines named i1, i2, … with these scores."""
    earlier = [*before, *[None] * (len(scores) - len(before))]
    return [
        ScoredLine(f"{letter}{place}", number(score), number(old))
        for place, (score, old) in enumerate(zip(scores, earlier, strict=True), 1)
    ]


@pytest.mark.parametrize(
    ("scores", "sentence"),
    [
        (("93.54", "96.54", "99.38"), "ข้อ i3 ได้คะแนนสูงสุด 99.38 คะแนน ส่วนข้อ i1 ได้คะแนนต่ำสุด 93.54 คะแนน"),
        (("98.27", "99.47", "99.59"), "ทุกข้อได้คะแนนใกล้เคียงกัน โดยข้อ i3 ได้คะแนนสูงสุด 99.59 คะแนน "
         "ส่วนข้อ i1 ได้คะแนนต่ำสุด 98.27 คะแนน"),
        (("90", "92"), "ข้อ i2 ได้คะแนนสูงสุด 92.00 คะแนน ส่วนข้อ i1 ได้คะแนนต่ำสุด 90.00 คะแนน"),
        (("90", "91.99"), "ทุกข้อได้คะแนนใกล้เคียงกัน โดยข้อ i2 ได้คะแนนสูงสุด 91.99 คะแนน "
         "ส่วนข้อ i1 ได้คะแนนต่ำสุด 90.00 คะแนน"),
        (("80", "95", "95"), "ข้อ i2 และ i3 ได้คะแนนสูงสุดเท่ากัน 95.00 คะแนน ส่วนข้อ i1 ได้คะแนนต่ำสุด 80.00 คะแนน"),
        (("80", "80", "80", "95"),
         "ข้อ i4 ได้คะแนนสูงสุด 95.00 คะแนน ส่วนข้อ i1 ถึง i3 ได้คะแนนต่ำสุดเท่ากัน 80.00 คะแนน"),
        (("80", "95", "80"), "ข้อ i2 ได้คะแนนสูงสุด 95.00 คะแนน ส่วนข้อ i1 และ i3 ได้คะแนนต่ำสุดเท่ากัน 80.00 คะแนน"),
        (("100", "100", "100"), "ข้อ i1 ถึง i3 ได้ 100 คะแนนทุกข้อ"),
        (("100", "100"), "ข้อ i1 และ i2 ได้ 100 คะแนนทุกข้อ"),
        (("100", "50", "100"), "ทุกข้อได้ 100 คะแนน ยกเว้นข้อ i2 ได้ 50.00 คะแนน"),
        (("100", "50"), "ข้อ i1 ได้คะแนนสูงสุด 100 คะแนน ส่วนข้อ i2 ได้คะแนนต่ำสุด 50.00 คะแนน"),
        (("100", "50", "50"), "ข้อ i1 ได้คะแนนสูงสุด 100 คะแนน ส่วนข้อ i2 และ i3 ได้คะแนนต่ำสุดเท่ากัน 50.00 คะแนน"),
        (("95", "95"), "ทุกข้อได้คะแนนเท่ากัน 95.00 คะแนน"),
        (("95.001", "95.004"), "ทุกข้อได้คะแนนเท่ากัน 95.00 คะแนน"),
        (("99.995", "100"), "ข้อ i1 และ i2 ได้ 100 คะแนนทุกข้อ"),
        (("95",), "ข้อ i1 ได้ 95.00 คะแนน"),
        (("100",), "ข้อ i1 ได้ 100 คะแนน"),
        (("0", "0"), "ทุกข้อได้คะแนนเท่ากัน 0.00 คะแนน"),
        ((None, "95", "80"),
         "ข้อ i2 ได้คะแนนสูงสุด 95.00 คะแนน ส่วนข้อ i3 ได้คะแนนต่ำสุด 80.00 คะแนน ทั้งนี้ ข้อ i1 ยังไม่มีคะแนน"),
        ((None, "95"), "ข้อ i2 ได้ 95.00 คะแนน ทั้งนี้ ข้อ i1 ยังไม่มีคะแนน"),
        ((None, "95", "95"), "ข้อ i2 และ i3 ได้คะแนนสูงสุดเท่ากัน 95.00 คะแนน ทั้งนี้ ข้อ i1 ยังไม่มีคะแนน"),
        ((None, "100", "100", "100"),
         "ข้อ i2 ถึง i4 ได้คะแนนสูงสุดเท่ากัน 100 คะแนน ทั้งนี้ ข้อ i1 ยังไม่มีคะแนน"),
        ((None, None), "ยังไม่มีคะแนนของรายการในตารางนี้"),
        ((), "ยังไม่มีคะแนนของรายการในตารางนี้"),
    ],
)  # fmt: skip
def test_highest_and_lowest(scores: Scores, sentence: str) -> None:
    assert extremes(questions(scores), "ข้อ") == sentence


@pytest.mark.parametrize(
    ("scores", "before", "sentence"),
    [
        (("96", "97"), ("95", "96"), "ทุกข้อได้คะแนนเพิ่มขึ้นจากปี 2567"),
        (("92.21", "88.48", "86.94"), ("95.04", "93.41", "87.98"), "ทุกข้อได้คะแนนลดลงจากปี 2567"),
        (("95", "95"), ("95", "95"), "ทุกข้อได้คะแนนเท่ากับปี 2567"),
        (("95.004", "95"), ("95", "95.001"), "ทุกข้อได้คะแนนเท่ากับปี 2567"),
        (("100", "90"), ("97.14", "100"), "ข้อ i1 ได้คะแนนเพิ่มขึ้นจากปี 2567 ส่วนข้อ i2 ได้คะแนนลดลงจากปี 2567"),
        (("96", "94", "95"), ("95", "95", "95"), "ข้อ i1 ได้คะแนนเพิ่มขึ้นจากปี 2567 ส่วนข้อ i2 ได้คะแนนลดลงจากปี 2567 "
         "และข้อ i3 ได้คะแนนเท่ากับปี 2567"),
        (("96", "95"), ("95", "95"), "ข้อ i1 ได้คะแนนเพิ่มขึ้นจากปี 2567 ส่วนข้อ i2 ได้คะแนนเท่ากับปี 2567"),
        (("96",), ("95",), "ข้อ i1 ได้คะแนนเพิ่มขึ้นจากปี 2567"),
        (("96", "97"), (), "ไม่มีคะแนนปี 2567 สำหรับเปรียบเทียบ"),
        (("96", "97"), ("95", None), "ข้อ i1 ได้คะแนนเพิ่มขึ้นจากปี 2567 ส่วนข้อ i2 ไม่มีคะแนนปี 2567 สำหรับเปรียบเทียบ"),
        (("96", "97"), (None, "95"), "ข้อ i2 ได้คะแนนเพิ่มขึ้นจากปี 2567 ส่วนข้อ i1 ไม่มีคะแนนปี 2567 สำหรับเปรียบเทียบ"),
        ((None, "97"), ("95", "95"), "ข้อ i2 ได้คะแนนเพิ่มขึ้นจากปี 2567"),
        ((None, None), ("95", "95"), ""),
        ((), (), ""),
    ],
)  # fmt: skip
def test_changes_since_the_year_before(scores: Scores, before: Scores, sentence: str) -> None:
    assert changes(questions(scores, before), "ข้อ", 2567) == sentence


@pytest.mark.parametrize(
    ("public", "survey", "sentence"),
    [
        (("85.41", "87.72", "87.68"), ("94.22", "95.56", "96.89"), "ทุกข้อมีคะแนน EIT Public ต่ำกว่า EIT Survey"),
        (("95", "96"), ("90", "91"), "ทุกข้อมีคะแนน EIT Public สูงกว่า EIT Survey"),
        (("95", "96"), ("95", "96"), "ทุกข้อมีคะแนน EIT Public เท่ากับ EIT Survey"),
        (("95.001", "96"), ("95.004", "96"), "ทุกข้อมีคะแนน EIT Public เท่ากับ EIT Survey"),
        (("80", "96"), ("90", "91"), "ข้อ e1 มีคะแนน EIT Public ต่ำกว่า EIT Survey "
         "ส่วนข้อ e2 มีคะแนน EIT Public สูงกว่า EIT Survey"),
        (("80", "91"), ("90", "91"), "ข้อ e1 มีคะแนน EIT Public ต่ำกว่า EIT Survey "
         "ส่วนข้อ e2 มีคะแนน EIT Public เท่ากับ EIT Survey"),
        (("80",), ("90",), "ข้อ e1 มีคะแนน EIT Public ต่ำกว่า EIT Survey"),
        (("80", None), ("90", "91"), "ข้อ e1 มีคะแนน EIT Public ต่ำกว่า EIT Survey"),
        ((None, None), ("90", "91"), ""),
    ],
)  # fmt: skip
def test_public_and_survey(public: Scores, survey: Scores, sentence: str) -> None:
    labels = ("EIT Public", "EIT Survey")
    lines = questions(public, letter="e"), questions(survey, letter="e")
    assert compare_parts(*lines, labels, "ข้อ") == sentence


@pytest.mark.parametrize(
    ("scores", "limit", "sentence"),
    [
        (("84.99", "85", "79"), "85", "มี 2 ข้อที่ได้คะแนนต่ำกว่า 85 คะแนน ได้แก่ ข้อ i1 และ i3"),
        (("84.995", "90"), "85", "ไม่มีข้อใดได้คะแนนต่ำกว่า 85 คะแนน"),
        (("84.994", "90"), "85", "มี 1 ข้อที่ได้คะแนนต่ำกว่า 85 คะแนน ได้แก่ ข้อ i1"),
        (("70", "71", "72", "90"), "82.5", "มี 3 ข้อที่ได้คะแนนต่ำกว่า 82.5 คะแนน ได้แก่ ข้อ i1 ถึง i3"),
        (("70", "71"), "85", "ทุกข้อได้คะแนนต่ำกว่า 85 คะแนน"),
        (("70",), "85", "มี 1 ข้อที่ได้คะแนนต่ำกว่า 85 คะแนน ได้แก่ ข้อ i1"),
        (("70", None), "85", "มี 1 ข้อที่ได้คะแนนต่ำกว่า 85 คะแนน ได้แก่ ข้อ i1"),
        ((None,), "85", ""),
    ],
)
def test_count_below_the_limit(scores: Scores, limit: str, sentence: str) -> None:
    assert below_limit(questions(scores), "ข้อ", Fraction(limit)) == sentence


TWO = [ScoredLine("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่", number("96.49")), ScoredLine("ตัวชี้วัดที่ 10 การป้องกันการทุจริต", number("100"))]


def test_all_scores_in_one_sentence() -> None:
    assert in_their_order(TWO) == ("ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่ ได้ 96.49 คะแนน และตัวชี้วัดที่ 10 การป้องกันการทุจริต ได้ 100 คะแนน")
    assert best_first([*TWO, ScoredLine("ตัวชี้วัดที่ 2 การใช้งบประมาณ", None)]) == (
        "ตัวชี้วัดที่ 10 การป้องกันการทุจริต ได้ 100 คะแนน รองลงมา ได้แก่ ตัวชี้วัดที่ 1 การปฏิบัติหน้าที่ ได้ 96.49 คะแนน "
        "ส่วนตัวชี้วัดที่ 2 การใช้งบประมาณ ยังไม่มีคะแนน"
    )


@pytest.mark.parametrize(
    ("scores", "sentence"),
    [
        (("100", "100", "90"), "ก และข ได้คะแนนเท่ากัน 100 คะแนน รองลงมา ได้แก่ ค ได้ 90.00 คะแนน"),
        (("90", "100", "90"), "ข ได้ 100 คะแนน รองลงมา ได้แก่ ก และค ได้คะแนนเท่ากัน 90.00 คะแนน"),
        (("99.995", "100", "90"), "ก และข ได้คะแนนเท่ากัน 100 คะแนน รองลงมา ได้แก่ ค ได้ 90.00 คะแนน"),
        (("95", "95", "95"), "ก ข และค ได้คะแนนเท่ากัน 95.00 คะแนน"),
        (("95", None, None), "ก ได้ 95.00 คะแนน ส่วนข และค ยังไม่มีคะแนน"),
        ((None, "95", "95"), "ข และค ได้คะแนนเท่ากัน 95.00 คะแนน ส่วนก ยังไม่มีคะแนน"),
        ((None, None, None), "ก ข และค ยังไม่มีคะแนน"),
        ((), ""),
    ],
)
def test_equal_scores_are_not_ranked(scores: Scores, sentence: str) -> None:
    lines = [ScoredLine(name, number(score)) for name, score in zip("กขค", scores, strict=False)]
    assert best_first(lines) == sentence


@pytest.mark.parametrize(
    ("scores", "is_order"),
    [(("95", "90"), True), (("95", "95"), False), (("95", None), False), ((None, None), False), ((), False)],
)
def test_only_different_scores_have_an_order(scores: Scores, is_order: bool) -> None:
    assert has_order(questions(scores)) is is_order


@pytest.mark.parametrize(
    ("sentences", "words"),
    [
        (("ก", "ข", "ค"), "ก ทั้งนี้ ข และค"),
        (("ก", "IIT ข", "IIT ค"), "ก ทั้งนี้ IIT ข และ IIT ค"),
        (("ก ทั้งนี้ ข", "ค"), "ก ทั้งนี้ ข และค"),
        (("ก", "ข ทั้งนี้ ค", "ง"), "ก ทั้งนี้ ข และค และง"),
        (("", "ก", ""), "ก"),
        (("",), ""),
    ],
)
def test_the_word_for_furthermore_stands_once(sentences: tuple[str, ...], words: str) -> None:
    assert linked(sentences) == words


@pytest.mark.parametrize("text", ["{names}", "{0}", "%s", "{{ x }}", "<w:p>", "ก" * 300])
def test_a_name_is_only_a_name(text: str) -> None:
    lines = [ScoredLine(text, number("90")), ScoredLine("ข", number("95"))]
    assert f"{text} ได้คะแนนต่ำสุด 90.00 คะแนน" in extremes(lines, "หน่วยงาน")


SCORES = st.lists(
    st.one_of(st.none(), st.decimals(0, 100, places=2).map(str), st.sampled_from(["100", "99.995", "95"])),
    min_size=1,
    max_size=12,
)


@given(SCORES, SCORES)
def test_every_score_in_a_sentence_is_one_of_the_table(scores: list[str | None], before: list[str | None]) -> None:
    """Extremes print the true highest and lowest score, the unit follows each score, and no sentence is cut."""
    lines = questions(scores, before[: len(scores)])
    sentence = extremes(lines, "ข้อ")
    present = [line.score for line in lines if line.score is not None]
    if present:
        assert score_words(min(present)) in sentence or (min(present) == max(present) or "100" in sentence)
        assert score_words(max(present)) in sentence
    assert "{" not in sentence + changes(lines, "ข้อ", 2567)
    assert "ร้อยละ" not in sentence
    assert "คะแนน คะแนน" not in sentence


@given(st.lists(st.sampled_from("กขค"), max_size=6))
def test_a_list_names_every_word_once(words: list[str]) -> None:
    assert joined(words).replace("และ", "").split() == words


@pytest.mark.parametrize("mark", ["ทั้งนี้", "ทั้งนี้ "])
@pytest.mark.parametrize(("text", "joined_text"), [("IIT ได้", "ทั้งนี้ IIT ได้"), ("1 ข้อ", "ทั้งนี้ 1 ข้อ"), ("ข้อ", None)])
def test_one_space_stands_before_latin_letters(mark: str, text: str, joined_text: str | None) -> None:
    assert after(mark, text) == (joined_text or mark + text)

"""Check which addresses are spellings of one page, and which only look alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.links.similar_addresses import count_typing_errors, find_spelling_variants
from ita_xlsx.model.links import (
    same_address,
)
from tests.support.links import HOME

TOKEN = "1FAIpQLSfqZnrUwtAbam9_Sq6dgMEsL-t_PcgB90RTSzJPfcK8tojckQ"
FORM = f"https://docs.google.com/forms/d/e/{TOKEN}/viewform"


@pytest.mark.parametrize(
    ("other", "count"),
    [
        (TOKEN.replace("jck", "jk"), 1),
        (TOKEN.replace("zJP", "szJP"), 1),
        (TOKEN.replace("L-t", "Lt").replace("jck", "jk"), 2),
        (TOKEN.replace("1FA", "lFA"), 1),
        (TOKEN.replace("B90", "B9O"), 1),
        (TOKEN.replace("B90", "B91"), 99),
        (TOKEN.replace("B90", "B9"), 99),
        (TOKEN.replace("B90", "B9a0"), 1),
        (TOKEN.replace("Sq6", "Sq8"), 99),
        (TOKEN, 0),
    ],
)
def test_slips_are_counted_and_digits_are_no_slips(other: str, count: int) -> None:
    assert min(count_typing_errors(TOKEN, other), 99) == min(count_typing_errors(other, TOKEN), 99) == count


OPAQUE = st.text("abcdefgh0123456789lIOoZzSsB-_ABCDEFGHKLMN", min_size=24, max_size=60).map(
    lambda text: f"aBcD{text}EfGh"
)


@given(st.data())
def test_a_number_that_differs_in_a_digit_is_never_a_spelling(data: st.DataObject) -> None:
    token = data.draw(OPAQUE.filter(lambda text: any(map(str.isdigit, text))))
    at = data.draw(st.sampled_from([place for place, char in enumerate(token) if char.isdigit()]))
    digit = data.draw(st.sampled_from([char for char in "0123456789" if char != token[at]]))
    other = token[:at] + digit + token[at + 1 :]
    assert find_spelling_variants([f"https://a.go.th/{token}", f"https://a.go.th/{other}"]) == ()


@given(OPAQUE, st.data())
def test_one_letter_put_in_is_a_spelling(token: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(5, len(token) - 5))
    urls = (f"https://a.go.th/d/{token}/view", f"https://a.go.th/d/{token[:at]}x{token[at:]}/view")
    mixed = sum(map(str.isupper, token)) * 10 > len(token) + 1 and sum(map(str.islower, token)) * 10 > len(token) + 1
    assert find_spelling_variants(urls) == ((tuple(sorted(urls)),) if mixed else ())


def test_other_words_and_other_places_are_no_spellings() -> None:
    words = [f"{HOME}/samutsakhon-performance-preview-result", f"{HOME}/samutsakhon-performance-preview-results"]
    assert find_spelling_variants([*words, FORM, FORM.replace("forms", "sheets").replace("jck", "jk")]) == ()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.go.th", "HTTPS://A.GO.TH/", True),
        ("https://a.go.th/ก", "https://a.go.th/%E0%B8%81", True),
        ("https://a.go.th/A", "https://a.go.th/a", False),
        ("https://a.go.th/1", "https://a.go.th/2", False),
    ],
)
def test_two_spellings_of_one_page_are_the_same(one: str, other: str, same: bool) -> None:
    assert same_address(one, other) is same

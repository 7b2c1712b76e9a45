"""Check that telephone numbers and mail addresses are masked however they are written, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.model.text.personal import MASK, has_personal, mask_personal

NUMBERS = (
    "0812345678", "081-234-5678", "081 234 5678", "081.234.5678", "08-1234-5678", "02-123-4567", "0 2123 4567",
    "034-123456", "0-3412-3456", "034123456", "๐๘๑-๒๓๔-๕๖๗๘", "08-12-34-56-78", "0066812345678", "66812345678",
    "081\N{EN DASH}234\N{EN DASH}5678", "081\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}5678",
)  # fmt: skip
ADDRESSES = ("clerk@samut.go.th", "a.b+c@mail.example.com", "A＠b.go.th", "clerk%40samut.go.th", "สมชาย@ตราด.ไทย")
OTHERS = (
    "", "95.50", "0.123456789", "61.0212345678", "30/09/2569", "2569-09-30", "2026-09-30 10.15.20",
    "2026-09-30-10-15-20", "01/02/2569 03:04:05", "30-09-2569 1430", "P01", "05740101", "IIT!D14", "มท 0001/2569/00123",
    "a@b", "@SUM(A1)", "1,012,345,678",
)  # fmt: skip


@pytest.mark.parametrize("text", [*NUMBERS, *ADDRESSES])
@pytest.mark.parametrize("around", ["{}", "โทร. {} ต่อ 12", "ฟอร์ม_{}.xlsx", "inbox/({})/a.xlsx", "ใช้ {}, แล้ว", "tel{}"])
def test_a_number_or_an_address_is_masked_wherever_it_stands(text: str, around: str) -> None:
    masked = mask_personal(around.format(text))
    assert MASK in masked
    assert text not in masked
    before, _, after = around.partition("{}")
    assert masked.endswith(after)
    # Letters before an address are part of it.
    assert masked.startswith(before) or text in ADDRESSES


@pytest.mark.parametrize("text", OTHERS)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert mask_personal(text) == text
    assert not has_personal(text)


def test_the_folder_of_an_account_names_nobody() -> None:
    assert mask_personal("/home/somchai/ita/inbox/a.xlsx") == "~/ita/inbox/a.xlsx"
    assert mask_personal("C:\\Users\\somchai\\ita\\a.xlsx") == "~\\ita\\a.xlsx"


@given(st.text(), st.sampled_from([*NUMBERS, *ADDRESSES]), st.text())
def test_what_is_masked_once_stays_masked(before: str, text: str, after: str) -> None:
    masked = mask_personal(f"{before} {text} {after}")
    assert mask_personal(masked) == masked


@given(
    st.text(alphabet="กขคงabc ()/:,", max_size=30),
    st.sampled_from(NUMBERS),
    st.text(alphabet="กขคงabc/:,", max_size=30),
)
def test_no_digit_of_a_number_is_left_between_words(before: str, text: str, after: str) -> None:
    masked = mask_personal(f"{before}{text}{after}")
    assert not any(sign.isdigit() for sign in masked)


def test_a_long_text_takes_no_long_time() -> None:
    text = "a" * 200_000 + "@" * 1000 + "0" * 200_000
    assert mask_personal(text) == text

"""Check which status, indicator and address the words of an agency mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.diagnosis.track_steps import track_steps
from ita_xlsx.model.round_measures import (
    STATUS_WORDS,
    StepStatus,
    indicator_code,
    step_status_of,
)
from ita_xlsx.model.text.addresses import is_web_address, web_addresses
from ita_xlsx.output.tracking_form.form_rows import reported_rows
from tests.support.tracked_steps import AS_OF, FRAMEWORK, member_of, province_of, reported


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1. การปฏิบัติหน้าที่", "1"), ("ตัวชี้วัดที่ ๑๐ การป้องกันการทุจริต", "10"), ("9.2 การบริหารงาน", "9"), ("(3)", "3"),
        ("การใช้งบประมาณ", "2"), ("99. อื่น ๆ", ""), ("i7", ""), ("ข้อคำถาม 5", ""), ("", ""),
    ],
)  # fmt: skip
def test_an_indicator_is_known_by_its_number_or_name(text: str, code: str) -> None:
    assert indicator_code(FRAMEWORK, text) == code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://a.go.th/x?y=1#z", True), ("HTTP://A.GO.TH", True), ("http://ภาษาไทย.ไทย/ก", True), ("", False),
        ("https://a b.go.th", False), ("javascript:alert(1)", False), ("https://user@evil.example", False),
        ("file:///etc/passwd", False), ("https://localhost", False), ("https://a.go.th:port", False),
        ("https://[", False), ("https://a.go.th/\u202e", False), ("https://a.go.th/" + "x" * 3000, False),
        ("=HYPERLINK(\"https://a.go.th\")", False),
    ],
)  # fmt: skip
def test_only_web_addresses_are_addresses(text: str, expected: bool) -> None:
    assert is_web_address(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ดูที่ (https://a.go.th/1) และ https://a.go.th/2, https://a.go.th/1", ("https://a.go.th/1", "https://a.go.th/2")),
        ("ไม่มีการให้บริการ", ()), ("javascript:alert(1) //a.go.th", ()), ("", ()),
    ],
)  # fmt: skip
def test_addresses_are_found_in_a_sentence(text: str, expected: tuple[str, ...]) -> None:
    assert web_addresses(text) == expected
    (step,) = track_steps(province_of(member_of("P01", reported("a.1", "แล้วเสร็จ", text))), AS_OF).steps
    assert (step.proved, step.reason) == (bool(expected), text)


SAID = {
    StepStatus.DONE: (
        "แล้วเสร็จ", " แล้วเสร็จ ", "แล้ว เสร็จ", "แล้วเสร็จ.", "เสร็จ", "เสร็จแล้ว", "ดำเนินการแล้ว",
        "ดําเนินการแล้วเสร็จ", "DONE", "✓", "100%",
        "๑๐๐ %", "ร้อยละ 100", "แล้วเสร็จ (100%)", "แล้ว\u200bเสร็จ",
    ),
    StepStatus.DOING: ("กำลังดำเนินการ", "อยู่ระหว่างดำเนินการ", "กำลังดำเนินการ 50%", "กำลังทำ", "๓๐%", "In  progress"),
    StepStatus.NOT_YET: ("ยังไม่ดำเนินการ", "ยังไม่ได้ดำเนินการ", "ยังไม่แล้วเสร็จ", "ยังไม่เริ่ม", "0%"),
    StepStatus.NO_DUTY: ("ไม่มีภารกิจ", "ไม่มีภารกิจที่เกี่ยวข้อง", "ไม่เกี่ยวข้อง"),
    StepStatus.NOT_REPORTED: (
        "", " ", "-", "ok", "1", "แล้วเสร็จ 50%", "กำลังดำเนินการ 100%",
        "150%", "ไม่แล้วเสร็จตามแผน", "ทำแล้วบางส่วน", "50",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("status", "progress"), [(text, key) for key, said in SAID.items() for text in said])
def test_a_status_is_understood_whatever_its_wording(status: str, progress: StepStatus) -> None:
    assert step_status_of(status) is progress
    shown = reported_rows([reported("a.1", status)])[0].status
    assert shown == (STATUS_WORDS[progress] if progress in STATUS_WORDS else status.strip())


@given(st.sampled_from([text for texts in SAID.values() for text in texts]), st.sampled_from(" .\u200b\t(),-"))
def test_blanks_and_punctuation_around_a_status_say_nothing(status: str, mark: str) -> None:
    assert step_status_of(f"{mark}{status}{mark}{mark}") is step_status_of(status)

"""Check that a text the form to sign cannot hold in full is found, and that no other text is."""

from __future__ import annotations

import pytest

from ita_xlsx.output.tracking_form import TrackingForm, find_cut_texts, reported_rows
from tests.support.returned_steps import AGENCY
from tests.support.tracked_steps import FRAMEWORK, reported

LONG = "ดำเนินการประชุมชี้แจงแนวทางการปฏิบัติงาน และรายงานผลต่อผู้บริหารทราบแล้ว "


@pytest.mark.parametrize(
    ("note", "url", "count"),
    [
        (LONG, "", 0), (LONG * 80, "", 0), ("ก" * 30_000, "", 1), ("", LONG * 400, 1), ("", LONG * 80, 0),
        ("", f"https://a.example/{'x' * 300}", 0), ("", "", 0),
    ],
)  # fmt: skip
def test_cut_texts_of_a_form(note: str, url: str, count: int) -> None:
    rows = reported_rows((reported("m1.1", "แล้วเสร็จ", url, note=note), reported("m1.2", "แล้วเสร็จ", note="ก")))
    assert (
        len(find_cut_texts(TrackingForm(framework=FRAMEWORK, agency=AGENCY, year=FRAMEWORK.year, rows=rows))) == count
    )

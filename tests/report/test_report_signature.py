"""Check that the foreword of a report is signed by whom the settings name, and has counted blanks for the rest."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.documents.report_contents import _signatory_of
from ita_xlsx.model.agency import Agency, Roster
from ita_xlsx.model.document import Paragraph, TextStyle
from ita_xlsx.model.report.report_settings import ReportSettings, Signatory
from ita_xlsx.model.report.round_texts import RoundText, RoundTexts, TextKey
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.submission import Submission
from ita_xlsx.model.text.dates import thai_date
from ita_xlsx.report.agency_report import agency_report
from tests.conftest import ISSUED
from tests.support.report_contents import contents_of, plain, texts_of

FIRST, PROVINCE = Agency("P01", "สำนักงานทดสอบ", addressee="หัวหน้าสำนักงานทดสอบ"), Agency("P02", "จังหวัดตราด")
GOVERNOR = Signatory(name="นายตัวอย่าง", position="ผู้ว่าราชการจังหวัดตราด")


@pytest.mark.parametrize(
    ("agency", "signatory", "expected"),
    [
        (PROVINCE, GOVERNOR, ["(นายตัวอย่าง)", "ผู้ว่าราชการจังหวัดตราด"]),
        (FIRST, GOVERNOR, ["(นายตัวอย่าง)", "ผู้ว่าราชการจังหวัดตราด", "สำนักงานทดสอบ"]),
        (FIRST, Signatory(), ["(_ชื่อผู้ลงนาม_)", "_ตำแหน่งผู้ลงนาม_", "สำนักงานทดสอบ"]),
        (FIRST, Signatory(position="หัวหน้าสำนักงานทดสอบ"), ["(_ชื่อผู้ลงนาม_)", "หัวหน้าสำนักงานทดสอบ"]),
    ],
)
def test_the_foreword_has_a_place_to_sign(agency: Agency, signatory: Signatory, expected: list[str]) -> None:
    contents = replace(contents_of(Submission(agency=agency), 2568), signatory=signatory)
    blocks = agency_report(contents).blocks
    signed = [
        plain(item.pieces) for item in blocks if isinstance(item, Paragraph) and item.style is TextStyle.SIGNATURE
    ]
    assert signed[0].startswith("ลงชื่อ")
    assert signed[1:] == [*expected, thai_date(ISSUED)]


@pytest.mark.parametrize(
    ("agency", "roster", "expected"),
    [
        (FIRST, None, GOVERNOR),
        (FIRST, Roster((FIRST,)), GOVERNOR),
        (PROVINCE, Roster((FIRST, PROVINCE)), GOVERNOR),
        (FIRST, Roster((FIRST, PROVINCE)), Signatory(position="หัวหน้าสำนักงานทดสอบ")),
    ],
)
def test_one_of_many_agencies_is_not_signed_for_by_the_province(
    agency: Agency, roster: Roster | None, expected: Signatory
) -> None:
    settings = RoundSettings(province="ตราด", report=ReportSettings(signatory=GOVERNOR))
    assert _signatory_of(agency, RunContext(round=settings, framework=None, roster=roster)) == expected


def test_the_slot_of_the_signatory_is_filled_in_a_report() -> None:
    texts = RoundTexts((RoundText(TextKey.FOREWORD, "โดย {ผู้ลงนาม} {ตำแหน่งผู้ลงนาม} เลขที่ {เลขที่หนังสือ}"),))
    contents = replace(contents_of(Submission(agency=PROVINCE), 2568, texts=texts), signatory=GOVERNOR)
    shown = texts_of(agency_report(contents).blocks)
    assert "โดย นายตัวอย่าง ผู้ว่าราชการจังหวัดตราด เลขที่ _เลขที่หนังสือ_" in shown

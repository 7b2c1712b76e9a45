"""Check that a form laid out for another font than ours holds its text in that font."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.layout.analysis_layout import TRACKING
from ita_xlsx.model.submission import StepReport
from ita_xlsx.office import paper_font
from ita_xlsx.output.tracking_form import TrackingForm, reported_rows, write_tracking_workbook
from tests.conftest import EDITION
from tests.libreoffice.office import Office
from tests.libreoffice.plugin import give_up

# What LibreOffice leaves free above and below is more than this.
SLACK = 4


@pytest.fixture(scope="module")
def plain_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """LibreOffice with the fonts of the machine, which are wider than ours."""
    if reason := Office.available():
        give_up(reason)
    with Office(tmp_path_factory.mktemp("plain")) as office:
        yield office


def test_rows_of_a_form_made_for_this_font_hold_their_text(plain_office: Office, tmp_path: Path) -> None:
    """What is signed is laid out for the font that is on the paper: every row is as high as that font needs."""
    path, pdf = tmp_path / "f.xlsx", tmp_path / "f.pdf"
    steps = [
        StepReport(
            id="", step="จัดทำคู่มือการให้บริการ " * (1 + at), status="แล้วเสร็จ", note="ตามหนังสือสั่งการ " * 9 * at,
            url=f"https://a.go.th/{'เอกสาร' * at}/{'x' * 9 * at}.pdf", measure=f"มาตรการ {at // 3}",
            owner="ทุกส่วนราชการ " * at,
        )
        for at in range(12)
    ]  # fmt: skip
    rows = reported_rows(steps)
    form = TrackingForm(framework=load_framework(2568), agency=Agency("P01", "เทศบาล", "ตราด"), year=2568, rows=rows)
    path.write_bytes(write_tracking_workbook(form, EDITION))
    plain_office.pdf(path, pdf)
    path.write_bytes(write_tracking_workbook(form, EDITION, paper_font(pdf)))
    heights = enumerate(plain_office.row_heights(path, TRACKING), 1)
    assert [(row, ours, needed) for row, (ours, needed) in heights if ours < needed - SLACK] == []

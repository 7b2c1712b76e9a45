"""Hold what is printed of each kind of workbook to its number of pages and to letters that can be read."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.libreoffice.office import Office
from tests.support.house_books import make_house_books
from tests.support.paper_sizes import Printed, printed_sheets

# The most pages of a workbook of each kind: a form with 39 steps, and the round of 31 agencies, in the house font.
PAGES: Mapping[str, int] = {
    "form/plan": 10, "analysis/real": 12, "copy/arabic/ITA2568 P01 จังหวัดสมุทรปราการ - แก้ไข": 14, "status/31": 2,
    "consolidated/31": 32, "measures/31": 40, "links/31": 20, "handover/0": 4, "definition/2568": 27,
}  # fmt: skip
# Pages that have to be one: what a governor and a director read.
ONE_PAGE = ("consolidated/31 ภาพรวม", "analysis/real สรุปผล")
SUMMARIES = frozenset({"ภาพรวม", "สรุปผล", "ภาพรวมมาตรการ", "คำชี้แจง"})
MATRICES = frozenset(
    {
        "consolidated ตัวชี้วัด", "consolidated รายข้อ", "consolidated ตามประเภท", "consolidated ตามอำเภอ",
        "measures มาตรการ x หน่วยงาน",
    }
)  # fmt: skip
SIGNED = frozenset({"analysis ติดตามมาตรการ"})
LEAST_SUMMARY, LEAST_LIST, LEAST_MATRIX, LEAST_SIGNED = 11, 10, 9, 12
# No letter is smaller, such as those of a text that shrinks into a narrow cell.
LEAST_LETTER = 7
# Sizes are those of a scale in whole per cent.
_SLACK = 0.1


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory, printer: Office) -> dict[str, list[Printed]]:
    """The sheets on paper of one workbook of each kind."""
    folder = tmp_path_factory.mktemp("workbooks")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ITA_CACHE", str(tmp_path_factory.mktemp("cache")))
        make_house_books(folder)
    sheets = {}
    for name in PAGES:
        pdf = folder / "page.pdf"
        printer.pdf(folder / f"{name}.xlsx", pdf)
        sheets[name] = printed_sheets(pdf)
    return sheets


def least_size(kind: str, sheet: str) -> int:
    """Return the least size in points of the letters of a sheet."""
    if f"{kind} {sheet}" in SIGNED:
        return LEAST_SIGNED
    if sheet in SUMMARIES:
        return LEAST_SUMMARY
    return LEAST_MATRIX if f"{kind} {sheet}" in MATRICES else LEAST_LIST


def faults_of(printed: dict[str, list[Printed]], guard: str) -> dict[tuple[str, str], str]:
    """Return what breaks a guard, by kind and sheet or workbook."""
    faults = {}
    for name, sheets in printed.items():
        kind, pages = name.partition("/")[0], sum(sheet.pages for sheet in sheets)
        if guard == "pages" and pages > PAGES[name]:
            faults[kind, name.rpartition("/")[2]] = f"{pages} pages > {PAGES[name]}"
        for sheet in sheets:
            least = least_size(kind, sheet.sheet)
            if guard == "size" and sheet.body < least - _SLACK:
                faults[kind, sheet.sheet] = f"{sheet.body:.1f} pt < {least}"
            if guard == "letters" and sheet.least < LEAST_LETTER:
                faults[kind, sheet.sheet] = f"a letter of {sheet.least:.1f} pt < {LEAST_LETTER}"
            if guard == "one page" and f"{name} {sheet.sheet}" in ONE_PAGE and sheet.pages > 1:
                faults[kind, sheet.sheet] = f"{sheet.pages} pages"
    return faults


@pytest.mark.slow
@pytest.mark.parametrize("guard", ["pages", "one page", "size", "letters"])
def test_what_is_printed_keeps_the_guard(guard: str, printed: dict[str, list[Printed]]) -> None:
    assert faults_of(printed, guard) == {}

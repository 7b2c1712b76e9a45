"""Check that the harness fails when it should, and works again afterwards."""

import time
import zipfile
from pathlib import Path

import pytest

from tests.libreoffice import plugin, process, workbooks
from tests.libreoffice.conftest import SECOND, SHEET
from tests.libreoffice.office import Edit, Office, OfficeError


@pytest.mark.parametrize(
    ("sheet", "cell", "message"),
    [
        (SHEET, "B1", "locked"),
        (SHEET, "C1", "locked"),
        (SHEET, "ไม่มี", "not a cell"),
        (SHEET, "A1:A2", "more than one cell"),
        ("ไม่มี", "A1", "no sheet"),
    ],
)
def test_the_clerk_types_only_where_one_can(
    office: Office, workbook: Path, tmp_path: Path, sheet: str, cell: str, message: str
) -> None:
    target = tmp_path / "target.xlsx"
    with pytest.raises(OfficeError, match=message):
        office.type_into(workbook, target, [(SHEET, "A1", "1"), (sheet, cell, "1")])
    assert not target.exists()


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (("insert_rows", SHEET, 1, 1), "will not insert_rows"),
        (("delete_rows", SHEET, 1, 1), "will not delete_rows"),
        (("unprotect", SHEET, "wrong"), "will not unprotect"),
        (("rename_sheet", SHEET, SECOND), "will not rename_sheet"),
        (("move_sheet", SHEET, 3), "will not move_sheet"),
        (("fold", SHEET), "unknown edit"),
        (("insert_rows", "ไม่มี", 1, 1), "no sheet"),
    ],
)
def test_an_edit_is_refused(office: Office, workbook: Path, tmp_path: Path, edit: Edit, message: str) -> None:
    with pytest.raises(OfficeError, match=message):
        office.edit(workbook, tmp_path / "target.xlsx", [edit])


def test_a_file_that_is_no_workbook_is_an_error(office: Office, workbook: Path, tmp_path: Path) -> None:
    broken, target = tmp_path / "broken.xlsx", tmp_path / "target.pdf"
    cut_off = workbook.read_bytes()[:3000]
    target.write_bytes(b"left over from before")
    for content, message in ((b"", "no workbook"), (b"junk", "not open"), (cut_off, "not open")):
        broken.write_bytes(content)
        with pytest.raises(OfficeError, match=message):
            office.pdf(broken, target)
    assert not target.exists()


def test_a_half_written_sheet_is_an_error(office: Office, workbook: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "half.xlsx", "w") as package:
        for name, content in workbooks.package_parts(workbook).items():
            package.writestr(name, content[:-20] if name.endswith("sheet2.xml") else content)
    with pytest.raises(OfficeError, match=r"sheet2\.xml is not well-formed"):
        office.recalculate(tmp_path / "half.xlsx", tmp_path / "target.xlsx")


def test_a_path_that_will_not_do_is_an_error(office: Office, workbook: Path, tmp_path: Path) -> None:
    with pytest.raises(OfficeError, match="no workbook"):
        office.recalculate(tmp_path / "absent.xlsx", tmp_path / "target.xlsx")
    with pytest.raises(OfficeError, match="overwritten"):
        office.recalculate(workbook, workbook)
    with pytest.raises(OfficeError, match="no filter"):
        office.recalculate(workbook, tmp_path / "target.txt")
    assert office.values(workbook, [(SHEET, "B1")]) == [30]


def test_a_late_answer_is_an_error_and_the_next_call_works(
    office: Office, workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Were it not killed at once, it would have this long to leave.
    monkeypatch.setattr(process, "SECONDS_TO_LEAVE", 120)
    with Office(tmp_path / "slow", timeout=0.01) as slow:
        started = time.monotonic()
        with pytest.raises(OfficeError, match=r"no answer in 0\.01 s"):
            slow.values(workbook, [(SHEET, "B1")])
        assert time.monotonic() - started < 60
        slow._timeout = 600
        assert slow.values(workbook, [(SHEET, "B1")]) == [30]


def test_a_missing_libreoffice_skips_unless_it_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(plugin.REQUIRE, raising=False)
    with pytest.raises(pytest.skip.Exception, match="not installed"):
        plugin.give_up("it is not installed")
    monkeypatch.setenv(plugin.REQUIRE, "1")
    with pytest.raises(pytest.fail.Exception, match="not installed"):
        plugin.give_up("it is not installed")

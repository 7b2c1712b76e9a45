"""Check that a sheet of our formulas is read for damage, and what a framework decides is computed once."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.forms.form import read_returned_form
from ita_xlsx.intake.workbook.workbook import Workbook
from ita_xlsx.model.layout.agency_layout import PRELIMINARY
from tests.conftest import full_scores, submission_of, write_form


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    framework = load_framework(2568)
    path = tmp_path_factory.mktemp("form") / "form.xlsx"
    return write_form(path, framework, submission_of(framework, full_scores(framework))).read_bytes()


def changed(form: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """Return the form with its sheet of preliminary results changed."""
    part = next(item.part for item in Workbook(form).contents.sheets if item.name == PRELIMINARY)
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(form)) as source, zipfile.ZipFile(target, "w") as copy:
        for item in source.infolist():
            content = source.read(item)
            copy.writestr(item.filename, change(content) if item.filename == part else content)
    return target.getvalue()


def read(data: bytes) -> str:
    """Return the code with which a form is refused; empty if it is read."""
    try:
        read_returned_form(Workbook(data), "form.xlsx", lambda name: load_framework(int(name)))
    except UnreadableWorkbook as error:
        return error.code
    return ""


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda part: part, ""),
        (lambda part: part[: len(part) // 2], "F105"),
        (lambda part: part.replace(b'<c r="C4"', b'<c r="XFE4"', 1), "F115"),
        (lambda part: part.replace(b"<sheetData>", b"<sheetData><row/>", 1), ""),
    ],
)
def test_a_damaged_sheet_of_formulas_refuses_the_form(form: bytes, change: Callable[[bytes], bytes], code: str) -> None:
    assert read(changed(form, change)) == code


def test_the_rows_of_a_sheet_of_formulas_are_not_made(form: bytes) -> None:
    workbook = Workbook(form)
    read_returned_form(workbook, "form.xlsx", lambda name: load_framework(int(name)))
    sheet = next(item for item in workbook.sheets if item.name == PRELIMINARY)
    assert not getattr(sheet.rows, "is_read", True)


def test_what_a_framework_decides_is_computed_once_and_not_pickled() -> None:
    framework = load_framework(2568)
    calls: list[int] = []

    def compute(item: object) -> int:
        calls.append(1)
        return len(calls)

    assert (framework.once(compute), framework.once(compute)) == (1, 1)
    assert "_once" not in framework.__getstate__()

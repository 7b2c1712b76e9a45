"""Check that both readers agree on every sheet that only one of them is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given, settings

from ita_xlsx.catalogue import list_years, load_framework
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.workbook import sheet_reader as reading
from ita_xlsx.intake.workbook.workbook import Workbook
from ita_xlsx.model.round_settings import RoundSettings
from tests.conftest import EDITION, full_scores, submission_of
from tests.hostile.attacks import attacks
from tests.hostile.case import open_book
from tests.hostile.mutants import mutants
from tests.intake.sheet_rows import rows, sheet_of
from tests.support.paths import CORPUS

GOOD_FILES = sorted((CORPUS / "should_pass").iterdir())
SEED = 20261121


@lru_cache(maxsize=1)
def form_of(year: int) -> bytes:
    framework = load_framework(year)
    return make_form(framework, RoundSettings(), submission_of(framework, full_scores(framework)), EDITION)


@pytest.fixture(scope="module")
def form() -> bytes:
    return form_of(2568)


def small_book(rows: str) -> bytes:
    """A workbook whose first sheet has these rows."""
    book = open_book(form_of(2568))
    return book.changed({book.sheets[0]: sheet_of(rows)})


def plain_sheets(data: bytes) -> Iterator[tuple[str, bool]]:
    """Each sheet that is taken from our own reader alone, and whether the fast reader reads the same.

    Nothing of a file that the fast reader gives up on, or of a sheet that it does not find or is never given.
    """
    with suppress(UnreadableWorkbook):
        reader = Workbook(data)._reader
        sheets = [(item, care) for item in reader.contents.sheets if (care := reader._read_plain(item)) is not None]
        for item, care in sheets if reader._fast_reader is not None else ():
            rows = None if reader._is_too_large(item) else reader._read_fast(reader._fast_reader, item)
            if rows is not None:
                yield item.name, reading._agree(rows, care)


@pytest.mark.parametrize("year", list_years())
def test_forms_of_ours_need_one_reader(year: int) -> None:
    found = dict(plain_sheets(form_of(year)))
    assert all(found.values())
    assert len(found) == len(Workbook(form_of(year)).sheets)


@pytest.mark.parametrize("path", GOOD_FILES, ids=lambda path: path.name)
def test_both_readers_agree_where_one_is_taken(path: Path) -> None:
    assert all(same for _, same in plain_sheets(path.read_bytes()))


def test_forms_from_other_programs_need_one_reader() -> None:
    """The common case is not only ours."""
    plain = {path.name for path in GOOD_FILES if len(list(plain_sheets(path.read_bytes()))) > 4}
    assert plain > {"libreoffice-whole-rows-sorted-by-score.xlsx", "in-the-manner-of-Google-Sheets.xlsx"}


@given(rows=rows())
@settings(max_examples=150, deadline=None)
def test_both_agree_on_any_rows_that_are_plain(rows: str) -> None:
    assert all(same for _, same in plain_sheets(small_book(rows)))


def test_both_agree_on_what_was_damaged_and_still_is_plain(form: bytes) -> None:
    found = [(name, sheet, same) for name, data in mutants(form, SEED, 600) for sheet, same in plain_sheets(data)]
    assert [item for item in found if not item[2]] == []
    assert len(found) > 500


def test_both_agree_on_what_was_forged_and_still_is_plain(form: bytes) -> None:
    near = [case for case in attacks(form, SEED) if len(case.data) < 1 << 20]
    found = [(case.name, sheet, same) for case in near for sheet, same in plain_sheets(case.data)]
    assert [item for item in found if not item[2]] == []
    assert len(found) > 500

"""Check that a reader who sorts a list by its filter arrows changes no figure of any sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.libreoffice.office import Office
from tests.support import house_books
from tests.support.house_books import books_of, is_thai, kind_of, make_house_books
from tests.support.sorted_lists import cells_beside, changes, lists_of, references_to_other_rows, sorts_of

WITH_LISTS = ("status", "consolidated", "measures", "links", "handover", "definition")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    """The workbooks of each kind from a round of 31 agencies; those with Thai digits have the same lists."""
    folder = tmp_path_factory.mktemp("workbooks")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ITA_CACHE", str(tmp_path_factory.mktemp("cache")))
        patch.setattr(house_books, "SIZES", ())
        make_house_books(folder)
    books = [path for path in books_of(folder) if not is_thai(path, folder)]
    return {kind: [path for path in books if kind_of(path, folder) == kind] for kind in house_books.KINDS}


def test_every_kind_but_forms_and_results_has_lists(made: dict[str, list[Path]]) -> None:
    assert {kind for kind, paths in made.items() if any(map(lists_of, paths))} == set(WITH_LISTS)


@pytest.mark.parametrize("kind", WITH_LISTS)
def test_no_cell_of_a_row_stays_behind(kind: str, made: dict[str, list[Path]]) -> None:
    assert {path.name: found for path in made[kind] if (found := cells_beside(path))} == {}


@pytest.mark.parametrize("kind", WITH_LISTS)
def test_a_row_refers_to_itself_alone(kind: str, made: dict[str, list[Path]]) -> None:
    assert {path.name: found for path in made[kind] if (found := references_to_other_rows(path))} == {}


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize("kind", WITH_LISTS)
def test_sorting_every_list_changes_no_figure(
    kind: str, place: int, made: dict[str, list[Path]], office: Office, tmp_path: Path
) -> None:
    plain, ordered = tmp_path / "plain.xlsx", tmp_path / "sorted.xlsx"
    for path in made[kind]:
        office.recalculate(path, plain)
        edits = sorts_of(path, place)
        office.edit(path, ordered, edits)
        assert edits or not lists_of(path), path.name
        assert list(changes(plain, ordered)) == [], (path.name, edits)

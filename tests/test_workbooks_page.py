"""Check that docs/workbooks.md has every workbook, sheet and column that the layouts have."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ita_xlsx.catalogue import load_framework
from ita_xlsx.model.layout.grid import Column, Table, column_name
from ita_xlsx.model.layout.weak_points_layout import STRENGTHS
from ita_xlsx.model.rules import RuleCode
from tests.support import workbook_words as words
from tests.support.layout_tables import WITHOUT_TABLE, tables_of_every_year, tables_of_year
from tests.support.pages import DOCS, check_page, table

PAGE = DOCS / "workbooks.md"
YEAR = 2568
NODES = load_framework(YEAR).nodes
HEAD = f"""\
# Workbooks, sheets and columns

Every workbook that the program writes, with the Thai names of its sheets and the Thai headers of its tables as they
stand there. *Column* is the place on the sheet. A *helper* column serves formulas; most of them stand right of the
printed area, and some are hidden. The names of subjects are those of {YEAR}; other years have the same tables with
their own subjects. This page is made from the layouts (`ita_xlsx/model/layout/`), and a test compares it with them.
"""


def all_tables() -> dict[str, tuple[Table, ...]]:
    """Return the tables of each workbook; the analysis is shown with earlier years, where it has all its tables."""
    found = {**tables_of_every_year(), **tables_of_year(YEAR)}
    del found["analysis"]
    return found


TABLES = all_tables()


def common_key(workbook: str, sheet: str, key: str) -> str:
    """Return the key of the words of a column: columns of one kind, such as one for each question, share a key."""
    first, _, rest = key.partition(" ")
    if sheet == STRENGTHS and key in set(RuleCode):
        return words.RULE
    if key in NODES and workbook != "framework":
        return words.SUBJECT
    if key.isdigit():
        return words.YEAR
    if rest:
        return {
            "before": words.BOTH_YEARS, "now": words.BOTH_YEARS, "change": words.BOTH_YEARS,
            "weighted": words.INSTRUMENT, "asked": words.SURVEY, "agency": words.AGENCY,
        }.get(first, first)  # fmt: skip
    return key


def words_of(workbook: str, sheet: str, key: str) -> str:
    """Return what a column holds; fail if no words are found."""
    of_book, of_sheet = words.OF_BOOK.get((workbook, sheet, key)), words.OF_SHEET.get((sheet, key))
    found = of_book or of_sheet or words.KEYS.get(key)
    assert found, f"say in tests/support/workbook_words.py what the column {key} of the sheet {sheet} holds"
    return found


def groups_of_columns(workbook: str, item: Table) -> Iterator[tuple[str, tuple[Column, ...]]]:
    """Yield neighboring columns of one kind with their common key."""
    for key, columns in groupby(item.columns, lambda column: common_key(workbook, item.sheet, column.key)):
        yield key, tuple(columns)


def column_rows(workbook: str, item: Table) -> Iterator[tuple[str, str, str]]:
    """Yield place, header and meaning of the columns of a table."""
    for key, columns in groups_of_columns(workbook, item):
        places = [column_name(item.col(column.key)) for column in (columns[0], columns[-1])]
        headers = [column.header for column in (columns[0], columns[-1])]
        header = " … ".join(dict.fromkeys(filter(None, headers)))
        yield "–".join(dict.fromkeys(places)), header, words_of(workbook, item.sheet, key)


def sheet_parts(workbook: str, sheet: str) -> Iterator[str]:
    """Yield a sheet: its use, and its tables. Tables with the same columns stand there once."""
    yield f"### {sheet}\n\n{words.BOOKS[workbook].sheets[sheet]}\n"
    tables_here = [item for item in TABLES[workbook] if item.sheet == sheet]
    for _, same in groupby(tables_here, lambda item: (item.columns, item.first_col)):
        items = list(same)
        titles = ", ".join(dict.fromkeys(item.title for item in items if item.title != sheet))
        if titles:
            yield f"Table: {titles}.\n"
        yield table(("column", "header", "what it holds"), *column_rows(workbook, items[0])) + "\n"


def page() -> str:
    """Return the page as the layouts have it."""
    parts = [HEAD]
    for workbook, book in words.BOOKS.items():
        command = f"`{book.command}`" if book.command.startswith("ita") else book.command
        parts.append(f"## {book.title}\n\nMade by {command}. {book.use}\n")
        for sheet in book.sheets:
            parts += sheet_parts(workbook, sheet)
    return "\n".join(parts)


def test_the_page_is_the_layout() -> None:
    check_page(PAGE, page(), __file__)


def test_every_workbook_is_on_the_page() -> None:
    assert set(TABLES) == set(words.BOOKS)


def test_every_sheet_has_a_use() -> None:
    without_table = set[str]()
    for workbook, book in words.BOOKS.items():
        with_table = {item.sheet for item in TABLES[workbook]}
        assert with_table <= set(book.sheets), workbook
        without_table |= set(book.sheets) - with_table
    assert without_table == WITHOUT_TABLE


def test_no_words_are_left_over() -> None:
    """Words of a column that is gone would tell of what nobody can find."""
    keys = {
        (workbook, item.sheet, key)
        for workbook, tables_here in TABLES.items()
        for item in tables_here
        for key, _ in groups_of_columns(workbook, item)
    }
    assert set(words.OF_BOOK) <= keys
    rest = {key for key in keys if key not in words.OF_BOOK}
    assert set(words.OF_SHEET) <= {(sheet, key) for _, sheet, key in rest}
    assert set(words.KEYS) <= {key for _, sheet, key in rest if (sheet, key) not in words.OF_SHEET}

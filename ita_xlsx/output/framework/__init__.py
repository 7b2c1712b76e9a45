"""Write a framework as a workbook that an officer edits for the next fiscal year.

Takes a framework and its standard measures; returns the bytes of a workbook that ``catalogue`` reads back.
"""

from __future__ import annotations

from ita_xlsx.model.edition import Edition
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout.framework_layout import SCHEMA, TABLES
from ita_xlsx.model.measures import StandardMeasure
from ita_xlsx.output.book import Book
from ita_xlsx.output.framework.definition_rows import definition_rows
from ita_xlsx.output.framework.definition_tables import write_definition_table
from ita_xlsx.output.framework.guide import write_guide
from ita_xlsx.output.framework.texts import SUBJECT, TITLE
from ita_xlsx.output.stamp import write_stamp

__all__ = ["write_framework_workbook"]


def write_framework_workbook(framework: Framework, measures: tuple[StandardMeasure, ...], edition: Edition) -> bytes:
    """Return the bytes of the workbook; the same framework, measures and edition give the same parts."""
    book = Book(TITLE.format(year=framework.year), SUBJECT, edition)
    rows = {key: definition_rows(key, framework, measures) for key in TABLES}
    counts = {key: len(table_rows) for key, table_rows in rows.items()}
    write_guide(book, framework, counts)
    for key in TABLES:
        write_definition_table(book, framework, key, rows[key], counts)
    write_stamp(book, SCHEMA, framework, edition)
    return book.finish()

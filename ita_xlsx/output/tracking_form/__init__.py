"""Write the tracking form of one agency as a workbook: a row a step, to be filled in, signed and printed.

Takes a TrackingForm; returns the bytes of the workbook. Works on values only.
"""

from __future__ import annotations

from ita_xlsx.model.edition import Edition
from ita_xlsx.model.layout.analysis_layout import TRACKING_SCHEMA
from ita_xlsx.model.layout.page import HOUSE, PaperFont
from ita_xlsx.output.book import Book
from ita_xlsx.output.stamp import write_stamp
from ita_xlsx.output.texts import ASSESSMENT, tracking_title
from ita_xlsx.output.tracking_form.form_rows import TrackedRow, drafted_rows, reported_rows
from ita_xlsx.output.tracking_form.paper import PaperForm, paper_form
from ita_xlsx.output.tracking_form.sheet import TrackingForm, find_cut_texts, write_tracking

__all__ = [
    "PaperForm",
    "TrackedRow",
    "TrackingForm",
    "drafted_rows",
    "find_cut_texts",
    "paper_form",
    "reported_rows",
    "write_tracking",
    "write_tracking_workbook",
]


def write_tracking_workbook(form: TrackingForm, edition: Edition, font: PaperFont = HOUSE) -> bytes:
    """Return the bytes of the workbook of one tracking form; the same form, edition and font give the same parts."""
    book = Book(tracking_title(form.year, form.agency), ASSESSMENT, edition)
    write_tracking(book, form, font)
    write_stamp(book, TRACKING_SCHEMA, form.framework, edition, form.agency.code)
    return book.finish()

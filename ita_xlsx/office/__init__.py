"""LibreOffice without a window: workbooks into pages, and the pages of many into one PDF."""

from __future__ import annotations

from ita_xlsx.office.pages import HOUSE_FONT, Joined, Part, check_pdf, is_pdf, join
from ita_xlsx.office.program import ENVIRONMENT, find_program, make_pages

__all__ = [
    "ENVIRONMENT",
    "HOUSE_FONT",
    "Joined",
    "Part",
    "check_pdf",
    "find_program",
    "is_pdf",
    "join",
    "make_pages",
]

"""Print workbooks to PDF with LibreOffice, and join the PDFs into one file.

Takes paths of workbooks; writes PDFs into a folder of the caller, or returns the bytes of the joined PDF. Runs
LibreOffice as a child process without a window.
"""

from __future__ import annotations

from ita_xlsx.office.join_pdf import HOUSE_FONT, JoinedPdf, Part, check_pdf, is_pdf, join
from ita_xlsx.office.libreoffice import ENVIRONMENT, find_program, make_pages
from ita_xlsx.office.paper_font import paper_font

__all__ = [
    "ENVIRONMENT",
    "HOUSE_FONT",
    "JoinedPdf",
    "Part",
    "check_pdf",
    "find_program",
    "is_pdf",
    "join",
    "make_pages",
    "paper_font",
]

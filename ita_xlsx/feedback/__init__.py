"""Make what an agency gets back: a passive copy of its workbook with the faults marked, and a short covering text.

Takes the bytes of a workbook and a letter; returns bytes and Thai text. Works in memory and touches no files.
"""

from ita_xlsx.feedback.cover_letter import covering_text, sending_text
from ita_xlsx.feedback.mark_copy import MarkedCopy, formulas_of, mark_copy

__all__ = ["MarkedCopy", "covering_text", "formulas_of", "mark_copy", "sending_text"]

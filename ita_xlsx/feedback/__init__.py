"""What an agency gets back: a passive copy of its own workbook with the faults marked, and a short covering text."""

from ita_xlsx.feedback.copying import MarkedCopy, formulas_of, mark_copy
from ita_xlsx.feedback.covering import covering_text

__all__ = ["MarkedCopy", "covering_text", "formulas_of", "mark_copy"]

"""Read the figure, or the text, of one cell of a table of all agencies.

Takes a sheet and a place in it; returns the figure with what was left out of it. Works on values only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from ita_xlsx.intake.forms.numbers import parse_score
from ita_xlsx.intake.workbook.cells import SheetCells, clean_text, text_of
from ita_xlsx.model.text.digits import arabic
from ita_xlsx.model.text.spelling import text_key

# A mark of a footnote behind a figure or a name: a star, a raised figure, a number in brackets.
_MARKS = re.compile(r"(?:\s*[*†‡#^]+(?:\s*\d{1,2}\))?|\s*[¹²³⁴-⁹⁰]+|\s+[(\[]\d{1,2}[)\]])+$")
_MISSING = frozenset(
    map(text_key, ("", "-", "--", "---", ".", "..", "…", "...", "/", "n/a", "na", "n.a.", "none", "null", "x", "ไม่มี",
                   "ไม่มีข้อมูล", "ไม่มีคะแนน", "ไม่มีผล", "ไม่มีผลคะแนน", "ไม่มีผลการประเมิน", "ไม่ประเมิน", "ไม่เข้ารับการประเมิน",
                   "ไม่ได้เข้ารับการประเมิน", "ไม่ได้รับการประเมิน", "ไม่เข้าร่วม", "ไม่ปรากฏ", "ไม่ส่ง"))
)  # fmt: skip


@dataclass(frozen=True)
class Figure:
    """The content of one cell: a number, nothing (``is_missing``), or a text that is neither.

    ``is_marked`` is True if a mark of a footnote was left out.
    """

    text: str
    value: Fraction | None = None
    is_missing: bool = False
    is_marked: bool = False

    @property
    def is_score(self) -> bool:
        """Return True if it is a number from 0 to 100."""
        return self.value is not None and 0 <= self.value <= 100


def cell_text(sheet: SheetCells, row: int, col: int) -> tuple[str, bool]:
    """Return the clean text of a cell without its marks of footnotes, and True if there were any."""
    runs = sheet.details.runs.get((row, col), ())
    raised = any(run.mark == "raised" and run.text.strip() for run in runs)
    kept = "".join(run.text for run in runs if run.mark != "raised") if raised else text_of(sheet.at(row, col))
    text = clean_text(kept)
    bare = _MARKS.sub("", text)
    # A cell of marks alone is a text as it stands.
    return (bare, raised or bare != text) if bare else (text, raised)


def is_missing_word(text: str) -> bool:
    """Return True if a text says that there is no figure."""
    return text_key(text) in _MISSING or not re.sub(r"[-–—‒−_.\s]", "", text)


def read_figure(sheet: SheetCells, row: int, col: int) -> Figure:
    """Return the figure in a cell; a number that the cell shows as per cent counts as such."""
    value = sheet.at(row, col)
    text, is_marked = cell_text(sheet, row, col)
    if is_missing_word(text):
        return Figure(text, is_missing=True, is_marked=is_marked and bool(text))
    number, declared, _ = parse_score(text if isinstance(value, str) else value)
    if declared:
        return Figure(text, is_missing=True)
    if number is not None and not isinstance(value, str) and (row, col) in sheet.details.percent:
        number *= 100
    return Figure(text, number, is_marked=is_marked)


def has_decimals(sheet: SheetCells, row: int, col: int) -> bool:
    """Return True if a cell holds a number with decimals, as headers have none."""
    value = sheet.at(row, col)
    if isinstance(value, float) and not value.is_integer():
        return True
    return isinstance(value, str) and bool(re.fullmatch(r"\d{1,3}[.,]\d{2,}\s*%?", arabic(clean_text(value))))

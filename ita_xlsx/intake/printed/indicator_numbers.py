"""Read bare numbers as indicators in a column whose header says that it holds indicators.

Takes the header and the cells of a column of labels; returns codes of indicators by row. Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from ita_xlsx.intake.printed.find_blocks import Cell
from ita_xlsx.intake.printed.row_labels import Labels
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.text.digits import arabic
from ita_xlsx.model.text.spelling import fold_text

_HEADER = re.compile(r"ตัวชี้วัด|\bindicators?\b", re.IGNORECASE)
# Words and numbers of a header that holds questions, or names one indicator, beside the word for an indicator.
_OTHER_HEADER = re.compile(r"ย่อย|ข้อ|คำถาม|ประเด็น|รายการ|[0-9]|\bsub|question|item", re.IGNORECASE)
_NUMBER = re.compile(r"\(?([0-9]{1,2})[.)]*")
_LEAST = 2


def says_indicators(header: str) -> bool:
    """Return True if a header says that its column holds indicators, as ``ตัวชี้วัดที่`` does."""
    plain = fold_text(header)
    return bool(_HEADER.search(plain)) and not _OTHER_HEADER.search(plain)


def read_indicator_numbers(
    cells: Sequence[Cell], groups: Iterable[str], framework: Framework, labels: Labels
) -> Mapping[int, str]:
    """Return the indicator of each cell that holds a bare number, by row; empty if they may be numbers of questions.

    ``groups`` are the indicators or instruments that the title names: all numbers must be indicators of the
    instrument. Cells with a label are left out; a code of a question beside the numbers makes them uncertain.
    """
    coded = [cell for cell in cells if cell.label is None and (cell.code is not None or _number(cell))]
    numbers = {cell.row: _number(cell) for cell in coded}
    if len(numbers) < _LEAST or len(set(numbers.values())) < len(numbers):
        return {}
    allowed = _indicators_of(groups, framework, labels)
    return numbers if set(numbers.values()) <= allowed else {}


def are_indicators_as_questions(cells: Sequence[Cell], framework: Framework) -> bool:
    """Return True if question codes of a column are the letter of an instrument with the numbers of its indicators.

    That is so for ``i1`` … ``i5``, ``e6`` … ``e8``: all indicators of each instrument, and no other question.
    """
    codes = [cell.code.options[0] for cell in cells if cell.code and cell.code.certain and cell.code.options]
    letters = {item.code[0]: framework.instrument_of(item.indicator).code for item in framework.questions}
    numbers = {code[1:] for code in codes}
    instruments = {letters[code[0]] for code in codes}
    expected = {item.code for item in framework.indicators if item.instrument in instruments}
    owners = {item.code: item.instrument for item in framework.indicators}
    return len(codes) >= _LEAST and numbers == expected and all(owners[code[1:]] == letters[code[0]] for code in codes)


def _number(cell: Cell) -> str:
    """Return the number that stands alone in a cell; empty if it holds anything else."""
    match = _NUMBER.fullmatch(arabic(cell.text).strip())
    return match[1] if match else ""


def _indicators_of(groups: Iterable[str], framework: Framework, labels: Labels) -> set[str]:
    """Return the indicators that a table may list: those of its instruments, or all; none for one of an indicator."""
    instruments = tuple(groups)
    if any(labels.instrument_of(group) != group for group in instruments):
        return set()
    return {item.code for item in framework.indicators if not instruments or item.instrument in instruments}

"""Build the formulas of the clarification kit: how many items are explained, and the text of an item to paste.

Takes cells and values; returns formulas with values. Works on values only.
"""

from __future__ import annotations

from collections.abc import Sequence

from ita_xlsx.model.layout.grid import Table
from ita_xlsx.model.text.digits import thai
from ita_xlsx.model.text.writable import excel_length
from ita_xlsx.output.formulas.live import Live, in_digits, quote, rounded, score_text

# A cell holds 32,767 units; the words between the parts need some of them.
_MOST_UNITS = 32_000
_BREAKS = (9, 10, 13)


def explained_count(table: Table, explanations: Sequence[str], words: tuple[str, str], digits: str) -> Live:
    """Return the line that counts the explanations; ``words`` stand before and after the number."""
    span = table.span("explanation", table.sheet)
    count = in_digits(f"SUMPRODUCT((LEN(TRIM({span}))>0)*1)", digits)
    number = str(sum(1 for text in explanations if text.strip(" ")))
    value = f"{words[0]}{thai(number) if digits == 'thai' else number}{words[1]}"
    return Live(f"={quote(words[0])}&{count}&{quote(words[1])}", value)


def paste_text(table: Table, code: str, values: Sequence[str], joints: Sequence[str], too_long: str) -> Live:
    """Return the text of an item in one line, empty as long as nothing is explained.

    ``values`` are code, wording, score, link and explanation as the cells hold them; ``joints`` are the words before
    the code, the score, the link and the explanation. A line break would be pasted with quotes around the text, so
    breaks become blanks.
    """
    code_cell, text, score, url, words = (
        table.place(code, key).a1 for key in ("code", "text", "score", "url", "explanation")
    )
    before, at_score, at_link, at_words = map(quote, joints)
    joined = (
        f'{before}&{code_cell}&" "&{text}&{at_score}&{score_text(rounded(score))}&{at_link}&{url}&{at_words}&{words}'
    )
    for number in _BREAKS:
        joined = f'SUBSTITUTE({joined},CHAR({number})," ")'
    length = f"LEN({text})+LEN({url})+LEN({words})"
    formula = (
        f'=IF(LEN(TRIM({words}))=0,"",IF({length}>{_MOST_UNITS},{quote(too_long)},TRIM({joined})))'
    )  # fmt: skip
    return Live(formula, _pasted(values, joints, too_long))


def _pasted(values: Sequence[str], joints: Sequence[str], too_long: str) -> str:
    """Return the text that the formula gives."""
    code, text, score, url, words = values
    if not words.strip(" "):
        return ""
    if sum(map(excel_length, (text, url, words))) > _MOST_UNITS:
        return too_long
    joined = f"{joints[0]}{code} {text}{joints[1]}{score}{joints[2]}{url}{joints[3]}{words}"
    for number in _BREAKS:
        joined = joined.replace(chr(number), " ")
    return " ".join(filter(None, joined.split(" ")))

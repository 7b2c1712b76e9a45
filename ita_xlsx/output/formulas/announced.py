"""Build the formulas that compare announced figures with each other and with the scores of the workbook.

Takes the layout, the table and the reconciliation rows; returns formulas with values. Works on values only.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import lcm

from ita_xlsx.model.layout.analysis_layout import AnalysisLayout
from ita_xlsx.model.layout.grid import Table
from ita_xlsx.model.layout.results_layout import STANDS_IN
from ita_xlsx.model.reconciliation import Row
from ita_xlsx.output.formulas.live import Live, count_text, quote, rounded

ROUNDING = "ต่างกันเพียงการปัดเศษ"
DIFFERS = "ไม่ตรงกัน"
DISAGREE = "สองแหล่งไม่ตรงกัน"
UNKNOWN, DASH = "ไม่มีค่าให้เทียบ", "–"
# The word before each count of the sentence.
_COUNTED = ("ไม่ตรงกัน ", " · สองแหล่งไม่ตรงกัน ", " · ต่างเพียงการปัดเศษ ", " · ตรงกัน ")


class AnnouncedFormulas:
    """The formulas of the sheet of announced figures."""

    def __init__(self, layout: AnalysisLayout, table: Table, first: frozenset[str]) -> None:
        """Take the layout and the table; ``first`` holds the subjects that the first source announced."""
        self._layout = layout
        self._table = table
        self._first = first

    def computed(self, row: Row) -> Live:
        """Return the figure computed from its parts, with the printed version of each part that fits best."""
        if not row.terms or row.computed is None:
            return Live(f"={quote(DASH)}", DASH)
        scale = lcm(*(term.share.denominator for term in row.terms))
        cells = [self._term(term.subject, index) for term, index in zip(row.terms, row.term_indexes, strict=True)]
        shares = [int(term.share * scale) for term in row.terms]
        total = "+".join(f"{share}*{cell}" for share, cell in zip(shares, cells, strict=True))
        ready = "+".join(f"COUNT({cell})" for cell in cells)
        formula = f"=IF({ready}={len(cells)},{rounded(f'({total})/{scale}')},{quote(DASH)})"
        return Live(formula, float(row.computed))

    def difference(self, row: Row) -> Live:
        """Return the announced figure less the computed one; empty where one is missing."""
        figure, computed = self._printed(row.subject, row.printed_index), self._cell(row.subject, "computed")
        formula = f'=IF(AND(ISNUMBER({figure}),ISNUMBER({computed})),ROUND({figure}-{computed},2),"")'
        return Live(formula, "" if row.difference is None else float(row.difference))

    def verdict(self, row: Row) -> Live:
        """Return in words that the figure differs, differs by rounding only, or has nothing to be compared with.

        It is empty where the figure agrees. A second word follows if two sources announced different figures.
        """
        first, second = self._cell(row.subject, "announced"), self._cell(row.subject, "announced_second")
        gap = self._cell(row.subject, "difference")
        agreement = (
            f"IF(ISNUMBER({gap}),IF({gap}=0,{quote('')},IF(ABS({gap})<0.015,{quote(ROUNDING)},"
            f"{quote(DIFFERS)})),{quote(UNKNOWN)})"
        )
        twice = f"COUNT({first},{second})=2"
        second_word = f'IF({twice},IF({first}<>{second},IF({gap}=0,{quote(DISAGREE)},"; {DISAGREE}"),""),"")'
        formula = f"={agreement}&{second_word}"
        return Live(formula, agreement_words(row))

    def counts(self, rows: Sequence[Row]) -> Live:
        """Return how many figures differ, differ by rounding only, and agree, as a sentence."""
        gaps, verdicts = (self._table.span(key, self._table.sheet) for key in ("difference", "verdict"))
        differs = f'COUNTIF({verdicts},"{DIFFERS}*")'
        apart, by_rounding = f'COUNTIF({verdicts},"*{DISAGREE}")', f'COUNTIF({verdicts},"{ROUNDING}*")'
        agrees = f"COUNTIF({gaps},0)"
        parts = zip(_COUNTED, (differs, apart, by_rounding, agrees), strict=True)
        ending = f" จาก {len(rows)} รายการ (ช่องผลการเทียบที่ว่างคือตรงกัน)"
        formula = "&".join(f"{quote(word)}&{count_text(count)}" for word, count in parts)
        texts = [agreement_words(row) for row in rows]
        counted = (
            sum(text.startswith(DIFFERS) for text in texts),
            sum(text.endswith(DISAGREE) for text in texts),
            sum(text.startswith(ROUNDING) for text in texts),
            sum(row.difference == 0 for row in rows),
        )
        sentence = "".join(f"{word}{count}" for word, count in zip(_COUNTED, counted, strict=True))
        return Live(f"={formula}&{quote(ending)}", sentence + ending)

    def workbook_score(self, subject: str, value: float | str) -> Live:
        """Return the score that this workbook computes for the subject.

        It is empty where the announced figure itself stands in for the score.
        """
        node = self._layout.framework.nodes[subject]
        score = self._layout.score(node).seen_from(self._table.sheet)
        stands_in = self._layout.results.place(subject, STANDS_IN).seen_from(self._table.sheet)
        return Live(f'=IF({stands_in}=1,"",{score})', value)

    def _term(self, subject: str, version: int) -> str:
        if subject in self._table:
            return self._printed(subject, version)
        leaf = self._layout.framework.nodes[subject]
        return self._layout.answer(leaf).seen_from(self._table.sheet)

    def _printed(self, subject: str, version: int) -> str:
        first = version == 0 and subject in self._first
        return self._cell(subject, "announced" if first else "announced_second")

    def _cell(self, subject: str, key: str) -> str:
        return self._table.place(subject, key).a1


def agreement_words(row: Row) -> str:
    """Return the verdict on an announced figure in words; empty where it agrees."""
    if row.difference is None:
        text = UNKNOWN
    elif row.difference == 0:
        text = ""
    else:
        text = ROUNDING if row.is_consistent else DIFFERS
    if len(row.printed) < 2:
        return text
    return f"{text}; {DISAGREE}" if text else DISAGREE

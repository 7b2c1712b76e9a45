"""The formulas that hold announced figures against one another and against ours."""

from __future__ import annotations

from math import lcm

from ita_xlsx.model.layout.analysis_layout import AnalysisLayout
from ita_xlsx.model.layout.grid import Table
from ita_xlsx.model.reconciliation import Row
from ita_xlsx.model.text import words
from ita_xlsx.output.formulas.live import Live, quote, rounded

AGREES = "ตรงกัน"
ROUNDING = "ต่างกันเพียงการปัดเศษ"
DIFFERS = "ไม่ตรงกัน"
DISAGREE = "สองแหล่งไม่ตรงกัน"
UNKNOWN, DASH = "ไม่มีค่าให้เทียบ", "–"


class ReconciliationFormulas:
    """Every formula of the sheet of announced figures; ``first`` holds the subjects of the first source."""

    def __init__(self, layout: AnalysisLayout, table: Table, first: frozenset[str]) -> None:
        self._layout = layout
        self._table = table
        self._first = first

    def computed(self, row: Row) -> Live:
        """What the figure is made of comes to, of the printed versions that fit best."""
        if not row.terms or row.computed is None:
            return Live(f"={quote(DASH)}", DASH)
        scale = lcm(*(term.share.denominator for term in row.terms))
        cells = [self._term(term.subject, index) for term, index in zip(row.terms, row.chosen, strict=True)]
        shares = [int(term.share * scale) for term in row.terms]
        total = "+".join(f"{share}*{cell}" for share, cell in zip(shares, cells, strict=True))
        ready = "+".join(f"COUNT({cell})" for cell in cells)
        formula = f"=IF({ready}={len(cells)},{rounded(f'({total})/{scale}')},{quote(DASH)})"
        return Live(formula, float(row.computed))

    def difference(self, row: Row) -> Live:
        """The announced figure less what it is made of."""
        figure, computed = self._printed(row.subject, row.own), self._cell(row.subject, "computed")
        formula = f'=IF(AND(ISNUMBER({figure}),ISNUMBER({computed})),ROUND({figure}-{computed},2),"")'
        return Live(formula, "" if row.difference is None else float(row.difference))

    def verdict(self, row: Row) -> Live:
        """Agrees, differs by rounding, differs; and whether two sources disagree."""
        first, second = self._cell(row.subject, "announced"), self._cell(row.subject, "announced_second")
        gap = self._cell(row.subject, "difference")
        own = (
            f"IF(ISNUMBER({gap}),IF({gap}=0,{quote(AGREES)},IF(ABS({gap})<0.015,{quote(ROUNDING)},"
            f"{quote(DIFFERS)})),{quote(UNKNOWN)})"
        )
        formula = f'={own}&IF(COUNT({first},{second})=2,IF({first}<>{second},"; {DISAGREE}",""),"")'
        return Live(formula, _verdict(row))

    def ours(self, subject: str, shown: float | str) -> Live:
        """What the scores of this workbook come to."""
        node = self._layout.framework.nodes[subject]
        score = self._layout.score(node).seen_from(self._table.sheet)
        origin = self._layout.results.place(subject, "origin").seen_from(self._table.sheet)
        return Live(f'=IF({origin}={quote(words.GIVEN)},"",{score})', shown)

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


def _verdict(row: Row) -> str:
    if row.difference is None:
        said = UNKNOWN
    elif row.difference == 0:
        said = AGREES
    else:
        said = ROUNDING if row.follows else DIFFERS
    return f"{said}; {DISAGREE}" if len(row.printed) > 1 else said

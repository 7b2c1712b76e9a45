"""The formulas that hold an announced figure against ours."""

from __future__ import annotations

from decimal import Decimal

from ita_xlsx.model.framework import Node
from ita_xlsx.model.layout.analysis import AnalysisLayout
from ita_xlsx.model.layout.grid import Table
from ita_xlsx.model.results import Results
from ita_xlsx.output.formulas.live import Live, quote

AGREES = "ตรงกัน"
ROUNDING = "ต่างกันเพียงการปัดเศษ"
DIFFERS = "ไม่ตรงกับที่คำนวณ"
DISAGREE = "สองแหล่งไม่ตรงกัน"
UNKNOWN = "คำนวณไม่ได้"

_Pair = tuple[float | None, float | None]


class ReconciliationFormulas:
    """Every formula of the sheet of announced figures."""

    def __init__(self, layout: AnalysisLayout, results: Results, table: Table) -> None:
        self._layout = layout
        self._results = results
        self._table = table

    def computed(self, node: Node, shown: float | str) -> Live:
        """Our figure, shown here too."""
        return Live(f"={self._layout.score(node).seen_from(self._table.sheet)}", shown)

    def difference(self, node: Node, pair: _Pair) -> Live:
        """The announced figure less ours; of the second source where the first says nothing."""
        figure, ours = self._figure(node), self._cell(node, "computed")
        value = self._difference(node, pair)
        formula = f'=IF(ISNUMBER({ours}),ROUND({figure}-{ours},2),"")'
        return Live(formula, "" if value is None else float(value))

    def verdict(self, node: Node, pair: _Pair) -> Live:
        """Agrees, differs by rounding, differs; and whether two sources disagree."""
        first, second = self._cell(node, "given"), self._cell(node, "given_second")
        gap = self._cell(node, "difference")
        own = (
            f"IF(ISNUMBER({gap}),IF({gap}=0,{quote(AGREES)},IF(ABS({gap})<0.015,{quote(ROUNDING)},"
            f"{quote(DIFFERS)})),{quote(UNKNOWN)})"
        )
        formula = f'={own}&IF(COUNT({first},{second})=2,IF({first}<>{second},"; {DISAGREE}",""),"")'
        return Live(formula, self._verdict(node, pair))

    def _verdict(self, node: Node, pair: _Pair) -> str:
        gap = self._difference(node, pair)
        if gap is None:
            said = UNKNOWN
        elif gap == 0:
            said = AGREES
        else:
            said = ROUNDING if abs(gap) <= Decimal("0.01") else DIFFERS
        disagree = None not in pair and pair[0] != pair[1]
        return f"{said}; {DISAGREE}" if disagree else said

    def _difference(self, node: Node, pair: _Pair) -> Decimal | None:
        ours = self._results.by_subject[node.subject].rounded
        figure = pair[0] if pair[0] is not None else pair[1]
        if ours is None or figure is None:
            return None
        return (Decimal(repr(figure)) - ours).quantize(Decimal("0.01"))

    def _figure(self, node: Node) -> str:
        first, second = self._cell(node, "given"), self._cell(node, "given_second")
        return f"IF(ISNUMBER({first}),{first},{second})"

    def _cell(self, node: Node, key: str) -> str:
        return self._table.place(node.subject, key).a1

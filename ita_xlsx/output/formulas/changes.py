"""Build the formulas that compare two years: the change, the trend in a word, sentences, and years below the threshold.

Takes the layout and the results of both years; returns formulas with values. Works on values only.
"""

from __future__ import annotations

from decimal import Decimal

from ita_xlsx.model.framework import Node
from ita_xlsx.model.layout.analysis_layout import AnalysisLayout
from ita_xlsx.model.layout.comparison_layout import COMPARISON
from ita_xlsx.model.layout.grid import Place
from ita_xlsx.model.layout.subjects import subject_label
from ita_xlsx.model.results import Results
from ita_xlsx.output.formulas.live import Live, in_range, quote, rounded

ROSE, FELL, STAYED, UNKNOWN = "เพิ่มขึ้น", "ลดลง", "คงที่", "–"


class ChangeFormulas:
    """The formulas of the sheet that compares years; all figures have two decimals."""

    def __init__(self, layout: AnalysisLayout, results: Results, previous: Results) -> None:
        """Take the layout, this year's results and last year's results."""
        self._layout = layout
        self._results = results
        self._previous = previous

    def now(self, node: Node, value: float | str) -> Live:
        """Return the formula that repeats this year's score."""
        return Live(f"={self._layout.score(node).seen_from(COMPARISON)}", value)

    def rounded_answer(self, leaf: Node) -> Live:
        """Return last year's answer at two decimals; empty where there is none."""
        cell = self._layout.comparison.answer(leaf).a1
        value = self._previous.by_subject[leaf.subject].rounded
        usable = f"{in_range(cell)}=1"
        return Live(f'=IF({usable},{rounded(cell)},"")', "" if value is None else float(value))

    def change(self, node: Node, sheet: str = COMPARISON) -> Live:
        """Return this year's score less last year's; a dash where one of them is missing."""
        now = self._layout.score(node).seen_from(sheet)
        before = self._layout.comparison.before(node).seen_from(sheet)
        value = self.value(node)
        formula = f"=IF(COUNT({now},{before})=2,ROUND({now}-{before},2),{quote(UNKNOWN)})"
        return Live(formula, UNKNOWN if value is None else float(value))

    def trend(self, node: Node, change: str) -> Live:
        """Return whether a score rose, fell or stayed, in a word; ``change`` is the cell of its change."""
        formula = (
            f"=IF(ISNUMBER({change}),IF({change}>0,{quote(ROSE)},IF({change}<0,{quote(FELL)},{quote(STAYED)})),"
            f"{quote(UNKNOWN)})"
        )
        return Live(formula, _trend(self.value(node)))

    def sentence(self, title: str, word: str, cells: tuple[tuple[Node, str], ...]) -> Live:
        """Return a list of the subjects with one trend, such as ``เพิ่มขึ้น: IIT, ตัวชี้วัดที่ 1 …``.

        ``cells`` holds each node with the cell of its trend. A dash stands where no subject has this trend.
        """
        pieces = [f"IF({cell}={quote(word)},{quote(', ' + self._name(node))},{quote('')})" for node, cell in cells]
        joined = "&".join(pieces)
        names = [self._name(node) for node, _ in cells if _trend(self.value(node)) == word]
        formula = f"={quote(title)}&IF(LEN({joined})=0,{quote(UNKNOWN)},MID({joined},3,999))"
        return Live(formula, title + (", ".join(names) or UNKNOWN))

    def streak(self, now: Place, threshold: Place, before: int, has_score: bool, below: bool) -> Live:
        """Return for how many years in a row a score is below the threshold, this year included.

        ``before`` is the number of earlier years in a row, which no longer changes.
        """
        limit = threshold.seen_from(now.sheet, fixed=True)
        formula = f"=IF(ISNUMBER({now.a1}),IF({now.a1}<{limit},{before + 1},0),{quote(UNKNOWN)})"
        return Live(formula, (before + 1 if below else 0) if has_score else UNKNOWN)

    def value(self, node: Node) -> Decimal | None:
        """Return the change as the engine computes it; None where one of the two scores is missing."""
        now = self._results.by_subject[node.subject].rounded
        before = self._previous.by_subject[node.subject].rounded
        return None if now is None or before is None else now - before

    def _name(self, node: Node) -> str:
        return subject_label(self._layout.framework, node)


def _trend(change: Decimal | None) -> str:
    if change is None:
        return UNKNOWN
    return ROSE if change > 0 else FELL if change < 0 else STAYED

"""Build the formulas of lists that follow the scores: weak points in order, lowest answers, counts and sentences.

Takes the layout and the diagnosis; returns formulas over the helper table, with values. Works on values only.
"""

from __future__ import annotations

from ita_xlsx.model.diagnosis import Diagnosis, Judgement, Remedy
from ita_xlsx.model.framework import Node
from ita_xlsx.model.layout.analysis_layout import AnalysisLayout
from ita_xlsx.model.rules import RuleCode
from ita_xlsx.output.formulas.live import Live, count_text, quote

NONE = "–"
_ENTRIES = " รายการ"
STRONG, WEAK, BETWEEN = "จุดแข็ง", "จุดอ่อน", "ปกติ"


class ListFormulas:
    """Formulas that pick rows of the helper table, as they are written on one sheet."""

    def __init__(self, layout: AnalysisLayout, diagnosis: Diagnosis, sheet: str) -> None:
        """Take the layout and the diagnosis; ``sheet`` is the sheet that holds the formulas."""
        self._table = layout.weak_points.judged
        self._diagnosis = diagnosis
        self._sheet = sheet

    def position(self, number: int) -> Live:
        """Return the row of the helper table with the weak point of this number; empty after the last one."""
        order = self._span("order")
        items = list(self._table.items)
        weak = self._diagnosis.weak_points
        value = items.index(weak[number - 1].subject) + 1 if number <= len(weak) else ""
        return Live(f'=IF({number}<=COUNT({order}),MATCH({number},{order},0),"")', value)

    def number(self, number: int, position: str) -> Live:
        """Return the number of a row of the list; empty where the row is empty."""
        value = number if number <= len(self._diagnosis.weak_points) else ""
        return Live(f'=IF({position}="","",{number})', value)

    def pick(self, key: str, position: str, value: float | str) -> Live:
        """Return a column of the helper table at a position; empty where the position is empty."""
        return Live(f'=IF({position}="","",INDEX({self._span(key)},{position}))', value)

    def pick_or(self, key: str, position: str, value: float | str, otherwise: str) -> Live:
        """Return a column of the helper table at a position; the text ``otherwise`` where the position is empty."""
        formula = f"=IF({position}={quote('')},{quote(otherwise)},INDEX({self._span(key)},{position}))"
        return Live(formula, value or otherwise)

    def lowest_position(self, indicator: Node) -> Live:
        """Return the row of the lowest answer of an indicator in the helper table.

        It is empty where all answers are equal or none has a score.
        """
        subjects = tuple(leaf.subject for leaf in indicator.leaves)
        span = self._table.span(RuleCode.LOWEST_QUESTION.value, self._sheet, subjects)
        offset = self._table.items.index(subjects[0])
        lowest = [item for item in self.lowest() if item.subject in subjects]
        value = self._table.items.index(lowest[0].subject) + 1 if lowest else ""
        return Live(f'=IF(SUM({span})=0,"",{offset}+MATCH(1,{span},0))', value)

    def lowest(self) -> tuple[Judgement, ...]:
        """Return the judgements of the lowest answers, as the engine found them."""
        return self._diagnosis.has(RuleCode.LOWEST_QUESTION)

    def group_class(self, node: Node) -> Live:
        """Return whether a node is strong, weak or neither, in a word."""
        strength = self._cell(node, RuleCode.STRENGTH.value)
        key = self._cell(node, "key")
        judgement = self._diagnosis.by_subject[node.subject]
        word = BETWEEN
        if judgement.is_weak:
            word = WEAK
        elif judgement in self._diagnosis.strengths:
            word = STRONG
        formula = (
            f"=IF(ISNUMBER({key}),{quote(WEAK)},IF({strength}=1,{quote(STRONG)},"
            f"IF(ISNUMBER({self._cell(node, 'score')}),{quote(BETWEEN)},{quote(NONE)})))"
        )
        return Live(formula, word if judgement.score is not None else NONE)

    def cell(self, node: Node, key: str, value: float | str) -> Live:
        """Return the formula that repeats a cell of the helper table."""
        return Live(f"={self._cell(node, key)}", value)

    def counts(self, printed: int) -> Live:
        """Return how many weak points and strengths there are, as a sentence.

        A note is added if the list holds more rows than the ``printed`` ones.
        """
        remedy, order = self._span("remedy"), self._span("order")
        strong = self._span(RuleCode.STRENGTH.value)
        weak = self._diagnosis.weak_points
        urgent = sum(item.remedy is Remedy.URGENT for item in weak)
        strengths = len(self._diagnosis.strengths)
        formula = (
            f"={quote('จุดอ่อน ')}&{count_text(f'COUNT({order})')}&{quote(' รายการ (เร่งด่วน ')}"
            f"&{count_text(f'COUNTIF({remedy},{quote(Remedy.URGENT)})')}&{quote(' พัฒนา ')}"
            f"&{count_text(f'COUNTIF({remedy},{quote(Remedy.DEVELOP)})')}&{quote(')  จุดแข็ง ')}"
            f"&{count_text(f'COUNTIFS({strong},1,{remedy},{quote(Remedy.MAINTAIN)})')}&{quote(' รายการ')}"
            f"&IF(COUNT({order})>{printed},{quote(MORE.format(printed=printed))},{quote('')})"
        )
        text = f"จุดอ่อน {len(weak)} รายการ (เร่งด่วน {urgent} พัฒนา {len(weak) - urgent})  จุดแข็ง {strengths} รายการ"
        return Live(formula, text if len(weak) <= printed else text + MORE.format(printed=printed))

    def uncovered(self, title: str, subjects: str, covered: int) -> Live:
        """Return how many weak points no row of the plan names, as a sentence.

        ``subjects`` is the plan's column of weak points, with their labels between commas. ``covered`` is the number
        of weak points that the plan covers.
        """
        keys, names = self._span("key"), self._span("label")
        # A label is the text of the cell, or stands first, last or in the middle of it.
        patterns = (names, f'{names}&",*"', f'"*, "&{names}', f'"*, "&{names}&",*"')
        counts = "+".join(f"COUNTIF({subjects},{pattern})" for pattern in patterns)
        count = f"SUMPRODUCT(ISNUMBER({keys})*(({counts})=0))"
        left = len(self._diagnosis.weak_points) - covered
        return Live(f"={quote(title)}&{count_text(count)}&{quote(_ENTRIES)}", f"{title}{left}{_ENTRIES}")

    def _span(self, key: str) -> str:
        return self._table.span(key, self._sheet)

    def _cell(self, node: Node, key: str) -> str:
        return self._table.place(node.subject, key).seen_from(self._sheet)


MORE = "  (แสดงเพียง {printed} แถว รายการเกินกว่านั้น ให้เลิกซ่อนแถวหรือสั่งวิเคราะห์ใหม่)"

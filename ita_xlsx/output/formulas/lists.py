"""The formulas of live lists: the weak points in order, the lowest answers, counts and sentences."""

from __future__ import annotations

from ita_xlsx.model.diagnosis import Diagnosis, Judgement, Remedy
from ita_xlsx.model.framework import Node
from ita_xlsx.model.layout.analysis_layout import AnalysisLayout
from ita_xlsx.model.rules import RuleCode
from ita_xlsx.output.formulas.live import Live, quote

NONE = "–"
_ENTRIES = " รายการ"
STRONG, WEAK, BETWEEN = "จุดแข็ง", "จุดอ่อน", "ปกติ"


class ListFormulas:
    """Formulas that pick rows of the helper table, as seen from one sheet."""

    def __init__(self, layout: AnalysisLayout, diagnosis: Diagnosis, sheet: str) -> None:
        self._table = layout.weakness.judged
        self._diagnosis = diagnosis
        self._sheet = sheet

    def position(self, number: int) -> Live:
        """The row of the helper table that holds the weak point of this number; empty past the last."""
        order = self._span("order")
        items = list(self._table.items)
        weak = self._diagnosis.weak_points
        value = items.index(weak[number - 1].subject) + 1 if number <= len(weak) else ""
        return Live(f'=IF({number}<=COUNT({order}),MATCH({number},{order},0),"")', value)

    def number(self, number: int, position: str) -> Live:
        """The number of a row of the list, where the row is filled."""
        shown = number if number <= len(self._diagnosis.weak_points) else ""
        return Live(f'=IF({position}="","",{number})', shown)

    def pick(self, key: str, position: str, shown: float | str) -> Live:
        """A column of the helper table at a position; empty where the position is."""
        return Live(f'=IF({position}="","",INDEX({self._span(key)},{position}))', shown)

    def pick_or(self, key: str, position: str, shown: float | str, otherwise: str) -> Live:
        """As ``pick``, with words where there is no position."""
        formula = f"=IF({position}={quote('')},{quote(otherwise)},INDEX({self._span(key)},{position}))"
        return Live(formula, shown or otherwise)

    def lowest_position(self, indicator: Node) -> Live:
        """The row of the lowest answer of an indicator; empty where all are equal or none is known."""
        subjects = tuple(leaf.subject for leaf in indicator.leaves)
        span = self._table.span(RuleCode.LOWEST_QUESTION.value, self._sheet, subjects)
        offset = self._table.items.index(subjects[0])
        found = [item for item in self.lowest() if item.subject in subjects]
        value = self._table.items.index(found[0].subject) + 1 if found else ""
        return Live(f'=IF(SUM({span})=0,"",{offset}+MATCH(1,{span},0))', value)

    def lowest(self) -> tuple[Judgement, ...]:
        """The lowest answers the engine found."""
        return self._diagnosis.has(RuleCode.LOWEST_QUESTION)

    def group_class(self, node: Node) -> Live:
        """Strong, weak or neither, in a word."""
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

    def cell(self, node: Node, key: str, shown: float | str) -> Live:
        """A cell of the helper table, shown here too."""
        return Live(f"={self._cell(node, key)}", shown)

    def counts(self, printed: int) -> Live:
        """How many weak points and strengths, and whether more are listed than are printed."""
        remedy, order = self._span("remedy"), self._span("order")
        strong = self._span(RuleCode.STRENGTH.value)
        weak = self._diagnosis.weak_points
        urgent = sum(item.remedy is Remedy.URGENT for item in weak)
        strengths = len(self._diagnosis.strengths)
        formula = (
            f"={quote('จุดอ่อน ')}&COUNT({order})&{quote(' รายการ (เร่งด่วน ')}"
            f"&COUNTIF({remedy},{quote(Remedy.URGENT)})&{quote(' พัฒนา ')}"
            f"&COUNTIF({remedy},{quote(Remedy.DEVELOP)})&{quote(')  จุดแข็ง ')}"
            f"&COUNTIFS({strong},1,{remedy},{quote(Remedy.MAINTAIN)})&{quote(' รายการ')}"
            f"&IF(COUNT({order})>{printed},{quote(MORE.format(printed=printed))},{quote('')})"
        )
        said = f"จุดอ่อน {len(weak)} รายการ (เร่งด่วน {urgent} พัฒนา {len(weak) - urgent})  จุดแข็ง {strengths} รายการ"
        return Live(formula, said if len(weak) <= printed else said + MORE.format(printed=printed))

    def uncovered(self, title: str, subjects: str, covered: int) -> Live:
        """How many weak points no row of the plan names; ``subjects`` is the plan's hidden column."""
        keys, names = self._span("key"), self._span("subject")
        count = f'SUMPRODUCT(ISNUMBER({keys})*(COUNTIF({subjects},"*;"&{names}&";*")=0))'
        left = len(self._diagnosis.weak_points) - covered
        return Live(f"={quote(title)}&{count}&{quote(_ENTRIES)}", f"{title}{left}{_ENTRIES}")

    def _span(self, key: str) -> str:
        return self._table.span(key, self._sheet)

    def _cell(self, node: Node, key: str) -> str:
        return self._table.place(node.subject, key).seen_from(self._sheet)


MORE = "  (พื้นที่พิมพ์มีเพียง {printed} แถว รายการเกินกว่านั้น ให้ขยายพื้นที่พิมพ์หรือสั่งวิเคราะห์ใหม่)"

"""Build the formulas that find weak points: a flag for each rule, the remedy, the reasons in words, the order.

Takes the layout, the results, the diagnosis and the rules; returns formulas with values. Works on values only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ita_xlsx.model.diagnosis import Diagnosis, Judgement, Remedy
from ita_xlsx.model.framework import Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.analysis_layout import AnalysisLayout
from ita_xlsx.model.results import Results
from ita_xlsx.model.rules import MARKS, Rule, RuleCode
from ita_xlsx.output.formulas.live import Live, quote
from ita_xlsx.output.texts import REASON_JOINT, SHORT_REASONS

# Added to the keys of points to develop, so that they come after every urgent one: scores end at 100.
_AFTER_URGENT = 1000
_FLAGS = tuple(code for code in RuleCode if code not in MARKS)


class WeakPointFormulas:
    """The formulas of the helper table on the sheet of strengths and weak points."""

    def __init__(self, layout: AnalysisLayout, results: Results, diagnosis: Diagnosis, rules: tuple[Rule, ...]) -> None:
        """Take the layout, the results, the diagnosis and the rules in force."""
        self._layout = layout
        self._framework = layout.framework
        self._table = layout.weak_points.judged
        self._results = results
        self._diagnosis = diagnosis
        self._rules = {rule.code: rule for rule in rules}
        self._flags: dict[tuple[str, RuleCode], Live | float] = {}
        self._limits: dict[RuleCode, str] = {}
        self._cells: dict[tuple[str, str], str] = {}
        self._positions = {item.subject: position for position, item in enumerate(diagnosis.weak_points, 1)}

    def score(self, node: Node, value: float | str) -> Live:
        """Return the formula that repeats this year's score."""
        return Live(f"={self._layout.score(node).seen_from(self._table.sheet)}", value)

    def previous(self, node: Node, value: float | str) -> Live:
        """Return the formula that repeats last year's score."""
        return Live(f"={self._layout.comparison.before(node).seen_from(self._table.sheet)}", value)

    def flag(self, node: Node, code: RuleCode) -> Live | float:
        """Return 1 where a rule applies to the score of a subject, else 0.

        A rule that never tests this kind of subject gives the plain number 0.
        """
        found = self._flags.get((node.subject, code))
        if found is None:
            found = self._flags[node.subject, code] = self._flag(node, code)
        return found

    def _flag(self, node: Node, code: RuleCode) -> Live | float:
        rule = self._rules.get(code)
        if rule is None or node.kind not in rule.of or not self._tests(node, code):
            return 0.0
        score = self._cell(node, "score")
        test = _TESTS[code](self, node)
        applies = code in self._judgement(node).rules
        # A limit that is empty or no number turns its rule off.
        ready = f"ISNUMBER({score})" if rule.limit is None else f"COUNT({score},{self.limit(code)})=2"
        return Live(f"=IF({ready},IF({test},1,0),0)", 1 if applies else 0)

    def remedy(self, node: Node) -> Live:
        """Return the remedy in a word: urgent, develop, maintain, or empty."""
        flags = ",".join(self._cell(node, code.value) for code in _FLAGS if code is not RuleCode.BELOW)
        marks = "+".join(self._cell(node, code.value) for code in RuleCode if code in MARKS)
        formula = (
            f"=IF({self._cell(node, RuleCode.BELOW.value)}=1,{quote(Remedy.URGENT)},"
            f'IF(SUM({flags})>0,{quote(Remedy.DEVELOP)},IF({marks}>0,{quote(Remedy.MAINTAIN)},"")))'
        )
        return Live(formula, self._judgement(node).remedy or "")

    def why(self, node: Node, reasons: str) -> Live:
        """Return the reasons in words, joined in the order of the rules; ``reasons`` is ``all_why_words``."""
        pieces = []
        for code in _FLAGS:
            if isinstance(self.flag(node, code), Live):
                words = "&".join((quote("; "), *_WORDS[code](self, node)))
                pieces.append(f'IF({self._cell(node, code.value)}=1,{words},"")')
        return Live(f"=MID({'&'.join(pieces)},3,500)" if pieces else '=""', reasons)

    def short(self, node: Node, reasons: str) -> Live:
        """Return the first two reasons in a few words, for a line of forty characters.

        ``reasons`` is ``short_why_words``.
        """
        pieces: list[str] = []
        before: list[str] = []
        for code in _FLAGS:
            if not isinstance(self.flag(node, code), Live):
                continue
            flag, text = self._cell(node, code.value), "&".join((quote(REASON_JOINT), *_SHORT_WORDS[code](self, node)))
            room = f",SUM({','.join(before)})<{SHORT_REASONS}" if len(before) >= SHORT_REASONS else ""
            pieces.append(f"IF(AND({flag}=1{room}),{text},{quote('')})")
            before.append(flag)
        formula = f"=MID({'&'.join(pieces)},{len(REASON_JOINT) + 1},100)" if pieces else f"={quote('')}"
        return Live(formula, reasons)

    def key(self, node: Node) -> Live:
        """Return the sort key of the list of weak points: urgent ones by score, then those to develop by score.

        It is empty for every other subject.
        """
        score, remedy = self._cell(node, "score"), self._cell(node, "remedy")
        formula = (
            f"=IF({remedy}={quote(Remedy.URGENT)},{score},"
            f'IF({remedy}={quote(Remedy.DEVELOP)},{_AFTER_URGENT}+{score},""))'
        )
        judgement = self._judgement(node)
        if not judgement.is_weak or judgement.score is None:
            return Live(formula, "")
        offset = 0 if judgement.remedy is Remedy.URGENT else _AFTER_URGENT
        return Live(formula, float(judgement.score + offset))

    def order(self, node: Node) -> Live:
        """Return the position in the list of weak points, 1 first; equal keys keep the order of this table."""
        key, keys = self._cell(node, "key"), self._span("key")
        place = self._table.place(node.subject, "key")
        first = self._table.place(self._table.items[0], "key")
        before = f"{first.fixed}:{place.a1}"
        formula = f'=IF(ISNUMBER({key}),RANK({key},{keys},1)+COUNTIF({before},{key})-1,"")'
        return Live(formula, self._positions.get(node.subject, ""))

    def limit(self, code: RuleCode) -> str:
        """Return the cell of a rule's limit."""
        if code not in self._limits:
            self._limits[code] = self._layout.weak_points.rules.place(code.value, "limit").fixed
        return self._limits[code]

    def lowest_of(self, node: Node, group: tuple[Node, ...]) -> str:
        """Return the condition that a node is the first of the lowest scores of a group; never where all are equal."""
        span = self._table.span("score", self._table.sheet, tuple(item.subject for item in group))
        first, score = self._table.place(group[0].subject, "score").fixed, self._cell(node, "score")
        return (
            f"AND({score}=MIN({span}),MIN({span})<MAX({span}),"
            f"COUNTIF({first}:{score},{score})=1)"
        )  # fmt: skip

    def _tests(self, node: Node, code: RuleCode) -> bool:
        if code is RuleCode.APART:
            return any(child.kind is Kind.PART for child in node.children)
        if code is RuleCode.NOT_FULL:
            return self._framework.has_evidence(node.subject)
        return True

    def _judgement(self, node: Node) -> Judgement:
        return self._diagnosis.by_subject[node.subject]

    def _cell(self, node: Node, key: str) -> str:
        place = node.subject, key
        found = self._cells.get(place)
        if found is None:
            found = self._cells[place] = self._table.place(*place).a1
        return found

    def _span(self, key: str) -> str:
        return self._table.span(key, self._table.sheet)

    # The test of each rule, for a subject that has a score.

    def _below(self, node: Node) -> str:
        return f"{self._cell(node, 'score')}<{self.limit(RuleCode.BELOW)}"

    def _fell_through(self, node: Node) -> str:
        score, before = self._cell(node, "score"), self._cell(node, "previous")
        limit = self.limit(RuleCode.FELL_THROUGH)
        return f"AND(ISNUMBER({before}),{score}<{limit},{before}>={limit})"

    def _not_full(self, node: Node) -> str:
        return f"{self._cell(node, 'score')}<{self.limit(RuleCode.NOT_FULL)}"

    def _apart(self, node: Node) -> str:
        cells = self._parts(node)
        return f"AND(COUNT({cells})={len(node.children)},{self._gap(node)}>{self.limit(RuleCode.APART)})"

    def _fell(self, node: Node) -> str:
        before = self._cell(node, "previous")
        # AND computes all its arguments, so a text must not reach the subtraction.
        return f"IF(ISNUMBER({before}),{self._drop(node)}>{self.limit(RuleCode.FELL)},FALSE)"

    def _lowest_indicator(self, node: Node) -> str:
        return self.lowest_of(node, self._framework.of_kind(Kind.INDICATOR))

    def _lowest_question(self, node: Node) -> str:
        return self.lowest_of(node, self._framework.indicator_of(node.subject).leaves)

    def _strength(self, node: Node) -> str:
        return f"{self._cell(node, 'score')}>{self.limit(RuleCode.STRENGTH)}"

    def _parts(self, node: Node) -> str:
        places = (self._layout.results.place(child.subject, "score") for child in node.children)
        return ",".join(place.seen_from(self._table.sheet) for place in places)

    def _gap(self, node: Node) -> str:
        cells = self._parts(node)
        return f"ROUND(MAX({cells})-MIN({cells}),2)"

    def _drop(self, node: Node) -> str:
        return f"ROUND({self._cell(node, 'previous')}-{self._cell(node, 'score')},2)"


def _text(expression: str) -> str:
    return f'TEXT({expression},"0.00")'


def _plain(expression: str) -> str:
    """Return the words of ``plain_limit``."""
    return f'TEXT({expression},IF({expression}=INT({expression}),"0","0.00"))'


_Test = Callable[[WeakPointFormulas, Node], str]
_Words = Callable[[WeakPointFormulas, Node], tuple[str, ...]]

_TESTS: Mapping[RuleCode, _Test] = {
    RuleCode.BELOW: WeakPointFormulas._below,
    RuleCode.FELL_THROUGH: WeakPointFormulas._fell_through,
    RuleCode.NOT_FULL: WeakPointFormulas._not_full,
    RuleCode.APART: WeakPointFormulas._apart,
    RuleCode.FELL: WeakPointFormulas._fell,
    RuleCode.LOWEST_INDICATOR: WeakPointFormulas._lowest_indicator,
    RuleCode.LOWEST_QUESTION: WeakPointFormulas._lowest_question,
    RuleCode.STRENGTH: WeakPointFormulas._strength,
}
# The words of why_words, as parts that a formula joins.
_WORDS: Mapping[RuleCode, _Words] = {
    RuleCode.BELOW: lambda formulas, node: (
        quote("ต่ำกว่าเกณฑ์ "), _text(formulas.limit(RuleCode.BELOW)), quote(" จำนวน "),
        _text(f"{formulas.limit(RuleCode.BELOW)}-{formulas._cell(node, 'score')}"), quote(" คะแนน"),
    ),
    RuleCode.FELL_THROUGH: lambda formulas, node: (
        quote("ปีก่อนผ่านเกณฑ์ ("), _text(formulas._cell(node, "previous")), quote(")"),
    ),
    RuleCode.NOT_FULL: lambda formulas, node: (quote("ยังไม่ถึง "), _text(formulas.limit(RuleCode.NOT_FULL))),
    RuleCode.APART: lambda formulas, node: (quote("ผลแต่ละส่วนต่างกัน "), _text(formulas._gap(node))),
    RuleCode.FELL: lambda formulas, node: (quote("ลดลงจากปีก่อน "), _text(formulas._drop(node))),
    RuleCode.LOWEST_INDICATOR: lambda formulas, node: (quote("ต่ำที่สุดในทุกตัวชี้วัด"),),
}  # fmt: skip
# The words of short_why_words, as parts that a formula joins.
_SHORT_WORDS: Mapping[RuleCode, _Words] = {
    RuleCode.BELOW: lambda formulas, node: (
        quote("ต่ำกว่าเกณฑ์ "), _plain(formulas.limit(RuleCode.BELOW)), quote(" อยู่ "),
        _text(f"{formulas.limit(RuleCode.BELOW)}-{formulas._cell(node, 'score')}"),
    ),
    RuleCode.FELL_THROUGH: lambda formulas, node: (
        quote("ปีก่อนผ่าน "), _text(formulas._cell(node, "previous")),
    ),
    RuleCode.NOT_FULL: _WORDS[RuleCode.NOT_FULL],
    RuleCode.APART: lambda formulas, node: (quote("ส่วนต่างกัน "), _text(formulas._gap(node))),
    RuleCode.FELL: lambda formulas, node: (quote("ลดลง "), _text(formulas._drop(node))),
    RuleCode.LOWEST_INDICATOR: lambda formulas, node: (quote("ต่ำสุดทุกตัวชี้วัด"),),
}  # fmt: skip

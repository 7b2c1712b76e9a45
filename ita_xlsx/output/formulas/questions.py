"""Build the formulas beside each answer: two decimals, rank in its indicator, distance to the threshold, flag.

Takes the layout and the results; returns formulas with values. Works on values only.
"""

from __future__ import annotations

from decimal import Decimal

from ita_xlsx.model.framework import Framework, Node
from ita_xlsx.model.layout.analysis_layout import AnalysisLayout
from ita_xlsx.model.results import Results, two_decimals
from ita_xlsx.model.text import words
from ita_xlsx.output.formulas.live import Live, count_text, in_range, number, quote, rounded, verdict

_BELOW, _OF, _ITEMS = "ข้อคำถามต่ำกว่าเกณฑ์ ", " ข้อ จากที่มีคะแนน ", " ข้อ"


class QuestionFormulas:
    """The formulas of the sheet of questions, and the sentences that count over it."""

    def __init__(self, layout: AnalysisLayout, results: Results) -> None:
        """Take the layout of the analysis and the results."""
        self._layout = layout
        self._framework: Framework = layout.framework
        self._results = results
        self._threshold = layout.threshold.fixed

    def rounded(self, leaf: Node) -> Live:
        """Return the score at two decimals; empty where there is none."""
        score = self._cell(leaf, "score")
        value = self._results.by_subject[leaf.subject].rounded
        usable = f"{in_range(score)}=1"
        return Live(f'=IF({usable},{rounded(score)},"")', "" if value is None else float(value))

    def rank(self, leaf: Node, indicator: Node) -> Live:
        """Return the rank among the answers of the indicator; equal scores share a rank."""
        score = self._cell(leaf, "rounded")
        siblings = tuple(item.subject for item in indicator.leaves)
        span = self._layout.questions.span("rounded", self._layout.questions.sheet, siblings)
        return Live(
            f'=IF(ISNUMBER({score}),RANK({score},{span},0),"-")',
            self._results.rank_of.get(leaf.subject, "-"),
        )

    def distance(self, leaf: Node) -> Live:
        """Return the points above the threshold; negative below it, empty without a score."""
        score = self._cell(leaf, "rounded")
        value = self._results.by_subject[leaf.subject].rounded
        gap: Decimal | None = None if value is None else value - two_decimals(self._results.threshold)
        formula = f'=IF(ISNUMBER({score}),ROUND({score}-{self._threshold},2),"")'
        return Live(formula, "" if gap is None else float(gap))

    def flag(self, leaf: Node) -> Live:
        """Return in words that a score is below the threshold, the declaration, or that there is no score.

        It is empty where the score reaches the threshold.
        """
        score, raw = self._cell(leaf, "rounded"), self._cell(leaf, "score")
        otherwise = f'IF({raw}="",{quote(words.NO_SCORE)},{raw})'
        expression = verdict(score, self._threshold, words.BELOW, "", otherwise)
        return Live(f"={expression}", self._flag(leaf.subject))

    def changed(self, sheet: str) -> Live:
        """Return a sentence: the scores are still the analyzed ones, or how many cells were changed."""
        scores, analyzed = (self._layout.questions.span(key, sheet) for key in ("score", "analysed"))
        limit = self._layout.threshold.seen_from(sheet, fixed=True)
        count = f"(SUMPRODUCT(--({scores}<>{analyzed}))+IF({limit}={number(self._results.threshold)},0,1))"
        changed = f"{quote(words.CHANGED)}&{count_text(count)}&{quote(words.CHANGED_TAIL)}"
        formula = f"=IF({count}=0,{quote(words.UNCHANGED)},{changed})"
        return Live(formula, words.UNCHANGED)

    def below_line(self, sheet: str) -> Live:
        """Return how many answers are below the threshold, as a sentence."""
        flags, scores = (self._layout.questions.span(key, sheet) for key in ("flag", "rounded"))
        below_count, count = count_text(f"COUNTIF({flags},{quote(words.BELOW)})"), count_text(f"COUNT({scores})")
        formula = f"={quote(_BELOW)}&{below_count}&{quote(_OF)}&{count}&{quote(_ITEMS)}"
        below = sum(self._results.below_threshold(score.subject) for score in self._results.answers)
        return Live(formula, f"{_BELOW}{below}{_OF}{self._results.answered}{_ITEMS}")

    def _flag(self, subject: str) -> str:
        if self._results.by_subject[subject].value is None:
            return dict(self._results.declarations).get(subject, words.NO_SCORE)
        return words.BELOW if self._results.below_threshold(subject) else ""

    def _cell(self, leaf: Node, key: str) -> str:
        return self._layout.answer(leaf, key).a1

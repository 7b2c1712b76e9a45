"""Build the formulas of the first sheet of the analysis: its sentence, its cards and its indicators.

Takes the layout, the results and the diagnosis; returns formulas with values. Works on values only. A result is
incomplete while the overall score is no number; every cell follows when a score is typed or erased.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from ita_xlsx.model.diagnosis import Diagnosis, Remedy
from ita_xlsx.model.framework import OVERALL, Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.analysis_layout import AnalysisLayout
from ita_xlsx.model.layout.grid import Place
from ita_xlsx.model.layout.results_layout import ANSWERED, ORIGIN, SCORE
from ita_xlsx.model.layout.subjects import origin_words
from ita_xlsx.model.layout.summary_layout import SUMMARY
from ita_xlsx.model.results import Basis, Results
from ita_xlsx.model.text import words
from ita_xlsx.output.formulas.live import (
    Live,
    count_text,
    cut,
    cut_words,
    quote,
    score_text,
    signed,
    signed_words,
)
from ita_xlsx.output.formulas.missing import MissingFormulas

DASH = "–"
_LONGEST_CODES = 90
_NO_LEVEL, _ANNOUNCED, _NOT_COMPUTED = "ยังไม่มี", "ที่ประกาศไว้: ", " (ไม่ใช่ผลคำนวณ)"
_CARD, _GIVEN, _FROM_GIVEN = "คะแนนรวมและระดับ", " · คะแนนที่ประกาศ ไม่ใช่ผลคำนวณ", " · จากคะแนนที่ประกาศ"
_LACK, _ITEMS = "ขาด ", " ข้อ"
_URGENT, _NEXT, _NONE_WEAK = " · ต้องแก้ด่วน: ", " · ควรพัฒนาก่อน: ", " · ไม่พบจุดอ่อนตามกติกา"
_REPLACED = " · ใช้คะแนนที่ประกาศแทนข้อที่ขาด "
_FELL, _NONE_FELL = " · ลดลงมากที่สุด: ", " · ไม่มีตัวชี้วัดที่ลดลง"


class SummaryFormulas:
    """The formulas of the first sheet of the analysis."""

    def __init__(
        self,
        layout: AnalysisLayout,
        results: Results,
        previous: Results,
        diagnosis: Diagnosis,
        values: Callable[[str], Mapping[str, float | str]],
        before: str,
    ) -> None:
        """Take the layout, the results of two years, and the diagnosis.

        ``values`` gives the cells of a subject in the helper table by column key. ``before`` is the word for the
        year before.
        """
        self._layout = layout
        self._results = results
        self._last_year = previous
        self._diagnosis = diagnosis
        self._missing = MissingFormulas(layout, results)
        self._values = values
        self._before = before
        self._complete = results.by_subject[OVERALL].value is not None
        self._is_complete = f"ISNUMBER({self._cell(OVERALL, SCORE)})"
        self._order = layout.weak_points.judged.span("order", SUMMARY)

    # The sentence and the cards.

    def message(self) -> Live:
        """Return the conclusion in one sentence: score, level, change, first weak point and largest fall.

        Of an incomplete result it is how many answers are missing, and which.
        """
        answers = self._layout.framework.answers
        count, listed = self._missing.count(answers, SUMMARY), missing_list(self._layout)
        middle = f" ข้อ จาก {len(answers)} จึงยังไม่มีคะแนนรวมและระดับ · ขาด "
        incomplete = f"{quote('ยังไม่ครบ: ขาด ')}&{count_text(count)}&{quote(middle)}&{cut(listed, _LONGEST_CODES)}"
        parts = (self._score_part(), self._replaced_part(), self._weak_part(), self._fall_part())
        complete = "&".join(part.formula for part in parts)
        formula = f"=IF({self._is_complete},{complete},{incomplete})"
        if self._complete:
            return Live(formula, "".join(str(part.value) for part in parts))
        missing = self._missing.words(answers)
        return Live(formula, f"ยังไม่ครบ: ขาด {len(missing.subjects)}{middle}{cut_words(missing.text, _LONGEST_CODES)}")

    def _score_part(self) -> Live:
        score, change = self._cell(OVERALL, SCORE), self._cell(OVERALL, "change")
        level = self._layout.level.seen_from(SUMMARY)
        formula = (
            f"{quote('ได้ ')}&{score_text(score)}&IF({level}={quote(words.NO_LEVEL)},{quote('')},"
            f"{quote(' ระดับ')}&{level})&IF(ISNUMBER({change}),{quote(' (')}&{signed(change)}&{quote(')')},{quote('')})"
        )
        value, gap = self._results.by_subject[OVERALL].rounded, self._change(OVERALL)
        text = f"ได้ {value:.2f}" if value is not None else ""
        text += f" ระดับ{self._results.level.name}" if self._results.level.name else ""
        return Live(formula, text + (f" ({signed_words(gap)})" if gap is not None else ""))

    def _replaced_part(self) -> Live:
        """Return for how many answers announced figures stand in, as words of the sentence; empty for none."""
        total, answered = len(self._layout.framework.answers), self._cell(OVERALL, ANSWERED)
        count = count_text(f"{total}-{answered}")
        formula = f"IF({answered}={total},{quote('')},{quote(_REPLACED)}&{count}&{quote(_ITEMS)})"
        left = total - self._results.answered
        return Live(formula, f"{_REPLACED}{left}{_ITEMS}" if left else "")

    def is_doubtful(self) -> str:
        """Return the condition that the overall score is missing, or that announced figures stand in for answers."""
        total, answered = len(self._layout.framework.answers), self._cell(OVERALL, ANSWERED)
        return f"OR(NOT({self._is_complete}),{answered}<{total})"

    def _weak_part(self) -> Live:
        weak = self._layout.weak_points.weak
        label, score, remedy = (weak.place("1", key).seen_from(SUMMARY) for key in ("label", "score", "remedy"))
        formula = (
            f"IF(COUNT({self._order})=0,{quote(_NONE_WEAK)},IF({remedy}={quote(Remedy.URGENT)},{quote(_URGENT)},"
            f"{quote(_NEXT)})&{label}&{quote(' ได้ ')}&{score_text(score)})"
        )
        points = self._diagnosis.weak_points
        if not points:
            return Live(formula, _NONE_WEAK)
        first = self._values(points[0].subject)
        opening = _URGENT if points[0].remedy is Remedy.URGENT else _NEXT
        return Live(formula, f"{opening}{first['label']} ได้ {points[0].score:.2f}")

    def _fall_part(self) -> Live:
        nodes = self._layout.framework.of_kind(Kind.INDICATOR)
        subjects = tuple(node.subject for node in nodes)
        changes = self._layout.results.table_of(subjects[0]).span("change", SUMMARY, subjects)
        labels = self._layout.weak_points.judged.span("label", SUMMARY, subjects)
        least = f"MIN({changes})"
        formula = (
            f"IF(COUNT({changes})=0,{quote('')},IF({least}<0,{quote(_FELL)}&INDEX({labels},MATCH({least},{changes},0))"
            f"&{quote(' (')}&{signed(least)}&{quote(')')},{quote(_NONE_FELL)}))"
        )
        falls = [(gap, subject) for subject in subjects if (gap := self._change(subject)) is not None]
        if not falls:
            return Live(formula, "")
        gap, subject = min(falls, key=lambda item: item[0])
        if gap >= 0:
            return Live(formula, _NONE_FELL)
        return Live(formula, f"{_FELL}{self._values(subject)['label']} ({signed_words(gap)})")

    def card_title(self) -> Live:
        """Return the title of the first card; it adds that the overall score is an announced one."""
        origin = self._cell(OVERALL, ORIGIN)
        stood_in = f"LEFT({origin},{len(words.GIVEN)})={quote(words.GIVEN)}"
        formula = (
            f"={quote(_CARD)}&IF(OR({origin}={quote(words.COMPUTED)},{origin}={quote(words.INCOMPLETE)}),{quote('')},"
            f"IF({stood_in},{quote(_GIVEN)},{quote(_FROM_GIVEN)}))"
        )
        score = self._results.by_subject[OVERALL]
        text = origin_words(self._layout.framework, score)
        if text in (words.COMPUTED, words.INCOMPLETE):
            return Live(formula, _CARD)
        return Live(formula, _CARD + (_GIVEN if score.basis is Basis.GIVEN else _FROM_GIVEN))

    def score(self, subject: str) -> Live:
        """Return the score of a node; a dash where there is none."""
        cell, value = self._cell(subject, SCORE), self._results.by_subject[subject].rounded
        return Live(f"=IF(ISNUMBER({cell}),{cell},{quote(DASH)})", DASH if value is None else float(value))

    def level(self) -> Live:
        """Return the level; words where there is none yet."""
        cell = self._layout.level.seen_from(SUMMARY)
        formula = f"=IF({cell}={quote(words.NO_LEVEL)},{quote(_NO_LEVEL)},{cell})"
        return Live(formula, self._results.level.name or _NO_LEVEL)

    def below_overall(self) -> Live:
        """Return the year before and the change; of an incomplete result what was announced, called no result."""
        figure, level = self._cell(OVERALL, "announced"), self._layout.announced_level.seen_from(SUMMARY)
        announced = (
            f"{quote(_ANNOUNCED)}&IF(ISNUMBER({figure}),{score_text(figure)}&{quote(' ')},{quote('')})&{level}"
            f"&{quote(_NOT_COMPUTED)}"
        )
        before = self._year_before(OVERALL)
        formula = (
            f"=IF(AND(NOT({self._is_complete}),OR(ISNUMBER({figure}),{level}<>{quote('')})),{announced},"
            f"{before.formula})"
        )
        value, word = self._results.announced_by_subject.get(OVERALL), self._results.announced_level
        if self._complete or (value is None and not word):
            return Live(formula, before.value)
        printed = f"{float(value):.2f} " if value is not None else ""
        return Live(formula, f"{_ANNOUNCED}{printed}{word}{_NOT_COMPUTED}")

    def below_score(self, node: Node) -> Live:
        """Return the year before and the change of an instrument, or how many answers it lacks."""
        before, lack = self._year_before(node.subject), self.lack(node)
        previous = self._cell(node.subject, "previous")
        tail = f"IF(ISNUMBER({previous}),{quote(f' · {self._before} ')}&{score_text(previous)},{quote('')})"
        formula = (
            f"=IF(ISNUMBER({self._cell(node.subject, SCORE)}),{before.formula},{lack.formula.removeprefix('=')}&{tail})"
        )
        if self._results.by_subject[node.subject].value is not None:
            return Live(formula, before.value)
        then = self._last_year.by_subject[node.subject].rounded
        return Live(formula, f"{lack.value}" + (f" · {self._before} {then:.2f}" if then is not None else ""))

    def change(self, node: Node) -> Live:
        """Return the change of an indicator; a dash without last year, and how many answers are missing if any are."""
        change = self._cell(node.subject, "change")
        lack, gap = self.lack(node), self._change(node.subject)
        formula = f"=IF(ISNUMBER({self._cell(node.subject, SCORE)}),{change},{lack.formula.removeprefix('=')})"
        if self._results.by_subject[node.subject].value is None:
            return Live(formula, lack.value)
        return Live(formula, DASH if gap is None else float(gap))

    def bar_start(self, nodes: Sequence[Node]) -> Live:
        """Return where the bars begin: at 60, or at the ten below the lowest score."""
        cells = ",".join(self._cell(node.subject, SCORE) for node in nodes)
        scores = [value for node in nodes if (value := self._results.by_subject[node.subject].rounded) is not None]
        return Live(f"=MIN(60,INT(MIN({cells},60)/10)*10)", min(60, *(int(value // 10 * 10) for value in scores), 60))

    def bar_title(self, start: Place) -> Live:
        """Return the title above the bars: where they begin, and 100."""
        nodes = self._layout.framework.of_kind(Kind.INDICATOR)
        formula = f"={count_text(start.a1)}&{quote(DASH)}&{count_text('100')}"
        return Live(formula, f"{self.bar_start(nodes).value}{DASH}100")

    def bar(self, score: Place, value: float | str) -> Live:
        """Return the score that a bar shows; empty where there is none."""
        cell = score.seen_from(SUMMARY)
        return Live(f"=IF(ISNUMBER({cell}),{cell},{quote('')})", value)

    def weak_title(self) -> Live:
        """Return the title of the weak points: how many there are, and that more answers may change them."""
        count = f"COUNT({self._order})"
        opening, seen = "จุดอ่อนที่ต้องแก้ ", "จุดอ่อนที่เห็นแล้ว "
        more, rest = " เรื่อง แสดงห้าเรื่องแรก", " เรื่อง (อาจเปลี่ยนเมื่อกรอกครบ)"
        ending = f"IF({self._is_complete},IF({count}>5,{quote(more)},{quote(' เรื่อง')}),{quote(rest)})"
        formula = f"=IF({self._is_complete},{quote(opening)},{quote(seen)})&{count_text(count)}&{ending}"
        number = len(self._diagnosis.weak_points)
        if not self._complete:
            return Live(formula, f"{seen}{number}{rest}")
        return Live(formula, f"{opening}{number}" + (more if number > 5 else " เรื่อง"))

    def lack(self, node: Node) -> Live:
        """Return how many answers below a node are missing, such as ``ขาด 2 ข้อ``."""
        leaves = self._layout.framework.answers if node.kind is Kind.OVERALL else node.leaves
        formula = f"={quote(_LACK)}&{count_text(self._missing.count(leaves, SUMMARY))}&{quote(_ITEMS)}"
        return Live(formula, f"{_LACK}{len(self._missing.words(leaves).subjects)}{_ITEMS}")

    def _year_before(self, subject: str) -> Live:
        """Return the expression of last year's score with the change, such as ``ปีก่อน 94.89 (+0.01)``."""
        previous, change = self._cell(subject, "previous"), self._cell(subject, "change")
        tail = f"IF(ISNUMBER({change}),{quote(' (')}&{signed(change)}&{quote(')')},{quote('')})"
        none = f"ไม่มีคะแนน{self._before}"
        formula = f"IF(ISNUMBER({previous}),{quote(self._before + ' ')}&{score_text(previous)}&{tail},{quote(none)})"
        gap, then = self._change(subject), self._last_year.by_subject[subject].rounded
        if then is None:
            return Live(formula, none)
        return Live(formula, f"{self._before} {then:.2f}" + (f" ({signed_words(gap)})" if gap is not None else ""))

    def _change(self, subject: str) -> Decimal | None:
        now, then = self._results.by_subject[subject].rounded, self._last_year.by_subject[subject].rounded
        return None if now is None or then is None else now - then

    def _cell(self, subject: str, key: str) -> str:
        return self._layout.results.place(subject, key).seen_from(SUMMARY)


def missing_list(layout: AnalysisLayout) -> str:
    """Return the expression of the list of missing answers."""
    last = layout.framework.answers[-1]
    return f"MID({layout.answer(last, 'missing_list').seen_from(SUMMARY)},3,999)"

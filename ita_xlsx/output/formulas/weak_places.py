"""Build the formulas of the five places of weak points on the first sheet: what, why, and the measure against it.

Takes the layout, the results, the diagnosis and the drafted plan; returns formulas with values. Works on values only.
While a result is incomplete, the first place says what to fill in, and the weak points stand in the others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ita_xlsx.model.diagnosis import Diagnosis
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.layout.analysis_layout import AnalysisLayout
from ita_xlsx.model.layout.grid import column_name, quoted
from ita_xlsx.model.layout.plan_layouts import PLAN
from ita_xlsx.model.layout.results_layout import SCORE
from ita_xlsx.model.layout.summary_layout import NUMBER, PLAN_ROW, POSITION, SUMMARY
from ita_xlsx.model.results import Results
from ita_xlsx.model.text.dates import MONTHS, SHORT_MONTHS
from ita_xlsx.output.formulas.live import Live, cut, cut_words, quote
from ita_xlsx.output.formulas.missing import MissingFormulas
from ita_xlsx.output.formulas.summary import missing_list

LONGEST_WHAT, LONGEST_OWNER = 62, 54
# More rows than any plan has: the first row of a plan is the greatest difference to it.
_ROWS = 10_000
_FILL, _FILL_WHAT, _FILL_WHY = "กรอกก่อน", "ข้อที่ยังไม่มีคะแนน แล้วสั่งวิเคราะห์ใหม่", "จึงจะมีคะแนนรวมและระดับ"
_CODES, _MEASURE, _WHERE = "ข้อที่ขาด", "มาตรการ", "ดูทุกข้อในแผ่น «คะแนนรายข้อ»"
_NO_MEASURE = "ยังไม่มีมาตรการในแผน"
# What the end of a period is shortened to, as its cell is narrow: months, the years behind them, and fiscal years.
_SHORT_ENDS = (
    *zip(MONTHS, SHORT_MONTHS, strict=True),
    *((f"{short} 25", f"{short} ") for short in SHORT_MONTHS),
    *((f"ปีงบประมาณ {era}25", "ปีงบฯ ") for era in ("พ.ศ. ", "")),
)


@dataclass(frozen=True)
class PlanCells:
    """The plan as the first sheet picks from it: its rows from ``first_row``, and its columns by key.

    ``labels`` are the labels of the weak points of each row.
    """

    first_row: int
    last_row: int
    columns: Mapping[str, int]
    rows: Sequence[Mapping[str, str]]
    labels: Sequence[Sequence[str]]

    def span(self, key: str) -> str:
        """Return the reference to a column from the top of the sheet; empty if this plan has no such column."""
        if key not in self.columns:
            return ""
        name = column_name(self.columns[key])
        return f"{quoted(PLAN)}!${name}$1:${name}${self.last_row + 1}"

    def row_for(self, label: str) -> Mapping[str, str] | None:
        """Return the first row that names a weak point by its label; None if there is none."""
        return next((row for row, labels in zip(self.rows, self.labels, strict=True) if label in labels), None)

    def number_of(self, row: Mapping[str, str]) -> int:
        """Return the number (from 1) that the sheet gives to a row of the plan."""
        return self.first_row + next(index for index, item in enumerate(self.rows) if item is row) + 1


class PlaceFormulas:
    """The formulas of the five places; the number in the list decides what stands in a place, 0 is what to fill in."""

    def __init__(
        self,
        layout: AnalysisLayout,
        results: Results,
        diagnosis: Diagnosis,
        plan: PlanCells,
        values: Callable[[str], Mapping[str, float | str]],
        lack: Live,
    ) -> None:
        """Take the layout, the results, the diagnosis and the plan.

        ``values`` gives the cells of a subject in the helper table by column key. ``lack`` is how many answers are
        missing, in words.
        """
        self._layout = layout
        self._diagnosis = diagnosis
        self._plan = plan
        self._values = values
        self._lack = lack
        self._complete = results.by_subject[OVERALL].value is not None
        self._is_complete = f"ISNUMBER({layout.results.place(OVERALL, SCORE).seen_from(SUMMARY)})"
        self._order = layout.weak_points.judged.span("order", SUMMARY)
        self._codes = MissingFormulas(layout, results).words(layout.framework.answers).text

    def number(self, place: int) -> Live:
        """Return the number in the list of weak points that stands in a place; empty after the last one."""
        left = f"COUNT({self._order})"
        formula = (
            f"=IF({self._is_complete},IF({place}<={left},{place},{quote('')}),"
            f"IF({place - 1}<={left},{place - 1},{quote('')}))"
        )
        value = self._number(place)
        return Live(formula, "" if value is None else value)

    def position(self, place: int) -> Live:
        """Return the row of the helper table with the weak point of a place."""
        number = self._helper(place, NUMBER)
        positions = self._layout.weak_points.weak.span("position", SUMMARY)
        formula = f"=IF({number}={quote('')},{quote('')},IF({number}=0,0,INDEX({positions},{number})))"
        subject = self._subject(place)
        if subject is None:
            return Live(formula, "" if self._number(place) is None else 0)
        return Live(formula, self._layout.weak_points.judged.items.index(subject) + 1)

    def plan_row(self, place: int) -> Live:
        """Return how far the first row of the plan for a weak point is from the greatest row; 0 if there is none."""
        position, targets = self._helper(place, POSITION), self._plan.span("targets")
        label = f"INDEX({self._layout.weak_points.judged.span('label', SUMMARY)},{position})"
        comma = quote(", ")
        is_target = f"ISNUMBER(FIND({comma}&{label}&{quote(',')},{comma}&{targets}&{quote(',')}))"
        first = f"SUMPRODUCT(MAX({is_target}*({_ROWS}-ROW({targets}))))"
        formula = f"=IF(COUNT({position})=0,{quote('')},IF({position}=0,0,{first}))"
        if self._number(place) is None:
            return Live(formula, "")
        row = self._plan_row(place)
        return Live(formula, 0 if row is None else _ROWS - self._plan.number_of(row))

    def pick(self, place: int, key: str) -> Live:
        """Return a cell of the first row of a place: label, name, score or short reason."""
        position, number = self._helper(place, POSITION), self._helper(place, NUMBER)
        picked = f"INDEX({self._layout.weak_points.judged.span(key, SUMMARY)},{position})"
        picked = cut(picked, LONGEST_WHAT) if key == "name" else picked
        fill = {
            "label": Live(quote(_FILL), _FILL),
            "name": Live(quote(_FILL_WHAT), _FILL_WHAT),
            "score": Live(self._lack.formula.removeprefix("="), self._lack.value),
            "short": Live(quote(_FILL_WHY), _FILL_WHY),
        }[key]
        formula = f"=IF({number}={quote('')},{quote('')},IF({number}=0,{fill.formula},{picked}))"
        subject = self._subject(place)
        if subject is None:
            return Live(formula, "" if self._number(place) is None else fill.value)
        value = self._values(subject)[key]
        return Live(formula, cut_words(str(value), LONGEST_WHAT) if key == "name" else value)

    def word(self, place: int) -> Live:
        """Return the word before the measure of a place."""
        number = self._helper(place, NUMBER)
        formula = f"=IF({number}={quote('')},{quote('')},IF({number}=0,{quote(_CODES)},{quote(_MEASURE)}))"
        value = self._number(place)
        return Live(formula, "" if value is None else _MEASURE if value else _CODES)

    def planned(self, place: int, key: str) -> Live:
        """Return a cell of the plan for a weak point in a place: measure (or first step), end or owner."""
        number, row, span = self._helper(place, NUMBER), self._helper(place, PLAN_ROW), self._plan.span(key)
        picked = f"INDEX({span},{_ROWS}-{row})" if span else quote("")
        most = LONGEST_WHAT if key in ("measure", "steps") else LONGEST_OWNER
        expression = _end_of(picked) if key == "period" and span else cut(_one_line(picked), most) if span else picked
        first = key in ("measure", "steps")
        none = quote(_NO_MEASURE if first else "")
        listed = (
            cut(missing_list(self._layout), LONGEST_WHAT) if first else quote(_WHERE if key == "responsible" else "")
        )
        formula = f"=IF({number}={quote('')},{quote('')},IF({number}=0,{listed},IF({row}=0,{none},{expression})))"
        if self._number(place) is None:
            return Live(formula, "")
        if self._number(place) == 0:
            return Live(
                formula, cut_words(self._codes, LONGEST_WHAT) if first else _WHERE if key == "responsible" else ""
            )
        planned = self._plan_row(place)
        if planned is None:
            return Live(formula, _NO_MEASURE if first else "")
        text = planned.get(key, "") if span else ""
        return Live(formula, end_words(text) if key == "period" else cut_words(text.replace("\n", " "), most))

    def _number(self, place: int) -> int | None:
        number = place if self._complete else place - 1
        return number if number <= len(self._diagnosis.weak_points) else None

    def _subject(self, place: int) -> str | None:
        number = self._number(place)
        return self._diagnosis.weak_points[number - 1].subject if number else None

    def _plan_row(self, place: int) -> Mapping[str, str] | None:
        subject = self._subject(place)
        return None if subject is None else self._plan.row_for(str(self._values(subject)["label"]))

    def _helper(self, place: int, col: int) -> str:
        return self._layout.summary.place(place, col).fixed


def end_words(period: str) -> str:
    """Return the last day of a period in its short form, such as ``30 ก.ย. 69`` or ``ไตรมาส 1-2 ปีงบฯ 69``.

    A year is short only behind a month or the short word for a fiscal year: behind ``พ.ศ.`` it has four digits.
    """
    text = period.partition("–")[2].strip() if "–" in period else period
    for words, short in _SHORT_ENDS:
        text = text.replace(words, short)
    return text


def _end_of(expression: str) -> str:
    dash = quote("–")
    tail = (
        f"IF(ISNUMBER(FIND({dash},{expression})),TRIM(MID({expression},FIND({dash},{expression})+1,40)),{expression})"
    )
    for words, short in _SHORT_ENDS:
        tail = f"SUBSTITUTE({tail},{quote(words)},{quote(short)})"
    return tail


def _one_line(expression: str) -> str:
    return f"SUBSTITUTE({expression},CHAR(10),{quote(' ')})"

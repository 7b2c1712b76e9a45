"""Build the formulas that count how many cells of a form are filled in, and what cannot be read as a score.

Takes the layout and the results of a form; returns formulas with values. Works on values only.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from ita_xlsx.model.layout.agency_layout import BAND_COUNT, FILLED, STEPS_COUNTED, AgencyLayout, Band
from ita_xlsx.model.layout.grid import Place, Table, column_name, quoted
from ita_xlsx.model.results import Results
from ita_xlsx.model.submission import StepReport
from ita_xlsx.model.text import words
from ita_xlsx.output.formulas.live import Live, count_text, in_range, quote

# No form has so many rows of measures; with one last row for all, the formulas do not depend on the plan.
_LAST_ROW = 5000
_NOT_YET, _DOING, _DONE, _NO_MISSION = words.STEP_STATUSES
_STATUS_LABELS = (
    (" · เสร็จ ", _DONE), (" · กำลังทำ ", _DOING), (" · ยังไม่ทำ ", _NOT_YET), (" · ไม่มีภารกิจ ", _NO_MISSION),
)  # fmt: skip


_OF = " จาก "


class FillCountFormulas:
    """Counts over the score columns of the form; a text that is no declaration counts as not filled in."""

    def __init__(self, layout: AgencyLayout, results: Results, sheet: str) -> None:
        """Take the layout and the results of the form; ``sheet`` is the sheet that holds the formulas."""
        self._layout = layout
        self._results = results
        self._sheet = sheet

    def filled(self, tables: Iterable[Table]) -> Live:
        """Return how many answers of some tables are scores or declarations."""
        counted = tuple(tables)
        return Live("=" + "+".join(map(self._filled, counted)), sum(map(self._count, counted)))

    def left(self, tables: Iterable[Table]) -> Live:
        """Return how many answers are still to be filled in; a word where none is."""
        counted = tuple(tables)
        total = sum(len(self._columns(table)) * len(table.items) for table in counted)
        done = sum(map(self._count, counted))
        formula = "+".join(map(self._filled, counted))
        return Live(
            f"=IF({formula}={total},{quote(words.COMPLETE)},{total}-({formula}))",
            words.COMPLETE if done == total else total - done,
        )

    def expected(self, tables: Iterable[Table]) -> int:
        """Return how many answers the form asks for."""
        return sum(len(self._columns(table)) * len(table.items) for table in tables)

    def line(self, table: Table) -> Live:
        """Return the sentence on top of a sheet: how many cells are filled in, and how many hold no score."""
        total = len(self._columns(table)) * len(table.items)
        span = self._span(table)
        wrong = f"(COUNTA({span})-({self._filled(table)}))"
        warning = f"{quote(' · มี ')}&{count_text(wrong)}&{quote(' ช่องที่ไม่ใช่คะแนน 0-100 กรุณาแก้ไข')}"
        formula = (
            f"={quote(FILLED)}&{count_text(f'({self._filled(table)})')}&{quote(f' จาก {total} ช่อง')}"
            f"&IF({wrong}>0,{warning},{quote('')})"
        )
        refused = self._refused(table)
        text = f"{FILLED}{self._count(table)} จาก {total} ช่อง"
        return Live(formula, f"{text} · มี {refused} ช่องที่ไม่ใช่คะแนน 0-100 กรุณาแก้ไข" if refused else text)

    def band(self, table: Table, band: Band) -> Live:
        """Return the title of a band with how many of its cells are filled in, such as ``1 ... · กรอกแล้ว 2/3``."""
        columns = self._columns(table)
        span = table.span(columns[0], self._sheet, band.items, columns[-1])
        total, subjects = len(columns) * len(band.items), self._subjects_of(table, band.items)
        opening = band.title + BAND_COUNT
        formula = f"={quote(opening)}&{count_text(_filled_in(span))}&{quote(f'/{total}')}"
        return Live(formula, f"{opening}{self._count_of(subjects)}/{total}")

    def score_count(self, table: Table) -> FillCount:
        """Return how many cells of scores of a table are filled in."""
        return FillCount(self._filled(table), str(self.expected((table,))), self._count(table), self.expected((table,)))

    def all_scores(self) -> FillCount:
        """Return how many cells of scores of the whole form are filled in."""
        tables = self._layout.scores
        total, value = self.expected(tables), sum(map(self._count, tables))
        return FillCount("+".join(map(self._filled, tables)), str(total), value, total)

    def field_count(self, keys: Sequence[str], filled: int) -> FillCount:
        """Return how many fields of the agency are filled in; ``filled`` is how many are when the form is written."""
        cells = (self._layout.info.place(key, "value").seen_from(self._sheet) for key in keys)
        filled_in = "+".join(f"(LEN(TRIM({cell}))>0)" for cell in cells)
        return FillCount(filled_in, str(len(keys)), filled, len(keys))

    def unreadable(self) -> Live:
        """Return how many filled cells hold neither a score nor a declaration."""
        terms = [f"COUNTA({self._span(table)})-({self._filled(table)})" for table in self._layout.scores]
        return Live("=" + "+".join(terms), len(self._results.refused))

    def below(self, threshold: Place) -> Live:
        """Return how many answers are below the threshold, compared at two decimals."""
        # COUNTIFS takes no ROUND; x rounds half up to at least t exactly when x+1E-9 >= t-0.005.
        limit = f'"<"&({threshold.seen_from(self._sheet)}-0.005-1E-9)'
        terms = [f'COUNTIFS({span},">=0",{span},{limit})' for span in map(self._span, self._layout.scores)]
        value = sum(self._results.below_threshold(score.subject) for score in self._results.answers)
        return Live("=" + "+".join(terms), value)

    def agency_line(self, name: str, year: int) -> Live:
        """Return the line ``หน่วยงาน … ปีงบประมาณ …``; it follows the name on the agency sheet."""
        cell = self._layout.info.place("name", "value").seen_from(self._sheet)
        tail = f"  ปีงบประมาณ พ.ศ. {year}"
        return Live(f"={quote('หน่วยงาน ')}&{cell}&{quote(tail)}", f"หน่วยงาน {name}{tail}")

    def _refused(self, table: Table) -> int:
        subjects = {leaf.subject for leaf in self._layout.framework.nodes[table.sheet].leaves}
        return sum(subject in subjects for subject in self._results.refused)

    def _filled(self, table: Table) -> str:
        return _filled_in(self._span(table))

    def _span(self, table: Table) -> str:
        columns = self._columns(table)
        return table.span(columns[0], self._sheet, last_key=columns[-1])

    def _columns(self, table: Table) -> list[str]:
        return [column.key for column in table.columns if column.key.split()[0] == "score"]

    def _count(self, table: Table) -> int:
        return self._count_of(self._subjects_of(table, table.items))

    def _subjects_of(self, table: Table, codes: Collection[str]) -> list[str]:
        return [leaf.subject for leaf in self._layout.framework.nodes[table.sheet].leaves if leaf.code in codes]

    def _count_of(self, subjects: Sequence[str]) -> int:
        declared = {subject for subject, _ in self._results.declarations}
        scored = [subject for subject in subjects if self._results.by_subject[subject].value is not None]
        return len(scored) + sum(subject in declared for subject in subjects)


class FillCount(NamedTuple):
    """The number of cells that are filled in, and the number of all, each as an expression and as a value."""

    filled: str
    total: str
    filled_value: int
    total_value: int

    def words(self) -> Live:
        """Return the count as words: ``8 จาก 15``."""
        text = f"{self.filled_value}{_OF}{self.total_value}"
        return Live(f"={count_text(self.filled)}&{quote(_OF)}&{count_text(self.total)}", text)

    def share(self) -> Live:
        """Return the share that is filled in, up to 1; empty at 0."""
        share = self.filled_value / self.total_value if self.filled_value else ""
        return Live(f'=IF({self.filled}=0,"",({self.filled})/({self.total}))', share)

    def left(self) -> Live:
        """Return how many cells are left; a word where none is, and a dash where there was none to fill in."""
        left = self.total_value - self.filled_value
        word = words.COMPLETE if self.total_value else words.NOT_COMPARED
        rest = f"IF({self.filled}={self.total},{quote(words.COMPLETE)},{self.total}-({self.filled}))"
        return Live(f"=IF({self.total}=0,{quote(words.NOT_COMPARED)},{rest})", left or word)


class StepCountFormulas:
    """Counts over the steps of the sheet of measures; they are the same for every plan."""

    def __init__(self, table: Table, steps: Sequence[StepReport], sheet: str = "") -> None:
        """Take the table and its steps; ``sheet`` is the sheet of the formulas, else that of the table."""
        self._steps = steps
        sheet = sheet or table.sheet
        self._texts, self._statuses, self._urls = (_below(table, key, sheet) for key in ("step", "status", "url"))

    def line(self) -> Live:
        """Return the line on top of the sheet: how many steps there are, and how many of each status."""
        formula, text = f"={quote(STEPS_COUNTED)}&{count_text(self._count_of_steps())}&{quote(' ขั้นตอน')}", STEPS_COUNTED
        text += f"{self._steps_written()} ขั้นตอน"
        for label, word in _STATUS_LABELS:
            formula += f"&{quote(label)}&{count_text(self._steps_with(word))}"
            text += f"{label}{self._with_status(word)}"
        return Live(formula, text)

    def step_count(self) -> FillCount:
        """Return how many steps have one of the four statuses; one that is done has its evidence, too."""
        filled = "+".join(map(self._steps_with, words.STEP_STATUSES))
        bare = f'COUNTIFS({self._texts},"?*",{self._statuses},{quote(_DONE)},{self._urls},"")'
        done = sum(self._is_filled(item) for item in self._steps)
        return FillCount(f"{filled}-{bare}", self._count_of_steps(), done, self._steps_written())

    def _is_filled(self, report: StepReport) -> bool:
        has_status = bool(report.step) and report.status in words.STEP_STATUSES
        return has_status and (report.status != _DONE or bool(report.url))

    def _steps_with(self, word: str) -> str:
        """Return the expression that counts the steps with a status; a status beside no step counts for none."""
        return f'COUNTIFS({self._texts},"?*",{self._statuses},{quote(word)})'

    def _count_of_steps(self) -> str:
        return f"COUNTA({self._texts})"

    def _steps_written(self) -> int:
        return sum(bool(item.step) for item in self._steps)

    def _with_status(self, word: str) -> int:
        return sum(bool(item.step) and item.status == word for item in self._steps)


def _below(table: Table, key: str, sheet: str) -> str:
    """Return the cells of a column from the header down to a row that no form reaches."""
    column = column_name(table.col(key))
    cells = f"${column}${table.header_row + 2}:${column}${_LAST_ROW}"
    return cells if sheet == table.sheet else f"{quoted(table.sheet)}!{cells}"


def _filled_in(span: str) -> str:
    """Return the expression that counts the cells of a range with a score or a declaration."""
    declared = "+".join(f"COUNTIF({span},{quote(word)})" for word in words.DECLARATIONS)
    return f"{in_range(span)}+{declared}"


def mirror(place: Place, value: float | str, sheet: str) -> Live:
    """Return the formula that repeats the value of another cell; an empty cell stays empty."""
    cell = place.seen_from(sheet)
    return Live(f'=IF({cell}="","",{cell})', value)

"""Build the formulas that count how many cells of a form are filled in, and what cannot be read as a score.

Takes the layout and the results of a form; returns formulas with values. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterable

from ita_xlsx.model.layout.agency_layout import AgencyLayout
from ita_xlsx.model.layout.grid import Place, Table
from ita_xlsx.model.results import Results
from ita_xlsx.model.text import words
from ita_xlsx.output.formulas.live import Live, in_range, quote


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
        warning = f"{quote(' · มี ')}&{wrong}&{quote(' ช่องที่ไม่ใช่คะแนน 0-100 กรุณาแก้ไข')}"
        formula = (
            f"={quote('กรอกแล้ว ')}&({self._filled(table)})&{quote(f' จาก {total} ช่อง')}"
            f"&IF({wrong}>0,{warning},{quote('')})"
        )
        refused = self._refused(table)
        text = f"กรอกแล้ว {self._count(table)} จาก {total} ช่อง"
        return Live(formula, f"{text} · มี {refused} ช่องที่ไม่ใช่คะแนน 0-100 กรุณาแก้ไข" if refused else text)

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
        span = self._span(table)
        declared = "+".join(f"COUNTIF({span},{quote(word)})" for word in words.DECLARATIONS)
        return f"{in_range(span)}+{declared}"

    def _span(self, table: Table) -> str:
        columns = self._columns(table)
        return table.span(columns[0], self._sheet, last_key=columns[-1])

    def _columns(self, table: Table) -> list[str]:
        return [column.key for column in table.columns if column.key.split()[0] == "score"]

    def _count(self, table: Table) -> int:
        leaves = self._layout.framework.nodes[table.sheet].leaves
        declared = {subject for subject, _ in self._results.declarations}
        subjects = [leaf.subject for leaf in leaves]
        scored = [subject for subject in subjects if self._results.by_subject[subject].value is not None]
        return len(scored) + sum(subject in declared for subject in subjects)


def mirror(place: Place, value: float | str, sheet: str) -> Live:
    """Return the formula that repeats the value of another cell; an empty cell stays empty."""
    cell = place.seen_from(sheet)
    return Live(f'=IF({cell}="","",{cell})', value)

"""Write the columns of the two matrices of scores by the writers of a long table.

Takes a ``ProvinceReport`` and the columns of its table; writes one agency at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ita_xlsx.model import province_results as results
from ita_xlsx.model.framework import OVERALL, Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.grid import Table, a1
from ita_xlsx.model.province_results import RankedAgency
from ita_xlsx.output.cells.long_columns import Cell, Columns, Value, WriteRow, formula
from ita_xlsx.output.formulas import groups as group_formulas
from ita_xlsx.output.formulas import province as formulas
from ita_xlsx.output.province.province_report import ProvinceReport
from ita_xlsx.output.sheets import one_line

# The width of the column of names, in characters.
NAME_WIDTH = 34.0
# The style of a score, and that of one that is corrected or computed from corrected ones.
_HEAT = ("heat", "heat_corrected")
_NONE: frozenset[str] = frozenset()


def agency_cells(table: Table) -> dict[int, Cell]:
    """Return the first columns of a matrix, and the column that keeps the names that are cut."""
    return {0: Cell("heat_count"), 1: Cell("centre_middle"), 2: Cell("cut"), table.col("whole"): Cell("helper_line")}


def agency_values(item: RankedAgency) -> tuple[Value, ...]:
    """Return number, code and name; a name that takes more than a line is cut, and stands whole in its column."""
    name = one_line(item.agency.name, NAME_WIDTH)
    return item.number, item.agency.code, name, None if name == item.agency.name else item.agency.name


class AnswerColumns:
    """The columns of the matrix of answers."""

    def __init__(self, columns: Columns, report: ProvinceReport, table: Table, subjects: Sequence[str]) -> None:
        """Take the columns of the matrix and the subjects of the answers."""
        self._columns, self._report, self._table, self._subjects = columns, report, table, subjects
        self._writers: dict[frozenset[str], WriteRow] = {}

    def write(self, row: int, item: RankedAgency, scores: Iterable[float | None]) -> None:
        """Write an agency and its scores; one that is missing has no cell."""
        marked = corrected_subjects(self._report, item)
        if marked not in self._writers:
            cells = {self._table.col(subject): Cell(_HEAT[subject in marked]) for subject in self._subjects}
            self._writers[marked] = self._columns.rows(agency_cells(self._table) | cells)
        self._writers[marked](row, (*agency_values(item), *scores))


class IndicatorColumns:
    """The columns of the matrix of indicators, with those that count and weigh beside the scores."""

    def __init__(self, columns: Columns, report: ProvinceReport, table: Table) -> None:
        """Take the columns of the matrix."""
        self._columns, self._report, self._table = columns, report, table
        self._nodes = [report.framework.nodes[subject] for subject in report.layout.subjects]
        self._codes = [instrument.code for instrument in report.layout.surveys]
        self._writers: dict[tuple[tuple[bool, ...], frozenset[str]], WriteRow] = {}

    def write_all(self) -> None:
        """Write a row per agency: its scores, how many are below the threshold, and the respondents that it states."""
        report = self._report
        means = zip(*(self._are_means(node) for node in self._nodes), strict=True)
        scores = zip(*(report.column(node.subject).floats() for node in self._nodes), strict=True)
        agencies = zip(report.counted, scores, means, self._below(), report.column(OVERALL).floats(), strict=True)
        for row, (item, scores_of_agency, are_means, below, overall) in enumerate(agencies, self._table.first_row):
            marked = corrected_subjects(report, item)
            if (are_means, marked) not in self._writers:
                self._writers[are_means, marked] = self._columns.rows(self._cells(are_means, marked))
            values = ["" if score is None else score for score in scores_of_agency]
            groups = [groups.name_of(item.number) for groups in report.grouped]
            figure = 0 if overall is None else overall
            contents = (*agency_values(item), *values, below, *self._asked(item), *groups, figure)
            self._writers[are_means, marked](row, contents)

    def _are_means(self, node: Node) -> list[bool]:
        """Return for each agency whether a score is a formula over others, as an announced figure is none."""
        is_leaf = node.kind is Kind.INDICATOR
        return [False] * len(self._report.counted) if is_leaf else results.are_means_of_children(self._report, node)

    def _below(self) -> Iterable[int]:
        """Return the number of indicators of each agency that are below the threshold."""
        limit = results.least_not_below(self._report.province.threshold)
        indicators = (node.subject for node in self._nodes if node.kind is Kind.INDICATOR)
        return map(sum, zip(*(self._report.column(subject).are_below(limit) for subject in indicators), strict=True))

    def _cells(self, are_means: Sequence[bool], marked: frozenset[str]) -> dict[int, Cell]:
        """Return the cells of an agency, with a formula for each score that is the mean of its children."""
        table, layout = self._table, self._report.layout
        cells = agency_cells(table)
        for node, is_mean in zip(self._nodes, are_means, strict=True):
            style = _HEAT[node.subject in marked]
            cells[table.col(node.subject)] = self._mean(node, style) if is_mean else Cell(style, of_text="heat")
        indicators = [table.col(node.subject) for node in self._nodes if node.kind is Kind.INDICATOR]
        first, last = indicators[0], indicators[-1]
        cells[table.col("below")] = formula(
            lambda row: formulas.below(f"{a1(row, first)}:{a1(row, last)}", layout.limit.fixed, 0), "heat_count"
        )
        cells |= {table.col(f"asked {code}"): Cell("helper_count") for code in self._codes}
        if self._codes:
            ends = (f"asked {self._codes[0]}", f"asked {self._codes[-1]}")
            cells[table.col("asked")] = formula(
                lambda row: formulas.sum_if_complete(table.row_span(row, *ends), len(self._codes), 0), "helper_count"
            )
        cells |= {table.col(groups.by): Cell("cut") for groups in self._report.grouped}
        overall = table.col(OVERALL)
        cells[table.col("figure")] = formula(lambda row: group_formulas.figure_of(a1(row, overall), 0), "helper_count")
        return cells

    def _mean(self, node: Node, style: str) -> Cell:
        children = [self._table.col(child.subject) for child in node.children]
        return formula(lambda row: formulas.node_mean(node, [a1(row, child) for child in children], 0), style)

    def _asked(self, item: RankedAgency) -> Sequence[Value]:
        """Return the respondents of each survey and of all; empty for all if one is missing, no cell if all are."""
        if not self._codes:
            return ()
        respondents = item.respondents_by_instrument
        counts = [respondents.get(code.upper()) for code in self._codes]
        present = [count for count in counts if count is not None]
        total = sum(present) if len(present) == len(counts) else ""
        return *counts, total if respondents else None


def corrected_subjects(report: ProvinceReport, item: RankedAgency) -> frozenset[str]:
    """Return the subjects of an agency whose scores are corrected, or computed from corrected ones."""
    if not item.summary.corrections:
        return _NONE
    corrected = item.summary.corrected
    return corrected.union(*(report.framework.ancestors(subject) for subject in corrected))

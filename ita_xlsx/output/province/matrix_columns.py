"""Write the columns of the two matrices of scores by the writers of a long table.

Takes a ``ProvinceReport`` and the columns of its table; writes one agency at a time.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from ita_xlsx.model import province_results as results
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.exact import as_float, mean_of
from ita_xlsx.model.framework import Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.grid import Table, a1
from ita_xlsx.model.province_results import RankedAgency, score_at
from ita_xlsx.output.cells.long_columns import Columns
from ita_xlsx.output.formulas import Live
from ita_xlsx.output.formulas import province as formulas
from ita_xlsx.output.province.province_report import ProvinceReport
from ita_xlsx.output.sheets import one_line

# The width of the column of names, in characters.
NAME_WIDTH = 34.0
# The style of a score, and that of one that is corrected or computed from corrected ones.
_HEAT = ("heat", "heat_corrected")


class AgencyColumns:
    """The first columns of a matrix, and the column that keeps the names that are cut, by the writers of a table."""

    def __init__(self, columns: Columns, table: Table) -> None:
        """Take the columns of a matrix, which begins with a number, a code and a name."""
        self._number, self._code = columns.numbers(0, "heat_count"), columns.texts(1, "centre_middle")
        self._name, self._whole = columns.texts(2, "cut"), columns.texts(table.col("whole"), "helper_line")

    def write(self, row: int, number: int, agency: Agency) -> None:
        """Write number, code and name; a name that takes more than a line is cut, and stands whole in its column."""
        self._number(row, number)
        self._code(row, agency.code)
        name = one_line(agency.name, NAME_WIDTH)
        self._name(row, name)
        if name != agency.name:
            self._whole(row, agency.name)


class _IndicatorPlace(NamedTuple):
    """A subject of the matrix of indicators: its node, its place among the scores, and its column.

    ``children`` are the columns of the scores of which it is the mean; empty for an indicator.
    """

    node: Node
    at: int
    col: int
    children: tuple[int, ...]

    @classmethod
    def of(cls, subject: str, report: ProvinceReport, table: Table) -> _IndicatorPlace:
        """Return the place of a subject."""
        node = report.framework.nodes[subject]
        is_leaf = node.kind is Kind.INDICATOR
        children = () if is_leaf else tuple(table.col(child.subject) for child in node.children)
        return cls(node, report.index[subject], table.col(subject), children)


class _SubjectColumn:
    """The column of a subject: its scores as numbers, or as formulas over its children in their row."""

    def __init__(self, columns: Columns, place: _IndicatorPlace) -> None:
        self.place = place
        self._empty = columns.texts(place.col, "heat")
        self._numbers = {style: columns.numbers(place.col, style) for style in _HEAT}
        self._means = {style: columns.formulas(place.col, self._mean, style) for style in _HEAT if place.children}

    def _mean(self, row: int) -> Live:
        return formulas.node_mean(self.place.node, [a1(row, child) for child in self.place.children], 0)

    def write(self, row: int, value: Fraction | None, *, is_mean: bool, is_corrected: bool) -> None:
        """Write a score; one that is the mean of its children as a formula."""
        style = _HEAT[is_corrected]
        if value is None:
            self._empty(row, "")
        elif is_mean:
            self._means[style](row, as_float(value))
        else:
            self._numbers[style](row, as_float(value))


class IndicatorColumns:
    """The columns of scores of the matrix of indicators, with those that count and weigh beside them."""

    def __init__(self, columns: Columns, report: ProvinceReport, table: Table) -> None:
        """Take the columns of the matrix of indicators."""
        layout = report.layout
        places = [_IndicatorPlace.of(subject, report, table) for subject in layout.subjects]
        indicators = [place for place in places if not place.children]
        first, last = indicators[0].col, indicators[-1].col
        self._report = report
        self._scores = [_SubjectColumn(columns, place) for place in places]
        self._below = columns.formulas(
            table.col("below"),
            lambda row: formulas.below(f"{a1(row, first)}:{a1(row, last)}", layout.limit.fixed, 0),
            "heat_count",
        )
        self._codes = [instrument.code for instrument in layout.surveys]
        self._asked = [columns.numbers(table.col(f"asked {code}"), "helper_count") for code in self._codes]
        if self._codes:
            ends = (f"asked {self._codes[0]}", f"asked {self._codes[-1]}")
            self._all_asked = columns.formulas(
                table.col("asked"),
                lambda row: formulas.sum_if_complete(table.row_span(row, *ends), len(self._codes), 0),
                "helper_count",
            )

    def write(self, row: int, item: RankedAgency) -> None:
        """Write the scores of an agency, how many are below the threshold, and the respondents that it states."""
        report, judged = self._report, []
        marked = corrected_subjects(report, item)
        for column in self._scores:
            node, at, _, children = column.place
            value = score_at(item.summary.values, at)
            if not children:
                judged.append(value)
            is_mean = bool(children) and value is not None and _is_mean_of_children(report, node, item, value)
            column.write(row, value, is_mean=is_mean, is_corrected=node.subject in marked)
        self._below(row, results.below(judged, report.province.threshold))
        respondents = item.respondents_by_instrument
        for code, write_asked in zip(self._codes, self._asked, strict=True):
            count = respondents.get(code.upper())
            if count is not None:
                write_asked(row, count)
        if respondents and self._codes:
            complete = all(code.upper() in respondents for code in self._codes)
            self._all_asked(row, sum(respondents[code.upper()] for code in self._codes) if complete else "")


def corrected_subjects(report: ProvinceReport, item: RankedAgency) -> frozenset[str]:
    """Return the subjects of an agency whose scores are corrected, or computed from corrected ones."""
    corrected = item.summary.corrected
    return corrected.union(*(report.framework.ancestors(subject) for subject in corrected))


def _is_mean_of_children(report: ProvinceReport, node: Node, item: RankedAgency, value: Fraction) -> bool:
    """Return True if a score is the weighted mean of its children; False if it is an announced figure."""
    scores = [score_at(item.summary.values, report.index[child.subject]) for child in node.children]
    present = [score for score in scores if score is not None]
    return len(present) == len(scores) and mean_of(node, present) == value

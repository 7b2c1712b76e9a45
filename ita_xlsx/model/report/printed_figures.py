"""Choose the figure that a report prints for each subject, so that every table, chart and sentence has the same one.

Takes a framework with the results of this and last year; returns exact or rounded scores (0-100). Works on values only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from ita_xlsx.model.exact import mean_of
from ita_xlsx.model.framework import OVERALL, Framework, Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.reconciliation import TOLERANCE
from ita_xlsx.model.report.report_settings import FigureSource
from ita_xlsx.model.results import Basis, Results, Score, two_decimals

WEIGHTED = "weighted "


def printed_figure(results: Results, subject: str, source: FigureSource) -> Fraction | None:
    """Return the exact figure that is printed for a subject, or None if there is none.

    From the announced source it is the announced figure where one is announced, else the score. An announced figure
    that the answers cannot give (``Results.impossible``) is never printed. From the computed source it is the score,
    which is itself the announced figure where answers are missing. No other function makes this choice.
    """
    figure = results.announced_by_subject.get(subject)
    is_possible = subject not in results.impossible_by_subject
    if figure is not None and is_possible and source is FigureSource.ANNOUNCED:
        return figure
    score = results.by_subject.get(subject)
    return None if score is None else score.value


@dataclass(frozen=True, kw_only=True)
class PrintedFigures:
    """The figures of one report: this year's and last year's, announced where announced, or computed.

    ``year_before`` is the fiscal year (Buddhist era) of the earlier results.
    """

    framework: Framework
    results: Results
    previous: Results
    year_before: int
    source: FigureSource = FigureSource.ANNOUNCED

    def exact(self, subject: str) -> Fraction | None:
        """Return the exact figure of this year (0-100), or None."""
        return printed_figure(self.results, subject, self.source)

    def is_announced(self, subject: str) -> bool:
        """Return True if the figure of this year is the announced one, be it that there are no answers for another."""
        if self.source is FigureSource.ANNOUNCED and subject in self.results.announced_by_subject:
            return True
        score = self.results.by_subject.get(subject)
        return score is not None and score.basis is Basis.GIVEN

    def score(self, subject: str) -> Decimal | None:
        """Return the figure of this year at two decimals, or None."""
        return _rounded(self.exact(subject))

    def before(self, subject: str) -> Decimal | None:
        """Return the figure of the year before at two decimals, or None."""
        return _rounded(printed_figure(self.previous, subject, self.source))

    def weighted(self, instrument: str) -> Decimal | None:
        """Return the share of an instrument in the overall score at two decimals, or None.

        It is the announced one, else the printed score times the weight.
        """
        is_possible = instrument not in self.results.impossible_by_subject
        announced = self.exact(WEIGHTED + instrument) if is_possible else None
        score = self.exact(instrument)
        if announced is not None or score is None:
            return _rounded(announced)
        weight = next(item.weight for item in self.framework.instruments if item.code == instrument)
        return two_decimals(score * weight / 100)

    def from_parts(self, subject: str) -> Decimal | None:
        """Return the figure that the printed figures of the parts give, or None if one of them is missing."""
        node = self.framework.nodes[subject]
        values = [self.exact(child.subject) for child in node.children]
        present = [value for value in values if value is not None]
        if not values or len(present) < len(values):
            return None
        return two_decimals(mean_of(node, present))

    def contradiction(self, subject: str) -> Decimal | None:
        """Return what the printed parts of a subject give, if that is not the printed figure; else None.

        A difference of 0.01 is rounding.
        """
        printed, given = self.score(subject), self.from_parts(subject)
        if printed is None or given is None or abs(printed - given) <= TOLERANCE:
            return None
        return given

    @cached_property
    def contradictions(self) -> tuple[tuple[Node, Decimal], ...]:
        """Return every subject whose parts do not give its figure, with what they give, the overall score first."""
        found = ((node, self.contradiction(node.subject)) for node in self.framework.nodes.values())
        return tuple((node, given) for node, given in found if given is not None)

    @property
    def has_year_before(self) -> bool:
        """Return True if there is a figure of the year before for an instrument or an indicator."""
        nodes = (*self.framework.of_kind(Kind.INSTRUMENT), *self.framework.of_kind(Kind.INDICATOR))
        nodes = (*nodes, *self.framework.of_kind(Kind.VIEW), *self.framework.of_kind(Kind.PART))
        return any(self.before(node.subject) is not None for node in nodes)

    @cached_property
    def as_results(self) -> Results:
        """Return the results of this year with the printed figures as scores, so that all judgements agree with them.

        Level and ranks are still those of the computed scores.
        """
        return _with_figures(self.results, self.source)

    @cached_property
    def previous_as_results(self) -> Results:
        """Return the results of the year before with the printed figures as scores."""
        return _with_figures(self.previous, self.source)

    def level_limits(self) -> tuple[Fraction | None, list[Fraction | None]]:
        """Return the printed overall score and those of the instruments, from which the level is decided."""
        return self.exact(OVERALL), [self.exact(item.code) for item in self.framework.instruments]


def _with_figures(results: Results, source: FigureSource) -> Results:
    if source is FigureSource.COMPUTED:
        return results
    figures = results.announced_by_subject

    def printed(score: Score) -> Score:
        if score.subject not in figures or score.subject in results.impossible_by_subject:
            return score
        figure = printed_figure(results, score.subject, source)
        return score._replace(basis=Basis.GIVEN, value=figure, announced=(score.subject,))

    return replace(
        results,
        scores=tuple(map(printed, results.scores)),
        answers=tuple(map(printed, results.answers)),
    )


def _rounded(value: Fraction | None) -> Decimal | None:
    return None if value is None else two_decimals(value)

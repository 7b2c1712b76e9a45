"""Define the value that the analysis workbook is written from.

Holds the submission, the results of two years, the diagnosis, the plan and the findings. Works on values only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ita_xlsx.model.diagnosis import Diagnosis
from ita_xlsx.model.earlier_years.history import EarlierYear
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Finding
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout import AnalysisLayout
from ita_xlsx.model.layout.plan_layouts import DEFAULT_PLAN_LAYOUT
from ita_xlsx.model.links import LinkResult
from ita_xlsx.model.measures import PlannedMeasure
from ita_xlsx.model.province.standing import AgencyStanding
from ita_xlsx.model.reconciliation import Reconciliation
from ita_xlsx.model.results import Results
from ita_xlsx.model.rules import Rule
from ita_xlsx.model.submission import Submission
from ita_xlsx.model.text import words


@dataclass(frozen=True, kw_only=True)
class Report:
    """One analysis to write.

    ``previous`` holds last year's results: those of the workbook ``last_year``, or of last year's figures in the form.
    ``links`` holds the results of link checks by address, ``standing`` the figures of others and of the country.
    """

    layout: AnalysisLayout
    submission: Submission
    results: Results
    previous: Results
    diagnosis: Diagnosis
    rules: tuple[Rule, ...]
    plan: tuple[PlannedMeasure, ...]
    plan_year: int
    reconciliation: Reconciliation
    earlier: tuple[EarlierYear, ...]
    last_year: EarlierYear | None
    findings: tuple[Finding, ...]
    edition: Edition
    links: Mapping[str, LinkResult] = field(default_factory=dict)
    standing: AgencyStanding | None = None

    def value(self, subject: str) -> float | str:
        """Return this year's score (0-100, two decimals), or the word for an incomplete one."""
        score = self.results.by_subject[subject].rounded
        return words.INCOMPLETE if score is None else float(score)

    def previous_value(self, subject: str) -> float | str:
        """Return last year's score (0-100, two decimals), or the word for a missing one."""
        score = self.previous.by_subject[subject].rounded
        if score is None:
            return words.NOT_COMPARED if self.last_year else words.INCOMPLETE
        return float(score)

    @property
    def plan_layout(self) -> str:
        """Return the key of the layout in which the plan of measures is printed."""
        return self.edition.plan_layout or DEFAULT_PLAN_LAYOUT

    @property
    def is_year_before(self) -> bool:
        """Return True if the figures of the earlier year are those of the year before."""
        return self.last_year is None or self.last_year.year == self.layout.framework.year - 1

    @property
    def years(self) -> tuple[str, str]:
        """Return the names of the two compared years, this year first."""
        year = self.layout.framework.year
        return f"ปี {year}", f"ปี {self.last_year.year if self.last_year else year - 1}"

    @property
    def has_scores(self) -> bool:
        """Return True if any indicator has a score; a chart without scores would be empty."""
        nodes = self.layout.framework.of_kind(Kind.INDICATOR)
        return any(self.results.by_subject[node.subject].value is not None for node in nodes)

    @property
    def has_previous(self) -> bool:
        """Return True if there is any figure of last year."""
        return any(score.value is not None for score in self.previous.scores)

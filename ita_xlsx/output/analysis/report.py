"""What the analysis workbook is made from, gathered into one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ita_xlsx.model.diagnosis import Diagnosis
from ita_xlsx.model.findings import Finding
from ita_xlsx.model.history import Earlier
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout import AnalysisLayout
from ita_xlsx.model.layout.plan_layouts import DEFAULT_PLAN_LAYOUT
from ita_xlsx.model.links import LinkResult
from ita_xlsx.model.measures import PlannedMeasure
from ita_xlsx.model.reconciliation import Reconciliation
from ita_xlsx.model.results import Results
from ita_xlsx.model.rules import Rule
from ita_xlsx.model.submission import Submission
from ita_xlsx.model.text import words


@dataclass(frozen=True)
class Report:
    """One analysis to write.

    ``previous`` holds last year's results: of the workbook ``last_year``, or of last year's figures in the form;
    ``form`` is the key of the form in which the plan is laid out; ``links`` what is known of addresses.
    """

    layout: AnalysisLayout
    submission: Submission
    results: Results
    previous: Results
    diagnosis: Diagnosis
    rules: tuple[Rule, ...]
    plan: tuple[PlannedMeasure, ...]
    reconciliation: Reconciliation
    earlier: tuple[Earlier, ...]
    last_year: Earlier | None
    findings: tuple[Finding, ...]
    issued: date
    digits: str = "arabic"
    remark: str = ""
    form: str = DEFAULT_PLAN_LAYOUT
    links: Mapping[str, LinkResult] = field(default_factory=dict)

    def shown(self, subject: str) -> float | str:
        """This year's score as a result cell shows it."""
        value = self.results.by_subject[subject].rounded
        return words.INCOMPLETE if value is None else float(value)

    def shown_before(self, subject: str) -> float | str:
        """Last year's score as a result cell shows it."""
        value = self.previous.by_subject[subject].rounded
        if value is None:
            return words.NOT_COMPARED if self.last_year else words.INCOMPLETE
        return float(value)

    @property
    def years(self) -> tuple[str, str]:
        """The names of the two years compared, this one first."""
        year = self.layout.framework.year
        return f"ปี {year}", f"ปี {self.last_year.year if self.last_year else year - 1}"

    @property
    def has_scores(self) -> bool:
        """Whether any indicator has a score; a chart of none would be empty."""
        nodes = self.layout.framework.of_kind(Kind.INDICATOR)
        return any(self.results.by_subject[node.subject].value is not None for node in nodes)

    @property
    def has_previous(self) -> bool:
        """Whether any figure of last year is known."""
        return any(score.value is not None for score in self.previous.scores)

    @property
    def has_previous_questions(self) -> bool:
        """Whether any question of last year is known."""
        return any(score.value is not None for score in self.previous.answers)

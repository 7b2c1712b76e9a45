"""Hold the settings of a round that the officer writes before the templates are sent.

Works on values only; ``ita_xlsx.intake.round_file`` reads ``round.toml``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ita_xlsx.model.limits import Limit
from ita_xlsx.model.province.national_mean import NO_NATIONAL_MEAN, NationalMean
from ita_xlsx.model.province.respondents import NO_RULES, RespondentRules
from ita_xlsx.model.province.shared_plan import LEAST_AGENCIES
from ita_xlsx.model.report.report_settings import LetterSettings, ReportSettings
from ita_xlsx.model.rules import RuleChange


@dataclass(frozen=True)
class Contact:
    """The person whom an agency can ask; an empty value is left out of the workbook."""

    name: str = ""
    phone: str = ""
    email: str = ""

    @property
    def has_details(self) -> bool:
        """Return True if at least one of the values is not empty."""
        return bool(self.name or self.phone or self.email)


class Stage(StrEnum):
    """A stage of a round that the program knows: what is due on its day, and who can be behind."""

    FORMS_OUT = "forms_out"
    FORMS_DUE = "forms_due"
    MENDING_DUE = "mending_due"
    CLARIFY_FROM = "clarify_from"
    CLARIFY_UNTIL = "clarify_until"
    RESULTS = "results"
    PLAN_APPROVED = "plan_approved"
    TRACKING_6 = "tracking_6"
    TRACKING_12 = "tracking_12"


@dataclass(frozen=True)
class CalendarEntry:
    """A stage of the calendar with its day; ``stage`` is None for one that only the officer knows, by its name."""

    name: str
    day: date
    stage: Stage | None = None


@dataclass(frozen=True, kw_only=True)
class RoundSettings:
    """The settings of ``round.toml``; a threshold (0-100) of None means the pass mark of the framework.

    ``framework`` is a fiscal year or the path of a definition. ``roster`` and ``measures`` (the plan) are paths.
    ``page`` is the web address at which agencies find the page that checks their form. ``measures_year`` is the fiscal
    year (Buddhist) in which the plan is carried out, or None if the plan itself says it. ``measures_for_all`` gives a
    plan that was drafted from the result of one agency to all of them. ``shared_by`` is the least number of agencies
    with a weak point that the plan of the province answers. ``previous`` are the paths from which forms are filled in
    beforehand. ``national`` is the mean of the country.
    """

    framework: str = ""
    province: str = ""
    deadline: date | None = None
    contact: Contact = Contact()
    threshold: Limit | None = None
    roster: str = ""
    rules: tuple[RuleChange, ...] = ()
    measures: str = ""
    page: str = ""
    measures_year: int | None = None
    measures_for_all: bool = False
    shared_by: int = LEAST_AGENCIES
    previous: tuple[str, ...] = ()
    calendar: tuple[CalendarEntry, ...] = ()
    report: ReportSettings = field(default_factory=ReportSettings)
    letter: LetterSettings = field(default_factory=LetterSettings)
    national: NationalMean = NO_NATIONAL_MEAN
    respondents: RespondentRules = NO_RULES

    @property
    def mending_deadline(self) -> date | None:
        """Return the day on which mended forms are due, else the deadline."""
        return next((item.day for item in self.calendar if item.stage is Stage.MENDING_DUE), self.deadline)

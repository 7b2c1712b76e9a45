"""Checks of returned forms, of plans of measures, and of the measures of a round.

Takes values and returns findings; touches no file.
"""

from ita_xlsx.checks.case import Case
from ita_xlsx.checks.plan_rules import check_agencies, check_plan, check_reach, check_uncovered
from ita_xlsx.checks.report_plan_rules import check_report_plan, check_year_of_plan
from ita_xlsx.checks.rules import check_submission, is_of_other_year

__all__ = [
    "Case",
    "check_agencies",
    "check_plan",
    "check_reach",
    "check_report_plan",
    "check_submission",
    "check_uncovered",
    "check_year_of_plan",
    "is_of_other_year",
]

"""Checks of returned forms, of plans of measures, and of the measures of a round.

Takes values and returns findings; touches no file.
"""

from ita_xlsx.checks.case import Case
from ita_xlsx.checks.plan_rules import check_plan, check_uncovered
from ita_xlsx.checks.rules import check_submission, has_wrong_identity

__all__ = ["Case", "check_plan", "check_submission", "check_uncovered", "has_wrong_identity"]

"""Diagnosis of results: weak points and strengths, tests of announced figures, and a draft plan of measures.

Takes values and returns values; touches no file.
"""

from ita_xlsx.diagnosis.draft_plan import draft_measures
from ita_xlsx.diagnosis.indicator_plans import advise, grade_points, plan_indicators
from ita_xlsx.diagnosis.match_plan import match_plan
from ita_xlsx.diagnosis.reconcile import reconcile
from ita_xlsx.diagnosis.reconciliation_findings import check_reconciliation
from ita_xlsx.diagnosis.weak_points import diagnose, find_weak_points

__all__ = [
    "advise",
    "check_reconciliation",
    "diagnose",
    "draft_measures",
    "find_weak_points",
    "grade_points",
    "match_plan",
    "plan_indicators",
    "reconcile",
]

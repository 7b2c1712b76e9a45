"""Results into weak points, strengths, and a first draft of what to do about them."""

from ita_xlsx.diagnosis.adopting import adopt_plan
from ita_xlsx.diagnosis.drafting import draft_measures
from ita_xlsx.diagnosis.judging import diagnose
from ita_xlsx.diagnosis.reconciling import reconcile
from ita_xlsx.diagnosis.telling import tell_reconciliation

__all__ = ["adopt_plan", "diagnose", "draft_measures", "reconcile", "tell_reconciliation"]

"""The only room that knows Excel's language: each formula stands beside the engine's value."""

from ita_xlsx.output.formulas.announced import ReconciliationFormulas
from ita_xlsx.output.formulas.changes import ChangeFormulas
from ita_xlsx.output.formulas.fill_counts import FillingFormulas
from ita_xlsx.output.formulas.lists import ListFormulas
from ita_xlsx.output.formulas.live import Live
from ita_xlsx.output.formulas.node_results import ResultFormulas
from ita_xlsx.output.formulas.questions import QuestionFormulas
from ita_xlsx.output.formulas.weak_points import JudgingFormulas

__all__ = [
    "ChangeFormulas",
    "FillingFormulas",
    "JudgingFormulas",
    "ListFormulas",
    "Live",
    "QuestionFormulas",
    "ReconciliationFormulas",
    "ResultFormulas",
]

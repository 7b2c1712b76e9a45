"""The only room that knows Excel's language: each formula stands beside the engine's value."""

from ita_xlsx.output.formulas.changes import ChangeFormulas
from ita_xlsx.output.formulas.filling import FillingFormulas
from ita_xlsx.output.formulas.judging import JudgingFormulas
from ita_xlsx.output.formulas.lists import ListFormulas
from ita_xlsx.output.formulas.live import Live
from ita_xlsx.output.formulas.questions import QuestionFormulas
from ita_xlsx.output.formulas.reconciling import ReconciliationFormulas
from ita_xlsx.output.formulas.results import ResultFormulas

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

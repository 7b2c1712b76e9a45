"""The only room that knows Excel's language: each formula stands beside the engine's value."""

from ita_xlsx.output.formulas.filling import FillingFormulas
from ita_xlsx.output.formulas.live import Live
from ita_xlsx.output.formulas.questions import QuestionFormulas
from ita_xlsx.output.formulas.results import ResultFormulas

__all__ = ["FillingFormulas", "Live", "QuestionFormulas", "ResultFormulas"]

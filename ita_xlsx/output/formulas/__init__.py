"""Gather the formulas of all workbooks: the only room that knows the language of Excel.

Takes layouts and computed values; returns each formula together with the engine's value. Works on values only.
"""

from ita_xlsx.output.formulas.announced import AnnouncedFormulas
from ita_xlsx.output.formulas.changes import ChangeFormulas
from ita_xlsx.output.formulas.fill_counts import FillCountFormulas
from ita_xlsx.output.formulas.lists import ListFormulas
from ita_xlsx.output.formulas.live import Live
from ita_xlsx.output.formulas.node_results import ResultFormulas
from ita_xlsx.output.formulas.questions import QuestionFormulas
from ita_xlsx.output.formulas.weak_points import WeakPointFormulas

__all__ = [
    "AnnouncedFormulas",
    "ChangeFormulas",
    "FillCountFormulas",
    "ListFormulas",
    "Live",
    "QuestionFormulas",
    "ResultFormulas",
    "WeakPointFormulas",
]

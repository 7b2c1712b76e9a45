"""Define the layout of every workbook: sheets, tables, columns and cells.

The writers in ``output`` and the readers in ``intake`` and ``catalogue`` use the same layout. Works on values only.
"""

from ita_xlsx.model.layout.agency_layout import AgencyLayout
from ita_xlsx.model.layout.analysis_layout import AnalysisLayout
from ita_xlsx.model.layout.grid import Column, Place, Table, a1, column_name, runs, span, spans
from ita_xlsx.model.layout.results_layout import ResultsLayout
from ita_xlsx.model.layout.subjects import subject_label

__all__ = [
    "AgencyLayout",
    "AnalysisLayout",
    "Column",
    "Place",
    "ResultsLayout",
    "Table",
    "a1",
    "column_name",
    "runs",
    "span",
    "spans",
    "subject_label",
]

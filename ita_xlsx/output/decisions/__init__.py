"""Write the workbook of the officer's decisions, and add rows to one that exists."""

from ita_xlsx.output.decisions.add_rows import NewRows, add_rows
from ita_xlsx.output.decisions.decisions_workbook import write_decisions

__all__ = ["NewRows", "add_rows", "write_decisions"]

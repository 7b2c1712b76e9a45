"""Write the sheet that leads from each score of a province to its file and cell."""

from ita_xlsx.output.province.trace.trace_sheet import write_trace

__all__ = ["write_trace"]

"""Write the plan of a province, as a sheet of the consolidated workbook and as a workbook of its own.

Takes the drafted plan and the state of a round; returns the bytes of a workbook, or changes one in memory.
"""

from __future__ import annotations

from ita_xlsx.model.edition import Edition
from ita_xlsx.model.layout.plan_layouts import PROVINCE_PLAN_SCHEMA
from ita_xlsx.model.province.shared_plan import ProvincePlan
from ita_xlsx.model.round_state import RoundState
from ita_xlsx.output.book import Book
from ita_xlsx.output.province.plan.province_sheet import write_province_plan_sheet
from ita_xlsx.output.province.plan.texts import plan_title
from ita_xlsx.output.stamp import write_stamp
from ita_xlsx.output.texts import ASSESSMENT

__all__ = ["write_province_plan", "write_province_plan_sheet"]


def write_province_plan(plan: ProvincePlan, round_state: RoundState, edition: Edition) -> bytes:
    """Return the bytes of a workbook with the plan of a province, which an officer edits and issues."""
    book = Book(plan_title(plan, round_state), ASSESSMENT, edition)
    write_province_plan_sheet(book, plan, round_state)
    write_stamp(book, PROVINCE_PLAN_SCHEMA, round_state.framework, edition)
    return book.finish()

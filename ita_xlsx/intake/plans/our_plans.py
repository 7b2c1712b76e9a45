"""Tell whether a table is a plan that the program wrote, and whether it is the plan of a province.

Takes a table and the stamp of its workbook; returns True or False. Works on values only.
"""

from __future__ import annotations

from ita_xlsx.intake.forms.find_table import LocatedTable
from ita_xlsx.intake.workbook.cells import text_of
from ita_xlsx.model.layout.plan_layouts import PLAN, PROVINCE_PLAN, PROVINCE_PLAN_SCHEMA, SUBJECTS
from ita_xlsx.model.submission import Stamp
from ita_xlsx.model.text.spelling import text_key

# Columns that of all our plans only that of a province has side by side.
_OF_PROVINCE = frozenset({"number", "units", "note"})


def has_plan_name(located: LocatedTable) -> bool:
    """Return True if the sheet has the name of a plan."""
    return text_key(located.sheet.name) in (text_key(PLAN), text_key(PROVINCE_PLAN))


def is_our_plan(located: LocatedTable) -> bool:
    """Return True if the table has the first column of our plans, whatever its sheet is called."""
    header = text_of(located.value(located.header_row, "targets")) if "targets" in located.cols else ""
    return text_key(header) == text_key(SUBJECTS.header)


def is_province_plan(located: LocatedTable, stamp: Stamp | None) -> bool:
    """Return True for the plan of a province, by its stamp, the name of its sheet, or its columns."""
    if stamp is not None and stamp.schema == PROVINCE_PLAN_SCHEMA:
        return True
    is_named = text_key(located.sheet.name) == text_key(PROVINCE_PLAN)
    return is_named or (is_our_plan(located) and located.cols.keys() >= _OF_PROVINCE)

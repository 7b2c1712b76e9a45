"""Read from whose result a plan was drafted: an analysis, or the form of an agency, names it above the plan.

Takes the table of a plan and the stamp of its workbook; returns an agency or None. Works on values only.
"""

from __future__ import annotations

import re

from ita_xlsx.intake.forms.find_table import LocatedTable
from ita_xlsx.intake.plans.our_plans import is_our_plan
from ita_xlsx.intake.workbook.cells import text_of
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.layout.agency_layout import SCHEMA as FORM
from ita_xlsx.model.layout.analysis_layout import SCHEMA as ANALYSIS
from ita_xlsx.model.submission import Stamp

_LINE = re.compile(r"\s*หน่วยงาน\s*:\s*(?P<name>\S.*?)\s*")


def agency_of_draft(located: LocatedTable, stamp: Stamp | None) -> Agency | None:
    """Return the agency of an analysis or of a form; None for any other plan.

    A sheet that was copied into another workbook has no stamp, but still the line of the agency and our first column.
    """
    rows = located.sheet.rows[: located.header_row]
    lines = (_LINE.fullmatch(text_of(value)) for row in rows for value in row)
    name = next((match["name"] for match in lines if match), "")
    if stamp is not None and stamp.schema in (ANALYSIS, FORM):
        return Agency(stamp.agency, name) if stamp.agency or name else None
    return Agency("", name) if stamp is None and is_our_plan(located) and name else None

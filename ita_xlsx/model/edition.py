"""Define how workbooks are made: the day on them, their digits, the layout of the plan, and a remark.

Works on values only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Edition:
    """The way in which the workbooks of one run are made.

    ``digits`` is ``arabic`` or ``thai``. ``plan_layout`` is the key of the layout in which a plan of measures is
    printed; empty means the usual one in an analysis, and no printed plan in a form. ``remark`` is a line for the
    first sheet of a form or an analysis.
    """

    issued: date
    digits: str = "arabic"
    plan_layout: str = ""
    remark: str = ""

"""The tracking form: what an agency is to do or has done, a row a step, to be read, filled in, signed and printed."""

from __future__ import annotations

from ita_xlsx.output.tracking_form.form_rows import TrackedRow, drafted_rows, reported_rows
from ita_xlsx.output.tracking_form.sheet import TrackingForm, write_tracking
from ita_xlsx.output.tracking_form.workbook import write_tracking_workbook

__all__ = [
    "TrackedRow",
    "TrackingForm",
    "drafted_rows",
    "reported_rows",
    "write_tracking",
    "write_tracking_workbook",
]

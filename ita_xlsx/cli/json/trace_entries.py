"""Turn the trail of a figure into the entries of JSON output.

Takes values of the model; returns plain dicts. Works on values only.
"""

from __future__ import annotations

from typing import Any

from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout.subjects import subject_label
from ita_xlsx.model.trace.file_place import file_place
from ita_xlsx.model.trace.find_figure import Figure
from ita_xlsx.model.trace.trail import BETWEEN_FILES, TraceRow


def trace_entries(figure: Figure, framework: Framework) -> dict[str, Any]:
    """Return the results of ``ita trace``: the figure, its rows, and the rows below the score of one agency."""
    node, member = figure.name.node, figure.name.member
    return {
        "subject": node.subject if node else None,
        "label": subject_label(framework, node) if node else None,
        "year": figure.name.year,
        "agency": member.agency.code if member else None,
        "value": None if figure.value is None else str(figure.value),
        "rows": [_row(row) for row in figure.rows],
        "below": [_row(row) for row in figure.below],
    }


def _row(row: TraceRow) -> dict[str, Any]:
    return {
        "agency": row.agency.code,
        "subject": row.subject,
        "kind": row.kind.value,
        "value": str(row.shown),
        "files": [
            {"name": name, "containers": list(file_place(name).containers), "digest": digest}
            for name, digest in zip(row.file.split(BETWEEN_FILES), row.digest.split(BETWEEN_FILES), strict=False)
        ],
        "sheet": row.sheet or None,
        "cell": row.cell or None,
        "cells": row.place or None,
        "below": list(row.below),
        "correction": row.correction.text if row.correction else None,
        "choice": row.choice.value,
        "decisions": [item.text for item in row.choices],
    }

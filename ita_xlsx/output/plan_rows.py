"""Lay out the rows of a plan of measures: the same rows for the analysis, a form, and printing.

Takes a framework, a plan layout and measures; returns rows of texts, and writes them on a sheet in memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout.grid import Table
from ita_xlsx.model.layout.page import row_height
from ita_xlsx.model.layout.plan_layouts import ALL_UNITS, PlanLayout
from ita_xlsx.model.measures import Measure, Step
from ita_xlsx.output import texts
from ita_xlsx.output.book import Sheet
from ita_xlsx.output.styles import DENSE

# Excel shows no row that is higher.
HIGHEST_ROW = 409.0
_LEAST = 22
# The columns whose lines may go on in a further row.
_LONG = ("steps", "analysis")
_HIDDEN = {"units": 24, "step_id": 12, "id": 12, "indicator": 12}
_WIDTHS: Mapping[str, Mapping[str, int]] = MappingProxyType(
    {
        "2568": {
            "indicator": 19, "measure": 26, "analysis": 36, "steps": 56, "period": 17, "responsible": 22,
            "follow_up": 30,
        },
        "2565": {"measure": 44, "steps": 74, "responsible": 28, "period": 22, "follow_up": 38},
        "2563": {"measure": 50, "steps": 84, "responsible": 30, "follow_up": 42},
        "province": {
            "number": 5, "indicator": 15, "measure": 22, "units": 16, "analysis": 22, "steps": 42, "responsible": 16,
            "period": 14, "follow_up": 20, "note": 12,
        },
        "tracking": {"instrument": 11, "indicator": 30, "steps": 84, "responsible": 31, "url": 50},
    }
)  # fmt: skip
_SUBJECTS_WIDTH = 12
_STYLES = {"instrument": "centre"}

Row = Mapping[str, str]


def plan_widths(plan_layout: PlanLayout) -> dict[str, int]:
    """Return the width (characters) of each column by its key."""
    return {"targets": _SUBJECTS_WIDTH, **_HIDDEN, **_WIDTHS[plan_layout.key]}


def table_widths(plan_layout: PlanLayout, table: Table) -> list[int]:
    """Return the widths (characters) of a plan's table, column by column."""
    widths = plan_widths(plan_layout)
    return [widths[column.key] for column in table.columns]


def plan_rows(framework: Framework, plan_layout: PlanLayout, measure: Measure) -> tuple[Row, ...]:
    """Return the rows of a measure: one row, or one row for each step if the layout is by step.

    A measure with more lines than the highest row holds goes on in further rows.
    """
    contents = {
        "targets": f";{';'.join(measure.targets)};" if measure.targets else "",
        "instrument": texts.instrument_of(framework, measure.indicator),
        "indicator": texts.indicator_title(framework, measure.indicator),
        "measure": measure.measure,
        "analysis": measure.analysis,
        "period": measure.period,
        "responsible": measure.responsible,
        "follow_up": measure.follow_up,
        "url": "",
        "units": "\n".join(measure.units) or ALL_UNITS,
        "step_id": "",
        "id": measure.id,
    }
    if plan_layout.by_step:
        steps = [{"steps": numbered(number, step), "step_id": step.id} for number, step in measure.numbered_steps]
        return tuple({**contents, **step} for step in steps or [{"steps": ""}])
    widths = _WIDTHS[plan_layout.key]
    lines = {
        "steps": [numbered(number, step) for number, step in measure.numbered_steps],
        "analysis": measure.analysis.split("\n"),
    }
    pieces = {key: list(_fitting(lines[key], widths[key])) for key in _LONG if key in widths}
    rows: list[Row] = []
    for index in range(max(map(len, pieces.values()))):
        long = {key: parts[index] if index < len(parts) else "" for key, parts in pieces.items()}
        repeated = {"indicator": contents["indicator"], "units": contents["units"], "id": measure.id}
        rows.append({**(repeated if index else contents), **long})
    return tuple(rows)


def numbered(number: int, step: Step) -> str:
    """Return the step with its number, such as ``2. text``."""
    return f"{number}. {step.text}"


def write_plan_row(
    sheet: Sheet,
    plan_layout: PlanLayout,
    table: Table,
    row: int,
    contents: Row,
    *,
    least: float = 0,
    scale: float = 1.0,
) -> None:
    """Write one row and set its height; columns that ``contents`` does not name stay empty.

    ``scale`` is how wide the columns of the sheet are, of the usual widths.
    """
    printed = _WIDTHS[plan_layout.key]
    widths = {key: width * scale for key, width in plan_widths(plan_layout).items()}
    for column in table.columns:
        text = contents.get(column.key, "")
        style = _STYLES.get(column.key, "plan" if column.key in (*printed, "targets", "units") else "helper")
        sheet.text(row, table.col(column.key), text, style)
    cells = [(contents.get(key, ""), width) for key, width in widths.items() if key not in _HIDDEN or key in printed]
    sheet.height(row, min(row_height(cells, DENSE, least=max(least, _LEAST)), HIGHEST_ROW))


def _fitting(lines: list[str], width: float) -> Iterator[str]:
    """Yield the lines joined into as few texts as possible, each of which fits into one row."""
    gathered: list[str] = []
    for line in lines:
        if gathered and row_height([("\n".join([*gathered, line]), width)], DENSE) > HIGHEST_ROW:
            yield "\n".join(gathered)
            gathered = []
        gathered.append(line)
    yield "\n".join(gathered)

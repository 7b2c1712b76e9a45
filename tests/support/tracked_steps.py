"""Make steps, agencies and provinces whose measures are tracked."""

from __future__ import annotations

from datetime import date
from typing import Any

from ita_xlsx.catalogue import load_framework
from ita_xlsx.checks.measures_rules import check_round_measures
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.findings import Status
from ita_xlsx.model.layout.agency_layout import AgencyLayout
from ita_xlsx.model.limits import parse_limit
from ita_xlsx.model.received import ReceivedFrom, received_on
from ita_xlsx.model.round_measures import (
    RoundMeasures,
)
from ita_xlsx.model.round_state import AgencyReturn, ReturnSummary, RoundState, State
from ita_xlsx.model.submission import StepReport
from tests.support.filled_measures import YEAR

FRAMEWORK = load_framework(YEAR)
AS_OF = date(2025, 6, 1)
END = date(2025, 9, 30)


def rows_of(sheet: Any, header_row: int) -> list[dict[str, Any]]:
    """The rows below a header, by its words; a header of two lines is read as one."""
    headers = [str(cell.value or "").replace("\n", "") for cell in sheet[header_row]]
    return [
        dict(zip(headers, cells, strict=True)) for cells in sheet.iter_rows(min_row=header_row + 1, values_only=True)
    ]


def reported(step_id: str, status: str = "", url: str = "", **more: Any) -> StepReport:
    """A step as a form tells it."""
    table = AgencyLayout(FRAMEWORK).measures
    item = table.items[len(step_id) % len(table.items)]
    known = {"place": table.place(item, "step"), "status_place": table.place(item, "status")}
    return StepReport(
        id=step_id, step=more.pop("step", f"ขั้นตอน {step_id}"), status=status, url=url, **{**known, **more}
    )


def member_of(code: str, *steps: StepReport, state: State = State.RETURNED, **more: Any) -> AgencyReturn:
    """An agency with a form of these steps."""
    agency = Agency(code, f"หน่วยงาน {code}")
    reading = ReturnSummary(
        file=f"{code}.xlsx", code=code, name=agency.name, year=YEAR, status=Status.ACCEPTED, steps=steps, **more
    )
    return AgencyReturn(
        agency=agency,
        state=state,
        summary=None if state is State.MISSING else reading,
        received=received_on(date(2025, 5, 20), ReceivedFrom.FORM),
    )


def province_of(*members: AgencyReturn) -> RoundState:
    return RoundState(framework=FRAMEWORK, threshold=parse_limit(85), members=members, name="ตราด")


def codes_of(tracking: RoundMeasures) -> list[tuple[str, str]]:
    """What is told, as code and agency or value."""
    return [
        (item.code, dict(item.params).get("agency", "") or str(item.value)) for item in check_round_measures(tracking)
    ]

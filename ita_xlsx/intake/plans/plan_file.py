"""A plan of measures from CSV or a workbook, in any of the forms, ours edited or another's, into measures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ita_xlsx.errors import InputError, UnreadableWorkbook, opening
from ita_xlsx.intake.forms.find_table import FoundTable, unread_columns
from ita_xlsx.intake.forms.form import read_stamp
from ita_xlsx.intake.isolation.worker import read_sheets
from ita_xlsx.intake.plans.agency_names import Named, Units
from ita_xlsx.intake.plans.measure_rows import Gathering, PlanRow
from ita_xlsx.intake.plans.step_lines import lines_of, steps_of
from ita_xlsx.intake.plans.subject_names import Subjects
from ita_xlsx.intake.workbook.cells import SheetCells, clean_text, header_keys, text_of
from ita_xlsx.intake.workbook.workbook import HEADER_DEPTH
from ita_xlsx.model.agency import Roster
from ita_xlsx.model.findings import Finding, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout.analysis_layout import SCHEMA as ANALYSIS
from ita_xlsx.model.layout.grid import Place
from ita_xlsx.model.layout.plan_layouts import HEADERS, PASSED_OVER, PLAN
from ita_xlsx.model.measures import Plan
from ita_xlsx.model.text.csv_text import read_csv

_KEY_OF = {spelt: key for key, headers in HEADERS.items() for header in headers for spelt in header_keys(header)[:1]}
_OWN = "own-"


def read_plan(
    path: Path, roster: Roster | None = None, framework: Framework | None = None
) -> tuple[Plan, tuple[Finding, ...]]:
    """The measures of a file, and what is odd about it, with sheet and cell.

    A measure stands in a row with its steps in lines of a cell, or has a row a step. Ids come from their columns,
    else from what the measure says. Raises InputError where there is no plan, or nothing that can
    be read: prose, say, or a workbook of ours of another kind.
    """
    sheets = _read(path)
    tables = [table for sheet in sheets for table in _tables(sheet)]
    at = max(tables, key=lambda item: (_is_plan(item), len(item.cols)), default=None)
    _refuse_another_kind(path, sheets, at)
    if at is None:
        raise InputError("M509", name=str(path))
    if not at.sheet.name and not _is_of_columns(at):
        raise InputError("M516", name=str(path))
    plan, findings = _Reader(at, Units(roster), Subjects(framework)).read()
    others = dict.fromkeys(item.sheet.name for item in tables if item.sheet.name != at.sheet.name)
    left = () if _is_plan(at) else tuple(make_finding("M511", sheet=name, value=at.sheet.name) for name in others)
    empty = () if any(item.steps for item in plan.measures) else (make_finding("M517", sheet=at.sheet.name),)
    told = (*empty, *findings, *unread_columns(at), *left)
    return plan, tuple(replace(item, file=str(path), sheet=item.sheet or None) for item in told)


def _read(path: Path) -> tuple[SheetCells, ...]:
    with opening(path):
        data = path.read_bytes()
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        try:
            return read_sheets(data)
        except UnreadableWorkbook as error:
            reason = make_finding(error.code, file=str(path), **error.params)
            raise InputError("M510", findings=(reason,), name=str(path)) from error
    try:
        return (SheetCells("", tuple(tuple(row) for row in read_csv(data))),)
    except ValueError as error:
        raise InputError("M510", name=str(path)) from error


def _refuse_another_kind(path: Path, sheets: Sequence[SheetCells], at: FoundTable | None) -> None:
    """Our own workbooks of another kind hold steps too, but no plan; a form or analysis may have one as a sheet."""
    stamp = read_stamp(sheets)
    if stamp is not None and stamp.schema != ANALYSIS and (at is None or not _is_plan(at)):
        raise InputError("M515", name=str(path), found=stamp.schema)


def _is_of_columns(at: FoundTable) -> bool:
    """Whether what stands below the header of a text is a table too, not prose with a comma here and there."""
    most = len(at.sheet.rows[at.header_row])
    below = [row for row in at.sheet.rows[at.header_row + 1 :] if any(map(text_of, row))]
    return 2 * sum(1 < len(row) <= most for row in below) >= len(below)


def _is_plan(at: FoundTable) -> bool:
    return clean_text(at.sheet.name) == PLAN


def _tables(sheet: SheetCells) -> Iterator[FoundTable]:
    for row, values in enumerate(sheet.rows[:HEADER_DEPTH]):
        cols: dict[str, int] = {}
        for col, value in enumerate(values):
            keys = header_keys(value) if isinstance(value, str) and value else ()
            key = next((_KEY_OF[spelt] for spelt in keys if spelt in _KEY_OF), None)
            if key is not None:
                cols.setdefault(key, col)
        if len(cols) > 1 and ("steps" in cols or "measure" in cols):
            yield FoundTable(sheet, row, cols)


@dataclass
class _Reader:
    """Reads the rows of one table and puts them together as measures."""

    at: FoundTable
    units: Units
    subjects: Subjects

    def __post_init__(self) -> None:
        self.findings: list[Finding] = []

    def read(self) -> tuple[Plan, tuple[Finding, ...]]:
        """The plan, and findings in the order of the rows."""
        gathering = Gathering(self.findings)
        above = ""
        for number in range(self.at.header_row + 1, len(self.at.sheet.rows)):
            row = self._row(number)
            if row is None:
                continue
            if "id" not in self.at.cols and "step_id" not in self.at.cols:
                # A cell merged over several measures stands in the first of its rows only.
                row = replace(row, indicator=row.indicator or above)
                above = row.indicator
            gathering.add(row)
        return Plan(gathering.measures()), tuple(self.findings)

    def _row(self, number: int) -> PlanRow | None:
        """A row of the table; None where it holds neither a measure nor steps, told where it holds anything."""
        lines = {key: lines_of(self.at.value(number, key)) for key in self.at.cols}
        measure, steps = " ".join(lines.get("measure", ())), steps_of(lines.get("steps", ()))
        if any(
            self._text(number, key) == self._text(self.at.header_row, key)
            for key in ("measure", "steps")
            if key in self.at.cols
        ):
            # The header again, as above every section of a long table.
            return None
        if not measure and not steps:
            said = [key for key in self.at.cols if key not in PASSED_OVER and lines[key]]
            if said:
                self._tell("M512", number, said[0])
            return None
        indicator, named = self.subjects.indicator(" ".join(lines.get("indicator", ())))
        targets = self.subjects.targets(lines["targets"]) if "targets" in lines else named
        if "indicator" not in self.at.cols:
            # As in the forms that do not print it.
            indicator = self.subjects.indicator_of(targets, self._text(number, "id"))
        evidence = [f"หลักฐาน: {line}" for line in lines.get("evidence", ())]
        return PlanRow(
            id="" if self._text(number, "id").startswith(_OWN) else self._text(number, "id"),
            step_ids=tuple(item for item in lines.get("step_id", ()) if not item.startswith(_OWN)),
            indicator=indicator,
            measure=measure,
            steps=steps,
            analysis=lines.get("analysis", ()),
            responsible=lines.get("responsible", ()),
            units=self._units(number, lines),
            period=lines.get("period", ()),
            follow_up=(*lines.get("follow_up", ()), *evidence),
            targets=targets,
            places=tuple((key, self.at.place(number, key)) for key in self.at.cols),
        )

    def _units(self, number: int, lines: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
        """Those of their own column; where there is none, agencies that the words of responsibility name."""
        if "units" in lines:
            named = self.units.named(lines["units"])
            self._tell_unknown("M507", number, "units", named)
            return named.units
        named = self.units.within(lines.get("responsible", ()))
        self._tell_unknown("M508", number, "responsible", named)
        return named.units

    def _tell_unknown(self, code: str, number: int, key: str, named: Named) -> None:
        for part, nearest in named.unknown:
            shown = f"{nearest.code} {nearest.name}" if nearest else "-"
            self._tell(code, number, key, value=part, nearest=shown)

    def _text(self, number: int, key: str) -> str:
        return text_of(self.at.value(number, key))

    def _tell(self, code: str, number: int, key: str, **about: str) -> None:
        place = Place(self.at.sheet.name, number, self.at.cols[key])
        value = about.pop("value", None) or self._text(number, key)
        self.findings.append(make_finding(code, sheet=place.sheet, cell=place.a1, value=value, **about))

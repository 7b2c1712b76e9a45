"""Read a plan of measures from a CSV file or a workbook, in any of the plan layouts.

Takes the path of the file, the roster and the framework; returns the plan and findings. Reads the disk; a workbook is
read in a child process.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ita_xlsx.errors import InputError, UnreadableWorkbook, input_errors
from ita_xlsx.intake.forms.find_table import LocatedTable, unread_columns
from ita_xlsx.intake.forms.form import read_stamp
from ita_xlsx.intake.isolation.read_sheets import read_sheets
from ita_xlsx.intake.plans.agency_names import AgencyFinder, AgencyMatches, is_dash
from ita_xlsx.intake.plans.agency_of_draft import agency_of_draft
from ita_xlsx.intake.plans.measure_rows import MeasureBuilder, PlanRow
from ita_xlsx.intake.plans.our_plans import has_plan_name, is_our_plan, is_province_plan
from ita_xlsx.intake.plans.step_lines import lines_of, steps_of, unclear_lines
from ita_xlsx.intake.plans.steps_on_a_line import crowded_lines
from ita_xlsx.intake.plans.subject_names import SubjectFinder
from ita_xlsx.intake.workbook.cells import SheetCells, header_keys, text_of
from ita_xlsx.intake.workbook.workbook import HEADER_DEPTH
from ita_xlsx.model.agency import Agency, Roster
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.labels import workbook_kind
from ita_xlsx.model.layout.analysis_layout import SCHEMA as ANALYSIS
from ita_xlsx.model.layout.grid import Place
from ita_xlsx.model.layout.plan_layouts import HEADERS, IGNORED_COLUMNS
from ita_xlsx.model.measures import Measure, Plan
from ita_xlsx.model.text.csv_text import read_csv
from ita_xlsx.model.text.spelling import fold_text, text_key

_KEY_OF = {spelt: key for key, headers in HEADERS.items() for header in headers for spelt in header_keys(header)[:1]}
# The ids of measures and steps that an agency added itself begin like this.
_OWN_ID = "own-"
_YEAR = re.compile(r"(?:ปี|พ\.?\s?ศ\.?|fiscal year|FY)[^0-9]{0,20}(?P<year>2[45][0-9]{2})(?![0-9])", re.IGNORECASE)
# A plan drawn from the result of a year is carried out in the next one.
_OF_RESULT = re.compile(r"ผล(?:การ|คะแนน)?(?:การ)?ประเมิน")


def read_plan(
    path: Path, roster: Roster | None = None, framework: Framework | None = None
) -> tuple[Plan, tuple[Finding, ...]]:
    """Return the measures of a file, and findings with file, sheet and cell.

    A measure stands in one row with its steps as lines of a cell, or in one row for each step. Ids come from their
    columns, else from the text of the measure. The fiscal year of the plan is that of the title above the table, or of
    the stamp of an analysis, which is of the year after its result. Raise InputError if the file cannot be read (M510),
    holds no plan (M509), holds prose (M516), or is a workbook of ours of another kind (M515).
    """
    sheets = _read(path)
    tables = [table for sheet in sheets for table in _tables(sheet)]
    located = max(tables, key=lambda item: (has_plan_name(item), is_our_plan(item), len(item.cols)), default=None)
    _refuse_another_kind(path, sheets, located)
    if located is None:
        raise InputError(Code.NO_PLAN_FOUND, name=str(path))
    if not located.sheet.name and not _is_table(located):
        raise InputError(Code.PLAN_IS_TEXT, name=str(path))
    stamp = read_stamp(sheets)
    drafted_for = agency_of_draft(located, stamp)
    reader = _Reader(
        located,
        AgencyFinder(roster),
        SubjectFinder(framework),
        is_of_province=is_province_plan(located, stamp),
        drafted_for=drafted_for,
    )
    plan, findings = reader.read()
    plan = replace(plan, year=_year_above(located) or _year_of_stamp(sheets), drafted_for=drafted_for)
    sheet = located.sheet.name
    others = dict.fromkeys(item.sheet.name for item in tables if item.sheet.name != sheet)
    unread = (
        ()
        if has_plan_name(located) or (stamp is not None and is_our_plan(located))
        else tuple(make_finding(Code.OTHER_PLAN_SHEET, sheet=name, value=sheet) for name in others)
    )
    empty = () if any(item.steps for item in plan.measures) else (make_finding(Code.PLAN_WITHOUT_STEPS, sheet=sheet),)
    findings = (*empty, *findings, *unread_columns(located), *unread)
    return plan, tuple(replace(item, file=str(path), sheet=item.sheet or None) for item in findings)


def _read(path: Path) -> tuple[SheetCells, ...]:
    """Return the sheets of a workbook, or one sheet for a CSV file; raise InputError (M510) for anything else."""
    with input_errors(path):
        data = path.read_bytes()
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        try:
            return read_sheets(data)
        except UnreadableWorkbook as error:
            reason = make_finding(error.code, file=str(path), **error.params)
            raise InputError(Code.PLAN_UNREADABLE, findings=(reason,), name=str(path)) from error
    try:
        return (SheetCells("", tuple(tuple(row) for row in read_csv(data))),)
    except ValueError as error:
        raise InputError(Code.PLAN_UNREADABLE, name=str(path)) from error


def _refuse_another_kind(path: Path, sheets: Sequence[SheetCells], located: LocatedTable | None) -> None:
    """Raise InputError (M515) for a workbook of ours that is no analysis and has no sheet with a plan.

    Such a workbook may hold steps too, but they are no plan. The sheet may have got another name.
    """
    stamp = read_stamp(sheets)
    is_plan = located is not None and (has_plan_name(located) or is_our_plan(located))
    if stamp is not None and stamp.schema != ANALYSIS and not is_plan:
        th, en = workbook_kind(stamp.schema)
        raise InputError(Code.PLAN_OF_OTHER_KIND, name=str(path), kind_th=th, kind_en=en)


def _year_above(located: LocatedTable) -> int | None:
    """Return the fiscal year that the title above a table names, the later one of several; None if there is none."""
    title = " ".join(text_of(value) for row in located.sheet.rows[: located.header_row] for value in row)
    years = {int(match["year"]) for match in _YEAR.finditer(fold_text(title))}
    of_result = len(years) == 1 and _OF_RESULT.search(fold_text(title))
    return max(years) + bool(of_result) if years else None


def _year_of_stamp(sheets: Sequence[SheetCells]) -> int | None:
    stamp = read_stamp(sheets)
    is_drafted = stamp is not None and stamp.schema == ANALYSIS and stamp.year.isdecimal()
    return int(stamp.year) + 1 if stamp is not None and is_drafted else None


def _is_table(located: LocatedTable) -> bool:
    """Return True if at least half of the rows of a text have columns; prose with some commas is no table."""
    most = len(located.sheet.rows[located.header_row])
    below = [row for row in located.sheet.rows[located.header_row + 1 :] if any(map(text_of, row))]
    return 2 * sum(1 < len(row) <= most for row in below) >= len(below)


def _tables(sheet: SheetCells) -> Iterator[LocatedTable]:
    """Yield the tables of a sheet whose headers name a column of measures or steps and one more."""
    for row, values in enumerate(sheet.rows[:HEADER_DEPTH]):
        cols: dict[str, int] = {}
        for col, value in enumerate(values):
            keys = header_keys(value) if isinstance(value, str) and value else ()
            key = next((_KEY_OF[spelt] for spelt in keys if spelt in _KEY_OF), None)
            if key is not None:
                cols.setdefault(key, col)
        if len(cols) > 1 and ("steps" in cols or "measure" in cols):
            yield LocatedTable(sheet, row, cols)


@dataclass
class _Reader:
    """A reader of one table that groups its rows into measures and collects findings."""

    located: LocatedTable
    units: AgencyFinder
    subjects: SubjectFinder
    # True if the program wrote every cell of units, so that an empty one was emptied.
    is_of_province: bool = False
    # The agency from whose result the plan was drafted: an open measure is for it, not for all.
    drafted_for: Agency | None = None
    findings: list[Finding] = field(default_factory=list)

    def read(self) -> tuple[Plan, tuple[Finding, ...]]:
        """Return the plan, and findings in the order of the rows."""
        builder = MeasureBuilder(self.findings)
        last_indicator = ""
        for number in range(self.located.header_row + 1, len(self.located.sheet.rows)):
            row = self._row(number)
            if row is None:
                continue
            if "id" not in self.located.cols and "step_id" not in self.located.cols:
                # A cell merged over several measures has its text in the first row only.
                row = replace(row, indicator=row.indicator or last_indicator)
                last_indicator = row.indicator
            builder.add(row)
        measures = builder.measures()
        self._report_empty_units(measures)
        return Plan(measures), tuple(self.findings)

    def _row(self, number: int) -> PlanRow | None:
        """Return a row of the table; None if it holds neither a measure nor steps.

        Report M512 if such a row holds anything else that should be read.
        """
        lines = {key: lines_of(self.located.value(number, key)) for key in self.located.cols}
        measure, steps = " ".join(lines.get("measure", ())), steps_of(lines.get("steps", ()))
        if any(
            text_key(self._text(number, key)) == text_key(self._text(self.located.header_row, key))
            for key in ("measure", "steps")
            if key in self.located.cols
        ):
            # Long tables repeat the header above every section.
            return None
        if not measure and not steps and not self._goes_on(number):
            filled = [key for key in self.located.cols if key not in IGNORED_COLUMNS and lines[key]]
            if filled:
                self._add(Code.PLAN_ROW_NOT_READ, number, filled[0])
            return None
        for line in unclear_lines(lines.get("steps", ())):
            self._add(Code.LINE_MAY_BE_STEP, number, "steps", value=line)
        for line in crowded_lines(lines.get("steps", ())):
            self._add(Code.STEPS_NOT_DIVIDED, number, "steps", value=line)
        indicator, bracket_targets = self.subjects.indicator(" ".join(lines.get("indicator", ())))
        targets = self.subjects.targets(lines["targets"]) if "targets" in lines else bracket_targets
        if "indicator" not in self.located.cols:
            # Some plan layouts do not print the indicator.
            indicator = self.subjects.indicator_of(targets, self._text(number, "id"))
        evidence = [f"หลักฐาน: {line}" for line in lines.get("evidence", ())]
        return PlanRow(
            id="" if self._text(number, "id").startswith(_OWN_ID) else self._text(number, "id"),
            step_ids=tuple(item for item in lines.get("step_id", ()) if not item.startswith(_OWN_ID)),
            indicator=indicator,
            measure=measure,
            steps=steps,
            analysis=lines.get("analysis", ()),
            responsible=lines.get("responsible", ()),
            units=self._units(number, lines),
            period=lines.get("period", ()),
            follow_up=(*lines.get("follow_up", ()), *evidence),
            targets=targets,
            places=tuple((key, self.located.place(number, key)) for key in self.located.cols),
        )

    def _goes_on(self, number: int) -> bool:
        """Return True if a row has the id of the row above it, and more of its analysis: one row could not hold it."""
        own_id = self._text(number, "id")
        return bool(own_id and self._text(number, "analysis") and own_id == self._text(number - 1, "id"))

    def _units(self, number: int, lines: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
        """Return the codes of the agencies in the column of units; without it, of those named as responsible.

        Report M507 or M508 for texts that name no agency of the roster, M537 for those that fit several, and M538
        for such texts behind the word for «except».
        """
        if "units" in lines:
            matches = self.units.find_agencies(lines["units"])
            self._report_unknown(Code.UNIT_UNKNOWN, number, "units", matches.unknown)
            self._report_unknown(Code.EXCEPTION_NOT_READ, number, "units", matches.not_excluded)
            self._report_unclear(number, "units", matches)
            return matches.units
        matches = self.units.find_in_text(lines.get("responsible", ()))
        self._report_unknown(Code.UNIT_ALMOST_AGENCY, number, "responsible", matches.unknown)
        self._report_unclear(number, "responsible", matches)
        return matches.units

    def _report_empty_units(self, measures: Sequence[Measure]) -> None:
        """Report M533 for each measure whose cell of units holds a dash, or is empty in the plan of a province.

        The program writes every cell of units of that plan, so that an empty one was emptied. In any other plan an
        empty cell means all agencies, as the manual says; a dash means the same, but may be meant for nobody.
        """
        if "units" not in self.located.cols or self.drafted_for is not None:
            return
        for item in measures:
            place = dict(item.places).get("units")
            text = "" if place is None else self._text(place.row, "units")
            if not item.units and place is not None and (is_dash(text) if text else self.is_of_province):
                self._add(Code.UNITS_LEFT_EMPTY, place.row, "units", value="-", subject=item.id)

    def _report_unknown(self, code: Code, number: int, key: str, unknown: Sequence[tuple[str, Agency | None]]) -> None:
        for part, nearest in unknown:
            nearest_text = f"{nearest.code} {nearest.name}" if nearest else "-"
            self._add(code, number, key, value=part, nearest=nearest_text)

    def _report_unclear(self, number: int, key: str, matches: AgencyMatches) -> None:
        for part, agencies in matches.unclear:
            options = ", ".join(f"{item.code} {item.name}" for item in agencies)
            self._add(Code.UNIT_UNCLEAR, number, key, value=part, options=options)

    def _text(self, number: int, key: str) -> str:
        return text_of(self.located.value(number, key))

    def _add(self, code: Code, number: int, key: str, **params: str) -> None:
        """Add a finding about one cell; without ``value`` the text of the cell is taken."""
        place = Place(self.located.sheet.name, number, self.located.cols[key])
        value = params.pop("value", None) or self._text(number, key)
        self.findings.append(make_finding(code, sheet=place.sheet, cell=place.a1, value=value, **params))

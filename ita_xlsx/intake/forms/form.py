"""Read a returned form into a submission; find everything by stamp, header and code, never by address.

Takes a workbook and a function that finds frameworks; returns the submission, its framework, and findings. Works on
values only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from ita_xlsx.intake.forms.announced import read_announced, subjects_by_label
from ita_xlsx.intake.forms.answers import TableReader, columns_of
from ita_xlsx.intake.forms.find_table import LocatedTable, find_table, missing_headers, ordered, unread_columns
from ita_xlsx.intake.forms.steps import StepReader
from ita_xlsx.intake.forms.unusual_content import find_remarks
from ita_xlsx.intake.workbook.cells import SheetCells, clean_text, code_of, text_of
from ita_xlsx.intake.workbook.workbook import HEADER_DEPTH, Workbook
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.findings import Code, Finding, Trait, has_trait, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout import AgencyLayout, Place, Table
from ita_xlsx.model.layout.agency_layout import INFO_FIELDS, SCHEMA
from ita_xlsx.model.layout.stamp import MARK, PROPERTY, STAMP_FIELDS, STAMP_TABLE
from ita_xlsx.model.submission import Answer, Evidence, Stamp, StepReport, Submission
from ita_xlsx.model.text.digits import arabic

FindFramework = Callable[[str], Framework | None]

# The longest label has some forty characters; a longer text is no label.
_LONGEST_LABEL = 80
# A sheet with fewer fields is not the agency sheet.
_FEWEST_FIELDS = 3


def read_returned_form(
    workbook: Workbook, file: str, find_framework: FindFramework
) -> tuple[Submission | None, Framework | None, tuple[Finding, ...]]:
    """Return the content of a returned form, its framework, and findings that name ``file``.

    Submission and framework are None if the workbook is no form of ours (W101), a workbook of another kind (W108), or
    of a fiscal year without a framework (W103).
    """
    stamp = read_stamp(_stamped(workbook)) or _stamp_of_properties(workbook)
    no_stamp = () if stamp else (make_finding(Code.STAMP_MISSING, file=file),)
    stamp = stamp or _stamp_of_sheets(workbook.sheets, find_framework)
    if stamp is None:
        workbook.verify_all()
        return None, None, (make_finding(Code.NOT_A_FORM, file=file),)
    if stamp.schema != SCHEMA:
        return None, None, (make_finding(Code.OTHER_KIND_OF_WORKBOOK, file=file, found=stamp.schema),)
    framework = find_framework(stamp.framework)
    if framework is None:
        return None, None, (make_finding(Code.UNKNOWN_YEAR, file=file, found=stamp.framework),)
    reader = _Reader(workbook, AgencyLayout(framework))
    submission = reader.read(stamp)
    if any(has_trait(item, Trait.TABLE_LOST) for item in reader.findings):
        # Report a sheet as missing only after all sheets were verified; F116 is raised if two readings differ.
        workbook.verify_all()
    findings = (*no_stamp, *reader.findings, *find_remarks(workbook, reader.used))
    return replace(submission, file=file), framework, tuple(replace(item, file=file) for item in findings)


def read_stamp(sheets: Iterable[SheetCells]) -> Stamp | None:
    """Return the stamp of a workbook made by this program, whatever the name of its sheet; None if there is none."""
    for sheet in sheets:
        if sheet.at(0, 0) == MARK:
            return _stamp({text_of(row[0]): text_of(row[1]) for row in sheet.rows[1:] if len(row) > 1})
    return None


def _stamped(workbook: Workbook) -> Iterator[SheetCells]:
    """Yield the sheets, the stamp sheet of the layout first; verify each sheet that bears a stamp."""
    for item in ordered(workbook.sheets, STAMP_TABLE.sheet):
        yield workbook.verified(item) if item.at(0, 0) == MARK else item


def _stamp_of_properties(workbook: Workbook) -> Stamp | None:
    """Return the copy of the stamp in the document properties; None if there is none.

    Some programs drop the hidden sheet with the stamp.
    """
    values = {
        name.removeprefix(PROPERTY): clean_text(value)
        for name, value in workbook.contents.properties.items()
        if name.startswith(PROPERTY)
    }
    return _stamp(values) if values.get("schema") else None


def _stamp_of_sheets(sheets: Sequence[SheetCells], find_framework: FindFramework) -> Stamp | None:
    """Return a stamp for sheets that were copied into another workbook; None if they are no form.

    They must name a fiscal year that has a framework, and hold more than half of its question codes.
    """
    places = _info_places(sheets, "")
    year = arabic(places["year"][0]) if "year" in places else ""
    framework = find_framework(year) if year else None
    if framework is None:
        return None
    codes = {code_of(text_of(value)) for sheet in sheets for row in sheet.rows for value in row if value}
    expected = [question.code for question in framework.questions]
    enough = sum(code in codes for code in expected) * 2 > len(expected)
    return Stamp(schema=SCHEMA, framework=str(framework.year), year=str(framework.year)) if enough else None


def _stamp(values: Mapping[str, str]) -> Stamp:
    return Stamp(**{name: values.get(name, "") for name in STAMP_FIELDS})


@dataclass
class _Reader:
    """A reader of one returned form; collects findings and the tables that were read."""

    workbook: Workbook
    layout: AgencyLayout
    findings: list[Finding] = field(default_factory=list)
    used: list[LocatedTable] = field(default_factory=list)

    def read(self, stamp: Stamp) -> Submission:
        """Return the content of the form under a stamp."""
        info, places = self._info()
        fields = dict(info)
        agency = Agency(
            fields.get("code") or stamp.agency,
            fields.get("name", ""),
            fields.get("province", ""),
            fields.get("website", ""),
            fields.get("reporter", ""),
        )
        answers: list[Answer] = []
        previous: list[Answer] = []
        evidence: list[Evidence] = []
        for table in self.layout.scores:
            needed = ("code", *columns_of(table, "score"))
            located = self._find(table, needed, _has(table))
            if located is None:
                self.findings += missing_headers(self.workbook, table, needed)
                continue
            self.findings += unread_columns(located)
            reader = TableReader(table, located, self._wordings)
            rows = reader.rows()
            answers += reader.answers(rows, "score")
            previous += reader.answers(rows, "previous")
            evidence += reader.evidence(rows, self._targets(located))
            self.findings += reader.findings
            self.findings += reader.without_code(rows)
        return self._with_announced(
            Submission(
                agency=agency,
                stamp=stamp,
                info=info,
                info_places=places,
                answers=tuple(answers),
                previous=tuple(answer for answer in previous if answer.value is not None),
                evidence=tuple(evidence),
                steps=self._steps(),
            )
        )

    def _steps(self) -> tuple[StepReport, ...]:
        table = self.layout.measures
        located = self._find(table, ("step", "status"), lambda text: True)
        if located is None:
            return ()
        reader = StepReader(located, self._targets(located))
        steps = tuple(reader.steps())
        self.findings += reader.findings()
        return steps

    def _targets(self, located: LocatedTable) -> Mapping[int, str]:
        """Return the targets of the links in the URL column, by row."""
        return self.workbook.link_targets(located.sheet, located.cols["url"]) if "url" in located.cols else {}

    def _info(self) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, Place], ...]]:
        """Return the fields of the agency sheet and their places; both empty, and W107, if there is no such sheet."""
        fields = _info_places(self.workbook.sheets, self.layout.info.sheet)
        if len(fields) < _FEWEST_FIELDS:
            self.findings.append(make_finding(Code.SHEET_MISSING, name=self.layout.info.sheet))
            return (), ()
        name = next(iter(fields.values()))[1].sheet
        verified = [self.workbook.verified(item) for item in self.workbook.sheets if item.name == name]
        fields = _info_places(verified, name)
        keys = [key for key, _ in INFO_FIELDS if key in fields]
        return tuple((key, fields[key][0]) for key in keys), tuple((key, fields[key][1]) for key in keys)

    @cached_property
    def _wordings(self) -> dict[str, str]:
        return {question.code: question.text for question in self.layout.framework.questions}

    def _with_announced(self, submission: Submission) -> Submission:
        """Return the submission with the announced figures, words and notes of the form."""
        table, subjects = self.layout.announced_figures, subjects_by_label(self.layout.framework)
        located = self._find(table, ("label", "announced"), lambda text: code_of(text) in subjects)
        if located is None:
            return submission
        submission, findings = read_announced(submission, located, table, subjects)
        self.findings += findings
        return submission

    def _find(self, table: Table, needed: tuple[str, ...], is_item: Callable[[str], bool]) -> LocatedTable | None:
        """Return the table at its place, and note it as used; None if it is missing."""
        located, findings = find_table(self.workbook, table, needed, is_item)
        self.findings += findings
        if located is not None:
            self.used.append(located)
        return located


def _has(table: Table) -> Callable[[str], bool]:
    return lambda text: code_of(text) in table


def _info_places(sheets: Sequence[SheetCells], name: str) -> dict[str, tuple[str, Place]]:
    """Return (text, place) by field of the agency sheet; the sheet with the most fields counts.

    The text stands in the column of values, or right of the label if the header of that column is missing.
    """
    labels = {code_of(label): key for key, label in INFO_FIELDS}
    best: dict[str, tuple[str, Place]] = {}
    for sheet in ordered(sheets, name):
        value_col = _value_column(sheet, AgencyLayout.INFO_HEADERS)
        fields: dict[str, tuple[str, Place]] = {}
        for row, cells in enumerate(sheet.rows):
            for col, value in enumerate(cells):
                if not isinstance(value, str) or not 0 < len(value) < _LONGEST_LABEL:
                    continue
                key = labels.get(code_of(value))
                if key is not None:
                    field_col = col + 1 if value_col is None else value_col
                    fields.setdefault(key, (text_of(sheet.at(row, field_col)), Place(sheet.name, row, field_col)))
        if len(fields) > len(best):
            best = fields
        if len(best) == len(labels):
            break
    return best


def _value_column(sheet: SheetCells, headers: Iterable[str]) -> int | None:
    """Return the column of the values by its header; None if the header row is missing."""
    expected = [code_of(header) for header in headers]
    for row in sheet.rows[:HEADER_DEPTH]:
        texts = [code_of(value) if isinstance(value, str) else "" for value in row]
        if all(header in texts for header in expected):
            return texts.index(expected[1])
    return None

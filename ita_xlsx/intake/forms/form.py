"""Read a returned form into a submission; find everything by stamp, header and code, never by address.

Takes a workbook and a function that finds frameworks; returns the submission, its framework, and findings. Works on
values only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial

from ita_xlsx.intake.forms.agency_fields import find_fields, read_fields
from ita_xlsx.intake.forms.announced import fits_figure, read_announced, subjects_by_label
from ita_xlsx.intake.forms.answers import TableReader, columns_of, fits_score_column
from ita_xlsx.intake.forms.find_table import LocatedTable, find_table, missing_headers, ordered, unread_columns
from ita_xlsx.intake.forms.header_rows import HeaderRows, HeaderTexts, header_texts_of
from ita_xlsx.intake.forms.item_rows import RowFinder
from ita_xlsx.intake.forms.optional_tables import Sought, find_optional_table, read_by_place
from ita_xlsx.intake.forms.outside_table import check_outside
from ita_xlsx.intake.forms.second_columns import check_second_columns
from ita_xlsx.intake.forms.steps import StepReader, fits_step_column, is_step_id
from ita_xlsx.intake.forms.unusual_content import find_remarks
from ita_xlsx.intake.workbook.cells import SheetCells, clean_text, code_of, text_of
from ita_xlsx.intake.workbook.workbook import Workbook
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.findings import Code, Finding, Trait, has_trait, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout import AgencyLayout, Place, Table
from ita_xlsx.model.layout.agency_layout import SCHEMA
from ita_xlsx.model.layout.former_agency_layout import FORMER_SCHEMA, SCHEMAS, layout_of_schema
from ita_xlsx.model.layout.stamp import MARK, MENDS, PREFILLED, PROPERTY, STAMP_FIELDS, STAMP_TABLE, is_newer
from ita_xlsx.model.submission import Answer, Evidence, Stamp, StepReport, Submission
from ita_xlsx.model.text.digits import arabic
from ita_xlsx.model.text.spelling import text_key

FindFramework = Callable[[str], Framework | None]

# A sheet with fewer fields is not the agency sheet.
_FEWEST_FIELDS = 3
_MOST_PICTURES = 200
_DIGEST = re.compile(r"[0-9a-f]{64}")
_FORMER_HEADERS = frozenset(map(code_of, ("ตัวชี้วัด", "ข้อ", "ประเด็น")))


def read_returned_form(
    workbook: Workbook, file: str, find_framework: FindFramework
) -> tuple[Submission | None, Framework | None, tuple[Finding, ...]]:
    """Return the content of a returned form, its framework, and findings that name ``file``.

    Submission and framework are None if the workbook is no form of ours (W101), a workbook of another kind (W108) or of
    a newer program (W127), or of a fiscal year without a framework (W103).
    """
    stamp = read_stamp(_stamped(workbook)) or _stamp_of_properties(workbook)
    no_stamp = () if stamp else (make_finding(Code.STAMP_MISSING, file=file),)
    stamp = stamp or _stamp_of_sheets(workbook, find_framework)
    if stamp is None:
        workbook.verify_all()
        return None, None, (make_finding(Code.NOT_A_FORM, file=file),)
    if is_newer(stamp.schema, SCHEMA):
        return None, None, (make_finding(Code.MADE_BY_NEWER_PROGRAM, file=file, found=stamp.schema),)
    if stamp.schema not in SCHEMAS:
        from ita_xlsx.model.labels import workbook_kind  # slow to import, and a form needs no such words

        th, en = workbook_kind(stamp.schema)
        return (
            None,
            None,
            (make_finding(Code.OTHER_KIND_OF_WORKBOOK, file=file, value=stamp.schema, kind_th=th, kind_en=en),),
        )
    framework = find_framework(stamp.framework)
    if framework is None:
        return None, None, (make_finding(Code.UNKNOWN_YEAR, file=file, found=stamp.framework),)
    layout = layout_of_schema(stamp.schema, framework)
    reader = _Reader(workbook, layout, HeaderRows(header_texts_of(layout)))
    submission = reader.read(stamp, file)
    if any(has_trait(item, Trait.TABLE_LOST) for item in reader.findings):
        # Report a sheet as missing only after all sheets were verified; F116 is raised if two readings differ.
        workbook.verify_all()
    # A sheet that was told as a whole, such as a second one of scores, needs no further words.
    told_sheets = frozenset(finding.sheet for finding in reader.findings if finding.sheet and not finding.cell)
    remarks = find_remarks(workbook, reader.used, reader.info_sheet, reader.layout, told_sheets)
    findings = (*no_stamp, *reader.findings, *remarks)
    return submission, framework, tuple(replace(item, file=file) for item in findings)


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


def _stamp_of_sheets(workbook: Workbook, find_framework: FindFramework) -> Stamp | None:
    """Return a stamp for sheets that were copied into another workbook; None if they are no form.

    They must name a fiscal year that has a framework, and hold more than half of its question codes.
    """
    sheets = workbook.sheets
    year = arabic(find_fields(sheets, "").texts.get("year", ""))
    framework = find_framework(year) if year else None
    if framework is None:
        return None
    codes = {code_of(text_of(value)) for sheet in sheets for row in sheet.rows for value in row if value}
    expected = [question.code for question in framework.questions]
    enough = sum(code in codes for code in expected) * 2 > len(expected)
    schema = FORMER_SCHEMA if _has_former_headers(workbook) else SCHEMA
    return Stamp(schema=schema, framework=str(framework.year), year=str(framework.year)) if enough else None


def _has_former_headers(workbook: Workbook) -> bool:
    """Return True if a table of scores has the column of indicators that only former forms have."""
    header_rows = HeaderRows(HeaderTexts(_FORMER_HEADERS))
    return any(header_rows.naming(sheet, _FORMER_HEADERS) for sheet in workbook.sheets)


def _stamp(values: Mapping[str, str]) -> Stamp:
    """Return the stamp with these values; of the forms that it mends, only what is a digest counts."""
    mends = tuple(filter(_DIGEST.fullmatch, values.get(MENDS, "").split()))
    prefilled = values.get(PREFILLED, "").strip()
    return Stamp(**{name: values.get(name, "") for name in STAMP_FIELDS}, mends=mends, prefilled=prefilled)


@dataclass
class _Reader:
    """A reader of one returned form; collects findings, the tables that were read, the sheet about the agency."""

    workbook: Workbook
    layout: AgencyLayout
    header_rows: HeaderRows
    findings: list[Finding] = field(default_factory=list)
    used: list[LocatedTable] = field(default_factory=list)
    info_sheet: str = ""

    def read(self, stamp: Stamp, file: str) -> Submission:
        """Return the content of the form under a stamp, from a file of this name."""
        info, places = self._info()
        fields = dict(info)
        agency = Agency(
            fields.get("code") or stamp.agency,
            fields.get("name", ""),
            fields.get("province", ""),
            fields.get("website", ""),
            fields.get("reporter", ""),
        )
        answers, previous, evidence = self._scores()
        steps, lost = self._steps()
        return self._with_announced(
            Submission(
                agency=agency,
                file=file,
                stamp=stamp,
                info=info,
                info_places=places,
                answers=answers,
                previous=tuple([answer for answer in previous if answer.value is not None]),
                evidence=evidence,
                steps=steps,
                measures_lost=bool(lost),
                statuses_lost="status" in lost,
            )
        )

    def _scores(self) -> tuple[tuple[Answer, ...], tuple[Answer, ...], tuple[Evidence, ...]]:
        """Return the scores of this year and of last year, and the evidence, of all tables of scores."""
        answers: list[Answer] = []
        previous: list[Answer] = []
        evidence: list[Evidence] = []
        for table in self.layout.scores:
            needed = ("code", *columns_of(table, "score"))
            located = self._find(table, needed)
            if located is None:
                self.findings += missing_headers(self.workbook, table, needed)
                continue
            located, column_findings = read_by_place(located, table, fits_score_column)
            self.findings += column_findings
            is_ours = partial(self.layout.is_own_text, table)
            texts = self.layout.framework.once(_wordings)
            finder = RowFinder(table=table, located=located, texts=texts, is_band=is_ours)
            rows = finder.rows()
            self.findings += finder.findings
            reader = TableReader(table=table, located=located, rejected_rows=finder.rejected_rows)
            answers += reader.answers(rows, "score")
            previous += reader.answers(rows, "previous")
            evidence += reader.evidence(rows, self._targets(located))
            self.findings += (*reader.findings, *reader.odd_cells(), *reader.without_code(rows))
            seconds = tuple(check_second_columns(located, table, rows))
            repeated = {item.value for item in seconds}
            self.findings += (item for item in unread_columns(located) if item.value not in repeated)
            self.findings += (*seconds, *check_outside(located, table.title, "code", set(rows.values()), is_ours))
        return tuple(answers), tuple(previous), tuple(evidence)

    def _steps(self) -> tuple[tuple[StepReport, ...], frozenset[str]]:
        """Return the reported steps, and the keys of the columns of reports that could not be read."""
        located = self._find_optional(
            Sought(
                table=self.layout.measures,
                needed=("step", "status"),
                item_key="id",
                is_item=is_step_id,
                count_items=len,
                fits=fits_step_column,
                other_sheets=self._sheets_beside(self.layout.measures),
            )
        )
        if located is None:
            return (), frozenset({"status", "url", "note"}) if self._is_lost(self.layout.measures) else frozenset()
        pictures = [item.area for item in self.workbook.drawn(located.sheet) if item.is_picture and not item.text]
        reader = StepReader(located=located, targets=self._targets(located), pictures=pictures[:_MOST_PICTURES])
        steps = tuple(reader.steps())
        self.findings += reader.findings()
        is_ours = partial(self.layout.is_own_text, self.layout.measures)
        self.findings += check_outside(located, self.layout.measures.title, "", reader.rows, is_ours)
        # Steps are found by their ids; without them a missing step is not known to be missing.
        return steps, frozenset({"id", "status", "url", "note"} - located.cols.keys())

    def _is_lost(self, table: Table) -> bool:
        """Return True if a finding says that a table was not found."""
        return any(
            has_trait(item, Trait.TABLE_LOST) and dict(item.params).get("name") == table.sheet for item in self.findings
        )

    def _targets(self, located: LocatedTable) -> Mapping[int, str]:
        """Return the targets of the links in the URL column, by row."""
        return self.workbook.link_targets(located.sheet, located.cols["url"]) if "url" in located.cols else {}

    def _info(self) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, Place], ...]]:
        """Return the fields of the agency sheet and their places; both empty, and W107, if there is no such sheet."""
        fields = find_fields(self.workbook.sheets, self.layout.info.sheet)
        if len(fields) < _FEWEST_FIELDS:
            self.findings.append(make_finding(Code.SHEET_MISSING, name=self.layout.info.sheet))
            return (), ()
        name = self.info_sheet = next(iter(fields.places.values())).sheet
        found = next(item for item in self.workbook.sheets if item.name == name)
        sheet = self.workbook.verified(found)
        texts, places, findings = read_fields(sheet, fields if sheet is found else find_fields((sheet,), name))
        self.findings += findings
        return texts, places

    def _with_announced(self, submission: Submission) -> Submission:
        """Return the submission with the announced figures, words and notes of the form."""
        table, subjects = self.layout.announced_figures, self.layout.framework.once(subjects_by_label)
        located = self._find_optional(
            Sought(
                table=table,
                needed=("label", "announced"),
                item_key="label",
                is_item=lambda text: code_of(text) in subjects,
                count_items=partial(_count_codes, self.layout.framework.once(_labels)),
                fits=fits_figure,
                other_sheets=self._sheets_beside(table),
            )
        )
        if located is None:
            return submission
        submission, findings = read_announced(submission, located, table, subjects)
        self.findings += findings
        self.findings += check_outside(located, table.title, "label", ())
        return submission

    def _sheets_beside(self, table: Table) -> frozenset[str]:
        """Return the keys of the names of all sheets of the form but that of a table."""
        return frozenset(map(text_key, self.layout.sheet_names)) - {text_key(table.sheet)}

    def _find(self, table: Table, needed: tuple[str, ...]) -> LocatedTable | None:
        """Return the table at its place, and note it as used; None if it is missing."""
        count_items = partial(_count_codes, table.once(_codes))
        located, findings = find_table(self.workbook, self.header_rows, table, needed, count_items)
        self.findings += findings
        if located is not None:
            self.used.append(located)
        return located

    def _find_optional(self, sought: Sought) -> LocatedTable | None:
        """Return a table that a form may leave empty, and note it as used; None if it is missing."""
        located, findings = find_optional_table(self.workbook, self.header_rows, sought)
        self.findings += findings
        if located is not None:
            self.used.append(located)
        return located


def _wordings(framework: Framework) -> Mapping[str, str]:
    """Return the wording of each question by its code."""
    return {question.code: question.text for question in framework.questions}


def _labels(framework: Framework) -> frozenset[str]:
    """Return the labels in the table of announced figures, as their keys."""
    return frozenset(framework.once(subjects_by_label))


def _codes(table: Table) -> frozenset[str]:
    """Return the codes of the items of a table."""
    return frozenset(table.items)


@lru_cache(maxsize=128)
def _count_codes(codes: frozenset[str], texts: tuple[str, ...]) -> int:
    """Return how many texts are one of these codes, or labels given as their keys; kept for the forms of a round."""
    return sum(map(codes.__contains__, map(code_of, texts)))

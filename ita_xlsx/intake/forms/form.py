"""A returned workbook into a submission: found by stamp, header and code, never by address."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from ita_xlsx.intake.forms.answers import TableReader, columns_of
from ita_xlsx.intake.forms.find_table import FoundTable, find_table, missing_headers, ordered, unread_columns
from ita_xlsx.intake.forms.remarks import remarks_on
from ita_xlsx.intake.forms.steps import StepReader
from ita_xlsx.intake.workbook.cells import SheetCells, clean_text, code_of, text_of
from ita_xlsx.intake.workbook.workbook import HEADER_DEPTH, Workbook
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.findings import Finding, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout import AgencyLayout, Place, Table
from ita_xlsx.model.layout.agency_layout import INFO_FIELDS, SCHEMA
from ita_xlsx.model.layout.stamp import MARK, PROPERTY, STAMP_FIELDS, STAMP_TABLE
from ita_xlsx.model.layout.subjects import LABELS_OF_CLAIMS, published_subjects
from ita_xlsx.model.submission import Answer, Evidence, Stamp, StepReport, Submission
from ita_xlsx.model.text.digits import arabic

FindFramework = Callable[[str], Framework | None]

_LONGEST_LABEL = 80


def read_returned(
    workbook: Workbook, file: str, find: FindFramework
) -> tuple[Submission | None, Framework | None, tuple[Finding, ...]]:
    """A workbook's content, its framework, and findings; None where it is not a form we know."""
    stamp = read_stamp(_stamped(workbook)) or _stamp_of_properties(workbook)
    lost = () if stamp else (make_finding("W115", file=file),)
    stamp = stamp or _stamp_of_sheets(workbook.sheets, find)
    if stamp is None:
        workbook.verify_all()
        return None, None, (make_finding("W101", file=file),)
    if stamp.schema != SCHEMA:
        return None, None, (make_finding("W108", file=file, found=stamp.schema),)
    framework = find(stamp.framework)
    if framework is None:
        return None, None, (make_finding("W103", file=file, found=stamp.framework),)
    reader = _Reader(workbook, AgencyLayout(framework))
    submission = reader.read(stamp)
    if any(item.code in ("W107", "W119") for item in reader.findings):
        # Nobody is told that a sheet is gone before all of them were read for certain.
        workbook.verify_all()
    findings = (*lost, *reader.findings, *remarks_on(workbook, reader.used))
    return replace(submission, file=file), framework, tuple(replace(item, file=file) for item in findings)


def read_stamp(sheets: Iterable[SheetCells]) -> Stamp | None:
    """The stamp of a workbook we made, wherever its sheet stands and whatever it is called."""
    for sheet in sheets:
        if sheet.at(0, 0) == MARK:
            return _stamp({text_of(row[0]): text_of(row[1]) for row in sheet.rows[1:] if len(row) > 1})
    return None


def _stamped(workbook: Workbook) -> Iterator[SheetCells]:
    """The sheets, those that bear a stamp read for certain; the one that should bear it first."""
    for item in ordered(workbook.sheets, STAMP_TABLE.sheet):
        yield workbook.verified(item) if item.at(0, 0) == MARK else item


def _stamp_of_properties(workbook: Workbook) -> Stamp | None:
    """The stamp as the document's properties repeat it, for programs that drop hidden sheets."""
    found_here = {
        name.removeprefix(PROPERTY): clean_text(value)
        for name, value in workbook.contents.properties.items()
        if name.startswith(PROPERTY)
    }
    return _stamp(found_here) if found_here.get("schema") else None


def _stamp_of_sheets(sheets: Sequence[SheetCells], find: FindFramework) -> Stamp | None:
    """A stamp for sheets copied into another workbook: their fiscal year is known, and their codes are there."""
    places = _info_places(sheets, "")
    year = arabic(places["year"][0]) if "year" in places else ""
    framework = find(year) if year else None
    if framework is None:
        return None
    codes = {code_of(text_of(value)) for sheet in sheets for row in sheet.rows for value in row if value}
    wanted = [question.code for question in framework.questions]
    enough = sum(code in codes for code in wanted) * 2 > len(wanted)
    return Stamp(SCHEMA, str(framework.year), year=str(framework.year)) if enough else None


def _stamp(values: Mapping[str, str]) -> Stamp:
    return Stamp(**{name: values.get(name, "") for name in STAMP_FIELDS})


@dataclass
class _Reader:
    """Reads one workbook by its layout and notes what is odd on the way."""

    workbook: Workbook
    layout: AgencyLayout
    findings: list[Finding] = field(default_factory=list)
    used: list[FoundTable] = field(default_factory=list)

    def read(self, stamp: Stamp) -> Submission:
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
            at = self._find(table, ("code", *columns_of(table, "score")), _has(table))
            if at is None:
                needed = ("code", *columns_of(table, "score"))
                self.findings += missing_headers(self.workbook, table, needed)
                continue
            self.findings += unread_columns(at)
            reader = TableReader(table, at, self._wordings)
            rows = reader.rows()
            answers += reader.answers(rows, "score")
            previous += reader.answers(rows, "previous")
            evidence += reader.evidence(rows, self._targets(at))
            self.findings += reader.findings
            self.findings += reader.without_code(rows)
        return self._with_published(
            Submission(
                agency,
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
        at = self._find(table, ("step", "status"), lambda text: True)
        if at is None:
            return ()
        reader = StepReader(at, self._targets(at))
        steps = tuple(reader.steps())
        self.findings += reader.findings()
        return steps

    def _targets(self, at: FoundTable) -> Mapping[int, str]:
        return self.workbook.link_targets(at.sheet, at.cols["url"]) if "url" in at.cols else {}

    def _info(self) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, Place], ...]]:
        best = _info_places(self.workbook.sheets, self.layout.info.sheet)
        if len(best) < 3:
            self.findings.append(make_finding("W107", name=self.layout.info.sheet))
            return (), ()
        name = next(iter(best.values()))[1].sheet
        again = [self.workbook.verified(item) for item in self.workbook.sheets if item.name == name]
        best = _info_places(again, name)
        keys = [key for key, _ in INFO_FIELDS if key in best]
        return tuple((key, best[key][0]) for key in keys), tuple((key, best[key][1]) for key in keys)

    @cached_property
    def _wordings(self) -> dict[str, str]:
        return {question.code: question.text for question in self.layout.framework.questions}

    def _with_published(self, submission: Submission) -> Submission:
        subjects = {code_of(label): subject for subject, label in published_subjects(self.layout.framework)}
        at = self._find(self.layout.published, ("label", "announced"), lambda text: code_of(text) in subjects)
        if at is None:
            return submission
        reader = TableReader(self.layout.published, at)
        figures: dict[str, list[Answer]] = {"announced": [], "announced_second": [], "announced_previous": []}
        announced_words, notes = [], []
        seen: dict[str, int] = {}
        cells = [(key, answers, at.cols[key]) for key, answers in figures.items() if key in at.cols]
        for row, text in at.rows("label"):
            subject = subjects.get(code_of(text))
            if subject is None:
                self._add("S208", at.place(row, "label"), value=text)
                continue
            if note := text_of(at.value(row, "note")):
                notes.append((subject, note))
            if subject in LABELS_OF_CLAIMS:
                if claim := text_of(at.value(row, "announced")):
                    announced_words.append(Answer(subject, place=at.place(row, "announced"), raw=claim))
                continue
            if subject in seen:
                other = at.place(seen[subject], "label").a1
                self._add("S207", at.place(row, "label"), subject=text, other=other)
                continue
            seen[subject] = row
            for key, answers, col in cells:
                if at.sheet.at(row, col) != "" or (row, col) in at.sheet.care.formulas:
                    answer = reader.answer(subject, row, key, "S212")
                    if answer.value is not None:
                        answers.append(answer)
        self.findings += reader.findings
        return replace(
            submission,
            announced=tuple(figures["announced"]),
            announced_second=tuple(figures["announced_second"]),
            announced_previous=tuple(figures["announced_previous"]),
            announced_words=tuple(announced_words),
            notes=tuple(notes),
        )

    def _find(self, table: Table, needed: tuple[str, ...], known: Callable[[str], bool]) -> FoundTable | None:
        at, findings = find_table(self.workbook, table, needed, known)
        self.findings += findings
        if at is not None:
            self.used.append(at)
        return at

    def _add(self, code: str, place: Place, **about: str) -> None:
        self.findings.append(make_finding(code, sheet=place.sheet, cell=place.a1, **about))


def _has(table: Table) -> Callable[[str], bool]:
    return lambda text: code_of(text) in table


def _info_places(sheets: Sequence[SheetCells], name: str) -> dict[str, tuple[str, Place]]:
    """The agency sheet's fields, with what stands beside each label; from the sheet that has most of them."""
    labels = {code_of(label): key for key, label in INFO_FIELDS}
    best: dict[str, tuple[str, Place]] = {}
    for sheet in ordered(sheets, name):
        beside = _value_column(sheet, AgencyLayout.INFO_HEADERS)
        here: dict[str, tuple[str, Place]] = {}
        for row, cells in enumerate(sheet.rows):
            for col, value in enumerate(cells):
                # The longest label has some forty characters; what is longer is no label.
                if not isinstance(value, str) or not 0 < len(value) < _LONGEST_LABEL:
                    continue
                key = labels.get(code_of(value))
                if key is not None:
                    at = col + 1 if beside is None else beside
                    here.setdefault(key, (text_of(sheet.at(row, at)), Place(sheet.name, row, at)))
        if len(here) > len(best):
            best = here
        if len(best) == len(labels):
            break
    return best


def _value_column(sheet: SheetCells, headers: Iterable[str]) -> int | None:
    """The column under the header of values, where the header row is still there."""
    wanted = [code_of(header) for header in headers]
    for row in sheet.rows[:HEADER_DEPTH]:
        texts = [code_of(value) if isinstance(value, str) else "" for value in row]
        if all(header in texts for header in wanted):
            return texts.index(wanted[1])
    return None

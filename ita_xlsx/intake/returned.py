"""A returned workbook into a submission: found by stamp, header and code, never by address."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from ita_xlsx.intake.cells import SheetCells, Value, clean_text, code_of, text_of
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.digits import arabic
from ita_xlsx.model.findings import Finding, found
from ita_xlsx.model.framework import Framework, subject_of
from ita_xlsx.model.layout import AgencyLayout, Place, Table, a1
from ita_xlsx.model.layout.agency import INFO_FIELDS, SCHEMA
from ita_xlsx.model.layout.stamp import MARK, STAMP_FIELDS
from ita_xlsx.model.layout.subjects import LABELS_OF_CLAIMS, published_subjects
from ita_xlsx.model.results import plain_number
from ita_xlsx.model.submission import Answer, Evidence, Stamp, Submission
from ita_xlsx.model.words import DECLARATIONS

FindFramework = Callable[[str], Framework | None]

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_DECLARED = {clean_text(word).replace(" ", ""): word for word in DECLARATIONS}
# A form has a handful of lines above its header; people add some more.
_HEADER_DEPTH = 400


def read_returned(
    sheets: Sequence[SheetCells], file: str, find: FindFramework
) -> tuple[Submission | None, Framework | None, tuple[Finding, ...]]:
    """A workbook's content, its framework, and findings; None where it is not a form we know."""
    stamp = read_stamp(sheets)
    if stamp is None:
        return None, None, (found("W101", file=file),)
    if stamp.schema != SCHEMA:
        return None, None, (found("W108", file=file, found=stamp.schema),)
    framework = find(stamp.framework)
    if framework is None:
        return None, None, (found("W103", file=file, found=stamp.framework),)
    reader = _Reader(sheets, AgencyLayout(framework))
    submission = reader.read(stamp)
    return (
        replace(submission, file=file),
        framework,
        tuple(replace(item, file=file) for item in reader.findings),
    )


def read_stamp(sheets: Sequence[SheetCells]) -> Stamp | None:
    """The stamp of a workbook we made, wherever its sheet stands and whatever it is called."""
    for sheet in sheets:
        if sheet.at(0, 0) == MARK:
            values = {text_of(row[0]): text_of(row[1]) for row in sheet.rows[1:] if len(row) > 1}
            return Stamp(**{name: values.get(name, "") for name in STAMP_FIELDS})
    return None


@dataclass(frozen=True)
class _Found:
    """A table as it stands in the returned workbook."""

    sheet: SheetCells
    header_row: int
    cols: Mapping[str, int]

    def rows(self, key: str) -> Iterator[tuple[int, str]]:
        """Row numbers below the header with the text in the column of a key, empty ones left out."""
        for row in range(self.header_row + 1, len(self.sheet.rows)):
            text = text_of(self.sheet.at(row, self.cols[key]))
            if text:
                yield row, text

    def value(self, row: int, key: str) -> Value:
        """What stands in a row under a header; empty where the column is gone."""
        return self.sheet.at(row, self.cols[key]) if key in self.cols else ""

    def place(self, row: int, key: str) -> Place:
        """The address of that cell."""
        return Place(self.sheet.name, row, self.cols[key])


@dataclass
class _Reader:
    """Reads one workbook by its layout and notes what is odd on the way."""

    sheets: Sequence[SheetCells]
    layout: AgencyLayout
    findings: list[Finding] = field(default_factory=list)

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
            at = self._find(table, ("code", *_columns(table, "score")))
            if at is None:
                self._add("W107", name=table.sheet)
            else:
                rows = self._question_rows(table, at)
                answers += self._answers(table, at, rows, "score")
                previous += self._answers(table, at, rows, "previous")
                evidence += self._evidence(table, at, rows)
        return self._with_published(
            Submission(
                agency,
                stamp=stamp,
                info=info,
                info_places=places,
                answers=tuple(answers),
                previous=tuple(answer for answer in previous if answer.value is not None),
                evidence=tuple(evidence),
            )
        )

    def _info(self) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, Place], ...]]:
        labels = {label: key for key, label in INFO_FIELDS}
        best: list[tuple[str, str, Place]] = []
        for sheet in self._ordered(self.layout.info.sheet):
            beside = _value_column(sheet, [column.header for column in self.layout.info.columns])
            here = [
                (labels[text_of(value)], *_beside(sheet, row, col if beside is None else beside - 1))
                for row, cells in enumerate(sheet.rows)
                for col, value in enumerate(cells)
                if isinstance(value, str) and text_of(value) in labels
            ]
            if len(here) > len(best):
                best = here
        if len(best) < 3:
            self._add("W107", name=self.layout.info.sheet)
            return (), ()
        firsts = {key: (value, place) for key, value, place in reversed(best)}
        info = tuple((key, firsts[key][0]) for key, _ in INFO_FIELDS if key in firsts)
        return info, tuple((key, firsts[key][1]) for key, _ in INFO_FIELDS if key in firsts)

    def _find(self, table: Table, needed: tuple[str, ...]) -> _Found | None:
        """The table with these headers that holds most of our items, the sheet of its own name first."""
        headers = {clean_text(column.header): column.key for column in table.columns}
        candidates: list[tuple[int, _Found]] = []
        for sheet in self._ordered(table.sheet):
            for row in range(min(len(sheet.rows), _HEADER_DEPTH)):
                cols = _header_columns(sheet, row, headers)
                if not all(key in cols for key in needed):
                    continue
                at = _Found(sheet, row, cols)
                score = sum(code_of(text) in table for _, text in at.rows(needed[0]))
                if score:
                    candidates.append((score, at))
        if not candidates:
            return None
        best = max(score for score, _ in candidates)
        names = list(dict.fromkeys(at.sheet.name for score, at in candidates if score * 2 > best))
        if len(names) > 1:
            self._add("W111", sheet=names[1], name=table.sheet, sheets=", ".join(f"«{name}»" for name in names))
        return next(at for score, at in candidates if score == best)

    def _question_rows(self, table: Table, at: _Found) -> Mapping[str, int]:
        rows: dict[str, list[int]] = {}
        for row, text in at.rows("code"):
            code = code_of(text)
            if code in table:
                rows.setdefault(code, []).append(row)
            else:
                place = at.place(row, "code")
                self._add("S208", sheet=place.sheet, cell=place.a1, value=text)
        for code, where in rows.items():
            if len(where) > 1:
                place = at.place(where[0], "code")
                others = ", ".join(a1(row, at.cols["code"]) for row in where[1:])
                self._add("S207", sheet=place.sheet, cell=place.a1, subject=code, other=others)
        gone = [code for code in table.items if code not in rows]
        if gone:
            self._add("S206", sheet=at.sheet.name, codes=", ".join(gone))
        return {code: where[0] for code, where in rows.items() if len(where) == 1}

    def _answers(self, table: Table, at: _Found, rows: Mapping[str, int], what: str) -> Iterator[Answer]:
        for key in _columns(table, what):
            if key not in at.cols:
                continue
            part = key.partition(" ")[2]
            for code, row in rows.items():
                bad = "S202" if what == "score" else "S211"
                yield self._answer(subject_of(code, part), at.value(row, key), at.place(row, key), bad)

    def _answer(self, subject: str, value: Value, place: Place, bad: str) -> Answer:
        number, declared, was_text = parse_score(value)
        answer = Answer(subject, number, declared, place, text_of(value))
        about = {"sheet": place.sheet, "cell": place.a1, "value": answer.raw, "subject": subject}
        if number is not None and was_text:
            self._add("S204", **about, read=plain_number(number))
        if number is None and not declared and answer.raw:
            self._add(bad, **about)
        return answer

    def _evidence(self, table: Table, at: _Found, rows: Mapping[str, int]) -> Iterator[Evidence]:
        if "url" not in at.cols:
            return
        for code, row in rows.items():
            url, note = text_of(at.value(row, "url")), text_of(at.value(row, "note"))
            if url or note:
                yield Evidence(code, url, note, at.place(row, "url"))

    def _with_published(self, submission: Submission) -> Submission:
        subjects = {code_of(label): subject for subject, label in published_subjects(self.layout.framework)}
        by_label = replace(self.layout.published, items=tuple(subjects))
        at = self._find(by_label, ("label", "given"))
        if at is None:
            return submission
        figures: dict[str, list[Answer]] = {"given": [], "given_second": [], "given_previous": []}
        claims, notes = [], []
        seen: dict[str, str] = {}
        for row, text in at.rows("label"):
            subject = subjects.get(code_of(text))
            if subject is None:
                place = at.place(row, "label")
                self._add("S208", sheet=place.sheet, cell=place.a1, value=text)
                continue
            if note := text_of(at.value(row, "note")):
                notes.append((subject, note))
            if subject in LABELS_OF_CLAIMS:
                if claim := text_of(at.value(row, "given")):
                    claims.append(Answer(subject, place=at.place(row, "given"), raw=claim))
                continue
            if subject in seen:
                place = at.place(row, "label")
                self._add("S207", sheet=place.sheet, cell=place.a1, subject=text, other=seen[subject])
                continue
            seen[subject] = at.place(row, "label").a1
            for key, answers in figures.items():
                if key in at.cols:
                    answer = self._answer(subject, at.value(row, key), at.place(row, key), "S212")
                    if answer.value is not None:
                        answers.append(answer)
        return replace(
            submission,
            given=tuple(figures["given"]),
            given_second=tuple(figures["given_second"]),
            given_previous=tuple(figures["given_previous"]),
            claims=tuple(claims),
            notes=tuple(notes),
        )

    def _ordered(self, name: str) -> list[SheetCells]:
        return sorted(self.sheets, key=lambda sheet: clean_text(sheet.name) != name)

    def _add(self, code: str, **about: str) -> None:
        self.findings.append(found(code, **about))


def parse_score(value: Value) -> tuple[Fraction | None, str, bool]:
    """A cell as (score, declaration, whether the score was typed as text); all empty when it is neither.

    The score is exact: the shortest decimal that the cell's binary number stands for.
    """
    if isinstance(value, bool):
        return None, "", False
    if isinstance(value, (int, float)):
        return (Fraction(repr(value)), "", False) if math.isfinite(value) else (None, "", False)
    if not isinstance(value, str):
        return None, "", False
    text = clean_text(value)
    declared = _DECLARED.get(text.replace(" ", ""), "")
    plain = arabic(text)
    if not declared and _NUMBER.fullmatch(plain):
        return Fraction(plain), "", True
    return None, declared, False


def _value_column(sheet: SheetCells, headers: Sequence[str]) -> int | None:
    """The column under the header of values, where the header row is still there."""
    for row in sheet.rows[:_HEADER_DEPTH]:
        texts = [text_of(value) for value in row]
        if all(header in texts for header in headers):
            return texts.index(headers[1])
    return None


def _beside(sheet: SheetCells, row: int, col: int) -> tuple[str, Place]:
    return text_of(sheet.at(row, col + 1)), Place(sheet.name, row, col + 1)


def _columns(table: Table, what: str) -> tuple[str, ...]:
    return tuple(column.key for column in table.columns if column.key.split()[0] == what)


def _header_columns(sheet: SheetCells, row: int, headers: Mapping[str, str]) -> dict[str, int]:
    cols: dict[str, int] = {}
    for col, value in enumerate(sheet.rows[row]):
        if isinstance(value, str) and (key := headers.get(clean_text(value))):
            cols.setdefault(key, col)
    return cols

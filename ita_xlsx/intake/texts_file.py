"""Read ``texts.xlsx``: the texts of the round as the officer edited them, and the officer's remedies.

Takes the bytes of the file; returns texts and findings. The file is opened in a child, as every other one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ita_xlsx.errors import InputError, UnreadableWorkbook
from ita_xlsx.intake.isolation.read_sheets import read_sheets
from ita_xlsx.intake.workbook.cells import SheetCells, Value, clean_text, text_of
from ita_xlsx.model.agency import Roster
from ita_xlsx.model.diagnosis import Remedy, judged_nodes
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.labels import TEXT_KEYS
from ita_xlsx.model.layout.decisions_layout import DecisionSheet
from ita_xlsx.model.layout.grid import Place
from ita_xlsx.model.layout.texts_layout import REMEDIES_SHEET, SLOTS_SHEET, TEXTS_SHEET, slot_text
from ita_xlsx.model.report.round_texts import RemedyOverride, RoundText, RoundTexts, Slot, TextKey, unknown_slots
from ita_xlsx.model.text.digits import arabic
from ita_xlsx.model.text.spelling import text_key

_LAST_HEADER = 20
_MOST_ROWS = 20_000
_KEY_OF = {text_key(word): key for key, words in TEXT_KEYS.items() for word in (key.value, *words)}
_REMEDY_OF = {text_key(word): remedy for remedy in Remedy for word in (remedy.value, remedy.name)}
_RETURN = "_x000D_"
# A list in a message names so many of the slots.
_EXAMPLES = (Slot.AGENCY, Slot.PROVINCE, Slot.YEAR, Slot.DEADLINE)


def read_texts(
    data: bytes, name: str, drafts: RoundTexts, framework: Framework | None = None, roster: Roster | None = None
) -> tuple[RoundTexts, tuple[Finding, ...]]:
    """Return the texts of the file and the findings; a text without a row is the draft. Raise InputError (B101).

    A row with a fault has no effect and is told with its cell. Subjects are held against the framework, and agencies
    against the roster, where there is one.
    """
    try:
        sheets = read_sheets(data)
    except UnreadableWorkbook as error:
        finding = make_finding(Code.TEXTS_UNREADABLE, file=name, name=name)
        raise InputError(Code.TEXTS_UNREADABLE, findings=(finding,), name=name) from error
    reader = _Reader(name, framework, roster)
    texts = reader.texts(sheets, drafts)
    remedies = reader.remedies(sheets)
    return RoundTexts(texts, remedies), tuple(reader.findings)


@dataclass(frozen=True)
class _Row:
    """A filled row: its cells by key, its number from 0, and the columns."""

    sheet: str
    number: int
    cells: Mapping[str, Value]
    cols: Mapping[str, int]

    def text(self, key: str) -> str:
        return text_of(self.cells.get(key, ""))

    def lines(self, key: str) -> str:
        """Return a cell of several lines, each without characters that nobody sees."""
        value = self.cells.get(key, "")
        if not isinstance(value, str):
            return text_of(value)
        return "\n".join(map(clean_text, value.replace(_RETURN, "\n").splitlines())).strip()

    def at(self, key: str) -> Place:
        return Place(self.sheet, self.number, self.cols.get(key, 0))

    def params(self, key: str) -> dict[str, str]:
        return {"sheet": self.sheet, "cell": self.at(key).a1}


@dataclass
class _Reader:
    """A reader of the sheets of one file; collects findings."""

    name: str
    framework: Framework | None
    roster: Roster | None
    findings: list[Finding] = field(default_factory=list)

    def texts(self, sheets: Sequence[SheetCells], drafts: RoundTexts) -> tuple[RoundText, ...]:
        """Return the texts in the order of their keys."""
        read: dict[TextKey, RoundText] = {}
        for row in self._rows(TEXTS_SHEET, sheets):
            word = row.text("key")
            key = _KEY_OF.get(text_key(word))
            if key is None:
                # A row with a text and no name may be a note that somebody made.
                expected = ", ".join(words[0] for words in TEXT_KEYS.values())
                if word or row.text("text"):
                    self._add(Code.TEXT_KEY_UNKNOWN, row, "key", value=word or row.text("text"), expected=expected)
                continue
            if (first := read.get(key)) is not None and first.place is not None:
                self._add(Code.TEXT_KEY_REPEATED, row, "key", value=word, other=first.place.a1)
                continue
            text = row.lines("text")
            read[key] = RoundText(key, text, row.at("text"))
            for slot in unknown_slots(text):
                examples = ", ".join(map(slot_text, _EXAMPLES))
                params = {"expected": examples, "sheet_of_slots": SLOTS_SHEET.name}
                self._add(Code.TEXT_SLOT_UNKNOWN, row, "text", value=f"{{{slot}}}", **params)
        missing = [key for key in TextKey if key not in read]
        if missing:
            names = ", ".join(TEXT_KEYS[key][0] for key in missing)
            self.findings.append(make_finding(Code.TEXT_ROW_MISSING, file=self.name, value=names))
        return tuple(read.get(key) or RoundText(key, drafts.text(key)) for key in TextKey)

    def remedies(self, sheets: Sequence[SheetCells]) -> tuple[RemedyOverride, ...]:
        """Return the officer's remedies; of two rows about the same subject and agency the lower one counts."""
        read: dict[tuple[str, str], RemedyOverride] = {}
        for override, row in self._overrides(sheets):
            key = (override.subject, text_key(override.agency))
            before = read.get(key)
            if before is not None and before.remedy is not override.remedy and before.place is not None:
                self._add(Code.REMEDY_REPEATED, row, "remedy", value=override.subject, other=before.place.a1)
            read[key] = override
        return tuple(read.values())

    def _overrides(self, sheets: Sequence[SheetCells]) -> Iterator[tuple[RemedyOverride, _Row]]:
        """Yield the remedies of each row that is complete, with the row."""
        for row in self._rows(REMEDIES_SHEET, sheets):
            if (remedy := self._remedy(row)) is None or not (subjects := self._subjects(row)):
                continue
            agency = row.text("agency")
            if agency and self.roster is not None and not (self.roster.find(agency) or self.roster.all_named(agency)):
                self._add(Code.REMEDY_AGENCY_UNKNOWN, row, "agency", value=agency)
                continue
            yield from ((RemedyOverride(subject, remedy, agency, row.at("remedy")), row) for subject in subjects)

    def _remedy(self, row: _Row) -> Remedy | None:
        """Return the remedy of a row; None, after a finding, if the row is not complete or the word is none."""
        if not row.text("subject") and not row.text("remedy"):
            return None
        for key in ("subject", "remedy"):
            if not row.text(key):
                self._add(Code.REMEDY_INCOMPLETE, row, key, value="", title=REMEDIES_SHEET.header(key))
                return None
        remedy = _REMEDY_OF.get(text_key(row.text("remedy")))
        if remedy is None:
            expected = ", ".join(Remedy)
            self._add(Code.REMEDY_UNKNOWN, row, "remedy", value=row.text("remedy"), expected=expected)
        return remedy

    def _subjects(self, row: _Row) -> tuple[str, ...]:
        """Return the subjects that a row names, in the spelling of the framework; none, after a finding.

        The code of a question that is asked in parts names all of them.
        """
        text = arabic(row.text("subject"))
        if self.framework is None:
            return (text,)
        nodes = judged_nodes(self.framework)
        by_name = _named(self.framework)
        bare = re.sub(r"^\s*(?:ตัวชี้วัดที่|ตัวชี้วัด|ข้อ)\s*", "", text)
        if subjects := by_name.get(text_key(text)) or by_name.get(text_key(bare)):
            return subjects
        params = {"year": str(self.framework.year), "expected": f"{nodes[0].subject}, {nodes[-1].subject}"}
        self._add(Code.REMEDY_SUBJECT_UNKNOWN, row, "subject", value=row.text("subject"), **params)
        return ()

    def _rows(self, layout: DecisionSheet, sheets: Sequence[SheetCells]) -> Iterator[_Row]:
        """Yield the filled rows of a sheet; of a sheet with another name, if only its headers tell which it is."""
        names = {text_key(item) for item in (layout.name, *layout.others)}
        right_name = [item for item in sheets if text_key(item.name) in names]
        cells, header = next(
            ((item, row) for item in (*right_name, *sheets) if (row := _header(item, layout)) is not None), (None, 0)
        )
        if cells is None:
            if right_name and any(text_of(value) for row in right_name[0].rows for value in row):
                headers = ", ".join(map(layout.header, layout.needed))
                params = {"value": headers, "expected": headers}
                self.findings.append(
                    make_finding(Code.TEXTS_HEADER_MISSING, file=self.name, sheet=right_name[0].name, **params)
                )
            return
        cols = _columns(cells.rows[header], layout)
        for number, values in enumerate(cells.rows[header + 1 : header + 1 + _MOST_ROWS], header + 1):
            filled = {key: values[col] for key, col in cols.items() if col < len(values)}
            if any(map(text_of, filled.values())):
                yield _Row(cells.name, number, filled, cols)

    def _add(self, code: Code, row: _Row, key: str, **params: str) -> None:
        self.findings.append(make_finding(code, file=self.name, **row.params(key), **params))


def _named(framework: Framework) -> Mapping[str, tuple[str, ...]]:
    """Return the judged subjects by each name that a person may type: code, code with part, code with label."""
    labels = {part.code: part.label for item in framework.instruments for part in item.parts}
    subjects: dict[str, tuple[str, ...]] = {}
    for node in judged_nodes(framework):
        names = {node.subject, node.code}
        if node.part:
            names |= {f"{node.code} {labels[node.part]}", f"{node.code} ({labels[node.part]})"}
        for key in dict.fromkeys(map(text_key, names)):
            subjects[key] = (*subjects.get(key, ()), node.subject)
    return subjects


def _header(cells: SheetCells, layout: DecisionSheet) -> int | None:
    """Return the number of the first row that has all headers that the sheet needs, or None."""
    rows = range(min(_LAST_HEADER, len(cells.rows)))
    return next((row for row in rows if set(layout.needed) <= _columns(cells.rows[row], layout).keys()), None)


def _columns(row: Sequence[Value], layout: DecisionSheet) -> dict[str, int]:
    """Return the columns whose headers stand in a row, by key; of two with one header the first."""
    keys = {text_key(header): item.key for item in layout.columns for header in (item.header, *item.others)}
    cols: dict[str, int] = {}
    for col, value in enumerate(row):
        if (key := keys.get(text_key(text_of(value)))) is not None:
            cols.setdefault(key, col)
    return cols

"""Read the agencies of one sheet that holds a roster: its rows below the header, without totals, notes and headings.

Takes the cells of a sheet; returns a Roster with findings, or raises InputError with every fault. Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from ita_xlsx.errors import InputError
from ita_xlsx.intake.roster_codes import new_codes
from ita_xlsx.intake.roster_header import RosterHeader, header_words
from ita_xlsx.intake.workbook.cells import SheetCells, clean_text, code_of, text_of
from ita_xlsx.model.agency import Agency, Roster
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.layout.grid import Place
from ita_xlsx.model.layout.roster_layout import (
    FIELDS,
    HEADERS,
    MARKS_OF_NO_AGENCY,
    NOT_AN_AGENCY,
    NUMBER_HEADERS,
    ONLY_A_COUNT,
    TITLES,
)
from ita_xlsx.model.text.digits import arabic
from ita_xlsx.model.text.late_patterns import late_pattern
from ita_xlsx.model.text.spelling import fold_text, text_key

_WORDS_OF_NO_AGENCY = late_pattern("|".join(NOT_AN_AGENCY), re.IGNORECASE)
_NOT_AN_AGENCY = late_pattern("|".join((*NOT_AN_AGENCY, *MARKS_OF_NO_AGENCY)), re.IGNORECASE)
_ONLY_A_COUNT = re.compile("|".join(ONLY_A_COUNT), re.IGNORECASE)
_COLUMN_NUMBER = re.compile(r"\(?[0-9]{1,2}\)?")
_YEAR = re.compile(r"(?<![0-9])2[45][0-9]{2}(?![0-9])")
_BETWEEN_NAMES = re.compile(r"[;,|\n]")
# Cells that are merged over rows count for each of them in these columns.
_GROUPING = ("province", "kind", "district")
_MOST_WORDS = 12


@dataclass(frozen=True, kw_only=True)
class RosterTable:
    """A sheet with the header of its roster; ``rows`` are its cells as clean texts."""

    file: str
    sheet: SheetCells
    rows: list[list[str]]
    header: RosterHeader
    number: bool
    findings: list[Finding] = field(default_factory=list)

    @cached_property
    def cols(self) -> dict[str, int]:
        """Return the column of each field; a running number is the code if no column holds codes."""
        cols = dict(self.header.cols)
        if self.header.number is not None:
            cols.setdefault("code", self.header.number)
        return cols

    @property
    def year(self) -> int | None:
        """Return the latest year that the name of the sheet names, or else the rows above the header; else None."""
        above = " ".join(text for row in self.rows[: self.header.first] for text in row)
        for text in (self.sheet.name, above):
            if years := _YEAR.findall(arabic(text)):
                return max(map(int, years))
        return None

    @cached_property
    def body(self) -> list[tuple[int, list[str]]]:
        """Return the rows below the header that may be agencies, with their numbers from zero."""
        last = self.header.last
        return [(number, row) for number, row in enumerate(self.rows[last + 1 :], last + 1) if any(row)]

    @property
    def has_rows(self) -> bool:
        """Return True if a row below the header may be an agency."""
        return bool(self.body)

    def roster(self, province: str) -> Roster:
        """Return the roster; raise InputError with every fault."""
        self._check_header()
        passed = [(number, row) for number, row in self.body if self._is_passed_over(row)]
        skipped = {number for number, _ in passed}
        agencies = [
            (number, self._agency(number, row, province))
            for number, row in self.body
            if number not in skipped and not self._repeats_header(row)
        ]
        given = {agency.code for _, agency in agencies}
        if self.number:
            agencies = self._numbered(agencies)
        if "code" not in self.header.cols and given & {agency.code for _, agency in agencies}:
            self._add(Code.ROSTER_NUMBER_IS_CODE, self.header.last, "code")
        if faults := tuple(self._faults(agencies)):
            raise InputError(faults[0].code, findings=faults, **dict(faults[0].params))
        if passed:
            rows_text = "; ".join(f"{number + 1} «{next(filter(None, row))}»" for number, row in passed)
            first, texts = passed[0]
            col = next(number for number, text in enumerate(texts) if text)
            place = self._place(first, "name") | {"cell": Place(self.sheet.name, first, col).a1}
            count = str(len(passed))
            self.findings.append(make_finding(Code.ROSTER_ROWS_PASSED_OVER, **place, value=rows_text, count=count))
        others = tuple(text for _, text in self._others)
        unused = tuple(text for col, text in self._others if col != self.header.number)
        return Roster(tuple(agency for _, agency in agencies), unused, others, tuple(self.findings))

    def _check_header(self) -> None:
        """Raise InputError (R601) for each column that is missing; it names the row, its words and those expected."""
        needed = ("name",) if self.number else ("code", "name")
        missing = [key for key in needed if key not in self.cols]
        if missing or not self.header.is_usable:
            rows = self.rows[self.header.first : self.header.last + 1]
            words = list(header_words(rows))
            found = " | ".join(words[:_MOST_WORDS]) + (" …" if len(words) > _MOST_WORDS else "")
            findings = tuple(
                make_finding(
                    Code.ROSTER_COLUMN_MISSING,
                    file=self.file,
                    sheet=self.sheet.name or None,
                    cell=Place(self.sheet.name, self.header.first, 0).a1,
                    header=key,
                    title=TITLES[key],
                    row=str(self.header.first + 1),
                    found=found,
                    expected=", ".join(_expected(key)),
                )
                for key in missing or ("name",)
            )
            raise InputError(Code.ROSTER_COLUMN_MISSING, findings=findings, **dict(findings[0].params))

    @cached_property
    def _others(self) -> tuple[tuple[int, str], ...]:
        """Return the filled columns that no field uses, each with a header that no other one has."""
        used = set(self.cols.values())
        filled = {col for _, row in self.body for col, text in enumerate(row) if text} - used
        texts: dict[str, int] = {}
        for col in sorted(filled):
            text = next((text for text in self.header.texts[col : col + 1] if text), f"({col + 1})")
            count = 2
            while (header := text if count == 2 else f"{text} ({count - 1})") in texts:
                count += 1
            texts[header] = col
        return tuple((col, text) for text, col in texts.items())

    def _cell(self, number: int, row: Sequence[str], key: str) -> str:
        col = self.cols.get(key)
        if col is None:
            return ""
        text = row[col] if col < len(row) else ""
        return text or (self._merged.get((number, col), "") if key in _GROUPING else "")

    @cached_property
    def _merged(self) -> dict[tuple[int, int], str]:
        """Return the text of each cell that is merged over rows below its first one, in the columns of groups."""
        cols = {self.cols[key] for key in _GROUPING if key in self.cols}
        texts: dict[tuple[int, int], str] = {}
        for first, col, last, _ in self.sheet.details.merges if cols else ():
            for row in range(first + 1, min(last + 1, len(self.rows))) if col in cols else ():
                # Areas that lie upon each other are no table.
                if (row, col) in texts:
                    break
                texts[row, col] = text_of(self.sheet.at(first, col))
        return texts

    def _agency(self, number: int, row: Sequence[str], province: str) -> Agency:
        cells = {key: self._cell(number, row, key) for key in FIELDS}
        if "code" not in self.header.cols:
            cells["code"] = cells["code"].rstrip(".")
        aliases = self.sheet.at(number, self.cols["aliases"]) if "aliases" in self.cols else ""
        names = _BETWEEN_NAMES.split(aliases if isinstance(aliases, str) else text_of(aliases))
        cells["province"] = cells["province"] or province
        del cells["aliases"]
        return Agency(
            **cells,
            aliases=tuple(dict.fromkeys(filter(None, map(clean_text, names)))),
            other=tuple((text, row[col]) for col, text in self._others if col < len(row) and row[col]),
            row=number + 1,
        )

    def _repeats_header(self, row: Sequence[str]) -> bool:
        """Return True for a header that is printed again, and for a row of the numbers of the columns."""
        name = self._cell(0, row, "name")
        texts = [arabic(text) for text in row if text]
        numbers = len(texts) > 1 and all(map(_COLUMN_NUMBER.fullmatch, texts))
        return numbers or bool(name and text_key(name) == text_key(self.header.texts[self.cols["name"]]))

    def _is_passed_over(self, row: Sequence[str]) -> bool:
        """Return True for a row that is no agency: a total, a note, a heading between agencies."""
        code, name = self._cell(0, row, "code"), self._cell(0, row, "name")
        filled = [text for text in row if text]
        col = self.header.number
        number = row[col] if col is not None and col < len(row) else ""
        # Dashes or a star beside a code and a name say something about that agency.
        is_agency = code and name and not _NOT_AN_AGENCY.match(fold_text(name))
        marks = _WORDS_OF_NO_AGENCY if is_agency else _NOT_AN_AGENCY
        if any(marks.match(fold_text(text)) for text in (code, number)):
            return True
        if not code and name:
            is_starred = name[0] in "*†‡" and len(filled) > 1
            if _ONLY_A_COUNT.fullmatch(arabic(fold_text(name))):
                return True
            return not is_starred and any(_NOT_AN_AGENCY.match(fold_text(text)) for text in (filled[0], name))
        if not code and not name:
            return len(filled) == 1 or bool(_NOT_AN_AGENCY.match(fold_text(filled[0])))
        # A heading stands alone in the first column; a code alone is an agency whose name is missing.
        return not name and len(filled) == 1 and not re.search("[0-9]", arabic(code))

    def _numbered(self, agencies: list[tuple[int, Agency]]) -> list[tuple[int, Agency]]:
        """Return the agencies with a new code for each that has none; running numbers that repeat are all replaced."""
        codes = [code_of(agency.code) for _, agency in agencies if agency.code]
        if "code" not in self.header.cols and len(set(codes)) < len(codes):
            agencies = [(number, replace(agency, code="")) for number, agency in agencies]
        missing = sum(not agency.code for _, agency in agencies)
        fresh = new_codes((agency.code for _, agency in agencies), missing)
        coded = [(number, agency if agency.code else replace(agency, code=next(fresh))) for number, agency in agencies]
        given = [(row, new) for (row, new), (_, old) in zip(coded, agencies, strict=True) if new.code != old.code]
        if given:
            value = "; ".join(f"{agency.code} {agency.name}" for _, agency in given)
            self._add(Code.ROSTER_CODES_NUMBERED, given[0][0], "name", value=value, count=str(len(given)))
        return coded

    def _add(self, code: Code, row: int, key: str, *, value: str = "", **params: str) -> None:
        """Add a finding about the cell of a field in a row; without ``value`` the header of the field is taken."""
        value = value or self.header.texts[self.cols[key]]
        self.findings.append(make_finding(code, **self._place(row, key), value=value, **params))

    def _place(self, row: int, key: str) -> dict[str, str]:
        sheet = {"sheet": self.sheet.name} if self.sheet.name else {}
        return {"file": self.file, **sheet, "cell": Place(self.sheet.name, row, self.cols.get(key, 0)).a1}

    def _faults(self, agencies: list[tuple[int, Agency]]) -> Iterator[Finding]:
        """Yield a finding for a missing table, field or code that repeats; ``agencies`` are (row, agency)."""
        if not agencies:
            yield make_finding(Code.ROSTER_EMPTY, file=self.file)
        first_rows: dict[str, int] = {}
        for number, agency in agencies:
            row = str(number + 1)
            for key, text in (("code", agency.code), ("name", agency.name)):
                if not text:
                    what = f"{TITLES[key]} / {key}"
                    yield make_finding(Code.ROSTER_CELL_EMPTY, **self._place(number, key), row=row, what=what)
            code = code_of(agency.code)
            if code and code in first_rows:
                yield make_finding(
                    Code.ROSTER_CODE_REPEATED,
                    **self._place(number, "code"),
                    row=row,
                    value=agency.code,
                    other=str(first_rows[code]),
                )
            first_rows.setdefault(code, number + 1)


def _expected(key: str) -> Iterable[str]:
    """Return the words by which a column is found, the Thai ones first."""
    words = (*HEADERS[key], *(NUMBER_HEADERS[:3] if key == "code" else ()))
    return sorted(words, key=str.isascii)[:_MOST_WORDS]

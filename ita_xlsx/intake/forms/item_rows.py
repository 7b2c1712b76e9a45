"""Find the row of each item of a table of a form, by its code, or by its question if the code cannot be read.

Takes a table at its place in the returned workbook; returns rows by code, and findings. Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ita_xlsx.intake.forms.find_table import LocatedTable
from ita_xlsx.intake.workbook.cells import clean_text, code_of, text_of
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.layout import Place, Table, a1
from ita_xlsx.model.text.spelling import text_key

# Characters people type between the letter and the number of a code: i-10, i.10.
_SEPARATORS = re.compile(r"[-._/]")


@dataclass(kw_only=True)
class RowFinder:
    """A finder of the rows of one table in a returned workbook.

    ``texts`` are the wordings of the questions by code. ``is_band`` returns True for the text of a band between
    questions. ``findings`` collects what is wrong with the codes and questions. ``rejected_rows`` are the rows whose
    code and question contradict each other.
    """

    table: Table
    located: LocatedTable
    texts: Mapping[str, str]
    is_band: Callable[[str], bool]
    findings: list[Finding] = field(default_factory=list)
    rejected_rows: set[int] = field(default_factory=set)

    def rows(self) -> Mapping[str, int]:
        """Return the row number by code, for each item that stands in exactly one row.

        Report items that are missing, repeated, misspelled, or beside the question of another item.
        """
        listed = self.located.rows("code")
        codes = [text for _, text in listed]
        if sorted(codes) == self.table.once(_sorted_items) and codes == [*map(code_of, codes)]:
            # Most forms have each item once, under the code of the form.
            single = {code: row for row, code in listed}
        else:
            single = self._search_rows(listed)
        self.rejected_rows = set(self._mismatched_rows(single))
        return single

    def _search_rows(self, listed: Sequence[tuple[int, str]]) -> dict[str, int]:
        """Return the row number by code, as ``rows`` does, from each row with a text in the column of codes."""
        rows: dict[str, list[int]] = {}
        unknown: list[tuple[int, str]] = []
        for row, text in listed:
            code = code_of(text)
            if code not in self.table and (code := _SEPARATORS.sub("", code)) not in self.table:
                unknown.append((row, text))
                continue
            if text != code:
                written = clean_text(str(self.located.value(row, "code")))
                self._add(Code.ROW_CODE_READ_AS, self.located.place(row, "code"), value=written, subject=code)
            rows.setdefault(code, []).append(row)
        self._add_by_wording(rows, unknown)
        for code, numbers in rows.items():
            if len(numbers) > 1:
                others = ", ".join(a1(row, self.located.cols["code"]) for row in numbers[1:])
                self._add(Code.ROW_REPEATED, self.located.place(numbers[0], "code"), subject=code, other=others)
        missing = [code for code in self.table.items if code not in rows]
        if missing:
            self.findings.append(
                make_finding(Code.ROWS_MISSING, sheet=self.located.sheet.name, codes=", ".join(missing))
            )
        return {code: numbers[0] for code, numbers in rows.items() if len(numbers) == 1}

    def _add_by_wording(self, rows: dict[str, list[int]], unknown: list[tuple[int, str]]) -> None:
        """Add rows without a valid code to ``rows`` if their question belongs to an item without a row.

        Report S228 for a row that was added, and S208 for an unknown code whose row was not.
        """
        unread = dict(unknown)
        with_code = {row for row, _ in self.located.rows("code")}
        worded = self.located.rows("text") if "text" in self.located.cols else ()
        blank = [(row, "") for row, _ in worded if row not in with_code]
        if not unknown and not blank:
            return
        codes = {text_key(text): code for code, text in self.texts.items() if code in self.table}
        for row, text in [*unknown, *blank]:
            code = codes.get(text_key(text_of(self.located.value(row, "text"))), "")
            if code and code not in rows:
                rows[code] = [row]
                unread.pop(row, None)
                self._add(Code.ROW_FOUND_BY_TEXT, self.located.place(row, "code"), value=text or "-", subject=code)
        for row, text in unread.items():
            self._add(Code.ROW_CODE_UNKNOWN, self.located.place(row, "code"), value=text)

    def _mismatched_rows(self, rows: Mapping[str, int]) -> Iterator[int]:
        """Yield the rows whose code stands beside the question of another item or a band, and report S216.

        This happens if one column was sorted without the others.
        """
        if "text" not in self.located.cols:
            return
        values = self.located.column("text")
        if [values[row] for row in rows.values()] == [*map(self.texts.get, rows)]:
            return
        wordings = {code: text_of(values[row]) for code, row in rows.items()}
        changed = {code: wording for code, wording in wordings.items() if wording != self.texts.get(code)}
        owners: dict[str, set[str]] = {}
        for code, text in self.texts.items():
            owners.setdefault(text_key(text), set()).add(code)
        for code, wording in changed.items():
            others = owners.get(text_key(wording)) or ({"-"} if self.is_band(wording) else set())
            if others and code not in others:
                place = self.located.place(rows[code], "code")
                self._add(Code.TEXT_OF_OTHER_QUESTION, place, value=wording, subject=code, other=min(others))
                yield rows[code]

    def _add(self, code: Code, place: Place, **params: str) -> None:
        self.findings.append(make_finding(code, sheet=place.sheet, cell=place.a1, **params))


def _sorted_items(table: Table) -> list[str]:
    return sorted(table.items)

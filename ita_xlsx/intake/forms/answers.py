"""The scores of one table, cell by cell: what each stands for, and what is odd about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from ita_xlsx.intake.forms.find_table import FoundTable
from ita_xlsx.intake.forms.numbers import parse_score
from ita_xlsx.intake.workbook.cells import clean_text, code_of, text_of
from ita_xlsx.intake.workbook.hyperlinks import address_of_cell
from ita_xlsx.model.findings import Finding, make_finding
from ita_xlsx.model.framework import subject_of
from ita_xlsx.model.layout import Place, Table, a1, spans
from ita_xlsx.model.results import plain_number
from ita_xlsx.model.submission import Answer, Evidence

# What stands between the letter and the number of a code: i-10, i.10.
_JOINTS = re.compile(r"[-._/]")


@dataclass
class TableReader:
    """Reads a table found in a returned workbook; ``texts`` are the wordings of its items by code."""

    table: Table
    at: FoundTable
    texts: Mapping[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    refused: set[int] = field(default_factory=set)

    def rows(self) -> Mapping[str, int]:
        """The row of every item that stands in one row only and beside its own wording."""
        rows: dict[str, list[int]] = {}
        unknown: list[tuple[int, str]] = []
        for row, text in self.at.rows("code"):
            code = code_of(text)
            if code not in self.table and (code := _JOINTS.sub("", code)) not in self.table:
                unknown.append((row, text))
                continue
            if text != code:
                written = clean_text(str(self.at.value(row, "code")))
                self._add("S215", self.at.place(row, "code"), value=written, subject=code)
            rows.setdefault(code, []).append(row)
        self._by_wording(rows, unknown)
        for code, where in rows.items():
            if len(where) > 1:
                others = ", ".join(a1(row, self.at.cols["code"]) for row in where[1:])
                self._add("S207", self.at.place(where[0], "code"), subject=code, other=others)
        gone = [code for code in self.table.items if code not in rows]
        if gone:
            self.findings.append(make_finding("S206", sheet=self.at.sheet.name, codes=", ".join(gone)))
        single = {code: where[0] for code, where in rows.items() if len(where) == 1}
        self.refused = set(self._disagreeing(single))
        return single

    def _by_wording(self, rows: dict[str, list[int]], unknown: list[tuple[int, str]]) -> None:
        """Rows whose code is empty or unknown but whose question is one that no other row has: S228, else S208."""
        codes = {clean_text(text): code for code, text in self.texts.items() if code in self.table}
        told = dict(unknown)
        if "text" in self.at.cols:
            blank = [(row, "") for row, _ in self.at.rows("text") if not text_of(self.at.value(row, "code"))]
        else:
            blank = []
        for row, text in [*unknown, *blank]:
            code = codes.get(text_of(self.at.value(row, "text")), "")
            if code and code not in rows:
                rows[code] = [row]
                told.pop(row, None)
                self._add("S228", self.at.place(row, "code"), value=text or "-", subject=code)
        for row, text in told.items():
            self._add("S208", self.at.place(row, "code"), value=text)

    def without_code(self, rows: Mapping[str, int]) -> Iterator[Finding]:
        """S227: numbers in a column of scores beside which no code stands."""
        used = set(rows.values())
        for key in columns_of(self.table, "score"):
            places = [
                self.at.place(row, key)
                for row in range(self.at.header_row + 1, len(self.at.sheet.rows))
                if row not in used
                and not text_of(self.at.value(row, "code"))
                and parse_score(self.at.value(row, key))[0] is not None
            ]
            if places:
                values = ", ".join(text_of(self.at.sheet.at(place.row, place.col)) for place in places[:5])
                yield make_finding(
                    "S227", sheet=places[0].sheet, cell=spans(places), value=values, count=str(len(places))
                )

    def answers(self, rows: Mapping[str, int], what: str) -> tuple[Answer, ...]:
        """The answers in the columns of ``score`` or ``previous``, in the order of the rows."""
        bad = "S202" if what == "score" else "S211"
        placed = [
            (subject_of(code, key.partition(" ")[2]), row, key)
            for key in columns_of(self.table, what)
            if key in self.at.cols
            for code, row in rows.items()
        ]
        if what == "score":
            self._tell_merges([(subject, self.at.place(row, key)) for subject, row, key in placed])
            self._tell_hidden([self.at.place(row, key) for _, row, key in placed])
        return tuple(self.answer(subject, row, key, bad) for subject, row, key in placed)

    def answer(self, subject: str, row: int, key: str, bad: str) -> Answer:
        """One cell; ``bad`` is the code of what is told of a cell that is no score."""
        place, value, care = self.at.place(row, key), self.at.value(row, key), self.at.sheet.care
        cell = (place.row, place.col)
        if value == "" and cell not in care.formulas and not care.merges and row not in self.refused:
            return Answer(subject, place=place)
        number, declared, was_text = parse_score(value)
        raw = text_of(value)
        if row in self.refused or self._is_covered(place):
            return Answer(subject, place=place, raw=raw or "-")
        formula = care.formulas.get(cell)
        if formula is not None and not formula.computed:
            self._add("S219", place, value=f"={formula.text}", subject=subject)
            return Answer(subject, place=place, raw=f"={formula.text}")
        if formula is not None and number is not None:
            self._add("S218", place, value=f"={formula.text}", subject=subject, read=plain_number(number))
        if cell in care.percent and number is not None:
            number = self._from_percent(subject, place, number)
            raw = raw if number is None else plain_number(number)
        answer = Answer(subject, number, declared, place, raw)
        if number is not None and was_text:
            self._add("S204", place, value=raw, subject=subject, read=plain_number(number))
        if number is None and not declared and raw and cell not in care.percent:
            self._add(bad, place, value=raw, subject=subject)
        return answer

    def evidence(self, rows: Mapping[str, int], targets: Mapping[int, str]) -> Iterator[Evidence]:
        """The URL and note beside each item, where there is one; ``targets`` are those of the column's links."""
        if "url" not in self.at.cols:
            return
        for code, row in rows.items():
            formula = self.at.sheet.care.formulas.get((row, self.at.cols["url"]))
            unknown = formula is not None and not formula.computed
            url, shown = address_of_cell(
                text_of(self.at.value(row, "url")), targets.get(row, ""), unknown=unknown
            )  # fmt: skip
            note = text_of(self.at.value(row, "note"))
            if url or note:
                yield Evidence(code, url, note, self.at.place(row, "url"), shown)

    def _disagreeing(self, rows: Mapping[str, int]) -> Iterator[int]:
        """Rows whose code stands beside the wording of another: one column was sorted without the others."""
        if "text" not in self.at.cols:
            return
        owners: dict[str, set[str]] = {}
        for code, text in self.texts.items():
            owners.setdefault(clean_text(text), set()).add(code)
        for code, row in rows.items():
            others = owners.get(text_of(self.at.value(row, "text")), set())
            if others and code not in others:
                place = self.at.place(row, "code")
                self._add("S216", place, value=text_of(self.at.value(row, "text")), subject=code, other=min(others))
                yield row

    def _from_percent(self, subject: str, place: Place, number: Fraction) -> Fraction | None:
        """The points that a cell formatted as per cent shows, where they can be points."""
        points = number * 100
        shown = f"{plain_number(points)}%"
        if number > 1:
            self._add("S226", place, value=shown, subject=subject)
            return None
        self._add("S217", place, value=shown, subject=subject, read=plain_number(points))
        return points

    def _is_covered(self, place: Place) -> bool:
        """Whether a score lies in a merged area that holds more scores than one, or hides this one."""
        area = self.at.sheet.care.merged(place.row, place.col)
        return area is not None and (area[0] != area[2] or (place.row, place.col) != area[:2])

    def _tell_merges(self, placed: Iterable[tuple[str, Place]]) -> None:
        areas: dict[tuple[int, int, int, int], list[tuple[str, Place]]] = {}
        for subject, place in placed:
            area = self.at.sheet.care.merged(place.row, place.col)
            if area is not None and self._is_covered(place):
                areas.setdefault(area, []).append((subject, place))
        for area, covered in areas.items():
            places = [place for _, place in covered]
            values = [text_of(self.at.sheet.at(place.row, place.col)) for place in places]
            about = {"codes": ", ".join(subject for subject, _ in covered), "value": ", ".join(filter(None, values))}
            merged = f"{a1(area[0], area[1])}:{a1(area[2], area[3])}"
            self.findings.append(make_finding("S220", sheet=places[0].sheet, cell=spans(places), other=merged, **about))

    def _tell_hidden(self, places: Iterable[Place]) -> None:
        hidden = [place for place in places if self.at.sheet.care.hides(place.row, place.col)]
        if hidden:
            self.findings.append(
                make_finding("X308", sheet=hidden[0].sheet, cell=spans(hidden), count=str(len(hidden)))
            )

    def _add(self, code: str, place: Place, **about: str) -> None:
        self.findings.append(make_finding(code, sheet=place.sheet, cell=place.a1, **about))


def columns_of(table: Table, what: str) -> tuple[str, ...]:
    """The keys of a table's columns of one kind: ``score``, ``score public`` …"""
    return tuple(column.key for column in table.columns if column.key.split()[0] == what)

"""Note what is odd about the cells that count: struck or unseen values, error values, and formulas that call out.

Takes cells of a sheet; returns the texts that may be used, and findings. Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ita_xlsx.intake.forms.cell_lists import list_cells
from ita_xlsx.intake.forms.numbers import parse_score
from ita_xlsx.intake.workbook.cell_formats import displayed_instead
from ita_xlsx.intake.workbook.cells import SheetCells, Value, clean_text, text_of
from ita_xlsx.intake.workbook.hyperlinks import address_of_cell, is_link_formula
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.layout import Place
from ita_xlsx.model.text.addresses import addresses_in
from ita_xlsx.model.text.words import ERROR_VALUES

_MOST_QUOTED = 6
_TEXT = re.compile(r'"(?:[^"]|"")*"')
# Functions that ask another program or the network for a value.
_CALLS = re.compile(
    r"\b(?:WEBSERVICE|FILTERXML|RTD|CALL|REGISTER(?:\.ID)?|EXEC|SQL\.REQUEST|STOCKHISTORY|IMPORT(?:XML|HTML|DATA|FEED|RANGE)"
    r"|CUBE[A-Z]+|PY|COPILOT|DDE)\s*\(",
    re.IGNORECASE,
)
# DDE (``cmd|'/c calc'!A0``, also as ``[1]!``), and references to a path or an address.
_OUTSIDE = re.compile(r"[\w.]+\|\s*'?[^|]*!|\[\d+\]!|'?(?:\\\\|//|https?:|file:|[a-z]:\\)[^!]*!", re.IGNORECASE)
_OTHER_BOOK = re.compile(r"\[\d+\][^\[\]!]+!|\[[^\[\]]+\.(?:xl\w+|ods|csv)\]", re.IGNORECASE)


def calls_out(formula: str) -> bool:
    """Return True if a formula asks another program, a file at a path, or the network for its value."""
    bare = _TEXT.sub('""', formula)
    return _CALLS.search(bare) is not None or _OUTSIDE.search(bare) is not None


def reads_other_file(formula: str) -> bool:
    """Return True if a formula takes its value from outside the workbook in any way."""
    return calls_out(formula) or _OTHER_BOOK.search(_TEXT.sub('""', formula)) is not None


def displayed_text(sheet: SheetCells, row: int, col: int) -> str | None:
    """Return the text that a cell shows instead of its number; None if it shows the number, or holds none."""
    look, value = sheet.details.looks.get((row, col)), sheet.at(row, col)
    if look is None or not look.code or isinstance(value, bool) or not isinstance(value, float | int):
        return None
    return displayed_instead(look.code, float(value))


@dataclass(kw_only=True)
class CellMarks:
    """The odd cells of one sheet, as they are read; ``findings`` yields what was noted."""

    sheet: SheetCells
    _struck: list[Place] = field(default_factory=list)
    _unseen: list[Place] = field(default_factory=list)
    _no_evidence: dict[str, list[Place]] = field(default_factory=dict)
    _calls: dict[str, list[Place]] = field(default_factory=dict)
    _links: dict[str, list[Place]] = field(default_factory=dict)
    _seen: set[tuple[int, int]] = field(default_factory=set)

    def note_look(self, row: int, col: int, *, is_refused: bool = False) -> None:
        """Note a cell that is struck through, or whose value nobody can see.

        A cell is not noted as struck if it ``is_refused``: another finding tells that its value is not used.
        """
        details = self.sheet.details
        if not (details.looks or details.runs) or (row, col) in self._seen:
            return
        self._seen.add((row, col))
        place, look = Place(self.sheet.name, row, col), details.looks.get((row, col))
        pieces = details.runs.get((row, col), ())
        is_struck = (look and look.struck) or any(piece.mark == "struck" and piece.text.strip() for piece in pieces)
        if is_struck and not is_refused:
            self._struck.append(place)
        if look and (look.unseen or displayed_text(self.sheet, row, col) == ""):
            self._unseen.append(place)

    def note_looks(self, rows: Iterable[int], col: int) -> None:
        """Note the odd cells of a column in some rows."""
        if self.sheet.details.looks or self.sheet.details.runs:
            for row in rows:
                self.note_look(row, col)

    def plain_texts(self, values: Sequence[Value], col: int, header_row: int) -> Sequence[str] | None:
        """Return the texts below the header by row; None if a cell there may hold more or less than its text."""
        details = self.sheet.details
        if details.looks or details.runs or details.errors or not set(map(type, values)) <= {str}:
            return None
        if any(formula_col == col and row > header_row for row, formula_col in details.formulas):
            return None
        joined = "".join(map(str, values[header_row + 1 :]))
        # A column of addresses, or an empty one, needs no cleaning.
        is_clean = joined.isascii() and " " not in joined and joined.isprintable()
        texts = [*map(str, values)] if is_clean else [*map(clean_text, map(str, values))]
        return texts if ERROR_VALUES.isdisjoint(texts) else None

    def evidence(self, row: int, col: int) -> str:
        """Return the text of a cell that may be evidence; empty for an error value, a tick, or a call of a program."""
        value = self.sheet.at(row, col)
        formula = self.sheet.details.formulas.get((row, col))
        if value == "" and formula is None:
            return ""
        text = text_of(value)
        if (row, col) in self.sheet.details.errors or text in ERROR_VALUES or isinstance(value, bool):
            self._add(self._no_evidence, text, Place(self.sheet.name, row, col))
            return ""
        if formula is not None and calls_out(formula.text):
            self._add(self._calls, f"={formula.text}", Place(self.sheet.name, row, col))
            return ""
        return text

    def address(self, row: int, col: int, target: str) -> tuple[str, str]:
        """Return the address in a cell, and the text that the cell shows instead if there is one.

        ``target`` is the address of the link in the cell. Note a link by formula whose address cannot be read; it
        gives no address, whatever text it shows.
        """
        text, formula = self.evidence(row, col), self.sheet.details.formulas.get((row, col))
        unknown = formula is not None and not formula.computed
        is_link = formula is not None and is_link_formula(formula.text)
        if is_link and formula and text and not (unknown or target or addresses_in(text)):
            self._add(self._links, f"={formula.text}", Place(self.sheet.name, row, col))
            return "", text
        return address_of_cell(text, target, unknown=unknown)

    def findings(self) -> Iterator[Finding]:
        """Yield X314 (struck), X321 (unseen), X315 (no evidence), X318 (calls out) and X322 (link without address)."""
        for code, places in ((Code.CELLS_STRUCK, self._struck), (Code.CELLS_UNSEEN, self._unseen)):
            if places:
                yield self._finding(code, places, self._quoted(places))
        for code, groups in (
            (Code.VALUE_NO_EVIDENCE, self._no_evidence),
            (Code.FORMULA_CALLS_OUT, self._calls),
            (Code.LINK_WITHOUT_ADDRESS, self._links),
        ):
            for value, places in groups.items():
                yield self._finding(code, places, value)

    def _quoted(self, places: Sequence[Place]) -> str:
        """Return the scores in some cells, then the first other text; only the first few of many scores."""
        values = dict.fromkeys(self.sheet.at(place.row, place.col) for place in places)
        scores = [text_of(value) for value in values if parse_score(value)[0] is not None]
        others = [text_of(value) for value in values if parse_score(value)[0] is None]
        listed = [*scores[:_MOST_QUOTED], *(["…"] if len(scores) > _MOST_QUOTED else []), *others[:1]]
        return ", ".join(listed)

    def _finding(self, code: Code, places: Sequence[Place], value: str) -> Finding:
        cells = list_cells(places)
        return make_finding(code, sheet=self.sheet.name, cell=cells, value=value, count=str(len(places)))

    def _add(self, groups: dict[str, list[Place]], value: str, place: Place) -> None:
        places = groups.setdefault(value, [])
        if place not in places:
            places.append(place)

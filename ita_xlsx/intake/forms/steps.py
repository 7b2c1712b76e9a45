"""Read the steps of measures from the tracking form in a returned workbook.

Takes the table of measures and the targets of its links; returns a report for each step, and findings on merged cells
and on formulas without a value. Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ita_xlsx.intake.forms.cell_lists import MOST_LISTED, list_areas
from ita_xlsx.intake.forms.cell_marks import CellMarks
from ita_xlsx.intake.forms.find_table import LocatedTable
from ita_xlsx.intake.workbook.cell_addresses import Area
from ita_xlsx.intake.workbook.cells import text_of
from ita_xlsx.intake.workbook.sheet_details import Formula
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.layout import Place, spans
from ita_xlsx.model.submission import StepReport
from ita_xlsx.model.text.addresses import addresses_in
from ita_xlsx.model.text.words import step_status_word

_STEP_KEYS = ("id", "number", "step")
_MERGEABLE_KEYS = ("instrument", "indicator", "measure", "owner", "period", "follow_up", "status", "url", "note")
_REPORTED_KEYS = ("status", "url", "note")
_EVIDENCE_KEYS = ("url", "note")
_MAX_AREAS = 1000
_LONGEST_STATUS = 60

# The hidden id of a step of a plan, such as ``m1-1.2``, or of a row for the agency's own steps.
_STEP_ID = re.compile(r"own-[0-9]{2,}|(?=.*[^0-9.])\S+\.[0-9]{1,3}")


def is_step_id(text: str) -> bool:
    """Return True if a text looks like the hidden id of a step."""
    # Every id ends in a digit, and few other texts do.
    return text[-1:].isdigit() and _STEP_ID.fullmatch(text) is not None


def fits_step_column(key: str, text: str) -> bool:
    """Return True if a text can stand in the column of a key: ids in that of ids, statuses in that of statuses."""
    if key == "id":
        return is_step_id(text)
    if key == "status":
        return bool(step_status_word(text)) or (len(text) < _LONGEST_STATUS and not addresses_in(text))
    return key != "step" or not step_status_word(text)


@dataclass(kw_only=True)
class StepReader:
    """A reader of one table of measures; ``targets`` are the targets of the links in its URL column, by row.

    ``pictures`` are the areas of the sheet that pictures lie over. ``rows`` collects the rows that hold a step.
    """

    located: LocatedTable
    targets: Mapping[int, str]
    pictures: Sequence[Area] = ()
    rows: set[int] = field(init=False)
    _marks: CellMarks = field(init=False)
    _merges: dict[Area, int] = field(default_factory=dict)
    _uncomputed: dict[Place, Formula] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Make the notes on the cells of this sheet."""
        self.rows = set()
        self._marks = CellMarks(sheet=self.located.sheet)

    def steps(self) -> Iterator[StepReport]:
        """Yield a report for each row that says something about a step; a merged cell counts for each of its rows."""
        rows = range(self.located.header_row + 1, len(self.located.sheet.rows))
        if "step" in self.located.cols:
            self._marks.note_looks(rows, self.located.cols["step"])
        for row in rows:
            step = self._step(row)
            if step is not None:
                self.rows.add(row)
                yield step

    def findings(self) -> Iterator[Finding]:
        """Yield the findings on odd cells, X312 (formulas without a value) and X313 (merged cells)."""
        yield from self._marks.findings()
        sheet = self.located.sheet.name
        for places in self._uncomputed_by_column():
            value = f"={self._uncomputed[places[0]].text}"
            yield make_finding(
                Code.FORMULA_WITHOUT_VALUE, sheet=sheet, cell=spans(places), value=value, count=str(len(places))
            )
        if self._merges:
            areas, count = list_areas(tuple(self._merges)), str(sum(self._merges.values()))
            yield make_finding(Code.MERGED_OVER_ROWS, sheet=sheet, cell=areas, count=count)

    def _uncomputed_by_column(self) -> list[list[Place]]:
        """Return the places of formulas without a value, one list for each column, at most 20 in each."""
        columns: dict[int, list[Place]] = {}
        for place in self._uncomputed:
            columns.setdefault(place.col, []).append(place)
        return [places[:MOST_LISTED] for places in columns.values()]

    def _step(self, row: int) -> StepReport | None:
        """Return the report of one row; None if the row says nothing by itself, as an empty row below a merged cell."""
        step_texts = {key: text_of(self.located.value(row, key)) for key in _STEP_KEYS}
        row_cells = {key: self._cell(row, key, row) for key in _MERGEABLE_KEYS}
        if not step_texts["step"] and not any(row_cells[key][0] for key in _REPORTED_KEYS):
            return None
        cells = {}
        for key in _MERGEABLE_KEYS:
            area = self._area(row, key)
            cells[key] = row_cells[key] if area is None else self._cell(area[0], key, row)
            if area is not None and any(cells[key]):
                self._merges[area] = self._merges.get(area, 0) + 1
        texts = step_texts | {key: text for key, (text, _) in cells.items()}
        place, status_place, url_place = (
            self.located.place(row, key) if key in self.located.cols else None for key in ("step", "status", "url")
        )
        return StepReport(
            **texts,
            display_text=cells["url"][1],
            place=place,
            status_place=status_place,
            url_place=url_place,
            under_picture=self._is_under_picture(row),
        )

    def _is_under_picture(self, row: int) -> bool:
        """Return True if a picture lies over a cell of evidence in a row."""
        cols = [self.located.cols[key] for key in _EVIDENCE_KEYS if key in self.located.cols]
        return any(
            top <= row <= bottom and any(left <= col <= right for col in cols)
            for top, left, bottom, right in self.pictures
        )

    def _cell(self, row: int, key: str, step_row: int) -> tuple[str, str]:
        """Return the text of a cell, and its display text if the cell is a link that shows another text.

        ``step_row`` is the row of the step. It differs from ``row`` if the cell is merged over several rows. Note the
        place of a formula that has no value, for ``findings``.
        """
        if key not in self.located.cols:
            return "", ""
        sheet, col = self.located.sheet, self.located.cols[key]
        value, formula = sheet.at(row, col), sheet.details.formulas.get((row, col))
        if value == "" and formula is None and (key != "url" or row not in self.targets):
            # Most cells of a form are empty.
            return "", ""
        self._marks.note_look(row, col)
        display_text = ""
        if key == "url":
            text, display_text = self._marks.address(row, col, self.targets.get(row, ""))
        else:
            text = self._marks.evidence(row, col) if key == "note" else text_of(value)
        unknown = formula is not None and not formula.computed
        if unknown and not text and formula is not None and key in _REPORTED_KEYS and row == step_row:
            self._uncomputed[self.located.place(row, key)] = formula
        return text, display_text

    def _area(self, row: int, key: str) -> Area | None:
        """Return the merged area of several rows that begins in this column and covers the row, else None."""
        return self._areas.get((row, self.located.cols[key])) if key in self.located.cols else None

    @cached_property
    def _areas(self) -> Mapping[tuple[int, int], Area]:
        """Return the merged area of each cell in our columns that is merged over several rows below the header."""
        cols, rows = set(self.located.cols.values()), len(self.located.sheet.rows)
        return {
            (row, area[1]): area
            for area in self.located.sheet.details.merges[:_MAX_AREAS]
            if area[1] in cols and self.located.header_row < area[0] < area[2]
            for row in range(area[0], min(area[2] + 1, rows))
        }

"""The steps of measures as a returned workbook has them: also where a cell is merged over rows, or a formula."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ita_xlsx.intake.forms.find_table import FoundTable
from ita_xlsx.intake.workbook.cells import text_of
from ita_xlsx.intake.workbook.hyperlinks import address_of_cell
from ita_xlsx.intake.workbook.sheet_xml import Area, Formula
from ita_xlsx.model.findings import Finding, make_finding
from ita_xlsx.model.layout import Place, a1, spans
from ita_xlsx.model.submission import StepReport

_OWN = ("id", "number", "step")
_MERGED = ("instrument", "indicator", "measure", "owner", "period", "follow_up", "status", "url", "note")
_SAID = ("status", "url", "note")
_MOST, _MOST_AREAS = 20, 1000


@dataclass
class StepReader:
    """Reads the table of measures; ``targets`` are those of the links in its column of addresses, by row."""

    at: FoundTable
    targets: Mapping[int, str]
    _merges: dict[Area, int] = field(default_factory=dict)
    _uncomputed: dict[Place, Formula] = field(default_factory=dict)

    def steps(self) -> Iterator[StepReport]:
        """The rows that say anything of a step; a cell merged over several of them says it of each."""
        for row in range(self.at.header_row + 1, len(self.at.sheet.rows)):
            step = self._step(row)
            if step is not None:
                yield step

    def findings(self) -> Iterator[Finding]:
        """X312, X313: of the rows that were read."""
        sheet = self.at.sheet.name
        for places in self._by_column():
            value = f"={self._uncomputed[places[0]].text}"
            yield make_finding("X312", sheet=sheet, cell=spans(places), value=value, count=str(len(places)))
        if self._merges:
            areas = [f"{a1(*area[:2])}:{a1(*area[2:])}" for area in self._merges]
            shown = ", ".join(areas[:_MOST]) + (" …" if len(areas) > _MOST else "")
            yield make_finding("X313", sheet=sheet, cell=shown, count=str(sum(self._merges.values())))

    def _by_column(self) -> list[list[Place]]:
        columns: dict[int, list[Place]] = {}
        for place in self._uncomputed:
            columns.setdefault(place.col, []).append(place)
        return [places[:_MOST] for places in columns.values()]

    def _step(self, row: int) -> StepReport | None:
        own = {key: text_of(self.at.value(row, key)) for key in _OWN}
        here = {key: self._cell(row, key, row) for key in _MERGED}
        # A row below a merged cell counts where it says anything by itself.
        if not own["step"] and not any(here[key][0] for key in _SAID):
            return None
        said = {}
        for key in _MERGED:
            area = self._area(row, key)
            said[key] = here[key] if area is None else self._cell(area[0], key, row)
            if area is not None and any(said[key]):
                self._merges[area] = self._merges.get(area, 0) + 1
        texts = own | {key: text for key, (text, _) in said.items()}
        url_place = self.at.place(row, "url") if "url" in self.at.cols else None
        return StepReport(
            **texts,
            shown=said["url"][1],
            place=self.at.place(row, "step"),
            status_place=self.at.place(row, "status"),
            url_place=url_place,
        )

    def _cell(self, row: int, key: str, told_at: int) -> tuple[str, str]:
        """What a cell says, and what it shows in place of that; a formula that was never computed is noted."""
        text = text_of(self.at.value(row, key))
        if key not in self.at.cols:
            return text, ""
        place = self.at.place(row, key)
        formula = self.at.sheet.care.formulas.get((place.row, place.col))
        unknown = formula is not None and not formula.computed
        if key == "url":
            text, shown = address_of_cell(text, self.targets.get(row, ""), unknown=unknown)
        else:
            shown = ""
        if unknown and not text and formula is not None and key in _SAID and row == told_at:
            self._uncomputed[place] = formula
        return text, shown

    def _area(self, row: int, key: str) -> Area | None:
        """The merged area of several rows that begins in this column."""
        return self._areas.get((row, self.at.cols[key])) if key in self.at.cols else None

    @cached_property
    def _areas(self) -> Mapping[tuple[int, int], Area]:
        """The cells of our columns that are merged over several rows below the header."""
        cols, rows = set(self.at.cols.values()), len(self.at.sheet.rows)
        return {
            (row, area[1]): area
            for area in self.at.sheet.care.merges[:_MOST_AREAS]
            if area[1] in cols and self.at.header_row < area[0] < area[2]
            for row in range(area[0], min(area[2] + 1, rows))
        }

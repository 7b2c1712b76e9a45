"""Write the result tables into a sheet cell by cell, as formulas with their cached values.

Takes the sheet, a layout, the results and their formulas; changes the sheet in memory only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ita_xlsx.model.framework import Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout import Table
from ita_xlsx.model.layout.page import row_height
from ita_xlsx.model.layout.results_layout import EXACT, STAND_IN_COLUMNS
from ita_xlsx.model.layout.subjects import origin_words, subject_label
from ita_xlsx.model.results import Results
from ita_xlsx.output.book import Sheet
from ita_xlsx.output.formulas import Live, ResultFormulas
from ita_xlsx.output.formulas.node_results import Inputs
from ita_xlsx.output.styles import DENSE
from ita_xlsx.output.texts import NOTE_MARK, OVERALL_NAME, ROUNDING, note_lines, weights_line

_RANKED = (Kind.INSTRUMENT, Kind.INDICATOR, Kind.SUBINDICATOR)
_HELPERS = (EXACT, *(column.key for column in STAND_IN_COLUMNS))
_PLAIN = {"label": "text", "name": "text", "origin": "text", "verdict": "centre", "announced_list": "helper_line"}


class ResultTables:
    """The result tables of one layout, to be written on its sheet."""

    def __init__(
        self,
        sheet: Sheet,
        layout: Inputs,
        results: Results,
        formulas: ResultFormulas,
        widths: Mapping[str, float],
        extra: Mapping[str, Callable[[Node], Live | float | str]] = MappingProxyType({}),
        *,
        fitted: Mapping[str, float] | None = None,
        padding: float = 3,
    ) -> None:
        """Take the sheet, its layout and the results; ``widths`` are in characters by column key.

        ``extra`` makes the contents of further columns, or replaces those of a column, by column key. ``fitted`` are
        the columns that a row must be tall enough for, if not all, ``padding`` the points that a row adds to them.
        """
        self._sheet = sheet
        self._layout = layout
        self._results = results
        self._formulas = formulas
        self._widths = widths
        self._extra = extra
        self._padding = padding
        self._fitted = widths if fitted is None else fitted

    def write(self) -> None:
        """Write all tables, each with its title and header."""
        for table in self._layout.results.tables:
            self._sheet.text(table.header_row - 1, 0, table.title, "heading")
            self._sheet.height(table.header_row - 1, 30 if self._padding >= 3 else 25)
            self._header(table)
            for subject in table.items:
                self._row(table, self._layout.framework.nodes[subject])

    def _header(self, table: Table) -> None:
        for column in table.columns:
            style = "helper_header" if column.key in _HELPERS else "header"
            self._sheet.text(table.header_row, table.col(column.key), column.header, style)
        widths = [(column.header, self._widths[column.key]) for column in table.columns if column.key in self._fitted]
        self._sheet.height(table.header_row, row_height(widths, DENSE, least=24))

    def _row(self, table: Table, node: Node) -> None:
        row = table.row(node.subject)
        for column in table.columns:
            content = self._content(node, column.key)
            style = self._style(column.key)
            col = table.col(column.key)
            if isinstance(content, Live):
                self._sheet.live(row, col, content, style)
            elif isinstance(content, float):
                self._sheet.number(row, col, content, style)
            else:
                self._sheet.text(row, col, content, style)
        label = subject_label(self._layout.framework, node)
        cells = [(label, self._widths["label"]), (node.name, self._widths["name"])]
        if "origin" in self._fitted:
            origin = origin_words(self._layout.framework, self._results.by_subject[node.subject])
            cells.append((origin, self._widths["origin"]))
        self._sheet.height(row, row_height(cells, DENSE, least=22 if self._padding >= 3 else 0, padding=self._padding))

    def _style(self, key: str) -> str:
        if key == "score" and "now" in self._extra:
            return "score"
        return _STYLES.get(key, _PLAIN.get(key, key))

    def footnotes(self, row: int) -> int:
        """Write the lines below the tables and return the last row used.

        They are the notes of the framework, the weights of the overall score, and the note on rounding.
        """
        framework = self._layout.framework
        lines = [*note_lines(framework), weights_line(framework), ROUNDING]
        for offset, line in enumerate(lines):
            self._sheet.text(row + offset, 0, line, "muted")
            self._sheet.height(row + offset, 22)
        return row + len(lines) - 1

    def _content(self, node: Node, key: str) -> Live | float | str:
        formulas = self._formulas
        if key in self._extra:
            return self._extra[key](node)
        if key == "label":
            mark = f" {NOTE_MARK}" if self._layout.framework.notes_on(node.subject) else ""
            return subject_label(self._layout.framework, node) + mark
        if key == "name":
            return node.name or OVERALL_NAME
        if key == "announced":
            return self._announced(node.subject)
        if key == "rank":
            return formulas.rank(node) if node.kind in _RANKED else ""
        if key in ("weight", "weighted") and node.kind is not Kind.INSTRUMENT:
            return ""
        if key == "weight":
            return float(node.weight)
        live: Live = getattr(formulas, _FORMULA_OF.get(key, key))(node)
        return live

    def _announced(self, subject: str) -> float | str:
        value = self._results.announced_by_subject.get(subject)
        return "" if value is None else float(value)


# The columns whose formula has another name.
_FORMULA_OF = {"known": "answered"}
_STYLES = {
    "score": "score_strong", "rank": "count", "weight": "count", "weighted": "score", "announced": "score",
    "exact": "exact", "known": "helper_count", "lowest": "exact", "highest": "exact",
    "stands_in": "helper_count", "replaced": "helper_count",
    "previous": "score", "now": "score_strong", "change": "change",
    "trend": "centre",
}  # fmt: skip

"""Read a definition from the cells of a workbook into the same tables that the files of a definition hold.

Takes sheets as texts; returns a Definition, or raises DefinitionError with the cell of every fault.
Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any

from ita_xlsx.catalogue.definition import Definition, build_definition
from ita_xlsx.catalogue.fault_places import CellPlaces, HeadedCell, make_fault
from ita_xlsx.catalogue.locate_tables import FoundTable, TextSheet, find_tables
from ita_xlsx.catalogue.report_data import meaning_rows
from ita_xlsx.errors import DefinitionError
from ita_xlsx.model.agency import code_key
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.kind import Aspect, Kind
from ita_xlsx.model.layout.framework_layout import (
    CONFIDENCE,
    HELP_COLUMNS,
    NO,
    SETTING_LABELS_BEFORE,
    SETTING_ROWS,
    TABLES,
    WORDING,
    YES,
)
from ita_xlsx.model.layout.grid import a1
from ita_xlsx.model.text.digits import arabic
from ita_xlsx.model.text.spelling import text_key

_TRUE = frozenset(map(text_key, (YES, "มี", "yes", "y", "true", "1")))
_FALSE = frozenset(map(text_key, (NO, "ไม่มี", "ไม่", "no", "n", "false", "0", "-", "")))
# A spreadsheet program writes a carriage return in a cell like this.
_RETURN = "_x000D_"


def read_definition(sheets: Sequence[TextSheet]) -> Definition:
    """Return the framework and the measures that a workbook defines.

    Raise DefinitionError: D517 if the workbook is not a definition, else D502 with every fault and its cell.
    """
    tables, faults, incomplete = find_tables(sheets)
    if not tables:
        raise DefinitionError(Code.NOT_A_DEFINITION, findings=(make_finding(Code.NOT_A_DEFINITION),))
    reader = _Reader(tables, list(faults), set(incomplete))
    settings = reader.settings()
    questions, measures = reader.rows("questions"), reader.rows("measures")
    reader.resolve(settings, questions, measures)
    return build_definition(
        settings,
        list(questions),
        tuple(measures),
        reader.places,
        tuple(reader.faults),
        frozenset(reader.incomplete),
    )


def _text(text: str) -> str:
    return " ".join(text.replace(_RETURN, "\n").split())


def _figure(text: str) -> str:
    return arabic(_text(text))


def _code(text: str) -> str:
    """Return a code with Arabic digits, and without spaces or a dot at the end."""
    return _figure(text).replace(" ", "").rstrip(".")


def _lines(text: str) -> str:
    lines = map(_text, text.replace(_RETURN, "\n").splitlines())
    return "\n".join(line for line in lines if line)


def _word_reader(words: Mapping[str, str]) -> Callable[[str], str]:
    """Return a function that reads a cell as one of some words, written in Thai or as in the files.

    The function returns any other text unchanged.
    """
    by_text = {text_key(word): word for word in words} | {text_key(thai): word for word, thai in words.items()}
    return lambda text: by_text.get(text_key(text), _text(text))


def _yes_or_no(text: str) -> Any:
    answer = text_key(_figure(text))
    return answer in _TRUE if answer in _TRUE | _FALSE else _text(text)


@cache
def _kind_reader() -> Callable[[str], str]:
    from ita_xlsx.model.labels import label_of  # slow to import, and most runs read no definition

    return _word_reader({kind.value: label_of(kind) for kind in Kind})


def _kinds(text: str) -> list[str]:
    return [_kind_reader()(word) for word in re.split(r"[+,;/\n]", text) if word.strip()]


def _keywords(text: str) -> list[str]:
    return [_text(word) for word in re.split(r"[,;|\n]", text) if word.strip()]


_FIELDS: Mapping[str, Callable[[str], Any]] = MappingProxyType(
    {
        "code": _code, "id": _code, "indicator": _code, "subindicator": _code, "instrument": _code,
        "weight": _figure, "overall": _figure, "each_instrument": _figure, "limit": _figure,
        "subject": _figure, "steps": _lines, "of": _kinds, "keywords": _keywords, "wording": _word_reader(WORDING),
        "confidence": _word_reader(CONFIDENCE),
    }
)  # fmt: skip
_OPTIONAL = frozenset({"each_instrument", "limit"})
_ASPECTS = frozenset(map(str, Aspect))


def _read_field(table: str, key: str, text: str) -> Any:
    if (table, key) == ("instruments", "evidence"):
        return _yes_or_no(text)
    if (table, key) == ("rules", "code"):
        return text_key(text)
    return _FIELDS.get(key, _text)(text)


@dataclass
class _Reader:
    """A reader of the tables of a workbook; it stores the place of each row and collects faults."""

    tables: Mapping[str, FoundTable]
    faults: list[Finding]
    incomplete: set[str]
    places: CellPlaces = field(default_factory=CellPlaces)

    def __post_init__(self) -> None:
        for key, table in self.tables.items():
            self.places.sheets[key] = table.sheet.name
            for column in TABLES[key].columns:
                if column.key in table.cols:
                    col = table.cols[column.key]
                    first = HeadedCell(table.sheet.name, table.header_row + 1, col, column.header)
                    self.places.first_cells[key, column.key] = first

    def rows(self, key: str) -> list[dict[str, Any]]:
        """Return the rows of a table that are not empty, with the values that the files would hold."""
        if key not in self.tables:
            return []
        table, rows = self.tables[key], []
        cols = {name: col for name, col in table.cols.items() if (key, name) not in HELP_COLUMNS}
        for number in range(table.header_row + 1, len(table.sheet.rows)):
            cells = {name: table.sheet.text_at(number, col) for name, col in cols.items()}
            if any(text.strip() for text in cells.values()):
                row = {name: _read_field(key, name, text) for name, text in cells.items()}
                rows.append({name: value for name, value in row.items() if value != "" or name not in _OPTIONAL})
                self.places.add(key, len(rows), number, cols, key)
        return rows

    def settings(self) -> dict[str, Any]:
        """Return all tables but questions and measures, as ``framework.toml`` would hold them."""
        settings: dict[str, Any] = {"confidence": {}, "sources": {}, "sources_en": {}}
        for key in ("instruments", "indicators", "subindicators", "levels", "notes", "rules"):
            settings[key] = self.rows(key)
        if "settings" in self.tables:
            self._single_values(settings, self.tables["settings"])
        self._parts(settings["instruments"])
        # A workbook without the sheet takes the meanings that ship with its year.
        settings["meanings"] = self.rows("meanings") if "meanings" in self.tables else meaning_rows(settings)
        return settings

    def resolve(
        self, settings: Mapping[str, Any], questions: list[dict[str, Any]], measures: list[dict[str, Any]]
    ) -> None:
        """Replace every reference by the code it refers to, in the spelling of that code."""
        codes = {
            key: {code_key(row.get("code", "")): row.get("code", "") for row in reversed(settings[key])}
            for key in ("instruments", "indicators", "subindicators")
        }
        for row in settings["meanings"]:
            key = code_key(row.get("subject", ""))
            row["subject"] = codes["instruments"].get(key) or codes["indicators"].get(key) or row.get("subject", "")
        every = [*settings["indicators"], *settings["subindicators"], *questions, *measures]
        for row in every:
            for key in ("instrument", "indicator", "subindicator"):
                if row.get(key):
                    row[key] = codes[f"{key}s"].get(code_key(row[key]), row[key])

    def _single_values(self, settings: dict[str, Any], table: FoundTable) -> None:
        sheet, cols = table.sheet, table.cols
        if "label" not in cols:
            return
        rows_by_label: dict[str, int] = {}
        for number in range(table.header_row + 1, len(sheet.rows)):
            rows_by_label.setdefault(text_key(sheet.text_at(number, cols["label"])), number)
        for index, (key, label) in enumerate(SETTING_ROWS.items(), 1):
            before = SETTING_LABELS_BEFORE.get(key, label)
            row = rows_by_label.get(text_key(label), rows_by_label.get(text_key(before)))
            if row is None:
                cell = a1(table.header_row + index, cols["label"])
                self.faults.append(make_finding(Code.DEFINITION_ROW_MISSING, sheet=sheet.name, cell=cell, value=label))
            elif key in _ASPECTS:
                self._confidence(settings, table, key, row)
            elif "value" in cols:
                settings[key] = _figure(sheet.text_at(row, cols["value"]))
                self.places.cells["settings", 0, key] = HeadedCell(sheet.name, row, cols["value"], label)

    def _confidence(self, settings: dict[str, Any], table: FoundTable, key: str, row: int) -> None:
        """Read a row with the confidence in one part of the definition, and its sources."""
        sheet, cols = table.sheet, table.cols
        if "value" in cols:
            settings["confidence"][key] = _word_reader(CONFIDENCE)(sheet.text_at(row, cols["value"]))
            self.places.cells["confidence", 0, key] = HeadedCell(sheet.name, row, cols["value"], SETTING_ROWS[key])
        if "source" in cols:
            settings["sources"][key] = _text(sheet.text_at(row, cols["source"]))
            header = TABLES["settings"].columns[2].header
            self.places.cells["sources", 0, key] = HeadedCell(sheet.name, row, cols["source"], header)
        if "source_en" in cols:
            settings["sources_en"][key] = _text(sheet.text_at(row, cols["source_en"]))

    def _parts(self, instruments: list[dict[str, Any]]) -> None:
        """Add the parts to their instruments, or report an instrument that is not there."""
        numbers = {code_key(row.get("code", "")): n for n, row in reversed(list(enumerate(instruments, 1)))}
        for number, row in enumerate(self.rows("parts"), 1):
            place = self.places.field_params("parts", number, "instrument")
            instrument = row.get("instrument", "")
            owner = numbers.get(code_key(instrument))
            if owner is None or not instrument:
                if self.places.has_field("parts", "instrument") and "instruments" not in self.incomplete:
                    self.faults.append(
                        make_fault(
                            Code.REFERENCE_UNKNOWN if instrument else Code.FIELD_MISSING, place, value=instrument
                        )
                    )
                continue
            parts = instruments[owner - 1].setdefault("parts", [])
            parts.append(row)
            table = self.tables["parts"]
            sheet_row = self.places.cells["parts", number, "instrument"].row
            self.places.add(f"instruments[{owner}].parts", len(parts), sheet_row, table.cols, "parts")

"""A definition in the cells of a workbook: its tables as the files hold them, with the cell of every row."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from ita_xlsx.catalogue.definition import Definition, build_definition
from ita_xlsx.catalogue.headers import FoundTable, TextSheet, find_tables, squash
from ita_xlsx.catalogue.places import CellPlaces, Spot
from ita_xlsx.errors import DefinitionError
from ita_xlsx.model.agency import code_key
from ita_xlsx.model.findings import Finding, make_finding
from ita_xlsx.model.layout.framework_layout import (
    ASPECTS,
    CONFIDENCE,
    KINDS,
    NO,
    SETTING_ROWS,
    TABLES,
    UNREAD,
    WORDING,
    YES,
)
from ita_xlsx.model.layout.grid import a1
from ita_xlsx.model.text.digits import arabic

_TRUE = frozenset(map(squash, (YES, "มี", "yes", "y", "true", "1")))
_FALSE = frozenset(map(squash, (NO, "ไม่มี", "ไม่", "no", "n", "false", "0", "-", "")))
# Spreadsheets write a carriage return of a cell like this.
_RETURN = "_x000D_"


def read_definition(sheets: Sequence[TextSheet]) -> Definition:
    """The framework and measures that a workbook defines.

    Raises DefinitionError: D517 when it is no definition at all, else D502 with every fault and its cell.
    """
    tables, faults, gone = find_tables(sheets)
    if not tables:
        raise DefinitionError("D517", findings=(make_finding("D517"),))
    reader = _Reader(tables, list(faults), set(gone))
    settings = reader.settings()
    questions, measures = reader.rows("questions"), reader.rows("measures")
    reader.resolve(settings, questions, measures)
    told = tuple(reader.faults)
    return build_definition(settings, list(questions), tuple(measures), reader.places, told, frozenset(reader.gone))


def _text(text: str) -> str:
    return " ".join(text.replace(_RETURN, "\n").split())


def _figure(text: str) -> str:
    return arabic(_text(text))


def _code(text: str) -> str:
    """A code with Arabic digits and without spaces or a closing dot."""
    return _figure(text).replace(" ", "").rstrip(".")


def _lines(text: str) -> str:
    lines = map(_text, text.replace(_RETURN, "\n").splitlines())
    return "\n".join(line for line in lines if line)


def _among(words: Mapping[str, str]) -> Callable[[str], str]:
    """The word a cell stands for, in Thai or as the files have it; what is neither is left as it is."""
    known = {squash(word): word for word in words} | {squash(said): word for word, said in words.items()}
    return lambda text: known.get(squash(text), _text(text))


def _yes_or_no(text: str) -> Any:
    said = squash(_figure(text))
    return said in _TRUE if said in _TRUE | _FALSE else _text(text)


_KIND = _among({kind.value: word for kind, word in KINDS.items()})


def _kinds(text: str) -> list[str]:
    return [_KIND(word) for word in re.split(r"[+,;/\n]", text) if word.strip()]


def _keywords(text: str) -> list[str]:
    return [_text(word) for word in re.split(r"[,;|\n]", text) if word.strip()]


_FIELDS: Mapping[str, Callable[[str], Any]] = MappingProxyType(
    {
        "code": _code, "id": _code, "indicator": _code, "subindicator": _code, "instrument": _code,
        "weight": _figure, "overall": _figure, "each_instrument": _figure, "limit": _figure,
        "subject": _figure, "steps": _lines, "of": _kinds, "keywords": _keywords, "wording": _among(WORDING),
    }
)  # fmt: skip
_OPTIONAL = frozenset({"each_instrument", "limit"})


def _read_field(table: str, key: str, text: str) -> Any:
    if (table, key) == ("instruments", "evidence"):
        return _yes_or_no(text)
    if (table, key) == ("rules", "code"):
        return squash(text)
    return _FIELDS.get(key, _text)(text)


@dataclass
class _Reader:
    """Reads the tables found, and notes where each row stands."""

    tables: Mapping[str, FoundTable]
    faults: list[Finding]
    gone: set[str]
    places: CellPlaces = field(default_factory=CellPlaces)

    def __post_init__(self) -> None:
        for key, table in self.tables.items():
            self.places.sheets[key] = table.sheet.name
            for column in TABLES[key].columns:
                if column.key in table.cols:
                    col = table.cols[column.key]
                    top = Spot(table.sheet.name, table.header_row + 1, col, column.header)
                    self.places.tops[key, column.key] = top

    def rows(self, key: str) -> list[dict[str, Any]]:
        """The rows of a table that hold anything, as the files would hold them."""
        if key not in self.tables:
            return []
        table, rows = self.tables[key], []
        cols = {name: col for name, col in table.cols.items() if (key, name) not in UNREAD}
        for number in range(table.header_row + 1, len(table.sheet.rows)):
            cells = {name: table.sheet.at(number, col) for name, col in cols.items()}
            if any(text.strip() for text in cells.values()):
                row = {name: _read_field(key, name, text) for name, text in cells.items()}
                rows.append({name: value for name, value in row.items() if value != "" or name not in _OPTIONAL})
                self.places.add(key, len(rows), number, cols, key)
        return rows

    def settings(self) -> dict[str, Any]:
        """Everything but questions and measures, as ``framework.toml`` would hold it."""
        settings: dict[str, Any] = {"confidence": {}, "sources": {}}
        for key in ("instruments", "indicators", "subindicators", "levels", "notes", "rules"):
            settings[key] = self.rows(key)
        if "settings" in self.tables:
            self._single_values(settings, self.tables["settings"])
        self._parts(settings["instruments"])
        return settings

    def resolve(
        self, settings: Mapping[str, Any], questions: list[dict[str, Any]], measures: list[dict[str, Any]]
    ) -> None:
        """Spell every reference as the code it means is spelled."""
        codes = {
            key: {code_key(row.get("code", "")): row.get("code", "") for row in reversed(settings[key])}
            for key in ("instruments", "indicators", "subindicators")
        }
        every = [*settings["indicators"], *settings["subindicators"], *questions, *measures]
        for row in every:
            for key in ("instrument", "indicator", "subindicator"):
                if row.get(key):
                    row[key] = codes[f"{key}s"].get(code_key(row[key]), row[key])

    def _single_values(self, settings: dict[str, Any], table: FoundTable) -> None:
        sheet, cols = table.sheet, table.cols
        if "label" not in cols:
            return
        found_rows: dict[str, int] = {}
        for number in range(table.header_row + 1, len(sheet.rows)):
            found_rows.setdefault(squash(sheet.at(number, cols["label"])), number)
        for index, (key, label) in enumerate(SETTING_ROWS.items(), 1):
            row = found_rows.get(squash(label))
            if row is None:
                cell = a1(table.header_row + index, cols["label"])
                self.faults.append(make_finding("D518", sheet=sheet.name, cell=cell, value=label))
                continue
            home = settings["confidence"] if key in ASPECTS else settings
            if "value" in cols:
                text = sheet.at(row, cols["value"])
                home[key] = _among(CONFIDENCE)(text) if key in ASPECTS else _figure(text)
                name = "confidence" if key in ASPECTS else "settings"
                self.places.spots[name, 0, key] = Spot(sheet.name, row, cols["value"], label)
            if key in ASPECTS and "source" in cols:
                settings["sources"][key] = _text(sheet.at(row, cols["source"]))
                header = TABLES["settings"].columns[2].header
                self.places.spots["sources", 0, key] = Spot(sheet.name, row, cols["source"], header)

    def _parts(self, instruments: list[dict[str, Any]]) -> None:
        """Put the parts under their instruments."""
        homes = {code_key(row.get("code", "")): n for n, row in reversed(list(enumerate(instruments, 1)))}
        for number, row in enumerate(self.rows("parts"), 1):
            about = self.places.of("parts", number, "instrument")
            wanted = row.get("instrument", "")
            home = homes.get(code_key(wanted))
            if home is None or not wanted:
                if self.places.knows("parts", "instrument") and "instruments" not in self.gone:
                    self.faults.append(make_finding("D506" if wanted else "D503", **{**about, "value": wanted}))
                continue
            inside = instruments[home - 1].setdefault("parts", [])
            inside.append(row)
            table = self.tables["parts"]
            stands = self.places.spots["parts", number, "instrument"].row
            self.places.add(f"instruments[{home}].parts", len(inside), stands, table.cols, "parts")

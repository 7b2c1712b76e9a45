"""Name the formats in which the tidy tables of a round can be exported.

The command line reads the names before anything is exported; what writes the formats is slow to import.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CSV, SQLITE = "csv", "sqlite"
# A key is the word that a user writes after --export-format; its value is the name on the screen.
FORMAT_NAMES: Mapping[str, str] = MappingProxyType({CSV: "CSV", SQLITE: "SQLite"})

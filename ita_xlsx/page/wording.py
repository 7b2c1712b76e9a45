"""Give the words of the screens in Thai and English; those of enums stand in ``model/labels.py``.

Reads the tables of the folder ``words`` once. A sentence says the finding and the number, not the name of the screen.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

LANGUAGES = ("th", "en")


@lru_cache(maxsize=1)
def all_words() -> Mapping[str, Mapping[str, str]]:
    """Return the texts of every key by language."""
    tables = (item for item in (resources.files(__package__) / "words").iterdir() if item.name.endswith(".csv"))
    texts = (table.read_text(encoding="utf-8") for table in tables)
    rows = (row for text in texts for row in csv.DictReader(text.splitlines()))
    return {row["key"]: {lang: row[lang] for lang in LANGUAGES} for row in rows}


def word(lang: str, key: str, **values: object) -> str:
    """Return the text of a key in a language, filled with values."""
    return all_words()[key][lang].format(**values)

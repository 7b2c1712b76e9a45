"""Load the data of reports that ships with the program: the meanings of a fiscal year, and the drafts of the texts.

Reads the disk; returns values.
"""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import Any

from ita_xlsx.model.report.meanings import CRITERIA, Meaning
from ita_xlsx.model.report.round_texts import RoundText, RoundTexts, TextKey

_DATA = files("workbook_templates")


@cache
def load_meanings(year: int) -> tuple[Meaning, ...]:
    """Return the meanings of the instruments and indicators of a fiscal year (Buddhist era); none for another year."""
    rows = csv.DictReader(io.StringIO((_DATA / "meanings.csv").read_text(encoding="utf-8"), newline=""))
    return tuple(
        Meaning(row["subject"], row["text"], row["confidence"])
        for row in rows
        if int(row["first_year"]) <= year <= int(row["last_year"])
    )


def meaning_rows(settings: Mapping[str, Any]) -> list[Mapping[str, str]]:
    """Return the rows of the meanings of a definition in files: its own, else those of its year that fit its codes.

    The sentence of the criteria comes first. What is no table is returned as it is, so that it is reported.
    """
    criteria = settings.get("criteria")
    first = [{"subject": CRITERIA, **criteria}] if isinstance(criteria, dict) else []
    if "meanings" in settings:
        rows = settings["meanings"]
        return [*first, *rows] if isinstance(rows, list) else rows
    year = str(settings.get("year", ""))
    tables = (settings.get("instruments", ()), settings.get("indicators", ()))
    codes = {str(row.get("code")) for rows in tables for row in rows if isinstance(row, dict)}
    shipped = load_meanings(int(year)) if year.isdecimal() else ()
    return [*first, *(asdict(item) for item in shipped if item.subject in codes)]


@cache
def load_text_drafts() -> RoundTexts:
    """Return the first drafts of the texts of a round; an empty one is for the officer to write."""
    drafts = tomllib.loads((_DATA / "texts.toml").read_text(encoding="utf-8"))
    return RoundTexts(tuple(RoundText(key, drafts[key].strip()) for key in TextKey))

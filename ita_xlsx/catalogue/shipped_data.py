"""Load the data that ships with the program: frameworks by year, sample roster, standard measures, published reports.

Also loads a framework from a folder with a definition. Reads the disk; returns values, or raises DefinitionError.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from ita_xlsx.catalogue.definition import build_framework
from ita_xlsx.catalogue.report_data import meaning_rows
from ita_xlsx.errors import DefinitionError
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.example import Example
from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.measures import StandardMeasure
from ita_xlsx.model.submission import Answer, Submission
from ita_xlsx.model.text.machine_reasons import reason_of
from ita_xlsx.model.text.toml_faults import find_toml_fault

_DATA = files("workbook_templates")
_FRAMEWORK = "framework.toml"
_QUESTIONS = "questions.csv"


# A later year is a mistake in typing.
_COMING_YEARS = 5


def list_years() -> tuple[int, ...]:
    """Return the fiscal years (Buddhist era) that have a framework in the package, oldest first."""
    folders = (entry for entry in _DATA.iterdir() if entry.name.isdigit())
    return tuple(sorted(int(entry.name) for entry in folders if (entry / _FRAMEWORK).is_file()))


@cache
def load_framework(year: int) -> Framework:
    """Return the framework of a fiscal year (Buddhist era).

    Raise DefinitionError if the package has no framework of this year, or with every fault of its definition.
    """
    years = list_years()
    if year not in years and max(years) < year <= max(years) + _COMING_YEARS:
        raise DefinitionError(Code.NEXT_FRAMEWORK_MISSING, name=str(year), last=str(max(years)))
    if year not in years:
        raise DefinitionError(Code.FRAMEWORK_UNKNOWN, name=str(year), known=", ".join(map(str, list_years())))
    return _read_folder(_DATA / str(year))


def find_framework(name: str) -> Framework:
    """Return the framework given with ``--framework``: a fiscal year, or a folder with a definition.

    Raise DefinitionError as ``load_framework`` does. Use ``read_definition`` for a definition in a workbook.
    """
    if re.fullmatch("[0-9]+", name.strip()):
        return load_framework(int(name))
    folder = Path(name)
    if not (folder / _FRAMEWORK).is_file():
        raise DefinitionError(Code.FRAMEWORK_UNKNOWN, name=name, known=", ".join(map(str, list_years())))
    return _read_folder(folder)


def load_offices(province: str) -> tuple[Agency, ...]:
    """Return the sample roster of a province: 31 offices, with the province in their names."""
    rows = csv.DictReader(io.StringIO((_DATA / "offices.csv").read_text(encoding="utf-8")))
    return tuple(Agency(row["code"], row["name"] + province, province) for row in rows)


@cache
def load_measures() -> tuple[StandardMeasure, ...]:
    """Return the standard measures of every indicator.

    In the file, the steps are the lines of one cell, and keywords are separated by ``|``.
    """
    rows = csv.DictReader(io.StringIO((_DATA / "measures.csv").read_text(encoding="utf-8"), newline=""))
    return tuple(
        StandardMeasure(
            id=row["id"],
            indicator=row["indicator"],
            measure=row["measure"],
            steps=tuple(row["steps"].split("\n")),
            responsible=row["responsible"],
            evidence=row["evidence"],
            follow_up=row["follow_up"],
            keywords=tuple(word for word in (row.get("keywords") or "").split("|") if word),
        )
        for row in rows
    )


def load_examples() -> tuple[Example, ...]:
    """Return the published reports that the demo uses, the latest year first."""
    entries = (entry for entry in (_DATA / "demo").iterdir() if entry.name.endswith(".toml"))
    examples = [_read_example(tomllib.loads(entry.read_text(encoding="utf-8"))) for entry in entries]
    return tuple(sorted(examples, key=lambda item: (-item.year, item.slug)))


def load_master(year: int) -> bytes:
    """Return the content of the blank form of a fiscal year that is committed with the package."""
    return (_DATA / str(year) / "blank.xlsx").read_bytes()


def _read_example(data: Mapping[str, Any]) -> Example:
    figures = {
        key: tuple(Answer(subject, Fraction(text)) for subject, text in data.get(key, {}).items())
        for key in ("answers", "given", "given_second", "given_previous")
    }
    submission = Submission(
        agency=Agency("", data["agency"], data["province"]),
        answers=figures["answers"],
        announced=figures["given"],
        announced_second=figures["given_second"],
        announced_previous=figures["given_previous"],
        announced_words=tuple(Answer(subject, raw=word) for subject, word in data.get("claims", {}).items()),
        notes=tuple(data.get("notes", {}).items()),
    )
    return Example(
        slug=data["slug"],
        year=data["year"],
        report=data["report"],
        remark=data["remark"],
        remark_en=data["remark_en"],
        submission=submission,
    )


def _unreadable(where: str, reasons: tuple[str, str]) -> DefinitionError:
    """Return the error (D511) for a file of a definition; ``reasons`` are (Thai, English)."""
    return DefinitionError(Code.DEFINITION_UNREADABLE, where=where, reason_th=reasons[0], reason_en=reasons[1])


def _read_folder(folder: Traversable | Path) -> Framework:
    try:
        text = (folder / _FRAMEWORK).read_text(encoding="utf-8")
        settings = tomllib.loads(text)
        questions = list(csv.DictReader(io.StringIO((folder / _QUESTIONS).read_text(encoding="utf-8-sig"))))
    except tomllib.TOMLDecodeError as error:
        fault = find_toml_fault(text, str(error))
        where = f"{folder.name}/{_FRAMEWORK}"
        line_th, line_en = (f"{word} {fault.line} «{fault.text}»" for word in ("บรรทัดที่", "line"))
        reasons = (f"{line_th} {fault.hint[0]}", f"{line_en}: {fault.hint[1]}")
        raise _unreadable(where, reasons) from error
    except (OSError, ValueError) as error:
        raise _unreadable(folder.name, reason_of(error)) from error
    return build_framework(settings | {"meanings": meaning_rows(settings)}, questions)

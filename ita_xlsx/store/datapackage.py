"""Describe the files and columns of an export as a Frictionless Data Package.

Takes the state of a round; returns the bytes of ``datapackage.json``. Works on values only.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeAlias

from ita_xlsx import __version__
from ita_xlsx.model.round_state import RoundState
from ita_xlsx.store.columns import DATABASE_ONLY, TIDY
from ita_xlsx.store.csv_files import DELIMITER, LINE_END, file_name
from ita_xlsx.store.database import FILE
from ita_xlsx.store.shapes import Column, TableShape, Type
from ita_xlsx.store.sql import EXACT

NAME = "datapackage.json"
# An entry of the description, as it is written.
Resource: TypeAlias = dict[str, Any]
# Our own key: the standard has none that says whether a file names persons.
PERSONAL = "personalData"
_WITHOUT_PERSONS = (
    "ไม่มีข้อมูลส่วนบุคคล: ไม่มีชื่อผู้ส่ง ผู้แจ้ง ผู้ตัดสินใจ และเหตุผล เบอร์โทรศัพท์และอีเมลในข้อความและชื่อไฟล์ถูกแทนด้วย ••• | "
    "no personal data: no senders, persons or reasons; telephone numbers and mail addresses in texts and names of "
    "files are replaced by •••. |"
)
_WITH_PERSONS = (
    "มีข้อมูลส่วนบุคคล (--with-contacts) ห้ามเผยแพร่ | with personal data (--with-contacts): not to be published. |"
)
_APOSTROPHE = (
    "ข้อความใน CSV ที่อาจถูกอ่านเป็นสูตรมีเครื่องหมาย ' นำหน้า | "
    "in the CSV files a text that could be taken for a formula begins with an apostrophe"
)
_DATABASE = (
    "ตารางเดียวกันในฐานข้อมูล SQLite ซึ่งเก็บปีอื่นไว้ด้วย | the same tables as a SQLite database, which keeps other years too; "
    f"beside each score, COLUMN{EXACT} holds it as numerator/denominator"
)


def datapackage_json(round_state: RoundState, created: date, resources: Iterable[Resource]) -> bytes:
    """Return ``datapackage.json`` for the export of a round, in UTF-8.

    ``created`` is the day of the export, ``resources`` are the entries of the files in the same folder. It says whether
    persons are named in any of them.
    """
    entries = list(resources)
    personal = any(item[PERSONAL] for item in entries)
    year = round_state.framework.year
    package = {
        "profile": "data-package",
        "name": f"ita-{year}",
        "title": " ".join(filter(None, ("ผลการประเมิน ITA", round_state.name, f"ปีงบประมาณ {year}"))),
        "description": f"{_WITH_PERSONS if personal else _WITHOUT_PERSONS} {_APOSTROPHE}",
        PERSONAL: personal,
        "version": __version__,
        "created": f"{created.isoformat()}T00:00:00Z",
        "resources": entries,
    }
    return f"{json.dumps(package, ensure_ascii=False, indent=2)}\n".encode()


def csv_resources(*, with_contacts: bool = False) -> tuple[Resource, ...]:
    """Return the entries of the CSV files, one for each table."""
    return tuple(_csv_resource(shape, with_contacts=with_contacts) for shape in TIDY)


def _csv_resource(shape: TableShape, *, with_contacts: bool) -> Resource:
    return {
        "profile": "tabular-data-resource",
        "name": shape.name,
        "path": file_name(shape),
        "title": shape.th,
        "description": shape.en,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        PERSONAL: with_contacts,
        "dialect": {
            "delimiter": DELIMITER,
            "lineTerminator": LINE_END,
            "quoteChar": '"',
            "doubleQuote": True,
            "skipInitialSpace": False,
            "header": True,
        },
        "schema": _schema(shape),
    }


def database_resources(years_with_persons: Sequence[int] = ()) -> tuple[Resource, ...]:
    """Return the entry of the database; ``years_with_persons`` are the years in it that name persons.

    ``tables`` is our own key: the standard has none for a database with several tables.
    """
    database: Resource = {
        "name": "database",
        "path": FILE,
        "title": "ฐานข้อมูล SQLite",
        "description": _DATABASE,
        "format": "sqlite",
        "mediatype": "application/vnd.sqlite3",
        PERSONAL: bool(years_with_persons),
        "yearsWithPersonalData": list(years_with_persons),
        "tables": [
            {"name": shape.name, "title": shape.th, "description": shape.en, "schema": _schema(shape, in_database=True)}
            for shape in (*DATABASE_ONLY, *TIDY)
        ],
    }
    return (database,)


def _schema(shape: TableShape, *, in_database: bool = False) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": list(_fields(shape, in_database=in_database)), "missingValues": [""]}
    if shape.key:
        schema["primaryKey"] = list(shape.key)
    if keys := list(_foreign_keys(shape, in_database=in_database)):
        schema["foreignKeys"] = keys
    return schema


def _fields(shape: TableShape, *, in_database: bool) -> Iterable[dict[str, Any]]:
    for column in shape.columns:
        yield _field(column)
        if in_database and column.type is Type.SCORE:
            yield {
                "name": f"{column.name}{EXACT}",
                "type": "string",
                "description": f"{column.th} เป็นเศษส่วน | {column.en}, as numerator/denominator",
            }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.words:
        constraints["enum"] = list(column.words)
    if column.type is Type.SCORE:
        constraints |= {"minimum": 0, "maximum": 100}
    kind = Type.NUMBER if column.type is Type.SCORE else column.type
    field: dict[str, Any] = {"name": column.name, "type": kind, "description": f"{column.th} | {column.en}"}
    return field | {"constraints": constraints} if constraints else field


def _foreign_keys(shape: TableShape, *, in_database: bool) -> Iterable[dict[str, Any]]:
    """Yield the foreign keys of a table.

    For CSV files a key with optional columns is left out, because validators would look for its empty part.
    """
    required = {column.name for column in shape.columns if column.required}
    files = {item.name for item in TIDY}
    for item in shape.references:
        if in_database or (item.table in files and required.issuperset(item.columns)):
            reference = {"resource": item.table, "fields": list(item.key)}
            yield {"fields": list(item.columns), "reference": reference}

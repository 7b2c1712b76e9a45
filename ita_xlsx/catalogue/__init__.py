"""The shelf of frameworks and other shipped data: list, load, and report every fault of a definition."""

from ita_xlsx.catalogue.definition import Definition, build_framework
from ita_xlsx.catalogue.headers import TextSheet
from ita_xlsx.catalogue.shelf import (
    find_framework,
    list_years,
    load_examples,
    load_framework,
    load_master,
    load_measures,
    load_offices,
)
from ita_xlsx.catalogue.workbook import read_definition

__all__ = [
    "Definition",
    "TextSheet",
    "build_framework",
    "find_framework",
    "list_years",
    "load_examples",
    "load_framework",
    "load_master",
    "load_measures",
    "load_offices",
    "read_definition",
]

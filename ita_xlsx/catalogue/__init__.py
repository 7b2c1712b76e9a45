"""Frameworks and other data that ship with the program, and definitions of frameworks that users bring.

Reads the data of the package and folders with a definition; returns values, or raises DefinitionError with all faults.
"""

from ita_xlsx.catalogue.definition import Definition, build_framework
from ita_xlsx.catalogue.definition_workbook import read_definition
from ita_xlsx.catalogue.locate_tables import TextSheet
from ita_xlsx.catalogue.report_data import load_meanings, load_text_drafts
from ita_xlsx.catalogue.shipped_data import (
    find_framework,
    list_years,
    load_examples,
    load_framework,
    load_master,
    load_measures,
    load_offices,
)

__all__ = [
    "Definition",
    "TextSheet",
    "build_framework",
    "find_framework",
    "list_years",
    "load_examples",
    "load_framework",
    "load_master",
    "load_meanings",
    "load_measures",
    "load_offices",
    "load_text_drafts",
    "read_definition",
]

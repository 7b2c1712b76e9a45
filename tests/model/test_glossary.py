"""Compare the glossary with the public classes of the model."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import ita_xlsx

MODEL = Path(ita_xlsx.__file__).parent / "model"
PAGE = Path(__file__).parents[2] / "docs" / "glossary.md"
HEADER = ["Thai term", "English term", "class", "one sentence"]


def public_classes() -> set[str]:
    """Return the names of all public classes at the top level of the modules of the model."""
    modules = [ast.parse(path.read_text(encoding="utf-8")) for path in MODEL.rglob("*.py")]
    classes = [node for module in modules for node in module.body if isinstance(node, ast.ClassDef)]
    return {node.name for node in classes if not node.name.startswith("_")}


def table_rows() -> list[list[str]]:
    """Return the cells of all table rows of the page, without headers and rules."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return [row for row in rows if row != HEADER and set("".join(row)) != {"-"}]


def glossary_classes() -> list[str]:
    """Return the class names in the third column, in order."""
    return [name for row in table_rows() for name in re.findall(r"`([^`]+)`", row[2])]


def test_every_public_class_of_the_model_is_in_the_glossary() -> None:
    assert public_classes() - set(glossary_classes()) == set()


def test_the_glossary_names_no_class_that_does_not_exist() -> None:
    in_text = re.findall(r"`([A-Z][A-Za-z]*)`", PAGE.read_text(encoding="utf-8"))
    assert {*in_text, *glossary_classes()} - public_classes() == set()


def test_every_class_and_every_english_term_has_one_row() -> None:
    names = Counter(glossary_classes()) + Counter(row[1] for row in table_rows())
    assert [name for name, count in names.items() if count > 1] == []


def test_every_row_is_complete() -> None:
    for row in table_rows():
        assert len(row) == len(HEADER), row
        assert all(row), row
        assert row[3].endswith("."), row

"""Check the floors of the package: who may import whom, and where each outside library is used."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import ita_xlsx

ROOT = Path(ita_xlsx.__file__).parent
FLOORS = {
    "__main__": 5, "cli": 4, "cycle": 3, "catalogue": 2, "intake": 2, "checks": 2, "scoring": 2,
    "diagnosis": 2, "links": 2, "store": 2, "output": 2, "report": 2, "office": 2,
    "feedback": 2, "model": 1, "errors": 1,
}  # fmt: skip
PURE = {"model", "checks", "scoring", "diagnosis", "errors"}
LIBRARIES = {
    "click": {"cli"}, "rich": {"cli"}, "xlsxwriter": {"output"}, "openpyxl": {"feedback"},
    "python_calamine": {"intake"}, "defusedxml": {"intake"}, "pebble": {"intake"},
    "httpcore": {"links"},
    "segno": {"output"}, "pypdf": {"office"},
}  # fmt: skip
FILES = sorted(ROOT.rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""


def room(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def room_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_keep_the_floors(path: Path) -> None:
    here = room_of(path)
    for module in imports(path):
        top = module.split(".")[0]
        if top == "ita_xlsx" and (there := room(module)):
            below = FLOORS[there] < FLOORS[here] or there == here or {there, here} == {"model", "errors"}
            assert below, f"{here} imports {module}"
        elif top not in sys.stdlib_module_names and top not in ("ita_xlsx", "__future__"):
            assert here in LIBRARIES[top], f"{here} imports {top}"
            assert here not in PURE


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 50, node.name


def test_no_drawer_for_everything() -> None:
    assert not {path.stem for path in FILES} & {"utils", "helpers", "common", "misc"}


def test_model_never_imports_errors() -> None:
    assert not [path for path in FILES if room_of(path) == "model" and "ita_xlsx.errors" in set(imports(path))]


def test_no_fiscal_year_in_package_code() -> None:
    """Years belong to the data; examples in docstrings and hints are no code."""
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, int):
                assert not 2560 <= node.value <= 2580, f"{path}: {node.value}"

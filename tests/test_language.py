"""Hold the language rule: how docstrings begin, and which names say nothing."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import ita_xlsx

ROOT = Path(ita_xlsx.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))
# A docstring states what a piece does; it asks no question.
OPENINGS = {
    "What",
    "Who",
    "Whom",
    "Whose",
    "Whether",
    "Where",
    "How",
    "Which",
    "Can",
    "Is",
    "Are",
    "Does",
    "When",
    "Why",
}
# These say how a value was come by, not what it is.
NAMES = {"told", "said", "shown", "known", "whole", "own", "named", "chosen"}
# Old names of pieces that have better ones: one word for one thing.
RETIRED = {
    "Desk", "boil", "Gathered", "Wishes", "Stray", "Member", "Reading", "Tracked", "Tracking", "Whole", "Pages",
    "Standing", "Counted", "LaidPlan", "Care", "Tiled", "parcel", "run_apart", "run_all_apart", "doubted",
}  # fmt: skip
Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Return every node of a file, the module first."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def module_of(path: Path) -> ast.Module:
    """Return the module of a file."""
    module = nodes(path)[0]
    assert isinstance(module, ast.Module)
    return module


def test_no_docstring_opens_with_a_question() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}: {text.splitlines()[0]}"
        for path in FILES
        for node in nodes(path)
        if isinstance(node, Documented) and (text := ast.get_docstring(node))
        if text.split()[0].strip(".,:?") in OPENINGS or text.splitlines()[0].endswith("?")
    ]
    assert not wrong, f"begin with a verb (CONTRIBUTING, The language): {wrong}"


def test_every_module_says_what_it_is_for() -> None:
    assert not [str(path.relative_to(ROOT)) for path in FILES if not ast.get_docstring(module_of(path))]


def test_no_value_has_a_name_that_says_nothing() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno} {name}"
        for path in FILES
        for node in nodes(path)
        if isinstance(node, ast.arg) or (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
        if (name := node.arg if isinstance(node, ast.arg) else node.id) in NAMES
    ]
    assert not wrong, f"name what the value is (docs/glossary.md): {wrong}"


def test_no_piece_has_a_retired_name() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in FILES
        for node in nodes(path)
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)) and node.name in RETIRED
    ]
    assert not wrong, f"docs/glossary.md has the name in use: {wrong}"

"""Gather the Thai texts that the program can show or write, each with the place where it stands."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import ita_xlsx
from ita_xlsx.cli.thai import texts as help_texts
from ita_xlsx.cli.words.commands import COMMANDS
from ita_xlsx.cli.words.refusals import REFUSALS
from ita_xlsx.cli.words.sentences import SENTENCES
from ita_xlsx.model.findings import CATALOGUE

ROOT = Path(ita_xlsx.__file__).parent
# Files with words for people. The words of other files are those that people type, and readers compare.
SHOWN = (
    "catalogue",
    "cli",
    "cycle/carry_over.py",
    "cycle/new_round.py",
    "diagnosis",
    "feedback",
    "intake/forms/agency_fields.py",
    "intake/roster.py",
    "intake/round_calendar.py",
    "intake/round_file.py",
    "model/labels.py",
    "model/layout",
    "model/marked_copy.py",
    "model/text/machine_reasons.py",
    "model/text/subject_words.py",
    "model/text/toml_faults.py",
    "office",
    "output",
)
# Tables of pairs are gathered by name; widths of letters and headers in other words are left out.
BY_NAME = (
    "model/layout/page.py",
    "model/layout/plan_layouts.py",
    "cli/words/",
    "cli/thai/texts.py",
    "cli/__init__.py",
    "cli/new.py",
)


def is_thai(text: str) -> bool:
    """Return True if a text has a Thai letter."""
    return any("\u0e01" <= char <= "\u0e5b" for char in text)


def thai_texts() -> Iterator[tuple[str, str]]:
    """Yield (place, text) of every Thai text; what is filled in later is ``{}``."""
    for message in CATALOGUE.values():
        yield f"{message.code} th", message.th
        yield f"{message.code} fix_th", message.fix_th
        if message.plural:
            yield f"{message.code} plural", message.plural.th
            yield f"{message.code} plural fix", message.plural.fix_th
    yield from ((f"cli/words/commands.py {name}", entry.th) for name, entry in COMMANDS.items())
    for sentences in (SENTENCES, REFUSALS):
        yield from ((f"cli/words {name}", pair[0]) for name, pair in sentences.items())
    for name, value in vars(help_texts).items():
        if isinstance(value, str) and is_thai(value):
            yield f"cli/thai/texts.py {name}", value
        elif isinstance(value, dict) and not name.startswith("__"):
            yield from ((f"cli/thai/texts.py {key}", text) for key, text in value.items())
    yield from _constants()


def _constants() -> Iterator[tuple[str, str]]:
    for path in sorted(ROOT.rglob("*.py")):
        file = path.relative_to(ROOT).as_posix()
        if file.startswith(SHOWN) and not file.startswith(BY_NAME):
            for node in texts_of(ast.parse(path.read_text(encoding="utf-8"))):
                if is_thai(text := text_of(node)):
                    yield f"{file}:{node.lineno}", text


def texts_of(tree: ast.AST) -> Iterator[ast.Constant | ast.JoinedStr]:
    """Yield the texts of a piece of source, but no docstring and no part of a longer text."""
    nodes = list(ast.walk(tree))
    parts = {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in parts | docstrings and text_of(node):
            yield node


def text_of(node: ast.expr) -> str:
    """Return a text of the source, with ``{}`` for each part that is filled in; empty for anything else."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(text_of(part) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return ""

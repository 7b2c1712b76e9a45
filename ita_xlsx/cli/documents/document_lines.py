"""Print which documents were written and what is left blank in them, as lines and as JSON.

Takes what the cycle wrote; prints to a console, or returns plain dicts.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from ita_xlsx.cli.options import Shared
from ita_xlsx.cli.screen import print_hanging
from ita_xlsx.cli.texts import screen_text
from ita_xlsx.cycle.documents.document_parts import MasterKind, document_path, write_master
from ita_xlsx.cycle.documents.written import WrittenDocument, blanks_by_name
from ita_xlsx.model.findings import visible

_MOST_NAMES = 12


def write_shipped_master(shared: Shared, kind: MasterKind, path: Path) -> None:
    """Write a shipped master, and print where it is; raise OutputError."""
    target = shared.target(document_path(path))
    write_master(kind, target)
    if not shared.quiet:
        click.echo(screen_text(shared.lang, "master_made", path=visible(str(target.path))))


def show_blanks(console: Console, documents: Sequence[WrittenDocument], lang: str) -> None:
    """Print how many blanks are marked in the documents, and what stands for each."""
    names = blanks_by_name(documents)
    if not names:
        console.print(screen_text(lang, "no_blanks"), style="dim")
        return
    parts = [f"{visible(name)} {count}" for name, count in names[:_MOST_NAMES]]
    parts += ["…"] if len(names) > _MOST_NAMES else []
    total = sum(count for _, count in names)
    print_hanging(console, "", screen_text(lang, "blanks", count=total, names=", ".join(parts)))


def document_entries(documents: Sequence[WrittenDocument]) -> dict[str, Any]:
    """Return the results of ``ita report`` and ``ita letters``."""
    return {
        "files": [
            {
                "file": str(item.path),
                "title": item.title,
                "agencies": list(item.agencies),
                "blanks": len(item.blanks),
            }
            for item in documents
        ],
        "blanks": sum(len(item.blanks) for item in documents),
    }

"""Hold what a screen asks for, and what it gets back.

Works on values only; paths are relative to the folder of the page's files, in which every call runs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from ita_xlsx.model.text.dates import parse_date


@dataclass(frozen=True)
class Request:
    """The values that a screen sends with a call; ``values`` are texts, and lists of paths.

    ``refused`` are files that cost a worker its life, and are not opened again.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    refused: frozenset[str] = frozenset()

    @property
    def lang(self) -> str:
        """Return the language of the screen, ``th`` or ``en``."""
        return "en" if self.values.get("language") == "en" else "th"

    @property
    def paths(self) -> tuple[Path, ...]:
        """Return the files that were chosen with this call; a text names one in each line."""
        paths = self.values.get("paths", ())
        return tuple(map(Path, paths.splitlines() if isinstance(paths, str) else paths))

    def text(self, name: str) -> str:
        """Return a value as text; empty if it was not sent."""
        return str(self.values.get(name) or "").strip()

    def on(self, folder: Path) -> Request:
        """Return the same request about another round."""
        return replace(self, values={**self.values, "folder": str(folder)})

    @property
    def issued(self) -> date:
        """Return the day that stands in what is made: the one that was typed, else today.

        Raise ValueError for a text that is no date.
        """
        typed = self.text("issued")
        return parse_date(typed) if typed else date.today()


@dataclass(frozen=True)
class Answer:
    """HTML to show, a title, and files that were made.

    ``save`` is the one file that the person is handed at once. Without ``html`` the screen stays as it is.
    """

    html: str | None = None
    title: str = ""
    files: tuple[Path, ...] = field(default=())
    save: Path | None = None


Call = Callable[[Request], Answer]

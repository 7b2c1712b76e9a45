"""Run the tasks of outside files in the page's worker, which is their limit of time and memory.

A browser has no child processes. The page ends a worker that gives no sign of life, and says which file it was reading.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from ita_xlsx.cycle.receive import reading_here
from ita_xlsx.page.wording import word


@contextmanager
def in_place(refused: frozenset[str], lang: str) -> Iterator[None]:
    """Run all tasks of this block here; tell the page each file before it is opened.

    A file of ``refused`` is told as one that takes more time or memory than is safe (F113).
    """

    def on_file(key: str, name: str) -> None:
        if key in refused:
            raise TimeoutError(key)
        report(key, 0, 0, word(lang, "reading", name=name))

    with reading_here(on_file):
        yield


def report(path: str, done: int, count: int, words: str) -> None:
    """Tell the page what is being done: the file it concerns, how many of how many are done, and words to show."""
    with suppress(ImportError):  # outside the browser there is nobody to tell
        importlib.import_module("page_host").report(
            json.dumps({"path": path, "done": done, "all": count, "words": words})
        )

"""Read the content of files that this program wrote, to see whether a person edited them.

Takes paths; returns digests of contents. Reads files, in child processes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ita_xlsx.errors import ItaError
from ita_xlsx.intake.contents.document_texts import read_document_texts
from ita_xlsx.intake.contents.workbook_texts import plain_text, read_workbook_texts
from ita_xlsx.intake.isolation.worker import jobs_for, run_all_isolated
from ita_xlsx.model.again.content import FileContent, Texts, content_of

_TEXTS = frozenset({".txt", ".csv", ".json", ".eml", ".md"})


def read_contents(paths: Sequence[Path]) -> Iterator[FileContent | None]:
    """Yield the content of each file; None for one that cannot be read."""
    # A child may have another current folder.
    tasks = [str(path.absolute()) for path in paths]
    yield from run_all_isolated(_read, tasks, jobs_for(len(tasks)), lambda task, error: None)


def _read(path: str) -> FileContent | None:
    """Return the content of one file, in the child process."""
    try:
        data = Path(path).read_bytes()
        return content_of_bytes(data, Path(path).suffix.lower())
    except (OSError, ItaError, UnicodeDecodeError):
        return None


def content_of_bytes(data: bytes, suffix: str) -> FileContent:
    """Return the content of a file by its suffix; raise UnreadableWorkbook or UnicodeDecodeError.

    Of a kind that nobody edits by hand, every byte counts.
    """
    if suffix == ".xlsx":
        return content_of(read_workbook_texts(data))
    if suffix == ".docx":
        return content_of({"": _lines(read_document_texts(data))}, lines=True)
    if suffix in _TEXTS:
        return content_of({"": _lines(map(plain_text, data.decode("utf-8-sig").splitlines()))}, lines=True)
    return content_of({"": {(0, 0): hashlib.sha256(data).hexdigest()}}, lines=True)


def _lines(texts: Iterable[str]) -> Texts:
    return {(row, 0): text for row, text in enumerate(texts)}

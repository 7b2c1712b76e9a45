"""Read the files that the settings of documents name, so that the next round has them beside its own settings.

Reads the disk.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from ita_xlsx.errors import input_errors
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.round_settings import RoundSettings


def read_document_files(old: Path, settings: RoundSettings) -> tuple[Mapping[str, bytes], tuple[Finding, ...]]:
    """Return the masters and the emblem of a round by their paths relative to its folder, and the findings.

    A file that is not there, or that lies outside the folder, is told (B113) and not carried over: the line in the
    settings stays. Raise InputError for a file that cannot be read.
    """
    files: dict[str, bytes] = {}
    findings = []
    for key, path in _named_files(settings):
        inside = path.resolve().is_relative_to(old.resolve())
        if not inside or not path.is_file():
            findings.append(make_finding(Code.DOCUMENT_FILE_NOT_CARRIED, file=str(path), name=path.name, key=key))
            continue
        with input_errors(path):
            files[path.resolve().relative_to(old.resolve()).as_posix()] = path.read_bytes()
    return files, tuple(findings)


def _named_files(settings: RoundSettings) -> Iterator[tuple[str, Path]]:
    """Yield the setting and the path of each file that is named."""
    files = (
        ("report.master", settings.report.master),
        ("letter.master", settings.letter.master),
        ("letter.emblem", settings.letter.emblem),
    )
    yield from ((key, Path(name)) for key, name in files if name)

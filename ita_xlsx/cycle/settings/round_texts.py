"""Load and write the texts of a round: ``texts.xlsx`` beside its settings, else the drafts that ship.

Reads the disk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ita_xlsx.catalogue import load_text_drafts
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.errors import input_errors
from ita_xlsx.intake.texts_file import read_texts
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.layout.texts_layout import slot_text
from ita_xlsx.model.report.round_texts import RoundTexts, Slot
from ita_xlsx.model.text.digits import arabic
from ita_xlsx.output.texts_workbook import write_texts

TEXTS_FILE = "texts.xlsx"
# Kinds of files in which people save a workbook, and which are not read.
_OTHER_KINDS = (".xlsm", ".xls", ".ods", ".csv")
_YEAR = re.compile(r"(?<![0-9])2[45][0-9]{2}(?![0-9])")


@dataclass(frozen=True)
class LoadedTexts:
    """The texts of a round with the findings about their file; ``path`` is None if the drafts are used."""

    texts: RoundTexts
    findings: tuple[Finding, ...] = ()
    path: Path | None = None


def load_texts(context: RunContext) -> LoadedTexts:
    """Return the texts beside the settings of the round; without such a file, the drafts. Raise InputError (B101)."""
    beside = context.round_file or context.roster_file
    path = beside.parent / TEXTS_FILE if beside else None
    if path is None:
        return LoadedTexts(load_text_drafts())
    unread = tuple(_unread(path))
    if not path.is_file():
        return LoadedTexts(load_text_drafts(), unread)
    with input_errors(path):
        data = path.read_bytes()
    texts, findings = read_texts(data, str(path), load_text_drafts(), context.framework, context.roster)
    return LoadedTexts(texts, (*findings, *unread), path)


def _unread(path: Path) -> Iterator[Finding]:
    """Yield B115 for each file of texts of a kind that is not read."""
    for other in (path.with_suffix(suffix) for suffix in _OTHER_KINDS):
        if other.is_file():
            yield make_finding(Code.TEXTS_FILE_UNUSED, file=str(other), name=other.name, expected=path.name)


def new_texts(framework: Framework, province: str, edition: Edition) -> bytes:
    """Return ``texts.xlsx`` of a new round, with the drafts."""
    return write_texts(load_text_drafts(), framework, province, edition)


def carried_texts(
    context: RunContext, framework: Framework, path: Path, edition: Edition
) -> tuple[bytes, tuple[Finding, ...]]:
    """Return ``texts.xlsx`` of the next round with the officer's texts; the remedies are those of a past result.

    The findings are those about the old file, and B107 for each text that names a year itself; they name its cell in
    the new file ``path``.
    """
    loaded = load_texts(context)
    data = write_texts(RoundTexts(loaded.texts.texts), framework, context.round.province, edition)
    if loaded.path is None:
        return data, ()
    texts, _ = read_texts(data, str(path), load_text_drafts())
    findings = list(loaded.findings)
    for item in texts.texts:
        years = ", ".join(dict.fromkeys(_YEAR.findall(arabic(item.text))))
        if years and item.place is not None:
            place = {"sheet": item.place.sheet, "cell": item.place.a1}
            slot = slot_text(Slot.YEAR)
            findings.append(make_finding(Code.TEXT_YEAR_TYPED, file=str(path), **place, value=years, expected=slot))
    return data, tuple(findings)

"""Write the letters of one kind of a round: one file an agency, or all of them in one file.

Reads the master, the emblem and the texts of the round; writes files.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.documents.choose_letters import (
    WITHOUT_RETURNS,
    ChosenLetters,
    LetterSources,
    choose_letters,
)
from ita_xlsx.cycle.documents.document_parts import DocumentParts
from ita_xlsx.cycle.documents.written import WrittenDocument
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.load_round import LoadedRound
from ita_xlsx.cycle.province_plan import plan_file_of
from ita_xlsx.intake.workbook.cells import clean_text
from ita_xlsx.model.document import Letters
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Finding
from ita_xlsx.output.names import safe_name, unique_names
from ita_xlsx.report.letters.letter_kinds import TITLES, LetterKind
from ita_xlsx.report.letters.letter_round import RoundLetter

__all__ = ["TITLES", "WITHOUT_RETURNS", "LetterKind", "LettersRun", "has_plan", "write_letters"]

_SUFFIX = ".docx"


@dataclass(frozen=True, kw_only=True)
class LettersRun:
    """The files that were written with the blanks in them, and all findings.

    ``usable`` is False if a path of the round does not exist; then nothing is written. ``count`` is the number of
    letters.
    """

    documents: tuple[WrittenDocument, ...] = ()
    findings: tuple[Finding, ...] = ()
    usable: bool = True
    count: int = 0


def has_plan(context: RunContext) -> bool:
    """Return True if the round names a plan of measures, or one was issued with its forms."""
    return bool(plan_file_of(context))


def write_letters(
    kind: LetterKind,
    context: RunContext,
    loaded: LoadedRound | None,
    parts: DocumentParts,
    folder: Target,
    edition: Edition,
    *,
    as_of: date,
    number: str = "",
    merged: bool = False,
) -> LettersRun:
    """Write the letters of a kind into a folder, and return what was written.

    ``loaded`` is the round with its returned forms, or None for a kind that needs none. ``number`` is the whole number
    of the letters; without it the prefix of the settings and a blank stand there. Nothing is written if one of
    the files exists already. Raise InputError for a plan that cannot be read, OutputError for a target.
    """
    if context.framework is None:
        raise ValueError("letters need a framework")
    if loaded is not None and loaded.path_missing:
        return LettersRun(findings=(*loaded.findings, *parts.findings), usable=False)
    sources = LetterSources(
        context=context,
        framework=context.framework,
        texts=parts.texts,
        issued=edition.issued,
        as_of=as_of,
        number=clean_text(number),
        loaded=loaded,
        emblem=parts.emblem,
    )
    selected = choose_letters(kind, sources)
    folder = folder.protect((*selected.inputs, *parts.inputs))
    documents = _write(selected, parts, folder, edition, merged=merged)
    return LettersRun(documents=documents, findings=(*selected.findings, *parts.findings), count=len(selected.letters))


def _write(
    selected: ChosenLetters, parts: DocumentParts, folder: Target, edition: Edition, *, merged: bool
) -> tuple[WrittenDocument, ...]:
    letters, title = selected.letters, TITLES[selected.kind]
    groups = [letters] if merged and letters else [(letter,) for letter in letters]
    names = unique_names(_name(title, group, merged=merged) for group in groups)
    targets = [folder.file(name) for name in names]
    for target in targets:
        target.check_free()
    written: list[WrittenDocument] = []
    for group, target in zip(groups, targets, strict=True):
        parts.put_letters(_file_of(group, title, edition), target)
        codes = tuple(letter.agency.code for letter in group if letter.agency)
        blanks = tuple(blank for letter in group for blank in letter.blanks)
        subject = group[0].subject if len(group) == 1 else ""
        written.append(WrittenDocument(target.path, title, codes, blanks, subject))
    return tuple(written)


def _name(title: str, group: Sequence[RoundLetter], *, merged: bool) -> str:
    """Return the name of a file: the code and name of the agency and the kind of the letter; the kind alone for all."""
    agency = group[0].agency
    whom = "" if merged or agency is None else f"{agency.code} {agency.name} "
    return safe_name(f"{title} {whom}".strip()) + _SUFFIX


def _file_of(group: Sequence[RoundLetter], title: str, edition: Edition) -> Letters:
    """Return the letters of one file; a file of one letter bears its subject and the name of its agency."""
    first = group[0]
    single = len(group) == 1
    return Letters(
        title=title,
        subject=first.subject,
        agency=first.agency.name if single and first.agency else "",
        issued=edition.issued,
        letters=tuple(letter.form for letter in group),
        digits=edition.digits,
    )

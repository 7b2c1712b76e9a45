"""Write the documents of the demo's round: the report of the province, and the letters of each kind in one file.

Writes files into the folder of the round.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.documents.document_parts import letter_parts, report_parts
from ita_xlsx.cycle.documents.round_letters import WITHOUT_RETURNS, LetterKind, write_letters
from ita_xlsx.cycle.documents.round_report import ReportRequest, write_round_report
from ita_xlsx.cycle.documents.written import WrittenDocument
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.load_round import LoadedRound
from ita_xlsx.model.edition import Edition

_REPORT, _LETTERS = "report.docx", "letters"


def make_demo_documents(
    folder: Target, loaded: LoadedRound, context: RunContext, edition: Edition, as_of: date
) -> tuple[tuple[WrittenDocument, ...], tuple[WrittenDocument, ...]]:
    """Write the report of the province, and the letters of the round; return both.

    Steps are held against the day ``as_of``, reminders against the day of issue.
    """
    official = replace(edition, digits="thai")
    framework = loaded.province.framework
    asked = ReportRequest(context=context, parts=report_parts(context), edition=official)
    run = write_round_report(loaded, framework, asked, folder.file(_REPORT))
    letters = tuple(_letters(folder.file(_LETTERS), loaded, context, official, as_of))
    return (run.document,) if run.document else (), letters


def _letters(
    folder: Target, loaded: LoadedRound, context: RunContext, edition: Edition, as_of: date
) -> Iterator[WrittenDocument]:
    parts = letter_parts(context)
    for kind in LetterKind:
        returns = None if kind in WITHOUT_RETURNS else loaded
        day = edition.issued if kind is LetterKind.REMIND else as_of
        yield from write_letters(kind, context, returns, parts, folder, edition, as_of=day, merged=True).documents

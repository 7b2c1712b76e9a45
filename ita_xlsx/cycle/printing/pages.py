"""Turn workbooks into one PDF with a bookmark for each, by LibreOffice.

Runs LibreOffice in a temporary folder; writes one file.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.printing.contents import PrintContents, PrintItem, lay_out
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.layout.page import HOUSE, PaperFont
from ita_xlsx.model.progress import OnProgress
from ita_xlsx.office import HOUSE_FONT, Part, check_pdf, find_program, join, make_pages, paper_font
from ita_xlsx.temporary import run_folder


@dataclass(frozen=True)
class Printed:
    """The numbers of printed workbooks and pages, and findings; with no pages no file was written."""

    findings: tuple[Finding, ...]
    workbooks: int = 0
    pages: int = 0


def check_print(target: Target) -> str:
    """Return the path of LibreOffice, before anything is read.

    Raise OutputError where LibreOffice is missing (C720), or the target exists and may not be overwritten.
    """
    target.check_free()
    return find_program()


def print_all(
    program: str, contents: PrintContents, target: Target, edition: Edition, progress: OnProgress | None = None
) -> Printed:
    """Write one PDF, whole or not at all; the inputs are copied, and never opened where they stand.

    Where LibreOffice has not our font, the tracking forms are made again for the font that it has. Raise OutputError
    where the PDF cannot be written.
    """
    with tempfile.TemporaryDirectory(prefix="print-", dir=run_folder(), ignore_cleanup_errors=True) as folder:
        parts, not_printed = _make_parts(program, contents.items, Path(folder), progress)
        font = _font_on_paper(contents.items, parts)
        if font != HOUSE:
            items = [lay_out(item, edition, font) for item in contents.items]
            parts, not_printed = _make_parts(program, items, Path(folder), progress)
        if not parts:
            return Printed((*contents.findings, *not_printed))
        joined = join(parts, contents.title, edition.issued)
    target.put(joined.data, check_pdf)
    findings = [*contents.findings, *not_printed]
    if not joined.in_house_font:
        findings.append(make_finding(Code.FONT_REPLACED, wanted=HOUSE_FONT, used=", ".join(joined.fonts) or "-"))
    return Printed(tuple(findings), len(parts), sum(joined.pages))


def _font_on_paper(items: Sequence[PrintItem], parts: Sequence[Part]) -> PaperFont:
    """Return the font in which LibreOffice printed a tracking form; our own if there is no form to look at."""
    forms = {item.name for item in items if item.form is not None}
    pdf = next((part.pdf for part in parts if part.name in forms), None)
    return paper_font(pdf) if pdf is not None else HOUSE


def _make_parts(
    program: str, items: Sequence[PrintItem], folder: Path, progress: OnProgress | None
) -> tuple[list[Part], list[Finding]]:
    """Return the PDF of each workbook with its bookmark, and a finding for each that LibreOffice did not print."""
    if not items:
        return [], []
    files = [folder / f"{number:04d}.xlsx" for number in range(1, len(items) + 1)]
    for file, item in zip(files, items, strict=True):
        file.write_bytes(item.data)
    made = make_pages(program, files, folder, progress)
    parts = [Part(item.name, pdf) for item, pdf in zip(items, made, strict=True) if pdf is not None]
    not_printed = [item for item, pdf in zip(items, made, strict=True) if pdf is None]
    return parts, [make_finding(Code.PRINTING_FAILED, file=item.file, what=f"«{item.name}»") for item in not_printed]

"""Print a round: every workbook into pages by LibreOffice, all pages into one PDF with a bookmark an agency."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.print_contents import Printable, Sheaf
from ita_xlsx.cycle.read_returns import StepStatus
from ita_xlsx.model.findings import Finding, make_finding
from ita_xlsx.office import HOUSE_FONT, Part, check_pdf, find_program, join, make_pages
from ita_xlsx.output.files import check_free, write_file


@dataclass(frozen=True)
class Printed:
    """How many workbooks were printed on how many pages, and what is to be told; nothing printed, no file made."""

    findings: tuple[Finding, ...]
    workbooks: int = 0
    pages: int = 0


def check_print(target: Path, context: RunContext, *, force: bool) -> str:
    """The program that makes the pages, before anything is read.

    Raises OutputError where LibreOffice is missing (C720), or the target exists and may not be overwritten.
    """
    check_free(target, force=force, inputs=context.inputs)
    return find_program()


def print_all(
    program: str, here: Printable, target: Path, issued: date, *, force: bool, progress: StepStatus | None = None
) -> Printed:
    """Write one PDF, whole or not at all; the inputs are copied, and never opened where they stand.

    Raises OutputError where the PDF cannot be written.
    """
    with tempfile.TemporaryDirectory(prefix="ita-", ignore_cleanup_errors=True) as folder:
        parts, unmade = _pages(program, here.sheaves, Path(folder), progress)
        if not parts:
            return Printed((*here.findings, *unmade))
        joined = join(parts, here.title, issued)
    write_file(target, joined.data, force=force, verify=check_pdf)
    told = [*here.findings, *unmade]
    if not joined.in_house_font:
        told.append(make_finding("C724", wanted=HOUSE_FONT, used=", ".join(joined.fonts) or "-"))
    return Printed(tuple(told), len(parts), sum(joined.pages))


def _pages(
    program: str, sheaves: Sequence[Sheaf], folder: Path, progress: StepStatus | None
) -> tuple[list[Part], list[Finding]]:
    """The pages of each workbook under the name of its bookmark; what LibreOffice does not print is told."""
    if not sheaves:
        return [], []
    files = [folder / f"{number:04d}.xlsx" for number in range(1, len(sheaves) + 1)]
    for file, sheaf in zip(files, sheaves, strict=True):
        file.write_bytes(sheaf.data)
    made = make_pages(program, files, folder, progress)
    parts = [Part(sheaf.name, pdf) for sheaf, pdf in zip(sheaves, made, strict=True) if pdf is not None]
    unmade = [sheaf for sheaf, pdf in zip(sheaves, made, strict=True) if pdf is None]
    return parts, [make_finding("C722", file=sheaf.file, what=f"«{sheaf.name}»") for sheaf in unmade]

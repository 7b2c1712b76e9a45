"""Show the frameworks on the shelf, check a workbook of another one, and hand one over as a workbook to edit."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.frameworks import check_definition, export_definition, shelf
from ita_xlsx.cycle.settings.load_context import find_definition
from ita_xlsx.errors import ItaError
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout.framework_layout import CONFIDENCE
from ita_xlsx.page.findings_view import groups_of
from ita_xlsx.page.request import Answer, Call, Request
from ita_xlsx.page.wording import word

# The chosen year is that of a workbook.
FROM_FILE = "file"
_MADE = Path("made")


def shelf_rows(lang: str) -> list[Mapping[str, object]]:
    """Return the frameworks that ship, the latest year first, each with what is known of its parts."""
    return [_row(framework, lang) for framework in shelf()]


def _row(framework: Framework, lang: str) -> Mapping[str, object]:
    return {
        "year": framework.year,
        "style": "warn" if framework.is_draft else "ok",
        "status": word(lang, f"tag_{framework.status}"),
        "parts": [(label_of(item.aspect, lang), _confidence(item.word, lang)) for item in framework.confidence],
        "questions": len(framework.questions),
        "answers": len(framework.answers),
    }


def _confidence(name: str, lang: str) -> str:
    return CONFIDENCE.get(name, name) if lang == "th" else name


def checked_view(file: str, lang: str) -> Mapping[str, object] | None:
    """Return what a check of a workbook found, by sheet and cell; None if no file was given."""
    if not file:
        return None
    checked = check_definition(file)
    return {
        "file": Path(file).name,
        "path": file,
        "framework": checked.definition.framework if checked.definition else None,
        "count": len(checked.findings),
        "groups": groups_of(checked.findings, None, lang),
    }


def chosen_framework(request: Request) -> str:
    """Return the year that was chosen, or the path of the chosen workbook; empty if nothing was chosen."""
    year = request.text("framework")
    return request.text("framework_file") if year == FROM_FILE else year


@contextmanager
def framework_inside(framework: str, folder: Path) -> Iterator[str]:
    """Put the workbook of a framework into the folder of a new round, and give its path there; a year stays a year.

    If the round is not made after all, the workbook is taken away again.
    """
    if framework.isdecimal():
        yield framework
        return
    year = find_definition(framework).framework.year
    inside = folder / f"framework-{year}.xlsx"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(framework, inside)
    try:
        yield str(inside)
    except ItaError:
        shutil.rmtree(folder)
        raise


def free_folder(name: str) -> Path:
    """Return a folder of this name that does not exist yet, with a number if need be."""
    folder, number = Path(name), 1
    while folder.exists():
        number += 1
        folder = Path(f"{name} ({number})")
    return folder


def export_framework(request: Request) -> Answer:
    """Make the workbook of a framework, to be edited into that of another year, and hand it over."""
    target = Target(path=_MADE / f"framework-{request.text('year')}.xlsx", force=True)
    return Answer(save=export_definition(request.text("year"), target, Edition(issued=request.issued)))


CALLS: Mapping[str, Call] = {"export_framework": export_framework}

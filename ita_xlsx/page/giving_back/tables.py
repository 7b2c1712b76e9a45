"""Import a table of all agencies: into the round, or as a past year into the database in its folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from ita_xlsx.cycle.again.earlier_paths import TABLES
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.frameworks import list_years
from ita_xlsx.cycle.importing.import_all import ImportedTable, import_all
from ita_xlsx.cycle.importing.past_year import DATABASE
from ita_xlsx.cycle.importing.table_forms import FOLDER
from ita_xlsx.cycle.settings.load_context import find_definition
from ita_xlsx.model.edition import Edition
from ita_xlsx.page.findings_view import groups_of
from ita_xlsx.page.in_place import report
from ita_xlsx.page.render import render
from ita_xlsx.page.request import Answer, Call, Request
from ita_xlsx.page.round_data import OpenRound, frame, inbox_of, open_round
from ita_xlsx.page.wording import word


def earlier_paths(folder: Path, earlier: Path) -> tuple[str, ...]:
    """Return what a round is compared with: the files that were dropped, and the database of its past years."""
    dropped = sorted(map(str, earlier.iterdir())) if earlier.is_dir() else []
    kept = [str(folder / TABLES)] if (folder / TABLES / DATABASE).is_file() else []
    return (*dropped, *kept)


def show(request: Request) -> Answer:
    """Return where a table of all agencies can be dropped."""
    return _answer(open_round(request), None)


def import_table(request: Request) -> Answer:
    """Read the table that was dropped, and write forms or a past year from it.

    A form that an agency sent is never written over.
    """
    opened = open_round(request)
    year = request.text("year")
    is_past = year.isdecimal() and int(year) != opened.framework.year
    context = replace(opened.context, framework=find_definition(year).framework) if is_past else opened.context
    force = bool(request.text("replace"))
    target = opened.folder / TABLES if is_past else inbox_of(opened.folder) / FOLDER
    asked = {"database" if is_past else "forms": Target(path=target, force=force)}

    def progress(done: int, count: int) -> None:
        report("", done, count, word(request.lang, "issuing", count=count))

    imported = import_all(request.paths[0], context, Edition(issued=request.issued), progress=progress, **asked)
    return _answer(open_round(request), imported)


def _view(imported: ImportedTable, lang: str) -> Mapping[str, object]:
    """Return what was read of a table, and what was written."""
    read, forms, added = imported.read, imported.forms, imported.added
    return {
        "file": Path(read.file).name,
        "year": read.framework.year,
        "count": len(read.rows),
        "agreement": word(lang, f"tables_{read.agreement}", **read.agreement_counts),
        "to_check": len(imported.to_check),
        "is_written": imported.has_output,
        "written": len(forms.written) if forms else 0,
        "unchanged": len(forms.unchanged) if forms else 0,
        "folder": forms.folder.as_posix() if forms else "",
        "database": added.path.as_posix() if added and added.path else "",
        "groups": groups_of(imported.findings, read.framework, lang),
    }


def _answer(opened: OpenRound, imported: ImportedTable | None) -> Answer:
    lang = opened.request.lang
    html = render(
        "round_tables.html",
        lang,
        **frame(opened, "forms"),
        year=opened.framework.year,
        years=[year for year in reversed(list_years()) if year < opened.framework.year],
        chosen_year=opened.request.text("year"),
        agencies=len(opened.province.members),
        table=_view(imported, lang) if imported else None,
        has_database=(opened.folder / TABLES / DATABASE).is_file(),
        database=f"{TABLES}/{DATABASE}",
    )
    return Answer(html, word(lang, "tables_head"))


CALLS: Mapping[str, Call] = {"round_tables": show, "import_all": import_table}

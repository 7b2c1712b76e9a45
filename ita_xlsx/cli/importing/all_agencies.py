"""Import a table of all agencies for ``ita import --all``: choose its targets, and print what was read and written.

Calls the cycle once; prints to standard output.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from ita_xlsx.cli.agencies import need_framework
from ita_xlsx.cli.exit_codes import CLEAN, COULD_NOT_RUN, FOUND_ERRORS
from ita_xlsx.cli.options import Shared
from ita_xlsx.cli.reporters import Outcome, Reporter
from ita_xlsx.cli.screen import print_command, show_findings
from ita_xlsx.cli.texts import screen_text
from ita_xlsx.cycle.context import RunContext, find_definition, load_context
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.importing.import_all import ImportedTable, import_all
from ita_xlsx.cycle.importing.table_forms import forms_folder
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.layout.subjects import announced_label


def import_all_agencies(
    shared: Shared, table: Path, output: Path | None, export: Path | None, reporter: Reporter, edition: Edition
) -> int:
    """Import a table of all agencies, report it, and return the exit code."""
    context = load_context(shared.round_file, shared.framework, shared.roster)
    need_framework(shared, context)
    if context.roster is None:
        raise click.UsageError(screen_text(shared.lang, "all_needs_roster"))
    folder = output or (None if export else _round_folder(shared, context))
    imported = import_all(table, context, edition, forms=_target(shared, folder), database=_target(shared, export))
    reporter.report(
        Outcome(
            command="import",
            findings=imported.findings,
            entries=lambda: _entry(imported),
            show=lambda console: _show(console, shared, imported),
        ),
        shared.lang,
    )
    if not imported.has_output and not (imported.forms and imported.forms.findings):
        return COULD_NOT_RUN
    return FOUND_ERRORS if imported.to_check else CLEAN


def _target(shared: Shared, path: Path | None) -> Target | None:
    return shared.target(path) if path else None


def _round_folder(shared: Shared, context: RunContext) -> Path:
    """Return the folder for the forms in the round; raise click.UsageError without one, or for another year."""
    folder = forms_folder(context)
    if folder is None:
        raise click.UsageError(screen_text(shared.lang, "all_needs_target"))
    round_year = find_definition(context.round.framework).framework.year if context.round.framework else None
    year = context.framework.year if context.framework else None
    if round_year != year:
        raise click.UsageError(screen_text(shared.lang, "all_of_other_year", year=year, round_year=round_year))
    return folder


def _entry(imported: ImportedTable) -> dict[str, Any] | None:
    """Return the results for JSON; None for a file that cannot be read."""
    read, forms, added = imported.read, imported.forms, imported.added
    if not read.readable:
        return None
    return {
        "agencies": len(read.rows),
        "figures": dict(read.counts),
        "disagreeing": [agency.code for agency in read.disagreeing],
        "forms": [str(path) for path in forms.written] if forms else [],
        "unchanged": [str(path) for path in forms.unchanged] if forms else [],
        "database": str(added.path) if added and added.path else None,
        "not_understood": len(imported.to_check),
    }


def _show(console: Console, shared: Shared, imported: ImportedTable) -> None:
    """Print how many agencies were read, which figures, the findings, and the files that were written."""
    read, lang = imported.read, shared.lang
    roster_count = len(read.rows)
    if read.rows and not shared.quiet:
        head = screen_text(lang, "all_understood", count=roster_count, file=read.file, year=read.framework.year)
        console.print(Text(head, style="bold"))
        texts = [f"{announced_label(read.framework, subject)} {count}" for subject, count in read.counts]
        console.print(Text(f"  {screen_text(lang, 'all_figures')}: {', '.join(texts)}"))
        key = "all_disagree" if read.disagreeing else "all_agree"
        console.print(Text(f"  {screen_text(lang, key, count=len(read.disagreeing))}"))
    findings = imported.to_check if shared.quiet else imported.findings
    if findings:
        if not shared.quiet:
            console.print(Text(screen_text(lang, "all_not", count=len(imported.to_check)), style="bold"))
        show_findings(console, findings, lang)
    if not shared.quiet:
        _show_written(console, lang, imported)


def _show_written(console: Console, lang: str, imported: ImportedTable) -> None:
    forms, added = imported.forms, imported.added
    if forms is not None:
        counts = {"written": len(forms.written), "unchanged": len(forms.unchanged), "folder": forms.folder}
        console.print(Text(screen_text(lang, "all_forms", **counts)))
        if forms.written:
            print_command(console, Text(screen_text(lang, "all_next")), "ita consolidate -o consolidated.xlsx")
    if added is not None and added.path is not None:
        console.print(Text(screen_text(lang, "all_year_added", year=imported.read.framework.year, path=added.path)))
        folder = added.path.parent
        head = Text(screen_text(lang, "all_next"))
        print_command(console, head, f"ita consolidate --previous {folder} -o consolidated.xlsx")

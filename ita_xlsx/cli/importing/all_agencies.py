"""Import a table of all agencies for ``ita import --all``: choose its targets, and print what was read and written.

Calls the cycle once; prints to standard output.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from ita_xlsx.cli.agencies import need_framework
from ita_xlsx.cli.exit_codes import CLEAN, COULD_NOT_RUN, FOUND_ERRORS
from ita_xlsx.cli.options import Shared
from ita_xlsx.cli.reporters import Outcome, Reporter
from ita_xlsx.cli.screen import print_command, print_hanging, show_findings
from ita_xlsx.cli.texts import screen_text
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.importing.import_all import ImportedTable, import_all
from ita_xlsx.cycle.importing.read_table import ReadTable
from ita_xlsx.cycle.importing.table_forms import forms_folder
from ita_xlsx.cycle.settings.load_context import find_definition, load_context
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.layout.subjects import announced_label
from ita_xlsx.model.text.command_lines import quoted
from ita_xlsx.model.text.subject_words import INDICATOR


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
    read, lang, to_check = imported.read, shared.lang, len(imported.to_check)
    if read.rows and not shared.quiet:
        head = screen_text(lang, "all_understood", count=len(read.rows), file=read.file, year=read.framework.year)
        console.print(Text(head, style="bold"))
        for count, labels in _figure_lines(read):
            print_hanging(console, f"  {screen_text(lang, 'all_figures', count=count)}: ", labels)
        print_hanging(console, "  ", screen_text(lang, f"all_{read.agreement}", **read.agreement_counts))
    findings = imported.to_check if shared.quiet else imported.findings
    if findings:
        if not shared.quiet:
            head = screen_text(lang, "all_not" if to_check else "all_notes", count=to_check)
            console.print(Text(head, style="bold"))
        show_findings(console, findings, lang)
    if not shared.quiet:
        _show_written(console, shared, imported)


def _figure_lines(read: ReadTable) -> Iterator[tuple[int, str]]:
    """Yield the labels of the figures that so many agencies have, most agencies first; indicators as one range."""
    given: dict[int, list[str]] = {}
    for subject, count in read.counts:
        given.setdefault(count, []).append(subject)
    for count, subjects in sorted(given.items(), reverse=True):
        numbers = sorted(int(subject) for subject in subjects if subject.isdecimal())
        others = [announced_label(read.framework, subject) for subject in subjects if not subject.isdecimal()]
        if len(numbers) > 1:
            is_range = numbers[-1] - numbers[0] == len(numbers) - 1
            listed = f"{numbers[0]}-{numbers[-1]}" if is_range else ", ".join(map(str, numbers))
            others.append(f"{INDICATOR}{listed}")
        elif numbers:
            others.append(announced_label(read.framework, str(numbers[0])))
        yield count, ", ".join(others)


def _show_written(console: Console, shared: Shared, imported: ImportedTable) -> None:
    """Print what was written, and the command that goes on from there."""
    forms, added, lang = imported.forms, imported.added, shared.lang
    of_round = f" --round {quoted(shared.round_file)}" if shared.round_file else ""
    head = f"{screen_text(lang, 'all_next')} "
    if forms is not None:
        counts = {"written": len(forms.written), "unchanged": len(forms.unchanged), "folder": forms.folder}
        console.print(Text(screen_text(lang, "all_forms", **counts)))
        if forms.written:
            print_command(console, head, f"ita consolidate{of_round} -o consolidated.xlsx")
    if added is not None and added.path is not None:
        console.print(Text(screen_text(lang, "all_year_added", year=imported.read.framework.year, path=added.path)))
        folder = quoted(str(added.path.parent))
        print_command(console, head, f"ita consolidate{of_round} --previous {folder} -o consolidated.xlsx")

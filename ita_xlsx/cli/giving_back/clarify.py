"""Run ``ita clarify``: write the kits with which agencies clarify items of the open-data check below full marks.

Calls the cycle; prints what was written.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from ita_xlsx.cli.agencies import need_paths
from ita_xlsx.cli.exit_codes import exit_code
from ita_xlsx.cli.options import (
    Shared,
    issued_option,
    paths_argument,
    reason_to_use,
    shared_options,
    strict_option,
    use_options,
)
from ita_xlsx.cli.progress_bar import reading_progress
from ita_xlsx.cli.reporters import Outcome, Reporter, format_option
from ita_xlsx.cli.screen import print_hanging, show_findings
from ita_xlsx.cli.texts import screen_text
from ita_xlsx.cycle.giving_back.clarify import KitsRun, write_kits
from ita_xlsx.cycle.giving_back.collect_items import CollectOptions, collect_items
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.model.findings import visible


@click.command()
@paths_argument
@click.option("-o", "--output", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
              help="The folder for the kits.")  # fmt: skip
@use_options
@format_option
@strict_option
@issued_option
@shared_options
def clarify(
    shared: Shared,
    paths: tuple[str, ...],
    output: Path,
    use: tuple[str, ...],
    why: str | None,
    reporter: Reporter,
    strict: bool,
    issued: date,
) -> int:
    """Write a workbook for each agency with items of the open-data check below 100, to explain them to the commission.

    A kit in which somebody typed is never overwritten: the new one is written beside it, with what was typed.
    """
    context = load_context(shared.round_file, shared.framework, shared.roster)
    found, reason = need_paths(shared, context, paths), reason_to_use(shared, use, why, issued)
    with reading_progress(shared.lang, quiet=shared.quiet) as progress:
        options = CollectOptions(use=use, reason=reason, progress=progress)
        collected = collect_items(found, context, options)
    made = (
        write_kits(collected, context, shared.target(output), shared.edition(issued)) if collected.usable else KitsRun()
    )
    findings = (*collected.findings, *made.findings)

    def show(console: Console) -> None:
        show_findings(console, findings, shared.lang, with_file=True)
        if not shared.quiet and collected.usable:
            _show(console, made, output, shared.lang)
            if collected.without_form:
                click.echo(screen_text(shared.lang, "without_form", count=collected.without_form))

    outcome = Outcome(command="clarify", findings=findings, entries=lambda: kit_entries(made), show=show)
    reporter.report(outcome, shared.lang)
    return exit_code(findings, usable=collected.usable, strict=strict)


def kit_entries(made: KitsRun) -> list[dict[str, Any]]:
    """Return the results of ``ita clarify``."""
    return [
        {
            "file": str(kit.path),
            "agency": kit.agency,
            "items": list(kit.codes),
            "carried": kit.carried,
            "written": kit.is_new,
        }
        for kit in made.kits
    ]


def _show(console: Console, made: KitsRun, folder: Path, lang: str) -> None:
    """Print each kit with its items, and how many kits were written."""
    for kit in made.kits:
        key = "kit_line" if kit.is_new else "kit_kept"
        words = {"agency": visible(kit.agency), "codes": ", ".join(kit.codes), "file": visible(kit.path.name)}
        print_hanging(console, "", screen_text(lang, key, **words))
    written = sum(kit.is_new for kit in made.kits)
    print_hanging(console, "", screen_text(lang, "kits_made", count=written, folder=visible(str(folder))))

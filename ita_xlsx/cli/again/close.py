"""Run ``ita close``: freeze the figures of a round, open it again, or take the data of persons out of its folder.

Calls the cycle; prints to standard output.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from ita_xlsx.cli.again.inside_round import inside_round
from ita_xlsx.cli.agencies import need_framework
from ita_xlsx.cli.exit_codes import exit_code
from ita_xlsx.cli.json.again_entries import close_entries
from ita_xlsx.cli.options import Shared, issued_option, latest_day, shared_options, strict_option
from ita_xlsx.cli.progress_bar import reading_progress
from ita_xlsx.cli.reporters import Outcome, Reporter, format_option
from ita_xlsx.cli.screen import print_hanging, show_findings
from ita_xlsx.cli.texts import screen_text
from ita_xlsx.cycle.again.close_folder import close_folder
from ita_xlsx.cycle.again.close_round import CloseRun, close_round, reopen_round
from ita_xlsx.cycle.again.request import RefreshRequest
from ita_xlsx.cycle.arrivals.round_paths import arrival_folders
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.load_round import LoadedRound, load_round
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.model.findings import visible
from ita_xlsx.model.framework import Framework


@click.command()
@click.option("--anyway", is_flag=True, help="Close the round though something in it is open.")
@click.option("--remove-persons", is_flag=True, help="Take senders, telephones and who said what out of the folder.")
@click.option("--reopen", is_flag=True, help="Take the closing out of force; its files are kept.")
@format_option
@strict_option
@issued_option
@shared_options
def close(
    shared: Shared, anyway: bool, remove_persons: bool, reopen: bool, reporter: Reporter, strict: bool, issued: date
) -> int:
    """Freeze the figures of the round with their digests; from then on every command tells what differs from them.

    With something open nothing is closed, unless --anyway. An earlier closing is kept by its day.
    """
    if reopen and (anyway or remove_persons):
        raise click.UsageError(screen_text(shared.lang, "reopen_alone"))
    context = load_context(shared.round_file, shared.framework, shared.roster)
    if context.round_file is None:
        raise click.UsageError(screen_text(shared.lang, "refresh_needs_round"))
    framework = need_framework(shared, context)
    with inside_round(shared, context.round_file) as inside:
        run, usable = _run(inside.shared, framework, issued, anyway=anyway, persons=remove_persons, reopen=reopen)
        run = replace(run, written=tuple(map(inside.path, run.written)), findings=inside.findings(run.findings))

    def show(console: Console) -> None:
        if not shared.quiet:
            show_closing(console, run, shared.lang, reopened=reopen)
        show_findings(console, run.findings, shared.lang, with_file=False)

    outcome = Outcome(command="close", findings=run.findings, entries=lambda: close_entries(run.closing), show=show)
    reporter.report(outcome, shared.lang)
    return exit_code(run.findings, usable=usable, strict=strict)


def _run(
    shared: Shared, framework: Framework, issued: date, *, anyway: bool, persons: bool, reopen: bool
) -> tuple[CloseRun, bool]:
    """Close or reopen the round in the current folder; return what was done, and False if its path is missing."""
    folder = Path()

    def load() -> tuple[LoadedRound, RunContext]:
        fresh = load_context(shared.round_file, shared.framework, shared.roster)
        with reading_progress(shared.lang, quiet=shared.quiet) as progress:
            loaded = load_round(arrival_folders(folder), fresh, progress=progress, today=latest_day(issued))
        return loaded, fresh

    if reopen:
        return reopen_round(folder), True
    loaded, context = load()
    if loaded.path_missing:
        return CloseRun(findings=loaded.findings), False
    run = close_round(loaded, context, folder, issued, anyway=anyway)
    if persons and run.closing is not None:
        request = RefreshRequest(
            loaded=loaded, context=context, framework=framework, folder=folder, edition=shared.edition(issued),
            as_of=issued,
        )  # fmt: skip
        run = replace(run, findings=(*run.findings, *close_folder(request, load)))
    return run, True


def show_closing(console: Console, run: CloseRun, lang: str, *, reopened: bool) -> None:
    """Print where the closing is kept, what was open, and the names of an earlier closing."""
    if run.closing is not None:
        count, path = len(run.closing.snapshot.agencies), visible(str(run.written[0]))
        print_hanging(console, "", screen_text(lang, "round_closed", count=count, path=path))
        if codes := run.closing.open_codes:
            words = screen_text(lang, "closed_open", count=len(codes), codes=", ".join(codes))
            print_hanging(console, "", Text(words, style="yellow"))
    if reopened:
        console.print(screen_text(lang, "round_reopened" if run.earlier else "round_not_closed"))
    for kept in run.earlier:
        console.print(Text(screen_text(lang, "earlier_closing", name=visible(kept.name)), style="dim"))

"""Run ``ita refresh``: make every output of a round again, and say what changed since the last time.

Calls the cycle; prints to standard output.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from ita_xlsx.cli.again.change_lines import show_changes
from ita_xlsx.cli.again.inside_round import inside_round
from ita_xlsx.cli.agencies import need_framework
from ita_xlsx.cli.exit_codes import exit_code
from ita_xlsx.cli.json.again_entries import refresh_entries
from ita_xlsx.cli.options import Shared, issued_option, latest_day, read_deadline, shared_options, strict_option
from ita_xlsx.cli.progress_bar import reading_progress
from ita_xlsx.cli.reporters import Outcome as Report
from ita_xlsx.cli.reporters import Reporter, format_option
from ita_xlsx.cli.screen import show_findings
from ita_xlsx.cli.texts import screen_text
from ita_xlsx.cycle.again.refresh_round import refresh_round
from ita_xlsx.cycle.again.request import RefreshRequest
from ita_xlsx.cycle.arrivals.round_paths import arrival_folders
from ita_xlsx.cycle.load_round import load_round, record_open_questions
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.model.again.run_record import Outcome, RefreshReport
from ita_xlsx.model.findings import Finding, Severity, visible
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.labels import label_of

_COUNTED = (Outcome.MADE, Outcome.REPLACED, Outcome.UNCHANGED, Outcome.KEPT, Outcome.REMOVED, Outcome.FAILED)


@click.command()
@click.option("--letters", is_flag=True, help="Make the letters too.")
@click.option("--replace-edited", is_flag=True, help="Keep edited outputs under another name, and replace them.")
@click.option(
    "--as-of", callback=read_deadline, metavar="DATE", help="The day periods are held against (else the date of issue)."
)
@format_option
@strict_option
@issued_option
@shared_options
def refresh(
    shared: Shared,
    letters: bool,
    replace_edited: bool,
    as_of: date | None,
    reporter: Reporter,
    strict: bool,
    issued: date,
) -> int:
    """Make every output of the round again in its folder out, and say who arrived and which figures moved.

    An output that a person edited is never overwritten: the new one stands beside it.
    """
    context = load_context(shared.round_file, shared.framework, shared.roster)
    if context.round_file is None:
        raise click.UsageError(screen_text(shared.lang, "refresh_needs_round"))
    framework = need_framework(shared, context)
    with inside_round(shared, context.round_file) as inside:
        context, folder = load_context(inside.shared.round_file, inside.shared.framework, inside.shared.roster), Path()
        with reading_progress(shared.lang, quiet=shared.quiet) as progress:
            loaded = load_round(arrival_folders(folder), context, progress=progress, today=latest_day(issued))
        request = RefreshRequest(
            loaded=loaded, context=context, framework=framework, folder=folder, edition=shared.edition(issued),
            as_of=as_of or issued, letters=letters, replace_edited=replace_edited,
        )  # fmt: skip
        report, findings = _run(request)
        findings = inside.findings(findings)

    def show(console: Console) -> None:
        if not shared.quiet and not loaded.path_missing:
            show_refresh(console, report, framework, shared.lang)
            _show_state(console, [item.severity for item in loaded.findings], shared.lang)
        show_findings(console, findings, shared.lang, with_file=False)
        if not shared.quiet and not loaded.path_missing:
            click.echo(screen_text(shared.lang, "outputs_in", folder=visible(str(inside.path(request.outputs)))))

    reporter.report(
        Report(command="refresh", findings=findings, entries=lambda: refresh_entries(report), show=show), shared.lang
    )
    return exit_code(findings, usable=not loaded.path_missing, strict=strict)


def _run(request: RefreshRequest) -> tuple[RefreshReport, tuple[Finding, ...]]:
    """Make the outputs, and write open questions into the decisions; nothing for a round whose path is missing."""
    if request.loaded.path_missing:
        return RefreshReport(), request.loaded.findings
    run = refresh_round(request)
    questions = record_open_questions(request.loaded, request.context, request.edition)
    return run.report, (*request.loaded.of_closing, *run.findings, *questions)


def show_refresh(console: Console, report: RefreshReport, framework: Framework, lang: str) -> None:
    """Print what changed since the last run, and how many outputs were made, replaced, kept and so on."""
    if report.changes is None:
        console.print(Text(screen_text(lang, "first_refresh")))
    else:
        show_changes(console, report.changes, framework, lang)
    counts = [(outcome, len(report.names(outcome))) for outcome in _COUNTED]
    words = "  ".join(f"{label_of(outcome, lang)} {count}" for outcome, count in counts if count)
    console.print(Text(f"{screen_text(lang, 'outputs')}: {words}"))


def _show_state(console: Console, severities: list[Severity], lang: str) -> None:
    errors, warnings = (severities.count(severity) for severity in (Severity.ERROR, Severity.WARNING))
    if errors or warnings:
        console.print(Text(screen_text(lang, "round_findings", errors=errors, warnings=warnings), style="dim"))

"""``ita check``: what is wrong in returned forms, cell by cell, and a marked copy for each agency."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
from rich.console import Console

from ita_xlsx.cli.as_json import check_entry, document
from ita_xlsx.cli.options import Shared, format_option, issued_option, shared_options, strict_option
from ita_xlsx.cli.outcome import CLEAN, exit_code
from ita_xlsx.cli.screen import open_console, show_findings, show_returned
from ita_xlsx.cli.texts import say
from ita_xlsx.cycle.desk import Desk, set_desk
from ita_xlsx.cycle.receive import Returned, receive
from ita_xlsx.errors import OutputError
from ita_xlsx.model.findings import Finding, Severity, Status, found, visible


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option(
    "--feedback",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write a marked copy of each faulty workbook, and a covering text, into DIR.",
)
@issued_option
@format_option
@strict_option
@shared_options
def check(shared: Shared, paths: tuple[str, ...], feedback: Path | None, issued: date, form: str, strict: bool) -> int:
    """Check returned forms: PATH is a file, a folder, a .zip of workbooks, or a glob."""
    desk = set_desk(shared.round_file, shared.framework, shared.roster)
    console = open_console(quiet=form == "json")
    files: list[Returned] = []
    findings: list[Finding] = []
    for item in receive(paths, desk):
        if isinstance(item, Finding):
            findings.append(item)
            if not shared.quiet or item.severity is not Severity.INFO:
                show_findings(console, [item], shared.lang)
            continue
        files.append(item)
        findings.extend(item.findings)
        wrong = exit_code(item.findings, usable=item.usable, strict=strict) != CLEAN
        if not shared.quiet or wrong:
            show_returned(console, item, shared.lang)
    if feedback is not None:
        findings.extend(_write_feedback(console, files, desk, feedback, issued, shared))
    if form == "json":
        click.echo(document("check", findings, [check_entry(item) for item in files], shared.lang))
    elif not shared.quiet:
        rejected = sum(item.status is Status.REJECTED for item in files)
        click.echo(say(shared.lang, "checked", files=len(files), accepted=len(files) - rejected, rejected=rejected))
    return exit_code(findings, usable=any(item.usable for item in files), strict=strict)


def _write_feedback(
    console: Console, files: list[Returned], desk: Desk, folder: Path, issued: date, shared: Shared
) -> list[Finding]:
    """Write and name the copies; what could not be made is told, and a text is there all the same."""
    from ita_xlsx.cycle.feedback import feedback_names, give_feedback, needs_feedback

    findings: list[Finding] = []
    inputs = [item.source.path for item in files if item.source is not None]
    for item, name in zip(files, feedback_names(files), strict=True):
        if not needs_feedback(item):
            if (folder / f"{name}.xlsx").exists():
                findings.append(found("C710", file=item.file, name=str(folder / f"{name}.xlsx")))
            continue
        try:
            made = give_feedback(item, desk, folder, name, issued, force=shared.force, inputs=inputs)
        except OutputError as error:
            # One that cannot be written keeps none of the others waiting.
            findings.append(found(error.code, file=item.file, **error.params))
            continue
        findings.extend(made.findings)
        if not shared.quiet:
            console.print(visible(str(made.copy or made.text)), soft_wrap=True)
    show_findings(console, findings, shared.lang)
    return findings

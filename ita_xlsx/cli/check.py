"""``ita check``: what is wrong in returned forms, cell by cell."""

from __future__ import annotations

import click

from ita_xlsx.cli.as_json import check_entry, document
from ita_xlsx.cli.options import Shared, format_option, shared_options, strict_option
from ita_xlsx.cli.outcome import CLEAN, exit_code
from ita_xlsx.cli.screen import open_console, show_findings, show_returned
from ita_xlsx.cli.texts import say
from ita_xlsx.cycle.desk import set_desk
from ita_xlsx.cycle.receive import Returned, receive
from ita_xlsx.model.findings import Finding, Severity, Status


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@format_option
@strict_option
@shared_options
def check(shared: Shared, paths: tuple[str, ...], form: str, strict: bool) -> int:
    """Check returned forms: PATH is a file, a folder, a .zip of workbooks, or a glob."""
    desk = set_desk(shared.round_file, shared.framework, shared.roster)
    console = open_console(quiet=form == "json")
    files: list[Returned] = []
    passed_over: list[Finding] = []
    for item in receive(paths, desk):
        if isinstance(item, Finding):
            passed_over.append(item)
            if not shared.quiet or item.severity is not Severity.INFO:
                show_findings(console, [item], shared.lang)
        else:
            files.append(item)
            wrong = exit_code(item.findings, usable=item.usable, strict=strict) != CLEAN
            if not shared.quiet or wrong:
                show_returned(console, item, shared.lang)
    findings = [*passed_over, *(finding for item in files for finding in item.findings)]
    if form == "json":
        click.echo(document("check", findings, [check_entry(item) for item in files], shared.lang))
    elif not shared.quiet:
        rejected = sum(item.status is Status.REJECTED for item in files)
        click.echo(say(shared.lang, "checked", files=len(files), accepted=len(files) - rejected, rejected=rejected))
    return exit_code(findings, usable=any(item.usable for item in files), strict=strict)

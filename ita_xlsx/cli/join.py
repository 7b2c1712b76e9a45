"""Run ``ita join``: join the halves of one agency's form into one.

Calls the cycle once; prints to standard output.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ita_xlsx.cli.exit_codes import COULD_NOT_RUN, FOUND_ERRORS, exit_code
from ita_xlsx.cli.options import Shared, issued_option, shared_options
from ita_xlsx.cli.screen import open_console, show_findings
from ita_xlsx.cli.texts import screen_text
from ita_xlsx.cycle.runs.join_files import join_files
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.model.findings import visible


@click.command()
@click.argument("paths", metavar="FILE...", nargs=-1, required=True)
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="OUT.xlsx",
              help="The joined form to write.")  # fmt: skip
@issued_option
@shared_options
def join(shared: Shared, paths: tuple[str, ...], output: Path, issued: date) -> int:
    """Join the halves of one agency's form, each filled in by another person, into one form.

    Where two files differ in an answer, nothing is written and each cell is listed. Every score keeps its file and
    cell in a sheet of the joined form, which takes the place of its parts when it lies beside them.
    """
    context = load_context(shared.round_file, shared.framework, shared.roster)
    joined = join_files(paths, context, shared.target(output), shared.edition(issued))
    show_findings(open_console(), joined.findings, shared.lang, with_file=True)
    if joined.path is None:
        return COULD_NOT_RUN if not any(Path(path).exists() for path in paths) else FOUND_ERRORS
    if not shared.quiet:
        counts = {"answered": joined.answered, "expected": joined.expected}
        click.echo(screen_text(shared.lang, "answered", **counts))
        click.echo(screen_text(shared.lang, "open_next", path=visible(str(joined.path))))
    return exit_code(joined.findings, usable=True, strict=False)

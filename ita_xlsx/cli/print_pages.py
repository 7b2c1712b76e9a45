"""``ita print``: the tracking forms of all agencies as one PDF, ready to sign."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ita_xlsx.cli.exit_codes import exit_code
from ita_xlsx.cli.options import Shared, issued_option, shared_options, strict_option
from ita_xlsx.cli.progress_bar import reading_progress
from ita_xlsx.cli.screen import open_console, show_findings
from ita_xlsx.cli.texts import screen_text
from ita_xlsx.cycle.check_links import load_link_results
from ita_xlsx.cycle.context import load_context
from ita_xlsx.cycle.files import pdf_path
from ita_xlsx.cycle.print_contents import PrintOptions, find_printable
from ita_xlsx.cycle.print_pages import Printed, check_print, print_all
from ita_xlsx.model.findings import Finding, make_finding, visible


@click.command("print")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="OUT.pdf",
              help="The PDF to write.")  # fmt: skip
@click.option("--use", multiple=True, metavar="FILE", help="Of several files of an agency, the one that counts.")
@click.option(
    "--jobs", type=click.IntRange(0, 64), default=0, metavar="N", help="Children that read (else one a core)."
)
@click.option("--no-cache", is_flag=True, help="Read every file anew.")
@strict_option
@issued_option
@shared_options
def print_pages(
    shared: Shared,
    paths: tuple[str, ...],
    output: Path,
    use: tuple[str, ...],
    jobs: int,
    no_cache: bool,
    strict: bool,
    issued: date,
) -> int:
    """One PDF to print: A4 pages, a bookmark an agency.

    Of a returned form its tracking form is printed, with what the agency reported and a QR code of each address that
    proves a step. Our other workbooks (an analysis, the province) are printed as they are. Needs LibreOffice.
    """
    context = load_context(shared.round_file, shared.framework, shared.roster)
    target = pdf_path(output)
    program = check_print(target, context, force=shared.force)
    links, told = load_link_results(context)
    wanted = PrintOptions(paths, use, jobs, not no_cache, shared.digits, links)
    with reading_progress(shared.lang, quiet=shared.quiet) as progress:
        here = find_printable(wanted, context, issued, progress)
    with reading_progress(shared.lang, quiet=shared.quiet, what="printing", least=2) as progress:
        printed = print_all(program, here, target, issued, force=shared.force, progress=progress)
    findings = (*told, *printed.findings, *_renamed(output, target, printed))
    show_findings(open_console(), findings, shared.lang, named=True)
    if printed.pages and not shared.quiet:
        pages = {"count": printed.workbooks, "pages": printed.pages, "path": visible(str(target))}
        click.echo(screen_text(shared.lang, "printed", **pages))
    return exit_code(findings, usable=printed.pages > 0, strict=strict)


def _renamed(output: Path, target: Path, printed: Printed) -> tuple[Finding, ...]:
    """C727: the name that was asked for ends as another kind of file does."""
    if not printed.pages or target == output or not output.suffix:
        return ()
    return (make_finding("C727", name=target.name, wanted=output.name),)

"""Run ``ita print``: write the tracking forms of all agencies into one PDF, ready to sign.

Calls the cycle; prints to standard output. Needs LibreOffice.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

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
from ita_xlsx.cli.screen import open_console, show_findings
from ita_xlsx.cli.texts import screen_text
from ita_xlsx.cycle.check_links import load_link_results
from ita_xlsx.cycle.files import pdf_path
from ita_xlsx.cycle.printing.card_contents import collect_cards
from ita_xlsx.cycle.printing.contents import PrintOptions, collect_contents
from ita_xlsx.cycle.printing.pages import Printed, check_print, print_all
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.model.findings import Code, Finding, make_finding, visible


@click.command("print")
@paths_argument
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="OUT.pdf",
              help="The PDF to write.")  # fmt: skip
@click.option("--cards", is_flag=True, help="Print the card of each agency of the round, one page each.")
@use_options
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
    cards: bool,
    use: tuple[str, ...],
    why: str | None,
    jobs: int,
    no_cache: bool,
    strict: bool,
    issued: date,
) -> int:
    """Write one PDF to print: A4 pages, a bookmark for each agency.

    A returned form gives its tracking form, with what the agency reported and a QR code of each address that
    proves a step. Our other workbooks (an analysis, a card, the province) are printed as they are. With --cards it is
    the card of each agency instead. Needs LibreOffice.
    """
    context = load_context(shared.round_file, shared.framework, shared.roster)
    paths = need_paths(shared, context, paths)
    target = shared.target(pdf_path(output), context.inputs)
    program = check_print(target)
    links, link_findings = load_link_results(context)
    reason = reason_to_use(shared, use, why, issued)
    options = PrintOptions(paths=paths, use=use, jobs=jobs, cached=not no_cache, links=links, reason=reason)
    with reading_progress(shared.lang, quiet=shared.quiet) as progress:
        collect = collect_cards if cards else collect_contents
        contents = collect(options, context, shared.edition(issued), progress)
    with reading_progress(shared.lang, quiet=shared.quiet, what="printing", least=2) as progress:
        printed = print_all(program, contents, target, shared.edition(issued), progress)
    findings = (*link_findings, *printed.findings, *_renamed(output, target.path, printed))
    show_findings(open_console(), findings, shared.lang, with_file=True)
    if printed.pages and not shared.quiet:
        pages = {"count": printed.workbooks, "pages": printed.pages, "path": visible(str(target.path))}
        click.echo(screen_text(shared.lang, "printed", **pages))
    return exit_code(findings, usable=printed.pages > 0, strict=strict)


def _renamed(output: Path, target: Path, printed: Printed) -> tuple[Finding, ...]:
    """Return finding C727 if the given name ended like another kind of file and got ``.pdf`` added."""
    if not printed.pages or target == output or not output.suffix:
        return ()
    return (make_finding(Code.PDF_RENAMED, name=target.name, wanted=output.name),)

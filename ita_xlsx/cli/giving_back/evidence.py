"""Run ``ita evidence``: write the page with which an agency publishes the links of its items.

Calls the cycle; prints what was written.
"""

from __future__ import annotations

from collections.abc import Sequence
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
from ita_xlsx.cycle.giving_back.collect_items import CollectOptions, collect_items
from ita_xlsx.cycle.giving_back.publish_evidence import PublishOptions, WrittenPage, write_pages
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.model.findings import visible


@click.command()
@paths_argument
@click.option("-o", "--output", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
              help="The folder for the pages.")  # fmt: skip
@click.option("--steps", is_flag=True, help="Add the reported steps of measures with their links.")
@click.option("--with-contacts", is_flag=True, help="Keep telephone numbers and mail addresses in texts.")
@use_options
@format_option
@strict_option
@issued_option
@shared_options
def evidence(
    shared: Shared,
    paths: tuple[str, ...],
    output: Path,
    steps: bool,
    with_contacts: bool,
    use: tuple[str, ...],
    why: str | None,
    reporter: Reporter,
    strict: bool,
    issued: date,
) -> int:
    """Write the links and explanations of the open-data check as an HTML table, for the web site of each agency.

    Two files an agency: a page by itself, and the table alone to paste into a page. Only http and https addresses
    become links.
    """
    context = load_context(shared.round_file, shared.framework, shared.roster)
    found, reason = need_paths(shared, context, paths), reason_to_use(shared, use, why, issued)
    with reading_progress(shared.lang, quiet=shared.quiet) as progress:
        options = CollectOptions(use=use, reason=reason, progress=progress)
        collected = collect_items(found, context, options)
    publish = PublishOptions(with_contacts=with_contacts, with_steps=steps)
    made: tuple[WrittenPage, ...] = ()
    if collected.usable:
        made = write_pages(collected, shared.target(output), shared.edition(issued), publish)
    findings = (*collected.findings, *(finding for item in made for finding in item.made.findings))

    def show(console: Console) -> None:
        show_findings(console, findings, shared.lang, with_file=True)
        if not shared.quiet and collected.usable:
            _show(console, made, output, shared.lang)
            if collected.without_form:
                click.echo(screen_text(shared.lang, "without_form", count=collected.without_form))

    outcome = Outcome(command="evidence", findings=findings, entries=lambda: page_entries(made), show=show)
    reporter.report(outcome, shared.lang)
    return exit_code(findings, usable=collected.usable, strict=strict)


def page_entries(made: Sequence[WrittenPage]) -> list[dict[str, Any]]:
    """Return the results of ``ita evidence``."""
    return [
        {
            "file": str(item.path),
            "part": str(item.part),
            "agency": item.made.agency.agency.code,
            "items": len(item.made.agency.items),
            "with_links": item.made.with_links,
        }
        for item in made
    ]


def _show(console: Console, made: Sequence[WrittenPage], folder: Path, lang: str) -> None:
    """Print for each page how many items have a link, and how many pages were written."""
    for item in made:
        agency = item.made.agency
        words = {
            "agency": visible(agency.agency.code or agency.agency.name),
            "count": len(agency.items),
            "links": item.made.with_links,
            "file": visible(item.path.name),
        }
        print_hanging(console, "", screen_text(lang, "page_line", **words))
    print_hanging(console, "", screen_text(lang, "pages_made", count=len(made), folder=visible(str(folder))))

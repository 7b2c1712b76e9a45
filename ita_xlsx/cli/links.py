"""``ita links``: the addresses given as evidence, by rule and, when asked, by opening them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from ita_xlsx.cli.agencies import need_framework
from ita_xlsx.cli.exit_codes import exit_code
from ita_xlsx.cli.json.links import link_entries
from ita_xlsx.cli.json.results import document
from ita_xlsx.cli.options import Shared, format_option, issued_option, shared_options, strict_option
from ita_xlsx.cli.progress_bar import reading_progress
from ita_xlsx.cli.screen import open_console, show_findings
from ita_xlsx.cli.texts import screen_text
from ita_xlsx.cycle.check_links import (
    RoundLinks,
    VisitOptions,
    check_evidence_links,
    findings_of_links,
    load_link_results,
    store_link_results,
    write_links_workbook,
)
from ita_xlsx.cycle.context import load_context
from ita_xlsx.cycle.files import check_free, workbook_path
from ita_xlsx.cycle.load_round import load_round
from ita_xlsx.model.findings import Finding, visible
from ita_xlsx.model.links import AgencyLinks, JudgedLink, LinkResult, Verdict

_STYLES = {
    "verdict_fine": "green", "verdict_unseen": "green", "verdict_warning": "yellow", "verdict_broken": "red",
    "verdict_unknown": "yellow", "verdict_reason": "", "links_empty": "dim",
}  # fmt: skip


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("--online", is_flag=True, help="Open each address; without it nothing goes out.")
@click.option("--again", is_flag=True, help="With --online: also those opened in the last seven days.")
@click.option("--use", multiple=True, metavar="FILE", help="Of several files of an agency, the one that counts.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="OUT.xlsx",
              help="A workbook of all addresses.")  # fmt: skip
@format_option
@strict_option
@issued_option
@shared_options
def links(
    shared: Shared,
    paths: tuple[str, ...],
    online: bool,
    again: bool,
    use: tuple[str, ...],
    output: Path | None,
    form: str,
    strict: bool,
    issued: date,
) -> int:
    """Addresses that are malformed, cut off, misspelt, or not the agency's own; with --online, those that are dead.

    What is found is kept in links.csv beside the round; no form is written to.
    """
    context = load_context(shared.round_file, shared.framework, shared.roster)
    need_framework(shared, context)
    target = workbook_path(output) if output is not None else None
    if target is not None:
        check_free(target, force=shared.force, inputs=context.inputs)
    with reading_progress(shared.lang, quiet=shared.quiet) as progress:
        gathered = load_round(paths, context, use=use, progress=progress)
    known, unread = load_link_results(context)
    with reading_progress(shared.lang, quiet=shared.quiet, what="visiting", least=1) as progress:
        found = check_evidence_links(gathered.province, known, VisitOptions(issued, online, again), progress)
    if target is not None and gathered.usable:
        write_links_workbook(found, gathered.province, target, issued, digits=shared.digits, force=shared.force,
                             inputs=gathered.inputs)  # fmt: skip
    kept = store_link_results(context, found.results) if found.results and not unread and not found.offline else None
    other = (*unread, *findings_of_links(gathered.findings))
    findings = (*other, *found.findings)
    if form == "json":
        click.echo(document("links", findings, link_entries(found.agencies), shared.lang))
    else:
        _show(shared, found, other, online=online)
        if kept is not None and not shared.quiet:
            click.echo(screen_text(shared.lang, "links_kept", path=visible(str(kept))))
        if target is not None and gathered.usable and not shared.quiet:
            click.echo(screen_text(shared.lang, "open_next", path=visible(str(target))))
    return exit_code(findings, usable=gathered.usable, strict=strict)


def _show(shared: Shared, found: RoundLinks, other: tuple[Finding, ...], *, online: bool) -> None:
    """Agency by agency what is to be said of its addresses, and then of files."""
    console, lang = open_console(), shared.lang
    for item in found.agencies:
        told = [finding for finding in found.findings if finding.file == item.file]
        if told or not shared.quiet:
            _show_agency(console, item, lang)
        show_findings(console, told, lang)
    show_findings(console, other, lang, named=True)
    show_findings(console, [finding for finding in found.findings if not finding.file], lang)
    if not shared.quiet:
        if len(found.agencies) > 1:
            whole = _counts([one for item in found.agencies for one in item.links], lang)
            console.print(screen_text(lang, "links_total", agencies=len(found.agencies), counts=whole))
        console.print(Text(_opened(found, lang, online=online), style="dim"))


def _opened(found: RoundLinks, lang: str, *, online: bool) -> str:
    """How many addresses were opened, now or else earlier."""
    if online and not found.offline:
        return screen_text(lang, "links_visited", count=found.visited)
    return screen_text(lang, "links_earlier", count=found.seen) if found.seen else screen_text(lang, "links_by_rule")


def _show_agency(console: Console, item: AgencyLinks, lang: str) -> None:
    head = Text(visible(f"{item.agency.code} {item.agency.name}".strip()), style="bold")
    if not item.links:
        console.print(head, Text(f"  {screen_text(lang, 'links_none')}", style="dim"), sep="\n")
        return
    site = screen_text(lang, f"site_{item.site.origin.value}", host=visible(item.site.host))
    console.print(head.append(f"  {site}", style="not bold dim"))
    console.print(Text("  ").append_text(_counts(item.links, lang)))


def _counts(links: Sequence[JudgedLink], lang: str) -> Text:
    """How many addresses there are, and of each verdict; what nobody opened is not said to open."""
    urls = [one.url for one in links if one.url]
    counts = Counter(_word(one.result) for one in links)
    parts = [Text(screen_text(lang, "links_of", count=len(urls), distinct=len(set(urls))))]
    parts += [
        Text(f"{screen_text(lang, word)} {counts[word]}", style=style)
        for word, style in _STYLES.items()
        if counts[word]
    ]
    return Text("   ").join(parts)


def _word(result: LinkResult | None) -> str:
    if result is None:
        return "links_empty"
    unseen = result.verdict is Verdict.FINE and result.checked is None
    return "verdict_unseen" if unseen else f"verdict_{result.verdict.value}"

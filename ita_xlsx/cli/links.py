"""Run ``ita links``: check the web addresses given as evidence by rules, and with --online by opening them.

Calls the cycle once; prints to standard output.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from ita_xlsx.cli.agencies import need_framework, need_paths
from ita_xlsx.cli.exit_codes import exit_code
from ita_xlsx.cli.json.link_entries import link_entries
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
from ita_xlsx.cli.screen import show_findings
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
from ita_xlsx.cycle.files import workbook_path
from ita_xlsx.cycle.load_round import load_round
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.model.findings import Finding, visible
from ita_xlsx.model.labels import NO_FAULT_FOUND, label_of, verdict_label, word_of
from ita_xlsx.model.links import AgencyLinks, JudgedLink, Site, SiteOrigin, Verdict

_STYLES = {
    Verdict.FINE: "green", Verdict.WARNING: "yellow", Verdict.BROKEN: "red", Verdict.UNKNOWN: "yellow",
    Verdict.REASON: "",
}  # fmt: skip


@click.command()
@paths_argument
@click.option("--online", is_flag=True, help="Open each address; without it nothing goes out.")
@click.option("--again", is_flag=True, help="With --online: also those opened in the last seven days.")
@use_options
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
    why: str | None,
    output: Path | None,
    reporter: Reporter,
    strict: bool,
    issued: date,
) -> int:
    """Find web addresses that are malformed, cut off, misspelt or of another site; with --online, dead ones too.

    The results are kept in links.csv beside the round; no form is changed.
    """
    context = load_context(shared.round_file, shared.framework, shared.roster)
    paths = need_paths(shared, context, paths)
    need_framework(shared, context)
    target = shared.target(workbook_path(output), context.inputs) if output is not None else None
    if target is not None:
        target.check_free()
    with reading_progress(shared.lang, quiet=shared.quiet) as progress:
        loaded = load_round(paths, context, use=use, reason=reason_to_use(shared, use, why, issued), progress=progress)
    stored_results, unread = load_link_results(context)
    with reading_progress(shared.lang, quiet=shared.quiet, what="visiting", least=1) as progress:
        evidence = check_evidence_links(loaded.province, stored_results, VisitOptions(issued, online, again), progress)
    if target is not None and loaded.usable:
        write_links_workbook(evidence, loaded.province, target.protect(loaded.inputs), shared.edition(issued))
    kept = (
        store_link_results(context, evidence.results)
        if evidence.results and not unread and not evidence.offline
        else None
    )
    other = (*unread, *findings_of_links(loaded.findings))
    findings = (*other, *evidence.findings)

    def show(console: Console) -> None:
        _show(console, shared, evidence, other, online=online)
        if kept is not None and not shared.quiet:
            click.echo(screen_text(shared.lang, "links_kept", path=visible(str(kept))))
        if target is not None and loaded.usable and not shared.quiet:
            click.echo(screen_text(shared.lang, "open_next", path=visible(str(target.path))))

    def entries() -> object:
        return link_entries(evidence.agencies)

    reporter.report(Outcome(command="links", findings=findings, entries=entries, show=show), shared.lang)
    return exit_code(findings, usable=loaded.usable, strict=strict)


def _show(console: Console, shared: Shared, evidence: RoundLinks, other: tuple[Finding, ...], *, online: bool) -> None:
    """Print the findings about the addresses of each agency, then those about files."""
    lang = shared.lang
    for item in evidence.agencies:
        findings_of_file = [finding for finding in evidence.findings if finding.file == item.file]
        if findings_of_file or not shared.quiet:
            _show_agency(console, item, lang)
        show_findings(console, findings_of_file, lang)
    show_findings(console, other, lang, with_file=True)
    show_findings(console, [finding for finding in evidence.findings if not finding.file], lang)
    if not shared.quiet:
        if len(evidence.agencies) > 1:
            counts_text = _counts([one for item in evidence.agencies for one in item.links], lang)
            console.print(screen_text(lang, "links_total", agencies=len(evidence.agencies), counts=counts_text))
        console.print(Text(_opened(evidence, lang, online=online), style="dim"))


def _opened(evidence: RoundLinks, lang: str, *, online: bool) -> str:
    """Return a line with the number of addresses that were opened, now or earlier."""
    if online and not evidence.offline:
        return screen_text(lang, "links_visited", count=evidence.visited)
    return (
        screen_text(lang, "links_earlier", count=evidence.opened)
        if evidence.opened
        else screen_text(lang, "links_by_rule")
    )


def _show_agency(console: Console, item: AgencyLinks, lang: str) -> None:
    head = Text(visible(f"{item.agency.code} {item.agency.name}".strip()), style="bold")
    if not item.links:
        console.print(head, Text(f"  {screen_text(lang, 'links_none')}", style="dim"), sep="\n")
        return
    site = _site(item.site, lang)
    console.print(head.append(f"  {site}", style="not bold dim"))
    console.print(Text("  ").append_text(_counts(item.links, lang)))


def _counts(links: Sequence[JudgedLink], lang: str) -> Text:
    """Return a line with the number of addresses and of each verdict, or that no fault was seen."""
    urls = [one.url for one in links if one.url]
    empty = screen_text(lang, "links_empty")
    counts = Counter(empty if one.result is None else verdict_label(one.result, lang) for one in links)
    opens, *others = ((label_of(verdict, lang), style) for verdict, style in _STYLES.items())
    words = (opens, (word_of(NO_FAULT_FOUND, lang), _STYLES[Verdict.FINE]), *others, (empty, "dim"))
    parts = [Text(screen_text(lang, "links_of", count=len(urls), distinct=len(set(urls))))]
    parts += [Text(f"{word} {counts[word]}", style=style) for word, style in words if counts[word]]
    return Text("   ").join(parts)


def _site(site: Site, lang: str) -> str:
    """Return the web site of an agency, with its origin if that is not the form."""
    if site.origin is SiteOrigin.UNKNOWN:
        return screen_text(lang, "site_unknown")
    text = screen_text(lang, "site", host=visible(site.host))
    return text if site.origin is SiteOrigin.FORM else f"{text} ({label_of(site.origin, lang)})"

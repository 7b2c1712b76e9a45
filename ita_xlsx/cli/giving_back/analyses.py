"""Run ``ita analyze`` over several forms or a round, and print what was made and who was left out.

Calls the cycle; prints to standard output.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click
from rich.console import Console

from ita_xlsx.cli.documents.mail_lines import make_mails, show_mails
from ita_xlsx.cli.exit_codes import exit_code
from ita_xlsx.cli.json.round_entries import analyses_entries
from ita_xlsx.cli.options import Shared, latest_day
from ita_xlsx.cli.progress_bar import reading_progress
from ita_xlsx.cli.reporters import Outcome, Reporter
from ita_xlsx.cli.screen import print_hanging, show_findings
from ita_xlsx.cli.texts import screen_text
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.decisions.use_files import Reason
from ita_xlsx.cycle.files import workbook_path
from ita_xlsx.cycle.giving_back.analyze_round import RoundAnalyses, analyze_round
from ita_xlsx.cycle.giving_back.one_form import with_framework
from ita_xlsx.cycle.load_round import LoadedRound, load_round
from ita_xlsx.cycle.mails.mail_sources import round_result_items
from ita_xlsx.model.findings import Finding, Trait, has_trait, visible
from ita_xlsx.model.labels import return_label
from ita_xlsx.model.mails.mail_draft import MailKind
from ita_xlsx.model.round_state import AgencyReturn

# A workbook takes so long to make that a bar pays for a few of them.
_LEAST = 10


@dataclass(frozen=True, kw_only=True)
class AnalyzeOptions:
    """The options of ``ita analyze`` that say what is made and from what."""

    output: Path | None
    cards: Path | None
    mail: Path | None
    previous: tuple[str, ...]
    measures: str | None
    plan_layout: str | None
    use: tuple[str, ...]
    strict: bool


def analyze_many(
    shared: Shared,
    context: RunContext,
    paths: tuple[str, ...],
    options: AnalyzeOptions,
    reporter: Reporter,
    issued: date,
    reason: Reason | None,
) -> int:
    """Write one analysis and one card an agency; return the exit code. Raise click.UsageError for a file as target."""
    if options.output is not None and (options.output == workbook_path(options.output) or options.output.is_file()):
        raise click.UsageError(screen_text(shared.lang, "analyses_need_folder", path=visible(str(options.output))))
    context, unread = with_framework(context, paths)
    if context.framework is None:
        return _no_form(shared, unread, reporter)
    with reading_progress(shared.lang, quiet=shared.quiet) as progress:
        loaded = load_round(paths, context, use=options.use, reason=reason, progress=progress, today=latest_day(issued))
    made = RoundAnalyses()
    if not loaded.path_missing:
        with reading_progress(shared.lang, quiet=shared.quiet, what="analyzing", least=_LEAST) as progress:
            made = analyze_round(
                loaded,
                context,
                shared.target(options.output) if options.output else None,
                shared.edition(issued, options.plan_layout),
                cards=shared.target(options.cards) if options.cards else None,
                previous=options.previous,
                measures=options.measures,
                progress=progress,
            )
    mails = None
    if options.mail is not None and made.files:
        items = round_result_items(made.files, loaded.province)
        mails = make_mails(shared, MailKind.RESULT, items, context, options.mail, shared.edition(issued))
    findings = (*loaded.findings, *made.findings, *(mails.findings if mails else ()))

    def show(console: Console) -> None:
        # Who sent nothing is listed with the others that have no analysis.
        listed = [item for item in findings if loaded.path_missing or not has_trait(item, Trait.ABSENCE)]
        show_findings(console, listed, shared.lang, with_file=True)
        if not shared.quiet and not loaded.path_missing:
            _show(console, shared.lang, loaded, made, options)
            show_mails(mails, options.mail, shared)

    def entries() -> object:
        return analyses_entries(loaded.province, made.analyses, made.cards)

    reporter.report(Outcome(command="analyze", findings=findings, entries=entries, show=show), shared.lang)
    return exit_code(findings, usable=loaded.usable, strict=options.strict)


def _no_form(shared: Shared, findings: tuple[Finding, ...], reporter: Reporter) -> int:
    """Report that no path holds a form; return the exit code."""

    def show(console: Console) -> None:
        show_findings(console, findings, shared.lang, with_file=True)

    reporter.report(Outcome(command="analyze", findings=findings, entries=lambda: None, show=show), shared.lang)
    return exit_code(findings, usable=False, strict=False)


def _show(console: Console, lang: str, loaded: LoadedRound, made: RoundAnalyses, options: AnalyzeOptions) -> None:
    """Print how many workbooks stand in which folder, and the agencies without one by their state."""
    for key, paths, folder in (
        ("analyses_made", made.analyses, options.output),
        ("cards_made", made.cards, options.cards),
    ):
        if folder is not None:
            print_hanging(console, "", screen_text(lang, key, count=len(paths), folder=visible(str(folder))))
    if options.output is None and options.cards is None:
        counts = {"count": len(loaded.province.counted), "all": len(loaded.province.members)}
        print_hanging(console, "", screen_text(lang, "analyses_possible", **counts))
    if made.left_out:
        print_hanging(console, "", screen_text(lang, "left_out", count=len(made.left_out)))
    for words, members in _by_state(made.left_out, lang).items():
        names = ", ".join(visible(f"{item.agency.code} {item.agency.name}".strip()) for item in members)
        print_hanging(console, f"  {words} {len(members)}: ", names)


def _by_state(members: Sequence[AgencyReturn], lang: str) -> Mapping[str, list[AgencyReturn]]:
    """Return the agencies by the words for the state of their return."""
    found: dict[str, list[AgencyReturn]] = {}
    for member in members:
        found.setdefault(return_label(member, lang), []).append(member)
    return found

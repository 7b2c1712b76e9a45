"""Run ``ita check``: print what is wrong in returned forms, cell by cell, and write a marked copy for each agency.

Calls the cycle for each file; prints to standard output.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console

from ita_xlsx.cli.agencies import need_paths
from ita_xlsx.cli.exit_codes import CLEAN, exit_code
from ita_xlsx.cli.json.results import check_entry
from ita_xlsx.cli.options import Shared, issued_option, mail_option, paths_argument, shared_options, strict_option
from ita_xlsx.cli.reporters import Outcome, Reporter, format_option
from ita_xlsx.cli.screen import show_findings, show_returned
from ita_xlsx.cli.texts import screen_text
from ita_xlsx.cycle.arrivals.repeated_findings import with_empty_inbox
from ita_xlsx.cycle.context import load_context
from ita_xlsx.cycle.decisions.decision_book import load_decisions
from ita_xlsx.cycle.decisions.parts_of_forms import with_parts
from ita_xlsx.cycle.decisions.superseded import without_superseded
from ita_xlsx.cycle.receive import Returned, find_returns, receive_all
from ita_xlsx.model.findings import Finding, Severity, Status, visible

if TYPE_CHECKING:
    from ita_xlsx.cli.documents.mail_lines import MailsToMend
    from ita_xlsx.cycle.marked_copies import FeedbackFolder


@click.command()
@paths_argument
@click.option(
    "--feedback",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write a marked copy of each faulty workbook, and a covering text, into DIR.",
)
@mail_option
@issued_option
@format_option
@strict_option
@shared_options
def check(
    shared: Shared,
    paths: tuple[str, ...],
    feedback: Path | None,
    mail: Path | None,
    issued: date,
    reporter: Reporter,
    strict: bool,
) -> int:
    """Check returned forms: PATH is a file, a folder, a .zip of workbooks, or a glob."""
    if mail is not None and feedback is None:
        raise click.UsageError(screen_text(shared.lang, "mail_needs_feedback"))
    context = load_context(shared.round_file, shared.framework, shared.roster)
    paths = need_paths(shared, context, paths)
    console = reporter.open_console()
    sources, passed_over = find_returns(paths)
    writer = _Feedback(shared, console)
    if feedback is not None:
        from ita_xlsx.cli.documents.mail_lines import MailsToMend
        from ita_xlsx.cycle.marked_copies import FeedbackFolder

        edition = shared.edition(issued)
        folder = FeedbackFolder(context, shared.target(feedback), edition, sources)
        writer.open(folder, MailsToMend(shared, context, mail, edition))
    tally = _Tally(keep=reporter.keeps_all)
    for finding in with_empty_inbox(passed_over, context):
        tally.add([finding])
        if not shared.quiet or finding.severity is not Severity.INFO:
            show_findings(console, [finding], shared.lang)
    decisions = load_decisions(context).decisions
    for item in with_parts(without_superseded(receive_all(sources, context)), context, decisions):
        tally.count(item)
        wrong = exit_code(item.findings, usable=item.usable, strict=strict) != CLEAN
        if not shared.quiet or wrong:
            show_returned(console, item, shared.lang)
        tally.add(writer.write(item))
    tally.add(writer.finish())

    def show(console: Console) -> None:
        if not shared.quiet:
            accepted = tally.files - tally.rejected
            counts = {"files": tally.files, "accepted": accepted, "rejected": tally.rejected}
            click.echo(screen_text(shared.lang, "checked", **counts))
            writer.show_mails()

    reporter.report(
        Outcome(command="check", findings=tally.findings, entries=lambda: tally.entries, show=show), shared.lang
    )
    return exit_code(tally.gravest.values(), usable=tally.usable, strict=strict)


class _Tally:
    """Counts of the files that were printed; the findings themselves are kept only where the report needs them all."""

    def __init__(self, *, keep: bool) -> None:
        """Start at zero; ``keep`` keeps the findings and entries."""
        self._keep = keep
        self.files = self.rejected = 0
        self.usable = False
        self.gravest: dict[Severity, Finding] = {}
        self.findings: list[Finding] = []
        self.entries: list[dict[str, Any]] = []

    def count(self, item: Returned) -> None:
        """Count a file with its findings."""
        self.files += 1
        self.rejected += item.status is Status.REJECTED
        self.usable |= item.usable
        self.add(item.findings)
        if self._keep:
            self.entries.append(check_entry(item))

    def add(self, findings: Iterable[Finding]) -> None:
        """Count findings."""
        for finding in findings:
            self.gravest.setdefault(finding.severity, finding)
            if self._keep:
                self.findings.append(finding)


class _Feedback:
    """A writer of marked copies, covering texts and mail drafts that prints where they are; it writes none unopened."""

    def __init__(self, shared: Shared, console: Console) -> None:
        """Write nothing yet."""
        self._shared, self._console = shared, console
        self._folder: FeedbackFolder | None = None
        self._mails: MailsToMend | None = None

    def open(self, folder: FeedbackFolder, mails: MailsToMend) -> None:
        """Write copies into ``folder`` from now on, and the drafts that go with them by ``mails``."""
        self._folder, self._mails = folder, mails

    def write(self, item: Returned) -> tuple[Finding, ...]:
        """Write the copy and the text of one file if it needs them, and return the findings about them."""
        if self._folder is None:
            return ()
        made, findings = self._folder.write(item)
        if made is not None and self._mails is not None:
            findings += self._mails.add(item, made)
        if made is not None and not self._shared.quiet:
            self._console.print(visible(str(made.copy or made.text)), soft_wrap=True)
        show_findings(self._console, findings, self._shared.lang)
        return findings

    def finish(self) -> tuple[Finding, ...]:
        """Write the mail drafts, and return the findings about them."""
        findings = self._mails.write() if self._mails is not None else ()
        show_findings(self._console, findings, self._shared.lang)
        return findings

    def show_mails(self) -> None:
        """Print how many mail drafts were written."""
        if self._mails is not None:
            self._mails.show()

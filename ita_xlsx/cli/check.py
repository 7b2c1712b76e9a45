"""Run ``ita check``: print what is wrong in returned forms, cell by cell, and write a marked copy for each agency.

Calls the cycle for each file; prints to standard output.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from importlib import import_module
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ita_xlsx.cli.agencies import need_paths
from ita_xlsx.cli.exit_codes import CLEAN, exit_code
from ita_xlsx.cli.options import Shared, issued_option, mail_option, paths_argument, shared_options, strict_option
from ita_xlsx.cli.reporters import Outcome, Reporter, format_option
from ita_xlsx.cli.texts import screen_text
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.receive import Returned, find_returns, receive_all
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.model.findings import Finding, Severity, Status, visible

if TYPE_CHECKING:
    from rich.console import Console

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
    sources, passed_over = find_returns(paths)
    writer = _Feedback(shared)
    if feedback is not None:
        from ita_xlsx.cli.documents.mail_lines import MailsToMend
        from ita_xlsx.cycle.marked_copies import FeedbackFolder

        edition = shared.edition(issued)
        folder = FeedbackFolder(context, shared.target(feedback), edition, sources)
        writer.open(folder, MailsToMend(shared, context, mail, edition))
    received, tally = _begun(receive_all(sources, context, meanwhile=_import_the_rest)), _Tally(reporter)
    _show_passed_over(shared, context, passed_over, tally)
    for item in _counted(received, context):
        tally.count(item)
        wrong = exit_code(item.findings, usable=item.usable, strict=strict) != CLEAN
        if not shared.quiet or wrong:
            tally.show(item, shared.lang)
        tally.add(writer.write(item, tally.console))
    tally.add(writer.finish(tally.console))

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


def _show_passed_over(shared: Shared, context: RunContext, findings: tuple[Finding, ...], tally: _Tally) -> None:
    """Count and print the findings about files that are no forms."""
    from ita_xlsx.cli.screen import show_findings
    from ita_xlsx.cycle.arrivals.repeated_findings import with_empty_inbox

    for finding in with_empty_inbox(findings, context):
        tally.add([finding])
        if not shared.quiet or finding.severity is not Severity.INFO:
            show_findings(tally.console, [finding], shared.lang)


def _counted(received: Iterator[Returned], context: RunContext) -> Iterator[Returned]:
    """Yield the forms as the decisions of the officer have them, with the parts of forms that are joined."""
    from ita_xlsx.cycle.decisions.decision_book import load_decisions
    from ita_xlsx.cycle.decisions.parts_of_forms import with_parts
    from ita_xlsx.cycle.decisions.superseded import without_superseded

    yield from with_parts(without_superseded(received), context, load_decisions(context).decisions)


def _begun(forms: Iterator[Returned]) -> Iterator[Returned]:
    """Return the same forms; the children read from now on."""
    first = tuple(islice(forms, 1))
    return chain(first, forms)


def _import_the_rest() -> None:
    """Import what is needed when a form has been read; this takes a while, in which a child reads it."""
    for name in (
        "cli.screen", "cycle.arrivals.repeated_findings", "cycle.decisions.decision_book",
        "cycle.decisions.parts_of_forms", "cycle.decisions.superseded",
    ):  # fmt: skip
        import_module(f"ita_xlsx.{name}")


class _Tally:
    """Counts of the files that are printed; the findings themselves are kept only where the report needs them all."""

    def __init__(self, reporter: Reporter) -> None:
        """Start at zero, with the console of the report."""
        self.console = reporter.open_console()
        self._keep = reporter.keeps_all
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
            from ita_xlsx.cli.json.results import check_entry

            self.entries.append(check_entry(item))

    def show(self, item: Returned, lang: str) -> None:
        """Print a file with its findings."""
        from ita_xlsx.cli.screen import show_returned

        show_returned(self.console, item, lang)

    def add(self, findings: Iterable[Finding]) -> None:
        """Count findings."""
        for finding in findings:
            self.gravest.setdefault(finding.severity, finding)
            if self._keep:
                self.findings.append(finding)


class _Feedback:
    """A writer of marked copies, covering texts and mail drafts that prints where they are; it writes none unopened."""

    def __init__(self, shared: Shared) -> None:
        """Write nothing yet."""
        self._shared = shared
        self._folder: FeedbackFolder | None = None
        self._mails: MailsToMend | None = None

    def open(self, folder: FeedbackFolder, mails: MailsToMend) -> None:
        """Write copies into ``folder`` from now on, and the drafts that go with them by ``mails``."""
        self._folder, self._mails = folder, mails

    def write(self, item: Returned, console: Console) -> tuple[Finding, ...]:
        """Write the copy and the text of one file if it needs them, and return the findings about them."""
        from ita_xlsx.cli.screen import show_findings

        if self._folder is None:
            return ()
        made, findings = self._folder.write(item)
        if made is not None and self._mails is not None:
            findings += self._mails.add(item, made)
        if made is not None and not self._shared.quiet:
            console.print(visible(str(made.copy or made.text)), soft_wrap=True)
        show_findings(console, findings, self._shared.lang)
        return findings

    def finish(self, console: Console) -> tuple[Finding, ...]:
        """Write the mail drafts, and return the findings about them."""
        from ita_xlsx.cli.screen import show_findings

        findings = self._mails.write() if self._mails is not None else ()
        show_findings(console, findings, self._shared.lang)
        return findings

    def show_mails(self) -> None:
        """Print how many mail drafts were written."""
        if self._mails is not None:
            self._mails.show()

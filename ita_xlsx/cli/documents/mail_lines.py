"""Print which mail drafts were written: lines for the screen.

Takes what the cycle wrote; prints to standard output.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ita_xlsx.cli.options import Shared
from ita_xlsx.cli.texts import screen_text
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Finding, visible
from ita_xlsx.model.mails.mail_draft import MailKind

# Slow to import, and needed only where somebody asks for mail drafts.
if TYPE_CHECKING:
    from ita_xlsx.cycle.context import RunContext
    from ita_xlsx.cycle.documents.round_letters import LettersRun
    from ita_xlsx.cycle.load_round import LoadedRound
    from ita_xlsx.cycle.mails.mail_words import MailItem
    from ita_xlsx.cycle.mails.write_mails import WrittenMails
    from ita_xlsx.cycle.marked_copies import Feedback
    from ita_xlsx.cycle.receive import Returned


def make_mails(
    shared: Shared, kind: MailKind, items: Sequence[MailItem], context: RunContext, folder: Path, edition: Edition
) -> WrittenMails:
    """Write the drafts of one kind into the folder of ``--mail``, which may overwrite with ``--force``."""
    from ita_xlsx.cycle.mails.write_mails import write_mails

    return write_mails(kind, items, context, shared.target(folder), edition)


def show_mails(mails: WrittenMails | None, folder: Path | None, shared: Shared) -> None:
    """Print how many drafts were written, where, and that nothing was sent; nothing if there was none to write."""
    if mails is None or folder is None or shared.quiet:
        return
    from ita_xlsx.model.labels import label_of

    words = {"count": len(mails.drafts), "title": label_of(mails.kind, shared.lang), "folder": visible(str(folder))}
    key = "mails_made" if mails.drafts else "no_mails"
    click.echo(screen_text(shared.lang, key, **words))
    if mails.sheet is not None:
        click.echo(screen_text(shared.lang, "mail_merge_made", path=visible(str(mails.sheet))))


def make_mails_of_letters(
    shared: Shared, made: LettersRun, context: RunContext, loaded: LoadedRound | None, folder: Path | None,
    edition: Edition,
) -> WrittenMails | None:  # fmt: skip
    """Write the drafts that go with letters to agencies; None without a folder for them, or without letters."""
    if folder is None or not made.usable:
        return None
    from ita_xlsx.cycle.mails.mail_sources import letter_items

    items = letter_items(made.documents, context.roster, loaded)
    return make_mails(shared, MailKind.LETTER, items, context, folder, edition)


class MailsToMend:
    """The mail drafts of ``ita check --feedback``, gathered while files are checked; without a folder, none."""

    def __init__(self, shared: Shared, context: RunContext, folder: Path | None, edition: Edition) -> None:
        """Take the folder of ``--mail``."""
        from ita_xlsx.cycle.mails.mail_sources import MendItems

        self._shared, self._context, self._folder, self._edition = shared, context, folder, edition
        self._gathered = MendItems(context, edition)
        self._mails: WrittenMails | None = None

    def add(self, item: Returned, made: Feedback) -> tuple[Finding, ...]:
        """Add the copy of one file to the draft to its agency, and return the findings about that."""
        return () if self._folder is None else self._gathered.add(item, made)

    def write(self) -> tuple[Finding, ...]:
        """Write the drafts, and return the findings about them."""
        if self._folder is None:
            return ()
        items = self._gathered.items
        self._mails = make_mails(self._shared, MailKind.MEND, items, self._context, self._folder, self._edition)
        return self._mails.findings

    def show(self) -> None:
        """Print how many drafts were written."""
        show_mails(self._mails, self._folder, self._shared)

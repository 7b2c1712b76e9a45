"""Run ``ita letters``: write the letters of one kind, one file an agency or one merged file.

Calls the cycle; prints what was written and what is left blank.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
from rich.console import Console

from ita_xlsx.cli.agencies import need_framework, need_paths
from ita_xlsx.cli.documents.document_lines import document_entries, show_blanks, write_shipped_master
from ita_xlsx.cli.documents.mail_lines import make_mails_of_letters, show_mails
from ita_xlsx.cli.exit_codes import CLEAN, exit_code
from ita_xlsx.cli.options import (
    Shared,
    document_options,
    issued_option,
    mail_option,
    paths_argument,
    read_deadline,
    reason_to_use,
    strict_option,
    use_options,
)
from ita_xlsx.cli.progress_bar import reading_progress
from ita_xlsx.cli.reporters import Outcome, Reporter, format_option
from ita_xlsx.cli.screen import print_hanging, show_findings
from ita_xlsx.cli.texts import screen_text
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.documents.document_parts import MasterKind, letter_parts
from ita_xlsx.cycle.documents.round_letters import (
    TITLES,
    WITHOUT_RETURNS,
    LetterKind,
    LettersRun,
    has_plan,
    write_letters,
)
from ita_xlsx.cycle.load_round import load_round
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.model.findings import visible


@click.command()
@click.argument("kind", metavar="KIND", type=click.Choice(list(map(str, LetterKind))))
@paths_argument
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
              help="The folder for the letters.")  # fmt: skip
@click.option("--export-master", "master", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Write the master document, to be restyled in Word.")  # fmt: skip
@click.option("--number", default="", metavar="TEXT",
              help="The whole number of the letters (else the prefix and a blank).")  # fmt: skip
@click.option("--merged", is_flag=True, help="All letters in one file.")
@mail_option
@click.option("--as-of", callback=read_deadline, metavar="DATE",
              help="The day periods are held against (else the date of issue).")  # fmt: skip
@use_options
@format_option
@strict_option
@issued_option
@document_options
def letters(
    shared: Shared,
    kind: str,
    paths: tuple[str, ...],
    output: Path | None,
    master: Path | None,
    number: str,
    merged: bool,
    mail: Path | None,
    as_of: date | None,
    use: tuple[str, ...],
    why: str | None,
    reporter: Reporter,
    strict: bool,
    issued: date,
) -> int:
    """Write the letters of one KIND as Word documents: send, remind, mend, measures, memo or follow-up.

    Signatory and texts come from round.toml and texts.xlsx of the round, the number from --number. What is unknown is a
    marked blank, and the blanks are counted.
    """
    if mail is not None and (merged or kind == LetterKind.MEMO):
        raise click.UsageError(screen_text(shared.lang, "mail_of_merged"))
    if master is not None:
        write_shipped_master(shared, MasterKind.LETTER, master)
    if output is None:
        if master is not None:
            return CLEAN
        raise click.UsageError(screen_text(shared.lang, "letters_need_output"))
    context, letter_kind = load_context(shared.round_file, shared.framework, shared.roster), LetterKind(kind)
    need_framework(shared, context)
    _need_sources(shared, context, letter_kind)
    parts, loaded = letter_parts(context), None
    if letter_kind not in WITHOUT_RETURNS:
        found, reason = need_paths(shared, context, paths), reason_to_use(shared, use, why, issued)
        with reading_progress(shared.lang, quiet=shared.quiet) as progress:
            loaded = load_round(found, context, use=use, reason=reason, progress=progress)
    day, folder, edition = as_of or issued, shared.target(output), shared.edition(issued)
    made = write_letters(letter_kind, context, loaded, parts, folder, edition, as_of=day, number=number, merged=merged)
    mails = make_mails_of_letters(shared, made, context, loaded, mail, edition)
    findings = (*made.findings, *(mails.findings if mails else ()))

    def show(console: Console) -> None:
        show_findings(console, findings, shared.lang, with_file=True)
        _show(console, shared, made, TITLES[letter_kind], output)
        show_mails(mails, mail, shared)

    outcome = Outcome(command="letters", findings=findings, entries=lambda: document_entries(made.documents), show=show)
    reporter.report(outcome, shared.lang)
    return exit_code(findings, usable=made.usable, strict=strict)


def _show(console: Console, shared: Shared, made: LettersRun, title: str, folder: Path) -> None:
    """Print how many letters were written, and what is left blank in them."""
    if shared.quiet or not made.usable:
        return
    key = "letters_made" if made.documents else "no_letters"
    words = {"title": title, "count": made.count, "folder": visible(str(folder))}
    print_hanging(console, "", screen_text(shared.lang, key, **words))
    if made.documents:
        show_blanks(console, made.documents, shared.lang)


def _need_sources(shared: Shared, context: RunContext, kind: LetterKind) -> None:
    """Raise click.UsageError for a kind whose letters go to the roster, or hold the plan, where there is none."""
    if kind in WITHOUT_RETURNS and context.roster is None:
        raise click.UsageError(screen_text(shared.lang, "letters_need_roster"))
    if kind is LetterKind.MEASURES and not has_plan(context):
        raise click.UsageError(screen_text(shared.lang, "letters_need_plan"))

"""Run ``ita status``: print which agencies returned their form, which are missing, late, rejected or undecided.

Calls the cycle; writes the status workbook and the reminders on request.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ita_xlsx.cli.agencies import need_framework, need_paths
from ita_xlsx.cli.documents.mail_lines import make_mails, show_mails
from ita_xlsx.cli.exit_codes import exit_code
from ita_xlsx.cli.json.round_entries import status_entries
from ita_xlsx.cli.options import (
    Shared,
    issued_option,
    latest_day,
    mail_option,
    paths_argument,
    read_deadline,
    reason_to_use,
    shared_options,
    strict_option,
    use_options,
)
from ita_xlsx.cli.progress_bar import reading_progress
from ita_xlsx.cli.reporters import Outcome, Reporter, format_option
from ita_xlsx.cli.screen import plain_table, print_hanging, show_findings
from ita_xlsx.cli.texts import screen_text
from ita_xlsx.cycle.assign_files import counts_by_state
from ita_xlsx.cycle.consolidate import write_round_status
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.files import workbook_path
from ita_xlsx.cycle.load_round import load_round, record_open_questions
from ita_xlsx.cycle.mails.mail_sources import reminder_items
from ita_xlsx.cycle.mails.write_mails import WrittenMails
from ita_xlsx.cycle.reminders import Reminders, write_reminders
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.model.findings import visible
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.mails.mail_draft import MailKind
from ita_xlsx.model.province.stages_due import DueStage, stages_due, stages_to_show
from ita_xlsx.model.round_state import RoundState, State
from ita_xlsx.model.text.dates import numeric_date

_STYLES = {
    State.RETURNED: "green", State.REJECTED: "red", State.DECLARED_NOTHING: "green",
    State.UNDECIDED: "yellow", State.HELD_BACK: "yellow", State.NOT_A_FORM: "red", State.MISSING: "red",
    State.NO_TABLE_SCORE: "yellow",
}  # fmt: skip
_MOST_ROWS = 200
_MOST_BEHIND = 5


@click.command()
@paths_argument
@click.option("--deadline", callback=read_deadline, metavar="DATE", help="When returns were due (else the round's).")
@use_options
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="OUT.xlsx",
              help="A workbook of who returned what.")  # fmt: skip
@click.option("--reminders", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
              help="Write a Thai reminder text for each agency still awaited.")  # fmt: skip
@mail_option
@click.option(
    "--as-of", callback=read_deadline, metavar="DATE", help="The day for the calendar (else the day of issue)."
)
@format_option
@strict_option
@issued_option
@shared_options
def status(
    shared: Shared,
    paths: tuple[str, ...],
    deadline: date | None,
    use: tuple[str, ...],
    why: str | None,
    output: Path | None,
    reminders: Path | None,
    mail: Path | None,
    as_of: date | None,
    reporter: Reporter,
    strict: bool,
    issued: date,
) -> int:
    """Compare the roster with the returned files: returned, missing, late, rejected, twice, unknown."""
    context = load_context(shared.round_file, shared.framework, shared.roster)
    paths = need_paths(shared, context, paths)
    need_framework(shared, context)
    with reading_progress(shared.lang, quiet=shared.quiet) as progress:
        reason = reason_to_use(shared, use, why, issued)
        day = latest_day(issued)
        loaded = load_round(paths, context, use=use, reason=reason, deadline=deadline, progress=progress, today=day)
    province, today = loaded.province, as_of or issued
    stages = () if loaded.path_missing else stages_due(context.round.calendar, province, today)
    findings = loaded.findings
    if not loaded.path_missing:
        findings += record_open_questions(loaded, context, shared.edition(issued))
    target = None if output is None or loaded.path_missing else workbook_path(output)
    if target is not None:
        write_round_status(province, shared.target(target, loaded.inputs), shared.edition(issued))
    reminded, mails = Reminders(), None
    if not loaded.path_missing:
        reminded, mails = _remind(shared, province, today, context, reminders, mail)
        findings += mails.findings if mails else ()

    def show(console: Console) -> None:
        if not shared.quiet and not loaded.path_missing:
            show_round(console, province, shared.lang)
            show_stages(console, stages, shared.lang)
        show_findings(console, findings, shared.lang, with_file=True)
        if not shared.quiet:
            _print_written(shared.lang, target, reminders, reminded)
            show_mails(mails, mail, shared)

    outcome = Outcome(command="status", findings=findings, entries=lambda: status_entries(province, stages), show=show)
    reporter.report(outcome, shared.lang)
    # With a wrong path nobody is called missing; an empty folder at the start of a round is real.
    usable = not loaded.path_missing and (loaded.usable or context.roster is not None)
    return exit_code(findings, usable=usable, strict=strict)


def _remind(
    shared: Shared, province: RoundState, today: date, context: RunContext, folder: Path | None, mail: Path | None
) -> tuple[Reminders, WrittenMails | None]:
    """Write the reminders as texts into ``folder`` and as mail drafts into ``mail``, where they are given."""
    reminded, mails, settings = Reminders(), None, context.round
    if folder is not None:
        reminded = write_reminders(province, shared.target(folder), today, settings.contact, settings.calendar)
    if mail is not None:
        items = reminder_items(province, today, context)
        mails = make_mails(shared, MailKind.REMIND, items, context, mail, shared.edition(today))
    return reminded, mails


def _print_written(lang: str, target: Path | None, folder: Path | None, reminded: Reminders) -> None:
    if target is not None:
        click.echo(screen_text(lang, "open_next", path=visible(str(target))))
    if reminded.written:
        click.echo(screen_text(lang, "reminders", count=len(reminded.written), folder=visible(str(folder))))
    if reminded.removed:
        click.echo(screen_text(lang, "reminders_gone", count=len(reminded.removed)))
        for path in reminded.removed:
            click.echo(f"  {visible(path.name)}")


def show_states(console: Console, province: RoundState, lang: str) -> None:
    """Print how many agencies are in each state."""
    counts = counts_by_state(province.members)
    states = Text("  ".join(f"{label_of(state, lang)} {count}" for state, count in counts.items() if count))
    if late := sum(member.late for member in province.members):
        states.append(f"  {screen_text(lang, 'late')} {late}", style="yellow")
    print_hanging(console, f"{screen_text(lang, 'agencies', count=len(province.members))}: ", states)


def show_round(console: Console, province: RoundState, lang: str) -> None:
    """Print how many agencies are in each state, and a line for each agency."""
    show_states(console, province, lang)
    console.print(_table(province, lang))
    if any(member.received.day and not member.recorded for member in province.members[:_MOST_ROWS]):
        console.print(Text(screen_text(lang, "file_date"), style="dim"))
    if len(province.members) > _MOST_ROWS:
        console.print(Text(f"  … {screen_text(lang, 'more', count=len(province.members) - _MOST_ROWS)}", style="dim"))


def show_stages(console: Console, stages: Sequence[DueStage], lang: str) -> None:
    """Print the stages that are over and not done, then the next one, with the agencies that are behind in each."""
    for item in stages_to_show(stages):
        day = numeric_date(item.entry.day)
        name = label_of(item.entry.stage, lang) if item.entry.stage else item.entry.name
        key = "stage_over" if item.is_over else "stage_next" if item.days else "stage_today"
        line = screen_text(lang, key, stage=visible(name), day=day, days=abs(item.days))
        console.print(Text(line, style="yellow" if item.is_over else ""))
        open_words = "stage_behind" if item.is_over else "stage_awaited"
        for words, members in ((open_words, item.behind), ("stage_undecided", item.undecided)):
            if members:
                names = [f"{member.agency.code} {member.agency.name}".strip() for member in members[:_MOST_BEHIND]]
                names += ["…"] if len(members) > _MOST_BEHIND else []
                text = screen_text(lang, words, count=len(members), names=", ".join(names))
                console.print(Text(f"  {visible(text)}"))


def _table(province: RoundState, lang: str) -> Table:
    table = plain_table()
    for key in ("code", "state", "received", "agency"):
        # A name without blanks is broken where its column ends.
        table.add_column(screen_text(lang, key), no_wrap=key != "agency", overflow="fold")
    for member in province.members[:_MOST_ROWS]:
        day = member.received.day
        received = f"{numeric_date(day)}{'' if member.recorded else ' *'}" if day else ""
        table.add_row(
            visible(member.agency.code),
            Text(label_of(member.state, lang), style=_STYLES[member.state]),
            Text(received, style="yellow" if member.late else ""),
            visible(member.agency.name),
        )
    return table

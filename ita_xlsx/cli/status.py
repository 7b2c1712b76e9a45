"""Run ``ita status``: print which agencies returned their form, which are missing, late, rejected or undecided.

Calls the cycle; writes the status workbook and the reminders on request.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ita_xlsx.cli.agencies import need_framework
from ita_xlsx.cli.exit_codes import exit_code
from ita_xlsx.cli.json.round_entries import status_entries
from ita_xlsx.cli.options import (
    Shared,
    issued_option,
    read_deadline,
    shared_options,
    strict_option,
)
from ita_xlsx.cli.progress_bar import reading_progress
from ita_xlsx.cli.reporters import Outcome, Reporter, format_option
from ita_xlsx.cli.screen import plain_table, print_hanging, show_findings
from ita_xlsx.cli.texts import screen_text
from ita_xlsx.cycle.assign_files import counts_by_state
from ita_xlsx.cycle.consolidate import write_round_status
from ita_xlsx.cycle.context import load_context
from ita_xlsx.cycle.files import workbook_path
from ita_xlsx.cycle.load_round import load_round
from ita_xlsx.cycle.reminders import Reminders, write_reminders
from ita_xlsx.model.findings import visible
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.round_state import RoundState, State
from ita_xlsx.model.text.dates import BUDDHIST

_STYLES = {
    State.RETURNED: "green", State.REJECTED: "red", State.DECLARED_NOTHING: "green",
    State.UNDECIDED: "yellow", State.MISSING: "red",
}  # fmt: skip
_MOST_ROWS = 200


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("--deadline", callback=read_deadline, metavar="DATE", help="When returns were due (else the round's).")
@click.option("--use", multiple=True, metavar="FILE", help="Of several files of an agency, the one that counts.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="OUT.xlsx",
              help="A workbook of who returned what.")  # fmt: skip
@click.option("--reminders", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
              help="Write a Thai reminder text for each agency still awaited.")  # fmt: skip
@format_option
@strict_option
@issued_option
@shared_options
def status(
    shared: Shared,
    paths: tuple[str, ...],
    deadline: date | None,
    use: tuple[str, ...],
    output: Path | None,
    reminders: Path | None,
    reporter: Reporter,
    strict: bool,
    issued: date,
) -> int:
    """Compare the roster with the returned files: returned, missing, late, rejected, twice, unknown."""
    context = load_context(shared.round_file, shared.framework, shared.roster)
    need_framework(shared, context)
    with reading_progress(shared.lang, quiet=shared.quiet) as progress:
        loaded = load_round(paths, context, use=use, deadline=deadline, progress=progress)
    province = loaded.province
    target = None if output is None or loaded.path_missing else workbook_path(output)
    if target is not None:
        write_round_status(province, shared.target(target, loaded.inputs), shared.edition(issued))
    reminded = Reminders()
    if reminders is not None and not loaded.path_missing:
        reminded = write_reminders(province, shared.target(reminders), issued, context.round.contact)

    def show(console: Console) -> None:
        if not shared.quiet and not loaded.path_missing:
            show_round(console, province, shared.lang)
        show_findings(console, loaded.findings, shared.lang, with_file=True)
        if not shared.quiet:
            _print_written(shared.lang, target, reminders, reminded)

    def entries() -> object:
        return status_entries(province)

    reporter.report(Outcome(command="status", findings=loaded.findings, entries=entries, show=show), shared.lang)
    # With a wrong path nobody is called missing; an empty folder at the start of a round is real.
    usable = not loaded.path_missing and (loaded.usable or context.roster is not None)
    return exit_code(loaded.findings, usable=usable, strict=strict)


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
    console.print(Text(screen_text(lang, "file_date"), style="dim"))
    if len(province.members) > _MOST_ROWS:
        console.print(Text(f"  … {screen_text(lang, 'more', count=len(province.members) - _MOST_ROWS)}", style="dim"))


def _table(province: RoundState, lang: str) -> Table:
    table = plain_table()
    for key in ("code", "state", "received", "agency"):
        # A name without blanks is broken where its column ends.
        table.add_column(screen_text(lang, key), no_wrap=key != "agency", overflow="fold")
    for member in province.members[:_MOST_ROWS]:
        received = ""
        if member.received:
            day = member.received
            received = f"{day.day}/{day.month}/{day.year + BUDDHIST}{'' if member.recorded else ' *'}"
        table.add_row(
            visible(member.agency.code),
            Text(label_of(member.state, lang), style=_STYLES[member.state]),
            Text(received, style="yellow" if member.late else ""),
            visible(member.agency.name),
        )
    return table

"""Run ``ita new``: create the folder of a round, or carry the round of last year over.

Calls the cycle once; prints what to do next.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ita_xlsx.cli.options import Shared, issued_option, shared_options
from ita_xlsx.cli.screen import open_console, show_findings
from ita_xlsx.cli.texts import screen_text
from ita_xlsx.cycle.frameworks import list_years
from ita_xlsx.cycle.new_round import create_round
from ita_xlsx.model.agency import bare_province
from ita_xlsx.model.text.command_lines import quoted


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--province", metavar="NAME", help="The province, e.g. สมุทรปราการ.")
@click.option("--from", "old", metavar="OLD", type=click.Path(exists=True, file_okay=False, path_type=Path),
              help="Last year's round: its roster, plan and settings are carried over.")  # fmt: skip
@click.option("--returned", multiple=True, metavar="PATH",
              help="With --from: what was returned then (else OLD/inbox), for the hand-over.")  # fmt: skip
@click.option("--number", is_flag=True, help="With --roster: give a code to each agency that has none.")
@issued_option
@shared_options
def new(
    shared: Shared,
    folder: Path,
    province: str | None,
    old: Path | None,
    returned: tuple[str, ...],
    number: bool,
    issued: date,
) -> int:
    """Create a round: round.toml, a roster (or 31 provincial offices), a plan, texts; --from takes last year's."""
    if old is not None and province:
        raise click.UsageError(screen_text(shared.lang, "province_is_carried"))
    if old is not None and shared.roster:
        raise click.UsageError(screen_text(shared.lang, "roster_is_carried"))
    if old is not None:
        return _carry_over(shared, folder, old, returned, issued)
    if not shared.framework:
        years = ", ".join(map(str, list_years()))
        raise click.UsageError(screen_text(shared.lang, "no_year", years=years))
    if not province or not province.strip():
        raise click.UsageError(screen_text(shared.lang, "no_province"))
    bare = bare_province(province)
    if bare != province.strip() and not shared.quiet:
        click.echo(screen_text(shared.lang, "province_read", name=bare))
    edition = shared.edition(issued)
    made = create_round(shared.target(folder), shared.framework, bare, edition, own_roster=shared.roster, number=number)
    _print_next_steps(shared, made.settings, made.roster, made.measures)
    _print_texts(shared, made.texts)
    show_findings(open_console(quiet=shared.quiet), made.findings, shared.lang, with_file=True)
    return 0


def _carry_over(shared: Shared, folder: Path, old: Path, returned: tuple[str, ...], issued: date) -> int:
    from ita_xlsx.cycle.arrivals.round_paths import arrival_folders
    from ita_xlsx.cycle.carry_over import carry_over

    made = carry_over(shared.target(folder), old, shared.framework, returned, shared.edition(issued))
    _print_next_steps(shared, made.settings, made.roster, made.measures, plan_is_set=made.plan_is_set)
    _print_texts(shared, made.texts)
    if made.previous and not shared.quiet:
        click.echo(screen_text(shared.lang, "previous_recorded", path=", ".join(made.previous)))
    if made.handover is not None and not shared.quiet:
        click.echo(screen_text(shared.lang, "open_next", path=made.handover))
    elif not shared.quiet:
        click.echo(screen_text(shared.lang, "no_handover", folder=arrival_folders(old)[0]))
    show_findings(open_console(quiet=shared.quiet), made.findings, shared.lang, with_file=True)
    return 0


def _print_next_steps(
    shared: Shared, settings: Path, roster: Path, measures: Path, *, plan_is_set: bool = False
) -> None:
    if not shared.quiet:
        paths = {"settings": str(settings), "roster": str(roster), "measures": str(measures)}
        paths |= {"quoted": quoted(str(settings)), "forms": quoted(str(settings.with_name("forms")))}
        click.echo(screen_text(shared.lang, "round_carried" if plan_is_set else "round_made", **paths))


def _print_texts(shared: Shared, texts: Path) -> None:
    if not shared.quiet:
        click.echo(screen_text(shared.lang, "texts_made", path=texts))

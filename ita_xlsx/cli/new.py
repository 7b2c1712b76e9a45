"""``ita new``: begin a round."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from ita_xlsx.catalogue import list_years
from ita_xlsx.cli.options import Shared, shared_options
from ita_xlsx.cli.texts import say
from ita_xlsx.cycle.begin import begin_round


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--province", required=True, metavar="NAME", help="The province, e.g. สมุทรปราการ.")
@shared_options
def new(shared: Shared, folder: Path, province: str) -> int:
    """Begin a round: round.toml and a roster of 31 provincial offices to edit."""
    if not shared.framework:
        known = ", ".join(map(str, list_years()))
        raise click.UsageError(say(shared.lang, "no_year", known=known))
    settings, roster = begin_round(folder, shared.framework, province.strip(), force=shared.force)
    if not shared.quiet:
        paths = {"settings": shlex.quote(str(settings)), "roster": shlex.quote(str(roster))}
        click.echo(say(shared.lang, "round_made", **paths))
    return 0

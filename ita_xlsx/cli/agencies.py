"""Find the agency, the framework and the files that a command names, or end with wrong usage."""

from __future__ import annotations

import click

from ita_xlsx.cli.options import Shared
from ita_xlsx.cli.texts import screen_text
from ita_xlsx.cycle.arrivals.round_paths import paths_or_arrivals
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.frameworks import list_years
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.framework import Framework


def need_framework(shared: Shared, context: RunContext) -> Framework:
    """Return the framework of the run; raise click.UsageError where none was named."""
    if context.framework is None:
        years = ", ".join(map(str, list_years()))
        raise click.UsageError(screen_text(shared.lang, "no_framework", years=years))
    return context.framework


def need_paths(shared: Shared, context: RunContext, paths: tuple[str, ...]) -> tuple[str, ...]:
    """Return the paths of a command, else the folders in which files of the round arrive.

    Raise click.UsageError where neither a path nor a round was named.
    """
    found = paths_or_arrivals(paths, context)
    if not found:
        raise click.UsageError(screen_text(shared.lang, "no_paths"))
    return found


def find_agency(shared: Shared, context: RunContext, name: str) -> Agency:
    """Return the agency of the roster with this code or name; without a roster, one that has only a name.

    Raise click.UsageError where the roster has none of that name, or several.
    """
    if not name.strip():
        raise click.BadParameter(screen_text(shared.lang, "no_agency"), param_hint="--agency")
    agencies = context.agencies_named(name)
    if not agencies:
        raise click.UsageError(screen_text(shared.lang, "not_in_roster", name=name))
    if len(agencies) > 1:
        codes = ", ".join(agency.code for agency in agencies)
        raise click.UsageError(screen_text(shared.lang, "several_named", name=agencies[0].name, codes=codes))
    return agencies[0]

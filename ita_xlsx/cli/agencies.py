"""The agency and the fiscal year a command names."""

from __future__ import annotations

import click

from ita_xlsx.catalogue import list_years
from ita_xlsx.cli.options import Shared
from ita_xlsx.cli.texts import screen_text
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.intake.workbook.cells import clean_text
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.framework import Framework


def need_framework(shared: Shared, context: RunContext) -> Framework:
    """The framework of the desk; wrong usage where none was named."""
    if context.framework is None:
        known = ", ".join(map(str, list_years()))
        raise click.UsageError(screen_text(shared.lang, "no_framework", known=known))
    return context.framework


def find_agency(shared: Shared, context: RunContext, name: str) -> Agency:
    """The agency of the roster with this code or name; without a roster, one that has only a name."""
    if not name.strip():
        raise click.BadParameter(screen_text(shared.lang, "no_agency"), param_hint="--agency")
    if context.roster is None:
        return Agency("", clean_text(name), context.round.province)
    known = context.roster.find(name) or context.roster.find_named(name)
    if known is None and (several := context.roster.named(name)):
        codes = ", ".join(item.code for item in several)
        raise click.UsageError(screen_text(shared.lang, "several_named", name=clean_text(name), codes=codes))
    if known is None:
        raise click.UsageError(screen_text(shared.lang, "not_in_roster", name=name))
    return known

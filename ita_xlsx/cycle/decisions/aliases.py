"""Add the other names that the officer decided to the agencies of the roster. Works on values only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.decisions import Alias


def with_aliases(context: RunContext, aliases: Sequence[Alias]) -> RunContext:
    """Return the context with the other names of the decisions in its roster; without any, the same context.

    The name of one agency is no other name of another one.
    """
    roster = context.roster
    if roster is None or not aliases:
        return context
    names: dict[Agency, tuple[str, ...]] = {}
    for alias in aliases:
        agency = roster.find(alias.code)
        if agency is not None and not any(item != agency for item in roster.all_named(alias.name)):
            names[agency] = (*names.get(agency, ()), alias.name)
    agencies = tuple(
        replace(item, aliases=tuple(dict.fromkeys((*item.aliases, *names[item])))) if item in names else item
        for item in roster.agencies
    )
    return replace(context, roster=replace(roster, agencies=agencies))

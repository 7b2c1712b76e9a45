"""Make the cards of all agencies of a round to be printed: one page an agency, in the order of the roster.

Reads the files of a round; returns workbooks as bytes.
"""

from __future__ import annotations

from dataclasses import replace

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.giving_back.agency_files import make_agency_files, round_sources
from ita_xlsx.cycle.load_round import load_round
from ita_xlsx.cycle.printing.contents import PrintContents, PrintItem, PrintOptions, framework_of
from ita_xlsx.intake.sources import find_workbooks
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Trait, has_trait
from ita_xlsx.model.progress import OnProgress
from ita_xlsx.output.card.texts import cards_title


def collect_cards(
    options: PrintOptions, context: RunContext, edition: Edition, progress: OnProgress | None = None
) -> PrintContents:
    """Return the card of each agency whose form counts, and the findings about the others.

    Without a named framework the first form says which one it is. Raise InputError for decisions that cannot be read.
    """
    if context.framework is None:
        sources, passed_over = find_workbooks(options.paths)
        framework, unread = framework_of(sources, context)
        if framework is None:
            return PrintContents((), "", (*passed_over, *unread))
        context = replace(context, framework=framework)
    else:
        framework = context.framework
    loaded = load_round(
        options.paths,
        context,
        use=options.use,
        jobs=options.jobs,
        cached=options.cached,
        progress=progress,
        reason=options.reason,
    )
    title = cards_title(framework.year, loaded.province.name)
    if loaded.path_missing:
        return PrintContents((), title, loaded.findings)
    shared = round_sources(context, framework)
    items, findings = [], [item for item in loaded.findings if not has_trait(item, Trait.NOT_FOR_PRINTING)]
    findings += shared.findings
    for made in make_agency_files(loaded, shared, edition, analyses=False):
        findings += made.findings
        if made.card is not None:
            items.append(PrintItem(made.agency.name or made.agency.code, made.card_name, made.card))
    return PrintContents(tuple(items), title, tuple(findings))

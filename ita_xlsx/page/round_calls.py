"""Gather the calls of the screens of a round, and of printing: they are loaded when the first of them is asked for."""

from __future__ import annotations

from collections.abc import Mapping

from ita_xlsx.page import (
    print_pages,
    round_check,
    round_decide,
    round_documents,
    round_links,
    round_measures,
    round_overview,
    round_results,
    round_status,
)
from ita_xlsx.page.giving_back import again, cards, kit, mails, plan, tables, trace
from ita_xlsx.page.request import Call
from ita_xlsx.page.setup import folder_zip, forms_screen, frameworks_view, next_year, settings_screen, start_round

CALLS: Mapping[str, Call] = {
    **round_overview.CALLS,
    **round_status.CALLS,
    **round_check.CALLS,
    **round_decide.CALLS,
    **round_results.CALLS,
    **round_measures.CALLS,
    **round_links.CALLS,
    **start_round.CALLS,
    **settings_screen.CALLS,
    **frameworks_view.CALLS,
    **forms_screen.CALLS,
    **next_year.CALLS,
    **folder_zip.CALLS,
    **print_pages.CALLS,
    **round_documents.CALLS,
    **kit.CALLS,
    **plan.CALLS,
    **mails.CALLS,
    **tables.CALLS,
    **again.CALLS,
    **trace.CALLS,
    **cards.CALLS,
}

"""Carry a round over to the next fiscal year, into a folder of its own with the hand-over workbook."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ita_xlsx.cycle.arrivals.round_paths import arrival_folders
from ita_xlsx.cycle.carry_over import carry_over
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.new_round import folder_name
from ita_xlsx.cycle.settings.load_context import find_definition
from ita_xlsx.model.edition import Edition
from ita_xlsx.page import round_overview
from ita_xlsx.page.render import render
from ita_xlsx.page.request import Answer, Call, Request
from ita_xlsx.page.round_data import OpenRound, frame, open_round
from ita_xlsx.page.setup.frameworks_view import (
    FROM_FILE,
    checked_view,
    chosen_framework,
    framework_inside,
    free_folder,
    shelf_rows,
)
from ita_xlsx.page.wording import word


def show(request: Request) -> Answer:
    """Return what is carried over, and the choice of the next fiscal year."""
    return _form(open_round(request))


def create(request: Request) -> Answer:
    """Create the round of the next year beside this one, and show where its work stands."""
    opened, framework = open_round(request), chosen_framework(request)
    if not framework:
        return _form(opened, problem="year_missing")
    folder = free_folder(folder_name(find_definition(framework).framework, opened.context.round.province))
    returned = arrival_folders(opened.folder) if opened.loaded.usable else ()
    with framework_inside(framework, folder) as name:
        made = carry_over(Target(path=folder), opened.folder, name, returned, Edition(issued=request.issued))
    key = "carried" if made.handover else "carried_without_handover"
    return round_overview.show_with(request.on(folder), word(request.lang, key, folder=folder))


def _form(opened: OpenRound, problem: str = "") -> Answer:
    request, lang = opened.request, opened.request.lang
    given = str(Path(next(iter(request.paths)))) if request.paths else ""
    checked = checked_view(given or request.text("framework_file"), lang)
    usable = checked is not None and checked["framework"] is not None
    this_year = opened.framework.year
    years = [row for row in shelf_rows(lang) if int(str(row["year"])) > this_year]
    html = render(
        "round_next.html",
        lang,
        **frame(opened, "next"),
        year=FROM_FILE if usable else request.text("framework"),
        this_year=this_year,
        framework_file=checked["path"] if checked is not None and usable else "",
        checked=checked,
        problem=problem,
        years=years,
        agencies=len(opened.context.roster.agencies) if opened.context.roster else 0,
        measures=len(opened.plan.plan.measures),
        returned=sum(item.summary is not None for item in opened.province.members),
    )
    return Answer(html, word(lang, "next_head", year=this_year))


CALLS: Mapping[str, Call] = {"round_next": show, "carry_over": create}

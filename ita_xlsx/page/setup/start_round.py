"""Start a round without a folder: a province, a fiscal year or the workbook of one, and a roster of one's own."""

from __future__ import annotations

from collections.abc import Mapping

from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.new_round import create_round, folder_name, read_own_roster
from ita_xlsx.cycle.settings.load_context import find_definition
from ita_xlsx.errors import ItaError
from ita_xlsx.model.agency import bare_province
from ita_xlsx.model.edition import Edition
from ita_xlsx.page import round_overview
from ita_xlsx.page.fault_view import fault_lines
from ita_xlsx.page.render import render
from ita_xlsx.page.request import Answer, Call, Request
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
    """Return the form of a new round, with the files that were given so far."""
    return _form(request)


def create(request: Request) -> Answer:
    """Create the folder of the round, and show where its work stands."""
    province, framework = bare_province(request.text("province")), chosen_framework(request)
    if not province or not framework:
        return _form(request, problem="province_missing" if not province else "year_missing")
    if request.text("roster_faulty"):
        return _form(request, problem="roster_faulty")
    folder = free_folder(folder_name(find_definition(framework).framework, province))
    roster = request.text("roster_file") or None
    with framework_inside(framework, folder) as name:
        edition = Edition(issued=request.issued)
        number = bool(request.text("number"))
        create_round(Target(path=folder), name, province, edition, own_roster=roster, number=number)
    return round_overview.show_with(request.on(folder), word(request.lang, "round_created", folder=folder))


def _form(request: Request, problem: str = "") -> Answer:
    lang, given = request.lang, str(next(iter(request.paths), ""))
    role = request.text("role")
    framework_file = given if role == "framework" else request.text("framework_file")
    roster_file = given if role == "roster" else request.text("roster_file")
    checked = checked_view(framework_file, lang)
    usable = checked is not None and checked["framework"] is not None
    number = request.text("number")
    agencies, faults = _roster(roster_file, request)
    year = request.text("framework")
    html = render(
        "round_new.html",
        lang,
        province=request.text("province"),
        year=FROM_FILE if role == "framework" and usable else "" if year == FROM_FILE and not usable else year,
        checked=checked,
        framework_file=framework_file if usable else "",
        roster_file=roster_file if agencies else "",
        agencies=agencies,
        number=number,
        faults=faults,
        is_roster_faulty=bool(roster_file and not agencies),
        problem=problem,
        shelf=shelf_rows(lang),
        folder="",
    )
    return Answer(html, word(lang, "new_round_head"))


def _roster(file: str, request: Request) -> tuple[int, list[Mapping[str, object]]]:
    """Return the number of agencies in a roster of one's own, and what is wrong in it."""
    if not file:
        return 0, []
    try:
        roster = read_own_roster(file, number=bool(request.text("number")))
    except ItaError as error:
        return 0, fault_lines(error, request.lang)
    return len(roster.agencies), []


CALLS: Mapping[str, Call] = {"round_new": show, "create_round": create}

"""Show the settings, the roster and the frameworks of a round, and write the settings that a person may change."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from ita_xlsx.cycle.context import ROUND_FILE
from ita_xlsx.cycle.province_plan import MEASURES_FILE
from ita_xlsx.cycle.settings.edit_round_file import TypedSettings, edit_round_file
from ita_xlsx.errors import InputError
from ita_xlsx.model.results import plain_number
from ita_xlsx.model.round_settings import Contact
from ita_xlsx.model.text.dates import BUDDHIST, MONTHS
from ita_xlsx.page.fault_view import fault_lines
from ita_xlsx.page.findings_view import line_of
from ita_xlsx.page.render import render
from ita_xlsx.page.request import Answer, Call, Request
from ita_xlsx.page.round_data import OpenRound, frame, made_words, open_round
from ita_xlsx.page.setup.frameworks_view import checked_view, shelf_rows
from ita_xlsx.page.wording import word


def show(request: Request) -> Answer:
    """Return the settings, the roster and the frameworks."""
    return _answer(open_round(request))


def check_framework(request: Request) -> Answer:
    """Check the workbook of a framework, and return the screen with its findings by sheet and cell."""
    return _answer(open_round(request), framework_file=str(next(iter(request.paths), "")))


def save_settings(request: Request) -> Answer:
    """Write the typed settings into the settings file."""
    folder = Path(request.text("folder"))
    contact = Contact(*(request.text(key) for key in ("name", "phone", "email")))
    parts = tuple(request.text(key) for key in ("day", "month", "year"))
    typed = TypedSettings(
        deadline="/".join(parts) if any(parts) else "",
        threshold=request.text("threshold"),
        measures=request.text("plan_file") if request.text("plan") else "",
        contact=contact,
    )
    try:
        edit_round_file(folder / ROUND_FILE, typed)
    except InputError as error:
        return _answer(open_round(request), faults=fault_lines(error, request.lang))
    return _answer(open_round(request), saved=made_words(request, "saved_file", name=ROUND_FILE))


def plan_file(opened: OpenRound) -> str:
    """Return the file of the plan, relative to the folder of the round: the one in force, else one that lies there."""
    measures = opened.context.round.measures
    if measures:
        return Path(os.path.relpath(measures, opened.folder)).as_posix()
    return MEASURES_FILE if (opened.folder / MEASURES_FILE).is_file() else ""


def _typed(opened: OpenRound) -> Mapping[str, str]:
    """Return the settings of the round as a person types them."""
    settings = opened.context.round
    deadline, threshold, contact = settings.deadline, settings.threshold, settings.contact
    return {
        "day": str(deadline.day) if deadline else "",
        "month": str(deadline.month) if deadline else "",
        "year": str(deadline.year + BUDDHIST) if deadline else "",
        "threshold": "" if threshold is None else plain_number(threshold),
        "name": contact.name,
        "phone": contact.phone,
        "email": contact.email,
        "plan": "yes" if settings.measures else "",
    }


def _answer(
    opened: OpenRound, *, saved: str = "", framework_file: str = "", faults: Sequence[Mapping[str, object]] = ()
) -> Answer:
    """Return the screen; with faults, what was typed stays in its fields."""
    lang, context = opened.request.lang, opened.context
    typed = _typed(opened)
    agencies = context.roster.agencies if context.roster else ()
    plan = opened.plan
    html = render(
        "round_setup.html",
        lang,
        **frame(opened, "setup"),
        settings=context.round,
        framework=opened.framework,
        typed={key: opened.request.text(key) for key in typed} if faults else typed,
        months=[(str(number), name) for number, name in enumerate(MONTHS, 1)],
        faults=faults,
        pass_mark=plain_number(opened.framework.pass_mark),
        plan_file=plan_file(opened),
        measures=len(plan.plan.measures),
        plan_steps=sum(len(item.steps) for item in plan.plan.measures),
        roster_name=context.roster_file.name if context.roster_file else "",
        agencies=agencies,
        lines=[line_of(item, None, lang) for item in (*context.findings, *plan.findings)],
        saved=saved,
        shelf=shelf_rows(lang),
        checked=checked_view(framework_file, lang),
    )
    return Answer(html, word(lang, "setup_head", count=len(agencies)))


CALLS: Mapping[str, Call] = {
    "round_setup": show,
    "save_settings": save_settings,
    "check_framework": check_framework,
}

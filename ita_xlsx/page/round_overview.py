"""Show where the work of a round stands: its eight steps, each with its state, and the one to go on with."""

from __future__ import annotations

from collections.abc import Mapping

from ita_xlsx.model.labels import label_of
from ita_xlsx.model.round_state import State
from ita_xlsx.model.text.dates import thai_date
from ita_xlsx.page.first_screen import rounds_here
from ita_xlsx.page.render import render
from ita_xlsx.page.request import Answer, Call, Request
from ita_xlsx.page.round_data import OpenRound, frame, open_round
from ita_xlsx.page.wording import word

_OPEN = (State.MISSING, State.NOT_A_FORM, State.REJECTED, State.UNDECIDED, State.HELD_BACK)
_LAST = "next"


def show(request: Request) -> Answer:
    """Return the overview of the round of the folder."""
    return show_with(request, "")


def show_with(request: Request, saved: str) -> Answer:
    """Return the overview of the round with a line on what was just made."""
    opened, lang = open_round(request), request.lang
    values = dict(frame(opened, "overview"))
    found = values["steps"]
    assert isinstance(found, list)
    details = _details(opened)
    rows = [{**step, "detail": details[str(step["key"])]} for step in found]
    step = next((row for row in rows if row["style"] == "todo"), rows[-1])
    text = f"go_on_{step['key']}"
    headline = word(lang, "go_on", number=step["number"], name=step["name"], state=step["state"])
    html = render(
        "overview.html",
        lang,
        **{**values, "screen": "round"},
        rows=rows,
        headline=headline,
        advice=word(lang, text),
        step=step,
        saved=saved,
        others=[name for name in rounds_here() if name != str(opened.folder)],
    )
    return Answer(html, headline)


def _details(opened: OpenRound) -> Mapping[str, str]:
    """Return what stands behind the state of each step, in one line."""
    lang, counts, plan = opened.request.lang, opened.counts, opened.plan.plan
    agencies, deadline = len(opened.province.members), opened.context.round.deadline
    setup = [
        word(lang, "detail_roster", count=agencies),
        word(lang, "detail_plan", count=len(plan.measures), steps=sum(len(item.steps) for item in plan.measures))
        if plan.measures
        else word(lang, "detail_no_plan"),
    ]
    setup += [word(lang, "deadline", day=thai_date(deadline))] if deadline else []
    waiting = [f"{label_of(state, lang)} {counts[state]}" for state in _OPEN if counts[state]]
    late = sum(item.late for item in opened.province.members)
    waiting += [word(lang, "detail_late", count=late)] if late else []
    with_file = sum(item.summary is not None for item in opened.province.members)
    overdue = sum(step.overdue for step in opened.tracked.tracking.steps)
    return {
        "setup": " · ".join(setup),
        "forms": word(lang, "detail_forms", count=agencies),
        "status": " · ".join(waiting) or word(lang, "detail_all_in"),
        "check": word(lang, "detail_check", count=with_file, rejected=counts[State.REJECTED]),
        "results": word(lang, "detail_results", counted=len(opened.results.counted), count=agencies),
        "measures": word(lang, "detail_measures", steps=len(opened.tracked.tracking.steps), overdue=overdue),
        "print": word(lang, "detail_print", count=opened.ready_to_print),
        _LAST: word(lang, "detail_next", year=opened.framework.year + 1),
    }


CALLS: Mapping[str, Call] = {"round": show}

"""Show the plan that is drafted for the province from shared weak points, and write it as a workbook."""

from __future__ import annotations

from collections.abc import Mapping

from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.runs.consolidate_round import ConsolidationRun, consolidate_round, write_consolidation
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout.subjects import subject_label
from ita_xlsx.model.province.shared_plan import ProvinceMeasure, ProvincePlan
from ita_xlsx.page.render import render
from ita_xlsx.page.request import Answer, Call, Request
from ita_xlsx.page.round_data import OpenRound, frame, made_words, open_round
from ita_xlsx.page.wording import word

PLAN_FILE = "province-plan.xlsx"


def show(request: Request) -> Answer:
    """Return the measures of the drafted plan, with the agencies that need each."""
    opened = open_round(request)
    return _answer(opened, _run(opened))


def save_plan(request: Request) -> Answer:
    """Write the drafted plan into the folder of the round."""
    opened = open_round(request)
    run = _run(opened)
    target = Target(path=opened.folder / PLAN_FILE, force=True)
    write_consolidation(run, None, None, Edition(issued=request.issued), plan_file=target)
    return _answer(opened, run, made_words(request, "saved_file", name=PLAN_FILE))


def _run(opened: OpenRound) -> ConsolidationRun:
    return consolidate_round(opened.loaded, opened.context, opened.framework)


def _answer(opened: OpenRound, run: ConsolidationRun, saved: str = "") -> Answer:
    lang, plan = opened.request.lang, run.plan
    rows = [_row(opened, entry, lang) for entry in plan.entries] if plan else []
    html = render(
        "province_plan.html",
        lang,
        **frame(opened, "results"),
        saved=saved,
        usable=run.usable,
        head=_head(plan, lang),
        rows=rows,
        not_used=", ".join(plan.not_used) if plan else "",
    )
    return Answer(html, _head(plan, lang))


def _head(plan: ProvincePlan | None, lang: str) -> str:
    if plan is None or not plan.points:
        return word(lang, "plan_no_points", least=plan.least if plan else "")
    counts = {"points": len(plan.points), "measures": len(plan.entries), "least": plan.least, "year": plan.year}
    return word(lang, "plan_head", **counts)


def _row(opened: OpenRound, entry: ProvinceMeasure, lang: str) -> Mapping[str, object]:
    """Return a measure as a row of the screen."""
    framework = opened.framework
    return {
        "measure": entry.measure.measure,
        "points": ", ".join(subject_label(framework, framework.nodes[item.subject]) for item in entry.points),
        "units": ", ".join(entry.measure.units) or word(lang, "plan_all"),
        "needed": len(entry.needed_by),
        "owner": entry.measure.responsible,
        "period": entry.measure.period,
        "origin": label_of(entry.origin, lang),
    }


CALLS: Mapping[str, Call] = {"province_plan": show, "save_province_plan": save_plan}

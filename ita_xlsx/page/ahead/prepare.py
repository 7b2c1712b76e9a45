"""Load what the next screens need, step by step, while the person still chooses a form or a folder.

A call that is asked for meanwhile waits for one step only, so each step is short.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from ita_xlsx.cycle.frameworks import shelf
from ita_xlsx.page.render import load_template
from ita_xlsx.page.request import Answer, Call, Request

# In the order in which they are needed: to read a form, to open a round, to write the workbook of the province. Each
# loads what it needs itself, and the earlier ones keep the later ones short.
_MODULES = (
    "multiprocessing.util",
    "ita_xlsx.intake.forms.form",
    "ita_xlsx.cycle.summarize",
    "xlsxwriter.workbook",
    "ita_xlsx.cycle.load_round",
    "ita_xlsx.cycle.runs.follow_measures",
    "ita_xlsx.page.round_overview",
    "ita_xlsx.intake.round_file",
    "ita_xlsx.intake.plans.plan_file",
    "ita_xlsx.output.province",
    "ita_xlsx.cycle.runs.consolidate_round",
    "ita_xlsx.page.round_results",
    "ita_xlsx.output.province.overview_page",
    "defusedxml.ElementTree",
)
_TEMPLATES = ("agency.html", "overview.html", "province.html")
# Browsers compile a function slowly but well once it has run often: a few readings are enough.
_REHEARSED = ("make_specimen", *("read_specimen",) * 5)
STEPS = ("framework", *_MODULES, *_TEMPLATES, *_REHEARSED)


def prepare(request: Request) -> Answer:
    """Take the step that the request names; return an answer that leaves the screen as it is."""
    step = request.text("step")
    if step in _MODULES:
        import_module(step)
    elif step in _TEMPLATES:
        load_template(step, request.lang)
    elif step in _REHEARSED:
        getattr(import_module("ita_xlsx.page.ahead.rehearsal"), step)()
    else:
        next(shelf())
    return Answer("")


CALLS: Mapping[str, Call] = {"prepare": prepare}

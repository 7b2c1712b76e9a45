"""Lead from a figure of the province to its file and cell, as ``ita trace`` does.

Calls ``cycle`` for the round; returns the screen.
"""

from __future__ import annotations

from collections.abc import Mapping

from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.layout.subjects import subject_label
from ita_xlsx.model.trace.file_place import file_place
from ita_xlsx.model.trace.find_figure import FigureName, find_figure
from ita_xlsx.model.trace.trail import BETWEEN_FILES, TraceRow
from ita_xlsx.page.render import render
from ita_xlsx.page.request import Answer, Call, Request
from ita_xlsx.page.round_data import OpenRound, frame, open_round
from ita_xlsx.page.wording import word


def show(request: Request) -> Answer:
    """Return the trail of the figure that was chosen; at first that of the overall average."""
    opened = open_round(request)
    lang, framework = request.lang, opened.province.framework
    figure = find_figure(opened.province, _name(opened, request))
    node = figure.name.node
    html = render(
        "trace.html",
        lang,
        **{**frame(opened, "results"), "screen": "round_trace"},
        subjects=[(subject, subject_label(framework, item)) for subject, item in framework.nodes.items()],
        agencies=[item.agency for item in opened.province.members],
        years=(framework.year, framework.year - 1),
        subject=node.subject if node else OVERALL,
        agency=figure.name.member.agency.code if figure.name.member else "",
        year=figure.name.year,
        value=figure.value,
        is_average=figure.name.member is None,
        rows=[_row(row, opened, lang) for row in figure.rows],
        below=[_row(row, opened, lang) for row in figure.below],
    )
    return Answer(html, word(lang, "trace_title"))


def _name(opened: OpenRound, request: Request) -> FigureName:
    """Return the figure that the screen names; what it does not name is the average of the overall score."""
    province, framework = opened.province, opened.province.framework
    node = framework.nodes.get(request.text("subject"), framework.nodes[OVERALL])
    code, before = request.text("agency"), framework.year - 1
    member = next((item for item in province.members if item.agency.code == code), None) if code else None
    return FigureName(node=node, year=before if request.text("year") == str(before) else framework.year, member=member)


def _row(row: TraceRow, opened: OpenRound, lang: str) -> Mapping[str, object]:
    framework = opened.province.framework
    return {
        "code": row.agency.code,
        "name": row.agency.name,
        "label": subject_label(framework, framework.nodes[row.subject]),
        "score": row.shown,
        "kind": word(lang, f"trace_{row.kind}"),
        "place": row.place,
        "file": BETWEEN_FILES.join(file_place(name).text for name in row.file.split(BETWEEN_FILES)),
        "digest": row.digest,
        "decisions": [item.text for item in ((row.correction,) if row.correction else ()) + row.choices],
    }


CALLS: Mapping[str, Call] = {"round_trace": show}

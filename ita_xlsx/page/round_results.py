"""Show the results of the province: one page for the governor, a heat table, and the ranks; write the workbooks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.runs.consolidate_round import ConsolidationRun, consolidate_round, write_consolidation
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Finding, Severity, sort_by_severity
from ita_xlsx.model.province.groups import GroupBy
from ita_xlsx.page.findings_view import line_of
from ita_xlsx.page.giving_back.kinds import own_sheets
from ita_xlsx.page.giving_back.tables import earlier_paths
from ita_xlsx.page.render import render
from ita_xlsx.page.request import Answer, Call, Request
from ita_xlsx.page.results.province_view import province_view
from ita_xlsx.page.round_data import OpenRound, frame, made_words, open_round
from ita_xlsx.page.wording import word

WORKBOOK, EXPORT = "consolidated.xlsx", "export"
# Workbooks and databases of earlier years lie here, beside the folder of the round, and are never written.
EARLIER = Path("earlier")


def show(request: Request) -> Answer:
    """Return the averages, ranks and what to follow up, beside those of an earlier year."""
    opened = open_round(request)
    return _answer(opened, request, _run(opened), "", ())


def save_workbook(request: Request) -> Answer:
    """Write the consolidated workbook into the folder of the round."""
    opened = open_round(request)
    run = _run(opened, own_sheets(request))
    target = Target(path=opened.folder / WORKBOOK, force=True)
    write_consolidation(run, target, None, Edition(issued=request.issued))
    return _answer(opened, request, run, made_words(request, "saved_file", name=WORKBOOK), ())


def save_export(request: Request) -> Answer:
    """Write the tidy tables in all formats into a folder of the round."""
    opened = open_round(request)
    run = _run(opened)
    folder = Target(path=opened.folder / EXPORT, force=True)
    write_consolidation(run, None, folder, Edition(issued=request.issued))
    return _answer(opened, request, run, made_words(request, "saved_tables", folder=EXPORT), ())


def _run(opened: OpenRound, sheets: tuple[GroupBy, ...] = ()) -> ConsolidationRun:
    earlier = earlier_paths(opened.folder, EARLIER)
    return consolidate_round(opened.loaded, opened.context, opened.framework, earlier, sheets)


def answer_with(opened: OpenRound, request: Request, saved: str, findings: Sequence[Finding]) -> Answer:
    """Return the screen of the results with the words for what was saved, and findings about it."""
    return _answer(opened, request, _run(opened), saved, findings)


def _answer(
    opened: OpenRound, request: Request, run: ConsolidationRun, saved: str, about_files: Sequence[Finding]
) -> Answer:
    lang = request.lang
    about_earlier = run.findings[len(opened.loaded.findings) :]
    found = sort_by_severity(item for item in (*about_files, *about_earlier) if item.severity is not Severity.INFO)
    view: Mapping[str, object] = province_view(opened, run, lang)
    html = render(
        "province.html",
        lang,
        **frame(opened, "results"),
        view=view,
        usable=run.usable,
        saved=saved,
        earlier=[path.name for path in sorted(EARLIER.iterdir())] if EARLIER.is_dir() else [],
        into=f"{EARLIER}/",
        agencies=[member.agency for member in opened.province.counted],
        lines=[line_of(item, None, lang) for item in found],
    )
    return Answer(html, word(lang, "results_title", province=opened.province.name, year=opened.framework.year))


CALLS: Mapping[str, Call] = {
    "round_results": show,
    "round_earlier": show,
    "save_consolidated": save_workbook,
    "save_export": save_export,
}

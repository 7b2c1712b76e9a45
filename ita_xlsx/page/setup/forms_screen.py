"""Issue the forms of a round: of all agencies, of one, or blank; and fill a form from a printed table."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.import_table import Imported, import_printed, write_imported
from ita_xlsx.cycle.templates import blank_agency, template_name, template_names, write_template, write_templates
from ita_xlsx.errors import InputError
from ita_xlsx.model.agency import Agency, Roster
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Code, Finding
from ita_xlsx.model.layout.plan_layouts import PLAN_LAYOUTS
from ita_xlsx.page.findings_view import groups_of, line_of
from ita_xlsx.page.giving_back.prefill import prefill_of, prefill_sources
from ita_xlsx.page.in_place import report
from ita_xlsx.page.render import render
from ita_xlsx.page.request import Answer, Call, Request
from ita_xlsx.page.round_data import FORMS, OpenRound, frame, inbox_of, made_words, open_round
from ita_xlsx.page.wording import word

BLANK = "blank.xlsx"


def show(request: Request) -> Answer:
    """Return which forms are there, and what can be issued."""
    return _answer(open_round(request))


def issue_forms(request: Request) -> Answer:
    """Write the forms of the roster: all of them, or with ``missing`` those that are not there yet."""
    opened = open_round(request)
    plan, roster = opened.plan, opened.context.roster or Roster(())
    missing, folder = bool(request.text("missing")), opened.folder / FORMS
    pairs = template_names(opened.framework, roster)
    count = sum(not (missing and (folder / name).exists()) for _, name in pairs)
    report("", 0, count, word(request.lang, "issuing", count=count))
    target = Target(path=folder, force=True)
    prefill, edition = prefill_of(opened), _edition(request)
    made = write_templates(plan.context, roster, target, edition, plan.plan, missing=missing, prefill=prefill)
    saved = made_words(request, "saved_files", count=len(made.paths), folder=FORMS)
    return _answer(open_round(request), saved, about_forms=(*made.findings, *prefill.findings))


def issue_form(request: Request) -> Answer:
    """Write the form of one agency."""
    opened = open_round(request)
    folder = opened.folder / FORMS
    folder.mkdir(exist_ok=True)
    target, plan, agency = Target(path=folder, force=True), opened.plan, _agency(opened)
    prefill = prefill_of(opened, agency)
    made = write_template(plan.context, agency, target, _edition(request), plan.plan, prefill)
    saved = made_words(request, "saved_file", name=f"{FORMS}/{made.name}")
    return _answer(open_round(request), saved, about_forms=prefill.findings)


def issue_blank(request: Request) -> Answer:
    """Write the blank form, in which an agency names itself."""
    opened = open_round(request)
    plan, target = opened.plan, Target(path=opened.folder / BLANK, force=True)
    write_template(plan.context, blank_agency(opened.context.round.province), target, _edition(request), plan.plan)
    return _answer(open_round(request), made_words(request, "saved_file", name=BLANK))


def import_table(request: Request) -> Answer:
    """Fill the form of the chosen agency from a printed table, and put it among the returned forms.

    A form that is there already is never written over.
    """
    opened = open_round(request)
    agency = _agency(opened)
    imported = import_printed(request.paths[0], opened.framework, agency)
    name = template_name(opened.framework, agency)
    target = Target(path=inbox_of(opened.folder) / name, inputs=request.paths)
    made = write_imported(imported, opened.context, target, Edition(issued=request.issued))
    return _answer(open_round(request), imported=_imported_view(imported, agency, made, request.lang))


def _imported_view(imported: Imported, agency: Agency, made: Path | None, lang: str) -> Mapping[str, object]:
    """Return what was understood of a printed table, and what was not."""
    submission, framework = imported.submission, imported.framework
    answered = {answer.subject for answer in submission.answers} if submission else set()
    leaves = [(item.code, framework.nodes[item.code].leaves) for item in framework.instruments]
    return {
        "agency": agency.name,
        "file": Path(imported.file).name,
        "made": made.as_posix() if made else "",
        "not_understood": len(imported.not_understood),
        "counts": [(code, sum(leaf.subject in answered for leaf in items), len(items)) for code, items in leaves],
        "groups": groups_of(imported.findings, framework, lang),
    }


def _agency(opened: OpenRound) -> Agency:
    """Return the agency whose code was chosen; raise InputError if none was, or it is not in the roster."""
    code = opened.request.text("code")
    agency = opened.context.roster.find(code) if opened.context.roster and code else None
    if agency is None:
        hint = tuple(word(lang, "choose_agency_first") for lang in ("th", "en"))
        name = str(opened.context.roster_file or opened.folder)
        raise InputError(Code.SETTING_INVALID, name=name, key="code", value=code, hint_th=hint[0], hint_en=hint[1])
    return agency


def _edition(request: Request) -> Edition:
    layout = request.text("plan_layout")
    return Edition(issued=request.issued, plan_layout=layout if layout in PLAN_LAYOUTS else "")


def _answer(
    opened: OpenRound,
    saved: str = "",
    imported: Mapping[str, object] | None = None,
    about_forms: tuple[Finding, ...] = (),
) -> Answer:
    lang, context = opened.request.lang, opened.context
    pairs = template_names(opened.framework, context.roster) if context.roster else ()
    rows = [
        {"code": agency.code, "name": agency.name, "file": name, "exists": (opened.folder / FORMS / name).is_file()}
        for agency, name in pairs
    ]
    issued = sum(bool(row["exists"]) for row in rows)
    html = render(
        "round_forms.html",
        lang,
        **frame(opened, "forms"),
        rows=rows,
        issued_count=issued,
        lacking=len(rows) - issued,
        has_contact=context.round.contact.has_details,
        deadline=context.round.deadline,
        plan=opened.plan.plan,
        layouts=list(PLAN_LAYOUTS),
        layout=opened.request.text("plan_layout"),
        prefill_names=[Path(path).name for path in prefill_sources(opened)],
        chosen_code=opened.request.text("code"),
        imported=imported,
        lines=[line_of(item, None, lang) for item in (*about_forms, *context.findings, *opened.plan.findings)],
        saved=saved,
    )
    return Answer(html, word(lang, "forms_head", issued=issued, count=len(rows)))


CALLS: Mapping[str, Call] = {
    "round_forms": show,
    "issue_forms": issue_forms,
    "issue_form": issue_form,
    "issue_blank": issue_blank,
    "import_table": import_table,
}

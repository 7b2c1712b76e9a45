"""Prepare the tracking forms of a round, or of one returned form, for pages that a browser prints.

Takes a loaded round or a returned form; returns values. They say what ``ita print`` prints, and nothing is cut.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.load_round import LoadedRound
from ita_xlsx.cycle.printing.contents import form_of_member, has_reported, printable, tracking_form_of
from ita_xlsx.cycle.province_plan import plan_year
from ita_xlsx.cycle.receive import Returned
from ita_xlsx.model.findings import Finding
from ita_xlsx.model.links import LinkResult
from ita_xlsx.model.progress import OnProgress
from ita_xlsx.output.tracking_form import PaperForm, TrackingForm, paper_form

__all__ = ["PaperForm", "has_reported", "paper_form_of", "paper_forms", "printable"]


def paper_forms(
    loaded: LoadedRound,
    context: RunContext,
    links: Mapping[str, LinkResult],
    codes: Collection[str],
    progress: OnProgress,
) -> tuple[tuple[PaperForm, ...], tuple[Finding, ...]]:
    """Return the tracking forms of the agencies of these codes, and a finding for each that reported no step."""
    members = [item for item in printable(loaded.province) if item.agency.code in codes]
    forms: list[PaperForm] = []
    findings: list[Finding] = []
    year = plan_year(context, loaded.province.framework)
    for done, member in enumerate(members):
        progress(done, len(members))
        form = form_of_member(member, loaded.province.framework, context.round.province, links, year)
        if isinstance(form, TrackingForm):
            forms.append(paper_form(form))
        else:
            findings.append(form)
    return tuple(forms), tuple(findings)


def paper_form_of(returned: Returned) -> PaperForm | Finding | None:
    """Return the tracking form of one returned form; a finding if it reports no step, None if it cannot be read."""
    framework, submission = returned.framework, returned.submission
    if framework is None or submission is None:
        return None
    lost = submission.measures_lost
    form = tracking_form_of(submission.agency, submission.steps, framework, {}, measures_lost=lost)
    return paper_form(form) if isinstance(form, TrackingForm) else form

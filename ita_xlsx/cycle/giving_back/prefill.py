"""Fill in the forms of a year beforehand with what agencies returned last year.

Takes a roster and the paths of last year; returns what each form shows, and findings. Reads the disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.model.agency import Agency, code_key
from ita_xlsx.model.earlier_years.last_year import EarlierAnswer, LastYear, LastYearContent
from ita_xlsx.model.earlier_years.year_map import map_questions
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.framework import Framework, Node, subject_of
from ita_xlsx.model.layout.subjects import subject_label
from ita_xlsx.model.submission import Answer

if TYPE_CHECKING:
    from ita_xlsx.cycle.giving_back.last_year_round import LastYearRound

_MOST_SHOWN = 10


@dataclass(frozen=True)
class Prefill:
    """The content of last year for the forms of a round, by the key of the agency's code, and the findings about it."""

    by_code: Mapping[str, LastYear] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def of(self, agency: Agency) -> LastYear | None:
        """Return what the form of an agency is filled in with; None if nothing is known of it."""
        return self.by_code.get(code_key(agency.code or agency.name))


NO_PREFILL = Prefill()


def prefill_forms(
    context: RunContext, framework: Framework, agencies: Iterable[Agency], previous: Iterable[str] = ()
) -> Prefill:
    """Return what the forms of these agencies are filled in with, from ``previous``, else from the settings' paths.

    H917 says how much it is, H918 of which agencies nothing was found, and H920 which questions are not the same.
    """
    paths = tuple(previous) or context.round.previous
    if not paths:
        return NO_PREFILL
    from ita_xlsx.cycle.giving_back.last_year_round import read_last_year  # slow to import, and few rounds name a year

    read, findings = read_last_year(paths, context, framework)
    if read.framework is None:
        return Prefill(findings=findings)
    same = map_questions(framework, read.framework)
    by_code = {code: _last_year(content, read, framework, same) for code, content in read.by_code.items()}
    prefill = Prefill(by_code)
    return Prefill(by_code, (*findings, *_findings(prefill, read, framework, tuple(agencies), same)))


def prefill_round(context: RunContext, agency: Agency | None = None, previous: Iterable[str] = ()) -> Prefill:
    """Return what the forms of a round are filled in with: of one agency, or without it of the roster."""
    if context.framework is None:
        return NO_PREFILL
    agencies = context.roster.agencies if agency is None and context.roster else (agency,) if agency else ()
    return prefill_forms(context, context.framework, agencies, previous)


def _last_year(
    content: LastYearContent, read: LastYearRound, framework: Framework, same: Mapping[str, str]
) -> LastYear:
    """Return the content of an agency as its form shows it; ``same`` are the codes of last year by those of this."""
    then, scores = read.framework or framework, dict(content.scores)
    urls = {item.code: item.url for item in content.evidence}
    now = {code: this_code for this_code, code in same.items()}
    seen: set[str] = set()
    answers = []
    for leaf in then.answers:
        # A link belongs to the question; of its parts the first one has it.
        url = "" if leaf.code in seen else urls.get(leaf.code, "")
        seen.add(leaf.code)
        label = _this_label(framework, now.get(leaf.code, ""), leaf)
        answers.append(EarlierAnswer(subject_label(then, leaf), leaf.name, scores.get(leaf.subject), url, label))
    previous = tuple(
        Answer(leaf.subject, value)
        for leaf in framework.answers
        if leaf.code in same and (value := scores.get(subject_of(same[leaf.code], leaf.part))) is not None
    )
    return LastYear(
        year=read.year,
        answers=tuple(answers),
        previous=previous,
        steps=content.open_steps,
        website=content.website,
    )


def _this_label(framework: Framework, code: str, leaf: Node) -> str:
    node = framework.nodes.get(subject_of(code, leaf.part)) if code else None
    return subject_label(framework, node) if node is not None else ""


def _findings(
    prefill: Prefill, read: LastYearRound, framework: Framework, agencies: tuple[Agency, ...], same: Mapping[str, str]
) -> Iterable[Finding]:
    """Yield what was filled in, which agencies were not found, and which questions of last year are not this year's."""
    year = str(read.year)
    filled = [item for agency in agencies if (item := prefill.of(agency)) is not None]
    counts = {
        "scores": str(sum(item.scores for item in filled)),
        "steps": str(sum(len(item.steps) for item in filled)),
        "links": str(sum(item.links for item in filled)),
    }
    yield make_finding(Code.FORMS_PREFILLED, found=year, count=str(len(filled)), **counts)
    absent = [f"{agency.code} {agency.name}".strip() for agency in agencies if prefill.of(agency) is None]
    if absent and any(agency.code or agency.name for agency in agencies):
        yield make_finding(Code.AGENCIES_NOT_LAST_YEAR, found=year, count=str(len(absent)), value=_shortened(absent))
    then = read.framework
    used = set(same.values())
    others = [item.code for item in then.questions if item.code not in used] if then else []
    if others and filled:
        value = _shortened(others)
        yield make_finding(Code.QUESTIONS_NOT_MATCHED, found=year, count=str(len(others)), value=value)


def _shortened(texts: list[str]) -> str:
    return ", ".join(texts[:_MOST_SHOWN]) + (" …" if len(texts) > _MOST_SHOWN else "")

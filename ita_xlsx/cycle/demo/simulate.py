"""Simulate the returns of agencies: vary the real scores of one agency by a fixed seed.

Works on values only.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.measures import Plan, Step
from ita_xlsx.model.submission import Answer, Evidence, StepReport, Submission
from ita_xlsx.model.text.words import STEP_STATUSES

SIMULATED = "(จำลอง)"
_SEED = "ita"
_SPREAD = 3.5
_STATUS_WEIGHTS = (2, 3, 14, 1)
_NO_DUTY = "หน่วยงานไม่มีงานบริการด้านนี้"
_ITEM_SCORES, _ITEM_WEIGHTS = (Fraction(100), Fraction(50), Fraction(0)), (90, 6, 4)


@dataclass(frozen=True)
class Simulated:
    """A simulated return of an agency; it has a random stream of its own, so that other agencies do not change it."""

    agency: Agency
    submission: Submission


def simulate_returns(framework: Framework, real: Submission, agencies: tuple[Agency, ...]) -> Iterator[Simulated]:
    """Yield a complete return for each agency, varied from the real one; the same agencies get the same scores."""
    for agency in agencies:
        stream = random.Random(f"{_SEED} {agency.code}")
        level = stream.gauss(0, _SPREAD)
        answers = tuple(_vary(framework, answer, level, stream) for answer in real.answers)
        previous = tuple(_vary(framework, answer, level - 1, stream) for answer in real.answers)
        info = (("respondents_iit", str(stream.randint(20, 180))), ("respondents_eit", str(stream.randint(40, 900))))
        items = [leaf for leaf in framework.answers if framework.has_evidence(leaf.subject)]
        evidence = tuple(Evidence(item.code, f"{agency.website}/ita/{item.code}", "") for item in items)
        yield Simulated(
            agency, Submission(agency=agency, info=info, answers=answers, previous=previous, evidence=evidence)
        )


def simulate_steps(plan: Plan, agency: Agency) -> tuple[StepReport, ...]:
    """Return a report for each step of a plan that an agency carries out, drawn from a random stream of its own."""
    stream = random.Random(f"{_SEED} measures {agency.code}")
    return tuple(_report(step, agency, stream) for _, _, step in plan.of(agency).steps)


def _report(step: Step, agency: Agency, stream: random.Random) -> StepReport:
    not_yet, doing, done, no_duty = STEP_STATUSES
    status = stream.choices((not_yet, doing, done, no_duty), _STATUS_WEIGHTS)[0]
    own_page, shared_page = f"{agency.website}/measures/{step.id}.pdf", f"{agency.website}/measures"
    if status == done:
        # Some prove several steps with one page.
        return StepReport(
            id=step.id, step=step.text, status=status, url=stream.choices((own_page, shared_page), (9, 1))[0]
        )
    if status == no_duty:
        return StepReport(id=step.id, step=step.text, status=status, note=_NO_DUTY)
    return StepReport(
        id=step.id, step=step.text, status=status, url=own_page if status == doing and stream.random() < 0.3 else ""
    )


def _vary(framework: Framework, answer: Answer, level: float, stream: random.Random) -> Answer:
    if framework.has_evidence(answer.subject):
        return answer._replace(value=stream.choices(_ITEM_SCORES, _ITEM_WEIGHTS)[0], declared="", raw="")
    middle = float(answer.value or 90) + level + stream.gauss(0, 2)
    score = min(100.0, max(40.0, middle))
    return answer._replace(value=Fraction(round(score * 100), 100), declared="", raw="")

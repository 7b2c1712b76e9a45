"""Reduce a returned form to the summary that a province keeps of it.

Works on values only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache

from ita_xlsx.checks.identity import other_name, other_province
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.receive import Returned
from ita_xlsx.cycle.traces.form_cells import answer_cells, pack_figures
from ita_xlsx.diagnosis import find_weak_points
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.results import Basis, Results, Score, two_decimals
from ita_xlsx.model.round_state import ReturnSummary
from ita_xlsx.model.rules import MARKS, effective_rules
from ita_xlsx.model.submission import Answer, Submission, values_of
from ita_xlsx.model.text.counts import parse_count
from ita_xlsx.model.text.dates import parse_date
from ita_xlsx.scoring import node_scores

_RESPONDENTS = (("iit", "respondents_iit"), ("eit", "respondents_eit"))
# Stands after each list of answers, so that an answer of one list is not taken for one of the next.
_END = repr(("", "", ""))


def summarize_return(returned: Returned, context: RunContext, modified: date | None) -> ReturnSummary:
    """Return the summary of a returned form; ``modified`` is the date of its file."""
    submission, framework, results = returned.submission, returned.framework, returned.results
    if submission is None or framework is None or results is None:
        return ReturnSummary(
            file=returned.file,
            digest=returned.digest,
            modified=modified,
            status=returned.status,
            findings=returned.findings,
        )
    before = node_scores(framework, submission.scores_before, values_of(submission.announced_previous))
    return ReturnSummary(
        file=returned.file,
        digest=returned.digest,
        modified=modified,
        code=submission.agency.code,
        name=submission.agency.name,
        year=framework.year,
        status=returned.status,
        declares_nothing=submission.declares_nothing,
        complete=results.complete,
        answered=results.answered,
        expected=len(results.answers),
        values=_values(results.by_subject, framework),
        previous=_values(before, framework),
        level=results.level.name or "",
        announced=_announced(results),
        announced_apart=tuple(_announced_apart(results, framework)),
        weak=_weak(results, before, framework, context),
        respondents=tuple(_respondents(submission)),
        evidence=submission.evidence,
        steps=submission.steps,
        findings=returned.findings,
        notes=submission.notes,
        website=submission.fields.get("website", ""),
        reported=_reported(submission),
        province=submission.agency.province,
        roster_name=other_name(submission.agency, context.roster),
        roster_province=other_province(submission.agency, context.roster, context.round.province),
        level_basis=results.level.basis,
        measures_lost=submission.measures_lost,
        statuses_lost=submission.statuses_lost,
        mends=submission.stamp.mends,
        cells=answer_cells(submission, framework),
        content=_content(submission),
        figure_cells=pack_figures(submission, framework, _announced(results), before=before),
    )


def _weak(
    results: Results, before: Mapping[str, Score], framework: Framework, context: RunContext
) -> tuple[tuple[str, str], ...]:
    """Return the weak points, each with its remedy; the rules that only mark a subject are left out."""
    rules = effective_rules(framework.rules, context.round.rules, results.threshold)
    weak_rules = tuple(rule for rule in rules if rule.code not in MARKS)
    points = find_weak_points(framework, results, before, weak_rules)
    return tuple((point.subject, point.remedy.value) for point in points if point.remedy is not None)


def _announced(results: Results) -> tuple[str, ...]:
    """Return the subjects whose score is an announced figure."""
    if not results.announced:
        return ()
    return tuple(score.subject for score in results.scores if score.basis is Basis.GIVEN)


def _content(submission: Submission) -> str:
    """Return a digest of all that a form says; the cells in which it says it are left out, since rows may be moved."""
    answers: list[str] = []
    for several in (
        submission.answers, submission.previous, submission.announced, submission.announced_second,
        submission.announced_previous, submission.announced_words,
    ):  # fmt: skip
        answers += [_answer_texts(several), _END] if several else [_END]
    evidence = [(item.code, item.url, item.note, item.display_text) for item in submission.evidence]
    steps = [
        (item.id, item.step, item.status, item.url, item.note, item.display_text, item.owner, item.period)
        for item in submission.steps
    ]
    agency, corrected = submission.agency, sorted(submission.corrected)
    rest = (agency.code, agency.name, agency.province, submission.info, submission.notes, corrected)
    content = ", ".join([repr(rest), *answers, *map(repr, evidence), *map(repr, steps)])
    return hashlib.sha256(f"({content})".encode()).hexdigest()


def _answer_texts(answers: Sequence[Answer]) -> str:
    """Return the subject, the declaration and the number of each answer, or its text if it has no number."""
    values = [answer.value for answer in answers if answer.value is not None]
    if len(values) == len(answers) and {answer.declared for answer in answers} == {""}:
        # Most forms have a number for each subject, and the same subjects.
        return _number_texts(tuple([answer.subject for answer in answers])) % tuple(values)
    texts = [(subject, declared, raw if value is None else str(value)) for subject, value, declared, _, raw in answers]
    return ", ".join(map(repr, texts))


@lru_cache(maxsize=64)
def _number_texts(subjects: tuple[str, ...]) -> str:
    """Return the text of answers that are numbers, with ``%s`` in the place of each number."""
    return ", ".join(repr((subject.replace("%", "%%"), "", "%s")) for subject in subjects)


def _values(scores: Mapping[str, Score], framework: Framework) -> tuple[Fraction | None, ...]:
    return tuple([scores[subject].value for subject in framework.nodes])


def _announced_apart(results: Results, framework: Framework) -> Iterator[tuple[str, Fraction]]:
    """Yield each announced figure that is possible and is not the score of its subject, at two decimals."""
    for subject, figure in results.announced:
        score = results.by_subject[subject].rounded if subject in framework.nodes else None
        if score is not None and score != two_decimals(figure) and subject not in results.impossible_by_subject:
            yield subject, figure


def _respondents(submission: Submission) -> Iterator[tuple[str, int]]:
    """Yield the number of respondents of each survey whose field holds a whole number."""
    for key, field in _RESPONDENTS:
        count = parse_count(submission.fields.get(field, ""))
        if count is not None:
            yield key, count


def _reported(submission: Submission) -> date | None:
    """Return the day that the form says it was filled in; None if that is no day."""
    try:
        return parse_date(submission.fields.get("reported_on", ""))
    except ValueError:
        return None

"""Check whether the scores of a submission are complete, and whether they and announced figures are scores.

Takes a Case; yields the findings S201, S203, S205, S209, S211-S213, S232, S233 and W109. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from ita_xlsx.checks.case import Case, cells_of
from ita_xlsx.model.earlier_years.last_year import typed_before
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout import runs, span, subject_label
from ita_xlsx.model.results import Basis, plain_number
from ita_xlsx.model.submission import Answer

# Fewer scores of last year are not the scores of this year in the wrong column.
_LEAST_MISPLACED = 5
# The finding about missing scores names these results; parts and sub-indicators would make it too long.
_NAMED_KINDS = (Kind.INDICATOR, Kind.INSTRUMENT, Kind.OVERALL)


def check_complete(case: Case) -> Iterator[Finding]:
    """Yield S201 for missing scores, one finding for each run of empty cells in a column.

    Yield W109 instead if the agency declares that it has nothing to report and filled in no score, S233 if no score
    at all is filled in, and S232 for a sheet whose scores stand in the column of last year.
    """
    if case.submission.declares_nothing:
        if not any(answer.value is not None for answer in case.submission.answers):
            yield make_finding(Code.NOTHING_TO_REPORT)
        return
    if not case.results.missing:
        return
    missing = set(case.results.missing)
    blank = [item for item in case.submission.answers if item.subject in missing and not item.raw]
    if blank and _is_blank(case):
        yield make_finding(Code.FORM_IS_BLANK, count=str(len(blank)))
        return
    misplaced = _misplaced(case, blank)
    for previous in misplaced.values():
        yield make_finding(Code.SCORES_IN_EARLIER_COLUMN, **cells_of(previous), count=str(len(previous)))
    subjects = {item.place: item.subject for item in blank if item.place and item.place.sheet not in misplaced}
    for run in runs(subjects):
        first, last = subjects[run[0]], subjects[run[-1]]
        yield make_finding(
            Code.SCORES_MISSING,
            sheet=run[0].sheet,
            cell=span(run),
            subject=first,
            count=str(len(run)),
            codes=first if len(run) == 1 else f"{first} – {last}",
            follows=_missing_results(case, [subjects[place] for place in run]),
        )


def _is_blank(case: Case) -> bool:
    """Return True if the form holds no score of any year and no announced figure that the agency typed."""
    submission = case.submission
    figures = (*typed_before(submission), *submission.announced, *submission.announced_second)
    return not figures and not any(answer.raw for answer in submission.answers)


def _misplaced(case: Case, blank: Sequence[Answer]) -> dict[str, list[Answer]]:
    """Return last year's scores of each sheet that has enough of them, and not one score of this year."""
    filled = {item.place.sheet for item in case.submission.answers if item.place and item.raw}
    waiting = {item.place.sheet for item in blank if item.place} - filled
    if not waiting:
        return {}
    previous: dict[str, list[Answer]] = {}
    for item in typed_before(case.submission):
        if item.place and item.place.sheet in waiting:
            previous.setdefault(item.place.sheet, []).append(item)
    return {sheet: answers for sheet, answers in previous.items() if len(answers) >= _LEAST_MISPLACED}


def check_range(case: Case) -> Iterator[Finding]:
    """Yield S203 for a score outside 0-100."""
    return _check_range(Code.SCORE_OUT_OF_RANGE, case.submission.answers, case.submission.scores)


def check_previous(case: Case) -> Iterator[Finding]:
    """Yield S211 for a score of last year outside 0-100."""
    return _check_range(Code.EARLIER_SCORE_INVALID, case.submission.previous, case.submission.scores_before)


def check_announced(case: Case) -> Iterator[Finding]:
    """Yield S212 for an announced figure outside 0-100."""
    submission = case.submission
    figures = (*submission.announced, *submission.announced_second, *submission.announced_previous)
    return _check_range(Code.ANNOUNCED_FIGURE_INVALID, figures, {})


def check_decimals(case: Case) -> Iterator[Finding]:
    """Yield S209 for a score with more than two decimals; the commission announces at most two."""
    for answer in [answer for group in case.groups if 100 % group.scale for answer in group.filled]:
        if answer.value is not None and 100 % answer.value.denominator:
            yield make_finding(Code.TOO_MANY_DECIMALS, **_answer_params(answer))


def check_declared(case: Case) -> Iterator[Finding]:
    """Yield S205 for an answer that is declared not to apply, so that the results above it are incomplete."""
    by_subject = case.submission.by_subject
    covered = {item for item, _ in case.results.declarations if _is_covered(case, item)}
    for subject, word in case.results.declarations:
        if subject in by_subject and subject not in covered:
            yield make_finding(Code.SCORE_DECLARED, **_answer_params(by_subject[subject]) | {"value": word})


def check_level_known(case: Case) -> Iterator[Finding]:
    """Yield S213 for an announced level in other words than those of this year, such as the letters of other years."""
    year, levels = str(case.framework.year), [level.name for level in case.framework.levels]
    for answer in case.submission.announced_words:
        if answer.subject == "level" and answer.raw not in levels:
            yield make_finding(Code.LEVEL_UNKNOWN, **_answer_params(answer), year=year, levels=", ".join(levels))


def _missing_results(case: Case, blanks: Sequence[str]) -> str:
    """Return the labels of the results that some missing answers prevent, from indicators up to the overall score."""
    above = dict.fromkeys(item for subject in blanks for item in case.framework.ancestors(subject))
    waiting = [item for item in above if case.results.by_subject[item].basis is Basis.MISSING]
    depth = {item: sum(1 for _ in case.framework.ancestors(item)) for item in waiting}
    nodes = [case.framework.nodes[item] for item in sorted(waiting, key=lambda item: -depth[item])]
    return ", ".join(subject_label(case.framework, node) for node in nodes if node.kind in _NAMED_KINDS)


def _is_covered(case: Case, subject: str) -> bool:
    """Return True if an announced figure replaces an answer, so that no result is incomplete without it."""
    above = case.framework.ancestors(subject)
    return any(case.results.by_subject[item].basis is Basis.GIVEN for item in above)


def _check_range(code: Code, answers: Sequence[Answer], scores: Mapping[str, Fraction]) -> Iterator[Finding]:
    """Yield a finding for each number outside 0-100; ``scores`` are those of the answers that are possible."""
    for answer in answers if len(scores) < len(answers) else ():
        if answer.value is not None and not answer.in_range:
            yield make_finding(code, **_answer_params(answer))


def _answer_params(answer: Answer) -> dict[str, str | None]:
    """Return sheet, cell, value and subject of an answer, as keywords of a finding."""
    place = answer.place
    value = answer.raw or None if answer.value is None else plain_number(answer.value)
    return {
        "sheet": place.sheet if place else None,
        "cell": place.a1 if place else None,
        "value": value,
        "subject": answer.subject,
    }

"""Check the announced figures that stand in for answers: which are used, and which the known answers exclude.

Takes a Case; yields the findings S210 and S245-S247. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ita_xlsx.checks.case import Case, cells_of
from ita_xlsx.model.exact import LEAST, MOST
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.layout import subject_label
from ita_xlsx.model.results import Basis, ImpossibleFigure, Score, two_decimals
from ita_xlsx.model.submission import Answer

_MOST_NAMED = 6


def check_announced_used(case: Case) -> Iterator[Finding]:
    """Yield S210 if announced figures are used because scores of questions are not filled in."""
    if not case.submission.announced:
        return
    figures = {answer.subject: answer for answer in case.submission.announced}
    used = [score.subject for score in case.results.scores if score.basis is Basis.GIVEN]
    answers = [figures[item] for item in used if item in figures]
    if answers:
        nodes, scores = case.framework.nodes, case.results.by_subject
        below = {leaf.subject for subject in used for leaf in nodes[subject].leaves}
        count = str(sum(scores[subject].value is None for subject in below))
        yield make_finding(Code.ANNOUNCED_FIGURES_USED, **cells_of(answers), codes=", ".join(used), count=count)


def check_answers_replaced(case: Case) -> Iterator[Finding]:
    """Yield S245 for the missing answers of a node whose announced figure is used though other answers are known.

    An answer is told once, with the nearest such node above it; there is a finding for each sheet.
    """
    answers = case.submission.by_subject
    missing: dict[str, dict[str, list[Answer]]] = {}
    for subject in (*case.results.unanswered, *(subject for subject, _ in case.results.declarations)):
        answer, node = answers.get(subject), _nearest_given(case, subject)
        # Where a cell holds what cannot be read, the finding about that stands at the cell.
        if answer is None or node is None or not node.answered or (answer.raw and not answer.declared):
            continue
        sheet = answer.place.sheet if answer.place else ""
        missing.setdefault(node.subject, {}).setdefault(sheet, []).append(answer)
    for subject, sheets in missing.items():
        for gaps in sheets.values():
            yield _stands_in(case, case.results.by_subject[subject], gaps)


def check_announced_possible(case: Case) -> Iterator[Finding]:
    """Yield S246 for an announced figure that the known answers cannot give, and S247 at the answers that exclude it.

    There is an S247 for each sheet, because a finding names cells of one sheet; each lists the answers of all sheets.
    """
    figures = {answer.subject: answer for answer in case.submission.announced}
    for item in case.results.impossible:
        yield from _contradiction(case, item, figures[item.subject], _excluding(case, item))


def _excluding(case: Case, item: ImpossibleFigure) -> list[list[Answer]]:
    """Return the answers that keep a score from its announced figure, in a list for each sheet.

    An answer that is 100 already does not keep it below the figure, and an answer of 0 does not keep it above.
    """
    end = MOST if item.figure > item.highest else LEAST
    sheets: dict[str, list[Answer]] = {}
    for leaf in case.framework.nodes[item.subject].leaves:
        answer = case.submission.by_subject.get(leaf.subject)
        if answer is not None and answer.in_range and answer.value != end:
            sheets.setdefault(answer.place.sheet if answer.place else "", []).append(answer)
    return list(sheets.values())


def _contradiction(
    case: Case, item: ImpossibleFigure, figure: Answer, sheets: Sequence[Sequence[Answer]]
) -> Iterator[Finding]:
    node = case.framework.nodes[item.subject]
    at_figure = cells_of([figure])
    value = str(two_decimals(item.figure))
    texts = {
        "label": subject_label(case.framework, node),
        "lowest": str(two_decimals(item.lowest)),
        "highest": str(two_decimals(item.highest)),
    }
    yield make_finding(
        Code.ANNOUNCED_FIGURE_IMPOSSIBLE,
        **at_figure,
        **texts,
        value=value,
        subject=item.subject,
        answered=str(item.answered),
        expected=str(len(node.leaves)),
        other="; ".join(_place_words(cells_of(answers)) for answers in sheets),
    )
    for answers in sheets:
        yield make_finding(
            Code.ANSWERS_EXCLUDE_FIGURE,
            **cells_of(answers),
            **texts,
            subject=answers[0].subject,
            codes="; ".join(map(_codes, sheets)),
            figure=value,
            other=_place_words(at_figure),
        )


def _stands_in(case: Case, score: Score, gaps: Sequence[Answer]) -> Finding:
    node = case.framework.nodes[score.subject]
    return make_finding(
        Code.ANNOUNCED_FIGURE_STANDS_IN,
        **cells_of(gaps),
        subject=gaps[0].subject,
        label=subject_label(case.framework, node),
        figure=str(score.rounded),
        answered=str(score.answered),
        expected=str(len(node.leaves)),
        codes=_codes(gaps),
    )


def _nearest_given(case: Case, subject: str) -> Score | None:
    """Return the score of the nearest node above an answer that takes its announced figure; None if there is none."""
    scores: Iterator[Score] = (case.results.by_subject[item] for item in case.framework.ancestors(subject))
    return next((score for score in scores if score.basis is Basis.GIVEN), None)


def _codes(answers: Sequence[Answer]) -> str:
    names = [answer.subject for answer in answers]
    return ", ".join(names[:_MOST_NAMED]) + (f" … ({len(names)})" if len(names) > _MOST_NAMED else "")


def _place_words(place: dict[str, str | None]) -> str:
    return "!".join(part for part in (place["sheet"], place["cell"]) if part)

"""Check announced words against announced figures: the level, the highest and the lowest indicator.

Takes a submission and its reconciled figures; yields the wrong statements. Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from ita_xlsx.model.framework import Framework
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.reconciliation import Row, WrongStatement
from ita_xlsx.model.results import two_decimals
from ita_xlsx.model.submission import Submission
from ita_xlsx.model.text.digits import arabic
from ita_xlsx.model.text.spelling import text_key


def check_announced_words(
    framework: Framework, submission: Submission, rows: tuple[Row, ...], printed: Mapping[str, tuple[Fraction, ...]]
) -> Iterator[WrongStatement]:
    """Yield each announced word that is wrong for every version of the figures that may still be right."""
    if not submission.announced_words:
        return
    figures = {**_versions(printed), **{row.subject: _possible_versions(row) for row in rows}}
    yield from _check_extremes(framework, submission, figures)
    yield from _check_level(framework, submission, figures)


def _versions(printed: Mapping[str, tuple[Fraction, ...]]) -> dict[str, set[Decimal]]:
    return {subject: {two_decimals(value) for value in values} for subject, values in printed.items()}


def _possible_versions(row: Row) -> set[Decimal]:
    """Return the printed version that follows from its terms if versions disagree; else all versions."""
    if row.computed is not None and row.is_consistent and len(row.printed) > 1:
        return {two_decimals(row.printed[row.printed_index])}
    return {two_decimals(value) for value in row.printed}


def _check_extremes(
    framework: Framework, submission: Submission, figures: Mapping[str, set[Decimal]]
) -> Iterator[WrongStatement]:
    """Yield the announced highest or lowest indicator if another indicator is surely higher or lower.

    Of several versions of a figure, the one counts that supports the announced word.
    """
    scores = {node.code: figures[node.subject] for node in framework.of_kind(Kind.INDICATOR) if node.subject in figures}
    for subject, better in (("highest", max), ("lowest", min)):
        announced_word = submission.announced_word(subject)
        number = re.search(r"\d+", arabic(announced_word))
        if number is None or number[0] not in scores:
            continue
        announced_score = better(scores[number[0]])
        rivals = {code: (min if better is max else max)(versions) for code, versions in scores.items()}
        actual = better(rivals, key=lambda code: rivals[code])
        if better(announced_score, rivals[actual]) != announced_score:
            yield WrongStatement(subject, announced_word, actual, rivals[actual])


def _check_level(
    framework: Framework, submission: Submission, figures: Mapping[str, set[Decimal]]
) -> Iterator[WrongStatement]:
    word, overall = submission.announced_word("level"), figures.get("overall")
    names = [level.name for level in framework.levels]
    announced_word = next((name for name in names if text_key(name) == text_key(word)), "")
    if not announced_word or not overall:
        return
    instruments = [figures.get(item.code) for item in framework.instruments]
    possible = {name for score in overall for name in _possible_levels(framework, score, instruments)}
    if announced_word not in possible:
        yield WrongStatement(
            "level", announced_word, " / ".join(name for name in names if name in possible), max(overall)
        )


def _possible_levels(framework: Framework, overall: Decimal, instruments: list[set[Decimal] | None]) -> Iterator[str]:
    """Yield the name of every level that an overall score can have.

    A level with a limit for each instrument is possible unless an announced instrument is surely below the limit.
    The levels after it stay possible too, unless all instruments are announced and surely reach the limit.
    """
    for level in framework.levels:
        if overall < two_decimals(level.overall):
            continue
        if level.each_instrument is None:
            yield level.name
            return
        least = two_decimals(level.each_instrument)
        announced = [scores for scores in instruments if scores is not None]
        if all(max(scores) >= least for scores in announced):
            yield level.name
            if len(announced) == len(instruments) and all(min(scores) >= least for scores in announced):
                return

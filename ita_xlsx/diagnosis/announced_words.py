"""Announced words held against announced figures: the level, the highest and the lowest indicator."""

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


def check_announced_words(
    framework: Framework, submission: Submission, rows: tuple[Row, ...], printed: Mapping[str, tuple[Fraction, ...]]
) -> Iterator[WrongStatement]:
    """Claims that hold for no version of the figures that is still open."""
    open_versions = {**_versions(printed), **{row.subject: _open(row) for row in rows}}
    yield from _check_extremes(framework, submission, open_versions)
    yield from _check_level(framework, submission, open_versions)


def _versions(printed: Mapping[str, tuple[Fraction, ...]]) -> dict[str, set[Decimal]]:
    return {subject: {two_decimals(value) for value in values} for subject, values in printed.items()}


def _open(row: Row) -> set[Decimal]:
    """The version that follows from what it is made of settles a disagreement; else all stay open."""
    if row.computed is not None and row.follows and len(row.printed) > 1:
        return {two_decimals(row.printed[row.own])}
    return {two_decimals(value) for value in row.printed}


def _check_extremes(
    framework: Framework, submission: Submission, figures: Mapping[str, set[Decimal]]
) -> Iterator[WrongStatement]:
    known = {node.code: figures[node.subject] for node in framework.of_kind(Kind.INDICATOR) if node.subject in figures}
    for subject, better in (("highest", max), ("lowest", min)):
        announced_word = submission.announced_word(subject)
        number = re.search(r"\d+", arabic(announced_word))
        if number is None or number[0] not in known:
            continue
        own = better(known[number[0]])
        rivals = {code: (min if better is max else max)(scores) for code, scores in known.items()}
        actual = better(rivals, key=lambda code: rivals[code])
        if better(own, rivals[actual]) != own:
            yield WrongStatement(subject, announced_word, actual, rivals[actual])


def _check_level(
    framework: Framework, submission: Submission, figures: Mapping[str, set[Decimal]]
) -> Iterator[WrongStatement]:
    announced_word, overall = submission.announced_word("level"), figures.get("overall")
    names = [level.name for level in framework.levels]
    if announced_word not in names or not overall:
        return
    instruments = [figures.get(item.code) for item in framework.instruments]
    possible = {name for score in overall for name in _levels(framework, score, instruments)}
    if announced_word not in possible:
        yield WrongStatement(
            "level", announced_word, " / ".join(name for name in names if name in possible), max(overall)
        )


def _levels(framework: Framework, overall: Decimal, instruments: list[set[Decimal] | None]) -> Iterator[str]:
    """Every level an overall score can have; an instrument that was not announced leaves both ways open."""
    for level in framework.levels:
        if overall < two_decimals(level.overall):
            continue
        if level.each_instrument is None:
            yield level.name
            return
        least = two_decimals(level.each_instrument)
        known = [scores for scores in instruments if scores is not None]
        if all(max(scores) >= least for scores in known):
            yield level.name
            if len(known) == len(instruments) and all(min(scores) >= least for scores in known):
                return

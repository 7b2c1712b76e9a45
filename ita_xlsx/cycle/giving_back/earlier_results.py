"""Turn the scores of earlier rounds into the earlier years of each agency.

Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.read_returns import threshold_of
from ita_xlsx.model.agency import code_key
from ita_xlsx.model.earlier_years.history import EarlierYear
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.results import Basis, LevelResult, Results, Score
from ita_xlsx.model.round_state import EarlierRound

_NO_LEVEL = LevelResult(None, Basis.MISSING)


def earlier_by_agency(
    rounds: Iterable[EarlierRound], framework: Framework, context: RunContext
) -> Mapping[str, tuple[EarlierYear, ...]]:
    """Return the results of earlier years, oldest first, by the key of the code of the agency."""
    found: dict[str, list[EarlierYear]] = {}
    for item in sorted(rounds, key=lambda one: one.year):
        for code, scores in item.scores:
            results = _results(item.year, scores, framework, context)
            found.setdefault(code_key(code), []).append(EarlierYear(item.year, "", results))
    return {code: tuple(years) for code, years in found.items()}


def _results(year: int, values: Sequence[Fraction | None], framework: Framework, context: RunContext) -> Results:
    """Return results that hold scores alone: an earlier round keeps no levels."""
    scores = {
        subject: Score(subject, Basis.MISSING if value is None else Basis.COMPUTED, value)
        for subject, value in zip(framework.nodes, values, strict=True)
    }
    return Results(
        year=year,
        threshold=threshold_of(context, framework),
        scores=tuple(scores[subject] for subject, node in framework.nodes.items() if node.children),
        answers=tuple(scores[leaf.subject] for leaf in framework.answers),
        weighted=(),
        level=_NO_LEVEL,
    )

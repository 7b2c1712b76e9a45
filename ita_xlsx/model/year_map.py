"""Which subject of one fiscal year is which of another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from ita_xlsx.model.framework import Framework, subject_of
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.results import Basis, LevelResult, Results, Score

# The same item names another year in each year's list.
_YEAR = re.compile(r"(ประจำปี(งบประมาณ)?)?(พ\.ศ\.)?(25|20)\d\d|ประจำปี|\s|[.,()]")
_COMPARED = (Kind.OVERALL, Kind.INSTRUMENT, Kind.VIEW, Kind.INDICATOR, Kind.PART)


def map_questions(now: Framework, then: Framework) -> Mapping[str, str]:
    """Codes of one year to codes of another, only where both wordings are sourced and say the same.

    A wording that stands twice in a year maps to nothing: it cannot be told which is meant.
    """
    ours, theirs = _wordings(now), _wordings(then)
    return {code: theirs[text] for text, code in ours.items() if text in theirs}


def carry(now: Framework, then: Framework, results: Results) -> Results:
    """Another year's results under this year's subjects: indicators and above always, mapped questions,
    and nothing for what cannot be compared."""
    questions = map_questions(now, then)
    missing = {subject: Score(subject, Basis.MISSING) for subject in now.nodes}
    for node in now.nodes.values():
        other = node.subject if node.kind in _COMPARED else ""
        if node.kind is Kind.ANSWER and node.code in questions:
            other = subject_of(questions[node.code], node.part)
        if found := results.by_subject.get(other):
            missing[node.subject] = replace(found, subject=node.subject)
    return Results(
        year=then.year,
        threshold=results.threshold,
        scores=tuple(missing[subject] for subject, node in now.nodes.items() if node.children),
        answers=tuple(missing[leaf.subject] for leaf in now.answers),
        weighted=(),
        level=LevelResult(results.level.name, results.level.basis),
        ranks=(),
    )


def _wordings(framework: Framework) -> Mapping[str, str]:
    texts = {item.code: _YEAR.sub("", item.text) for item in framework.questions if not item.assumed}
    counts = Counter(texts.values())
    return {text: code for code, text in texts.items() if counts[text] == 1}

"""Match the questions of two fiscal years, and convert results of one year to the subjects of the other.

Works on values only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from ita_xlsx.model.framework import Framework, subject_of
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.results import Basis, LevelResult, Results, Score

# The text of the same item names a different year in the list of each year.
_YEAR = re.compile(r"(ประจำปี(งบประมาณ)?)?(พ\.ศ\.)?(25|20)\d\d|ประจำปี|\s|[.,()]")
_COMPARED = (Kind.OVERALL, Kind.INSTRUMENT, Kind.VIEW, Kind.INDICATOR, Kind.PART)


def map_questions(this_year: Framework, other_year: Framework) -> Mapping[str, str]:
    """Return the code of the same question in the other year, by the code in this year.

    Only questions whose wording has a source in both years, and is the same, are matched. A wording that occurs
    twice in a year is not matched, because the question is not certain.
    """
    codes, other_codes = _wordings(this_year), _wordings(other_year)
    return {code: other_codes[text] for text, code in codes.items() if text in other_codes}


def convert_results(this_year: Framework, other_year: Framework, results: Results) -> Results:
    """Return the results of another year under the subjects of this year.

    Indicators and all nodes above them are always compared, questions only if they are matched. All other subjects
    are missing.
    """
    questions = map_questions(this_year, other_year)
    scores = {subject: Score(subject, Basis.MISSING) for subject in this_year.nodes}
    for node in this_year.nodes.values():
        other_subject = node.subject if node.kind in _COMPARED else ""
        if node.kind is Kind.ANSWER and node.code in questions:
            other_subject = subject_of(questions[node.code], node.part)
        if score := results.by_subject.get(other_subject):
            scores[node.subject] = score._replace(subject=node.subject)
    return Results(
        year=other_year.year,
        threshold=results.threshold,
        scores=tuple(scores[subject] for subject, node in this_year.nodes.items() if node.children),
        answers=tuple(scores[leaf.subject] for leaf in this_year.answers),
        weighted=(),
        level=LevelResult(results.level.name, results.level.basis),
    )


def _wordings(framework: Framework) -> Mapping[str, str]:
    texts = {item.code: _YEAR.sub("", item.text) for item in framework.questions if not item.assumed}
    counts = Counter(texts.values())
    return {text: code for code, text in texts.items() if counts[text] == 1}

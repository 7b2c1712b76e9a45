"""Write the rank and the national mean that the officer typed in, beside the score of an agency or a province.

Takes the settings and a score; returns a sentence. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ita_xlsx.model.document import Paragraph
from ita_xlsx.model.limits import Limit
from ita_xlsx.model.report.report_settings import Ranking
from ita_xlsx.model.results import two_decimals
from ita_xlsx.report.sections import texts


def write_typed_results(
    ranking: Ranking | None, mean: Limit | None, score: Decimal | None, name_of_score: str
) -> Iterator[Paragraph]:
    """Yield the rank, the national mean, and on which side of it the score is; nothing if neither was typed in."""
    words: list[str] = []
    if ranking and ranking.rank and ranking.of:
        kind = ranking.kind or texts.RANK_KIND
        words.append(texts.RANK.format(rank=ranking.rank, count=ranking.of, kind=kind))
    if mean is not None:
        words.append(texts.NATIONAL_MEAN.format(mean=f"{two_decimals(mean):.2f}"))
        words += [f"{name_of_score}{_against(score, two_decimals(mean))}"] if score is not None else []
    if words:
        yield Paragraph((" ".join(words),))


def _against(score: Decimal, mean: Decimal) -> str:
    return texts.ABOVE_MEAN if score > mean else texts.BELOW_MEAN if score < mean else texts.AT_MEAN

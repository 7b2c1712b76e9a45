"""Build the formulas of the card: its sentence, changes since last year, and gaps to the mean of the group.

Takes a card and its layout; returns formulas with the engine's values. Works on values only.
"""

from __future__ import annotations

from decimal import Decimal

from ita_xlsx.model.framework import OVERALL, Node
from ita_xlsx.model.layout.card_layout import BEFORE, LOWER, MEAN, MIDDLE, SCORE, UPPER, CardLayout
from ita_xlsx.model.pages.agency_card import AgencyCard
from ita_xlsx.model.province.place_in_group import LEAST_QUARTERS
from ita_xlsx.model.results import two_decimals
from ita_xlsx.output.card import texts
from ita_xlsx.output.formulas.live import Live, quote
from ita_xlsx.output.formulas.sentences import Phrase, Speaker

# The digits of the sentence follow those of the workbook when it is written.
_SPEAKER = Speaker("arabic")


class CardFormulas:
    """The formulas of one card; each follows when a score of the card is typed anew."""

    def __init__(self, card: AgencyCard, layout: CardLayout) -> None:
        """Take the card and its layout."""
        self._card, self._layout = card, layout
        self._overall = card.framework.nodes[OVERALL]

    def score(self, node: Node) -> Live:
        """Return the score of the overall result or of an instrument, as the table of the group has it."""
        value = self._value(node)
        return Live(f"={self._cell(node, SCORE)}", texts.DASH if value is None else float(value))

    def change(self, node: Node) -> Live:
        """Return the change since last year; a dash where a score is missing."""
        return self._difference(node, BEFORE, self._change(node))

    def gap(self, node: Node) -> Live:
        """Return the gap to the mean of the group; a dash where a score or the group is missing."""
        return self._difference(node, MEAN, self._gap(node))

    def year_before(self, node: Node) -> Live:
        """Return last year's score with the change, such as ``ปี 2567 ได้ 94.89 (+0.01)``."""
        year, cell = self._card.previous_year, self._cell(node, BEFORE)
        before = self._before(node)
        opening = _SPEAKER.words(texts.YEAR_BEFORE.format(year=year)) + _SPEAKER.score(cell, before)
        phrase = opening + self._in_brackets(node)
        none = texts.NO_YEAR_BEFORE.format(year=year)
        return _SPEAKER.when(f"ISNUMBER({cell})", is_true=before is not None, phrase=phrase, otherwise=none).live

    def quarter(self, node: Node) -> Live:
        """Return in which quarter of the group the score lies, in words; a dash without a score or four scores."""
        if (place := self._card.place) is not None and place.figures.size(node.subject) < LEAST_QUARTERS:
            return Live(f"={quote(texts.TOO_FEW)}", texts.TOO_FEW)
        score, limits = self._cell(node, SCORE), [self._cell(node, col) for col in (UPPER, MIDDLE, LOWER)]
        lowest = quote(texts.QUARTERS[-1])
        for words, limit in reversed(tuple(zip(texts.QUARTERS, limits, strict=False))):
            lowest = f"IF({score}>={limit},{quote(words)},{lowest})"
        formula = f"=IF(COUNT({score},{','.join(limits)})=4,{lowest},{quote(texts.DASH)})"
        value = self._card.results.by_subject[node.subject].value
        found = self._card.place.figures.quartiles.get(node.subject) if self._card.place else None
        if value is None or found is None:
            return Live(formula, texts.DASH)
        return Live(formula, texts.QUARTERS[found.quarter_of(value) - 1])

    def message(self) -> Live:
        """Return the conclusion in one sentence: score, level, change, rank, the mean, and the first weak point."""
        card, cell = self._card, self._cell(self._overall, SCORE)
        sentence = _SPEAKER.words(texts.GOT) + _SPEAKER.score(cell, self._value(self._overall))
        level = f"{texts.LEVEL}{card.results.level.name}" if card.results.level.name else ""
        sentence += _SPEAKER.words(texts.POINTS + level) + self._in_brackets(self._overall, with_year=True)
        if card.place is not None:
            among = texts.AMONG.format(count=f"{card.place.figures.count:,}", kind=texts.kind_words(card))
            sentence += _SPEAKER.words(f"{texts.AT_RANK}{card.place.rank:,}{among}") + self._beside_mean()
        if not card.points:
            return (sentence + _SPEAKER.words(texts.NO_POINT if card.is_judged else texts.NOT_JUDGED)).live
        return (sentence + _SPEAKER.words(texts.FIRST_POINT + card.points[0].label)).live

    def _in_brackets(self, node: Node, *, with_year: bool = False) -> Phrase:
        """Return the change in brackets; nothing where it is not known."""
        score, before = self._cell(node, SCORE), self._cell(node, BEFORE)
        change = self._change(node)
        closing = texts.CHANGE_CLOSE.format(year=self._card.previous_year) if with_year else ")"
        phrase = _SPEAKER.words(texts.CHANGE_OPEN) + _SPEAKER.change(_minus(score, before), change)
        phrase += _SPEAKER.words(closing)
        return _SPEAKER.when(f"COUNT({score},{before})=2", is_true=change is not None, phrase=phrase)

    def _beside_mean(self) -> Phrase:
        """Return by how much the overall score is above or below the mean of the group."""
        score, mean = self._cell(self._overall, SCORE), self._cell(self._overall, MEAN)
        gap = self._gap(self._overall)
        value = gap or Decimal(0)
        amount = _SPEAKER.score(f"ABS({_minus(score, mean)})", abs(value))
        above, below = (_SPEAKER.words(words) + amount for words in (texts.ABOVE, texts.BELOW))
        unequal = _SPEAKER.either(f"{score}>{mean}", above, below, is_true=value > 0)
        differs = _SPEAKER.either(f"{score}={mean}", _SPEAKER.words(texts.EQUAL), unequal, is_true=value == 0)
        return _SPEAKER.when(f"COUNT({score},{mean})=2", is_true=gap is not None, phrase=differs)

    def _difference(self, node: Node, col: int, value: Decimal | None) -> Live:
        score, other = self._cell(node, SCORE), self._cell(node, col)
        formula = f"=IF(COUNT({score},{other})=2,{_minus(score, other)},{quote(texts.DASH)})"
        return Live(formula, texts.DASH if value is None else float(value))

    def _cell(self, node: Node, col: int) -> str:
        return self._layout.place(node, col).a1

    def _value(self, node: Node) -> Decimal | None:
        return self._card.results.by_subject[node.subject].rounded

    def _before(self, node: Node) -> Decimal | None:
        return self._card.previous.by_subject[node.subject].rounded

    def _change(self, node: Node) -> Decimal | None:
        now, then = self._value(node), self._before(node)
        return None if now is None or then is None else now - then

    def _gap(self, node: Node) -> Decimal | None:
        now, place = self._value(node), self._card.place
        mean = place.figures.means.get(node.subject) if place else None
        return None if now is None or mean is None else now - two_decimals(mean)


def _minus(one: str, other: str) -> str:
    """Return the expression of a difference of two scores, without the dust of binary numbers."""
    return f"ROUND({one}-{other},2)"

"""Build live sentences: phrases of words and figures that are texts in a formula, in the digits of the workbook.

Takes texts, expressions and the engine's values; returns phrases and formulas. Works on values only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import NamedTuple

from ita_xlsx.model.text.digits import thai, thai_words
from ita_xlsx.output.formulas.live import Live, quote

_DASH, _MINUS = "–", "−"
_THAI = "[$-D00041E]"
# The formats of figures in a sentence, as the function TEXT takes them; a fall has the sign of the house style.
_FORMATS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "count": {"arabic": "#,##0", "thai": f"{_THAI}#,##0"},
        "score": {"arabic": "0.00", "thai": f"{_THAI}0.00"},
        "share": {"arabic": "0.0%", "thai": f"{_THAI}0.0%"},
    }
)


class Phrase(NamedTuple):
    """A part of a sentence: an expression that gives a text, and the text that it gives now."""

    expression: str
    value: str

    def __add__(self, other: object) -> Phrase:
        """Return both phrases as one."""
        if not isinstance(other, Phrase):
            return NotImplemented
        return Phrase(f"{self.expression}&{other.expression}", self.value + other.value)

    @property
    def live(self) -> Live:
        """Return the phrase as the formula of a cell."""
        return Live(f"={self.expression}", self.value)


class Speaker:
    """Makes phrases in the digits of one workbook: ``arabic`` or ``thai``."""

    def __init__(self, digits: str) -> None:
        """Take the digits of the workbook."""
        self._digits = digits

    def words(self, text: str) -> Phrase:
        """Return fixed words."""
        local = thai_words(text) if self._digits == "thai" else text
        return Phrase(quote(local), local)

    def cell(self, expression: str, value: str) -> Phrase:
        """Return a text from a cell; ``value`` is in the digits of the workbook."""
        return Phrase(expression, value)

    def count(self, expression: str, value: int) -> Phrase:
        """Return a count with a separator of thousands."""
        return self._figure("count", expression, f"{value:,}")

    def score(self, expression: str, value: Decimal | None) -> Phrase:
        """Return a score at two decimals; a dash where the expression gives no number."""
        return self._or_dash(expression, "score", None if value is None else f"{value:.2f}")

    def share(self, expression: str, value: float | None) -> Phrase:
        """Return a share in per cent with one decimal; a dash where the expression gives no number."""
        text = None if value is None else f"{(Decimal(repr(value)) * 100).quantize(Decimal('0.1'), 'ROUND_HALF_UP')}%"
        return self._or_dash(expression, "share", text)

    def change(self, expression: str, value: Decimal | None) -> Phrase:
        """Return a change of two decimals with its sign; a dash where the expression gives no number."""
        sign = f'IF({expression}>0,"+",IF({expression}<0,{quote(_MINUS)},""))'
        amount = self._figure("score", f"ABS({expression})", "" if value is None else f"{abs(value):.2f}")
        mark = "" if not value else "+" if value > 0 else _MINUS
        text = _DASH if value is None else mark + amount.value
        return Phrase(f"IF(ISNUMBER({expression}),{sign}&{amount.expression},{quote(_DASH)})", text)

    def when(self, condition: str, *, is_true: bool, phrase: Phrase, otherwise: str = "") -> Phrase:
        """Return a phrase where a condition holds; else other fixed words."""
        other = self.words(otherwise)
        text = phrase.value if is_true else other.value
        return Phrase(f"IF({condition},{phrase.expression},{other.expression})", text)

    def either(self, condition: str, first: Phrase, second: Phrase, *, is_true: bool) -> Phrase:
        """Return the first phrase where a condition holds, else the second."""
        value = first.value if is_true else second.value
        return Phrase(f"IF({condition},{first.expression},{second.expression})", value)

    def without_lead(self, lead: str, phrases: Sequence[Phrase], otherwise: str) -> Phrase:
        """Return phrases that each begin with ``lead`` as one, without the first lead; other words if all are empty."""
        expression = "&".join(phrase.expression for phrase in phrases)
        value = "".join(phrase.value for phrase in phrases)
        other = self.words(otherwise)
        picked = f"IF(LEN({expression})=0,{other.expression},MID({expression},{len(lead) + 1},999))"
        return Phrase(picked, value[len(lead) :] or other.value)

    def _or_dash(self, expression: str, kind: str, text: str | None) -> Phrase:
        figure = self._figure(kind, expression, text or "")
        value = _DASH if text is None else figure.value
        return Phrase(f"IF(ISNUMBER({expression}),{figure.expression},{quote(_DASH)})", value)

    def _figure(self, kind: str, expression: str, text: str) -> Phrase:
        value = thai(text) if self._digits == "thai" else text
        return Phrase(f"TEXT({expression},{quote(_FORMATS[kind][self._digits])})", value)

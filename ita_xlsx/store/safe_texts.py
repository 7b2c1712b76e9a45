"""Which texts would do something other than be shown, and how are they kept from it?"""

from __future__ import annotations

import re
from functools import lru_cache

# Controls but for tab and line ends, and halves of characters, which no encoding takes.
_HARMFUL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_INSTEAD = "\ufffd"
# What a program may skip before it looks whether a cell holds a formula; an apostrophe is skipped so that a text
# that began with one is still told apart when it is read back.
_SKIPPED = "'\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
_RISKY = re.compile(rf"'*[\t\r\n]|[\s{_SKIPPED}\ufffd]*[=+\-@＝＋－＠﹢﹣﹦﹫−]")
_NUMBER = re.compile(r"'*[+-]?[0-9]+(\.[0-9]+)?")


def harmless(text: str) -> str:
    """The text, its control characters and lone surrogates replaced by U+FFFD; tabs and line ends stay."""
    return _HARMFUL.sub(_INSTEAD, text)


@lru_cache(maxsize=4096)
def guarded(text: str) -> str:
    """A harmless text that no spreadsheet takes for a formula: one that it might gets a leading apostrophe.

    Risky is what begins, after blanks and unseen characters, with = + - @ in any width, or with a tab or a line end;
    a plain number is not. ``unguarded`` gives back what ``harmless`` makes of the text, whatever it was.
    """
    clean = harmless(text)
    return f"'{clean}" if _is_risky(clean) else clean


def unguarded(text: str) -> str:
    """What was guarded, without the apostrophe that was put before it."""
    return text[1:] if text.startswith("'") and _is_risky(text) else text


def _is_risky(text: str) -> bool:
    """The same with and without leading apostrophes, so that one more or less can be undone."""
    return _RISKY.match(text) is not None and _NUMBER.fullmatch(text) is None

"""Make one comparing key of each text, so that spellings that look the same compare equal.

Takes a text as people typed it, or as it came out of a PDF; returns its key. Keys are compared and never printed: a
text stays as it was typed. This is the only place that folds letters, marks and spaces. Works on texts only.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ita_xlsx.model.text.digits import arabic, narrow

_SARA_AA, _SARA_AM, _NIKHAHIT, _SARA_I, _SARA_UE = "\u0e32", "\u0e33", "\u0e4d", "\u0e34", "\u0e36"
_LAKKHANGYAO = "\u0e45"
_BELOW, _ABOVE, _TONES = "\u0e38-\u0e3a", "\u0e31\u0e34-\u0e37\u0e47", "\u0e48-\u0e4c\u0e4e"
_VOWELS = _BELOW + _ABOVE
_MARKS = f"{_VOWELS}{_TONES}{_NIKHAHIT}"

# A text that needs no more than small letters and Arabic digits: no foreign character, no mark out of its order.
_TO_REPAIR = re.compile(
    rf"[^\x20-\x7e\u0e01-\u0e31\u0e32-\u0e3a\u0e3f-\u0e44\u0e46-\u0e4c\u0e4f-\u0e5b]"
    rf"|\u0e40\u0e40|[{_VOWELS}]{{2}}|[{_TONES}][{_MARKS}]|[{_SARA_AA}{_SARA_AM}][{_MARKS}{_SARA_AM}]"
    rf"|{_SARA_I}[{_TONES}]?{_SARA_AM}"
)
# Marks and the vowels that follow them in one cluster; no Thai word has a mark after sara aa.
_CLUSTER = re.compile(rf"[{_MARKS}{_SARA_AA}{_SARA_AM}]{{2,}}")

# Thai fonts of Windows and of the Macintosh have shifted marks at these places, and a PDF hands them on.
_WINDOWS = "ฐิีึื่้๊๋์่้๊๋์ญัํ็่้๊๋์ฺุู"
_MACINTOSH = "ัิีึื็่่่้้้๊๊๊๋๋๋์์์ํ"
_SHIFTED = {first + index: char for first, row in ((0xF700, _WINDOWS), (0xF884, _MACINTOSH))
            for index, char in enumerate(row)}  # fmt: skip
# Dashes and quotes that differ in no more than their length or slant.
_ALIKE = dict.fromkeys([*range(0x2010, 0x2016), 0x2212], "-") | {
    0x2018: "'", 0x2019: "'", 0x201A: "'", 0x201B: "'", 0x201C: '"', 0x201D: '"', 0x201E: '"', 0x201F: '"',
    ord(_LAKKHANGYAO): _SARA_AA,
}  # fmt: skip
# Characters without a picture that Unicode does not call format characters.
_EMPTY = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufffe\uffff") | frozenset(
    map(chr, (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10)))
)


@lru_cache(maxsize=16384)
def fold_text(text: str) -> str:
    """Return a text in one spelling for each look: small letters, Arabic digits, single spaces, marks in one order.

    Use it to search for words. ``text_key`` is the form for comparing.
    """
    repaired = _repair(text) if _TO_REPAIR.search(text) else text
    return " ".join(arabic(repaired).casefold().split())


@lru_cache(maxsize=16384)
def text_key(text: str) -> str:
    """Return the form in which texts are compared: two texts with the same key are the same text.

    Spellings that look the same have the same key: sara am in one or two characters, two sara e for sara ae, marks in
    another order or repeated, invisible and full-width characters. Spaces, letter case and the kind of digits make no
    difference either.
    """
    return fold_text(text).replace(" ", "")


@lru_cache(maxsize=4096)
def id_text(text: str) -> str:
    """Return the text from which the id of a measure is computed; it may never change, as forms hold these ids."""
    plain = narrow(unicodedata.normalize("NFC", text))
    return "".join(arabic(plain).casefold().split()).rstrip(".").replace("เเ", "แ")


def word_key(text: str) -> str:
    """Return the comparing key without punctuation and signs of list, for words such as the status of a step."""
    return "".join(char for char in text_key(text) if unicodedata.category(char)[0] != "P")


def looks_same(first: str, second: str) -> bool:
    """Return True if two texts differ only in characters that look the same; False if they are equal or look different.

    Letter case, spaces and the kind of digits are seen, and do not count as looking the same.
    """
    if first.isascii() or second.isascii() or text_key(first) != text_key(second):
        return False
    return _visible_form(first) == _visible_form(second) and _plain(first) != _plain(second)


def _visible_form(text: str) -> str:
    return " ".join(_repair(text).split())


def _plain(text: str) -> str:
    return " ".join(text.split())


def _repair(text: str) -> str:
    """Return a text without invisible characters, with Thai marks in one order, each once in its cluster."""
    plain = unicodedata.normalize("NFKC", text.translate(_SHIFTED)).translate(_ALIKE)
    plain = "".join(" " if char.isspace() else char for char in plain if char.isspace() or _is_visible(char))
    return _CLUSTER.sub(_in_order, plain.replace("เเ", "แ")).replace(_NIKHAHIT + _SARA_AA, _SARA_AM)


def _is_visible(char: str) -> bool:
    return char not in _EMPTY and unicodedata.category(char) not in ("Cc", "Cf", "Cs")


def _in_order(cluster: re.Match[str]) -> str:
    """Return a cluster with its marks sorted, vowels first and nikhahit last, before its sara aa."""
    text = cluster[0].replace(_SARA_AM, _NIKHAHIT + _SARA_AA)
    marks = set(text) - {_SARA_AA}
    if {_SARA_I, _NIKHAHIT} <= marks:
        # The circle of sara ue, typed as a mark of its own.
        marks = marks - {_SARA_I, _NIKHAHIT} | {_SARA_UE}
    return "".join(sorted(marks, key=lambda mark: (mark == _NIKHAHIT, mark))) + _SARA_AA * text.count(_SARA_AA)

"""Give codes to the agencies of a roster that have none.

Takes the codes that are there; returns new ones in their pattern. Works on values only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ita_xlsx.model.agency import code_key
from ita_xlsx.model.text.digits import arabic

_PATTERN = re.compile(r"(?P<prefix>.*?)(?P<number>[0-9]{1,9})\.?")
_LEAST_WIDTH = 3


def new_codes(codes: Iterable[str], count: int) -> Iterator[str]:
    """Yield codes that continue the most frequent pattern, such as P32 after P31; 001 and so on if there is none.

    No new code is one of the codes, and none is the number of one with other leading zeros.
    """
    matches = [match for code in codes if (match := _PATTERN.fullmatch(arabic(code.strip())))]
    prefixes = Counter(match["prefix"] for match in matches)
    prefix = prefixes.most_common(1)[0][0] if prefixes else ""
    same = [match["number"] for match in matches if match["prefix"] == prefix]
    # A code that lost its leading zeros in Excel says nothing of the width.
    padded = Counter(len(number) for number in same if number.startswith("0"))
    width = padded.most_common(1)[0][0] if padded else min(map(len, same), default=_LEAST_WIDTH)
    # A prefix in another spelling is the same to every reader of codes.
    used = {code_key(match["prefix"]) for match in matches if match["prefix"] != prefix}
    last = max((int(number) for number in same), default=0)
    if code_key(prefix) in used:
        last = max(int(match["number"]) for match in matches)
    for number in range(last + 1, last + 1 + count):
        yield f"{prefix}{number:0{width}d}"

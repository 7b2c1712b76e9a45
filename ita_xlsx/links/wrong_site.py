"""What do the other addresses say of one: is it cut off, or another spelling of theirs?

Nothing here depends on the order in which the addresses come.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations

_CUT = ("-", "_", "=", "/")
_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,}")
# A token may differ in one character for so many that it has.
_A_SLIP = 14
_PIECE = 8
# What so many tokens share is how a service begins them all.
_MOST_ALIKE = 64
# Signs that are taken for one another when a token is read off paper.
_ALIKE = {letter: digit for digit, letters in zip("0125689", ("OoD", "lIi", "Zz", "Ss", "bG", "B", "gq"), strict=True)
          for letter in letters}  # fmt: skip
_DIGITS = re.compile(r"[0-9]")
_FAR = 99


def cut_off(urls: Collection[str]) -> Mapping[str, str]:
    """The addresses that end in the middle: url -> another that goes on from there.

    One that ends in a slash is whole where others of its host end so too, and at the top of a site.
    """
    ordered = sorted(set(urls))
    slashed = Counter(_host(url) for url in ordered if _ends_in_folder(url))
    found = {}
    for url in ordered:
        if not url.endswith(_CUT) or (url.endswith("/") and (not _ends_in_folder(url) or slashed[_host(url)] > 1)):
            continue
        after = bisect_right(ordered, url)
        if after < len(ordered) and ordered[after].startswith(url):
            found[url] = ordered[after]
    return found


def spellings(urls: Collection[str]) -> tuple[tuple[str, ...], ...]:
    """Groups of addresses that differ only in a few characters of one long opaque token.

    Opaque is what mixes small letters, capitals and other signs over twenty characters and more. Numbers that differ
    in a digit are different documents, never spellings.
    """
    tokens: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for url in set(urls):
        for before, token, after in _tokens(url):
            tokens[before, after][token] = url
    # Which of an address's tokens differ is known only where all the rest of it is the same.
    leader: dict[str, str] = {}
    for group in tokens.values():
        for one, other in _likely_pairs(group):
            if slips(one, other) <= max(len(one), len(other)) // _A_SLIP:
                _join(leader, group[one], group[other])
    groups: dict[str, list[str]] = defaultdict(list)
    for url in leader:
        groups[_leader(leader, url)].append(url)
    return tuple(sorted(tuple(sorted(group)) for group in groups.values()))


def slips(one: str, other: str) -> int:
    """How many characters were put in, left out or mistaken between two tokens; very many where a digit was.

    A digit may stand for a letter that looks like it, and for nothing else. More than a few are not counted out.
    """
    most = max(len(one), len(other)) // _A_SLIP
    if abs(len(one) - len(other)) > most or _DIGITS.sub("", one) == _DIGITS.sub("", other):
        return 0 if one == other else _FAR
    above = [0]
    for char in other[:most]:
        above.append(above[-1] + _alone(char))
    above += [_FAR] * (len(other) + 1 - len(above))
    for row, char in enumerate(one, 1):
        first, last = max(row - most, 1), min(row + most, len(other))
        here = [_FAR] * (len(other) + 1)
        if row <= most:
            here[0] = above[0] + _alone(char)
        for col in range(first, last + 1):
            here[col] = min(
                above[col - 1] + _mistaken(char, other[col - 1]),
                above[col] + _alone(char),
                here[col - 1] + _alone(other[col - 1]),
                _FAR,
            )
        above = here
    return above[-1]


def _alone(char: str) -> int:
    return _FAR if char.isdigit() else 1


def _mistaken(char: str, other: str) -> int:
    if char == other:
        return 0
    if char.isdigit() or other.isdigit():
        return 1 if other == _ALIKE.get(char) or char == _ALIKE.get(other) else _FAR
    return 1


def _tokens(url: str) -> Iterator[tuple[str, str, str]]:
    """The opaque tokens of an address, each with what stands before and after it."""
    for match in _TOKEN.finditer(url):
        token = match[0]
        capitals = sum(map(str.isupper, token))
        small = sum(map(str.islower, token))
        if capitals > 2 and small > 2 and min(capitals, small) * 10 > len(token):
            yield url[: match.start()], token, url[match.end() :]


def _likely_pairs(group: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Pairs that share a piece: what differs in so few characters does."""
    pieces: dict[str, set[str]] = defaultdict(set)
    for token in group:
        for start in range(len(token) - _PIECE + 1):
            pieces[token[start : start + _PIECE]].add(token)
    pairs = {
        (one, other)
        for alike in pieces.values()
        if 1 < len(alike) <= _MOST_ALIKE
        for one, other in combinations(sorted(alike), 2)
    }
    yield from sorted(pairs)


def _join(leader: dict[str, str], one: str, other: str) -> None:
    first, second = sorted((_leader(leader, one), _leader(leader, other)))
    leader[second] = leader[first] = first


def _leader(leader: dict[str, str], url: str) -> str:
    leader.setdefault(url, url)
    while leader[url] != url:
        url = leader[url]
    return url


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].lower()


def _ends_in_folder(url: str) -> bool:
    """Whether it ends in a slash below the top of a site."""
    return url.endswith("/") and bool(url.partition("://")[2].partition("/")[2].rstrip("/"))


def most_used_variant(group: Iterable[str], uses: Mapping[str, int], but: str) -> str:
    """The spelling used most, other than one of them."""
    return max((url for url in group if url != but), key=lambda url: (uses[url], url))

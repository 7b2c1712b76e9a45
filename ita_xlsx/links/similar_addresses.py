"""Compare all addresses with each other to find those that are cut off or misspelled.

Takes addresses in any order; returns pairs and groups of addresses. Works on values only.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations

_CUT_ENDINGS = ("-", "_", "=", "/")
_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,}")
# A token may contain one typing error for this number of characters.
_CHARACTERS_PER_ERROR = 14
_PIECE_LENGTH = 8
# A piece that more tokens share is a common beginning that the service gives to all of them.
_MOST_WITH_PIECE = 64
# Characters that people confuse when they copy a token from paper: letter -> digit.
_LOOKALIKES = {"0": "OoD", "1": "lIi", "2": "Zz", "5": "Ss", "6": "bG", "8": "B", "9": "gq"}
_DIGIT_LIKE = {letter: digit for digit, letters in _LOOKALIKES.items() for letter in letters}
_DIGITS = re.compile(r"[0-9]")
_TOO_MANY = 99


def find_cut_off_addresses(urls: Collection[str]) -> Mapping[str, str]:
    """Return the addresses that end in the middle, each with another address that goes on from there.

    An address that ends in a slash counts as complete if it is the top of a site, or if others of its host end in a
    slash too.
    """
    ordered = sorted(set(urls))
    folder_counts = Counter(_host(url) for url in ordered if _ends_in_folder(url))
    continued_by = {}
    for url in ordered:
        if not url.endswith(_CUT_ENDINGS) or (
            url.endswith("/") and (not _ends_in_folder(url) or folder_counts[_host(url)] > 1)
        ):
            continue
        after = bisect_right(ordered, url)
        if after < len(ordered) and ordered[after].startswith(url):
            continued_by[url] = ordered[after]
    return continued_by


def find_spelling_variants(urls: Collection[str]) -> tuple[tuple[str, ...], ...]:
    """Return groups of addresses that differ only in a few characters of one long token.

    A token has twenty characters or more and mixes small letters, capitals and other characters. Addresses whose
    numbers differ in a digit are different documents and never in one group.
    """
    tokens: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for url in set(urls):
        for before, token, after in _tokens(url):
            tokens[before, after][token] = url
    # Two tokens are compared only if the rest of their addresses is the same.
    leaders: dict[str, str] = {}
    for group in tokens.values():
        for first, second in _likely_pairs(group):
            if count_typing_errors(first, second) <= max(len(first), len(second)) // _CHARACTERS_PER_ERROR:
                _join_groups(leaders, group[first], group[second])
    groups: dict[str, list[str]] = defaultdict(list)
    for url in leaders:
        groups[_leader(leaders, url)].append(url)
    return tuple(sorted(tuple(sorted(group)) for group in groups.values()))


def count_typing_errors(first: str, second: str) -> int:
    """Return how many characters were added, left out or confused between two tokens.

    A digit counts only if it stands for a letter that looks like it; any other difference in a digit gives a very large
    number. Above one error for each 14 characters the number is not exact.
    """
    most = max(len(first), len(second)) // _CHARACTERS_PER_ERROR
    if abs(len(first) - len(second)) > most or _DIGITS.sub("", first) == _DIGITS.sub("", second):
        return 0 if first == second else _TOO_MANY
    # The rows of the table of edit distances, only near its diagonal.
    previous = [0]
    for char in second[:most]:
        previous.append(previous[-1] + _cost_of_character(char))
    previous += [_TOO_MANY] * (len(second) + 1 - len(previous))
    for row, char in enumerate(first, 1):
        start, end = max(row - most, 1), min(row + most, len(second))
        current = [_TOO_MANY] * (len(second) + 1)
        if row <= most:
            current[0] = previous[0] + _cost_of_character(char)
        for col in range(start, end + 1):
            current[col] = min(
                previous[col - 1] + _cost_of_replacing(char, second[col - 1]),
                previous[col] + _cost_of_character(char),
                current[col - 1] + _cost_of_character(second[col - 1]),
                _TOO_MANY,
            )
        previous = current
    return previous[-1]


def _cost_of_character(char: str) -> int:
    """Return the cost of a character that is added or left out."""
    return _TOO_MANY if char.isdigit() else 1


def _cost_of_replacing(char: str, replacement: str) -> int:
    """Return the cost of writing one character instead of the other."""
    if char == replacement:
        return 0
    if char.isdigit() or replacement.isdigit():
        return 1 if replacement == _DIGIT_LIKE.get(char) or char == _DIGIT_LIKE.get(replacement) else _TOO_MANY
    return 1


def _tokens(url: str) -> Iterator[tuple[str, str, str]]:
    """Yield the long tokens of an address, each as (text before, token, text after)."""
    for match in _TOKEN.finditer(url):
        token = match[0]
        capitals = sum(map(str.isupper, token))
        small = sum(map(str.islower, token))
        if capitals > 2 and small > 2 and min(capitals, small) * 10 > len(token):
            yield url[: match.start()], token, url[match.end() :]


def _likely_pairs(group: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of tokens that share a piece; tokens with only a few errors always share one."""
    pieces: dict[str, set[str]] = defaultdict(set)
    for token in group:
        for start in range(len(token) - _PIECE_LENGTH + 1):
            pieces[token[start : start + _PIECE_LENGTH]].add(token)
    pairs = {
        pair
        for tokens in pieces.values()
        if 1 < len(tokens) <= _MOST_WITH_PIECE
        for pair in combinations(sorted(tokens), 2)
    }
    yield from sorted(pairs)


def _join_groups(leaders: dict[str, str], url: str, other_url: str) -> None:
    """Join the groups of two addresses; the first address in order becomes the leader of both."""
    first, second = sorted((_leader(leaders, url), _leader(leaders, other_url)))
    leaders[second] = leaders[first] = first


def _leader(leaders: dict[str, str], url: str) -> str:
    """Return the first address of the group that an address belongs to."""
    leaders.setdefault(url, url)
    while leaders[url] != url:
        url = leaders[url]
    return url


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].lower()


def _ends_in_folder(url: str) -> bool:
    """Return True if an address ends in a slash below the top of a site."""
    return url.endswith("/") and bool(url.partition("://")[2].partition("/")[2].rstrip("/"))


def most_used_variant(group: Iterable[str], uses: Mapping[str, int], excluded: str) -> str:
    """Return the most used address of a group, except one."""
    return max((url for url in group if url != excluded), key=lambda url: (uses[url], url))

"""Damage a workbook as a bad disk, a bad line or a careless program does."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable, Iterator
from random import Random

from tests.hostile.case import Book, open_book
from tests.hostile.sheets import attribute, filled_cells, shared_cells

Mutation = tuple[str, bytes]
TRIES = 12


def mutants(good: bytes, seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """``count`` damaged copies, each by one kind of damage in turn; the name says which, and where."""
    book, spans = open_book(good), _spans(good)
    kinds: tuple[Callable[[Random], Mutation], ...] = (
        lambda rng: _flipped(good, spans["packed"], "packed data", rng),
        lambda rng: _flipped(good, spans["local"], "local header", rng),
        lambda rng: _flipped(good, spans["central"], "directory", rng),
        lambda rng: _flipped(good, spans["end"], "end of directory", rng),
        lambda rng: _zeroed(good, rng),
        lambda rng: _swapped(good, rng),
        lambda rng: _cut(good, rng),
        lambda rng: _half_copied(good, rng),
        *(lambda rng, change=change: _in_part(book, change, rng) for change in CHANGES),
    )
    made = attempt = 0
    while made < count:
        # A stream of its own for each makes the thousandth the same whatever the first ones drew.
        rng = Random(f"mutants {seed} {made} {attempt}")
        # Some damage has no place in some workbooks (no shared strings, say): after a few tries its turn goes on.
        kind = kinds[(made + attempt // TRIES) % len(kinds)]
        name, data = kind(rng)
        attempt += 1
        if data == good or not name:
            continue
        yield f"{made:05d} {name}", data
        made, attempt = made + 1, 0


def _spans(good: bytes) -> dict[str, list[tuple[str, int, int]]]:
    """The places of the zip by kind: name, start and end of each."""
    spans: dict[str, list[tuple[str, int, int]]] = {"packed": [], "local": []}
    with zipfile.ZipFile(io.BytesIO(good)) as package:
        end = good.rindex(b"PK\x05\x06")
        start = struct.unpack_from("<I", good, end + 16)[0]
        for info in package.infolist():
            at = info.header_offset
            body = at + 30 + sum(struct.unpack_from("<HH", good, at + 26))
            spans["local"].append((info.filename, at, body))
            if info.compress_size:
                spans["packed"].append((info.filename, body, body + info.compress_size))
    spans["central"] = [("all", start, end)]
    spans["end"] = [("all", end, len(good))]
    return spans


def _flipped(good: bytes, spans: list[tuple[str, int, int]], kind: str, rng: Random) -> Mutation:
    name, start, end = rng.choice(spans)
    data = bytearray(good)
    places = sorted(rng.randrange(start, end) for _ in range(rng.choice((1, 1, 1, 2, 8))))
    for place in places:
        data[place] ^= 1 << rng.randrange(8)
    return f"bits flipped in the {kind} of {name} at {places}", bytes(data)


def _zeroed(good: bytes, rng: Random) -> Mutation:
    size = rng.choice((1, 16, 512, 4096))
    start = rng.randrange(len(good))
    start -= start % size
    data = good[:start] + bytes(min(size, len(good) - start)) + good[start + size :]
    return f"{size} bytes to NULs from {start}", data


def _swapped(good: bytes, rng: Random) -> Mutation:
    size = rng.choice((64, 512, 4096))
    if len(good) < 2 * size:
        size = max(1, len(good) // 4)
    one, other = sorted(rng.sample(range(len(good) // size), 2))
    blocks = [good[at : at + size] for at in range(0, len(good), size)]
    blocks[one], blocks[other] = blocks[other], blocks[one]
    return f"blocks {one} and {other} of {size} bytes swapped", b"".join(blocks)


def _cut(good: bytes, rng: Random) -> Mutation:
    size = rng.randrange(4, len(good))
    return f"cut after {size} of {len(good)} bytes", good[:size]


def _half_copied(good: bytes, rng: Random) -> Mutation:
    size = 4096 * rng.randrange(1, max(2, len(good) // 4096 + 1))
    filled = rng.random() < 0.3
    data = good[:size] + (bytes(max(0, len(good) - size)) if filled else b"")
    return f"copied up to {size} bytes{', the rest NULs' if filled else ''}", data


Change = Callable[[bytes, Random], tuple[str, bytes]]


def _in_part(book: Book, change: Change, rng: Random) -> Mutation:
    """One change of the text of one part, with sizes and CRCs that are right again."""
    wanted = [*book.sheets, *book.sheets, book.strings, book.workbook, book.styles, book.rels, *book.parts]
    part = rng.choice([name for name in wanted if name and name.endswith((".xml", ".rels"))])
    if change in ON_CELLS:
        part = rng.choice(book.sheets)
    told, xml = change(book.parts[part], rng)
    if not told or xml == book.parts[part]:
        return "", b""
    return f"{told} in {part}", book.changed({part: xml})


def _pick(xml: bytes, pattern: bytes, rng: Random) -> re.Match[bytes] | None:
    found = list(re.finditer(pattern, xml))
    return rng.choice(found) if found else None


def _tag_removed(xml: bytes, rng: Random) -> Mutation:
    tag = _pick(xml, rb"<[^>]+>", rng)
    return (f"tag at {tag.start()} removed", xml[: tag.start()] + xml[tag.end() :]) if tag else ("", xml)


def _element_removed(xml: bytes, rng: Random) -> Mutation:
    element = _pick(xml, rb"<(\w+)\b[^>]*>[^<]*</\1>|<\w+\b[^>]*/>", rng)
    if not element:
        return "", xml
    return f"element at {element.start()} removed", xml[: element.start()] + xml[element.end() :]


def _attribute_changed(xml: bytes, rng: Random) -> Mutation:
    value = _pick(xml, rb'(?<=[\w]=")[^"]*(?=")', rng)
    if not value:
        return "", xml
    new = rng.choice((b"", b"0", b"-1", b"x", b"4294967296", value[0][::-1], value[0] + b"1", b"true"))
    return f"attribute at {value.start()} to {new[:12]!r}", xml[: value.start()] + new + xml[value.end() :]


def _bytes_deleted(xml: bytes, rng: Random) -> Mutation:
    at, size = rng.randrange(len(xml)), rng.choice((1, 1, 2, 7, 40))
    return f"{size} bytes deleted at {at}", xml[:at] + xml[at + size :]


def _bytes_doubled(xml: bytes, rng: Random) -> Mutation:
    at, size = rng.randrange(len(xml)), rng.choice((1, 1, 2, 7, 40, 400))
    return f"{size} bytes doubled at {at}", xml[: at + size] + xml[at:]


def _byte_changed(xml: bytes, rng: Random) -> Mutation:
    at, new = rng.randrange(len(xml)), rng.randrange(256)
    return f"byte at {at} to {new:#04x}", xml[:at] + bytes([new]) + xml[at + 1 :]


def _chunk_cut(xml: bytes, rng: Random) -> Mutation:
    start, end = sorted(rng.sample(range(len(xml) + 1), 2))
    if rng.random() < 0.5:
        end = len(xml)
    return f"cut from {start} to {end}", xml[:start] + xml[end:]


def _elements_swapped(xml: bytes, rng: Random) -> Mutation:
    found = list(re.finditer(rb"<(\w+)\b[^>]*>[^<]*</\1>", xml))
    if len(found) < 2:
        return "", xml
    one, other = sorted(rng.sample(found, 2), key=lambda match: match.start())
    data = xml[: one.start()] + other[0] + xml[one.end() : other.start()] + one[0] + xml[other.end() :]
    return f"elements at {one.start()} and {other.start()} swapped", data


def _reference_changed(xml: bytes, rng: Random) -> Mutation:
    digit = _pick(xml, rb'(?<=\br=")([A-Z]*)(\d)', rng)
    if not digit:
        return "", xml
    new = rng.choice(b"0123456789".replace(digit[2], b""))
    at = digit.start(2)
    return f"digit of the reference at {at} to {chr(new)}", xml[:at] + bytes([new]) + xml[at + 1 :]


def _type_changed(xml: bytes, rng: Random) -> Mutation:
    typed = [cell for cell in filled_cells(xml) if attribute(cell[0], b"t")]
    if not typed:
        return "", xml
    cell = rng.choice(typed)
    new = rng.choice((b"n", b"s", b"str", b"b", b"e", b"d", b"inlineStr", b"zzz", b""))
    tag = re.sub(rb'\bt="[^"]*"', b't="' + new + b'"', cell[0], count=1)
    return f"type of the cell at {cell.start()} to {new.decode()!r}", xml[: cell.start()] + tag + xml[cell.end() :]


def _index_changed(xml: bytes, rng: Random) -> Mutation:
    shared = shared_cells(xml)
    if not shared:
        return "", xml
    cell = rng.choice(shared)
    new = b"%d" % rng.choice((-1, 0, rng.randrange(40), rng.randrange(400), 99_999_999, 1 << 40))
    value = re.sub(rb"<v>[^<]*</v>", b"<v>" + new + b"</v>", cell[0], count=1)
    return f"string index of the cell at {cell.start()} to {new.decode()}", xml[: cell.start()] + value + xml[
        cell.end() :
    ]


CHANGES: tuple[Change, ...] = (
    _tag_removed,
    _element_removed,
    _attribute_changed,
    _bytes_deleted,
    _bytes_doubled,
    _byte_changed,
    _chunk_cut,
    _elements_swapped,
    _reference_changed,
    _type_changed,
    _index_changed,
)
ON_CELLS = (_reference_changed, _type_changed, _index_changed)

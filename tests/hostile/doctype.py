"""Make files that declare a document type, in every way of writing it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from random import Random

from tests.hostile.case import CONTENT_TYPES, Book, Case, case, open_book
from tests.hostile.rawzip import repeated

DECLARATION = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*\?>\s*")


def doctypes(good: bytes, seed: int) -> Iterator[Case]:
    """Every kind of document type in every part that has a say, then every disguise of one."""
    book, rng = open_book(good), Random(f"doctypes {seed}")
    kinds = _kinds(book, rng)
    for part in _parts(book, rng):
        for kind, doctype in kinds.items():
            name = f"{kind} in {part}"
            yield case(name, book.changed({part: _with(book.parts[part], doctype)}), "F114")
        for disguise, data in _disguised(book.parts[part], rng.choice(list(kinds.values())), rng):
            yield case(f"DOCTYPE {disguise} in {part}", book.changed({part: data}), "F114")
    yield from _used(book, rng)
    yield from _far_down(book, rng)


def _parts(book: Book, rng: Random) -> tuple[str, ...]:
    sheet = rng.choice(book.sheets)
    wanted = (
        book.workbook,
        CONTENT_TYPES,
        sheet,
        book.strings,
        book.styles,
        "_rels/.rels",
        book.rels,
        "docProps/core.xml",
        "docProps/app.xml",
        "docProps/custom.xml",
        posixpath.join(posixpath.dirname(book.workbook), "theme/theme1.xml"),
    )
    return tuple(part for part in wanted if part in book.parts)


def _kinds(book: Book, rng: Random) -> dict[str, bytes]:
    """The document types; each starts at ``<!DOCTYPE`` and ends at its last bracket."""
    depth, width = rng.randrange(8, 12), rng.randrange(8, 12)
    laughs = b'<!ENTITY l0 "lol">' + b"".join(
        b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * width) for n in range(1, depth)
    )
    block = b"A" * rng.randrange(20_000, 60_000)
    port = rng.randrange(1024, 60_000)
    return {
        "billion laughs": b"<!DOCTYPE x [" + laughs + b"]>",
        "quadratic blow-up": b'<!DOCTYPE x [<!ENTITY a "' + block + b'"><!ENTITY b "' + b"&a;" * 9_000 + b'">]>',
        "a file as an entity": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        "a Windows file as an entity": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///C:/Windows/win.ini">]>',
        "a web address as an entity": b'<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1:%d/x">]>' % port,
        "a share as an entity": b'<!DOCTYPE x [<!ENTITY a SYSTEM "\\\\127.0.0.1\\x">]>',
        "a parameter entity": b'<!DOCTYPE x [<!ENTITY %% p SYSTEM "http://127.0.0.1:%d/x.dtd"> %%p;]>' % port,
        "a parameter entity of its own": b"<!DOCTYPE x [<!ENTITY % p \"<!ENTITY a 'b'>\"> %p;]>",
        "a recursive entity": b'<!DOCTYPE x [<!ENTITY a "&b;"><!ENTITY b "&a;">]>',
        "a benign entity": b'<!DOCTYPE x [<!ENTITY a "b">]>',
        "default attributes": b'<!DOCTYPE x [<!ATTLIST c t CDATA "str" s CDATA "0">]>',
        "a notation": b'<!DOCTYPE x [<!NOTATION n SYSTEM "calc.exe"><!ENTITY u SYSTEM "u" NDATA n>]>',
        "an external DTD": b'<!DOCTYPE x SYSTEM "http://127.0.0.1:%d/x.dtd">' % port,
        "a public DTD": b'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "http://www.w3.org/x.dtd">',
        "no entities": b"<!DOCTYPE x>",
        "an empty subset": b"<!DOCTYPE\r\n\tx\n[\n]\n>",
    }


def _bare(xml: bytes) -> bytes:
    return DECLARATION.sub(b"", xml)


def _with(xml: bytes, doctype: bytes, encoding: str = "UTF-8") -> bytes:
    return f'<?xml version="1.0" encoding="{encoding}"?>'.encode() + doctype + _bare(xml)


def _disguised(xml: bytes, doctype: bytes, rng: Random) -> Iterator[tuple[str, bytes]]:
    """The same document type where a search over the first bytes does not see it."""
    comment = b"<!--" + b"x" * rng.randrange(5_000, 200_000) + b"-->"
    varied = b"<!--" + bytes(rng.choices(b"abcdefghij <>&", k=rng.randrange(20_000, 90_000))) + b"-->"
    instruction = b"<?x " + b"y" * rng.randrange(5_000, 90_000) + b"?>"
    yield "with no XML declaration", doctype + _bare(xml)
    yield "after a long comment", _with(xml, comment + doctype)
    yield "after a comment of brackets", _with(xml, varied + doctype)
    yield "after a comment that says DOCTYPE", _with(xml, b"<!-- <!DOCTYPE y> -->" + doctype)
    yield "after an instruction", _with(xml, instruction + doctype)
    yield "after white space", _with(xml, b"\r\n\t " * rng.randrange(2_000, 20_000) + doctype)
    yield "after a mark", b"\xef\xbb\xbf" + _with(xml, doctype)
    yield "after a mark and nothing declared", b"\xef\xbb\xbf" + doctype + _bare(xml)
    for told, encoding, mark in (
        ("UTF-16", "utf-16-le", "\ufeff"),
        ("UTF-16", "utf-16-be", "\ufeff"),
        ("UTF-16LE", "utf-16-le", ""),
        ("UTF-16BE", "utf-16-be", ""),
    ):
        text = mark + _with(xml, doctype, told).decode()
        yield f"in {encoding} {'with' if mark else 'without'} a mark", text.encode(encoding)
    for encoding in ("utf-16-le", "utf-16-be"):
        yield (
            f"in {encoding} with a mark and nothing declared",
            ("\ufeff" + (doctype + _bare(xml)).decode()).encode(encoding),
        )


def _used(book: Book, rng: Random) -> Iterator[Case]:
    """Document types whose entities stand in the text of a cell, where they would be unfolded."""
    places = [(name, b"</v>") for name in book.sheets if b"</v>" in book.parts[name]]
    if book.strings and b"</t>" in book.parts[book.strings]:
        places.append((book.strings, b"</t>"))
    for part, at in places:
        for kind, doctype in _kinds(book, rng).items():
            entities = re.findall(rb"<!ENTITY (\w+) ", doctype)
            if not entities:
                continue
            xml = book.parts[part].replace(at, b"&" + entities[-1] + b";" + at, 1)
            yield case(f"{kind} used in {part}", book.changed({part: _with(xml, doctype)}), "F114")


def _far_down(book: Book, rng: Random) -> Iterator[Case]:
    """A document type further down than any reasonable look at the head, in a part that packs modestly."""
    part = rng.choice(book.sheets)
    varied = b"<!--" + bytes(rng.choices(b"abcdefghijklmnop", k=40_000)) + b"-->"
    tail = b"<!DOCTYPE x>" + _bare(book.parts[part])
    entry = repeated(part, b'<?xml version="1.0" encoding="UTF-8"?>', varied, rng.randrange(30, 200), tail)
    yield case(f"DOCTYPE megabytes down in {part}", book.changed({part: entry}), "F114")

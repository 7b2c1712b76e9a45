"""Write mails of the kind .msg: a compound file with storages, short and long streams, as Outlook saves it."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

SECTOR, SMALL, CUTOFF = 512, 64, 4096
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
Tree = Mapping[str, "bytes | Tree"]


@dataclass
class _Entry:
    name: str
    kind: int
    data: bytes = b""
    child: int = FREE
    right: int = FREE
    start: int = END


def compound_file(tree: Tree) -> bytes:
    """An OLE file of streams (bytes) and storages (mappings)."""
    entries = [_Entry("Root Entry", 5)]
    _add(entries, entries[0], tree)
    small, small_table = b"", []
    blocks: list[bytes] = []
    table: list[int] = []

    def store(data: bytes) -> int:
        start, count = len(blocks), -(-len(data) // SECTOR)
        blocks.extend(data[at * SECTOR : (at + 1) * SECTOR].ljust(SECTOR, b"\0") for at in range(count))
        table.extend([*range(start + 1, start + count), END][:count])
        return start if count else END

    for entry in entries[1:]:
        if entry.kind == 2 and len(entry.data) >= CUTOFF:
            entry.start = store(entry.data)
        elif entry.kind == 2 and entry.data:
            entry.start, count = len(small) // SMALL, -(-len(entry.data) // SMALL)
            small += entry.data.ljust(count * SMALL, b"\0")
            small_table += [*range(entry.start + 1, entry.start + count), END]
    entries[0].data, entries[0].start = small, store(small)
    listing = b"".join(map(_packed, entries))
    directory = store(listing.ljust(-len(listing) % SECTOR + len(listing), b"\0"))
    minifat_data = struct.pack(f"<{len(small_table)}I", *small_table)
    minifat = store(minifat_data + b"\xff" * (-len(minifat_data) % SECTOR))
    fats = 1
    while len(table) + fats > fats * SECTOR // 4:
        fats += 1
    first = len(table)
    table += [FAT] * fats
    head = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16)
    head += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, fats, directory, 0, CUTOFF, minifat,
                        -(-len(minifat_data) // SECTOR), END, 0)  # fmt: skip
    head += struct.pack("<109I", *range(first, first + fats), *[FREE] * (109 - fats))
    return head + b"".join(blocks) + struct.pack(f"<{len(table)}I", *table).ljust(fats * SECTOR, b"\xff")


def _add(entries: list[_Entry], parent: _Entry, tree: Tree) -> None:
    before: _Entry | None = None
    # A chain to the right is a tree too, if a name is shorter or earlier than the next one.
    for name in sorted(tree, key=lambda item: (len(item), item.upper())):
        content = tree[name]
        entry = _Entry(name, 2, content) if isinstance(content, bytes) else _Entry(name, 1)
        entries.append(entry)
        number = len(entries) - 1
        if before is None:
            parent.child = number
        else:
            before.right = number
        before = entry
        if not isinstance(content, bytes):
            _add(entries, entry, content)


def _packed(entry: _Entry) -> bytes:
    raw = entry.name.encode("utf-16-le")
    links = struct.pack("<HBBIII", len(raw) + 2, entry.kind, 1, FREE, entry.right, entry.child)
    start = 0 if entry.kind == 1 else entry.start
    return raw.ljust(64, b"\0") + links + bytes(36) + struct.pack("<IQ", start, len(entry.data))


@dataclass(frozen=True)
class OutlookMail:
    """What a mail of Outlook holds; ``inner`` are mails attached to it, ``page`` the code page of its texts if old."""

    sender: str = "saraban@laemngop.go.th"
    sender_name: str = "อบต.แหลมงอบ"
    subject: str = "ส่งแบบ ITA"
    sent: datetime | None = datetime(2026, 9, 29, 18, 0, tzinfo=UTC)
    files: Sequence[tuple[str, bytes]] = ()
    inner: Sequence[OutlookMail] = field(default=())
    body: str = ""
    headers: str = ""
    page: int = 0

    def data(self) -> bytes:
        """The bytes of the .msg file."""
        return compound_file(self.tree())

    def tree(self, head: int = 32) -> Tree:
        """The streams of the mail; ``head`` is the length of what stands before its properties."""
        texts = {0x0037: self.subject, 0x0C1A: self.sender_name, 0x5D01: self.sender, 0x1000: self.body,
                 0x007D: self.headers}  # fmt: skip
        tree: dict[str, bytes | Tree] = {
            _stream(key, 0x001E if self.page else 0x001F): text.encode(f"cp{self.page}" if self.page else "utf-16-le")
            for key, text in texts.items()
            if text
        }
        rows = b""
        if self.sent is not None:
            ticks = (self.sent - datetime(1601, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1) * 10
            rows += struct.pack("<IIQ", 0x00390040, 6, ticks)
        if self.page:
            rows += struct.pack("<IIII", 0x3FFD0003, 6, self.page, 0)
        tree["__properties_version1.0"] = bytes(head) + rows
        for number, (name, content) in enumerate(self.files):
            tree[f"__attach_version1.0_#{number:08X}"] = {
                _stream(0x3707, 0x001F): name.encode("utf-16-le"),
                _stream(0x3701, 0x0102): content,
                "__properties_version1.0": bytes(8) + struct.pack("<IIII", 0x37050003, 6, 1, 0),
            }
        for number, mail in enumerate(self.inner, len(self.files)):
            tree[f"__attach_version1.0_#{number:08X}"] = {
                _stream(0x3701, 0x000D): mail.tree(24),
                "__properties_version1.0": bytes(8) + struct.pack("<IIII", 0x37050003, 6, 5, 0),
            }
        return tree


def _stream(key: int, kind: int) -> str:
    return f"__substg1.0_{key:04X}{kind:04X}"

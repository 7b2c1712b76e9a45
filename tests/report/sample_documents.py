"""Documents that hold every kind of block, and texts that try to break what they are written into."""

from __future__ import annotations

import io
import zipfile
import zlib
from datetime import date
from fractions import Fraction
from struct import pack

from ita_xlsx.model.document import (
    Align,
    Blank,
    Block,
    Caption,
    Cell,
    Chart,
    ChartKind,
    Column,
    Contents,
    Cover,
    Document,
    Figure,
    Heading,
    Landscape,
    Note,
    NoteMark,
    PageBreak,
    Paragraph,
    Reference,
    Row,
    RowKind,
    Series,
    Strong,
    Table,
    TextList,
    TextStyle,
)

ISSUED = date(2025, 9, 1)
HARD_TEXTS = (
    "«คำพูด» \"quotes\" 'single'",
    "A & B < C > D",
    "{{ 7 * 7 }} {% for x in y %} {# no #}",
    "</w:t></w:r><w:p>",
    "]]><!-- --> <?xml?>",
    "\x00\x0b\x1f\ud800\ufffe",
    "ก" * 300,
    "first\nsecond\tthird",
    "&#0; &amp; %00 \\* MERGEFORMAT",
)
NAMES = ("การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ", "การใช้ทรัพย์สินของราชการ", "การแก้ไขปัญหาการทุจริต")
BEFORE = tuple(Fraction(9800 - 37 * number, 100) for number in range(len(NAMES)))
AFTER = tuple(Fraction(9300 + 41 * number, 100) for number in range(len(NAMES)))
COLUMNS = (Column(4), Column(1, Align.CENTER), Column(1, Align.CENTER))


def row(*texts: str, kind: RowKind = RowKind.BODY) -> Row:
    """A row with a text in each cell."""
    return Row(tuple(Cell(((text,),)) for text in texts), kind)


def scores() -> Table:
    """A table with a title, a repeated header, a total over two columns, and a note."""
    rows = [
        row(name, f"{float(old):.2f}", f"{float(new):.2f}") for name, old, new in zip(NAMES, BEFORE, AFTER, strict=True)
    ]
    total = Row((Cell((("รวม",),), columns=2), Cell((("94.79", NoteMark("1")),))), RowKind.TOTAL)
    return Table(
        columns=COLUMNS,
        rows=(row("ตัวชี้วัด", "ปี 2567", "ปี 2568", kind=RowKind.HEADER), *rows, total),
        caption=Caption("ผลการประเมินรายตัวชี้วัด", "scores"),
        notes=(Note("1", ("คะแนนตามที่ประกาศ",)),),
    )


def plan(rows: int = 40) -> Table:
    """A long table with a cell over three rows."""
    body = [row(f"มาตรการ {number}", "ขั้นตอน " * 12, "ผู้รับผิดชอบ") for number in range(rows)]
    merged = (
        Row((Cell((("ก",),), rows=3), Cell((("ข1",),)), Cell((("ค1",),)))),
        Row((Cell((("ข2",), ("บรรทัดสอง",))), Cell((("ค2",),)))),
        Row((Cell((("ข3",),), columns=2),)),
    )
    head = row("มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", kind=RowKind.HEADER)
    group = Row((Cell((("กลุ่มหนึ่ง",),), columns=3),), RowKind.GROUP)
    return Table(columns=(Column(2), Column(4), Column(2)), rows=(head, group, *merged, *body), caption=Caption("แผน"))


def chart(kind: ChartKind, key: str = "") -> Chart:
    """A chart of two years; one value is not known."""
    series = (Series("ปีงบประมาณ พ.ศ. 2567", BEFORE), Series("ปีงบประมาณ พ.ศ. 2568", (None, *AFTER[1:])))
    caption = Caption("เปรียบเทียบสองปี", key)
    return Chart(kind=kind, caption=caption, categories=NAMES, series=series, axis_start=60, alt="คะแนนสองปี")


def picture() -> bytes:
    """A PNG of 4 by 2 dots."""
    lines = b"".join(b"\0" + b"\x80" * 4 for _ in range(2))
    head = pack(">IIBBBBB", 4, 2, 8, 0, 0, 0, 0)
    pieces = ((b"IHDR", head), (b"IDAT", zlib.compress(lines)), (b"IEND", b""))
    body = b"".join(pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data)) for name, data in pieces)
    return b"\x89PNG\r\n\x1a\n" + body


def blocks(text: str = "ผลคะแนน 94.79 ข้อ o27") -> tuple[Block, ...]:
    """Every kind of block, with a text at each place that takes one."""
    sentence = (text, Strong(text), " ตารางที่ ", Reference("scores"), Blank("ชื่อผู้ลงนาม"), NoteMark("ก"))
    return (
        Cover(
            (
                Figure(picture(), text, 30),
                Paragraph((text,), TextStyle.COVER_TITLE),
                Paragraph((text,), TextStyle.COVER_LINE),
            )
        ),
        Paragraph(("คำนำ",), TextStyle.PART_TITLE),
        Paragraph(sentence),
        PageBreak(),
        Contents(),
        PageBreak(),
        Heading(1, f"1. {text}"),
        *(Paragraph(sentence, style) for style in TextStyle),
        TextList((("หนึ่ง",), sentence), is_numbered=True),
        TextList(((text,),)),
        Heading(2, "2.1 ผลการประเมิน"),
        scores(),
        chart(ChartKind.RADAR, "radar"),
        chart(ChartKind.BARS),
        Landscape((Heading(1, "3. แผน"), plan())),
        Heading(1, "4. หมายเหตุ"),
        Note("ก", sentence),
        Table(columns=(Column(1),), rows=(Row((Cell((sentence, ())),)), row(text)), caption=Caption(text)),
    )


def document(content: tuple[Block, ...] | None = None, *, digits: str = "thai", text: str = "รายงาน 2568") -> Document:
    """A document of these blocks, or of every kind of block."""
    body = blocks() if content is None else content
    return Document(title=text, subject=text, agency=text, issued=ISSUED, blocks=body, digits=digits)


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a file by their names."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    """The file of some parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return target.getvalue()

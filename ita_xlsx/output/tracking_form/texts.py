"""Hold the Thai words of the tracking form: hint, counts of steps, notes on QR codes, and lines for signatures.

Takes counts and the positions of addresses; returns texts. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ita_xlsx.model.text.words import STEP_STATUSES

TRACKING_HINT = "เลือกสถานะ และวางที่อยู่เว็บ (URL) ที่เปิดถึงหลักฐานโดยตรง หากไม่มีภารกิจให้เขียนเหตุผลแทน"
TRACKING_COUNTS = "{count} ขั้นตอน: {statuses}  ระบุหลักฐานแล้ว {proved} ขั้นตอน"
TRACKING_SCAN = "  (สแกน QR เพื่อเปิดหลักฐาน)"
NO_STATUS = "ยังไม่ระบุสถานะ"
NOTE_LINE = "หมายเหตุ: {note}"
CODE_TOO_LONG = "ที่อยู่ยาวเกินกว่าจะพิมพ์เป็น QR"
CODES_TOO_MANY = "ไม่มีที่พอสำหรับ QR ตั้งแต่ที่อยู่ที่ {number}"
CODES_TOO_LONG = "ที่อยู่ที่ {numbers} ยาวเกินกว่าจะพิมพ์เป็น QR"
CODE_GOING_ON = "ไม่พิมพ์ QR เพราะที่อยู่มีช่องว่าง อาจขาด"
CODES_GOING_ON = "ไม่พิมพ์ QR ของที่อยู่ที่ {numbers} เพราะมีช่องว่าง อาจขาด"
CODE_ALT = "QR ของ {url}"
_DOTS = "." * 40
SIGNATURES = (
    (f"ลงชื่อ {_DOTS} ผู้รายงาน", f"ลงชื่อ {_DOTS} ผู้รับรองข้อมูล"),
    (f"( {_DOTS} )", f"( {_DOTS} )"),
    (f"ตำแหน่ง {_DOTS}", f"ตำแหน่ง {_DOTS}"),
    ("วันที่ ............ / ............ / ............", "วันที่ ............ / ............ / ............"),
)


def tracking_counts(counts: Mapping[str, int], *, scan: bool) -> str:
    """How many steps of each status there are, and how many have evidence; ``scan`` tells of the codes."""
    told = {**{word: counts[word] for word in STEP_STATUSES}, NO_STATUS: counts[""]}
    statuses = "  ".join(f"{word} {count}" for word, count in told.items() if count)
    whole = TRACKING_COUNTS.format(count=sum(told.values()), statuses=statuses, proved=counts["proved"])
    return whole + (TRACKING_SCAN if scan else "")


def without_code(addresses: int, cut: Sequence[int], long: Sequence[int], left: Sequence[int]) -> Iterator[str]:
    """Why addresses of a cell have no code, each by its place among them: cut by a blank, too long, no room left."""
    for numbers, alone, several in ((cut, CODE_GOING_ON, CODES_GOING_ON), (long, CODE_TOO_LONG, CODES_TOO_LONG)):
        if numbers:
            yield alone if addresses == 1 else several.format(numbers=", ".join(map(str, numbers)))
    if left:
        yield CODES_TOO_MANY.format(number=left[0])

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
    """Return how many steps have each status and how many have evidence, as a sentence.

    ``scan`` adds the note that the codes can be scanned.
    """
    steps_by_status = {**{word: counts[word] for word in STEP_STATUSES}, NO_STATUS: counts[""]}
    statuses = "  ".join(f"{word} {count}" for word, count in steps_by_status.items() if count)
    sentence = TRACKING_COUNTS.format(count=sum(steps_by_status.values()), statuses=statuses, proved=counts["proved"])
    return sentence + (TRACKING_SCAN if scan else "")


def missing_code_notes(
    addresses: int, cut: Sequence[int], long: Sequence[int], no_room: Sequence[int]
) -> Iterator[str]:
    """Yield the notes on addresses of a cell that have no code.

    Addresses are named by their position among all ``addresses`` of the cell: ``cut`` by a blank, too ``long`` for a
    code, or with ``no_room`` left in the row.
    """
    for numbers, alone, several in ((cut, CODE_GOING_ON, CODES_GOING_ON), (long, CODE_TOO_LONG, CODES_TOO_LONG)):
        if numbers:
            yield alone if addresses == 1 else several.format(numbers=", ".join(map(str, numbers)))
    if no_room:
        yield CODES_TOO_MANY.format(number=no_room[0])

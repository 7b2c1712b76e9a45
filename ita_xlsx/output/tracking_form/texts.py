"""Hold the Thai words of the tracking form: hint, bands, counts of steps, notes on QR codes, and lines for signatures.

Takes counts and the positions of addresses; returns texts. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ita_xlsx.model.labels import SHORT_STEP_STATUSES
from ita_xlsx.model.round_measures import StepStatus
from ita_xlsx.model.text.words import STEP_STATUSES

TRACKING_HINT = "เลือกสถานะ และวางที่อยู่เว็บ (URL) ที่เปิดถึงหลักฐานโดยตรง หากไม่มีภารกิจให้เขียนเหตุผลแทน"
STEPS = "ขั้นตอน"
NO_STATUS = "ยังไม่ระบุสถานะ"
# How the line above the steps names the statuses, best first; a status that no step has is left out.
NOT_YET, DOING, DONE, NO_DUTY = STEP_STATUSES
_SHORT = (
    (DONE, StepStatus.DONE), (DOING, StepStatus.DOING), (NOT_YET, StepStatus.NOT_YET), (NO_DUTY, StepStatus.NO_DUTY),
)  # fmt: skip
STATUS_COUNTS = (*((word, SHORT_STEP_STATUSES[status][0]) for word, status in _SHORT), ("", NO_STATUS))
GOING_ON = "{title} (ต่อ)"
OWNER_LINE = "ผู้รับผิดชอบ: {owner}"
OWN_STEPS = "ขั้นตอนของหน่วยงานเอง"
MORE_STEPS = "ขั้นตอนที่หน่วยงานดำเนินการเพิ่มเติม (หากมี)"
STEP_GOING_ON = "ขั้นตอน (ต่อ): {text}"
EVIDENCE_LINE = "หลักฐาน: {text}"
SEE_BELOW = "ดูบรรทัดถัดไป"
NO_STEP = "(ไม่ระบุขั้นตอน)"
NOTE_LINE = "หมายเหตุ: {note}"
CODE_TOO_LONG = "ที่อยู่ยาวเกินกว่าจะพิมพ์เป็น QR"
CODES_TOO_MANY = "ไม่มีที่พอสำหรับ QR ตั้งแต่ที่อยู่ที่ {number}"
CODES_TOO_LONG = "ที่อยู่ที่ {numbers} ยาวเกินกว่าจะพิมพ์เป็น QR"
CODE_GOING_ON = "ไม่พิมพ์ QR เพราะที่อยู่มีช่องว่าง อาจขาด"
CODES_GOING_ON = "ไม่พิมพ์ QR ของที่อยู่ที่ {numbers} เพราะมีช่องว่าง อาจขาด"
CODE_ALT = "QR ของ {url}"
_DOTS = "." * 34
SIGNATURES = (
    (f"ลงชื่อ {_DOTS} ผู้รายงาน", f"ลงชื่อ {_DOTS} ผู้รับรองข้อมูล"),
    (f"( {_DOTS} )", f"( {_DOTS} )"),
    (f"ตำแหน่ง {_DOTS}", f"ตำแหน่ง {_DOTS}"),
    ("วันที่ ............ / ............ / ............", "วันที่ ............ / ............ / ............"),
)


def tracking_counts(counts: Mapping[str, int]) -> str:
    """Return how many steps have each status, as a sentence; the empty status counts steps without one."""
    total = f"{sum(counts[status] for status, _ in STATUS_COUNTS)} {STEPS}"
    parts = " · ".join(f"{name} {counts[status]}" for status, name in STATUS_COUNTS if counts[status])
    return f"{total}: {parts}" if parts else total


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

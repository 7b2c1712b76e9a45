"""Define the master of a document: the parts of a .docx whose styles, headers and page set-up the document takes.

Works on values only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class MasterKind(StrEnum):
    """The masters that ship with the program."""

    REPORT = "report"
    LETTER = "letter"


class Program(StrEnum):
    """The programs for which a document is made; LibreOffice draws some settings of Word wrongly."""

    WORD = "word"
    LIBREOFFICE = "libreoffice"


# The texts in the content controls of a master, by their tags: LibreOffice drops the tags when it saves a document.
CONTROL_MARKS: Mapping[str, str] = MappingProxyType(
    {
        "title": "[ชื่อเอกสาร]",
        "agency": "[หน่วยงาน]",
        "emblem": "[ตราสัญลักษณ์]",
        "office": "[ส่วนราชการ]",
        "phone": "[โทรศัพท์]",
        "number": "[เลขที่หนังสือ]",
        "date": "[วันที่]",
        "subject": "[เรื่อง]",
        "addressee": "[ผู้รับ]",
        "body": "[เนื้อความ]",
        "signatory": "[ชื่อผู้ลงนาม]",
        "position": "[ตำแหน่งผู้ลงนาม]",
        "acting-for": "[ปฏิบัติราชการแทน]",
    }
)
# The paragraph with this text is replaced by the body of a report.
BODY_MARK = "[เนื้อหาของรายงาน]"


@dataclass(frozen=True)
class Master:
    """The content of a master: the bytes of each part by its name."""

    parts: Mapping[str, bytes] = field(repr=False)

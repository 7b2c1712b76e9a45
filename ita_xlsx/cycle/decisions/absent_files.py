"""Say why a file that a decision names is not used: it is of another agency, is no form, has another content, ...

Takes the state of a round and decisions; returns reasons in two languages. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import PurePath

from ita_xlsx.cycle.decisions.choose_file import files_of_decision, is_named, named_files
from ita_xlsx.intake.inbox.containers import container_kind
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.decisions import Alias, Choice, Correction, FileDecision, ReceivedDecision
from ita_xlsx.model.round_state import AgencyReturn, ReturnSummary, RoundState, bare_name
from ita_xlsx.model.text.spelling import text_key


@dataclass(frozen=True)
class AbsentFile:
    """A file that a decision names and does not reach: its name, why, and what to do, in Thai and English."""

    name: str
    why: tuple[str, str]
    fix: tuple[str, str]

    @property
    def params(self) -> dict[str, str]:
        """Return the parameters of a message about the file."""
        return {
            "value": self.name, "why_th": self.why[0], "why_en": self.why[1], "fix_th": self.fix[0],
            "fix_en": self.fix[1],
        }  # fmt: skip


_CHANGED = ("ไฟล์ชื่อนี้มีเนื้อหาอื่นแล้ว", "the file of this name has another content now")
_FIX_CHANGED = ("หากหมายถึงไฟล์ใหม่ ให้ใส่แถวใหม่", "if the new file is meant, add a new row")
_SEVERAL = ("มีหลายไฟล์ชื่อนี้ที่ไม่เหมือนกัน", "several different files have this name")
_FIX_SEVERAL = ("ใส่ชื่อไฟล์พร้อมโฟลเดอร์", "write the name with its folder")
_UNKNOWN = ("ยังไม่ทราบว่าไฟล์นี้เป็นของหน่วยงานใด", "it is not known whose file it is")
_FIX_OWNER = (
    "หากเป็นของ {agency} ให้เลือก «เป็นของหน่วยงาน»",
    "if it belongs to {agency}, choose «เป็นของหน่วยงาน» (belongs to) for it",
)
_OTHER_AGENCY = ("ไฟล์นี้เป็นของ {other}", "it is a file of {other}")
_OTHER_YEAR = ("ไฟล์นี้เป็นแบบฟอร์มของปี {other}", "it is a form of the year {other}")
_FIX_YEAR = ("ขอแบบฟอร์มของปีนี้จากหน่วยงาน", "ask the agency for this year's form")
_NO_FORM = ("ไฟล์นี้ไม่ใช่แบบฟอร์มที่อ่านได้", "it is no form that can be read")
_FIX_FORM = ("ขอแบบฟอร์ม .xlsx จากหน่วยงาน", "ask the agency for the form as .xlsx")
_CONTAINER = ("เป็นอีเมลหรือไฟล์บีบอัดที่มี {other} อยู่ข้างใน", "it is a mail or an archive that holds {other}")
_FIX_CONTAINER = ("ใส่ชื่อไฟล์ที่อยู่ข้างใน", "write the name of the file in it")
_NOT_THERE = ("ไม่มีไฟล์ชื่อนี้ในไฟล์ที่อ่าน", "no file of this name is among the files that were read")
_FIX_NOT_THERE = ("แก้ชื่อไฟล์ หรือนำไฟล์นั้นมาไว้ในโฟลเดอร์ที่อ่าน", "correct the file name, or add the file")


def row_place(row: FileDecision | ReceivedDecision | Alias | Correction) -> dict[str, str | None]:
    """Return file, sheet and cell of a decision, as the fields of a finding."""
    sheet, _, cell = row.place.rpartition("!")
    return {"file": row.book, "sheet": sheet or None, "cell": cell or None}


def absent_files(member: AgencyReturn, decision: FileDecision, province: RoundState) -> Iterator[AbsentFile]:
    """Yield the files of a decision about an agency that it does not reach."""
    files = _own_files(member)
    for name, digest in zip_longest(decision.files, decision.digests, fillvalue=""):
        one = replace(decision, files=(name,) if name else (), digests=(digest,) if digest else ())
        is_given = decision.choice is Choice.ASSIGN and bool(name) and _has_sent(member, name, province)
        if files_of_decision(files, one) or is_given:
            continue
        yield _absent(name or digest, member, one, province)


def _own_files(member: AgencyReturn) -> tuple[ReturnSummary, ...]:
    counting = (member.summary,) if member.summary and not member.summary.joined else ()
    return (*counting, *member.others)


def _has_sent(member: AgencyReturn, name: str, province: RoundState) -> bool:
    """Return True if what the agency sent in place of a form has this name: the row that gives it to it is right."""
    sent = (*province.unreadable, *province.unopened)
    return any(item.nearest == member.agency and is_named(item.summary.file, name) for item in sent)


def _absent(name: str, member: AgencyReturn, decision: FileDecision, province: RoundState) -> AbsentFile:
    same_name = named_files(_own_files(member), name)
    if same_name:
        several = len({item.digest for item in same_name}) > 1
        return AbsentFile(name, _SEVERAL, _FIX_SEVERAL) if several else AbsentFile(name, _CHANGED, _FIX_CHANGED)
    for other in province.members:
        files = _own_files(other) if other is not member else ()
        if named_files(files, name) or (decision.digests and files_of_decision(files, decision)):
            return AbsentFile(name, _about(_OTHER_AGENCY, _text(other.agency)), _owner_fix(member))
    if _is_among(name, (item.summary.file for item in province.unknown)):
        return AbsentFile(name, _UNKNOWN, _owner_fix(member))
    for item in province.wrong_year:
        if is_named(item.summary.file, name):
            return AbsentFile(name, _about(_OTHER_YEAR, str(item.summary.year)), _FIX_YEAR)
    files_read = _all_names(province)
    inside = [file for file in files_read if _is_inside(file, name)]
    if inside:
        names = ", ".join(f"«{bare_name(file)}»" for file in inside)
        return AbsentFile(name, _about(_CONTAINER, names), _FIX_CONTAINER)
    if _is_among(name, files_read):
        return AbsentFile(name, _NO_FORM, _FIX_FORM)
    return AbsentFile(name, _NOT_THERE, _FIX_NOT_THERE)


def _all_names(province: RoundState) -> Sequence[str]:
    returned = (item.file for member in province.members for item in _own_files(member))
    strays = (item.summary.file for item in (*province.unknown, *province.wrong_year, *province.unreadable))
    return tuple(dict.fromkeys((*returned, *strays, *(item.file for item in province.passed_over if item.file))))


def _is_inside(file: str, name: str) -> bool:
    """Return True if a file came in the mail or the archive of this name."""
    outer = PurePath(file).parts[:-1]
    key = text_key(bare_name(name))
    return container_kind(bare_name(name)) is not None and any(text_key(part) == key for part in outer)


def _is_among(name: str, files: Iterable[str]) -> bool:
    return any(is_named(file, name) for file in files)


def _owner_fix(member: AgencyReturn) -> tuple[str, str]:
    return _FIX_OWNER[0].format(agency=_text(member.agency)), _FIX_OWNER[1].format(agency=_text(member.agency))


def _about(texts: tuple[str, str], other: str) -> tuple[str, str]:
    return texts[0].format(other=other), texts[1].format(other=other)


def _text(agency: Agency) -> str:
    return f"{agency.code} {agency.name}"

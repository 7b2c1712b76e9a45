"""Read the master of a document, a .docx of the officer, through the door and the limits that all files have.

Takes a path; returns a Master, or raises InputError (F134, F135, F136, B154). Reads the disk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from ita_xlsx.errors import InputError, UnreadableWorkbook, input_errors
from ita_xlsx.intake.isolation.worker import run_isolated
from ita_xlsx.intake.workbook.container import LARGEST_FILE, Package, open_container
from ita_xlsx.model.document import BODY_MARK, CONTROL_MARKS, Master, MasterKind
from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.text.spelling import text_key

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATIONS, _TYPES, _ANY_PART = "_rels/.rels", "[Content_Types].xml", ".xml"
_DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
# The parts into which text is written, and the prefix of names that this text has.
_WITH_TEXT = re.compile(r"word/(?:styles|header[^/]*|footer[^/]*)\.xml")
_PREFIX = re.compile(
    rb"""<w:\w+\s[^>]*xmlns:w\s*=\s*["']http://schemas\.openxmlformats\.org/wordprocessingml/2006/main["']"""
)
_BODY_TAG = "body"
_OLD_COPY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# The reasons why a file is no master, in Thai and in English, by the code of the door.
_NO_DOCUMENT = ("ไม่ใช่เอกสาร Word .docx", "it is no Word document (.docx)")
_DAMAGED = ("ไฟล์เสียหายหรือคัดลอกมาไม่ครบ", "it is damaged, or was not copied completely")
_REASONS: Mapping[Code, tuple[str, str]] = {
    Code.FILE_EMPTY: ("ไฟล์ว่างเปล่า", "it is empty"),
    Code.PASSWORD_PROTECTED: ("มีรหัสผ่าน", "it has a password"),
    Code.RIGHTS_MANAGED: ("มีการจำกัดสิทธิ์", "its rights are managed"),
    Code.FILE_TOO_LARGE: ("ใหญ่เกินไป", "it is too large"),
    Code.READING_TOO_SLOW: ("ใช้เวลาอ่านนานเกินไป", "reading it takes too long"),
    Code.FILE_DAMAGED: _DAMAGED,
    Code.FILE_CUT_OFF: _DAMAGED,
    Code.UNSAFE_XML: ("มีโครงสร้างที่ไม่ปลอดภัย", "its structure is not safe"),
    Code.UNUSUAL_STRUCTURE: ("มีโครงสร้างผิดปกติ", "its structure is unusual"),
}
_MACROS = ("แมโคร", "macros")
_EMBEDDED = ("วัตถุที่ฝังไว้หรือตัวควบคุม", "embedded objects or controls")
_OUTSIDE = ("ส่วนที่เชื่อมโยงไปยังไฟล์อื่น", "content linked from other files")
# Kinds of relations, in small letters.
_UNSAFE_KINDS = {
    "vbaproject": _MACROS, "wordvbadata": _MACROS, "keymapcustomizations": _MACROS, "attachedtoolbars": _MACROS,
    "oleobject": _EMBEDDED, "control": _EMBEDDED, "activexcontrolbinary": _EMBEDDED, "ctrlprop": _EMBEDDED,
    "afchunk": _OUTSIDE, "subdocument": _OUTSIDE, "frame": _OUTSIDE, "mailmergesource": _OUTSIDE,
    "mailmergeheadersource": _OUTSIDE,
}  # fmt: skip
_UNSAFE_NAME = re.compile(r"vbaproject|vbadata|activex", re.IGNORECASE)
# A link is shown and opened by a person; the template is taken away when the document is made.
_MAY_BE_OUTSIDE = ("hyperlink", "attachedtemplate")
_READING_FIELD = re.compile(r"^\s*(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|DATABASE|IMPORT|RD)\b", re.IGNORECASE)


def read_master(path: Path, kind: MasterKind) -> Master:
    """Return the master in a file; raise InputError for a file that is none, is unsafe, or has no place for text."""
    with input_errors(path), path.open("rb") as stream:
        data = stream.read(LARGEST_FILE + 1)
    return check_master(data, path.name, kind)


def check_master(data: bytes, name: str, kind: MasterKind) -> Master:
    """Return the master in the bytes of a file with this name; raise InputError as ``read_master`` does."""
    try:
        parts = run_isolated(_read_parts, (data, name, kind))
    except UnreadableWorkbook as error:
        raise _unreadable(name, _REASONS.get(error.code, _NO_DOCUMENT)) from error
    return Master(parts)


def _read_parts(task: tuple[bytes, str, MasterKind]) -> dict[str, bytes]:
    """Return the parts of a master; runs in a child."""
    data, name, kind = task
    package = open_container(data, _ANY_PART, keep_all=True)
    trees = {part: _parse(package.parts[part]) for part in package.names if part.endswith((".xml", ".rels"))}
    main = _main_part(trees)
    if main not in trees or trees[main].tag != f"{_W}document":
        raise _unreadable(name, _NO_DOCUMENT)
    if not all(_PREFIX.search(part) for name, part in package.parts.items() if _is_written(name, main)):
        raise UnreadableWorkbook(Code.UNUSUAL_STRUCTURE, detail=main)
    unsafe = next(_unsafe_content(package, trees), None)
    if unsafe:
        raise InputError(Code.MASTER_UNSAFE, name=name, what_th=unsafe[0], what_en=unsafe[1])
    types = {item.get("PartName", "").lower(): item.get("ContentType", "") for item in trees[_TYPES]}
    if types.get(f"/{main.lower()}") != _DOCUMENT_TYPE:
        raise _unreadable(name, _NO_DOCUMENT)
    mark = BODY_MARK if kind is MasterKind.REPORT else CONTROL_MARKS[_BODY_TAG]
    if not _has_place(trees[main], kind, mark):
        raise InputError(Code.MASTER_WITHOUT_PLACE, name=name, mark=mark)
    count = sum(_places(tree, mark, kind) for part, tree in trees.items() if _is_written(part, main))
    if count > 1:
        raise InputError(Code.MASTER_PLACE_REPEATED, name=name, mark=mark, count=str(count))
    return dict(package.parts)


def _main_part(trees: Mapping[str, Element]) -> str:
    """Return the name of the part with the text: the only one that the package names as such; empty for another."""
    targets = [
        item.get("Target", "").lstrip("/")
        for item in trees[_RELATIONS]
        if item.get("Type", "").rpartition("/")[2] == "officeDocument" and item.get("TargetMode", "") != "External"
    ]
    return targets[0] if len(targets) == 1 else ""


def _is_written(name: str, main: str) -> bool:
    """Return True for a part into which text is written."""
    return name == main or _WITH_TEXT.fullmatch(name) is not None


def _parse(part: bytes) -> Element:
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(part, forbid_dtd=True)
    except DefusedXmlException as error:
        raise UnreadableWorkbook(Code.UNSAFE_XML, detail=".xml") from error
    except (ParseError, ValueError, LookupError) as error:
        raise UnreadableWorkbook(Code.FILE_DAMAGED) from error
    return root


def _unsafe_content(package: Package, trees: Mapping[str, Element]) -> Iterator[tuple[str, str]]:
    """Yield what must not be in a master, in Thai and in English."""
    if any(_UNSAFE_NAME.search(name) for name in package.names):
        yield _MACROS
    if any("macroenabled" in item.get("ContentType", "").lower() for item in trees[_TYPES]):
        yield _MACROS
    for name, tree in trees.items():
        if name.endswith(".rels"):
            yield from _unsafe_relations(tree)
        elif any(_READING_FIELD.match(code) for code in _field_codes(tree)):
            yield _OUTSIDE


def _unsafe_relations(relations: Element) -> Iterator[tuple[str, str]]:
    for item in relations:
        kind = item.get("Type", "").rpartition("/")[2].lower()
        is_outside = item.get("TargetMode", "").lower() == "external"
        if kind in _UNSAFE_KINDS:
            yield _UNSAFE_KINDS[kind]
        elif is_outside and kind not in _MAY_BE_OUTSIDE:
            yield _OUTSIDE


def _field_codes(tree: Element) -> Iterator[str]:
    """Yield the codes of fields; one may be split over several runs of its paragraph."""
    for field in tree.iter(f"{_W}fldSimple"):
        yield field.get(f"{_W}instr", "")
    for paragraph in tree.iter(f"{_W}p"):
        code = ""
        for item in paragraph.iter():
            if item.tag == f"{_W}fldChar":
                yield code
                code = ""
            elif item.tag == f"{_W}instrText":
                code += item.text or ""
        yield code


def _has_place(document: Element, kind: MasterKind, mark: str) -> bool:
    """Return True if the text of a report or a letter has its place: by its mark, in a letter also by its tag."""
    body = document.find(f"{_W}body")
    if body is None:
        return False
    if kind is MasterKind.REPORT:
        return any(text_key(mark) in text_key(_text(item)) for item in body)
    controls = tuple(body.iter(f"{_W}sdt"))
    tags = {tag.get(f"{_W}val", "") for control in controls for tag in control.iterfind(f"{_W}sdtPr/{_W}tag")}
    marked = (*controls, *body.iter(f"{_W}p"))
    return _BODY_TAG in tags or any(text_key(_text(item)) == text_key(mark) for item in marked)


def _places(tree: Element, mark: str, kind: MasterKind) -> int:
    """Return how many places of a part the text would have; a text box has a copy for old programs, not counted."""
    copies = {item for old in tree.iter(_OLD_COPY) for item in old.iter()}
    paragraphs = [item for item in tree.iter(f"{_W}p") if item not in copies]
    if kind is MasterKind.REPORT:
        return sum(text_key(_line(item)).count(text_key(mark)) for item in paragraphs)
    controls = [item for item in tree.iter(f"{_W}sdt") if _tag(item) == _BODY_TAG and item not in copies]
    inside = {part for control in controls for part in control.iter()}
    marked = [item for item in paragraphs if text_key(_line(item)) == text_key(mark)]
    return len(controls) + sum(inside.isdisjoint(item.iter()) for item in marked)


def _tag(control: Element) -> str:
    tag = control.find(f"{_W}sdtPr/{_W}tag")
    return "" if tag is None else tag.get(f"{_W}val", "")


def _line(paragraph: Element) -> str:
    """Return the text of a paragraph without that of the paragraphs in its text boxes."""
    nested = {part for inner in paragraph.iter(f"{_W}p") if inner is not paragraph for part in inner.iter()}
    return "".join(item.text or "" for item in paragraph.iter(f"{_W}t") if item not in nested)


def _text(element: Element) -> str:
    return "".join(item.text or "" for item in element.iter(f"{_W}t"))


def _unreadable(name: str, reason: tuple[str, str]) -> InputError:
    return InputError(Code.MASTER_UNREADABLE, name=name, reason_th=reason[0], reason_en=reason[1])

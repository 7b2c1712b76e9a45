"""Tell what still names persons in the folder of a round, by kind and place.

Reads the files of the folder; writes none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from ita_xlsx.cycle.again.clean_outputs import names_persons
from ita_xlsx.cycle.again.request import OUTPUTS
from ita_xlsx.cycle.arrivals.round_paths import arrival_folders
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.load_round import LoadedRound
from ita_xlsx.cycle.templates import template_names
from ita_xlsx.model.again.persons import KnownPersons
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.round_state import bare_name

# What was emptied, or could not be, by the key of its kind.
KINDS_OF_PERSONS: Mapping[str, tuple[str, str]] = {
    "roster": ("ผู้ประสานงาน โทรศัพท์ และอีเมลในทะเบียนหน่วยงาน", "contacts, telephones and mail addresses of the roster"),
    "decisions": ("ผู้ตัดสินใจ ผู้แจ้ง และเหตุผลในบันทึกการตัดสินใจ", "who decided or told, and reasons, in the decisions"),
    "mails": ("ผู้ส่ง ผู้รับ และข้อความของอีเมล", "senders, receivers and texts of mails"),
    "settings": ("ผู้ประสานงานใน round.toml", "the contact in round.toml"),
    "forms": ("แบบฟอร์มที่ส่งกลับ ซึ่งไม่แก้ เพราะลายนิ้วมือไฟล์ต้องคงเดิม", "returned forms, whose digests must stay"),
    "outputs": ("ผลลัพธ์ที่จัดทำไว้ก่อน นอกโฟลเดอร์ out ({place})", "outputs made earlier, outside the folder out ({place})"),
    "in_out": (
        "ผลลัพธ์ที่เขียนใหม่โดยไม่มีข้อมูลบุคคลไม่ได้ หรือมีผู้แก้ไข ({place})",
        "outputs that were edited, or cannot be written anew without them ({place})",
    ),
    "zips": ("ไฟล์ zip ในกล่องรับ", "zip files in the inbox"),
    "names": (
        "ชื่อไฟล์ที่หน่วยงานตั้ง ซึ่งอาจมีชื่อบุคคลและไม่แก้ เพราะเป็นหลักฐาน (ชื่อเดียวกันอยู่ใน decisions.xlsx และใน out: "
        "status.xlsx, consolidated.xlsx, tables, feedback, reminders)",
        "names that agencies gave their files, in which a person may be named; they stay as evidence (they stand also "
        "in decisions.xlsx and in out: status.xlsx, consolidated.xlsx, tables, feedback, reminders)",
    ),
    "reasons": (
        "เหตุผลในบันทึกการตัดสินใจ หากมีชื่อบุคคลที่รอบนี้ไม่รู้จัก",
        "reasons in the decisions, if they name a person whom the round does not know",
    ),
    "kept": (
        "รอบนี้ทั้งหมด เพราะคะแนนหรือสถานะจะเปลี่ยน จึงคืนค่าเดิมแล้ว",
        "all of the round: a figure or a state would change, so all is put back",
    ),
}
# Outputs of these kinds can hold a person; the others are looked into.
_OUTPUT_SUFFIXES = (".xlsx", ".docx", ".txt", ".pdf", ".eml")
_TABLES = (".csv", ".json", ".html", ".sqlite", ".zip")
_BESIDE_SETTINGS = "./"
_ARRIVALS = frozenset({"inbox", "returned"})


def persons_left(loaded: LoadedRound, context: RunContext, folder: Path, persons: KnownPersons) -> tuple[Finding, ...]:
    """Return a finding (C764) for each kind and place in which persons may still be named."""
    forms = {item.summary.digest for item in loaded.province.members if item.summary and item.summary.code}
    inputs = {path.resolve() for path in loaded.inputs}
    zips = [path for path in inputs if path.suffix == ".zip"]
    reasons = [row for row in loaded.decisions.decisions.rows if row.reason.strip()]
    names = _names_of_files(loaded, context, folder)
    counts = (("forms", len(forms)), ("zips", len(zips)), ("names", len(names)), ("reasons", len(reasons)))
    found = [left(what, count) for what, count in counts if count]
    return (*found, *_in_outputs(folder, persons), *_outside(folder, inputs, persons))


def left(what: str, count: int, place: str = "") -> Finding:
    """Return the finding that persons are still named in a kind of file."""
    what_th, what_en = (text.format(place=place) for text in KINDS_OF_PERSONS[what])
    return make_finding(Code.PERSONS_LEFT, count=str(count), what_th=what_th, what_en=what_en)


def _names_of_files(loaded: LoadedRound, context: RunContext, folder: Path) -> frozenset[str]:
    """Return the names of received files that are not those under which forms go out."""
    pairs = template_names(context.framework, context.roster) if context.framework and context.roster else ()
    ours = {name for _, name in pairs}
    files = (path for arrivals in arrival_folders(folder) for path in Path(arrivals).rglob("*") if path.is_file())
    names = {*(path.name for path in files), *(bare_name(source.name) for source in loaded.sources)}
    return frozenset(names - ours)


def _in_outputs(folder: Path, persons: KnownPersons) -> Iterator[Finding]:
    places = Counter(
        path.relative_to(folder).parent.as_posix() for path in _files(folder / OUTPUTS) if names_persons(path, persons)
    )
    yield from (left("in_out", count, place) for place, count in sorted(places.items()))


def _outside(folder: Path, inputs: set[Path], persons: KnownPersons) -> Iterator[Finding]:
    places = Counter[str]()
    for path in _files(folder):
        first, *rest = path.relative_to(folder).parts
        is_output = first not in (OUTPUTS, *_ARRIVALS) and path.resolve() not in inputs
        if is_output and (path.suffix in _OUTPUT_SUFFIXES or (path.suffix in _TABLES and names_persons(path, persons))):
            places[first if rest else _BESIDE_SETTINGS] += 1
    for place, count in sorted(places.items()):
        yield left("outputs", count, place)


def _files(folder: Path) -> Iterator[Path]:
    yield from (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith(("~$", ".")))

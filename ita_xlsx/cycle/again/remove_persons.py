"""Take the data of persons out of the folder of a closed round; every figure and state stays as it was closed.

Writes the files in which persons are named. If a figure or a state would change, all files are put back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from ita_xlsx.cycle.again.find_persons import Emptied, find_persons
from ita_xlsx.cycle.again.request import OUTPUTS
from ita_xlsx.cycle.again.round_snapshot import snapshot_of
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.files import FileSet
from ita_xlsx.cycle.load_round import LoadedRound
from ita_xlsx.model.again.snapshot import compare_snapshots
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.output.safe_write import remove_file

# What was emptied, or could not be, by the key of its kind.
_WORDS: Mapping[str, tuple[str, str]] = {
    "roster": ("ผู้ประสานงาน โทรศัพท์ และอีเมลในทะเบียนหน่วยงาน", "contacts, telephones and mail addresses of the roster"),
    "decisions": ("ผู้ตัดสินใจ ผู้แจ้ง และเหตุผลในบันทึกการตัดสินใจ", "who decided or told, and reasons, in the decisions"),
    "mails": ("ผู้ส่ง ผู้รับ และข้อความของอีเมล", "senders, receivers and texts of mails"),
    "settings": ("ผู้ประสานงานใน round.toml", "the contact in round.toml"),
    "forms": ("แบบฟอร์มที่ส่งกลับ ซึ่งไม่แก้ เพราะลายนิ้วมือไฟล์ต้องคงเดิม", "returned forms, whose digests must stay"),
    "outputs": ("ผลลัพธ์ที่จัดทำไว้ก่อน นอกโฟลเดอร์ out", "outputs made earlier, outside the folder out"),
    "zips": ("ไฟล์ zip ในกล่องรับ", "zip files in the inbox"),
    "kept": (
        "รอบนี้ทั้งหมด เพราะคะแนนหรือสถานะจะเปลี่ยน จึงคืนค่าเดิมแล้ว",
        "all of the round: a figure or a state would change, so all is put back",
    ),
}
_OUTPUT_SUFFIXES = (".xlsx", ".docx", ".txt", ".pdf", ".eml")
Reload = Callable[[], tuple[LoadedRound, RunContext]]


def remove_persons(loaded: LoadedRound, context: RunContext, folder: Path, reload: Reload) -> tuple[Finding, ...]:
    """Empty every file that names persons, and return what was emptied and what still names persons.

    ``reload`` loads the round anew. Raise OutputError.
    """
    before = snapshot_of(loaded.province, context)
    files = find_persons(loaded, context, folder)
    done = [item for item in files if item.data is not None]
    saved = {item.path: item.path.read_bytes() for item in done}
    _write(done)
    new_loaded, new_context = reload()
    if compare_snapshots(before, snapshot_of(new_loaded.province, new_context)):
        _put_back(done, saved)
        return (_left("kept", 1),)
    counts = Counter[str]()
    for item in done:
        counts[item.what] += item.count
    removed = tuple(_removed(what, count) for what, count in counts.items() if count)
    return (*removed, *_still_there(files, new_loaded, folder))


def _write(files: Sequence[Emptied]) -> None:
    with FileSet() as together:
        for item in files:
            together.add(item.new_path, item.data or b"")
    for item in files:
        if item.new_path != item.path:
            remove_file(item.path)


def _put_back(files: Sequence[Emptied], saved: Mapping[Path, bytes]) -> None:
    with FileSet() as together:
        for path, data in saved.items():
            together.add(path, data)
    for item in files:
        if item.new_path != item.path:
            remove_file(item.new_path)


def _still_there(files: Sequence[Emptied], loaded: LoadedRound, folder: Path) -> Iterator[Finding]:
    """Yield a finding for each kind of file that still names persons."""
    for what, count in Counter(item.what for item in files if item.data is None).items():
        yield _left(what, count)
    forms = {item.summary.digest for item in loaded.province.members if item.summary and item.summary.code}
    inputs = {path.resolve() for path in loaded.inputs}
    zips = [path for path in inputs if path.suffix == ".zip"]
    outputs = [path for path in folder.rglob("*") if _is_output(path, folder) and path.resolve() not in inputs]
    for what, count in (("forms", len(forms)), ("zips", len(zips)), ("outputs", len(outputs))):
        if count:
            yield _left(what, count)


def _is_output(path: Path, folder: Path) -> bool:
    first = path.relative_to(folder).parts[0]
    return path.is_file() and path.suffix in _OUTPUT_SUFFIXES and first not in (OUTPUTS, "inbox", "returned")


def _removed(what: str, count: int) -> Finding:
    what_th, what_en = _WORDS[what]
    return make_finding(Code.PERSONS_REMOVED, count=str(count), what_th=what_th, what_en=what_en)


def _left(what: str, count: int) -> Finding:
    what_th, what_en = _WORDS[what]
    return make_finding(Code.PERSONS_LEFT, count=str(count), what_th=what_th, what_en=what_en)

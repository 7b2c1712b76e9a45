"""Put new outputs in their places: over those that nobody edited, beside those that somebody did.

Takes the folder in which the outputs were made, and the record of the last run. Reads, writes and removes files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ita_xlsx.cycle.again.make_outputs import MadeOutputs
from ita_xlsx.cycle.again.run_record import free_name
from ita_xlsx.cycle.files import Target
from ita_xlsx.errors import OutputError, machine_error, not_writable
from ita_xlsx.intake.contents.file_content import read_contents
from ita_xlsx.intake.workbook.package import check_package
from ita_xlsx.model.again.content import Difference, FileContent, first_difference
from ita_xlsx.model.again.run_record import Outcome, OutputRecord, PlacedOutput
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.output.safe_write import remove_file
from ita_xlsx.store.again.run_file import key_of_name

_BESIDE, _ASIDE = "(ใหม่)", "(แก้ไขเอง)"
_UNREAD = FileContent()


@dataclass(kw_only=True)
class Placing:
    """The outputs of a run on their way to their places; ``records`` are those of the last run by key.

    ``replace_edited`` sets edited outputs aside, so that every output has its usual name.
    """

    folder: Path
    records: Mapping[str, OutputRecord]
    inputs: tuple[Path, ...] = ()
    replace_edited: bool = False
    placed: list[PlacedOutput] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    kept: dict[str, OutputRecord] = field(default_factory=dict)

    def place(self, made: MadeOutputs) -> None:
        """Put all outputs in place, and remove those that are made no more."""
        names = made.names
        written = dict(zip(names, self._records_of(made, names), strict=True))
        found = self._contents(names)
        for name in names:
            try:
                self._place_one(name, made.folder / name, written[name], found.get(name))
            except OutputError as error:
                self.placed.append(PlacedOutput(name, Outcome.FAILED))
                self.findings.append(make_finding(error.code, file=str(self.folder / name), **error.params))
                self._keep_record(name)
        self._remove_old(made)

    def _records_of(self, made: MadeOutputs, names: Iterable[str]) -> Iterator[OutputRecord]:
        """Yield the record of each new output; what has the same bytes as last time is not read again."""
        paths = {name: made.folder / name for name in names}
        digests = {name: _digest(path) for name, path in paths.items()}
        same = {name for name, digest in digests.items() if self._has_digest(name, digest)}
        contents = dict(zip([name for name in paths if name not in same], self._read(paths, same), strict=True))
        for name in paths:
            content = contents.get(name) if name not in same else self._record(name).content
            yield OutputRecord(digests[name], content or _UNREAD)

    def _read(self, paths: Mapping[str, Path], same: set[str]) -> Iterator[FileContent | None]:
        yield from read_contents([path for name, path in paths.items() if name not in same])

    def _contents(self, names: Iterable[str]) -> Mapping[str, FileContent | None]:
        """Return the contents of those files in place that are not as they were written, byte by byte."""
        paths = {name: self.folder / name for name in names}
        changed = {
            name: path for name, path in paths.items() if path.exists() and not self._has_digest(name, _digest(path))
        }
        return dict(zip(changed, read_contents(list(changed.values())), strict=True))

    def _place_one(self, name: str, new: Path, record: OutputRecord, found: FileContent | None) -> None:
        path, last = self.folder / name, self.records.get(key_of_name(name))
        if not path.exists():
            self._put(name, new, record, Outcome.MADE)
        elif last is not None and _digest(path) == last.digest:
            self._put(name, new, record, Outcome.UNCHANGED if record.digest == last.digest else Outcome.REPLACED)
        elif (difference := _edit(last, record, found)) is None:
            self._put(name, new, record, Outcome.REPLACED)
        elif self.replace_edited:
            self._set_aside(path)
            self._put(name, new, record, Outcome.REPLACED)
        else:
            self._put_beside(name, new, record, difference)

    def _put(self, name: str, new: Path, record: OutputRecord, outcome: Outcome) -> None:
        if outcome is not Outcome.UNCHANGED:
            verify = check_package if new.suffix == ".xlsx" else None
            target = Target(path=self.folder / name, force=True, inputs=self.inputs)
            target.put(_bytes_of(new), verify)
        self.kept[key_of_name(name)] = record
        self.placed.append(PlacedOutput(name, outcome))

    def _put_beside(self, name: str, new: Path, record: OutputRecord, difference: Difference) -> None:
        """Keep an edited output, and write the new one beside it, unless nothing in it is new."""
        last = self.records.get(key_of_name(name))
        self._keep_record(name)
        beside = ""
        if last is None or first_difference(last.content, record.content) is not None:
            beside = self._free_beside(name)
            target = Target(path=self.folder / beside, force=True, inputs=self.inputs)
            target.put(_bytes_of(new), check_package if new.suffix == ".xlsx" else None)
            self.kept[key_of_name(beside)] = record
        self.placed.append(PlacedOutput(name, Outcome.KEPT, beside, difference))
        new_name = Path(beside).name
        params = {"other": new_name} if last is None else _about_new(new_name)
        code = Code.OUTPUT_NOT_OURS if last is None else Code.OUTPUT_EDITED
        self.findings.append(self._edited(code, name, difference, params))

    def _edited(self, code: Code, name: str, difference: Difference, params: Mapping[str, str]) -> Finding:
        place = {"sheet": difference.sheet, "cell": difference.place}
        filled = {key: value for key, value in place.items() if value}
        where = "!".join(filled.values()) or "-"
        return make_finding(code, file=str(self.folder / name), name=name, place=where, **params, **filled)

    def _free_beside(self, name: str) -> str:
        """Return a name beside an output that is free, or that of an output of ours which nobody edited."""
        path, number = Path(name), 1
        while True:
            mark = _BESIDE if number == 1 else f"{_BESIDE} {number}"
            beside = path.with_name(f"{path.stem} {mark}{path.suffix}")
            if not (self.folder / beside).exists() or self._is_unedited(beside.as_posix()):
                return beside.as_posix()
            number += 1

    def _set_aside(self, path: Path) -> None:
        aside = free_name(path.with_name(f"{path.stem} {_ASIDE}{path.suffix}"))
        try:
            path.rename(aside)
        except OSError as error:
            raise machine_error(error, path) or not_writable(path, error) from error
        self.findings.append(make_finding(Code.OUTPUT_SET_ASIDE, file=str(path), name=path.name, other=aside.name))

    def _remove_old(self, made: MadeOutputs) -> None:
        """Remove outputs of ours that are made no more; keep those that somebody edited, and those of other kinds."""
        new = set(made.names)
        for path in sorted(self.folder.rglob("*")) if self.folder.is_dir() else ():
            name = path.relative_to(self.folder).as_posix()
            key = key_of_name(name)
            if name in new or key in self.kept or key not in self.records or not path.is_file():
                continue
            if not made.covers(_usual_name(name)):
                self.kept[key] = self.records[key]
                continue
            try:
                self._remove(name, path)
            except OutputError as error:
                self.kept[key] = self.records[key]
                self.findings.append(make_finding(error.code, file=str(path), **error.params))

    def _remove(self, name: str, path: Path) -> None:
        if self._is_unedited(name):
            remove_file(path)
            self.placed.append(PlacedOutput(name, Outcome.REMOVED))
            self.findings.append(make_finding(Code.OUTPUT_REMOVED, file=str(path), name=name))
        else:
            self._keep_record(name)
            self.placed.append(PlacedOutput(name, Outcome.KEPT))
            self.findings.append(make_finding(Code.OLD_OUTPUT_EDITED, file=str(path), name=name))

    def _is_unedited(self, name: str) -> bool:
        record, path = self.records.get(key_of_name(name)), self.folder / name
        if record is None:
            return False
        if _digest(path) == record.digest:
            return True
        found = next(read_contents([path]))
        return found is not None and first_difference(record.content, found) is None

    def _record(self, name: str) -> OutputRecord:
        return self.records[key_of_name(name)]

    def _has_digest(self, name: str, digest: str) -> bool:
        record = self.records.get(key_of_name(name))
        return record is not None and record.digest == digest

    def _keep_record(self, name: str) -> None:
        key = key_of_name(name)
        if key in self.records:
            self.kept[key] = self.records[key]


def _about_new(other: str) -> dict[str, str]:
    """Return what is said of the new output beside an edited one; ``other`` is its name, empty if there is none."""
    if other:
        new = {"new_th": f"ฉบับใหม่: {other}", "new_en": f"the new one: {other}"}
        do_en = "move your changes into the new one and delete the old one, or "
        return {**new, "do_th": "ย้ายสิ่งที่แก้ไว้ไปฉบับใหม่ แล้วลบไฟล์เดิม หรือ", "do_en": do_en}
    new_th = "ไม่ได้จัดทำฉบับใหม่ไว้ข้างกัน เพราะเนื้อหาไม่ต่างจากที่จัดทำครั้งก่อน"
    new_en = "no new one stands beside it, because it would say the same as last time"
    do_en = "nothing to do; if your changes are not needed, "
    return {"new_th": new_th, "new_en": new_en, "do_th": "ไม่ต้องแก้ หากไม่ต้องการสิ่งที่แก้ไว้ ", "do_en": do_en}


def _edit(last: OutputRecord | None, new: OutputRecord, found: FileContent | None) -> Difference | None:
    """Return where a file differs from what was written; without a record, from what would be written now."""
    if found is None:
        return Difference()
    return first_difference((last or new).content, found)


def _usual_name(name: str) -> str:
    """Return the name of an output for that of a new one beside an edited one."""
    path = Path(name)
    return path.with_name(f"{path.stem.partition(f' {_BESIDE}')[0]}{path.suffix}").as_posix()


def _bytes_of(path: Path) -> bytes:
    return path.read_bytes()


def _digest(path: Path) -> str:
    """Return the SHA-256 of a file; empty for one that cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""

"""Take the data of persons out of the folder of a closed round; every figure and state stays as it was closed.

Writes the files in which persons are named. If a figure or a state would change, all files are put back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from ita_xlsx.cycle.again.find_persons import Emptied, find_persons
from ita_xlsx.cycle.again.persons_left import KINDS_OF_PERSONS, left
from ita_xlsx.cycle.again.round_snapshot import snapshot_of
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.files import FileSet
from ita_xlsx.cycle.load_round import LoadedRound
from ita_xlsx.model.again.persons import KnownPersons
from ita_xlsx.model.again.snapshot import compare_snapshots
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.output.safe_write import remove_file

Reload = Callable[[], tuple[LoadedRound, RunContext]]


def remove_persons(
    loaded: LoadedRound, context: RunContext, folder: Path, reload: Reload, persons: KnownPersons
) -> tuple[Finding, ...]:
    """Empty every file that names persons, and return what was emptied and what could not be.

    ``reload`` loads the round anew. Raise OutputError.
    """
    before = snapshot_of(loaded.province, context)
    files = find_persons(loaded, context, folder, persons)
    done = [item for item in files if item.data is not None]
    saved = {item.path: item.path.read_bytes() for item in done}
    _write(done)
    new_loaded, new_context = reload()
    if compare_snapshots(before, snapshot_of(new_loaded.province, new_context)):
        _put_back(done, saved)
        return (left("kept", 1),)
    counts = Counter[str]()
    for item in done:
        counts[item.what] += item.count
    removed = tuple(_removed(what, count) for what, count in counts.items() if count)
    failed = Counter(item.what for item in files if item.data is None)
    return (*removed, *(left(what, count) for what, count in failed.items()))


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


def _removed(what: str, count: int) -> Finding:
    what_th, what_en = KINDS_OF_PERSONS[what]
    return make_finding(Code.PERSONS_REMOVED, count=str(count), what_th=what_th, what_en=what_en)

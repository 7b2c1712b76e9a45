"""R6, T6, T7: one bad file among many, hostile names of files, and kills at any moment."""

from __future__ import annotations

import csv
import random
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.gate import Gate
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.marked_copies import feedback_name, write_feedback
from ita_xlsx.cycle.receive import Returned, receive_all, receive_one
from ita_xlsx.intake.sources import Source
from ita_xlsx.output.names import NamesTaken, safe_name, unique_names
from tests.conftest import EDITION
from tests.hostile.attacks import attacks
from tests.hostile.encrypted import encrypted
from tests.hostile.injections import file_names
from tests.hostile.verdict import NOWHERE
from tests.support.program import run

_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$")
_ILLEGAL = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]|[. ]$|^\s')
_LONGEST_NAME = 120


def run_disk(folder: Path, form: Path, seed: int, batch: int, kills: int) -> list[Gate]:
    """Run the gates that are about files and moments."""
    folder.mkdir(parents=True, exist_ok=True)
    return [
        _isolation_of_copies(folder / "few", form, seed),
        _isolation_of_many(folder / "many", form, seed, batch),
        _names(folder / "names", seed),
        _kills(folder / "kills", seed, kills),
    ]


def _bad(form: Path, seed: int, count: int) -> list[bytes]:
    """So many bad files, the bombs among them."""
    good = form.read_bytes()
    made = [case.data for case in attacks(good, seed) if not case.may_read] + [
        case.data for case in encrypted(good, seed)
    ]
    chosen = random.Random(seed)
    return [chosen.choice(made) for _ in range(count)]


def _isolation_of_copies(folder: Path, form: Path, seed: int) -> Gate:
    """R6: marked copies of 30 good forms are the same bytes with and without a bad one among them."""
    outputs: list[dict[str, bytes]] = []
    bad = _bad(form, seed, 1)[0]
    for name, extra in (("without", ()), ("with", (bad,))):
        place = folder / name
        place.mkdir(parents=True)
        for number in range(30):
            shutil.copy(form, place / f"{number:02d}.xlsx")
        for data in extra:
            (place / "15-bad.xlsx").write_bytes(data)
        sources = [Source(path.name, path) for path in sorted(place.iterdir())]
        taken = NamesTaken()
        copies = [
            write_feedback(item, NOWHERE, Target(path=place / "out"), feedback_name(item, taken), EDITION).copy
            for item in receive_all(sources, NOWHERE)
        ]
        outputs.append({path.name: path.read_bytes() for path in copies if path is not None and "bad" not in path.name})
    differing = sum(outputs[0][name] != outputs[1].get(name) for name in outputs[0])
    return Gate("R6", "copies changed by one bad file among 30", len(outputs[0]), differing, limit="100 %")


def _isolation_of_many(folder: Path, form: Path, seed: int, batch: int) -> Gate:
    """R6: what is told of each good form among thousands, 300 of them bad, is what is told of it alone."""
    folder.mkdir(parents=True)
    good, bad = folder / "good.xlsx", []
    shutil.copy(form, good)
    for number, data in enumerate(_bad(form, seed, 300 if batch > 600 else batch // 20)):
        bad.append(folder / f"bad-{number}.xlsx")
        bad[-1].write_bytes(data)
    alone = _told(receive_one(Source("x", good), NOWHERE))
    sources = [Source("x", good)] * (batch - len(bad)) + [Source(path.name, path) for path in bad]
    random.Random(seed).shuffle(sources)
    start = time.perf_counter()
    differing = rows = 0
    for source, returned in zip(sources, receive_all(sources, NOWHERE), strict=True):
        rows += 1
        differing += source.path == good and _told(returned) != alone
    shown = f"{len(bad)} bad among {batch} in {time.perf_counter() - start:.0f} s"
    return Gate(
        "R6", "good forms told otherwise among bad ones, or lost", batch, differing + batch - rows, shown, "100 %"
    )


def _told(returned: Returned) -> Sequence[object]:
    return returned.status, returned.findings, returned.submission, returned.results


def _names(folder: Path, seed: int) -> Gate:
    """T6: forms of agencies with hostile names stay in their folder, apart, under names every system takes."""
    folder.mkdir(parents=True)
    names = file_names(seed)
    roster, out = folder / "roster.csv", folder / "out"
    with roster.open("w", newline="", encoding="utf-8-sig", errors="replace") as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
        writer.writerow(("code", "name"))
        writer.writerows((f"P{number:02d}", name.replace("\0", "") or "-") for number, name in enumerate(names))
    run("template", "--framework", "2568", "--roster", roster, "-o", out, "-q")
    written = [path for path in folder.rglob("*.xlsx") if path.is_file()]
    bare = unique_names(f"{safe_name(name)}.xlsx" for name in names)
    wrong = sum(map(_is_wrong, [path.name for path in written] + bare))
    wrong += len(names) - len(written) + len(bare) - len({name.casefold() for name in bare})
    wrong += sum(path.parent != out for path in written)
    return Gate("T6", "files astray, in collision, or named as Windows refuses", len(names) * 2, wrong)


def _is_wrong(name: str) -> bool:
    return bool(_RESERVED.match(name) or _ILLEGAL.search(name)) or len(name) > _LONGEST_NAME


def _kills(folder: Path, seed: int, kills: int) -> Gate:
    """T7: after a kill every file is whole, and the next run leaves nothing astray."""
    run("new", folder, "--framework", "2568", "--province", "ตราด", "-q")
    out = folder / "out"
    command = [
        sys.executable,
        "-m",
        "ita_xlsx",
        "template",
        "--round",
        str(folder / "round.toml"),
        "-o",
        str(out),
        "--force",
    ]
    subprocess.run(command, capture_output=True, check=True)
    moments, broken = random.Random(seed), 0
    for _ in range(kills):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(moments.uniform(0.05, 0.9))
        process.send_signal(signal.SIGKILL)
        process.wait()
        broken += sum(not _is_whole(path) for path in out.glob("*.xlsx"))
        broken += len(list(out.glob("*.xlsx"))) != 31
        subprocess.run(command, capture_output=True, check=True)
        broken += sum(1 for path in out.iterdir() if path.suffix != ".xlsx")
    return Gate("T7", "files broken or astray after a kill", kills, broken, limit=f"{kills} of {kills}")


def _is_whole(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.testzip() is None
    except (OSError, zipfile.BadZipFile):
        return False

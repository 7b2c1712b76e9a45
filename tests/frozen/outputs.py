"""Hash every part of every output, and compare the hashes with those that are stored beside this file.

Run it with ``python -m tests.frozen.outputs``. It prints what differs and how many parts it covers, and
exits with 1 if anything differs. ``--write`` stores the hashes of the code as it is now.

It calls the program only through its commands, so that it stays true while names inside the package change.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
HASHES = HERE / "hashes.txt"
# The parts of a workbook are also the work of these libraries.
LIBRARIES = ("openpyxl", "segno", "xlsxwriter")
ISSUED = "2026-11-20"
YEARS = ("2562", "2563", "2564", "2565", "2566", "2567", "2568", "2569")
LAYOUTS = ("2568", "2565", "2563", "tracking")
ROUND, FORMS = "demo/round", "demo/round/returned"
REAL = "demo/samut-prakan-2568/2-returned.xlsx"
OLDER = "demo/pathum-thani-2562/2-returned.xlsx"
KEPT = "made_by_0_1_0"
SETTINGS = ("--round", f"{ROUND}/round.toml", "--roster", f"{ROUND}/roster.csv")
OLD_SETTINGS = ("--round", f"{KEPT}/round/round.toml", "--roster", f"{KEPT}/round/roster.csv")
TWICE = "ITA2568 P11 สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัดสมุทรปราการ (จำลอง).xlsx"
# A return without a recorded date has the date of its file: all inputs get this one.
NOON = datetime(2026, 9, 20, 12).timestamp()
MASKED = (".xml", ".rels", ".json", ".csv", ".txt", ".toml", ".vml", ".sql")


def commands() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the name of a command's JSON output, or an empty name where it prints none, and its arguments."""
    yield "", ("demo", "demo", "--issued", ISSUED, "-q")
    yield "", ("demo", "demo-thai", "--issued", ISSUED, "--digits", "thai", "-q")
    yield from _frameworks()
    yield from _round()
    yield from _analyses()
    yield from _files()


def _frameworks() -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "frameworks", ("frameworks", "--format", "json")
    for year in YEARS:
        made = f"definitions/{year}.xlsx"
        yield "", ("frameworks", "export", year, "--issued", ISSUED, "-o", made)
        yield f"definition-{year}", ("frameworks", "check", made, "--format", "json")
        blank = ("template", "--blank", "--framework", year, "--issued", ISSUED)
        yield "", (*blank, "-o", f"blank/{year}.xlsx")
        yield "", (*blank, "--digits", "thai", "-o", f"blank-thai/{year}.xlsx")
    yield "", ("new", "trat", "--framework", "2568", "--province", "ตราด", "--issued", ISSUED)
    yield "", ("new", "next", "--framework", "2569", "--from", ROUND, "--issued", ISSUED)


def _round() -> Iterator[tuple[str, tuple[str, ...]]]:
    dated = ("--issued", ISSUED, *SETTINGS)
    for layout in LAYOUTS:
        with_plan = ("--measures", f"{ROUND}/measures.csv", "--form", layout)
        yield "", ("template", *dated, *with_plan, "-o", f"templates-{layout}")
    yield "check", ("check", FORMS, "--feedback", "marked", "--format", "json", *dated)
    status = ("status", FORMS, "--deadline", "30/9/2568", "-o", "status.xlsx", "--reminders", "reminders")
    yield "status", (*status, "--format", "json", *dated)
    consolidate = ("consolidate", FORMS, "--format", "json", "--no-cache", *dated)
    yield "consolidate", (*consolidate, "-o", "consolidated.xlsx", "--export", "export")
    yield "consolidate-use", (*consolidate, "-o", "consolidated-use.xlsx", "--use", TWICE)
    yield "consolidate-thai", (*consolidate, "-o", "consolidated-thai.xlsx", "--digits", "thai")
    earlier = ("--previous", "export/ita.sqlite")
    yield "consolidate-previous", (*consolidate, "-o", "consolidated-previous.xlsx", *earlier)
    track = ("track", FORMS, "--format", "json", "--as-of", ISSUED, *dated)
    yield "track", (*track, "-o", "measures.xlsx", "--by-owner")
    yield "track-thai", (*track, "-o", "measures-thai.xlsx", "--digits", "thai", "--by-owner")
    yield "links", ("links", FORMS, "--format", "json", "-o", "links.xlsx", *dated)
    yield "clarify", ("clarify", FORMS, "--format", "json", "-o", "clarify", *dated)
    yield "evidence", ("evidence", FORMS, "--steps", "--format", "json", "-o", "evidence", *dated)


def _analyses() -> Iterator[tuple[str, tuple[str, ...]]]:
    for layout in LAYOUTS:
        analyze = ("analyze", REAL, "--format", "json", "--issued", ISSUED, "--form", layout)
        yield f"analyze-{layout}", (*analyze, "-o", f"analyses/{layout}.xlsx")
        with_plan = ("--measures", f"{ROUND}/measures.csv")
        yield f"analyze-plan-{layout}", (*analyze, *with_plan, "-o", f"analyses/plan-{layout}.xlsx")
    older = ("analyze", OLDER, "--format", "json", "--issued", ISSUED)
    yield "analyze-older", (*older, "--threshold", "90", "-o", "analyses/older.xlsx")
    yield "analyze-thai", (*older, "--digits", "thai", "-o", "analyses/older-thai.xlsx")
    previous = ("--previous", "analyses/2568.xlsx")
    yield "analyze-previous", ("analyze", REAL, "--format", "json", "--issued", ISSUED, *previous)
    table = ("import", "tables/scores.csv", "--framework", "2568", "--agency", "สำนักงานทดสอบ")
    yield "import", (*table, "--format", "json", "--issued", ISSUED, "-o", "imported.xlsx")
    yield "check-imported", ("check", "imported.xlsx", "--format", "json")


def _files() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what reads the corpus and the files that 0.1.0 made."""
    for folder in ("should_pass", "should_fail"):
        marked = ("--feedback", f"marked-{folder}", "--issued", ISSUED)
        yield f"check-{folder}", ("check", f"corpus/{folder}", "--format", "json", *marked)
    for path in sorted((ROOT / "tests/corpus/should_pass").iterdir()):
        made = f"analyses/corpus-{path.stem}.xlsx"
        yield (
            f"analyze-corpus-{path.stem}",
            ("analyze", f"corpus/should_pass/{path.name}", "--format", "json", "--issued", ISSUED, "-o", made),
        )
    for folder in ("forms", "marked"):
        check = ("check", f"{KEPT}/{folder}", "--format", "json", "--feedback", f"marked-0.1.0-{folder}")
        yield f"check-kept-{folder}", (*check, "--issued", ISSUED)
    returned = f"{KEPT}/round/returned"
    dated = ("--issued", ISSUED, "--format", "json", *OLD_SETTINGS)
    earlier = ("--no-cache", "--previous", f"{KEPT}/export/ita.sqlite")
    yield "consolidate-kept", ("consolidate", returned, *dated, *earlier, "-o", "consolidated-kept.xlsx")
    yield "track-kept", ("track", returned, *dated, "--as-of", ISSUED, "-o", "measures-kept.xlsx")
    for earlier_file in ("analysis.xlsx", "consolidated.xlsx"):
        previous = ("--previous", f"{KEPT}/{earlier_file}")
        analyze = ("analyze", f"{KEPT}/forms/2568-real.xlsx", "--format", "json", "--issued", ISSUED)
        yield f"analyze-kept-{earlier_file}", (*analyze, *previous)


def make_outputs(folder: Path) -> None:
    """Run every command in a folder; raise RuntimeError where one could not run at all."""
    shutil.copytree(ROOT / "tests/corpus", folder / "corpus")
    shutil.copytree(HERE / KEPT, folder / KEPT)
    for name in ("tables", "definitions", "blank", "blank-thai", "analyses", "json"):
        (folder / name).mkdir()
    shutil.copyfile(HERE / "scores.csv", folder / "tables/scores.csv")
    for path in folder.rglob("*"):
        os.utime(path, (NOON, NOON))
    environment = {key: value for key, value in os.environ.items() if not key.startswith("ITA_")}
    environment |= {"ITA_CACHE": str(folder / "cache"), "PYTHONPATH": str(ROOT), "COLUMNS": "100"}
    for name, arguments in commands():
        line = (sys.executable, "-m", "ita_xlsx", *arguments, "--lang", "th")
        done = subprocess.run(line, cwd=folder, env=environment, capture_output=True, check=False)
        if done.returncode not in (0, 1):
            raise RuntimeError(f"{' '.join(arguments)}: exit {done.returncode}\n{done.stderr.decode()}")
        if name:
            (folder / "json" / f"{name}.json").write_bytes(done.stdout)


def read_parts(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of every part of every file; a database is read as its own SQL text."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_file() or name.startswith(("corpus/", f"{KEPT}/", "tables/", "cache/")):
            continue
        data = path.read_bytes()
        if path.suffix == ".sqlite":
            with sqlite3.connect(path) as database:
                yield f"{name}!dump.sql", "\n".join(database.iterdump()).encode()
        elif zipfile.is_zipfile(io.BytesIO(data)):
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                for part in sorted(package.namelist()):
                    yield f"{name}!{part}", package.read(part)
        else:
            yield name, data


def hash_outputs() -> dict[str, str]:
    """Return the hash of each part by its name, with the version of the program masked."""
    done = subprocess.run(
        (sys.executable, "-m", "ita_xlsx", "--version"), cwd=ROOT, capture_output=True, check=True, text=True
    )
    number = re.escape(done.stdout.split()[-1]).encode()
    masked = re.compile(rb"(?<![\d.])" + number + rb"(?![\d.])")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        make_outputs(folder)
        return {
            part: hashlib.sha256(masked.sub(b"VERSION", data) if part.endswith(MASKED) else data).hexdigest()[:16]
            for part, data in read_parts(folder)
        }


def used_libraries() -> dict[str, str]:
    """Return the versions of the libraries that have a hand in the parts."""
    return {name: version(name) for name in LIBRARIES}


def read_hashes() -> tuple[dict[str, str], dict[str, str]]:
    """Return the stored versions of the libraries and the stored hashes by part."""
    libraries, hashes, file = {}, {}, ""
    for line in HASHES.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            name, _, number = line.removeprefix("# ").partition("==")
            libraries[name] = number
        elif line.startswith("  "):
            digest, _, part = line.strip().partition(" ")
            hashes[f"{file}!{part}" if part else file] = digest
        else:
            file = line
    return libraries, hashes


def write_hashes(hashes: dict[str, str]) -> None:
    """Store the hashes beside this file: the name of each file, and under it a line for each of its parts."""
    lines, last = [f"# {name}=={number}" for name, number in used_libraries().items()], ""
    for name, digest in sorted(hashes.items()):
        file, _, part = name.partition("!")
        if file != last:
            lines.append(file)
        lines.append(f"  {digest} {part}".rstrip())
        last = file
    HASHES.write_text("\n".join((*lines, "")), encoding="utf-8")


def differences(stored: dict[str, str], made: dict[str, str]) -> list[str]:
    """Return a line for each part that is gone, new or not the same."""
    lines = [f"gone     {part}" for part in stored.keys() - made.keys()]
    lines += [f"new      {part}" for part in made.keys() - stored.keys()]
    lines += [f"changed  {part}" for part in stored.keys() & made.keys() if stored[part] != made[part]]
    return sorted(lines)


def main() -> int:
    """Compare, or write with ``--write``; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="store the hashes of the code as it is now")
    arguments = parser.parse_args()
    made = hash_outputs()
    if arguments.write:
        write_hashes(made)
        print(f"{len(made)} parts stored")
        return 0
    libraries, stored = read_hashes()
    for name, number in used_libraries().items():
        if libraries.get(name) != number:
            print(f"made with {name} {libraries.get(name)}, here is {number}: parts may differ for that reason")
    found = differences(stored, made)
    print("\n".join((*found, f"{len(stored)} parts covered, {len(found)} differ")))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

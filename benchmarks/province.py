"""Time a round in whole processes, beside the best that a skilled user would write, and the bare floor.

``python -m benchmarks.province [N ...]`` makes N filled forms each time (31 and 310 unless told), and prints seconds,
ratios and peak memory of consolidating them and of making the templates of their roster; then the same forms from zips
and from mails; then what starting costs. The rivals are those of ``benchmarks.rivals``, on as many processes as ours:
pandas with calamine, fastexcel with polars, and calamine alone, each of which makes the matrix of scores alone; the
pandas loop of one process; datamaps, where it is installed; the floor: python-calamine reading every sheet, and
xlsxwriter writing the cells of our workbook. What a run makes is deleted before it, and checked to be whole after it.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import zipfile
from email.message import EmailMessage
from functools import partial
from pathlib import Path

from benchmarks import start_up
from benchmarks.timing import Run, Task, best_of_tasks, use_byte_code
from benchmarks.whole_outputs import SUMS, check_consolidated, check_count, matrix_task
from ita_xlsx.catalogue import load_examples, load_framework
from ita_xlsx.cycle.demo.simulate import simulate_returns
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.round_settings import RoundSettings
from tests.conftest import EDITION

_SETTINGS = 'framework = {year}\nprovince = "{name}"\nroster = "roster.csv"\n'
_OURS = (sys.executable, "-m", "ita_xlsx")
# The library takes minutes over more than these.
_MOST_FOR_DATAMAPS = 310
_IN_AN_ARCHIVE = 31


def make_round(folder: Path, count: int) -> None:
    """A round of so many agencies, all returned, with seeded scores, and the sums by which an output is checked."""
    real = max(load_examples(), key=lambda item: item.year)
    framework = load_framework(real.year)
    agencies = tuple(Agency(f"A{n:05d}", f"หน่วยงานที่ {n}", "", f"https://a{n}.example.go.th") for n in range(count))
    (folder / "returned").mkdir(parents=True)
    (folder / "round.toml").write_text(_SETTINGS.format(year=real.year, name="ทดสอบ"), encoding="utf-8")
    lines = [f"{item.code},{item.name},{item.website}" for item in agencies]
    (folder / "roster.csv").write_text("\n".join(["code,name,website", *lines]), encoding="utf-8-sig")
    sums = {}
    for item in simulate_returns(framework, real.submission, agencies):
        data = make_form(framework, RoundSettings(framework=str(real.year)), item.submission, EDITION)
        (folder / "returned" / f"{item.agency.code}.xlsx").write_bytes(data)
        sums[item.agency.code] = sum(round((answer.value or 0) * 100) for answer in item.submission.answers)
    (folder / SUMS).write_text(json.dumps({"answers": len(framework.answers), "sums": sums}), encoding="utf-8")


def show(count: int, runs: dict[str, Run]) -> None:
    """A line a command, the ratio to the first, which is ours."""
    ours = next(iter(runs.values())).seconds
    for label, run in runs.items():
        ratio = f"{run.seconds / ours:6.2f} of ours"
        print(f"{count:>6}  {label:<34}{run.seconds:9.2f} s  {ratio}  {run.memory:6.0f} MB", flush=True)


def measure(count: int) -> None:
    """A round of so many agencies consolidated, its templates made.

    The best of three runs; from 1,000 agencies on the rivals that take minutes run once.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_round(folder, count)
        ours, times = _consolidation(folder, folder / "returned"), 3 if count < 1000 else 1
        first = best_of_tasks(1, {"ours": ours})
        runs = best_of_tasks(3, {"ours, the whole workbook": ours} | _quick_rivals(folder))
        show(count, runs | best_of_tasks(times, _slow_rivals(folder, count)))
        cached = ours._replace(command=ours.command[:-1])
        best_of_tasks(1, {"fills the cache": cached})
        again = best_of_tasks(3, {"ours, nothing new since": cached})["ours, nothing new since"]
        base = min(runs["ours, the whole workbook"], first["ours"])
        print(f"{count:>6}  {'ours, nothing new since':<34}{again.seconds:9.2f} s  {again.seconds / base.seconds:6.2f}")
        show(count, best_of_tasks(times, _templates(folder, count)))
        if count <= _MOST_FOR_DATAMAPS:
            show(count, best_of_tasks(3, {"ours, the whole workbook": ours} | _packed(folder)))


def _consolidation(folder: Path, source: Path) -> Task:
    made = folder / "ours.xlsx"
    settings = ("--round", str(folder / "round.toml"))
    command = (*_OURS, "consolidate", str(source), *settings, "-o", str(made), "-q", "--no-cache")
    return Task(command, made, partial(check_consolidated, folder))


def _quick_rivals(folder: Path) -> dict[str, Task]:
    floor = Task(_rival("floor", folder), folder / "floor.xlsx", partial(check_consolidated, folder))
    return {
        "bare floor": floor,
        "pandas and calamine, all cores": matrix_task(
            _rival("pandas-parallel", folder), folder / "pandas-parallel.xlsx", folder
        ),
        "fastexcel and polars, all cores": matrix_task(_rival("fastexcel", folder), folder / "fastexcel.xlsx", folder),
        "calamine alone, all cores": matrix_task(_rival("calamine", folder), folder / "calamine.xlsx", folder),
    }


def _slow_rivals(folder: Path, count: int) -> dict[str, Task]:
    slow = {
        "pandas and calamine, one process": matrix_task(
            _rival("pandas-calamine", folder), folder / "pandas-calamine.xlsx", folder
        )
    }
    if shutil.which("datamaps") and count <= _MOST_FOR_DATAMAPS:
        made = folder / "Documents" / "datamaps" / "output" / "master.xlsx"
        slow["datamaps"] = Task(_rival("datamaps", folder), made, lambda _: None)
    return slow


def _templates(folder: Path, count: int) -> dict[str, Task]:
    forms, bare = folder / "forms", folder / "bare-forms"
    settings = ("--round", str(folder / "round.toml"))
    whole = partial(check_count, count, "*.xlsx")
    return {
        "ours, templates": Task((*_OURS, "template", *settings, "-o", str(forms), "-q"), forms, whole),
        "bare xlsxwriter": Task(_rival("templates", folder), bare, whole),
    }


def _packed(folder: Path) -> dict[str, Task]:
    """The same forms as zips of 31, and as mails with one form each."""
    zips, mails = folder / "zips", folder / "mails"
    for target in (zips, mails):
        target.mkdir()
    forms = sorted((folder / "returned").glob("*.xlsx"))
    for start in range(0, len(forms), _IN_AN_ARCHIVE):
        with zipfile.ZipFile(zips / f"{start}.zip", "w") as archive:
            for path in forms[start : start + _IN_AN_ARCHIVE]:
                archive.write(path, path.name)
    for path in forms:
        mail = EmailMessage()
        mail["Subject"], mail["From"], mail["To"] = "ส่งแบบฟอร์ม", "a@example.go.th", "b@example.go.th"
        mail["Date"] = "Fri, 20 Nov 2026 09:00:00 +0700"
        mail.set_content("ส่งแบบฟอร์มมาพร้อมนี้")
        mail.add_attachment(
            path.read_bytes(),
            maintype="application",
            subtype="vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            filename=path.name,
        )
        (mails / f"{path.stem}.eml").write_bytes(bytes(mail))
    return {
        "the same from zips of 31": _consolidation(folder, zips),
        "the same from mails": _consolidation(folder, mails),
    }


def _rival(name: str, folder: Path) -> tuple[str, ...]:
    return (sys.executable, "-m", "benchmarks.rivals", name, str(folder))


def main() -> None:
    """Measure each size, then the cost of starting."""
    use_byte_code()
    for size in map(int, sys.argv[1:] or ("31", "310")):
        measure(size)
    start_up.main()


if __name__ == "__main__":
    main()

"""Make every kind of workbook that the program writes as a province has it, to be judged as a clerk would see it.

A folder is a kind of workbook, and a file below it one of that kind; ``thai`` in its path says it has Thai digits.
"""

from __future__ import annotations

from pathlib import Path

import openpyxl

from ita_xlsx.diagnosis.track_steps import track_steps
from ita_xlsx.output.measures import write_measures_workbook
from ita_xlsx.output.province import write_consolidated, write_status
from tests.conftest import EDITION, ISSUED
from tests.support.cells import cell
from tests.support.program import run
from tests.support.provinces import earlier_of, province_of
from tests.support.tracked_steps import AS_OF

YEAR = 2568
KINDS = ("form", "analysis", "copy", "status", "consolidated", "measures", "links", "handover", "definition")
# What an agency gets to see; a clerk of the province sees the others.
OF_AGENCY = ("form", "analysis", "copy")
SIZES = (6, 200)
LAYOUTS = ("2568", "2565", "2563", "tracking")
_DAY = ("--issued", ISSUED.isoformat(), "-q")
_LEFT_OUT = ("i4", "i5", "i10", "i11", *(f"o{number}" for number in range(16, 22)))


def make_house_books(folder: Path) -> None:
    """Write all kinds into a folder, from a round of 31 agencies and from made-up provinces of other sizes."""
    for kind in KINDS:
        (folder / kind).mkdir(parents=True, exist_ok=True)
    _ita("demo", folder / "demo")
    _write_of_agencies(folder)
    _write_of_round(folder)
    _write_of_sizes(folder)


def kind_of(path: Path, folder: Path) -> str:
    """Return the kind of a workbook below the folder of all."""
    return path.relative_to(folder).parts[0]


def is_thai(path: Path, folder: Path) -> bool:
    """Return whether a workbook below the folder of all has Thai digits."""
    return "thai" in path.relative_to(folder).as_posix()


def books_of(folder: Path) -> list[Path]:
    """Return the workbooks of all kinds, kind after kind."""
    return [path for kind in KINDS for path in sorted((folder / kind).rglob("*.xlsx"))]


def _write_of_agencies(folder: Path) -> None:
    for year in (2562, 2566, YEAR, 2569):
        for digits in ("arabic", "thai"):
            blank = ("template", "--blank", "--framework", year, "--digits", digits)
            _ita(*blank, "-o", folder / f"form/{year}-{digits}.xlsx")
    settings = folder / "demo/round"
    plan = ("--agency", "P01", "--round", settings / "round.toml", "--measures", settings / "measures.csv")
    for layout in LAYOUTS:
        _ita("template", *plan, "--form", layout, "-o", folder / f"form/plan-{layout}.xlsx")
    _ita("template", *plan, "-o", folder / "form/plan.xlsx")
    _ita("template", *plan, "--digits", "thai", "-o", folder / "form/plan-thai.xlsx")
    real, older = (folder / f"demo/{name}/2-returned.xlsx" for name in ("samut-prakan-2568", "pathum-thani-2562"))
    part = folder / "demo/part.xlsx"
    book = openpyxl.load_workbook(real)
    for code in _LEFT_OUT:
        cell(YEAR, code).of(book).value = None
    book.save(part)
    for name, source in (("real", real), ("older", older), ("incomplete", part)):
        _ita("analyze", source, "-o", folder / f"analysis/{name}.xlsx")
    _ita("analyze", real, "--digits", "thai", "-o", folder / "analysis/real-thai.xlsx")
    previous = ("--previous", older)
    _ita("analyze", real, *previous, "-o", folder / "analysis/compared.xlsx")


def _write_of_round(folder: Path) -> None:
    rounds = (folder / "demo/round/returned", "--round", folder / "demo/round/round.toml")
    for digits in ("arabic", "thai"):
        _ita("check", *rounds, "--digits", digits, "--feedback", folder / f"copy/{digits}")
    names = {"status": "status", "consolidated": "consolidate", "measures": "track", "links": "links"}
    as_of = ("--as-of", "2025-09-30")
    words: dict[str, tuple[object, ...]] = {"consolidated": ("--no-cache",), "measures": as_of}
    for kind, name in names.items():
        for digits in ("arabic", "thai"):
            out = folder / (f"{kind}/31.xlsx" if digits == "arabic" else f"{kind}/31-thai.xlsx")
            _ita(name, *rounds, *words.get(kind, ()), "--digits", digits, "-o", out)
    _ita("track", *rounds, *as_of, "--by-owner", "-o", folder / "measures/31-owners.xlsx")
    _ita("new", folder / "demo/next", "--from", folder / "demo/round", "--framework", 2569)
    for number, path in enumerate(sorted((folder / "demo/next").glob("*.xlsx"))):
        path.rename(folder / f"handover/{number}.xlsx")
    for year in (2562, YEAR):
        _ita("frameworks", "export", year, "-o", folder / f"definition/{year}.xlsx")


def _write_of_sizes(folder: Path) -> None:
    for size in SIZES:
        province = province_of(YEAR, size)
        (folder / f"status/{size}.xlsx").write_bytes(write_status(province, EDITION))
        (folder / f"consolidated/{size}.xlsx").write_bytes(write_consolidated(province, earlier_of(province), EDITION))
        tracking = track_steps(province, AS_OF)
        (folder / f"measures/{size}.xlsx").write_bytes(write_measures_workbook(tracking, (), EDITION))


def _ita(*arguments: object) -> None:
    day = () if arguments[0] == "frameworks" else _DAY
    assert run(*arguments, *day) in (0, 1), arguments

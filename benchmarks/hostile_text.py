"""T1-T5, T8, T9: what hostile text does in every output, and whether anything goes out to a network."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

import openpyxl
from python_calamine import CalamineWorkbook

from benchmarks.gate import Gate
from ita_xlsx.cycle.analyze import analyze_return, make_analysis
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.marked_copies import write_feedback
from ita_xlsx.cycle.receive import Returned, receive_one
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.errors import OutputError
from ita_xlsx.intake.sources import Source
from ita_xlsx.intake.workbook.cells import clean_text
from ita_xlsx.intake.workbook.workbook import read_sheets_in_process
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.submission import Evidence
from ita_xlsx.model.text.writable import writable_text
from tests.conftest import EDITION
from tests.hostile.injections import injections
from tests.hostile.verdict import NOWHERE
from tests.libreoffice.office import Office, OfficeError
from tests.libreoffice.workbooks import formula_cells
from tests.support.cells import announced_cell, cell, info_cell
from tests.support.filled_measures import YEAR
from tests.support.program import run

_FORBIDDEN = re.compile(
    r"vbaProject|externalLinks/|connections\.xml|queryTables/|embeddings/|activeX/|ctrlProps/", re.I
)
_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_MOST_TEXT = 32_767
_OFFICE_EVERY = 10


@dataclass
class Seen:
    """What was counted over all strings and outputs."""

    outputs: int = 0
    formulas: int = 0
    links: int = 0
    forbidden: int = 0
    cells: int = 0
    changed: int = 0
    long: int = 0
    dropped: int = 0
    steered: int = 0
    unopened: int = 0
    opened: int = 0
    unequal: int = 0


def run_text(office: Office | None, folder: Path, form: Path, seed: int) -> list[Gate]:
    """Send 200 strings through every text sink of every output."""
    folder.mkdir(parents=True, exist_ok=True)
    seen = Seen()
    base = receive_one(Source(str(form), form), NOWHERE)
    ours = set().union(*(formulas for _, formulas in _outputs(folder, _filled(base, "x", folder), seen)))
    for number, text in enumerate(injections(seed)):
        clean = clean_text(text)
        try:
            path = _filled(base, clean, folder)
        except OutputError:
            # The text is refused aloud; what a workbook can hold must not be.
            seen.long += 1
            seen.dropped += len(clean.encode("utf-16-le")) // 2 <= _MOST_TEXT
            continue
        for output, formulas in _outputs(folder, path, seen):
            seen.outputs += 1
            seen.formulas += bool(formulas - ours)
            _look(output, seen)
            if office is not None and number % _OFFICE_EVERY == 0:
                _open(office, output, seen)
        _compare(path, clean, seen)
        _screen(path, seen)
    return [*_gates(seen), _network(folder, form)]


def _filled(base: Returned, text: str, folder: Path) -> Path:
    """The form with a text in every field that people type text into, and in a score."""
    assert base.submission is not None
    assert base.framework is not None
    shown = text or "-"
    agency = Agency("P07", shown, shown, shown, shown)
    typed = {"code", "year", "reporting", "respondents_iit", "respondents_eit", "reported_on"}
    info = tuple((key, value if key in typed else shown) for key, value in base.submission.info)
    submission = replace(
        base.submission,
        agency=agency,
        info=info,
        notes=tuple((item.code, shown) for item in base.framework.indicators),
        evidence=tuple(Evidence(item.code, shown, shown) for item in base.framework.questions if item.code[0] == "o"),
        answers=tuple(
            answer._replace(value=None, declared="", raw=shown) if index < 2 else answer
            for index, answer in enumerate(base.submission.answers)
        ),
    )
    path = folder / "returned.xlsx"
    path.write_bytes(make_form(base.framework, NOWHERE.round, submission, EDITION))
    return path


def _outputs(folder: Path, form: Path, seen: Seen) -> Iterator[tuple[Path, set[str]]]:
    """The form itself, its analysis and its marked copy, each made twice, with their formulas."""
    yield form, set(formula_cells(form).values())
    returned = receive_one(Source(str(form), form), NOWHERE)
    analysed = analyze_return(returned, NOWHERE)
    if analysed is not None:
        target = folder / "analysis.xlsx"
        data = make_analysis(analysed, EDITION)
        seen.unequal += data != make_analysis(analysed, EDITION)
        target.write_bytes(data)
        yield target, set(formula_cells(target).values())
    feedback = Target(path=folder / "feedback", force=True)
    first, second = (write_feedback(returned, NOWHERE, feedback, name, EDITION).copy for name in ("copy", "again"))
    if first is not None and second is not None:
        seen.unequal += first.read_bytes() != second.read_bytes()
        yield first, set(formula_cells(first).values())


def _look(path: Path, seen: Seen) -> None:
    with zipfile.ZipFile(path) as archive:
        seen.forbidden += any(map(_FORBIDDEN.search, archive.namelist()))
        for name in archive.namelist():
            if not name.endswith(".rels"):
                continue
            for target in re.findall(r'Target="([^"]*)"[^>]*TargetMode="External"', archive.read(name).decode()):
                parts = urlsplit(target)
                seen.links += parts.scheme not in ("http", "https") or not parts.hostname
    names = openpyxl.load_workbook(path).sheetnames
    with path.open("rb") as stream:
        seen.unopened += CalamineWorkbook.from_filelike(stream).sheet_names != names
    seen.unopened += len({name.casefold() for name in names}) < len(names)
    seen.opened += 1


def _open(office: Office, path: Path, seen: Seen) -> None:
    try:
        sheet = openpyxl.load_workbook(path).sheetnames[0]
        office.values(path, [(sheet, "A1")])
    except OfficeError:
        seen.unopened += 1


def _compare(path: Path, text: str, seen: Seen) -> None:
    """The text in the form's cells is the text that was put in, cut where no cell holds it, and no formula."""
    if not text:
        return
    text = writable_text(text)
    sheets = {sheet.name: sheet for sheet in read_sheets_in_process(path.read_bytes())}
    places = (info_cell(YEAR, "name"), cell(YEAR, "o1", "url"), cell(YEAR, "o1", "note"))
    for place in (*places, announced_cell(YEAR, "1", "note")):
        seen.cells += 1
        seen.changed += sheets[place.sheet].at(place.row - 1, place.col - 1) != text


def _screen(path: Path, seen: Seen) -> None:
    for form in ("text", "json"):
        with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as error:
            run("check", path, "--format", form)
        if form == "json":
            json.loads(out.getvalue())
        seen.steered += bool(_STEERING.search((out.getvalue() + error.getvalue()).replace("\n", "")))


def _gates(seen: Seen) -> Iterator[Gate]:
    yield Gate("T1", "outputs with a formula or link made of outside text", seen.outputs, seen.formulas + seen.links)
    yield Gate("T1", "screens steered by outside text", seen.outputs, seen.steered)
    yield Gate("T2", "cells whose text was changed", seen.cells, seen.changed, limit="100 %")
    yield Gate("T3", "outputs with active or outside parts", seen.outputs, seen.forbidden)
    yield Gate(
        "T4",
        "texts refused though a workbook can hold them",
        seen.long or 1,
        seen.dropped,
        f"{seen.long} refused aloud",
    )
    yield Gate(
        "T8", "outputs that a reader does not open, or opens otherwise", seen.opened, seen.unopened, limit="100 %"
    )
    yield Gate("T9", "outputs that differ when made again", seen.outputs, seen.unequal, limit="100 %")


_HOOK = """
import os, sys
def hook(event, arguments):
    if event == "socket.getaddrinfo" or (event == "socket.connect" and isinstance(arguments[1], tuple)):
        with open(os.environ["ITA_NETWORK_LOG"], "a") as log:
            log.write(event + "\\n")
sys.addaudithook(hook)
"""


def _network(folder: Path, form: Path) -> Gate:
    """T5: no command asks for an address or connects to one; processes of ours speak over local pipes."""
    (folder / "sitecustomize.py").write_text(_HOOK, encoding="utf-8")
    log = folder / "network.log"
    log.write_text("", encoding="utf-8")
    paths = os.pathsep.join((str(folder), str(Path.cwd()), os.environ.get("PYTHONPATH", "")))
    environment = {**os.environ, "PYTHONPATH": paths, "ITA_NETWORK_LOG": str(log)}
    commands = (
        ["check", str(form), "--feedback", str(folder / "net")],
        ["analyze", str(form), "-o", str(folder / "net.xlsx")],
        ["demo", str(folder / "net-demo")],
    )
    for command in commands:
        subprocess.run([sys.executable, "-m", "ita_xlsx", *command], env=environment, capture_output=True, check=False)
    return Gate("T5", "commands that reach for a network", len(commands), len(log.read_text(encoding="utf-8").split()))

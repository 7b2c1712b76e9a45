"""R1-R9: what becomes of good, foreign, damaged, hostile, encrypted and flagged workbooks."""

from __future__ import annotations

import contextlib
import os
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import openpyxl

from benchmarks.gate import Gate
from ita_xlsx.catalogue import list_years, load_framework
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.marked_copies import write_feedback
from ita_xlsx.cycle.receive import Returned, receive_all
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.sources import Source
from ita_xlsx.intake.workbook.container import open_container
from ita_xlsx.model.round_settings import RoundSettings
from tests.conftest import EDITION, full_scores, submission_of
from tests.hostile.attacks import attacks
from tests.hostile.corruptions.corpus import Corruption, apply, corruptions
from tests.hostile.dialects import dialects
from tests.hostile.doctype import doctypes
from tests.hostile.encrypted import encrypted
from tests.hostile.flags import flags
from tests.hostile.mutants import mutants
from tests.hostile.strict import strict
from tests.hostile.verdict import NOWHERE, OTHERWISE, REFUSED, RIGHT, WRONG, Verdict, judge, truth_of
from tests.libreoffice.office import Office, OfficeError

_SLOWEST, _PREFLIGHT_MEDIAN, _PREFLIGHT_WORST = 10.0, 0.005, 1.0


@dataclass
class Tally:
    """What was counted over all sets."""

    files: int = 0
    on_lost: int = 0
    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    refused: int = 0
    off_code: Counter[str] = field(default_factory=Counter)
    by_code: Counter[str] = field(default_factory=Counter)
    not_plain: int = 0
    slowest: float = 0.0
    preflight: list[float] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)


def good_forms(office: Office | None) -> Iterator[tuple[str, bytes, Mapping[str, Fraction]]]:
    """A filled form of every year, as our writer, openpyxl and LibreOffice save it, with its scores."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for year in list_years():
            framework = load_framework(year)
            submission = submission_of(framework, full_scores(framework, year % 7))
            own = folder / f"{year}.xlsx"
            own.write_bytes(make_form(framework, RoundSettings(), submission, EDITION))
            truth = {answer.subject: answer.value for answer in submission.answers if answer.value is not None}
            yield f"{year} as written", own.read_bytes(), truth
            saved = folder / f"{year}-openpyxl.xlsx"
            openpyxl.load_workbook(own).save(saved)
            yield f"{year} saved by openpyxl", saved.read_bytes(), truth
            if office is not None:
                saved = folder / f"{year}-office.xlsx"
                office.recalculate(own, saved)
                yield f"{year} saved by LibreOffice", saved.read_bytes(), truth


def mangled_forms(office: Office, form: Path) -> Iterator[tuple[str, bytes]]:
    """The form after each corruption that leaves every score readable."""
    with tempfile.TemporaryDirectory() as name:
        for corruption in filter(_is_harmless, corruptions()):
            yield corruption.name, apply(corruption, office, form, Path(name)).read_bytes()


def run_files(office: Office | None, form: Path, seed: int, count: int) -> tuple[list[Gate], Tally]:
    """Read every set, and hold the outcomes against the gates."""
    tally = Tally()
    good = form.read_bytes()
    truth = truth_of(next(iter(_received([("form", good)], tally)))[1])
    for name, data, scores in good_forms(office):
        _count("GOOD", [(name, data)], scores, tally)
        _count("STRICT", [(name, strict(data))], scores, tally)
    _count("GOOD", dialects(good), truth, tally)
    if office is not None:
        _count("GOOD", mangled_forms(office, form), truth, tally)
    _count("DAMAGED", mutants(good, seed, count), truth, tally)
    for name, cases in (("ATTACK", attacks), ("ATTACK", attacks), ("DTD", doctypes), ("ENCRYPTED", encrypted)):
        made = list(cases(good, seed + (tally.files % 1000)))
        _count(name, [(case.name, case.data) for case in made], truth, tally, [case.codes for case in made])
    flagged = list(flags(good))
    told = [
        {item.code for item in returned.findings}
        for _, returned in _received([(f.name, f.data) for f in flagged], tally)
    ]
    missed = sum(flag.code not in codes for flag, codes in zip(flagged, told, strict=True))
    return [
        *_gates(tally),
        Gate(
            "R9", "flags: macros, hidden sheets, links, embedded", len(flagged), missed, allowed=0.01, limit=">= 99 %"
        ),
    ], tally


def run_copies(office: Office | None, form: Path, folder: Path) -> list[Gate]:
    """T8: the marked copy of the form after each corruption opens in LibreOffice, its list of faults in front."""
    if office is None:
        return []
    folder.mkdir(parents=True, exist_ok=True)
    made = opened = 0
    for corruption in corruptions():
        path = apply(corruption, office, form, folder)
        returned = next(receive_all((Source(str(path), path),), NOWHERE))
        copy = write_feedback(returned, NOWHERE, Target(path=folder / "copies"), corruption.name, EDITION).copy
        made += 1
        with contextlib.suppress(OfficeError):
            opened += copy is not None and office.values(copy, [("รายการแก้ไข", "A1")]) != [""]
    return [
        Gate("T8", "marked copies of corruptions that LibreOffice does not open", made, made - opened, limit="100 %")
    ]


def _is_harmless(corruption: Corruption) -> bool:
    errors = {"S201", "S202", "S203", "S206", "S207", "S216", "S219", "S220", "S221", "W107", "W111", "W116", "F116"}
    return corruption.same_scores and not errors & {code for code, _ in corruption.told}


def _received(files: Iterable[tuple[str, bytes]], tally: Tally) -> Iterator[tuple[str, Returned]]:
    """Each file as it was received, timed one by one, its first look apart."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "returned.xlsx"
        for name, data in files:
            path.write_bytes(data)
            start = time.perf_counter()
            with contextlib.suppress(UnreadableWorkbook):
                open_container(data)
            tally.preflight.append(time.perf_counter() - start)
            start = time.perf_counter()
            received = list(receive_all((Source(str(path), path),), NOWHERE))
            tally.slowest = max(tally.slowest, time.perf_counter() - start)
            tally.files += 1
            tally.on_lost += len(received) != 1
            yield name, received[0]


def _count(
    family: str,
    files: Iterable[tuple[str, bytes]],
    truth: Mapping[str, Fraction],
    tally: Tally,
    codes: list[frozenset[str]] | None = None,
) -> None:
    for index, (name, returned) in enumerate(_received(files, tally)):
        verdict = judge(name, returned, truth)
        tally.outcomes[family, verdict.outcome] += 1
        if verdict.outcome == WRONG or (family in ("GOOD", "STRICT") and verdict.outcome != RIGHT):
            tally.shown.append(f"{family}: {name}: {verdict.outcome} {sorted(verdict.codes)}")
        if verdict.outcome == REFUSED:
            _count_refusal(family, verdict, tally, codes[index] if codes else None)


def _count_refusal(family: str, verdict: Verdict, tally: Tally, codes: frozenset[str] | None) -> None:
    tally.not_plain += not verdict.plain
    if codes is None:
        return
    tally.by_code[family] += 1
    # A refusal that names the very cell is a fair reason whatever the generator had in mind.
    if not verdict.codes & codes and not any(code[0] in "SW" for code in verdict.codes):
        tally.off_code[family] += 1
        tally.shown.append(f"{family}: {verdict.name}: {sorted(verdict.codes)} for {sorted(codes)}")


def _gates(tally: Tally) -> Iterator[Gate]:
    def of(outcome: str, *families: str) -> int:
        return sum(tally.outcomes[family, outcome] for family in families)

    everything = ("GOOD", "STRICT", "DAMAGED", "ATTACK", "DTD", "ENCRYPTED")
    yield Gate("R1", "files without a row in the report (crash, hang, traceback)", tally.files, tally.on_lost)
    judged = sum(tally.outcomes.values())
    otherwise = f"{of(OTHERWISE, *everything)} mutants are valid workbooks with other scores"
    yield Gate("R2", "read as accepted and wrong", judged, of(WRONG, *everything), otherwise)
    good = sum(of(outcome, "GOOD", "STRICT") for outcome in (RIGHT, REFUSED, WRONG, OTHERWISE))
    yield Gate("R3", "good and strict forms refused", good, good - of(RIGHT, "GOOD", "STRICT"))
    for family in ("ATTACK", "DTD", "ENCRYPTED"):
        read = of(RIGHT, family)
        allowed, limit = (0.05, ">= 95 %") if family == "ATTACK" else (0.0, "100 %")
        missed = tally.off_code[family] + (read if family != "ATTACK" else 0)
        cases = tally.by_code[family] + (read if family != "ATTACK" else 0)
        yield Gate(
            "R4", f"{family.lower()}: refused for another reason", cases, missed, f"{read} read right", limit, allowed
        )
    refused = of(REFUSED, *everything)
    yield Gate("R5", "refusals that are not in plain words", refused, tally.not_plain, limit="100 %")
    slow = f"slowest {tally.slowest:.2f} s of {_SLOWEST:.0f} s; memory is capped at 512 MiB a child"
    yield Gate("R7", "files over the budget of time", tally.files, int(tally.slowest > _SLOWEST + 1), slow)
    median, worst = statistics.median(tally.preflight), max(tally.preflight)
    late = int(median > _PREFLIGHT_MEDIAN) + int(worst > _PREFLIGHT_WORST)
    shown = f"median {median * 1000:.2f} ms, worst {worst * 1000:.0f} ms on {os.cpu_count()} cores"
    yield Gate("R8", "the first look: median <= 5 ms, worst <= 1 s", len(tally.preflight), late, shown)

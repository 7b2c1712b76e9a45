"""31 templates, and one analysis, against the bare libraries writing and reading the same bytes.

Run ``python -m benchmarks.spine``. The floor of writing is xlsxwriter asked for the very same cells, formats
and charts by a recorded list of calls; the floor of reading is python-calamine reading every sheet.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import partial
from io import BytesIO

from python_calamine import CalamineWorkbook

from benchmarks.recorder import recording
from ita_xlsx.catalogue import list_years, load_framework, load_offices
from ita_xlsx.cycle.analyze import analyze_return, make_analysis
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.receive import receive_bytes
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.submission import Answer, Submission

ISSUED = date(2026, 11, 20)
EDITION = Edition(issued=ISSUED)
DESK = RunContext(round=RoundSettings(), framework=None, roster=None)
ROUNDS = 7


def main() -> None:
    """Print one line a year and a task: seconds, and the ratio to the floor of the same run."""
    print(f"{'task':34}{'ours, s':>10}{'floor, s':>10}{'ratio':>8}   median of {ROUNDS} paired runs")
    for year in list_years():
        framework = load_framework(year)
        _compare(f"31 templates {year}", partial(_templates, framework), _template_floor(framework))
        filled = _filled(framework)
        _compare(f"1 analysis {year}", partial(_analysis, filled), _analysis_floor(filled))


def _compare(task: str, ours: Callable[[], object], floor: Callable[[], object]) -> None:
    pairs = [(_seconds(ours), _seconds(floor)) for _ in range(ROUNDS + 1)][1:]
    mine, bare = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(own / low for own, low in pairs)
    print(f"{task:34}{mine:10.3f}{bare:10.3f}{ratio:8.2f}")


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _templates(framework: Framework) -> list[bytes]:
    offices = load_offices("สมุทรปราการ")
    return [make_form(framework, RoundSettings(), Submission(agency=agency), EDITION) for agency in offices]


def _template_floor(framework: Framework) -> Callable[[], object]:
    recordings = []
    for agency in load_offices("สมุทรปราการ"):
        with recording() as made:
            make_form(framework, RoundSettings(), Submission(agency=agency), EDITION)
        recordings.append(made)
    return lambda: [made.replay() for made in recordings]


def _filled(framework: Framework) -> bytes:
    scores = enumerate(framework.answers)
    answers = tuple(Answer(leaf.subject, Fraction(6100 + 37 * n % 3900, 100)) for n, leaf in scores)
    return make_form(framework, RoundSettings(), Submission(agency=load_offices("ตราด")[0], answers=answers), EDITION)


def _analysis(data: bytes) -> bytes:
    analysed = analyze_return(receive_bytes(data, "returned.xlsx", DESK), DESK)
    assert analysed is not None
    return make_analysis(analysed, EDITION)


def _analysis_floor(data: bytes) -> Callable[[], object]:
    with recording() as made:
        _analysis(data)
    return lambda: (_read_bare(data), made.replay())


def _read_bare(data: bytes) -> list[object]:
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    return [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names]


if __name__ == "__main__":
    main()

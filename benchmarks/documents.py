"""Time the documents of a round in whole processes: a report beside one analysis, letters beside the templates.

Run ``python -m benchmarks.documents``. It makes a round of 31 agencies with a plan of measures. Every command runs once
in each of several rounds, so that the ratios are of the same minutes; the best run counts, which finds the returned
forms in the cache, as after any other command of the round. What was written is read back whole: every table of the
report against the printed one, and in every letter its addressee, its day, and its list. It ends with 1 where a report
takes more than three times its analysis, or the letters of a kind more than the templates.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmarks.timing import Run, best_of, timed, use_byte_code
from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.province_plan import plan_text
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.text.dates import thai_date
from ita_xlsx.model.text.digits import arabic
from tests.conftest import EDITION, published
from tests.report.test_read_back import numbered_tables, opened, scores_in
from tests.report.test_real_reports import SAMUT_PRAKAN
from tests.support.filled_measures import YEAR, agencies_of, plan_of
from tests.support.word_text import read_word

MOST_OF_ANALYSIS, MOST_OF_TEMPLATES = 3.0, 1.0
COUNT, TIMES = 31, 7
KINDS = ("send", "measures", "remind", "mend", "follow-up")
# The forms that a kind is made from: none came back, all came back without scores, and with steps that are overdue.
SOURCES = {"remind": "nothing", "mend": "unfilled", "follow-up": "unfilled"}
_SETTINGS = """\
framework = 2568
province = "สมมุติ"
roster = "roster.csv"
measures = "measures.csv"
deadline = "2025-05-10"
[letter]
office = "สำนักงานจังหวัดสมมุติ"
signatory = "นายตัวอย่าง ทดสอบ"
position = "หัวหน้าสำนักงานจังหวัดสมมุติ"
"""
DAY = date(2025, 5, 20)
_OURS = (sys.executable, "-m", "ita_xlsx")


def main() -> int:
    """Print a line a command with its ratio; give the exit code."""
    use_byte_code()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["ITA_CACHE"] = str(folder / "cache")
        _make_inputs(folder)
        runs = best_of(TIMES, dict(_report_commands(folder)) | dict(_letter_commands(folder)))
        _check_outputs(folder)
    analysis, templates = runs["1 analysis"], runs[f"{COUNT} templates"]
    within = [_show(label, run, analysis, MOST_OF_ANALYSIS) for label, run in runs.items() if label.startswith("1 ")]
    within += [_show(label, run, templates, MOST_OF_TEMPLATES) for label, run in runs.items() if label[:2] != "1 "]
    return int(not all(within))


def _show(label: str, run: Run, floor: Run, most: float) -> bool:
    ratio = run.seconds / floor.seconds
    print(f"        {label:<28}{run.seconds:8.3f} s  {ratio:5.2f}  (at most {most:.2f})", flush=True)
    return run is floor or ratio <= most


def _make_inputs(folder: Path) -> None:
    plan, agencies = plan_of(load_framework(YEAR)), agencies_of(COUNT)
    roster = [
        "code,name,province,เรียน",
        *(f"{item.code},{item.name},{item.province},หัวหน้า{item.name}" for item in agencies),
    ]
    (folder / "roster.csv").write_text("\n".join(roster), encoding="utf-8-sig")
    (folder / "measures.csv").write_bytes(plan_text(plan))
    (folder / "round.toml").write_text(_SETTINGS, encoding="utf-8")
    form = make_form(
        load_framework(YEAR), RoundSettings(framework=str(YEAR)), published("samut-prakan-2568").submission, EDITION
    )
    (folder / "form.xlsx").write_bytes(form)
    (folder / "nothing").mkdir()
    forms = (*_OURS, "template", "--round", str(folder / "round.toml"), "-o", str(folder / "unfilled"), "-q")
    timed(*forms)


def _report_commands(folder: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    where = ("--framework", str(YEAR), "--force", "-q", "-o")
    form = str(folder / "form.xlsx")
    yield "1 analysis", (*_OURS, "analyze", form, *where, str(folder / "analysis.xlsx"))
    yield "1 report", (*_OURS, "report", form, *where, str(folder / "report.docx"))


def _letter_commands(folder: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    where = ("--round", str(folder / "round.toml"), "--issued", DAY.isoformat(), "--force", "-q")
    yield f"{COUNT} templates", (*_OURS, "template", *where, "-o", str(folder / "forms"))
    for kind in KINDS:
        source = (str(folder / SOURCES[kind]),) if kind in SOURCES else ()
        target = ("-o", str(folder / f"letters-{kind}"))
        yield f"{COUNT} letters, {kind}", (*_OURS, "letters", kind, *source, *where, *target)


def _check_outputs(folder: Path) -> None:
    """Read back all that was written; raise ValueError where a table, a letter or a word is not what the round says."""
    tables = numbered_tables(opened((folder / "report.docx").read_bytes()))
    _hold({number: scores_in(table) for number, table in tables.items()}, dict(enumerate(SAMUT_PRAKAN, 1)))
    _hold(len(list((folder / "forms").glob("*.xlsx"))), COUNT)
    for kind in KINDS:
        letters = {path.name: read_word(path) for path in (folder / f"letters-{kind}").glob("*.docx")}
        _hold(len(letters), COUNT)
        for agency in agencies_of(COUNT):
            letter = next(item for name, item in letters.items() if f" {agency.code} " in name)
            lines = [arabic(" ".join(line.split())) for line in letter.lines]
            _hold([line for line in lines if line.startswith("เรียน")], [f"เรียน หัวหน้า{agency.name}"])
            _hold(next(line.split()[-4:] for line in lines if "วันที่ " in line), ["วันที่", *thai_date(DAY).split()])
            steps = [row for table in letter.tables for row in table[1:]]
            _hold(bool(steps), kind in ("mend", "measures", "follow-up"))


def _hold(found: object, expected: object) -> None:
    if found != expected:
        raise ValueError(f"{found} is not {expected}")


if __name__ == "__main__":
    sys.exit(main())

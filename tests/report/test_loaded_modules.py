"""Run the commands that write documents in a process of their own, and look at what it has loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ita_xlsx.cycle.documents.round_letters import LetterKind
from ita_xlsx.cycle.province_plan import MEASURES_FILE, plan_text
from tests.support.filled_measures import plan_of
from tests.support.page_round import RETURNED, ROUND, make_small_round
from tests.support.program import run
from tests.support.tracked_steps import FRAMEWORK

# Neither a library of documents nor the parser that they need: the page makes the documents too, without any of them.
BARRED = {"lxml", "docx", "docxtpl", "docxcompose", "spire", "aspose", "openpyxl"}
DAY = ("--issued", "2025-10-15", "-q", "--force")
CODE = """\
import sys
from ita_xlsx.cli import main
try:
    main(sys.argv[1:])
except SystemExit as left:
    code = left.code
print(code, *sorted({name.partition(".")[0] for name in sys.modules}))
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("loaded")
    make_small_round(root)
    settings = root / ROUND / "round.toml"
    (root / ROUND / MEASURES_FILE).write_bytes(plan_text(plan_of(FRAMEWORK)))
    settings.write_text(f'{settings.read_text(encoding="utf-8")}measures = "{MEASURES_FILE}"\n', encoding="utf-8")
    run("consolidate", root / RETURNED, "--round", settings, "-o", root / "all.xlsx", "--issued", "2025-10-15", "-q")
    return root


def loaded(*words: object) -> set[str]:
    """The libraries in the process of a command; a command that ends badly says so."""
    done = subprocess.run([sys.executable, "-c", CODE, *map(str, words)], capture_output=True, text=True, check=True)
    code, *names = done.stdout.splitlines()[-1].split()
    assert code in ("0", "1"), done.stderr
    return set(names)


@pytest.mark.parametrize("source", ["form", "province", "round"])
def test_a_report_loads_no_library_of_documents(source: str, small: Path) -> None:
    form = sorted((small / RETURNED).glob("*.xlsx"))[-1]
    path = {"form": (form,), "province": (small / "all.xlsx",), "round": (small / ROUND,)}[source]
    found = loaded("report", *path, "-o", small / f"{source}.docx", "--round", small / ROUND / "round.toml", *DAY)
    assert (small / f"{source}.docx").exists()
    assert {"jinja2", "xlsxwriter"} <= found
    assert found & BARRED == set()


@pytest.mark.parametrize("kind", list(LetterKind))
def test_letters_load_no_library_of_documents(kind: LetterKind, small: Path) -> None:
    where = ("--round", small / ROUND / "round.toml", "-o", small / kind, *DAY)
    paths = () if kind in ("send", "measures") else (small / RETURNED,)
    found = loaded("letters", kind, *paths, *where)
    assert list((small / kind).glob("*.docx"))
    assert found & BARRED == set()

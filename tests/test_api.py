"""Check the public face for Python: its names, scripts without a main guard, exact scores, and results as commands."""

from __future__ import annotations

import inspect
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ita_xlsx
from ita_xlsx import api
from ita_xlsx.catalogue import load_framework
from ita_xlsx.cli.json.results import analysis
from ita_xlsx.cli.json.round_entries import consolidated
from ita_xlsx.model.findings import Status
from ita_xlsx.model.round_state import State
from tests.conftest import AGENCY, ISSUED, full_scores, published, submission_of, write_form
from tests.support.paths import ROOT
from tests.support.program import printed

FRAMEWORK = load_framework(2568)
ANSWERS = {answer.subject: answer.value for answer in published("samut-prakan-2568").submission.answers if answer.value}
# Eight lines as a person writes them: no main guard.
SCRIPT = """\
import sys
from ita_xlsx import read_form

print("once")
form = read_form(sys.argv[1])
print(form.status, form.agency.name)
score = form.results.by_subject["overall"]
print(score.rounded)
"""
SPAWN = "import multiprocessing\nmultiprocessing.set_start_method('spawn')\n"


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published report of Samut Prakan in a returned form."""
    path = tmp_path_factory.mktemp("api") / "returned.xlsx"
    return write_form(path, FRAMEWORK, published("samut-prakan-2568").submission)


@pytest.mark.parametrize("name", ita_xlsx.__all__)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    assert name in dir(ita_xlsx)
    assert getattr(ita_xlsx, name) is getattr(api, name)
    assert inspect.getdoc(getattr(ita_xlsx, name))
    assert name in (ita_xlsx.__doc__ or "")


@pytest.mark.parametrize("name", ["read_forms", "Framework", "_Homes"])
def test_nothing_else_is_public(name: str) -> None:
    assert sorted(api.__all__) == sorted(ita_xlsx.__all__)
    assert dir(ita_xlsx) == sorted([*ita_xlsx.__all__, "__version__"])
    with pytest.raises(AttributeError, match=f"no attribute '{name}'"):
        getattr(ita_xlsx, name)


@pytest.mark.parametrize(
    ("statement", "modules"),
    [
        ("import ita_xlsx", {"ita_xlsx"}),
        ("import ita_xlsx; ita_xlsx.__version__; dir(ita_xlsx)", {"ita_xlsx"}),
        ("from ita_xlsx.errors import ItaError", {"ita_xlsx", "ita_xlsx.errors", "ita_xlsx.model"}),
        ("from ita_xlsx import Severity, ItaError", {"ita_xlsx", "ita_xlsx.errors", "ita_xlsx.model"}),
        ("from ita_xlsx import Results", {"ita_xlsx", "ita_xlsx.model"}),
    ],
)
def test_an_import_brings_only_what_it_names(statement: str, modules: set[str]) -> None:
    code = f"{statement}\nimport sys\nprint(*(name for name in sys.modules if name.split('.')[0] == 'ita_xlsx'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True, cwd=ROOT)
    assert {".".join(name.split(".")[:2]) for name in done.stdout.split()} == modules


@pytest.mark.parametrize(
    ("arguments", "script"),
    [(["script.py"], SCRIPT), (["-"], SCRIPT), (["-m", "script"], SCRIPT), (["script.py"], SPAWN + SCRIPT)],
    ids=["file", "standard input", "module", "spawn"],
)
def test_a_script_without_a_main_guard(arguments: list[str], script: str, returned: Path, tmp_path: Path) -> None:
    path = tmp_path / "script.py"
    path.write_text(script, encoding="utf-8")
    with path.open(encoding="utf-8") as stream:
        done = subprocess.run(
            [sys.executable, *arguments, str(returned)],
            capture_output=True, check=True, encoding="utf-8", stdin=stream, cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
    assert done.stdout.splitlines() == ["once", "accepted_with_warnings จังหวัดสมุทรปราการ", "94.90"]
    assert done.stderr == ""


def test_a_form_is_the_same_in_this_process(returned: Path) -> None:
    apart, here = (ita_xlsx.read_form(returned, isolated=isolated) for isolated in (True, False))
    assert apart == here
    assert (here.file, here.year, here.status) == (str(returned), 2568, Status.ACCEPTED_WITH_WARNINGS)
    assert here.submission is not None
    assert here.agency == here.submission.agency
    assert [line.split()[0] for line in here.messages("th")] == [finding.code for finding in here.findings]


def test_a_file_that_cannot_be_read_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"no workbook")
    form = ita_xlsx.read_form(tmp_path / "x.xlsx")
    assert (form.status, form.agency, form.year, form.results) == (Status.REJECTED, None, None, None)
    assert all(
        isinstance(item, ita_xlsx.Finding) and item.severity is ita_xlsx.Severity.ERROR for item in form.findings
    )


def test_the_demo_scores() -> None:
    results = ita_xlsx.score(ita_xlsx.load_framework(2568), ANSWERS)
    assert isinstance(results, ita_xlsx.Results)
    assert (str(results.by_subject["overall"].rounded), results.level.name) == ("94.90", "ผ่านดี")


@pytest.mark.parametrize("spelled", [95, "95", " 95.00 ", "๙๕.๐", Decimal("95.0"), Fraction(95)])
def test_a_score_is_an_exact_number_in_any_spelling(spelled: int | str | Decimal | Fraction) -> None:
    results = ita_xlsx.score(FRAMEWORK, {answer.subject: spelled for answer in FRAMEWORK.answers})
    assert results.by_subject["overall"].value == Fraction(95)


@pytest.mark.parametrize(
    "answers",
    [{"i1": 95.5}, {"i1": True}, {"nonsense": 1}, {"i1": 101}, {"i1": -1}, {"i1": "100.01"}, {"i1": ""}, {"i1": "9o"},
     {"i1": "1e1"}, {"i1": "9,5"}, {"i1": None}, {"i1": Decimal("NaN")}, {"i1": Decimal("Infinity")}, {"overall": 90}],
)  # fmt: skip
def test_what_is_no_score_is_refused(answers: Mapping[str, Any]) -> None:
    with pytest.raises(ValueError):
        ita_xlsx.score(FRAMEWORK, answers)


@given(st.one_of(st.text(), st.floats(), st.booleans(), st.integers(max_value=-1), st.integers(min_value=101)))
def test_a_value_is_refused_or_exact(value: Any) -> None:
    try:
        results = ita_xlsx.score(FRAMEWORK, {"i1": value})
    except ValueError:
        return
    assert isinstance(value, str)
    assert isinstance(results.by_subject["i1"].value, Fraction)


def test_announced_figures_fill_in_for_scores_without_answers() -> None:
    results = ita_xlsx.score(FRAMEWORK, {}, {"IIT": "90.25"})
    assert str(results.by_subject["IIT"].rounded) == "90.25"
    with pytest.raises(ValueError, match="announced figure"):
        ita_xlsx.score(FRAMEWORK, {}, {"i1": 90})


def test_analyze_is_the_command(returned: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    earlier_framework = load_framework(2567)
    scores = full_scores(earlier_framework)
    earlier = write_form(tmp_path / "2567.xlsx", earlier_framework, submission_of(earlier_framework, scores))
    _, document = printed(capsys, "analyze", returned, "--previous", earlier, "--threshold", "91", "--format", "json")
    form = ita_xlsx.read_form(returned, threshold="91")
    run = ita_xlsx.analyze(form, tmp_path / "out", previous=[earlier])
    assert json.loads(json.dumps(analysis(run.analysis))) == document["results"]
    assert [finding.code for finding in run.findings] == [entry["code"] for entry in document["findings"]]
    assert (tmp_path / "out.xlsx").exists()


def test_consolidate_is_the_command(returned: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "returned"
    folder.mkdir()
    (folder / "a.xlsx").write_bytes(returned.read_bytes())
    write_form(folder / "b.xlsx", FRAMEWORK, submission_of(FRAMEWORK, full_scores(FRAMEWORK)))
    _, document = printed(
        capsys, "consolidate", folder, "--framework", "2568", "-o", tmp_path / "one.xlsx", "--format", "json"
    )
    loaded = ita_xlsx.read_round([folder], framework=2568)
    run = ita_xlsx.consolidate(loaded, tmp_path / "two.xlsx", export=tmp_path / "tables")
    assert json.loads(json.dumps(consolidated(run.province, run.province_results))) == document["results"]
    assert [finding.code for finding in run.findings] == [entry["code"] for entry in document["findings"]]
    assert (tmp_path / "two.xlsx").exists()
    assert (tmp_path / "tables" / "datapackage.json").exists()
    with pytest.raises(ita_xlsx.ItaError) as raised:
        ita_xlsx.consolidate(loaded, tmp_path / "two.xlsx")
    assert raised.value.code == "C701"


def test_a_reason_writes_down_which_file_is_used(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "round.toml").write_text('framework = 2568\nprovince = "ตราด"\nroster = "roster.csv"\n', "utf-8")
    (tmp_path / "roster.csv").write_text(f"code,name\n{AGENCY.code},{AGENCY.name}\n", "utf-8")
    for name, start in (("a.xlsx", 0), ("b.xlsx", 5)):
        write_form(tmp_path / "inbox" / name, FRAMEWORK, submission_of(FRAMEWORK, full_scores(FRAMEWORK, start)))
    read = partial(ita_xlsx.read_round, tmp_path / "inbox", round_file=tmp_path / "round.toml")
    assert read().province.members[0].state is State.UNDECIDED
    chosen = read(use="a.xlsx", why="โทรถาม", issued=ISSUED)
    for loaded in (chosen, read()):
        (member,) = loaded.province.members
        assert member.state is State.RETURNED
        assert member.summary is not None
        assert Path(member.summary.file).name == "a.xlsx"
    assert (tmp_path / "decisions.xlsx").exists()
    with pytest.raises(ValueError, match="why"):
        read(why="no file is named")


def test_a_round_needs_a_framework(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="framework"):
        ita_xlsx.read_round([tmp_path])

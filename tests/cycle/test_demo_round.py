"""Check that the demonstration round is reported exactly, counted right, and safe from kills and mistakes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pandas
import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.assign_files import assign_files
from ita_xlsx.cycle.check_round import check_round
from ita_xlsx.cycle.earlier_years.earlier_files import read_earlier
from ita_xlsx.cycle.load_round import load_round
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.round_state import Decision, ReturnSummary
from ita_xlsx.model.submission import Submission
from tests.cycle.test_round_states import EMPTY, ROSTER, reading
from tests.libreoffice.office import Office
from tests.libreoffice.workbooks import cached_values, differences, empty_cached_values
from tests.support.program import printed, run

DAY = date(2026, 11, 20)
FRAMEWORK = load_framework(2568)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's round of 31 with its faults."""
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ITA_CACHE", str(folder / "cache"))
        assert run("demo", folder, "-q", "--issued", "2026-11-20") == 0
    return folder / "round"


def test_the_demo_is_made_again_over_itself(demo: Path) -> None:
    assert run("demo", demo.parent, "-q", "--issued", "2026-11-20", "--force") == 0


FAULTS = {
    "missing": ["P05", "P09"],
    "not_a_form": ["P13"],
    "late": ["P07"],
    "rejected": ["P15"],
    "declared_nothing": ["P17"],
}


def test_the_demo_is_told_exactly_in_json(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = printed(capsys, "status", demo / "returned", "--round", demo / "round.toml", "--format", "json")
    results = said["results"]
    assert code == 1
    for key, codes in FAULTS.items():
        assert [item["code"] for item in results[key] if item["code"] in codes] == codes, key
    assert [item["code"] for item in results["returned"]] == [
        f"P{number:02d}" for number in range(1, 32) if number not in (5, 9, 11, 13, 15, 17)
    ]
    assert sorted({item["code"] for item in results["duplicates"]}) == ["P11", "P12"]
    assert [item["code"] for item in results["unknown"]] == ["P99"]
    broken = [Path(item["file"]).name[:11] for item in results["rejected"] if item["code"] is None]
    assert broken == ["ITA2562 จัง"], "the cut off file is known by its name"


def test_the_demo_is_told_exactly_on_the_sheet_and_the_screen(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "status.xlsx"
    capsys.readouterr()
    arguments = (
        "status",
        demo / "returned",
        "--round",
        demo / "round.toml",
        "-o",
        target,
        "--reminders",
        tmp_path / "r",
    )
    assert run(*arguments) == 1
    screen = capsys.readouterr().out
    assert "missing 2" in screen
    rows = {str(row[1]): row[3] for row in openpyxl.load_workbook(target).worksheets[0].iter_rows(values_only=True)}
    words = {
        "missing": "ยังไม่ส่ง",
        "not_a_form": "ส่งมาแต่ไม่ใช่แบบฟอร์ม",
        "rejected": "ต้องแก้ไข",
        "declared_nothing": "ไม่มีข้อมูลรายงาน",
    }
    for key, word in words.items():
        assert sorted(code for code, state in rows.items() if state == word) == FAULTS[key], key
    names = sorted(path.name[:3] for path in (tmp_path / "r").iterdir())
    # The form of the last one is here; it is short of respondents.
    assert names == ["P05", "P09", "P11", "P13", "P15", "P20"]


def recomputed(demo: Path) -> pandas.DataFrame:
    """The overall scores from the exported questions, by nothing of ours but the weights of the year."""
    scores = pandas.read_csv(demo / "export" / "scores.csv", encoding="utf-8-sig")
    return scores[scores["kind"] == "answer"]


def test_averages_and_ranks_agree_with_pandas(demo: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    _, said = printed(
        capsys, "consolidate", demo / "returned", "--round", demo / "round.toml", "-o", tmp_path / "c.xlsx",
        "--format", "json",
    )  # fmt: skip
    answers = recomputed(demo)
    agency = "agency" if "agency" in answers else "agency_code"
    questions = {item.code: item for item in FRAMEWORK.questions}
    frame = answers.assign(
        indicator=answers["code"].map(lambda code: questions[code].indicator),
        group=answers["code"].map(lambda code: questions[code].subindicator),
        weight=answers["code"].map(lambda code: float(questions[code].weight)),
        part=answers["part"].fillna(""),
    )
    frame["product"] = frame["score"] * frame["weight"]
    groups = frame.groupby([agency, "indicator", "group", "part"])[["product", "weight"]].sum()
    means = (groups["product"] / groups["weight"]).groupby(level=[0, 1]).mean()
    instrument = {item.code: item.instrument for item in FRAMEWORK.indicators}
    weights = {item.code: float(item.weight) / 100 for item in FRAMEWORK.instruments}
    table = means.rename("score").reset_index()
    table["instrument"] = table["indicator"].astype(str).map(instrument)
    by_instrument = table.groupby([agency, "instrument"])["score"].mean().reset_index()
    by_instrument["part"] = by_instrument["score"] * by_instrument["instrument"].map(weights)
    overall = by_instrument.groupby(agency)["part"].sum()
    told_scores = {item["code"]: item for item in said["results"]["agencies"] if item["overall"] and item["rank"]}
    assert len(told_scores) == said["results"]["summary"]["counted"] == 25
    for code, item in told_scores.items():
        assert float(item["overall"]) == pytest.approx(overall[code], abs=0.0051), code
    counted = overall[list(told_scores)]
    assert float(said["results"]["summary"]["average"]) == pytest.approx(counted.mean(), abs=0.0051)
    assert float(said["results"]["summary"]["median"]) == pytest.approx(counted.median(), abs=0.0051)
    rounded = pandas.Series({code: float(item["overall"]) for code, item in told_scores.items()})
    ranks = rounded.rank(ascending=False, method="min").astype(int).to_dict()
    assert ranks == {code: item["rank"] for code, item in told_scores.items()}


def test_a_second_run_reads_from_the_cache_what_has_not_changed(
    demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ITA_CACHE", str(tmp_path / "cache"))
    context = load_context(str(demo / "round.toml"))
    first = load_round((str(demo / "returned"),), context)
    monkeypatch.setattr(
        "ita_xlsx.cycle.read_returns.run_all_isolated", lambda task, items, *_, **__: iter(_none(items))
    )
    again = load_round((str(demo / "returned"),), context)
    assert again.province.members == first.province.members


def _none(items: list[object]) -> list[ReturnSummary]:
    """Only what cannot be read is looked at again, and it is still unreadable."""
    return [ReturnSummary(file=str(item[0].name)) for item in items]  # type: ignore[index]


def test_an_export_and_a_database_that_later_years_read(demo: Path, tmp_path: Path) -> None:
    package = json.loads((demo / "export" / "datapackage.json").read_text(encoding="utf-8"))
    described: Mapping[str, Any] = {Path(item["path"]).name: item for item in package["resources"]}
    for name in ("agencies.csv", "scores.csv", "weak_points.csv", "measures.csv", "findings.csv"):
        header = (demo / "export" / name).read_text(encoding="utf-8-sig").splitlines()[0]
        assert [word.strip('"') for word in header.split(",")] == [
            field["name"] for field in described[name]["schema"]["fields"]
        ]
    from ita_xlsx.store.database import read_earlier

    later = load_framework(2569)
    (earlier,) = read_earlier(demo / "export" / "ita.sqlite", later, later.year)
    assert earlier.year == 2568
    assert len(earlier.scores) == 25


def counted(demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], *more: object) -> dict[str, Any]:
    """The state of each agency by its code, as consolidation tells it."""
    arguments = ("consolidate", demo / "returned", "--round", demo / "round.toml", "-o", tmp_path / "c.xlsx", "--force")
    _, said = printed(capsys, *arguments, "--format", "json", *more)
    return {item["code"]: item for item in said["results"]["agencies"]}


def test_the_officer_decides_which_of_two_counts(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert counted(demo, tmp_path, capsys)["P11"]["rank"] is None
    draft = next(path for path in (demo / "returned").iterdir() if path.name.startswith("ฉบับร่าง"))
    chosen = counted(demo, tmp_path, capsys, "--use", draft.name)["P11"]
    assert chosen["status"] == "returned"
    assert Path(chosen["file"]).name == draft.name
    assert chosen["rank"] is not None


def test_earlier_years_from_a_database_and_from_workbooks_agree(
    demo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from ita_xlsx.cycle.earlier_years.earlier_scores import read_earlier_rounds

    context = load_context(None, "2569", str(demo / "roster.csv"))
    assert context.framework is not None
    (stored,), _ = read_earlier_rounds([str(demo / "export" / "ita.sqlite")], context, context.framework)
    (oldest, read), told_of_files = read_earlier_rounds([str(demo / "returned")], context, context.framework)
    assert (oldest.year, stored.year, read.year) == (2562, 2568, 2568)
    # The database holds only agencies whose form counted; the folder has whatever is readable of that year.
    assert {code.casefold(): scores for code, scores in stored.scores}.items() <= dict(read.scores).items()
    assert {finding.code for finding in told_of_files} >= {"F112", "F118"}


def test_a_consolidated_workbook_is_last_year_too(demo: Path, office: Office, tmp_path: Path) -> None:
    from ita_xlsx.cycle.earlier_years.earlier_scores import read_earlier_rounds

    context = load_context(None, "2569", str(demo / "roster.csv"))
    assert context.framework is not None
    (stored,), _ = read_earlier_rounds([str(demo / "export")], context, context.framework)
    ours, again = demo / "consolidated.xlsx", tmp_path / "saved.xlsx"
    office.recalculate(ours, again)
    for path in (ours, again):
        (read,), told_of_it = read_earlier_rounds([str(path)], context, context.framework)
        assert not told_of_it
        assert {code.casefold(): scores for code, scores in stored.scores}.items() >= dict(read.scores).items()
        assert len(read.scores) == 25
    # One agency's own analysis finds itself in it.
    for code, found_there in (("P02", True), ("P05", False)):
        (*years,), told_of_it = read_earlier(
            [str(ours)], context, context.framework, Submission(agency=Agency(code, ""))
        )
        assert [item.code for item in told_of_it] == ([] if found_there else ["H907"])
        assert [item.results.by_subject["overall"].value for item in years] == [
            scores[0] for known, scores in read.scores if known.casefold() == code.casefold()
        ]


def test_next_year_begins_with_last_years_roster_and_a_handover(demo: Path, tmp_path: Path) -> None:
    assert run("new", tmp_path / "next", "--from", demo, "--issued", "2026-11-20", "-q") == 0
    context = load_context(str(tmp_path / "next" / "round.toml"))
    assert context.framework is not None
    assert context.framework.year == 2569
    assert context.roster is not None
    assert len(context.roster.agencies) == 31
    assert context.round.deadline is None
    book = openpyxl.load_workbook(tmp_path / "next" / "handover.xlsx")
    texts = [str(value) for row in book.worksheets[0].iter_rows(values_only=True) for value in row if value]
    assert any("ประทับตราภายในกำหนด" in text for text in texts)
    assert run("new", tmp_path / "next", "--from", demo, "-q") == 3


def test_a_kill_leaves_a_whole_workbook_or_none(demo: Path, tmp_path: Path) -> None:
    import random
    import signal
    import subprocess
    import sys
    import time
    import zipfile

    target = tmp_path / "out" / "c.xlsx"
    command = [
        sys.executable, "-m", "ita_xlsx", "consolidate", str(demo / "returned"), "--round", str(demo / "round.toml"),
        "-o", str(target), "--export", str(tmp_path / "out"), "--force", "-q",
    ]  # fmt: skip
    moments = random.Random(6)
    for _ in range(10):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(moments.uniform(0.2, 1.6))
        process.send_signal(signal.SIGKILL)
        process.wait()
        if target.exists():
            with zipfile.ZipFile(target) as archive:
                assert archive.testzip() is None
    assert subprocess.run(command, check=False, capture_output=True).returncode == 1
    assert [path.name for path in target.parent.iterdir() if path.name.startswith(".")] == []


def test_every_formula_of_the_demo_is_recalculated_by_libreoffice(demo: Path, office: Office, tmp_path: Path) -> None:
    target, emptied = tmp_path / "again.xlsx", tmp_path / "empty.xlsx"
    empty_cached_values(demo / "consolidated.xlsx", emptied)
    office.recalculate(emptied, target)
    assert differences(cached_values(demo / "consolidated.xlsx"), cached_values(target)) == []


@pytest.mark.parametrize("command", ["status", "consolidate"])
def test_no_return_and_no_roster_is_ever_overwritten(demo: Path, tmp_path: Path, command: str) -> None:
    import shutil

    folder = tmp_path / "round"
    shutil.copytree(demo, folder)
    form = next(path for path in (folder / "returned").iterdir() if " P02 " in path.name)
    before = form.read_bytes()
    arguments = (command, folder / "returned", "--round", folder / "round.toml", "--force", "-q")
    assert run(*arguments, "-o", form) == 3
    assert run(*arguments, "-o", form.with_suffix("")) == 3
    assert form.read_bytes() == before


def test_a_mistyped_folder_accuses_nobody(demo: Path, tmp_path: Path) -> None:
    reminders, target = tmp_path / "r", tmp_path / "s.xlsx"
    code = run("status", tmp_path / "nowhere", "--round", demo / "round.toml", "--reminders", reminders, "-o", target)
    assert code == 3
    assert not reminders.exists()
    assert not target.exists()


def test_a_mistyped_choice_and_an_unknown_code_are_told() -> None:
    province = assign_files(EMPTY, (reading("P01"),), ROSTER)
    told_codes = [finding.code for finding in check_round(province, (Decision("ZZ9", "a.xlsx"),), ("nosuch.xlsx",))]
    assert told_codes == ["N103", "N103", "N111", "N112"]


def test_an_export_is_refused_before_anything_is_written(demo: Path, tmp_path: Path) -> None:
    (tmp_path / "tab").mkdir()
    (tmp_path / "tab" / "agencies.csv").write_text("x", encoding="utf-8")
    target = tmp_path / "p.xlsx"
    arguments = ("consolidate", demo / "returned", "--round", demo / "round.toml", "-o", target, "-q")
    assert run(*arguments, "--export", tmp_path / "tab") == 3
    assert not target.exists()


def test_a_weak_agency_is_counted_once_however_many_rules_it_breaks(demo: Path) -> None:
    rows = list(openpyxl.load_workbook(demo / "consolidated.xlsx", data_only=True)["จุดอ่อนร่วม"].values)
    head = next(index for index, row in enumerate(rows) if "รวม\n(หน่วยงาน)" in row)
    totals = [row[rows[head].index("รวม\n(หน่วยงาน)")] for row in rows[head + 1 :]]
    assert totals[0]
    assert all(total is None or not isinstance(total, int | float) or total <= 25 for total in totals)


def test_the_agency_short_of_respondents_is_named(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, told = printed(capsys, "status", demo / "returned", "--round", demo / "round.toml", "--format", "json")
    short = [item for item in told["results"]["respondents"] if item["missing"]]
    keys = ("code", "survey", "count", "minimum")
    assert [tuple(map(item.get, keys)) for item in short] == [("P20", "IIT", 12, 20)]
    (finding,) = [item for item in told["findings"] if item["code"] == "N131"]
    assert "P20" in finding["message"]
    # The published report of the real agency does not say how many answered, so nobody accuses it.
    assert [item["message"][:3] for item in told["findings"] if item["code"] == "N132"] == ["P01"]
    assert len(list((demo / "mails").glob("อีเมลแจ้งเตือน P20*.eml"))) == 1

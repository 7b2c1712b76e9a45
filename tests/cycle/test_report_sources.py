"""Check that a report is made from a form, an analysis, a consolidated workbook or a round, and from nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cli.texts import screen_text
from ita_xlsx.cycle.analyze import analyze_return, make_analysis
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.documents.document_parts import report_parts
from ita_xlsx.cycle.documents.report_contents import agency_contents
from ita_xlsx.cycle.documents.report_sources import read_report_source
from ita_xlsx.cycle.load_round import load_round
from ita_xlsx.cycle.receive import receive_path, score_and_check
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.measures import Plan
from ita_xlsx.model.province.year_comparison import YearComparison
from ita_xlsx.model.province_results import ProvinceResults, mean
from ita_xlsx.model.results import Score
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.submission import Answer, Submission
from tests.conftest import AGENCY, full_scores, published, submission_of
from tests.support.page_round import RETURNED, ROUND, make_small_round
from tests.support.program import printed, run
from tests.support.word_text import read_word

EDITION = Edition(issued=date(2025, 10, 15))
DAY = ("--issued", "2025-10-15", "-q")


def form_of(path: Path, year: int) -> Path:
    """A filled form of a year, with last year's score beside every answer."""
    framework = load_framework(year)
    submission = submission_of(framework, full_scores(framework))
    before = tuple(Answer(leaf.subject, submission.answers[0].value) for leaf in framework.answers)
    filled = replace(submission, agency=AGENCY, previous=before)
    path.write_bytes(make_form(framework, RoundSettings(framework=str(year), province="สมมุติ"), filled, EDITION))
    return path


def context_of(year: int) -> RunContext:
    return RunContext(round=RoundSettings(framework=str(year)), framework=load_framework(year), roster=None)


@pytest.mark.parametrize("year", [2562, 2565, 2567, 2568])
def test_an_analysis_gives_back_what_its_form_says(tmp_path: Path, year: int) -> None:
    context = context_of(year)
    form = read_report_source(form_of(tmp_path / "form.xlsx", year), context).returned
    assert form is not None
    assert form.results is not None
    analysis = analyze_return(form, context)
    assert analysis is not None
    (tmp_path / "analysis.xlsx").write_bytes(make_analysis(analysis, EDITION))
    again = read_report_source(tmp_path / "analysis.xlsx", context).returned
    assert again is not None
    assert again.submission is not None
    assert again.results is not None
    assert again.submission.agency.name == AGENCY.name
    assert again.results.by_subject == form.results.by_subject
    assert form.submission is not None
    assert again.submission.scores_before == form.submission.scores_before


def test_the_announced_figures_of_last_year_are_those_of_the_form(tmp_path: Path) -> None:
    example = published("samut-prakan-2568")
    context = context_of(2568)
    (tmp_path / "form.xlsx").write_bytes(
        make_form(load_framework(2568), RoundSettings(framework="2568"), example.submission, EDITION)
    )
    returned = receive_path(tmp_path / "form.xlsx", context)
    analysis = analyze_return(returned, context)
    assert analysis is not None
    (tmp_path / "analysis.xlsx").write_bytes(make_analysis(analysis, EDITION))
    again = read_report_source(tmp_path / "analysis.xlsx", context).returned
    assert again is not None
    assert again.submission is not None
    assert returned.submission is not None
    found, expected = (
        {item.subject: item.value for item in submission.announced_previous if item.subject in analysis.framework.nodes}
        for submission in (again.submission, returned.submission)
    )
    assert found == expected != {}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("small")
    make_small_round(root)
    return root / ROUND


def test_a_consolidated_workbook_gives_the_figures_and_states_of_its_round(small: Path, tmp_path: Path) -> None:
    settings = small / "round.toml"
    run("consolidate", small / RETURNED.name, "--round", settings, "-o", tmp_path / "all.xlsx", *DAY)
    context = load_context(str(settings))
    province = read_report_source(tmp_path / "all.xlsx", context).province
    loaded = load_round((str(small / RETURNED.name),), context, cached=False).province
    assert province is not None
    assert [(item.agency, item.state) for item in province.members] == [
        (item.agency, item.state) for item in loaded.members
    ]
    found, expected = ProvinceResults(province), ProvinceResults(loaded)
    assert found.ranks == expected.ranks
    assert found.levels == expected.levels
    for subject in loaded.framework.nodes:
        assert mean(found.column(subject)) == mean(expected.column(subject))
    without = read_report_source(tmp_path / "all.xlsx", context_of(2568)).province
    assert without is not None
    assert {item.agency.code: item.state for item in without.members} == {
        item.agency.code: item.state for item in loaded.members
    }


@pytest.mark.parametrize("what", ["all.xlsx", "round", "round.toml"])
def test_the_report_of_the_province_counts_the_blanks_it_marks(
    small: Path, tmp_path: Path, what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = small / "round.toml"
    run("consolidate", small / RETURNED.name, "--round", settings, "-o", tmp_path / "all.xlsx", *DAY)
    source = {"all.xlsx": tmp_path / "all.xlsx", "round": small, "round.toml": settings}[what]
    where = ("--framework", "2568", "--issued", "2025-10-15", "--format", "json")
    _, told = printed(capsys, "report", source, "-o", tmp_path / "out.docx", *where)
    [file] = told["results"]["files"]
    document = read_word(Path(file["file"]))
    assert file["blanks"] == told["results"]["blanks"] == document.blanks
    assert (
        str(
            mean(
                ProvinceResults(load_round((str(small / RETURNED.name),), load_context(str(settings))).province).column(
                    OVERALL
                )
            )
        ).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
        in document.text
    )


def test_the_report_of_an_agency_counts_the_blanks_it_marks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form = form_of(tmp_path / "form.xlsx", 2568)
    code, told = printed(capsys, "report", form, "-o", tmp_path / "out", "--framework", "2568", "--format", "json")
    assert code == 0
    assert told["results"]["files"][0]["file"] == str(tmp_path / "out.docx")
    assert told["results"]["blanks"] == read_word(tmp_path / "out.docx").blanks
    assert AGENCY.name in read_word(tmp_path / "out.docx").text


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.xlsx", b""), ("a.xlsx", b"PK\x03\x04"), ("a.docx", b"PK\x03\x04" + b"\0" * 200), ("a.xlsx", None)],
)
def test_what_is_no_workbook_is_told_and_gives_no_report(
    tmp_path: Path, name: str, data: bytes | None, capsys: pytest.CaptureFixture[str]
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    where = ("--framework", "2568", "--format", "json")
    code, told = printed(capsys, "report", tmp_path / name, "-o", tmp_path / "out.docx", *where)
    assert code == 3
    assert told["findings"]
    assert not (tmp_path / "out.docx").exists()


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("name", ["empty round", "no workbook"])
def test_it_is_told_that_no_report_was_made(
    tmp_path: Path, lang: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "round.toml").write_text(
        'framework = 2568\nprovince = "ตราด"\nroster = "roster.csv"\n', encoding="utf-8"
    )
    (tmp_path / "roster.csv").write_text("code,name,province\nP01,สำนักงานหนึ่ง,ตราด\n", encoding="utf-8")
    (tmp_path / "inbox").mkdir()
    (tmp_path / "a.xlsx").write_bytes(b"")
    source = (tmp_path,) if name == "empty round" else (tmp_path / "a.xlsx", "--framework", "2568")
    assert run("report", *source, "-o", tmp_path / "out.docx", "--lang", lang, "-q") == 3
    assert " ".join(screen_text(lang, "no_report").split()) in " ".join(capsys.readouterr().out.split())


def test_a_report_is_never_written_over_its_form(tmp_path: Path) -> None:
    form = form_of(tmp_path / "form.docx", 2568)
    before = form.read_bytes()
    assert run("report", form, "-o", form, "--framework", "2568", "--force", "-q") == 3
    assert form.read_bytes() == before


@pytest.mark.parametrize(("command", "text"), [("report", "[เนื้อหาของรายงาน]"), ("letters", "บันทึกข้อความ")])
def test_the_shipped_master_is_given_out_to_be_restyled(tmp_path: Path, command: str, text: str) -> None:
    words = (command, "send") if command == "letters" else (command,)
    assert run(*words, "--export-master", tmp_path / "master.docx", "-q") == 0
    assert text in read_word(tmp_path / "master.docx").text
    assert run(*words, "--export-master", tmp_path / "master.docx", "-q") == 3


@pytest.mark.parametrize("words", [("report",), ("report", "-o", "out.docx"), ("letters", "send")])
def test_a_document_without_source_or_target_is_wrong_usage(
    tmp_path: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*words, "--framework", "2568") == 2


def returned_forms(folder: Path, *, with_previous: bool) -> Path:
    """A folder with the form of one agency, with the scores of last year beside the answers or without them."""
    folder.mkdir()
    form = form_of(folder / "form.xlsx", 2568)
    if not with_previous:
        framework = load_framework(2568)
        filled = replace(submission_of(framework, full_scores(framework)), agency=AGENCY)
        form.write_bytes(make_form(framework, RoundSettings(framework="2568", province="สมมุติ"), filled, EDITION))
    return folder


@pytest.mark.parametrize("year", [2567, 2566])
def test_a_consolidated_workbook_compares_with_the_year_of_its_round(
    tmp_path: Path, year: int, capsys: pytest.CaptureFixture[str]
) -> None:
    forms = returned_forms(tmp_path / "forms", with_previous=year == 2567)
    previous = ("--previous", form_of(tmp_path / "before.xlsx", year)) if year != 2567 else ()
    where = ("--framework", "2568", *DAY)
    run("consolidate", forms, *previous, "-o", tmp_path / "all.xlsx", *where)
    source = read_report_source(tmp_path / "all.xlsx", context_of(2568))
    assert source.province is not None
    assert source.earlier is not None
    comparison = YearComparison(ProvinceResults(source.province), (source.earlier,))
    assert comparison.year == year
    assert comparison.means(OVERALL).agencies == 1
    _, told = printed(
        capsys, "report", tmp_path / "all.xlsx", "-o", tmp_path / "out.docx", "--framework", "2568", "--format", "json",
        "--digits", "arabic",
    )  # fmt: skip
    assert "B140" not in {item["code"] for item in told["findings"]}
    assert f"ปี {year} ได้มี 1 แห่ง" in read_word(tmp_path / "out.docx").text


def test_a_consolidated_workbook_without_a_year_before_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    forms = returned_forms(tmp_path / "forms", with_previous=False)
    run("consolidate", forms, "-o", tmp_path / "all.xlsx", "--framework", "2568", *DAY)
    where = ("--framework", "2568", "--format", "json", "--digits", "arabic")
    _, told = printed(capsys, "report", tmp_path / "all.xlsx", "-o", tmp_path / "out.docx", *where)
    assert [item["code"] for item in told["findings"]].count("B140") == 1
    assert "ไม่มีหน่วยงานใดที่มีคะแนนปี 2567 สำหรับเปรียบเทียบ" in read_word(tmp_path / "out.docx").text


@pytest.mark.parametrize(("figures", "is_marked"), [("announced", True), ("computed", False)])
def test_a_province_names_the_figures_that_its_agencies_print(tmp_path: Path, figures: str, is_marked: bool) -> None:
    framework = load_framework(2568)
    filled = replace(
        submission_of(framework, full_scores(framework)),
        agency=AGENCY,
        announced=(Answer(OVERALL, Fraction("91.23")), Answer("9", Fraction("92.34"))),
    )
    (tmp_path / "inbox").mkdir()
    form = tmp_path / "inbox" / "form.xlsx"
    form.write_bytes(make_form(framework, RoundSettings(framework="2568", province="สมมุติ"), filled, EDITION))
    settings = tmp_path / "round.toml"
    settings.write_text(f'framework = 2568\nprovince = "สมมุติ"\n[report]\nfigures = "{figures}"\n', encoding="utf-8")
    digits = ("--digits", "arabic", "--round", settings, *DAY)
    run("report", form, "-o", tmp_path / "agency.docx", *digits)
    run("report", tmp_path, "-o", tmp_path / "province.docx", *digits)
    of_agency, of_province = (read_word(tmp_path / f"{name}.docx").text for name in ("agency", "province"))
    assert ("ได้คะแนนรวม 91.23 คะแนน" in of_agency) is is_marked
    assert ("คะแนนรวม ประกาศ 91.23 คำนวณได้" in of_province) is is_marked
    assert ("ตัวชี้วัดที่ 9 ประกาศ 92.34 คำนวณได้" in of_province) is is_marked


def test_the_report_of_a_rejected_form_says_so(tmp_path: Path) -> None:
    framework = load_framework(2568)
    scores = {**full_scores(framework), "i2": "500"}
    filled = replace(submission_of(framework, scores), agency=AGENCY)
    form = tmp_path / "form.xlsx"
    form.write_bytes(make_form(framework, RoundSettings(framework="2568"), filled, EDITION))
    run("report", form, "-o", tmp_path / "out.docx", "--framework", "2568", "--digits", "arabic", *DAY)
    text = read_word(tmp_path / "out.docx").text
    assert "แบบฟอร์มที่ใช้จัดทำรายงานนี้ต้องแก้ไข" in text
    assert "ต้องแก้ไข: แผ่น IIT ช่อง C5 " in text


@pytest.mark.parametrize(
    ("overall", "known", "level"),
    [
        ("83.70", (True, True, False), "ต้องปรับปรุง"),
        ("60", (False, False, False), "ต้องปรับปรุงโดยด่วน"),
        ("90", (True, True, False), ""),
        ("90", (True, True, True), "ผ่านดี"),
        ("", (True, True, True), ""),
    ],
)
def test_a_level_stands_where_unknown_scores_cannot_change_it(
    overall: str, known: tuple[bool, ...], level: str
) -> None:
    context = context_of(2568)
    assert context.framework is not None
    codes = [item.code for item, is_known in zip(context.framework.instruments, known, strict=True) if is_known]
    figures = [Answer(code, Fraction(90)) for code in codes]
    figures += [Answer(OVERALL, Fraction(overall))] if overall else []
    submission = Submission(agency=AGENCY, announced=tuple(figures), file="form.xlsx")
    analysis = analyze_return(score_and_check(submission, context.framework, (), context, ""), context)
    assert analysis is not None
    if not overall:
        analysis = replace(analysis, results=replace(analysis.results, scores=without(analysis.results.scores)))
    contents = agency_contents(analysis, Plan(), context, report_parts(context), EDITION)
    assert contents.level == level


def without(scores: tuple[Score, ...]) -> tuple[Score, ...]:
    """The scores without the overall one."""
    return tuple(item._replace(value=None) if item.subject == OVERALL else item for item in scores)

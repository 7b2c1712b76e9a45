"""A plan in the officer's hands: edited in Excel and LibreOffice, sent to agencies, printed, and told on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.analyze import analyze_return, make_analysis
from ita_xlsx.cycle.carry_over import carry_over
from ita_xlsx.cycle.new_round import create_round
from ita_xlsx.cycle.province_plan import plan_text
from ita_xlsx.cycle.templates import blank_agency, make_form
from ita_xlsx.intake.plans.plan_file import read_plan
from ita_xlsx.intake.settings import read_round
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.layout import AgencyLayout, AnalysisLayout, Place
from ita_xlsx.model.layout.analysis_layout import tracking_table
from ita_xlsx.model.layout.plan_layouts import PLAN, PLAN_LAYOUTS
from ita_xlsx.model.measures import Measure, Plan, Step
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.submission import StepReport, Submission
from ita_xlsx.output import texts
from ita_xlsx.output.agency import Form
from ita_xlsx.output.agency.plan_sheet import write_plan as write_plan_sheet
from ita_xlsx.output.book import Book
from ita_xlsx.output.texts import fiscal_period
from ita_xlsx.scoring import score_submission
from tests.conftest import AGENCY, ISSUED, published, write_form
from tests.forms import NOWHERE, read
from tests.libreoffice.office import Entry, Office
from tests.libreoffice.pages import bare, page_texts
from tests.libreoffice.workbooks import package_parts
from tests.program import printed, run

FRAMEWORK = load_framework(2568)
OTHER = Agency("P02", "สำนักงานสาธารณสุขจังหวัดสมมุติ", "สมมุติ")


def measure(id_: str, *units: str, steps: int = 2, **about: str) -> Measure:
    """A whole measure of indicator 6 with so many steps."""
    made = tuple(Step(f"{id_}.{number}", f"ขั้น {number} ของ {id_}") for number in range(1, steps + 1))
    whole = Measure(id_, "6", f"มาตรการ {id_}", made, "", "กลุ่มงานอำนวยการ", units, "ไตรมาส 1", "รายงานทุกเดือน")
    return replace(whole, **about)  # type: ignore[arg-type]


PLAN_OF_ALL = Plan((measure("a1"), measure("b1", "P02"), measure("c1", "P07", steps=3), measure("d1", "P02", "P07")))


def form_of(path: Path, agency: Agency, plan: Plan = PLAN_OF_ALL, **about: str) -> Path:
    path.write_bytes(make_form(FRAMEWORK, RoundSettings(), Submission(agency), ISSUED, plan=plan, **about))
    return path


def steps_in(path: Path) -> tuple[StepReport, ...]:
    submission = read(path).submission
    assert submission is not None
    return submission.steps


def write_plan(path: Path, plan: Plan) -> Path:
    path.write_bytes(plan_text(plan))
    return path


# --- the agency's form


@pytest.mark.parametrize(
    ("agency", "ids"),
    [
        (AGENCY, ["c1.1", "c1.2", "c1.3", "d1.1", "d1.2", "a1.1", "a1.2"]),
        (OTHER, ["b1.1", "b1.2", "d1.1", "d1.2", "a1.1", "a1.2"]),
        (Agency("P99", "หน่วยงานอื่น"), ["a1.1", "a1.2"]),
        (blank_agency(), ["a1.1", "a1.2"]),
    ],
)
def test_an_agency_gets_its_own_steps_first_then_everybodys(agency: Agency, ids: list[str], tmp_path: Path) -> None:
    steps = steps_in(form_of(tmp_path / "form.xlsx", agency))
    assert [step.id for step in steps] == ids
    assert [step.number for step in steps] == [str(number) for number in range(1, len(ids) + 1)]
    first = steps[0]
    assert (first.instrument, first.indicator) == ("EIT", "6. คุณภาพการดำเนินงาน")
    assert (first.measure, first.step) == (f"มาตรการ {ids[0][:2]}", f"ขั้น 1 ของ {ids[0][:2]}")
    assert (first.owner, first.period, first.follow_up) == ("กลุ่มงานอำนวยการ", "ไตรมาส 1", "รายงานทุกเดือน")


def test_an_agency_without_a_code_is_known_by_its_name(tmp_path: Path) -> None:
    plan = Plan((measure("a1", AGENCY.name), measure("b1", OTHER.name)))
    steps = steps_in(form_of(tmp_path / "form.xlsx", replace(AGENCY, code=""), plan))
    assert [step.id for step in steps] == ["a1.1", "a1.2"]


def test_without_a_plan_the_form_is_what_it_was(tmp_path: Path) -> None:
    plain = write_form(tmp_path / "plain.xlsx", FRAMEWORK)
    same = form_of(tmp_path / "same.xlsx", AGENCY, Plan((measure("b1", "P02"),)))
    assert package_parts(plain) == package_parts(same)


def test_a_step_of_the_plan_is_locked_but_for_what_the_agency_fills(tmp_path: Path) -> None:
    plan = Plan((measure("a1", period="", steps=1),))
    sheet = openpyxl.load_workbook(form_of(tmp_path / "form.xlsx", AGENCY, plan))["มาตรการ"]
    headers = {cell.column: cell.value for cell in sheet[4]}
    assert sheet.protection.sheet
    unlocked = {headers[cell.column] for cell in sheet[5] if not cell.protection.locked}
    assert unlocked == {"ระยะเวลา", "สถานะ", "ผลการดำเนินงาน (ระบุ URL)", "หมายเหตุ"}
    spare = {headers[cell.column] for cell in sheet[6] if not cell.protection.locked}
    assert len(spare) == 10


FILLED = (
    ("c1.1", "แล้วเสร็จ", "https://test.example.go.th/1", ""),
    ("d1.2", "ไม่มีภารกิจ", "", "ไม่มีหน้าที่นี้"),
    ("a1.2", "กำลังดำเนินการ", "https://test.example.go.th/2", "รอผล"),
)


def typed_steps() -> list[Entry]:
    """What an agency types: the status and proof of three steps, and a step of its own."""
    own = PLAN_OF_ALL.of(AGENCY)
    table = AgencyLayout(FRAMEWORK, tuple(step.id for _, _, step in own.steps)).measures
    said = {"status": 1, "url": 2, "note": 3}
    cells = [(table.place(row[0], key), row[index]) for row in FILLED for key, index in said.items() if row[index]]
    cells += [(table.place("own-01", "step"), "ขั้นของหน่วยงานเอง"), (table.place("own-01", "status"), "แล้วเสร็จ")]
    return [(place.sheet, place.a1, text) for place, text in cells]


@pytest.mark.parametrize("client", ["libreoffice", "openpyxl"])
def test_what_an_agency_fills_in_comes_back_under_the_ids(client: str, office: Office, tmp_path: Path) -> None:
    form, filled = form_of(tmp_path / "form.xlsx", AGENCY), tmp_path / "filled.xlsx"
    if client == "libreoffice":
        office.type_into(form, filled, typed_steps())
    else:
        book = openpyxl.load_workbook(form)
        for sheet, cell, text in typed_steps():
            book[sheet][cell] = text
        book.save(filled)
    steps = steps_in(filled)
    reports = {step.id: (step.status, step.url, step.note) for step in steps}
    assert {item[0]: reports[item[0]] for item in FILLED} == {item[0]: item[1:] for item in FILLED}
    assert (steps[-1].id, steps[-1].step) == ("own-01", "ขั้นของหน่วยงานเอง")
    assert len(steps) == 8


def test_a_form_issued_again_keeps_what_was_filled_in(tmp_path: Path) -> None:
    reports = tuple(StepReport(id_, "", status, url, note) for id_, status, url, note in FILLED)
    own = tuple(StepReport(f"own-{number:02d}", f"เอง {number}", "แล้วเสร็จ", note="ก") for number in range(1, 26))
    submission = Submission(AGENCY, steps=(*reports, *own))
    path = tmp_path / "form.xlsx"
    path.write_bytes(make_form(FRAMEWORK, RoundSettings(), submission, ISSUED, plan=PLAN_OF_ALL))
    steps = {step.id: step for step in steps_in(path)}
    assert {id_: (steps[id_].status, steps[id_].url, steps[id_].note) for id_, *_ in FILLED} == {
        item[0]: item[1:] for item in FILLED
    }
    assert [steps[item.id].step for item in own] == [item.step for item in own]


# --- on paper


LONG = "จัดทำคู่มือการปฏิบัติงานและเผยแพร่บนเว็บไซต์ของหน่วยงานให้ประชาชนทราบโดยทั่วกัน " * 3


def long_plan() -> Plan:
    items = []
    for number in range(1, 13):
        item = measure(f"m{number}", steps=4, analysis=LONG, follow_up=LONG)
        items.append(
            replace(item, steps=tuple(replace(step, text=f"{step.text} {LONG}".strip()) for step in item.steps))
        )
    return Plan(tuple(items))


@pytest.mark.parametrize("form", list(PLAN_LAYOUTS))
def test_rows_hold_their_text_and_pages_repeat_the_header(form: str, printer: Office, tmp_path: Path) -> None:
    path = form_of(tmp_path / "form.xlsx", AGENCY, long_plan(), plan_layout=form)
    for sheet in ("มาตรการ", PLAN):
        heights = enumerate(printer.row_heights(path, sheet), 1)
        assert [(sheet, row, ours, needed) for row, (ours, needed) in heights if ours < needed - 0.5] == []
    # The sheet of the plan alone, as it is printed.
    submission = Submission(AGENCY)
    results = score_submission(submission, FRAMEWORK)
    book = Book("plan", "plan", ISSUED)
    layout = AgencyLayout(FRAMEWORK)
    write_plan_sheet(
        book, Form(layout, AGENCY, RoundSettings(), ISSUED, submission, results, plan=long_plan(), plan_layout=form)
    )
    (tmp_path / "plan.xlsx").write_bytes(book.finish())
    printer.pdf(tmp_path / "plan.xlsx", tmp_path / "plan.pdf")
    pages = [bare(page) for page in page_texts(tmp_path / "plan.pdf")]
    assert len(pages) > 2
    header = bare(PLAN_LAYOUTS[form].columns[-1].header)
    assert all(header in page and bare(AGENCY.name) in page for page in pages)
    # A row that is cut stands on two pages: each step begins on one.
    for item in long_plan().measures:
        assert sum(page.count(bare(f"ขั้น 1 ของ {item.id} {LONG[:20]}")) for page in pages) == 1


# --- from results to plan and back


def analysis_of(folder: Path, form: str = "2568", plan: Plan | None = None) -> Path:
    """The analysis of Pathum Thani 2562, whose plan has a row for fifteen weak points."""
    example = published("pathum-thani-2562")
    returned = read(write_form(folder / "returned.xlsx", load_framework(2562), example.submission))
    analysed = analyze_return(returned, NOWHERE, (), plan or Plan())
    assert analysed is not None
    path = folder / f"analysis-{form}.xlsx"
    path.write_bytes(make_analysis(analysed, ISSUED, form=form))
    return path


def plan_in(path: Path) -> Plan:
    plan, findings = read_plan(path, None, load_framework(2562))
    assert findings == ()
    return plan


@pytest.mark.parametrize("form", list(PLAN_LAYOUTS))
def test_the_drafted_plan_is_read_back_from_every_form(form: str, tmp_path: Path) -> None:
    whole, plan = plan_in(analysis_of(tmp_path)), plan_in(analysis_of(tmp_path, form))
    assert len(whole.measures) > 5
    assert [item.id for item in plan.measures] == [item.id for item in whole.measures]
    assert [item.steps for item in plan.measures] == [item.steps for item in whole.measures]
    assert [item.targets for item in plan.measures] == [item.targets for item in whole.measures]
    assert len({target for item in plan.measures for target in item.targets}) == 15


def cell(form: str, row: int, key: str) -> tuple[str, str]:
    """The address in row 1, 2 … of the plan in the analysis."""
    table = AnalysisLayout(load_framework(2562)).plan(1, form)
    return PLAN, Place(PLAN, table.header_row + row, table.col(key)).a1


def test_a_plan_edited_in_libreoffice_is_what_was_typed(office: Office, tmp_path: Path) -> None:
    source, edited = analysis_of(tmp_path), tmp_path / "edited.xlsx"
    before = plan_in(source).measures
    first_row = AnalysisLayout(load_framework(2562)).plan(1).first_row + 1
    entries: list[Entry] = [
        (*cell("2568", 1, "measure"), "มาตรการที่พิมพ์ใหม่"),
        (*cell("2568", 1, "steps"), "1. ขั้นแรก\n3. ขั้นที่สาม"),
        (*cell("2568", 1, "units"), "P02\nP07"),
        (*cell("2568", 2, "period"), "ไตรมาส 2"),
        (*cell("2568", 2, "responsible"), "=หัวหน้า"),
    ]
    office.edit(
        source,
        edited,
        [
            *(("put_text", sheet, address, text) for sheet, address, text in entries),
            # The third drafted row is deleted, the fourth moved to the top, one inserted at the fifth place.
            ("delete_rows", PLAN, first_row + 2, 1),
            ("move_rows", PLAN, first_row + 2, 1, first_row),
            ("insert_rows", PLAN, first_row + 4, 1),
            ("put_text", PLAN, cell("2568", 5, "measure")[1], "มาตรการที่เพิ่ม"),
            ("put_text", PLAN, cell("2568", 5, "steps")[1], "ก\nข"),
            ("put_text", PLAN, cell("2568", 5, "targets")[1], ";o1;"),
        ],
    )
    after = plan_in(edited).measures
    steps = (Step(f"{before[0].id}.1", "ขั้นแรก"), Step(f"{before[0].id}.3", "ขั้นที่สาม"))
    retyped = replace(before[0], measure="มาตรการที่พิมพ์ใหม่", steps=steps, units=("P02", "P07"))
    second = replace(before[1], period="ไตรมาส 2", responsible="=หัวหน้า")
    assert after[:3] == (before[3], retyped, second)
    assert after[3] == before[4]
    added = after[4]
    assert (added.measure, [step.text for step in added.steps], added.targets) == ("มาตรการที่เพิ่ม", ["ก", "ข"], ("o1",))
    assert added.id not in {item.id for item in before}
    assert after[5:] == before[5:]


@pytest.mark.parametrize("form", list(PLAN_LAYOUTS))
def test_the_live_count_of_points_without_a_measure_holds_in_every_form(
    form: str, office: Office, tmp_path: Path
) -> None:
    plan = Plan(plan_in(analysis_of(tmp_path)).measures[:2])
    path = analysis_of(tmp_path, form, plan)
    place = AnalysisLayout.plan_uncovered
    cached = openpyxl.load_workbook(path, data_only=True)[place.sheet][place.a1].value
    assert [cached] == office.values(path, [(place.sheet, place.a1)])
    assert str(cached).endswith(" 0 รายการ")
    targets = plan.measures[0].targets
    left = office.values(path, [(place.sheet, place.a1)], [(*cell(form, 1, "targets"), ";-;")])
    if not PLAN_LAYOUTS[form].by_step:
        assert str(left[0]).endswith(f" {len(targets)} รายการ")


def test_the_officers_plan_takes_the_place_of_the_draft(tmp_path: Path) -> None:
    drafted = plan_in(analysis_of(tmp_path))
    own = replace(drafted.measures[0], measure="มาตรการของเรา")
    plan = plan_in(analysis_of(tmp_path, plan=Plan((own,))))
    assert plan.measures[0] == own
    assert {target for item in plan.measures for target in item.targets} == {
        target for item in drafted.measures for target in item.targets
    }
    # The tracking form bears the ids of the officer's steps.
    sheet = openpyxl.load_workbook(tmp_path / "analysis-2568.xlsx")["ติดตามมาตรการ"]
    ids = [row[0] for row in sheet.iter_rows(tracking_table(1).first_row + 1, values_only=True)]
    assert ids[: len(own.steps)] == [step.id for step in own.steps]


@pytest.mark.parametrize(
    ("agency", "ids"),
    [
        (AGENCY, ["c1", "d1", "a1"]),
        (Agency("", "จังหวัดสมมุติ"), ["a1", "b1", "c1", "d1"]),
        (Agency("P99", "หน่วยงานอื่น"), ["a1"]),
    ],
)
def test_an_analysis_takes_what_is_the_agencys_and_a_provinces_takes_all(agency: Agency, ids: list[str]) -> None:
    assert [item.id for item in PLAN_OF_ALL.seen_by(agency).measures] == ids


def test_units_come_back_from_the_analysis_of_a_province(tmp_path: Path) -> None:
    own = plan_in(analysis_of(tmp_path)).measures
    plan = Plan((replace(own[0], units=("P02", "P07")), *own[1:]))
    assert plan_in(analysis_of(tmp_path, plan=plan)) == plan


def test_the_same_plan_gives_the_same_form(tmp_path: Path) -> None:
    made = [form_of(tmp_path / f"{n}.xlsx", AGENCY, plan_layout="2563") for n in range(2)]
    assert package_parts(made[0]) == package_parts(made[1])


def test_a_plan_without_indicators_is_tracked_all_the_same(tmp_path: Path) -> None:
    plan = Plan((replace(measure("a1"), indicator=""), replace(measure("b1"), indicator="99")))
    path = analysis_of(tmp_path, plan=plan)
    assert [item.indicator for item in plan_in(path).measures[:2]] == ["", "99"]


# --- the program


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    assert run("new", "round", "--framework", "2568", "--province", "สมมุติ", "-q") == 0
    return tmp_path


def use_plan(folder: Path, plan: Plan) -> None:
    """The officer edits the plan and names it in the settings."""
    write_plan(folder / "measures.csv", plan)
    settings = folder / "round.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace('# measures = "', 'measures = "'), encoding="utf-8"
    )


def test_a_new_round_has_a_plan_that_is_used_when_it_is_named(here: Path) -> None:
    settings = here / "round" / "round.toml"
    assert read_round(settings).measures == ""
    plan, findings = read_plan(here / "round" / "measures.csv", None, FRAMEWORK)
    assert (len(plan.measures), findings) == (40, ())
    assert run("template", "--round", settings, "--agency", "P07", "-o", "none.xlsx", "-q") == 0
    assert steps_in(here / "none.xlsx") == ()
    use_plan(here / "round", PLAN_OF_ALL)
    assert read_round(settings).measures == str(here / "round" / "measures.csv")
    assert run("template", "--round", settings, "--agency", "P07", "-o", "one.xlsx", "-q") == 0
    assert len(steps_in(here / "one.xlsx")) == 7
    assert run("template", "--round", settings, "--blank", "-o", "blank.xlsx", "-q") == 0
    assert len(steps_in(here / "blank.xlsx")) == 2


def test_a_plan_named_on_the_command_line_is_taken_before_the_rounds(here: Path) -> None:
    use_plan(here / "round", PLAN_OF_ALL)
    write_plan(here / "other.csv", Plan((measure("z1"),)))
    options = ("--round", here / "round" / "round.toml", "--agency", "P07", "-q")
    assert run("template", *options, "--measures", "other.csv", "-o", "one.xlsx") == 0
    assert [step.id for step in steps_in(here / "one.xlsx")] == ["z1.1", "z1.2"]


def test_every_agency_of_the_roster_gets_what_is_its_own(here: Path) -> None:
    use_plan(here / "round", PLAN_OF_ALL)
    assert run("template", "--round", here / "round" / "round.toml", "-o", "forms", "--form", "2565", "-q") == 0
    files = sorted((here / "forms").iterdir())
    assert len(files) == 31
    counts = {path.name.split()[1]: len(steps_in(path)) for path in files}
    assert counts == {f"P{number:02d}": 2 for number in range(1, 32)} | {"P02": 6, "P07": 7}
    assert openpyxl.load_workbook(files[1])[PLAN]["B1"].value == texts.PLAN_TITLE.format(year=2568)
    read_back, _ = read_plan(files[1], None, FRAMEWORK)
    assert [item.id for item in read_back.measures] == ["b1", "d1", "a1"]


@pytest.mark.parametrize("arguments", [("--form", "2568"), ("--form", "2570", "--measures", "round/measures.csv")])
def test_a_form_needs_a_plan_and_must_be_one_of_the_four(here: Path, arguments: Sequence[str]) -> None:
    assert run("template", "--framework", "2568", "--agency", "ก", "-o", "one.xlsx", *arguments) == 2
    assert not (here / "one.xlsx").exists()


def test_an_unknown_unit_is_told_with_its_cell(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_plan(here / "plan.csv", Plan((measure("a1", "สำนักงานคลังจังหวัดสมมุต"),)))
    options = ("--round", "round/round.toml", "--measures", "plan.csv", "--lang", "en")
    assert run("template", *options, "--agency", "P08", "-o", "one.xlsx") == 1
    out = capsys.readouterr().out
    assert "M507" in out
    assert "H2" in out
    assert "P08" in out
    assert steps_in(here / "one.xlsx") == ()


@pytest.mark.parametrize("name", ["nowhere.csv", "round/roster.csv", "broken.xlsx"])
def test_a_plan_that_is_none_stops_the_run(here: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "broken.xlsx").write_bytes(b"PK\x03\x04 half a file")
    arguments = ("--framework", "2568", "--agency", "ก", "--measures", name, "-o", "one.xlsx")
    assert run("template", *arguments) == 3
    assert "Traceback" not in capsys.readouterr().err
    assert not (here / "one.xlsx").exists()


def test_the_plan_is_never_written_over(here: Path) -> None:
    analysis = analysis_of(here)
    before = analysis.read_bytes()
    base = ("--framework", "2568", "--agency", "ก", "--measures", analysis, "--force", "-q")
    assert run("template", *base, "-o", analysis) == 3
    assert run("analyze", here / "returned.xlsx", "--measures", analysis, "-o", analysis, "--force", "-q") == 3
    assert analysis.read_bytes() == before


def test_analyze_tells_what_the_plan_leaves_out(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = plan_in(analysis_of(here))
    write_plan(here / "plan.csv", Plan(plan.measures[:-1]))
    arguments = ("analyze", here / "returned.xlsx", "--measures", "plan.csv", "-o", "a.xlsx", "--form", "2563")
    code, told = printed(capsys, *arguments, "--format", "json")
    assert code == 0
    (finding,) = [item for item in told["findings"] if item["code"].startswith("M")]
    assert (finding["code"], finding["file"]) == ("M501", "plan.csv")
    for target in plan.measures[-1].targets:
        assert target in finding["message"]
    made = plan_in(here / "a.xlsx")
    assert [item.id for item in made.measures] == [item.id for item in plan.measures]


def test_the_whole_plan_tells_nothing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    analysis = analysis_of(here)
    code, told = printed(capsys, "analyze", here / "returned.xlsx", "--measures", analysis, "--format", "json")
    assert code == 0
    assert [item for item in told["findings"] if item["code"].startswith("M")] == []


def test_the_plan_is_carried_over_with_its_ids_for_the_next_year(here: Path) -> None:
    old, new = here / "round", here / "next"
    period = fiscal_period(2568)
    use_plan(old, Plan((measure("a1", "P02", period=period), measure("b1", period="ไตรมาส 1"))))
    made = carry_over(new, old, None, (), ISSUED)
    plan, findings = read_plan(made.measures, None, load_framework(2569))
    assert findings == ()
    assert [item.id for item in plan.measures] == ["a1", "b1"]
    assert plan.measures[0].units == ("P02",)
    assert [item.period for item in plan.measures] == [fiscal_period(2569), "ไตรมาส 1"]
    assert read_round(made.settings).measures == str(made.measures)


@pytest.mark.parametrize(
    ("period", "codes"),
    [
        ("ไตรมาส 2", []), (fiscal_period(2568), []), (fiscal_period(2569), []), ("ปีงบประมาณ 2566 - 2568", []),
        ("ภายใน 31 มีนาคม 2566", ["M514"]), ("1 ต.ค. 2567 - 30 ก.ย. 2586", ["M514"]), ("เมื่อสะดวก", ["M513"]),
    ],
)  # fmt: skip
def test_a_period_of_another_year_is_told_before_a_form_is_made(
    here: Path, period: str, codes: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    use_plan(here / "round", Plan((measure("a1", period=period),)))
    assert run("template", "--round", here / "round" / "round.toml", "--blank", "-o", here / "b.xlsx") == 0
    said = capsys.readouterr().out
    assert [code for code in ("M513", "M514") if code in said] == codes


@pytest.mark.parametrize("in_use", [True, False])
def test_nobody_is_told_to_name_a_plan_that_is_named(
    here: Path, in_use: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    if in_use:
        use_plan(here / "round", Plan((measure("a1"),)))
    assert run("new", here / "next", "--from", here / "round", "--lang", "en") == 0
    assert ("then name it in" in capsys.readouterr().out) is not in_use


def test_a_plan_not_yet_in_use_is_carried_over_too_and_an_old_round_gets_the_standard_one(here: Path) -> None:
    write_plan(here / "round" / "measures.csv", Plan((measure("a1"),)))
    made = carry_over(here / "next", here / "round", None, (), ISSUED)
    assert [item.id for item in read_plan(made.measures)[0].measures] == ["a1"]
    assert read_round(made.settings).measures == ""
    create_round(here / "old", "2567", "สมมุติ")
    (here / "old" / "measures.csv").unlink()
    made = carry_over(here / "after", here / "old", None, (), ISSUED)
    assert len(read_plan(made.measures)[0].measures) == 40

"""Check that each letter, read back from its file, says what the round knows, and counts the blanks it marks."""

from __future__ import annotations

import re
import shutil
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ita_xlsx.catalogue import load_text_drafts
from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.documents import choose_letters
from ita_xlsx.cycle.documents.choose_letters import LetterSources
from ita_xlsx.cycle.documents.document_parts import letter_parts
from ita_xlsx.cycle.documents.round_letters import TITLES, LetterKind, write_letters
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.load_round import LoadedRound, load_round
from ita_xlsx.cycle.province_plan import MEASURES_FILE, load_plan, plan_file_of, plan_text
from ita_xlsx.cycle.reminders import awaited_in
from ita_xlsx.cycle.runs.follow_measures import follow_measures
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.cycle.templates import template_names
from ita_xlsx.feedback.reminder import reminder_lines
from ita_xlsx.model.agency import Agency, Roster
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Code, Severity, message_and_fix
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.province_results import ProvinceResults, mean
from ita_xlsx.model.round_measures import StepStatus
from ita_xlsx.model.round_state import State
from ita_xlsx.model.text.dates import short_thai_date, thai_date
from ita_xlsx.model.text.digits import arabic, thai_words
from tests.intake.test_picture import png
from tests.support.filled_measures import make_round
from tests.support.program import printed, run
from tests.support.word_text import WordText, read_word

DAY = date(2025, 5, 20)
SETTINGS = """\
framework = 2568
province = "สมมุติ"
roster = "roster.csv"
measures = "measures.csv"
deadline = "2025-05-10"
[contact]
name = "นางสาวทดสอบ"
phone = "0 2000 0000"
[calendar]
mending_due = "2025-06-01"
tracking_6 = "2025-06-15"
tracking_12 = "2025-10-15"
[letter]
office = "สำนักงานจังหวัดสมมุติ <w:p> & {{ 1 }} {% x %}"
number_prefix = "สม 0017.1/"
phone = "0 2123 4567"
extension = "12"
signatory = "นายตัวอย่าง ทดสอบ"
position = "หัวหน้าสำนักงานจังหวัดสมมุติ"
"""
_LOADED: dict[Path, tuple[RunContext, LoadedRound]] = {}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A round of seven agencies: the third returned none, the fourth a form without scores."""
    root = tmp_path_factory.mktemp("letters")
    plan, agencies, _ = make_round(root, 7)
    lines = ["code,name,province,เรียน", *(f"{one.code},{one.name},{one.province},หัวหน้า{one.name}" for one in agencies)]
    (root / "roster.csv").write_text("\n".join(lines), encoding="utf-8")
    (root / MEASURES_FILE).write_bytes(plan_text(plan))
    (root / "round.toml").write_text(SETTINGS, encoding="utf-8")
    return root


def opened(folder: Path) -> tuple[RunContext, LoadedRound]:
    """The round as the program reads it."""
    if folder not in _LOADED:
        context = load_context(str(folder / "round.toml"))
        _LOADED[folder] = context, load_round((str(folder / "returned"),), context, cached=False)
    return _LOADED[folder]


def expected_agencies(kind: LetterKind, folder: Path) -> list[Agency | None]:
    """Whom the letters of a kind go to."""
    context, loaded = opened(folder)
    members = loaded.province.members
    if kind is LetterKind.MEMO:
        return [None]
    if kind is LetterKind.REMIND:
        return [item.agency for item in awaited_in(loaded.province, DAY, context.round.calendar)]
    if kind is LetterKind.MEND:
        return [item.agency for item in members if item.state is State.REJECTED]
    return [item.agency for item in members]


def write(kind: LetterKind, folder: Path, target: Path, *options: object) -> int:
    where = ("--round", folder / "round.toml", "--issued", DAY.isoformat(), "-q")
    return run("letters", kind, "-o", target, *where, *options)


def files_of(target: Path) -> list[Path]:
    return sorted(target.iterdir()) if target.is_dir() else []


@pytest.mark.parametrize("kind", list(LetterKind))
def test_each_letter_is_read_back_with_addressee_day_and_signatory(
    kind: LetterKind, folder: Path, tmp_path: Path
) -> None:
    write(kind, folder, tmp_path / "out")
    expected = expected_agencies(kind, folder)
    assert len(expected) == len(files_of(tmp_path / "out")) > 0
    for agency in expected:
        path = next(
            item
            for item in files_of(tmp_path / "out")
            if agency is None or f" {agency.code} {agency.name}" in item.name
        )
        letter = read_word(path)
        whom = f"หัวหน้า{agency.name}" if agency else "ผู้ว่าราชการจังหวัดสมมุติ"
        assert f"เรียน {thai_words(whom)}" in [" ".join(line.split()) for line in letter.lines]
        for words in ("๒๐ พฤษภาคม ๒๕๖๘", "สม ๐๐๑๗.๑/", "นายตัวอย่าง ทดสอบ", "หัวหน้าสำนักงานจังหวัดสมมุติ", "๐ ๒๑๒๓ ๔๕๖๗ ต่อ ๑๒"):
            assert words in letter.text
        assert "<w:p> & {{ ๑ }} {% x %}" in letter.text


def rows(letter: WordText, columns: int) -> list[tuple[str, ...]]:
    """The rows of the table with this number of columns, without its titles."""
    return [row for table in letter.tables if len(table[0]) == columns for row in table[1:]]


def test_a_form_goes_back_with_every_finding_of_it(folder: Path, tmp_path: Path) -> None:
    write(LetterKind.MEND, folder, tmp_path / "out")
    member = next(item for item in opened(folder)[1].province.members if item.state is State.REJECTED)
    assert member.summary is not None
    findings = [item for item in member.summary.findings if item.severity in (Severity.ERROR, Severity.WARNING)]
    letter = read_word(files_of(tmp_path / "out")[0])
    listed = [row for row in rows(letter, 5) if len(row) == 5]
    assert sorted(row[2] for row in listed) == sorted(item.cell or "–" for item in findings)
    assert thai_words(thai_date(date(2025, 6, 1))) in letter.text


def test_the_call_for_tracking_lists_the_overdue_steps_of_the_agency(folder: Path, tmp_path: Path) -> None:
    write(LetterKind.FOLLOW_UP, folder, tmp_path / "out")
    context, loaded = opened(folder)
    measures = follow_measures(loaded, context, DAY).measures
    for number, member in enumerate(loaded.province.members, 1):
        path = next(item for item in files_of(tmp_path / "out") if f" {member.agency.code} " in item.name)
        letter = read_word(path)
        steps = [item for item in measures.by_agency.get(number, ()) if item.overdue]
        expected = sorted(
            (thai_words(item.step), thai_words(short_thai_date(item.due)), thai_words(str(item.late))) for item in steps
        )
        assert sorted((row[2], row[3], row[4]) for row in rows(letter, 6)) == expected
        if member.state is State.MISSING:
            assert "ยังไม่ได้รับรายงาน" in letter.text


@pytest.mark.parametrize(
    ("changed", "is_lost", "has_letter"),
    [
        ({}, False, False),
        ({0: StepStatus.NO_DUTY}, False, False),
        ({0: StepStatus.NOT_YET}, False, True),
        ({0: StepStatus.NOT_REPORTED}, False, True),
        ({}, True, True),
    ],
)
def test_nobody_is_urged_who_has_done_everything(
    changed: dict[int, StepStatus], is_lost: bool, has_letter: bool, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, loaded = opened(folder)
    run_of = follow_measures(loaded, context, DAY)
    number = min(run_of.measures.by_agency)
    steps = run_of.measures.by_agency[number]
    mine = tuple(
        replace(step, step_status=changed.get(place, StepStatus.DONE), late=0) for place, step in enumerate(steps)
    )
    members = loaded.province.members
    member = members[number - 1]
    assert member.summary is not None
    member = replace(member, summary=replace(member.summary, measures_lost=is_lost, statuses_lost=False))
    province = replace(loaded.province, members=(*members[: number - 1], member, *members[number:]))
    others = tuple(step for step in run_of.measures.steps if step.number != number)
    measures = replace(run_of.measures, province=province, steps=(*mine, *others))
    followed = replace(run_of, tracked=replace(run_of.tracked, tracking=measures))
    monkeypatch.setattr(
        choose_letters,
        "follow_measures",
        lambda *_: followed,
    )
    sources = LetterSources(
        context=context,
        framework=loaded.province.framework,
        texts=load_text_drafts(),
        issued=DAY,
        as_of=DAY,
        loaded=replace(loaded, province=province),
    )
    made = choose_letters.choose_letters(LetterKind.FOLLOW_UP, sources)
    assert (member.agency in [letter.agency for letter in made.letters]) == has_letter
    told = [item for item in made.findings if item.code is Code.NO_STEP_TO_FOLLOW]
    assert [member.agency.name in message_and_fix(item, "th")[0] for item in told] == ([] if has_letter else [True])
    assert not [item for item in choose_letters.choose_letters(LetterKind.MEMO, sources).findings if item in told]


def test_measures_to_follow_are_those_of_the_agency(folder: Path, tmp_path: Path) -> None:
    write(LetterKind.MEASURES, folder, tmp_path / "out")
    context, loaded = opened(folder)
    plan = load_plan(context, plan_file_of(context)).plan
    for member in loaded.province.members:
        path = next(item for item in files_of(tmp_path / "out") if f" {member.agency.code} " in item.name)
        letter = read_word(path)
        measures = plan.of(member.agency).measures
        titles = [row[0] for row in rows(letter, 2) if len(row) == 1]
        assert len(titles) == len(measures)
        assert [item.measure for item in measures if thai_words(item.measure) not in "".join(titles)] == []
        steps = [thai_words(step.text) for item in measures for step in item.steps]
        assert [row[1] for row in rows(letter, 2) if len(row) == 2] == steps
        assert {thai_words(thai_date(day)) for day in (date(2025, 6, 15), date(2025, 10, 15))} <= {
            day for day in ("๑๕ มิถุนายน ๒๕๖๘", "๑๕ ตุลาคม ๒๕๖๘") if day in letter.text
        }


@pytest.mark.parametrize("kind", list(LetterKind))
def test_the_blanks_that_are_counted_are_those_that_are_marked(
    kind: LetterKind, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ("--round", folder / "round.toml", "--issued", DAY.isoformat(), "--format", "json")
    _, told = printed(capsys, "letters", kind, "-o", tmp_path / "out", *where)
    results = told["results"]
    assert [item["blanks"] for item in results["files"]] == [
        read_word(Path(item["file"])).blanks for item in results["files"]
    ]
    assert results["blanks"] == sum(item["blanks"] for item in results["files"]) > 0
    assert all(TITLES[kind] == item["title"] for item in results["files"])
    _, merged = printed(capsys, "letters", kind, "-o", tmp_path / "merged", "--merged", *where)
    [one] = merged["results"]["files"]
    assert one["blanks"] == read_word(Path(one["file"])).blanks == results["blanks"]
    assert one["agencies"] == [code for item in results["files"] for code in item["agencies"]]


def test_letters_that_exist_are_overwritten_by_force_alone(folder: Path, tmp_path: Path) -> None:
    write(LetterKind.SEND, folder, tmp_path / "out")
    first = {path.name: path.read_bytes() for path in files_of(tmp_path / "out")}
    assert write(LetterKind.SEND, folder, tmp_path / "out") == 3
    assert write(LetterKind.SEND, folder, tmp_path / "out", "--force") == 0
    assert {path.name: path.read_bytes() for path in files_of(tmp_path / "out")} == first


def test_arabic_digits_stand_where_they_are_asked_for(folder: Path, tmp_path: Path) -> None:
    write(LetterKind.SEND, folder, tmp_path / "out", "--digits", "arabic")
    assert "20 พฤษภาคม 2568" in read_word(files_of(tmp_path / "out")[0]).text


@pytest.mark.parametrize(("kind", "code"), [("send", 2), ("measures", 2), ("mend", 2), ("letter", 2)])
def test_a_command_without_what_it_needs_is_wrong_usage(
    kind: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("letters", kind, "-o", tmp_path / "out", "--framework", "2568") == code


def said_in(letter: WordText) -> str:
    """The words of a letter on one line."""
    return " ".join(letter.text.split())


def test_the_letter_with_a_form_names_its_file_and_the_day_it_is_due(folder: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(folder, tmp_path / "round"))
    assert run("template", "--round", folder / "round.toml", "-o", folder / "forms", "-q") == 0
    write(LetterKind.SEND, folder, tmp_path / "out")
    context, _ = opened(folder)
    assert context.framework is not None
    assert context.roster is not None
    names = dict(template_names(context.framework, context.roster))
    for agency in expected_agencies(LetterKind.SEND, folder):
        assert agency is not None
        path = next(item for item in files_of(tmp_path / "out") if f" {agency.code} " in item.name)
        said = said_in(read_word(path))
        assert thai_words(" ".join(names[agency].split())) in said
        assert "๑๐ พฤษภาคม ๒๕๖๘" in said
        others = [item for item in names if item is not agency]
        assert [item.code for item in others if thai_words(names[item]) in said] == []


def test_a_reminder_says_what_the_screen_says_of_the_agency(folder: Path, tmp_path: Path) -> None:
    write(LetterKind.REMIND, folder, tmp_path / "out")
    context, loaded = opened(folder)
    calendar, said_lines = context.round.calendar, 0
    for member in awaited_in(loaded.province, DAY, calendar):
        path = next(item for item in files_of(tmp_path / "out") if f" {member.agency.code} " in item.name)
        said = said_in(read_word(path))
        lines = reminder_lines(member, loaded.province, DAY, calendar)
        assert [line for line in lines if thai_words(" ".join(line.split())) not in said] == []
        said_lines += len(lines)
    assert said_lines >= 4


def test_the_memo_has_the_figures_of_the_round(folder: Path, tmp_path: Path) -> None:
    write(LetterKind.MEMO, folder, tmp_path / "out")
    context, loaded = opened(folder)
    results = ProvinceResults(loaded.province)
    measures = follow_measures(loaded, context, DAY).measures
    memo = read_word(files_of(tmp_path / "out")[0])
    said = arabic(said_in(memo))
    members = loaded.province.members
    states = {item.state for item in members}
    words = [f"{label_of(state)} {sum(item.state is state for item in members)} หน่วยงาน" for state in states]
    words += [" ".join(arabic(item.agency.name).split()) for item in members if item.state is State.MISSING]
    overall = mean(results.column(OVERALL))
    assert overall is not None
    steps = [item for of_agency in measures.by_agency.values() for item in of_agency]
    late = {item.agency.code: sum(step.overdue for step in measures.by_agency.get(number, ()))
            for number, item in enumerate(members, 1)}  # fmt: skip
    worst = max(late, key=lambda code: late[code])
    name = " ".join(arabic(next(item.agency.name for item in members if item.agency.code == worst)).split())
    words += [
        f"ทั้งหมด {len(members)} หน่วยงาน", f"เท่ากับ {overall:.2f} คะแนน", f"{name} {late[worst]} ขั้นตอน",
        f"เกินกำหนด {sum(item.overdue for item in steps)} ขั้นตอน", arabic(thai_date(DAY)),
    ]  # fmt: skip
    assert [item for item in words if item not in said] == []
    lowest = [(f"{item.node.code}. {item.node.name}", f"{item.mean:.2f}") for item in results.indicator_means[:5]]
    assert [(arabic(row[0]), arabic(row[1])) for row in rows(memo, 3)] == lowest


HOSTILE = [
    "\"' & {{ 7*7 }} {% for x in y %}",
    "<w:p><w:r/></w:p>]]>",
    "ก\x07\x00ข\ufffe",
    "ย" * 300,
    "${x} #{y} =1+1 @",
]


UNWRITABLE, REPLACED = "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe]", "\ufffd"


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("kind", [item for item in LetterKind if item is not LetterKind.MEMO])
def test_the_name_of_an_agency_is_text_and_nothing_else(
    kind: LetterKind, name: str, folder: Path, tmp_path: Path
) -> None:
    context, loaded = opened(folder)
    assert context.roster is not None
    # A title that several have is that of no one: the name of the agency would stand behind it.
    agencies = tuple(replace(item, name=name, addressee=f"{item.code} {name}") for item in context.roster.agencies)
    context = replace(context, roster=Roster(agencies))
    members = tuple(replace(item, agency=one) for item, one in zip(loaded.province.members, agencies, strict=True))
    loaded = replace(loaded, province=replace(loaded.province, members=members))
    edition = Edition(issued=DAY, digits="arabic")
    target = Target(path=tmp_path)
    made = write_letters(kind, context, loaded, letter_parts(context), target, edition, as_of=DAY)
    assert len({document.path for document in made.documents}) == made.count > 0
    for document in made.documents:
        letter = read_word(document.path)
        shown = next(line for line in letter.lines if line.startswith("เรียน"))
        assert re.fullmatch(rf"เรียน +P\d\d {re.escape(re.sub(UNWRITABLE, REPLACED, name))}", shown)
        assert letter.blanks == len(document.blanks)


def test_the_emblem_and_the_master_of_the_officer_stand_in_the_letter(folder: Path, tmp_path: Path) -> None:
    root = tmp_path / "round"
    shutil.copytree(folder, root)
    (root / "emblem.png").write_bytes(png(40, 40))
    run("letters", "send", "--export-master", root / "own.docx", "-q")
    with (root / "round.toml").open("a", encoding="utf-8") as settings:
        settings.write('emblem = "emblem.png"\nmaster = "own.docx"\n')
    assert write(LetterKind.SEND, root, tmp_path / "out") == 0
    path = files_of(tmp_path / "out")[0]
    with zipfile.ZipFile(path) as archive:
        assert png(40, 40) in [archive.read(name) for name in archive.namelist() if name.endswith(".png")]
    # Neither is ever written over.
    own = (root / "own.docx").read_bytes()
    assert run("letters", "memo", root / "returned", "--round", root / "round.toml", "-o", root, "--force", "-q") <= 1
    assert (root / "own.docx").read_bytes() == own
    (root / "emblem.png").write_bytes(b"no picture")
    assert write(LetterKind.SEND, root, tmp_path / "other") == 3


def test_no_letter_is_written_where_the_path_is_wrong(folder: Path, tmp_path: Path) -> None:
    where = ("--round", folder / "round.toml", "-q")
    assert run("letters", "remind", tmp_path / "nowhere", "-o", tmp_path / "out", *where) == 3
    assert not files_of(tmp_path / "out")

"""Check that the texts of a round come back however an officer edits them, and go on into the next year."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.workbook import Workbook

from ita_xlsx.catalogue import load_framework, load_text_drafts
from ita_xlsx.cycle.carry_over import carry_over
from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.new_round import create_round
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.cycle.settings.round_texts import LoadedTexts, load_texts
from ita_xlsx.errors import InputError
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.diagnosis import Remedy
from ita_xlsx.model.layout.decisions_layout import HEADER_ROW
from ita_xlsx.model.layout.texts_layout import REMEDIES_SHEET, SLOT_MEANINGS, TEXTS_SHEET, WHERE, slot_text
from ita_xlsx.model.report.round_texts import Gap, RoundText, RoundTexts, Slot, TextKey, fill_slots, unknown_slots
from ita_xlsx.output.texts_workbook import write_texts
from tests.conftest import EDITION
from tests.libreoffice.office import Office

Edit = Callable[[Workbook], object]
FIRST = HEADER_ROW + 2
TEXTS, REMEDIES = TEXTS_SHEET.name, REMEDIES_SHEET.name


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    create_round(Target(path=tmp_path / "round"), "2568", "ตราด", EDITION)
    return tmp_path / "round"


def edited(folder: Path, edit: Edit) -> LoadedTexts:
    """The texts after an edit of the file."""
    book = openpyxl.load_workbook(folder / "texts.xlsx")
    edit(book)
    book.save(folder / "texts.xlsx")
    return load_texts(load_context(str(folder / "round.toml")))


def told(loaded: LoadedTexts) -> list[tuple[str, str]]:
    return [(finding.code, finding.place) for finding in loaded.findings]


def test_a_new_round_has_the_drafts(folder: Path) -> None:
    loaded = load_texts(load_context(str(folder / "round.toml")))
    drafts = load_text_drafts()
    assert told(loaded) == []
    assert [(item.key, item.text) for item in loaded.texts.texts] == [(item.key, item.text) for item in drafts.texts]
    assert [item.key for item in drafts.texts if not item.text] == [
        TextKey.REMARK_IIT,
        TextKey.REMARK_EIT,
        TextKey.REMARK_OIT,
    ]


def test_every_slot_of_a_draft_is_known_and_explained() -> None:
    assert [name for item in load_text_drafts().texts for name in unknown_slots(item.text)] == []
    assert set(SLOT_MEANINGS) == set(Slot)
    assert set(WHERE) == set(TextKey)


def test_a_round_without_the_file_has_the_drafts(folder: Path) -> None:
    (folder / "texts.xlsx").unlink()
    loaded = load_texts(load_context(str(folder / "round.toml")))
    assert (loaded.texts, loaded.path, loaded.findings) == (load_text_drafts(), None, ())


def test_a_copy_saved_by_libreoffice_reads_the_same(folder: Path, office: Office) -> None:
    before = load_texts(load_context(str(folder / "round.toml")))
    office.recalculate(folder / "texts.xlsx", folder / "copy.xlsx")
    (folder / "copy.xlsx").replace(folder / "texts.xlsx")
    after = load_texts(load_context(str(folder / "round.toml")))
    assert (after.texts, after.findings) == (before.texts, ())


def rename_and_move(book: Workbook) -> None:
    sheet = book[TEXTS]
    sheet.title = "ของเรา"
    sheet.insert_cols(1)
    sheet.insert_rows(1, 3)
    sheet.cell(FIRST + 3, 4).value = "คำนำของเรา\nย่อหน้าสอง"


def move_rows(book: Workbook) -> None:
    sheet = book[TEXTS]
    sheet.move_range(f"A{FIRST}:C{FIRST}", rows=40)
    sheet.cell(FIRST + 40, 3).value = "คำนำของเรา\nย่อหน้าสอง"


def english_key(book: Workbook) -> None:
    sheet = book[TEXTS]
    sheet.cell(FIRST, 1).value = " Foreword "
    sheet.cell(FIRST - 1, 1).value, sheet.cell(FIRST - 1, 3).value = "key", "text"
    sheet.cell(FIRST, 3).value = "คำนำของเรา_x000D_\nย่อหน้าสอง "
    del book[REMEDIES]


@pytest.mark.parametrize("edit", [rename_and_move, move_rows, english_key])
def test_a_text_is_found_wherever_it_stands(folder: Path, edit: Edit) -> None:
    loaded = edited(folder, edit)
    assert told(loaded) == []
    assert loaded.texts.text(TextKey.FOREWORD).split() == ["คำนำของเรา", "ย่อหน้าสอง"]
    assert loaded.texts.text(TextKey.RATIONALE) == load_text_drafts().text(TextKey.RATIONALE)


def put(row: int, col: int, value: str | int | None, sheet: str = TEXTS) -> Edit:
    def change(book: Workbook) -> None:
        book[sheet].cell(row, col).value = value

    return change


def remedies(*rows: tuple[str, ...]) -> Edit:
    def change(book: Workbook) -> None:
        for number, row in enumerate(rows, FIRST):
            for col, value in enumerate(row, 1):
                book[REMEDIES].cell(number, col).value = value

    return change


def drop_headers(book: Workbook) -> None:
    book[TEXTS].delete_rows(FIRST - 1)


def drop_row(book: Workbook) -> None:
    book[TEXTS].delete_rows(FIRST)


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (put(FIRST, 3, "ถึง{หน่วยงาม}"), [("B105", f"{TEXTS}!C{FIRST}")]),
        (put(FIRST, 3, "{A} {B} {A}"), [("B105", f"{TEXTS}!C{FIRST}")] * 2),
        (put(FIRST, 3, "{{หน่วยงาน}} { หน่วย งาน } {ปีงบประมาณ}"), []),
        (put(FIRST, 3, 2568), []),
        (put(FIRST, 3, None), []),
        (put(FIRST, 1, "คำนาม"), [("B103", f"{TEXTS}!A{FIRST}"), ("B106", "")]),
        (put(FIRST, 1, None), [("B103", f"{TEXTS}!A{FIRST}"), ("B106", "")]),
        (put(FIRST + 1, 1, "คำนำของรายงาน"), [("B104", f"{TEXTS}!A{FIRST + 1}"), ("B106", "")]),
        (drop_row, [("B106", "")]),
        (drop_headers, [("B102", TEXTS), ("B106", "")]),
        (remedies(("", "o27", "แก้ไขโดยเร่งด่วน")), []),
        (remedies(("P02", "ข้อ ๒๗", "แก้ไขโดยเร่งด่วน")), [("B109", f"{REMEDIES}!B{FIRST}")]),
        (remedies(("", "i99", "พัฒนาให้ดีขึ้น")), [("B109", f"{REMEDIES}!B{FIRST}")]),
        (remedies(("", "i1", "ดี")), [("B108", f"{REMEDIES}!C{FIRST}")]),
        (remedies(("", "i1", "")), [("B111", f"{REMEDIES}!C{FIRST}")]),
        (remedies(("", "", "พัฒนาให้ดีขึ้น")), [("B111", f"{REMEDIES}!B{FIRST}")]),
        (remedies(("P99", "i1", "พัฒนาให้ดีขึ้น")), [("B110", f"{REMEDIES}!A{FIRST}")]),
        (remedies(("P02", "", "", "จะถามก่อน")), []),
        (remedies(("", "i1", "พัฒนาให้ดีขึ้น"), ("", "I๑", "รักษาระดับ")), [("B112", f"{REMEDIES}!C{FIRST + 1}")]),
        (remedies(("P01", "i1", "พัฒนาให้ดีขึ้น"), ("P02", "i1", "รักษาระดับ")), []),
    ],
)
def test_a_fault_is_told_with_its_cell(folder: Path, edit: Edit, expected: list[tuple[str, str]]) -> None:
    assert told(edited(folder, edit)) == expected


def test_the_remedy_of_an_agency_wins_over_that_for_all(folder: Path) -> None:
    rows = (("P02", "o27", "รักษาระดับ"), ("", "ข้อ o27", "แก้ไขโดยเร่งด่วน"), ("", "ตัวชี้วัดที่ ๘", "พัฒนาให้ดีขึ้น"))
    texts = edited(folder, remedies(*rows)).texts
    assert texts.remedies_of(Agency("P02", "x")) == {"o27": Remedy.MAINTAIN, "8": Remedy.DEVELOP}
    assert texts.remedies_of(Agency("P03", "x")) == {"o27": Remedy.URGENT, "8": Remedy.DEVELOP}


@pytest.mark.parametrize(
    ("word", "subjects"),
    [
        ("e4 public", ["e4 public"]),
        ("e๔ EIT Survey", ["e4 survey"]),
        ("ข้อ E4 (EIT Public)", ["e4 public"]),
        ("e4", ["e4 public", "e4 survey"]),
        ("iit", ["IIT"]),
        ("ตัวชี้วัดที่ ๑๐", ["10"]),
        ("O27", ["o27"]),
    ],
)
def test_a_subject_is_named_as_people_write_it(folder: Path, word: str, subjects: list[str]) -> None:
    loaded = edited(folder, remedies(("", word, "พัฒนาให้ดีขึ้น")))
    assert told(loaded) == []
    assert [item.subject for item in loaded.texts.remedies] == subjects


@pytest.mark.parametrize("suffix", [".ods", ".xls", ".xlsm", ".csv"])
def test_a_file_of_another_kind_is_told(folder: Path, suffix: str) -> None:
    (folder / "texts.xlsx").rename(folder / f"texts{suffix}")
    loaded = load_texts(load_context(str(folder / "round.toml")))
    assert told(loaded) == [("B115", "")]
    assert loaded.texts == load_text_drafts()


@pytest.mark.parametrize("data", [b"", b"no workbook", b"PK\x03\x04"])
def test_a_file_that_is_no_workbook_stops_the_document(folder: Path, data: bytes) -> None:
    (folder / "texts.xlsx").write_bytes(data)
    with pytest.raises(InputError) as caught:
        load_texts(load_context(str(folder / "round.toml")))
    assert (caught.value.code, [item.code for item in caught.value.findings]) == ("B101", ["B101"])


HOSTILE = ('"', "&", "{{ 7*7 }}", "{% for %}", "<w:p>", "=1+1", "\x07\u200b", "ก" * 300, "{หน่วยงาน")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_of_any_kind_comes_back_as_text(folder: Path, text: str) -> None:
    context = load_context(str(folder / "round.toml"))
    assert context.framework is not None
    texts = RoundTexts((RoundText(TextKey.FOREWORD, f"ก {text} ข"),))
    (folder / "texts.xlsx").write_bytes(write_texts(texts, context.framework, "ตราด", EDITION))
    visible = re.sub("[\x07\u200b]", "", text)
    assert re.sub("[\ufffd\u200b]", "", load_texts(context).texts.text(TextKey.FOREWORD)) == f"ก {visible} ข"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("ก", ("ก",)),
        ("{หน่วยงาน}", ("สนง. {ปีงบประมาณ}",)),
        ("ถึง{หน่วยงาน}ปี {ปีงบประมาณ}", ("ถึงสนง. {ปีงบประมาณ}ปี ", Gap(Slot.YEAR))),
        ("{ หน่วยงาน }", ("สนง. {ปีงบประมาณ}",)),
        ("{อื่น} {", (Gap("อื่น"), " {")),
        ("ก{ }ข", ("ก", Gap(" "), "ข")),
        ("{รายการ}", (Gap(Slot.LIST),)),
        ("{{หน่วยงาน}}", ("{สนง. {ปีงบประมาณ}}",)),
    ],
)
def test_a_slot_is_filled_once_or_is_a_gap(text: str, expected: tuple[str | Gap, ...]) -> None:
    assert fill_slots(text, {Slot.AGENCY: "สนง. {ปีงบประมาณ}"}) == expected


@given(st.text(max_size=80), st.sampled_from(Slot))
def test_filling_loses_no_letter(text: str, slot: Slot) -> None:
    pieces = fill_slots(f"{text}{slot_text(slot)}", {})
    joined = "".join(f"{{{item.slot}}}" if isinstance(item, Gap) else item for item in pieces)
    assert joined.replace(" ", "") == f"{text}{slot_text(slot)}".replace(" ", "")


def test_the_next_round_has_the_texts_but_not_the_remedies(folder: Path, tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        book[TEXTS].cell(FIRST, 3).value = "ปี 2568 และ ๒๕๖๗"
        book[TEXTS].cell(FIRST + 1, 3).value = "ปี {ปีงบประมาณ} รหัส 25680"
        remedies(("", "o27", "รักษาระดับ"))(book)

    edited(folder, edit)
    (folder / "own.docx").write_bytes(b"docx")
    path = folder / "round.toml"
    settings = path.read_text(encoding="utf-8")
    path.write_text(
        settings + '[report]\nrank = 3\nrank_of = 76\nmaster = "own.docx"\n[letter]\nemblem = "lost.png"\n',
        encoding="utf-8",
    )
    made = carry_over(Target(path=tmp_path / "next"), folder, None, (), EDITION)
    assert [(item.code, item.place) for item in made.findings if item.code.startswith("B")] == [
        ("B114", ""),
        ("B107", f"{TEXTS}!C{FIRST}"),
        ("B113", ""),
    ]
    loaded = load_texts(load_context(str(made.settings)))
    assert loaded.path == made.texts
    assert loaded.texts.text(TextKey.FOREWORD) == "ปี 2568 และ ๒๕๖๗"
    assert loaded.texts.remedies == ()
    assert (tmp_path / "next" / "own.docx").read_bytes() == b"docx"
    assert load_context(str(made.settings)).round.report.ranking.rank is None


def test_the_same_texts_give_the_same_workbook() -> None:
    framework = load_framework(2568)
    drafts = load_text_drafts()
    assert write_texts(drafts, framework, "ก", EDITION) == write_texts(drafts, framework, "ก", EDITION)

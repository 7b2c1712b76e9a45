import csv
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import product
from pathlib import Path

import pytest
import uharfbuzz
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ita_xlsx.catalogue import list_years, load_framework
from ita_xlsx.model.agency import Agency, Roster, province_key
from ita_xlsx.model.findings import Code, make_finding, message_and_fix
from ita_xlsx.model.layout import AgencyLayout
from ita_xlsx.model.layout.agency_layout import INFO_FIELDS
from ita_xlsx.model.layout.plan_layouts import HEADERS
from ita_xlsx.model.layout.subjects import announced_subject_labels
from ita_xlsx.model.text import spelling
from ita_xlsx.model.text.spelling import fold_text, id_text, looks_same, text_key, word_key
from ita_xlsx.model.text.words import STEP_STATUSES, declared_word, reason_in_status, reporting_word, step_status_word

FONTS = ("Loma", "Norasi")
# Consonants with and without a tail, every kind of mark, vowels that are confused, characters without a picture.
LETTERS = "กปญำาๅิึื็ัํ่้์ฺุเแ\u200b\u00a0\uf70a"
PROVINCES = (
    "ลำปาง", "ลำพูน", "น่าน", "แพร่", "กำแพงเพชร", "อำนาจเจริญ", "หนองบัวลำภู", "บึงกาฬ", "ศรีสะเกษ", "ตราด",
)  # fmt: skip


@cache
def _font(name: str) -> uharfbuzz.Font:
    found = sorted(Path("/usr/share/fonts").rglob(f"{name}.[ot]tf"))
    if not found:
        pytest.skip(f"the Thai font {name} (fonts-thai-tlwg) is not installed")
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(found[0]))))


def _drawing(name: str, text: str) -> frozenset[tuple[int, int, int]]:
    """Return what a font puts on paper: each glyph that has ink, and where it stands."""
    font, buffer = _font(name), uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.direction, buffer.script, buffer.language = "ltr", "Thai", "th"
    uharfbuzz.shape(font, buffer)
    drawn, x = set(), 0
    for glyph, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        extents = font.get_glyph_extents(glyph.codepoint)
        if extents is not None and extents.width:
            drawn.add((glyph.codepoint, x + position.x_offset, position.y_offset))
        x += position.x_advance
    return frozenset(drawn)


@pytest.mark.parametrize("font", FONTS)
def test_all_short_spellings_that_a_font_draws_alike_have_one_key(font: str) -> None:
    by_drawing = defaultdict(set)
    for length in (1, 2, 3):
        for letters in product(LETTERS, repeat=length):
            text = "".join(letters)
            by_drawing[_drawing(font, text)].add(text)
    assert len(by_drawing) > 3000
    assert [texts for texts in by_drawing.values() if len(set(map(text_key, texts))) > 1] == []


WORDS = st.sampled_from(["ลำปาง", "น้ำ", "ที่ทำการ", "แล้วเสร็จ", "ปู่ญ่าฐานี", "กำกับ", "กึ่งปี", "เก้าอี้"])


@st.composite
def _changed(draw: st.DrawFn) -> tuple[str, str]:
    """Return a text, and the text with letters exchanged, repeated, put in, left out or typed in two parts."""
    text = draw(st.lists(WORDS, min_size=1, max_size=2).map("".join) | st.text(LETTERS, min_size=1, max_size=8))
    letters = list(text)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(letters) - 1))
        kind = draw(st.sampled_from(["swap", "repeat", "put in", "two parts", "leave out"]))
        if kind == "swap" and at:
            letters[at - 1], letters[at] = letters[at], letters[at - 1]
        elif kind == "repeat":
            letters.insert(at, letters[at])
        elif kind == "put in":
            letters.insert(at, draw(st.sampled_from(LETTERS + "\u200c\u200d\u2060\ufeff\u00ad\ufe0f")))
        elif kind == "two parts":
            letters[at] = {"ำ": "ํา", "แ": "เเ", "ึ": "ิํ"}.get(letters[at], letters[at])
        elif len(letters) > 1:
            del letters[at]
        letters = list("".join(letters))
    return text, "".join(letters)


@settings(max_examples=400, deadline=None)
@given(_changed())
@example(("น้ำ", "นํ้า"))
@example(("น้ำ", "น้ํา"))
def test_a_changed_spelling_that_two_fonts_draw_alike_has_the_same_key(texts: tuple[str, str]) -> None:
    first, second = texts
    if all(_drawing(font, first) == _drawing(font, second) for font in FONTS):
        assert text_key(first) == text_key(second)


@settings(max_examples=300, deadline=None)
@given(st.text(LETTERS + "Aa๑1 ", max_size=10))
def test_a_folded_text_is_folded_already_and_the_fast_path_gives_what_the_slow_path_gives(text: str) -> None:
    assert fold_text(fold_text(text)) == fold_text(text)
    assert text_key(text) == text_key(spelling._repair(text))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ลําปาง", "ลำปาง"), ("น้ํา", "น้ำ"), ("นํ้า", "น้ำ"), ("นำ้", "น้ำ"), ("เเล้วเสร็จ", "แล้วเสร็จ"),
        ("เ\u200bเพร่", "แพร่"), ("ท่ี", "ที่"), ("ที่่", "ที่"), ("ผูู้้", "ผู้"), ("ปี​งบ", "ปีงบ"), ("ปี\u00a0งบ", "ปี งบ"),
        ("ＩＩＴ", "IIT"), ("ที\uf70a", "ที่"), ("กฤษฎาๅ", "กฤษฎาา"), ("ปี ๒๕๖๘", "ปี 2568"), ("กิํ่ง", "กึ่ง"),
        ("คะแนน‐รวม", "คะแนน-รวม"), ("“ดี”", '"ดี"'), ("P０１", "p01"), ("ก\ufe0fข", "กข"), ("ป\uf701", "ปิ"),
    ],
)  # fmt: skip
def test_spellings_of_one_look_have_one_key(typed: str, meant: str) -> None:
    assert text_key(typed) == text_key(meant)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("ใน", "ไน"),
        ("คลัง", "คลง"),
        ("ป่า", "ป้า"),
        ("ปี", "ปิ"),
        ("แผน", "เผน"),
        ("มา", "มาา"),
        ("กำ", "กา"),
        ("9.1", "91"),
    ],
)
def test_words_that_look_different_have_different_keys(first: str, second: str) -> None:
    assert text_key(first) != text_key(second)


def _product_words() -> Iterator[str]:
    """Yield the words that the program looks for in workbooks: headers, labels, names of sheets, names, statuses."""
    for year in list_years():
        framework = load_framework(year)
        layout = AgencyLayout(framework)
        tables = (*layout.scores, layout.measures, layout.announced_figures, layout.info)
        yield from (table.sheet for table in tables)
        yield from (column.header for table in tables for column in table.columns)
        yield from (label for _, label in announced_subject_labels(framework))
        yield from (node.name for node in framework.nodes.values())
        yield from (item.text for item in framework.questions)
        yield from (level.name for level in framework.levels)
    yield from (label for _, label in INFO_FIELDS)
    yield from (header for headers in HEADERS.values() for header in headers)
    yield from STEP_STATUSES
    yield from PROVINCES


def _agency_names() -> Iterator[str]:
    with (files("workbook_templates") / "offices.csv").open(encoding="utf-8-sig") as stream:
        offices = [row[-1] if len(row) == 1 else next(cell for cell in row if "จังหวัด" in cell)
                   for row in csv.reader(stream) if any("จังหวัด" in cell for cell in row)]  # fmt: skip
    yield from (f"{office}{province}" for office in offices for province in PROVINCES)


def test_no_two_words_of_the_program_and_no_two_of_300_agencies_have_one_key() -> None:
    names = set(_agency_names())
    assert len(names) >= 300
    by_key = defaultdict(set)
    for word in {*_product_words(), *names}:
        # Spaces, case and the kind of digits make no difference on purpose.
        by_key[text_key(word)].add("".join(word.split()).casefold())
    assert [words for words in by_key.values() if len(words) > 1] == []


def test_the_words_of_the_program_are_typed_in_the_spelling_that_they_are_compared_in() -> None:
    assert [word for word in {*_product_words(), *_agency_names()} if looks_same(word, spelling._repair(word))] == []


def test_a_roster_finds_an_agency_whose_name_comes_from_a_pdf() -> None:
    agency = Agency("P01", "ที่ทำการปกครองจังหวัดลำปาง")
    assert Roster((agency,)).find_named("ท่ีทําการปกครอง จังหวัดลํา\u200bปาง") == agency
    assert province_key("จังหวััดลําปาง") == province_key("ลำปาง")


def test_a_status_is_understood_in_every_spelling_of_one_look() -> None:
    assert [step_status_word(text) for text in ("เเล้วเสร็จ", "กําลังดําเนินการ", "แล้ว เสร็จ\ufeff")] == [
        "แล้วเสร็จ", "กำลังดำเนินการ", "แล้วเสร็จ",
    ]  # fmt: skip
    assert word_key("แล้วเสร็จ!") == word_key("แล้วเสร็จ")


@pytest.mark.parametrize(
    ("text", "status", "score", "reason"),
    [
        ("ไม่มีภารกิจ", "ไม่มีภารกิจ", "ไม่มีภารกิจ", ""),
        ("ไม่มีภาระกิจ", "ไม่มีภารกิจ", "ไม่มีภารกิจ", ""),
        ("ไม่มีภารกิจ (ไม่มีศูนย์ OSS)", "ไม่มีภารกิจ", "ไม่มีภารกิจ", "ไม่มีศูนย์ OSS"),
        ("ไม่มีภาระกิจ(ไม่ได้ให้บริการ)", "ไม่มีภารกิจ", "ไม่มีภารกิจ", "ไม่ได้ให้บริการ"),
        ("ไม่ประเมิน (ไม่มีผู้ตอบ)", "", "ไม่ประเมิน", ""),
        ("ไม่มีภารกิจ (แล้วเสร็จ)", "", "ไม่มีภารกิจ", ""),
        ("ไม่มีภารกิจ (95.50)", "", "", ""),
        ("ไม่มีภารกิจ (?)", "ไม่มีภารกิจ", "", ""),
        ("มีภารกิจ (ดำเนินการเอง)", "", "", ""),
        ("แล้วเสร็จ (ไม่มีภารกิจ)", "", "", ""),
    ],
)
def test_a_declaration_is_understood_with_its_reason(text: str, status: str, score: str, reason: str) -> None:
    assert (step_status_word(text), declared_word(text), reason_in_status(text)) == (status, score, reason)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("ไม่มีข้อมูล", "ไม่มีข้อมูลรายงาน"),
        ("ไม่มีข้อมูล รายงาน", "ไม่มีข้อมูลรายงาน"),
        ("ไม่มีข้อมูลที่ต้องรายงาน", "ไม่มีข้อมูลรายงาน"),
        ("มีข้อมูล", "มีข้อมูลรายงาน"),
        ("มี", ""),
        ("ไม่มี", ""),
    ],
)
def test_whether_there_is_something_to_report_is_understood(text: str, word: str) -> None:
    assert reporting_word(text) == word


def test_a_message_about_two_texts_that_look_the_same_says_so() -> None:
    def text_of(value: str, lang: str) -> str:
        return message_and_fix(make_finding(Code.HEADER_READ_AS, value=value, name="ลำดับ"), lang)[0]

    assert "แสดงผลเหมือนกัน" in text_of("ลําดับ", "th")
    assert "look the same" in text_of("ลําดับ", "en")
    assert "look the same" not in text_of("ลำดับ ที่", "en")


def test_the_ids_of_measures_never_change_with_the_key() -> None:
    # These texts stand for plans whose forms were issued: their ids are computed from exactly these letters.
    assert id_text("เเผน – ๑ “ดี” …") == "แผน–1“ดี”…"

"""Check the parts of a report: blanks, what an officer set, texts of any kind, and the report of a province."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ita_xlsx.catalogue import load_framework, load_text_drafts
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.diagnosis import Remedy
from ita_xlsx.model.document import Blank, Cell, Chart, Document, Heading, Landscape, Table, blanks_of, simple_blocks
from ita_xlsx.model.framework import OVERALL
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.limits import Limit
from ita_xlsx.model.measures import Measure, Plan, Step
from ita_xlsx.model.report.report_settings import FigureSource, Ranking, ReportSettings
from ita_xlsx.model.report.round_texts import RemedyOverride, RoundText, RoundTexts, TextKey
from ita_xlsx.model.round_state import EarlierRound
from ita_xlsx.model.submission import Answer, Submission
from ita_xlsx.report.agency_report import agency_report
from ita_xlsx.report.province_report import province_report
from ita_xlsx.report.sections.tall_rows import cut_tall_row
from ita_xlsx.report.sentences import texts as sentence_texts
from tests.conftest import AGENCY, full_scores, published, submission_of
from tests.support.provinces import ODD_NAMES, province_of
from tests.support.report_contents import (
    cell_text,
    contents_of,
    province_contents_of,
    rows_of,
    tables,
    texts_of,
)

SAMUT = published("samut-prakan-2568").submission
YEARS = (2562, 2563, 2564, 2565, 2566, 2567, 2568, 2569)


def text_of(document: Document) -> str:
    return "\n".join(texts_of(document.blocks))


@pytest.mark.parametrize("year", YEARS)
def test_every_year_has_a_report_in_its_own_shape(year: int) -> None:
    framework = load_framework(year)
    document = agency_report(contents_of(submission_of(framework, full_scores(framework)), framework))
    parts = sum(len(item.parts) or 1 for item in framework.instruments)
    assert len(tables(document)) == 2 + parts + len(framework.indicators)
    charts = [block for block in simple_blocks(document.blocks) if isinstance(block, Chart)]
    assert [len(chart.categories) for chart in charts] == [10, parts]


@pytest.mark.parametrize("year", [2562, 2568])
def test_a_form_without_scores_is_a_report_of_blanks(year: int) -> None:
    document = agency_report(contents_of(Submission(agency=AGENCY), year))
    blanks = [item.what for item in blanks_of(document.blocks)]
    assert blanks[:2] == ["คะแนนรวม", "ระดับผลการประเมิน"]
    assert f"ยังไม่ได้กรอก {len(blanks)} ช่อง" in text_of(document)
    assert not [block for block in simple_blocks(document.blocks) if isinstance(block, Chart)]
    assert "ยังไม่มีคะแนนของรายการในตารางนี้" in text_of(document)


@pytest.mark.parametrize("missing", ["i1", "e1 public", "o27", "i1 i2 i3", "o1 o2 o3 o4"])
def test_a_missing_answer_is_a_dash_and_its_sentence_says_so(missing: str) -> None:
    framework = load_framework(2568)
    scores = {key: value for key, value in full_scores(framework).items() if key not in missing.split(" ")}
    if missing == "e1 public":
        scores = {key: value for key, value in full_scores(framework).items() if key != missing}
    document = agency_report(contents_of(submission_of(framework, scores), framework))
    cells = [cell for table in tables(document) for row in rows_of(table) for cell in row]
    assert "–" in cells
    assert "None" not in text_of(document)


def test_blanks_are_counted_as_they_are_marked() -> None:
    document = agency_report(contents_of(SAMUT, 2568))
    blanks = blanks_of(document.blocks)
    assert f"ยังไม่ได้กรอก {len(blanks)} ช่อง" in text_of(document)
    assert [item.what for item in blanks][:3] == [f"ข้อสังเกตของผู้ประเมินต่อแบบวัด {code}" for code in ("IIT", "EIT", "OIT")]


def test_the_notes_can_be_left_out() -> None:
    document = agency_report(contents_of(SAMUT, 2568, settings=ReportSettings(notes=False)))
    headings = [block.text for block in simple_blocks(document.blocks) if isinstance(block, Heading)]
    assert "หมายเหตุของผู้จัดทำรายงาน" not in headings
    assert "ยังไม่ได้กรอก" not in text_of(document)


def test_rank_and_national_mean_stand_only_where_they_were_typed_in() -> None:
    contents = contents_of(SAMUT, 2568, settings=ReportSettings(national_mean=Limit(Fraction("93.82"))))
    ranked = replace(contents, ranking=Ranking(rank=5, of=76, kind="จังหวัด"))
    assert "จัดอยู่ในอันดับที่ 5 จาก 76 จังหวัด" in text_of(agency_report(ranked))
    assert "93.82 คะแนน คะแนนรวมสูงกว่าคะแนนเฉลี่ยของทั้งประเทศ" in text_of(agency_report(ranked))
    assert "อันดับที่" not in text_of(agency_report(contents))
    assert "ทั้งประเทศ" not in text_of(agency_report(contents_of(SAMUT, 2568))).replace("ภาครัฐทั่วประเทศ", "")


@pytest.mark.parametrize(("limit", "count"), [("85", 6), ("95", 5), ("99.11", 1), ("100", 0)])
def test_strengths_are_above_the_limit(limit: str, count: int) -> None:
    contents = replace(contents_of(SAMUT, 2568), strength_limit=Limit(Fraction(limit)))
    words = f"ได้คะแนนมากกว่า {limit} คะแนน"
    expected = f"{words}และไม่มีจุดอ่อน มี {count} ตัวชี้วัด" if count else f"ไม่มีตัวชี้วัดใดที่{words}โดยไม่มีจุดอ่อน"
    assert expected in text_of(agency_report(contents))


@pytest.mark.parametrize(
    ("subject", "remedy", "heading"),
    [
        ("i10", Remedy.URGENT, "4."),
        ("i10", Remedy.DEVELOP, "5."),
        ("o27", Remedy.DEVELOP, "5."),
        ("3", Remedy.URGENT, "4."),
    ],
)
def test_the_officer_decides_what_is_urgent(subject: str, remedy: Remedy, heading: str) -> None:
    drafts = load_text_drafts()
    texts = replace(drafts, remedies=(RemedyOverride(subject, remedy),))
    document = agency_report(contents_of(SAMUT, 2568, texts=texts))
    blocks = list(simple_blocks(document.blocks))
    place = next(n for n, block in enumerate(blocks) if isinstance(block, Heading) and block.text.startswith(heading))
    inside = "\n".join(texts_of((blocks[place + 1],)))
    name = load_framework(2568).nodes[subject].name
    assert name in inside
    assert remedy.value in texts_of((blocks[place],))[0]


def test_an_emptied_text_is_a_blank() -> None:
    texts = RoundTexts((RoundText(TextKey.FOREWORD, ""), RoundText(TextKey.RATIONALE, "ของ{หน่วยงาน} {วันประกาศผล}")))
    document = agency_report(contents_of(SAMUT, 2568, texts=texts))
    blanks = [item.what for item in blanks_of(document.blocks)]
    assert blanks[:2] == ["คำนำ", "วันประกาศผล"]
    assert "ของจังหวัดสมุทรปราการ _วันประกาศผล_" in text_of(document)


HOSTILE = [
    "\"ก\" & 'ข'",
    "{{ 7*7 }}",
    "{% for x in y %}",
    "<w:p>",
    "{names}",
    "ก" * 300,
    "\x00\x0b\x1f",
    "%s %d",
    "=1+1",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_of_any_kind_is_only_text(name: str) -> None:
    agency = Agency("P1", name, name, district=name)
    document = agency_report(contents_of(replace(SAMUT, agency=agency), 2568))
    assert document.agency == name
    assert f"{name}ได้คะแนนรวม 94.79 คะแนน" in text_of(document)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_plan_of_any_text_is_only_text(name: str) -> None:
    measure = Measure(
        id="m1", indicator="1", measure=name, steps=(Step("m1.1", name),), analysis=name, responsible=name, period=name
    )
    text = text_of(agency_report(contents_of(SAMUT, 2568, plan=Plan((measure,)))))
    # A text with control characters is cut into lines at them; a long one is cut where a page ends.
    kept = name[:60] if name.isprintable() else "\x00"
    assert text.replace("\n", "").count(kept) >= 4


def test_the_plan_has_all_ten_indicators_and_lies_on_its_side() -> None:
    document = agency_report(contents_of(SAMUT, 2568))
    (landscape,) = [block for block in document.blocks if isinstance(block, Landscape)]
    table = landscape.blocks[-1]
    assert isinstance(table, Table)
    names = [cell_text(row.cells[0]) for row in table.rows[1:] if cell_text(row.cells[0])]
    assert [name.split()[1] if " " in name else name for name in names] == [str(number) for number in range(1, 11)]


def test_the_words_on_the_plan_stand_on_the_pages_of_its_table() -> None:
    document = agency_report(contents_of(SAMUT, 2568))
    blocks = list(document.blocks)
    place = next(number for number, block in enumerate(blocks) if isinstance(block, Landscape))
    landscape = blocks[place]
    assert isinstance(landscape, Landscape)
    assert isinstance(landscape.blocks[0], Heading)
    assert not any(isinstance(block, Heading) and "มาตรการในปีงบประมาณ" in block.text for block in blocks[:place])


@pytest.mark.parametrize("lines", [1, 6, 20, 60])
def test_a_tall_row_is_cut_between_its_lines_and_goes_on(lines: int) -> None:
    cells = (Cell((("ก",),)), Cell(tuple((f"{number}) ข",) for number in range(lines))))
    rows = cut_tall_row(cells, (50, 50))
    assert [row.continues for row in rows] == [False, *[True] * (len(rows) - 1)]
    assert all(len(row.cells[1].lines) <= 7 for row in rows)


def test_a_missing_field_of_the_plan_is_a_blank() -> None:
    measure = Measure(id="m1", indicator="3", measure="มาตรการ", steps=())
    document = agency_report(contents_of(SAMUT, 2568, plan=Plan((measure,), 2570)))
    blanks = {item.what for item in blanks_of(document.blocks)}
    assert {f"{head}ของตัวชี้วัดที่ 3" for head in ("ขั้นตอนหรือวิธีปฏิบัติ", "ผู้รับผิดชอบ", "การกำกับติดตาม")} <= blanks


WORDS = st.text("กขคง ", min_size=1, max_size=400)


@given(st.lists(WORDS, min_size=1, max_size=9), st.lists(WORDS, min_size=1, max_size=9))
@settings(deadline=None)
def test_a_cut_row_keeps_every_word(first: list[str], second: list[str]) -> None:
    cells = (Cell(tuple((line,) for line in first)), Cell(tuple((line,) for line in second)), Cell(((Blank("ก"),),)))
    rows = cut_tall_row(cells, (50, 25, 25))
    for column, lines in enumerate((first, second)):
        kept = "".join(cell_text(row.cells[column]) for row in rows)
        assert kept.replace(" ", "").replace("\n", "") == "".join(lines).replace(" ", "")
    assert [row.cells[2] for row in rows[1:]] == [Cell()] * (len(rows) - 1)


def test_a_short_row_stays_one_row() -> None:
    cells = (Cell((("ก",), ("ข",))), Cell((("ค",),)))
    assert [row.cells for row in cut_tall_row(cells, (50, 50))] == [cells]


@pytest.fixture(scope="module")
def province() -> Document:
    state = province_of(2568, 31)
    return province_report(province_contents_of(state))


def test_the_report_of_a_province_has_every_agency(province: Document) -> None:
    ranks, matrix, missing = (tables(province)[place] for place in (3, 4, 6))
    state = province_of(2568, 31)
    counted = [member.agency.name for member in state.members if member.counts]
    assert sorted(row[1] for row in rows_of(ranks)[1:]) == sorted(counted)
    assert len(rows_of(matrix)) == len(counted) + 2
    assert [row[0] for row in rows_of(missing)[1:]] == [item.agency.name for item in state.members if not item.counts]
    assert any(name in text_of(province) for name in ODD_NAMES.values())


def test_the_figures_of_a_province_agree(province: Document) -> None:
    """The mean in the sentence, in the table and in the last row of the matrix is the same number."""
    means, matrix = tables(province)[1], tables(province)[4]
    of_table = [row[1] for row in rows_of(means)[4:]]
    assert rows_of(matrix)[-1][1:-1] == of_table
    assert f"หน่วยงานคือ {rows_of(matrix)[-1][-1]} คะแนน" in text_of(province)
    ranks = [row[0] for row in rows_of(tables(province)[3])[1:]]
    assert ranks[:4] == ["1", "2", "2", "4"]


def test_a_province_without_any_return_has_a_report() -> None:
    state = replace(province_of(2568, 31), members=())
    text = text_of(province_report(province_contents_of(state)))
    assert "ยังไม่มีหน่วยงานที่ส่งผลครบถ้วน" in text
    assert "None" not in text


def test_a_change_is_that_of_the_agencies_with_both_years() -> None:
    state = province_of(2568, 31)
    nodes = list(state.framework.nodes)
    member = next(item for item in state.members if item.counts and item.summary)
    assert member.summary is not None
    before = [None] * len(nodes)
    earlier: list[Fraction | None] = [*before]
    now = member.summary.values[nodes.index(OVERALL)]
    assert now is not None
    earlier[nodes.index(OVERALL)] = now + 1
    lonely = replace(state, members=(member,))
    contents = province_contents_of(lonely, (EarlierRound(2567, ((member.agency.code, tuple(earlier)),)),))
    assert "ปี 2567 ได้มี 1 แห่ง คะแนนรวมเฉลี่ยของหน่วยงานกลุ่มนี้ลดลง 1.00 คะแนน" in text_of(province_report(contents))


def test_the_plan_of_a_province_stands_in_its_report() -> None:
    measure = Measure(id="m1", indicator="9", measure="เผยแพร่ข้อมูล", steps=(Step("m1.1", "ทำบัญชี"),))
    contents = replace(province_contents_of(province_of(2568, 31)), plan=Plan((measure,), 2569))
    document = province_report(contents)
    assert "เผยแพร่ข้อมูล" in text_of(document)
    assert len(blanks_of(document.blocks)) == 2


ANSWERED = st.dictionaries(
    st.sampled_from([leaf.subject for leaf in load_framework(2568).answers]),
    st.decimals(0, 100, places=2).map(str),
    max_size=51,
)
ANNOUNCED = st.dictionaries(
    st.sampled_from([*load_framework(2568).nodes, "weighted IIT"]), st.decimals(0, 100, places=2).map(str), max_size=12
)


@given(ANSWERED, ANNOUNCED, st.sampled_from(FigureSource))
@settings(max_examples=25, deadline=None)
def test_a_report_of_any_scores_prints_the_chosen_figures(
    answers: dict[str, str], announced: dict[str, str], source: FigureSource
) -> None:
    framework = load_framework(2568)
    submission = replace(
        submission_of(framework, answers),
        announced=tuple(Answer(subject, Fraction(text)) for subject, text in announced.items()),
    )
    contents = contents_of(submission, framework, settings=ReportSettings(figures=source))
    document = agency_report(contents)
    text = text_of(document)
    assert "None" not in text
    assert "{" not in text
    for row, node in zip(_rows_of_indicators(document), framework.of_kind(Kind.INDICATOR), strict=True):
        score = contents.figures.score(node.subject)
        assert row[-1].partition("[")[0] == ("–" if score is None else f"{score:.2f}")


def _rows_of_indicators(document: Document) -> list[list[str]]:
    return rows_of(tables(document)[0])[1:]


@pytest.mark.parametrize("module", [sentence_texts])
def test_a_template_is_short_beside_the_names_in_it(module: ModuleType) -> None:
    """No sentence can repeat forty letters of a report of others, but for official names: its own words are shorter."""
    templates = [value for name, value in vars(module).items() if name.isupper() and isinstance(value, str)]
    words = [re.sub(r"[\s\d]", "", word) for text in templates for word in re.split(r"\{[a-z]+\}", text)]
    assert max(map(len, words)) < 40

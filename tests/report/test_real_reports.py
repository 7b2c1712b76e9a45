"""Check the reports of real results against the figures that were printed, table by table."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.document import Document, Paragraph
from ita_xlsx.report.agency_report import agency_report
from tests.conftest import published
from tests.diagnosis.test_reconciliation import nakhon_pathom
from tests.support.report_contents import contents_of, plain, rows_of, tables, texts_of

_NUMBER = re.compile(r"\d+\.\d\d")
# Table by table, the columns of figures from top to bottom, as the province of Samut Prakan printed them for 2568; in
# table 1 the indicators 6 to 8 are those of its text, from which its overall score follows.
SAMUT_PRAKAN = [
    "96.49 97.20 99.11 93.72 95.95 95.07 92.09 91.25 100.00 90.00",
    "95.15 96.49 92.14 89.21 87.28 96.39 98.57 95.00",
    "95.40 96.49 96.84 97.20 98.58 99.11 90.02 93.72 94.92 95.95",
    "95.04 92.21 93.41 88.48 87.98 86.94",
    "92.67 97.92 88.00 95.70 81.17 95.56",
    "97.14 100.00 100.00 90.00",
    "93.54 96.54 99.38",
    "96.05 97.74 97.82",
    "98.27 99.47 99.59",
    "88.07 97.94 95.14",
    "97.33 95.72 94.81",
    "88.82 97.33 88.62 96.44 99.19 100.00",
    "88.50 97.33 88.25 96.44 88.70 100.00",
    "85.41 94.22 87.72 95.56 87.68 96.89",
    " ".join(["100.00"] * 20),
    "100.00 100.00 100.00 100.00 100.00 100.00 50.00 100.00",
]
PATHUM_THANI = [
    "97.81 96.16 96.65 94.75 96.74 82.39 81.32 78.94 97.50 100.00",
    "96.42 80.88 98.75",
    "97.81 96.16 96.65 94.75 96.74",
    "82.39 81.32 78.94",
    "97.50 100.00",
    "96.24 95.63 96.76 99.40 99.40 99.40",
    "92.86 95.15 98.80 98.60 97.22 94.33",
    "93.87 93.08 95.26 98.41 99.80 99.47",
    "99.01 88.87 93.46 99.01 92.68 95.46",
    "97.03 99.10 96.23 95.70 97.43 94.96",
    "79.40 79.58 79.03 96.15 77.77",
    "73.23 77.23 90.11 75.40 90.66",
    "74.84 76.12 94.51 73.54 75.70",
    "100.00 87.50 100.00 100.00 100.00",
    "100.00 100.00",
]
NAKHON_PATHOM = [
    "92.56 85.25 87.46 82.14 86.56 94.12 94.78 91.82 97.00 100.00",
    "86.79 93.57 98.50",
    "92.56 85.25 87.46 82.14 86.56",
    "94.12 94.78 91.82",
    "97.00 100.00",
]


def report_of(slug: str) -> Document:
    if slug == "nakhon-pathom-2565":
        return agency_report(contents_of(nakhon_pathom(), 2565))
    example = published(slug)
    return agency_report(contents_of(example.submission, example.year))


def figures_of(document: Document) -> list[str]:
    """The figures of each table, row by row, without the texts of questions and the years in the header."""
    return [
        " ".join(number for row in rows_of(table)[1:] for cell in row for number in _scores(cell))
        for table in tables(document)
    ]


def _scores(cell: str) -> list[str]:
    match = re.fullmatch(r"(\d+\.\d\d)(?:\[\*+\])?", cell)
    return [match[1]] if match else []


@pytest.mark.parametrize(
    ("slug", "printed"),
    [("samut-prakan-2568", SAMUT_PRAKAN), ("pathum-thani-2562", PATHUM_THANI), ("nakhon-pathom-2565", NAKHON_PATHOM)],
)
def test_every_table_has_the_figures_of_the_real_report(slug: str, printed: list[str]) -> None:
    assert figures_of(report_of(slug)) == printed


@pytest.mark.parametrize(
    ("slug", "sentences"),
    [
        ("samut-prakan-2568", [
            "จังหวัดสมุทรปราการได้คะแนนรวม 94.79 คะแนน อยู่ในระดับผ่านดี",
            "ตัวชี้วัดที่ 10 การป้องกันการทุจริต ได้คะแนนต่ำสุด 90.00 คะแนน",
            "IIT และ EIT Survey ได้คะแนนเพิ่มขึ้นจากปี 2567 ส่วน EIT Public และ OIT ได้คะแนนลดลงจากปี 2567",
            "ทุกตัวชี้วัดได้คะแนนเพิ่มขึ้นจากปี 2567", "ทุกตัวชี้วัดได้คะแนนลดลงจากปี 2567",
            "ทุกข้อมีคะแนน EIT Public ต่ำกว่า EIT Survey", "ข้อ o1 ถึง o20 ได้ 100 คะแนนทุกข้อ",
            "ทุกข้อได้ 100 คะแนน ยกเว้นข้อ o27 ได้ 50.00 คะแนน",
        ]),
        ("pathum-thani-2562", [
            "จังหวัดปทุมธานีได้คะแนนรวม 92.69 คะแนน อยู่ในระดับ A", "ข้อ i4 ถึง i6 ได้คะแนนสูงสุดเท่ากัน 99.40 คะแนน",
            "มี 4 ข้อที่ได้คะแนนต่ำกว่า 85 คะแนน ได้แก่ ข้อ e1 ถึง e3 และ e5", "ไม่มีคะแนนปี 2561 สำหรับเปรียบเทียบ",
            "ทุกตัวชี้วัดย่อยได้ 100 คะแนน ยกเว้นตัวชี้วัดย่อย 9.2 การบริหารงาน ได้ 87.50 คะแนน",
        ]),
        ("nakhon-pathom-2565", [
            "ได้คะแนนรวม 93.68 คะแนน อยู่ในระดับ A", "ตัวชี้วัดที่ 4 การใช้ทรัพย์สินของราชการ ได้คะแนนต่ำสุด 82.14 คะแนน",
            "ไม่มีคะแนนรายข้อ จึงไม่มีตารางรายข้อ",
        ]),
    ],
)  # fmt: skip
def test_the_sentences_agree_with_the_figures(slug: str, sentences: list[str]) -> None:
    text = "\n".join(texts_of(report_of(slug).blocks))
    assert [sentence for sentence in sentences if sentence not in text] == []


def test_what_cannot_be_right_carries_a_note() -> None:
    found = tables(report_of("samut-prakan-2568"))
    marked = {
        number: [cell for row in rows_of(table) for cell in row if "[*" in cell]
        for number, table in enumerate(found, 1)
    }
    assert {number: texts for number, texts in marked.items() if texts} == {
        5: ["95.70[*]"], 13: ["97.33[*]", "96.44[*]", "100.00[*]"],
    }  # fmt: skip
    assert all(len(found[number - 1].notes) == 1 for number in (5, 13))


def test_two_announced_figures_and_a_wrong_statement_stand_in_the_notes() -> None:
    notes = texts_of(report_of("samut-prakan-2568").blocks[-1:])
    for words in ("95.07 และ 92.21", "«ตัวชี้วัดที่ 8» แต่ตามคะแนนคือ «ตัวชี้วัดที่ 10»", "94.90", "น้ำหนักของข้อ o27"):
        assert any(words in note for note in notes), words


# A limit stands as the officer typed it.
_LIMITS = r"(มากกว่า|ต่ำกว่า|ตั้งแต่) \d+ คะแนน"


@pytest.mark.parametrize("slug", ["samut-prakan-2568", "pathum-thani-2562", "nakhon-pathom-2565"])
def test_no_word_says_a_score_twice(slug: str) -> None:
    """A score has its unit once, never ร้อยละ, and 100 has no decimals in a sentence."""
    paragraphs = [plain(block.pieces) for block in report_of(slug).blocks if isinstance(block, Paragraph)]
    for text in paragraphs:
        assert "ร้อยละ" not in text
        assert "100.00" not in text
        assert not re.search(r"(?<![\d.])(?!100 )\d+ คะแนน", re.sub(_LIMITS, "", text))
        assert not re.search(r"เท่ากับ\s*เท่ากับ|คะแนน\s*คะแนน|\bI\d|๐\d", text)


def test_one_number_for_each_subject() -> None:
    """Every figure of a subject, in every table and sentence, is the figure that the one function chose."""
    example = published("samut-prakan-2568")
    answers = tuple(
        type(item)(item.subject, Fraction(6000 + 37 * number, 100))
        for number, item in enumerate(example.submission.answers)
    )
    submission = type(example.submission)(
        agency=Agency("", "จังหวัดทดสอบ", "ทดสอบ"),
        answers=answers,
        announced=(type(answers[0])("overall", Fraction("71.11")), type(answers[0])("7", Fraction("69.99"))),
        announced_previous=example.submission.announced_previous,
    )
    contents = contents_of(submission, 2568)
    nodes, figures = contents.framework.nodes, contents.figures
    allowed = {f"{figures.score(item):.2f}" for item in nodes if figures.score(item) is not None}
    allowed |= {f"{figures.before(item):.2f}" for item in nodes if figures.before(item) is not None}
    allowed |= {f"{figures.weighted(item.code):.2f}" for item in contents.framework.instruments}
    allowed |= {f"{float(level.overall):.2f}" for level in contents.framework.levels if level.overall} | {"85.00"}
    document = agency_report(contents)
    notes = [block for block in document.blocks if isinstance(block, Paragraph)]
    found = {number for text in texts_of(tuple(notes)) for number in _NUMBER.findall(text)}
    found |= {
        number for table in tables(document) for row in rows_of(table) for cell in row for number in _scores(cell)
    }
    assert found <= allowed
    text = "\n".join(texts_of(document.blocks))
    for node in contents.framework.of_kind(nodes["7"].kind):
        name = re.escape(f"ตัวชี้วัดที่ {node.code} {node.name}")
        scores = set(re.findall(rf"{name} ได้(?:คะแนน(?:สูงสุด|ต่ำสุด))? (\d+\.\d\d|100) คะแนน", text))
        assert scores == {f"{figures.score(node.subject):.2f}"}
    for answer in contents.framework.answers:
        scores = set(re.findall(rf"ข้อ {answer.code} (?:ได้คะแนน(?:สูงสุด|ต่ำสุด) )?(\d+\.\d\d) คะแนน", text))
        assert scores <= {f"{figures.score(answer.subject):.2f}"}

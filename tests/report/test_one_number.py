"""Walk every table, sentence and chart of the reports of all years: a subject has one number, and it is its own.

Every figure of a made-up result is another number, the announced ones too, so that a number tells whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import count

import pytest

from ita_xlsx.catalogue import list_years, load_framework
from ita_xlsx.model.document import Chart, Document, Table, simple_blocks
from ita_xlsx.model.framework import Framework, Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.report.printed_figures import PrintedFigures
from ita_xlsx.model.report.report_settings import FigureSource, ReportSettings
from ita_xlsx.model.submission import Answer, Submission
from ita_xlsx.report.agency_report import agency_report
from ita_xlsx.report.contents import AgencyContents
from ita_xlsx.report.province_report import province_report
from tests.conftest import AGENCY
from tests.support.provinces import province_of
from tests.support.report_contents import contents_of, plain, province_contents_of, rows_of, tables, texts_of

_NUMBER = re.compile(r"(?<![\d.])\d+\.\d\d(?!\d)")
_CELL = re.compile(r"(\d+\.\d\d)(?:\[\*+\])?")
_OF_PART = re.compile(r"(EIT (?:Public|Survey)): ")


def made_up(framework: Framework) -> Submission:
    """A result in which every score and every announced figure of both years is a number of its own."""
    numbers = (Fraction(6000 + place * 1297 % 3989, 100) for place in count(1))
    inner = [node.subject for node in framework.nodes.values() if node.kind is not Kind.ANSWER]

    def figures(subjects: list[str]) -> tuple[Answer, ...]:
        return tuple(Answer(subject, next(numbers)) for subject in subjects)

    leaves = [leaf.subject for leaf in framework.answers]
    return Submission(
        agency=AGENCY,
        answers=figures(leaves),
        previous=figures(leaves),
        announced=figures(inner),
        announced_previous=figures(inner),
    )


def contents(year: int, source: FigureSource) -> AgencyContents:
    framework = load_framework(year)
    return contents_of(made_up(framework), framework, settings=ReportSettings(figures=source))


class Reader:
    """A reader who knows how every subject may be named, and takes a number as that of the subject named last."""

    def __init__(self, framework: Framework) -> None:
        self.labels = {part.code: part.label for item in framework.instruments for part in item.parts}
        self.names = [
            (re.compile(name, re.MULTILINE), node.subject)
            for node in framework.nodes.values()
            for name in self.of(node)
        ]

    def of(self, node: Node) -> list[str]:
        """The names of a subject, as patterns."""
        code, name = re.escape(node.code), re.escape(node.name)
        indicator = rf"(?:ตัวชี้วัดที่ {code}(?!\d)(?: {name})?|\b{code}\. {name})"
        label = self.labels.get(node.part, "")
        match node.kind:
            case Kind.OVERALL:
                return ["คะแนนรวม", "^รวม$"]
            case Kind.INSTRUMENT:
                return [rf"\b{code}\b(?! (?:Public|Survey))"]
            case Kind.VIEW:
                return [label]
            case Kind.INDICATOR:
                return [indicator]
            case Kind.PART:
                return [rf"{indicator} \(?{label}\)?"]
            case Kind.SUBINDICATOR:
                return [rf"\b{code} {name}", rf"ตัวชี้วัดย่อย {code}"]
            case Kind.ANSWER:
                return [rf"\b{code}\b \(?{label}\)?" if label else rf"\b{code}\b"]

    def told(self, text: str, label: str = "") -> Iterator[tuple[str, str]]:
        """Yield each number of a text with the subject named before it; ``label`` is the part that the text is of."""
        first, *others = _OF_PART.split(text)
        for of_part, words in [(label, first), *zip(others[::2], others[1::2], strict=True)]:
            yield from self.told_of_part(words, of_part)

    def told_of_part(self, text: str, label: str) -> Iterator[tuple[str, str]]:
        words = text
        if label:
            # In a table or a list of one part, the codes and indicators are those of the part.
            words = re.sub(r"\b(e\d+)\b(?! \()", rf"\1 ({label})", words)
            words = re.sub(r"^(\d\. .*?)(?=\n|$)", rf"\1 ({label})", words)
        named = [(item.start(), item.end(), subject) for name, subject in self.names for item in name.finditer(words)]
        widest = [
            one for one in named
            if not any(two[0] <= one[0] and one[1] <= two[1] and two[:2] != one[:2] for two in named)
        ]  # fmt: skip
        for number in _NUMBER.finditer(words):
            before = [item for item in widest if item[1] <= number.start()]
            yield max(before)[2] if before else "", number[0]


def walk(document: Document, reader: Reader) -> Iterator[tuple[str, str, str]]:
    """Yield each number with its subject and the year of its column: of sentences, notes and cells."""
    for block in simple_blocks(document.blocks):
        if not isinstance(block, Table):
            for text in texts_of((block,)):
                yield from ((subject, "", number) for subject, number in reader.told(text))
            continue
        for note in block.notes:
            yield from ((subject, "", number) for subject, number in reader.told(plain(note.pieces)))
        head, *rows = rows_of(block)
        if head[0] == "ระดับ":
            continue
        of_caption = block.caption.text if block.caption else ""
        above = ""
        for row in rows:
            above = row[0] if len(row) == len(head) or row[0] == "รวม" else above
            name = [cell for cell in row if not _CELL.fullmatch(cell)]
            for place, cell in enumerate(reversed(row), 1):
                title = head[-place]
                label = next((item for item in reader.labels.values() if item in f"{title} {of_caption}"), "")
                if not (match := _CELL.fullmatch(cell)):
                    yield from ((subject, "", number) for subject, number in reader.told(cell))
                elif title == "คะแนนถ่วงน้ำหนัก" and row[0] != "รวม":
                    [(subject, number)] = reader.told(f"{name[0]} {match[1]}")
                    yield f"weighted {subject}", "", number
                else:
                    whole = " ".join([above, *name]) if name and name[0] != above else " ".join(name[:2])
                    [(subject, number)] = reader.told(f"{whole}\n{match[1]}", label)
                    yield subject, next(iter(re.findall(r"25\d\d", title)), ""), number


@pytest.mark.parametrize("source", list(FigureSource))
@pytest.mark.parametrize("year", list_years())
def test_every_number_is_that_of_the_subject_named_with_it(year: int, source: FigureSource) -> None:
    made = contents(year, source)
    figures, nodes = made.figures, made.framework.nodes
    found = list(walk(agency_report(made), Reader(made.framework)))
    wrong = [
        (subject, when, number)
        for subject, when, number in found
        if number not in numbers_of(figures, subject, when)
    ]  # fmt: skip
    assert wrong == []
    # Every subject of a table is there, of both years where its table has both.
    seen = {(subject, when) for subject, when, _ in found}
    assert {subject for subject in nodes if nodes[subject].kind is not Kind.SUBINDICATOR} <= {item[0] for item in seen}
    tops = [item.subject for item in made.framework.of_kind(Kind.INDICATOR)]
    assert {(item, str(year - 1)) for item in tops if not made.framework.nodes[item].children[0].part} <= seen


def numbers_of(figures: PrintedFigures, subject: str, when: str) -> set[str]:
    """The numbers that a subject may have: its printed figure, and in a note also what its parts give."""
    if subject not in figures.framework.nodes:
        kind, _, code = subject.partition(" ")
        return {f"{figures.weighted(code):.2f}"} if kind == "weighted" else set()
    if when:
        score = figures.before(subject) if when == str(figures.year_before) else figures.score(subject)
        return {f"{score:.2f}"}
    return {f"{score:.2f}" for score in (figures.score(subject), figures.contradiction(subject)) if score is not None}


@pytest.mark.parametrize("source", list(FigureSource))
@pytest.mark.parametrize("year", list_years())
def test_a_chart_has_the_numbers_of_the_tables(year: int, source: FigureSource) -> None:
    made = contents(year, source)
    figures = made.figures
    radar, bars = [block for block in simple_blocks(agency_report(made).blocks) if isinstance(block, Chart)]
    views = made.framework.of_kind(Kind.VIEW)
    split = {item.code for item in views}
    parts = [
        node.subject
        for item in made.framework.of_kind(Kind.INSTRUMENT)
        for node in ([view for view in views if view.code == item.code] if item.code in split else [item])
    ]
    for chart, subjects in ((radar, [item.subject for item in made.framework.of_kind(Kind.INDICATOR)]), (bars, parts)):
        before, now = (list(item.values) for item in chart.series)
        assert now == [figures.score(subject) for subject in subjects]
        assert before == [figures.before(subject) for subject in subjects]


@pytest.mark.parametrize("year", list_years())
def test_no_sentence_has_two_spaces(year: int) -> None:
    texts = texts_of(agency_report(contents(year, FigureSource.ANNOUNCED)).blocks)
    assert [text for text in texts if "  " in text] == []


def test_a_number_of_another_subject_is_found() -> None:
    reader = Reader(load_framework(2568))
    assert list(reader.told("ตัวชี้วัดที่ 7 ประสิทธิภาพการสื่อสาร (EIT Survey) ได้ 70.01 คะแนน ข้อ e1 (EIT Public) ได้ 70.02")) == [
        ("7 survey", "70.01"), ("e1 public", "70.02"),
    ]  # fmt: skip
    assert list(reader.told("EIT Public: e1 ได้ 70.03 คะแนน EIT Survey: e1 ได้ 70.04 คะแนน และ EIT ได้ 70.05 คะแนน")) == [
        ("e1 public", "70.03"), ("e1 survey", "70.04"), ("EIT", "70.05"),
    ]  # fmt: skip


@pytest.mark.parametrize("year", list_years())
def test_a_province_has_one_number_for_each_agency_and_indicator(year: int) -> None:
    state = province_of(year, 31)
    document = province_report(province_contents_of(state))
    by_caption = {block.caption.key: rows_of(block) for block in tables(document) if block.caption}
    ranks, means, matrix = by_caption["ranks"][1:], by_caption["means"][1:], by_caption["matrix"]
    *agencies, last = matrix[1:]
    text = "\n".join(texts_of(document.blocks))
    # Of each agency: its rank, its row in the matrix, and the sentence on the first and the last.
    assert sorted(row[2] for row in ranks) == sorted(row[-1] for row in agencies)
    assert [Decimal(row[2]) for row in ranks] == sorted((Decimal(row[2]) for row in ranks), reverse=True)
    assert f"ต่ำสุด {ranks[-1][2]} คะแนน และสูงสุด {ranks[0][2]} คะแนน" in text
    assert f"หน่วยงานคือ {last[-1]} คะแนน" in text
    # Of each indicator: its mean in both tables and in every sentence, and its bounds are those of its column.
    indicators = state.framework.of_kind(Kind.INDICATOR)
    of_indicators = means[-len(indicators) :]
    assert [row[1] for row in of_indicators] == last[1:-1]
    for place, (node, row) in enumerate(zip(indicators, of_indicators, strict=True), 1):
        column = [Decimal(agency[place]) for agency in agencies]
        assert [Decimal(row[2]), Decimal(row[3])] == [min(column), max(column)]
        name = re.escape(f"ตัวชี้วัดที่ {node.code} {node.name}")
        said = re.findall(rf"{name} ได้(?:คะแนน(?:สูงสุด|ต่ำสุด))? (\d+\.\d\d|100) คะแนน", text)
        assert {f"{float(item):.2f}" for item in said} == {row[1]}
        # Indicators of the same mean stand together.
        assert len(said) + text.count(f"ได้คะแนนเท่ากัน {row[1]} คะแนน") >= 2

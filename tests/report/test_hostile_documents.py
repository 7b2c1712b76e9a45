"""Write whole reports whose names and texts try to break out, and read the files back: they are text and no more."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from ita_xlsx.catalogue import load_text_drafts
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.document import Document, MasterKind
from ita_xlsx.model.measures import Measure, Plan, Step
from ita_xlsx.model.report.round_texts import RoundText, RoundTexts, TextKey
from ita_xlsx.report.agency_report import agency_report
from ita_xlsx.report.province_report import province_report
from ita_xlsx.report.word.make_document import make_document
from ita_xlsx.report.word.shipped_masters import load_master
from tests.conftest import published
from tests.report.sample_documents import HARD_TEXTS, parts_of
from tests.report.test_read_back import opened
from tests.report.test_word_documents import assert_whole
from tests.support.provinces import province_of
from tests.support.report_contents import contents_of, province_contents_of
from tests.support.word_text import W, words_of

SAMUT = published("samut-prakan-2568").submission
PLAIN = "หน่วยงาน"
# What runs in a template, a shell, a format or a cell would leave this behind.
RESULT = "40317"
HOSTILE = (
    *HARD_TEXTS, "{{ 201 * 200 + 117 }}", "{% set x = 40000 %}{{ x + 317 }}", "${201*200+117} #{201*200+117}",
    "{names} {0} %s %(x)d", "=201*200+117", "<w:tbl><w:tr/></w:tbl>", "{หน่วยงาน}{{หน่วยงาน}}", "\u202e\u200b\ufeff",
    "[เนื้อหาของรายงาน]",
)  # fmt: skip


def agency_document(text: str) -> Document:
    """The report of an agency with a text in its name, in its texts and in its plan."""
    agency = Agency("P1", text, text, district=text)
    measure = Measure(
        id="m1", indicator="1", measure=text, steps=(Step("m1.1", text),), analysis=text, responsible=text
    )
    drafts = load_text_drafts()
    texts = RoundTexts(
        tuple(
            RoundText(item.key, f"{item.text}\n{text}") if item.key is TextKey.FOREWORD else item
            for item in drafts.texts
        )
    )
    return agency_report(contents_of(replace(SAMUT, agency=agency), 2568, plan=Plan((measure,)), texts=texts))


def province_document(text: str) -> Document:
    """The report of a province whose agencies all have a text in their names."""
    state = province_of(2568, 6)
    members = tuple(
        replace(item, agency=replace(item.agency, name=f"{item.agency.code} {text}")) for item in state.members
    )
    return province_report(province_contents_of(replace(state, members=members, name=text)))


def written(text: str) -> str:
    """A text as a document can hold it, with the breaks of lines as spaces."""
    return " ".join(re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "\ufffd", text).split())


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("report", [agency_document, province_document])
def test_a_report_of_any_text_is_whole_and_holds_it(report: Callable[[str], Document], text: str) -> None:
    master = load_master(MasterKind.REPORT)
    data, plain = (make_document(replace(report(item), digits="arabic"), master) for item in (text, PLAIN))
    assert_whole(data)
    document, expected = opened(data), opened(plain)
    said = " ".join(word for item in document.element.body.iter(f"{W}p") for word in words_of(item).split())
    assert written(text) in said
    assert RESULT not in " ".join(str(part) for part in parts_of(data).values())
    assert len(document.tables) == len(expected.tables)
    assert [len(table.columns) for table in document.tables] == [len(table.columns) for table in expected.tables]
    assert [item.text for item in document.paragraphs if item.style.name.startswith("Heading")] == [
        item.text for item in expected.paragraphs if item.style.name.startswith("Heading")
    ]
    assert document.core_properties.title == expected.core_properties.title

"""Check the page of evidence: a complete accessible table, in which no text from outside is ever more than a text."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.catalogue import load_framework
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.layout.grid import Place
from ita_xlsx.model.oit.oit_items import AgencyItems, OitItem
from ita_xlsx.model.submission import Evidence, StepReport
from ita_xlsx.model.text.contact_details import CONTACT_MARK, without_contacts
from ita_xlsx.output.kit.evidence_page import EvidencePage, split_addresses
from tests.conftest import AGENCY, EDITION, full_scores, submission_of, write_form
from tests.support.program import printed, run

FRAMEWORK = load_framework(2568)
CODES = [leaf.code for leaf in FRAMEWORK.answers if FRAMEWORK.has_evidence(leaf.subject)]
PLACE = Place("OIT", 4, 3)
HOSTILE = (
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "</td></table><h1>",
    "&lt;b&gt; &amp;#x41;", "\u202ehttps://a.example.go.th/\u202c", "<!-- -->", "]]>", "a\x00b\x08",
    "\ud800", "<!DOCTYPE x>",
)  # fmt: skip
TAGS = {"html", "head", "meta", "title", "body", "h1", "main", "div", "table", "caption", "thead", "tbody", "tr", "th",
        "td", "a", "br", "p"}  # fmt: skip
OPEN = {"meta", "br"}


@dataclass
class Read(HTMLParser):
    """What a browser would see: tags, attributes, rows of texts, and links; tags must be closed in their order."""

    tags: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)
    rows: list[list[str]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    scopes: list[str] = field(default_factory=list)
    text: str = ""
    declaration: str = ""
    _stack: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in OPEN:
            self._stack.append(tag)
        values = dict(attrs)
        if tag == "tr":
            self.rows.append([])
        if tag in ("th", "td"):
            self.rows[-1].append("")
            self.scopes += [values["scope"] or ""] if tag == "th" else []
        if tag == "br" and self.rows:
            self.rows[-1][-1] += "\n"
        if tag == "a":
            self.links.append((values["href"] or "", ""))
            assert values["rel"] == "noopener"

    def handle_endtag(self, tag: str) -> None:
        assert self._stack.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._stack[-1:] == ["a"]:
            self.links[-1] = (self.links[-1][0], self.links[-1][1] + data)
        if {"td", "th"} & set(self._stack):
            self.rows[-1][-1] += data

    def handle_decl(self, decl: str) -> None:
        self.declaration = decl

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


def read(data: bytes) -> Read:
    parser = Read()
    parser.feed(data.decode("utf-8"))
    parser.close()
    assert not parser._stack
    return parser


def page_of(
    item: OitItem,
    agency: Agency = AGENCY,
    steps: tuple[StepReport, ...] = (),
    *,
    with_contacts: bool = False,
    with_steps: bool = False,
) -> EvidencePage:
    items = AgencyItems(agency=agency, framework=FRAMEWORK, instrument="OIT", file="f.xlsx", items=(item,), steps=steps)
    return EvidencePage(items, EDITION, with_contacts, with_steps)


def item_of(url: str = "", note: str = "", display_text: str = "") -> OitItem:
    return OitItem(
        code="o1", indicator="i9 ก", text="โครงสร้าง", url=url, note=note, place=PLACE, display_text=display_text
    )


def cells(item: OitItem, *, with_contacts: bool = False) -> list[str]:
    """The cells of the row of an item."""
    made = page_of(item, with_contacts=with_contacts)
    return next(row for row in read(made.page()).rows if row[0] == "o1")


def test_a_page_is_complete_and_needs_nothing_from_elsewhere() -> None:
    page = read(page_of(item_of("https://a.example.go.th/o1")).page())
    assert page.declaration == "DOCTYPE html"
    assert page.tags == TAGS - {"br"}
    assert page.attributes <= {"lang", "charset", "name", "content", "style", "scope", "colspan", "href", "rel"}
    assert page.scopes == ["col"] * 4 + ["rowgroup", "row"]


def test_the_part_to_paste_is_the_same_table_without_a_page_around_it() -> None:
    made = page_of(item_of("https://a.example.go.th/o1", "หมายเหตุ"))
    page, part = read(made.page()), read(made.fragment())
    assert part.rows == page.rows
    assert not part.tags & {"html", "head", "body", "meta", "title", "h1", "main"}


@pytest.mark.parametrize(
    ("url", "links", "text"),
    [
        ("", [], "ยังไม่มีลิงก์"),
        ("ไม่มีบริการนี้", [], "ไม่มีบริการนี้"),
        (
            "https://a.example.go.th/1, https://a.example.go.th/2\nhttps://b.example.go.th/ก ?",
            ["https://a.example.go.th/1", "https://a.example.go.th/2", "https://b.example.go.th/ก"],
            "https://a.example.go.th/1\nhttps://a.example.go.th/2\nhttps://b.example.go.th/ก\n?",
        ),
        (
            "ดู (https://a.example.go.th/1) และ https://a.example.go.th/1/2 หน้า 3",
            ["https://a.example.go.th/1", "https://a.example.go.th/1/2"],
            "ดู (\nhttps://a.example.go.th/1\n) และ\nhttps://a.example.go.th/1/2\nหน้า 3",
        ),
        ("https：//a.example.go.th/1", ["https://a.example.go.th/1"], "https://a.example.go.th/1"),
        ('https://a.example.go.th/?a=1&b="2"', [], 'https://a.example.go.th/?a=1&b="2\n"'),
        ("https://a.example.go.th/?a=1&b=2", ["https://a.example.go.th/?a=1&b=2"], "https://a.example.go.th/?a=1&b=2"),
    ],
)
def test_a_cell_of_several_addresses_becomes_links_one_below_the_other(url: str, links: list[str], text: str) -> None:
    page = read(page_of(item_of(url)).page())
    assert [href for href, _ in page.links] == links
    assert next(row for row in page.rows if row[0] == "o1")[2] == text


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x",
        "file:///c:/x.pdf", "C:\\แผน.pdf", "www.example.go.th/o1", "http://192.168.1.5/o1", "https://user@example.go.th/",
        "ftp://a.example.go.th/x", "htp://a.example.go.th/x", "https://a.example.go.th/\u202ex",
    ],
)  # fmt: skip
def test_only_a_web_address_that_the_public_can_open_is_a_link(url: str) -> None:
    made = page_of(item_of(url))
    assert read(made.page()).links == []
    assert [item.address for item in made.left_out if item.address]


def test_a_link_with_another_text_has_both() -> None:
    assert cells(item_of("https://a.example.go.th/1", display_text="ดูที่นี่"))[2] == "ดูที่นี่\nhttps://a.example.go.th/1"


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_from_outside_is_more_than_a_text(text: str) -> None:
    agency = replace(AGENCY, name=text)
    item = OitItem(code="o1", indicator=text, text=text, url=text, note=text, display_text=text)
    step = StepReport(id="1", step=text, status=text, url=text, note=text, number=text, measure=text)
    made = page_of(item, agency, (step,), with_steps=True, with_contacts=True)
    for data in (made.page(), made.fragment()):
        page = read(data)
        assert page.tags <= TAGS
        assert page.attributes <= {"lang", "charset", "name", "content", "style", "scope", "colspan", "href", "rel"}
        assert not {"\u202e", "\x00", "\x08"} & set(page.text)


@given(st.text(max_size=60), st.sampled_from(["", "https://a.example.go.th/", "javascript:", "//"]))
def test_any_text_is_a_text(text: str, start: str) -> None:
    page = read(page_of(item_of(f"{start}{text}", text, display_text=text)).page())
    assert page.tags <= TAGS
    assert all(href.startswith(("http://", "https://")) for href, _ in page.links)


@given(
    st.lists(st.sampled_from(["https://a.example.go.th/1", "https://a.example.go.th/1/2", "ก", "(", "),", " ", "\n"]))
)
def test_no_word_of_a_cell_is_lost(pieces: list[str]) -> None:
    text = " ".join(pieces)
    kept = "".join(piece for piece, _ in split_addresses(text))
    assert [char for char in kept if char.isalnum()] == [char for char in text if char.isalnum()]


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("โทร 0 2123 4567 ต่อ 12", f"โทร {CONTACT_MARK}"),
        ("โทร. ๐๘๑-๒๓๔-๕๖๗๘ ครับ", f"โทร. {CONTACT_MARK} ครับ"),
        ("+66 81 234 5678", CONTACT_MARK),
        ("(02) 123-4567", CONTACT_MARK),
        ("ถึง ita@example.go.th", f"ถึง {CONTACT_MARK}"),
        ("หนังสือที่ มท 0201/1234 ลงวันที่ 30/9/2568", "หนังสือที่ มท 0201/1234 ลงวันที่ 30/9/2568"),
        ("งบประมาณ 1,200,000.00 บาท", "งบประมาณ 1,200,000.00 บาท"),
        ("1 มีนาคม 2568", "1 มีนาคม 2568"),
    ],
)
def test_contact_details_are_found_and_numbers_of_other_things_stay(text: str, published: str) -> None:
    assert without_contacts(text) == published


def test_contact_details_stand_in_no_page_unless_they_are_asked_for() -> None:
    item = item_of("mailto:ita@example.go.th โทร 081-234-5678", "โทร 0 2123 4567")
    made = page_of(item)
    assert not {"081", "2123", "ita@"} & {word for word in ("081", "2123", "ita@") if word in read(made.page()).text}
    assert [part.address for part in made.left_out].count("") == 3
    assert "0 2123 4567" in cells(item, with_contacts=True)[3]


def test_an_address_with_digits_is_no_telephone_number() -> None:
    url = "https://a.example.go.th/0212345678.pdf"
    assert read(page_of(item_of(url)).page()).links == [(url, url)]


def test_a_page_has_the_items_of_the_year_in_their_order_with_wording_links_and_explanation(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    links = (
        Evidence("o1", "https://a.example.go.th/1 https://a.example.go.th/2", "สองหน้า"),
        Evidence("o3", "www.example.go.th", "โทร 0 2123 4567"),
    )
    submission = replace(submission_of(FRAMEWORK, full_scores(FRAMEWORK)), evidence=links)
    write_form(tmp_path / "form.xlsx", FRAMEWORK, submission)
    options = ("--issued", "2025-06-01", "--format", "json")
    _, found = printed(capsys, "evidence", tmp_path / "form.xlsx", "-o", tmp_path / "out", *options)
    (result,) = found["results"]
    page = read(Path(result["file"]).read_bytes())
    rows = [row for row in page.rows if row[0] in CODES]
    wordings = {item.code: item.text for item in FRAMEWORK.questions}
    assert [row[:2] for row in rows] == [[code, wordings[code]] for code in CODES]
    assert [row[2:] for row in rows[:3]] == [
        ["https://a.example.go.th/1\nhttps://a.example.go.th/2", "สองหน้า"],
        ["ยังไม่มีลิงก์", ""],
        ["www.example.go.th", f"โทร {CONTACT_MARK}"],
    ]
    # An address that stays text is no link.
    assert (result["items"], result["with_links"]) == (len(CODES), 1)
    places = [(item["code"], item["sheet"]) for item in found["findings"] if item["code"].startswith("C74")]
    assert places == [("C746", "OIT"), ("C747", "OIT")]
    assert read(Path(result["part"]).read_bytes()).rows == page.rows


def test_steps_stand_in_the_page_on_request(tmp_path: Path) -> None:
    steps = (
        StepReport(id="1", step="อบรม", status="ดำเนินการแล้ว", url="https://a.example.go.th/s", number="1", measure="ม"),
    )
    assert "อบรม" not in read(page_of(item_of(), steps=steps).page()).text
    page = read(page_of(item_of(), steps=steps, with_steps=True).page())
    assert page.rows[-1] == ["1", "อบรม", "ดำเนินการแล้ว\nhttps://a.example.go.th/s", ""]


def test_no_page_is_written_over_another_without_force(tmp_path: Path) -> None:
    write_form(tmp_path / "form.xlsx", FRAMEWORK, submission_of(FRAMEWORK, full_scores(FRAMEWORK)))
    arguments = ("evidence", tmp_path / "form.xlsx", "-o", tmp_path / "out", "-q")
    assert [run(*arguments), run(*arguments), run(*arguments, "--force")] == [0, 3, 0]
    assert json.dumps(sorted(path.suffix for path in (tmp_path / "out").iterdir())) == '[".html", ".html"]'

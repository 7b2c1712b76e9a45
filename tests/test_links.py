"""Are the addresses given as evidence read, judged by rule, and told as they are, with nothing going out?"""

from __future__ import annotations

import io
import os
import random
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.catalogue import load_framework
from ita_xlsx.cycle.receive import Returned
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.errors import InputError
from ita_xlsx.links import check_link_results, judge_links, stored_results
from ita_xlsx.links.wrong_site import cut_off, slips, spellings
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.layout import AgencyLayout
from ita_xlsx.model.links import (
    AgencyLinks,
    AgencyProofs,
    LinkResult,
    Proof,
    SiteOrigin,
    Verdict,
    link_result,
    result_of,
    same_address,
)
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.submission import StepReport, Submission
from ita_xlsx.model.text.addresses import addresses_in
from ita_xlsx.output.book import Book
from ita_xlsx.store.link_results import links_text, read_links
from tests.conftest import ISSUED
from tests.forms import read
from tests.libreoffice.office import Office
from tests.libreoffice.workbooks import package_parts
from tests.program import printed, run
from tests.samut_sakhon import AGENCY, ROWS, SITE

FRAMEWORK = load_framework(2568)
STEPS = AgencyLayout(FRAMEWORK).measures
OIT = next(table for table in AgencyLayout(FRAMEWORK).scores if table.sheet == "OIT")
HOME = "https://www.opsmoac.go.th"


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ITA_LANG", "en")
    monkeypatch.chdir(tmp_path)


def template(path: Path, site: str = SITE) -> Path:
    """An empty form on disk."""
    path.write_bytes(make_form(FRAMEWORK, RoundSettings(), Submission(Agency("P01", AGENCY, "สมุทรสาคร", site)), ISSUED))
    return path


def typed_steps() -> list[tuple[str, str, str]]:
    """What a clerk types into the sheet of measures: sheet, cell and text."""
    typed = []
    for row, (instrument, indicator, step, result) in enumerate(ROWS, STEPS.first_row + 1):
        said = {"number": str(row), "instrument": instrument, "indicator": indicator, "step": step, "url": result}
        letters = {key: STEPS.place(STEPS.items[0], key).a1.rstrip("0123456789") for key in said}
        typed += [(STEPS.sheet, f"{letters[key]}{row}", text) for key, text in said.items() if text]
    return typed


def fill(path: Path, site: str = SITE) -> Path:
    """The real form's 56 steps typed into a template by openpyxl."""
    book = openpyxl.load_workbook(template(path, site))
    for sheet, cell, text in typed_steps():
        book[sheet][cell] = text
    book.save(path)
    return path


@pytest.fixture
def form(tmp_path: Path) -> Path:
    return fill(tmp_path / "p01.xlsx")


def judge(*texts: str, site: str = f"{HOME}/samutsakhon-home", roster: str = "") -> AgencyLinks:
    """One agency's cells, judged."""
    proofs = tuple(Proof(f"s.{number}", text) for number, text in enumerate(texts))
    return judge_links([AgencyProofs(Agency("P01", "x", website=roster), "a.xlsx", proofs, site)])[0]


def rules(*texts: str, **about: str) -> list[list[str]]:
    """The codes told of each cell."""
    return [[item.rule for item in one.results] for one in judge(*texts, **about).links]


def check_as_printed(entries: list[dict[str, Any]]) -> None:
    """What the real form holds, counted."""
    assert len(entries) == 56
    urls = [entry["url"] for entry in entries if entry["url"]]
    assert (len(urls), len(set(urls))) == (51, 32)
    told = Counter(rule for entry in entries for rule in entry["rules"])
    assert told == {"L404": 2, "L405": 7, "L406": 6, "L411": 8, "L412": 9, "L414": 3}
    groups = spellings(urls)
    assert [len(group) for group in groups] == [3, 3]
    assert {url for group in groups for url in group} == {e["url"] for e in entries if "L405" in e["rules"]}
    cut = {entry["url"] for entry in entries if "L404" in entry["rules"]}
    assert cut == {f"{HOME}/samutsakhon-", "https://docs.google.com/forms/d/e/1FAIpQLSc-"}
    assert {entry["url"].split("/")[2] for entry in entries if "L406" in entry["rules"]} == {"www.opsmoac.gov.th"}
    reasons = [entry["text"] for entry in entries if entry["verdict"] == "reason"]
    assert reasons == ["ไม่มีการให้บริการจัดระบบคิว"] * 2 + ["ไม่มีการให้บริการระบบจองคิว"]
    assert sum(entry["verdict"] is None for entry in entries) == 2
    many = Counter(entry["url"] for entry in entries if "L412" in entry["rules"])
    assert sorted(many.values()) == [4, 5]
    numbered = {url for url in urls if url.rpartition("-")[2].isdigit()}
    assert len(numbered) > 15
    assert not [entry for entry in entries if entry["url"] in numbered and {"L404", "L405"} & set(entry["rules"])]


def test_a_real_form_typed_by_openpyxl_is_judged_as_it_is(form: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = printed(capsys, "links", form, "--framework", "2568", "--format", "json")
    assert code == 0
    assert told["status"] == "accepted_with_warnings"
    check_as_printed(told["results"])
    cells = [finding["cell"] for finding in told["findings"] if finding["code"] == "L412"]
    assert cells == ["K9, K11, K46, K55", "K31:K35"]


def test_a_real_form_typed_by_libreoffice_is_judged_as_it_is(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edits = [("unprotect", STEPS.sheet, ""), *(("put_text", *entry) for entry in typed_steps())]
    office.edit(template(tmp_path / "form.xlsx"), tmp_path / "p01.xlsx", edits)
    code, told = printed(capsys, "links", "p01.xlsx", "--framework", "2568", "--format", "json")
    assert code == 0
    check_as_printed(told["results"])


def test_a_site_that_nobody_names_is_that_of_most_addresses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(tmp_path / "p01.xlsx", site="")
    _, told = printed(capsys, "links", "p01.xlsx", "--framework", "2568", "--format", "json")
    assert [item["message"].count("www.opsmoac.go.th") for item in told["findings"] if item["code"] == "L415"] == [1]
    check_as_printed(told["results"])


@pytest.mark.parametrize(
    ("website", "roster", "texts", "host", "origin"),
    [
        ("www.a.go.th", "https://b.go.th", (), "www.a.go.th", SiteOrigin.FORM),
        ("ไม่มี", "https://b.go.th/x", (), "b.go.th", SiteOrigin.ROSTER),
        ("", "", ("https://a.go.th/1", "https://www.a.go.th/2", "https://b.go.th"), "www.a.go.th", SiteOrigin.GUESSED),
        ("", "", ("https://a.go.th/1", "https://b.go.th"), "", SiteOrigin.UNKNOWN),
        ("", "", ("https://docs.google.com/1", "https://bit.ly/b"), "", SiteOrigin.UNKNOWN),
        ("", "", (), "", SiteOrigin.UNKNOWN),
    ],
)
def test_the_site_is_what_form_roster_or_most_addresses_say(
    website: str, roster: str, texts: tuple[str, ...], host: str, origin: SiteOrigin
) -> None:
    site = judge(*texts, site=website, roster=roster).site
    assert (site.host, site.origin) == (host, origin)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("-", []),
        ("อยู่ระหว่างดำเนินการ", ["L414"]),
        ("รายงาน.pdf", ["L414"]),
        ("ita@opsmoac.go.th", ["L414"]),
        (f"{HOME}/a", []),
        (f"ดูที่ ({HOME}/a) หน้า 3", []),
        (f"{HOME}/แผน-๒๕๖๘", []),
        (f"{HOME}/a%20b?x=1&y=[2]#top", []),
        ("HTTPS://WWW.OPSMOAC.GO.TH/a", []),
        ("https://ita.opsmoac.go.th/a", []),
        ("http://www.opsmoac.go.th/a", ["L413"]),
        ("www.opsmoac.go.th/a", ["L402"]),
        ("opsmoac.go.th/a", ["L402"]),
        ("http:/www.opsmoac.go.th/a", ["L401"]),
        ("https//www.opsmoac.go.th/a", ["L401"]),
        ("htpps://www.opsmoac.go.th/a", ["L401"]),
        ("https://https://www.opsmoac.go.th", ["L401"]),
        ("https://www.opsmoac.go,th/a", ["L401"]),
        ("https://www..opsmoac.go.th/a", ["L401"]),
        ("https://opsmoac/a", ["L401"]),
        ("https://user:secret@www.opsmoac.go.th/", ["L401"]),
        ("https://www.opsmoac.go.th:99999/", ["L401"]),
        ("https://www.opsmoac.go.th/a\\b", ["L401"]),
        ("https://127.1/", ["L401"]),
        ("https://0x7f.0.0.1/", ["L401"]),
        ("https://2130706433/", ["L401"]),
        (f"{HOME}/{'a' * 2100}", ["L401"]),
        ("https://[::1", ["L401"]),
        ("file:///C:/ita/report.pdf", ["L403"]),
        (r"C:\ita\report.pdf", ["L403"]),
        (r"\\server\ita\report.pdf", ["L403"]),
        ("javascript:alert(1)", ["L403"]),
        ("mailto:ita@opsmoac.go.th", ["L403"]),
        ("ftp://www.opsmoac.go.th/a", ["L403"]),
        ("https://192.168.1.5/ita", ["L408"]),
        ("http://localhost/ita", ["L408"]),
        ("https://intranet.local/ita", ["L408"]),
        ("https://[fe80::1]/ita", ["L408"]),
        ("https://www.facebook.com/ita", ["L407"]),
        ("https://www.moac.go.th/a", ["L407"]),
        ("https://www.opsmoac.gov.th/a", ["L406"]),
        ("https://www.opsmoac.com/a", ["L406"]),
        ("https://bit.ly/3abc", ["L410"]),
        ("https://forms.gle/abc", ["L411"]),
        ("https://drive.google.com/file/d/abc/view", ["L411"]),
        ("https://moac-my.sharepoint.com/x", ["L411"]),
        ("http://www.facebook.com/ita", ["L407", "L413"]),
        (HOME, ["L417"]),
        (f"{HOME}/", ["L417"]),
        (f"{HOME}/#", ["L417"]),
        (f"{HOME}/#/ita", []),
        (f"{HOME}/?page=1", []),
        ("www.opsmoac.go.th", ["L402", "L417"]),
        ("https://localhost/", ["L408"]),
    ],
)
def test_each_fault_of_an_address_has_its_code(text: str, expected: list[str]) -> None:
    assert rules(text) == [expected]


@pytest.mark.parametrize(
    ("host", "site", "code"),
    [
        ("www.nakhonpathom.go.th", "nakhonpathom.go.th", []),
        ("www.nakonpathom.go.th", "nakhonpathom.go.th", ["L406"]),
        ("www.nakhonphanom.go.th", "nakhonpathom.go.th", ["L407"]),
        ("www.ranong.go.th", "www.rayong.go.th", ["L407"]),
        ("www.province10.go.th", "www.province12.go.th", ["L407"]),
        ("www.trat.or.th", "trat.go.th", ["L406"]),
        ("go.th", "trat.go.th", ["L407"]),
    ],
)
def test_a_twin_differs_in_its_ending_or_one_letter(host: str, site: str, code: list[str]) -> None:
    assert rules(f"https://{host}/a", site=site) == [code]


def test_the_domain_of_everybody_is_nobodys_when_no_site_is_known() -> None:
    assert rules("https://a.go.th/x", "https://b.go.th/x", site="") == [[], []]


@pytest.mark.parametrize(
    ("urls", "cut"),
    [
        (["https://a.go.th/x-", "https://a.go.th/x-1"], ["https://a.go.th/x-"]),
        (["https://a.go.th/x_", "https://a.go.th/x_1"], ["https://a.go.th/x_"]),
        (["https://a.go.th/x/", "https://a.go.th/x/1"], ["https://a.go.th/x/"]),
        (["https://a.go.th/x/", "https://a.go.th/x/1/", "https://a.go.th/x/1"], []),
        (["https://a.go.th/", "https://a.go.th/x"], []),
        (["https://a.go.th/x-", "https://a.go.th/y-1"], []),
        (["https://a.go.th/x", "https://a.go.th/x-1"], []),
    ],
)
def test_an_address_is_cut_off_where_others_go_on(urls: list[str], cut: list[str]) -> None:
    assert list(cut_off(urls)) == cut


def test_neighbours_of_other_agencies_count() -> None:
    mine = AgencyProofs(Agency("P01", "x"), "a.xlsx", (Proof("s.1", "https://a.go.th/x-"),))
    theirs = AgencyProofs(Agency("P02", "y"), "b.xlsx", (Proof("s.1", "https://a.go.th/x-12"),))
    assert [[r.rule for one in item.links for r in one.results] for item in judge_links([mine, theirs])] == [
        ["L404"], [],
    ]  # fmt: skip


TOKEN = "1FAIpQLSfqZnrUwtAbam9_Sq6dgMEsL-t_PcgB90RTSzJPfcK8tojckQ"
FORM = f"https://docs.google.com/forms/d/e/{TOKEN}/viewform"


@pytest.mark.parametrize(
    ("other", "count"),
    [
        (TOKEN.replace("jck", "jk"), 1),
        (TOKEN.replace("zJP", "szJP"), 1),
        (TOKEN.replace("L-t", "Lt").replace("jck", "jk"), 2),
        (TOKEN.replace("1FA", "lFA"), 1),
        (TOKEN.replace("B90", "B9O"), 1),
        (TOKEN.replace("B90", "B91"), 99),
        (TOKEN.replace("B90", "B9"), 99),
        (TOKEN.replace("B90", "B9a0"), 1),
        (TOKEN.replace("Sq6", "Sq8"), 99),
        (TOKEN, 0),
    ],
)
def test_slips_are_counted_and_digits_are_no_slips(other: str, count: int) -> None:
    assert min(slips(TOKEN, other), 99) == min(slips(other, TOKEN), 99) == count


OPAQUE = st.text("abcdefgh0123456789lIOoZzSsB-_ABCDEFGHKLMN", min_size=24, max_size=60).map(
    lambda text: f"aBcD{text}EfGh"
)


@given(st.data())
def test_a_number_that_differs_in_a_digit_is_never_a_spelling(data: st.DataObject) -> None:
    token = data.draw(OPAQUE.filter(lambda text: any(map(str.isdigit, text))))
    at = data.draw(st.sampled_from([place for place, char in enumerate(token) if char.isdigit()]))
    digit = data.draw(st.sampled_from([char for char in "0123456789" if char != token[at]]))
    other = token[:at] + digit + token[at + 1 :]
    assert spellings([f"https://a.go.th/{token}", f"https://a.go.th/{other}"]) == ()


@given(OPAQUE, st.data())
def test_one_letter_put_in_is_a_spelling(token: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(5, len(token) - 5))
    urls = (f"https://a.go.th/d/{token}/view", f"https://a.go.th/d/{token[:at]}x{token[at:]}/view")
    mixed = sum(map(str.isupper, token)) * 10 > len(token) + 1 and sum(map(str.islower, token)) * 10 > len(token) + 1
    assert spellings(urls) == ((tuple(sorted(urls)),) if mixed else ())


def test_other_words_and_other_places_are_no_spellings() -> None:
    words = [f"{HOME}/samutsakhon-performance-preview-result", f"{HOME}/samutsakhon-performance-preview-results"]
    assert spellings([*words, FORM, FORM.replace("forms", "sheets").replace("jck", "jk")]) == ()


@given(st.permutations([row[3] for row in ROWS]), st.integers(1, 55))
def test_the_order_of_agencies_and_steps_changes_nothing(texts: list[str], cut: int) -> None:
    def told(texts: list[str], cut: int) -> Counter[tuple[str, ...]]:
        both = [
            AgencyProofs(Agency(code, code), code, tuple(Proof("s", text) for text in part), SITE)
            for code, part in (("P01", texts[:cut]), ("P02", texts[cut:]))
        ]
        links = [one for item in judge_links(both) for one in item.links]
        # How often one agency uses an address depends on who has which step, and nothing else does.
        return Counter((one.url, *(r.rule + r.detail for r in one.results if r.rule != "L412")) for one in links)

    assert told(texts, cut) == told(sorted(texts), 20)


@given(st.text(max_size=300))
def test_any_text_of_a_cell_is_judged(text: str) -> None:
    item = judge(" ".join(text.split()))
    assert all(one.result is not None for one in item.links if one.url)
    check_link_results(item)


@given(st.text("ah.:/\\wtps@#?%&=-_ก๑()[]\"'«» javscriptfileC", max_size=80))
def test_any_near_address_is_judged(text: str) -> None:
    for one in judge(text).links:
        assert not one.target or one.target.isascii()
        if one.target:
            assert one.target.startswith(("http://", "https://"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{HOME}/a {HOME}/b", [f"{HOME}/a", f"{HOME}/b"]),
        (f"{HOME}/a{HOME}/b", [f"{HOME}/a", f"{HOME}/b"]),
        (f"1. {HOME}/a, {HOME}/a.", [f"{HOME}/a"]),
        (f"เว็บไซต์{HOME}/a", [f"{HOME}/a"]),
        (f"https://www.facebook.com/sharer?u={HOME}/a", [f"https://www.facebook.com/sharer?u={HOME}/a"]),
        (f"«{HOME}/a(1)»", [f"{HOME}/a(1)"]),
        ("12:30 น. และ 1.2.3", []),
    ],
)
def test_addresses_are_found_in_the_text_of_a_cell(text: str, found: list[str]) -> None:
    assert list(addresses_in(text)) == found


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        (f"{HOME}/แผน ITA 2568.pdf", "ITA 2568.pdf"),
        (f"{HOME}/แผน ITA 2568", "ITA 2568"),
        (f"{HOME}/แผน ปฏิบัติการ", "ปฏิบัติการ"),
        (f"{HOME}/a plan 2568", "plan 2568"),
        (f"{HOME}/ แผน.pdf", "แผน.pdf"),
        (f"{HOME}/a แผน ข้อมูล.docx และ {HOME}/b", "แผน ข้อมูล.docx และ"),
        (f"1. {HOME}/b\n2. {HOME}/a order.pdf", "order.pdf"),
        (f"ดูที่ {HOME}/a และ {HOME}/b", ""),
        (f"{HOME}/a {HOME}/b {HOME}/c", ""),
        (f"{HOME}/แผน {HOME}/b", ""),
        (f"ดูที่ ({HOME}/a) หน้า 3", ""),
        (f"{HOME}/แผน หน้า 3", ""),
        (f"{HOME}/แผน (ไฟล์ ITA.pdf)", ""),
        (f"{HOME}/a, ITA.pdf", ""),
        (f"{HOME}/a.pdf ITA 2568.pdf", ""),
        (f"{HOME}/a เผยแพร่แล้วทุกอำเภอ", ""),
        (f"{HOME} แผน.pdf", ""),
        (f"{HOME}/ ITA", ""),
    ],
)
def test_an_address_with_a_blank_is_never_called_whole(text: str, rest: str) -> None:
    (links,) = [judge(text).links]
    told = [(result.detail, one.target) for one in links for result in one.results if result.rule == "L416"]
    assert told == ([(rest, "")] if rest else [])


@pytest.mark.parametrize(
    "url",
    [
        "https://จังหวัดตราด.ไทย/แผน",
        "https://www.จังหวัดน่าน.ไทย/a",
        "https://ที่ว่าการอำเภอเกาะกูด.ไทย/a",
        "https://น้ำดื่ม.ศึกษา.ไทย/a",
        "https://สำนักงานจังหวัดพังงา.รัฐบาล.ไทย/a",
        "https://กทม๑.ไทย/a",
    ],
)
def test_names_of_hosts_may_be_thai(url: str) -> None:
    assert rules(url, url.removeprefix("https://"), site=url) == [[], ["L402"]]
    (one,) = judge(url).links
    assert one.target.startswith("https://")
    assert ".xn--o3cw4h/" in one.target
    assert rules(url, site="https://ปลอม.รัฐบาล.ไทย") == [["L407"]]
    assert rules("https://ั.ไทย/a", "https://-ก.ไทย/a") == [["L401"], ["L401"]]


def test_hostile_texts_take_no_time() -> None:
    for text in ("a-" * 16000, "www." * 8000, "https://" * 4000, "h" * 32000, "a." * 16000, f"{HOME}/{')' * 30000}",
                 f"{HOME}/a" + " ก.p" * 8000):  # fmt: skip
        judge(text)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.go.th", "HTTPS://A.GO.TH/", True),
        ("https://a.go.th/ก", "https://a.go.th/%E0%B8%81", True),
        ("https://a.go.th/A", "https://a.go.th/a", False),
        ("https://a.go.th/1", "https://a.go.th/2", False),
    ],
)
def test_two_spellings_of_one_page_are_the_same(one: str, other: str, same: bool) -> None:
    assert same_address(one, other) is same


# --- the target of a cell's link


def step_with(path: Path, text: str | None, target: str = "", location: str = "", ref: str = "") -> StepReport:
    """A form whose first step's URL cell shows a text and leads somewhere, read back."""
    book = openpyxl.load_workbook(template(path))
    sheet, place = book[STEPS.sheet], STEPS.place(STEPS.items[0], "url")
    sheet[STEPS.place(STEPS.items[0], "step").a1] = "ขั้นตอน"
    if target or location:
        sheet[place.a1].hyperlink = target or f"#{location}"
        link = sheet[place.a1].hyperlink
        assert link is not None
        link.location = location or None
        link.ref = ref or place.a1
    sheet[place.a1] = text
    book.save(path)
    submission = read(path).submission
    assert submission is not None
    return submission.steps[0]


@pytest.mark.parametrize(
    ("text", "target", "location", "url", "shown"),
    [
        ("คลิกที่นี่", f"{HOME}/a", "", f"{HOME}/a", "คลิกที่นี่"),
        ("คลิกที่นี่", f"{HOME}/a", "part", f"{HOME}/a#part", "คลิกที่นี่"),
        (f"{HOME}/a", f"{HOME}/a/", "", f"{HOME}/a", ""),
        (f"{HOME}/แผน", f"{HOME}/%E0%B9%81%E0%B8%9C%E0%B8%99", "", f"{HOME}/แผน", ""),
        (f"{HOME}/a", f"{HOME}/b", "", f"{HOME}/b", f"{HOME}/a"),
        ("รายงาน", "รายงาน.pdf", "", "file:รายงาน.pdf", "รายงาน"),
        ("ดูแผ่นนี้", "", "OIT!A1", "ดูแผ่นนี้", ""),
        ("ไม่มีลิงก์", "", "", "ไม่มีลิงก์", ""),
        (None, f"{HOME}/a", "", "", ""),
        (f'=HYPERLINK("{HOME}/a","คลิก")', "", "", f"{HOME}/a", ""),
        (f'=_xlfn.HYPERLINK( "{HOME}/a?x=""1""" )', "", "", f'{HOME}/a?x="1"', ""),
        ('=HYPERLINK(A1,"คลิก")', "", "", "", ""),
        (f"{HOME}/a b.pdf", f"{HOME}/a%20b.pdf", "", f"{HOME}/a%20b.pdf", ""),
    ],
)
def test_the_target_of_a_link_is_what_is_read(
    tmp_path: Path, text: str | None, target: str, location: str, url: str, shown: str
) -> None:
    step = step_with(tmp_path / "form.xlsx", text, target, location)
    assert (step.url, step.shown) == (url, shown)


def test_a_link_over_a_range_reaches_each_of_its_rows_and_no_other_column(tmp_path: Path) -> None:
    col = STEPS.place(STEPS.items[0], "url").a1.rstrip("0123456789")
    assert step_with(tmp_path / "a.xlsx", "ดู", f"{HOME}/a", ref=f"{col}1:{col}1048576").url == f"{HOME}/a"
    assert step_with(tmp_path / "b.xlsx", "ดู", f"{HOME}/a", ref="A1:XFD1048576").url == f"{HOME}/a"
    assert step_with(tmp_path / "c.xlsx", "ดู", f"{HOME}/a", ref="A1:B9").url == "ดู"


def test_links_made_in_libreoffice_are_read_too(office: Office, tmp_path: Path) -> None:
    step_with(tmp_path / "form.xlsx", "คลิกที่นี่", f"{HOME}/แผน")
    cell = STEPS.place(STEPS.items[1], "url").a1
    step = STEPS.place(STEPS.items[1], "step").a1
    formula = f'=HYPERLINK("{HOME}/b";"ดู")'
    edits = [("put_formula", STEPS.sheet, cell, formula), ("put_text", STEPS.sheet, step, "ขั้นตอน")]
    office.edit(tmp_path / "form.xlsx", tmp_path / "saved.xlsx", edits)
    submission = read(tmp_path / "saved.xlsx").submission
    assert submission is not None
    first, second = submission.steps
    assert same_address(first.url, f"{HOME}/แผน")
    assert first.shown == "คลิกที่นี่"
    assert (second.url, second.shown) == (f"{HOME}/b", "ดู")


def typed(path: Path, *cells: tuple[int, str, str], merges: tuple[tuple[str, int, int], ...] = ()) -> Returned:
    """A form with texts in rows and columns of its measures, and cells of a column merged, read back."""
    book = openpyxl.load_workbook(template(path))
    sheet = book[STEPS.sheet]
    for row, key, text in cells:
        sheet.cell(STEPS.first_row + row, STEPS.col(key) + 1, text)
    for key, first, last in merges:
        col = STEPS.col(key) + 1
        sheet.merge_cells(None, STEPS.first_row + first, col, STEPS.first_row + last, col)
    book.save(path)
    return read(path)


def test_a_formula_that_was_never_computed_is_told_where_it_hides_something(tmp_path: Path) -> None:
    steps = [(row, "step", f"ขั้นตอน {row}") for row in range(1, 5)]
    formulas = [
        (1, "status", "=A1"),
        (2, "status", "=A1"),
        (3, "note", '=B1&"x"'),
        (4, "url", f'=HYPERLINK("{HOME}/a")'),
    ]
    returned = typed(tmp_path / "a.xlsx", *steps, *formulas, (1, "url", "=VLOOKUP(1,A:B,2)"), (4, "owner", "=A1"))
    told = [(item.place, dict(item.params)["value"]) for item in returned.findings if item.code == "X312"]
    assert told == [("มาตรการ!J5:J6", "=A1"), ("มาตรการ!K5", "=VLOOKUP(1,A:B,2)"), ("มาตรการ!L7", '=B1&"x"')]
    assert returned.submission is not None
    assert [step.url for step in returned.submission.steps] == ["", "", "", f"{HOME}/a"]


def test_what_is_merged_over_rows_is_said_of_each_of_them(tmp_path: Path) -> None:
    steps = [(row, "step", f"ขั้นตอน {row}") for row in range(1, 5)]
    said = [(1, "url", f"{HOME}/a"), (2, "status", "แล้วเสร็จ"), (4, "note", "x")]
    merges = (("url", 1, 3), ("status", 2, 6), ("note", 5, 6))
    returned = typed(tmp_path / "a.xlsx", *steps, *said, merges=merges)
    assert returned.submission is not None
    assert [(step.url, step.status, step.note) for step in returned.submission.steps] == [
        (f"{HOME}/a", "", ""), (f"{HOME}/a", "แล้วเสร็จ", ""), (f"{HOME}/a", "แล้วเสร็จ", ""), ("", "แล้วเสร็จ", "x"),
    ]  # fmt: skip
    told = [(item.place, dict(item.params)["count"]) for item in returned.findings if item.code == "X313"]
    assert told == [("มาตรการ!K5:K7, J6:J10", "6")]
    assert [step.url_place.a1 for step in returned.submission.steps if step.url_place] == ["K5", "K6", "K7", "K8"]


def test_a_link_of_merged_cells_leads_each_of_their_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    typed(path, (1, "step", "ก"), (2, "step", "ข"), (1, "url", "คลิก"), merges=(("url", 1, 2),))
    book = openpyxl.load_workbook(path)
    book[STEPS.sheet].cell(STEPS.first_row + 1, STEPS.col("url") + 1).hyperlink = f"{HOME}/a"
    book.save(path)
    submission = read(path).submission
    assert submission is not None
    assert [(step.url, step.shown) for step in submission.steps] == [(f"{HOME}/a", "คลิก")] * 2


def test_a_cell_that_shows_another_address_than_its_link_is_told(tmp_path: Path) -> None:
    proofs = (
        Proof("1", f"{HOME}/b", shown=f"{HOME}/a"),
        Proof("2", f"{HOME}/b", shown="คลิก"),
        Proof("3", f"http://{HOME[8:]}/b", shown=f"{HOME[8:]}/b"),
    )
    item = judge_links([AgencyProofs(Agency("P01", "x"), "a", proofs, HOME)])[0]
    assert [[r.rule for r in one.results] for one in item.links] == [["L409"], [], ["L413"]]


def test_links_of_the_open_data_check_are_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = openpyxl.load_workbook(template(tmp_path / "form.xlsx"))
    for code, text, target in (("o1", "คลิก", f"{HOME}/o1"), ("o2", "https://www.opsmoac.gov.th/o2", "")):
        cell = book["OIT"][OIT.place(code, "url").a1]
        if target:
            cell.hyperlink = target
        cell.value = text
    book.save("form.xlsx")
    _, told = printed(capsys, "links", "form.xlsx", "--framework", "2568", "--format", "json")
    entries = [(entry["id"], entry["url"], entry["shown"], entry["rules"]) for entry in told["results"]]
    assert entries == [("o1", f"{HOME}/o1", "คลิก", []), ("o2", "https://www.opsmoac.gov.th/o2", None, ["L406"])]
    assert {entry["sheet"] for entry in told["results"]} == {"OIT"}


# --- the command, its results and its workbook

AUDITED = """
import sys
def told(event, args):
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.connect", "socket.sendto"):
        if event != "socket.connect" or args[0].family.name != "AF_UNIX":
            open({log!r}, "a").write(f"{{event}} {{args}}\\n")
sys.addaudithook(told)
"""


def test_nothing_goes_out_unless_it_is_asked_for(form: Path, tmp_path: Path) -> None:
    """Every process of the program tells each connection and look-up it makes."""
    log, spy = tmp_path / "log.txt", tmp_path / "spy"
    spy.mkdir()
    (spy / "sitecustomize.py").write_text(AUDITED.format(log=str(log)), encoding="utf-8")
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join((str(spy), str(Path(__file__).parent.parent)))}
    command = (sys.executable, "-m", "ita_xlsx", "links", str(form), "--framework", "2568", "-q")
    assert subprocess.run(command, env=environ, capture_output=True).returncode == 0
    assert not log.exists()
    # The spy sees what there is to see.
    script = "import socket; socket.getaddrinfo('127.0.0.1', 80)"
    subprocess.run((sys.executable, "-c", script), env=environ, check=True)
    assert log.read_text().startswith("socket.getaddrinfo")


def test_the_forms_are_never_written_to(form: Path) -> None:
    before = form.read_bytes()
    assert run("links", form, "--framework", "2568", "-o", "out.xlsx", "-q") == 0
    assert form.read_bytes() == before
    assert run("links", form, "--framework", "2568", "-o", form, "--force", "-q") == 3
    assert form.read_bytes() == before


@pytest.fixture
def round_folder(form: Path, tmp_path: Path) -> Path:
    """A round's settings and roster with the form beside them."""
    folder = tmp_path / "round"
    assert run("new", folder, "--framework", "2568", "--province", "สมุทรสาคร") == 0
    (folder / "roster.csv").write_text(
        f"code,name,province\nP01,{AGENCY},สมุทรสาคร\nP02,อื่น,สมุทรสาคร\n", encoding="utf-8"
    )
    (folder / "returned").mkdir()
    form.rename(folder / "returned" / "p01.xlsx")
    return folder


def test_results_are_kept_beside_the_round_and_added_to(round_folder: Path) -> None:
    kept = round_folder / "links.csv"
    kept.write_bytes(links_text({"https://old.go.th/": link_result("https://old.go.th/", "L421", "404", "", ISSUED)}))
    assert run("links", round_folder / "returned", "--round", round_folder / "round.toml", "-q") == 0
    results = read_links(kept)
    assert len(results) == 33
    assert results["https://old.go.th/"].checked == ISSUED
    assert results[f"{HOME}/samutsakhon-"] == LinkResult(
        f"{HOME}/samutsakhon-", Verdict.WARNING, "L404", f"{HOME}/samutsakhon-action_plan-preview-441991791802"
    )
    assert [path.name for path in (round_folder / "returned").iterdir()] == ["p01.xlsx"]


@pytest.mark.parametrize("content", [b"a,b\r\n1,2\r\n", b'url,verdict\r\n"never closed', b"\x00\x01\x02\xff" * 9])
def test_an_unreadable_file_of_results_is_told_and_left_alone(
    round_folder: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = round_folder / "links.csv"
    kept.write_bytes(content)
    settings = ("--round", round_folder / "round.toml", "--format", "json")
    code, told = printed(capsys, "links", round_folder / "returned", *settings)
    assert code == 1
    assert [item["code"] for item in told["findings"] if item["severity"] == "error"] == ["K121"]
    assert len(told["results"]) == 56
    assert kept.read_bytes() == content


def test_who_is_missing_is_no_fault_of_links(round_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (round_folder / "returned" / "broken.xlsx").write_bytes(b"PK\x03\x04 nothing")
    settings = ("--round", round_folder / "round.toml", "--format", "json")
    code, told = printed(capsys, "links", round_folder / "returned", *settings)
    assert code == 1
    assert {item["code"][0] for item in told["findings"] if item["severity"] == "error"} == {"F"}
    assert {item["agency"] for item in told["results"]} == {AGENCY}


def test_the_screen_says_agency_by_agency_what_was_found(
    round_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run("links", round_folder / "returned", "--round", round_folder / "round.toml") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"P01 {AGENCY}  site www.opsmoac.go.th"
    assert lines[1] == "  51 addresses, 32 different   no fault seen 32   to look at 19   reasons 3   empty 2"
    assert "by rule alone" in lines[-2]


def test_the_workbook_lists_every_address_and_opens_only_web_addresses(form: Path) -> None:
    book = openpyxl.load_workbook(form)
    hostile = (
        "javascript:alert(1)",
        r"\\evil\share\x",
        "=cmd|' /C calc'!A0 https://a.go.th/=x",
        'https://a.go.th/"><x>',
    )
    for row, text in enumerate(hostile, STEPS.first_row + 57):
        book[STEPS.sheet].cell(row, STEPS.col("step") + 1, "ขั้นตอน")
        cell = book[STEPS.sheet].cell(row, STEPS.col("url") + 1)
        cell.value, cell.data_type = text, "s"
    book.save(form)
    assert run("links", form, "--framework", "2568", "-o", "out", "--issued", "2026-11-20", "-q") == 1
    sheet = openpyxl.load_workbook("out.xlsx")["ลิงก์หลักฐาน"]
    rows = list(sheet.iter_rows(min_row=6, values_only=True))
    assert len(rows) == 58
    assert Counter(row[6] for row in rows) == {"ยังไม่พบข้อผิด": 32, "ควรตรวจ": 20, "เหตุผล": 3, "เปิดไม่ได้": 3}
    targets = [str(cell.hyperlink.target) for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert len(targets) == 52
    assert all(
        target.startswith(("https://www.opsmoac.go", "https://docs.google.com/", "https://a.go.th/=x"))
        for target in targets
    )
    assert [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []
    first = package_parts(Path("out.xlsx"))
    assert run("links", form, "--framework", "2568", "-o", "out", "--issued", "2026-11-20", "-q") == 3
    assert run("links", form, "--framework", "2568", "-o", "out", "--issued", "2026-11-20", "-q", "--force") == 1
    assert package_parts(Path("out.xlsx")) == first


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "file:///etc/passwd", "internal:A1", "https://a b", "https://ก"]
)
def test_a_sheet_takes_no_other_link(target: str) -> None:
    book = Book("x", "x", ISSUED)
    book.sheet("x").address(0, 0, target, "x", "text")
    assert not [name for name, part in package_parts(io.BytesIO(book.finish())).items() if b"<hyperlink" in part]


def test_a_printed_page_holds_every_address_whole(printer: Office, form: Path, tmp_path: Path) -> None:
    from tests.libreoffice.pages import bare, page_texts

    assert run("links", form, "--framework", "2568", "-o", "out.xlsx", "-q") == 0
    printer.pdf(tmp_path / "out.xlsx", tmp_path / "out.pdf")
    pages = page_texts(tmp_path / "out.pdf")
    text = bare("".join(pages))
    assert [row[3] for row in ROWS if row[3] and bare(row[3]) not in text] == []
    assert all("ผลการตรวจ" in page for page in pages)
    heights = printer.row_heights(tmp_path / "out.xlsx", "ลิงก์หลักฐาน")[5:]
    assert [row for row, (height, needed) in enumerate(heights) if needed > height] == []


# --- the file of results

VISIBLE = st.characters(min_codepoint=33, max_codepoint=0x2FFF, exclude_categories=("Cs", "Cc", "Cf", "Zs", "Zl", "Zp"))
TEXTS = st.text(VISIBLE, max_size=40)
RESULTS = st.builds(
    LinkResult, TEXTS.filter(bool), st.sampled_from(Verdict), st.sampled_from(["", "L401", "L421"]), TEXTS, TEXTS,
    st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1)),
)  # fmt: skip


@given(st.lists(RESULTS, max_size=5))
def test_results_come_back_as_they_were_kept(results: list[LinkResult]) -> None:
    import tempfile

    known = {item.url: item for item in results}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "links.csv"
        path.write_bytes(links_text(known))
        assert read_links(path) == known


def test_results_saved_by_excel_are_read_and_unknown_rows_are_not(tmp_path: Path) -> None:
    path = tmp_path / "links.csv"
    rows = ["url;verdict;rule;detail;reached;checked", "https://a;broken;L421;404;;20/11/2569", "https://b;odd;;;;",
            "https://c;fine;Z999;;;", "https://d;fine;;;;soon", ";fine;;;;"]  # fmt: skip
    path.write_bytes("\r\n".join(rows).encode("cp874"))
    assert dict(read_links(path)) == {"https://a": link_result("https://a", "L421", "404", "", date(2026, 11, 20))}
    assert read_links(tmp_path / "none.csv") == {}
    path.write_bytes(b"")
    assert read_links(path) == {}
    path.write_bytes(b"\x00")
    with pytest.raises(InputError):
        read_links(path)


def test_a_cell_has_the_gravest_result_of_its_addresses() -> None:
    known = {
        "https://a.go.th/1": link_result("https://a.go.th/1"),
        "https://a.go.th/2": link_result("https://a.go.th/2", "L421"),
    }
    found = result_of("https://a.go.th/1 https://a.go.th/2", known)
    assert found is not None
    assert found.verdict is Verdict.BROKEN
    assert result_of("https://a.go.th/3", known) is None
    assert result_of("ไม่มี", known) is None


def test_what_is_kept_is_the_gravest_of_all_agencies() -> None:
    links = judge_links(
        [
            AgencyProofs(Agency("P01", "x"), "a", (Proof("1", "https://a.go.th/x"),), "https://a.go.th"),
            AgencyProofs(Agency("P02", "y"), "b", (Proof("1", "https://a.go.th/x"),), "https://b.go.th"),
        ]
    )
    assert stored_results(links)["https://a.go.th/x"].rule == "L407"


def test_a_nation_of_forms_is_judged_in_time() -> None:
    chance = random.Random(7)
    signs = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"
    urls = [
        f"https://docs.google.com/forms/d/e/1FAIpQLS{''.join(chance.choices(signs, k=48))}/viewform"
        for _ in range(2000)
    ]
    assert spellings([*urls, urls[5].replace("/viewform", "x/viewform")]) == (
        (urls[5], urls[5].replace("/viewform", "x/viewform")),
    )


# --- what the README shows

TYPED = (
    "https://www.trat.go.th/plan-",
    "https://www.trat.go.th/plan-2568.pdf",
    "https://www.trat.gov.th/report",
    r"\\server\ita\report.pdf",
    "ไม่มีการให้บริการจัดระบบคิว",
)


def test_readme_shows_what_the_program_prints(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    readme = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    start = readme.index("$ ita links")
    command, *shown = readme[start : readme.index("```", start)].splitlines()
    assert run("new", "trat", "--framework", "2568", "--province", "ตราด", "-q") == 0
    (tmp_path / "returned").mkdir()
    agency = Agency("P01", "ที่ทำการปกครองจังหวัดตราด", "ตราด", "https://www.trat.go.th")
    path = tmp_path / "returned" / "p01.xlsx"
    path.write_bytes(make_form(FRAMEWORK, RoundSettings(), Submission(agency), ISSUED))
    book = openpyxl.load_workbook(path)
    for item, text in zip(STEPS.items, TYPED, strict=False):
        for key, said in (("step", "ขั้นตอน"), ("url", text)):
            book[STEPS.sheet][STEPS.place(item, key).a1] = said
    book.save(path)
    capsys.readouterr()
    assert run(*command.split()[2:]) == 1
    assert [line.rstrip() for line in capsys.readouterr().out.splitlines()] == shown

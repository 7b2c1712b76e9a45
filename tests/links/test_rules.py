"""Check that each fault of an address is named by the rules, and that nothing goes out."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.links import check_link_results, judge_links, stored_results
from ita_xlsx.links.similar_addresses import find_cut_off_addresses, find_spelling_variants
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.links import (
    AgencyProofs,
    Proof,
    SiteOrigin,
    Verdict,
    link_result,
    worst_result,
)
from tests.libreoffice.office import Office
from tests.support.cells import step_cell
from tests.support.links import HOME, STEPS, fill, judge, rules, template, typed_steps
from tests.support.program import printed
from tests.support.samut_sakhon import ROWS, SITE


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ITA_LANG", "en")
    monkeypatch.chdir(tmp_path)


def check_as_printed(entries: list[dict[str, Any]]) -> None:
    """What the real form holds, counted."""
    assert len(entries) == 56
    urls = [entry["url"] for entry in entries if entry["url"]]
    assert (len(urls), len(set(urls))) == (51, 32)
    told = Counter(rule for entry in entries for rule in entry["rules"])
    assert told == {"L404": 2, "L405": 7, "L406": 6, "L411": 8, "L412": 9, "L414": 3}
    groups = find_spelling_variants(urls)
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
    scattered = ", ".join(step_cell(2568, row, "url").a1 for row in (5, 7, 42, 51))
    assert cells == [scattered, step_cell(2568, 27, "url").to(step_cell(2568, 31, "url")).a1]


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
    assert list(find_cut_off_addresses(urls)) == cut


def test_neighbours_of_other_agencies_count() -> None:
    mine = AgencyProofs(Agency("P01", "x"), "a.xlsx", (Proof(subject="s.1", text="https://a.go.th/x-"),))
    theirs = AgencyProofs(Agency("P02", "y"), "b.xlsx", (Proof(subject="s.1", text="https://a.go.th/x-12"),))
    assert [[r.rule for one in item.links for r in one.results] for item in judge_links([mine, theirs])] == [
        ["L404"], [],
    ]  # fmt: skip


@given(st.permutations([row[3] for row in ROWS]), st.integers(1, 55))
def test_the_order_of_agencies_and_steps_changes_nothing(texts: list[str], cut: int) -> None:
    def told(texts: list[str], cut: int) -> Counter[tuple[str, ...]]:
        both = [
            AgencyProofs(Agency(code, code), code, tuple(Proof(subject="s", text=text) for text in part), SITE)
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


def test_a_cell_has_the_gravest_result_of_its_addresses() -> None:
    known = {
        "https://a.go.th/1": link_result("https://a.go.th/1"),
        "https://a.go.th/2": link_result("https://a.go.th/2", "L421"),
    }
    found = worst_result("https://a.go.th/1 https://a.go.th/2", known)
    assert found is not None
    assert found.verdict is Verdict.BROKEN
    assert worst_result("https://a.go.th/3", known) is None
    assert worst_result("ไม่มี", known) is None


def test_what_is_kept_is_the_gravest_of_all_agencies() -> None:
    links = judge_links(
        [
            AgencyProofs(Agency("P01", "x"), "a", (Proof(subject="1", text="https://a.go.th/x"),), "https://a.go.th"),
            AgencyProofs(Agency("P02", "y"), "b", (Proof(subject="1", text="https://a.go.th/x"),), "https://b.go.th"),
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
    assert find_spelling_variants([*urls, urls[5].replace("/viewform", "x/viewform")]) == (
        (urls[5], urls[5].replace("/viewform", "x/viewform")),
    )

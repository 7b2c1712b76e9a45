"""Check that wrapped, repaired and private addresses are named, and that only a public address becomes a link."""

from __future__ import annotations

import pytest

from ita_xlsx.links import judge_links
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.links import AgencyLinks, AgencyProofs, Proof
from ita_xlsx.model.text.addresses import addresses_in, is_link

SITE = "https://www.example.go.th/a/1"
QUOTED = "https%3A%2F%2Fwww.example.go.th%2Fa%2F1"


def _judge(text: str) -> AgencyLinks:
    proofs = AgencyProofs(Agency("P01", "ก"), "f.xlsx", (Proof(subject="1.1", text=text),), website="www.example.go.th")
    return judge_links((proofs,))[0]


def _rules(text: str) -> set[str]:
    return {result.rule for link in _judge(text).links for result in link.results}


@pytest.mark.parametrize(
    "url",
    [
        f"https://apc01.safelinks.protection.outlook.com/?url={QUOTED}&data=05",
        f"https://www.google.com/url?q={QUOTED}&sa=D",
        f"https://www.google.co.th/url?sa=t&url={QUOTED}",
        f"https://l.facebook.com/l.php?u={QUOTED}&h=AT0",
        f"https://lm.facebook.com/l.php?u={QUOTED}",
        f"https://l.instagram.com/?u={QUOTED}",
        f"https://www.youtube.com/redirect?q={QUOTED}",
        f"https://statics.teams.cdn.office.net/evergreen-assets/safelinks/1/a.html?url={QUOTED}",
        "https://urldefense.com/v3/__https://www.example.go.th/a/1__;!!x",
    ],
)
def test_a_wrapped_address_is_unwrapped_and_told(url: str) -> None:
    (link,) = _judge(url).links
    assert [(result.rule, result.detail) for result in link.results] == [("L436", SITE)]
    assert link.target == SITE


def test_what_is_wrapped_is_judged() -> None:
    assert _rules("https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.facebook.com%2Fa") == {"L436", "L407"}


@pytest.mark.parametrize("url", ["https://www.google.com/search?q=x", "https://www.facebook.com/page/posts/1"])
def test_another_page_of_such_a_service_is_not_unwrapped(url: str) -> None:
    assert _rules(url) == {"L407"}


@pytest.mark.parametrize(
    ("path", "doubted"),
    [
        ("/wp-admin/post.php?post=1&action=edit", True), ("/wp-login.php", True), ("/?p=12&preview=true", True),
        ("/preview?token=abc", True), ("/user/login", True), ("/administrator/", True), ("/signin.aspx", True),
        ("/wp-content/uploads/a.pdf", False), ("/admin/uploads/a.pdf", False), ("/download?token=abc", False),
        ("/preview/a.pdf", False), ("/login-guide.pdf", False),
    ],
)  # fmt: skip
def test_a_page_behind_a_login_is_doubted(path: str, *, doubted: bool) -> None:
    assert _rules(f"https://www.example.go.th{path}") == ({"L437"} if doubted else set())


@pytest.mark.parametrize("scheme", ["https", "http", "HTTPS"])
def test_a_colon_of_full_width_is_repaired_and_told(scheme: str) -> None:
    assert addresses_in(f"{scheme}：//www.example.go.th/a") == (f"{scheme}://www.example.go.th/a",)
    assert "L435" in _rules(f"{scheme}：//www.example.go.th/a")
    assert "L435" not in _rules(f"{scheme}://www.example.go.th/a：b")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SITE, True), ("https://8.8.8.8/a", True), ("https://รัฐ.ไทย/ก", True), ("https://a.go.th/" + "x" * 2000, True),
        ("http://127.0.0.1/a", False), ("http://10.0.0.1/", False), ("http://[::1]/", False),
        ("http://a.local/", False),
        ("http://127.1/", False), ("https://a.go.th/" + "{" * 900, False), ("https://a.go.th/" + "x" * 2079, False),
        ("https://a.go.th\\b", False), ("ftp://a.go.th", False),
    ],
)  # fmt: skip
def test_only_a_public_address_that_excel_can_hold_is_a_link(text: str, *, expected: bool) -> None:
    assert is_link(text) is expected

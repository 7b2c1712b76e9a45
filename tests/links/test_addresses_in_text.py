"""Check which addresses are found in the text of a cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from ita_xlsx.model.text.addresses import addresses_in
from tests.support.links import HOME, judge, rules


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ITA_LANG", "en")
    monkeypatch.chdir(tmp_path)


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

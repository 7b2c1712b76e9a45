"""Check kits and pages of the demonstration round against the cells of its forms."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import openpyxl
import pytest

from ita_xlsx.catalogue import load_framework
from ita_xlsx.model.layout import AgencyLayout
from tests.support.program import printed, run

TABLE = next(table for table in AgencyLayout(load_framework(2568)).scores if table.has("url"))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's round of 31 agencies."""
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ITA_CACHE", str(folder / "cache"))
        assert run("demo", folder, "-q", "--issued", "2026-11-20") == 0
    return folder / "round"


@pytest.fixture(scope="module")
def forms(demo: Path) -> dict[str, dict[str, tuple[Any, str]]]:
    """Score and links of each item in each form, by the code of the agency, as the cells hold them."""
    found: dict[str, dict[str, tuple[Any, str]]] = {}
    for path in (demo / "returned").glob("ITA2568 P*.xlsx"):
        try:
            sheet = openpyxl.load_workbook(path)[TABLE.sheet]
        except BadZipFile:
            continue
        found[path.name.split()[1]] = {
            code: (
                sheet[TABLE.place(code, "score").a1].value,
                str(sheet[TABLE.place(code, "url").a1].value or ""),
            )
            for code in TABLE.items
        }
    return found


def results_of(command: str, demo: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """The results of a command over the round."""
    options = ("--round", demo / "round.toml", "-o", folder, "--format", "json")
    results: list[dict[str, Any]] = printed(capsys, command, demo / "returned", *options)[1]["results"]
    assert len(results) == 26
    return results


def test_the_kits_list_exactly_the_items_below_100(
    demo: Path, forms: dict[str, dict[str, tuple[Any, str]]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = {item["agency"]: item["items"] for item in results_of("clarify", demo, tmp_path, capsys)}
    below = {
        agency: [code for code, (score, _) in items.items() if isinstance(score, int | float) and score < 100]
        for agency, items in forms.items()
    }
    assert listed == {agency: below[agency] for agency in listed}


def test_the_pages_hold_the_links_of_the_forms(
    demo: Path, forms: dict[str, dict[str, tuple[Any, str]]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for item in results_of("evidence", demo, tmp_path, capsys):
        links = re.findall(r'href="([^"]+)"', Path(item["file"]).read_text(encoding="utf-8"))
        assert links == [link for _, url in forms[item["agency"]].values() for link in url.split()]

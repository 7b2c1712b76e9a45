"""Check the built page: its size, its bytes, its policy, and that every module it holds can be imported in it."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest

from ita_xlsx.page import build
from tests.page.conftest import MADE
from tests.page.driver import opened

LARGEST = 13_000_000
IMPORT_ALL = """
import importlib, zipfile
names = zipfile.ZipFile("/lib/page/packages.zip").namelist()
ours = [name for name in names if name.startswith("ita_xlsx/") and name.endswith(".pyc")]
modules = [name[:-4].replace("/", ".").removesuffix(".__init__") for name in ours]
failed = []
for module in modules:
    try:
        importlib.import_module(module)
    except BaseException as error:
        failed.append(f"{module}: {error!r}")
f"{len(modules) > 200} {failed}"
"""


def test_it_is_one_file_of_at_most_13_megabytes(page_file: Path) -> None:
    assert page_file.stat().st_size <= LARGEST


def test_the_same_sources_give_the_same_bytes(page_file: Path, page_tools: build.Tools, tmp_path: Path) -> None:
    again = build.build(page_tools, MADE, tmp_path / "work")
    assert hashlib.sha256(again).hexdigest() == hashlib.sha256(page_file.read_bytes()).hexdigest()


def test_every_module_that_the_page_holds_can_be_imported_in_it(tab: object, page_file: Path) -> None:
    screen = opened(tab, page_file.as_uri(), reach=True)  # type: ignore[arg-type]
    assert screen.python(IMPORT_ALL) == "True []"


def test_the_policy_allows_this_script_and_this_style_alone(page_file: Path) -> None:
    text = page_file.read_text(encoding="utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy is not None
    assert text.index("Content-Security-Policy") < min(text.index("<style"), text.index("<script"))
    assert "default-src 'none'" in policy[1]
    assert "connect-src 'none'" in policy[1]
    assert "unsafe-inline" not in policy[1]
    assert "'unsafe-eval'" not in policy[1]
    assert "http" not in policy[1]
    for kind in ("style", "script"):
        (content,) = re.findall(rf"<{kind}>(.*?)</{kind}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy[1]


@pytest.mark.parametrize(("text", "pattern", "expected"), [("abc", "x", 1), ("xx", "x", 1)], ids=["gone", "twice"])
def test_a_runtime_that_has_changed_is_not_built(text: str, pattern: str, expected: int) -> None:
    with pytest.raises(build.BuildError, match="this build expects"):
        build._replaced(text, (pattern, "y", expected))

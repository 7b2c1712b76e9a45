"""Make a small round as a folder of the page, and ask its screens as the browser does."""

from __future__ import annotations

import json
import os
import shutil
from datetime import date, datetime
from html import unescape
from pathlib import Path
from re import sub
from typing import Any

from ita_xlsx.model.layout import AgencyLayout
from ita_xlsx.page import round_data
from ita_xlsx.page.calls import run as run_call
from tests.support.filled_measures import make_round
from tests.support.forms import fill_by_openpyxl
from tests.support.tracked_steps import FRAMEWORK

ISSUED = date(2025, 10, 15)
ROUND = Path("round")
RETURNED = ROUND / "returned"
SETTINGS = 'framework = 2568\nprovince = "{province}"\nroster = "roster.csv"\ndeadline = "2025-09-30"\n'
DRAFT = "ฉบับร่าง {code}.xlsx"


def make_small_round(root: Path, count: int = 6) -> tuple[str, ...]:
    """Make the folder ``round`` of a root, and return the codes of its agencies.

    The first agency returned two files that differ in two cells, the second a late one, the third none, and the fourth
    a form without scores. The scores of some indicators are low in the fifth and nearly low in the sixth.
    """
    _, agencies, _ = make_round(root / ROUND, count)
    codes = tuple(item.code for item in agencies)
    (root / ROUND / "round.toml").write_text(SETTINGS.format(province=agencies[0].province), encoding="utf-8")
    layout = AgencyLayout(FRAMEWORK)
    first, second = (layout.answer(node) for node in FRAMEWORK.answers[:2])
    draft = root / RETURNED / DRAFT.format(code=codes[0])
    typed = [(first.sheet, first.a1, "81.5"), (second.sheet, second.a1, "82.25")]
    fill_by_openpyxl(root / RETURNED / f"{codes[0]}.xlsx", draft, typed)
    for code, score, part in ((codes[4], "61.5", FRAMEWORK.answers[:9]), (codes[5], "87.25", FRAMEWORK.answers[-16:])):
        path = root / RETURNED / f"{code}.xlsx"
        places = [layout.answer(node) for node in part]
        fill_by_openpyxl(path, path, [(place.sheet, place.a1, score) for place in places])
    for path in sorted((root / RETURNED).iterdir()):
        day = datetime(2025, 10, 10) if path.stem == codes[1] else datetime(2025, 9, 20)
        os.utime(path, (day.timestamp(), day.timestamp()))
    return codes


def copy_of(root: Path, target: Path) -> Path:
    """Copy a root with the dates of its files."""
    shutil.copytree(root, target)
    return target


def ask(root: Path, name: str, **values: object) -> dict[str, Any]:
    """Run a call of the page, and return its answer; nothing of an earlier round is remembered."""
    round_data._OPENED.clear()
    given = {"folder": str(ROUND), "issued": ISSUED.isoformat(), **values}
    answer: dict[str, Any] = json.loads(run_call(name, json.dumps(given), str(root)))
    assert "Traceback" not in (answer["html"] or ""), unescape(answer["html"])
    return answer


def words_of(answer: dict[str, Any]) -> str:
    """Return the words that a person sees, with single blanks."""
    return " ".join(unescape(sub(r"<[^>]+>", " ", answer["html"])).split())


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below a folder by its path from there."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

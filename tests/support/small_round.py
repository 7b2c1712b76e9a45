"""Make a round of two agencies with one form in its folder."""

from __future__ import annotations

from pathlib import Path

from ita_xlsx.catalogue import load_framework
from tests.conftest import write_form

ROUND = 'framework = 2568\nprovince = "ตราด"\nroster = "roster.csv"\n'


def make_small_round(folder: Path, form: str, roster: str) -> Path:
    """The folder with ``round.toml``, a roster, and a blank form of this name in ``in``."""
    (folder / "in").mkdir()
    write_form(folder / "in" / form, load_framework(2568))
    (folder / "roster.csv").write_text(roster, encoding="utf-8")
    (folder / "round.toml").write_text(ROUND, encoding="utf-8")
    return folder

"""Check that a roster which LibreOffice saved is the one that was given to it, and that a new round takes each."""

from __future__ import annotations

from pathlib import Path

import pytest

from ita_xlsx.intake.roster import read_roster
from tests.intake.test_rosters_of_offices import OFFICES, SHAPES, SIBLINGS
from tests.libreoffice.office import Office
from tests.support.program import run

BOOKS = [name for name in SHAPES | SIBLINGS if not name.startswith(("cp874", "UTF-16", "a header of two rows in text"))]


@pytest.mark.parametrize("shape", BOOKS)
def test_a_roster_that_libreoffice_saved(office: Office, shape: str, tmp_path: Path) -> None:
    make, codes = (SHAPES | SIBLINGS)[shape]
    saved = tmp_path / "saved.xlsx"
    office.recalculate(make(tmp_path), saved)
    roster = read_roster(saved, "ตราด", number=True)
    assert [(item.code, item.name) for item in roster.agencies] == list(zip(codes, OFFICES, strict=True))


@pytest.mark.parametrize("shape", SHAPES)
def test_a_new_round_takes_each_shape(
    shape: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ITA_LANG", "th")
    monkeypatch.chdir(tmp_path)
    make, codes = SHAPES[shape]
    words: tuple[str | Path, ...] = (
        "new",
        "r",
        "--framework",
        "2568",
        "--province",
        "ตราด",
        "--roster",
        make(tmp_path),
    )
    if shape == "codes missing in six rows":
        assert run(*words) == 3
        assert "--number" in capsys.readouterr().err
        assert not (tmp_path / "r").exists()
        words = (*words, "--number")
    assert run(*words) == 0
    roster = read_roster(tmp_path / "r" / "roster.csv")
    assert [(item.code, item.name) for item in roster.agencies] == list(zip(codes, OFFICES, strict=True))
    # The roster of the round is plain, so that no command speaks of it again.
    assert roster.findings == ()

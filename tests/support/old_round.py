"""Copy the round that version 0.1.0 made, and change one of its returned forms."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.support.forms import fill_by_openpyxl, read

_KEPT = Path(__file__).parents[1] / "frozen" / "made_by_0_1_0" / "round"
ISSUED = ("--issued", "2025-11-20")


def copy_old_round(target: Path, *left_out: str) -> Path:
    """Copy the round without the returned forms of the agencies with these codes; return its folder."""
    shutil.copytree(_KEPT, target)
    for code in left_out:
        form_of(target, code).unlink()
    return target


def form_of(folder: Path, code: str) -> Path:
    """The returned form of an agency in the folder of the round, or in the kept one."""
    return next(path for path in (folder / "returned").iterdir() if path.name.startswith(f"ITA2568 {code} "))


def arrive(folder: Path, *codes: str) -> None:
    """Have the forms of these agencies come back."""
    for code in codes:
        source = form_of(_KEPT, code)
        shutil.copy(source, folder / "returned" / source.name)


def change_score(folder: Path, code: str, subject: str, text: str) -> None:
    """Type another score into the returned form of an agency, where a form of that version has it."""
    path = form_of(folder, code)
    submission = read(path).submission
    assert submission is not None
    place = next(item.place for item in submission.answers if item.subject == subject)
    assert place is not None
    fill_by_openpyxl(path, path, [(place.sheet, place.a1, text)])

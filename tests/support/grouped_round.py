"""Give the agencies of a small round kinds and districts in its roster, and its settings a mean of the country."""

from __future__ import annotations

import csv
from pathlib import Path

NATIONAL = '\n[national]\nyear = 2568\nsource = "ประกาศ ป.ป.ช."\noverall = 91.20\nIIT = 90\n'


def name_groups(folder: Path, kinds: tuple[str, ...], districts: tuple[str, ...] = ("เมือง",)) -> None:
    """Add the columns to ``roster.csv`` in turn, and the table ``[national]`` to ``round.toml``."""
    roster = folder / "roster.csv"
    head, *rows = csv.reader(roster.read_text(encoding="utf-8-sig").splitlines())
    lines = [[*head, "ประเภท", "อำเภอ"]]
    lines += [[*row, kinds[number % len(kinds)], districts[number % len(districts)]] for number, row in enumerate(rows)]
    with roster.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows(lines)
    settings = folder / "round.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + NATIONAL, encoding="utf-8")

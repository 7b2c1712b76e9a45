"""Check that docs/architecture.md and its picture show the rooms and floors that the package has."""

from __future__ import annotations

import re

from tests.support.house import FLOORS, WORDS, picture
from tests.support.pages import DOCS, check_page
from tests.support.paths import ROOT
from tests.test_architecture import MAY_IMPORT, TREES, room_of

PAGE = DOCS / "architecture.md"
PICTURE = DOCS / "pictures" / "rooms.svg"
FLOOR_OF = {room: number for number, _, rooms in FLOORS for room in rooms}
# The module of the package itself has no floor: it holds the version, and passes the names of ``api`` on.
WITHOUT_FLOOR = {"__init__"}


def test_the_picture_shows_the_rooms_of_the_package() -> None:
    rooms = {room_of(path) for path in TREES} - WITHOUT_FLOOR
    assert rooms == set(FLOOR_OF) == set(WORDS)
    assert sum(len(names) for _, _, names in FLOORS) == len(FLOOR_OF)
    check_page(PICTURE, picture(), __file__)


def test_the_floors_are_those_of_the_rules() -> None:
    """Errors carry findings, so they import the model beside them; a temporary folder that is full is an error."""
    beside = {("errors", "model"), ("temporary", "model"), ("temporary", "errors")}
    wrong = [
        f"{room} may import {other}"
        for room, others in MAY_IMPORT.items()
        for other in others - WITHOUT_FLOOR
        if room not in WITHOUT_FLOOR and FLOOR_OF[other] >= FLOOR_OF[room] and (room, other) not in beside
    ]
    assert not wrong


def test_contributing_lists_the_same_floors() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    lines = re.findall(r"^([1-5])  ((?:\w+/?(?: · )?)+)", text, re.MULTILINE)
    listed = {int(number): set(re.findall(r"\w+", rooms)) for number, rooms in lines}
    assert listed == {number: set(rooms) for number, _, rooms in FLOORS}


def test_the_page_describes_every_room_on_its_floor() -> None:
    rows = re.findall(r"^\| (\d) \| `(\w+)/?` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert {room: int(number) for number, room in rows} == FLOOR_OF
    assert len(rows) == len(FLOOR_OF)


def test_every_path_on_the_page_exists() -> None:
    words = re.findall(r"`([\w./-]+\.(?:py|toml|csv|json|md)|[\w./-]+/)`", PAGE.read_text(encoding="utf-8"))
    roots = (ROOT / "ita_xlsx", ROOT)
    elsewhere = {"round.toml", "links.csv", "texts.py"}  # files of the officer, and one file of every room
    missing = {word for word in words if not any((root / word).exists() for root in roots)}
    assert missing == elsewhere
    assert PICTURE.relative_to(DOCS).as_posix() in PAGE.read_text(encoding="utf-8")

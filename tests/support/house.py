"""Draw the picture of the rooms and floors of the package, as the rules of imports have them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from tests.test_architecture import LIBRARIES

# The floors from the top down: number, sentence, rooms. A room imports only rooms of lower floors.
FLOORS: tuple[tuple[int, str, tuple[str, ...]], ...] = (
    (5, "start", ("__main__",)),
    (4, "faces: arguments in, one call, results out", ("cli", "page", "api")),
    (3, "the order of the work", ("cycle",)),
    (
        2,
        "the stages; none imports another",
        (
            "catalogue", "intake", "checks", "scoring", "diagnosis",
            "links", "output", "feedback", "report", "store", "office",
        ),
    ),
    (1, "frozen values", ("model", "errors", "temporary")),
)  # fmt: skip
WORDS: Mapping[str, str] = {
    "__main__": "starts the program",
    "cli": "commands, screen, exit codes",
    "page": "the screens in a browser",
    "api": "the face for Python",
    "cycle": "one verb a file: check, analyze, …",
    "catalogue": "fiscal years as data",
    "intake": "outside files to values",
    "checks": "rules for returned forms",
    "scoring": "answers to scores",
    "diagnosis": "weak points, plans",
    "links": "addresses as evidence",
    "output": "values to workbooks",
    "feedback": "marked copies, letters",
    "report": "Word documents, letters",
    "store": "tables, database, cache",
    "office": "pages by LibreOffice",
    "model": "layout, findings, values",
    "errors": "exceptions that stop a run",
    "temporary": "names of temporary files",
}
_ROW, _BOX, _GAP, _LEFT, _TOP, _BESIDE = 5, 176, 12, 20, 20, 14
_HEIGHT, _TITLE, _LIBRARIES = 76, 26, 2
_STYLE = """\
<style>
text { font-family: "DejaVu Sans", Arial, sans-serif; fill: #1d2b3a; }
.floor { fill: #eef2f6; } .room { fill: #ffffff; stroke: #4a6b8a; }
.title { font-size: 13px; font-weight: bold; } .name { font-size: 14px; font-weight: bold; }
.words { font-size: 11px; } .outside { font-size: 10.5px; fill: #7a4b00; }
</style>"""


def picture() -> str:
    """Return the picture as SVG text."""
    width = 2 * (_LEFT + _BESIDE) + _ROW * _BOX + (_ROW - 1) * _GAP
    lines, top = list[str](), _TOP
    for number, sentence, rooms in FLOORS:
        rows = [rooms[start : start + _ROW] for start in range(0, len(rooms), _ROW)]
        height = _TITLE + len(rows) * (_HEIGHT + _GAP)
        lines.append(
            f'<rect class="floor" x="{_LEFT}" y="{top}" width="{width - 2 * _LEFT}" height="{height}" rx="6"/>'
        )
        lines.append(_text("title", _LEFT + _BESIDE, top + 18, f"{number}  {sentence}"))
        for row, names in enumerate(rows):
            box = (_ROW * (_BOX + _GAP)) // len(names) - _GAP
            for column, name in enumerate(names):
                lines += _room(
                    name, _LEFT + _BESIDE + column * (box + _GAP), top + _TITLE + row * (_HEIGHT + _GAP), box
                )
        top += height + _GAP
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{top}" viewBox="0 0 {width} {top}">'
    title = "<title>The rooms of ita_xlsx on five floors; a room imports only rooms below it</title>"
    return "\n".join((head, title, _STYLE, '<rect width="100%" height="100%" fill="#ffffff"/>', *lines, "</svg>\n"))


def _room(name: str, x: int, y: int, width: int) -> Iterator[str]:
    libraries = [library for library, rooms in LIBRARIES.items() if name in rooms]
    yield f'<rect class="room" x="{x}" y="{y}" width="{width}" height="{_HEIGHT}" rx="4"/>'
    yield _text("name", x + 8, y + 19, name)
    yield _text("words", x + 8, y + 36, WORDS[name])
    for line in range(0, len(libraries), _LIBRARIES):
        yield _text("outside", x + 8, y + 53 + 7 * line, ", ".join(libraries[line : line + _LIBRARIES]))


def _text(kind: str, x: int, y: int, words: str) -> str:
    return f'<text class="{kind}" x="{x}" y="{y}">{escape(words)}</text>'

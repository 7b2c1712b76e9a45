"""Read the fenced blocks, commands, headings and links of the documents."""

from __future__ import annotations

import re
import shlex
import textwrap
from collections.abc import Iterator
from typing import NamedTuple

from tests.support.paths import ROOT

FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
# A line that stands for lines of the output which the page leaves out.
LEFT_OUT = "…"
WINDOWS = frozenset({"bat", "powershell"})


class Block(NamedTuple):
    """A fenced block of a page, and the number of its first line."""

    page: str
    line: int
    language: str
    lines: tuple[str, ...]

    @property
    def place(self) -> str:
        """Return the page and the line, for a message."""
        return f"{self.page}:{self.line}"

    @property
    def commands(self) -> tuple[tuple[str, list[str]], ...]:
        """Return each command of a console block and the output that is shown below it."""
        found: list[tuple[str, list[str]]] = []
        for line in self.lines:
            if line.startswith("$ "):
                found.append((line[2:], []))
            else:
                assert found, f"{self.place}: a console block begins with a command"
                found[-1][1].append(line)
        return tuple(found)


def page_names() -> list[str]:
    """Return every document of the project, relative to its root."""
    roots = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    return sorted(path.relative_to(ROOT).as_posix() for path in roots)


def page_text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks_of(name: str, text: str | None = None) -> list[Block]:
    """Return the blocks of a page; ``text`` is used in place of the file."""
    text = page_text(name) if text is None else text
    return [
        Block(name, text.count("\n", 0, match.start()) + 1, match[2], tuple(textwrap.dedent(match[3]).splitlines()))
        for match in FENCE.finditer(text)
    ]


def words_of(command: str, language: str) -> list[str]:
    """Return the words of a command as the shell of the block splits them."""
    if language not in WINDOWS:
        return shlex.split(command)
    # Windows knows double quotes alone, and a backslash before the last one takes it away.
    assert "'" not in command, f"{command}: single quotes do not quote in Command Prompt"
    assert '\\"' not in command, f"{command}: a backslash before a quote keeps the quote open"
    return [quoted or plain for quoted, plain in re.findall(r'"([^"]*)"|(\S+)', command)]


def is_shown(output: list[str], shown: list[str]) -> bool:
    """Return True if the lines that are shown are the output, but for what a line ``…`` leaves out."""
    pieces: list[list[str]] = [[]]
    for line in shown:
        if line == LEFT_OUT:
            pieces.append([])
        else:
            pieces[-1].append(line)
    first, *others = pieces
    if output[: len(first)] != first:
        return False
    if not others:
        return len(output) == len(first)
    at = len(first)
    for piece in others[:-1]:
        starts = (n for n in range(at, len(output)) if output[n : n + len(piece)] == piece)
        start = next(starts, None)
        if start is None:
            return False
        at = start + len(piece)
    return len(output) - at >= len(others[-1]) and output[len(output) - len(others[-1]) :] == others[-1]


def show_again(name: str, shown: list[str], output: list[str]) -> None:
    """Write into a page, in place of what it shows of an output, the same words as they are printed now.

    For ``ITA_UPDATE_PAGES=1``. A line ``…`` stays where it is; raise ValueError if other words are printed around it.
    """
    printed = [(letter, at) for at, line in enumerate(output) for letter in line if not letter.isspace()]
    letters, start, again = "".join(letter for letter, _ in printed), 0, list[str]()
    for piece in "\n".join(shown if LEFT_OUT in shown else output).split(LEFT_OUT):
        key = "".join(piece.split())
        found = letters.find(key, start)
        if found < 0:
            raise ValueError(f"{name} shows what is not printed now:\n{piece}\nbut:\n" + "\n".join(output))
        start = found + len(key)
        again += [*([LEFT_OUT] if again else []), *output[printed[found][1] : printed[start - 1][1] + 1]]
    text = page_text(name)
    indent = re.search(rf"^( *){re.escape(shown[0])}$", text, re.MULTILINE)
    assert indent is not None, name
    before, after = (textwrap.indent("\n".join(lines), indent[1]) for lines in (shown, again))
    assert text.count(before) == 1, name
    (ROOT / name).write_text(text.replace(before, after), encoding="utf-8")


def anchors_of(text: str) -> set[str]:
    """Return the anchors that GitHub makes of the headings of a page."""
    plain = FENCE.sub("", text)
    return {
        re.sub(r"[^\w\- \u0e00-\u0e7f]", "", heading.strip().lower()).replace(" ", "-")
        for heading in re.findall(r"^#+ (.*)$", plain, re.MULTILINE)
    }


def links_of(text: str) -> Iterator[str]:
    """Yield the links and pictures of a page that lead to files of the project."""
    for target in LINK.findall(re.sub(r"`[^`\n]*`", "`", FENCE.sub("", text))):
        if not re.match(r"https?:|mailto:", target):
            yield target

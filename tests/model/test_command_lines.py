"""Hints hold whole command lines that can be pasted, and file names in them are quoted for every shell."""

import copy
import re
import shlex
import subprocess

import click
import pytest

from ita_xlsx.cli import ita
from ita_xlsx.model.findings import CATALOGUE
from ita_xlsx.model.text.command_lines import quoted

# A command in a sentence begins with the name of the program, and goes on to the end of the sentence.
COMMAND = re.compile(r"\bita [a-z].*$", re.DOTALL)


@pytest.mark.parametrize(
    "name", ["P01.xlsx", "ชื่อ ไฟล์.xlsx", "it's (2).xlsx", "a$b.xlsx", "100%.xlsx", "back`tick.xlsx"]
)
def test_a_quoted_name_comes_out_of_a_shell_as_it_was(name: str) -> None:
    printed = subprocess.run(["sh", "-c", f"printf %s {quoted(name)}"], capture_output=True, check=True).stdout
    assert printed.decode() == name
    assert quoted(name)[0] == quoted(name)[-1]
    assert quoted(name)[0] in "\"'"


def _commands() -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for message in CATALOGUE.values():
        texts = [message.th, message.en, message.fix_th, message.fix_en]
        if message.plural:
            texts += [message.plural.th, message.plural.en, message.plural.fix_th, message.plural.fix_en]
        found += [(message.code, text[match.start() :]) for text in texts if (match := COMMAND.search(text))]
    return found


def test_hints_hold_commands() -> None:
    assert len(_commands()) > 25


def _parse(line: str) -> dict[str, object]:
    """Return what our own command line makes of a line, without running it; a wrong line raises a usage error."""
    program, *words = shlex.split(line)
    assert program == "ita"
    command: click.Command = ita
    ctx = click.Context(ita, obj="th")
    while isinstance(command, click.Group):
        # A context leaves its help option in the command; the command of other tests stays as it is.
        below = copy.copy(command.get_command(ctx, words[0]))
        assert below is not None, f"no command {words[0]}"
        # A group that runs alone has commands below it too.
        if not words[1:] or (isinstance(below, click.Group) and below.get_command(ctx, words[1]) is None):
            return below.make_context(words[0], words[1:], parent=ctx, obj="th").params
        command, words = below, words[1:]
    return command.make_context("ita", words, parent=ctx, obj="th").params


@pytest.mark.parametrize(("code", "line"), _commands())
def test_the_command_of_a_hint_is_a_whole_line_that_the_program_accepts(code: str, line: str) -> None:
    assert not re.search("[«»“”]", line)
    names = {
        "use": quoted("ชื่อ ไฟล์.xlsx"),
        "paths": "'a b.xlsx' c.xlsx",
        "out": quoted("d.xlsx"),
        "last": "2568",
        "folder": "forms",
    }
    assert _parse(line.format_map(names))


@pytest.mark.parametrize(
    "line", ["ita check --feedback", "ita frameworks export", "ita statsu x", "ita links x --agin"]
)
def test_half_a_line_is_refused(line: str) -> None:
    with pytest.raises((click.UsageError, AssertionError)):
        _parse(line)


def test_no_hint_quotes_an_option_with_other_than_straight_quotes() -> None:
    texts = [text for message in CATALOGUE.values() for text in (message.fix_th, message.fix_en)]
    assert [text for text in texts if re.search(r"--[a-z]+ [«“]", text)] == []

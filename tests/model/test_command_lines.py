"""Hints hold whole command lines that can be pasted, and file names in them are quoted for every shell."""

import re
import shlex
import subprocess

import click
import pytest

from ita_xlsx.cli import ita
from ita_xlsx.model.findings import CATALOGUE
from ita_xlsx.model.text.command_lines import quoted

# A command in a sentence begins with the name of the program and one of its commands.
COMMAND = re.compile(r"\bita (?:check|status|consolidate|track|template|import|analyze|print)\b[^;()]*$")


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
        texts = [message.fix_th, message.fix_en]
        texts += [message.plural.fix_th, message.plural.fix_en] if message.plural else []
        found += [(message.code, text[match.start() :]) for text in texts if (match := COMMAND.search(text))]
    return found


def test_hints_hold_commands() -> None:
    assert len(_commands()) > 15


@pytest.mark.parametrize(("code", "line"), _commands())
def test_the_command_of_a_hint_is_a_whole_line_that_the_program_accepts(code: str, line: str) -> None:
    assert not re.search("[«»“”]", line)
    words = shlex.split(line.format_map({"use": quoted("ชื่อ ไฟล์.xlsx")}))
    command = ita.get_command(click.Context(ita), words[1])
    assert command is not None
    # Parse the arguments without running the command: a missing or unknown option raises a usage error.
    assert command.make_context(words[1], words[2:], obj="th", resilient_parsing=False).params


def test_no_hint_quotes_an_option_with_other_than_straight_quotes() -> None:
    texts = [text for message in CATALOGUE.values() for text in (message.fix_th, message.fix_en)]
    assert [text for text in texts if re.search(r"--[a-z]+ [«“]", text)] == []

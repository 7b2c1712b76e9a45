"""Check that docs/commands.md has the help of every command, all exit codes and all variables of the environment."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
import pytest

from ita_xlsx.cli import _INTERRUPTED, exit_codes, ita
from ita_xlsx.cli.exit_codes import CLEAN, COULD_NOT_RUN, FOUND_ERRORS
from ita_xlsx.cli.options import Shared
from ita_xlsx.cli.words.commands import COMMANDS
from tests.support.pages import DOCS, check_page, table
from tests.support.paths import ROOT

PAGE = DOCS / "commands.md"
GROUPS: Mapping[str, tuple[str, ...]] = {
    "To look at the program": ("demo",),
    "Before the forms are sent": ("new", "frameworks", "template"),
    "When the forms come back": ("check", "status", "join", "links", "import"),
    "Results": ("analyze", "consolidate", "trace", "track", "print"),
    "Documents": ("report", "letters"),
    "For the agencies": ("clarify", "evidence"),
    "Again, and closing": ("refresh", "close"),
}
EXIT_CODES: Mapping[int, str] = {
    CLEAN: "The command did its work and found no error.",
    FOUND_ERRORS: "The command did its work and found an error in a file (with `--strict` also a warning).",
    click.UsageError.exit_code: "The command was written wrongly: an unknown option, or a value that is not allowed.",
    COULD_NOT_RUN: "The command could not run: no input could be used, a file exists already or cannot be written, "
    "or the program failed.",
    _INTERRUPTED: "The user pressed Ctrl+C.",
}
VARIABLES: Mapping[str, str] = {
    "ITA_CACHE": "The folder in which the results of files already read and workbooks already made are kept. Without "
    "it: the folder for caches of this system (`%LOCALAPPDATA%`, `~/Library/Caches`, or `$XDG_CACHE_HOME`, else "
    "`~/.cache`).",
    "ITA_LANG": "The language of messages, `th` or `en`. `--lang` goes first. Without both, Thai is used if `LC_ALL`, "
    "`LC_MESSAGES` or `LANG` says so, else English.",
    "ITA_SOFFICE": "The program of LibreOffice (`soffice`, on Windows `soffice.com`), which `ita print` needs. Without "
    "it, the program is looked for on the search path and in the usual folders.",
}
HEAD = """\
# Commands

Every command of `ita`, as `ita COMMAND --help` prints it in English. The options that all commands have stand once,
at the end of the list. This page is made from the program, and a test compares it with the program.

A fiscal year is a year of the Buddhist era. A date is written as `30/9/2569` or `2026-09-30`. A PATH is a file, a
folder, a zip or a pattern such as `returned/*.xlsx`; several can be given. Commands with `--format json` print one
JSON document to standard output, and its schema is `ita_xlsx/cli/schema.json`.
"""
# The options that every command has, by the names of their parameters.
SHARED = {*Shared.__dataclass_fields__, "verbose"}


def context(command: click.Command, name: str) -> click.Context:
    settings = {**ita.context_settings, "terminal_width": 100}
    return click.Context(command, info_name=name, **settings)


def help_of(command: click.Command, name: str) -> str:
    """Return the help of a command without the options that all commands share."""
    shown = copy.copy(command)
    shown.params = [param for param in command.params if param.name not in SHARED]
    shown.add_help_option = False
    return f"```text\n{context(shown, name).get_help()}\n```\n"


def commands(names: tuple[str, ...]) -> Iterator[tuple[str, click.Command]]:
    """Yield commands and their commands with their full names."""
    for name in names:
        command = ita.get_command(context(ita, "ita"), name)
        assert command is not None, name
        yield f"ita {name}", command
        if isinstance(command, click.Group):
            for inner in command.list_commands(context(command, name)):
                yield f"ita {name} {inner}", command.commands[inner]


def shared_help() -> str:
    """Return the help of the options that all commands share."""
    template = ita.get_command(context(ita, "ita"), "template")
    assert template is not None
    params = [param for param in template.params if param.name in SHARED]
    only = click.Command("ita", params=params)
    _, _, options = context(only, "ita COMMAND").get_help().partition("Options:\n")
    return f"```text\n{options}\n```\n"


def page() -> str:
    """Return the page as the program has it."""
    lines = [HEAD]
    for title, names in GROUPS.items():
        lines.append(f"## {title}\n")
        for name, command in commands(names):
            entry = COMMANDS.get(name.removeprefix("ita "))
            lines.append(f"### {name}\n")
            lines += [f"{entry.en[0].upper()}{entry.en[1:]}. {entry.th}\n"] if entry else []
            lines.append(help_of(command, name))
    lines.append(f"## Options of every command\n\n{shared_help()}")
    lines.append("## Exit codes\n")
    lines.append(table(("code", "meaning"), *((str(code), text) for code, text in sorted(EXIT_CODES.items()))))
    lines.append("\n## Environment\n")
    lines.append(table(("variable", "what it sets"), *((f"`{name}`", text) for name, text in VARIABLES.items())))
    return "\n".join(lines) + "\n"


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ITA_LANG", "en")


def test_the_page_is_the_help() -> None:
    check_page(PAGE, page(), __file__)


def test_the_options_of_every_command_stand_once() -> None:
    assert page().count("--roster FILE") == 1


def test_every_command_is_in_one_group() -> None:
    assert sorted(name for names in GROUPS.values() for name in names) == sorted(COMMANDS)


def test_every_command_has_the_shared_options() -> None:
    """The page prints them once, so no command may lack one or say it in other words."""
    expected = shared_help()
    for name, command in commands(tuple(COMMANDS)):
        shared = [param for param in command.params if param.name in SHARED]
        only = click.Command("ita", params=shared)
        printed = context(only, "ita").get_help().partition("Options:\n")[2]
        # Documents have Thai digits where nothing else is said.
        assert printed.replace("[default: thai]", "[default: arabic]") in expected, name
        assert len(shared) == len(SHARED), name


def test_every_exit_code_has_a_meaning() -> None:
    codes = {value for name, value in vars(exit_codes).items() if name.isupper() and isinstance(value, int)}
    assert codes | {click.UsageError.exit_code, _INTERRUPTED} == set(EXIT_CODES)


def test_every_variable_of_the_environment_is_on_the_page() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in Path(ROOT / "ita_xlsx").rglob("*.py"))
    assert set(re.findall(r"\bITA_[A-Z_]+\b", code)) == set(VARIABLES)

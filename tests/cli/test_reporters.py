"""The formats of output: one table decides, and every command hands over the same value."""

import ast
import json
from importlib import import_module
from pathlib import Path

import click
import pytest

import ita_xlsx.cli
from ita_xlsx.cli.reporters import REPORTERS, JsonReporter, Outcome, Reporter, TextReporter
from ita_xlsx.cli.words.commands import COMMANDS
from ita_xlsx.model.findings import Code, make_finding
from tests.support.program import run

CLI = Path(ita_xlsx.cli.__file__).parent


def commands_with_format() -> dict[str, click.Parameter]:
    commands = {
        name: getattr(import_module(f"ita_xlsx.cli.{entry.module}"), entry.function) for name, entry in COMMANDS.items()
    }
    below = commands["frameworks"].commands
    commands |= {f"frameworks {name}": command for name, command in below.items()}
    return {
        name: option for name, command in commands.items() for option in command.params if "--format" in option.opts
    }


def test_every_format_option_offers_the_table() -> None:
    options = commands_with_format()
    assert {"check", "analyze", "status", "consolidate", "track", "links", "import", "frameworks"} <= set(options)
    for option in options.values():
        assert isinstance(option.type, click.Choice)
        assert list(option.type.choices) == list(REPORTERS)


def test_only_the_table_knows_the_name_of_a_format() -> None:
    # The word "text" is also a field of an address in JSON.
    names = set(REPORTERS) - {"text"}
    named = {
        path.relative_to(CLI).as_posix()
        for path in CLI.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in names
    }
    assert named == {"reporters.py"}


def test_a_command_hands_its_outcome_to_the_reporter_of_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[Outcome] = []

    class Recorder(TextReporter):
        def report(self, outcome: Outcome, lang: str) -> None:
            handed.append(outcome)

    monkeypatch.setitem(REPORTERS, "text", Recorder())
    assert run("frameworks") == 0
    assert [outcome.command for outcome in handed] == ["frameworks"]


@pytest.mark.parametrize(("reporter", "called"), [(TextReporter(), "show"), (JsonReporter(), "entries")])
def test_only_what_a_format_needs_is_computed(
    reporter: Reporter, called: str, capsys: pytest.CaptureFixture[str]
) -> None:
    calls: list[str] = []
    outcome = Outcome(
        command="check",
        findings=(make_finding(Code.FILE_DAMAGED, file="x.xlsx"),),
        entries=lambda: calls.append("entries"),
        show=lambda console: calls.append("show"),
    )
    reporter.report(outcome, "en")
    assert calls == [called]
    out = capsys.readouterr().out
    assert bool(out) is (called == "entries")
    if out:
        assert json.loads(out)["findings"][0]["file"] == "x.xlsx"


def test_text_on_the_way_never_stands_beside_json(capsys: pytest.CaptureFixture[str]) -> None:
    for reporter in REPORTERS.values():
        reporter.open_console().print("on the way")
    assert capsys.readouterr().out.split("\n") == ["on the way", ""]

"""Report what a command found: as text for people, or as one JSON object for programs.

The table of reporters feeds the choices of ``--format``; nothing else asks which format was chosen. Takes values;
prints to standard output, or into the file that --report names.
"""

from __future__ import annotations

import functools
import io
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

import click

from ita_xlsx.cli.texts import screen_text

# Slow to import, and needed when a command has done its work.
if TYPE_CHECKING:
    from rich.console import Console

    from ita_xlsx.model.findings import Finding

_Command = TypeVar("_Command", bound=Callable[..., Any])
# A report is never written over a workbook or a file of the round.
_REPORT_SUFFIXES = (".txt", ".json")


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The end of a command, ready for every format: only the function that a format needs is called.

    ``entries`` returns the results for JSON; ``show`` prints them, with the findings, on a console.
    """

    command: str
    findings: Sequence[Finding]
    entries: Callable[[], object]
    show: Callable[[Console], None]


class Reporter(ABC):
    """A format of output; ``keeps_all`` is True if all findings and results must be kept until the end.

    ``encoding`` is that of a file of this format.
    """

    keeps_all: ClassVar[bool]
    encoding: ClassVar[str]

    @abstractmethod
    def open_console(self) -> Console:
        """Return the console for the text that a command prints while it works."""

    @abstractmethod
    def report(self, outcome: Outcome, lang: str) -> None:
        """Print the outcome of a command, with messages in a language (``th`` or ``en``)."""


class TextReporter(Reporter):
    """Lines and tables for people."""

    keeps_all = False
    # With the mark by which Windows PowerShell and Notepad know the encoding.
    encoding = "utf-8-sig"

    def open_console(self) -> Console:
        """Return a console on standard output."""
        from ita_xlsx.cli.screen import open_console

        return open_console()

    def report(self, outcome: Outcome, lang: str) -> None:
        """Print the text of the command."""
        outcome.show(self.open_console())


class JsonReporter(Reporter):
    """One JSON object for programs; ``cli/schema.json`` describes it."""

    keeps_all = True
    encoding = "utf-8"

    def open_console(self) -> Console:
        """Return a console that prints nothing, because only the JSON object may be on standard output."""
        from ita_xlsx.cli.screen import open_console

        return open_console(quiet=True)

    def report(self, outcome: Outcome, lang: str) -> None:
        """Print the JSON object of the command."""
        from ita_xlsx.cli.json.results import document

        click.echo(document(outcome.command, outcome.findings, outcome.entries(), lang))


REPORTERS: dict[str, Reporter] = {"text": TextReporter(), "json": JsonReporter()}


def _reporter_named(ctx: click.Context, param: click.Parameter, value: str) -> Reporter:
    return REPORTERS[value]


_format_option = click.option(
    "--format",
    "reporter",
    type=click.Choice(list(REPORTERS)),
    default=next(iter(REPORTERS)),
    show_default=True,
    callback=_reporter_named,
)


def _report_file(ctx: click.Context, param: click.Parameter, value: Path | None) -> Path | None:
    """Return the file for the report; raise click.BadParameter for a name that another program would open."""
    if value is not None and value.suffix.lower() not in _REPORT_SUFFIXES:
        raise click.BadParameter(screen_text(ctx.obj or "en", "report_suffix", suffixes=", ".join(_REPORT_SUFFIXES)))
    return value


_report_option = click.option(
    "--report",
    "report",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    callback=_report_file,
    help="Write into FILE (.txt or .json, UTF-8) what would be printed.",
)


def format_option(command: _Command) -> _Command:
    """Add --format and --report to a command; with --report, what it prints goes into a file."""

    @functools.wraps(command)
    def with_report(**arguments: Any) -> Any:
        path: Path | None = arguments.pop("report")
        if path is None:
            return command(**arguments)
        from ita_xlsx.cycle.files import Target

        target = Target(path=path, force=arguments["force"])
        target.check_free()
        with redirect_stdout(io.StringIO()) as printed:
            code = command(**arguments)
        target.put(printed.getvalue().encode(arguments["reporter"].encoding, "backslashreplace"))
        return code

    wrapped: Any = with_report
    result: _Command = _format_option(_report_option(wrapped))
    return result

"""Report what a command found: as text for people, or as one JSON object for programs.

The table of reporters feeds the choices of ``--format``; nothing else asks which format was chosen. Takes values;
prints to standard output.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

import click
from rich.console import Console

from ita_xlsx.cli.json.results import document
from ita_xlsx.cli.screen import open_console
from ita_xlsx.model.findings import Finding


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
    """A format of output; ``keeps_all`` is True if all findings and results must be kept until the end."""

    keeps_all: ClassVar[bool]

    @abstractmethod
    def open_console(self) -> Console:
        """Return the console for the text that a command prints while it works."""

    @abstractmethod
    def report(self, outcome: Outcome, lang: str) -> None:
        """Print the outcome of a command, with messages in a language (``th`` or ``en``)."""


class TextReporter(Reporter):
    """Lines and tables for people."""

    keeps_all = False

    def open_console(self) -> Console:
        """Return a console on standard output."""
        return open_console()

    def report(self, outcome: Outcome, lang: str) -> None:
        """Print the text of the command."""
        outcome.show(self.open_console())


class JsonReporter(Reporter):
    """One JSON object for programs; ``cli/schema.json`` describes it."""

    keeps_all = True

    def open_console(self) -> Console:
        """Return a console that prints nothing, because only the JSON object may be on standard output."""
        return open_console(quiet=True)

    def report(self, outcome: Outcome, lang: str) -> None:
        """Print the JSON object of the command."""
        click.echo(document(outcome.command, outcome.findings, outcome.entries(), lang))


REPORTERS: dict[str, Reporter] = {"text": TextReporter(), "json": JsonReporter()}


def _reporter_named(ctx: click.Context, param: click.Parameter, value: str) -> Reporter:
    return REPORTERS[value]


format_option = click.option(
    "--format",
    "reporter",
    type=click.Choice(list(REPORTERS)),
    default=next(iter(REPORTERS)),
    show_default=True,
    callback=_reporter_named,
)

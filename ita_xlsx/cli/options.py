"""Define the options that several commands share, and gather the common ones into one value.

Reads dates and limits from text; ends with wrong usage for what is neither.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ita_xlsx.cli.texts import LANGUAGES, choose_language, screen_text
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.layout.plan_layouts import PLAN_LAYOUTS
from ita_xlsx.model.limits import Limit, parse_limit
from ita_xlsx.model.text.dates import parse_date
from ita_xlsx.model.text.digits import arabic

# Slow to import, and needed by few commands, or at their end.
if TYPE_CHECKING:
    from ita_xlsx.cycle.decisions.use_files import Reason
    from ita_xlsx.cycle.files import Target

_Command = TypeVar("_Command", bound=Callable[..., Any])


@dataclass(frozen=True, kw_only=True)
class Shared:
    """The values of the options that every command has."""

    round_file: str | None
    framework: str | None
    roster: str | None
    digits: str
    lang: str
    force: bool
    quiet: bool

    def edition(self, issued: date, plan_layout: str | None = None) -> Edition:
        """Return the edition of the workbooks that a command writes."""
        return Edition(issued=issued, digits=self.digits, plan_layout=plan_layout or "")

    def target(self, path: Path, inputs: Iterable[Path] = ()) -> Target:
        """Return the target at a path; the ``inputs`` are never overwritten."""
        from ita_xlsx.cycle.files import Target

        return Target(path=path, force=self.force, inputs=tuple(inputs))


def read_date(ctx: click.Context, param: click.Parameter, value: str | None) -> date:
    """Return a date with a Buddhist or Christian year, today for no value; raise click.BadParameter for no date."""
    try:
        return parse_date(value) if value else date.today()
    except ValueError as error:
        raise click.BadParameter(screen_text(ctx.obj or "en", "bad_date", value=value)) from error


def latest_day(issued: date) -> date:
    """Return today, or the day on which the outputs are issued if that is later: no decision can be of a later day."""
    return max(issued, date.today())


def read_deadline(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """Return a date as ``read_date`` does, and None for no value."""
    return read_date(ctx, param, value) if value else None


def read_limit(ctx: click.Context, param: click.Parameter, value: str | None) -> Limit | None:
    """Return a limit as ``parse_limit`` does, None for no value; raise click.BadParameter for another text."""
    try:
        return None if value is None else parse_limit(value)
    except ValueError as error:
        raise click.BadParameter(screen_text(ctx.obj or "en", "bad_score", value=value)) from error


_DIGITS = ("arabic", "thai")
_OPTIONS = (
    click.option("--round", "round_file", metavar="FILE", help="The round's settings (else ./round.toml)."),
    click.option("--framework", metavar="YEAR", help="Fiscal year (B.E.), or a definition (.xlsx, folder)."),
    click.option("--roster", metavar="FILE", help="The agencies: CSV or XLSX with code, name, province …"),
    click.option("--lang", type=click.Choice(LANGUAGES), help="Language of messages."),
    click.option("--force", is_flag=True, help="Overwrite files that exist."),
    click.option("-q", "--quiet", is_flag=True, help="Say only what went wrong."),
    # The command line looks for it itself, because it is needed where a command has failed.
    click.option("-v", "--verbose", is_flag=True, expose_value=False, help="Show details when the program fails."),
)
# In the folder of a round nothing needs to be named.
paths_argument = click.argument("paths", metavar="[PATH]...", nargs=-1)
issued_option = click.option(
    "--issued",
    callback=read_date,
    metavar="DATE",
    help="Date of issue (else today).",
)
plan_layout_option = click.option(
    "--form",
    "plan_layout",
    type=click.Choice(list(PLAN_LAYOUTS)),
    help="The form in which the plan of measures is laid out.",
)
_use_option = click.option(
    "--use", multiple=True, metavar="FILE", help="Of several files of an agency, the one that counts."
)
_why_option = click.option(
    "--why", metavar="TEXT", help="With --use: the reason; the choice is kept in decisions.xlsx."
)
measures_option = click.option(
    "--measures", metavar="PLAN", help="The plan of measures: CSV or XLSX, or an analysis with its plan edited."
)
mail_option = click.option(
    "--mail", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help="Write a mail draft (.eml) for each agency, with its file, and a sheet for a mail merge. Nothing is sent.",
)  # fmt: skip
strict_option = click.option("--strict", is_flag=True, help="Warnings count as errors in the exit code.")


def use_options(command: _Command) -> _Command:
    """Add ``--use`` and ``--why`` to a command, which gets them as its arguments ``use`` and ``why``."""
    wrapped: Any = _use_option(_why_option(command))
    result: _Command = wrapped
    return result


def reason_to_use(shared: Shared, use: tuple[str, ...], why: str | None, issued: date) -> Reason | None:
    """Return the reason for the files of ``--use``, which keeps the choice; raise click.UsageError without files."""
    if why is None:
        return None
    if not use or not why.strip():
        raise click.UsageError(screen_text(shared.lang, "why_needs_use"))
    from ita_xlsx.cycle.decisions.use_files import Reason

    return Reason(why.strip(), shared.edition(issued))


def shared_options(command: _Command) -> _Command:
    """Add the shared options to a command, which gets them as its argument ``shared``."""
    return _with_options(command, Edition.digits)


def document_options(command: _Command) -> _Command:
    """Add the shared options to a command that writes official documents, whose digits are Thai unless it is said."""
    return _with_options(command, "thai")


def _with_options(command: _Command, digits: str) -> _Command:
    @functools.wraps(command)
    def with_shared(**arguments: Any) -> Any:
        shared_arguments = {name: arguments.pop(name) for name in _NAMES}
        shared_arguments["lang"] = choose_language(shared_arguments["lang"])
        shared_arguments["framework"] = _year_or_path(shared_arguments["framework"])
        return command(shared=Shared(**shared_arguments), **arguments)

    wrapped: Any = with_shared
    digits_option = click.option("--digits", type=click.Choice(_DIGITS), default=digits, show_default=True)
    # The digits stand behind the roster on every help page.
    for option in reversed((*_OPTIONS[:3], digits_option, *_OPTIONS[3:])):
        wrapped = option(wrapped)
    result: _Command = wrapped
    return result


def _year_or_path(text: str | None) -> str | None:
    """Return the value of --framework, a fiscal year in Thai digits as Arabic digits."""
    return arabic(text).strip() if text and text.strip().isdecimal() else text


_NAMES = tuple(Shared.__dataclass_fields__)

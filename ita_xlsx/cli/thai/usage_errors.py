"""Say in Thai what is wrong with the words after a command, for each kind of error that the library raises.

Takes an error of click; returns text.
"""

from __future__ import annotations

import re

import click

from ita_xlsx.cli.thai import texts
from ita_xlsx.cli.thai.help_pages import parameter_name, usage_words

_THAI = re.compile("[\u0e01-\u0e5b]")
_PATH = re.compile(r"\w+ '(?P<value>.*)' (?:does not exist|is an? (?P<kind>file|directory)|is not \w+)\.", re.DOTALL)
_EXTRA = re.compile(r".*\((?P<values>.*)\)", re.DOTALL)
_COMMAND = re.compile(r"No such command '(?P<name>.*)'\.", re.DOTALL)
_OPTION = re.compile(r"No such option:? '?(?P<name>-[^' ]*)'?", re.DOTALL)


def usage_error_text(error: click.ClickException) -> str:
    """Return the lines for an error: how the command is used, where its help is, and what is wrong."""
    lines = []
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    if ctx is not None:
        lines = [
            f"{texts.USAGE}{ctx.command_path} {usage_words(ctx.command, ctx)}",
            texts.TRY.format(command=ctx.command_path),
            "",
        ]
    return "\n".join([*lines, texts.ERROR.format(message=_message(error))])


def _message(error: click.ClickException) -> str:
    """Return what is wrong, by the kind of the error; our own message is Thai already."""
    if isinstance(error, click.NoSuchOption):
        return _no_option(error.option_name, tuple(error.possibilities or ()))
    if isinstance(error, click.BadOptionUsage):
        return _bad_option(error)
    if isinstance(error, click.MissingParameter):
        return texts.PARAMETER_MISSING.format(name=_name(error))
    if isinstance(error, click.BadParameter):
        return _bad_value(error)
    if isinstance(error, click.FileError):
        return texts.PATH_REFUSED.format(value=error.ui_filename, name="-")
    return _other(error)


def _no_option(name: str, possibilities: tuple[str, ...]) -> str:
    message = texts.NO_OPTION.format(name=name)
    return (
        f"{message} {texts.DID_YOU_MEAN.format(names=', '.join(sorted(possibilities)))}" if possibilities else message
    )


def _bad_option(error: click.BadOptionUsage) -> str:
    """Return the message for an option without its value, or with a value that it does not take."""
    takes_none = "not take a value" in error.message
    return (texts.TAKES_NO_VALUE if takes_none else texts.NEEDS_VALUE).format(name=error.option_name)


def _bad_value(error: click.BadParameter) -> str:
    """Return the message for a value that an option or argument does not take."""
    name, kind = _name(error), error.param.type if error.param is not None else None
    if isinstance(kind, click.Choice):
        return texts.ONE_OF.format(name=name, values=", ".join(map(str, kind.choices)))
    if isinstance(kind, click.IntRange):
        return texts.NOT_IN_RANGE.format(name=name, least=kind.min, most=kind.max)
    if isinstance(kind, click.Path) and (match := _PATH.fullmatch(error.message)):
        by_kind = {"file": texts.PATH_IS_FILE, "directory": texts.PATH_IS_FOLDER}
        refused = texts.PATH_REFUSED if " is not " in error.message else texts.PATH_MISSING
        return by_kind.get(match["kind"] or "", refused).format(value=match["value"], name=name)
    if _THAI.search(error.message):
        return texts.OWN.format(name=name, message=error.message)
    return texts.VALUE_INVALID.format(name=name)


def _other(error: click.ClickException) -> str:
    """Return the message for an error that only its own words tell from others."""
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    names = ", ".join(ctx.command.list_commands(ctx)) if ctx and isinstance(ctx.command, click.Group) else ""
    if match := _COMMAND.match(error.message):
        return texts.NO_COMMAND.format(name=match["name"], names=names)
    if match := _OPTION.match(error.message):
        return _no_option(match["name"], ())
    if error.message.startswith("Missing command"):
        return texts.COMMAND_MISSING.format(names=names)
    if _THAI.search(error.message) and not error.message.startswith("Got unexpected extra"):
        return error.message
    if match := _EXTRA.fullmatch(error.message):
        return texts.TOO_MANY.format(values=match["values"])
    return texts.USAGE_WRONG


def _name(error: click.BadParameter) -> str:
    """Return the option or argument of an error as it is typed."""
    if error.param is not None:
        return parameter_name(error.param)
    return error.param_hint if isinstance(error.param_hint, str) else "-"

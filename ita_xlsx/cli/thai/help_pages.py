"""Write the help page of a command in Thai, from the command itself and the table of Thai texts.

Takes click's commands; returns text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from shutil import get_terminal_size
from unicodedata import category

import click

from ita_xlsx.cli.thai import texts

# A page is no wider, so that its lines can be read.
_WIDEST = 100


def help_page(command: click.Command, ctx: click.Context, name: str, commands: tuple[tuple[str, str], ...] = ()) -> str:
    """Return the page of a command: its usage, its description, its options, and ``commands`` with their lines."""
    width = min(ctx.terminal_width or get_terminal_size().columns, ctx.max_content_width or _WIDEST)
    lines = [f"{texts.USAGE}{ctx.command_path} {usage_words(command, ctx)}"]
    for paragraph in texts.DESCRIPTIONS.get(name, command.help or "").split("\n\n"):
        lines += ["", *(f"  {line}" for line in wrapped(paragraph, width - 2))]
    lines += ["", f"{texts.OPTIONS_TITLE}:", *_list(tuple(_option_rows(command, ctx, name)), width)]
    if not commands and isinstance(command, click.Group):
        commands = tuple((item, _first_line(f"{name} {item}")) for item in command.list_commands(ctx))
    if commands:
        lines += ["", f"{texts.COMMANDS_TITLE}:", *_list(commands, width)]
    return "\n".join(lines)


def wrapped(text: str, width: int) -> list[str]:
    """Return a text as lines of at most ``width`` cells; a line breaks at a blank, because Thai words have none."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and _cells(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _cells(text: str) -> int:
    """Return the width of a text on a screen; the marks above and below a letter take no cell."""
    return sum(category(char) != "Mn" for char in text)


def _list(rows: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    """Yield the lines of a list of two columns."""
    first = max(_cells(term) for term, _ in rows) + 4
    for term, words in rows:
        head, *rest = wrapped(words, width - first)
        yield f"  {term}{' ' * (first - 2 - _cells(term))}{head}"
        yield from (f"{' ' * first}{line}" for line in rest)


def usage_words(command: click.Command, ctx: click.Context) -> str:
    """Return the words after the name of a command in its line of usage."""
    words = [texts.OPTIONS_WORD]
    words += [parameter_name(item) for item in command.get_params(ctx) if isinstance(item, click.Argument)]
    if isinstance(command, click.Group):
        words.append(texts.SUBCOMMAND)
    return " ".join(words)


def parameter_name(parameter: click.Parameter) -> str:
    """Return an option as it is typed, or the Thai word for an argument."""
    if isinstance(parameter, click.Option):
        return max(parameter.opts, key=len)
    metavar = parameter.metavar or "TEXT"
    return texts.PLACEHOLDERS.get(metavar, metavar)


def _option_rows(command: click.Command, ctx: click.Context, name: str) -> Iterator[tuple[str, str]]:
    """Yield (how an option is typed, what it does) for each option."""
    for option in command.get_params(ctx):
        if not isinstance(option, click.Option) or option.hidden:
            continue
        long_name = parameter_name(option)
        words = texts.OPTIONS.get(f"{name} {long_name}") or texts.OPTIONS.get(long_name) or option.help or ""
        if option.show_default and option.default is not None:
            words = f"{words} {texts.DEFAULT.format(value=option.default)}"
        if option.required:
            words = f"{words} {texts.REQUIRED}"
        yield f"{', '.join(sorted(option.opts, key=len))}{_value_of(option)}", words


def _value_of(option: click.Option) -> str:
    """Return the placeholder of the value of an option, after a blank; empty for a flag."""
    if option.is_flag or option.count:
        return ""
    if isinstance(option.type, click.Choice):
        return f" [{'|'.join(map(str, option.type.choices))}]"
    metavar = option.metavar or "TEXT"
    return f" {texts.PLACEHOLDERS.get(metavar, metavar)}"


def _first_line(name: str) -> str:
    return texts.DESCRIPTIONS.get(name, "").partition("\n")[0]

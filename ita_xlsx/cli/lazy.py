"""Import the module of a command only when the command is run, so that ``ita --help`` is instant.

Starts the server of child processes early for commands that read many files.
"""

from __future__ import annotations

from functools import partial
from importlib import import_module

import click

from ita_xlsx.cli.texts import choose_language
from ita_xlsx.cli.words.commands import COMMANDS

# The commands that read many files: child processes start while the command is imported.
READING = frozenset(
    {
        "status",
        "consolidate",
        "track",
        "links",
        "check",
        "analyze",
        "print_pages",
        "documents.report",
        "documents.letters",
        "again.refresh",
        "again.close",
        "giving_back.clarify",
        "giving_back.evidence",
        "giving_back.trace",
    }
)


class LazyGroup(click.Group):
    """The group of all commands; a command is the function of the same name in its module."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order of a round."""
        return list(COMMANDS)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command to run; start child processes first if it reads many files."""
        name = args[0] if args else ""
        if name in COMMANDS and COMMANDS[name].module in READING and not set(args) & set(ctx.help_option_names):
            from ita_xlsx.cycle import start_children

            start_children()
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a command and return the command; None for a name that is no command."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"ita_xlsx.cli.{COMMANDS[cmd_name].module}")
        command: click.Command = getattr(module, COMMANDS[cmd_name].function)
        return _with_thai_help(command, cmd_name)

    def get_help(self, ctx: click.Context) -> str:
        """Return the help page of the program, in the language of the run."""
        if (ctx.obj or choose_language(None)) != "th":
            return super().get_help(ctx)
        from ita_xlsx.cli.thai.help_pages import help_page

        return help_page(self, ctx, "", tuple((name, entry.th) for name, entry in COMMANDS.items()))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table, without importing their modules."""
        lang = ctx.obj or choose_language(None)
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.th if lang == "th" else entry.en) for name, entry in COMMANDS.items()])


def _with_thai_help(command: click.Command, name: str) -> click.Command:
    """Return the command; its help page, and those of its own commands, are in the language of the run."""
    # The library writes its own words into a page, so the whole page is replaced.
    command.get_help = partial(_help_page, name)  # type: ignore[method-assign]
    if isinstance(command, click.Group):
        for sub_name, sub_command in command.commands.items():
            _with_thai_help(sub_command, f"{name} {sub_name}")
    return command


def _help_page(name: str, ctx: click.Context) -> str:
    command = ctx.command
    if (ctx.find_root().obj or choose_language(None)) != "th":
        return type(command).get_help(command, ctx)
    from ita_xlsx.cli.thai.help_pages import help_page

    return help_page(command, ctx, name)

"""Say why a command could not do its work: an error with a code, or a fault of the program.

Takes an exception; prints to standard error, and writes a report of an unexpected exception.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

import click

from ita_xlsx.cli.failures.closed_output import ClosedOutput
from ita_xlsx.cli.standard_streams import abandon_output
from ita_xlsx.errors import ItaError, refused_by_machine
from ita_xlsx.model.findings import Code, message_and_fix


def print_failure(error: Exception, arguments: Sequence[str], lang: str) -> bool:
    """Print why the run stopped; return False if the caller asked (``-v``) to see an unexpected exception itself."""
    if isinstance(error, ItaError):
        if isinstance(error, ClosedOutput):
            abandon_output()
        _print_error(error, lang)
        return True
    refused = refused_by_machine(error) if isinstance(error, (OSError, MemoryError)) else None
    if refused is None and ("-v" in arguments or "--verbose" in arguments):
        return False
    _print_error(refused or _crash(error, arguments), lang)
    return True


def _crash(error: Exception, arguments: Sequence[str]) -> ItaError:
    """Return the error for an unexpected exception; it names the file with the traceback, if there is one."""
    detail = type(error).__name__
    try:
        from ita_xlsx.cycle.runs.crash_report import write_crash_report

        report = write_crash_report(error, arguments)
    except Exception:  # what broke the program may break its report too
        report = None
    return (
        ItaError(Code.PROGRAM_FAILED, detail=detail, report=str(report))
        if report
        else ItaError(Code.CRASH_NOT_SAVED, detail=detail)
    )


def _print_error(error: ItaError, lang: str) -> None:
    with suppress(OSError):  # nobody is left to tell
        from ita_xlsx.cli.hints import split_command

        text, command = split_command(error.message(lang))
        click.echo(f"ita: {text}", err=True)
        if command:
            click.echo(f"  {command}", err=True)
        for finding in error.findings[:50]:
            message, _ = message_and_fix(finding, lang)
            place = f"{finding.place}  " if finding.place else ""
            click.echo(f"  {finding.code}  {place}{message}", err=True)

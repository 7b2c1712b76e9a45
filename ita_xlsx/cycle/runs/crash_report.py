"""Write what a developer needs to find the cause of a crash into a file beside the cache.

Takes an exception; writes one file. The report holds the traceback, versions and the command, but no file names.
"""

from __future__ import annotations

import os
import platform
import re
import sys
import traceback
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path, PurePath

from ita_xlsx import __version__
from ita_xlsx.cycle.load_round import cache_folder

_FOLDER = "crashes"
_OPTION = re.compile(r"--?[a-z][a-z-]*")
_COMMAND = re.compile(r"[a-z-]+")
_SUFFIX = re.compile(r"\.[A-Za-z]{1,5}")


def write_crash_report(error: BaseException, arguments: Sequence[str]) -> Path | None:
    """Write the report of an unexpected exception, and return its path; None if it cannot be written."""
    now = datetime.now()
    try:
        folder = cache_folder() / _FOLDER
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / f"crash-{now:%Y%m%d-%H%M%S}-{os.getpid()}.txt"
        path.write_text(crash_text(error, arguments, now), encoding="utf-8", errors="backslashreplace")
    except (OSError, RuntimeError):  # RuntimeError: there is no home folder
        return None
    return path


def crash_text(error: BaseException, arguments: Sequence[str], now: datetime) -> str:
    """Return the text of the report."""
    lines = (
        f"ita-xlsx {__version__}",
        f"Python {platform.python_version()} ({sys.implementation.name}), {platform.platform()}",
        f"{now:%Y-%m-%d %H:%M:%S}",
        f"ita {' '.join(command_words(arguments))}".rstrip(),
        "",
        *(line.rstrip("\n") for line in traceback.format_exception(error)),
    )
    return "\n".join(lines) + "\n"


def command_words(arguments: Sequence[str]) -> tuple[str, ...]:
    """Return the command and its options; every value and path becomes ``…``, with the suffix of its file name."""
    first = arguments[0] if arguments and _COMMAND.fullmatch(arguments[0]) else ""
    return (first, *map(_masked, arguments[1:])) if first else tuple(map(_masked, arguments))


def _masked(word: str) -> str:
    option, equals, value = word.partition("=")
    if _OPTION.fullmatch(option):
        return f"{option}{equals}{_masked(value) if equals else ''}"
    suffix = PurePath(word).suffix
    return f"…{suffix if _SUFFIX.fullmatch(suffix) else ''}"

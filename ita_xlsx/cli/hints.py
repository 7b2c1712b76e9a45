"""Complete the command lines in the advice of a finding, so that they can be pasted as they stand.

Looks at the options of the command that runs; takes and returns text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import click

from ita_xlsx.model.text.command_lines import quoted

_OPTIONS: Mapping[str, str] = {"round_file": "--round", "framework": "--framework", "roster": "--roster"}
_OF_PATHS = frozenset({"check", "consolidate", "links", "print", "status", "track"})
_MOST_PATHS = 5
# A command in a text begins with the name of the program, and goes on to the end of the text.
_TO_END = re.compile(r"\bita [a-z].*$", re.DOTALL)
_COMMAND = re.compile(rf"\bita ({'|'.join(sorted((*_OF_PATHS, 'join', 'template')))})\b")


def whole_commands(fix: str) -> str:
    """Return the advice with the round, the framework, the roster and the paths that this command was given itself.

    In the folder of a round none of them is needed, and none is added.
    """
    context = click.get_current_context(silent=True)
    params = context.params if context else {}
    return _COMMAND.sub(lambda match: match[0] + _given(match[1], params), fix)


def split_command(fix: str) -> tuple[str, str]:
    """Return the words of an advice and the command at its end, which must stand on one line; empty if there is none.

    The command has everything that it needs to be pasted, as ``whole_commands`` adds it.
    """
    match = _TO_END.search(fix)
    if match is None:
        return fix, ""
    return fix[: match.start()].rstrip(), whole_commands(match[0])


def _given(command: str, params: Mapping[str, Any]) -> str:
    """Return the options and the paths that belong to another run of a command, each after a blank."""
    paths = params.get("paths") or () if command in _OF_PATHS else ()
    # A shell made a long list of a pattern; such a line nobody reads.
    paths = paths if len(paths) <= _MOST_PATHS else ()
    options = (f"{option} {quoted(params[key])}" for key, option in _OPTIONS.items() if params.get(key))
    return "".join(f" {part}" for part in (*map(quoted, paths), *options))

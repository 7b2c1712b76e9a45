"""Quote the name of a file for a command line that is pasted into cmd, PowerShell or a Unix shell.

Works on texts only.
"""

from __future__ import annotations

# Inside straight double quotes one of the three shells would change these characters.
_NOT_IN_DOUBLE = frozenset('"$`%!')


def quoted(text: str) -> str:
    """Return a text in straight quotes: double ones, or single ones where a shell would change it in double ones."""
    if _NOT_IN_DOUBLE.isdisjoint(text) and not text.endswith("\\") and "\\\\" not in text:
        return f'"{text}"'
    if "'" not in text:
        return f"'{text}'"
    return '"' + "".join(f"\\{char}" if char in '"$`\\' else char for char in text) + '"'

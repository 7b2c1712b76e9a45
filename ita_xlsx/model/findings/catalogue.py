"""Every message by its code; a sentence for a user stands here and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ita_xlsx.model.findings import (
    cells,
    command,
    consistency,
    contents,
    definition,
    files,
    history,
    identity,
    importing,
    plan,
    published,
    round,
    scores,
    store,
    tables,
)
from ita_xlsx.model.findings import evidence as links
from ita_xlsx.model.findings import measures as tracking
from ita_xlsx.model.findings.finding import Finding, Message

FAMILIES = (
    files, identity, contents, scores, cells, consistency, published, history, tables, round, store, importing,
    links, definition, plan, tracking, command,
)  # fmt: skip

CATALOGUE: Mapping[str, Message] = MappingProxyType(
    {message.code: message for family in FAMILIES for message in family.MESSAGES}
)

_LONGEST = 300
# Thai texts may hold these where lines may break; they steer nothing.
_SEEN = frozenset("\u200b\u200c\u200d")


def render(code: str, lang: str, params: Mapping[str, str]) -> tuple[str, str]:
    """The message and what to do, in ``th`` or ``en``, with the parameters filled in."""
    message = CATALOGUE[code]
    said, fix = (message.th, message.fix_th) if lang == "th" else (message.en, message.fix_en)
    shown = {name: visible(value) for name, value in params.items()}
    return said.format_map(shown), fix.format_map(shown)


def visible(text: str) -> str:
    """A text from outside as one line: what would steer a screen, or nobody would see, is spelt out.

    A long one is cut: a cell may hold 32,767 characters, and a sentence may not.
    """
    if text.isprintable() and len(text) <= _LONGEST:
        return text
    shown = "".join(_spelt(char) for char in text[:_LONGEST])
    return shown if len(text) <= _LONGEST else f"{shown}…"


def _spelt(char: str) -> str:
    if char.isprintable() or char in _SEEN:
        return char
    return " " if char.isspace() else f"\\u{ord(char):04x}"


def make_finding(code: str, **about: str | None) -> Finding:
    """A finding of the catalogue; words beyond its own fields become parameters of the message."""
    own = {key: about.pop(key, None) for key in ("sheet", "cell", "value", "subject")}
    file = about.pop("file", None) or ""
    shown = {**{key: value or "" for key, value in own.items()}, **{k: v or "" for k, v in about.items()}}
    return Finding(code, CATALOGUE[code].severity, file, **own, params=tuple(sorted(shown.items())))


def words_of(finding: Finding, lang: str) -> tuple[str, str]:
    """A finding's message and what to do, in ``th`` or ``en``."""
    return render(finding.code, lang, dict(finding.params))

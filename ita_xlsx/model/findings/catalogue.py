"""Collect all messages by code, make findings from them, and write a finding as text in Thai or English.

Takes codes and parameters; returns findings and texts. Every sentence for a user about a file is in this catalogue.
Works on values only.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ita_xlsx.model.findings import (
    announced_figures,
    command,
    consistency,
    definition,
    earlier_years,
    evidence_links,
    identity,
    imported_tables,
    measures_plan,
    reported_steps,
    roster_and_settings,
    round_returns,
    score_cells,
    scores,
    stored_data,
    unreadable_files,
    workbook_contents,
)
from ita_xlsx.model.findings.finding import Finding, Message

FAMILIES = (
    unreadable_files, identity, workbook_contents, scores, score_cells, consistency, announced_figures, earlier_years,
    roster_and_settings, round_returns, stored_data, imported_tables, evidence_links, definition, measures_plan,
    reported_steps, command,
)  # fmt: skip

CATALOGUE: Mapping[str, Message] = MappingProxyType(
    {message.code: message for family in FAMILIES for message in family.MESSAGES}
)

_LONGEST = 300
# Thai texts may hold these characters where a line may break; they do no harm on a screen.
_HARMLESS = frozenset("\u200b\u200c\u200d")


def render(code: str, lang: str, params: Mapping[str, str]) -> tuple[str, str]:
    """Return the message of a code and its advice, in ``th`` or ``en``, with the parameters filled in."""
    message = CATALOGUE[code]
    text, fix = (message.th, message.fix_th) if lang == "th" else (message.en, message.fix_en)
    safe_params = {name: visible(value) for name, value in params.items()}
    return text.format_map(safe_params), fix.format_map(safe_params)


def visible(text: str) -> str:
    r"""Return a text from outside as one line, with control and invisible characters as ``\uXXXX``.

    Such characters could steer a terminal or deceive a reader. A text of more than 300 characters is cut:
    a cell may hold 32,767 characters, too many for a sentence.
    """
    if text.isprintable() and len(text) <= _LONGEST:
        return text
    safe_text = "".join(_escape(char) for char in text[:_LONGEST])
    return safe_text if len(text) <= _LONGEST else f"{safe_text}…"


def _escape(char: str) -> str:
    if char.isprintable() or char in _HARMLESS:
        return char
    return " " if char.isspace() else f"\\u{ord(char):04x}"


def make_finding(code: str, **params: str | None) -> Finding:
    """Return a finding with the severity of its message.

    The keywords file, sheet, cell, value and subject fill the fields of the finding. All keywords but file become
    parameters of the message; None becomes an empty text.
    """
    fields = {key: params.pop(key, None) for key in ("sheet", "cell", "value", "subject")}
    file = params.pop("file", None) or ""
    texts = {**{key: value or "" for key, value in fields.items()}, **{k: v or "" for k, v in params.items()}}
    return Finding(code, CATALOGUE[code].severity, file, **fields, params=tuple(sorted(texts.items())))


def message_and_fix(finding: Finding, lang: str) -> tuple[str, str]:
    """Return the message of a finding and its advice, in ``th`` or ``en``."""
    return render(finding.code, lang, dict(finding.params))

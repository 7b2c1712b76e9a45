"""Collect all messages by code, make findings from them, and write a finding as text in Thai or English.

Takes codes and parameters; returns findings and texts. Every sentence for a user about a file is in this catalogue.
Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from string import Formatter
from types import MappingProxyType

from ita_xlsx.model.findings import (
    agency_tables,
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
    score_cells,
    scores,
    stored_data,
    unreadable_files,
    workbook_contents,
)
from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.findings.finding import Finding
from ita_xlsx.model.findings.message import Message, Topic, Trait
from ita_xlsx.model.findings.rounds import (
    again,
    decisions_workbook,
    mail_drafts,
    oit_clarification,
    province_groups,
    respondents,
    round_choices,
    round_returns,
)
from ita_xlsx.model.text.spelling import looks_same
from ita_xlsx.model.text.subject_words import in_thai, with_indicators

FAMILIES = (
    unreadable_files, identity, workbook_contents, scores, score_cells, consistency, announced_figures, earlier_years,
    roster_and_settings, province_groups, round_returns, round_choices, stored_data, decisions_workbook,
    imported_tables, agency_tables, evidence_links, definition, measures_plan, reported_steps, again,
    oit_clarification, mail_drafts, respondents, command,
)  # fmt: skip

# A message may leave these out of its texts: they fill the fields of a finding.
PLACE_PARAMS = frozenset({"file", "sheet", "cell", "value", "subject"})

CATALOGUE: Mapping[str, Message] = MappingProxyType(
    {message.code: message for family in FAMILIES for message in family.MESSAGES}
)

# Parameters that hold subjects, such as ``overall`` or ``e1 public``.
_SUBJECTS = ("subject", "codes", "terms", "first", "last", "until", "likely", "options")
# In messages about scores, these hold codes of questions or indicators; in others ``3`` may be a measure.
_LISTS, _OF_SCORES = ("subject", "codes"), (Topic.SCORES, Topic.ANNOUNCED, Topic.IMPORT)
_LONGEST = 300
_LOOKS_SAME = (
    " (ข้อความทั้งสองแสดงผลเหมือนกัน แต่พิมพ์ด้วยอักขระต่างกัน)",
    " (both texts look the same, but their characters are different)",
)
# Thai texts may hold these characters where a line may break; they do no harm on a screen.
_HARMLESS = frozenset("\u200b\u200c\u200d")


def render(code: Code, lang: str, params: Mapping[str, str]) -> tuple[str, str]:
    """Return the message of a code and its advice, in ``th`` or ``en``, with the parameters filled in."""
    message = CATALOGUE[code]
    text, fix = (message.th, message.fix_th) if lang == "th" else (message.en, message.fix_en)
    safe_params = {name: visible(value) for name, value in params.items()}
    if lang == "th":
        safe_params |= {name: in_thai(safe_params[name]) for name in _SUBJECTS if name in safe_params}
        if message.topic in _OF_SCORES:
            safe_params |= {name: with_indicators(safe_params[name]) for name in _LISTS if name in safe_params}
    texts = [safe_params[name] for _, name, _, _ in Formatter().parse(text) if name]
    if any(looks_same(first, second) for first, second in combinations(texts, 2)):
        # Two texts that look the same would make the message a riddle.
        text += _LOOKS_SAME[lang == "en"]
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


def check_params(code: Code, names: Iterable[str]) -> None:
    """Raise TypeError if a parameter of a message is missing, or if one is given that neither it nor a finding has."""
    message = CATALOGUE[code]
    given = frozenset(names)
    missing, surplus = message.params - given, given - message.params - PLACE_PARAMS
    if missing or surplus:
        raise TypeError(f"{code}: missing parameters {sorted(missing)}, surplus parameters {sorted(surplus)}")


def make_finding(code: Code, **params: str | None) -> Finding:
    """Return a finding with the severity of its message.

    The keywords file, sheet, cell, value and subject fill the fields of the finding. All keywords but file become
    parameters of the message; None becomes an empty text. Raise TypeError if a parameter of the message is missing,
    or if a keyword is neither a parameter nor a field.
    """
    check_params(code, params)
    fields = {key: params.pop(key, None) for key in ("sheet", "cell", "value", "subject")}
    file = params.pop("file", None) or ""
    texts = {**{key: value or "" for key, value in fields.items()}, **{k: v or "" for k, v in params.items()}}
    message = CATALOGUE[code]
    return Finding(
        code=message.code, severity=message.severity, file=file, **fields, params=tuple(sorted(texts.items()))
    )


def has_trait(finding: Finding, trait: Trait) -> bool:
    """Return True if the message of a finding has a trait."""
    return trait in CATALOGUE[finding.code].traits


def message_and_fix(finding: Finding, lang: str) -> tuple[str, str]:
    """Return the message of a finding and its advice, in ``th`` or ``en``."""
    return render(finding.code, lang, dict(finding.params))

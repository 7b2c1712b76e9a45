"""Put the officer's text of a mail together with what the round knows of an agency: the subject, and the body.

Takes the texts and the settings of the round; returns a draft. Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.mails.mail_addresses import read_addresses
from ita_xlsx.model.mails.mail_draft import MAIL_TEXTS, AttachedFile, MailDraft, MailKind
from ita_xlsx.model.report.round_texts import Gap, RoundTexts, Slot, TextKey, fill_slots
from ita_xlsx.report.letters.titles import names_nobody, title_with_name
from ita_xlsx.report.round_values import agency_values, round_values

# A blank in a draft says between these what is to be written there.
_BLANK = "[{name}]"
_SUBJECT_WORD = re.compile(r"^\s*เรื่อง\s*:?\s*")


@dataclass(frozen=True, kw_only=True)
class MailItem:
    """A mail that an agency gets: the ``files`` that go with it, and what its text says of them.

    The files belong to this agency and no other. ``lines`` stand at the place of the list, ``values`` fill slots.
    ``text`` is the text of the mail, if it is not that of its kind.
    """

    agency: Agency
    files: tuple[Path, ...] = ()
    lines: tuple[str, ...] = ()
    values: Mapping[Slot, str] = field(default_factory=dict)
    text: TextKey | None = None


@dataclass(frozen=True, kw_only=True)
class MailRound:
    """The parts that all drafts of a run share: their kind, settings and texts of the round, and the day of issue.

    ``shared_titles`` are titles of heads that several agencies have. ``shipped`` are the texts that ship.
    """

    kind: MailKind
    context: RunContext
    framework: Framework | None
    texts: RoundTexts
    shipped: RoundTexts
    issued: date
    shared_titles: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Gaps:
    """The names of the slots of one mail without a value: marked in it, or for which a line was left out."""

    blanks: dict[str, None] = field(default_factory=dict)
    left_out: dict[str, None] = field(default_factory=dict)


def make_draft(item: MailItem, mail_round: MailRound, files: Sequence[AttachedFile]) -> MailDraft:
    """Return the draft of an agency with its files.

    The subject is the first line of the text if it begins with the word for it, else that of the text that ships.
    """
    key = item.text or MAIL_TEXTS[mail_round.kind]
    values = _values(item, mail_round)
    gaps = _Gaps()
    first, body = _subject_and_body(mail_round.texts.text(key))
    shipped, _ = _subject_and_body(mail_round.shipped.text(key))
    subject = "".join(_line(first or shipped or label_of(mail_round.kind), values, gaps))
    lines = [line for text in body.splitlines() for line in _lines(text, values, item.lines, gaps)]
    if item.lines and not any(Gap(Slot.LIST) in fill_slots(text, {}) for text in body.splitlines()):
        lines += ["", *item.lines]
    return MailDraft(
        kind=mail_round.kind,
        agency=item.agency,
        to=read_addresses(item.agency.email).addresses,
        subject=subject,
        body="\n".join(_without_double_gaps(lines)),
        files=tuple(files),
        blanks=tuple(gaps.blanks),
        left_out=tuple(gaps.left_out),
    )


def addressee_of(agency: Agency, shared_titles: frozenset[str]) -> str:
    """Return whom a mail addresses: the title of the head of the agency, else the name of the agency."""
    title = agency.addressee.strip()
    if not title:
        return agency.name
    is_open = title in shared_titles or names_nobody(title)
    return title_with_name(title, agency.name) if is_open else title


def _values(item: MailItem, mail_round: MailRound) -> Mapping[Slot, str]:
    settings, framework = mail_round.context.round, mail_round.framework
    shared: Mapping[Slot, str] = {}
    if framework is not None:
        plan_year = settings.measures_year or framework.year
        shared = round_values(settings, framework, mail_round.issued, plan_year)
    return {
        **shared,
        **agency_values(item.agency, settings),
        Slot.ADDRESSEE: addressee_of(item.agency, mail_round.shared_titles),
        **item.values,
    }


def _subject_and_body(text: str) -> tuple[str, str]:
    """Return the subject in the first line of a text, without the word for it, and the rest; empty if it has none."""
    first, _, rest = text.strip().partition("\n")
    match = _SUBJECT_WORD.match(first)
    return (first[match.end() :].strip(), rest.strip()) if match else ("", text.strip())


def _lines(text: str, values: Mapping[Slot, str], items: Sequence[str], found: _Gaps) -> Iterator[str]:
    """Yield the lines that a line of a text becomes; none if it has slots and no value for any of them."""
    pieces = fill_slots(text, values)
    if Gap(Slot.LIST) in pieces:
        yield from items
        return
    gaps = [piece for piece in pieces if isinstance(piece, Gap)]
    if gaps and len(gaps) == sum(isinstance(piece, Gap) for piece in fill_slots(text, {})):
        found.left_out.update((str(gap.slot), None) for gap in gaps)
        return
    yield "".join(_line(text, values, found))


def _line(text: str, values: Mapping[Slot, str], found: _Gaps) -> Iterator[str]:
    for piece in fill_slots(text, values):
        if isinstance(piece, Gap):
            found.blanks[str(piece.slot)] = None
        yield _as_text(piece)


def _as_text(piece: str | Gap) -> str:
    return _BLANK.format(name=piece.slot) if isinstance(piece, Gap) else piece


def _without_double_gaps(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines without an empty one behind another, at the beginning, or at the end."""
    before = ""
    waiting = False
    for line in lines:
        if not line.strip():
            waiting = bool(before)
            continue
        if waiting:
            yield ""
        waiting, before = False, line
        yield line

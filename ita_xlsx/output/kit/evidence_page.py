"""Write the page of evidence of one agency: its links and explanations, item by item, as an HTML table.

Takes the items of the agency; returns the bytes of a page or of a part of a page, and what stands in it only as text.
Everything from outside is escaped; a link is made of http and https addresses alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import groupby

from ita_xlsx.model.edition import Edition
from ita_xlsx.model.oit.oit_items import AgencyItems, OitItem
from ita_xlsx.model.submission import StepReport
from ita_xlsx.model.text.addresses import addresses_in, as_uri, is_link, with_plain_colons
from ita_xlsx.model.text.contact_details import without_contacts
from ita_xlsx.model.text.dates import thai_date
from ita_xlsx.model.text.digits import thai_words
from ita_xlsx.output.kit import texts

# Where a person ended an address, and nothing else.
_JOINTS = " \t,;|·"
_FONT = "font-family:'TH Sarabun New',Sarabun,'Noto Sans Thai',Tahoma,sans-serif"
_STYLES = {
    "table": "border-collapse:collapse;width:100%;line-height:1.6",
    "caption": "text-align:left;font-weight:bold;padding:0 0 .5em",
    "head": "border:1px solid #727d8a;padding:.4em .5em;text-align:left;background:#1f4e79;color:#fff",
    "group": "border:1px solid #727d8a;padding:.4em .5em;text-align:left;background:#eef3f8",
    "row": "border:1px solid #727d8a;padding:.4em .5em;text-align:left;vertical-align:top;font-weight:normal",
    "cell": "border:1px solid #727d8a;padding:.4em .5em;vertical-align:top;overflow-wrap:anywhere",
}
_SHARES = (8, 30, 38, 24)


@dataclass(frozen=True)
class LeftOut:
    """A difference between form and page: an address that stays text, or a text without its contact details.

    ``source`` is the item or the step, ``part`` the text of it: ``url``, ``note`` or ``step``.
    """

    source: OitItem | StepReport
    address: str = ""
    part: str = "url"


@dataclass
class EvidencePage:
    """The page of one agency; ``left_out`` is filled while it is written.

    ``with_contacts`` keeps telephone numbers and mail addresses, ``with_steps`` adds the reported steps of measures.
    """

    agency: AgencyItems
    edition: Edition
    with_contacts: bool = False
    with_steps: bool = False
    left_out: list[LeftOut] = field(default_factory=list)

    def page(self) -> bytes:
        """Return the complete page."""
        title = f"{self._title()} {plain(self.agency.agency.name)}".strip()
        # The caption of the table says what it holds, also where the table stands alone.
        heading = plain(self.agency.agency.name) or title
        lines = [
            "<!DOCTYPE html>",
            '<html lang="th">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(title)}</title>",
            "</head>",
            f'<body style="margin:0 auto;max-width:70em;padding:1em;color:#1f2937;background:#fff;{_FONT}">',
            f'<h1 style="font-size:1.4em;line-height:1.4;color:#1f4e79">{escape(heading)}</h1>',
            "<main>",
            *self._body(),
            "</main>",
            "</body>",
            "</html>",
        ]
        return ("\n".join(lines) + "\n").encode()

    def fragment(self) -> bytes:
        """Return the tables alone, to be pasted into a page of a web site."""
        return ("\n".join(self._body()) + "\n").encode()

    def _title(self) -> str:
        return self._words(texts.PAGE_TITLE.format(instrument=self.agency.instrument, year=self.agency.framework.year))

    def _words(self, text: str) -> str:
        return thai_words(text) if self.edition.digits == "thai" else text

    def _body(self) -> Iterator[str]:
        """Yield the lines of the tables, and fill ``left_out``."""
        self.left_out.clear()
        yield '<div lang="th" style="overflow-x:auto">'
        groups = [
            (self._words(texts.GROUP.format(name=name)), [self._item_row(item) for item in items])
            for name, items in groupby(self.agency.items, key=lambda item: item.indicator)
        ]
        yield from _table(f"{self._title()} {plain(self.agency.agency.name)}".strip(), texts.PAGE_HEADERS, groups)
        steps = [step for step in self.agency.steps if step.is_reported] if self.with_steps else []
        if steps:
            by_measure = [
                (name, [self._step_row(step) for step in items])
                for name, items in groupby(steps, key=lambda step: " ".join(step.measure.split()))
            ]
            yield from _table(texts.STEPS_TITLE, texts.STEPS_HEADERS, by_measure)
        made = self._words(texts.PAGE_MADE.format(day=thai_date(self.edition.issued)))
        yield f'<p style="color:#5b6472">{escape(made)}</p>'
        yield "</div>"

    def _item_row(self, item: OitItem) -> tuple[str, ...]:
        links = self._links(item, item.url, item.display_text) or escape(texts.PAGE_NO_LINK)
        return escape(plain(item.code)), escape(plain(item.text)), links, self._text(item, item.note, "note")

    def _step_row(self, step: StepReport) -> tuple[str, ...]:
        status = escape(plain(step.status)) or escape(texts.NO_STATUS)
        links = self._links(step, step.url, step.display_text) or escape(texts.PAGE_NO_LINK)
        return (
            escape(plain(step.number)),
            self._text(step, step.step, "step"),
            f"{status}<br>{links}",
            self._text(step, step.note, "note"),
        )

    def _links(self, source: OitItem | StepReport, text: str, display_text: str) -> str:
        """Return the addresses in the text of a cell as links, each on its line; words between them stay."""
        lines: list[str] = []
        for piece, is_address in split_addresses(text):
            if is_address and is_link(piece):
                lines.append(f'<a href="{escape(as_uri(piece))}" rel="noopener">{escape(plain(piece))}</a>')
                continue
            if is_address:
                self.left_out.append(LeftOut(source, piece))
            lines.append(self._text(source, piece))
        if display_text.strip() and lines:
            lines.insert(0, self._text(source, display_text))
        return "<br>".join(lines)

    def _text(self, source: OitItem | StepReport, text: str, part: str = "url") -> str:
        """Return a text from outside for the page: escaped, its lines kept, without contact details."""
        published = text if self.with_contacts else without_contacts(text)
        if published != text:
            self.left_out.append(LeftOut(source, part=part))
        return "<br>".join(escape(line) for line in map(plain, published.splitlines()) if line)


def has_link(text: str) -> bool:
    """Return True if the text of a cell holds an address that becomes a link."""
    return any(is_address and is_link(piece) for piece, is_address in split_addresses(text))


def split_addresses(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the addresses in the text of a cell and the words between them, in order; True for an address."""
    text = with_plain_colons(text)
    addresses = sorted(addresses_in(text), key=len, reverse=True)
    # Without an address the pattern matches nothing, and the text stays one piece.
    pieces = re.split(f"({'|'.join(map(re.escape, addresses)) or '(?!)'})", text)
    for number, piece in enumerate(pieces):
        is_address = number % 2 == 1
        for line in [piece] if is_address else piece.splitlines():
            if words := line.strip(_JOINTS):
                yield words, is_address


def plain(text: str) -> str:
    """Return a text in one line, without characters that are not seen: some reverse the order of what follows."""
    return " ".join("".join(filter(_is_seen, text)).split())


def _is_seen(char: str) -> bool:
    """Return False for control and format characters, except blanks and the places where a Thai line may break."""
    return (
        char.isspace()
        or char in "\u200b\u200c\u200d"
        or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )


def _table(
    caption: str, headers: Sequence[str], groups: Sequence[tuple[str, Sequence[Sequence[str]]]]
) -> Iterator[str]:
    """Yield the lines of a table: a body a group, whose name heads it; the cells are HTML already."""
    yield f'<table style="{_STYLES["table"]}">'
    yield f'<caption style="{_STYLES["caption"]}">{escape(caption)}</caption>'
    cells = (
        f'<th scope="col" style="{_STYLES["head"]};width:{share}%">{escape(header)}</th>'
        for header, share in zip(headers, _SHARES, strict=True)
    )
    yield f"<thead><tr>{''.join(cells)}</tr></thead>"
    for name, rows in groups:
        yield "<tbody>"
        if name:
            heading = (
                f'<th scope="rowgroup" colspan="{len(headers)}" style="{_STYLES["group"]}">{escape(plain(name))}</th>'
            )
            yield f"<tr>{heading}</tr>"
        for first, *others in rows:
            row = f'<th scope="row" style="{_STYLES["row"]}">{first}</th>'
            row += "".join(f'<td style="{_STYLES["cell"]}">{cell}</td>' for cell in others)
            yield f"<tr>{row}</tr>"
        yield "</tbody>"
    yield "</table>"

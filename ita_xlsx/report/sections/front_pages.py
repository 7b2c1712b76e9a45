"""Write the first pages of a report: cover, foreword, contents, and the rationale with the instruments.

Takes the contents of a report; returns blocks of a document. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ita_xlsx.model.document import (
    Blank,
    Block,
    Contents,
    Cover,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Pieces,
    Simple,
    Strong,
    TextList,
    TextStyle,
)
from ita_xlsx.model.report.round_texts import Gap, Slot, TextKey, has_slot
from ita_xlsx.model.text.dates import thai_date
from ita_xlsx.model.text.digits import AsTyped
from ita_xlsx.report.contents import ReportBasis
from ita_xlsx.report.sections import texts

_NO_TEXT: Mapping[TextKey, str] = {TextKey.FOREWORD: texts.FOREWORD, TextKey.RATIONALE: texts.RATIONALE_BLANK}


def write_front_pages(basis: ReportBasis, slots: Mapping[Slot, str]) -> Iterator[Block]:
    """Yield cover, foreword, contents and rationale; ``slots`` are the values for the texts of the round."""
    yield Cover(tuple(_cover(basis)))
    yield Paragraph((texts.FOREWORD,), TextStyle.PART_TITLE)
    yield from text_paragraphs(basis, TextKey.FOREWORD, slots)
    yield from _published_at(basis)
    yield from _signature(basis)
    yield PageBreak()
    yield Contents()
    yield PageBreak()
    yield Heading(1, texts.RATIONALE)
    yield from text_paragraphs(basis, TextKey.RATIONALE, slots)
    yield from _instruments(basis)


def _signature(basis: ReportBasis) -> Iterator[Paragraph]:
    """Yield the place where the foreword is signed: name and position of the signatory, agency and day."""
    name, position = basis.signatory.name, basis.signatory.position
    lines: list[Pieces] = [
        (texts.SIGN_HERE,),
        ("(", name or Blank(texts.SIGNATORY_BLANK), ")"),
        (position or Blank(Slot.SIGNATORY_POSITION.value),),
    ]
    # The position of a governor names the province.
    if basis.agency.name and basis.agency.name not in position:
        lines.append((basis.agency.name,))
    for line in (*lines, (thai_date(basis.issued),)):
        yield Paragraph(line, TextStyle.SIGNATURE)


def _cover(basis: ReportBasis) -> Iterator[Simple]:
    if basis.emblem:
        yield Figure(basis.emblem, texts.EMBLEM_ALT)
    for line in texts.TITLE_LINES:
        yield Paragraph((line.format(year=basis.framework.year),), TextStyle.COVER_TITLE)
    yield Paragraph((basis.agency.name,), TextStyle.COVER_TITLE)
    if basis.settings.district:
        yield Paragraph((texts.DISTRICT.format(district=basis.settings.district),), TextStyle.COVER_LINE)


def _published_at(basis: ReportBasis) -> Iterator[Paragraph]:
    """Yield where the report is published, if the round knows it and no text of the officer on these pages says it."""
    address = basis.settings.publication_url
    is_written = any(has_slot(basis.texts.text(key), Slot.PUBLICATION) for key in _NO_TEXT)
    if address and not is_written:
        yield Paragraph((texts.PUBLISHED_AT, AsTyped(address)))


def text_paragraphs(basis: ReportBasis, key: TextKey, slots: Mapping[Slot, str]) -> Iterator[Paragraph]:
    """Yield the paragraphs of a text of the round; a slot without a value is a blank, and so is an empty text."""
    paragraphs = basis.texts.paragraphs(key, slots)
    if not paragraphs:
        yield Paragraph((Blank(_NO_TEXT[key]),))
    for pieces in paragraphs:
        yield Paragraph(filled_pieces(pieces))


def filled_pieces(pieces: tuple[str | Gap, ...]) -> Pieces:
    """Return the pieces of a filled text, with a blank for each slot without a value."""
    return tuple(Blank(str(piece.slot)) if isinstance(piece, Gap) else piece for piece in pieces)


def _instruments(basis: ReportBasis) -> Iterator[Block]:
    framework = basis.framework
    meanings = [(item, framework.meaning_of(item.code)) for item in framework.instruments]
    items = tuple(
        (Strong(texts.INSTRUMENT_LINE.format(name=item.name, code=item.code)), meaning.text)
        for item, meaning in meanings
        if meaning
    )
    if items:
        yield Heading(2, texts.INSTRUMENTS)
        yield TextList(items, is_numbered=True)

"""Write the page of evidence of each agency: as a page of its own, and as a part to paste into one of its web site.

Takes collected items; writes two files an agency.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ita_xlsx.cycle.files import NamesTaken, Target
from ita_xlsx.cycle.giving_back.collect_items import CollectedItems
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.layout.grid import Place
from ita_xlsx.model.oit.oit_items import AgencyItems, OitItem
from ita_xlsx.output.kit.evidence_page import EvidencePage, LeftOut, has_link
from ita_xlsx.output.names import safe_name

_SUFFIX, _PART = ".html", " (สำหรับวาง)"
_NAME = "หลักฐาน OIT"


@dataclass(frozen=True, kw_only=True)
class PublishOptions:
    """The further contents of a page: contact details in texts, and the reported steps of measures."""

    with_contacts: bool = False
    with_steps: bool = False


@dataclass(frozen=True, kw_only=True)
class MadePage:
    """The bytes of the page of an agency and of its part to paste, their names, and the findings about them.

    ``with_links`` counts the items that have a link on the page.
    """

    agency: AgencyItems
    name: str
    part_name: str
    page: bytes
    part: bytes
    with_links: int
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, kw_only=True)
class WrittenPage:
    """A page at its path with its part to paste."""

    path: Path
    part: Path
    made: MadePage


def make_page(agency: AgencyItems, edition: Edition, options: PublishOptions, names: NamesTaken) -> MadePage:
    """Return the page of an agency."""
    evidence = EvidencePage(agency, edition, options.with_contacts, options.with_steps)
    page, part = evidence.page(), evidence.fragment()
    words = (_NAME, str(agency.framework.year), agency.agency.code, agency.agency.name)
    name = names.free(f"{safe_name(' '.join(filter(None, words)))}{_SUFFIX}")
    return MadePage(
        agency=agency,
        name=name,
        part_name=f"{name.removesuffix(_SUFFIX)}{_PART}{_SUFFIX}",
        page=page,
        part=part,
        with_links=sum(has_link(item.url) for item in agency.items),
        findings=tuple(_findings(evidence.left_out, agency.file)),
    )


def write_pages(
    collected: CollectedItems, folder: Target, edition: Edition, options: PublishOptions
) -> tuple[WrittenPage, ...]:
    """Write the pages of all agencies; nothing is written if one of the files exists already. Raise OutputError."""
    folder, names = folder.protect(collected.inputs), NamesTaken()
    made = [make_page(agency, edition, options, names) for agency in collected.agencies]
    targets = [(folder.file(item.name), folder.file(item.part_name)) for item in made]
    for pair in targets:
        for target in pair:
            target.check_free()
    for item, (page, part) in zip(made, targets, strict=True):
        page.put(item.page)
        part.put(item.part)
    return tuple(
        WrittenPage(path=page.path, part=part.path, made=item) for item, (page, part) in zip(made, targets, strict=True)
    )


def _findings(left_out: Sequence[LeftOut], file: str) -> Iterator[Finding]:
    """Yield a finding for each address that is no link, and one for each source whose contact details were left out."""
    for item in dict.fromkeys(left_out):
        place = _place(item)
        where = {"file": file, "sheet": place.sheet if place else None, "cell": place.a1 if place else None}
        subject = (
            item.source.code if isinstance(item.source, OitItem) else f"ขั้นตอน {item.source.number or item.source.id}"
        )
        if item.address:
            yield make_finding(Code.ADDRESS_LEFT_AS_TEXT, **where, subject=subject, value=item.address)
        else:
            yield make_finding(Code.CONTACT_LEFT_OUT, **where, subject=subject)


def _place(item: LeftOut) -> Place | None:
    """Return the cell of the text: that of a note stands right of that of the address."""
    is_item = isinstance(item.source, OitItem)
    address = item.source.place if isinstance(item.source, OitItem) else item.source.url_place
    if item.part == "step" and not is_item:
        return item.source.place
    if item.part == "note" and address is not None:
        return Place(address.sheet, address.row, address.col + 1)
    return address or item.source.place

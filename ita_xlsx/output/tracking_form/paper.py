"""Prepare the tracking form of one agency for pages that a browser prints: the same words and codes, and nothing cut.

Takes a TrackingForm; returns values for a template. Works on values only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ita_xlsx.model.layout.analysis_layout import tracking_table
from ita_xlsx.model.links import LinkResult, worst_result
from ita_xlsx.output import texts as shared_texts
from ita_xlsx.output.tracking_form import texts
from ita_xlsx.output.tracking_form.form_rows import Group, TrackedRow, group_rows, owner_line, split_number
from ita_xlsx.output.tracking_form.proofs import Proof, proof_of
from ita_xlsx.output.tracking_form.sheet import TrackingForm, counts_line
from ita_xlsx.output.verdict_words import verdict_words

# Codes of up to so many centimetres share a width of the column.
_SIZES = ((1.85, "small"), (2.25, "medium"), (3.5, "large"))
_LOOKS = {texts.DONE: "done", texts.DOING: "doing", texts.NOT_YET: "not_yet", texts.NO_DUTY: "no_duty"}
# Addresses without a code get an empty box each; beside more of them the remark is enough.
_MOST_BOXES = 6


@dataclass(frozen=True)
class PaperCode:
    """A QR code as an SVG element, with its size in words; without an element it is an empty box."""

    address: str
    svg: str
    size: str


@dataclass(frozen=True, kw_only=True)
class PaperStep:
    """One step: ``number`` as it was typed, ``evidence`` are lines, ``remark`` says why a box is empty.

    ``owner`` is the line on its owner and period where the steps of its measure differ in them. ``look`` is the key of
    its status: ``done``, ``doing``, ``not_yet``, ``no_duty``, or empty.
    """

    number: str
    step: str
    owner: str
    status: str
    look: str
    evidence: tuple[str, ...]
    codes: tuple[PaperCode, ...]
    remark: str


@dataclass(frozen=True)
class PaperGroup:
    """The steps of one measure below its band; ``owner`` is the second line of the band."""

    title: str
    owner: str
    steps: tuple[PaperStep, ...]


@dataclass(frozen=True, kw_only=True)
class PaperForm:
    """One tracking form; ``size`` is that of its largest code.

    ``agency`` is the name of the agency, ``agency_line`` the line below the title. ``heads`` are the headers of the
    columns, ``signatures`` the lines to be signed, left and right.
    """

    agency: str
    title: str
    agency_line: str
    counts: str
    heads: tuple[str, ...]
    groups: tuple[PaperGroup, ...]
    signatures: tuple[tuple[str, str], ...]
    size: str


def paper_form(form: TrackingForm) -> PaperForm:
    """Return what stands on the pages of a form."""
    groups = tuple(_group(group, form.links) for group in group_rows(form.rows))
    codes = [code for row in form.rows for _, code in proof_of(row).coded]
    has_codes = any(step.codes or step.remark for group in groups for step in group.steps)
    columns = tracking_table(0, codes=has_codes).columns
    return PaperForm(
        agency=form.agency.name,
        title=shared_texts.tracking_title(form.year, form.agency),
        agency_line=shared_texts.agency_line(form.agency),
        counts=counts_line(form),
        heads=tuple(column.header for column in columns if column.key != "id"),
        groups=groups,
        signatures=texts.SIGNATURES,
        size=_size(max((code.side for code in codes), default=0.0)),
    )


def _group(group: Group, links: Mapping[str, LinkResult]) -> PaperGroup:
    steps = tuple(_step(row, proof_of(row), links, "" if group.owner else owner_line(row)) for row in group.rows)
    return PaperGroup(group.title, group.owner, steps)


def _step(row: TrackedRow, proof: Proof, links: Mapping[str, LinkResult], owner: str) -> PaperStep:
    link_result = worst_result(row.url, links)
    lines = (
        *row.url.splitlines(),
        verdict_words(link_result) if link_result else "",
        texts.NOTE_LINE.format(note=row.note) if row.note else "",
    )
    number, step = split_number(row.step)
    return PaperStep(
        number=number,
        step=step or texts.NO_STEP,
        owner=owner,
        status=row.status,
        look=_LOOKS.get(row.status, ""),
        evidence=tuple(filter(None, lines)),
        codes=_codes(proof),
        remark=proof.remark,
    )


def _codes(proof: Proof) -> tuple[PaperCode, ...]:
    """Return a code or an empty box for each address, in the order of the cell."""
    coded = dict(proof.coded)
    boxes = [address for address in proof.addresses if address not in coded][: _MOST_BOXES if coded else 1]
    return tuple(
        PaperCode(address, coded[address].svg, _size(coded[address].side))
        if address in coded
        else PaperCode(address, "", _SIZES[0][1])
        for address in proof.addresses
        if address in coded or address in boxes
    )


def _size(side: float) -> str:
    """Return the smallest size into which a side fits."""
    return next((name for most, name in _SIZES if side <= most), _SIZES[-1][1])

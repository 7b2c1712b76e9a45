"""Prepare the tracking form of one agency for pages that a browser prints: the same words and codes, and nothing cut.

Takes a TrackingForm; returns values for a template. Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from ita_xlsx.model.links import LinkResult, worst_result
from ita_xlsx.output import texts as shared_texts
from ita_xlsx.output.tracking_form import texts
from ita_xlsx.output.tracking_form.form_rows import TrackedRow
from ita_xlsx.output.tracking_form.sheet import Proof, TrackingForm, counts_line, proof_of

# Codes of up to so many centimetres share a width of the column.
_SIZES = ((1.85, "small"), (2.25, "medium"), (3.5, "large"))
_NUMBER = re.compile(r"(\d+)\. (?=\S)")
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
    """One step: ``number`` as it was typed, ``evidence`` are lines, ``remark`` says why a box is empty."""

    number: str
    step: str
    status: str
    evidence: tuple[str, ...]
    codes: tuple[PaperCode, ...]
    remark: str


@dataclass(frozen=True, kw_only=True)
class PaperGroup:
    """The steps of one measure."""

    indicator: str
    measure: str
    responsible: str
    period: str
    steps: tuple[PaperStep, ...]


@dataclass(frozen=True, kw_only=True)
class PaperForm:
    """One tracking form; ``size`` is that of its largest code."""

    code: str
    agency: str
    title: str
    counts: str
    groups: tuple[PaperGroup, ...]
    size: str


def paper_form(form: TrackingForm) -> PaperForm:
    """Return what stands on the pages of a form."""
    proofs = [proof_of(row) for row in form.rows]
    rows = list(zip(form.rows, proofs, strict=True))
    codes = [code for proof in proofs for _, code in proof.coded]
    return PaperForm(
        code=form.agency.code,
        agency=form.agency.name,
        title=shared_texts.tracking_title(form.year, form.agency),
        counts=counts_line(form, proofs),
        groups=tuple(_group(list(items), form.links) for _, items in groupby(rows, lambda row: _measure_of(row[0]))),
        size=_size(max((code.side for code in codes), default=0.0)),
    )


def _measure_of(row: TrackedRow) -> tuple[str, ...]:
    return row.indicator, row.measure, row.responsible, row.period


def _group(rows: list[tuple[TrackedRow, Proof]], links: Mapping[str, LinkResult]) -> PaperGroup:
    indicator, measure, responsible, period = _measure_of(rows[0][0])
    return PaperGroup(
        indicator=indicator,
        measure=measure,
        responsible=responsible,
        period=period,
        steps=tuple(_step(row, proof, links) for row, proof in rows),
    )


def _step(row: TrackedRow, proof: Proof, links: Mapping[str, LinkResult]) -> PaperStep:
    link_result = worst_result(row.url, links)
    lines = (
        *row.url.splitlines(),
        shared_texts.verdict_words(link_result) if link_result else "",
        texts.NOTE_LINE.format(note=row.note) if row.note else "",
    )
    numbered = _NUMBER.match(row.step)
    return PaperStep(
        number=numbered[1] if numbered else "",
        step=row.step[numbered.end() :] if numbered else row.step,
        status=row.status,
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

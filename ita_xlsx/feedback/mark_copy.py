"""Make the marked copy of an agency's workbook: the faults are marked, and nothing in the copy can act.

Takes the bytes of a checked workbook, the letter and the formulas of our own form; returns the bytes of the copy and
what it does not contain. Works in memory only.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ita_xlsx.errors import OutputError
from ita_xlsx.feedback import texts
from ita_xlsx.feedback.cached_values import CachedValues, read_cached_values
from ita_xlsx.feedback.copied_links import restore_links
from ita_xlsx.feedback.deactivate_formulas import deactivate_sheet
from ita_xlsx.feedback.drawings import CopiedDrawing, RemovedDrawings, copy_drawing
from ita_xlsx.feedback.front_sheets import add_report, add_summary
from ita_xlsx.feedback.marks import mark_faults, remove_earlier_marks, resize_notes, store_former_colors
from ita_xlsx.feedback.minimal_package import MinimalPackage, build_minimal_package
from ita_xlsx.feedback.open_package import open_minimal_package
from ita_xlsx.feedback.own_formulas import Formulas, formulas_in, index_formulas
from ita_xlsx.feedback.package_parts import Package
from ita_xlsx.feedback.removed_parts import lost_cells, lost_contents, lost_drawings, lost_parts
from ita_xlsx.feedback.repack import (
    core_properties,
    fill_cached_values,
    insert_drawings,
    pack_parts,
    restore_page_headers,
    unpack_parts,
)
from ita_xlsx.feedback.stamp_copy import stamp_copy
from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.marked_copy import Letter

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_ONE_MERGED = re.compile(rb"<mergeCell [^<>]*/>")
_MERGED = re.compile(rb"(?:<mergeCell [^<>]*/>)+")


@dataclass(frozen=True)
class MarkedCopy:
    """A finished copy: the bytes of the workbook, and Thai phrases for what the original has and the copy lacks."""

    data: bytes
    lost: tuple[str, ...]


def formulas_of(data: bytes) -> Formulas:
    """Return the formulas and rules of a form that we made, each with its sheet; they count as ours."""
    book, _ = open_minimal_package(build_minimal_package(Package.from_bytes(data)))
    return frozenset(formulas_in(book))


def mark_copy(data: bytes, letter: Letter, own_formulas: Formulas) -> MarkedCopy:
    """Return a copy of a workbook with its faults marked and without anything that acts.

    The workbook has passed the check of its container before. The same workbook and letter give the same bytes. Raises
    OutputError (C707) if the workbook cannot be copied.
    """
    try:
        return _make_copy(data, letter, own_formulas)
    except OutputError:
        raise
    except Exception as error:
        # openpyxl raises many kinds of exceptions on foreign workbooks; all mean that no copy can be made.
        raise OutputError(Code.NO_MARKED_COPY, name=letter.file) from error


def _make_copy(data: bytes, letter: Letter, own_formulas: Formulas) -> MarkedCopy:
    package = Package.from_bytes(data)
    minimal = build_minimal_package(package)
    if not minimal.sheets:
        raise OutputError(Code.NO_MARKED_COPY, name=letter.file)
    book, damaged = open_minimal_package(minimal)
    earlier = remove_earlier_marks(book)
    minimal = replace(minimal, sheets=tuple(sheet for sheet in minimal.sheets if sheet.name not in earlier))
    names = frozenset(book.sheetnames)
    own_by_place = index_formulas(own_formulas)
    cached = [read_cached_values(sheet.stripped) for sheet in minimal.sheets]
    results = [
        (sheet.name, deactivate_sheet(book[sheet.name], values, own_by_place, names))
        for sheet, values in zip(minimal.sheets, cached, strict=True)
    ]
    removed_links = sum(restore_links(book[sheet.name], sheet, package, names) for sheet in minimal.sheets)
    drawings, removed = _copy_drawings(package, minimal, names)
    lost = (
        *lost_parts(package), *lost_drawings(removed), *lost_contents(minimal, results, removed_links),
        *lost_cells(minimal, cached), *([texts.LOOKS] if damaged else []),
    )  # fmt: skip
    _add_marks_and_sheets(book, letter, lost)
    return MarkedCopy(_save(book, minimal, cached, drawings, letter), lost)


def _copy_drawings(
    package: Package, minimal: MinimalPackage, names: frozenset[str]
) -> tuple[dict[str, CopiedDrawing], RemovedDrawings]:
    drawings, removed = {}, RemovedDrawings()
    for sheet in minimal.sheets:
        drawing, removed_here = copy_drawing(package, sheet.part, names)
        removed += removed_here
        if drawing is not None:
            drawings[sheet.name] = drawing
    return drawings, removed


def _add_marks_and_sheets(book: Workbook, letter: Letter, lost: Sequence[str]) -> None:
    changed = mark_faults(book, letter.faults)
    add_report(book, letter, lost)
    add_summary(book, letter)
    store_former_colors(book.worksheets[1], changed)
    stamp_copy(book, letter.mends)
    resize_notes(book)
    book.active = 0
    for index, sheet in enumerate(book.worksheets):
        sheet.sheet_view.tabSelected = index == 0
        sheet.sheet_properties.codeName = None


def _sorted_merges(table: re.Match[bytes]) -> bytes:
    """Return the elements of merged cells in the order of their addresses."""
    return b"".join(sorted(_ONE_MERGED.findall(table[0])))


def _save(
    book: Workbook,
    minimal: MinimalPackage,
    cached: Sequence[CachedValues],
    drawings: dict[str, CopiedDrawing],
    letter: Letter,
) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book.save(buffer)
    parts = unpack_parts(buffer.getvalue())
    part_names = {sheet.title: sheet.path.lstrip("/") for sheet in book.worksheets}
    # openpyxl keeps merged cells in a set, whose order is another one in another Python.
    for part in part_names.values():
        parts[part] = _MERGED.sub(_sorted_merges, parts[part])
    for sheet, values in zip(minimal.sheets, cached, strict=True):
        part = part_names[sheet.name]
        parts[part] = restore_page_headers(fill_cached_values(parts[part], values), sheet.stripped)
    parts = insert_drawings(parts, [(part_names[name], drawing) for name, drawing in drawings.items()])
    parts["docProps/core.xml"] = core_properties(minimal.title, letter.issued)
    return pack_parts(parts)

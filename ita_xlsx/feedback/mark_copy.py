"""How does an agency's workbook become a marked copy that does nothing but show?"""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ita_xlsx.errors import OutputError
from ita_xlsx.feedback import texts
from ita_xlsx.feedback.cached_values import Cached, read_cached
from ita_xlsx.feedback.copied_links import put_links
from ita_xlsx.feedback.deactivate import make_passive
from ita_xlsx.feedback.drawings import Carried, Dropped, carry_drawing
from ita_xlsx.feedback.front_sheets import add_report, add_summary
from ita_xlsx.feedback.marks import forget_earlier, mark_faults, remember, size_notes
from ita_xlsx.feedback.minimal_package import Plain, plain_package
from ita_xlsx.feedback.open_package import open_plain
from ita_xlsx.feedback.own_formulas import Formulas, by_spelling, formulas_in
from ita_xlsx.feedback.package_parts import Package
from ita_xlsx.feedback.removed_parts import lost_cells, lost_contents, lost_drawings, lost_parts
from ita_xlsx.feedback.repack import (
    core_properties,
    packed,
    unpacked,
    with_drawings,
    with_headers,
    with_shown_values,
)
from ita_xlsx.model.marked_copy import Letter

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook


@dataclass(frozen=True)
class MarkedCopy:
    """The copy as a workbook, and what of the original is not in it, in Thai phrases."""

    data: bytes
    lost: tuple[str, ...]


def formulas_of(data: bytes) -> Formulas:
    """What counts as ours: the formulas and rules of a form we made, each with its sheet."""
    book, _ = open_plain(plain_package(Package.of(data)))
    return frozenset(formulas_in(book))


def mark_copy(data: bytes, letter: Letter, ours: Formulas) -> MarkedCopy:
    """A copy of a workbook that passed the safe door, with its faults marked and nothing in it that acts.

    The same workbook and letter give the same bytes. Raises OutputError when the workbook cannot be copied.
    """
    try:
        return _marked(data, letter, ours)
    except OutputError:
        raise
    except Exception as error:
        # Foreign workbooks fail in a dozen ways in the library, none of them worth telling apart.
        raise OutputError("C707", name=letter.file) from error


def _marked(data: bytes, letter: Letter, ours: Formulas) -> MarkedCopy:
    package = Package.of(data)
    plain = plain_package(package)
    if not plain.sheets:
        raise OutputError("C707", name=letter.file)
    book, damaged = open_plain(plain)
    earlier = forget_earlier(book)
    plain = replace(plain, sheets=tuple(sheet for sheet in plain.sheets if sheet.name not in earlier))
    names = frozenset(book.sheetnames)
    mine = by_spelling(ours)
    cached = [read_cached(sheet.trimmed) for sheet in plain.sheets]
    passed = [
        (sheet.name, make_passive(book[sheet.name], shown, mine, names))
        for sheet, shown in zip(plain.sheets, cached, strict=True)
    ]
    links = sum(put_links(book[sheet.name], sheet, package, names) for sheet in plain.sheets)
    drawings, dropped = _drawings(package, plain, names)
    lost = (
        *lost_parts(package), *lost_drawings(dropped), *lost_contents(plain, passed, links),
        *lost_cells(plain, cached), *([texts.LOOKS] if damaged else []),
    )  # fmt: skip
    _write_ours(book, letter, lost)
    return MarkedCopy(_finished(book, plain, cached, drawings, letter), lost)


def _drawings(package: Package, plain: Plain, names: frozenset[str]) -> tuple[dict[str, Carried], Dropped]:
    drawings, dropped = {}, Dropped()
    for sheet in plain.sheets:
        carried, gone = carry_drawing(package, sheet.part, names)
        dropped += gone
        if carried is not None:
            drawings[sheet.name] = carried
    return drawings, dropped


def _write_ours(book: Workbook, letter: Letter, lost: Sequence[str]) -> None:
    changed = mark_faults(book, letter.faults)
    add_report(book, letter, lost)
    add_summary(book, letter)
    remember(book.worksheets[1], changed)
    size_notes(book)
    book.active = 0
    for place, sheet in enumerate(book.worksheets):
        sheet.sheet_view.tabSelected = not place
        sheet.sheet_properties.codeName = None


def _finished(
    book: Workbook, plain: Plain, cached: Sequence[Cached], drawings: dict[str, Carried], letter: Letter
) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book.save(buffer)
    parts = unpacked(buffer.getvalue())
    places = {sheet.title: sheet.path.lstrip("/") for sheet in book.worksheets}
    for sheet, shown in zip(plain.sheets, cached, strict=True):
        place = places[sheet.name]
        parts[place] = with_headers(with_shown_values(parts[place], shown), sheet.trimmed)
    parts = with_drawings(parts, [(places[name], drawing) for name, drawing in drawings.items()])
    parts["docProps/core.xml"] = core_properties(plain.title, letter.issued)
    return packed(parts)

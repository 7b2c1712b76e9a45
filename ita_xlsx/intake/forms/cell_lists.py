"""Write the cells of a finding as one text: the first of them, with a mark if there are more.

Works on values only.
"""

from __future__ import annotations

from collections.abc import Sequence

from ita_xlsx.intake.workbook.cell_addresses import Area
from ita_xlsx.model.layout import Place, a1, spans

MOST_LISTED = 20
_MORE = " …"


def list_cells(places: Sequence[Place]) -> str:
    """Return the addresses of cells of one sheet, such as ``D5:D9, D12``."""
    return spans(places[:MOST_LISTED]) + _mark(places)


def list_areas(areas: Sequence[Area]) -> str:
    """Return the addresses of areas, such as ``D6:F8, B2``."""
    return ", ".join(map(area_text, areas[:MOST_LISTED])) + _mark(areas)


def area_text(area: Area) -> str:
    """Return the address of an area, such as ``D6:F8``; that of its cell if it has only one."""
    first, last = a1(*area[:2]), a1(*area[2:])
    return first if first == last else f"{first}:{last}"


def _mark(items: Sequence[object]) -> str:
    return _MORE if len(items) > MOST_LISTED else ""

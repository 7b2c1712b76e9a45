"""Set the heights of the rows of a worksheet of the library, many rows at once.

Takes a worksheet; what the library keeps of a row is the same object for all rows of a height.
"""

from __future__ import annotations

from typing import Any

from ita_xlsx.model.layout.page import TALLEST_ROW

# The height (points) of a row without a height of its own.
DEFAULT_HEIGHT = 23


class RowHeights:
    """The heights of the rows of a sheet in points."""

    def __init__(self, worksheet: Any) -> None:
        """Take a new worksheet; a row without a height of its own must still hold a line of body text."""
        self._worksheet = worksheet
        self._heights: dict[int, float] = {}
        self._rows_of_height: dict[float, tuple[Any, Any]] = {}
        worksheet.set_default_row(DEFAULT_HEIGHT)

    def of(self, row: int) -> float:
        """Return the height of a row."""
        return self._heights.get(row, DEFAULT_HEIGHT)

    def set(self, row: int, points: float) -> int:
        """Set the height of a row, cut to the tallest one; return 0, or another number if there is no such row."""
        worksheet, points = self._worksheet, min(points, TALLEST_ROW)
        self._heights[row] = points
        if points not in self._rows_of_height:
            code: int = worksheet.set_row(row, points)
            if not code:
                self._rows_of_height[points] = worksheet.row_info[row], worksheet.row_sizes[row]
            return code
        code = worksheet._check_dimensions(row, worksheet.dim_colmin or 0)
        worksheet.row_info[row], worksheet.row_sizes[row] = self._rows_of_height[points]
        return code

    def set_all(self, first: int, last: int, points: float) -> int:
        """Set the same height for the rows from the first to the last, which is not above it; return the same."""
        code = self.set(first, points) or self.set(last, points)
        rows, height = range(first, last), self._heights[first]
        if not code:
            info, size = self._rows_of_height[height]
            self._worksheet.row_info.update(dict.fromkeys(rows, info))
            self._worksheet.row_sizes.update(dict.fromkeys(rows, size))
            self._heights.update(dict.fromkeys(rows, height))
        return code

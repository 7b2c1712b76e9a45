"""Insert charts into sheets: radar, bars and columns, in the house font, with title, series and axes.

Takes references to cells; changes the sheet in memory only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import MethodType
from typing import Any

from ita_xlsx.output.book import Sheet
from ita_xlsx.output.styles import BOX, FONT, INK, LIMIT, LINE, MUTED, SERIES, SERIES_OTHER

_YEAR_COLORS = (SERIES, SERIES_OTHER, "#6E8FB3", "#8C8C8C", "#3F7F5F", "#B5651D", "#5B4A8A", "#2B2B2B")


@dataclass(frozen=True)
class Series:
    """A series of values to draw; the three fields are texts or references as formulas write them."""

    name: str
    categories: str
    values: str


def insert_radar(
    sheet: Sheet, row: int, col: int, title: str, series: Sequence[Series], size: tuple[int, int], alt: str
) -> None:
    """Insert a radar over the indicators, with an axis from 0 to 100."""
    chart = _chart(sheet, {"type": "radar", "subtype": "with_markers"})
    for item, color in zip(series, (SERIES, SERIES_OTHER), strict=False):
        chart.add_series(
            {
                "name": sheet.book.words(item.name), "categories": item.categories, "values": item.values,
                "line": {"color": color, "width": 2.25},
                "marker": {
                    "type": "circle", "size": 5, "fill": {"color": color}, "border": {"color": color},
                },
            }
        )  # fmt: skip
    chart.set_x_axis({"num_font": _font(12)})
    chart.set_y_axis(
        {
            "min": 0, "max": 100, "major_unit": 20, "num_font": _font(10, MUTED),
            "num_format": sheet.book.number_format("count"),
            "major_gridlines": {"visible": True, "line": {"color": LINE, "width": 0.75}},
        }
    )  # fmt: skip
    _finish(sheet, chart, row, col, title, size, alt, legend=len(series) > 1)


def insert_quiet_radar(
    sheet: Sheet, row: int, col: int, series: Series, ring: str, size: tuple[int, int], alt: str
) -> None:
    """Insert a radar without a title, of which nothing is seen while its cells are empty.

    ``ring`` is the reference to cells with 100 for each category; it stands for axis and grid.
    """
    chart = _chart(sheet, {"type": "radar"})
    for values, color, width in ((ring, BOX, 0.75), (series.values, SERIES, 2.25)):
        line = {"color": color, "width": width}
        chart.add_series({"name": series.name, "categories": series.categories, "values": values, "line": line})
    chart.set_x_axis({"num_font": _font(12)})
    chart.set_y_axis({"min": 0, "max": 100, "visible": False, "major_gridlines": {"visible": False}})
    chart.show_hidden_data()
    _finish(sheet, chart, row, col, "", size, alt, legend=False)
    chart.set_title({"none": True})
    chart.set_chartarea({"border": {"none": True}})


def insert_changes(
    sheet: Sheet, row: int, col: int, title: str, series: Series, size: tuple[int, int], alt: str
) -> None:
    """Insert horizontal bars left and right of zero, the first item on top, each with its figure; falls are red."""
    chart = _chart(sheet, {"type": "bar"})
    chart.add_series(
        {
            "name": series.name, "categories": series.categories, "values": series.values,
            "fill": {"color": SERIES}, "gap": 45, "invert_if_negative": True, "invert_if_negative_color": LIMIT,
            "data_labels": {"value": True, "num_format": sheet.book.number_format("change"), "font": _font(12)},
        }
    )  # fmt: skip
    # The names stand at the left edge, not in the bars that go left.
    chart.set_y_axis(
        {
            "reverse": True, "num_font": _font(12), "line": {"color": MUTED}, "label_position": "low",
            "major_tick_mark": "none",
        }
    )  # fmt: skip
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    _finish(sheet, chart, row, col, title, size, alt, legend=False)


def insert_columns(
    sheet: Sheet,
    row: int,
    col: int,
    title: str,
    series: Sequence[Series],
    size: tuple[int, int],
    alt: str,
    *,
    low: int = 0,
) -> None:
    """Insert columns from ``low`` to 100, one color for each year."""
    chart = _chart(sheet, {"type": "column"})
    # The newest year may stand last or first; with two years the two colors also differ in grey print.
    for item, color in zip(series, _YEAR_COLORS[: len(series)], strict=True):
        chart.add_series(
            {
                "name": sheet.book.words(item.name), "categories": item.categories, "values": item.values,
                "fill": {"color": color}, "gap": 60, "overlap": 0,
            }
        )  # fmt: skip
    chart.set_x_axis({"num_font": _font(11), "line": {"color": LINE}})
    chart.set_y_axis(_score_axis(sheet, 100) | {"min": low, "major_unit": 20 if low < 40 else 10})
    _finish(sheet, chart, row, col, title, size, alt, legend=True)


def insert_counts(
    sheet: Sheet, row: int, col: int, title: str, series: Series, size: tuple[int, int], alt: str, *, most: int
) -> None:
    """Insert horizontal bars of counts up to ``most``, the first item on top, each with its figure."""
    chart = _chart(sheet, {"type": "bar"})
    chart.add_series(
        {
            "name": series.name, "categories": series.categories, "values": series.values,
            "fill": {"color": SERIES}, "gap": 45,
            "data_labels": {"value": True, "num_format": "0", "font": _font(12)},
        }
    )  # fmt: skip
    # Each bar has its count; an axis would only repeat it, in fractions where counts are small.
    chart.set_y_axis({"reverse": True, "num_font": _font(12), "line": {"color": LINE}, "major_tick_mark": "none"})
    chart.set_x_axis(
        {"min": 0, "max": most + max(1, most // 10), "visible": False, "major_gridlines": {"visible": False}}
    )  # fmt: skip
    # Leave room for long names; without a layout, programs cut them at the frame.
    chart.set_plotarea({"layout": {"x": 0.3, "y": 0.16, "width": 0.66, "height": 0.8}})
    _finish(sheet, chart, row, col, title, size, alt, legend=False)


def _score_axis(sheet: Sheet, most: int) -> dict[str, Any]:
    """Return an axis of scores with a line every twenty; up to 110 where labels need room above 100."""
    return {
        "min": 0, "max": most, "major_unit": 20, "num_font": _font(11, MUTED),
        "num_format": sheet.book.number_format("count"),
        "major_gridlines": {"visible": True, "line": {"color": LINE, "width": 0.5}},
    }  # fmt: skip


def _chart(sheet: Sheet, kind: dict[str, str]) -> Any:
    """Return a new chart of the library that also writes the font of Thai letters."""
    chart = sheet.book.workbook.add_chart(kind)
    write_latin_font = chart._write_a_latin

    def write_fonts(self: Any, attributes: list[tuple[str, Any]]) -> None:
        # Thai is drawn with the complex-script font, which the library never writes.
        write_latin_font(attributes)
        faces = [value for key, value in attributes if key == "typeface"]
        if faces:
            self._xml_empty_tag("a:cs", [("typeface", faces[0])])

    chart._write_a_latin = MethodType(write_fonts, chart)
    return chart


def _font(size: int, color: str = INK, *, bold: bool = False) -> dict[str, Any]:
    return {"name": FONT, "size": size, "color": color, "bold": bold}


def _finish(
    sheet: Sheet, chart: Any, row: int, col: int, title: str, size: tuple[int, int], alt: str, *, legend: bool
) -> None:
    chart.set_title({"name": sheet.book.words(title), "name_font": _font(16, bold=True), "overlay": False})
    chart.set_legend({"position": "bottom", "font": _font(12)} if legend else {"none": True})
    chart.set_chartarea({"border": {"color": LINE}})
    chart.set_size({"width": size[0], "height": size[1]})
    sheet.worksheet.insert_chart(
        row, col, chart, {"object_position": 2, "x_offset": 6, "y_offset": 4, "description": alt}
    )

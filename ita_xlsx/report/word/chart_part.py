"""Make a chart of Word: its part, and the workbook in it that opens when an officer edits the data.

Takes values; adds parts to a package, and returns the XML of the drawing.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING

from ita_xlsx.model.document import Chart, ChartKind
from ita_xlsx.model.results import two_decimals
from ita_xlsx.report.word.body_parts import BodyParts
from ita_xlsx.report.word.master_look import FIGURE
from ita_xlsx.report.word.render_xml import body_macros, on_one_line, render_part
from ita_xlsx.report.word.table_xml import caption_xml

if TYPE_CHECKING:
    from markupsafe import Markup

_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# English Metric Units, by which drawings are measured, in a twentieth of a point and in a millimetre.
EMU_OF_TWIP, EMU_OF_MM = 635, 36_000
_RADAR_MM, _BAR_MM, _FRAME_MM, _HIGHEST_MM = 115, 7, 32, 215
_SCORE, _COUNT, _THAI = "0.00", "0", "[$-D00041E]"
_NO_DAY = datetime(2000, 1, 1)
_AXIS = "คะแนน (แกนเริ่มที่ {start})"
_PLAIN_AXIS = "คะแนน"
_FEW_STEPS = 5


@dataclass(frozen=True)
class _Look:
    """The look of a series; it is told from the others also in grey."""

    color: str
    dash: str
    marker: str
    is_filled: bool


_LOOKS = (
    _Look("1F3864", "", "circle", True),
    _Look("C55A11", "dash", "diamond", False),
    _Look("548235", "sysDot", "triangle", True),
    _Look("7F7F7F", "lgDash", "square", False),
)


@dataclass(frozen=True)
class _Drawn:
    name: str
    numbers: tuple[str | None, ...]
    name_range: str
    value_range: str
    look: _Look


def chart_xml(chart: Chart, parts: BodyParts) -> Markup:
    """Return the paragraphs with a chart and its caption below; add its parts to the package."""
    from markupsafe import Markup

    package = parts.package
    name = package.free_name("word/charts", "chart", "xml")
    workbook = package.free_name("word/embeddings", "chart-data", "xlsx")
    package.parts[workbook] = _workbook(chart)
    package.add_default_type("xlsx", _WORKBOOK_TYPE)
    package.parts[name] = b""
    relation = package.relate(name, "package", workbook)
    package.add_part(name, _part(chart, parts, relation).encode(), _CHART_TYPE)
    to_chart = package.relate(package.document, "chart", name)

    macros = body_macros()
    number = parts.next_number()
    height = min(_RADAR_MM if chart.kind is ChartKind.RADAR else _bars_height(chart), _HIGHEST_MM)
    width = round(parts.width * EMU_OF_TWIP)
    drawing = macros.drawing(
        number, width, height * EMU_OF_MM, f"chart {number}", on_one_line(parts.words(chart.alt)),
        macros.chart_graphic(to_chart),
    )  # fmt: skip
    return Markup(figure_paragraph(drawing, parts) + _caption(chart, parts))


def figure_paragraph(drawing: Markup, parts: BodyParts, *, keeps: bool = True) -> Markup:
    """Return the paragraph in whose middle a drawing stands."""
    from markupsafe import Markup

    look = Markup("<w:keepNext/>") if keeps else Markup("")
    return Markup(body_macros().paragraph(parts.look.style(FIGURE), drawing, look))


def _caption(chart: Chart, parts: BodyParts) -> Markup:
    return caption_xml(parts.captions[id(chart)], chart.caption.text, parts, is_below=True)


def _bars_height(chart: Chart) -> int:
    return _FRAME_MM + _BAR_MM * len(chart.categories) * max(len(chart.series), 1)


def _part(chart: Chart, parts: BodyParts, relation: str) -> str:
    thai = _THAI if parts.digits == "thai" else ""
    rows = len(chart.categories)
    series = tuple(
        _Drawn(
            name=on_one_line(parts.words(item.name)),
            numbers=tuple(None if value is None else str(two_decimals(value)) for value in item.values),
            name_range=f"Sheet1!${_letter(number)}$1",
            value_range=f"Sheet1!${_letter(number)}$2:${_letter(number)}${rows + 1}",
            look=_LOOKS[(number - 1) % len(_LOOKS)],
        )
        for number, item in enumerate(chart.series, 1)
    )
    start = parts.number(chart.axis_start)
    return render_part(
        "chart.xml",
        kind=chart.kind.value,
        series=series,
        categories=[on_one_line(parts.words(item)) for item in chart.categories],
        category_range=f"Sheet1!$A$2:$A${rows + 1}",
        axis_start=chart.axis_start,
        axis_words=_AXIS.format(start=start) if chart.axis_start else _PLAIN_AXIS,
        step=10 if (100 - chart.axis_start) <= _FEW_STEPS * 10 else 20,
        format=thai + _SCORE,
        count_format=thai + _COUNT,
        font=parts.look.font,
        workbook=relation,
    )


def _letter(number: int) -> str:
    return chr(ord("A") + number)


def _workbook(chart: Chart) -> bytes:
    """Return the workbook with the data of a chart; the same data give the same bytes."""
    import xlsxwriter

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"created": _NO_DAY})
        sheet = book.add_worksheet("Sheet1")
        score = book.add_format({"num_format": _SCORE})
        for row, text in enumerate(chart.categories, 1):
            sheet.write_string(row, 0, on_one_line(text))
        for column, item in enumerate(chart.series, 1):
            sheet.write_string(0, column, on_one_line(item.name))
            _write_values(sheet, column, item.values, score)
    return target.getvalue()


def _write_values(sheet: object, column: int, values: Sequence[Fraction | None], score: object) -> None:
    for row, value in enumerate(values, 1):
        if value is not None:
            sheet.write_number(row, column, float(two_decimals(value)), score)  # type: ignore[attr-defined]

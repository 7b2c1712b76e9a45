"""Prepare the director's summary of one form for the screen: the words and figures of the first sheet of its analysis.

Takes a returned form; returns values for a template. In Thai every text is that of the sheet.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ita_xlsx.cycle.analyze import analyze_return
from ita_xlsx.cycle.first_pages import summary_page_of
from ita_xlsx.cycle.receive import Returned
from ita_xlsx.cycle.settings.load_context import load_context
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.province.axis import Axis
from ita_xlsx.page.results.summary_words import worded_summary


def summary_view(returned: Returned, lang: str, issued: date) -> Mapping[str, object] | None:
    """Return the summary of a form with its bars; None if it cannot be analyzed."""
    analysis = analyze_return(returned, load_context())
    if analysis is None:
        return None
    page = summary_page_of(analysis, Edition(issued=issued))
    axis = Axis(page.bar_start)
    return {
        "page": page if lang == "th" else worded_summary(page, analysis, lang),
        "mark": axis.place(page.threshold),
        "widths": [None if item.value is None else axis.place(item.value) for item in page.indicators],
    }

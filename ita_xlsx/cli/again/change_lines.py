"""Print what changed between two moments of a round: who arrived, which figures moved.

Writes to the console it is given.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from ita_xlsx.cli.screen import print_hanging
from ita_xlsx.cli.texts import screen_text
from ita_xlsx.model.again.snapshot import AgencyChange, AgencyFigures, FigureChange, RoundChanges
from ita_xlsx.model.findings import visible
from ita_xlsx.model.framework import OVERALL, Framework
from ita_xlsx.model.labels import LABELS_OF_SOURCES, label_of
from ita_xlsx.model.round_state import State
from ita_xlsx.model.text.subject_words import spoken_subject

_MOST = 12


def show_changes(console: Console, changes: RoundChanges, framework: Framework, lang: str) -> None:
    """Print the agencies that arrived, then the figures that moved, those of the province first.

    Averages of single answers are left out.
    """
    if not changes:
        console.print(Text(screen_text(lang, "nothing_changed"), style="dim"))
        return
    for source in changes.sources:
        label = LABELS_OF_SOURCES[source][lang != "th"]
        console.print(Text(screen_text(lang, "source_changed", source=label)))
    arrived = changes.arrived
    if arrived:
        console.print(Text(screen_text(lang, "arrived", count=len(arrived)), style="bold"))
        _show_lines(console, [_agency_line(item, lang) for item in arrived], lang)
    decided = [item for item in changes.agencies if item.is_decision and not item.is_arrival]
    if decided:
        console.print(Text(screen_text(lang, "decided_anew", count=len(decided)), style="bold"))
        _show_lines(console, [_name(item.agency) for item in decided], lang)
    answers = {node.subject for node in framework.answers}
    averages = [item for item in changes.averages if item.subject not in answers]
    _show_figures(console, "averages_moved", averages, lang)
    _show_figures(console, "figures_moved", figures_to_show(changes), lang)


def figures_to_show(changes: RoundChanges) -> tuple[FigureChange, ...]:
    """Return the figures that moved; of an agency whose figures are all new, or all gone, the overall score only."""
    partly = {
        item.agency.code
        for item in changes.agencies
        if item.was is None or item.now is None or not item.was.figures or not item.now.figures
    }
    return tuple(item for item in changes.figures if item.code not in partly or item.subject == OVERALL)


def figure_text(item: FigureChange, lang: str) -> str:
    """Return a figure that moved as one text."""
    return f"{spoken_subject(item.subject, lang)} {item.was} → {item.now}"


def _show_figures(console: Console, key: str, figures: Sequence[FigureChange], lang: str) -> None:
    if figures:
        console.print(Text(screen_text(lang, key, count=len(figures)), style="bold"))
        lines = [f"{item.code} {item.name}  {figure_text(item, lang)}".strip() for item in figures]
        _show_lines(console, lines, lang)


def _show_lines(console: Console, lines: Sequence[str], lang: str) -> None:
    for line in lines[:_MOST]:
        print_hanging(console, "  ", Text(visible(line)))
    if len(lines) > _MOST:
        console.print(Text(f"  … {screen_text(lang, 'more', count=len(lines) - _MOST)}", style="dim"))


def _agency_line(change: AgencyChange, lang: str) -> str:
    was, now = _state(change.was, lang), _state(change.now, lang)
    middle = screen_text(lang, "other_form") if was == now else f"{was} → {now}"
    return f"{_name(change.agency)}  {middle}"


def _name(agency: AgencyFigures) -> str:
    return f"{agency.code} {agency.name}"


def _state(agency: AgencyFigures | None, lang: str) -> str:
    return "–" if agency is None else label_of(State(agency.state), lang)

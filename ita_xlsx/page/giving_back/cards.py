"""Write the analyses and the cards of all agencies of a round, and show the cards as pages to print.

Calls ``cycle`` as ``ita analyze`` does; the browser makes the paper.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.giving_back.analyze_round import RoundAnalyses, analyze_round
from ita_xlsx.cycle.giving_back.card_words import cards_in_words
from ita_xlsx.model.edition import Edition
from ita_xlsx.page.findings_view import line_of
from ita_xlsx.page.giving_back.tables import earlier_paths
from ita_xlsx.page.in_place import report
from ita_xlsx.page.render import render
from ita_xlsx.page.request import Answer, Call, Request
from ita_xlsx.page.round_data import OpenRound, frame, made_words, open_round
from ita_xlsx.page.round_results import EARLIER, answer_with
from ita_xlsx.page.wording import word

ANALYSES, CARDS = "analyses", "cards"


def save_analyses(request: Request) -> Answer:
    """Write the analysis of the agency that was chosen, or of all agencies, into a folder of the round."""
    opened = open_round(request)
    made = analyze_all(opened, request, cards=False, only=request.text("agency"))
    saved = made_words(request, "saved_files", count=len(made.analyses), folder=ANALYSES)
    return answer_with(opened, request, saved, made.findings)


def save_cards(request: Request) -> Answer:
    """Write one analysis and one card an agency into two folders of the round."""
    opened = open_round(request)
    made = analyze_all(opened, request)
    saved = made_words(request, "saved_cards", count=len(made.cards), folder=ANALYSES, cards=CARDS)
    return answer_with(opened, request, saved, made.findings)


def analyze_all(opened: OpenRound, request: Request, *, cards: bool = True, only: str = "") -> RoundAnalyses:
    """Write the analyses, and with ``cards`` the cards, of the agency with the code ``only``, or of all agencies."""
    folder = Target(path=opened.folder / ANALYSES, force=True, inputs=tuple(opened.loaded.inputs))
    return analyze_round(
        opened.loaded,
        opened.context,
        folder,
        Edition(issued=request.issued),
        cards=folder.at(opened.folder / CARDS) if cards else None,
        previous=earlier_paths(opened.folder, EARLIER),
        only=only,
        progress=_progress(request),
    )


def show_cards(request: Request) -> Answer:
    """Return the cards of all agencies that count, one page each."""
    opened = open_round(request)
    edition = Edition(issued=request.issued)
    earlier = earlier_paths(opened.folder, EARLIER)
    cards, findings = cards_in_words(opened.loaded, opened.context, edition, earlier, _progress(request))
    lines = [line_of(item, None, request.lang) for item in findings]
    html = render("print_cards.html", request.lang, **frame(opened, "results"), cards=cards, lines=lines)
    return Answer(html, word(request.lang, "cards_ready", count=len(cards)))


def _progress(request: Request) -> Callable[[int, int], None]:
    def progress(done: int, count: int) -> None:
        report("", done, count, word(request.lang, "read_files", done=done, count=count))

    return progress


CALLS: Mapping[str, Call] = {"save_analyses": save_analyses, "save_cards": save_cards, "round_cards": show_cards}

"""Write the analyses and the cards of all agencies of a round, and show the cards as pages to print.

Calls ``cycle`` as ``ita analyze`` does; the browser makes the paper.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ita_xlsx.cycle.files import Target
from ita_xlsx.cycle.giving_back.analyze_round import analyze_round
from ita_xlsx.cycle.giving_back.card_words import cards_in_words
from ita_xlsx.model.edition import Edition
from ita_xlsx.page.findings_view import line_of
from ita_xlsx.page.in_place import report
from ita_xlsx.page.render import render
from ita_xlsx.page.request import Answer, Call, Request
from ita_xlsx.page.round_data import frame, made_words, open_round
from ita_xlsx.page.round_results import ANALYSES, EARLIER, answer_with
from ita_xlsx.page.wording import word

CARDS = "cards"


def save_cards(request: Request) -> Answer:
    """Write one analysis and one card an agency into two folders of the round."""
    opened = open_round(request)
    folder = Target(path=opened.folder / ANALYSES, force=True, inputs=tuple(opened.loaded.inputs))
    made = analyze_round(
        opened.loaded,
        opened.context,
        folder,
        Edition(issued=request.issued),
        cards=folder.at(opened.folder / CARDS),
        previous=earlier_files(),
        progress=_progress(request),
    )
    saved = made_words(request, "saved_cards", count=len(made.cards), folder=ANALYSES, cards=CARDS)
    return answer_with(opened, request, saved, made.findings)


def show_cards(request: Request) -> Answer:
    """Return the cards of all agencies that count, one page each."""
    opened = open_round(request)
    edition = Edition(issued=request.issued)
    cards, findings = cards_in_words(opened.loaded, opened.context, edition, earlier_files(), _progress(request))
    lines = [line_of(item, None, request.lang) for item in findings]
    html = render("print_cards.html", request.lang, **frame(opened, "results"), cards=cards, lines=lines)
    return Answer(html, word(request.lang, "cards_ready", count=len(cards)))


def earlier_files() -> Sequence[str]:
    """Return the workbooks and databases of earlier years that were dropped."""
    return sorted(map(str, EARLIER.iterdir())) if EARLIER.is_dir() else ()


def _progress(request: Request) -> Callable[[int, int], None]:
    def progress(done: int, count: int) -> None:
        report("", done, count, word(request.lang, "read_files", done=done, count=count))

    return progress


CALLS: Mapping[str, Call] = {"save_cards": save_cards, "round_cards": show_cards}

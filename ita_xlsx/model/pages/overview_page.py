"""Hold what the governor's page says: a sentence, four cards, indicators from the lowest, and what to follow up.

Works on values only; every text is as a reader sees it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ita_xlsx.model.pages.result_card import ResultCard


@dataclass(frozen=True, kw_only=True)
class OverviewIndicator:
    """An indicator with its mean, and the number of agencies below the threshold."""

    name: str
    score: str
    below: str
    value: Decimal
    is_below: bool


@dataclass(frozen=True)
class FollowUp:
    """A matter to follow up: its label, how many and who as one text, and the names alone where there are any."""

    label: str
    text: str
    names: str


@dataclass(frozen=True, kw_only=True)
class OverviewPage:
    """The governor's page of a round.

    ``is_due`` says that an agency has no complete return. ``heads`` are the titles above the indicators: name, mean,
    bar, and agencies below the threshold. ``caution`` is what is to be known of a draft, ``lines`` what stands below.
    Bars begin at ``bar_start``. ``steps``, ``duty``, ``done`` and ``overdue`` are numbers of reported steps; ``duty``
    leaves out those that are nobody's task.
    """

    title: str
    issued: str
    sentence: str
    is_due: bool
    cards: tuple[ResultCard, ...]
    heads: tuple[str, ...]
    indicators: tuple[OverviewIndicator, ...]
    follow_up_title: str
    follow_up: tuple[FollowUp, ...]
    caution: str
    lines: tuple[str, ...]
    proposal: str
    orders: str
    steps: int
    duty: int
    done: int
    overdue: int
    bar_start: int
    threshold: Decimal

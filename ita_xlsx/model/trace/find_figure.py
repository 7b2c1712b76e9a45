"""Find the figure that a few words name: an agency's score, or the average of all agencies.

Takes the state of a round and words; returns the figure with its rows. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ita_xlsx.model.framework import Framework, Node
from ita_xlsx.model.layout.subjects import subject_label
from ita_xlsx.model.province_results import mean
from ita_xlsx.model.round_state import AgencyReturn, RoundState
from ita_xlsx.model.text.spelling import text_key
from ita_xlsx.model.trace.trail import TraceRow, agency_rows

_AVERAGE_WORDS = ("average", "mean", "เฉลี่ย", "ค่าเฉลี่ย", "คะแนนเฉลี่ย", "ค่าเฉลี่ยของจังหวัด")
_OVERALL_WORDS = ("รวม", "คะแนนรวม")


@dataclass(frozen=True, kw_only=True)
class FigureName:
    """The figure that some words name: a subject, a year, and one agency, or None for the average of those that count.

    ``left`` are the words that name nothing.
    """

    node: Node | None
    year: int
    member: AgencyReturn | None = None
    left: str = ""


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A figure with the rows that lead to its cells: one for each agency, and those below the score of one agency.

    ``value`` is the score, or the average over the agencies that count, at two decimals; None if there is none.
    """

    name: FigureName
    value: Decimal | None
    rows: tuple[TraceRow, ...]
    below: tuple[TraceRow, ...] = ()


def name_of_words(round_state: RoundState, words: Sequence[str]) -> FigureName:
    """Return what words such as ``P05 i3``, ``average overall`` or ``2567 IIT`` name, in any order."""
    framework = round_state.framework
    years = {text_key(str(year)): year for year in (framework.year, framework.year - 1)}
    given = [word for word in (part for text in words for part in text.split()) if not _is_average(word)]
    year = next((years[text_key(word)] for word in given if text_key(word) in years), framework.year)
    given = [word for word in given if text_key(word) not in years]
    node, others = _find_subject(framework, given, round_state)
    text = " ".join(others)
    member = _find_member(round_state, text) if text else None
    return FigureName(node=node, year=year, member=member, left="" if member else text)


def find_figure(round_state: RoundState, name: FigureName) -> Figure:
    """Return the figure of a name whose node is not None."""
    if name.node is None:
        raise ValueError("a figure needs a subject")
    subject = name.node.subject
    if name.member is None:
        rows = tuple(
            row
            for member in round_state.counted
            for row in agency_rows(member, round_state, lambda *score: score == (name.year, subject))
        )
        return Figure(name=name, value=mean([row.value for row in rows]), rows=rows)
    agency_scores = {row.subject: row for row in agency_rows(name.member, round_state) if row.year == name.year}
    row = agency_scores.get(subject)
    if row is None:
        return Figure(name=name, value=None, rows=())
    below = tuple(agency_scores[item] for item in row.below if item in agency_scores)
    return Figure(name=name, value=mean([row.value]), rows=(row,), below=below)


def _is_average(word: str) -> bool:
    return text_key(word) in map(text_key, _AVERAGE_WORDS)


def _find_subject(framework: Framework, words: Sequence[str], round_state: RoundState) -> tuple[Node | None, list[str]]:
    """Return the subject that the most words name together, and the words that are left.

    A word that is the code of an agency too means the agency if another word is a subject.
    """
    keys: dict[str, Node] = {}
    for node in framework.nodes.values():
        for text in _names_of(framework, node):
            keys.setdefault(text_key(text), node)
    codes = {text_key(member.agency.code) for member in round_state.members}
    found: list[tuple[bool, int, int, Node]] = []
    for count in range(len(words), 0, -1):
        for start in range(len(words) - count + 1):
            key = text_key(" ".join(words[start : start + count]))
            if key in keys:
                found.append((key in codes, -count, start, keys[key]))
    if not found:
        return None, list(words)
    _, count, start, node = min(found, key=lambda item: item[:3])
    return node, [*words[:start], *words[start - count :]]


def _names_of(framework: Framework, node: Node) -> Iterator[str]:
    yield node.subject
    if node.subject == framework.tree.subject:
        yield from _OVERALL_WORDS
    yield subject_label(framework, node)


def _find_member(round_state: RoundState, text: str) -> AgencyReturn | None:
    """Return the agency with this code or name, else the only one whose name holds the text; None if there is none."""
    key = text_key(text)
    for member in round_state.members:
        if key in (text_key(member.agency.code), text_key(member.agency.name)):
            return member
    holding = [member for member in round_state.members if key in text_key(member.agency.name)]
    return holding[0] if len(holding) == 1 else None

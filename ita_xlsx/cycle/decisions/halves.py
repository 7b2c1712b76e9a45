"""Compare the answers of several returns of one agency: which differ, and which are complete only together.

Works on values only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from ita_xlsx.model.framework import Framework
from ita_xlsx.model.round_state import ReturnSummary


@dataclass(frozen=True)
class DifferingAnswer:
    """An answer that is not the same in two files: its place in the later one, and its score in each, or None."""

    subject: str
    cell: str
    before: Fraction | None
    after: Fraction | None


def answers_of(summary: ReturnSummary, framework: Framework) -> Mapping[str, Fraction]:
    """Return the answers of a file that are scores, by subject."""
    leaves = {node.subject for node in framework.answers}
    values = zip(framework.nodes, summary.values, strict=False)
    return {subject: value for subject, value in values if subject in leaves and value is not None}


def answers_in_file(summary: ReturnSummary, framework: Framework) -> Mapping[str, Fraction]:
    """Return the answers of a file as they stand in it, without the corrections that the officer recorded."""
    first = {item.subject: item.was for item in reversed(summary.corrections)}
    answers = {**answers_of(summary, framework), **{key: was for key, was in first.items() if was is not None}}
    return {key: value for key, value in answers.items() if first.get(key, value) is not None}


def differing_answers(before: ReturnSummary, after: ReturnSummary, framework: Framework) -> tuple[DifferingAnswer, ...]:
    """Return the answers that differ between two files of one agency, in the order of the form.

    The files are compared as they came: corrections by telephone stand in neither of them.
    """
    one, other = answers_in_file(before, framework), answers_in_file(after, framework)
    cells = cells_of_answers(before, framework) | {
        subject: cell for subject, cell in cells_of_answers(after, framework).items() if cell
    }
    return tuple(
        DifferingAnswer(node.subject, cells.get(node.subject, ""), one.get(node.subject), other.get(node.subject))
        for node in framework.answers
        if one.get(node.subject) != other.get(node.subject)
    )


def cells_of_answers(summary: ReturnSummary, framework: Framework) -> dict[str, str]:
    """Return the place of each answer, such as ``IIT!D14``, by subject."""
    return {node.subject: cell for node, cell in zip(framework.answers, summary.cells, strict=False)}


def conflicting_answers(files: Sequence[ReturnSummary], framework: Framework) -> tuple[str, ...]:
    """Return the subjects to which two of the files give different answers, in the order of the form."""
    answers = [answers_of(item, framework) for item in files]
    return tuple(
        node.subject
        for node in framework.answers
        if len({item[node.subject] for item in answers if node.subject in item}) > 1
    )


def find_halves(files: Sequence[ReturnSummary], framework: Framework) -> tuple[ReturnSummary, ...]:
    """Return the files that give more answers together than any of them alone, and repeat each other little.

    Each of them must have at least as many answers that no other one has as there are answers in several of them, and
    more than there are contradictions: two editions of one form are no halves. Two files are tried before all of them
    together; of two groups the more complete one is taken, then the one with fewer contradictions.
    """
    groups = [*combinations(files, 2), *([tuple(files)] if len(files) > 2 else [])]
    best: tuple[ReturnSummary, ...] = ()
    best_rank = (0, 0)
    for group in groups:
        uses = Counter(subject for item in group for subject in answers_of(item, framework))
        shares = [sum(uses[subject] == 1 for subject in answers_of(item, framework)) for item in group]
        repeated = sum(count > 1 for count in uses.values())
        conflicts = len(conflicting_answers(group, framework))
        rank = (len(uses), -conflicts)
        if min(shares) >= max(repeated, conflicts + 1) and rank > best_rank:
            best, best_rank = group, rank
    return best

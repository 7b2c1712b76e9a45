"""Test announced figures against one another: compute each from the nearest announced figures below it.

Takes a submission and its framework; returns a Reconciliation. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import prod

from ita_xlsx.diagnosis.announced_words import check_announced_words
from ita_xlsx.diagnosis.item_means import ItemMeans
from ita_xlsx.diagnosis.misprints import likely_misprint
from ita_xlsx.diagnosis.repeated_scores import find_repeated_scores
from ita_xlsx.model.exact import children_first
from ita_xlsx.model.framework import Framework, Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.reconciliation import TOLERANCE, Reconciliation, Row, Term, choices, combine
from ita_xlsx.model.results import two_decimals
from ita_xlsx.model.submission import Submission, values_of

# With more combinations of printed versions than this, a figure is not tested.
_MOST_CHOICES = 4096

Printed = Mapping[str, tuple[Fraction, ...]]


def reconcile(framework: Framework, submission: Submission) -> Reconciliation:
    """Test every announced figure and word of a submission, and look for repeated scores."""
    printed = _printed(submission)
    answers = submission.scores
    rows: dict[str, Row] = {}
    means = ItemMeans(framework, submission)
    for subject, terms in _figures_with_terms(framework, printed, answers):
        row = _test(subject, printed, terms, rows)
        rows[subject] = row if row.is_consistent else replace(row, impossible=means.impossible_in(row))
    ordered = tuple(rows.values())
    return Reconciliation(
        ordered,
        tuple(subject for subject, versions in printed.items() if len(versions) > 1),
        tuple(check_announced_words(framework, submission, ordered, printed)),
        tuple(find_repeated_scores(framework, submission)),
    )


def _printed(submission: Submission) -> Printed:
    """Return the printed versions of each announced subject; equal versions count once."""
    first, second = values_of(submission.announced), values_of(submission.announced_second)
    subjects = dict.fromkeys((*first, *second))
    return {
        subject: _versions([source[subject] for source in (first, second) if subject in source]) for subject in subjects
    }


def _versions(figures: list[Fraction]) -> tuple[Fraction, ...]:
    """Return the printed versions; two that differ only by rounding or by the printed decimals become one."""
    if len(figures) == 1 or _same(*figures) or _same(*reversed(figures)):
        return (figures[0],)
    return tuple(figures)


def _same(figure: Fraction, shorter: Fraction) -> bool:
    """Return True if they differ by at most a hundredth, or the second is the first with one decimal."""
    if abs(two_decimals(figure) - two_decimals(shorter)) <= TOLERANCE:
        return True
    tenths = shorter * 10
    return tenths.denominator == 1 and abs(figure - shorter) <= Fraction(1, 20)


def _figures_with_terms(
    framework: Framework, printed: Printed, answers: Mapping[str, Fraction]
) -> Iterable[tuple[str, tuple[Term, ...]]]:
    """Yield each announced figure with the terms it can be computed from, children before parents."""
    if not printed:
        return
    figures = _Figures(framework, printed, answers)
    for root in (framework.tree, *framework.views):
        for node in children_first(root):
            if node.subject in printed and node.children:
                yield node.subject, figures.terms(node)
    for item in framework.instruments:
        subject = f"weighted {item.code}"
        if subject in printed:
            yield subject, figures.weighted_terms(framework.nodes[item.code], item.weight / 100)


@dataclass(frozen=True)
class _Figures:
    """The announced figures and answers of a submission, from which the terms of a figure are collected."""

    framework: Framework
    printed: Printed
    answers: Mapping[str, Fraction]

    def terms(self, node: Node) -> tuple[Term, ...]:
        """Return the nearest announced figures below a node, or answers where none is announced.

        Return an empty tuple if a term is missing.
        """
        total = sum((child.weight for child in node.children), Fraction(0))
        expanded = [self.expand(child, child.weight / total) for child in node.children]
        if None in expanded:
            return self._parts(node)
        return tuple(term for terms in expanded for term in terms or ())

    def _parts(self, node: Node) -> tuple[Term, ...]:
        """Return the announced parts of an instrument (EIT Public, EIT Survey) as terms.

        They serve if the indicators of the instrument are not announced. Return an empty tuple if a part is missing.
        """
        instruments = [item for item in self.framework.instruments if item.code == node.subject]
        parts = instruments[0].parts if instruments else ()
        total = sum((part.weight for part in parts), Fraction(0))
        subjects = [f"{node.subject} {part.code}" for part in parts]
        if not parts or any(subject not in self.printed for subject in subjects):
            return ()
        pairs = zip(subjects, parts, strict=True)
        return tuple(Term(subject, part.weight / total, self.printed[subject]) for subject, part in pairs)

    def weighted_terms(self, node: Node, share: Fraction) -> tuple[Term, ...]:
        """Return the terms of the weighted score of an instrument: its plain score, else what is below it."""
        if node.subject in self.printed:
            return (Term(node.subject, share, self.printed[node.subject]),)
        return tuple(replace(term, share=term.share * share) for term in self.terms(node))

    def expand(self, node: Node, share: Fraction) -> tuple[Term, ...] | None:
        """Return a node as terms that together have this share; None if nothing below it is announced or answered."""
        if node.subject in self.printed:
            return (Term(node.subject, share, self.printed[node.subject]),)
        weighted = f"weighted {node.code}"
        if node.kind is Kind.INSTRUMENT and weighted in self.printed:
            return (Term(weighted, share * 100 / node.weight, self.printed[weighted]),)
        if not node.children:
            value = self.answers.get(node.subject)
            return None if value is None else (Term(node.subject, share, (value,)),)
        terms = self.terms(node)
        return tuple(replace(term, share=term.share * share) for term in terms) or None


def _test(subject: str, printed: Printed, terms: tuple[Term, ...], rows: Mapping[str, Row]) -> Row:
    """Return the row of a figure; where it does not follow, with its explanation or a likely misprint."""
    row = Row(subject=subject, printed=printed[subject], printed_index=0, terms=terms)
    if not terms or _count_choices(terms) > _MOST_CHOICES:
        return row
    printed_index, versions, computed = _nearest(row)
    difference = two_decimals(row.printed[printed_index]) - computed
    row = replace(row, printed_index=printed_index, term_indexes=versions, computed=computed, difference=difference)
    if row.is_consistent:
        return row
    return replace(row, explained_by=_explaining_term(row, rows), suggestion=likely_misprint(row, _confirmed(rows)))


def _confirmed(rows: Mapping[str, Row]) -> frozenset[str]:
    return frozenset(row.subject for row in rows.values() if row.computed is not None and row.is_consistent)


def _count_choices(terms: tuple[Term, ...]) -> int:
    return prod(len(term.printed) for term in terms)


def _nearest(row: Row) -> tuple[int, tuple[int, ...], Decimal]:
    """Find the printed versions that agree: those of one source if they do, else the nearest mixture of both.

    Return the index of the figure's version, the index of the version of each term, and the computed figure. If no
    versions agree, return those of the first source, which a report prints too.
    """
    first, second = (_versions_of_source(row, source) for source in (0, 1))
    mixed = ((index, versions) for index in range(len(row.printed)) for versions in choices(row.terms))
    for candidates in ([first], [second], mixed):
        tested = [(*item, two_decimals(combine(row.terms, item[1]))) for item in candidates]
        distances = [abs(two_decimals(row.printed[index]) - computed) for index, _, computed in tested]
        if min(distances) <= TOLERANCE:
            return tested[distances.index(min(distances))]
    return (*first, two_decimals(combine(row.terms, first[1])))


def _versions_of_source(row: Row, source: int) -> tuple[int, tuple[int, ...]]:
    """Return the indexes of the figure and of its terms in one source (0 or 1); its only version where there is one."""
    terms = tuple(min(source, len(term.printed) - 1) for term in row.terms)
    return min(source, len(row.printed) - 1), terms


def _explaining_term(row: Row, rows: Mapping[str, Row]) -> str:
    """Return the subject of a wrong term whose computed value would make this row right; empty if there is none."""
    for position, term in enumerate(row.terms):
        below = rows.get(term.subject)
        if below is None or below.is_consistent or below.computed is None:
            continue
        exact = combine(below.terms, below.term_indexes)
        corrected = (*row.terms[:position], replace(term, printed=(exact,)), *row.terms[position + 1 :])
        sums = {two_decimals(combine(corrected, versions)) for versions in choices(corrected)}
        if any(abs(two_decimals(figure) - value) <= TOLERANCE for figure in row.printed for value in sums):
            return term.subject
    return ""

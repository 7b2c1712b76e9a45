"""Announced figures tested against one another; a figure is computed from the nearest ones announced below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import prod

from ita_xlsx.diagnosis.announced_words import check_announced_words
from ita_xlsx.diagnosis.misprints import likely_misprint
from ita_xlsx.diagnosis.repeated_scores import find_blocks
from ita_xlsx.model.framework import Framework, Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.reconciliation import TOLERANCE, Reconciliation, Row, Term, choices, combine
from ita_xlsx.model.results import two_decimals
from ita_xlsx.model.submission import Submission, values_of

# Beyond so many combinations of printed versions nothing is searched.
_MOST_CHOICES = 4096

Printed = Mapping[str, tuple[Fraction, ...]]


def reconcile(framework: Framework, submission: Submission) -> Reconciliation:
    """Test every announced figure, word and block of scores of a submission."""
    printed = _printed(submission)
    answers = submission.scores
    rows: dict[str, Row] = {}
    for subject, terms in _tests(framework, printed, answers):
        rows[subject] = _test(subject, printed, terms, rows)
    ordered = tuple(rows.values())
    return Reconciliation(
        ordered,
        tuple(subject for subject, versions in printed.items() if len(versions) > 1),
        tuple(check_announced_words(framework, submission, ordered, printed)),
        tuple(find_blocks(framework, submission)),
    )


def _printed(submission: Submission) -> Printed:
    """Each announced subject with its printed versions, equal ones once."""
    first, second = values_of(submission.announced), values_of(submission.announced_second)
    subjects = dict.fromkeys((*first, *second))
    return {
        subject: _versions([source[subject] for source in (first, second) if subject in source]) for subject in subjects
    }


def _versions(figures: list[Fraction]) -> tuple[Fraction, ...]:
    """The printed versions; two that differ only by rounding, or by how many decimals are printed, are one."""
    if len(figures) == 1 or _same(*figures) or _same(*reversed(figures)):
        return (figures[0],)
    return tuple(figures)


def _same(figure: Fraction, shorter: Fraction) -> bool:
    """Whether they are a hundredth apart at most, or the second is the first with one decimal."""
    if abs(two_decimals(figure) - two_decimals(shorter)) <= TOLERANCE:
        return True
    tenths = shorter * 10
    return tenths.denominator == 1 and abs(figure - shorter) <= Fraction(1, 20)


def _tests(
    framework: Framework, printed: Printed, answers: Mapping[str, Fraction]
) -> Iterable[tuple[str, tuple[Term, ...]]]:
    """Each announced figure with what it is made of, children before parents."""
    book = _Book(framework, printed, answers)
    for root in (framework.tree, *framework.views):
        for node in _upward(root):
            if node.subject in printed and node.children:
                yield node.subject, book.terms(node)
    for item in framework.instruments:
        subject = f"weighted {item.code}"
        if subject in printed:
            node = framework.nodes[item.code]
            yield subject, book.expand(node, item.weight / 100) or ()


def _upward(node: Node) -> Iterable[Node]:
    for child in node.children:
        yield from _upward(child)
    yield node


@dataclass(frozen=True)
class _Book:
    """What is announced and answered, and how a figure is made of it."""

    framework: Framework
    printed: Printed
    answers: Mapping[str, Fraction]

    def terms(self, node: Node) -> tuple[Term, ...]:
        """The nearest announced figures below a node, questions where none is; empty if one is missing."""
        total = sum((child.weight for child in node.children), Fraction(0))
        found = [self.expand(child, child.weight / total) for child in node.children]
        if None in found:
            return self._parts(node)
        return tuple(term for terms in found for term in terms or ())

    def _parts(self, node: Node) -> tuple[Term, ...]:
        """An instrument as its announced parts (EIT Public, EIT Survey), where its indicators are not known."""
        own = [item for item in self.framework.instruments if item.code == node.subject]
        parts = own[0].parts if own else ()
        total = sum((part.weight for part in parts), Fraction(0))
        subjects = [f"{node.subject} {part.code}" for part in parts]
        if not parts or any(subject not in self.printed for subject in subjects):
            return ()
        pairs = zip(subjects, parts, strict=True)
        return tuple(Term(subject, part.weight / total, self.printed[subject]) for subject, part in pairs)

    def expand(self, node: Node, share: Fraction) -> tuple[Term, ...] | None:
        """A node as terms; None when it can be had from nothing announced or answered."""
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
    row = Row(subject, printed[subject], 0, terms)
    if not terms or _choices(terms) > _MOST_CHOICES:
        return row
    own, chosen, computed = _nearest(row)
    difference = two_decimals(row.printed[own]) - computed
    row = replace(row, own=own, chosen=chosen, computed=computed, difference=difference)
    if row.follows:
        return row
    return replace(row, under=_explained(row, rows), suggestion=likely_misprint(row, _confirmed(rows)))


def _confirmed(rows: Mapping[str, Row]) -> frozenset[str]:
    return frozenset(row.subject for row in rows.values() if row.computed is not None and row.follows)


def _choices(terms: tuple[Term, ...]) -> int:
    return prod(len(term.printed) for term in terms)


def _nearest(row: Row) -> tuple[int, tuple[int, ...], Decimal]:
    """The choice between printed versions that comes nearest; earlier versions win a tie."""
    best: tuple[Decimal, int, tuple[int, ...], Decimal] | None = None
    for own, figure in enumerate(row.printed):
        for chosen in choices(row.terms):
            computed = two_decimals(combine(row.terms, chosen))
            apart = abs(two_decimals(figure) - computed)
            if best is None or apart < best[0]:
                best = (apart, own, chosen, computed)
    assert best is not None
    return best[1:]


def _explained(row: Row, rows: Mapping[str, Row]) -> str:
    """The one term whose own finding explains this row: with its computed value in place all is right."""
    for position, term in enumerate(row.terms):
        below = rows.get(term.subject)
        if below is None or below.follows or below.computed is None:
            continue
        exact = combine(below.terms, below.chosen)
        mended = (*row.terms[:position], replace(term, printed=(exact,)), *row.terms[position + 1 :])
        sums = {two_decimals(combine(mended, chosen)) for chosen in choices(mended)}
        if any(abs(two_decimals(figure) - value) <= TOLERANCE for figure in row.printed for value in sums):
            return term.subject
    return ""

"""Hold the framework of one fiscal year: instruments, indicators, questions, levels, and the weighted tree of scores.

Works on values only; ``ita_xlsx.catalogue`` reads the data.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

from ita_xlsx.model.fields import Fields
from ita_xlsx.model.kind import Aspect, Kind
from ita_xlsx.model.limits import Limit
from ita_xlsx.model.report.meanings import CRITERIA, Meaning
from ita_xlsx.model.rules import Rule


@dataclass(frozen=True)
class Part:
    """One of the groups of respondents that an instrument asks separately (EIT Public, EIT Survey)."""

    code: str
    label: str
    name: str
    weight: Fraction


@dataclass(frozen=True)
class Instrument:
    """One of IIT, EIT and OIT; its weight is a percentage of the overall score.

    ``evidence`` is True if every item is proved by a URL.
    """

    code: str
    name: str
    weight: Fraction
    parts: tuple[Part, ...] = ()
    evidence: bool = False


@dataclass(frozen=True)
class Indicator:
    """One of the ten indicators; all indicators of one instrument have the same weight."""

    code: str
    name: str
    instrument: str


@dataclass(frozen=True)
class SubIndicator:
    """A group of items of the open-data check; all sub-indicators of one indicator have the same weight."""

    code: str
    name: str
    indicator: str


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question of a survey or an item of the open-data check; its weight is relative to the others of its parent.

    ``assumed`` is True if its wording was not found for this year and was taken from another year.
    """

    code: str
    indicator: str
    subindicator: str
    weight: Fraction
    text: str
    assumed: bool = False


@dataclass(frozen=True)
class Level:
    """A level with the lowest overall score, and the lowest score of each instrument, that reach it (0-100)."""

    name: str
    overall: Limit
    each_instrument: Limit | None = None


@dataclass(frozen=True)
class Note:
    """A remark that is printed with a subject, and with the scores that are computed from it."""

    subject: str
    th: str
    en: str


@dataclass(frozen=True)
class Confidence:
    """The confidence in one part of the definition: a word (``high`` … ``not found``), and its source in Thai.

    ``source_en`` is the source in English; it may be empty.
    """

    aspect: Aspect
    word: str
    source: str
    source_en: str = ""

    @property
    def is_doubtful(self) -> bool:
        """Return True if the confidence is below ``medium``, or the part is assumed or was not found."""
        return self.word in _DOUBTFUL

    def source_in(self, lang: str) -> str:
        """Return the source in ``th`` or ``en``; in Thai if there is no English text."""
        return self.source_en if lang == "en" and self.source_en else self.source


@dataclass(frozen=True, kw_only=True)
class Node:
    """A node of the tree of scores; its weight is relative to the others of its parent, a leaf is an answer."""

    subject: str
    kind: Kind
    code: str
    part: str
    name: str
    weight: Fraction
    children: tuple[Node, ...] = ()

    def walk(self) -> Iterator[Node]:
        """Yield this node and all nodes below it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()

    @cached_property
    def leaves(self) -> tuple[Node, ...]:
        """Return the answers below this node, in order."""
        return tuple(node for node in self.walk() if not node.children)

    @cached_property
    def is_even(self) -> bool:
        """Return True if all children have the same weight, so that their mean is a plain mean."""
        return len({child.weight for child in self.children}) == 1


OVERALL = "overall"
_DOUBTFUL = frozenset({"low", "low-medium", "assumed", "not found"})
# The digests of forms that were issued long ago hold the parts in this order, under these names.
_DIGESTED = (("questions", Aspect.WORDING), ("structure", Aspect.FIGURES), ("levels", Aspect.LEVELS))


@dataclass(frozen=True, kw_only=True)
class Framework(Fields):
    """The definition of the assessment of one fiscal year; ``year`` is of the Buddhist era.

    ``earlier`` are the digests of earlier definitions of this year that ask the same questions: a form that was made
    from one of them is still a form of this definition. ``meanings`` are for reports: no form holds
    them, so they are no part of the digest.
    """

    year: int
    pass_mark: Limit
    confidence: tuple[Confidence, ...]
    instruments: tuple[Instrument, ...]
    indicators: tuple[Indicator, ...]
    subindicators: tuple[SubIndicator, ...]
    questions: tuple[Question, ...]
    levels: tuple[Level, ...]
    notes: tuple[Note, ...] = ()
    rules: tuple[Rule, ...] = ()
    earlier: tuple[str, ...] = field(default=(), compare=False)
    meanings: tuple[Meaning, ...] = ()

    @property
    def criteria(self) -> str:
        """Return the sentence of the year's criteria on the measures; empty if it is not known."""
        meaning = self.meaning_of(CRITERIA)
        return meaning.text if meaning else ""

    def meaning_of(self, subject: str) -> Meaning | None:
        """Return what an indicator or an instrument measures, or None if nobody wrote it down."""
        return next((item for item in self.meanings if item.subject == subject), None)

    @cached_property
    def confidence_in(self) -> Mapping[Aspect, Confidence]:
        """Return the confidence in each part of the definition."""
        return MappingProxyType({item.aspect: item for item in self.confidence})

    @property
    def is_draft(self) -> bool:
        """Return True if the confidence in the figures or in the levels is low, or they are assumed."""
        return any(item.is_doubtful for item in self.confidence if item.aspect is not Aspect.WORDING)

    @property
    def is_wording_doubtful(self) -> bool:
        """Return True if the confidence in the texts of the questions is low, or they are assumed."""
        return any(item.is_doubtful for item in self.confidence if item.aspect is Aspect.WORDING)

    @property
    def status(self) -> str:
        """Return ``draft`` or ``confirmed``."""
        return "draft" if self.is_draft else "confirmed"

    @cached_property
    def digest(self) -> str:
        """Return twelve hexadecimal digits that change with every part of the definition from which a form is made."""
        parts = {item.name: _plain(getattr(self, item.name)) for item in fields(self)}
        parts["confidence"] = [
            [name, item.word, item.source] for name, aspect in _DIGESTED for item in [self.confidence_in[aspect]]
        ]
        parts["rules"] = []
        del parts["earlier"], parts["meanings"]
        text = json.dumps([*parts.values()], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def is_form_of(self, digest: str) -> bool:
        """Return True if a form with this digest was made from this definition, or from one that asks the same."""
        return digest in (self.digest, *self.earlier)

    @cached_property
    def tree(self) -> Node:
        """Return the tree of scores: the overall score with all nodes from which it is computed."""
        children = tuple(self._instrument_node(item) for item in self.instruments)
        return Node(
            subject=OVERALL, kind=Kind.OVERALL, code=OVERALL, part="", name="", weight=Fraction(1), children=children
        )

    @cached_property
    def views(self) -> tuple[Node, ...]:
        """Return further roots over nodes of the tree: one for each part of an instrument, over its indicators."""
        return tuple(self._view_node(item, part) for item in self.instruments for part in item.parts)

    @cached_property
    def nodes(self) -> Mapping[str, Node]:
        """Return every node of the tree and of the views by its subject, parents before children."""
        roots = (self.tree, *self.views)
        return MappingProxyType({node.subject: node for root in roots for node in root.walk()})

    @cached_property
    def parents(self) -> Mapping[str, str]:
        """Return the subject of the parent of every node of the tree, except the root."""
        pairs = {child.subject: node.subject for node in self.tree.walk() for child in node.children}
        return MappingProxyType(pairs)

    @property
    def answers(self) -> tuple[Node, ...]:
        """Return every answer that an agency must give; a question of a two-part instrument counts as two answers."""
        return self.tree.leaves

    def of_kind(self, kind: Kind) -> tuple[Node, ...]:
        """Return the nodes of one kind, in the order of the framework."""
        return self._by_kind[kind]

    @cached_property
    def _by_kind(self) -> Mapping[Kind, tuple[Node, ...]]:
        return {kind: tuple(node for node in self.nodes.values() if node.kind is kind) for kind in Kind}

    def ancestors(self, subject: str) -> Iterator[str]:
        """Yield the subjects that are computed from this subject, nearest first, up to the overall score."""
        while subject in self.parents:
            subject = self.parents[subject]
            yield subject

    def indicator_of(self, subject: str) -> Node:
        """Return the indicator of a subject of the tree: itself, or the indicator above it.

        Raise ValueError for a subject above the indicators.
        """
        indicator = self._indicators_above.get(subject)
        if indicator is None:
            raise ValueError(f"{subject} stands under no indicator")
        return indicator

    @cached_property
    def _indicators_above(self) -> Mapping[str, Node]:
        indicators = [node for node in self.tree.walk() if node.kind is Kind.INDICATOR]
        return {below.subject: node for node in indicators for below in node.walk()}

    def has_evidence(self, subject: str) -> bool:
        """Return True if the subject is proved by a URL (it belongs to an instrument with evidence)."""
        return subject in self._with_evidence

    @cached_property
    def _with_evidence(self) -> frozenset[str]:
        above = self._indicators_above
        return frozenset(subject for subject, node in above.items() if self.instrument_of(node.code).evidence)

    def instrument_of(self, indicator: str) -> Instrument:
        """Return the instrument of an indicator, given by its code."""
        code = next(item.instrument for item in self.indicators if item.code == indicator)
        return next(item for item in self.instruments if item.code == code)

    def notes_on(self, subject: str) -> tuple[Note, ...]:
        """Return the notes on a subject; for an indicator also the notes on all nodes below it."""
        node = self.nodes[subject]
        subjects = {subject} if node.kind is not Kind.INDICATOR else {item.subject for item in node.walk()}
        return tuple(note for note in self.notes if note.subject in subjects)

    def _instrument_node(self, item: Instrument) -> Node:
        indicators = [indicator for indicator in self.indicators if indicator.instrument == item.code]
        children = tuple(self._indicator_node(indicator, item) for indicator in indicators)
        return Node(
            subject=item.code,
            kind=Kind.INSTRUMENT,
            code=item.code,
            part="",
            name=item.name,
            weight=item.weight,
            children=children,
        )

    def _indicator_node(self, item: Indicator, instrument: Instrument) -> Node:
        if instrument.parts:
            children = tuple(self._part_node(item, part) for part in instrument.parts)
        else:
            children = self._below(item.code, "")
        return Node(
            subject=item.code,
            kind=Kind.INDICATOR,
            code=item.code,
            part="",
            name=item.name,
            weight=Fraction(1),
            children=children,
        )

    def _part_node(self, item: Indicator, part: Part) -> Node:
        subject = f"{item.code} {part.code}"
        children = self._below(item.code, part.code)
        return Node(
            subject=subject,
            kind=Kind.PART,
            code=item.code,
            part=part.code,
            name=item.name,
            weight=part.weight,
            children=children,
        )

    def _view_node(self, item: Instrument, part: Part) -> Node:
        indicators = [indicator for indicator in self.indicators if indicator.instrument == item.code]
        children = tuple(self._part_node(indicator, part) for indicator in indicators)
        return Node(
            subject=f"{item.code} {part.code}",
            kind=Kind.VIEW,
            code=item.code,
            part=part.code,
            name=part.name,
            weight=Fraction(1),
            children=children,
        )

    def _below(self, indicator: str, part: str) -> tuple[Node, ...]:
        groups = [item for item in self.subindicators if item.indicator == indicator]
        if not groups:
            return self._leaves(indicator, "", part)
        return tuple(
            Node(
                subject=subject_of(item.code, part),
                kind=Kind.SUBINDICATOR,
                code=item.code,
                part=part,
                name=item.name,
                weight=Fraction(1),
                children=self._leaves(indicator, item.code, part),
            )
            for item in groups
        )

    def _leaves(self, indicator: str, subindicator: str, part: str) -> tuple[Node, ...]:
        return tuple(
            Node(
                subject=subject_of(item.code, part),
                kind=Kind.ANSWER,
                code=item.code,
                part=part,
                name=item.text,
                weight=item.weight,
            )
            for item in self.questions
            if item.indicator == indicator and item.subindicator == subindicator
        )


def subject_of(code: str, part: str) -> str:
    """Return the subject of a code in a part: ``e1 public``, or only the code if there are no parts."""
    return f"{code} {part}" if part else code


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return [_plain(getattr(value, item.name)) for item in fields(value)]
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, Fraction) else value

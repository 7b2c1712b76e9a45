"""What one fiscal year asks, and the one weighted tree that every mean walks."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

from ita_xlsx.model.fields import Fields
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.rules import Rule


@dataclass(frozen=True)
class Part:
    """One of the groups of respondents an instrument asks apart (EIT Public, EIT Survey)."""

    code: str
    label: str
    name: str
    weight: Fraction


@dataclass(frozen=True)
class Instrument:
    """IIT, EIT or OIT; its weight is per cent of the overall score.

    ``evidence`` is set where every item is proved by a URL.
    """

    code: str
    name: str
    weight: Fraction
    parts: tuple[Part, ...] = ()
    evidence: bool = False


@dataclass(frozen=True)
class Indicator:
    """One of the ten indicators; indicators of one instrument weigh the same."""

    code: str
    name: str
    instrument: str


@dataclass(frozen=True)
class SubIndicator:
    """A group of items of the open-data check; sub-indicators of one indicator weigh the same."""

    code: str
    name: str
    indicator: str


@dataclass(frozen=True)
class Question:
    """A question or item; its weight is relative to its brothers under the same parent.

    ``assumed`` is set where its wording was not found for this year and is taken from another.
    """

    code: str
    indicator: str
    subindicator: str
    weight: Fraction
    text: str
    assumed: bool = False


@dataclass(frozen=True)
class Level:
    """A level and the least scores (0-100, two decimals) that reach it."""

    name: str
    overall: Fraction
    each_instrument: Fraction | None = None


@dataclass(frozen=True)
class Note:
    """A thing a reader must know wherever this subject, or what stands on it, is shown."""

    subject: str
    th: str
    en: str


@dataclass(frozen=True)
class Confidence:
    """How far a part of the definition may be trusted, in the words of its source."""

    aspect: str
    word: str
    source: str


@dataclass(frozen=True)
class Node:
    """A node of the tree: its weight is relative to its brothers; a leaf is an answer."""

    subject: str
    kind: Kind
    code: str
    part: str
    name: str
    weight: Fraction
    children: tuple[Node, ...] = ()

    def walk(self) -> Iterator[Node]:
        """Yield this node and everything below it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()

    @cached_property
    def leaves(self) -> tuple[Node, ...]:
        """The answers this node stands on, in order."""
        return tuple(node for node in self.walk() if not node.children)

    @cached_property
    def is_even(self) -> bool:
        """Whether all children weigh the same, so that their mean is a plain one."""
        return len({child.weight for child in self.children}) == 1


OVERALL = "overall"
_DOUBTFUL = frozenset({"low", "low-medium", "assumed", "not found"})


@dataclass(frozen=True)
class Framework(Fields):
    """The assessment of one fiscal year (Buddhist era)."""

    year: int
    pass_mark: Fraction
    confidence: tuple[Confidence, ...]
    instruments: tuple[Instrument, ...]
    indicators: tuple[Indicator, ...]
    subindicators: tuple[SubIndicator, ...]
    questions: tuple[Question, ...]
    levels: tuple[Level, ...]
    notes: tuple[Note, ...] = ()
    rules: tuple[Rule, ...] = ()

    @property
    def is_draft(self) -> bool:
        """Whether questions, structure or levels are of low confidence or assumed."""
        return any(item.word in _DOUBTFUL for item in self.confidence)

    @property
    def status(self) -> str:
        """``draft`` or ``confirmed``."""
        return "draft" if self.is_draft else "confirmed"

    @cached_property
    def digest(self) -> str:
        """Twelve hexadecimal digits that change when anything a form is made from changes."""
        text = json.dumps(_plain(replace(self, rules=())), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    @cached_property
    def tree(self) -> Node:
        """The overall score and everything it stands on."""
        children = tuple(self._instrument_node(item) for item in self.instruments)
        return Node(OVERALL, Kind.OVERALL, OVERALL, "", "", Fraction(1), children)

    @cached_property
    def views(self) -> tuple[Node, ...]:
        """Further roots over nodes of the tree: each part of an instrument over its indicators."""
        return tuple(self._view_node(item, part) for item in self.instruments for part in item.parts)

    @cached_property
    def nodes(self) -> Mapping[str, Node]:
        """Every node by its subject, the views too, parents before children."""
        roots = (self.tree, *self.views)
        return MappingProxyType({node.subject: node for root in roots for node in root.walk()})

    @cached_property
    def parents(self) -> Mapping[str, str]:
        """The parent of every node of the tree but the root."""
        pairs = {child.subject: node.subject for node in self.tree.walk() for child in node.children}
        return MappingProxyType(pairs)

    @property
    def answers(self) -> tuple[Node, ...]:
        """Every answer expected of an agency; a question of a two-part instrument is two of them."""
        return self.tree.leaves

    def of_kind(self, kind: Kind) -> tuple[Node, ...]:
        """The nodes of one kind, in the order of the framework."""
        return self._by_kind[kind]

    @cached_property
    def _by_kind(self) -> Mapping[Kind, tuple[Node, ...]]:
        return {kind: tuple(node for node in self.nodes.values() if node.kind is kind) for kind in Kind}

    def ancestors(self, subject: str) -> Iterator[str]:
        """Yield what stands on this subject, nearest first, up to the overall score."""
        while subject in self.parents:
            subject = self.parents[subject]
            yield subject

    def indicator_of(self, subject: str) -> Node:
        """The indicator a subject of the tree is, or stands under; ValueError above the indicators."""
        found = self._indicators_above.get(subject)
        if found is None:
            raise ValueError(f"{subject} stands under no indicator")
        return found

    @cached_property
    def _indicators_above(self) -> Mapping[str, Node]:
        indicators = [node for node in self.tree.walk() if node.kind is Kind.INDICATOR]
        return {below.subject: node for node in indicators for below in node.walk()}

    def has_evidence(self, subject: str) -> bool:
        """Whether an answer is an item that is proved by a URL."""
        return subject in self._with_evidence

    @cached_property
    def _with_evidence(self) -> frozenset[str]:
        above = self._indicators_above
        return frozenset(subject for subject, node in above.items() if self.instrument_of(node.code).evidence)

    def instrument_of(self, indicator: str) -> Instrument:
        """The instrument an indicator belongs to."""
        code = next(item.instrument for item in self.indicators if item.code == indicator)
        return next(item for item in self.instruments if item.code == code)

    def notes_on(self, subject: str) -> tuple[Note, ...]:
        """The notes on this subject, and on the sub-indicators of it when it is an indicator."""
        node = self.nodes[subject]
        shown = {subject} if node.kind is not Kind.INDICATOR else {item.subject for item in node.walk()}
        return tuple(note for note in self.notes if note.subject in shown)

    def _instrument_node(self, item: Instrument) -> Node:
        own = [indicator for indicator in self.indicators if indicator.instrument == item.code]
        children = tuple(self._indicator_node(indicator, item) for indicator in own)
        return Node(item.code, Kind.INSTRUMENT, item.code, "", item.name, item.weight, children)

    def _indicator_node(self, item: Indicator, instrument: Instrument) -> Node:
        if instrument.parts:
            children = tuple(self._part_node(item, part) for part in instrument.parts)
        else:
            children = self._below(item.code, "")
        return Node(item.code, Kind.INDICATOR, item.code, "", item.name, Fraction(1), children)

    def _part_node(self, item: Indicator, part: Part) -> Node:
        subject = f"{item.code} {part.code}"
        children = self._below(item.code, part.code)
        return Node(subject, Kind.PART, item.code, part.code, item.name, part.weight, children)

    def _view_node(self, item: Instrument, part: Part) -> Node:
        own = [indicator for indicator in self.indicators if indicator.instrument == item.code]
        children = tuple(self._part_node(indicator, part) for indicator in own)
        return Node(f"{item.code} {part.code}", Kind.VIEW, item.code, part.code, part.name, Fraction(1), children)

    def _below(self, indicator: str, part: str) -> tuple[Node, ...]:
        groups = [item for item in self.subindicators if item.indicator == indicator]
        if not groups:
            return self._leaves(indicator, "", part)
        return tuple(
            Node(
                subject_of(item.code, part),
                Kind.SUBINDICATOR,
                item.code,
                part,
                item.name,
                Fraction(1),
                self._leaves(indicator, item.code, part),
            )
            for item in groups
        )

    def _leaves(self, indicator: str, subindicator: str, part: str) -> tuple[Node, ...]:
        return tuple(
            Node(subject_of(item.code, part), Kind.ANSWER, item.code, part, item.text, item.weight)
            for item in self.questions
            if item.indicator == indicator and item.subindicator == subindicator
        )


def subject_of(code: str, part: str) -> str:
    """The subject of a code in a part: ``e1 public``, or ``i1`` where there are no parts."""
    return f"{code} {part}" if part else code


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return [_plain(getattr(value, item.name)) for item in fields(value)]
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, Fraction) else value

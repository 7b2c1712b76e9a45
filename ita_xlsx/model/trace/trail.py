"""Lead from each score of a round to the file and the cell in which it stands, or to the figures that give it.

Takes the state of a round; yields rows. Works on values only. The scores of last year that a form gives have rows of
last year.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from ita_xlsx.model.agency import Agency
from ita_xlsx.model.decisions import Correction
from ita_xlsx.model.framework import Framework, Node
from ita_xlsx.model.results import two_decimals
from ita_xlsx.model.round_state import AgencyReturn, ChoiceBasis, ReturnSummary, RoundState, State, bare_name
from ita_xlsx.model.trace.cell_ranges import ranges_text, split_cell
from ita_xlsx.model.trace.figure_cells import FigureCell, unpack_cells
from ita_xlsx.model.trace.file_decisions import DecisionCell, cell_of_decision, decisions_behind

# Between the files of a joined form.
BETWEEN_FILES = " + "


# Says of the year and the subject of a score whether somebody looks for it.
IsWanted = Callable[[int, str], bool]


class TraceKind(StrEnum):
    """The origin of a score: the cell of an answer or of an announced figure, a correction, or other scores."""

    ANSWER = "answer"
    ANNOUNCED = "announced"
    CORRECTION = "correction"
    COMPUTED = "computed"


@dataclass(frozen=True, kw_only=True)
class TraceRow:
    """A score of an agency and where it comes from.

    ``sheet`` and ``cell`` hold the score in the file; for a correction they hold the former score, and ``correction``
    is the cell of the row of decisions with the new one. A computed score has no cell: ``below`` are the subjects from
    which it is computed, answers and announced figures, and ``cells`` are their cells as ranges. ``choice`` is why the
    file counts, ``choices`` are the cells of the decisions about the file.
    """

    agency: Agency
    year: int
    subject: str
    kind: TraceKind
    value: Fraction
    file: str
    digest: str
    sheet: str = ""
    cell: str = ""
    below: tuple[str, ...] = ()
    cells: str = ""
    correction: DecisionCell | None = None
    choice: ChoiceBasis = ChoiceBasis.ONLY_FILE
    choices: tuple[DecisionCell, ...] = ()

    @property
    def shown(self) -> Decimal:
        """Return the score as it is printed, with two decimals."""
        return two_decimals(self.value)

    @property
    def place(self) -> str:
        """Return the cell with its sheet, or the cells of the scores below; empty if no cell is known."""
        return f"{self.sheet}!{self.cell}" if self.cell else self.cells


class _File(NamedTuple):
    name: str
    digest: str


def trace_rows(round_state: RoundState, is_wanted: IsWanted | None = None) -> Iterator[TraceRow]:
    """Yield the rows of every agency whose file is accepted, in the order of the roster and of the framework.

    ``is_wanted`` says of the year and the subject of a score whether it has a row; without it every score has one.
    """
    sources = _Sources(round_state.framework)
    for member in round_state.members:
        yield from _rows_of(member, round_state, sources, is_wanted)


def agency_rows(member: AgencyReturn, round_state: RoundState, is_wanted: IsWanted | None = None) -> Iterator[TraceRow]:
    """Yield the rows of one agency: all scores of this year, then those of last year that its form gives.

    ``is_wanted`` says of the year and the subject of a score whether it has a row; without it every score has one.
    """
    yield from _rows_of(member, round_state, _Sources(round_state.framework), is_wanted)


def _rows_of(
    member: AgencyReturn, round_state: RoundState, sources: _Sources, is_wanted: IsWanted | None
) -> Iterator[TraceRow]:
    if member.summary is not None and member.state is State.RETURNED:
        trail = _Trail(member, member.summary, round_state, sources, is_wanted)
        yield from trail.rows_now()
        yield from trail.rows_before()


class _Sources:
    """The scores below each score, found once for all agencies that announce the same figures.

    The cells of these scores are found once for all forms whose scores stand in the same cells.
    """

    def __init__(self, framework: Framework) -> None:
        self._nodes = framework.nodes
        self._found: dict[tuple[str, frozenset[str]], tuple[str, ...]] = {}
        self._ranges: dict[object, dict[tuple[int, str], str]] = {}

    def ranges_of(self, cells: object) -> dict[tuple[int, str], str]:
        """Return the ranges that are known for forms with these cells, by the year and the subject of a score."""
        return self._ranges.setdefault(cells, {})

    def of(self, subject: str, announced: frozenset[str]) -> tuple[str, ...]:
        """Return the subjects from which the score of a subject is computed."""
        key = (subject, announced)
        if key not in self._found:
            self._found[key] = tuple(sources_of(self._nodes[subject], announced))
        return self._found[key]


class _Trail:
    """The way from the scores of one agency to its file."""

    def __init__(
        self,
        member: AgencyReturn,
        summary: ReturnSummary,
        round_state: RoundState,
        sources: _Sources,
        is_wanted: IsWanted | None,
    ) -> None:
        self._member = member
        self._summary = summary
        self._sources = sources
        self._is_wanted = is_wanted
        self._framework = round_state.framework
        packed = unpack_cells(summary.figure_cells)
        answers = zip(self._framework.answers, summary.cells, strict=False)
        plain = {} if summary.joined else {node.subject: FigureCell(node.subject, cell) for node, cell in answers}
        self._now: Mapping[str, FigureCell] = {**plain, **packed.now}
        self._before = packed.before
        self._corrections = {item.subject: item for item in summary.corrections}
        self._choices = decisions_behind(member, summary, round_state.decisions)
        # In a joined form the ranges name its files, so that no other form has the same.
        self._known_ranges: dict[tuple[int, str], str] = {}
        if summary.joined:
            self._files = tuple(map(_File, summary.joined, summary.mends))
        else:
            self._files = (_File(summary.file, summary.digest),)
            key = (summary.cells, summary.figure_cells, frozenset(summary.announced))
            self._known_ranges = sources.ranges_of(key)

    def rows_now(self) -> Iterator[TraceRow]:
        announced = frozenset(self._summary.announced)
        values = dict(zip(self._framework.nodes, self._summary.values, strict=False))
        yield from self._rows(self._framework.year, values, self._now, announced, self._corrections)

    def rows_before(self) -> Iterator[TraceRow]:
        nodes = self._framework.nodes
        announced = frozenset(subject for subject in self._before if subject in nodes and nodes[subject].children)
        values = dict(zip(nodes, self._summary.previous, strict=False))
        yield from self._rows(self._framework.year - 1, values, self._before, announced, {})

    def _rows(
        self,
        year: int,
        values: Mapping[str, Fraction | None],
        cells: Mapping[str, FigureCell],
        announced: frozenset[str],
        corrections: Mapping[str, Correction],
    ) -> Iterator[TraceRow]:
        for subject, node in self._framework.nodes.items():
            value = values.get(subject)
            if value is None or (self._is_wanted is not None and not self._is_wanted(year, subject)):
                continue
            if node.children and subject not in announced:
                yield self._computed(year, node, value, cells, announced)
            else:
                kind = TraceKind.ANNOUNCED if node.children else TraceKind.ANSWER
                yield self._stated(year, kind, subject, value, cells.get(subject), corrections.get(subject))

    def _stated(
        self,
        year: int,
        kind: TraceKind,
        subject: str,
        value: Fraction,
        cell: FigureCell | None,
        correction: Correction | None,
    ) -> TraceRow:
        file = self._file(cell)
        sheet, address = split_cell(cell.cell if cell else "")
        return TraceRow(
            agency=self._member.agency,
            year=year,
            subject=subject,
            kind=TraceKind.CORRECTION if correction else kind,
            value=value,
            file=file.name,
            digest=file.digest,
            sheet=sheet,
            cell=address,
            correction=cell_of_decision(correction) if correction else None,
            choice=self._member.basis,
            choices=self._choices,
        )

    def _computed(
        self, year: int, node: Node, value: Fraction, cells: Mapping[str, FigureCell], announced: frozenset[str]
    ) -> TraceRow:
        below = self._sources.of(node.subject, announced)
        key = (year, node.subject)
        file = self._files[0]
        if len(self._files) > 1 or key not in self._known_ranges:
            found = [cells[subject] for subject in below if subject in cells]
            files = {item.file for item in found} or set(range(len(self._files)))
            several = [self._files[number] for number in sorted(files) if number < len(self._files)]
            file = _File(*map(BETWEEN_FILES.join, zip(*several, strict=True))) if several else _File("", "")
            self._known_ranges[key] = self._ranges(found)
        return TraceRow(
            agency=self._member.agency,
            year=year,
            subject=node.subject,
            kind=TraceKind.COMPUTED,
            value=value,
            file=file.name,
            digest=file.digest,
            below=below,
            cells=self._known_ranges[key],
            choice=self._member.basis,
            choices=self._choices,
        )

    def _ranges(self, cells: Sequence[FigureCell]) -> str:
        numbers = sorted({item.file for item in cells})
        texts = [(number, ranges_text(tuple(item.cell for item in cells if item.file == number))) for number in numbers]
        if len(texts) == 1:
            return texts[0][1]
        return " | ".join(f"{bare_name(self._files[number].name)}: {text}" for number, text in texts)

    def _file(self, cell: FigureCell | None) -> _File:
        number = cell.file if cell else 0
        return self._files[number] if number < len(self._files) else self._files[0]


def sources_of(node: Node, announced: Iterable[str]) -> Iterator[str]:
    """Yield the subjects of the answers and announced figures from which the score of a node is computed."""
    given = frozenset(announced)
    for child in node.children:
        if child.children and child.subject not in given:
            yield from sources_of(child, given)
        else:
            yield child.subject

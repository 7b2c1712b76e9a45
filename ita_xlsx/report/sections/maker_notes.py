"""Write the notes of the maker: what contradicts what, what is missing, and how many blanks there are.

Takes the contents of a report and its other blocks; returns blocks of a document. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ita_xlsx.model.document import Block, Heading, TextList, blanks_of
from ita_xlsx.model.framework import OVERALL, Framework
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.subjects import announced_label, subject_label
from ita_xlsx.model.reconciliation import WrongStatement
from ita_xlsx.model.report.report_settings import FigureSource
from ita_xlsx.report.contents import AgencyContents
from ita_xlsx.report.sections import texts
from ita_xlsx.report.sections.form_notes import form_notes
from ita_xlsx.report.sections.labels import answer_code
from ita_xlsx.report.sections.question_tables import repeated_notes
from ita_xlsx.report.sections.source_notes import source_notes
from ita_xlsx.report.sections.table_parts import contradiction_note
from ita_xlsx.report.sentences.scored_line import joined

# So many missing answers or blanks are named; the others are counted.
_MOST_NAMES = 12


def write_maker_notes(contents: AgencyContents, blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the notes of the maker; ``blocks`` are the other parts of the report, whose blanks are counted."""
    yield from notes_part(
        (*form_notes(contents), *_figure_notes(contents), *framework_notes(contents.framework)), blocks
    )


def notes_part(notes: Iterable[str], blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the heading and the list of these notes; the last one counts the blanks in ``blocks``."""
    yield Heading(1, texts.NOTES)
    yield TextList(tuple((text,) for text in (*notes, blanks_note(blocks))), is_numbered=True)


def blanks_note(blocks: Iterable[Block]) -> str:
    """Return how many blanks there are, with their names."""
    names = [blank.what for blank in blanks_of(blocks)]
    if not names:
        return texts.NO_BLANKS
    return texts.NOTE_BLANKS.format(count=len(names), names=_first_names(list(dict.fromkeys(names))))


def _figure_notes(contents: AgencyContents) -> Iterator[str]:
    figures = contents.figures
    is_announced = contents.settings.figures is FigureSource.ANNOUNCED
    if contents.results.announced:
        yield texts.NOTE_FIGURES_ANNOUNCED if is_announced else texts.NOTE_FIGURES_COMPUTED
    for node, _ in figures.contradictions:
        yield contradiction_note(figures, node.subject)
    yield from dict.fromkeys(repeated_notes(contents).values())
    yield from source_notes(contents)
    for statement in contents.reconciliation.announced_words:
        yield _wrong_statement(contents.framework, statement)
    if contents.results.missing:
        nodes = contents.framework.nodes
        names = [answer_code(contents.framework, nodes[subject]) for subject in contents.results.missing]
        yield texts.NOTE_MISSING.format(count=len(names), names=_first_names(names))


def _wrong_statement(framework: Framework, statement: WrongStatement) -> str:
    node = framework.nodes.get(statement.actual)
    actual = subject_label(framework, node) if node and node.kind is Kind.INDICATOR else statement.actual
    label = announced_label(framework, statement.subject)
    return texts.NOTE_WRONG_WORD.format(label=label, word=statement.announced_word, actual=actual)


def framework_notes(framework: Framework) -> Iterator[str]:
    """Yield the notes that the framework of the year prints with its scores."""
    if framework.is_draft:
        yield texts.NOTE_DRAFT
    for note in framework.notes:
        node = framework.nodes.get(note.subject)
        label = texts.SCORE if note.subject == OVERALL or node is None else subject_label(framework, node)
        yield texts.NOTE_FRAMEWORK.format(label=label, text=note.th)


def _first_names(names: list[str]) -> str:
    if len(names) <= _MOST_NAMES:
        return joined(names)
    return texts.AND_OTHERS.format(names=" ".join(names[:_MOST_NAMES]), count=len(names) - _MOST_NAMES)

"""Write the strengths, the remarks of the assessor, the weak points by remedy, and what is kept.

Takes the contents of a report; returns blocks of a document. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator

from ita_xlsx.model.diagnosis import Judgement, Remedy
from ita_xlsx.model.document import Align, Blank, Block, Cell, Column, Heading, Paragraph, Pieces, Row, Strong, Table
from ita_xlsx.model.framework import Framework, Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.report.round_texts import TextKey
from ita_xlsx.model.results import plain_number, two_decimals
from ita_xlsx.report.contents import AgencyContents
from ita_xlsx.report.sections import texts
from ita_xlsx.report.sections.front_pages import filled_pieces
from ita_xlsx.report.sections.labels import answer_code, point_name, sentence_name
from ita_xlsx.report.sections.slot_values import agency_slots
from ita_xlsx.report.sections.table_parts import header, number_cell, text_cell
from ita_xlsx.report.sentences.scored_line import after, joined, score_words

_REMARKS = {"IIT": TextKey.REMARK_IIT, "EIT": TextKey.REMARK_EIT, "OIT": TextKey.REMARK_OIT}
_COLUMNS = (Column(21), Column(36), Column(14, Align.CENTER), Column(29))


def write_strengths(contents: AgencyContents) -> Iterator[Block]:
    """Yield a paragraph for each strong indicator: its score, and what it measures."""
    figures = contents.figures
    limit = plain_number(contents.strength_limit)
    indicators = contents.framework.of_kind(Kind.INDICATOR)
    high = [node for node in indicators if _is_high(contents, node)]
    strong = [node for node in high if node.subject not in contents.weak_groups]
    yield Heading(2, texts.STRENGTHS)
    if all(figures.score(node.subject) is None for node in indicators):
        yield Paragraph((texts.STRENGTHS_UNKNOWN,))
        return
    words = texts.STRENGTH_LIMIT if strong else texts.NO_STRENGTHS
    yield Paragraph((words.format(limit=limit, count=len(strong)),))
    for node in strong:
        score, meaning = figures.score(node.subject), contents.framework.meaning_of(node.code)
        words = texts.STRENGTH.format(code=node.code, name=node.name, score=score_words(score) if score else "")
        yield Paragraph((Strong(words), f" {meaning.text}") if meaning else (Strong(words),))
    if weak := [sentence_name(contents.framework, node) for node in high if node not in strong]:
        yield Paragraph((texts.STRONG_BUT_WEAK.format(limit=limit, names=joined(weak)),))


def _is_high(contents: AgencyContents, node: Node) -> bool:
    score = contents.figures.score(node.subject)
    return score is not None and score > two_decimals(contents.strength_limit)


def write_remarks(contents: AgencyContents) -> Iterator[Block]:
    """Yield the remarks of the assessor on each instrument; a remark that is not written is a blank."""
    slots = agency_slots(contents)
    yield Heading(2, texts.REMARKS)
    for instrument in contents.framework.instruments:
        key = _REMARKS.get(instrument.code)
        paragraphs = contents.texts.paragraphs(key, slots) if key else ()
        lead = texts.REMARK_LINE.format(code=instrument.code)
        if not paragraphs:
            yield Paragraph((Strong(lead), Blank(texts.REMARK_BLANK.format(code=instrument.code))))
        for number, pieces in enumerate(paragraphs):
            filled = filled_pieces(pieces)
            yield Paragraph(filled if number else (Strong(lead), *filled))


def write_weak_points(contents: AgencyContents) -> Iterator[Block]:
    """Yield the points to correct urgently and those to develop, each as a table, and the indicators that are kept."""
    for remedy, title in ((Remedy.URGENT, texts.URGENT), (Remedy.DEVELOP, texts.DEVELOP)):
        points = contents.points(remedy)
        yield Heading(1, title)
        yield _table(contents, points) if points else Paragraph((_no_points(contents),))
    yield Heading(1, texts.MAINTAIN)
    yield from _kept(contents)


def _no_points(contents: AgencyContents) -> str:
    """Return the sentence for no points of a remedy: what has no score yet may still become one."""
    if all(item.score is None for item in contents.diagnosis.judgements):
        return texts.POINTS_UNKNOWN
    return texts.NO_POINTS_KNOWN if contents.results.missing else texts.NO_POINTS


def _kept(contents: AgencyContents) -> Iterator[Block]:
    """Yield the indicators that are kept, and those without a score, about which nothing can be said yet."""
    framework, figures = contents.framework, contents.figures
    others = [node for node in framework.of_kind(Kind.INDICATOR) if node.subject not in contents.weak_groups]
    kept = [sentence_name(framework, node) for node in others if figures.score(node.subject) is not None]
    unknown = [sentence_name(framework, node) for node in others if figures.score(node.subject) is None]
    if kept:
        yield Paragraph((texts.KEPT.format(names=joined(kept)),))
    if unknown:
        yield Paragraph((texts.KEPT_UNKNOWN.format(names=joined(unknown)),))
    if not others:
        yield Paragraph((texts.NONE_KEPT,))


def _table(contents: AgencyContents, points: tuple[Judgement, ...]) -> Table:
    framework = contents.framework
    advice = _advice(contents)
    groups: dict[str, list[Judgement]] = {}
    for point in sorted(points, key=lambda item: _place(framework, item)):
        groups.setdefault(contents.group_of(point.subject), []).append(point)
    rows = [header((texts.HEAD_INDICATOR, texts.HEAD_ITEM, texts.HEAD_SCORE, texts.HEAD_ADVICE))]
    for group, inside in groups.items():
        name = sentence_name(framework, framework.nodes[group])
        for number, point in enumerate(inside):
            first = () if number else (text_cell(name, rows=len(inside)),)
            score = number_cell(contents.figures.score(point.subject))
            cells = (text_cell(_words(framework, point)), score, _advice_cell(framework, point, advice))
            rows.append(Row((*first, *cells)))
    return Table(columns=_COLUMNS, rows=tuple(rows))


def _place(framework: Framework, point: Judgement) -> tuple[bool, int]:
    """Return the order of a point: instruments first, then the order of the framework."""
    node = framework.nodes[point.subject]
    return node.kind is not Kind.INSTRUMENT, list(framework.nodes).index(point.subject)


def _words(framework: Framework, point: Judgement) -> str:
    node = framework.nodes[point.subject]
    if node.kind is Kind.INSTRUMENT:
        return texts.POINT_INSTRUMENT
    if node.kind is not Kind.ANSWER:
        return texts.POINT_RESULT
    return f"{answer_code(framework, node)} {node.name}"


def _advice(contents: AgencyContents) -> dict[str, str]:
    """Return what to develop by subject: the advice on questions, the measures of the plan for an indicator."""
    of_plan = {
        contents.framework.nodes[row.indicator].subject: "\n".join(item.measure.measure for item in row.measures)
        for row in contents.plans
    }
    instruments = {item.code: texts.ADVICE_OF_PLAN for item in contents.framework.instruments}
    return {**of_plan, **instruments, **{item.subject: item.text for item in contents.advice}}


def _advice_cell(framework: Framework, point: Judgement, advice: dict[str, str]) -> Cell:
    text = advice.get(point.subject, "")
    blank = Blank(after(texts.ADVICE_BLANK, point_name(framework, point.subject)))
    lines: tuple[Pieces, ...] = tuple((line,) for line in text.splitlines() if line.strip()) or ((blank,),)
    return Cell(lines)

"""Write the plan of measures: a landscape table with a row for each measure of each indicator.

Takes the contents of a report; returns blocks of a document. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ita_xlsx.model.document import Blank, Block, Cell, Heading, Landscape, Note, Paragraph, Pieces, Row, Table
from ita_xlsx.model.measures import Measure, PlannedMeasure
from ita_xlsx.model.report.indicator_plan import IndicatorPlan
from ita_xlsx.report.contents import AgencyContents, ProvinceContents, ReportBasis
from ita_xlsx.report.sections import texts
from ita_xlsx.report.sections.labels import sentence_name
from ita_xlsx.report.sections.table_parts import columns, header, text_cell
from ita_xlsx.report.sections.tall_rows import cut_tall_row
from ita_xlsx.report.sentences.indicator_analysis import analysis_of

_WIDTHS = (9, 13, 16, 28, 10, 12, 12)
_PROVINCE_WIDTHS = (12, 17, 35, 10, 12, 14)


def write_plan(contents: AgencyContents) -> Iterator[Block]:
    """Yield the plan of an agency, with all its indicators, then the measures of the plan that are for none of them."""
    rows = [header(texts.PLAN_HEADS)]
    for row in contents.plans:
        rows += _indicator_rows(contents, row)
    for planned in contents.other_measures:
        rows += _other_rows(contents, planned)
    words = [texts.PLAN_FOLLOWS]
    if any(row.drafts for row in contents.plans):
        words.append(texts.DRAFTS_MARKED)
    heading = Heading(1, texts.PLAN.format(year=contents.year_of_plan))
    notes = tuple(Note("", (text,)) for text in words)
    table = Table(columns=columns(*_WIDTHS), rows=tuple(rows), notes=notes)
    yield Landscape((heading, *_paragraphs((contents.framework.criteria,)), table))


def write_province_plan(contents: ProvinceContents) -> Iterator[Block]:
    """Yield the plan of a province, with the agencies that carry out each measure where it names them."""
    heading = Heading(1, texts.PROVINCE_PLAN.format(year=contents.year_of_plan))
    if not contents.plan.measures:
        yield heading
        yield from _paragraphs((contents.framework.criteria, texts.NO_PLAN))
        return
    words = (contents.framework.criteria, texts.PROVINCE_PLAN_FOLLOWS.format(count=len(contents.plan.measures)))
    rows = [header((texts.PLAN_HEADS[0], texts.PLAN_HEADS[1], *texts.PLAN_HEADS[3:]))]
    for measure in contents.plan.measures:
        indicators = contents.indicators_by_measure.get(measure.id, ())
        cells = _plan_cells(contents, measure, indicators[0] if indicators else "")
        rows += cut_tall_row((text_cell(_indicator_name(contents, measure, indicators)), *cells), _PROVINCE_WIDTHS)
    table = Table(columns=columns(*_PROVINCE_WIDTHS), rows=tuple(rows))
    yield Landscape((heading, *_paragraphs(words), table))


def _paragraphs(words: Iterable[str]) -> tuple[Paragraph, ...]:
    return tuple(Paragraph((text,)) for text in words if text)


def _indicator_name(contents: ProvinceContents, measure: Measure, indicators: Sequence[str]) -> str:
    names = {item.code: item.name for item in contents.framework.indicators}
    if indicators:
        return texts.INDICATOR.format(code=indicators[0], name=names[indicators[0]])
    return measure.indicator or texts.NO_INDICATOR


def _indicator_rows(contents: AgencyContents, row: IndicatorPlan) -> Iterator[Row]:
    """Yield a row for each measure of an indicator; its name and its analysis stand beside the first."""
    framework = contents.framework
    name = text_cell(sentence_name(framework, framework.nodes[row.indicator]))
    analysis = Cell(analysis_of(row, contents.figures))
    if not row.measures:
        cells = (name, _answered_by(row), analysis, *[text_cell(texts.NO_SCORE)] * 4)
        yield from cut_tall_row(cells, _WIDTHS)
    for number, planned in enumerate(row.measures):
        measure, *others = _measure_cells(contents, planned, row.indicator)
        first, second = (Cell(), Cell()) if number else (name, analysis)
        yield from cut_tall_row((first, measure, second, *others), _WIDTHS)


def _other_rows(contents: AgencyContents, planned: PlannedMeasure) -> Iterator[Row]:
    """Yield the row of a measure that is for no indicator, with the analysis that the officer wrote."""
    officer = planned.officer_measure
    lines: tuple[Pieces, ...] = tuple((line,) for line in (officer.analysis if officer else "").splitlines() if line)
    measure, *others = _measure_cells(contents, planned, "")
    name = text_cell((officer.indicator if officer else "") or texts.NO_INDICATOR)
    yield from cut_tall_row((name, measure, Cell(lines or ((texts.NO_SCORE,),)), *others), _WIDTHS)


def _answered_by(row: IndicatorPlan) -> Cell:
    """Return the measures of other indicators that answer questions of this one, else the remedy."""
    lines = (
        texts.ANSWERED_BY.format(name=item.measure.measure, code=item.measure.indicator) for item in row.answered_by
    )
    return Cell(tuple((line,) for line in lines) or ((row.remedy,),))


def _measure_cells(basis: ReportBasis, planned: PlannedMeasure, indicator: str) -> tuple[Cell, ...]:
    """Return the cells of a measure: its name, steps, period, owner and follow-up; an empty field is a blank."""
    measure, officer = planned.measure, planned.officer_measure
    if officer:
        return _plan_cells(basis, officer, indicator)
    steps = tuple(enumerate(measure.steps, 1))
    name = f"{texts.DRAFT}{measure.measure}" if measure.measure else ""
    fields = (name, _steps(steps), _period(basis), measure.responsible, measure.follow_up)
    return _cells(fields, texts.INDICATOR_LABEL.format(code=indicator))


def _plan_cells(basis: ReportBasis, measure: Measure, indicator: str) -> tuple[Cell, ...]:
    """Return the cells of a measure of the officer's plan; ``indicator`` is empty for a measure of none."""
    steps = tuple((number, step.text) for number, step in measure.numbered_steps)
    period = measure.period or _period(basis)
    label = texts.INDICATOR_LABEL.format(code=indicator)
    if not indicator:
        label = texts.MEASURE_LABEL.format(name=measure.measure or measure.id)
    return _cells((measure.measure, _steps(steps), period, measure.responsible, measure.follow_up), label)


def _cells(fields: tuple[str, ...], label: str) -> tuple[Cell, ...]:
    heads = (texts.PLAN_HEADS[1], *texts.PLAN_HEADS[3:])
    return tuple(_field_cell(text, head, label) for text, head in zip(fields, heads, strict=True))


def _field_cell(text: str, head: str, label: str) -> Cell:
    lines: tuple[Pieces, ...] = tuple((line,) for line in text.splitlines() if line.strip())
    return Cell(lines or ((Blank(texts.PLAN_BLANK.format(head=head, label=label)),),))


def _steps(steps: tuple[tuple[int, str], ...]) -> str:
    return "\n".join(texts.STEP.format(number=number, text=text) for number, text in steps)


def _period(basis: ReportBasis) -> str:
    return texts.PERIOD.format(before=basis.year_of_plan - 1, year=basis.year_of_plan)

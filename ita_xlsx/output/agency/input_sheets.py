"""Write the sheets of the form that people fill in: scores, announced figures and measures.

Takes a Form; changes the workbook in memory only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout import Table
from ita_xlsx.model.layout.page import safe_height
from ita_xlsx.model.layout.subjects import ANNOUNCED_WORD_LABELS, announced_subject_labels
from ita_xlsx.model.measures import Measure, Step
from ita_xlsx.model.submission import Answer, Evidence, StepReport
from ita_xlsx.model.text import words
from ita_xlsx.output import texts as shared_texts
from ita_xlsx.output.agency import texts
from ita_xlsx.output.agency.form import Form
from ita_xlsx.output.book import Book, Sheet
from ita_xlsx.output.formulas import FillCountFormulas
from ita_xlsx.output.plan_rows import HIGHEST_ROW
from ita_xlsx.output.styles import DENSE

_WIDTHS = {
    "indicator": 33, "code": 7, "text": 78, "score": 13, "previous": 14, "url": 40, "note": 24, "label": 30,
    "name": 46, "announced": 18, "announced_second": 20, "announced_previous": 18,
}  # fmt: skip
_MEASURE_WIDTHS = {
    "id": 10, "number": 6, "instrument": 12, "indicator": 22, "measure": 26, "step": 36, "owner": 17, "period": 14,
    "follow_up": 20, "status": 15, "url": 36, "note": 16,
}  # fmt: skip
# With a plan most of the words come from the plan.
_PLANNED_WIDTHS = _MEASURE_WIDTHS | {
    "indicator": 18, "step": 42, "owner": 20, "follow_up": 30, "status": 14, "url": 32, "note": 14,
}  # fmt: skip
# Two lines hold a long URL, three a step as people write them.
_EVIDENCE_ROW, _MEASURE_ROW = 42, 61
# Fields that a plan may leave to the agency.
_OPEN_WHEN_EMPTY = frozenset({"owner", "period", "follow_up"})
_NO_REPORT = StepReport(id="", step="")


def write_scores(book: Book, form: Form, table: Table) -> None:
    """Write the sheet of one instrument: one question a row, a yellow cell for each score."""
    sheet = _open(book, form, table)
    fill_counts = FillCountFormulas(form.layout, form.results, table.sheet)
    sheet.live(2, 0, fill_counts.line(table), "muted")
    framework = form.layout.framework
    leaves = framework.nodes[table.sheet].leaves
    answers = {answer.subject: answer for answer in form.submission.answers}
    previous = {answer.subject: answer for answer in form.submission.previous}
    evidence = {item.code: item for item in form.submission.evidence}
    groups = {code: _group(form, code) for code in table.items}
    shades = _shades(groups)
    texts_by_code = {leaf.code: leaf.name for leaf in leaves}
    for code in table.items:
        row, group, shade = table.row(code), groups[code], shades[code]
        sheet.text(row, table.col("indicator"), group, *shade)
        sheet.text(row, table.col("code"), code, *shade, "code")
        sheet.text(row, table.col("text"), texts_by_code[code], *shade)
        cells = [(texts_by_code[code], _WIDTHS["text"]), (group, _WIDTHS["indicator"])]
        sheet.height(row, safe_height(cells, DENSE, least=_EVIDENCE_ROW if table.has("url") else 25))
        if table.has("url"):
            _evidence(sheet, table, code, evidence.get(code))
    for leaf in leaves:
        for key, answers_by_subject in (("score", answers), ("previous", previous)):
            place = form.layout.answer(leaf, key)
            _answer(sheet, place.row, place.col, answers_by_subject.get(leaf.subject))
    _score_rules(sheet, table)
    sheet.worksheet.autofilter(table.header_row, 0, table.last_row, table.last_col)
    _close(sheet, form, table)


def write_published(book: Book, form: Form) -> None:
    """Write the sheet of announced figures, those of the commission or of a report; all are optional."""
    table = form.layout.announced_figures
    sheet = _open(book, form, table)
    sheet.text(2, 0, texts.PUBLISHED_HINT, "muted")
    framework = form.layout.framework
    filled = {
        "announced": _by_subject(form.submission.announced),
        "announced_second": _by_subject(form.submission.announced_second),
        "announced_previous": _by_subject(form.submission.announced_previous),
    }
    notes = dict(form.submission.notes)
    for subject, label in announced_subject_labels(framework):
        row = table.row(subject)
        name = framework.nodes[subject].name if subject in framework.nodes else ""
        sheet.text(row, table.col("label"), label, "text")
        sheet.text(row, table.col("name"), name, "text")
        is_word = subject in ANNOUNCED_WORD_LABELS
        for key, answers in filled.items():
            if is_word:
                word = form.submission.announced_word(subject) if key == "announced" else ""
                sheet.text(row, table.col(key), word, "input_centre")
            else:
                _answer(sheet, row, table.col(key), answers.get(subject))
        note = notes.get(subject, "")
        sheet.text(row, table.col("note"), note, "input")
        sheet.height(row, safe_height([(name, _WIDTHS["name"]), (note, _WIDTHS["note"])], DENSE, 24))
    _figure_rules(sheet, form, table)
    _close(sheet, form, table, portrait=True)


def write_measures(book: Book, form: Form) -> None:
    """Write the steps of measures with status and evidence: the steps of the plan, then empty rows."""
    table = form.layout.measures
    sheet = _open(book, form, table)
    sheet.text(2, 1, texts.PLANNED_HINT if form.plan.measures else texts.MEASURES_HINT, "muted")
    reports = {report.id: report for report in form.submission.steps if report.id}
    for measure, _, step in form.plan.steps:
        _planned_row(sheet, form, table, measure, step, reports.get(step.id, _NO_REPORT))
    planned = {step.id for _, _, step in form.plan.steps}
    further = [report for report in form.submission.steps if report.id not in planned]
    for number, item in enumerate(table.items[len(planned) :]):
        _further_row(sheet, form, table, item, further[number] if number < len(further) else _NO_REPORT)
    sheet.hide_columns(0, 0)
    instruments = [item.code for item in form.layout.framework.instruments]
    _list(sheet, table, "status", words.STEP_STATUSES)
    _list(sheet, table, "instrument", instruments)
    indicators = [f"{node.code} {node.name}" for node in form.layout.framework.of_kind(Kind.INDICATOR)]
    _prompt(sheet, table, "indicator", "เช่น " + indicators[0])
    _prompt(sheet, table, "url", texts.URL_PROMPT)
    _close(sheet, form, table)


def _measure_widths(form: Form) -> Mapping[str, int]:
    return _PLANNED_WIDTHS if form.plan.measures else _MEASURE_WIDTHS


def _planned_row(sheet: Sheet, form: Form, table: Table, measure: Measure, step: Step, report: StepReport) -> None:
    """Write a step of the plan; its texts are locked, but a field that the plan leaves empty is open."""
    row, framework = table.row(step.id), form.layout.framework
    contents = {
        "instrument": shared_texts.instrument_of(framework, measure.indicator),
        "indicator": shared_texts.indicator_title(framework, measure.indicator),
        "measure": measure.measure,
        "step": step.text,
        "owner": measure.responsible,
        "period": measure.period,
        "follow_up": measure.follow_up,
    }
    sheet.text(row, table.col("id"), step.id, "helper")
    sheet.number(row, table.col("number"), row - table.header_row, "count")
    for key, text in contents.items():
        is_open = not text and key in _OPEN_WHEN_EMPTY
        style = "centre" if key == "instrument" else "text"
        sheet.text(row, table.col(key), getattr(report, key) if is_open else text, "input" if is_open else style)
    filled = {"status": report.status, "url": report.url, "note": report.note}
    for key, text in filled.items():
        sheet.text(row, table.col(key), text, "input")
    cells = [(text, _PLANNED_WIDTHS[key]) for key, text in (contents | filled).items()]
    sheet.height(row, min(safe_height(cells, DENSE, least=_MEASURE_ROW), HIGHEST_ROW))


def _further_row(sheet: Sheet, form: Form, table: Table, item: str, report: StepReport) -> None:
    row = table.row(item)
    sheet.text(row, table.col("id"), item, "helper")
    sheet.number(row, table.col("number"), row - table.header_row, "count")
    contents = [(column.key, getattr(report, column.key)) for column in table.columns[2:]]
    for key, text in contents:
        sheet.text(row, table.col(key), text, "input")
    widths = _measure_widths(form)
    cells = [(text, widths[key]) for key, text in contents]
    sheet.height(row, min(safe_height(cells, DENSE, least=_MEASURE_ROW), HIGHEST_ROW))


def _open(book: Book, form: Form, table: Table) -> Sheet:
    sheet = book.sheet(table.sheet)
    headers = [column.header for column in table.columns]
    widths_by_key = _measure_widths(form) if table.has("id") else _WIDTHS
    widths = [widths_by_key[column.key.split()[0]] for column in table.columns]
    sheet.widths(*widths)
    first = 1 if table.columns[0].key == "id" else 0
    heading = table.title if table.title == table.sheet else f"{table.sheet}  {table.title}"
    sheet.text(0, first, heading, "title")
    sheet.height(0, 34)
    formulas = FillCountFormulas(form.layout, form.results, table.sheet)
    sheet.live(1, first, formulas.agency_line(form.agency.name, form.layout.framework.year), "subtitle")
    sheet.height(1, 28)
    sheet.height(2, 25)
    sheet.header(table.header_row, 0, headers, widths)
    return sheet


def _close(sheet: Sheet, form: Form, table: Table, *, portrait: bool = False) -> None:
    columns = 3 if table.has("code") else 1
    sheet.worksheet.freeze_panes(table.first_row, columns)
    sheet.lock()
    heading = shared_texts.heading(form.agency, form.layout.framework)
    sheet.print_setup(heading, (table.header_row, table.header_row), portrait=portrait)
    sheet.worksheet.print_area(0, 0, table.last_row, table.last_col)
    sheet.rows_together(table.first_row, table.last_row, table.last_col, portrait=portrait)


def _group(form: Form, code: str) -> str:
    """Return the sub-indicator of a question with its name, or its indicator where it has none."""
    framework = form.layout.framework
    question = next(item for item in framework.questions if item.code == code)
    if question.subindicator:
        group = next(item for item in framework.subindicators if item.code == question.subindicator)
        return f"{group.code} {group.name}"
    indicator = next(item for item in framework.indicators if item.code == question.indicator)
    return f"{indicator.code} {indicator.name}"


def _shades(groups: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """Return the style of each question; every second group stands on a tinted band."""
    names = list(dict.fromkeys(groups.values()))
    return {code: ("band",) if names.index(group) % 2 else ("text",) for code, group in groups.items()}


def _answer(sheet: Sheet, row: int, col: int, answer: Answer | None) -> None:
    if answer is not None and answer.value is not None:
        sheet.number(row, col, float(answer.value), "input_score")
    else:
        sheet.text(row, col, answer.declared if answer else "", "input_score")


def _evidence(sheet: Sheet, table: Table, code: str, evidence: Evidence | None) -> None:
    sheet.text(table.row(code), table.col("url"), evidence.url if evidence else "", "input")
    sheet.text(table.row(code), table.col("note"), evidence.note if evidence else "", "input")


def _by_subject(answers: tuple[Answer, ...]) -> Mapping[str, Answer]:
    return {answer.subject: answer for answer in answers}


def _score_rules(sheet: Sheet, table: Table) -> None:
    """Check scores when they are typed; color those that are pasted and wrong."""
    for column in table.columns:
        if column.key.split()[0] not in ("score", "previous"):
            continue
        first = table.place(table.items[0], column.key)
        sheet.scores_or_words((table.first_row, first.col, table.last_row, first.col), first.a1)


def _figure_rules(sheet: Sheet, form: Form, table: Table) -> None:
    numbers = [item for item in table.items if item not in ANNOUNCED_WORD_LABELS]
    first, last = table.row(numbers[0]), table.row(numbers[-1])
    sheet.scores_only((first, table.col("announced"), last, table.col("announced_previous")), texts.FIGURE_ERROR)
    levels = [level.name for level in form.layout.framework.levels]
    row = table.row("level")
    sheet.choices((row, table.col("announced"), row, table.col("announced_previous")), levels, shared_texts.LIST_ERROR)


def _list(sheet: Sheet, table: Table, key: str, source: Sequence[str]) -> None:
    col = table.col(key)
    sheet.choices((table.first_row, col, table.last_row, col), source, shared_texts.LIST_ERROR)


def _prompt(sheet: Sheet, table: Table, key: str, message: str) -> None:
    col = table.col(key)
    sheet.worksheet.data_validation(
        table.first_row, col, table.last_row, col, {"validate": "any", "input_message": message}
    )

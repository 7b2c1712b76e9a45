"""Gather what the report of an agency or a province is made from, as the program does."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from ita_xlsx.catalogue import load_framework, load_measures, load_text_drafts
from ita_xlsx.diagnosis import diagnose, match_plan
from ita_xlsx.diagnosis.indicator_plans import advise, grade_points, plan_indicators
from ita_xlsx.diagnosis.reconcile import reconcile
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.document import Blank as Gap
from ita_xlsx.model.document import Block, Cell, Document, NoteMark, Reference, Strong, Table, simple_blocks
from ita_xlsx.model.document.text_pieces import Pieces
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.measures import Plan
from ita_xlsx.model.report.printed_figures import PrintedFigures
from ita_xlsx.model.report.report_settings import ReportSettings, Signatory
from ita_xlsx.model.report.round_texts import RoundTexts
from ita_xlsx.model.round_state import EarlierRound, RoundState
from ita_xlsx.model.rules import effective_rules
from ita_xlsx.model.submission import Submission, values_of
from ita_xlsx.report.contents import AgencyContents, ProvinceContents
from ita_xlsx.scoring import level_for, score_submission, score_values
from tests.conftest import ISSUED

NO_SETTINGS = ReportSettings()
SIGNATORY = Signatory(name="นายตัวอย่าง ทดสอบ", position="หัวหน้าหน่วยงาน")


def contents_of(
    submission: Submission,
    framework: Framework | int,
    *,
    settings: ReportSettings = NO_SETTINGS,
    texts: RoundTexts | None = None,
    plan: Plan | None = None,
) -> AgencyContents:
    """The contents of the report of one agency."""
    framework = load_framework(framework) if isinstance(framework, int) else framework
    texts = load_text_drafts() if texts is None else texts
    measures = load_measures()
    results = score_submission(submission, framework)
    previous = score_values(framework, submission.scores_before, values_of(submission.announced_previous))
    figures = PrintedFigures(
        framework=framework,
        results=results,
        previous=previous,
        year_before=framework.year - 1,
        source=settings.figures,
    )
    rules = effective_rules(framework.rules, (), results.threshold)
    diagnosis = diagnose(framework, figures.as_results, figures.previous_as_results.by_subject, rules)
    points = grade_points(diagnosis, texts.remedies_of(submission.agency))
    planned = match_plan(framework, diagnosis, plan or Plan(), measures)
    return AgencyContents(
        framework=framework,
        agency=submission.agency,
        settings=settings,
        signatory=SIGNATORY,
        texts=texts,
        issued=ISSUED,
        results=results,
        previous=previous,
        year_before=framework.year - 1,
        level=level_for(framework, *figures.level_limits()).name or "",
        diagnosis=diagnosis,
        strength_limit=framework.pass_mark,
        plans=plan_indicators(framework, diagnosis, points, planned, measures, score=figures.score),
        advice=advise(framework, points, measures),
        reconciliation=reconcile(framework, submission),
    )


def province_contents_of(state: RoundState, earlier: tuple[EarlierRound, ...] = ()) -> ProvinceContents:
    """The contents of the report of a province."""
    return ProvinceContents(
        framework=state.framework,
        agency=Agency("", f"จังหวัด{state.name}", state.name),
        settings=NO_SETTINGS,
        signatory=SIGNATORY,
        texts=load_text_drafts(),
        issued=ISSUED,
        state=state,
        strength_limit=state.framework.pass_mark,
        earlier=earlier,
    )


def tables(document: Document) -> list[Table]:
    """The tables of a document with a caption, in order: table 1 is the first."""
    return [block for block in simple_blocks(document.blocks) if isinstance(block, Table) and block.caption]


def plain(pieces: Pieces) -> str:
    """The text of some pieces; a note mark and a reference stand between brackets, a blank between underscores."""
    words = {Strong: "text", Gap: "what", NoteMark: "mark", Reference: "key"}
    signs = {Strong: "{}", Gap: "_{}_", NoteMark: "[{}]", Reference: "[{}]"}
    return "".join(
        piece if isinstance(piece, str) else signs[type(piece)].format(getattr(piece, words[type(piece)]))
        for piece in pieces
    )


def cell_text(cell: Cell) -> str:
    """The text of a cell, a line under the other."""
    return "\n".join(plain(line) for line in cell.lines)


def rows_of(table: Table) -> list[list[str]]:
    """The texts of a table, row by row; a row leaves out the cells that another covers, and parts of a row are one."""
    rows: list[list[str]] = []
    for row in table.rows:
        cells = [cell_text(cell) for cell in row.cells]
        if row.continues:
            rows[-1] = [" ".join(filter(None, pair)) for pair in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
    return rows


def texts_of(blocks: tuple[Block, ...]) -> list[str]:
    """Every paragraph, heading, cell, caption and note of some blocks."""
    found: list[str] = []
    for block in simple_blocks(blocks):
        match block:
            case Table():
                found += [text for row in rows_of(block) for text in row]
                found += [plain(note.pieces) for note in block.notes]
                found += [block.caption.text] if block.caption else []
            case _:
                for name in ("pieces", "text", "items", "caption", "alt"):
                    value = getattr(block, name, None)
                    if name == "items" and value:
                        found += [plain(item) for item in value]
                    elif isinstance(value, tuple):
                        found.append(plain(value))
                    elif value is not None:
                        found.append(value if isinstance(value, str) else value.text)
    return found


def with_scores(submission: Submission, **scores: str) -> Submission:
    """The submission with other scores by subject."""
    answers = tuple(
        item._replace(value=Fraction(scores[item.subject])) if item.subject in scores else item
        for item in submission.answers
    )
    return replace(submission, answers=answers)

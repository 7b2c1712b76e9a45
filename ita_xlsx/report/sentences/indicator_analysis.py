"""Write the analysis of an indicator in the plan: the lowest question, both parts, or the range of items.

Takes a row of the plan and the printed figures; returns paragraphs of text and blanks. Works on values only.
"""

from __future__ import annotations

from decimal import Decimal

from ita_xlsx.model.diagnosis import Remedy
from ita_xlsx.model.document import Blank, Piece, Pieces
from ita_xlsx.model.framework import Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.report.indicator_plan import AnalysisPattern, IndicatorPlan
from ita_xlsx.model.report.printed_figures import PrintedFigures
from ita_xlsx.report.sentences import texts
from ita_xlsx.report.sentences.extremes import extremes
from ita_xlsx.report.sentences.scored_line import ScoredLine, joined, score_words

INDICATOR = "ตัวชี้วัดที่ {code} {name}"
NO_SCORE = "ยังไม่มีคะแนน"
LOWEST_QUESTION = "คำถามที่ได้คะแนนต่ำสุดคือ {quoted} ({score} คะแนน)"
LOWEST_QUESTIONS = "คำถามที่ได้คะแนนต่ำสุดเท่ากัน {score} คะแนน คือ {quoted}"
ALL_QUESTIONS = "ทุกคำถามได้ {score} คะแนนเท่ากัน"
QUOTED = "“{code} {text}”"
OF_PART = "{part}: {scores}"
ANSWER_SCORE = "{code} ได้ {score} คะแนน"
ANSWER_WITHOUT = "{code} ยังไม่มีคะแนน"
ITEM = "รายการ"
CAUSE = "สาเหตุและสภาพที่พบจริง"
# What follows from the remedy, as the last line.
ENDS = {
    Remedy.URGENT: "จึงต้องแก้ไขโดยเร่งด่วน ตามมาตรการที่กำหนดไว้ในแถวนี้",
    Remedy.DEVELOP: "จึงควรพัฒนาให้ดีขึ้น ตามมาตรการที่กำหนดไว้ในแถวนี้",
    Remedy.MAINTAIN: "จึงรักษาระดับไว้ โดยทำตามมาตรการในแถวนี้อย่างต่อเนื่อง",
}
# Without a score nothing follows: an unknown indicator is not a good one.
NOTHING_FOLLOWS = "จึงยังสรุปไม่ได้ว่าต้องแก้ไข พัฒนา หรือรักษาระดับ"


def analysis_of(row: IndicatorPlan, figures: PrintedFigures) -> tuple[Pieces, ...]:
    """Return the paragraphs: the score and what was found, what the officer wrote about the causes, and the remedy.

    A weak indicator about whose causes the officer wrote nothing has a blank there; nothing is invented.
    """
    node = next(item for item in figures.framework.of_kind(Kind.INDICATOR) if item.code == row.indicator)
    lines: list[Pieces] = [(f"{_with_score(node, figures)} {_found(row, node, figures)}".strip(),)]
    causes = [item.officer_measure.analysis for item in row.measures if item.officer_measure is not None]
    written = [line.strip() for text in dict.fromkeys(causes) for line in text.splitlines() if line.strip()]
    lines += [(line,) for line in written]
    if not written and row.remedy is not Remedy.MAINTAIN:
        blank: tuple[Piece, ...] = (Blank(CAUSE),)
        lines.append(blank)
    is_unknown = row.remedy is Remedy.MAINTAIN and figures.score(node.subject) is None
    return (*lines, (NOTHING_FOLLOWS if is_unknown else ENDS[row.remedy],))


def _with_score(node: Node, figures: PrintedFigures) -> str:
    name = INDICATOR.format(code=node.code, name=node.name)
    score = figures.score(node.subject)
    return f"{name} {NO_SCORE}" if score is None else texts.SCORED.format(name=name, score=score_words(score))


def _found(row: IndicatorPlan, node: Node, figures: PrintedFigures) -> str:
    """Return what was found below the indicator; empty if no answer is known."""
    if not row.subjects:
        return ""
    if row.pattern is AnalysisPattern.PARTS:
        return _of_parts(node, figures)
    leaves = {leaf.subject: leaf for leaf in node.leaves}
    if row.pattern is AnalysisPattern.ITEMS:
        return extremes([ScoredLine(leaf.code, figures.score(leaf.subject)) for leaf in leaves.values()], ITEM)
    score = figures.score(row.subjects[0])
    if score is None:
        return ""
    if len(row.subjects) == len(leaves) > 1:
        return ALL_QUESTIONS.format(score=score_words(score))
    nodes = [leaves[subject] for subject in row.subjects]
    quoted = joined([QUOTED.format(code=leaf.code, text=leaf.name) for leaf in nodes])
    template = LOWEST_QUESTION if len(nodes) == 1 else LOWEST_QUESTIONS
    return template.format(quoted=quoted, score=score_words(score))


def _of_parts(node: Node, figures: PrintedFigures) -> str:
    labels = {part.code: part.label for item in figures.framework.instruments for part in item.parts}
    return " ".join(
        OF_PART.format(
            part=labels[part.part],
            scores=joined([_answer(leaf.code, figures.score(leaf.subject)) for leaf in part.leaves]),
        )
        for part in node.children
    )


def _answer(code: str, score: Decimal | None) -> str:
    if score is None:
        return ANSWER_WITHOUT.format(code=code)
    return ANSWER_SCORE.format(code=code, score=score_words(score))

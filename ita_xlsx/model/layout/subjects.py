"""Return the Thai labels of subjects, which sheets show and readers of forms recognize.

Takes a framework and its nodes or subjects; works on values only.
"""

from __future__ import annotations

from ita_xlsx.model.agency import code_key
from ita_xlsx.model.framework import Framework, Node
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.results import Basis, Score
from ita_xlsx.model.text import words
from ita_xlsx.model.text.subject_words import (
    HIGHEST,
    INDICATOR,
    LEVEL,
    LOWEST,
    OVERALL,
    SUBINDICATOR,
    WEIGHTED,
)

ANNOUNCED_WORD_LABELS = {"level": LEVEL, "highest": HIGHEST, "lowest": LOWEST}

# The names of the letters of questions, as they are spelled in Thai.
_THAI_LETTERS = {"ไอ": "i", "อี": "e", "โอ": "o"}
_WORD_QUESTION = "ข้อ"
_PREFIX = {Kind.INDICATOR: INDICATOR, Kind.PART: INDICATOR, Kind.SUBINDICATOR: SUBINDICATOR}


def answers_meant(framework: Framework, text: str) -> tuple[str, ...]:
    """Return the answers that a typed text can mean: one for ``I 1``, ``ข้อ i1`` or its label, two for ``e1``.

    Empty for a text that means none.
    """
    key = code_key(text).removeprefix(_WORD_QUESTION)
    for name, letter in _THAI_LETTERS.items():
        key = letter + key.removeprefix(name) if key.startswith(name) else key
    nodes = framework.answers
    names = ((node.subject, (node.subject, subject_label(framework, node))) for node in nodes)
    exact = tuple(subject for subject, several in names if key in map(code_key, several))
    return exact or tuple(node.subject for node in nodes if key == code_key(node.code))


def part_label(framework: Framework, code: str) -> str:
    """Return the label of a part of an instrument, such as ``EIT Public`` for the part ``public``."""
    parts = (part for instrument in framework.instruments for part in instrument.parts)
    return next(part.label for part in parts if part.code == code)


def subject_label(framework: Framework, node: Node) -> str:
    """Return the Thai label of a node.

    Examples: ``ตัวชี้วัดที่ 6 EIT Public``, ``ตัวชี้วัดย่อย 9.1``, ``IIT``, ``คะแนนรวม``, ``i1``.
    """
    if node.kind is Kind.OVERALL:
        return OVERALL
    if node.kind is Kind.VIEW:
        return part_label(framework, node.part)
    label = _PREFIX.get(node.kind, "") + node.code
    return f"{label} {part_label(framework, node.part)}" if node.part else label


def announced_label(framework: Framework, subject: str) -> str:
    """Return the Thai label of an announced subject: a node, a weighted score or one of the announced words."""
    if subject in ANNOUNCED_WORD_LABELS:
        return ANNOUNCED_WORD_LABELS[subject]
    if subject in framework.nodes:
        return subject_label(framework, framework.nodes[subject])
    return f"{WEIGHTED} {subject.partition(' ')[2]}"


def announced_subject_labels(framework: Framework) -> tuple[tuple[str, str], ...]:
    """Return all subjects that can be announced as (subject, label): nodes first, the announced words last."""
    kinds = (Kind.SUBINDICATOR, Kind.INDICATOR, Kind.PART)
    rows = [(node.subject, subject_label(framework, node)) for kind in kinds for node in framework.of_kind(kind)]
    for instrument in framework.instruments:
        rows.append((instrument.code, instrument.code))
        views = [node for node in framework.views if node.code == instrument.code]
        rows += [(node.subject, subject_label(framework, node)) for node in views]
    rows += [(f"weighted {item.code}", f"{WEIGHTED} {item.code}") for item in framework.instruments]
    return (*rows, ("overall", OVERALL), ("level", LEVEL), ("highest", HIGHEST), ("lowest", LOWEST))


def announced_token(framework: Framework, subject: str) -> str:
    """Return a subject as one word without spaces, so that a formula can join and trim a list of them."""
    node = framework.nodes[subject]
    part = f" {part_label(framework, node.part)}" if node.part else ""
    return f"{node.code}{part}".replace(" ", "\u00a0")


def announced_subjects(framework: Framework, score: Score) -> str:
    """Return the announced figures that a score was computed from, as one text of the sheets."""
    return " ".join(announced_token(framework, subject) for subject in score.announced)


def answered_words(framework: Framework, score: Score) -> str:
    """Return how many of the answers below an announced score are known, in Thai; empty if there is none."""
    if not score.answered:
        return ""
    expected = len(framework.nodes[score.subject].leaves)
    return f"{words.ANSWERED}{score.answered}{words.ANSWERED_OF}{expected}{words.ANSWERED_TAIL}"


def origin_words(framework: Framework, score: Score) -> str:
    """Return the Thai words for the origin of a score: computed, announced or incomplete."""
    if score.basis is Basis.MISSING:
        return words.INCOMPLETE
    if score.basis is Basis.GIVEN:
        return words.GIVEN + answered_words(framework, score)
    return words.COMPUTED_FROM + announced_subjects(framework, score) if score.announced else words.COMPUTED

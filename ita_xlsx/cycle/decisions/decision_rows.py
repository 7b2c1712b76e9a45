"""Turn decisions and open questions into rows of ``decisions.xlsx``.

Takes the state of a round; returns rows of texts. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ita_xlsx.cycle.decisions.choose_file import distinct_contents
from ita_xlsx.cycle.decisions.halves import answers_of, cells_of_answers, conflicting_answers, differing_answers
from ita_xlsx.model.decisions import Alias, Correction, Decisions, FileDecision, ReceivedDecision
from ita_xlsx.model.findings import Trait, has_trait, message_and_fix
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.labels import label_of
from ita_xlsx.model.layout.decisions_layout import (
    ALIASES_SHEET,
    BETWEEN,
    CORRECTIONS_SHEET,
    FILES_SHEET,
    RECEIVED_SHEET,
)
from ita_xlsx.model.received import Received
from ita_xlsx.model.results import plain_number
from ita_xlsx.model.round_state import AgencyReturn, ReturnSummary, RoundState, State, UnassignedFile, bare_name
from ita_xlsx.model.text.dates import thai_date
from ita_xlsx.model.text.spelling import text_key

Row = Mapping[str, str | Fraction]
# A digest of so many digits is enough to tell the files of a round apart.
_DIGITS = 16
_MOST_CELLS = 6
# A cell of the workbook shows so many characters at once.
_LONGEST = 2000

_WHICH = "ใช้ไฟล์ใด ({count} ไฟล์ไม่เหมือนกัน)"
_HALVES = "รวมเป็นฉบับเดียวหรือไม่ (แต่ละไฟล์กรอกคนละส่วน รวมแล้วกรอก {answered}/{expected})"
_HALVES_DISAGREE = (
    "แต่ละไฟล์กรอกคนละส่วน (รวมแล้วกรอก {answered}/{expected}) แต่กรอกไม่ตรงกัน {count} ช่อง จึงยังรวมไม่ได้: {cells} "
    "ให้หน่วยงานยืนยันคะแนนและส่งไฟล์ที่แก้แล้ว"
)
_HELD = "ยืนยันคะแนนหรือไม่: {why}"
_WHOSE = "เป็นของหน่วยงานใด: ในแบบฟอร์มเขียน «{value}»"
_NEAREST = " ใกล้เคียงที่สุด: {code} {name}"
_DIFFERS = "ต่างจาก {file}: {cells}"
# Stands in messages of both languages.
_MORE = ", … (+{count})"


@dataclass(frozen=True)
class Question:
    """A question to the officer: the row that asks it, the agency (None for a file of nobody), and its files."""

    code: str
    files: tuple[ReturnSummary, ...]
    row: Row

    @property
    def keys(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """Return the keys by which a row that asks this already is found: by digests and by names."""
        code = text_key(self.code)
        return (code, frozenset(map(digest_mark, self.files))), (
            code,
            frozenset(bare_name(item.file) for item in self.files),
        )


def digest_mark(summary: ReturnSummary) -> str:
    """Return the beginning of the digest of a file, as a row holds it."""
    return summary.digest[:_DIGITS]


def open_questions(province: RoundState) -> Iterator[Question]:
    """Yield what only the officer can decide: which file counts, doubtful scores, and whose a file is."""
    for member in province.members:
        if member.state is State.UNDECIDED:
            yield from _file_questions(member, province.framework)
        elif member.state is State.HELD_BACK and member.summary is not None:
            yield _question(member.agency.code, member.agency.name, _held_text(member.summary), (member.summary,))
    for unassigned in province.unknown:
        yield _question("", "", _whose_text(unassigned), (unassigned.summary,))


def _file_questions(member: AgencyReturn, framework: Framework) -> Iterator[Question]:
    """Yield one question about halves, else one for each file that may count."""
    code, name = member.agency.code, member.agency.name
    if member.halves:
        answered = len({node for item in member.halves for node in _answered(item, framework)})
        counts = {"answered": answered, "expected": len(framework.answers)}
        text = _HALVES.format(**counts)
        if subjects := conflicting_answers(member.halves, framework):
            cells = conflicting_text(member.halves, framework)
            text = _HALVES_DISAGREE.format(count=len(subjects), cells=cells, **counts)
        yield _question(code, name, text, member.halves)
        return
    files = open_files(member)
    for item in files:
        text = _WHICH.format(count=len(files))
        other = next((one for one in files if one is not item), None)
        if other is not None and (differing := differing_text(other, item, framework)):
            text += f" {_DIFFERS.format(file=bare_name(other.file), cells=differing)}"
        yield _question(code, name, text, (item,))


def open_files(member: AgencyReturn) -> tuple[ReturnSummary, ...]:
    """Return the files among which the officer has to choose, one of each content, in the order of their names."""
    out = {item.digest for item in (*member.superseded, *member.refused)}
    files = (*((member.summary,) if member.summary else ()), *member.others)
    return tuple(item for item in distinct_contents(files) if item.digest not in out)


def _answered(summary: ReturnSummary, framework: Framework) -> Iterator[str]:
    leaves = {node.subject for node in framework.answers}
    for subject, value in zip(framework.nodes, summary.values, strict=False):
        if subject in leaves and value is not None:
            yield subject


def differing_text(before: ReturnSummary, after: ReturnSummary, framework: Framework, most: int = _MOST_CELLS) -> str:
    """Return the answers that differ between two files, cell by cell: ``IIT!D14: 95.50 → 90.00``; empty if none."""
    cells = differing_answers(before, after, framework)
    parts = [f"{item.cell or item.subject}: {_score(item.before)} → {_score(item.after)}" for item in cells[:most]]
    return ", ".join(parts) + (_MORE.format(count=len(cells) - most) if len(cells) > most else "")


def conflicting_text(files: Sequence[ReturnSummary], framework: Framework, most: int = _MOST_CELLS) -> str:
    """Return the answers that files give differently, cell by cell: ``IIT!D14: 95.50 (a.xlsx), 90.00 (b.xlsx)``."""
    subjects = conflicting_answers(files, framework)
    answers = [(item, answers_of(item, framework), cells_of_answers(item, framework)) for item in files]
    parts = []
    for subject in subjects[:most]:
        given = [(item, scores[subject], cells) for item, scores, cells in answers if subject in scores]
        place = next((cells[subject] for _, _, cells in given if cells.get(subject)), subject)
        scores_text = ", ".join(f"{_score(score)} ({bare_name(item.file)})" for item, score, _ in given)
        parts.append(f"{place}: {scores_text}")
    return "; ".join(parts) + (_MORE.format(count=len(subjects) - most) if len(subjects) > most else "")


def _score(value: Fraction | None) -> str:
    return "-" if value is None else plain_number(value)


def _held_text(summary: ReturnSummary) -> str:
    return _HELD.format(why=doubts_text(summary, "th"))


def doubts_text(summary: ReturnSummary, lang: str, longest: int = _LONGEST) -> str:
    """Return why a form is held back, at most ``longest`` characters; then how many more reasons there are."""
    held = [item for item in summary.findings if has_trait(item, Trait.HOLDS_BACK)]
    texts = [message_and_fix(item, lang)[0] for item in held]
    fitting = [count for count in range(1, len(texts) + 1) if len("; ".join(texts[:count])) <= longest]
    count = max(fitting, default=min(1, len(texts)))
    return "; ".join(texts[:count]) + (_MORE.format(count=len(texts) - count) if len(texts) > count else "")


def _whose_text(unassigned: UnassignedFile) -> str:
    summary, nearest = unassigned.summary, unassigned.nearest or unassigned.agency_of_code
    text = _WHOSE.format(value=f"{summary.code} {summary.name}".strip())
    return text + (_NEAREST.format(code=nearest.code, name=nearest.name) if nearest else "")


def _question(code: str, name: str, text: str, files: Sequence[ReturnSummary]) -> Question:
    row: Row = {
        "code": code,
        "agency": name,
        "question": text,
        "files": BETWEEN.join(bare_name(item.file) for item in files),
        "digests": BETWEEN.join(map(digest_mark, files)),
    }
    return Question(code, tuple(files), row)


def rows_of(decisions: Decisions, names: Mapping[str, str]) -> dict[str, list[Row]]:
    """Return decisions as rows, by the name of their sheet; ``names`` are the names of agencies by code."""
    rows: dict[str, list[Row]] = {}
    for item in decisions.files:
        files = {
            "files": BETWEEN.join(item.files), "choice": label_of(item.choice), "digests": BETWEEN.join(item.digests),
        }  # fmt: skip
        rows.setdefault(FILES_SHEET.name, []).append({**_about(item, names), **files})
    for received in decisions.received:
        moment = {"received": _moment_text(received.received)}
        rows.setdefault(RECEIVED_SHEET.name, []).append({**_about(received, names), **moment})
    for alias in decisions.aliases:
        rows.setdefault(ALIASES_SHEET.name, []).append({**_about(alias, names), "alias": alias.name})
    for correction in decisions.corrections:
        change: Row = {
            "subject": correction.subject,
            "was": "" if correction.was is None else correction.was,
            "becomes": correction.becomes,
            "informant": correction.informant,
        }
        rows.setdefault(CORRECTIONS_SHEET.name, []).append({**_about(correction, names), **change})
    return rows


def _about(item: FileDecision | ReceivedDecision | Alias | Correction, names: Mapping[str, str]) -> dict[str, str]:
    return {
        "code": item.code,
        "agency": names.get(item.code, ""),
        "reason": item.reason,
        "decided": thai_date(item.decided) if item.decided else "",
        "by": item.by,
    }


def _moment_text(received: Received) -> str:
    if received.day is None:
        return ""
    clock = f" {received.time:%H:%M}" if received.time else ""
    return f"{thai_date(received.day)}{clock}"

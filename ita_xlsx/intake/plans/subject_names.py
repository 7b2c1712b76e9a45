"""Find the questions and the indicator that a row of a plan names.

Takes texts of cells; returns codes of subjects and indicators of the framework. Works on values only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ita_xlsx.intake.plans.agency_names import parts_of
from ita_xlsx.intake.workbook.cells import code_of
from ita_xlsx.model.agency import code_key
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.kind import Kind
from ita_xlsx.model.layout.subjects import subject_label
from ita_xlsx.model.text.spelling import fold_text

_RANGE = re.compile(r"([a-z])([0-9]{1,4})\s*(?:-|–|ถึง)\s*\1?([0-9]{1,4})")
_QUESTION = re.compile(r"[a-z][0-9]+")
_INDICATOR = re.compile(r"(?:ตัวชี้วัด(?:ที่)?)?\s*([0-9]{1,2})(?:[.):\s]|$)")
_BRACKET = re.compile(r"\(([^()]*[a-z][0-9][^()]*)\)")
_LONGEST_RANGE = 200
# The id of a standard measure holds its indicator and a number.
_STANDARD = re.compile(r"m([0-9]{1,2})-[0-9]+")


@dataclass(frozen=True)
class SubjectFinder:
    """A finder of questions and indicators; without a framework a text of the shape of a code is taken for a code."""

    framework: Framework | None

    @cached_property
    def _subjects(self) -> dict[str, str]:
        """Return the subjects of the framework by the key of their name and of their label."""
        if self.framework is None:
            return {}
        nodes = self.framework.nodes.values()
        labels = {code_key(subject_label(self.framework, node)): node.subject for node in nodes}
        return labels | {code_key(node.subject): node.subject for node in nodes}

    @cached_property
    def _indicators(self) -> dict[str, str]:
        """Return the codes of the indicators by the key of their name."""
        nodes = self.framework.of_kind(Kind.INDICATOR) if self.framework else ()
        return {code_of(node.name): node.code for node in nodes}

    def targets(self, lines: tuple[str, ...]) -> tuple[str, ...]:
        """Return the subjects a cell names, such as ``;o27;e1 public;``, ``i1-i6`` or ``ข้อ i3, ตัวชี้วัดที่ 4``, each once.

        A part that names no subject is kept as it is typed.
        """
        subjects = [subject for part in parts_of(lines) for subject in self._subjects_of(part)]
        return tuple(dict.fromkeys(subjects))

    def indicator(self, text: str) -> tuple[str, tuple[str, ...]]:
        """Return the code of an indicator written as code, title or both, and the questions in brackets after it.

        A text that names no indicator is returned as it is typed.
        """
        plain = fold_text(text)
        bracket = _BRACKET.search(plain)
        targets = self.targets((_only_codes(bracket[1]),)) if bracket else ()
        head = (plain[: bracket.start()] if bracket else plain).strip()
        match = _INDICATOR.match(head)
        if match:
            return str(int(match[1])), targets
        return self._indicators.get(code_of(head), text.partition("(")[0].strip() if bracket else text), targets

    def indicator_of(self, targets: tuple[str, ...], measure_id: str) -> str:
        """Return the indicator of all questions that a measure answers; empty if it cannot be found.

        If they have different indicators, take the one in the id of a standard measure.
        """
        if self.framework is None:
            return ""
        codes = {self._indicator_by_subject.get(target, "") for target in targets}
        standard = _STANDARD.fullmatch(measure_id)
        if len(codes) == 1 and "" not in codes:
            return codes.pop()
        return standard[1] if standard and standard[1] in self._indicators.values() else ""

    @cached_property
    def _indicator_by_subject(self) -> dict[str, str]:
        """Return the code of the indicator for each question and sub-indicator."""
        nodes = self.framework.of_kind(Kind.INDICATOR) if self.framework else ()
        return {below.subject: node.code for node in nodes for below in node.walk()}

    def _subjects_of(self, part: str) -> Iterator[str]:
        """Yield the subjects of one part: a subject, a range, or a list of codes; else the part itself."""
        key = code_key(part).removeprefix("ข้อ")
        if key in self._subjects:
            yield self._subjects[key]
            return
        text = fold_text(part)
        span = _RANGE.search(text)
        if span and 0 < int(span[3]) - int(span[2]) < _LONGEST_RANGE:
            yield from (f"{span[1]}{number}" for number in range(int(span[2]), int(span[3]) + 1))
            yield from self._subjects_of(text[: span.start()]) if _QUESTION.search(text[: span.start()]) else ()
            yield from self._subjects_of(text[span.end() :]) if _QUESTION.search(text[span.end() :]) else ()
            return
        words = [word.removeprefix("ข้อ") for word in text.split()]
        codes = [word for word in words if _QUESTION.fullmatch(word)]
        yield from (
            codes if codes and all(word in codes or word in ("", "และ", "ข้อคำถาม") for word in words) else (part,)
        )


def _only_codes(text: str) -> str:
    """Return the codes and ranges of codes in a bracket, joined by commas."""
    return ",".join(match[0] for match in re.finditer(rf"{_RANGE.pattern}|{_QUESTION.pattern}", text))

"""Join the halves of one agency's form into one submission; every answer keeps the place from which it comes.

Works on values only.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ita_xlsx.model.findings import Code, Finding, make_finding
from ita_xlsx.model.layout.grid import Place
from ita_xlsx.model.submission import Answer, Evidence, StepReport, Submission

_Item = TypeVar("_Item")
_MOST = 10
# Two people who fill in one form give their own names.
_PERSONAL = frozenset({"reporter", "position", "phone", "email", "reported_on"})


@dataclass(frozen=True)
class Conflict:
    """A field or answer that two files fill in differently: its subject, and each file with its cell and text."""

    subject: str
    entries: tuple[tuple[str, str, str], ...]

    @property
    def text(self) -> str:
        """Return the files with cell and text, as ``a.xlsx IIT!D14: 95.50``."""
        return "; ".join(f"{file} {cell}: {text}".replace("  ", " ") for file, cell, text in self.entries)


@dataclass(frozen=True)
class Joined:
    """A joined submission, the file of each of its answers by subject, and what the files fill in differently.

    ``conflicts`` are answers, ``differences`` are other fields, in which the first file is followed.
    """

    submission: Submission
    files: Mapping[str, str]
    conflicts: tuple[Conflict, ...]
    differences: tuple[Conflict, ...] = ()


def join_submissions(parts: Sequence[Submission]) -> Joined:
    """Return the content of several files of one agency as one; the first file is preferred where both are filled.

    An answer in which they differ is left as the first file has it, and is told as a conflict.
    """
    answers, files, conflicts = _joined_answers(parts)
    previous, _, _ = _joined_answers([replace(item, answers=item.previous) for item in parts])
    info = {key: text for item in reversed(parts) for key, text in item.info if text}
    places = {key: place for item in reversed(parts) for key, place in item.info_places}
    base = parts[0]
    joined = replace(
        base,
        info=tuple(info.items()),
        info_places=tuple((key, place) for key, place in places.items() if key in info),
        answers=answers,
        previous=previous,
        announced=_first_filled(parts, lambda item: item.announced),
        announced_second=_first_filled(parts, lambda item: item.announced_second),
        announced_previous=_first_filled(parts, lambda item: item.announced_previous),
        announced_words=_first_filled(parts, lambda item: item.announced_words),
        notes=tuple(dict.fromkeys(note for item in parts for note in item.notes)),
        evidence=_merged((item.evidence for item in parts), _evidence_key, _has_evidence),
        steps=_merged((item.steps for item in parts), _step_key, lambda step: step.is_reported),
        measures_lost=all(item.measures_lost for item in parts),
        statuses_lost=all(item.statuses_lost for item in parts),
    )
    return Joined(joined, files, conflicts, tuple(_differences(parts)))


def difference_findings(joined: Joined) -> tuple[Finding, ...]:
    """Return one finding (N157) about all fields, other than answers, in which the files differ; or none."""
    if not joined.differences:
        return ()
    text = "; ".join(f"{item.subject}: {item.text}" for item in joined.differences[:_MOST])
    more = " …" if len(joined.differences) > _MOST else ""
    count = str(len(joined.differences))
    return (make_finding(Code.JOINED_FIELDS_DIFFER, file=joined.submission.file, count=count, cells=text + more),)


def _differences(parts: Sequence[Submission]) -> Iterator[Conflict]:
    """Yield the fields of the agency, the evidence and the steps that two files fill in differently."""
    entries: dict[str, list[tuple[str, str, str]]] = {}
    for part in parts:
        places = dict(part.info_places)
        for key, text in part.info:
            if text and key not in _PERSONAL:
                entries.setdefault(key, []).append((part.file, _cell(places.get(key)), text))
        for item in part.evidence:
            if item.url.strip():
                entries.setdefault(item.code, []).append((part.file, _cell(item.place), item.url))
        for step in part.steps:
            if step.is_reported:
                text = " · ".join(text for text in (step.status, step.url, step.note) if text)
                entries.setdefault(step.step, []).append((part.file, _cell(step.status_place), text))
    for subject, several in entries.items():
        if len({text for _, _, text in several}) > 1:
            yield Conflict(subject, tuple(several))


def _cell(place: Place | None) -> str:
    return f"{place.sheet}!{place.a1}" if place else ""


def _joined_answers(parts: Sequence[Submission]) -> tuple[tuple[Answer, ...], dict[str, str], tuple[Conflict, ...]]:
    """Return each answer once, the file from which it comes, and the answers in which the files differ."""
    by_subject: dict[str, list[tuple[str, Answer]]] = {}
    for part in parts:
        for answer in part.answers:
            by_subject.setdefault(answer.subject, []).append((part.file, answer))
    answers, files, conflicts = [], {}, []
    for subject, several in by_subject.items():
        filled = [(file, answer) for file, answer in several if _is_filled(answer)]
        file, answer = (filled or several)[0]
        answers.append(answer)
        if filled:
            files[subject] = file
        if len({(item.value, item.declared, "" if item.value is not None else item.raw) for _, item in filled}) > 1:
            entries = tuple((file, _place(item), item.raw) for file, item in filled)
            conflicts.append(Conflict(subject, entries))
    return tuple(answers), files, tuple(conflicts)


def _is_filled(answer: Answer) -> bool:
    return answer.value is not None or bool(answer.declared) or bool(answer.raw.strip())


def _place(answer: Answer) -> str:
    return f"{answer.place.sheet}!{answer.place.a1}" if answer.place else ""


def _first_filled(
    parts: Sequence[Submission], figures: Callable[[Submission], tuple[Answer, ...]]
) -> tuple[Answer, ...]:
    """Return the announced figures of all files by subject; of several the first that is filled in."""
    return _merged(map(figures, parts), lambda item: item.subject, _is_filled)


def _merged(
    groups: Iterable[Sequence[_Item]], key: Callable[[_Item], Hashable], is_filled: Callable[[_Item], bool]
) -> tuple[_Item, ...]:
    """Return the items of all groups, of each key the first that is filled in, else the first."""
    items: dict[Hashable, _Item] = {}
    for group in groups:
        for item in group:
            before = items.get(key(item))
            if before is None or (not is_filled(before) and is_filled(item)):
                items[key(item)] = item
    return tuple(items.values())


def _evidence_key(item: Evidence) -> Hashable:
    return item.code


def _has_evidence(item: Evidence) -> bool:
    return bool(item.url.strip() or item.note.strip())


def _step_key(step: StepReport) -> Hashable:
    """Return the id of a step of the plan; a row that the agency added is known by its text."""
    return step.id if step.id and not step.id.startswith("own-") else ("own", step.step)

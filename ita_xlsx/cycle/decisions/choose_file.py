"""Choose which of the returned files of one agency counts: by a decision, else by what can be known for certain.

Takes summaries and decisions; returns the choice. Works on values only. The order of the files and their own times
change nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

from ita_xlsx.cycle.decisions.halves import find_halves
from ita_xlsx.model.decisions import Choice, FileDecision
from ita_xlsx.model.findings import Status
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.round_state import ChoiceBasis, ReturnSummary, bare_name
from ita_xlsx.model.text.spelling import text_key

# The time of a mail without one, and the day of a file whose receipt is not known: after all others.
_LAST_TIME, _LAST_DAY = time.max, date.max


@dataclass(frozen=True, kw_only=True)
class FileChoice:
    """The file of an agency that counts, or that is shown where none does, and what became of the others.

    ``decision`` is the row that decided. ``is_confirmed`` is True if the officer confirmed this very content.
    """

    summary: ReturnSummary
    basis: ChoiceBasis
    decision: FileDecision | None = None
    superseded: tuple[ReturnSummary, ...] = ()
    refused: tuple[ReturnSummary, ...] = ()
    halves: tuple[ReturnSummary, ...] = ()
    is_confirmed: bool = False


def choose_file(
    files: Sequence[ReturnSummary],
    decisions: Sequence[FileDecision],
    used: Sequence[ReturnSummary],
    framework: Framework,
) -> FileChoice:
    """Return the choice among the files of one agency; ``used`` are those named on the command line.

    Of two decisions the later one holds. Without a decision the file counts that mends the others, else the only
    accepted one, else the later one of two whose moments of receipt are known.
    """
    returned = tuple(item for item in sorted(files, key=_by_name) if not item.joined)
    contents = distinct_contents(returned)
    same = contents_by_digest(files)
    refused = _named_in(contents, returned, decisions, Choice.REFUSE)
    decided = _decided_file(files, returned, decisions, used)
    picked, decision = decided if decided is not None else (None, None)
    if picked is not None:
        refused = tuple(item for item in refused if same[item.digest] != same[picked.digest])
    superseded = _superseded((*contents, *((picked,) if picked else ())), refused, same)
    left = tuple(item for item in contents if item not in superseded and item not in refused)
    halves: tuple[ReturnSummary, ...] = ()
    if picked is not None:
        summary, basis = picked, ChoiceBasis.DECISION
    elif not left:
        summary, basis = _latest(refused), ChoiceBasis.DECISION
    else:
        summary, basis, halves = _without_decision(left, framework)
        if len({same[item.digest] for item in used}) > 1:
            basis = ChoiceBasis.OPEN
        elif basis is ChoiceBasis.ONLY_FILE and len(left) < len(contents):
            basis = ChoiceBasis.MENDS if superseded else ChoiceBasis.DECISION
    confirmed = _named_in((summary,), (*returned, summary), decisions, Choice.CONFIRM)
    is_used_alone = len(contents) == 1 and basis is ChoiceBasis.DECISION and summary not in refused
    return FileChoice(
        summary=summary,
        basis=basis,
        decision=decision,
        superseded=tuple(item for item in superseded if same[item.digest] != same[summary.digest]),
        refused=refused,
        halves=halves,
        is_confirmed=bool(confirmed) or is_used_alone,
    )


def distinct_contents(files: Sequence[ReturnSummary]) -> tuple[ReturnSummary, ...]:
    """Return one file of each content, in the order of their names: the one that came first, else the first by name.

    A form that was saved again says the same, though its bytes are others.
    """
    same = contents_by_digest(files)
    first: dict[str, ReturnSummary] = {}
    for item in sorted(files, key=_by_arrival):
        first.setdefault(same[item.digest], item)
    return tuple(sorted(first.values(), key=_by_name))


def contents_by_digest(files: Iterable[ReturnSummary]) -> Mapping[str, str]:
    """Return what each file says by its digest: equal for two that differ only in their bytes, name and arrival."""
    return {item.digest: item.content or item.digest for item in files}


def _by_name(item: ReturnSummary) -> tuple[str, str]:
    return item.file, item.digest


def _by_arrival(item: ReturnSummary) -> tuple[date, time, str, str]:
    received = item.received
    return received.day or _LAST_DAY, received.time or _LAST_TIME, *_by_name(item)


def _without_decision(
    left: Sequence[ReturnSummary], framework: Framework
) -> tuple[ReturnSummary, ChoiceBasis, tuple[ReturnSummary, ...]]:
    """Return the file that counts without a decision, the basis, and the halves that could be joined."""
    if len(left) == 1:
        return left[0], ChoiceBasis.ONLY_FILE, ()
    accepted = tuple(item for item in left if item.status is not Status.REJECTED)
    if len(accepted) == 1:
        return accepted[0], ChoiceBasis.ONLY_ACCEPTED, ()
    if halves := find_halves(left, framework):
        return _latest(halves), ChoiceBasis.OPEN, halves
    if not accepted:
        return _latest(left), ChoiceBasis.NONE_ACCEPTED, ()
    later = next((item for item in accepted if _is_last(item, accepted)), None)
    if later is not None:
        return later, ChoiceBasis.LATER, ()
    return _latest(accepted), ChoiceBasis.OPEN, ()


def _is_last(item: ReturnSummary, files: Iterable[ReturnSummary]) -> bool:
    """Return True if the moments of all files are known, and this one came after each of the others."""
    return all(other is item or item.received.is_later_than(other.received) for other in files)


def _latest(files: Sequence[ReturnSummary]) -> ReturnSummary:
    """Return the file to show where none counts: one that mends another, else the last known one, else the last name.

    It is no proposal.
    """
    digests = {item.digest for item in files}
    mended = {digest for item in files for digest in item.mends}
    ends = [item for item in files if item.digest not in mended and digests & set(item.mends)] or list(files)
    return next((item for item in ends if _is_last(item, ends)), ends[-1])


def _superseded(
    contents: Sequence[ReturnSummary], refused: Sequence[ReturnSummary], same: Mapping[str, str]
) -> tuple[ReturnSummary, ...]:
    """Return the files that another one mends which is accepted and was not refused."""
    mending = (item for item in contents if item.status is not Status.REJECTED and item not in refused)
    mended = {digest for item in mending for digest in item.mends if digest != item.digest}
    # The file that was mended may be there once more, saved again.
    mended_contents = {same[digest] for digest in mended if digest in same}
    return tuple(item for item in contents if same[item.digest] in mended_contents)


def _decided_file(
    files: Sequence[ReturnSummary],
    returned: Sequence[ReturnSummary],
    decisions: Sequence[FileDecision],
    used: Sequence[ReturnSummary],
) -> tuple[ReturnSummary, FileDecision | None] | None:
    """Return the file on which the officer decided last, with the row; None if none is decided or none is there."""
    if used:
        return (used[0], None) if len({item.digest for item in used}) == 1 else None
    for decision in reversed(decisions):
        if decision.choice is Choice.USE and decision.files:
            if (found := file_of_decision(returned, decision)) is not None:
                return found, decision
        elif decision.choice is Choice.JOIN and (joined := joined_file(files, decision)) is not None:
            return joined, decision
    return None


def joined_file(contents: Iterable[ReturnSummary], decision: FileDecision) -> ReturnSummary | None:
    """Return the form that was joined from the files of a decision; None if it was not made."""
    files = tuple(contents)
    parts = files_of_decision([item for item in files if not item.joined], decision)
    digests = {item.digest for item in parts}
    made = (item for item in files if item.joined and set(item.mends) == digests)
    return next(made, None) if len(digests) > 1 else None


def _named_in(
    contents: Sequence[ReturnSummary],
    files: Sequence[ReturnSummary],
    decisions: Sequence[FileDecision],
    choice: Choice,
) -> tuple[ReturnSummary, ...]:
    """Return the contents that a decision of one kind names, unless a later row about the same one says otherwise.

    The row may name any of the ``files`` with that content.
    """
    same = contents_by_digest(files)
    last: dict[str, Choice] = {}
    for decision in decisions:
        if decision.choice in (Choice.USE, Choice.REFUSE, Choice.CONFIRM):
            for item in files_of_decision(files, decision):
                # To use a file neither confirms it nor takes a confirmation back.
                if not (decision.choice is Choice.USE and last.get(same[item.digest]) is Choice.CONFIRM):
                    last[same[item.digest]] = decision.choice
    return tuple(item for item in contents if last.get(same[item.digest]) is choice)


def file_of_decision(contents: Sequence[ReturnSummary], decision: FileDecision) -> ReturnSummary | None:
    """Return the file that a decision about one file means; None if it is not there, or several contents are meant."""
    found = files_of_decision(contents, decision)
    return found[0] if len({item.digest for item in found}) == 1 else None


def files_of_decision(contents: Sequence[ReturnSummary], decision: FileDecision) -> tuple[ReturnSummary, ...]:
    """Return the files that a decision means, by name, and by digest where the row has digests.

    A file of that name with another content is not meant; nothing is meant where name and digest lead to two files.
    """
    found = (file_meant(contents, (name,)) for name in decision.files)
    by_name = {item.digest: item for item in found if item is not None}
    if not decision.digests:
        return tuple(by_name.values())
    by_digest = {item.digest: item for item in contents if item.digest.startswith(decision.digests)}
    agree = not by_name.keys() - by_digest.keys() or not by_digest
    return tuple(by_digest.values()) if agree else ()


def missing_files(contents: Sequence[ReturnSummary], decision: FileDecision) -> tuple[str, ...]:
    """Return the names in a decision if not all of its files are there as it means them."""
    count = len(files_of_decision(contents, decision))
    return decision.files if count < max(len(decision.files), len(decision.digests)) else ()


def file_meant(summaries: Sequence[ReturnSummary], file_names: Iterable[str]) -> ReturnSummary | None:
    """Return the first file that one of the names means by its path or its name; None if it means several contents."""
    for file_name in file_names:
        matching = named_files(summaries, file_name)
        if matching and len({item.digest for item in matching}) == 1:
            return matching[0]
    return None


def named_files(summaries: Sequence[ReturnSummary], file_name: str) -> tuple[ReturnSummary, ...]:
    """Return the files of this path, else of this name, else of the same letters; a path may have either slash."""
    path, meant = Path(file_name.replace("\\", "/")), bare_name(file_name)
    paths = [item for item in summaries if Path(item.file) in (Path(file_name), path)]
    matching = paths or [item for item in summaries if bare_name(item.file) == meant]
    return tuple(matching or [item for item in summaries if is_named(item.file, file_name)])


def is_named(file: str, file_name: str) -> bool:
    """Return True if a file has this name, apart from its folder and from spellings that look the same."""
    return text_key(bare_name(file)) == text_key(bare_name(file_name))

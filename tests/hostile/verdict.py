"""Judge what came of a bad file: refused for a fair reason, read right, or wrong without a word."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from openpyxl import load_workbook

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.receive import Returned, receive_all
from ita_xlsx.intake.forms.numbers import parse_score
from ita_xlsx.intake.sources import Source
from ita_xlsx.model.findings import Status, message_and_fix
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.submission import values_of

REFUSED, RIGHT, OTHERWISE, WRONG = "refused", "read right", "typed otherwise", "silently wrong"
NOWHERE = RunContext(round=RoundSettings(), framework=None, roster=None)
# Words of a programming language that no clerk should meet.
_PYTHON = re.compile(
    r"Traceback|Exception|Error\b|NoneType|\bNone\b|zipfile|zlib|expat|calamine|openpyxl|defusedxml|pebble|"
    r"<class|object at 0x|\bstr\b|\bbytes\b|\bdict\b|codec"
)


@dataclass(frozen=True)
class Verdict:
    """One file's outcome, and the codes of the errors it was refused with."""

    name: str
    outcome: str
    codes: frozenset[str]
    plain: bool
    returned: Returned


def receive_data(folder: Path, files: Iterable[tuple[str, bytes]]) -> Iterator[Returned]:
    """Write files under numbered names, and read each as a returned workbook, in the children."""
    folder.mkdir(parents=True, exist_ok=True)
    sources = []
    for number, (_, data) in enumerate(files):
        path = folder / f"{number:05d}.xlsx"
        path.write_bytes(data)
        sources.append(Source(str(path), path))
    return receive_all(sources, NOWHERE)


def judge(name: str, returned: Returned, truth: Mapping[str, Fraction]) -> Verdict:
    """Hold what was read against what the file was made from."""
    errors = frozenset(item.code for item in returned.findings if item.severity.value == "error")
    if returned.status is Status.REJECTED:
        return Verdict(name, REFUSED, errors, _is_plain(returned), returned)
    assert returned.submission is not None
    if values_of(returned.submission.answers) == truth:
        return Verdict(name, RIGHT, errors, True, returned)
    return Verdict(name, OTHERWISE if _stands_so(returned, truth) else WRONG, errors, True, returned)


def truth_of(returned: Returned) -> Mapping[str, Fraction]:
    """The scores of a good form."""
    assert returned.submission is not None
    return values_of(returned.submission.answers)


def _stands_so(returned: Returned, truth: Mapping[str, Fraction]) -> bool:
    """Whether another reader, too, finds in each differing cell what we read there."""
    assert returned.submission is not None
    assert returned.source is not None
    try:
        book = load_workbook(io.BytesIO(returned.source.read()), data_only=True)
    except Exception:
        return False
    read = values_of(returned.submission.answers)
    for answer in returned.submission.answers:
        if read.get(answer.subject) == truth.get(answer.subject):
            continue
        if answer.place is None:
            return False
        value = book[answer.place.sheet][answer.place.a1].value
        if parse_score("" if value is None else value)[0] != answer.value:
            return False
    return set(truth) <= {answer.subject for answer in returned.submission.answers}


def _is_plain(returned: Returned) -> bool:
    told = [finding for finding in returned.findings if finding.severity.value == "error"]
    said = [message_and_fix(finding, lang) for finding in told for lang in ("th", "en")]
    whole = all(finding.file for finding in told) and all(message and fix for message, fix in said)
    return bool(told) and whole and not any(_PYTHON.search(text) for pair in said for text in pair)

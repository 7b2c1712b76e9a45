"""Make a round of 290 agencies of four kinds in two districts, of which 264 can be analysed.

Forms of one pattern of scores are written once, and the agency is put into the finished file, so that it takes seconds.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from ita_xlsx.catalogue import load_examples, load_framework
from ita_xlsx.cycle.demo.simulate import simulate_returns
from ita_xlsx.cycle.templates import make_form, template_name
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.submission import Answer, Submission
from ita_xlsx.model.text.words import NOTHING_TO_REPORT
from ita_xlsx.output.agency.copies import Master, marked_agency, read_master
from tests.conftest import EDITION

SIZE, COUNTED, PATTERNS = 290, 264, 66
PROVINCE = "ตราด"
KINDS = ("ส่วนราชการ", "เทศบาลตำบล", "องค์การบริหารส่วนตำบล", "สถานศึกษา")
DISTRICTS = ("เมืองตราด", "เขาสมิง")
SETTINGS = f'framework = 2568\nprovince = "{PROVINCE}"\nroster = "roster.csv"\ndeadline = "2568-09-30"\n'
# Every eleventh agency cannot be analysed; these are the reasons in turn.
MISSING, REJECTED, BROKEN, UNDECIDED, INCOMPLETE, NOTHING, HELD_BACK = (
    "missing", "rejected", "broken", "undecided", "incomplete", "nothing", "held back",
)  # fmt: skip
_REASONS = (MISSING,) * 10 + (REJECTED,) * 4 + (BROKEN,) * 2 + (UNDECIDED,) * 3
LEFT_OUT = {
    f"L{11 * number:03}": reason
    for number, reason in enumerate((*_REASONS, *(INCOMPLETE,) * 3, *(NOTHING,) * 2, *(HELD_BACK,) * 2), 1)
}


@dataclass(frozen=True)
class LargeRound:
    """The folder of the round, and its agencies in the order of the roster."""

    folder: Path
    agencies: tuple[Agency, ...]

    @property
    def counted(self) -> tuple[Agency, ...]:
        """The agencies whose form counts."""
        return tuple(item for item in self.agencies if item.code not in LEFT_OUT)


def large_agencies(size: int = SIZE) -> tuple[Agency, ...]:
    """The agencies; one kind is spelled in two ways, and each has a mail address."""
    agencies = []
    for number in range(1, size + 1):
        kind = KINDS[number % len(KINDS)]
        agencies.append(
            Agency(
                f"L{number:03}",
                f"{kind}แห่งที่ {number}",
                PROVINCE,
                kind=f"{kind[:5]} {kind[5:]}" if number % 29 == 0 else kind,
                district=DISTRICTS[number * 3 // size % 2],
                email=f"l{number:03}@example.go.th",
            )
        )
    return tuple(agencies)


def make_large_round(folder: Path, size: int = SIZE) -> LargeRound:
    """Write ``round.toml``, ``roster.csv`` and ``inbox/``; a smaller ``size`` takes the first agencies."""
    agencies, framework = large_agencies(size), load_framework(2568)
    inbox = folder / "inbox"
    inbox.mkdir(parents=True)
    (folder / "round.toml").write_text(SETTINGS, encoding="utf-8")
    write_roster(folder / "roster.csv", agencies)
    masters = _Masters(framework, agencies)
    for number, agency in enumerate(agencies):
        for name, data in _files(framework, masters, number, agency):
            (inbox / name).write_bytes(data)
    return LargeRound(folder, agencies)


def write_roster(path: Path, agencies: tuple[Agency, ...]) -> None:
    """Write the roster with the columns of kinds and districts."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["รหัส", "ชื่อหน่วยงาน", "จังหวัด", "ประเภท", "อำเภอ", "อีเมล"])
        writer.writerows(
            [item.code, item.name, item.province, item.kind, item.district, item.email] for item in agencies
        )


class _Masters:
    """Finished forms by the number of their pattern of scores, made when they are first asked for."""

    def __init__(self, framework: Framework, agencies: tuple[Agency, ...]) -> None:
        """Draw the patterns, of which no two are the same."""
        real = max(load_examples(), key=lambda item: item.year)
        self.framework = framework
        patterns = tuple(replace(item, website="") for item in agencies[:PATTERNS])
        self._submissions = [item.submission for item in simulate_returns(framework, real.submission, patterns)]
        self._made: dict[int, Master] = {}

    def submission(self, pattern: int, agency: Agency) -> Submission:
        """The answers of a pattern as those of an agency, without links."""
        return replace(self._submissions[pattern % len(self._submissions)], agency=agency, evidence=())

    def form_of(self, pattern: int, agency: Agency) -> bytes:
        """The form of an agency with the scores of a pattern."""
        plain = replace(agency, kind="", district="", email="")
        if pattern not in self._made:
            submission = self.submission(pattern, marked_agency(plain))
            self._made[pattern] = read_master(_written(self.framework, submission))
        return self._made[pattern].form_of(plain)


def _files(framework: Framework, masters: _Masters, number: int, agency: Agency) -> Iterator[tuple[str, bytes]]:
    """The files that an agency sends, each with its name."""
    name, pattern = template_name(framework, agency), number * 7 % PATTERNS
    reason = LEFT_OUT.get(agency.code, "")
    if reason in ("", BROKEN, UNDECIDED):
        data = masters.form_of(pattern, agency)
        yield name, data[: len(data) // 2] if reason == BROKEN else data
    if reason == UNDECIDED:
        yield f"ฉบับอื่น {name}", masters.form_of((pattern + 1) % PATTERNS, agency)
    if reason in (REJECTED, INCOMPLETE, NOTHING, HELD_BACK):
        yield name, _written(framework, _spoiled(reason, masters.submission(pattern, agency)))


def _spoiled(reason: str, submission: Submission) -> Submission:
    if reason == NOTHING:
        return Submission(agency=submission.agency, info=(("reporting", NOTHING_TO_REPORT),))
    answers = submission.answers
    if reason == REJECTED:
        return replace(submission, answers=(answers[0]._replace(value=Fraction(500)), *answers[1:]))
    if reason == INCOMPLETE:
        return replace(submission, answers=(answers[0]._replace(value=None), *answers[1:]))
    return replace(submission, answers=tuple(map(_a_hundredth, answers)))


def _a_hundredth(answer: Answer) -> Answer:
    """The score as a share of one, as somebody may type it."""
    return answer if answer.value is None else answer._replace(value=Fraction(round(answer.value), 100))


def _written(framework: Framework, submission: Submission) -> bytes:
    settings = RoundSettings(framework=str(framework.year), province=submission.agency.province)
    return make_form(framework, settings, submission, EDITION)

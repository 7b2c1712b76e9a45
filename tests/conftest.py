"""Make what all tests share: frameworks, published examples, and workbooks made from them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

# python-docx, which only tests use, brings lxml, and openpyxl would write with it what users write without.
os.environ["OPENPYXL_LXML"] = "False"

import pytest
from hypothesis import HealthCheck, settings

from ita_xlsx.catalogue import load_examples, load_framework
from ita_xlsx.cycle.templates import make_form
from ita_xlsx.intake.isolation import worker
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.example import Example
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.round_settings import RoundSettings
from ita_xlsx.model.submission import Answer, Submission

pytest_plugins = ["pytester", "tests.libreoffice.plugin", "tests.support.traces", "tests.support.markers"]

# How long an example takes says how busy the machine is, and nothing of the program.
settings.register_profile("any speed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any speed")

ISSUED = date(2026, 11, 20)
EDITION = Edition(issued=ISSUED)
AGENCY = Agency("P07", "สำนักงานทดสอบจังหวัดสมมุติ", "สมมุติ", "https://test.example.go.th")


@pytest.fixture(params=[2562, 2568])
def framework(request: pytest.FixtureRequest) -> Framework:
    return load_framework(request.param)


@pytest.fixture(params=["samut-prakan-2568", "pathum-thani-2562"])
def example(request: pytest.FixtureRequest) -> Example:
    return published(request.param)


def published(slug: str) -> Example:
    """One of the reports that ship with the program."""
    return next(item for item in load_examples() if item.slug == slug)


def submission_of(framework: Framework, scores: dict[str, str]) -> Submission:
    """A submission of these scores by subject; words are declarations."""
    answers = []
    for leaf in framework.answers:
        text = scores.get(leaf.subject, "")
        number = Fraction(text) if text and text[0].isdigit() else None
        answers.append(Answer(leaf.subject, number, "" if number is not None else text))
    return Submission(agency=AGENCY, answers=tuple(answers))


def full_scores(framework: Framework, start: int = 0) -> dict[str, str]:
    """A score for every answer, all different: 61.07, 61.14 …"""
    return {leaf.subject: f"{61 + (start + 7 * n) / 100 % 39:.2f}" for n, leaf in enumerate(framework.answers, 1)}


def write_form(path: Path, framework: Framework, submission: Submission | None = None) -> Path:
    """A template on disk, filled in by our own writer where a submission is given."""
    path.write_bytes(make_form(framework, RoundSettings(), submission or Submission(agency=AGENCY), EDITION))
    return path


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test leaves anything in the cache of whoever runs it."""
    monkeypatch.setenv("ITA_CACHE", str(tmp_path / "cache"))


@pytest.fixture(scope="session", autouse=True)
def _patient_reader() -> Iterator[None]:
    """A file that is read slowly because the machine is busy is not given up; test_child_budget checks the budget."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(worker, "SECONDS", 300.0)
        yield

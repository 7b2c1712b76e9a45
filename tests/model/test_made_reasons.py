"""Check that no advice puts words into the mouth of the officer: the reason of a decision is left to fill in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ita_xlsx.model.findings.catalogue import CATALOGUE
from ita_xlsx.model.findings.message import Message
from tests.support.program import run

_REASON = re.compile(r"--why (\"[^\"]*\"|\S+)")
WITH_REASON = [item for item in CATALOGUE.values() if "--why" in item.fix_th + item.fix_en]


@pytest.mark.parametrize("message", WITH_REASON, ids=lambda item: item.code)
def test_the_reason_is_left_to_fill_in(message: Message) -> None:
    for text in (message.fix_th, message.fix_en):
        assert set(_REASON.findall(text)) <= {'""'}


def test_there_is_such_advice() -> None:
    assert {"N101", "N114", "N115", "N144", "N150", "N158"} <= {str(item.code) for item in WITH_REASON}


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_decision_without_a_reason_is_refused(
    reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("status", tmp_path, "--framework", "2568", "--use", "a.xlsx", "--why", reason) == 2
    assert "your reason" in capsys.readouterr().err

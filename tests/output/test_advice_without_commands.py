"""Advice in a workbook names no command: who reads it has no terminal."""

from __future__ import annotations

import pytest

from ita_xlsx.model.findings import CATALOGUE, Code, Topic
from ita_xlsx.output.texts import without_command

# The topics of what stands in the workbooks of a round.
_SHOWN = (Topic.ROUND_RETURN, Topic.ROUND_DECISION)


@pytest.mark.parametrize("code", [code for code, message in CATALOGUE.items() if message.topic in _SHOWN])
def test_an_advice_is_whole_without_its_command(code: Code) -> None:
    fix = CATALOGUE[code].fix_th
    left = without_command(fix)
    assert "ita " not in left
    assert bool(left) == bool(fix)
    assert not left.endswith(("หรือ", ":", "ด้วย"))

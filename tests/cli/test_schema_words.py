"""Check that the schema of JSON output allows every word that the values of the model can have."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import pytest

from ita_xlsx.model.again.run_record import Outcome
from ita_xlsx.model.findings import Severity, Status
from ita_xlsx.model.received import ReceivedFrom
from ita_xlsx.model.results import Basis
from ita_xlsx.model.round_state import State
from tests.support.program import SCHEMA


def words_of(part: Any) -> Iterator[set[str]]:
    """Yield each list of allowed words in the schema."""
    if isinstance(part, dict):
        if "enum" in part:
            yield {word for word in part["enum"] if word is not None}
        part = list(part.values())
    for item in part if isinstance(part, list) else ():
        yield from words_of(item)


@pytest.mark.parametrize(
    ("kind", "without"),
    [(State, ()), (Status, ()), (Severity, ()), (Basis, ()), (Outcome, ()), (ReceivedFrom, (ReceivedFrom.UNKNOWN,))],
)
def test_every_word_is_allowed(kind: type[StrEnum], without: tuple[str, ...]) -> None:
    words = {item.value for item in kind} - set(without)
    assert words in list(words_of(SCHEMA))

"""Check that a pattern which is compiled late is what it would be at once."""

from __future__ import annotations

import re

import pytest

from ita_xlsx.model.text.late_patterns import late_pattern


def test_a_late_pattern_is_used_as_a_pattern() -> None:
    late, pattern = late_pattern("(?P<name>a+)", re.IGNORECASE), re.compile("(?P<name>a+)", re.IGNORECASE)
    for _ in range(2):
        assert late.sub("-", "bAab") == pattern.sub("-", "bAab")
        assert [item["name"] for item in late.finditer("aba")] == ["a", "a"]
    assert (late.pattern, late.flags) == (pattern.pattern, pattern.flags)


def test_a_fault_of_a_late_pattern_shows_at_its_first_use() -> None:
    late = late_pattern("(")
    with pytest.raises(re.error):
        late.match("")

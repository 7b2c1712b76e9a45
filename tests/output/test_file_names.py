"""Check that the name of a file is safe on every system."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.output.names import safe_name


@given(st.text(max_size=120))
def test_a_file_name_is_safe_on_every_system(text: str) -> None:
    name = safe_name(text)
    assert name
    assert not set(name) & set('<>:"/\\|?*\0\n')
    assert name[-1] not in ". "
    assert len(name.encode()) <= 225


@pytest.mark.parametrize("text", ["CON", "nul", "COM1.x", "LPT9", "..", ""])
def test_reserved_names_are_avoided(text: str) -> None:
    assert safe_name(text).startswith("_")

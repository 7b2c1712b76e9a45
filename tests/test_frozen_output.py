"""Compare every part of every output with the stored hashes, so that a change of names changes nothing else."""

from __future__ import annotations

import pytest

from tests.frozen.outputs import differences, hash_outputs, read_hashes, used_libraries


def test_no_part_of_any_output_has_changed() -> None:
    """Run ``python -m tests.frozen.outputs --write`` where a change is wanted, and say why in the commit."""
    libraries, stored = read_hashes()
    if libraries != used_libraries():
        pytest.skip(f"the stored hashes were made with {libraries}")
    assert not differences(stored, hash_outputs())

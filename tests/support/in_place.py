"""Read outside files in the process of the tests, so that coverage counts what is executed.

Use it by pytest -p tests.support.in_place. A child process is ended by its parent, and what was measured in it is
often lost.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ita_xlsx.intake.isolation import worker


@pytest.fixture(scope="session", autouse=True)
def _no_children() -> Iterator[None]:
    """Have every task run at once, as it does inside a child."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(worker._POOL, "is_in_child", True)
        yield

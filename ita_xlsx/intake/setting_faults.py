"""Make the error for a setting that cannot be used.

Takes the setting and a hint; returns an InputError. Works on values only.
"""

from __future__ import annotations

from pathlib import Path

from ita_xlsx.errors import InputError
from ita_xlsx.model.findings.codes import Code

DATE_HINT = ("เขียนเช่น 30/9/2569 หรือ 2026-09-30", "write it as 30/9/2569 or 2026-09-30")


def refused(path: Path, key: str, value: object, hint: tuple[str, str]) -> InputError:
    """Return the error (R607) for a setting that cannot be used; ``hint`` is (Thai, English)."""
    return InputError(Code.SETTING_INVALID, name=str(path), key=key, value=str(value), hint_th=hint[0], hint_en=hint[1])

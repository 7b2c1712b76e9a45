"""Call the program as a person does, in this process."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import jsonschema
import pytest

from ita_xlsx.cli import main

SCHEMA = json.loads((files("ita_xlsx.cli") / "schema.json").read_text(encoding="utf-8"))


def run(*arguments: object) -> int:
    """Call the program in this process and give its exit code."""
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    code = left.value.code
    assert isinstance(code, int)
    return code


def printed(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, dict[str, Any]]:
    """The exit code and the one JSON object, held against the schema."""
    capsys.readouterr()
    code = run(*arguments)
    told = json.loads(capsys.readouterr().out)
    jsonschema.validate(told, SCHEMA)
    return code, told

"""Run the calls of the page."""

from __future__ import annotations
import json


def run(name: str, values: str) -> str:
    return json.dumps({"html": name})

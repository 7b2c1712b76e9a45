"""Run the calls of the page: the only door between its script and Python.

Takes the name of a call and its values as JSON; returns an answer as JSON. A fault never becomes a traceback.
"""

from __future__ import annotations

import json
import os
import traceback
from collections.abc import Mapping
from pathlib import Path

from ita_xlsx.errors import ItaError
from ita_xlsx.page import agency_door, first_screen
from ita_xlsx.page.fault_view import fault_lines
from ita_xlsx.page.in_place import in_place
from ita_xlsx.page.render import render
from ita_xlsx.page.request import Answer, Call, Request
from ita_xlsx.page.round_calls import find_call

ROOT = "/work"
# Each screen names its own calls; a clerk waits for these.
_FIRST: Mapping[str, Call] = {**first_screen.CALLS, **agency_door.CALLS}


def run(name: str, values: str, root: str = ROOT) -> str:
    """Return the answer to a call as JSON: ``html``, ``title``, ``files`` that were made, and the one to ``save``.

    ``root`` is the folder of all files of the page; every path is relative to it.
    Raise MemoryError: the worker is then of no use any more, and the page starts another one.
    """
    given = json.loads(values)
    request = Request(given, frozenset(given.pop("refused", ())))
    os.makedirs(root, exist_ok=True)
    os.chdir(root)
    for path, moment in given.get("dates", {}).items():
        os.utime(path, (moment, moment))
    before = _state()
    with in_place(request.refused, request.lang):
        answer = _answer(_FIRST.get(name) or find_call(name), request)
    made = [str(path) for path, state in _state().items() if before.get(path) != state]
    return json.dumps(
        {"html": answer.html, "title": answer.title, "files": made, "save": str(answer.save) if answer.save else None}
    )


def _answer(call: Call, request: Request) -> Answer:
    """Return the answer of a call, or a screen that says what went wrong."""
    try:
        return call(request)
    except ItaError as error:
        faults, folder = fault_lines(error, request.lang), request.text("folder")
        return Answer(render("error.html", request.lang, faults=faults, report="", folder=folder))
    except MemoryError:
        raise
    except Exception:  # a fault of this program: the person gets words, and a text to send
        return Answer(render("error.html", request.lang, faults=[], report=traceback.format_exc(limit=-8), folder=""))


def _state() -> dict[Path, tuple[int, int]]:
    """Return the moment and size of every file of the page."""
    paths = (path for path in Path().rglob("*") if path.is_file())
    return {path: (stat.st_mtime_ns, stat.st_size) for path in paths if (stat := path.stat())}

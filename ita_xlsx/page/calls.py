"""Run the calls of the page: the only door between its script and Python.

Takes the name of a call and its values as JSON; returns an answer as JSON. A fault never becomes a traceback.
"""

from __future__ import annotations

import json
import os
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path

from ita_xlsx.errors import ItaError
from ita_xlsx.model.findings import message_and_fix
from ita_xlsx.page import agency_door, first_screen
from ita_xlsx.page.in_place import in_place
from ita_xlsx.page.render import render
from ita_xlsx.page.request import ROOT, Answer, Request

Call = Callable[[Request], Answer]

CALLS: Mapping[str, Call] = {
    "first": first_screen.show,
    "agency_check": agency_door.check,
    "agency_copy": agency_door.save_copy,
    "agency_analysis": agency_door.save_analysis,
}


def run(name: str, values: str) -> str:
    """Return the answer to a call as JSON: ``html``, ``title``, ``files`` that were made, and the one to ``save``.

    Raise MemoryError: the worker is then of no use any more, and the page starts another one.
    """
    given = json.loads(values)
    request = Request(given, frozenset(given.pop("refused", ())))
    ROOT.mkdir(exist_ok=True)
    os.chdir(ROOT)
    before = _state()
    with in_place(request.refused, request.lang):
        answer = _answer(CALLS[name], request)
    made = [str(path) for path, state in _state().items() if before.get(path) != state]
    return json.dumps(
        {"html": answer.html, "title": answer.title, "files": made, "save": str(answer.save) if answer.save else None}
    )


def _answer(call: Call, request: Request) -> Answer:
    """Return the answer of a call, or a screen that says what went wrong."""
    try:
        return call(request)
    except ItaError as error:
        texts = [(finding, *message_and_fix(finding, request.lang)) for finding in error.findings]
        return Answer(render("error.html", request.lang, faults=texts, report=""))
    except MemoryError:
        raise
    except Exception:  # a fault of this program: the person gets words, and a text to send
        return Answer(render("error.html", request.lang, faults=[], report=traceback.format_exc(limit=-8)))


def _state() -> dict[Path, tuple[int, int]]:
    """Return the moment and size of every file below the root."""
    return {
        path: (stat.st_mtime_ns, stat.st_size) for path in ROOT.rglob("*") if (stat := path.stat()) and path.is_file()
    }

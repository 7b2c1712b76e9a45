"""Check that every call of a screen is found in its module, and that a screen loads no screen that nobody opened."""

from __future__ import annotations

import pkgutil
import subprocess
import sys
from importlib import import_module

import pytest

import ita_xlsx.page
from ita_xlsx.page import agency_door, first_screen
from ita_xlsx.page.round_calls import MODULE_OF, find_call


def test_the_table_has_every_call_of_every_module() -> None:
    """The page's build needs tools that are not always there; its module has no calls."""
    prefix = f"{ita_xlsx.page.__name__}."
    names = [item.name for item in pkgutil.walk_packages(ita_xlsx.page.__path__, prefix)]
    found = {
        call: name.removeprefix(prefix)
        for name in names
        if not name.endswith((".build", ".pack"))
        for call in getattr(import_module(name), "CALLS", {})
    }
    at_the_door = {*first_screen.CALLS, *agency_door.CALLS}
    assert {call: module for call, module in found.items() if call not in at_the_door} == dict(MODULE_OF)


@pytest.mark.parametrize("name", list(MODULE_OF))
def test_a_call_is_that_of_its_module(name: str) -> None:
    assert find_call(name) is import_module(f"ita_xlsx.page.{MODULE_OF[name]}").CALLS[name]


def test_a_name_that_is_no_call() -> None:
    with pytest.raises(KeyError):
        find_call("nothing")


def test_a_round_is_opened_without_the_screens_that_nobody_opened() -> None:
    late = ("round_documents", "print_pages", "round_links", "giving_back.tables", "setup.next_year")
    code = (
        "import sys, ita_xlsx.page.calls\nfrom ita_xlsx.page.round_calls import find_call\nfind_call('round')\n"
        f"print([name for name in {late} if f'ita_xlsx.page.{{name}}' in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"

"""Run the steps of an assessment round, one verb a file: the only room that knows the order of the work."""

from __future__ import annotations

from contextlib import suppress


def start_children() -> None:
    """Start the server of child processes now, so that it imports while the parent imports.

    Only what reads many files gains from it. It imports nothing else of the package.
    """
    from ita_xlsx.intake.isolation.fork_server import start_server

    # If the system has no room for it now, the first task that needs a child says so.
    with suppress(OSError):
        start_server()

"""How far a long reading has come: a line on a terminal, nothing anywhere else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ita_xlsx.cli.texts import screen_text

# A province is read before anybody wonders.
_LEAST = 50


@contextmanager
def reading_progress(
    lang: str, *, quiet: bool, what: str = "reading", least: int = _LEAST
) -> Iterator[Callable[[int, int], None] | None]:
    """A function that is told (done, in all), and shows rate and time left on standard error.

    ``what`` is the word for the work; fewer than ``least`` are not worth a line.
    """
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn(screen_text(lang, what)), BarColumn(), MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("", total=None, rate="", visible=False)

        def told(done: int, total: int) -> None:
            speed = shown.tasks[0].speed
            rate = screen_text(lang, "rate", rate=f"{speed:.0f}") if speed and what == "reading" else ""
            shown.update(task, completed=done, total=total, visible=total >= least, rate=rate)

        yield told

"""Show a progress bar on standard error while many files are read; nothing where that is no terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ita_xlsx.cli.texts import screen_text

# A province is read so fast that a bar would only flicker.
_LEAST = 50


@contextmanager
def reading_progress(
    lang: str, *, quiet: bool, what: str = "reading", least: int = _LEAST
) -> Iterator[Callable[[int, int], None] | None]:
    """Yield a callback that takes (done, total) and draws a bar with rate and time left; None where none is drawn.

    ``what`` is the key of the word for the work. A total below ``least`` draws nothing.
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
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, rate="", visible=False)

        def on_progress(done: int, total: int) -> None:
            speed = bar.tasks[0].speed
            rate = screen_text(lang, "rate", rate=f"{speed:.0f}") if speed and what == "reading" else ""
            bar.update(task, completed=done, total=total, visible=total >= least, rate=rate)

        yield on_progress

"""Hold what a run of ``ita refresh`` is asked for.

Works on values only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ita_xlsx.cycle.context import RunContext
from ita_xlsx.cycle.load_round import LoadedRound
from ita_xlsx.model.again.persons import KnownPersons
from ita_xlsx.model.edition import Edition
from ita_xlsx.model.framework import Framework
from ita_xlsx.model.progress import OnProgress

# The folder of all outputs, in the folder of the round.
OUTPUTS = "out"


@dataclass(frozen=True, kw_only=True)
class RefreshRequest:
    """A loaded round whose outputs are made again, in its folder ``folder``.

    ``letters`` asks for the letters too. ``replace_edited`` sets an edited output aside under another name, and puts
    the new one in its place. ``as_of`` is the day that periods and the calendar are held against. ``previous`` are
    earlier workbooks or databases beside those that the round itself names. ``persons`` are taken out of the outputs;
    None leaves them in, unless they were taken out before.
    """

    loaded: LoadedRound
    context: RunContext
    framework: Framework
    folder: Path
    edition: Edition
    as_of: date
    letters: bool = False
    replace_edited: bool = False
    previous: tuple[str, ...] = ()
    progress: OnProgress | None = None
    persons: KnownPersons | None = None

    def tell(self, done: int, count: int) -> None:
        """Tell how many of the files of a kind of output are done."""
        if self.progress is not None:
            self.progress(done, count)

    @property
    def outputs(self) -> Path:
        """Return the folder of the outputs."""
        return self.folder / OUTPUTS

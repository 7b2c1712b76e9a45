"""What stops a run: each error carries a code of the message catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ita_xlsx.model.findings import Finding, render


class ItaError(Exception):
    """A run cannot go on; ``code`` names the message, ``findings`` the details where there are some."""

    def __init__(self, code: str, *, findings: tuple[Finding, ...] = (), **params: str) -> None:
        self.code = code
        self.params = params
        self.findings = findings
        super().__init__(self.message("en"))

    def __reduce__(self) -> tuple[object, ...]:
        """An error of a child is raised in its parent as it was."""
        return _again, (type(self), self.code, self.findings, self.params)

    def message(self, lang: str) -> str:
        """What is wrong and what to do, as one line of two sentences."""
        said, fix = render(self.code, lang, self.params)
        return f"{said} — {fix}"


def _again(kind: type[ItaError], code: str, findings: tuple[Finding, ...], params: dict[str, str]) -> ItaError:
    return kind(code, findings=findings, **params)


class DefinitionError(ItaError):
    """A framework cannot be used; ``findings`` holds every fault of it."""


class UnreadableWorkbook(ItaError):
    """Nothing at all can be read from a file."""


class InputError(ItaError):
    """A roster or settings file cannot be used; ``findings`` holds every fault of it."""


class OutputError(ItaError):
    """An output cannot be written."""


@contextmanager
def opening(path: Path) -> Iterator[None]:
    """InputError with the reason where a file of the officer's own, settings or roster, cannot be opened."""
    try:
        yield
    except FileNotFoundError as error:
        raise InputError("F101", name=str(path)) from error
    except IsADirectoryError as error:
        raise InputError("F109", name=str(path)) from error
    except OSError as error:
        raise InputError("F110", name=str(path)) from error

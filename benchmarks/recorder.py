"""Record what is asked of xlsxwriter, to ask the bare library for the same workbook again."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import xlsxwriter

from ita_xlsx.output.cells import library_cells, library_fixes

_Workbook = xlsxwriter.Workbook
_Call = tuple[int, str, tuple[Any, ...], dict[str, Any], int]


class _Recorded:
    """Stands for a workbook, sheet, format or chart: does what it is asked, and notes it."""

    def __init__(self, real: Any, log: list[_Call], number: int) -> None:
        self.__dict__.update(_real=real, _log=log, _number=number)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self._real, name, value)

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._real, name)
        if name.startswith("_") or not callable(found):
            return found

        def call(*args: Any, **kwargs: Any) -> Any:
            result = found(*map(_real, args), **_real(kwargs))
            number = len(self._log) + 1
            self._log.append((self._number, name, args, kwargs, number))
            return _Recorded(result, self._log, number) if name.startswith("add_") else result

        return call


class Recording:
    """The calls that made one workbook."""

    def __init__(self) -> None:
        self.log: list[_Call] = []
        self.options: Any = None

    def workbook(self, target: Any, options: Any) -> _Recorded:
        """What our code gets in place of ``xlsxwriter.Workbook``."""
        self.options = options
        return _Recorded(_Workbook(target, options), self.log, 0)

    def replay(self) -> bytes:
        """The same workbook by the bare library, with none of our code."""
        stream = io.BytesIO()
        objects: dict[int, Any] = {0: _Workbook(stream, self.options)}
        for owner, name, args, kwargs, number in self.log:
            plain = [objects[arg._number] if isinstance(arg, _Recorded) else _replayed(arg, objects) for arg in args]
            result = getattr(objects[owner], name)(*plain, **kwargs)
            if name.startswith("add_"):
                objects[number] = result
                if name == "add_worksheet":
                    # The same shortcut as ours, so that the floor is the lowest there is.
                    result._prepare_formula = library_fixes.prepared
        return stream.getvalue()


@contextmanager
def recording() -> Iterator[Recording]:
    """Record the one workbook that is written inside."""
    made = Recording()
    ours = {name: getattr(library_cells, name) for name in PUBLIC_CALLS}
    xlsxwriter.Workbook = made.workbook
    for name, call in PUBLIC_CALLS.items():
        setattr(library_cells, name, call)
    try:
        yield made
    finally:
        xlsxwriter.Workbook = _Workbook
        for name, call in ours.items():
            setattr(library_cells, name, call)


# What our shortcuts to the cells of the library stand for: the calls of anybody who writes such cells.
PUBLIC_CALLS = {
    "put_text": lambda sheet, *args: sheet.write_string(*args),
    "put_number": lambda sheet, *args: sheet.write_number(*args),
    "put_blank": lambda sheet, row, col, fmt: sheet.write_blank(row, col, None, fmt),
    "put_formula": lambda sheet, row, col, formula, value, fmt: sheet.write_formula(row, col, formula, fmt, value),
}


def _real(value: Any) -> Any:
    if isinstance(value, _Recorded):
        return value._real
    if isinstance(value, dict):
        return {key: _real(item) for key, item in value.items()}
    return value


def _replayed(value: Any, objects: dict[int, Any]) -> Any:
    if isinstance(value, dict):
        return {key: objects[v._number] if isinstance(v, _Recorded) else v for key, v in value.items()}
    return value

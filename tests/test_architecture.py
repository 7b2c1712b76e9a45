"""Hold the plan of the house: who may import whom, where each outside library lives, how large a piece may be."""

from __future__ import annotations

import ast
import sys
from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import ita_xlsx

ROOT = Path(ita_xlsx.__file__).parent
VALUES = {"model", "errors", "temporary"}
STAGES = {"catalogue", "intake", "checks", "scoring", "diagnosis", "links", "store", "output", "feedback", "office",
          "report"}  # fmt: skip
# Rooms from the top floor down, and the rooms that each may import beside itself.
MAY_IMPORT = {
    "__main__": {"cli"},
    "cli": {"cycle", "__init__"} | VALUES,
    "page": {"cycle", "__init__"} | VALUES,
    "api": {"cycle"} | VALUES,
    "cycle": STAGES | VALUES | {"__init__"},
    "catalogue": VALUES,
    "intake": VALUES,
    "store": VALUES | {"__init__"},
    "output": VALUES,
    "feedback": VALUES,
    "office": VALUES,
    "report": {"model"},
    "links": VALUES | {"__init__"},
    "checks": {"model"},
    "scoring": {"model"},
    "diagnosis": {"model"},
    "errors": {"model"},
    "temporary": {"model", "errors"},
    "model": set[str](),
    "__init__": {"api"} | VALUES,
}
# The only rooms that may use an outside library.
LIBRARIES = {
    "click": {"cli"},
    "rich": {"cli"},
    "xlsxwriter": {"output", "report"},
    "openpyxl": {"feedback"},
    "python_calamine": {"intake"},
    "defusedxml": {"intake"},
    "pebble": {"intake"},
    "olefile": {"intake"},
    "httpcore": {"links"},
    "jinja2": {"page", "report"},
    "markupsafe": {"report"},
    "segno": {"output", "page"},
    "pypdf": {"office"},
}
LONGEST_FILE, LONGEST_FUNCTION, MOST_FILES, MOST_ROOMS = 400, 50, 25, 2
# A list with one line for each entry, which no reader has to read from end to end.
LISTS = {"ita_xlsx.model.findings.codes"}
# A value with more fields takes them by name only.
MOST_FIELDS = 5
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(ROOT.rglob("*.py"))}


def name_of(path: Path) -> str:
    """Return the dotted name of a module or package."""
    return ".".join(("ita_xlsx", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")


NAMES = {name_of(path) for path in TREES}


def room_of(path: Path) -> str:
    """Return the first folder or module under the package that a file belongs to."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each imported module with the names taken from it."""
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.Import):
            yield from ((alias.name, ()) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or "", tuple(alias.name for alias in node.names)


def imported_modules(path: Path) -> Iterator[str]:
    """Yield the modules of the package that a file imports, also those taken by name from their package."""
    for module, names in imports(path):
        if module.split(".")[0] == "ita_xlsx":
            inside = [f"{module}.{name}" for name in names if f"{module}.{name}" in NAMES]
            yield from inside
            if len(inside) < len(names) or not names:
                yield module


def room_of_module(module: str) -> str:
    """Return the room of a dotted module name."""
    return module.split(".")[1] if "." in module else "__init__"


def test_a_room_imports_only_what_the_plan_allows() -> None:
    wrong = [
        f"{name_of(path)} imports {module}"
        for path in TREES
        for module in imported_modules(path)
        if room_of_module(module) not in MAY_IMPORT[room_of(path)] | {room_of(path)}
    ]
    assert not wrong


def test_an_outside_library_lives_in_its_rooms() -> None:
    wrong = [
        f"{name_of(path)} imports {module}"
        for path in TREES
        for module, _ in imports(path)
        if (top := module.split(".")[0]) not in {*sys.stdlib_module_names, "ita_xlsx"}
        and room_of(path) not in LIBRARIES.get(top, set())
    ]
    assert not wrong


def test_no_module_and_no_folder_imports_in_a_circle() -> None:
    modules: dict[str, set[str]] = {name_of(path): set(imported_modules(path)) for path in TREES}
    folders: dict[str, set[str]] = {}
    for path in TREES:
        folder = name_of(path.parent / "__init__.py")
        inside = {module if (ROOT.parent / module.replace(".", "/")).is_dir() else module.rpartition(".")[0]
                  for module in imported_modules(path)}  # fmt: skip
        folders.setdefault(folder, set()).update(inside - {folder})
    del folders["ita_xlsx"], modules["ita_xlsx"]
    # Only the rooms of intake stand on floors of their own; a workbook's room and output share their drawers.
    graph_of_folders = {
        folder: {item for item in below if item.startswith("ita_xlsx.intake.")}
        for folder, below in folders.items()
        if folder.startswith("ita_xlsx.intake.")
    }
    for graph in (modules, graph_of_folders):
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            raise AssertionError(" -> ".join(error.args[1])) from error


def test_files_functions_and_folders_stay_small() -> None:
    lines = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in TREES}
    assert not {name for name, count in lines.items() if count > LONGEST_FILE} - LISTS
    long = [
        f"{name_of(path)}.{node.name}"
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert not long
    full = [folder.name for folder, count in Counter(path.parent for path in TREES).items() if count > MOST_FILES]
    assert not full, f"more than {MOST_FILES} files: split the folder along its own seams: {full}"


def test_a_file_name_tells_where_it_stands() -> None:
    counts = Counter(path.name for path in TREES if path.name not in {"__init__.py", "texts.py"})
    assert not {name for name, count in counts.items() if count > MOST_ROOMS}
    assert not {path.stem for path in TREES} & {"utils", "helpers", "common", "misc"}


def test_no_fiscal_year_in_package_code() -> None:
    """Years belong to the data; examples in docstrings and hints are no code."""
    years = [
        f"{name_of(path)}: {node.value}"
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, int) and 2560 <= node.value <= 2600
    ]
    assert not years, f"a year belongs into workbook_templates/: {years}"


def field_names(node: ast.ClassDef) -> list[str]:
    """Return the names of the annotated fields that a call may give by place, without class variables."""
    return [
        item.target.id
        for item in node.body
        if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name)
        if "ClassVar" not in ast.unparse(item.annotation)
        if item.value is None or "kw_only=True" not in ast.unparse(item.value)
    ]


def test_a_public_value_above_five_fields_is_made_by_keywords() -> None:
    """Two neighbouring fields of one type could be exchanged in a positional call, and no type checker sees it."""
    wrong = [
        f"{name_of(path)}.{node.name}"
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and len(field_names(node)) > MOST_FIELDS
        if node.decorator_list or any(ast.unparse(base) == "NamedTuple" for base in node.bases)
        if not any("kw_only=True" in ast.unparse(item) for item in node.decorator_list)
    ]
    assert not wrong

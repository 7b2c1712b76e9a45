"""Pack the Python library, the packages and the compiled runtime into compressed parts of the page.

Runs inside the page's own Python, started by Node (``pack.mjs``): compiled modules and compressed bytes are then always
those of this one version, and the same sources give the same bytes. Reads below ``/in``; writes below ``/out``.
"""

from __future__ import annotations

import ast
import importlib.util
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

# What nothing of the page can use: tests, other programs, consoles, servers, processes and sockets.
LEFT_OUT = frozenset(
    (
        "_aix_support", "_android_support", "_apple_support", "_ios_support", "_osx_support", "_pydatetime", "_pyio",
        "_pyrepl", "_sysconfigdata__emscripten_wasm32-emscripten", "antigravity", "argparse", "bdb", "cProfile", "cmd",
        "code", "compileall", "configparser", "ctypes", "doctest", "ensurepip", "filecmp", "fileinput", "ftplib",
        "getopt", "getpass", "gettext", "idlelib", "imaplib", "lib2to3", "mailbox", "modulefinder", "netrc", "nntplib",
        "optparse", "pdb", "pickletools", "plistlib", "poplib", "profile", "pstats", "pty", "py_compile", "pyclbr",
        "pydoc", "pydoc_data", "rlcompleter", "runpy", "sched", "shelve", "site-packages", "smtplib", "socketserver",
        "statistics", "symtable", "sysconfig", "tabnanny", "tarfile", "test", "this", "timeit", "tkinter", "trace",
        "tracemalloc", "tty", "turtle", "turtledemo", "unittest", "venv", "wave", "webbrowser", "wsgiref", "xmlrpc",
        "zipapp", "zoneinfo",
    )
)  # fmt: skip
# The same of packages from which something is used: files, and folders with a slash at the end. The runtime itself
# holds the two modules of importlib that are left out.
LEFT_OUT_BELOW = (
    "asyncio/__main__", "asyncio/proactor_events", "asyncio/tools", "asyncio/windows_events", "asyncio/windows_utils",
    "email/mime/", "http/cookiejar", "http/cookies", "http/server", "importlib/_bootstrap", "importlib/metadata/",
    "jinja2/ext", "jinja2/nativetypes", "jinja2/sandbox", "logging/config", "logging/handlers", "markupsafe/_speedups",
    "multiprocessing/connection", "multiprocessing/dummy/", "multiprocessing/forkserver", "multiprocessing/heap",
    "multiprocessing/managers", "multiprocessing/pool", "multiprocessing/popen_", "multiprocessing/queues",
    "multiprocessing/resource_", "multiprocessing/shared", "multiprocessing/spawn", "multiprocessing/synchronize",
    "olefile/olefile2", "segno/cli", "segno/helpers", "urllib/robotparser", "xml/dom/",
)  # fmt: skip
ENCODINGS = frozenset(
    (
        "__init__", "aliases", "ascii", "charmap", "cp1252", "cp437", "cp850", "cp874", "idna", "iso8859_1",
        "iso8859_11", "latin_1", "punycode", "raw_unicode_escape", "tis_620", "undefined", "unicode_escape", "utf_16",
        "utf_16_be", "utf_16_le", "utf_32", "utf_7", "utf_8", "utf_8_sig",
    )
)  # fmt: skip
# Files of packages that are read at run time; sources are compiled.
_DATA = frozenset((".csv", ".toml", ".html", ".css", ".so", ".json", ".xml", ".docx"))
# The first moment that a ZIP file can name.
_MOMENT = (1980, 1, 1, 0, 0, 0)


def pack(inside: Path, out: Path) -> None:
    """Write the parts ``stdlib``, ``packages``, ``wasm`` and ``worker``, each compressed by gzip."""
    library = _read_zip(inside / "python_stdlib.zip")
    _write(out / "stdlib.gz", _zip(_compiled((name, data) for name, data in library if _is_needed(name))))
    packages = [entry for wheel in sorted((inside / "wheels").glob("*.whl")) for entry in _read_zip(wheel)]
    for root in sorted(path for path in (inside / "sources").iterdir() if path.is_dir()):
        packages += _read_folder(root)
    _write(out / "packages.gz", _zip(_compiled((name, data) for name, data in packages if _is_of_package(name))))
    for name, part in (("wasm", "pyodide.asm.wasm"), ("worker", "worker.js")):
        _write(out / f"{name}.gz", (inside / part).read_bytes())


def _is_needed(name: str) -> bool:
    """Return True for a file of the library that the page may need."""
    first, _, rest = name.partition("/")
    if first == "encodings":
        return rest.removesuffix(".py") in ENCODINGS
    return first.removesuffix(".py") not in LEFT_OUT and not name.startswith(LEFT_OUT_BELOW)


def _is_of_package(name: str) -> bool:
    """Return True for a module or a file of data of a package, and not for what only installers and checkers read."""
    left_out = ".dist-info/" in name or "__pycache__" in name or name.startswith(LEFT_OUT_BELOW)
    return not left_out and Path(name).suffix in _DATA | {".py"}


def _compiled(entries: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Yield each file; a module is compiled, and stands without its source."""
    for name, data in entries:
        if not name.endswith(".py"):
            yield name, data
            continue
        code = compile(_without_docstrings(name, data), name, "exec", dont_inherit=True)
        hashed = importlib.util.source_hash(data)
        # Never compared with a source: there is none.
        from importlib import _bootstrap_external

        yield f"{name}c", bytes(_bootstrap_external._code_to_hash_pyc(code, hashed, checked=False))  # type: ignore[attr-defined]


def _without_docstrings(name: str, data: bytes) -> ast.Module:
    """Return a module without the texts that only readers of its source need; lines keep their numbers.

    A class keeps a short text, or the library would write its signature there at each start. The runtime reads its own.
    """
    tree = ast.parse(data)
    if name.startswith("_pyodide/"):
        return tree
    for node in ast.walk(tree):
        if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if ast.get_docstring(node, clean=False) is None:
            continue
        first = node.body[0]
        assert isinstance(first, ast.Expr)
        if isinstance(node, ast.ClassDef):
            first.value = ast.copy_location(ast.Constant("-"), first.value)
        elif isinstance(node, ast.Module) or node.body[1:]:
            del node.body[0]
        else:
            node.body[0] = ast.copy_location(ast.Pass(), first)
    return tree


def _zip(entries: Iterable[tuple[str, bytes]]) -> bytes:
    """Return an archive without compression: the whole of it is compressed afterwards."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, data in sorted(entries):
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), data)
    return stream.getvalue()


def _read_zip(path: Path) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(path) as archive:
        return [(info.filename, archive.read(info)) for info in archive.infolist() if not info.is_dir()]


def _read_folder(root: Path) -> list[tuple[str, bytes]]:
    files = (path for path in sorted(root.rglob("*")) if path.is_file())
    return [(path.relative_to(root.parent).as_posix(), path.read_bytes()) for path in files]


def _write(path: Path, data: bytes) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    path.write_bytes(packer.compress(data) + packer.flush())


def names_in(data: bytes) -> Mapping[str, int]:
    """Return the files of a packed archive with their sizes, for a list of what takes the room."""
    with zipfile.ZipFile(io.BytesIO(zlib.decompress(data, 31))) as archive:
        return {info.filename: info.file_size for info in archive.infolist()}

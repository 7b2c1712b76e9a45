"""Choose the fonts that LibreOffice sees, so that a Thai page is measured as the reader will print it.

Government pages are set in TH Sarabun New, which few machines carry. Laksaman is the same design drawn 1.515
times larger; the packagers shrink it by a fontconfig matrix, but LibreOffice takes the family and ignores the
matrix. So a copy is made here whose em is 1515 units instead of 1000, under the wanted name. It serves for
measuring only and never leaves the test folder.
"""

import os
import shutil
import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

from fontTools.ttLib import TTFont

FAMILY = "TH Sarabun New"
OTHER_NAMES = (
    "TH SarabunPSK",
    "TH Sarabun PSK",
    "TH Sarabun IT๙",
    "TH SarabunIT๙",
    "TH Sarabun IT9",
    "TH SarabunIT9",
)
STYLES = ("Regular", "Bold", "Italic", "Bold Italic")
UNITS_PER_EM = 1515
FULL_NAME_IDS = (3, 4)
POSTSCRIPT_NAME_ID = 6
FAMILY_IDS = (1, 16)

CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
<dir>{folder}</dir>
<cachedir>{folder}/cache</cachedir>
{aliases}
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
</fontconfig>
"""
ALIAS = (
    '<match target="pattern"><test name="family" qual="any"><string>{name}</string></test>'
    '<edit name="family" mode="assign" binding="same"><string>{family}</string></edit></match>'
)


def build_fonts(folder: Path) -> Path:
    """Return the path for FONTCONFIG_FILE; its folder holds a stand-in unless the real font is installed."""
    folder.mkdir(parents=True, exist_ok=True)
    if served(FAMILY)[0] != FAMILY:
        for style in STYLES:
            family, file = served(f"Laksaman:style={style}")
            if family == "Laksaman":
                _write_stand_in(Path(file), style, folder)
    aliases = "\n".join(ALIAS.format(name=name, family=FAMILY) for name in OTHER_NAMES)
    config = folder / "fonts.conf"
    config.write_text(CONFIG.format(folder=escape(str(folder)), aliases=aliases), encoding="utf-8")
    return config


def served(pattern: str, config: Path | None = None) -> tuple[str, str]:
    """Return the family and the file that fontconfig gives for a pattern, or '' twice without fontconfig."""
    if shutil.which("fc-match") is None:
        return "", ""
    environ = dict(os.environ) if config is None else {**os.environ, "FONTCONFIG_FILE": str(config)}
    command = ("fc-match", "--format=%{family[0]}\n%{file}", pattern)
    family, _, file = subprocess.run(
        command, env=environ, capture_output=True, text=True, encoding="utf-8", check=True
    ).stdout.partition("\n")
    return family, file


def missing(config: Path) -> str | None:
    """Return why pages cannot be measured with these fonts, or None when they can."""
    if served(FAMILY, config)[0] != FAMILY:
        return "neither TH Sarabun New nor Laksaman (fonts-thai-tlwg) is installed"
    # Columns are measured in the workbook's default font: without its metrics they are a third too wide.
    if served("Calibri", config)[0] not in ("Calibri", "Carlito"):
        return "neither Calibri nor Carlito (fonts-crosextra-carlito) is installed"
    return None


def _write_stand_in(source: Path, style: str, folder: Path) -> None:
    font = TTFont(source)
    font["head"].unitsPerEm = UNITS_PER_EM
    full = FAMILY if style == "Regular" else f"{FAMILY} {style}"
    names = {
        **dict.fromkeys(FAMILY_IDS, FAMILY),
        **dict.fromkeys(FULL_NAME_IDS, full),
        POSTSCRIPT_NAME_ID: full.replace(" ", ""),
    }
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]
    font.save(folder / f"{full.replace(' ', '')}.ttf")

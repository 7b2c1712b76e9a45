"""Restyle a document in the Writer of LibreOffice as an officer does; run by a Python that can import uno.

Arguments: soffice, profile, source, target, and a JSON object with the font, the letterhead and the paragraph.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]

SECONDS = 120


def main(soffice: str, profile: str, source: str, target: str, wishes: str) -> None:
    pipe = f"restyle-{os.getpid()}"
    address = f"--accept=pipe,name={pipe};urp"
    command = [soffice, f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore", address]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        desktop = connect(pipe)
        document = desktop.loadComponentFromURL(Path(source).as_uri(), "_blank", 0, values(Hidden=True))
        restyle(document, json.loads(wishes))
        document.storeToURL(Path(target).as_uri(), values(FilterName="MS Word 2007 XML"))
        document.close(True)
        desktop.terminate()
        process.wait(SECONDS)
    finally:
        process.kill()


def connect(pipe: str) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    end = time.monotonic() + SECONDS
    while True:
        try:
            remote = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)
        except Exception:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


def values(**items: object) -> tuple[Any, ...]:
    made = []
    for name, value in items.items():
        item = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        item.Name, item.Value = name, value
        made.append(item)
    return tuple(made)


def restyle(document: Any, wishes: dict[str, str]) -> None:
    """Give all styles of paragraphs a font, write a line into the header and one at the top of the first page."""
    families = document.StyleFamilies
    styles = families.getByName("ParagraphStyles")
    for name in styles.ElementNames:
        style = styles.getByName(name)
        if style.isInUse() or style.isUserDefined():
            style.CharFontName = style.CharFontNameComplex = wishes["font"]
    page = families.getByName("PageStyles").getByName("Standard")
    page.HeaderIsOn = True
    head = page.HeaderText
    head.insertString(head.Start, wishes["letterhead"], False)
    start = document.Text.createTextCursor()
    document.Text.insertString(start, wishes["paragraph"], False)
    document.Text.insertControlCharacter(start, 0, False)


if __name__ == "__main__":
    main(*sys.argv[1:])

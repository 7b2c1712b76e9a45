"""Give a master the styles that it lacks, as the shipped master has them; its own styles stay as they are.

Changes the parts of a package in memory.
"""

from __future__ import annotations

import re

from ita_xlsx.model.document import MasterKind
from ita_xlsx.report.word.docx_package import DocxPackage
from ita_xlsx.report.word.master_look import NEEDED, read_look
from ita_xlsx.report.word.shipped_masters import load_master
from ita_xlsx.report.word.spans import parse_part, replace_spans

_STYLES = "word/styles.xml"
_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
_ID = re.compile(r'(<w:(?:basedOn|next) w:val=")([^"]*)(")')


def complete_styles(package: DocxPackage) -> None:
    """Add the missing styles; do nothing to a master that has all of them, such as the shipped one."""
    shipped = load_master(MasterKind.REPORT).parts[_STYLES]
    part = next(package.targets(package.document, "styles"), "")
    if part not in package.parts:
        package.add_part(_STYLES, shipped, _STYLES_TYPE)
        package.relate(package.document, "styles", _STYLES)
        return
    look = read_look(package)
    missing = {name for name in NEEDED if name not in look.styles and name.casefold() not in look.styles}
    if not missing:
        return
    names_by_id: dict[str, str] = {}
    texts: list[str] = []
    styles = list(parse_part(shipped).find_all("w:style"))
    for style in styles:
        label = style.child("w:name")
        names_by_id[style.attributes["w:styleId"]] = label.attributes["w:val"] if label else ""

    def id_in(style_id: str) -> str:
        name = names_by_id.get(style_id, "Normal")
        return style_id if name in missing else look.style(name)

    for style in styles:
        if names_by_id[style.attributes["w:styleId"]] in missing:
            text = shipped[style.start : style.end].decode()
            texts.append(_ID.sub(lambda match: match[1] + id_in(match[2]) + match[3], text))

    root = parse_part(package.parts[part])
    package.parts[part] = replace_spans(package.parts[part], [(root.close, root.close, "".join(texts))])

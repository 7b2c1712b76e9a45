"""Make the shipped masters of documents: ``python -m tests.report.make_masters`` writes them into the data.

Everything that is to be seen in them stands here as text, so that a change is read in a diff; a test compares.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from html import escape
from pathlib import Path

from ita_xlsx.model.document import BODY_MARK, CONTROL_MARKS
from tests.support.paths import ROOT

FOLDER = ROOT / "workbook_templates/report"
FONT = "TH Sarabun New"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_FONTS = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
# Hundredths of a point and twentieths, as the format counts them: 1134 is 2 cm.
_PAGE = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="{top}" w:right="1134" w:bottom="1134" w:left="1701" w:header="709" w:footer="567" w:gutter="0"/>'
    '<w:cols w:space="708"/>'
)


def characters(size: float = 0, *, bold: bool = False, color: str = "", more: str = "") -> str:
    """Return the properties of characters; the size is in points."""
    strong = "<w:b/><w:bCs/>" if bold else ""
    colored = f'<w:color w:val="{color}"/>' if color else ""
    sized = f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else ""
    return f"<w:rPr>{strong}{colored}{sized}{more}</w:rPr>" if strong or colored or sized or more else ""


def paragraph_style(
    name: str, look: str = "", letters: str = "", *, based: str = "Normal", following: str = "", level: int = 0
) -> str:
    """Return a style of paragraphs; its id is its name without blanks, as LibreOffice makes it too."""
    custom = ' w:customStyle="1"' if name.startswith("ITA") else ""
    head = f'<w:style w:type="paragraph"{custom} w:styleId="{style_id(name)}">'
    outline = f'<w:outlineLvl w:val="{level - 1}"/>' if level else ""
    return (
        f'{head}<w:name w:val="{name}"/><w:basedOn w:val="{style_id(based)}"/>'
        f'<w:next w:val="{style_id(following or name)}"/><w:qFormat/><w:pPr>{look}{outline}</w:pPr>{letters}</w:style>'
    )


def style_id(name: str) -> str:
    """Return the id of a style."""
    return "".join(word[0].upper() + word[1:] for word in name.split())


def gap(before: int = 0, after: int = 0) -> str:
    """Return the space before and after a paragraph, in twentieths of a point."""
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


def indent(**sides: int) -> str:
    """Return the indents of a paragraph, in twentieths of a point."""
    return "<w:ind " + " ".join(f'w:{side}="{size}"' for side, size in sides.items()) + "/>"


def side(name: str) -> str:
    """Return to which side a paragraph is set."""
    return f'<w:jc w:val="{name}"/>'


_KEEP = "<w:keepNext/>"
_DOTS = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9071"/></w:tabs>'
STYLES = (
    paragraph_style("heading 1", _KEEP + gap(240, 120), characters(20, bold=True), following="ITA Body", level=1),
    paragraph_style("heading 2", _KEEP + gap(180, 80), characters(18, bold=True), following="ITA Body", level=2),
    paragraph_style("heading 3", _KEEP + gap(120, 60), characters(16, bold=True), following="ITA Body", level=3),
    paragraph_style("caption", _KEEP + gap(160, 80), characters(16, bold=True)),
    paragraph_style("toc 1", _DOTS + gap(60), characters(bold=True)),
    paragraph_style("toc 2", _DOTS + indent(left=425)),
    paragraph_style("toc 3", _DOTS + indent(left=851)),
    paragraph_style("header", side("center")),
    paragraph_style("footer", side("center"), characters(13, color="595959")),
    paragraph_style("ITA Body", gap(0, 120) + indent(firstLine=1418) + side("thaiDistribute")),
    paragraph_style("ITA Flush", gap(0, 120)),
    paragraph_style("ITA Centered", gap(0, 120) + side("center")),
    paragraph_style("ITA Cover Title", gap(0, 120) + side("center"), characters(28, bold=True)),
    paragraph_style("ITA Cover Line", gap(0, 120) + side("center"), characters(20)),
    paragraph_style("ITA Part Title", _KEEP + gap(0, 240) + side("center"), characters(20, bold=True)),
    paragraph_style("ITA Signature", _KEEP + gap(0, 0) + indent(left=4536) + side("center")),
    paragraph_style("ITA Small", gap(0, 60), characters(14)),
    paragraph_style("ITA List", gap(0, 60) + indent(left=1985, hanging=567) + side("thaiDistribute")),
    paragraph_style("ITA Note", gap(40, 40) + indent(left=425, hanging=425), characters(14)),
    paragraph_style("ITA Figure", gap(120, 60) + side("center")),
    paragraph_style("ITA Table Text", gap(20, 20), characters(15)),
    paragraph_style("ITA Table Head", gap(20, 20) + side("center"), characters(15, bold=True), based="ITA Table Text"),
    paragraph_style("ITA Wide Table Text", gap(20, 20), characters(14), based="ITA Table Text"),
    paragraph_style(
        "ITA Wide Table Head", gap(20, 20) + side("center"), characters(14, bold=True), based="ITA Table Text"
    ),
    paragraph_style("ITA Section End", '<w:spacing w:line="20" w:lineRule="exact"/>', characters(1)),
    '<w:style w:type="character" w:customStyle="1" w:styleId="ITABlank"><w:name w:val="ITA Blank"/><w:qFormat/>'
    '<w:rPr><w:u w:val="dotted"/><w:shd w:val="clear" w:color="auto" w:fill="FFE699"/></w:rPr></w:style>',
    '<w:style w:type="character" w:customStyle="1" w:styleId="ITANoteMark"><w:name w:val="ITA Note Mark"/><w:qFormat/>'
    '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>',
)
DEFAULTS = (
    f"<w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}"
    '<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="th-TH"/>'
    '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
    "</w:pPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
    '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)
SETTINGS = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
    "<w:compat><w:applyBreakingRules/>"
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    "</w:compat>"
    '<w:themeFontLang w:val="en-US" w:bidi="th-TH"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
)


def run(text: str, properties: str = "") -> str:
    """Return a run of text."""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'


def paragraph(content: str, look: str = "") -> str:
    """Return a paragraph."""
    return f"<w:p>{f'<w:pPr>{look}</w:pPr>' if look else ''}{content}</w:p>"


def control(tag: str, properties: str = "") -> str:
    """Return a content control within a line, which is found by its tag or by its text."""
    sample = CONTROL_MARKS[tag]
    name = sample.strip("[]")
    return (
        f'<w:sdt><w:sdtPr>{properties}<w:alias w:val="{name}"/><w:tag w:val="{tag}"/></w:sdtPr>'
        f"<w:sdtContent>{run(sample, properties)}</w:sdtContent></w:sdt>"
    )


def field(code: str, sample: str) -> str:
    """Return a field such as the number of the page."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(sample)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def styled(name: str) -> str:
    """Return the property that gives a paragraph its style."""
    return f'<w:pStyle w:val="{style_id(name)}"/>'


def report_body() -> str:
    """Return the body of the report's master: the place of the text."""
    return paragraph(run(BODY_MARK), styled("ITA Flush")) + (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/>'
        f"{_PAGE.format(top=1418)}</w:sectPr>"
    )


def letter_body() -> str:
    """Return the body of the letter's master: a memo as offices write it to each other."""
    label, title = characters(20, bold=True), characters(29, bold=True)
    tabs = '<w:tabs><w:tab w:val="left" w:pos="4536"/></w:tabs>'
    lines = (
        paragraph(control("emblem"), styled("ITA Flush")),
        paragraph(run("บันทึกข้อความ", title), styled("ITA Centered")),
        paragraph(
            run("ส่วนราชการ  ", label) + control("office")
            + run("  โทร. ") + control("phone")
        ),
        paragraph(
            run("ที่  ", label) + control("number")
            + "<w:r><w:tab/></w:r>" + run("วันที่  ", label) + control("date"),
            tabs,
        ),
        paragraph(
            run("เรื่อง  ", label) + control("subject"),
            '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="4" w:color="auto"/></w:pBdr>',
        ),
        paragraph(run("เรียน  ") + control("addressee"), gap(120, 120)),
        paragraph(control("body"), styled("ITA Body")),
        paragraph(run("("), _KEEP + gap(960, 0) + indent(left=4536) + side("center")).replace(
            "</w:r></w:p>", "</w:r>" + control("signatory") + run(")") + "</w:p>"
        ),
        paragraph(control("position"), styled("ITA Signature")),
        paragraph(control("acting-for"), styled("ITA Signature")),
    )  # fmt: skip
    return "".join(lines) + f"<w:sectPr>{_PAGE.format(top=850)}</w:sectPr>"


def parts(body: str, *, pages: bool) -> Iterable[tuple[str, str]]:
    """Yield the parts of a master with their names; ``pages`` gives it a header and a footer."""
    root = f'xmlns:w="{_W}" xmlns:r="{_R}"'
    related = [("styles", "styles"), ("settings", "settings")] + [("header", "header1"), ("footer", "footer1")] * pages
    types = [f"/word/{name}.xml|{_ML}.{kind}+xml" for kind, name in related]
    types.append(f"/word/document.xml|{_ML}.document.main+xml")
    yield (
        "[Content_Types].xml",
        (
            f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            + "".join('<Override PartName="{}" ContentType="{}"/>'.format(*item.split("|")) for item in types)
            + "</Types>"
        ),
    )
    yield "_rels/.rels", relations([("officeDocument", "word/document.xml")])
    yield "word/_rels/document.xml.rels", relations([(kind, f"{name}.xml") for kind, name in related])
    yield "word/document.xml", f"{_HEAD}<w:document {root}><w:body>{body}</w:body></w:document>"
    yield "word/styles.xml", f"{_HEAD}<w:styles {root}>{DEFAULTS}{''.join(STYLES)}</w:styles>"
    yield "word/settings.xml", f"{_HEAD}<w:settings {root}>{SETTINGS}</w:settings>"
    if pages:
        number = run("- ") + field(r"PAGE \* ThaiArabic", "๑") + run(" -")
        yield "word/header1.xml", f"{_HEAD}<w:hdr {root}>{paragraph(number, styled('header'))}</w:hdr>"
        line = control("title") + run("  ") + control("agency")
        yield "word/footer1.xml", f"{_HEAD}<w:ftr {root}>{paragraph(line, styled('footer'))}</w:ftr>"


def relations(items: Iterable[tuple[str, str]]) -> str:
    """Return a part with relations, numbered from rId1."""
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{_R}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(items, 1)
    )
    return f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'


def make_master(kind: str) -> bytes:
    """Return the bytes of a master, ``report`` or ``letter``."""
    target = io.BytesIO()
    body = report_body() if kind == "report" else letter_body()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts(body, pages=kind == "report"):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text.encode())
    return target.getvalue()


def write_masters(folder: Path = FOLDER) -> None:
    """Write both masters into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind in ("report", "letter"):
        (folder / f"{kind}.docx").write_bytes(make_master(kind))


if __name__ == "__main__":
    write_masters()

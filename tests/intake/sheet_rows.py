"""Make rows of a sheet as programs and people write them, for tests of the readers."""

from __future__ import annotations

from hypothesis import strategies as st

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def sheet_of(rows: str, tail: str = "") -> bytes:
    return f"{_HEAD}<worksheet {_MAIN}><sheetData>{rows}</sheetData>{tail}</worksheet>".encode()


_TEXT = st.text(alphabet="กข ๑1.Ab", max_size=6)
_VALUE = st.one_of(
    st.sampled_from(["", "0", "1", "2", "3", "-1", "85.5", "1E2", "nan", "inf", "1_0", "๑", " 7 ", "&amp;", "&#65;",
                     "&lt;", "a]]>b", "&nbsp;", "x\ny", "x\x01y", "_x0041_"]),
    _TEXT,
)  # fmt: skip
_KIND = st.sampled_from(["", ' t="s"', ' t="str"', ' t="n"', ' t="b"', ' t="e"', ' t="inlineStr"', ' t="zzz"'])
_STYLE = st.sampled_from(["", ' s="0"', ' s="1"', ' s="2"', ' s="x"'])
_BODY = st.one_of(
    _VALUE.map(lambda text: f"<v>{text}</v>"),
    st.tuples(_VALUE, _VALUE).map(lambda pair: f"<f>{pair[0]}</f><v>{pair[1]}</v>"),
    _VALUE.map(lambda text: f"<f>{text}</f>"),
    _VALUE.map(lambda text: f"<is><t>{text}</t></is>"),
    st.just(""),
)
_ROW_SAID = st.sampled_from(
    ["", ' ht="20" customHeight="1"', ' spans="1:3"', ' hidden="1"', ' hidden="true" ht="3"', ' ht="1" ht="2"',
     ' r="9"',
     ' customFormat="false" ht="12.8" hidden="false" customHeight="false" outlineLevel="0" collapsed="false"']
)  # fmt: skip


@st.composite
def rows(draw: st.DrawFn) -> str:
    text = ""
    for row in range(1, draw(st.integers(1, 4)) + 1):
        number = draw(st.sampled_from([row, row, row, row, 1]))
        cells = ""
        for col in "ABC"[: draw(st.integers(0, 3))]:
            where = draw(st.sampled_from([f"{col}{number}"] * 6 + [f"{col}7", "A1", f"{col.lower()}{number}"]))
            start = f'<c r="{where}"{draw(_STYLE)}'
            cells += draw(st.one_of(st.just(f"{start}/>"), st.just(f"{start}{draw(_KIND)}>{draw(_BODY)}</c>")))
        text += f'<row r="{number}"{draw(_ROW_SAID)}>{cells}</row>'
    return text

"""Check that the results of links come back as they were kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.errors import InputError
from ita_xlsx.model.links import (
    LinkResult,
    Verdict,
    link_result,
)
from ita_xlsx.store.link_results import links_text, read_links


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ITA_LANG", "en")
    monkeypatch.chdir(tmp_path)


VISIBLE = st.characters(min_codepoint=33, max_codepoint=0x2FFF, exclude_categories=("Cs", "Cc", "Cf", "Zs", "Zl", "Zp"))
TEXTS = st.text(VISIBLE, max_size=40)
RESULTS = st.builds(
    LinkResult,
    url=TEXTS.filter(bool),
    verdict=st.sampled_from(Verdict),
    rule=st.sampled_from(["", "L401", "L421"]),
    detail=TEXTS,
    reached=TEXTS,
    checked=st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1)),
)


@given(st.lists(RESULTS, max_size=5))
def test_results_come_back_as_they_were_kept(results: list[LinkResult]) -> None:
    import tempfile

    known = {item.url: item for item in results}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "links.csv"
        path.write_bytes(links_text(known))
        assert read_links(path) == known


def test_results_saved_by_excel_are_read_and_unknown_rows_are_not(tmp_path: Path) -> None:
    path = tmp_path / "links.csv"
    rows = ["url;verdict;rule;detail;reached;checked", "https://a;broken;L421;404;;20/11/2569", "https://b;odd;;;;",
            "https://c;fine;Z999;;;", "https://e;broken;N103;;;", "https://d;fine;;;;soon", ";fine;;;;"]  # fmt: skip
    path.write_bytes("\r\n".join(rows).encode("cp874"))
    assert dict(read_links(path)) == {"https://a": link_result("https://a", "L421", "404", "", date(2026, 11, 20))}
    assert read_links(tmp_path / "none.csv") == {}
    path.write_bytes(b"")
    assert read_links(path) == {}
    path.write_bytes(b"\x00")
    with pytest.raises(InputError):
        read_links(path)

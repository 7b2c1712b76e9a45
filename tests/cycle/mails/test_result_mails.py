"""Hold the drafts with the results of a round: each agency that counts gets its own analysis and its own card."""

from __future__ import annotations

import csv
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from tests.support.page_round import ISSUED, RETURNED, ROUND, make_small_round
from tests.support.program import run

SETTINGS = ("--round", ROUND / "round.toml", "--issued", ISSUED.isoformat(), "-q")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[str, ...]]:
    """A round of six agencies of which three count, with the drafts to them; and the codes of its agencies."""
    root = tmp_path_factory.mktemp("results")
    codes = make_small_round(root)
    path = root / ROUND / "roster.csv"
    header, *rows = path.read_text(encoding="utf-8-sig").splitlines()
    lines = [f"{header},email", *(f"{row},{code.lower()}@x.go.th" for row, code in zip(rows, codes, strict=True))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        run("analyze", RETURNED, "-o", "analyses", "--cards", "cards", "--mail", "mails", *SETTINGS)
    return root, codes


def _drafts(root: Path) -> dict[str, EmailMessage]:
    """The drafts by the code of the agency in their name."""
    found = {}
    for path in sorted((root / "mails").glob("*.eml")):
        message = message_from_bytes(path.read_bytes(), policy=default)
        assert isinstance(message, EmailMessage)
        found[path.name.split()[1]] = message
    return found


def _texts(data: bytes) -> str:
    book = openpyxl.load_workbook(BytesIO(data), data_only=True)
    return "\n".join(str(cell.value) for sheet in book for row in sheet for cell in row if cell.value is not None)


def test_an_agency_without_a_form_that_counts_gets_no_draft(made: tuple[Path, tuple[str, ...]]) -> None:
    root, codes = made
    # The first sent two files, the third none, and the form of the fourth has no scores.
    assert list(_drafts(root)) == [codes[1], codes[4], codes[5]]
    sheet = openpyxl.load_workbook(root / "mails" / "mail-merge-result.xlsx").worksheets[0]
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == [codes[1], codes[4], codes[5]]


def test_what_goes_with_a_draft_belongs_to_its_addressee(made: tuple[Path, tuple[str, ...]]) -> None:
    root, _ = made
    with (root / ROUND / "roster.csv").open(encoding="utf-8", newline="") as roster:
        names = {row[0]: row[1] for row in list(csv.reader(roster))[1:]}
    for code, message in _drafts(root).items():
        assert message["To"] == f"{code.lower()}@x.go.th"
        attached = {str(part.get_filename()): part.get_content() for part in message.iter_attachments()}
        assert [name.split()[0] for name in attached] == ["ผลการวิเคราะห์", "บัตรผล"]
        for (name, data), folder in zip(attached.items(), ("analyses", "cards"), strict=True):
            assert name.split()[2] == code
            assert data == (root / folder / name).read_bytes()
            texts = _texts(data)
            assert names[code] in texts
            assert [other for other in names if other != code and names[other] in texts.splitlines()] == []

"""Check that the page reads a round in which mails arrive, in place, as the commands do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.mails import mail
from tests.support.outlook_mail import OutlookMail
from tests.support.page_round import RETURNED, ROUND, ask, make_small_round, words_of

LATE = "Tue, 30 Sep 2025 18:00:00 +0000"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small round: one form came by mail, one by a mail of Outlook, and one agency sent a scan by mail."""
    root = tmp_path_factory.mktemp("mails")
    codes = make_small_round(root)
    returned, inbox = root / RETURNED, root / ROUND / "inbox"
    inbox.mkdir()
    (inbox / "a.eml").write_bytes(mail([("แบบ.xlsx", (returned / f"{codes[4]}.xlsx").read_bytes())], date=LATE))
    (inbox / "b.msg").write_bytes(
        OutlookMail(files=[("แบบ.xlsx", (returned / f"{codes[5]}.xlsx").read_bytes())]).data()
    )
    (inbox / "c.eml").write_bytes(mail([(f"{codes[2]}.pdf", b"%PDF")]))
    for code in codes[4:6]:
        (returned / f"{code}.xlsx").unlink()
    return root


@pytest.fixture(autouse=True)
def _back(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    monkeypatch.chdir(root)


def test_the_status_says_what_came_by_mail(root: Path) -> None:
    words = words_of(ask(root, "round_status"))
    assert "1 ต.ค. 2568 · อีเมล" in words
    assert "ส่งมาแต่ไม่ใช่แบบฟอร์ม" in words
    assert "ยังไม่ส่ง 1" not in words


def test_a_mail_that_cost_a_worker_its_life_is_not_opened_again(root: Path) -> None:
    key = f"{root / ROUND}/inbox/a.eml|"
    answer = words_of(ask(root, "round_status", refused=[key]))
    assert "1 ต.ค. 2568 · อีเมล" not in answer

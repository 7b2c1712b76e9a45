"""Check that a file costs its worker and never the page: time, memory, cancelling, and a worker that has grown."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page

from ita_xlsx.intake.isolation import worker
from ita_xlsx.intake.workbook.container import LARGEST_FILE
from ita_xlsx.model.findings import Code, make_finding, message_and_fix
from ita_xlsx.page.wording import word
from tests.hostile.bombs import MIB, bombs
from tests.hostile.case import open_book
from tests.hostile.rawzip import archive, deflated, repeated
from tests.page.driver import Screen, opened

# In the place of a file that no gate knows yet: a reader that never comes back from it, or takes all memory.
HANG = """
from ita_xlsx.intake.isolation import worker
def _hang(before):
    def told(item):
        before(item)
        if "hang" in str(item):
            BODY
    return told
_set = worker._BEFORE.set
class Bad:
    def set(self, before): return _set(_hang(before))
    def get(self): return _ORIGINAL.get()
    def reset(self, token): _ORIGINAL.reset(token)
_ORIGINAL = worker._BEFORE
worker._BEFORE = Bad()
"""
FOREVER, GREEDY = "while True: pass", "keep = bytearray(600 << 20)"


@pytest.fixture
def reached(tab: Page, page_file: Path) -> Screen:
    return opened(tab, page_file.as_uri(), reach=True)


@pytest.fixture
def pair(tmp_path: Path, good_form: Path) -> tuple[Path, Path]:
    """A good form, and the same one under the name on which the broken reader hangs."""
    hang = tmp_path / "hang.xlsx"
    shutil.copy(good_form, hang)
    return good_form, hang


def told_as_too_slow(screen: Screen) -> bool:
    limits = {"seconds": "10", "size": f"{worker.MEGABYTES} MB"}
    problem, _ = message_and_fix(make_finding(Code.READING_TOO_SLOW, file="hang.xlsx", **limits), "th")
    return problem in screen.text


def test_a_file_that_never_ends_is_told_and_the_others_are_checked(reached: Screen, pair: tuple[Path, Path]) -> None:
    """Thirty real seconds: no clock of the product is turned."""
    reached.python(HANG.replace("BODY", FOREVER))
    reached.check(*pair)
    assert reached.tab.locator(".verdict.good h1").inner_text() == "พร้อมส่ง"
    assert told_as_too_slow(reached)


def test_bombs_and_large_files_cost_one_row_each(screen: Screen, good_form: Path, tmp_path: Path) -> None:
    """A bomb and a file above the limit are told; a form with a large picture in it, just below, is read."""
    good = good_form.read_bytes()
    book = open_book(good)
    photograph = random.Random(1).randbytes(MIB)
    entries = [deflated(name, data) for name, data in book.parts.items()]
    paths = {
        "1 bomb.xlsx": next(bombs(book, random.Random(1))).data,
        "2 below.xlsx": archive([*entries, repeated("xl/media/photograph.bin", b"", photograph, 22, b"")]),
        "3 above.xlsx": archive([*entries, repeated("xl/media/photograph.bin", b"", photograph, 26, b"")]),
        "4 good.xlsx": good,
    }
    for name, data in paths.items():
        (tmp_path / name).write_bytes(data)
    assert (tmp_path / "2 below.xlsx").stat().st_size < LARGEST_FILE < (tmp_path / "3 above.xlsx").stat().st_size
    screen.tab.evaluate("() => { window.before = python; }")
    screen.check(*(tmp_path / name for name in paths))
    told = screen.tab.locator(".verdict h1").all_inner_texts()
    unread, ready = word("th", "not_ready_file"), word("th", "ready")
    assert told == [unread, ready, unread, ready]
    assert screen.tab.evaluate("() => python === window.before"), "no worker was lost"


def test_a_file_that_takes_all_memory_is_told_and_its_worker_replaced(reached: Screen, pair: tuple[Path, Path]) -> None:
    reached.python(HANG.replace("BODY", GREEDY))
    reached.check(*pair)
    assert reached.tab.locator(".verdict.good h1").inner_text() == "พร้อมส่ง"
    assert told_as_too_slow(reached)
    assert reached.tab.evaluate("() => python.heap") < 300 << 20


def test_cancelling_ends_the_worker_and_the_page_goes_on(reached: Screen, pair: tuple[Path, Path]) -> None:
    reached.python(HANG.replace("BODY", FOREVER))
    reached.tab.locator("#f1").set_input_files(pair)
    reached.tab.locator("[data-cancel]").click()
    reached.tab.get_by_role("heading", name="ยกเลิกแล้ว").wait_for()
    reached.check(pair[0])
    assert reached.tab.locator(".verdict h1").inner_text() == "พร้อมส่ง"
    assert not told_as_too_slow(reached)


def test_a_worker_that_has_grown_is_replaced_at_the_next_call(reached: Screen, good_form: Path) -> None:
    reached.python("grown = bytearray(350 << 20); del grown")
    reached.tab.evaluate("() => { window.before = python; }")
    reached.check(good_form)
    # The results come after the verdict; a worker that is still asked for them is kept.
    reached.tab.locator(".director").wait_for()
    assert reached.tab.evaluate("() => python === window.before && python.heap > 350 << 20")
    reached.tab.locator("button.brand").click()
    reached.tab.locator("#f1").wait_for(state="attached")
    assert reached.tab.evaluate("() => python !== window.before && python.heap < 300 << 20")


def test_answers_come_in_the_order_of_the_questions(reached: Screen, good_form: Path) -> None:
    reached.tab.locator("#f1").set_input_files(good_form)
    reached.tab.locator("button.brand").click()
    for _ in range(600):
        if reached.tab.evaluate("() => python.last === 3 && !python.waiting.size"):
            break
        reached.tab.wait_for_timeout(100)
    assert reached.tab.locator("#f1").count()
    assert not reached.tab.locator("#again").count()


def test_the_page_shows_that_work_goes_on(reached: Screen, pair: tuple[Path, Path]) -> None:
    reached.python(HANG.replace("BODY", FOREVER))
    reached.tab.locator("#f1").set_input_files(pair)
    assert "hang.xlsx" in reached.tab.locator(".busy [data-words]", has_text="hang").inner_text()
    assert reached.tab.locator("body").get_attribute("aria-busy") == "true"

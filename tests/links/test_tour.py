"""Check in which order hosts are visited, and which results of visits are believed."""

from __future__ import annotations

import socket
import threading
import time
from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

import pytest

from ita_xlsx.links import judge_links, stored_results, with_visits
from ita_xlsx.links.rate_limit import HostRateLimit
from ita_xlsx.links.visit_all import earlier_visits, urls_to_visit, visit_all
from ita_xlsx.links.visitor import Visitor
from ita_xlsx.model.agency import Agency
from ita_xlsx.model.links import AgencyProofs, LinkResult, Proof, Verdict, link_result
from ita_xlsx.output.verdict_words import verdict_words
from tests.links.websites import DAY, PUBLIC, SITE, World


def test_a_host_is_asked_one_thing_at_a_time_and_others_meanwhile(world: World) -> None:
    waits: list[float] = []
    # Nobody waits so long; on a busy machine more than a short pause passes between two visits anyway.
    rate_limit = HostRateLimit(3600, sleep=waits.append)
    urls = [f"http://www.h{host}.go.th/pause?{number}" for number in range(4) for host in range(4)]
    busy: defaultdict[str, int] = defaultdict(int)
    most: defaultdict[str, int] = defaultdict(int)
    lock = threading.Lock()

    def dial(address: str, port: int, timeout: float) -> socket.socket:
        return socket.create_connection(("127.0.0.1", world.http.server_port), timeout)

    def resolve(host: str, port: int) -> Sequence[str]:
        with lock:
            busy[host] += 1
            most[host] = max(most[host], busy[host])
        time.sleep(0.01)
        with lock:
            busy[host] -= 1
        return (PUBLIC,)

    visitor = Visitor(day=DAY, resolve=resolve, dial=dial, rate_limit=rate_limit)
    told: list[tuple[int, int]] = []
    found = visit_all(urls, visitor.visit, lambda done, total: told.append((done, total)))
    assert {result.verdict for result in found.values()} == {Verdict.FINE}
    assert sorted(found) == sorted(urls)
    assert set(most.values()) == {1}
    assert world.http.most > 1
    assert len(waits) == 12
    assert all(0 < wait <= 3600 for wait in waits)
    assert told == [(number, 16) for number in range(1, 17)]


def test_a_fault_of_ours_in_a_thread_is_heard() -> None:
    def broken(url: str) -> LinkResult:
        raise RuntimeError(url)

    with pytest.raises(RuntimeError):
        visit_all([f"{SITE}/1", "http://b.go.th/2"], broken)


def test_a_computer_that_is_offline_condemns_nobody() -> None:
    def nowhere(url: str) -> LinkResult:
        return link_result(url, "L422", "x", "", DAY)

    def unasked(url: str) -> LinkResult:
        return link_result(url, "L433", "x")

    def mixed(url: str) -> LinkResult:
        return nowhere(url) if SITE in url else unasked(url)

    for visit in (nowhere, unasked, mixed):
        assert visit_all([f"{SITE}/1", "http://b.go.th/2"], visit) == {}
    assert visit_all([f"{SITE}/1"], unasked) == {}
    assert visit_all([f"{SITE}/1", f"{SITE}/2"], nowhere)[f"{SITE}/1"].rule == "L422"
    assert visit_all([], nowhere) == {}


def test_what_could_not_be_found_out_replaces_nothing() -> None:
    proofs = (
        Proof(subject="1", text=f"{SITE}/1"),
        Proof(subject="2", text="https://www.trat.go.th/2"),
        Proof(subject="3", text=f"{SITE}/3"),
    )
    item = judge_links([AgencyProofs(Agency("P01", "x"), "a", proofs, SITE)])
    lost = {proof.text: link_result(proof.text, "L433", "x") for proof in proofs}
    seen = with_visits(item, lost | {f"{SITE}/3": link_result(f"{SITE}/3", "L421", "404", "", DAY)})
    assert [one.result.rule for one in seen[0].links if one.result] == ["L433", "L433", "L421"]
    kept = stored_results(seen)
    assert [(kept[proof.text].rule, kept[proof.text].checked) for proof in proofs] == [
        ("L413", None), ("", None), ("L421", DAY),
    ]  # fmt: skip
    assert earlier_visits({"a": link_result("a", "L433", "x", "", DAY)}) == {}


def test_no_verdict_is_told_twice() -> None:
    for code in ("L423", "L424", "L425", "L431", "L433"):
        result = link_result(SITE, code, "x", "", DAY)
        assert "ตรวจไม่ได้" not in result.explanation("th")
        assert "cannot be checked" not in result.explanation("en")
        assert verdict_words(result).count("ตรวจไม่ได้") == 1


@pytest.mark.parametrize(
    ("known", "again", "visited"),
    [
        (None, False, True),
        (link_result(f"{SITE}/1", "", "", "", DAY), False, False),
        (link_result(f"{SITE}/1", "", "", "", DAY), True, True),
        (link_result(f"{SITE}/1", "", "", "", DAY - timedelta(6)), False, False),
        (link_result(f"{SITE}/1", "", "", "", DAY - timedelta(7)), False, True),
        (link_result(f"{SITE}/1", "", "", "", DAY + timedelta(1)), False, True),
        (link_result(f"{SITE}/1", "L421", "404", "", DAY), False, False),
        (link_result(f"{SITE}/1", "L425", "", "", DAY), False, True),
    ],
)
def test_a_visit_is_believed_for_a_week(known: LinkResult | None, again: bool, visited: bool) -> None:
    seen = {f"{SITE}/1": known} if known else {}
    assert (f"{SITE}/1" in urls_to_visit([f"{SITE}/1"], seen, DAY, again=again)) is visited


def test_what_is_no_web_address_is_never_visited() -> None:
    urls = ["http://192.168.1.1/", "javascript:x", "https://a", "http://localhost/", r"C:\a", f"{SITE}/1", f"{SITE}/1"]
    assert urls_to_visit(urls, {}, DAY, again=True) == (f"{SITE}/1",)

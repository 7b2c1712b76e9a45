"""Visit many addresses at the same time, and choose which of them need a visit.

Takes addresses and a function that visits one; returns results by address. Starts threads; the function it is given
uses the network.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from queue import Queue
from threading import Event

from ita_xlsx.links.addresses import read_address
from ita_xlsx.model.findings.codes import Code
from ita_xlsx.model.links import LinkResult, Verdict, visit_result
from ita_xlsx.model.progress import OnProgress

# Days for which a result is used again; an address with an unknown result is visited again.
DAYS = 7
_MOST_THREADS = 8

Visit = Callable[[str], LinkResult]


def earlier_visits(results: Mapping[str, LinkResult]) -> dict[str, LinkResult]:
    """Return the results of earlier visits by address, of whatever age."""
    return {url: visit for url, result in results.items() if (visit := visit_result(result)) is not None}


def urls_to_visit(urls: Iterable[str], earlier: Mapping[str, LinkResult], day: date, *, again: bool) -> tuple[str, ...]:
    """Return the addresses to visit: those that can be opened and have no result of the last days.

    ``again`` includes those that were visited lately.
    """
    selected = []
    for url in dict.fromkeys(urls):
        address, fault = read_address(url)
        if address is None or fault == Code.INTERNAL_ADDRESS:
            continue
        result = earlier.get(url)
        if again or result is None or result.verdict is Verdict.UNKNOWN or not _is_fresh(result.checked, day):
            selected.append(url)
    return tuple(selected)


def visit_all(urls: Iterable[str], visit: Visit, progress: OnProgress | None = None) -> dict[str, LinkResult]:
    """Return the results of visits by address, in the order of the hosts.

    Different hosts are visited at the same time, the addresses of one host one after the other. The result is empty
    if no host could be found: then this computer is offline. ``progress`` is called with (addresses done, addresses in
    all).
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        address, _ = read_address(url)
        groups[address.host if address else ""].append(url)
    total = sum(map(len, groups.values()))
    results: dict[str, LinkResult] = {}
    for result in _visit_hosts(tuple(groups.values()), visit, total):
        results[result.url] = result
        if progress is not None:
            progress(len(results), total)
    if _is_offline(results.values(), len(groups)):
        return {}
    return {url: results[url] for group in groups.values() for url in group}


def _visit_hosts(groups: Iterable[list[str]], visit: Visit, total: int) -> Iterator[LinkResult]:
    """Yield the results as they arrive; raise the first exception of a visit."""
    results: Queue[LinkResult | BaseException] = Queue()
    stopped = Event()

    def visit_group(group: list[str]) -> None:
        try:
            for url in group:
                if stopped.is_set():
                    return
                results.put(visit(url))
        except BaseException as error:  # raised again in the thread that waits for the results
            results.put(error)

    with ThreadPoolExecutor(_MOST_THREADS) as pool:
        try:
            for group in groups:
                pool.submit(visit_group, group)
            for _ in range(total):
                result = results.get()
                if isinstance(result, BaseException):
                    raise result
                yield result
        finally:
            stopped.set()
            pool.shutdown(wait=False, cancel_futures=True)


def _is_offline(results: Collection[LinkResult], hosts: int) -> bool:
    """Return True if no host could be found; a single host without a name may be really gone."""
    rules = {result.rule for result in results}
    return rules == {Code.HOST_LOOKUP_FAILED} or (
        hosts > 1 and bool(rules) and rules <= {Code.NO_SUCH_HOST, Code.HOST_LOOKUP_FAILED}
    )


def _is_fresh(checked: date | None, day: date) -> bool:
    return checked is not None and timedelta(0) <= day - checked < timedelta(DAYS)

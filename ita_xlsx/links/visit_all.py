"""Which addresses are visited, which are known from before, and who goes where at the same time?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from queue import Queue
from threading import Event

from ita_xlsx.links.addresses import read_address
from ita_xlsx.model.links import LinkResult, Verdict, visit_of

# So long a visit is believed; what could not be told is asked again.
DAYS = 7
_AT_ONCE = 8

Visit = Callable[[str], LinkResult]
OnProgress = Callable[[int, int], None]


def known_visits(results: Mapping[str, LinkResult]) -> dict[str, LinkResult]:
    """What earlier visits found, by address, however old."""
    return {url: visit for url, result in results.items() if (visit := visit_of(result)) is not None}


def to_visit(urls: Iterable[str], known: Mapping[str, LinkResult], day: date, *, again: bool) -> tuple[str, ...]:
    """The addresses to visit: those that can be opened at all and were not visited of late."""
    chosen = []
    for url in dict.fromkeys(urls):
        address, fault = read_address(url)
        if address is None or fault == "L408":
            continue
        seen = known.get(url)
        if again or seen is None or seen.verdict is Verdict.UNKNOWN or not _is_fresh(seen.checked, day):
            chosen.append(url)
    return tuple(chosen)


def visit_all(urls: Iterable[str], visit: Visit, progress: OnProgress | None = None) -> dict[str, LinkResult]:
    """What visits find, by address; hosts side by side, the addresses of one host one after the other.

    Nothing at all where no host has a name: it is this computer then that is cut off, and not the sites that are gone.
    ``progress`` is told (addresses done, addresses in all).
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        address, _ = read_address(url)
        groups[address.host if address else ""].append(url)
    total = sum(map(len, groups.values()))
    found: dict[str, LinkResult] = {}
    for result in _side_by_side(tuple(groups.values()), visit, total):
        found[result.url] = result
        if progress is not None:
            progress(len(found), total)
    if _is_offline(found.values(), len(groups)):
        return {}
    return {url: found[url] for group in groups.values() for url in group}


def _side_by_side(groups: Iterable[list[str]], visit: Visit, total: int) -> Iterator[LinkResult]:
    results: Queue[LinkResult | BaseException] = Queue()
    stopped = Event()

    def walk(group: list[str]) -> None:
        try:
            for url in group:
                if stopped.is_set():
                    return
                results.put(visit(url))
        except BaseException as error:  # whoever waits for it must hear of it
            results.put(error)

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        try:
            for group in groups:
                pool.submit(walk, group)
            for _ in range(total):
                result = results.get()
                if isinstance(result, BaseException):
                    raise result
                yield result
        finally:
            stopped.set()
            pool.shutdown(wait=False, cancel_futures=True)


def _is_offline(results: Collection[LinkResult], hosts: int) -> bool:
    """Whether no host could be found; a single one that has no name may well be gone."""
    rules = {result.rule for result in results}
    return rules == {"L433"} or (hosts > 1 and bool(rules) and rules <= {"L422", "L433"})


def _is_fresh(checked: date | None, day: date) -> bool:
    return checked is not None and timedelta(0) <= day - checked < timedelta(DAYS)

"""Leave out the forms that a mended copy among the same files takes the place of.

Takes read forms; returns those that are left, and findings. Works on values only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from ita_xlsx.model.findings import Code, Status, make_finding
from ita_xlsx.model.round_state import bare_name

if TYPE_CHECKING:
    from ita_xlsx.cycle.receive import Returned

# So many forms are held in memory to be compared; of a larger number each is told by itself.
_MOST = 5000


def without_superseded(returned: Iterable[Returned]) -> Iterator[Returned]:
    """Yield the forms in order; one that another accepted form mends has a finding (N140) in place of its own."""
    remaining = iter(returned)
    first = tuple(islice(remaining, _MOST))
    mending = _mending(first)
    files = {item.digest: item.submission.stamp.mends for item in first if item.submission}
    for item in first:
        newer = mending.get(item.digest)
        yield item if newer is None or newer is item else _superseded(item, newer, files)
    yield from remaining


def _mending(returned: Sequence[Returned]) -> dict[str, Returned]:
    """Return each accepted form by the digests of the forms that it mends."""
    accepted = (item for item in returned if item.submission is not None and item.status is not Status.REJECTED)
    return {digest: item for item in accepted if item.submission for digest in item.submission.stamp.mends}


def joined_parts(mends: Iterable[str], files: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Return the digests of the files from which a form was joined; none for a form that mends one file.

    ``mends`` are the digests in the stamp of the form, ``files`` those in the stamps of other files, by their digest. A
    form that mends one file also names what that file mends.
    """
    held = {digest for digest in mends if digest in files}
    earlier = {digest for item in held for digest in files[item] if digest != item}
    parts = frozenset(held - earlier)
    return parts if len(parts) > 1 else frozenset()


def _superseded(item: Returned, newer: Returned, files: Mapping[str, Sequence[str]]) -> Returned:
    submission = item.submission
    agency = submission.agency if submission else None
    mends = newer.submission.stamp.mends if newer.submission else ()
    about = {"agency": agency.code if agency else "", "name": agency.name if agency else ""}
    if item.digest in joined_parts(mends, files):
        files_text = f"«{bare_name(item.file)}»"
        joined = make_finding(
            Code.FORM_JOINS_FILES, file=item.file, value=bare_name(newer.file), files=files_text, **about
        )
        return replace(item, findings=(joined,))
    finding = make_finding(
        Code.FORM_SUPERSEDED,
        file=item.file,
        **about,
        value=bare_name(newer.file),
        other=bare_name(item.file),
        cells="",
    )
    return replace(item, findings=(finding,))

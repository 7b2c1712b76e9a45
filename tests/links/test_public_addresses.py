"""Check that nothing but the public internet is ever contacted."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ita_xlsx.links import connections as dialing
from ita_xlsx.links.public_addresses import is_public
from tests.links.websites import OTHER, PUBLIC, SITE, World


@pytest.mark.parametrize(
    ("answers", "dialled"),
    [
        (("10.1.2.3",), []),
        ((PUBLIC, "10.1.2.3"), []),
        (("127.0.0.1",), []),
        (("::ffff:127.0.0.1",), []),
        (("::ffff:93.184.216.34",), []),
        (("fe80::1%eth0",), []),
        (("64:ff9b::7f00:1",), []),
        (("64:ff9b::5db8:d822",), [("64:ff9b::5db8:d822", 80)]),
        ((OTHER,), [(OTHER, 80)]),
        ((PUBLIC, OTHER), [(PUBLIC, 80)]),
        (("nonsense",), []),
        ((), []),
    ],
)
def test_every_address_of_a_name_is_looked_at_before_any_is_dialled(
    world: World, answers: tuple[str, ...], dialled: list[tuple[str, int]]
) -> None:
    world.names["www.trat.go.th"] = answers
    result = world.visitor().visit(f"{SITE}/ok")
    assert world.dialled == dialled
    expected = "" if dialled else ("L432" if answers else "L425")
    assert result.rule == expected


def test_a_second_answer_that_is_private_is_refused(world: World) -> None:
    """A name may lead elsewhere a moment later: whoever connects again looks again, at what is connected to."""
    answers = iter([(PUBLIC,), ("127.0.0.1",)])

    def rebinding(host: str, port: int) -> Sequence[str]:
        return next(answers)

    world.resolve = rebinding  # type: ignore[method-assign]
    # The first connection breaks, and a second has to be made.
    assert world.visitor().visit(f"{SITE}/head-hangs-up").rule == "L432"
    assert world.dialled == [(PUBLIC, 80)]
    assert [method for method, *_ in world.http.seen] == ["HEAD"]


def test_without_its_guard_the_same_visit_would_reach_inside(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests above can fail: they see what is dialled when nobody looks at addresses or ports."""
    monkeypatch.setattr(dialing, "is_public", lambda address: True)
    monkeypatch.setattr(dialing, "PORTS", (80, 443, 8080))
    for path in ("/to-private", "/to-private-name", "/to-port"):
        world.visitor().visit(f"{SITE}{path}")
    assert set(world.dialled) == {(PUBLIC, 80), ("10.0.0.1", 80), ("192.168.1.9", 80), (PUBLIC, 8080)}


PRIVATE = st.sampled_from(
    ["10.0.0.0/8", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "100.64.0.0/10"]
)


@given(PRIVATE.map(ipaddress.IPv4Network), st.integers(0, 2**32 - 1))
def test_no_disguise_makes_a_private_address_public(network: ipaddress.IPv4Network, number: int) -> None:
    inner = int(network[0]) | number & int(network.hostmask)
    disguises = (
        inner, 0xFFFF << 32 | inner, 0x64FF9B << 96 | inner, 0x2002 << 112 | inner << 80 | 1, inner << 96 | inner,
        0x26064700 << 96 | 0x5EFE << 32 | inner,
    )  # fmt: skip
    assert not is_public(str(ipaddress.IPv4Address(inner)))
    for value in disguises[:4] + disguises[5:]:
        assert not is_public(str(ipaddress.IPv6Address(value)))

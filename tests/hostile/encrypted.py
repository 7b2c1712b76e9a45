"""Make files that have a password, in every way in which Office writes it."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from hashlib import sha1
from random import Random
from unittest.mock import patch

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from msoffcrypto.method import ecma376_agile  # type: ignore[import-untyped]
from msoffcrypto.method.container import ecma376_encrypted  # type: ignore[import-untyped]

from tests.hostile.case import Case, case

# The first is the password Excel tries by itself; a file with it opens there without a question and nowhere else.
PASSWORDS = (
    "VelvetSweatshop",
    "1234",
    "รหัสผ่าน๒๕๖๘",
    "ความลับของหน่วยงาน ห้ามเผยแพร่",
    "p@ss wörd",
    "🔒🔑",
    " ",
    "x" * 255,
    "\u202eabc\u200b",
)
SPINS = 50_000  # fixed for standard encryption
# The directory would carry the time of day, and the same seed shall give the same bytes.
NO_CLOCK = patch.object(ecma376_encrypted, "datetime2filetime", lambda _: 0)
PROVIDER = "Microsoft Enhanced RSA and AES Cryptographic Provider"


def encrypted(good: bytes, seed: int) -> Iterator[Case]:
    """The workbook with a password: agile as of Excel 2010, standard as of 2007, and with things around it."""
    rng = Random(f"encrypted {seed}")
    for number, password in enumerate(PASSWORDS):
        # Fewer rounds are as legal, and keep all of this under a second.
        spins = 100_000 if number == 0 else rng.randrange(1_000, 9_000)
        yield case(f"agile encryption, password {number}", _agile(good, password, spins, rng), "F103")
    for bits in (128, 192, 256):
        for version in ((3, 2), (4, 2)):
            name = f"standard encryption, AES {bits}, version {version[0]}.{version[1]}"
            yield case(name, standard(good, rng.choice(PASSWORDS), bits, version, rng), "F103")
    plain = _agile(good, rng.choice(PASSWORDS), 1_000, rng)
    yield case("encrypted, with NULs after the end", plain + bytes(512 * rng.randrange(1, 40)), "F103")
    yield case("encrypted, with noise after the end", plain + rng.randbytes(rng.randrange(1, 5_000)), "F103")
    padded = b"PK\x03\x04" + rng.randbytes(rng.randrange(60_000, 300_000))
    yield case("encrypted, of a larger body", _agile(padded, "x", 1_000, rng), "F103")
    yield case("encrypted, of a tiny body", _agile(b"PK\x05\x06" + bytes(18), "x", 1_000, rng), "F103")
    for minor in (0x3B, 0x21, 0):
        yield case(f"encrypted, minor version {minor:#x}", plain[:24] + struct.pack("<H", minor) + plain[26:], "F103")
    # The class id of the root entry is zero by the book, and set by some rights-management clients.
    yield case("encrypted, with a class id in the header", plain[:8] + rng.randbytes(16) + plain[24:], "F103")


def _agile(good: bytes, password: str, spins: int, rng: Random) -> bytes:
    with patch.object(ecma376_agile, "_random_buffer", rng.randbytes), NO_CLOCK:
        made = ecma376_agile.ECMA376Agile.encrypt(password, io.BytesIO(good), spin_count=spins)
    assert isinstance(made, bytes)
    return made


def standard(good: bytes, password: str, bits: int, version: tuple[int, int], rng: Random) -> bytes:
    """The workbook under standard encryption ([MS-OFFCRYPTO] 2.3.4.5 to 2.3.4.9)."""
    salt = rng.randbytes(16)
    digest = sha1(salt + password.encode("utf-16-le")).digest()
    for spin in range(SPINS):
        digest = sha1(struct.pack("<I", spin) + digest).digest()
    digest = sha1(digest + bytes(4)).digest()
    key = b"".join(sha1(_mixed(digest, mask)).digest() for mask in (0x36, 0x5C))[: bits // 8]
    seal = Cipher(algorithms.AES(key), modes.ECB())
    verifier = rng.randbytes(16)
    sealed = [_sealed(seal, verifier), _sealed(seal, sha1(verifier).digest().ljust(32, b"\0"))]
    provider = PROVIDER.encode("utf-16-le") + b"\0\0"
    algorithm = {128: 0x660E, 192: 0x660F, 256: 0x6610}[bits]
    header = struct.pack("<IIIIIIII", 0x24, 0, algorithm, 0x8004, bits, 0x18, 0, 0) + provider
    verify = struct.pack("<I", 16) + salt + sealed[0] + struct.pack("<I", 20) + sealed[1]
    info = struct.pack("<HHII", *version, 0x24, len(header)) + header + verify
    body = struct.pack("<Q", len(good)) + _sealed(seal, good + bytes(-len(good) % 16))
    out = io.BytesIO()
    with NO_CLOCK:
        ecma376_encrypted.ECMA376Encrypted(body, info).write_to(out)
    return out.getvalue()


def _mixed(digest: bytes, mask: int) -> bytes:
    return bytes(byte ^ mask for byte in digest.ljust(64, b"\0"))


def _sealed(seal: Cipher[modes.ECB], data: bytes) -> bytes:
    locked = seal.encryptor()
    return locked.update(data) + locked.finalize()

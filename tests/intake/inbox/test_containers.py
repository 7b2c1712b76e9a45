"""Check that mails and archives in each other are opened down to a level, safely, and cost themselves alone."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from pathlib import Path

import pytest

from ita_xlsx.errors import UnreadableWorkbook
from ita_xlsx.intake.inbox.containers import ContainerKind, list_container
from ita_xlsx.intake.isolation.worker import without_children
from ita_xlsx.intake.sources import Source, find_arrivals
from tests.support.mails import mail, raw_mail
from tests.support.outlook_mail import OutlookMail, compound_file

THAI = "ฉบับแก้ไข ลำปาง.xlsx"


def zipped(files: Sequence[tuple[str, bytes]], method: int = zipfile.ZIP_STORED) -> bytes:
    """A zip of these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return stream.getvalue()


def thai_zip(name: str, data: bytes) -> bytes:
    """A zip whose name is in the Thai code page, as old Windows programs write it."""
    raw = name.encode("cp874")
    packed = zipped([("x" * len(raw), data)])
    return packed.replace(b"x" * len(raw), raw)


def nested(levels: int, data: bytes = b"PK") -> bytes:
    """A zip in a zip, so many times."""
    for _ in range(levels):
        data = zipped([("in.zip", data)])
    return data


def found(folder: Path, files: Sequence[tuple[str, bytes]]) -> tuple[dict[str, bytes], list[tuple[str, str]]]:
    """The names and bytes of the files that are found in a folder of these, and the findings."""
    for name, data in files:
        (folder / name).write_bytes(data)
    arrivals = find_arrivals([str(folder)])
    cut = len(str(folder)) + 1
    return (
        {item.name[cut:]: item.read() for item in arrivals.sources},
        [(item.code.value, item.file[cut:]) for item in arrivals.findings],
    )


MAIL = mail([("P01.xlsx", b"mail")])
MSG = OutlookMail(files=[("P02.xlsx", b"outlook")]).data()


@pytest.mark.parametrize(
    ("files", "read", "findings"),
    [
        ([("a.eml", MAIL)], {"a.eml/P01.xlsx": b"mail"}, []),
        ([("a.msg", MSG)], {"a.msg/P02.xlsx": b"outlook"}, []),
        ([("A.EML", MAIL)], {"A.EML/P01.xlsx": b"mail"}, []),
        ([("a.zip", zipped([("b.zip", thai_zip(THAI, b"x"))]))], {f"a.zip/b.zip/{THAI}": b"x"}, []),
        ([("a.zip", zipped([("m.eml", MAIL), ("m.msg", MSG)]))],
         {"a.zip/m.eml/P01.xlsx": b"mail", "a.zip/m.msg/P02.xlsx": b"outlook"}, []),
        ([("a.eml", mail([("b.zip", zipped([("d/P03.xlsx", b"3"), ("P04.pdf", b"4")]))]))],
         {"a.eml/b.zip/d/P03.xlsx": b"3"}, [("F106", "a.eml/b.zip/P04.pdf")]),
        ([("a.eml", mail([("P.xlsx", b"1"), ("P.xlsx", b"2")]))],
         {"a.eml/P.xlsx": b"1", "a.eml/P [2].xlsx": b"2"}, []),
        ([("a.eml", mail([("P.rar", b"1"), ("P.ods", b"2")]))], {"a.eml/P.ods": b"2"}, [("F125", "a.eml/P.rar")]),
        ([("a.eml", mail())], {}, [("F132", "a.eml")]),
        ([("a.eml", mail(text="https://docs.google.com/x/1"))], {}, [("F133", "a.eml")]),
        ([("a.eml", mail([("P01.xlsx", b"1")], text="https://docs.google.com/x/1"))], {"a.eml/P01.xlsx": b"1"}, []),
        ([("a.zip", nested(6))], {}, [("F119", "a.zip/" + "/".join(["in.zip"] * 6))]),
        ([("a.zip", nested(2, zipped([("P.xlsx", b"1")])))], {"a.zip/in.zip/in.zip/P.xlsx": b"1"}, []),
        ([("a.zip", zipped([("b.zip", b"no zip"), ("P.xlsx", b"1")]))], {"a.zip/P.xlsx": b"1"},
         [("F120", "a.zip/b.zip")]),
        ([("a.zip", zipped([("b.zip", zipped([]))]))], {}, [("F107", "a.zip/b.zip")]),
        ([("bad.eml", b"\0\1"), ("b.eml", MAIL), ("bad.msg", b"x")], {"b.eml/P01.xlsx": b"mail"},
         [("F131", "bad.eml"), ("F131", "bad.msg")]),
        ([("a.eml", b"")], {}, [("F102", "a.eml")]),
    ],
)  # fmt: skip
def test_what_a_container_holds_is_found_and_read(
    tmp_path: Path, files: Sequence[tuple[str, bytes]], read: dict[str, bytes], findings: list[tuple[str, str]]
) -> None:
    assert found(tmp_path, files) == (read, findings)
    with without_children():
        assert found(tmp_path, files) == (read, findings)


GARBLED = (
    b"From: =?utf-8?B?!!!\nSubject: =?x-unknown?Q?=FF?=\nDate: yesterday\nContent-Type: multipart/mixed\n\n--a\nhello"
)


@pytest.mark.parametrize(
    "data",
    [
        GARBLED,
        # Cut off before the first part, in the text, and in the headers of the attachment.
        MAIL[: MAIL.index(b"--===")],
        MAIL[: MAIL.index(b"charset")],
        MAIL[: MAIL.index(b"Content-Disposition")],
        MAIL.replace(b"--===", b"--==x"),
    ],
)
def test_a_mail_that_was_cut_off_or_garbled_is_damaged(data: bytes, tmp_path: Path) -> None:
    _, findings = found(tmp_path, [("a.eml", data)])
    assert ("F137", "a.eml") in findings


def test_each_file_of_a_mail_keeps_its_sender_and_its_moment(tmp_path: Path) -> None:
    forwarded = EmailMessage()
    forwarded["From"], forwarded["Date"] = "b@b.go.th", "Fri, 2 Oct 2026 09:00:00 +0700"
    forwarded.set_content("fwd")
    inner = EmailMessage()
    inner["From"], inner["Date"] = "a@a.go.th", "Tue, 29 Sep 2026 18:00:00 +0000"
    inner.set_content("x")
    inner.add_attachment(b"1", maintype="application", subtype="x", filename="P01.xlsx")
    forwarded.add_attachment(inner)
    forwarded.add_attachment(b"2", maintype="application", subtype="x", filename="note.pdf")
    (tmp_path / "a.eml").write_bytes(forwarded.as_bytes())
    arrivals = find_arrivals([str(tmp_path)])
    (source,) = arrivals.sources
    assert source.inside.mail is not None
    assert (source.inside.mail.sender, source.inside.mail.received.iso) == ("a@a.go.th", "2026-09-30T01:00:00+07:00")
    assert arrivals.mails[f"{tmp_path}/a.eml/note.pdf"].sender == "b@b.go.th"


def zip_bomb() -> bytes:
    return zipped([("P.xlsx", bytes(200 * 1024 * 1024))], zipfile.ZIP_DEFLATED)


def many_zips(count: int) -> bytes:
    inner = zipped([("P.pdf", b"x")])
    return zipped([(f"{number}.zip", inner) for number in range(count)], zipfile.ZIP_DEFLATED)


@pytest.mark.parametrize(
    ("name", "make", "code"),
    [
        ("a.eml", lambda: mail([("b.zip", zip_bomb())]), "F108"),
        ("a.zip", lambda: zipped([("b.zip", zip_bomb())]), "F108"),
        ("a.msg", lambda: OutlookMail(files=[("b.zip", zip_bomb())]).data(), "F108"),
    ],
)
def test_a_bomb_in_a_mail_is_refused_when_it_is_read(
    tmp_path: Path, name: str, make: Callable[[], bytes], code: str
) -> None:
    (tmp_path / name).write_bytes(make())
    (source,) = find_arrivals([str(tmp_path)]).sources
    with pytest.raises(UnreadableWorkbook) as error:
        source.read()
    assert error.value.code == code


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("deep.eml", lambda: raw_mail("From: a@b\nContent-Type: multipart/mixed; boundary=b",
                                      b"--b\nContent-Type: multipart/mixed; boundary=b\n\n" * 5000)),
        ("rfc822.eml", lambda: raw_mail("From: a@b", b"") + b"Content-Type: message/rfc822\n\n" * 20000),
        ("long.eml", lambda: raw_mail("From: " + "a" * 3_000_000 + "\nSubject: " + "=?utf-8?Q?x?= " * 200_000)),
        ("params.eml", lambda: raw_mail("From: a@b\nContent-Disposition: attachment; " + 'x="\\";' * 400_000)),
        ("addresses.eml", lambda: raw_mail("From: " + "<(" * 500_000)),
        ("many.eml", lambda: raw_mail("From: a@b\nContent-Type: multipart/mixed; boundary=b",
                                      b"--b\nContent-Type: application/x\n\nx\n" * 60_000)),
        ("same.msg", lambda: compound_file({f"__substg1.0_{n:04X}001F": b"x" for n in range(3000)})),
        ("zips.zip", lambda: many_zips(3000)),
        ("quine.zip", lambda: nested(400)),
    ],
)  # fmt: skip
def test_a_hostile_container_is_done_with_in_time_and_alone(
    tmp_path: Path, name: str, make: Callable[[], bytes]
) -> None:
    (tmp_path / name).write_bytes(make())
    (tmp_path / "good.eml").write_bytes(MAIL)
    start = time.monotonic()
    arrivals = find_arrivals([str(tmp_path)])
    assert time.monotonic() - start < 60
    assert f"{tmp_path}/good.eml/P01.xlsx" in [item.name for item in arrivals.sources]


def test_streams_of_an_outlook_mail_that_share_their_bytes_are_a_bomb(tmp_path: Path) -> None:
    data = bytearray(OutlookMail(files=[("P.xlsx", bytes(4096))]).data())
    size = (4096).to_bytes(8, "little")
    at = data.rindex(size)
    data[at : at + 8] = (1 << 30).to_bytes(8, "little")
    path = tmp_path / "a.msg"
    path.write_bytes(bytes(data))
    listing = list_container(Source("a.msg", path).place, ContainerKind.OUTLOOK)
    assert listing.fault is not None
    assert listing.fault[0] == "F131"


@pytest.mark.slow
def test_ten_thousand_mails_take_ten_times_as_long_as_a_thousand(tmp_path: Path) -> None:
    seconds = []
    for count in (1000, 10_000):
        folder = tmp_path / str(count)
        folder.mkdir()
        for number in range(count):
            (folder / f"{number:05}.eml").write_bytes(MAIL)
        start = time.monotonic()
        assert len(find_arrivals([str(folder)]).sources) == count
        seconds.append(time.monotonic() - start)
    assert seconds[1] < 25 * max(seconds[0], 0.5)

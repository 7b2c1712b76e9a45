"""Check that each fault of a certificate is named."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ita_xlsx.model.links import link_result
from tests.links.websites import DAY, PUBLIC, Stage, World


def certificate(folder: Path, name: str, *, days: int = 30, authority: Any = None) -> tuple[Path, Any]:
    """A certificate for a name, by an authority or by itself, in a file with its key."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    issuer, signer = authority or (subject, key)
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=60))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=authority is None, path_length=None), critical=True)
        .sign(signer, hashes.SHA256())
    )
    path = folder / f"{name}{days}.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    return path, (subject, key)


@pytest.mark.parametrize(
    ("name", "days", "trusted", "code"),
    [
        ("www.trat.go.th", 30, True, ""),
        ("www.trat.go.th", -1, True, "L427"),
        ("www.tak.go.th", 30, True, "L428"),
        ("www.trat.go.th", 30, False, "L429"),
    ],
)
def test_faults_of_certificates_are_named(
    world: World, tmp_path: Path, name: str, days: int, trusted: bool, code: str
) -> None:
    root, authority = certificate(tmp_path, "root", days=300)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate(tmp_path, name, days=days, authority=authority)[0])
    asked: list[str | None] = []
    server.sni_callback = lambda _, hostname, __: asked.append(hostname)
    stage = Stage(server)
    world.https = stage.server_port
    context = ssl.create_default_context(cafile=str(root) if trusted else None)
    result = world.visitor(trusted=context).visit("https://www.trat.go.th/ok")
    stage.end()
    assert result == link_result("https://www.trat.go.th/ok", code, "www.trat.go.th" if code else "", "", DAY)
    assert world.dialled == [(PUBLIC, 443)]
    # The name that was asked for is told to the server, not the address it was dialled by.
    assert set(asked) == {"www.trat.go.th"}
    assert [host for _, host, _, _ in stage.seen] == ([] if code else ["www.trat.go.th"])

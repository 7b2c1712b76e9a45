"""Drive Firefox by Marionette, the protocol that it speaks itself: no driver has to be installed."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

START_SECONDS = 120.0


class Firefox:
    """One session of a running Firefox."""

    def __init__(self, port: int) -> None:
        self._connection = _connected(port)
        self._last = 0
        self._receive()
        self.send("WebDriver:NewSession", {})
        self.send("WebDriver:SetTimeouts", {"implicit": 60_000, "pageLoad": 120_000, "script": 60_000})

    def send(self, command: str, values: dict[str, Any]) -> Any:
        """Send a command; return its result, or raise RuntimeError with what Firefox says."""
        self._last += 1
        text = json.dumps([0, self._last, command, values])
        self._connection.sendall(f"{len(text.encode())}:{text}".encode())
        _, _, error, result = self._receive()
        if error:
            raise RuntimeError(f"{command}: {error['error']}: {error['message']}")
        return result["value"] if isinstance(result, dict) and set(result) == {"value"} else result

    def _receive(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self._take(1)
        return json.loads(self._take(int(length[:-1])))

    def _take(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            part = self._connection.recv(count - len(data))
            if not part:
                raise RuntimeError("Firefox has closed the connection")
            data += part
        return data

    def open(self, address: str) -> None:
        self.send("WebDriver:Navigate", {"url": address})

    def find(self, selector: str) -> str:
        """Wait for an element; return its handle."""
        (handle,) = self.send("WebDriver:FindElement", {"using": "css selector", "value": selector}).values()
        return str(handle)

    def text(self, selector: str) -> str:
        return str(self.send("WebDriver:GetElementText", {"id": self.find(selector)}))

    def choose(self, selector: str, file: Path) -> None:
        """Choose a file in an input."""
        self.send("WebDriver:ElementSendKeys", {"id": self.find(selector), "text": str(file)})


@contextmanager
def firefox(program: str) -> Iterator[Firefox]:
    """Run a Firefox without a display and with a profile of its own, and end it."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = int(free.getsockname()[1])
    profile = Path(tempfile.mkdtemp(prefix="ita-firefox-"))
    preferences = {"marionette.port": port, "datareporting.policy.dataSubmissionEnabled": False}
    lines = (f"user_pref({json.dumps(key)}, {json.dumps(value)});" for key, value in preferences.items())
    (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
    command = (program, "--headless", "--no-remote", "--marionette", "--profile", str(profile))
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield Firefox(port)
    finally:
        process.terminate()
        process.wait(60)
        shutil.rmtree(profile, ignore_errors=True)


def _connected(port: int) -> socket.socket:
    """Return a connection, as soon as Firefox listens."""
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=120)
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.3)

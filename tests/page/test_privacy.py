"""Check that nothing leaves: every way out is tried, from the page, its worker and Python, with a host that listens."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.page.driver import Screen, opened
from tests.page.host import Host, listening

# Each is tried alone; what it raises is of no interest, only what arrives. HOST is the address of the listening host.
FROM_PAGE = {
    "fetch": "fetch(HOST)",
    "fetch without answer": "fetch(HOST, {mode: 'no-cors', keepalive: true, method: 'POST', body: 'x'})",
    "XMLHttpRequest": "new Promise((r) => {"
    " const x = new XMLHttpRequest(); x.onloadend = r; x.open('GET', HOST); x.send(); })",
    "WebSocket": "new WebSocket(HOST.replace('http', 'ws'))",
    "WebTransport": "new WebTransport(HOST.replace('http:', 'https:')).ready",
    "EventSource": "new EventSource(HOST)",
    "sendBeacon": "navigator.sendBeacon(HOST, 'x')",
    "img": "put('img', {src: HOST})",
    "script": "put('script', {src: HOST})",
    "inline script": "put('script', {textContent: `fetch('${HOST}')`})",
    "module": "import(HOST)",
    "style sheet": "put('link', {rel: 'stylesheet', href: HOST})",
    "style": "put('style', {textContent: `body { background: url(${HOST}) }`})",
    "background": "document.body.style.backgroundImage = `url(${HOST})`",
    "adopted style": "{ const s = new CSSStyleSheet(); s.replaceSync(`main { background: url(${HOST}) }`);"
    " document.adoptedStyleSheets.push(s); }",
    "font": "new FontFace('x', `url(${HOST})`).load()",
    "video": "put('video', {src: HOST, preload: 'auto'})",
    "object": "put('object', {data: HOST})",
    "embed": "put('embed', {src: HOST})",
    "iframe": "put('iframe', {src: HOST})",
    "srcdoc": "put('iframe', {srcdoc: `<img src='${HOST}'>`})",
    "form": "put('form', {action: HOST, method: 'post', target: 'x'}).requestSubmit()",
    "ping": "put('a', {href: '#main', ping: HOST}).click()",
    "prefetch": "put('link', {rel: 'prefetch', href: HOST})",
    "preload": "put('link', {rel: 'preload', as: 'fetch', href: HOST})",
    "preconnect": "put('link', {rel: 'preconnect', href: HOST})",
    "manifest": "put('link', {rel: 'manifest', href: HOST})",
    "icon": "put('link', {rel: 'icon', href: HOST})",
    "handler": "put('img', {src: 'data:,x'}).setAttribute('onerror', `fetch('${HOST}')`)",
    "worker": "new Worker(HOST)",
    "worker of a blob": "new Worker(URL.createObjectURL(new Blob([`fetch('${HOST}')`])))",
    "service worker": "navigator.serviceWorker.register(HOST)",
    "audio worklet": "new AudioContext().audioWorklet.addModule(HOST)",
    "eval": "(0, eval)(`fetch('${HOST}')`)",
}
FROM_WORKER = {
    "fetch": "fetch(HOST)",
    "XMLHttpRequest": FROM_PAGE["XMLHttpRequest"],
    "WebSocket": FROM_PAGE["WebSocket"],
    "EventSource": FROM_PAGE["EventSource"],
    "importScripts": "importScripts(HOST)",
    "importScripts of the browser": "WorkerGlobalScope.prototype.importScripts.call(self, HOST)",
    "import": "import(HOST)",
    "worker": "new Worker(HOST)",
    "eval": "(0, eval)(`new WebSocket('${HOST}')`)",
}
FROM_PYTHON = {
    "urllib": "import urllib.request; urllib.request.urlopen('HOST', timeout=2).read()",
    "socket": "import socket; socket.create_connection(('127.0.0.1', PORT), 2).send(b'x')",
    "open_url": "from pyodide.http import open_url; open_url('HOST')",
    "pyfetch": "from pyodide.http import pyfetch; pyfetch('HOST')",
    "js.fetch": "import js; js.fetch('HOST')",
    "js.XMLHttpRequest": "import js; x = js.XMLHttpRequest.new(); x.open('GET', 'HOST', False); x.send()",
    "js.WebSocket": "import js; js.WebSocket.new('HOST'.replace('http', 'ws'))",
    "js.eval": "import js; js.eval(\"fetch('HOST')\")",
}


@pytest.fixture
def host() -> Iterator[Host]:
    with listening() as host:
        yield host


@pytest.fixture
def reached(tab: Page, page_file: Path) -> Screen:
    """The page, with its Python within reach; its console speaks of every attempt that was refused."""
    return opened(tab, page_file.as_uri(), reach=True)


def attempt(code: str) -> str:
    """A function that tries one way; the text stands in it, because the policy forbids to make it from a text."""
    body = code if code.startswith(("{", "document.body.style")) else f"return {code}"
    return f"""
async (HOST) => {{
  const put = (name, values) => {{
    const element = Object.assign(document.createElement(name), values);
    document.body.append(element);
    return element;
  }};
  try {{
    await Promise.race([(async () => {{ {body} }})(), new Promise((resolve) => setTimeout(resolve, 300))]);
  }} catch (error) {{ return String(error); }}
  return "";
}}"""


def test_no_way_out_of_the_page(reached: Screen, host: Host) -> None:
    asked: list[str] = []
    reached.tab.on("request", lambda request: asked.append(request.url))
    for name, code in FROM_PAGE.items():
        reached.tab.evaluate(attempt(code), f"http://127.0.0.1:{host.port}/{name.replace(' ', '-')}")
    reached.tab.wait_for_timeout(1500)
    assert host.heard == []
    assert reached.tab.url.startswith("file:")
    # The same attempts arrive where no policy forbids them, so the silence above says something.
    control = reached.tab.context.new_page()
    for name in ("fetch", "img", "sendBeacon", "WebSocket"):
        control.evaluate(attempt(FROM_PAGE[name]), f"http://127.0.0.1:{host.port}/{name}")
    control.wait_for_timeout(1000)
    assert len([line for line in host.heard if line.startswith(("tcp GET", "tcp POST"))]) >= 4


def test_no_way_out_of_the_worker(reached: Screen, host: Host) -> None:
    worker = reached.tab.workers[-1]
    for name, code in FROM_WORKER.items():
        worker.evaluate(attempt(code), f"http://127.0.0.1:{host.port}/{name.replace(' ', '-')}")
    reached.tab.wait_for_timeout(1000)
    assert host.heard == []


def test_no_way_out_of_python(reached: Screen, host: Host) -> None:
    for code in FROM_PYTHON.values():
        code = code.replace("HOST", f"http://127.0.0.1:{host.port}/").replace("PORT", str(host.port))
        tried = f"try:\n    exec({json.dumps(code)})\nexcept BaseException as error:\n    pass\n1 + 1"
        assert reached.python(tried) == "2"
    reached.tab.wait_for_timeout(1000)
    assert host.heard == []


def test_no_call_of_one_browser_to_another(reached: Screen) -> None:
    """No policy forbids WebRTC, so its constructors are taken away."""
    names = reached.tab.evaluate(
        "() => Object.getOwnPropertyNames(window).filter((name) => /^(webkit)?RTCPeerConnection$/.test(name))"
    )
    assert names == []
    assert reached.tab.evaluate("() => typeof RTCPeerConnection") == "undefined"


def test_work_asks_no_address(context: BrowserContext, page_file: Path, faulty_form: Path) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    screen = opened(context.new_page(), page_file.as_uri())
    screen.check(faulty_form)
    screen.tab.locator("[data-call=agency_copy]").click()
    screen.tab.wait_for_timeout(1000)
    assert {url.split(":")[0] for url in asked} <= {"file", "blob"}
    assert [url for url in asked if url.startswith("file")] == [page_file.as_uri()]
    assert screen.errors == []

"""A real Firefox without a window, spoken to in its own protocol, Marionette.

https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.waiting import wait_until

# Nothing is asked for over the network, and no page of welcome is shown.
_PREFERENCES = {
    "marionette.port": 0,
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "media.autoplay.default": 0,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
}
_SECONDS = 60


class Firefox:
    """One page of a browser that was started for a test; what `Chromium` is, for a Firefox."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=_SECONDS)
        self._rest, self._number = b"", 0
        self._read()  # it says who it is
        self.ask("WebDriver:NewSession", capabilities={"alwaysMatch": {}})
        self.ask("WebDriver:SetWindowRect", width=1280, height=800)

    def close(self) -> None:
        self._socket.close()

    def ask(self, command: str, **values: Any) -> Any:
        """Send an order and wait for its answer."""
        self._number += 1
        text = json.dumps([0, self._number, command, values]).encode()
        self._socket.sendall(b"%d:%s" % (len(text), text))
        _, number, error, result = self._read()
        assert number == self._number
        assert error is None, error
        return result["value"] if isinstance(result, dict) and "value" in result else result

    def open(self, path: Path) -> None:
        """Open a file, and wait until it is there."""
        self.ask("WebDriver:Navigate", url=path.as_uri())

    def run(self, script: str) -> Any:
        """Run a script in the page; return its value, a promise's once it has one."""
        return self.ask(
            "WebDriver:ExecuteAsyncScript",
            script=f"Promise.resolve({script}).then(arguments[0])",
            args=[],
            newSandbox=False,
        )

    def wait(self, script: str) -> None:
        """Wait until a script says that something is so."""
        wait_until(lambda: self.run(script), timeout_ms=1000 * _SECONDS)

    def click(self, selector: str) -> None:
        """Click in the middle of what a selector names, as a mouse does."""
        self.ask("WebDriver:ElementClick", id=self._find(selector))

    def asked(self) -> list[str]:
        """Give every address that the page asked for."""
        found: list[str] = self.run("performance.getEntriesByType('resource').map(e=>e.name)")
        return found

    def complaints(self) -> list[str]:
        """Give what the browser said of the page in its console."""
        self.ask("Marionette:SetContext", value="chrome")
        said: list[str] = self.run("Services.console.getMessageArray().map(m=>m.message)")
        self.ask("Marionette:SetContext", value="content")
        return [text for text in said if "file://" in text]

    def shot(self, selector: str) -> bytes:
        """Take a picture of what a selector names, as PNG."""
        made = self.ask("WebDriver:TakeScreenshot", id=self._find(selector), full=False)
        return base64.b64decode(made)

    def _find(self, selector: str) -> str:
        found = self.ask("WebDriver:FindElement", using="css selector", value=selector)
        element: str = next(iter(found.values()))
        return element

    def _read(self) -> Any:
        while b":" not in self._rest:
            self._rest += self._more()
        size, _, self._rest = self._rest.partition(b":")
        while len(self._rest) < int(size):
            self._rest += self._more()
        text, self._rest = self._rest[: int(size)], self._rest[int(size) :]
        return json.loads(text)

    def _more(self) -> bytes:
        data = self._socket.recv(1 << 20)
        assert data, "the browser ended"
        return data


@contextmanager
def firefox(folder: Path) -> Iterator[Firefox]:
    """Start a Firefox; the test is skipped where there is none."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if program is None:
        pytest.skip("there is no Firefox on this computer")
    folder.mkdir()
    lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in _PREFERENCES.items()]
    (folder / "user.js").write_text("".join(lines))
    command = [program, "--headless", "--no-remote", "--marionette", "--profile", str(folder)]
    command.append("-remote-allow-system-access")  # for what is in its console
    child = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "HOME": str(folder), "MOZ_CRASHREPORTER_DISABLE": "1"},
        start_new_session=True,
    )
    try:
        browser = Firefox(_port_in(folder, child))
        try:
            yield browser
        finally:
            browser.close()
    finally:
        os.killpg(child.pid, signal.SIGTERM)
        child.wait(_SECONDS)


def _port_in(folder: Path, child: subprocess.Popen[bytes]) -> int:
    """Wait until the browser says where it listens, in a file of its profile."""
    file = folder / "MarionetteActivePort"
    wait_until(
        lambda: child.poll() is not None or (file.exists() and file.read_text()),
        timeout_ms=1000 * _SECONDS,
    )
    assert child.poll() is None, "the browser ended"
    return int(file.read_text())

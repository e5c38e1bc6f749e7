"""A real Chromium without a window, spoken to over a pipe in its own debugging protocol."""

import base64
import json
import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.waiting import wait_until

_PATIENCE_MS = 20_000
_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


class Chromium:
    """One page of a browser that was started for a test."""

    def __init__(self, orders: int, answers: int) -> None:
        self._orders, self._answers = orders, answers
        self._number, self._rest, self._session = 0, b"", ""
        self.messages: list[dict[str, Any]] = []

    def ask(self, method: str, **values: Any) -> dict[str, Any]:
        """Send an order and wait for its answer."""
        self._number += 1
        order = {"id": self._number, "method": method, "params": values}
        if self._session:
            order["sessionId"] = self._session
        os.write(self._orders, json.dumps(order).encode() + b"\0")
        while True:
            while b"\0" not in self._rest:
                data = os.read(self._answers, 1 << 20)
                assert data, "the browser ended"
                self._rest += data
            raw, _, self._rest = self._rest.partition(b"\0")
            message = json.loads(raw)
            if message.get("id") == self._number:
                assert "error" not in message, message
                result: dict[str, Any] = message["result"]
                return result
            self.messages.append(message)

    def open(self, path: Path) -> None:
        """Open a file, and wait until it is there."""
        made = self.ask("Target.createTarget", url="about:blank")
        attached = self.ask("Target.attachToTarget", targetId=made["targetId"], flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{domain}.enable")
        self.ask("Page.navigate", url=path.as_uri())
        self.wait("document.readyState === 'complete' && location.protocol === 'file:'")

    def run(self, script: str) -> Any:
        """Run a script in the page; return its value."""
        answer = self.ask(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def wait(self, script: str) -> None:
        wait_until(lambda: self.run(script), timeout_ms=_PATIENCE_MS)

    def click(self, selector: str) -> None:
        """Click in the middle of what a selector names, as a mouse does."""
        place = self.run(
            f"(function(){{var e=document.querySelector({json.dumps(selector)});"
            "e.scrollIntoView({block:'center'});var r=e.getBoundingClientRect();"
            "return [r.x+r.width/2,r.y+r.height/2]})()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.ask(
                "Input.dispatchMouseEvent",
                type=kind,
                x=place[0],
                y=place[1],
                button="left",
                clickCount=1,
            )

    def asked(self) -> list[str]:
        return [
            message["params"]["request"]["url"]
            for message in self.messages
            if message.get("method") == "Network.requestWillBeSent"
        ]

    def complaints(self) -> list[str]:
        return [
            message["params"]["entry"]["text"]
            for message in self.messages
            if message.get("method") == "Log.entryAdded"
        ]

    def shot(self, selector: str) -> bytes:
        """Take a picture of what a selector names, as PNG."""
        box = self.run(
            f"(function(){{var r=document.querySelector({json.dumps(selector)})"
            ".getBoundingClientRect();"
            "return {x:r.x+scrollX,y:r.y+scrollY,width:r.width,height:r.height,scale:1}})()"
        )
        return base64.b64decode(
            self.ask("Page.captureScreenshot", clip=box, captureBeyondViewport=True)["data"]
        )


@contextmanager
def chromium(folder: Path) -> Iterator[Chromium]:
    """Start a Chromium; the test is skipped where there is none."""
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None:
        pytest.skip("there is no Chromium on this computer")
    read_orders, orders = os.pipe()
    answers, write_answers = os.pipe()
    command = [program, "--headless", "--disable-gpu", "--remote-debugging-pipe"]
    command += ["--no-first-run", "--autoplay-policy=no-user-gesture-required", "--mute-audio"]
    command += [f"--user-data-dir={folder}", "--window-size=1280,800"]
    if os.getuid() == 0:
        command.append("--no-sandbox")
    nothing = os.open(os.devnull, os.O_WRONLY)
    child = os.posix_spawn(
        program,
        command,
        os.environ,
        # The browser wants its pipe as the files 3 and 4; each is moved away first.
        file_actions=[
            (os.POSIX_SPAWN_DUP2, nothing, 1),
            (os.POSIX_SPAWN_DUP2, nothing, 2),
            (os.POSIX_SPAWN_DUP2, read_orders, 100),
            (os.POSIX_SPAWN_DUP2, write_answers, 101),
            (os.POSIX_SPAWN_DUP2, 100, 3),
            (os.POSIX_SPAWN_DUP2, 101, 4),
            (os.POSIX_SPAWN_CLOSE, 100),
            (os.POSIX_SPAWN_CLOSE, 101),
        ],
    )
    for end in (read_orders, write_answers, nothing):
        os.close(end)
    try:
        yield Chromium(orders, answers)
    finally:
        os.kill(child, signal.SIGTERM)
        os.waitpid(child, 0)
        os.close(orders)
        os.close(answers)

"""What the tests of saving share: the program on its stage, and a site with videos behind it."""

import json
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from tests.media.site import Site
from tests.ui.stage import NO_KEYS, Stage
from tests.waiting import wait_until
from viewer.media.jobs import JobState
from viewer.media.library import Chapter, SavedInfo
from viewer.media.ytdlp_failures import Failure
from viewer.online.download_queue import Download
from viewer.ui.tasks.saving import Saving

# A child process imports yt-dlp; on a busy machine that takes its time.
WAIT_MS = 40_000


class Desk:
    """A user who saves videos: what they press, and what they see."""

    def __init__(self, stage: Stage, site: Site) -> None:
        self.stage, self.site = stage, site

    @property
    def saving(self) -> Saving:
        return self.stage.program.saving

    def split(self, video: str) -> None:
        """Put a video on the site, with a thumbnail that can be seen."""
        self.site.split(video)
        image = QImage(160, 90, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.darkCyan)
        data = QBuffer()
        data.open(QBuffer.OpenModeFlag.WriteOnly)
        image.save(data, "JPG")
        self.site.web.add(f"/{video}/thumbnail.jpg", data.data().data())

    def note(self, name: str, video: str, *, front: str = "") -> Path:
        text = f"---\nurl: {self.site.url(video)}\n{front}---\n\nIt is said here [0:02].\n"
        return self.stage.write(name, text)

    def understood(self) -> None:
        self.stage.program.state.set("save/understood", True)

    def wait_for_estimate(self) -> None:
        self.stage.wait(lambda: "About" in self.saving.sheet.amount.text(), timeout_ms=WAIT_MS)

    def save(self) -> None:
        self.stage.press(Qt.Key.Key_S, CTRL_SHIFT)
        self.stage.wait(self.saving.sheet.isVisible)
        self.wait_for_estimate()
        self.stage.press(Qt.Key.Key_Return)
        self.stage.wait(lambda: not self.saving.sheet.isVisible())

    def item(self, video: str) -> Download:
        return self.saving.downloads.item(self.site.key(video))

    def wait_for(self, video: str, state: JobState) -> Download:
        self.stage.wait(lambda: self.item(video).state is state, timeout_ms=WAIT_MS)
        return self.item(video)

    def open_pane(self) -> None:
        self.stage.press(Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
        self.stage.wait(self.saving.pane.isVisible)
        self.stage.wait(self.saving.page.list.hasFocus)

    def line(self, video: str) -> str:
        """Return what the row of a video says below its title, as it is shown."""
        rows = self.saving.page.list.rows.rows
        return next((row.line for row in rows if row.key == self.site.key(video)), "")

    def wait_for_line(self, video: str, words: str) -> None:
        self.stage.wait(lambda: words in self.line(video), timeout_ms=WAIT_MS)


CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def press_button(name: str, *, most: int = 12) -> None:
    """Go to a button by Tab alone, once it is there, and press it; `name` is how its name begins.

    The buttons of a row are put there a moment after it.
    """

    def is_meant(one: QWidget | None) -> bool:
        named = one.accessibleName() if one is not None else ""
        is_button = isinstance(one, QAbstractButton) and one.isVisible()
        return is_button and (named.startswith(name) if named else one.text() == name)

    wait_until(lambda: any(map(is_meant, QApplication.allWidgets())))
    for _ in range(most):
        now = QApplication.focusWidget()
        if is_meant(now):
            QTest.keyClick(now, Qt.Key.Key_Space, NO_KEYS)
            return
        QTest.keyClick(now, Qt.Key.Key_Tab, NO_KEYS)
    raise AssertionError(f"Tab never came to {name!r}")


def put_saved(
    library: Path, key: str, title: str, video: Path | None = None, *, size: int = 1000,
    saved_at: str = "2026-11-10T09:30:00+00:00", channel: str = "A channel",
    duration_ms: int = 61_000, chapters: tuple[Chapter, ...] = (),
) -> None:  # fmt: skip
    """Put a saved video into a library; without `video` it is only as long as one."""
    folder = library / key
    folder.mkdir(parents=True)
    data = video.read_bytes() if video is not None else bytes(size)
    (folder / f"{key}.mp4").write_bytes(data)
    image = QImage(160, 90, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkCyan)
    image.save(str(folder / f"{key}.png"))
    info = SavedInfo(
        key=key, id=key, url="", title=title, channel=channel, duration_ms=duration_ms,
        file=f"{key}.mp4", bytes=len(data), height=720, saved_at=saved_at, thumbnail=f"{key}.png",
        chapters=chapters,
    )  # fmt: skip
    (folder / "info.json").write_text(info.to_json(), "utf-8")


def put_part(library: Path, key: str, size: int = 5000) -> None:
    folder = library / key / ".part"
    folder.mkdir(parents=True)
    (folder / "video-abc.mp4.part").write_bytes(bytes(size))


def queued(
    make_desk: Callable[[], Desk], state: JobState, failure: Failure | None = None, *,
    player: bool = False,
) -> Desk:  # fmt: skip
    """Start with a video in the queue, in this state; the site does not answer for it."""
    desk = make_desk()
    site, folder = desk.site, desk.stage.folders.state
    desk.stage.end()
    item = {
        "key": site.key("abc"), "url": site.url("abc"), "title": "Video abc",
        "state": state.value, "bytes": 5000, "total": 9000,
        "failure": failure.to_json() if failure is not None else None,
    }  # fmt: skip
    (folder / "downloads.json").write_text(json.dumps({"items": [item]}))
    desk = make_desk()
    desk.understood()
    desk.split("abc")
    site.web.routes["/watch/abc.json"].hold_answer = True
    desk.stage.start(desk.note("talk.md", "abc"), player=player)
    return desk

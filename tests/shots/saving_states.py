"""The states of saving videos, for the screenshots: the queue, its failures, questions, library."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QLinearGradient, QPainter

from tests.ui.parts import Parts
from tests.waiting import rest
from viewer import TOUR
from viewer.notes.model import VideoRef
from viewer.translation import tr
from viewer.ui.saving.library_actions import _Move
from viewer.ui.saving.save_plan import SavePlan, WantedVideo
from viewer.video.downloads.library import Estimate, SavedInfo
from viewer.video.downloads.queue import Download
from viewer.video.jobs import JobState
from viewer.video.ytdlp.failures import Failure, FailureKind

LARGE, SMALL = (1440, 900), (900, 560)
_TITLES = (
    ("How a seek finds its frame", "Video basics", "#0E4D64"),
    ("Why subtitles drift, and what to do about it", "Caption workshop", "#7A3E48"),
    ("The history of the compact cassette", "Sound archive", "#57612D"),
    ("Groups of pictures, explained with a deck of cards", "Video basics", "#43396B"),
    ("A lecture on letterforms, part 3: the lowercase", "Type talks", "#6B4A1E"),
    ("Reading a waveform by eye", "Sound archive", "#1E5B45"),
    ("Interview with a film restorer", "Type talks", "#2F3B52"),
)


def _picture(path: Path, words: str, colour: str) -> Path:
    """Paint a thumbnail."""
    image = QImage(480, 270, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    ground = QLinearGradient(QPointF(0, 0), QPointF(480, 270))
    ground.setColorAt(0, QColor(colour))
    ground.setColorAt(1, QColor(colour).darker(180))
    painter.fillRect(image.rect(), ground)
    font = QFont("Inter")
    font.setPixelSize(44)
    font.setWeight(QFont.Weight.Bold)
    painter.setFont(font)
    painter.setPen(QColor("#FFFFFF"))
    flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
    room = QRectF(28, 28, 424, 214)
    painter.drawText(room, flags | int(Qt.TextFlag.TextWordWrap), words)
    painter.end()
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(str(path))
    return path


def _key(number: int) -> str:
    return f"sample{number:05}"


def _item(work: Path, number: int, state: JobState, **more: object) -> Download:
    title, _, colour = _TITLES[number % len(_TITLES)]
    picture = _picture(work / "pictures" / f"{number}.png", title, colour)
    item = Download(
        _key(number), title, state, url=f"https://www.youtube.com/watch?v={_key(number)}",
        thumbnail=str(picture),
    )  # fmt: skip
    return replace(item, **more)  # type: ignore[arg-type]


def saving_states(cuenote: Parts, work: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    """Drive the window through the states of saving."""
    saving, window = cuenote.saving, cuenote.window
    downloads, pane = saving.downloads, saving.pane
    note = work / "notes" / "missing.md"
    note.parent.mkdir(exist_ok=True)
    note.write_text(
        f"---\ntitle: How a seek finds its frame\nvideoId: {_key(0)}\n---\n\n"
        "A seek lands on the key frame before [0:05]. The decoder runs on from there [0:12].\n",
        "utf-8",
    )
    cuenote.session.open(note)
    rest(400)

    def show(*items: Download) -> None:
        downloads._items = {item.key: item for item in items}
        downloads.queue_changed.emit()
        pane.saving.refresh()
        rest(500)

    def opened(size: tuple[int, int]) -> None:
        window.resize(*size)
        saving.open_saving()
        rest(300)

    for size in (LARGE, SMALL):
        yield "saving-page", size
    for size in (LARGE, SMALL):
        opened(size)
        show()
        yield "downloads-empty", size
    running = (
        _item(
            work, 0, JobState.RUNNING, stage="picture", bytes=131_000_000,
            total=312_000_000, speed=3_100_000,
        ),
        _item(
            work, 1, JobState.RUNNING, stage="joining", bytes=96_000_000, total=96_000_000
        ),
    )  # fmt: skip
    waiting = tuple(_item(work, number, JobState.QUEUED) for number in (2, 3, 4))
    done = _item(
        work, 5, JobState.DONE, bytes=148_000_000, total=148_000_000,
        missing=(f"No captions (en): {Failure.of(FailureKind.RATE_LIMITED).words}",),
    )  # fmt: skip
    saving._note_of = {_key(number): note for number in (0, 1, 2, 5)}
    saving._mark_notes()
    show(*running, *waiting, done)
    for size in (LARGE, SMALL):
        opened(size)
        yield "downloads-running", size
    pane.hide()
    yield "downloads-button", LARGE
    paused = [replace(item, state=JobState.PAUSED, speed=None) for item in (*running, *waiting)]
    opened(LARGE)
    show(*paused, done)
    yield "downloads-paused", LARGE
    kinds = (
        FailureKind.SIGN_IN, FailureKind.TOO_OLD, FailureKind.NO_ROOM, FailureKind.UNAVAILABLE,
        FailureKind.OFFLINE, FailureKind.COUNTRY, FailureKind.RATE_LIMITED,
    )  # fmt: skip
    failed = [
        _item(work, number, JobState.FAILED, failure=Failure.of(kind))
        for number, kind in enumerate(kinds)
    ]
    show(*failed)
    for size in (LARGE, SMALL):
        opened(size)
        yield "downloads-failed", size
    pane.saving.list.verticalScrollBar().setValue(10_000)
    rest(200)
    yield "downloads-failed-more", LARGE
    saving.cookies.ask_for("firefox")
    rest(200)
    yield "cookies", LARGE
    saving.cookies.close_sheet()
    pane.say(tr("{0} Trying again.").format(tr("Updated yt-dlp to {0}.").format("2026.11.20")))
    rest(100)
    yield "downloads-updated", LARGE
    pane.hide()
    show()

    plan = SavePlan((WantedVideo(VideoRef(_key(0)), _TITLES[0][0], 4_212_000),))
    folder = Path.home() / "Videos" / "Cuenote"
    saving.sheet.ask_for(plan, folder, 720, "en", first_use=True)
    rest(200)
    for size in (LARGE, SMALL):
        window.resize(*size)
        rest(200)
        yield "first-use", size
    saving.sheet.close_sheet()
    saving._plan = plan
    saving.sheet.ask_for(plan, folder, 720, "en", first_use=False)
    rest(300)
    saving.sheet.show_estimate(Estimate(1, 412_000_000, 0, 81_000_000_000))
    yield "save-one", LARGE
    many = SavePlan(
        tuple(WantedVideo(VideoRef(_key(number)), "A title", None) for number in range(12)), 3, 1, 2
    )
    saving._plan = many
    saving.sheet.ask_for(many, folder, 720, "en,de", first_use=False)
    rest(300)
    saving.sheet.show_estimate(Estimate(12, 3_400_000_000, 12, 81_000_000_000))
    for size in (LARGE, SMALL):
        window.resize(*size)
        rest(200)
        yield "save-many", size
    saving.sheet.show_estimate(Estimate(12, 3_400_000_000, 0, 2_100_000_000))
    for size in (LARGE, SMALL):
        window.resize(*size)
        rest(200)
        yield "save-no-room", size
    saving.sheet.close_sheet()

    saving.open_library()
    rest(400)
    for size in (LARGE, SMALL):
        window.resize(*size)
        rest(200)
        yield "library-empty", size
    _fill(saving.library.root)
    saving.look()
    rest(700)
    for size in (LARGE, SMALL):
        window.resize(*size)
        rest(200)
        yield "library", size
    actions = saving.library_actions
    actions._move = _Move()
    actions._move.report(1_200_000_000, 4_100_000_000)
    actions._show_move()
    rest(200)
    yield "library-moving", LARGE
    actions._move = None
    actions._show_move()
    pane.say("")
    saving.library_actions._on_action(_key(1), "delete")
    rest(200)
    yield "library-delete", LARGE
    saving.library_actions.question.close_sheet()
    pane.hide()
    cuenote.session.video.look()
    rest(500)
    yield "saved-badge", LARGE


def _fill(root: Path) -> None:
    """Put videos into the library, as far as a list of them goes."""
    for number, (title, channel, colour) in enumerate(_TITLES):
        key = _key(number)
        folder = root / key
        if number == 6:
            (folder / ".part").mkdir(parents=True)
            (folder / ".part" / "picture.mp4").write_bytes(bytes(31_000_000))
            continue
        folder.mkdir(parents=True)
        _picture(folder / f"{key}.png", title, colour)
        size = 2_000_000 + 7_300_000 * ((number * 5) % 7)
        if number == 0:
            shutil.copyfile(TOUR.with_suffix(".mp4"), folder / f"{key}.mp4")
        else:
            (folder / f"{key}.mp4").write_bytes(bytes(size))
        failed = tr(FailureKind.SERVER.words)
        info = SavedInfo(
            key=key, id=key, url="", title=title, channel=channel,
            duration_ms=1_000_000 + 777_000 * number, file=f"{key}.mp4", bytes=size,
            height=(720, 1080, 480)[number % 3],
            saved_at=f"2026-11-{10 + number:02}T09:30:00+00:00", thumbnail=f"{key}.png",
            missing=(tr("captions ({0}): {1}").format("de", failed),) * (number == 3),
        )  # fmt: skip
        (folder / "info.json").write_text(info.to_json(), "utf-8")
    broken = root / _key(9)
    broken.mkdir()
    (broken / "info.json").write_text(json.dumps({}), "utf-8")

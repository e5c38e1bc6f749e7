"""A mark lies where its region is in the picture, to the px: scaled, rotated, stretched, played."""

import struct
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.media.stepped_player import SteppedPlayer
from tests.waiting import wait_until
from viewer.media.media import CHOSEN, Media
from viewer.media.player import Engine, Player, PlayerState
from viewer.media.vlc_player import VlcPlayer
from viewer.notes.region import Region
from viewer.ui.watch.picture import ShownMark, VideoView, place_of

_WIDTH, _HEIGHT = 640, 360
_LEFT, _TOP, _WIDE, _HIGH = 448, 72, 64, 90  # of the white square, in px of the film
_SIZES = ((320, 240), (512, 288), (900, 500))
_ALL = pytest.mark.all_only
_TURNED = {0: (1, 0, 0, 1), 90: (0, 1, -1, 0)}  # clockwise, by the matrix of an MP4 track


def _film(path: Path, codec: str, aspect: Fraction | None, turned: int) -> Path:
    """Write three seconds of a white square on black."""
    with av.open(str(path), "w") as out:
        video = out.add_stream(codec, rate=25)
        video.width, video.height, video.pix_fmt = _WIDTH, _HEIGHT, "yuv420p"
        if codec == "libvpx-vp9":
            video.options = {"deadline": "realtime", "cpu-used": "8"}
        if aspect is not None:
            video.sample_aspect_ratio = aspect
        frame = av.VideoFrame(_WIDTH, _HEIGHT, "yuv420p")
        rows = bytearray(b"\x10" * (frame.planes[0].line_size * _HEIGHT))
        for row in range(_TOP, _TOP + _HIGH):
            start = row * frame.planes[0].line_size + _LEFT
            rows[start : start + _WIDE] = b"\xeb" * _WIDE
        frame.planes[0].update(bytes(rows))
        for plane in frame.planes[1:]:
            plane.update(b"\x80" * plane.buffer_size)
        for number in range(75):
            frame.pts = number
            frame.time_base = Fraction(1, 25)
            for packet in video.encode(frame):
                out.mux(packet)
        for packet in video.encode(None):
            out.mux(packet)
    if turned:
        data = bytearray(path.read_bytes())
        matrix = data.index(b"tkhd") + 4 + 40
        a, b, c, d = (one * 0x10000 for one in _TURNED[turned])
        far = _HEIGHT * 0x10000
        data[matrix : matrix + 36] = struct.pack(">9i", a, b, 0, c, d, 0, far, 0, 0x40000000)
        path.write_bytes(data)
    return path


def _region(turned: int) -> Region:
    x, y = _LEFT / _WIDTH * 100, _TOP / _HEIGHT * 100
    w, h = _WIDE / _WIDTH * 100, _HIGH / _HEIGHT * 100
    return Region(100 - y - h, x, h, w) if turned else Region(x, y, w, h)


def _seen(view: VideoView) -> QRectF:
    """Return where the white square is on the screen, from what is painted there."""
    shown = view.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    width, height = shown.width(), shown.height()
    data = bytes(shown.constBits())
    rows = [data[row * shown.bytesPerLine() :][:width] for row in range(height)]
    bright = [row for row in range(height) if max(rows[row]) > 128]
    columns = [column for column in range(width) if max(row[column] for row in rows) > 128]
    first, last = columns[0], columns[-1] + 1
    return QRectF(first, bright[0], last - first, bright[-1] + 1 - bright[0])


def _apart(one: QRectF, two: QRectF) -> float:
    pairs = zip(one.getCoords(), two.getCoords(), strict=True)
    return float(max(abs(first - second) for first, second in pairs))


@pytest.mark.parametrize(
    ("name", "codec", "aspect", "turned", "engine"),
    [
        pytest.param("h264.mp4", "libx264", None, 0, SteppedPlayer, marks=_ALL),
        ("wide.mp4", "libx264", Fraction(4, 3), 0, SteppedPlayer),
        ("turned.mp4", "libx264", None, 90, SteppedPlayer),
        pytest.param("hevc.mp4", "libx265", None, 0, VlcPlayer, marks=_ALL),
        pytest.param("vp9.webm", "libvpx-vp9", None, 0, VlcPlayer, marks=_ALL),
        pytest.param("wide.mp4", "libx264", Fraction(4, 3), 0, VlcPlayer, marks=_ALL),
        pytest.param("turned.mp4", "libx264", None, 90, VlcPlayer, marks=_ALL),
    ],
)
def test_mark_covers_the_square_it_names(
    name: str,
    codec: str,
    aspect: Fraction | None,
    turned: int,
    engine: Callable[[Player], Engine],
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    film = _film(tmp_path / name, codec, aspect, turned)
    player = Player()
    view = VideoView(player)
    qtbot.addWidget(view)
    view.resize(*_SIZES[0])
    with qtbot.waitExposed(view):
        view.show()
    player.set_engine(engine)
    try:
        player.open(Media(film, CHOSEN, "film"))
        wait_until(lambda: player.state is PlayerState.PAUSED)
        region = _region(turned)
        for size in _SIZES:
            view.resize(*size)
            wait_until(
                lambda: (
                    not player.frame.isNull()
                    and _apart(_seen(view), place_of(region, view.picture_rect())) <= 1.0
                )
            )
            view.set_marks([ShownMark(region)])
            place = place_of(region, view.picture_rect())
            shown = view.grab().toImage()
            middle = round(place.center().y())
            left = round(place.left())
            across = [shown.pixelColor(left + at, middle).lightness() for at in range(-2, 2)]
            assert across[0] < 64 < 192 < across[1], across  # dark, light, light, dark
            assert across[3] < 64 < 192 < across[2], across
            view.set_marks([])
        player.play()
        wait_until(lambda: player.position_ms > 400)
        for _ in range(3):
            assert player.state is PlayerState.PLAYING
            assert _apart(_seen(view), place_of(region, view.picture_rect())) <= 1.0
            with qtbot.waitSignal(player.frame_changed):
                pass
    finally:
        player.shutdown()

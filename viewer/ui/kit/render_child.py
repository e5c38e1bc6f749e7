"""Decode pictures and typeset formulas in a child process that can be killed. Run by `renderer`.

A picture can be any file that a note names: a decoder's time and memory cannot be limited on a
thread. Here the process can be killed.

It reads one request a line from its standard input, JSON, and answers each on its standard output
with a line of JSON (`bytes` says how many bytes follow it) and those bytes. It ends with its input.
"""

from __future__ import annotations

import base64
import json
import os
import signal
import stat
import sys
import time
from binascii import Error as Base64Error
from pathlib import Path, PurePosixPath
from typing import Any
from xml.etree import ElementTree

from PySide6.QtCore import QBuffer, QByteArray, QDataStream, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QImage,
    QImageReader,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QTransform,
)

_PICTURE_BYTES = 64 << 20
_SVG_BYTES = 4 << 20
_MOST_FILES = 100_000
_LISTED_S = 2.0  # of the clock: so long after a listing a name that is not in it is not there
_PIXELS = 100_000_000
_DECODED_MB = 400
_SHOWN_PIXELS = 30_000_000
_MEMORY_BYTES = 1 << 30
_HEIGHT_PX = 20_000
_SVG = {"": "http://www.w3.org/2000/svg", "xlink": "http://www.w3.org/1999/xlink"}
_EM = 100.0  # the size at which formulas are set
_RASTER = {b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF"}
_FORMULA_CHARACTERS = 4_000


class RefusedError(Exception):
    """Something is not shown, with a name of `renderer.Fault`."""


def main() -> None:
    """Answer requests until standard input ends."""
    answers = os.fdopen(os.dup(1), "wb")
    _limit()
    QImageReader.setAllocationLimit(_DECODED_MB)
    app = QGuiApplication([sys.argv[0], "-platform", "offscreen"])
    _answer(answers, {"ready": True}, b"")
    # What libraries print from now on is of the file: neither an answer nor for a terminal.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    for line in sys.stdin.buffer:
        request = json.loads(line)
        _limit_time(float(sys.argv[1]))
        payload = b""
        try:
            is_picture = request.pop("kind") == "picture"
            said, payload = picture(**request) if is_picture else formula(**request)
        except RefusedError as refused:
            said = {"fault": str(refused)}
        except Exception:  # noqa: BLE001 - what a hostile file brings about; it is answered
            said = {"fault": "UNREADABLE"}
        _limit_time(0.0)
        _answer(answers, said, payload)
    del app


def _answer(answers: Any, said: dict[str, object], payload: bytes) -> None:
    answers.write(json.dumps(said | {"payload_bytes": len(payload)}).encode() + b"\n" + payload)
    answers.flush()


def _limit_time(cpu_s: float) -> None:
    """End this process once it has used this much CPU time; 0: no limit."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, cpu_s)  # SIGPROF, which nobody here catches


def _limit() -> None:
    if sys.platform == "win32":
        return  # what bounds memory there are the sizes alone
    import resource

    resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY_BYTES, _MEMORY_BYTES))


# ---------------------------------------------------------------------- pictures


def picture(
    folder: str, name: str, vault: str, width: int, ratio: float
) -> tuple[dict[str, object], bytes]:
    """Decode a picture at display size: at most `width` wide, times `ratio` pixels.

    It is searched in `folder`, or else in the vault (empty: none), by path or only by name.
    """
    data = _read(Path(folder) / name)
    if data is None and vault:
        data = _read(Path(vault) / name)
    if data is None and vault:
        found = _named(vault, PurePosixPath(name).name.casefold())
        data = _read(Path(found)) if found is not None else None
    if data is None:
        raise RefusedError("MISSING")
    size, image = _svg(data, width, ratio) if _is_svg(data) else _raster(data, width, ratio)
    image = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    if image.isNull():
        raise RefusedError("UNREADABLE")
    said = {
        "width": size.width(),
        "height": size.height(),
        "pixels": (image.width(), image.height()),
    }
    return said, bytes(image.constBits())


_listed: dict[str, tuple[float, dict[str, str]]] = {}  # by vault: when, and what was there


def _named(vault: str, name: str) -> str | None:
    """Return the path of a file with that name; lists the vault again if there was none before."""
    listed_s, names = _listed.get(vault, (-_LISTED_S, {}))
    if name not in names and time.monotonic() - listed_s >= _LISTED_S:
        names = _names(vault)
        _listed.clear()
        _listed[vault] = time.monotonic(), names
    return names.get(name)


def _names(vault: str) -> dict[str, str]:
    """Return the files of a vault by name; of several the one with the shortest path.

    Up to a limit: pictures are near the notes, and a whole disk is no vault.
    """
    found: dict[str, str] = {}
    seen = 0
    for folder, folders, files in os.walk(vault):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            path = os.path.join(folder, name)  # noqa: PTH118 - for a hundred thousand of them
            if len(path) < len(found.get(name.casefold(), path + " ")):
                found[name.casefold()] = path
        seen += len(files) + len(folders)
        if seen > _MOST_FILES:
            break
    return found


def _read(path: Path) -> bytes | None:
    try:
        status = path.stat()  # first: a device does something when it is opened
        if not stat.S_ISREG(status.st_mode):
            raise RefusedError("NOT_A_FILE")
        if status.st_size > _PICTURE_BYTES:
            raise RefusedError("TOO_LARGE")
        with path.open("rb") as file:
            return file.read(_PICTURE_BYTES)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError):
        raise RefusedError("UNREADABLE") from None


def _fit(size: QSize, width: int) -> QSize:
    if not size.isValid() or size.isEmpty():
        raise RefusedError("UNREADABLE")
    room = QSize(width, _HEIGHT_PX)
    if size.width() > room.width() or size.height() > room.height():
        size = size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
    return size.expandedTo(QSize(1, 1))


def _pixels(size: QSize, ratio: float) -> QSize:
    if size.width() * size.height() * ratio * ratio > _SHOWN_PIXELS:
        raise RefusedError("TOO_LARGE")
    return size * ratio


def _raster(data: bytes, width: int, ratio: float) -> tuple[QSize, QImage]:
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    if bytes(reader.format().data()) in (b"", b"svg", b"svgz", b"pdf"):
        raise RefusedError("UNREADABLE")
    reader.setAutoTransform(True)
    natural = reader.size()
    if natural.width() * natural.height() > _PIXELS:
        raise RefusedError("TOO_LARGE")
    turned = bool(reader.transformation().value & 4)  # a quarter, to stand upright
    size = _fit(natural.transposed() if turned else natural, width)
    pixels = _pixels(size, ratio)
    wanted = pixels.transposed() if turned else pixels
    if wanted.width() < natural.width():
        reader.setScaledSize(wanted)
    return size, reader.read()


def _is_svg(data: bytes) -> bool:
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and (b"<svg" in data[:65536])


def _svg(data: bytes, width: int, ratio: float) -> tuple[QSize, QImage]:
    from PySide6.QtSvg import QSvgRenderer

    if len(data) > _SVG_BYTES:
        raise RefusedError("TOO_LARGE")
    renderer = QSvgRenderer(QByteArray(self_contained(data)))
    size = _fit(renderer.defaultSize(), width)
    image = QImage(_pixels(size, ratio), QImage.Format.Format_ARGB32_Premultiplied)
    if image.isNull():
        raise RefusedError("TOO_LARGE")
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter, QRectF(image.rect()))
    painter.end()
    return size, image


def self_contained(data: bytes) -> bytes:
    """Return an SVG without external references: QtSvg opens any file that an `image` names.

    Embedded pictures stay, if they cannot load more.
    """
    root = ElementTree.fromstring(data)
    for parent in root.iter():
        for child in list(parent):
            if not isinstance(child.tag, str):
                continue
            name = child.tag.rpartition("}")[2].casefold()
            addresses = [
                text for key, text in child.attrib.items() if key.rpartition("}")[2] == "href"
            ]
            outside = [text for text in addresses if not text.strip().startswith("#")]
            is_picture = name in ("image", "feimage")
            if is_picture:
                is_ours = all(map(_is_raster, outside))
            else:
                is_ours = name not in ("script", "foreignobject") and (name == "a" or not outside)
            if not is_ours:
                parent.remove(child)
    for prefix, name in _SVG.items():
        ElementTree.register_namespace(prefix, name)  # QtSvg knows `xlink:href` by its prefix
    return ElementTree.tostring(root)


def _is_raster(address: str) -> bool:
    head, _, coded = address.partition("base64,")
    try:
        start = base64.b64decode("".join(coded[:64].split())[:16])
    except (Base64Error, ValueError):
        return False
    return head.strip().startswith("data:image/") and start.startswith(tuple(_RASTER))


# ---------------------------------------------------------------------- formulas


def formula(tex: str, *, is_display: bool) -> tuple[dict[str, object], bytes]:
    """Typeset a formula; all sizes are in em of the surrounding text.

    The bytes are a QDataStream: the number of parts, then for each its colour, empty for that of
    the text, and its QPainterPath, from the start of the baseline.
    """
    if len(tex) > _FORMULA_CHARACTERS:
        raise RefusedError("TOO_LARGE")
    # A quarter of a second. The package does not say what it exports.
    from ziamath.config import config
    from ziamath.zmath import Latex

    config.svg2 = False  # every glyph is drawn in its place
    set_ = Latex(tex, size=_EM, inline=not is_display)
    for text in set_.mathml.itertext():
        if "\\" in text:
            raise RefusedError("UNREADABLE")  # a command that it does not know
        if any(ord(one) > 127 and not set_.font.glyphindex(one) for one in text):
            raise RefusedError("UNREADABLE")
    drawing = set_.svgxml()
    left, top, width, height = map(float, drawing.attrib["viewBox"].split())
    parts = [part for element in drawing for part in _parts(element, "black")]
    if not parts or not 0 < width < 1e6 or not 0 < height < 1e6:
        raise RefusedError("UNREADABLE")
    scale = QTransform.fromScale(1 / _EM, 1 / _EM).translate(-left, 0)
    payload = QByteArray()
    stream = QDataStream(payload, QIODevice.OpenModeFlag.WriteOnly)
    stream.writeInt32(len(parts))
    for colour, path in parts:
        stream.writeQString(colour)
        stream << scale.map(path)
    said: dict[str, object] = {
        "width": width / _EM,
        "ascent": -top / _EM,
        "descent": (top + height) / _EM,
    }
    return said, bytes(payload.data())


def _parts(element: ElementTree.Element, around: str) -> list[tuple[str, QPainterPath]]:
    """Return what an SVG element paints, as paths to fill; `around` is the inherited fill."""
    number = {key: float(element.get(key, 0)) for key in ("x", "y", "width", "height")}
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    name = element.tag.rpartition("}")[2]
    if name == "g" and "transform" not in element.attrib:
        fill = element.get("fill", around)
        return [part for inner in element for part in _parts(inner, fill)]
    if name == "path":
        _trace(element.get("d", ""), path)
    elif name == "rect":
        path.addRect(number["x"], number["y"], number["width"], number["height"])
    elif name == "ellipse":
        x, y, rx, ry = (float(element.get(key, 0)) for key in ("cx", "cy", "rx", "ry"))
        path.addEllipse(x - rx, y - ry, 2 * rx, 2 * ry)
    else:
        raise RefusedError("UNREADABLE")  # rather nothing than a formula that lacks something
    parts = []
    stroke = element.get("stroke", "none")
    fill = element.get("fill", "none" if stroke != "none" else around)
    if fill != "none":
        parts.append(("" if fill == "black" else fill, path))
    if stroke != "none":
        stroker = QPainterPathStroker()
        stroker.setWidth(float(element.get("stroke-width", 1)))
        parts.append(("" if stroke == "black" else stroke, stroker.createStroke(path)))
    return parts


def _trace(text: str, path: QPainterPath) -> None:
    words = iter(text.split())

    def place() -> tuple[float, float]:
        return float(next(words)), float(next(words))

    for word in words:
        if word == "M":
            path.moveTo(*place())
        elif word == "L":
            path.lineTo(*place())
        elif word == "Q":
            path.quadTo(*place(), *place())
        elif word == "C":
            path.cubicTo(*place(), *place(), *place())
        elif word == "Z":
            path.closeSubpath()
        else:
            raise RefusedError("UNREADABLE")


if __name__ == "__main__":
    main()

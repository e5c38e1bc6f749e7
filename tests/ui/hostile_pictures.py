"""Pictures that no program should trust, and good ones; made by the tests."""

import os
import struct
import zlib
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def good(path: Path, width: int = 40, height: int = 20) -> Path:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    assert image.save(str(path))
    return path


def bomb_svg(path: Path) -> Path:
    """Write 3 KB that draw 10^11 rectangles."""
    groups = '<g id="a0"><rect width="1" height="1"/></g>'
    for level in range(1, 12):
        uses = f'<use xlink:href="#a{level - 1}"/>' * 10
        groups += f'<g id="a{level}">{uses}</g>'
    path.write_text(f'{SVG} width="100" height="100">{groups}<use xlink:href="#a11"/></svg>')
    return path


def bomb_png(path: Path, side: int = 50_000) -> Path:
    """Write a few hundred KB that unpack to `side` × `side` pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes((side + 7) // 8 + 1) * 100)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )
    return path


def outside_svg(path: Path, outside: Path) -> Path:
    """Write one that names another file in every way there is, and has a green part of its own."""
    address = outside.as_uri()
    path.write_text(
        f'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY e SYSTEM "{address}">]>'
        f'{SVG} width="40" height="20">'
        f'<image xlink:href="{outside}" width="40" height="20"/>'
        f'<image xlink:href="{address}" width="40" height="20"/>'
        f'<image href="{outside}" width="40" height="20"/>'
        f'<use xlink:href="{address}#a"/>'
        f'<style>@import url("{address}"); rect {{ background: url("{address}") }}</style>'
        f'<rect width="40" height="20" fill="url({address}#a)"/>'
        '<rect width="20" height="20" fill="#00ff00"/></svg>'
    )
    return path


def pipe(path: Path) -> Path:
    os.mkfifo(path)
    return path

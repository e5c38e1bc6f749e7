"""Let VLC read bytes that are made by Python. No Qt; does not import vlc.

libvlc calls from threads of its own, one call at a time.
"""

from __future__ import annotations

import ctypes
from typing import Any, Protocol

from viewer.video.frames.frame_worker import report_bug

# How far VLC may read ahead; its option counts in KiB.
READ_AHEAD_KIB = 2048


class Readable(Protocol):
    """What VLC can be fed with."""

    def read(self, size: int) -> bytes: ...
    def seek(self, offset: int) -> bool: ...
    def close(self) -> None: ...


class Feed:
    """The callbacks of one media; it must live until its player has stopped."""

    def __init__(self, source: Readable) -> None:
        self._source = source
        # libvlc keeps no reference to them.
        self._callbacks: tuple[Any, ...] = (
            _OPEN(self._open),
            _READ(self._read),
            _SEEK(self._seek),
            _CLOSE(lambda _opaque: None),
        )

    def media(self, vlc: Any, instance: Any) -> Any:
        """Make a media of the binding `vlc` that is read from here."""
        # Not by the binding: it takes the callbacks for plain pointers.
        new = vlc.dll["libvlc_media_new_callbacks"]
        new.restype = _P
        new.argtypes = [_P, *map(type, self._callbacks), _P]
        media = vlc.Media(new(instance._as_parameter_, *self._callbacks, None))
        media.add_option(":demux=avformat")
        media.add_option(f":prefetch-buffer-size={READ_AHEAD_KIB}")
        return media

    def close(self) -> None:
        """Free what is read from; VLC must have stopped."""
        self._callbacks = ()
        self._source.close()

    # On VLC's threads

    def _open(self, _opaque: Any, _data: Any, size: Any) -> int:
        size[0] = _UNKNOWN
        return 0

    def _read(self, _opaque: Any, buffer: int, size: int) -> int:
        try:
            data = self._source.read(size)
        except Exception:  # noqa: BLE001 (a bug is reported; to VLC it is a file that cannot be read)
            report_bug()
            return -1
        ctypes.memmove(buffer, data, len(data))
        return len(data)

    def _seek(self, _opaque: Any, offset: int) -> int:
        try:
            return 0 if self._source.seek(offset) else -1
        except Exception:  # noqa: BLE001 (as above)
            report_bug()
            return -1


_UNKNOWN = (1 << 64) - 1
_P = ctypes.c_void_p
_OPEN = ctypes.CFUNCTYPE(ctypes.c_int, _P, ctypes.POINTER(_P), ctypes.POINTER(ctypes.c_uint64))
_READ = ctypes.CFUNCTYPE(ctypes.c_ssize_t, _P, _P, ctypes.c_size_t)
_SEEK = ctypes.CFUNCTYPE(ctypes.c_int, _P, ctypes.c_uint64)
_CLOSE = ctypes.CFUNCTYPE(None, _P)

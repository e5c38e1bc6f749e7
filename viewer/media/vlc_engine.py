"""Play a file with libvlc into memory. The only module that imports vlc; no Qt.

Threads. A background thread makes all calls of libvlc: starting an instance, opening and above all
stopping may take tens of milliseconds, too long for the GUI thread. The methods of `VlcEngine` put
a command into its queue and return at once. VLC's threads write pictures into frames of PyAV (so
that the pixels are scaled and coloured by the same code as the stills of `frames`) and call
`on_event`, which must not block and must not call libvlc.

libvlc is imported on that thread, at the first `start`, so that a program that plays nothing
pays nothing.
"""

from __future__ import annotations

import atexit
import ctypes
import os
import queue
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

from viewer.base.errors import MediaError, PlayerError
from viewer.base.system_packages import install_command
from viewer.base.translation import tr
from viewer.media.frame_worker import report_bug
from viewer.media.media import Stream
from viewer.media.pictures import Canvas, Picture

if TYPE_CHECKING:
    from viewer.media.remux import Feed

_QUIET = (
    "--quiet",
    "--no-video-title-show",
    "--no-osd",
    "--no-stats",
    "--no-interact",
    "--no-sub-autodetect-file",
    "--no-disable-screensaver",
    # Pictures are wanted in memory; from a GPU they would have to be copied back.
    "--avcodec-hw=none",
)
# What VLC calls the layouts that it can hand over as decoded, and what FFmpeg calls them.
# Anything else is converted to I420 by VLC.
_LAYOUTS = {
    b"I420": "yuv420p",
    b"J420": "yuvj420p",
    b"I422": "yuv422p",
    b"J422": "yuvj422p",
    b"I444": "yuv444p",
    b"J444": "yuvj444p",
    b"I0AL": "yuv420p10le",
    b"I2AL": "yuv422p10le",
    b"I4AL": "yuv444p10le",
}
# Surfaces of a GPU, offered first where there is one: refusing them brings plain memory.
_SURFACES = (b"VAOP", b"VAO0", b"VDV0", b"VDV2", b"VDV4", b"DX11", b"DX10", b"DXA9", b"CVPN")

# The proxy waits where the web is slow; this is only to smooth it.
_STREAM_CACHE_MS = 400

# A picture is being shown while the next is written; VLC prepares one ahead.
_POOL_SIZE = 4


class EventKind(Enum):
    """The kinds of events of a session."""

    PICTURE = auto()  # a picture is due now
    FLUSHED = auto()  # a seek has begun: older pictures are gone
    BUFFERED = auto()  # enough is read; pictures and sound are about to run
    PLAYING = auto()
    PAUSED = auto()
    ENDED = auto()
    READ = auto()  # it has read on, and is at `time_ms`; several times a second
    FAILED = auto()  # `error` says why


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in VLC."""

    session: int  # which `start` it belongs to; 0: to none, for there is no libvlc
    kind: EventKind
    at_ns: int  # time.monotonic_ns()
    picture: Picture | None = None
    time_ms: int = 0
    error: PlayerError | None = None


P = ParamSpec("P")


def _on_its_thread(
    work: Callable[Concatenate[VlcEngine, P], None],
) -> Callable[Concatenate[VlcEngine, P], None]:
    """Run a method on the engine's thread, in order; the caller continues at once.

    On that thread itself it runs immediately.
    """

    def ask(engine: VlcEngine, /, *args: P.args, **more: P.kwargs) -> None:
        if threading.current_thread() is engine._thread:
            work(engine, *args, **more)
        else:
            engine._do(lambda: work(engine, *args, **more))

    return ask


class VlcEngine:
    """Plays one file at a time, at the exact speed of the commands given."""

    def __init__(self, on_event: Callable[[Event], None]) -> None:
        self._on_event = on_event
        self._commands: queue.SimpleQueue[Callable[[], object] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._vlc: Any = None
        self._instance: Any = None
        self._session: _Session | None = None
        self._volume = 100
        self._muted = False
        self._rate = 1.0

    def warm_up(self) -> None:
        """Load libvlc before the first `start`; if it is missing, report FAILED (session 0)."""
        self._do(self._load)

    @_on_its_thread
    def start(
        self,
        session: int,
        place: Path | Stream,
        canvas: Canvas | None,
        *,
        start_ms: int,
        remux: bool = False,
    ) -> None:
        """Play `place` from `start_ms` instead of the current file.

        `session` identifies the events to come and is greater than 0. Without a canvas only the
        audio is played. With `remux` VLC cannot seek in the file: it starts where it should play,
        and `seek` must not be called.
        """
        self.stop()
        if not self._load():
            return
        feed = _feed(place, start_ms) if remux and isinstance(place, Path) else None
        media = feed.media(self._vlc, self._instance) if feed else _medium(self._instance, place)
        self._session = _Session(
            self._vlc, self._instance, session, place, media, canvas, start_ms, self._on_event
        )
        self._session.feed = feed
        self._session.player.set_rate(self._rate)
        self.set_volume(self._volume, muted=self._muted)
        if self._session.player.play() < 0:
            self._fail(session, PlayerError(tr("VLC can't play “{0}”").format(place.name)))

    @_on_its_thread
    def stop(self) -> None:
        """Stop playing and free the session."""
        if self._session is not None:
            self._session.close()
            self._session = None

    @_on_its_thread
    def seek(self, ms: int, *, resume: bool) -> None:
        """Go to `ms`; with `resume`, also end a pause (VLC is exact only while playing)."""
        if self._session is not None:
            self._session.show_pictures(True)
            if resume:
                self._session.player.set_pause(0)
            self._session.player.set_time(ms)

    @_on_its_thread
    def cue(self, ms: int) -> None:
        """Pause, ready to play from `ms`: audio exactly, pictures from a key frame on.

        Takes 15 ms wherever the key frames are, since no picture is decoded.
        """
        if self._session is not None:
            self._session.player.set_pause(1)
            self._session.rest()
            self._session.show_pictures(False)
            self._session.player.set_time(ms)

    @_on_its_thread
    def set_paused(self, paused: bool) -> None:
        if self._session is not None:
            self._session.player.set_pause(int(paused))
            if paused:
                self._session.rest()
            else:
                self._session.show_pictures(True)

    @_on_its_thread
    def set_rate(self, rate: float) -> None:
        self._rate = rate
        if self._session is not None:
            self._session.player.set_rate(rate)

    @_on_its_thread
    def set_volume(self, volume: int, *, muted: bool) -> None:
        self._volume, self._muted = volume, muted
        if self._session is not None:
            self._session.player.audio_set_volume(volume)
            self._session.player.audio_set_mute(muted)

    def shutdown(self) -> None:
        """Stop, free everything and wait for the thread."""
        if self._thread is None:
            return
        self._commands.put(self._unload)
        self._commands.put(None)
        self._thread.join()
        self._thread = None
        atexit.unregister(self.shutdown)

    # On the thread of the engine

    def _do(self, command: Callable[[], object]) -> None:
        if self._thread is None:
            # VLC must be stopped before Python ends, also where `shutdown` was forgotten.
            self._thread = threading.Thread(target=self._run, name="cuenote-vlc", daemon=True)
            self._thread.start()
            atexit.register(self.shutdown)
        self._commands.put(command)

    def _run(self) -> None:
        while (command := self._commands.get()) is not None:
            try:
                command()
            except Exception:  # noqa: BLE001 (a bug is reported, and VLC can still be stopped)
                report_bug()

    def _fail(self, session: int, error: PlayerError) -> None:
        self._on_event(Event(session, EventKind.FAILED, time.monotonic_ns(), error=error))

    def _load(self) -> bool:
        """Import vlc and make the instance; on failure report FAILED and return False."""
        if self._instance is not None:
            return True
        try:
            import vlc

            # A name is looked up in the library only when it is first used.
            vlc.libvlc_get_version()
        except (ImportError, OSError, NameError, AttributeError, SystemExit):
            # python-vlc says "not found" in all of these ways, by platform and settings.
            self._fail(0, _missing(tr("VLC is not installed"), "vlc"))
            return False
        except NotImplementedError:  # so it says that there is one, but not one to be loaded
            self._fail(0, _missing(tr("VLC is installed but can't be loaded"), "broken"))
            return False
        self._vlc = vlc
        # VLC sends every request to the proxy that `http_proxy` names, those to our own too, heeds
        # no `no_proxy`, and has no option against it. It does not know the name in capitals, by
        # which everybody else knows it too.
        if named := os.environ.pop("http_proxy", ""):
            os.environ.setdefault("HTTP_PROXY", named)
        self._instance = vlc.Instance([*_QUIET, *_sound_options()])
        if self._instance is None:
            self._fail(0, _missing(tr("VLC is installed, but its plugins are not"), "plugins"))
            return False
        return True

    def _unload(self) -> None:
        self.stop()
        if self._instance is not None:
            self._instance.release()
            self._instance = None


class _Session:
    """A file open in VLC: its player, callbacks, and the frames it writes into."""

    def __init__(
        self,
        vlc: Any,
        instance: Any,
        number: int,
        place: Path | Stream,
        media: Any,
        canvas: Canvas | None,
        start_ms: int,
        on_event: Callable[[Event], None],
    ) -> None:
        self.feed: Feed | None = None  # what VLC reads, where it does not read a file
        self._track: int | None = None  # of the pictures, once that was asked for
        self._is_hidden = False  # whether that is left out
        self._number = number
        self._on_event = on_event
        self.player = instance.media_player_new()
        if start_ms > 0:
            media.add_option(f":start-time={start_ms / 1000:.3f}")
        if canvas is None:
            media.add_option(":no-video")
        self.player.set_media(media)
        media.release()
        # libvlc keeps no reference to its callbacks: they live until after `stop`.
        self._output: _Output | None = None
        if canvas is not None:
            self._output = _Output(vlc, self.player, canvas, self._show)
        kinds = vlc.EventType
        self._meanings = {
            kinds.MediaPlayerPlaying.value: EventKind.PLAYING,
            kinds.MediaPlayerPaused.value: EventKind.PAUSED,
            kinds.MediaPlayerEndReached.value: EventKind.ENDED,
            kinds.MediaPlayerEncounteredError.value: EventKind.FAILED,
            kinds.MediaPlayerTimeChanged.value: EventKind.READ,
        }
        self._buffering: int = kinds.MediaPlayerBuffering.value
        self._error = PlayerError(
            tr("VLC can't play “{0}”").format(place.name),
            tr("Try another copy of the video, or another format."),
        )
        # Not by the binding's `event_attach`: what it keeps is never freed.
        handler = ctypes.CFUNCTYPE(None, ctypes.POINTER(vlc.Event), _P)(self._take)
        self._handler: Any = handler
        # Nor by its `event_manager`, which keeps every player it was asked of.
        manager = vlc.libvlc_media_player_event_manager(self.player)
        for kind in (*self._meanings, self._buffering):
            _call(vlc, "libvlc_event_attach", manager, ctypes.c_uint(kind), handler, None)

    def rest(self) -> None:
        """Ignore pictures until they are shown again: a pause repeats the same one every 60 ms."""
        if self._output is not None:
            self._output.rests = True

    def show_pictures(self, shown: bool) -> None:
        """Decode pictures, from the next key frame on, or none."""
        if shown and self._output is not None:
            self._output.rests = False
        if self._track is None:
            track = self.player.video_get_track()
            self._track = track if track >= 0 else None
        if shown is self._is_hidden and self._track is not None:
            self._is_hidden = not shown
            self.player.video_set_track(self._track if shown else -1)

    def close(self) -> None:
        self.player.stop()
        self.player.release()
        # These are cycles through foreign memory, which Python does not find.
        self._handler = None
        if self._output is not None:
            self._output.close()
        if self.feed is not None:
            self.feed.close()

    # On VLC's threads

    def _take(self, event: Any, _opaque: Any) -> None:
        kind = event.contents.type.value
        if kind == self._buffering:
            done = event.contents.u.new_cache
            if 0.0 < done < 100.0:
                return
            meaning = EventKind.FLUSHED if done <= 0.0 else EventKind.BUFFERED
        else:
            meaning = self._meanings[kind]
        error = self._error if meaning is EventKind.FAILED else None
        time_ms = event.contents.u.new_time if meaning is EventKind.READ else 0
        event = Event(self._number, meaning, time.monotonic_ns(), time_ms=time_ms, error=error)
        self._on_event(event)

    def _show(self, picture: Picture) -> None:
        self._on_event(Event(self._number, EventKind.PICTURE, time.monotonic_ns(), picture))


def _feed(path: Path, start_ms: int) -> Feed | None:
    """Return what VLC reads instead of a file it cannot seek in; None if that fails."""
    from viewer.media.remux import Feed, Remux

    try:
        return Feed(Remux(path, start_ms))
    except MediaError:
        return None  # it is played as well as VLC can


def _medium(instance: Any, place: Path | Stream) -> Any:
    """Make VLC's media. Every option is Cuenote's: text of a note or a site never becomes one."""
    if not isinstance(place, Stream):
        media = instance.media_new_path(os.fsencode(place))
        media.add_option(":demux=avformat,any")
        return media
    media = instance.media_new(place.url)
    # No other demuxer: what calls itself a playlist could lead anywhere.
    media.add_option(":demux=avformat")
    media.add_option(f":network-caching={_STREAM_CACHE_MS}")
    if place.sound_url is not None:
        media.add_option(f":input-slave={place.sound_url}")
    return media


class _Output:
    """Copies the pictures of one media player into frames of PyAV, on VLC's threads."""

    def __init__(
        self, vlc: Any, player: Any, canvas: Canvas, show: Callable[[Picture], None]
    ) -> None:
        from viewer.media.frames import Scaler

        self._canvas = canvas
        self._show = show
        self._scaler = Scaler(canvas)
        self._pool: list[Any] = []
        self._pictures: list[Picture | None] = []
        self._next = 0
        self.rests = False  # whether nobody wants what comes
        self._drawing: tuple[Any, ...] = (
            _LOCK(self._lock),
            _UNLOCK(self._unlock),
            _DISPLAY(self._display),
        )
        self._shaping: tuple[Any, ...] = (_FORMAT(self._format), _CLEANUP(lambda _opaque: None))
        _call(vlc, "libvlc_video_set_callbacks", player, *self._drawing, None)
        _call(vlc, "libvlc_video_set_format_callbacks", player, *self._shaping)

    def close(self) -> None:
        self._drawing = self._shaping = ()
        self._pool, self._pictures = [], []

    def _format(
        self, _opaque: Any, chroma: Any, width: Any, height: Any, pitches: Any, lines: Any
    ) -> int:
        import av

        offered = bytes(chroma[0:4])
        if offered in _SURFACES:
            return 0
        layout = _LAYOUTS.get(offered)
        if layout is None:
            layout = "yuv420p"
            for index, byte in enumerate(b"I420"):
                chroma[index] = byte
        # What is offered is padded to whole blocks of the codec.
        width[0], height[0] = self._canvas.coded_size
        self._pool = [av.VideoFrame(width[0], height[0], layout) for _ in range(_POOL_SIZE)]
        self._pictures = [None] * _POOL_SIZE
        for index, plane in enumerate(self._pool[0].planes):
            pitches[index], lines[index] = plane.line_size, plane.height
        return _POOL_SIZE

    def _lock(self, _opaque: Any, planes: Any) -> int:
        slot = self._next = (self._next + 1) % _POOL_SIZE
        for index, plane in enumerate(self._pool[slot].planes):
            planes[index] = plane.buffer_ptr
        return slot + 1  # 0 would be NULL

    def _unlock(self, _opaque: Any, handle: int, _planes: Any) -> None:
        frame = self._pool[handle - 1]
        self._pictures[handle - 1] = None if self.rests else self._scaler.picture(frame)

    def _display(self, _opaque: Any, handle: int) -> None:
        picture = self._pictures[handle - 1]
        if picture is not None:
            self._show(picture)


_P = ctypes.c_void_p
_UINTS = ctypes.POINTER(ctypes.c_uint)
# The types of the binding hand the chroma over as a read-only copy.
_FORMAT = ctypes.CFUNCTYPE(
    ctypes.c_uint,
    ctypes.POINTER(_P),
    ctypes.POINTER(ctypes.c_ubyte),
    *(_UINTS, _UINTS, _UINTS, _UINTS),
)
_CLEANUP = ctypes.CFUNCTYPE(None, _P)
_LOCK = ctypes.CFUNCTYPE(_P, _P, ctypes.POINTER(_P))
_UNLOCK = ctypes.CFUNCTYPE(None, _P, _P, ctypes.POINTER(_P))
_DISPLAY = ctypes.CFUNCTYPE(None, _P, _P)


def _call(vlc: Any, name: str, target: Any, *arguments: Any) -> None:
    """Call a function of libvlc directly, because the binding has its types wrong."""
    function = vlc.dll[name]  # a new object, apart from that of the binding
    function.restype = None
    function.argtypes = [_P, *(type(a) if a is not None else _P for a in arguments)]
    function(target._as_parameter_, *arguments)


def _missing(what: str, packages: str) -> PlayerError:
    return PlayerError(what, install_command(packages))


def _sound_options() -> list[str]:
    """Make VLC keep time with a dummy output if a machine has no audio, as in a container."""
    if not sys.platform.startswith("linux"):
        return []
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR", "/nonexistent"))
    servers = (runtime / "pulse/native", runtime / "pipewire-0", Path("/run/pulse/native"))
    if "PULSE_SERVER" in os.environ or any(server.exists() for server in servers):
        return []
    try:
        cards = Path("/proc/asound/cards").read_text()
    except OSError:
        cards = ""
    return [] if "[" in cards else ["--aout=adummy"]

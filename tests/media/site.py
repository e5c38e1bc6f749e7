"""A site with videos, for tests of saving and streaming: `Web` and what the extractor needs.

`Site.watch("abc", …)` puts a page at /watch/abc that yt-dlp reads with the tests' own extractor
(`plugins/`), real media behind it. `Home.fetch` runs `cuenote save --json` to its end in this
process, for most of a second goes into the start of one; `Home.start` in one of its own, as the
window does.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import signal
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.media.make_video import make_sound, make_video
from tests.media.web import Route, Web
from viewer.base.child_side import own_command
from viewer.commands import save
from viewer.media.media import library_key
from viewer.media.ytdlp import child_environment
from viewer.notes.model import VideoRef

_MOMENT = threading.Event()  # is never set
PLUGINS = Path(__file__).parent / "plugins"
sys.path.append(str(PLUGINS))  # yt-dlp looks for them once, when it is first used
JPEG = b"\xff\xd8\xff\xe0" + bytes(400)
JSON3 = json.dumps(
    {"events": [{"tStartMs": 1500, "dDurationMs": 900, "segs": [{"utf8": "what is said"}]}]}
)
VTT = "WEBVTT\n\n00:00:01.500 --> 00:00:02.400\nwhat is said\n"


class Media:
    def __init__(self, folder: Path) -> None:
        rich = {"preset": "ultrafast", "crf": "1", "sc_threshold": "0"}
        self.picture = make_video(
            folder / "picture.mp4", size=(640, 360), fps=25, frames=200, gop=4, sound=False,
            options=rich,
        )  # fmt: skip
        self.sound = make_sound(folder / "sound.m4a", seconds=8)
        self.whole = make_video(
            folder / "whole.mp4", size=(640, 360), fps=25, frames=200, gop=4, options=rich
        )
        self.hls = folder / "hls"
        self.hls.mkdir()
        make_video(
            self.hls / "media.m3u8", fps=25, frames=200, gop=25,
            container_options={"hls_time": "1", "hls_list_size": "0"},
        )  # fmt: skip


class Site:
    def __init__(self, web: Web, media: Media) -> None:
        self.web = web
        self.media = media

    def url(self, name: str) -> str:
        return self.web.url(f"/watch/{name}")

    def key(self, name: str) -> str:
        return library_key(VideoRef(url=self.url(name)))

    def page(self, name: str, info: dict[str, Any] | Callable[[], dict[str, Any]]) -> Route:
        """Put what the extractor is to answer at /watch/NAME."""
        if callable(info):
            make = info
            return self.web.add(f"/watch/{name}.json", lambda query: json.dumps(make()).encode())
        return self.web.add(f"/watch/{name}.json", json.dumps(info))

    def split(self, name: str, **more: Any) -> None:
        """A video whose picture and sound come apart, with all that belongs to it."""
        self.web.add(f"/{name}/picture.mp4", self.media.picture)
        self.web.add(f"/{name}/sound.m4a", self.media.sound)
        self.web.add(f"/{name}/thumbnail.jpg", JPEG)
        self.web.add(f"/{name}/en.json3", JSON3)
        self.web.add(f"/{name}/de.vtt", VTT)
        self.page(name, {**self.split_info(name), **more})

    def split_info(self, name: str, token: str = "") -> dict[str, Any]:
        at = f"{self.web.url('')}/{name}"
        query = f"?token={token}" if token else ""
        picture, sound = self.media.picture, self.media.sound
        return {
            "title": f"Video {name}",
            "channel": "A channel",
            "duration": 8,
            "thumbnail": f"{at}/thumbnail.jpg",
            "chapters": [
                {"start_time": 0, "end_time": 3.5, "title": "Beginning"},
                {"start_time": 3.5, "end_time": 8, "title": "End"},
            ],
            "subtitles": {"de": [{"ext": "vtt", "url": f"{at}/de.vtt"}]},
            "automatic_captions": {"en-orig": [{"ext": "json3", "url": f"{at}/en.json3"}]},
            "formats": [
                {
                    "format_id": "picture",
                    "url": f"{at}/picture.mp4{query}",
                    "ext": "mp4",
                    "vcodec": "avc1",
                    "acodec": "none",
                    "height": 360,
                    "filesize": picture.stat().st_size,
                },
                {
                    "format_id": "sound",
                    "url": f"{at}/sound.m4a{query}",
                    "ext": "m4a",
                    "vcodec": "none",
                    "acodec": "mp4a.40.2",
                    "filesize": sound.stat().st_size,
                },
            ],
        }

    def whole(self, name: str) -> Route:
        """A video that is one file; return where the file is."""
        info = {"url": self.web.url(f"/{name}/whole.mp4"), "ext": "mp4", "duration": 8}
        self.page(name, info)
        return self.web.add(f"/{name}/whole.mp4", self.media.whole)

    def hls(self, name: str) -> str:
        """An HLS stream with captions; return the address of its master playlist."""
        for path in self.media.hls.iterdir():
            self.web.add(f"/{name}/{path.name}", path)
        self.web.add(f"/{name}/en.vtt", VTT)
        self.web.add(
            f"/{name}/en.m3u8",
            "#EXTM3U\n#EXT-X-TARGETDURATION:8\n#EXT-X-VERSION:3\n#EXT-X-PLAYLIST-TYPE:VOD\n"
            "#EXTINF:8,\nen.vtt\n#EXT-X-ENDLIST\n",
        )
        self.web.add(
            f"/{name}/master.m3u8",
            '#EXTM3U\n#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="s",NAME="English",LANGUAGE="en",'
            'URI="en.m3u8"\n#EXT-X-STREAM-INF:BANDWIDTH=800000,RESOLUTION=320x180,'
            'CODECS="avc1.42c00d,mp4a.40.2",SUBTITLES="s"\nmedia.m3u8\n',
        )
        return self.web.url(f"/{name}/master.m3u8")

    def entry(self, name: str, title: str = "", **more: Any) -> dict[str, Any]:
        """What a list says of the video at /watch/NAME."""
        return {"id": name, "url": self.url(name), "title": title or f"Video {name}", **more}

    def list(self, name: str, *pages: Sequence[dict[str, Any]], title: str = "") -> Route:
        """Put a list at /list/NAME, which is read page by page; return where its pages are."""

        def page(query: dict[str, str]) -> bytes:
            number = int(query["page"])
            more = {"next": number + 1} if number < len(pages) else {}
            about = {"title": title or f"List {name}", "channel": "A channel"}
            return json.dumps({**about, "entries": pages[number - 1], **more}).encode()

        return self.web.add(f"/list/{name}.json", page)

    def list_url(self, name: str) -> str:
        return self.web.url(f"/list/{name}")


class Home:
    """The folders of a user, and the processes that are started in them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.data = root / "data" / "cuenote"
        self.library = self.data / "library"
        self.runs: list[Fetch] = []
        self.variables = {
            "XDG_DATA_HOME": str(root / "data"),
            "XDG_CACHE_HOME": str(root / "cache"),
            "XDG_CONFIG_HOME": str(root / "config"),
            "XDG_STATE_HOME": str(root / "state"),
            "HOME": str(root),
        }

    def environment(self) -> dict[str, str]:
        paths = [str(PLUGINS), *filter(None, [os.environ.get("PYTHONPATH")])]
        base = {**os.environ, **self.variables, "PYTHONPATH": os.pathsep.join(paths)}
        return child_environment(self.data, base)

    def start(self, *arguments: str) -> Fetch:
        run = Fetch(
            subprocess.Popen(
                own_command("viewer", "save", "--json", *arguments),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=self.environment(),
                cwd=self.root,
                start_new_session=True,
                # Shells have what they start in the background ignore Ctrl+C: that is inherited.
                preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
            )
        )
        self.runs.append(run)
        return run

    def fetch(self, *arguments: str) -> Said:
        said, out, complaints = Said(), _Lines(), io.StringIO()
        with self.here() as patch, contextlib.redirect_stderr(complaints):
            patch.setattr(save, "own_output", lambda: out)
            options = save.parser().parse_args(["--json", "--pause", "0", *arguments])
            said.code = save.run(options)
        said.events += map(json.loads, out.getvalue().splitlines())
        said.stderr = complaints.getvalue()
        return said

    @contextlib.contextmanager
    def here(self) -> Iterator[pytest.MonkeyPatch]:
        """Make this process one that the user started.

        Ignores that yt-dlp leaves connections open after an error.
        """
        process = psutil.Process()
        open_before = process.num_fds()
        self.root.mkdir(exist_ok=True)
        with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            for name, value in self.variables.items():
                patch.setenv(name, value)
            patch.chdir(self.root)
            patch.setattr(signal, "signal", lambda *_: None)
            yield patch
            if process.num_fds() > open_before:
                gc.collect()

    def files(self) -> list[str]:
        return sorted(
            str(path.relative_to(self.library))
            for path in self.library.rglob("*")
            if path.is_file() and not {".part", ".locks"} & set(path.parts)
        )


class _Lines(io.StringIO):
    """Keeps what was written when it is closed."""

    def close(self) -> None:
        pass


class Said:
    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []
        self.stderr = ""
        self.code: int | None = None

    @property
    def kind(self) -> str:
        failed = [each["failure"]["kind"] for each in self.events if each["event"] == "failed"]
        return failed[-1] if failed else ""

    @property
    def path(self) -> Path:
        saved = [each["path"] for each in self.events if each["event"] == "saved"]
        assert saved, (self.events[-2:], self.stderr)
        return Path(saved[-1])


class Fetch(Said):
    """One that runs in a process of its own."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        super().__init__()
        self.process = process

    def until_loaded(self, folder: Path, size: int) -> None:
        """Wait until a half loaded file in `folder` has `size` bytes."""
        for _ in range(1000):
            if any(path.stat().st_size >= size for path in folder.glob(".part/*.part")):
                return
            assert self.process.poll() is None
            _MOMENT.wait(0.02)
        raise AssertionError(f"never loaded: {[*folder.glob('.part/*')]}")

    def kill(self) -> None:
        """End it as the window does: the whole group, without a word."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(20)
        self._close()

    def finish(self) -> Fetch:
        for _ in self._lines():
            pass
        self.stderr = self.process.stderr.read().decode()
        self.code = self.process.wait(30)
        self._close()
        return self

    def _close(self) -> None:
        for stream in (self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()

    def _lines(self) -> Iterator[dict[str, Any]]:
        for line in self.process.stdout:
            self.events.append(json.loads(line))
            yield self.events[-1]

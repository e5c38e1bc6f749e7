"""A site whose videos stream: picture and sound apart, by links that can be made to expire."""

import json
from pathlib import Path

from tests.media.site import JPEG, JSON3
from tests.media.web import Route, Web
from viewer.notes.model import VideoRef

SECONDS = 20  # of each video
REFERER = {"referer": "https://site.example/"}


class Channel:
    """The videos of the site, each with a link that can be made to expire."""

    def __init__(self, web: Web, picture: Path, sound: Path) -> None:
        """Serve the same files for every video; at first they need the token `t1`."""
        self.web = web
        self._files = picture, sound
        self.token = "t1"
        self.routes: list[Route] = []
        self.asked = 0  # how often yt-dlp asked for a page

    def put(self, name: str, *, apart: bool = True, **more: object) -> VideoRef:
        picture, sound = self._files
        at = self.web.url(f"/{name}")

        def page(_query: dict[str, str]) -> bytes:
            self.asked += 1
            token = f"?token={self.token}"
            formats: list[dict[str, object]] = [
                {
                    "format_id": f"p{height}",
                    "url": f"{at}/picture{height}{picture.suffix}{token}",
                    "ext": picture.suffix[1:],
                    "vcodec": "some",
                    "acodec": "none",
                    "height": height,
                    "http_headers": {"Referer": "https://site.example/"},
                }
                for height in (360, 720)
            ]
            formats.append(
                {
                    "format_id": "s",
                    "url": f"{at}/sound{sound.suffix}{token}",
                    "ext": sound.suffix[1:],
                    "vcodec": "none",
                    "acodec": "some",
                }
            )
            info = {
                "title": f"Video {name}",
                "duration": SECONDS,
                "formats": formats,
                "chapters": [{"start_time": 0, "end_time": 9.5, "title": "Beginning"}],
                **more,
            }
            return json.dumps(info).encode()

        self.web.add(f"/watch/{name}.json", page)
        for height in (360, 720):
            path = f"/{name}/picture{height}{picture.suffix}"
            self.routes.append(self.web.add(path, picture, tokens={self.token}, needs=REFERER))
        path = f"/{name}/sound{sound.suffix}"
        self.routes.append(self.web.add(path, sound, tokens={self.token}))
        return VideoRef(url=self.web.url(f"/watch/{name}"))

    def hold_picture(self, at: int) -> Route:
        """Hold the larger picture back from byte `at` on, until its gate is set."""
        self.routes[1].hold_at = at
        return self.routes[1]

    def expire(self) -> None:
        self.token = f"t{int(self.token[1:]) + 1}"
        for route in self.routes:
            route.tokens = {self.token}
        self.web.cut_all()


def with_extras(web: Web) -> dict[str, object]:
    """Serve captions in three shapes and a thumbnail; return what the extractor says of them."""
    web.add("/en.json3", JSON3)
    web.add("/thumbnail.jpg", JPEG)
    web.add("/de.m3u8", "#EXTM3U\n#EXTINF:4,\nde1.vtt\n#EXTINF:4,\nde2.vtt\n#EXT-X-ENDLIST\n")
    for number, stamp in ((1, "01.500"), (2, "05.250")):
        text = f"WEBVTT\n\n00:00:{stamp} --> 00:00:06.000\nTeil {number}\n"
        web.add(f"/de{number}.vtt", text)
    return {
        "thumbnail": web.url("/thumbnail.jpg"),
        "automatic_captions": {"en-orig": [{"ext": "json3", "url": web.url("/en.json3")}]},
        "subtitles": {
            "de": [{"ext": "vtt", "url": web.url("/de.m3u8"), "protocol": "m3u8_native"}],
            "fr": [{"ext": "vtt", "url": web.url("/never-asked.vtt")}],
            "es": [{"ext": "vtt", "url": web.url("/not-there.vtt")}],
        },
    }

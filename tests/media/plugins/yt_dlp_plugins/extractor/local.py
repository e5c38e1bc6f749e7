"""An extractor for the tests' own server: /watch/ID.json describes what is at /watch/ID.

The JSON is the info dict of yt-dlp as it is, or {"error": text, "kind": "expected" | "bug" | "geo"
| "login"}; "warnings" are given out first. Put the folder of this package on PYTHONPATH.
"""

from collections.abc import Iterator
from typing import Any

from yt_dlp.extractor.common import InfoExtractor
from yt_dlp.utils import ExtractorError


def _at_once(extractor: InfoExtractor) -> None:
    """Do not wait between requests."""
    extractor._downloader.params |= {"sleep_interval_requests": 0, "sleep_interval_subtitles": 0}


InfoExtractor._real_initialize = _at_once


class CuenoteLocalIE(InfoExtractor):
    _VALID_URL = r"http://127\.0\.0\.1:\d+/watch/(?P<id>[\w-]+)$"

    def _real_extract(self, url: str) -> dict[str, Any]:
        video_id = self._match_id(url)
        info: dict[str, Any] = self._download_json(f"{url}.json", video_id)
        for warning in info.pop("warnings", []):
            self.report_warning(warning, video_id)
        kind = info.pop("kind", "expected")
        if "error" in info:
            if kind == "geo":
                self.raise_geo_restricted(info["error"], countries=["DE", "FR"])
            if kind == "login":
                self.raise_login_required(info["error"])
            raise ExtractorError(info["error"], expected=kind == "expected", video_id=video_id)
        return {"id": video_id, "title": "A video", **info}


class CuenoteLocalListIE(InfoExtractor):
    """A list at /list/ID, page by page as it is asked for: /list/ID.json?page=N.

    A page is {"title", "channel", "entries": […], "next": N or nothing}; what an entry says is as
    in yt-dlp's own lists, and {"error": text} breaks the list off.
    """

    _VALID_URL = r"http://127\.0\.0\.1:\d+/list/(?P<id>[\w-]+)$"

    def _real_extract(self, url: str) -> dict[str, Any]:
        list_id = self._match_id(url)
        first: dict[str, Any] = self._page(url, list_id, 1)

        def entries() -> Iterator[dict[str, Any]]:
            page, number = first, 1
            while True:
                for entry in page["entries"]:
                    if "error" in entry:
                        raise ExtractorError(entry["error"], expected=True, video_id=list_id)
                    yield {"_type": "url", **entry}
                number = page.get("next", 0)
                if not number:
                    return
                page = self._page(url, list_id, number)

        about = {name: first[name] for name in ("title", "channel") if name in first}
        return {"_type": "playlist", "id": list_id, "entries": entries(), **about}

    def _page(self, url: str, list_id: str, number: int) -> dict[str, Any]:
        page: dict[str, Any] = self._download_json(f"{url}.json?page={number}", list_id)
        return page

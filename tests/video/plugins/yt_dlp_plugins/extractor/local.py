"""An extractor for the tests' own server: what is at /watch/ID stands in /watch/ID.json.

The JSON is the info dict of yt-dlp as it is, or {"error": text, "kind": "expected" | "bug" | "geo"
| "login"}; "warnings" are given out first. Put the folder of this package on PYTHONPATH.
"""

from __future__ import annotations

from typing import Any

from yt_dlp.extractor.common import InfoExtractor
from yt_dlp.utils import ExtractorError


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

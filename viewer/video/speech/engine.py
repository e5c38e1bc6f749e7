"""Whether there is an engine that turns speech into text: faster-whisper. No Qt.

It comes with the extra `cuenote[speech]`, or is put into the data folder when a person asks for
it (`viewer.video.speech.fetching`). Nothing of it is imported here: it takes a second to load and
200 MB, and only the child process that listens does so.
"""

from __future__ import annotations

import platform
import sys
from pathlib import Path
from typing import Any, NamedTuple

from viewer.damaged import read_json
from viewer.errors import MediaError
from viewer.video.packages import CHOSEN_NAME

DISTRIBUTION = "faster-whisper"
REQUIREMENT = "faster-whisper>=1.2,<2"
ENGINE_FOLDER = Path("speech") / "engine"  # in the data folder
NO_ENGINE = "Transcribing needs faster-whisper, which is not on this computer."
NO_ENGINE_REMEDY = "`cuenote transcribe` offers to fetch it, or install `cuenote[speech]`."


class Engine(NamedTuple):
    """The engine that a child process would load."""

    version: str
    folder: Path | None  # of its packages, in the data folder; None: installed with Cuenote

    @property
    def name(self) -> str:
        return f"{DISTRIBUTION} {self.version}"


def find_engine(data: Path) -> Engine | None:
    """Find the engine: what is installed with Cuenote, else what was fetched; None: neither.

    Reads a few names: no harm on the GUI thread.
    """
    from importlib import metadata  # here, for it takes a hundredth of a second at the start

    try:
        return Engine(metadata.version(DISTRIBUTION), None)
    except metadata.PackageNotFoundError:
        return _fetched(data)


def engine(data: Path) -> Engine:
    """Find the engine; raise MediaError, which says what to do, where there is none."""
    found = find_engine(data)
    if found is None:
        raise MediaError(NO_ENGINE, NO_ENGINE_REMEDY)
    return found


def platform_tag() -> str:
    """Name what compiled packages are made for: another Python cannot load them."""
    return f"{sys.implementation.cache_tag} {sys.platform} {platform.machine()}"


def _fetched(data: Path) -> Engine | None:
    """Read which packages in the data folder were chosen; anything odd means none."""
    folder = data / ENGINE_FOLDER

    def engine(chosen: Any) -> Engine | None:
        packages = folder / Path(str(chosen["folder"])).name
        if chosen["platform"] != platform_tag() or not (packages / "faster_whisper").is_dir():
            return None
        return Engine(str(chosen["version"]), packages)

    return read_json(folder / CHOSEN_NAME, engine)

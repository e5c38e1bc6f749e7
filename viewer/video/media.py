"""Which file a note's video can be played from. No Qt.

Nothing here touches the network or writes into a vault: the files a person chose are remembered
in the state folder.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class MediaSource(StrEnum):
    """How a media was found."""

    FRONT_MATTER = "front_matter"  # the note names the file
    BESIDE = "beside"  # in the folder of the note, by the id in its name
    VAULT_MEDIA = "vault_media"  # in media/ or videos/ of the vault, by the id in its name
    LIBRARY = "library"  # a saved copy
    CHOSEN = "chosen"  # a person chose it


@dataclass(frozen=True, slots=True)
class Media:
    """A file that a video can be played from."""

    path: Path
    source: MediaSource
    title: str

"""The process that measures a video's loudness: `python -m viewer.media.sound_child FILE TO`.

It reports its results as lines of JSON on standard output, and saves them in the file TO:

    {"event": "levels", "levels": base64 of what follows on}
    {"event": "done"}
    {"event": "failed", "words", "next_step"}

It runs at a low priority, and ends with its parent. No Qt.
"""

from __future__ import annotations

import base64
import sys
import time
from contextlib import suppress
from pathlib import Path

from viewer.base.child_side import end_with_parent, lower_priority, own_output
from viewer.base.errors import MediaError
from viewer.base.terminal import json_text
from viewer.base.translation import tr

_SAYS_EVERY_S = 0.5


def main(arguments: list[str]) -> int:
    """Measure; return 0 on success, else 1."""
    lower_priority()
    out = own_output()
    end_with_parent()

    def say(**event: str) -> None:
        print(json_text(event), file=out, flush=True)

    media, path = map(Path, arguments)
    from av.stream import Discard

    from viewer.media.decoder import open_container
    from viewer.media.sound_decoding import measure
    from viewer.media.sound_levels import write_levels

    levels, said, said_at_s = bytearray(), 0, time.monotonic()
    try:
        with open_container(media) as container:
            if not container.streams.audio:
                raise MediaError(tr("“{0}” has no audio.").format(media.name))
            for stream in container.streams:
                if stream is not container.streams.audio[0]:
                    stream.discard = Discard.all  # the pictures are not even read
            for piece in measure(container):
                levels += piece
                if time.monotonic() - said_at_s >= _SAYS_EVERY_S:
                    said_at_s = time.monotonic()
                    say(event="levels", levels=base64.b64encode(levels[said:]).decode())
                    said = len(levels)
    except MediaError as error:
        say(event="failed", words=str(error), next_step=error.remedy)
        return 1
    say(event="levels", levels=base64.b64encode(levels[said:]).decode())
    with suppress(OSError):  # it is measured again the next time
        write_levels(path, bytes(levels))
    say(event="done")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

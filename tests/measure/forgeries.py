"""Measure what `cuenote check PAGE.html` lets pass: `./run measure forgeries`.

Pages are made of N real notes, each with a film whose frames are numbered and captions that speak
of its claims; every tenth has clips. All have to hold. Ten of them, one with clips, are forged in
all ways of `tests.export.forging`, every other time with a proof made anew: none may hold.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from tests.conftest import unpack_vault
from tests.export.forging import forgeries
from tests.measure.cases import CORPUS
from tests.video.make_video import make_video
from viewer.__main__ import main as cuenote
from viewer.export.cues import ShownCue, srt
from viewer.export.entries import Entry, entries_of
from viewer.export.proof import Result, verify
from viewer.notes.note import Note

_FORGED_PAGES = 10
_MOST_MOMENTS = 12
_LENGTHS_MS = (900_000, 3_600_000, 14_400_000)
_CUE_MS = 4_000


def main(arguments: Sequence[str]) -> int:
    """Measure; return 1 where a true page does not hold, or a forged one does."""
    parser = argparse.ArgumentParser(prog="./run measure forgeries", description=__doc__)
    parser.add_argument("--pages", type=int, default=400, metavar="N", help="true pages")
    parser.add_argument("--forged", type=int, default=1_000, metavar="N", help="forged pages")
    parser.add_argument("--seed", type=int, default=1, help="what they are drawn by")
    parser.add_argument("--vault", type=Path, metavar="DIR", help="other notes than the corpus")
    options = parser.parse_args(arguments)
    chance = random.Random(options.seed)
    app = QGuiApplication.instance() or QGuiApplication(["measure", "-platform", "offscreen"])
    vault = options.vault or unpack_vault(CORPUS)
    held, passed = 0, Counter[str]()
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as temporary:
        films = [_film(Path(temporary), ms) for ms in _LENGTHS_MS]
        pages = []
        notes = sorted(vault.rglob("*.md"))
        chance.shuffle(notes)
        for path in notes:
            if len(pages) == options.pages:
                break
            folder = Path(temporary, str(len(pages)))
            if _gather(path, folder, films):
                pages.append(_export(folder, clips=len(pages) % 10 == 9))
                results = _check(pages[-1])
                held += all(each.holds for each in results)
                for each in results:
                    if not each.holds:
                        print(f"{path}: {each.what}: {each.why}", flush=True)
        print(f"{held} of {len(pages)} true pages hold", flush=True)
        for number, page in enumerate(pages[:_FORGED_PAGES]):
            text = page.read_text()
            count = options.forged // _FORGED_PAGES
            for kind, forged in forgeries(text, count, random.Random(options.seed + number)):
                page.write_text(forged, newline="")
                is_held = all(each.holds for each in _check(page))
                (passed if is_held else found)[kind] += 1
                if is_held:
                    print(f"{page}: {kind} passes", flush=True)
            print(f"page {number + 1}: {found.total()} forgeries found", flush=True)
    for kind in {**found, **passed}:
        print(f"{kind:12} {found[kind]:4} found {passed[kind]:4} passed")
    print(f"{passed.total()} of {passed.total() + found.total()} forged pages pass")
    del app
    return 0 if held == len(pages) and not passed else 1


def _film(folder: Path, length_ms: int) -> Path:
    """Make a film with a numbered frame each second; a short one sounds, too."""
    path = folder / f"{length_ms}.mp4"
    frames, has_sound = length_ms // 1_000, length_ms < 1_000_000
    return make_video(path, size=(64, 36), fps=1, frames=frames, gop=20, sound=has_sound)


def _gather(path: Path, folder: Path, films: Sequence[Path]) -> bool:
    """Put a note into a folder, with a film and captions; say whether pages can be made of it."""
    note = Note.parse(path.read_bytes())
    if note.video is None or note.video.video_id is None or len(note.played) > 1:
        return False
    entries = [one for one in entries_of(note, path.name, note.times(None)).entries if one.ms]
    moments = {one.ms for one in entries if one.ms is not None}
    if not 0 < len(moments) <= _MOST_MOMENTS:
        return False
    film = next((one for one in films if int(one.stem) > max(moments) + 20_000), None)
    if film is None:
        return False
    folder.mkdir()
    (folder / path.name).write_bytes(path.read_bytes())
    (folder / f"{note.video.video_id}.mp4").hardlink_to(film)
    (folder / f"{note.video.video_id}.en.srt").write_text(srt(list(_cues(entries))))
    return True


def _cues(entries: Sequence[Entry]) -> Iterator[ShownCue]:
    """Speak of each claim where it is cited, one word behind the other."""
    by_ms = {one.ms: one.text for one in entries if one.ms is not None}
    for ms, text in sorted(by_ms.items()):
        yield ShownCue(ms, ms + _CUE_MS, f"So {text}, and that is it.")


def _export(folder: Path, *, clips: bool) -> Path:
    note = next(folder.glob("*.md"))
    page = folder / "page.html"
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        more = [] if clips else ["--no-clips"]
        cuenote(["export", str(note), "--as", "html", "-o", str(page), *more])
    return page


def _check(page: Path) -> list[Result]:
    return verify(page, None, [])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

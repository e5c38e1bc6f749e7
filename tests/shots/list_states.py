"""The states of the sheet that lists a playlist or channel, for `screenshots`."""

from __future__ import annotations

from collections.abc import Iterator

from tests.shots.shot_stage import ShotStage
from tests.waiting import rest
from viewer.ui.saving.list_rows import ListRow
from viewer.video.downloads.library import Estimate
from viewer.video.downloads.lists import OfferedVideos
from viewer.video.ytdlp.failures import Failure, FailureKind
from viewer.video.ytdlp.listing import ListedVideo, ListFacts

_TITLES = (
    ("How a seek finds its frame", ""),
    ("Why subtitles drift, and what to do about it when a file was cut by somebody else", ""),
    ("The history of the compact cassette", ""),
    ("[Private video]", "private"),
    ("Groups of pictures, explained with a deck of cards", ""),
    ("שיחה על אותיות", ""),
    ("Questions and answers", "upcoming"),
    ("Reading a waveform by eye", ""),
    ("Interview with a film restorer", ""),
)


def _entries(count: int) -> list[ListedVideo]:
    found = []
    for number in range(count):
        title, why_not = _TITLES[number % len(_TITLES)]
        key = f"sample{number:05}"
        found.append(
            ListedVideo(
                key,
                f"https://www.youtube.com/watch?v={key}",
                title,
                61_000 + 1_237_000 * (number % 5) if why_not != "private" else None,
                f"2026-{11 - number % 11:02}-14",
                number % 3 == 2,
                "Video basics",
                why_not,
            )
        )
    return found


def list_states(stage: ShotStage) -> Iterator[tuple[str, tuple[int, int]]]:
    """Look at a list that is read, one that is chosen from, and one that cannot be read."""
    lists, window = stage.program.video_lists, stage.window
    sheet, folder = lists.sheet, stage.work / "talks"
    sizes = (1440, 900), (900, 560)
    sheet.save.setChecked(True)
    sheet.notes.setChecked(True)
    sheet.open_list("youtube.com/@videobasics", OfferedVideos(), folder, 720, "en")
    rest(200)
    yield "list-reading", sizes[0]
    sheet.show_about(ListFacts("Video basics", "Video basics"))
    sheet.add(_entries(40))
    sheet.list.tick([f"sample{number:05}" for number in (0, 1, 4)], True)
    sheet.own_folder.setChecked(True)
    rest(300)
    sheet.show_estimate(Estimate(3, 412_000_000, 0, 81_000_000_000))
    for size in sizes:
        window.resize(*size)
        rest(200)
        yield "list-going-on", size
    before = OfferedVideos(frozenset(f"sample{number:05}" for number in range(4, 40)), "2026-11-01")
    sheet.open_list("youtube.com/@videobasics", before, folder, 720, "en")
    sheet.show_about(ListFacts("Video basics", "Video basics"))
    sheet.forget()
    sheet.add(_entries(40))
    sheet.end(None)
    rest(300)
    sheet.show_estimate(Estimate(3, 412_000_000, 1, 81_000_000_000))
    for size in sizes:
        window.resize(*size)
        rest(200)
        yield "list-new", size
    sheet.shown.set_index(0)
    sheet.field.setText("e")
    rows = [ListRow(row.entry, row.is_new, n % 3 == 0, n % 3 == 1, n % 2 == 0)
            for n, row in enumerate(sheet.list.rows.rows)]  # fmt: skip
    sheet.list.set_rows(rows)
    rest(200)
    sheet.show_estimate(Estimate(3, 412_000_000, 0, 1_100_000_000))
    yield "list-known", sizes[1]
    sheet.open_list("youtube.com/@nobody", OfferedVideos(), folder, 720, "en")
    sheet.end(Failure.of(FailureKind.RATE_LIMITED))
    rest(200)
    for size in sizes:
        window.resize(*size)
        rest(200)
        yield "list-failed", size
    sheet.close_sheet()

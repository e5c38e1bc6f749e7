"""One kind, one class, one list: a toy of a kind, added here alone, is there as the real ones are.

Whatever tells the kinds apart anywhere else would miss it.
"""

from __future__ import annotations

import shutil
from itertools import chain
from pathlib import Path

import pytest

from tests.evidence.vaults import TALK, VIDEO, note, srt
from tests.ui.conftest import long_video as long_video
from tests.ui.conftest import make_stage as make_stage
from tests.ui.conftest import stage as stage
from tests.ui.stage import Stage
from viewer.evidence.finding import Verdict
from viewer.evidence.listen import to_hear
from viewer.evidence.sources import Places
from viewer.evidence.vault_check import VERDICTS, Shape, Wish, check_vault
from viewer.export.gathering import Gatherer
from viewer.notes.model import VideoRef
from viewer.ui.vault.transcribing_notes import plan_of
from viewer.vault.said_sources import in_vault
from viewer.video import media
from viewer.video.media import Media, Pairings, VideoPlace, find_media

REF = VideoRef(video_id=VIDEO)


# ---------------------------------------------------------------------- a place of videos


@pytest.fixture
def tapes(stage: Stage, long_video: Path, monkeypatch: pytest.MonkeyPatch) -> VideoPlace:
    """A vault whose video and transcript lie in a place that is known here alone."""
    place = VideoPlace(
        "tapes",
        "Found among the tapes.",
        lambda around: (around.vault / "tapes",) if around.vault is not None else (),
        depth=1,
    )
    folder = stage.vault / "tapes" / "old"
    folder.mkdir(parents=True)
    shutil.copyfile(long_video, folder / f"Tape {VIDEO}.mp4")
    (folder / f"Words of {VIDEO}.en.srt").write_text(srt(), "utf-8")
    said = [f"{text} [1:{30 + n}]" for n, text in enumerate(TALK[:3])]  # at its beginning
    stage.write("Talks/a.md", note(VIDEO, *said))
    monkeypatch.setattr(media, "PLACES", (place, *media.PLACES))
    return place


def test_place_is_played_from_and_its_words_are_shown(stage: Stage, tapes: VideoPlace) -> None:
    stage.session.open_vault(stage.vault)
    stage.watch(stage.vault / "Talks" / "a.md")
    playing = stage.session.video.media
    assert isinstance(playing, Media)
    assert (playing.path.name, playing.source) == (f"Tape {VIDEO}.mp4", tapes)
    video = stage.session.video
    assert video.pages.about(stage.session.note, playing).text == "Found among the tapes."
    transcripts = stage.program.transcripts
    stage.wait(lambda: transcripts.transcript is not None)
    (file,) = transcripts.found.files
    assert (file.source, file.language) == (tapes, "en")


@pytest.mark.usefixtures("tapes")
def test_place_is_looked_into_by_check_export_search_and_transcribing(stage: Stage) -> None:
    root, path = stage.vault, stage.vault / "Talks" / "a.md"
    state, library = stage.folders.state, stage.folders.data / "library"
    places = Places(vault=root, library=library, state=state)
    wish = Wish(root, places, state, Shape.NOTHING, repairs=False)
    (found,) = chain(*check_vault(wish, ["Talks/a.md"], workers=1))
    assert found.counts[VERDICTS.index(Verdict.IN_DOUBT)] == 3  # it read where they are said
    assert to_hear(places, root, ["Talks/a.md"]) == []  # all of its words are here
    gatherer = Gatherer(places)
    gatherer.read(path, "a.md")
    (footage,) = gatherer.footage.values()
    assert footage.path == root / "tapes" / "old" / f"Tape {VIDEO}.mp4"
    assert footage.duration_ms == 130_000
    spoken = in_vault([(REF, path)], root, library, state, {}, "en")
    assert [file.path.parent.name for file in spoken[VIDEO].files] == ["old"]
    pairings = Pairings(state / "pairings.json")
    plan = plan_of(
        [path],
        lambda ref, note: find_media(ref, note, root, library, pairings),
        *(root, library, Pairings(state / "transcripts.json"), frozenset()),
    )
    assert (plan.have, plan.away) == (1, 0)

"""One kind, one class, one list: a toy of a kind, added here alone, is there as the real ones are.

Whatever tells the kinds apart anywhere else would miss it.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.evidence.vaults import TALK, VIDEO, note, srt
from tests.test_command_line import ROOT
from tests.ui.conftest import long_video as long_video
from tests.ui.conftest import make_stage as make_stage
from tests.ui.conftest import stage as stage
from tests.ui.session.test_video import drop
from tests.ui.stage import Stage
from tests.vault.test_said import find, texts, update
from viewer.commands import check, doctor, transcribe
from viewer.errors import MediaError
from viewer.evidence.check_many import CheckWish, Shape, check_vault
from viewer.evidence.listen import to_hear
from viewer.evidence.sources import Places, Sources
from viewer.evidence.verdicts import IN_DOUBT, VERDICTS
from viewer.export.gathering import Gatherer, Scope
from viewer.notes.model import VideoRef
from viewer.ui.speech import transcribed_work
from viewer.ui.speech.transcribing_notes import plan_of
from viewer.ui.transcript import pages
from viewer.vault.index import Index
from viewer.vault.said import Said
from viewer.vault.said_keeper import SaidKeeper, SaidPlaces
from viewer.vault.said_sources import in_vault
from viewer.vault.schema import index_path
from viewer.video import media
from viewer.video.media import Media, Pairings, VideoPlace, find_media
from viewer.video.playback.player import PlayerState
from viewer.video.speech import fetching, models
from viewer.video.speech.cutting import Heard
from viewer.video.speech.engine import Engine, Model, ModelFolder
from viewer.video.speech.sound import Samples
from viewer.video.transcripts import captions, formats
from viewer.video.transcripts.formats import CaptionFormat
from viewer.video.transcripts.transcribed import (
    Origin,
    Ranges,
    Transcribed,
    read_origin,
    write_transcribed,
)
from viewer.video.transcripts.transcript import Cue, Transcript
from viewer.video.ytdlp.extras import Captions, Extras

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
    assert video.pages.about(stage.session.note, playing)[1] == "Found among the tapes."
    transcripts = stage.program.transcripts
    stage.wait(lambda: transcripts.transcript is not None)
    (file,) = transcripts.found.files
    assert (file.source, file.language) == (tapes, "en")


@pytest.mark.usefixtures("tapes")
def test_place_is_looked_into_by_check_export_search_and_transcribing(stage: Stage) -> None:
    root, path = stage.vault, stage.vault / "Talks" / "a.md"
    state, library = stage.folders.state, stage.folders.data / "library"
    places = Places(vault=root, library=library, state=state)
    wish = CheckWish(root, places, state, Shape.NOTHING, repairs=False)
    (found,) = chain(*check_vault(wish, ["Talks/a.md"], workers=1))
    assert found.counts[VERDICTS.index(IN_DOUBT)] == 3  # it read where they are said
    assert to_hear(places, root, ["Talks/a.md"]) == []  # all of its words are here
    gatherer = Gatherer(places)
    list(gatherer.read(path, "a.md", [Scope("whole", "")]))
    (footage,) = gatherer.footage.values()
    assert footage.path == root / "tapes" / "old" / f"Tape {VIDEO}.mp4"
    assert footage.duration_ms == 130_000
    spoken = in_vault([(REF, "Talks/a.md")], root, library, state, {}, "en")
    assert [file.path.parent.name for file in spoken[VIDEO].files] == ["old"]
    pairings = Pairings(state / "pairings.json")
    plan = plan_of(
        [path],
        lambda ref, note: find_media(ref, note, root, library, pairings),
        *(root, library, Pairings(state / "transcripts.json"), frozenset()),
    )
    assert (plan.have, plan.away) == (1, 0)


# ---------------------------------------------------------------------- a format of captions


def _read_toy(path: Path, language: str, heard: Ranges | None, data: bytes | None) -> Transcript:
    text = (path.read_bytes() if data is None else data).decode()
    starts = [line.partition(" ") for line in text.splitlines()]
    cues = [Cue(int(start) * 1000, int(start) * 1000 + 9_000, words) for start, _, words in starts]
    return Transcript(tuple(cues), language, path, heard=heard)


def _write_toy(what: Transcribed) -> str:
    return "".join(f"{cue.start_ms // 1000} {cue.text}\n" for cue in what.cues)


TOY_WORDS = "".join(f"{10 * n} {text}\n" for n, text in enumerate(TALK))


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> CaptionFormat:
    """The best format of all, which is known here alone, and which a site calls otherwise."""
    toy = CaptionFormat("Toy lines", ".toy", "toy3", 0, _read_toy, write=_write_toy)
    monkeypatch.setattr(formats, "FORMATS", (*formats.FORMATS, toy))
    return toy


@pytest.mark.usefixtures("toy")
def test_format_is_found_read_shown_and_offered_in_the_window(
    stage: Stage, long_video: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(_window: object, _title: str, _folder: str, filters: str) -> tuple[str, str]:
        asked.append(filters)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", ask)
    path = stage.write("a.md", note(VIDEO, "A claim [0:20]"))
    transcripts = stage.program.transcripts
    shutil.copyfile(long_video, path.with_name(f"{VIDEO}.mp4"))
    stage.watch(path)
    page = pages.none_page(None, None, is_awaited=False)
    assert "(WebVTT, SRT, json3 or Toy lines)" in page.text
    transcripts.choose_file()
    assert "*.toy" in asked[0]
    words = stage.vault / "elsewhere" / "words.toy"
    words.parent.mkdir()
    words.write_text(TOY_WORDS, "utf-8")
    assert drop(stage, words)
    stage.wait(lambda: transcripts.transcript is not None)
    transcripts.forget_choice()
    stage.wait(lambda: transcripts.transcript is None)
    for suffix in (".vtt", ".toy"):
        path.with_name(f"{VIDEO}.en{suffix}").write_text(TOY_WORDS, "utf-8")
    transcripts.look()
    stage.wait(lambda: transcripts.transcript is not None)
    (file,) = transcripts.found.files
    assert (file.path.suffix, file.language) == (".toy", "en")
    assert transcripts.transcript is not None
    assert transcripts.transcript.cues[2].text == TALK[2]


@pytest.mark.usefixtures("toy")
def test_format_is_evidence_for_the_check_and_indexed_for_the_search(tmp_path: Path) -> None:
    root, path = tmp_path / "vault", tmp_path / "vault" / "a.md"
    root.mkdir()
    (root / f"{VIDEO}.toy").write_text(TOY_WORDS, "utf-8")
    for places in (Places(transcripts=root), Places(vault=root)):
        transcript = Sources(places).of(REF, path).transcript
        assert transcript is not None
        assert transcript.cues[1].text == TALK[1]
    assert "<videoId>.vtt, .srt, .json3 or .toy" in " ".join(check.parser().format_help().split())
    path.write_text(note(VIDEO, "A claim [0:20]"), "utf-8")
    said_places = SaidPlaces(root, tmp_path, tmp_path / "library", tmp_path / "state")
    update(said_places)
    index = Index.open(index_path(tmp_path, root), root)
    assert index is not None
    said = Said(index, None)
    assert texts(find(said, "watchmaker")) == [TALK[1]]
    said.close()
    index.close()
    keeper = SaidKeeper(said_places, threading.Event(), lambda *_, **__: None)
    assert keeper._take_wish()
    keeper.look_again([root / "b.toy"], videos=False)
    assert keeper._take_wish()


@pytest.mark.usefixtures("toy")
def test_format_is_loaded_from_a_site_and_written(tmp_path: Path) -> None:
    offers = [{"ext": ext, "url": "https://example.org/"} for ext in ("vtt", "toy3", "ttml")]
    (offered,) = captions.choose_captions({"subtitles": {"en": offers}}, ["en"])
    assert (offered.format["ext"], offered.ending) == ("toy3", "toy")
    extras = Extras((Captions("en", False, offered.ending, TOY_WORDS.encode()),))
    assert Extras.from_json(extras.to_json()) == extras
    heard = Transcribed(Origin("tiny", "en", duration_ms=9_000, finished=((0, 9_000),)))
    heard = replace(heard, cues=(Cue(1_000, 2_000, "Words."),))
    path, copy, output = (tmp_path / name for name in ("recognised.tiny.vtt", "a.toy", "b.toy"))
    write_transcribed(path, heard)
    transcribed_work.copied(path, copy)
    transcribe._check_output(output, ["talk.mp4"])
    transcribe._write(path, output)
    assert copy.read_text() == output.read_text() == "1 Words.\n"
    assert ".srt, .toy, or .txt" in " ".join(transcribe.parser().format_help().split())


def test_readme_names_every_format() -> None:
    names = ", ".join(each.name for each in formats.FORMATS)
    assert f"({names})" in (ROOT / "README.md").read_text("utf-8")


# ---------------------------------------------------------------------- an engine for speech


class _ToyEar:
    languages = ("en", "xx")
    can_translate = False

    def hear(
        self, samples: Samples, language: str, *, is_translated: bool
    ) -> tuple[Iterable[Iterable[Heard]], str]:
        assert not is_translated
        words = [Heard(0, 400, "Toys"), Heard(400, 900, f" listen to {len(samples)}.")]
        return [words], language or "xx"


class _ToyEngine(Engine):
    name = "av"  # a package that is here
    requirement = "av>=1"
    module = "av"
    folder = Path("speech") / "toys"
    megabytes = 7
    smoke = ""
    models = (Model("toy", "example/toy", 3, "made of wood", 50.0, is_offered=True),)
    needed = (("toy.json",),)

    def check_folder(self, folder: Path) -> ModelFolder:
        if not (folder / "toy.json").is_file():
            raise MediaError(f"{folder} holds no toy.")
        return ModelFolder(folder.name, folder, 3)

    def load(self, folder: Path, threads: int) -> _ToyEar:
        assert self.check_folder(folder)
        assert threads > 0
        return _ToyEar()


@pytest.fixture
def toy_engine(monkeypatch: pytest.MonkeyPatch) -> Engine:
    engine = _ToyEngine()
    monkeypatch.setattr(models, "ENGINES", (*models.ENGINES, engine))
    return engine


@pytest.mark.usefixtures("toy_engine")
def test_engine_is_offered_with_its_models_and_listens_in_a_process_of_its_own(
    stage: Stage, spoken_file: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # The child gets the toy, too: Python imports this module when it starts.
    code = "import tests.test_one_place as one, viewer.video.speech.models as models\n"
    code += "models.ENGINES = (*models.ENGINES, one._ToyEngine())\n"
    (tmp_path / "python").mkdir()
    (tmp_path / "python" / "sitecustomize.py").write_text(code)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(tmp_path / "python"), str(ROOT))))
    path = stage.write("a.md", note(VIDEO, "A claim [0:05]"))
    shutil.copyfile(spoken_file, path.with_name(f"{VIDEO}.m4a"))
    stage.start(path)
    stage.wait(lambda: stage.player.state is PlayerState.PAUSED)
    transcribing = stage.program.transcribing
    sheet = transcribing.sheet
    stage.program.context.trigger("transcribe")
    stage.wait(sheet.isVisible)
    assert "toy" in sheet._names
    sheet.models.set_index(sheet._names.index("toy"))
    sheet._show()
    assert "made of wood" in sheet._about.text()
    assert "the model toy (3.0 MB" in sheet.fetched.text()
    assert "the engine" not in sheet.fetched.text()  # it is here, whatever the others are
    folder = stage.folders.data / "speech" / "models" / "toy"
    folder.mkdir(parents=True)
    (folder / "toy.json").write_text("{}")
    sheet._show()
    assert transcribing.speed_of("toy") == 50.0
    sheet.buttons["start"].click()
    transcripts = stage.program.transcripts
    stage.wait(lambda: transcribing.queue.is_idle)
    stage.wait(lambda: transcripts.transcript is not None)
    file, transcript = transcripts.found.file, transcripts.transcript
    assert file is not None
    assert transcript is not None
    assert file.origin is not None
    assert (file.origin.model, file.origin.language) == ("toy", "xx")
    origin = read_origin(file.path)
    assert origin is not None
    assert origin.engine.startswith("av ")
    assert transcript.cues[0].text.startswith("Toys listen to ")


@pytest.mark.usefixtures("toy_engine")
def test_engine_is_in_the_help_and_what_the_doctor_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "large-v3, toy" in " ".join(transcribe.parser().format_help().split())
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert "av " in doctor._speech().value
    monkeypatch.setattr(_ToyEngine, "name", "no-such-toy")
    what = fetching.wanted
    monkeypatch.setattr(fetching, "missing", lambda *asked: asked_for.append(asked) or [])
    asked_for: list[tuple[str, ...]] = []
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "toy.json").write_text("{}")
    assert what(tmp_path, str(folder)).engine_bytes == 7_000_000
    assert asked_for == [("av>=1", "no-such-toy", "")]

"""Other captions of the video, shown smaller under the subtitles: a second language, mostly.

The language is remembered, as that of the transcript is. What is shown beside the player stays the
first transcript. GUI thread.
"""

from __future__ import annotations

from functools import partial
from threading import Event

from viewer.translation import _, tr
from viewer.ui.player.playing import Playing
from viewer.ui.player.subtitles import Subtitle
from viewer.ui.shell.action import Act, Fact, In, listed
from viewer.ui.shell.context import Context, Feature
from viewer.ui.transcript.reading import FoundTranscripts, name_of, read, subtitle_at
from viewer.ui.transcript.transcripts import Transcripts
from viewer.video.transcripts.files import TranscriptFile, in_language
from viewer.video.transcripts.transcript import Transcript

_LANGUAGE = "subtitles/second"
_UNNAMED = "und"  # the language of captions whose name says none, as BCP 47 has it


class SecondSubtitles(Feature):
    """Chooses the second captions, reads them, and shows what is said."""

    ACTIONS = listed(
        In("Play", _("Subtitles"), needs=Fact.VIDEO),
        Act("subtitles.second", _("Second subtitles…"), 34, "Shift+C", "choose"),
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._window, self._settings = context.window, context.settings
        self._background = context.background
        self._transcripts = context.get(Transcripts)
        self._picture = context.get(Playing).pane.video_view
        self._file: TranscriptFile | None = None
        self._transcript: Transcript | None = None
        self._stop = Event()  # set where what is read is not wanted any more
        self._transcripts.changed.connect(self._look)
        self._transcripts.subtitled.connect(self._on_subtitled)
        self._settings.changed.connect(self._on_setting)

    def close(self) -> None:
        """Read no further: the program ends."""
        self._stop.set()

    def choose(self) -> None:
        """List the captions that can stand under the first ones."""
        from viewer.ui.kit.palette import Row

        found, now = self._transcripts.found, tr("now")
        others = self._others()
        if not others:
            only = tr("This video has only one transcript.")
            self._window.say(only if found.files else tr("This video has no transcript."))
            return
        none = Row(None, tr("No second subtitles"), "" if self._file else now)
        rows = [
            Row(file, name_of(file, found.files, alone=True), now if file == self._file else "")
            for file in others
        ]
        self._window.palette_.open([*rows, none], tr("Second subtitles"), self._choose)

    def _choose(self, file: object) -> None:
        if not isinstance(file, TranscriptFile):
            self._settings.set(_LANGUAGE, "")
            return
        self._settings.set("subtitles/on", True)
        self._settings.set(_LANGUAGE, file.language or _UNNAMED)
        self._read(file)  # of several in this language just that one

    def _others(self) -> list[TranscriptFile]:
        found = self._transcripts.found
        return [file for file in found.files if file != found.file]

    def _on_setting(self, key: str) -> None:
        if key == _LANGUAGE:
            self._look()

    def _look(self) -> None:
        """Read the captions in the language that is remembered, if there are any."""
        language, others = self._settings.text(_LANGUAGE), self._others()
        same = [file for file in others if (file.language or _UNNAMED) == language]
        alike = [file for file in others if in_language(file, language)]
        again = [file for file in (*same, *alike) if file == self._file]
        self._read(next(iter((*again, *same, *alike)), None))

    def _read(self, file: TranscriptFile | None) -> None:
        if file is not None and file == self._file and file.track is not None:
            return  # it is read, or being read, which takes long; and it cannot be moved
        if file != self._file:
            self._file, self._transcript = file, None
        self._background.forget("second subtitles")
        self._stop.set()
        stop = self._stop = Event()
        if file is not None:
            files, reading = self._transcripts.found.files, self._transcripts.view.reading
            work = partial(read, files, file, reading, self._transcripts.offsets, stop)
            self._background.run("second subtitles", work, self._on_read)
        self._transcripts.show_said()

    def _on_read(self, found: FoundTranscripts) -> None:
        self._transcript = found.transcript
        if found.error is not None:
            self._window.say(found.error.words(), brief=True)
        self._transcripts.show_said()

    def _on_subtitled(self, ms: int | None) -> None:
        if ms is None or self._transcript is None:
            self._picture.set_second_subtitle(None)
        else:
            self._picture.set_second_subtitle(subtitle_at(self._transcript, ms) or Subtitle(""))

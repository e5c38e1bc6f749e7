"""Transcribing videos, as the user sees it: questions, progress and results.

`Transcribing` connects the queue (`Transcriptions`), the transcript that is shown, and the window.
Text appears in the transcript while the model works, starting at the current position of the video.
Unfinished work continues at the next start. A model is downloaded by a child process, only when the
user agreed to it. GUI thread; disk access, and work that grows with the transcript, is in
`Background`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from viewer.base.translation import _, dotted, part_text, tr
from viewer.media.jobs import Command, Job, Jobs, JobState, part_of
from viewer.media.media import Media
from viewer.media.speech_fetching import fetch_command
from viewer.media.speech_models import find_model, model_named
from viewer.media.speech_queue import Transcription, Transcriptions
from viewer.media.speech_task import Task, task_of
from viewer.media.transcribed import Origin
from viewer.media.ytdlp import child_environment
from viewer.notes.timecode import format_ms
from viewer.ui.kit.listening import Listening
from viewer.ui.kit.notice import NoticeButton
from viewer.ui.kit.units import left_text
from viewer.ui.tasks.transcribe_sheet import (
    SpeechChoices,
    TranscribePlan,
    TranscribeSheet,
    Untranscribed,
)
from viewer.ui.transcript.reading import Elsewhere
from viewer.ui.transcript.transcript_view import BarButton, BarContent
from viewer.ui.transcript.transcripts import Transcripts
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.context import Context
from viewer.ui.window.job_rows import JobRows, listed
from viewer.ui.window.jobs_window import JobsWindow

# In these states there is something to do, or to say; what is shown first is first.
_OPEN = JobState.QUEUED, JobState.RUNNING, JobState.PAUSED, JobState.FAILED
FETCH_KEY = "fetch"  # of the only job


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetching(Job):
    """The state of a download."""

    model: str
    bytes: int = 0
    total: int | None = None  # None: not known yet

    @property
    def fraction(self) -> float | None:
        return part_of(self.bytes, self.total)


class SpeechFetch(Jobs[Fetching]):
    """A download, one at a time; it is dropped when it has ended."""

    def __init__(self, data: Path, path: Path, parent: QObject) -> None:
        """Fetch into the folder `data`; take up what is kept at `path`."""
        super().__init__(path, parent)
        self._data = data

    def start(self, model: str) -> None:
        """Fetch a model by its name, and the engine where it is not here; ends what runs."""
        self._append(self._from_json({"model": model}))
        self._did_change()

    def _to_json(self, item: Fetching) -> dict[str, Any]:
        return {"model": item.model}

    def _from_json(self, value: Mapping[str, Any]) -> Fetching:
        model = str(value["model"])
        return Fetching(FETCH_KEY, dotted(tr("Transcribe…"), model), model=model)

    def _child_of(self, item: Fetching) -> Command:
        command = [*fetch_command(item.model), "--data", str(self._data)]
        return command, child_environment(self._data)

    def _told(self, item: Fetching, event: Mapping[str, Any]) -> Fetching:
        if event.get("event") == "progress":
            return replace(item, bytes=event["bytes"], total=event["total"])
        return replace(item, is_whole=event.get("event") == "done")

    def _on_ended(self, code: int, said: str) -> None:
        super()._on_ended(code, said)
        self.remove(FETCH_KEY)


class FetchRows(JobRows[Fetching]):
    """The row of the engine's and model's download."""

    CANCEL = "remove"
    can_pause = False
    running = _("Downloading")

    def doing(self, item: Fetching) -> str:
        done = part_text(item.bytes, item.total) if item.total else ""
        return listed(tr("Downloading model {0}").format(item.model), done)


class Transcribing(NoteFeature):
    """Transcribing videos."""

    transcribed = Signal(object)  # Path of a video: all that was asked for of it is heard

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._transcripts = context.get(Transcripts)
        self._data = context.folders.data
        self.queue = Transcriptions(self._data, context.folders.state / "transcribing.json", self)
        self.fetch = SpeechFetch(self._data, context.folders.state / "model.json", self)
        self._rows = TranscriptionRows(self.queue, self.speed_of)
        self._fetch_rows = FetchRows(self.fetch)
        self.pane = context.get(JobsWindow).pane
        self.page = self.pane.jobs
        self.sheet = TranscribeSheet(self._window, self._data)
        self._plan = TranscribePlan(())
        # What waits for that: the plan, and how it is wanted.
        self._pending: tuple[TranscribePlan, SpeechChoices] | None = None
        self._note_of: dict[str, Path] = {}  # by the key of an item; since the start
        self._while_work = Listening((self._player.seeked, self._on_seeked))
        self._since: dict[str, tuple[float, int]] = {}  # by key: when it was done how far, in ms
        self._connect()
        self.queue.go_on()

    def _connect(self) -> None:
        queue, transcripts, page = self.queue, self._transcripts, self.page
        page.add(self._fetch_rows, self._on_row_action)
        page.add(self._rows, self._on_row_action)
        page.refreshed.connect(self._show_bar)
        queue.item_changed.connect(self._measure)
        queue.queue_changed.connect(self._on_queue)
        queue.written.connect(self._on_written)
        queue.done.connect(self._on_done)
        self.sheet.accepted.connect(lambda: self._on_accepted(self.sheet.choices))
        self.fetch.done.connect(lambda _: self._on_fetched())
        self.fetch.failed.connect(self._on_not_fetched)
        self.fetch.cleared.connect(lambda _: self._on_fetch_gone())
        queue.failed.connect(self._on_failed)
        transcripts.looking.connect(self._tell_awaited)
        transcripts.changed.connect(self._show_bar)
        self._video.looked_for.connect(self._on_video)
        self._hear_seeks()

    def close(self) -> None:
        """Stop the child; unfinished work continues at the next start."""
        self.fetch.shutdown()
        self.queue.shutdown()

    # ------------------------------------------------------------------ what is so

    def _media(self) -> Path | None:
        media = self._video.media
        return media.path if isinstance(media, Media) else None

    def _shown(self) -> Transcription | None:
        """Return what is or was to be transcribed of the open video."""
        media = self._media()
        if media is None:
            return None
        found = [item for item in self.queue.of(media) if item.state in _OPEN]
        return min(found, key=lambda item: _OPEN.index(item.state), default=None)

    def speed_of(self, model: str) -> float:
        """Return how many ms of audio a model transcribes per ms: measured here, or typical."""
        measured = self._state.numbers(f"speech/speed_{model}")
        if measured and measured[0] > 0:
            return measured[0]
        known = model_named(model)
        return known.speed if known is not None else 4.0

    # ------------------------------------------------------------------ asking

    def ask(self) -> None:
        """Ask how to transcribe the open video."""
        media, note = self._video.media, self._session.note
        if note is None:
            return
        if not isinstance(media, Media):
            offers = []
            if note.video is not None and (note.video.video_id or note.video.url):
                save = partial(self._context.trigger, "video.save")
                offers = [NoticeButton(tr("Save for offline…"), "", save)]
            self._window.say(tr("To transcribe this video, save it for offline first."), offers)
            return
        there = self._shown()
        if there is not None and there.is_going:
            self._window.say(tr("This video is already being transcribed."), brief=True)
            return
        title = note.title or media.title
        duration_ms = self._video.duration_ms
        wanted = Untranscribed(media.path, title, duration_ms, self._session.path)
        found = self._transcripts.found
        is_transcribed = found.file is not None and found.file.origin is not None
        has_captions = found.transcript is not None and not is_transcribed
        self.ask_for(TranscribePlan((wanted,), has_captions=has_captions))

    def ask_for(self, plan: TranscribePlan) -> None:
        """Ask how to transcribe these videos, showing how long that takes."""
        self._plan = plan
        folder = self._settings.text("speech/folder")
        self.sheet.ask_for(
            plan,
            SpeechChoices(
                folder or self._settings.text("speech/model"),
                self._state.text("speech/language"),
                self._state.flag("speech/translate", False),
            ),
            self.speed_of,
        )

    def _on_accepted(self, choices: SpeechChoices) -> None:
        settings = self._settings
        if choices.folder is None:
            settings.set("speech/model", choices.model)
            settings.set("speech/folder", "")
        else:
            settings.set("speech/folder", choices.model)
        self._state.set("speech/language", choices.language)
        self._state.set("speech/translate", choices.is_translated)
        if self.sheet.missing():
            self._pending = self._plan, choices
            self.fetch.start(choices.model)
            self._transcripts.look()
        else:
            self.start(self._plan.videos, choices)

    def _on_fetched(self) -> None:
        pending, self._pending = self._pending, None
        if pending is not None:
            self.start(pending[0].videos, pending[1])

    def _on_not_fetched(self, key: str) -> None:
        pending, self._pending = self._pending, None
        offers = []
        if pending is not None:
            offers = [NoticeButton(tr("Try again"), "", partial(self.ask_for, pending[0]))]
        item = self.fetch.item(key)
        why = item.failure.text if item is not None and item.failure is not None else ""
        self._window.say(tr("Download failed. {0}").format(why), offers)
        self._transcripts.look()

    def _on_fetch_gone(self) -> None:
        if self._pending is not None:
            self._pending = None
            self._window.say(tr("Download cancelled."), brief=True)
            self._transcripts.look()

    def _tell_awaited(self, elsewhere: Elsewhere) -> None:
        elsewhere.is_awaited = self._is_pending() or self._shown() is not None

    def _is_pending(self) -> bool:
        """Return whether the open video waits for a model."""
        media = self._media()
        videos = self._pending[0].videos if self._pending is not None else ()
        return any(one.media == media for one in videos)

    def start(self, videos: Sequence[Untranscribed], choices: SpeechChoices) -> None:
        """Transcribe these, one after the other."""
        data, library = self._data, self._video.library

        def make() -> list[tuple[Untranscribed, Task]]:
            make_task = partial(
                task_of,
                library=library,
                model=find_model(data, choices.model),
                language=choices.language,
                is_translated=choices.is_translated,
            )
            return [(one, make_task(one.media)) for one in videos]

        self._background.run("transcribe", make, self._add)

    def _add(self, made: Sequence[tuple[Untranscribed, Task]]) -> None:
        shown = self._media()
        for wanted, task in made:
            if task.media == shown and self._video.is_open:
                self.queue.play_at(task.media, self._video.now_ms)
            key = self.queue.add(task, wanted.title)
            if wanted.note is not None:
                self._note_of[key] = wanted.note
        self.page.set_with_note(self._rows, frozenset(self._note_of))
        self._transcripts.look()
        if len(made) > 1:
            show = NoticeButton(tr("Show progress"), "", self.pane.open_tab)
            words = tr("Transcribing 1 video…|Transcribing %n videos…", "", len(made))
            self._window.say(words, (show,))
        elif made:
            self._window.tabs.show_tab("transcript")

    # ------------------------------------------------------------------ what the user does

    def toggle_pause(self) -> None:
        """Pause or resume transcribing the open video."""
        item = self._shown()
        if item is not None and item.is_going:
            self.queue.pause(item.key)
        elif item is not None:
            self.queue.resume(item.key)

    def cancel(self) -> None:
        """Stop transcribing the open video; finished parts stay."""
        item = self._shown()
        if not self.fetch.is_idle and (item is None or self._is_pending()):
            self.fetch.remove(FETCH_KEY)
            return
        if item is None:
            return
        self.queue.remove(item.key)
        again = NoticeButton(tr("Resume"), "", partial(self.queue.add, item.task, item.title))
        self._window.say(tr("Cancelled. The transcript so far is kept."), (again,))
        self._transcripts.look()

    def _on_row_action(self, key: str, action: str) -> None:
        if action == "note":
            note = self._note_of.get(key)
            if note is not None:
                self.pane.hide()
                self._session.open_note(note)

    def let_go(self, path: Path) -> None:
        """Stop work on a transcript's file."""
        for item in self.queue.items():
            if item.task.path == path:
                self.queue.remove(item.key)

    # ------------------------------------------------------------------ what is heard

    def _play_at(self, ms: int) -> None:
        """Transcribe next at `ms` of the open video, unless that is done already."""
        media, item = self._media(), self._shown()
        if media is None or item is None:
            return
        if not any(start <= ms < end for start, end in item.finished):
            self.queue.play_at(media, ms)

    def _on_video(self) -> None:
        if self._video.is_open:
            self._play_at(self._video.now_ms)
        self.page.refresh()

    def _measure(self, key: str) -> None:
        item = self.queue.item(key)
        if item is None or item.state is not JobState.RUNNING or item.done_ms is None:
            self._since.pop(key, None)
            return
        now = time.monotonic()
        began, done_ms = self._since.setdefault(key, (now, item.done_ms))
        heard_ms = item.done_ms - done_ms
        if heard_ms >= 20_000:
            speed = heard_ms / max(1.0, (now - began) * 1000)
            self._state.set_numbers(f"speech/speed_{item.task.model.name}", [speed])

    def _hear_seeks(self) -> None:
        """Hear where the player goes only while there is something to transcribe."""
        self._while_work.set_on(any(item.state in _OPEN for item in self.queue.items()))

    def _on_seeked(self, _from_ms: int, to_ms: int) -> None:
        self._play_at(to_ms)

    def _on_queue(self) -> None:
        self._hear_seeks()
        self.page.refresh()
        if self._transcripts.transcript is None:
            self._transcripts.look()

    def _on_failed(self, key: str) -> None:
        item = self.queue.item(key)
        if item is None or item.failure is None or item == self._shown() or self.page.isVisible():
            return
        words = tr("Couldn't transcribe “{0}”. {1}")
        show = NoticeButton(tr("Show details"), "", self.pane.open_tab)
        self._window.say(words.format(item.title, item.failure.words), (show,))

    def _on_written(self, key: str) -> None:
        """Show it, and continue where the video plays, if that was not transcribed yet."""
        item, shown = self._shown(), self._transcripts.found.file
        if item is None or item.key != key:
            return
        if self._video.is_open:
            self._play_at(self._video.now_ms)
        if shown is None or shown.path == item.task.path:
            self._transcripts.look()

    def _on_done(self, key: str) -> None:
        item, shown = self.queue.item(key), self._media()
        if item is None:
            return
        if shown == item.task.media:
            self._transcripts.look()
            self._window.say(tr("Transcribed “{0}”.").format(item.title), brief=True)
        elif self.queue.is_idle and key in self._note_of:
            open_note = partial(self._session.open_note, self._note_of[key])
            offer = NoticeButton(tr("Open note"), "", open_note)
            self._window.say(tr("Transcribed “{0}”.").format(item.title), (offer,))
        self.transcribed.emit(item.task.media)

    def _show_bar(self) -> None:
        self._transcripts.view.bar.show_content(self._bar())

    def _bar(self) -> BarContent | None:
        item, file = self._shown(), self._transcripts.found.file
        pause = BarButton(self.toggle_pause, tr("Pause"), "pause")
        go_on = BarButton(self.toggle_pause, tr("Resume"), "play")
        cancel = BarButton(self.cancel, tr("Cancel"), "close")
        if self._is_pending() and not self.fetch.is_idle:
            for fetch in self.fetch.items():
                return BarContent(self._fetch_rows.line(fetch), (cancel,), fetch.fraction or 0.0)
        if item is None:
            return self._mark(file.origin) if file is not None and file.origin is not None else None
        if item.state is JobState.FAILED and item.failure is not None:
            again = BarButton(self.toggle_pause, tr("Try again"), "reload")
            words = item.failure.text
            return BarContent(words, (again, cancel), tone="bad")
        done = self._rows.amount(item)
        if item.state is JobState.PAUSED:
            words = listed(tr("Transcribing paused"), done)
            return BarContent(words, (go_on, cancel), item.fraction)
        if item.state is JobState.QUEUED:
            return BarContent(tr("Waiting to transcribe"), (pause, cancel), item.fraction)
        seconds = self._rows.left_s(item)
        left = left_text(seconds) if seconds is not None else ""
        words = listed(tr("Transcribing"), done, left)
        return BarContent(words, (pause, cancel), item.fraction or 0.0)

    def _mark(self, origin: Origin) -> BarContent:
        words = tr("Transcribed here with {0}").format(origin.model)
        if origin.is_translated:
            words = tr("{0}, translated to English").format(words)
        buttons = []
        if not origin.is_whole:
            words += "  ·  " + tr("incomplete")
            buttons.append(BarButton(self.ask, tr("Resume")))
        if any(file.origin is None for file in self._transcripts.found.files):
            buttons.append(BarButton(self._transcripts.use_captions, tr("Use subtitles")))
        return BarContent(words, tuple(buttons))


class TranscriptionRows(JobRows[Transcription]):
    """The rows of transcriptions."""

    CANCEL = "remove"
    running = _("Transcribing")

    def __init__(self, jobs: Jobs[Transcription], speed_of: Callable[[str], float]) -> None:
        """`speed_of` returns how many ms of audio a model, by its name, transcribes per ms."""
        super().__init__(jobs)
        self._speed_of = speed_of

    def title(self, item: Transcription) -> str:
        return dotted(tr("Transcribe…"), item.title)

    def amount(self, item: Transcription) -> str:
        if not item.total_ms or not item.done_ms:
            return ""
        return tr("{0} of {1}").format(format_ms(item.done_ms), format_ms(item.total_ms))

    def doing(self, item: Transcription) -> str:
        left = left_text(item.left_s) if item.left_s is not None else ""
        return listed(self.amount(item) or tr("Starting"), left)

    def done(self, item: Transcription) -> str:
        return tr("Transcribed")

    def line(self, item: Transcription) -> str:
        return listed(super().line(item), item.task.model.name if item.is_unfinished else "")

    def left_s(self, item: Transcription) -> float | None:
        """Return how long an item will still take, in seconds; None if unknown."""
        if item.left_s is not None:
            return item.left_s
        if item.total_ms is None:
            return None
        left_ms = item.total_ms - (item.done_ms or 0)
        return left_ms / self._speed_of(item.task.model.name) / 1000

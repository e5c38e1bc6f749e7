"""The shown transcript, and how it follows the note and its video.

`Transcripts` searches the transcripts of the note's video once its file or stream is known, reads
one of them off the GUI thread, and shows it beside the player and as subtitles over the picture. It
changes the note only when the user quotes words of the transcript. GUI thread.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from viewer.base.errors import ViewerError
from viewer.base.translation import tr
from viewer.media.caption_formats import best_first
from viewer.media.media import Media, Pairings
from viewer.media.player import Player, PlayerState
from viewer.media.transcript import Transcript, TranscriptReading
from viewer.media.transcript_files import TranscriptFile, find_transcripts, in_language, preferred
from viewer.media.transcript_offsets import CaptionOffsets, Pieces
from viewer.notes.language import language_of
from viewer.notes.timecode import format_ms
from viewer.ui.kit.notice import NoticeButton
from viewer.ui.kit.placeholder import Placeholder
from viewer.ui.kit.plain import plain
from viewer.ui.kit.timers import once
from viewer.ui.page.page import NotePage
from viewer.ui.transcript.reading import (
    Elsewhere,
    FoundTranscripts,
    name_of,
    none_page,
    read,
    subtitle_at,
    tracks_inside,
)
from viewer.ui.transcript.transcript_view import TranscriptView
from viewer.ui.watch.navigator import Navigator
from viewer.ui.watch.playing import Playing
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.context import Context
from viewer.ui.window.menus import MenuHere
from viewer.ui.window.settings import MINE

# "Where is this said?" shows 15 s: a citation mostly names where a thought begins.
_BEFORE_MS, _AFTER_MS = 5_000, 10_000
_TAB = "transcript"
_ENGINE_COMES_MS = 500
_SIZE = "subtitles/size"
# Of the state.
_READING, _LANGUAGE = "transcript/reading", "transcript/language"


class Transcripts(NoteFeature):
    """The transcript of the current note."""

    changed = Signal()  # another transcript is shown now, or none
    looking = Signal(object)  # Elsewhere, to be told of the note's video

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        window = context.window
        session = self._session
        self._navigator = context.get(Navigator)
        self._scrolling = session.scrolling
        self._chosen = Pairings(context.folders.state / "transcripts.json")
        self.offsets = CaptionOffsets(context.folders.state)  # by which captions are moved
        self._sought_ms = 0  # where the player was sent last
        # What that means in a transcript: it, where it was sent, and what is meant, in ms.
        self._meant: tuple[Transcript | None, int, int] = (None, 0, 0)
        # What was found for the video of the note, and what is shown of it.
        self.found = FoundTranscripts([])
        self._no_engine = once(self, _ENGINE_COMES_MS, self.look)
        self._elsewhere = Elsewhere()  # as it was when `look` asked
        self._stop = Event()  # set where what is read is not wanted any more
        self._picture = context.get(Playing).pane.video_view
        self._pane = context.get(NotePage).pane
        tabs = window.tabs
        self.view = TranscriptView(tabs)
        tabs.add(_TAB, tr("Transcript"), self.view, self._open_tab_menu)
        QWidget.setTabOrder(tabs.bar, self.view.text)
        window.actions_.keys_changed.connect(self._show_keys)
        self._show_keys()
        self.view.pages.action_chosen.connect(self._context.trigger)
        self.view.seek_requested.connect(self._navigator.jump)
        self.view.found.connect(context.get(Playing).timeline.set_found)
        self.view.left.connect(self._pane.focus_text)
        self.view.text.menu_requested.connect(self._on_menu)
        session.leaving.connect(self._forget)
        session.video_switched.connect(self._forget)
        session.video_switched.connect(self._on_note_opened)
        self._video.changed.connect(self._show_whether_there)
        self._navigator.jumped.connect(self.view.follow_again)
        self._settings.changed.connect(self._on_preference)
        self._on_preference(_SIZE)
        kept = self._state.text(_READING)
        readings = {one.value: one for one in TranscriptReading}
        self.set_reading(readings.get(kept, TranscriptReading.SENTENCES))
        self._forget()
        self._player = player = context.player
        player.position_changed.connect(lambda _: self._show_said())
        player.state_changed.connect(lambda _: self._show_said())
        player.seeked.connect(self._on_seeked)
        session.on_opened(self._on_note_opened)
        self._video.on_looked_for(self.look)

    @property
    def transcript(self) -> Transcript | None:
        """The shown transcript; None if there is none, or it is still being searched."""
        return self.found.transcript

    def others_in(self, language: str) -> list[tuple[TranscriptFile, str]]:
        """Return the other files found in a language, with their names."""
        files = self.found.files
        return [
            (file, name_of(file, files))
            for file in files
            if file != self.found.file and in_language(file, language)
        ]

    # ------------------------------------------------------------------ finding and reading

    def look(self) -> None:
        """Search the transcripts of the note's video, and read the wanted one."""
        self._no_engine.stop()
        session = self._session
        note, path, root = session.note, session.path, self._vault.root
        if note is None or path is None:
            return
        media = self._video.media.path if isinstance(self._video.media, Media) else None
        language, mine = self._state.text(_LANGUAGE), self._settings.languages()
        library, chosen, reading = self._video.library, self._chosen, self.view.reading
        elsewhere = self._elsewhere = Elsewhere()
        self.looking.emit(elsewhere)
        offsets = self.offsets
        self._stop.set()
        stop = self._stop = Event()

        def find() -> FoundTranscripts:
            files = find_transcripts(note.video, path, root, library, media, chosen)
            files += elsewhere.streamed
            # Captions made by people go before what was transcribed, also those in the video.
            if media is not None and all(file.origin is not None for file in files):
                tracks = tracks_inside(media)
                wanted = language or (language_of(note) if len(tracks) > 1 else "")
                track = preferred(tracks, wanted, *mine)
                inside = read([*tracks, *files], track, reading, offsets, stop)
                if inside.transcript is not None or (tracks and not files):
                    return inside
            if not files and elsewhere.are_coming:
                return FoundTranscripts([], is_coming=True)
            wanted = language or (language_of(note) if len(files) > 1 else "")
            return read(files, preferred(files, wanted, *mine), reading, offsets)

        self._background.run("transcript", find, self._on_found)

    @property
    def captions(self) -> TranscriptFile | None:
        """Captions made by people that were found for the video."""
        return next((file for file in self.found.files if file.origin is None), None)

    def use_captions(self) -> None:
        """Show captions made by people instead of a transcription."""
        if self.captions is not None:
            self.show_file(self.captions)

    def show_file(self, file: TranscriptFile) -> None:
        """Show another of the found transcripts; its language is preferred from now on."""
        self._state.set(_LANGUAGE, file.language)
        files, reading, offsets = self.found.files, self.view.reading, self.offsets
        self._stop.set()
        stop = self._stop = Event()
        self._background.run(
            "transcript", lambda: read(files, file, reading, offsets, stop), self._on_found
        )

    @property
    def pieces(self) -> Pieces:
        """The shifts of the shown captions."""
        return self.found.pieces

    @property
    def can_move(self) -> bool:
        """Return whether the shown captions are a separate file, which can be shifted."""
        file = self.found.file
        return file is not None and file.data is None and file.track is None

    def move(self, pieces: Pieces) -> None:
        """Shift the shown captions from now on, or (none) show them unshifted."""
        file, offsets = self.found.file, self.offsets
        if file is None or not self.can_move:
            return
        files, reading = self.found.files, self.view.reading

        def read_moved() -> FoundTranscripts:
            offsets.set(file.path, pieces)
            return read(files, file, reading, offsets)

        self._background.run("transcript", read_moved, self._on_found)

    @property
    def choice(self) -> Path | None:
        """The file that the user chose as the transcript of this note's video."""
        note, path = self._session.note, self._session.path
        return self._chosen.get(note.video, path) if note is not None and path is not None else None

    def choose(self, path: Path) -> None:
        """Use a file as the transcript of this note's video, and remember that."""
        note, note_path = self._session.note, self._session.path
        if note is None or note_path is None:
            self._window.say(tr("Open a note to see the transcript of its video."))
            return
        try:
            self._chosen.set(note.video, note_path, path)
        except ViewerError as error:
            self._window.say(error.words())
        self._window.tabs.show_tab(_TAB)
        self.look()

    def choose_file(self) -> None:
        """Ask for the file of the transcript of this note's video."""
        from PySide6.QtWidgets import QFileDialog

        patterns = " ".join(f"*{each.suffix}" for each in best_first())
        chosen, _ = QFileDialog.getOpenFileName(
            self._window,
            tr("Choose the transcript of this note's video"),
            str(self._session.files_folder),
            tr("Transcripts") + f" ({patterns});;" + tr("All files") + " (*)",
        )
        if chosen:
            self.choose(Path(chosen))

    def forget_choice(self) -> None:
        """Forget the chosen file, and search others."""
        note, path = self._session.note, self._session.path
        if note is not None and path is not None:
            try:
                self._chosen.forget(note.video, path)
            except ViewerError as error:
                self._window.say(error.words())
            self.look()

    def _on_found(self, found: FoundTranscripts) -> None:
        before, self.found = self.found.file, found
        if found.transcript is not None:
            origin = found.file.origin if found.file is not None else None
            is_same = (
                before is not None and found.file is not None and before.path == found.file.path
            )
            if is_same and origin is not None:
                self.view.grow(found.transcript)
            else:
                self.view.set_transcript(found.transcript)
            for sentence in found.transcript.skipped:
                self._window.say(sentence, brief=True)
        elif found.error is not None:
            choose = (tr("Choose transcript…"), "transcript.choose")
            words, title = found.error.words(), tr("This transcript can't be read")
            self.view.set_page(Placeholder(title, words, buttons=(choose,), icon="captions"))
        elif found.is_coming:
            words = tr("Subtitles load with the stream, if the site has any.")
            self.view.set_page(Placeholder(tr("Looking for subtitles…"), words, icon="captions"))
        else:
            self.view.set_page(self._no_transcript())
        if found.transcript is None:
            self._show_subtitle(None)
        self._show_whether_there()
        is_worth_seeing = found.transcript is not None or found.error is not None
        self._window.tabs.prefer(_TAB if is_worth_seeing else "claims")
        self._show_said()
        self.changed.emit()

    def _show_whether_there(self) -> None:
        found, video = self.found, self._session.video
        there = video.is_there or found.transcript is not None or found.error is not None
        self._window.tabs.set_there(_TAB, there)

    def _on_note_opened(self) -> None:
        if not self._player.is_ready:
            # Without an engine nobody will say that there is no video. It comes after the first
            # painting, which must not wait for a transcript.
            self._no_engine.start()

    def close(self) -> None:
        """Stop reading what is not wanted any more."""
        self._no_engine.stop()
        self._stop.set()

    def _forget(self) -> None:
        self.close()
        self._background.forget("transcript")
        self.found = FoundTranscripts([])
        words = tr("Open a note to see the transcript of its video.")
        self.view.set_page(Placeholder(tr("Transcript"), words, icon="captions"))
        self._show_subtitle(None)

    def _no_transcript(self) -> Placeholder:
        media, note = self._video.media, self._session.note
        can_save = "video.save" in self._window.actions_.by_id
        video = note.video if note is not None and can_save else None
        return none_page(media, video, is_awaited=self._elsewhere.is_awaited)

    # ------------------------------------------------------------------ along with the video

    def _show_said(self) -> None:
        if self.transcript is None:
            return
        ms = self._said_ms(self._player) if self._video.is_open else None
        plays = ms is not None and self._player.state is PlayerState.PLAYING
        self.view.set_position(ms, plays=plays)
        self._show_subtitle(ms)

    def _on_seeked(self, _from_ms: int, to_ms: int) -> None:
        self._sought_ms = to_ms
        self._show_said()

    def _said_ms(self, player: Player) -> int:
        """Return the time of what is said now.

        After a jump to a citation, it is what that means from the first moment on.
        """
        ms = self._video.now_ms
        if player.state is PlayerState.OPENING:
            self._sought_ms = ms
        transcript = self.transcript
        if transcript is None or self._sought_ms > ms:
            return ms
        meant = self._meant
        if meant[0] is not transcript or meant[1] != self._sought_ms:
            meant_ms = transcript.meant_ms(self._sought_ms)
            meant = self._meant = transcript, self._sought_ms, meant_ms
        return max(ms, meant[2])

    def _show_keys(self) -> None:
        self.view.pill.set_key(self._window.actions_.shown_key("follow"))

    def find(self) -> None:
        """Find in the transcript if it is focused, else in the note."""
        if self.view.has_keys:
            self.open_find()
        else:
            self._pane.open_find()

    def find_step(self, by: int) -> None:
        """Find the next match in what was searched last: the transcript, or the note."""
        note_is_searched = self._pane.find_bar.isVisible()
        if self.view.has_keys or (self.view.find_bar.isVisible() and not note_is_searched):
            self.view.find_step(by)
        else:
            self._pane.find_step(by)

    def toggle_following(self) -> None:
        """Make note and transcript follow the video, or stop following."""
        session, view = self._session, self.view
        note_follows = self._follow.is_following
        if not note_follows or not view.is_following:
            view.follow_again()
            if not note_follows:
                self._scrolling.resume()
            self._window.say(tr("Following the video."), brief=True)
            return
        self._window.say(tr("Not following the video."), brief=True)
        view.set_following(False)
        if session.note is not None and session.note.claims:
            self._scrolling.toggle()

    # ------------------------------------------------------------------ subtitles

    def set_subtitles(self, shown: bool) -> None:
        """Show or hide subtitles over the picture."""
        self._show_said()
        if shown and self.transcript is None and self._session.note is not None:
            self.say_none()

    def _on_preference(self, key: str) -> None:
        if key == MINE:
            self.look()
        elif key == _SIZE:
            self._picture.set_subtitle_size(self._settings.number(_SIZE))

    def _show_subtitle(self, ms: int | None) -> None:
        transcript = self.transcript
        subtitle = None
        shows = self._window.actions_["subtitles"].isChecked()
        if transcript is not None and ms is not None and shows:
            subtitle = subtitle_at(transcript, ms)
        self._picture.set_subtitle(subtitle)

    # ------------------------------------------------------------------ with the note

    def show_claim(self, at_ms: int | None = None) -> None:
        """Show the 15 s around `at_ms`, or around the current claim's time.

        They are highlighted; the player stays where it is.
        """
        citation, ms = self._current.citation(), at_ms
        if ms is None and citation is not None:
            ms = self._session.times[citation].ms
        if ms is None:
            self._window.say(tr("No claim at the cursor."), brief=True)
            return
        self.bring()
        if self.transcript is None:
            self.say_none()
        elif not self.view.show_around(ms, _BEFORE_MS, _AFTER_MS):
            self._window.say(tr("No speech around {0}.").format(format_ms(ms)), brief=True)

    # ------------------------------------------------------------------ how it is read

    def set_reading(self, name: str) -> None:
        """Show paragraphs, sentences or cues."""
        reading = TranscriptReading(name)
        self._state.set(_READING, reading.value)
        self.view.set_reading(reading)
        for one in TranscriptReading:
            self._window.actions_[f"transcript.{one.value}"].setChecked(one is reading)

    def bring(self) -> None:
        """Show the transcript's tab."""
        self._window.show_pane("video", True)
        self._window.tabs.show_tab(_TAB)

    def open_find(self) -> None:
        """Find in the transcript."""
        self.bring()
        if self.transcript is None:
            self.say_none()
        self.view.open_find()

    def say_none(self) -> None:
        """Say that there is no transcript, and offer to choose one."""
        offer = NoticeButton(tr("Choose transcript…"), "", self.choose_file)
        self._window.say(tr("This video has no transcript."), (offer,))

    def _on_menu(self, where: QPoint) -> None:
        menu, meant = MenuHere(self._window.actions_, self.view), self.view.words_meant()
        if meant is not None:
            go = partial(self._navigator.jump, meant[0])
            menu.put(tr("Go to {0}").format(format_ms(meant[0])), go, key="Return")
            menu.put_actions("transcript.cite", "transcript.cite_range")
            menu.line()
        start, end = self.view.text.selection
        if start < end:
            menu.put(tr("Copy"), self.view.text.copy, key="Ctrl+C")
        if meant is not None:
            menu.put_action("copy.link", partial(self._context.run, "copy.link", meant[0]))
        menu.open(where)

    def _open_tab_menu(self, where: QPoint) -> None:
        menu = MenuHere(self._window.actions_, self.view)
        menu.put_actions("transcript.find")
        menu.line()
        menu.put_action("transcript.paragraphs", words=tr("As paragraphs"))
        menu.put_action("transcript.sentences", words=tr("As sentences"))
        menu.put_action("transcript.cues", words=tr("Line by line"))
        if len(self.found.files) > 1:
            menu.line()
            for file in self.found.files:
                name = name_of(file, self.found.files, alone=True)
                entry = menu.put(name.replace("&", "&&"), partial(self.show_file, file))
                entry.setCheckable(True)
                entry.setChecked(file == self.found.file)
                entry.setToolTip(plain(str(file.path)))
        menu.add("transcript.choose")
        if self.choice is not None:
            menu.put(tr("Find automatically"), self.forget_choice)
        menu.put_actions("transcribe")
        if self.found.file is not None and self.found.file.origin is not None:  # made here
            menu.put_actions("transcript.save_copy", "transcript.delete")
        menu.open(where)

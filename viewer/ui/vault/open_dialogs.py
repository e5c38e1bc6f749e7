"""Open files from outside: from the file dialog, dropped or pasted. GUI thread."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from viewer.base.errors import MediaError
from viewer.base.translation import comma_list, sentences, tr, without_stop
from viewer.media.address import is_list
from viewer.media.brought import video_brought
from viewer.media.caption_formats import caption_suffixes, format_of
from viewer.media.media import SOUND_SUFFIXES, VIDEO_SUFFIXES, is_file
from viewer.notes.model import VideoRef
from viewer.notes.real_path import real_path
from viewer.ui.kit.notice import NoticeButton
from viewer.ui.kit.placeholder import Placeholder
from viewer.ui.page.beginning import Beginning
from viewer.ui.page.editing import Editing
from viewer.ui.transcript.transcripts import Transcripts
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.context import Context
from viewer.ui.window.state import RecentVideo

_NOTE_SUFFIXES = frozenset({".md", ".markdown", ".org", ".txt"})
_VIDEO_SUFFIXES = VIDEO_SUFFIXES | SOUND_SUFFIXES
_MOST_KEPT = 12  # of what is brought at once; more would push all else out of the recent ones
_HEAD_BYTES = 4096


class Choosing(NoteFeature):
    """Opens the notes, folders, videos and transcripts that the user chooses."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        window = context.window
        self._transcripts, self._beginning = context.get(Transcripts), context.get(Beginning)
        self._guide: QWidget | None = None  # its window, made when it is first asked for
        self._drops = window.drops
        self._drops.dragged.connect(self._on_dragged)
        self._drops.dropped.connect(self._on_dropped)
        self._drops.address_dropped.connect(self._on_address)
        window.pasted.connect(self.paste)

    def open(self, target: Path | VideoRef, at_ms: int | None = None) -> None:
        """Open what the user named: a note, at a moment of its video, a folder, or a video."""
        if isinstance(target, VideoRef):
            self._beginning.begin(target, at_ms)
        elif target.is_dir() or target.suffix.lower() in _NOTE_SUFFIXES:
            self._session.open(target, at_ms)
        elif target.suffix.lower() in _VIDEO_SUFFIXES:
            self._beginning.begin(VideoRef(path=str(real_path(target))), at_ms)
        elif format_of(target) is not None:
            words = tr("This is a transcript. Open the note of its video, then drop it there.")
            self._show_what_to_do(target.name, words)
        elif _is_binary(target):
            words = tr("This is not a note: notes are text files, mostly Markdown.")
            self._show_what_to_do(target.name, words)
        else:
            self._session.open(target, at_ms)

    def _show_what_to_do(self, name: str, words: str) -> None:
        if self._session.note is not None:
            self._window.say(tr("“{0}”: {1}").format(name, words))
            return
        buttons = ((tr("Open…"), "note.open"), (tr("Tour"), "tour"))
        self._window.page.show_page(
            Placeholder(tr("“{0}”").format(name), words, buttons=buttons, icon="file-video")
        )
        self._video.show_page()

    def guide(self) -> None:
        """Open the guide in its window."""
        from viewer.ui.vault.guide_window import GuideWindow  # not at the start

        if self._guide is None:
            self._guide = GuideWindow(self._window, self._context.trigger)
        self._guide.show()
        self._guide.activateWindow()

    def browse(self) -> None:
        """Ask for the file of a note or a video, and open it."""
        from PySide6.QtWidgets import QFileDialog

        notes, videos = (
            " ".join(f"*{suffix}" for suffix in sorted(suffixes))
            for suffixes in (_NOTE_SUFFIXES, _VIDEO_SUFFIXES)
        )
        kinds = (
            tr("Notes and videos") + f" ({notes} {videos})",
            tr("Notes") + f" ({notes})",
            tr("Video and audio") + f" ({videos})",
            tr("All files") + " (*)",
        )
        chosen, _ = QFileDialog.getOpenFileName(
            self._window,
            without_stop(tr("Open…")),
            str(self._session.files_folder),
            ";;".join(kinds),
        )
        if chosen:
            self.open(Path(chosen))

    def folder(self) -> None:
        """Ask for a folder of notes, and open it as a vault."""
        from PySide6.QtWidgets import QFileDialog

        chosen = QFileDialog.getExistingDirectory(
            self._window, tr("Open a folder of notes or videos"), str(self._session.files_folder)
        )
        if chosen:
            self._session.open_vault(Path(chosen))

    def video(self) -> None:
        """Ask for the file of the open note's video."""
        from viewer.ui.page.new_note_sheet import ask_video  # not at the start

        words = tr("Choose the video of this note")
        chosen = ask_video(self._window, words, self._session.files_folder)
        if chosen is not None:
            self._use(chosen)

    def paste(self) -> None:
        """Open the video whose file, address or id is on the clipboard."""
        clipboard = QGuiApplication.clipboard()
        urls = clipboard.mimeData().urls()
        files = [path for url in urls if is_file(path := Path(url.toLocalFile()))]
        if files:
            self._on_dropped(files)
        elif text := clipboard.text().strip():
            self._on_address(text)
        else:
            self._window.say(tr("The clipboard has no text."))

    def _words_for_drop(self, paths: Sequence[Path], address: str) -> str:
        path = self._first_known(paths)
        if paths and path is None:
            return tr("“{0}” can't be opened").format(paths[0].name)
        if path is None:
            return tr("New note about this link")
        if path.is_dir() or path.suffix.lower() in _NOTE_SUFFIXES:
            return tr("Open “{0}”").format(path.name)
        if path.suffix.lower() not in _VIDEO_SUFFIXES:
            return tr("Use “{0}” as the transcript").format(path.name)
        words = tr("New note about “{0}”")
        if self._is_in_own_note:
            words = tr("Use “{0}”…") if self._has_video else tr("Use “{0}” in this note")
        return words.format(path.name)

    def _on_dragged(self, paths: Sequence[Path], address: str) -> None:
        self._drops.show_words(self._words_for_drop(paths, address))

    @staticmethod
    def _first_known(paths: Sequence[Path]) -> Path | None:
        known = {*_VIDEO_SUFFIXES, *_NOTE_SUFFIXES, *caption_suffixes()}
        return next((p for p in paths if p.suffix.lower() in known or p.is_dir()), None)

    def _on_dropped(self, paths: Sequence[Path]) -> None:
        path = self._first_known(paths)
        if path is None:
            words = tr("“{0}” is not a note, a video or a transcript.")
            self._window.say(words.format(paths[0].name))
            return
        more, offers = self._keep([other for other in paths if other != path])
        if path.suffix.lower() in _VIDEO_SUFFIXES and not path.is_dir():
            self._on_video(VideoRef(path=str(real_path(path))), more, offers)
            return
        if self._session.note is not None and format_of(path) is not None:
            self._transcripts.choose(path)
        else:
            self.open(path)
        self._say_soon(more, offers)

    def _keep(self, paths: Sequence[Path]) -> tuple[str, list[NoticeButton]]:
        """Add dropped files to the recent videos and notes; return a message about it."""
        videos = [path for path in paths if path.suffix.lower() in _VIDEO_SUFFIXES][:_MOST_KEPT]
        notes = [path for path in paths if path.suffix.lower() in _NOTE_SUFFIXES][:_MOST_KEPT]
        for path in reversed(videos):
            file = real_path(path)
            recent = RecentVideo(str(file), file.stem, None, file, str(file))
            self._context.state.add_recent_video(recent)
        for path in reversed(notes):
            self._context.state.add_recent_note(real_path(path))
        kept = len(videos) + len(notes)
        left = [path.name for path in paths if path not in (*videos, *notes)]
        words = []
        if kept:
            words.append(tr("1 more was added to Recent.|%n more were added to Recent.", "", kept))
        if left:
            not_taken = tr("Not opened: {0}.")
            words.append(not_taken.format(comma_list(left[:3]) + ("…" if len(left) > 3 else "")))
        key = self._window.actions_.shown_key("note.open")
        offer = NoticeButton(tr("Show"), key, lambda: self._context.trigger("note.open"))
        return sentences(*words), [offer] if kept else []

    def _say_soon(self, words: str, offers: Sequence[NoticeButton]) -> None:
        """Show a message after what is being opened, which clears earlier messages."""
        if words:
            QTimer.singleShot(0, self, lambda: self._window.say(words, offers))

    def _on_address(self, text: str) -> None:
        try:
            self._on_video(video_brought(text))
        except MediaError as error:
            self._window.say(error.words())

    def _on_video(
        self, video: VideoRef, more: str = "", more_offers: Sequence[NoticeButton] = ()
    ) -> None:
        """Open a video; the user's own open note takes it, or asks if it has one.

        `more` is the message about the other dropped files.
        """
        if not self._is_in_own_note or is_list(video):
            self._beginning.begin(video)
            self._say_soon(more, more_offers)
            return
        if video.path is not None and not self._has_video:
            self._use(Path(video.path), more, more_offers)
            return
        offers = [
            NoticeButton(without_stop(tr("New note…")), "", lambda: self._beginning.begin(video))
        ]
        name = video.url or video.video_id or ""
        if video.path is not None:
            path = Path(video.path)
            name = path.name
            offers.append(NoticeButton(tr("This note"), "", lambda: self._use(path)))
        words = tr("Use “{0}” for:").format(name)
        self._window.say(sentences(words, more), [*offers, *more_offers], stays=True)

    @property
    def _has_video(self) -> bool:
        return self._video.is_looking or self._video.media is not None

    @property
    def _is_in_own_note(self) -> bool:
        session = self._session
        is_own = session.note is not None and session.folder is not None  # not the tour
        return is_own and not session.is_planned

    def _use(self, video: Path, more: str = "", more_offers: Sequence[NoticeButton] = ()) -> None:
        """Play the open note's video from a file; this can be undone."""
        transcripts = self._transcripts
        before, transcript = self._video.choice, transcripts.choice
        transcripts.forget_choice()  # it was that of another video
        self._video.choose(video)

        def take_back() -> None:
            self._video.choose(before)
            if transcript is not None:
                transcripts.choose(transcript)

        words = tr("This note now plays “{0}”. The note itself is unchanged.").format(video.name)
        undo = self._context.get(Editing).first.offer(take_back, here=True)
        self._window.say(sentences(words, more), (undo, *more_offers))


def _is_binary(path: Path) -> bool:
    try:
        if not path.is_file():
            return False  # nothing that may wait is read here
        with path.open("rb") as file:
            return b"\0" in file.read(_HEAD_BYTES)
    except OSError:
        return False  # said when it is opened as a note

"""Files from outside: chosen in the system's dialog, or dropped on the window. GUI thread."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from viewer import TOUR
from viewer.notes.model import VideoRef
from viewer.ui.editing.note_files import NoteFiles
from viewer.ui.kit.notice import NoticeButton
from viewer.ui.kit.placeholder import Placeholder
from viewer.ui.session.session import Session
from viewer.ui.shell.action import Action, Fact
from viewer.ui.shell.context import Context, Feature
from viewer.ui.transcript.transcripts import Transcripts
from viewer.video.media import SOUND_SUFFIXES, VIDEO_SUFFIXES
from viewer.video.transcripts.files import TRANSCRIPT_SUFFIXES

_NOTE_SUFFIXES = frozenset({".md", ".markdown", ".txt"})
_HEAD_BYTES = 4096


class Choosing(Feature):
    """Opens the notes, folders, videos and transcripts that a person brings."""

    ACTIONS = (
        Action("file.open", "Open a note from a file…", "note", ("Ctrl+O",), menu=("File", 14)),
        Action(
            "folder.open", "Open a folder of notes…", "folder", ("Ctrl+Shift+O",), menu=("File", 15)
        ),
        Action("tour", "Open the tour", "tour", ("F1",), menu=("Help", 11)),
        Action(
            "video.choose",
            "Choose the video file of this note…",
            "video",
            ("Ctrl+L",),
            Fact.NOTE,
            menu=("File/Video", 41),
        ),
        Action("note.new_about", "New note about the dropped video", "new_note", menu=("File", 16)),
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        window = context.window
        self._window, self._session = window, context.get(Session)
        self._transcripts, self._note_files = context.get(Transcripts), context.get(NoteFiles)
        self._brought: VideoRef | None = None  # the video that a note can be made about
        window.dropped.connect(self._on_dropped)

    def open(self, target: Path | VideoRef, at_ms: int | None = None) -> None:
        """Open what a person names: a note, at a moment of its video, a folder, or a video."""
        if isinstance(target, VideoRef):
            self._offer_note(target, target.url or target.video_id or "")
        elif target.is_dir() or target.suffix.lower() in _NOTE_SUFFIXES:
            self._session.open(target, at_ms)
        elif target.suffix.lower() in VIDEO_SUFFIXES | SOUND_SUFFIXES:
            self._offer_note(VideoRef(None, None, str(target.absolute())), target.name)
        elif target.suffix.lower() in TRANSCRIPT_SUFFIXES:
            words = self.tr("It is a transcript. Open the note of its video, then drop it there.")
            self._show_what_to_do(target.name, words)
        elif _is_binary(target):
            words = self.tr("It is not a note: notes are text, mostly Markdown files.")
            self._show_what_to_do(target.name, words)
        else:
            self._session.open(target, at_ms)

    def new_note(self) -> None:
        """Make a note about the video that was brought last."""
        video = self._brought
        if video is not None:
            self._note_files.new_note(video, Path(video.path).stem if video.path else "")
        else:
            self._window.say(self.tr("Drop a video on the window first."), brief=True)

    def _offer_note(self, video: VideoRef, name: str) -> None:
        """Say what can be done with a video that no note is open for."""
        self._brought = video
        self._show_what_to_do(
            name,
            self.tr(
                "Cuenote shows a video beside a note about it. Make one, or open yours and drop it "
                "there."
            ),
            (self.tr("New note about it"), "note.new_about"),
        )

    def _show_what_to_do(self, name: str, words: str, *buttons: tuple[str, str]) -> None:
        if self._session.note is not None:
            self._window.say(f"“{name}”: {words}")
            return
        more = (self.tr("Open a note…"), "file.open"), (self.tr("Open the tour"), "tour")
        self._window.page.show_page(
            Placeholder(f"“{name}”", words, buttons=(*buttons, *more), icon="file-video")
        )
        self._session.video.show_page()

    def tour(self) -> None:
        """Open the tour."""
        self._session.open_note(TOUR)

    def note(self) -> None:
        """Ask for the file of a note, and open it."""
        from PySide6.QtWidgets import QFileDialog

        chosen, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Open a note"),
            str(self._start_folder()),
            self.tr("Notes (*.md *.markdown);;All files (*)"),
        )
        if chosen:
            self._session.open_note(Path(chosen))

    def folder(self) -> None:
        """Ask for a folder of notes, and open it as the vault."""
        from PySide6.QtWidgets import QFileDialog

        chosen = QFileDialog.getExistingDirectory(
            self._window, self.tr("Open a folder of notes"), str(self._start_folder())
        )
        if chosen:
            self._session.open_vault(Path(chosen).resolve())

    def video(self) -> None:
        """Ask for the file that the open note is about."""
        from PySide6.QtWidgets import QFileDialog

        suffixes = sorted(VIDEO_SUFFIXES | SOUND_SUFFIXES)
        patterns = " ".join(f"*{suffix}" for suffix in suffixes)
        chosen, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Choose the video of this note"),
            str(self._start_folder()),
            self.tr("Videos and sound") + f" ({patterns});;" + self.tr("All files") + " (*)",
        )
        if chosen:
            self._use(Path(chosen))

    def _start_folder(self) -> Path:
        return self._session.path.parent if self._session.path is not None else Path.home()

    def _on_dropped(self, paths: Sequence[Path]) -> None:
        """Open the first of them that is known; ask what a video is meant for."""
        known = VIDEO_SUFFIXES | SOUND_SUFFIXES | _NOTE_SUFFIXES | frozenset(TRANSCRIPT_SUFFIXES)
        path = next((p for p in paths if p.suffix.lower() in known or p.is_dir()), None)
        if path is None:
            words = self.tr("“{0}” is not a note, a video or a transcript.")
            self._window.say(words.format(paths[0].name))
        elif self._session.note is None or path.is_dir() or path.suffix.lower() in _NOTE_SUFFIXES:
            self.open(path)
        elif path.suffix.lower() in TRANSCRIPT_SUFFIXES:
            self._transcripts.choose(path)
        else:
            self._ask_what_for(path)

    def _ask_what_for(self, video: Path) -> None:
        self._brought = VideoRef(None, None, str(video.absolute()))
        self._window.say(
            self.tr("What is “{0}” for?").format(video.name),
            (
                NoticeButton(self.tr("New note about it"), "", self.new_note),
                NoticeButton(self.tr("Use for this note"), "", lambda: self._use(video)),
            ),
            stays=True,
        )

    def _use(self, video: Path) -> None:
        """Play the video of the open note from a file; that can be taken back."""
        session, transcripts = self._session, self._transcripts
        before, transcript = session.video.choice, transcripts.choice
        transcripts.forget_choice()  # it was that of another video
        session.video.choose(video)

        def take_back() -> None:
            session.video.choose(before)
            if transcript is not None:
                transcripts.choose(transcript)

        self._window.say(
            self.tr("This note plays “{0}” now; the note itself is unchanged.").format(video.name),
            (NoticeButton(self.tr("Undo"), "", take_back),),
        )


def _is_binary(path: Path) -> bool:
    """Say whether a file holds what no text does. Reads its first bytes."""
    try:
        if not path.is_file():
            return False  # nothing that may wait is read here
        with path.open("rb") as file:
            return b"\0" in file.read(_HEAD_BYTES)
    except OSError:
        return False  # said when it is opened as a note

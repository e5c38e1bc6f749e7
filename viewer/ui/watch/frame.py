"""The interface of the page for the session, and what the window shows around it.

The `Session` and `NoteVideo` do not know the window: they call `NoteFrame`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from PySide6.QtCore import QObject

from viewer.base.errors import ViewerError
from viewer.base.translation import tr, without_stop
from viewer.notes.model import CitedTime, Span
from viewer.notes.note import Note
from viewer.notes.timecode import format_ms
from viewer.ui.kit.notice import NoticeButton
from viewer.ui.kit.placeholder import Placeholder
from viewer.ui.watch.history import Reveal
from viewer.ui.window.context import Context
from viewer.vault.names import is_shown_only
from viewer.vault.passages import channel_of


class BylinePart(NamedTuple):
    """Text above the page, and the name of its colour."""

    text: str
    colour: str = "muted"
    is_video: bool = False  # whether they say where the video is


class SessionPage(Protocol):
    """Shows a note, what is in force, and the user's place in it."""

    def replace_note(
        self,
        note: Note,
        times: Sequence[CitedTime],
        moved: Callable[[int], int],
        *,
        title: str,
        caret: int | None,
    ) -> None: ...

    def set_times(self, times: Sequence[CitedTime]) -> None: ...

    def show_video(self, note: Note, times: Sequence[CitedTime]) -> None: ...

    def set_in_force(self, claims: frozenset[int], citations: frozenset[int]) -> None: ...

    def reveal_claim(
        self, claim: int, reveal: Reveal = Reveal.WELL, *, at_once: bool = False
    ) -> None: ...

    def shows_claim(self, claim: int) -> bool: ...

    def place_caret(self, claim: int) -> None: ...

    def flash_claim(self, claim: int) -> None: ...

    @property
    def is_written_in(self) -> bool: ...  # so that the user is always at the caret

    def show_caret_at(self, offset: int) -> None: ...

    def caret_byte(self) -> int | None: ...

    def seen_caret_byte(self) -> int | None: ...

    def top_byte(self) -> int | None: ...

    def selected_span(self) -> Span | None: ...

    def offset_px(self, offset: int) -> int: ...

    def scroll_to_byte(self, offset: int, offset_px: int = 0) -> None: ...

    def isVisible(self) -> bool: ...  # noqa: N802 - as a widget says it

    def hasFocus(self) -> bool: ...  # noqa: N802


class MainPage(SessionPage, Protocol):
    """The page that always exists, on which notes are opened."""

    video_has_keys: bool
    folder: Path | None  # of its pictures, from the next layout on

    @property
    def note(self) -> Note | None: ...

    def show_note(
        self,
        note: Note,
        times: Sequence[CitedTime],
        *,
        title: str,
        folder: Path,
        vault: Path | None,
    ) -> None: ...

    def clear_note(self) -> None: ...


class OpenBlock(Protocol):
    """A block of the page that is written in; bytes are those of the note with what is typed."""

    def parsed(self) -> tuple[Note, Span]: ...

    def caret_byte(self) -> int: ...

    def selected_span(self) -> Span | None: ...


class Opened(Protocol):
    """What is open; implemented by the session."""

    @property
    def note(self) -> Note | None: ...

    @property
    def page(self) -> SessionPage: ...


def no_heading(heading: str) -> str:
    """Say that a link names a heading, or a block, which its note does not have."""
    name = heading.rpartition("#")[2].strip()
    if name.startswith("^"):
        return tr("There is no block “{0}” here.").format(name)
    return tr("There is no heading “{0}” here.").format(name)


class NoteFrame(QObject):
    """Shows the state of the note and its vault in the window."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._window = context.window
        self._title: str | None = None  # which is shown

    def say(self, words: str, offers: Sequence[NoticeButton] = (), *, brief: bool = False) -> None:
        """Show a message over the note; see `Window.say`."""
        self._window.say(words, offers, brief=brief)

    def end_notice(self) -> None:
        """Remove the message: it is about the previous note."""
        self._window.notice.close_notice()

    def show_title(self, title: str) -> None:
        """Show the title of the note, or ""."""
        if title != self._title:
            self._title = title
            self._window.header.set_title(title)
            self._window.setWindowTitle(f"{title} – Cuenote" if title else "Cuenote")

    def show_note(self) -> None:
        """Show the note instead of a page."""
        self._window.page.show_page(None)

    def focus_note(self) -> None:
        self._window.focus_.give(self._window.page.text)

    def show_no_notes(self, root: Path) -> None:
        """Show that the vault has no notes, instead of a note."""
        self._window.page.show_page(
            Placeholder(
                tr("No notes in “{0}” yet").format(root.name),
                tr("Drop a video here to start a note."),
                buttons=(
                    (tr("New note…"), "note.new"),
                    (tr("Open folder…"), "folder.open"),
                    (tr("Tour"), "tour"),
                ),
                icon="folder",
            )
        )

    def show_list(self) -> None:
        """Show the list of notes."""
        self._window.show_pane("vault", True)

    def ask_for_note(self, root: Path | None) -> None:
        """Show a page that asks for a note of the folder `root`."""
        words = tr("Pick one from the list of “{0}”, or drop a video here to start a note.")
        self._window.page.show_page(
            Placeholder(
                tr("Choose a note"),
                words.format(root.name if root is not None else ""),
                buttons=((tr("Open…"), "note.open"), (tr("New note…"), "note.new")),
                icon="note",
            )
        )

    def show_error(self, error: ViewerError, path: Path) -> None:
        """Show why the note at `path` cannot be opened, instead of a note."""
        self._window.page.show_page(
            Placeholder(
                tr("“{0}” can't be opened").format(path.name),
                error.words(),
                buttons=((tr("Open…"), "note.open"), (tr("Tour"), "tour")),
                icon="note",
            )
        )

    def byline(
        self, note: Note, path: Path, duration_ms: int | None, video: tuple[str, str]
    ) -> list[BylinePart]:
        """Return the byline of a note; `video` is the part about the video."""
        parts = [BylinePart(channel_of(note))]
        if duration_ms is not None:
            parts.append(BylinePart(format_ms(duration_ms)))
        parts.append(BylinePart(*video, is_video=True))
        if note.is_shifted(duration_ms):
            parts.append(BylinePart(tr("times read as mm:ss")))
        if is_shown_only(path):
            parts.append(BylinePart(tr("read-only")))
        times = {one.span for one in note.citations}  # the Problems tab tells of those
        wrong = [one.text for one in note.problems if one.span not in times]
        parts += [BylinePart(without_stop(text), "doubt") for text in wrong[:1]]
        return [part for part in parts if part.text]

"""What the session asks of the page, and of what may show the note in its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from viewer.notes.model import CitedTime, Span
from viewer.notes.note import Note
from viewer.ui.session.history import Reveal


class BylinePart(NamedTuple):
    """Words over the page, and the name of their colour."""

    text: str
    colour: str = "muted"
    is_video: bool = False  # whether they say where the video is


class Page(Protocol):
    """Shows a note, what of it is in force, and where a person is in it."""

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
    def is_written_in(self) -> bool: ...  # so that a person is always at the caret

    def show_caret_at(self, offset: int) -> None: ...

    def caret_byte(self) -> int | None: ...

    def seen_caret_byte(self) -> int | None: ...

    def top_byte(self) -> int | None: ...

    def selected_span(self) -> Span | None: ...

    def offset_px(self, offset: int) -> int: ...

    def scroll_to_byte(self, offset: int, offset_px: int = 0) -> None: ...

    def isVisible(self) -> bool: ...  # noqa: N802 - as a widget says it

    def hasFocus(self) -> bool: ...  # noqa: N802


class MainPage(Page, Protocol):
    """The page that is always there, on which notes are opened."""

    video_has_keys: bool

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

    def set_folder(self, folder: Path) -> None: ...


class Shown(Protocol):
    """What is open: the session."""

    @property
    def note(self) -> Note | None: ...

    @property
    def page(self) -> Page: ...

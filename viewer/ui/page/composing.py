"""Where the user writes in the open note: a block in its place, or the source of the whole file.

GUI thread.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from viewer.base.translation import _, numeral, tr
from viewer.media.player import PlayerState
from viewer.notes.draft import Draft
from viewer.notes.edit import Change, Edit
from viewer.notes.layout import own_span
from viewer.notes.model import Span
from viewer.notes.rearrange import block_at
from viewer.notes.typed_time import cited_time
from viewer.ui.kit.timers import once
from viewer.ui.page.block_edit import FirstWords, Pencil
from viewer.ui.page.editing import Editing
from viewer.ui.page.page import NotePage
from viewer.ui.page.typesetter import LONGEST_LINE, is_too_large, longest_line
from viewer.ui.watch.session import NoteFeature
from viewer.ui.watch.video import NoteVideo
from viewer.ui.window.context import Context

_ENDS_TIME = (b" ", b".", b",", b";", b")", b"\n", b"\r\n")
# What is longer would hold the window up while it is laid out.
_LONGEST_BLOCK = 30_000
_OVER_MS = 1500  # since the last key: then nobody types any more
_BACK_MS = 1000
_TOO_LARGE = _(
    "This note is too large for a page, so it is shown as source. Ctrl+click a time to go there."
)


class Composing(NoteFeature):
    """Opens what the user writes in, and takes care of what they write there."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        pane = context.get(NotePage).pane
        self._view = pane.view
        self._editing = context.get(Editing)
        self._block, self._source = self._editing.in_place, self._editing.source
        # The place of a block closed for a moment, and whether that was the first one.
        self._writing_at: tuple[int, bool] | None = None
        self._pause = TypingPause(self._session.video, self)
        self._editing.typed.connect(self._on_typed)
        self._block.done.connect(self._on_done)
        self._block.left_by_click.connect(lambda: self._editing.leave_block(stay=False))
        self._editing.disk.about_to_take.connect(self._on_about_to_take)
        self._editing.disk.taken.connect(self._on_taken)
        self._editing.disk.settled.connect(self._write_on)
        self._session.leaving.connect(self._pause.stop)
        self._view.edit_requested.connect(self._edit_clicked)
        self._window.actions_["fullscreen"].toggled.connect(lambda _: self._editing.leave_block())
        self.pencil = Pencil(self._view)
        self.pencil.edit_requested.connect(self.edit_at)
        self._first_words = FirstWords(self._window, pane, self._block)
        self._first_words.asked_for.connect(self.open_if_empty)
        for one in (self._block.opened, self._block.closed, self._editing.changed):
            one.connect(self._look)
        self._session.leaving.connect(self._look)
        self._session.on_opened(self._on_opened)

    def _on_opened(self) -> None:
        """Edit a note without text: whoever opens it means to write."""
        note, stays = self._session.note, self._source.stays
        if note is not None and is_too_large(note):
            self._enter_source()
            self._source.stays = stays  # the next note may have a page
            self._window.say(tr(_TOO_LARGE))
        elif stays:
            self._enter_source()
        else:
            self._source.show_page()
        self._first_words.show_hint(self._editing.draft)
        self._look()
        self.open_if_empty()

    def _look(self) -> None:
        """Tell what listens at some times only whether it is such a time."""
        is_open = self._block.is_open or self._source.is_on
        self.pencil.can_edit = self._editing.draft is not None and not is_open
        self._first_words.look()

    # ------------------------------------------------------------------ as source

    def toggle_source(self) -> None:
        """Show the source of the whole file, or the page again; the cursor stays."""
        self._editing.end_block_edit()
        self._source.catch_up()
        if self._source.is_on and self._session.note and is_too_large(self._session.note):
            self._window.say(tr(_TOO_LARGE))
        elif self._source.is_on:
            self._source.leave()
        elif self._session.note is not None:
            self._enter_source()
        self._window.actions_["source"].setChecked(self._source.is_on)
        self._look()

    def _enter_source(self) -> None:
        note = self._session.note
        size = longest_line(note.data) if note is not None else 0
        if size > LONGEST_LINE:
            words = tr("This note has a line of {0} bytes, too long to be shown as source.")
            self._window.say(words.format(numeral(size)))
            return
        self._source.enter(read_only=self._editing.draft is None)
        if self._editing.draft is None:
            self._editing.say_why_not()

    def go_at_caret(self) -> None:
        """Do what a click on the text at the cursor does."""
        if self._source.is_on:
            self._source.catch_up()
            is_gone_to = self._source.go_at_caret()
        elif self._is_empty():
            self.edit_here()
            return
        else:
            view, at = self._view, self._view.shown.caret_byte()
            is_gone_to = view.activate_at_caret()
            if not is_gone_to and at is not None and view.targets.links_at(at):
                self._context.run("link.follow", at)
                return
        if not is_gone_to:
            self._window.say(tr("No claim at the cursor."), brief=True)

    # ------------------------------------------------------------------ in place

    def edit_here(self) -> None:
        """Edit the block at the user's place as Markdown, in place."""
        note, current = self._session.note, self._session.current
        at = current.byte()
        if at is None and note is not None:
            at = note.blocks[0].span.start if note.blocks else len(note.data)
        if at is not None:
            self.edit_at(at, None if current.is_meant else current.caret())

    def _edit_clicked(self, at: int) -> None:
        self._editing.leave_block()
        self.edit_at(at, None if self._is_empty() else at)

    def edit_at(self, offset: int, caret: int | None = None) -> None:
        """Edit the block at byte `offset`, the cursor at byte `caret`, or else at its end."""
        self._editing.end_block_edit()
        note, draft = self._session.note, self._editing.draft
        if note is None or draft is None:
            self._editing.say_why_not()
            return
        if self._source.is_on:
            self._source.place_caret(offset if caret is None else caret)
            return
        if offset < note.body:  # of the front matter
            self._window.say(tr("Change it in source mode."), brief=True)
            return
        block = block_at(note, offset)
        span = own_span(note, block) if block is not None else Span(0, 0)
        if span.end - span.start > _LONGEST_BLOCK:
            words = tr("This text has {0} bytes, too many to edit in place.")
            self._window.say(words.format(numeral(span.end - span.start)), brief=True)
            return
        self.pencil.hide()
        self._block.open(note, block, caret)

    def open_if_empty(self) -> None:
        """Edit the first block of a note without text; nothing in others."""
        if self._is_empty() and self._editing.draft is not None and not self._block.is_open:
            self.edit_here()

    def _is_empty(self) -> bool:
        note = self._session.note
        return note is not None and not note.blocks

    def _on_done(self) -> None:
        self._editing.leave_block(keeps_time=False)
        self._block.bring_block()

    # ------------------------------------------------------------------ while one writes

    def cite_in_place(self, ms: int) -> bool:
        """Write a citation at the cursor of the open block; False if none is open."""
        if self._block.is_open:
            self._block.cite(ms, self._editing.wish)
        return self._block.is_open

    def _on_typed(self, change: Change) -> None:
        if self._settings.flag("edit/pause_while_typing"):
            self._pause.on_typed()
        draft = self._editing.draft
        if draft is None or len(change.edits) != 1 or change.edits[0].new not in _ENDS_TIME:
            return
        if self._settings.flag("edit/typed_times"):
            # Not now: the text is being changed.
            QTimer.singleShot(0, self, lambda: self._cite_typed(draft, change.edits[0]))

    def _cite_typed(self, draft: Draft, edit: Edit) -> None:
        """Turn a time that was typed before `edit` into a citation; undo reverts only that."""
        session, end = self._session, edit.start + len(edit.new)
        duration_ms, note = self._player.duration_ms, session.note
        is_there = draft is self._editing.draft and draft.data[edit.start : end] == edit.new
        if not is_there or note is None or duration_ms is None or not session.video.is_open:
            return
        change = cited_time(note, draft.data, edit.start, duration_ms, self._editing.wish)
        is_open = self._block.is_open
        if change and (self._block.holds(change) if is_open else self._source.is_on):
            self._editing.apply(change, waits=True)

    # ------------------------------------------------------------------ what others write

    def _on_about_to_take(self) -> None:
        draft = self._editing.draft
        self._writing_at = None
        if self._block.is_open and draft is not None:
            self._writing_at = self._block.caret_byte(), self._block.is_first
            self._editing.end_block_edit()

    def _on_taken(self, change: Change) -> None:
        if self._writing_at is not None:
            at, is_first = self._writing_at
            self._writing_at = change.map(at), is_first

    def _write_on(self) -> None:
        place, self._writing_at = self._writing_at, None
        if place is not None:
            self.edit_at(place[0], place[0])
            self._block.is_first |= place[1]
        self._first_words.show_hint(self._editing.draft)  # its path may be another


class TypingPause(QObject):
    """Pauses the video at a key, and resumes it a little earlier when no more come."""

    def __init__(self, video: NoteVideo, parent: QObject) -> None:
        super().__init__(parent)
        self._video, self._player = video, video.player
        self._resume = once(self, _OVER_MS, self._on_over)

    def on_typed(self) -> None:
        """Take a key."""
        if self._player.state is PlayerState.PLAYING:
            self._player.pause()
            self._resume.start()
        elif self._resume.isActive():
            self._resume.start()

    def stop(self) -> None:
        """Leave the video paused."""
        self._resume.stop()

    def _on_over(self) -> None:
        if self._player.state is PlayerState.PAUSED:
            self._video.go_to(max(0, self._video.now_ms - _BACK_MS))
            self._player.play()

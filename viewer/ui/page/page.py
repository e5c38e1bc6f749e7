"""The page of the open note: shows the session's state, and passes on the user's actions."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QAction

from viewer.notes.layout import own_span
from viewer.notes.rearrange import block_at
from viewer.ui.kit.characters import cut
from viewer.ui.kit.plain import plain
from viewer.ui.page.pane import NotePane
from viewer.ui.watch.history import Reveal
from viewer.ui.watch.navigator import Navigator
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.context import Context

# What is done where the user is.
_AT_PLACE = ("edit.block", "transcript.cite", "claim.where", "moment.find")
# What is done with the note, in the menu at its title.
_OF_NOTE = (
    ("note.rename", "note.duplicate", "note.new_same", "about", "note.video"),
    ("export", "note.print"),
    ("note.reload",),
    ("note.reveal", "note.copy_path"),
    ("note.trash",),
)
_WORDS = 60


class NotePage(NoteFeature):
    """The note in the middle of the window."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        session, navigator = self._session, context.get(Navigator)
        self.pane = pane = NotePane(context.window)
        self.view = view = pane.view
        pane.pages.action_chosen.connect(context.trigger)
        pane.page_shown.connect(lambda _: self._show_beside())
        session.video.changed.connect(self._show_beside)
        scrolling = session.scrolling
        pane.pill.clicked.connect(scrolling.resume)
        view.person_scrolled.connect(session.current.scrolled)
        view.person_scrolled.connect(scrolling.leave)
        view.resized.connect(scrolling.reveal_after_resize)
        view.caret.moved.connect(session.current.be_at_caret)
        view.claim_activated.connect(navigator.go_to_claim)
        view.citation_activated.connect(lambda at: navigator.go_to_citation(at, reveal=Reveal.PART))
        view.going_taken_back.connect(navigator.take_back)
        session.put_page(view.shown)
        session.counted.connect(self._show_doubts)
        session.video_switched.connect(lambda: view.shown.set_doubts(None))
        scrolling.pill_wanted.connect(pane.show_pill)
        session.byline_changed.connect(pane.byline.show_parts)
        menu = pane.byline.more.menu()
        for section in _OF_NOTE:
            menu.addActions([context.actions[action_id] for action_id in section])
            menu.addSeparator()
        menu.aboutToShow.connect(context.actions.about_to_offer)
        for action_id in _AT_PLACE:
            action = self._actions[action_id]
            action.hovered.connect(partial(self._name_block, action))
        self._actions.keys_changed.connect(self._show_keys)
        self._show_keys()

    def _show_beside(self) -> None:
        """Show the video's column only beside a note about a video; likewise the times."""
        note, video = self._session.note, self._session.video
        is_about = note is not None and (
            note.video is not None or video.choice is not None or bool(note.citations)
        )
        self._window.show_beside_note(self.pane.pages.isHidden(), has_video=is_about)
        self.view.shown.set_seeks(video.is_there)

    def _show_doubts(self) -> None:
        """Mark the chips in doubt, unless the page is behind what is written in the source."""
        if self.view.shown.note is self._session.note:
            self.view.shown.set_doubts(self._session.doubts.marked)

    def wait(self) -> None:
        """Wait for the process that renders formulas and pictures."""
        self.view.pictures.shutdown()

    def _name_block(self, action: QAction) -> None:
        """Show in the tooltip of a menu's entry which block it affects."""
        note, at = self._session.note, self._current.byte()
        block = block_at(note, at) if note is not None and at is not None else None
        if action.isEnabled() and note is not None and block is not None:
            words = " ".join(note.plain.of(own_span(note, block)).split())
            action.setToolTip(plain(cut(words, _WORDS)))

    def _show_keys(self) -> None:
        shown_key = self._actions.shown_key
        self.pane.set_follow_keys(shown_key("follow"), self._actions.key_while_typing("follow"))
        self.pane.find_bar.show_keys(shown_key("find.previous"), shown_key("find.next"))

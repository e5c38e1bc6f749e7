"""Review the problems of a note one by one.

`Checking` checks the citations; `Reviewing` shows the findings in their pane, steps through them,
and plays their moments. `Repairing` acts on them. GUI thread; never waits.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QImage

from viewer.base.translation import tr
from viewer.check.review import nearest
from viewer.media.media import Media, Playable
from viewer.media.player import PlayerState
from viewer.notes.timecode import format_ms
from viewer.ui.claims.listing import ClaimListing
from viewer.ui.kit.roles import announce
from viewer.ui.page.editing import Editing
from viewer.ui.page.hit_test import Doubt
from viewer.ui.page.page import NotePage
from viewer.ui.review.checking import Checking
from viewer.ui.review.finding_text import outcome
from viewer.ui.review.selected import SelectedProblem
from viewer.ui.review.tab import KEY, FindingsTab
from viewer.ui.transcript.transcripts import Transcripts
from viewer.ui.watch.frame_cache import FrameCache
from viewer.ui.watch.history import Reveal
from viewer.ui.watch.navigator import Navigator
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.action import Fact
from viewer.ui.window.context import Context
from viewer.ui.window.menus import MenuHere

if TYPE_CHECKING:
    from viewer.ui.review.findings_view import FindingsView

_IDLE_MS = 1_500
_PANE_PX = 352  # so high the pane has to be for a review
_HEARD_MS = 60_000  # so long after its beginning a moment that is heard is paused by the same key
_FRAMES_KEPT = 60
_FRAMES_SEEN = 8
_FRAME_SIZE = (320, 180)  # in device pixels: as much as a card ever shows, at 2×


class MomentFrames(FrameCache):
    """The exact frames of a few moments of the open video, for cards."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent, kept=_FRAMES_KEPT, seen=_FRAMES_SEEN, target=_FRAME_SIZE)
        self._media: Playable | None = None

    def set_media(self, media: Playable | None) -> None:
        """Use the frames of this video from now on, or of none."""
        if media != self._media:
            self.close()
            self.forget()
            self._media = media

    def picture(self, ms: int) -> QImage | None:
        """Return the frame at `ms`: null if there is none, None if it is not ready yet."""
        media = self._media
        if media is None:
            return QImage()
        return self.frame(media.path if isinstance(media, Media) else media, ms)


class Reviewing(NoteFeature):
    """The review of the current note."""

    time_typed = Signal(str)  # for the citation that is looked at
    moment_wanted = Signal()  # for it, the one that is shown

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._findings_tab = context.get(FindingsTab)
        self._page = context.get(NotePage).view
        self._transcripts, self._navigator = context.get(Transcripts), context.get(Navigator)
        self._plays = context.actions["finding.play"]
        self._editing, self.checking = context.get(Editing), context.get(Checking)
        listing = context.get(ClaimListing)
        self.selected = SelectedProblem()
        self._heard_ms: int | None = None
        self._step_when_checked = 0  # by so many, once it is known what there is
        self._is_asked = False  # whether the user waits to hear what a check comes to
        self._view: FindingsView | None = None
        self._check_line = listing.tab.check
        self._findings_tab.menu_wanted.connect(self._open_tab_menu)
        listing.tab.check_offered.connect(self._fill)
        self.frames = MomentFrames(self)
        self._connect()
        self._page.targets.doubt_asked.connect(self._explain)
        self._on_media()
        self._on_note()
        QTimer.singleShot(_IDLE_MS, self, self._prepare)

    def _connect(self) -> None:
        window = self._window
        self.checking.note_changed.connect(self._on_note)
        self.checking.changed.connect(self._on_review)
        self.checking.finished.connect(self._on_finished)
        self._video.looked_for.connect(self._on_media)
        self._video.duration_changed.connect(self._on_media)
        window.actions_.about_to_offer.connect(self._show_actions)
        window.actions_.keys_changed.connect(self._show_keys)
        window.tabs.current_changed.connect(lambda key: self.view if key == KEY else None)

    # ------------------------------------------------------------------ the pane

    @property
    def view(self) -> FindingsView:
        """The pane; created when first wanted, or earlier when idle."""
        if self._view is None:
            from viewer.ui.review.findings_view import FindingsView

            actions = self._window.actions_.by_id
            self._view = FindingsView(actions, self.frames.picture, self._findings_tab.stack)
            self._findings_tab.put(self._view, is_review=True)
            self._connect_view(self._view)
            self._show_keys()
            self._show()
        return self._view

    def _prepare(self) -> None:
        """Import the pane's module, and create the pane later: both at once would block."""
        from viewer.ui.review import findings_view  # noqa: F401

        QTimer.singleShot(_IDLE_MS // 10, self, lambda: self.view)

    def _connect_view(self, view: FindingsView) -> None:
        view.accept_all.clicked.connect(lambda: self._context.run("finding.accept_all"))
        view.accept_requested.connect(lambda: self._context.run("finding.accept"))
        view.card.hear_requested.connect(self.hear)
        view.hear_proposal_requested.connect(self.hear_proposal)
        view.hear_original_requested.connect(self.hear_original)
        view.proposal_chosen.connect(self.choose_proposal)
        view.row_chosen.connect(self.choose)
        view.menu_requested.connect(self._open_menu)
        view.step_requested.connect(self.step)
        view.bar.by_hand.clicked.connect(lambda: self._context.run("finding.set"))
        view.bar.keep.clicked.connect(lambda: self._context.run("finding.keep"))
        view.setting.typed.connect(self.time_typed)
        view.setting.now.clicked.connect(self.moment_wanted)
        view.shown_changed.connect(self._on_shown)
        self.frames.came.connect(view.card.show_frames)

    def _open_menu(self, where: QPoint, at: int) -> None:
        """Open the menu of the problem at an index (-1: the selected one)."""
        if at >= 0:
            self.choose(at)
        item = self.selected.item
        if item is None:
            return
        menu = MenuHere(self._window.actions_, self.view)
        bar = self.view.bar
        written_ms, proposal = self._session.times[item.citation].ms, self.selected.proposal
        if proposal is not None:
            menu.put_action("finding.accept", words=bar.accept.text())
            words = tr("Play {0}").format(format_ms(proposal.ms))
            menu.put_action("finding.hear", words=words)
        if written_ms is not None:
            menu.put_action("finding.original")
        menu.line()
        if not item.is_group:
            menu.put_action("finding.set")
        menu.put_action("finding.keep", words=bar.keep.text())
        if not self._session.times[item.citation].is_sure and written_ms is not None:
            ask = partial(self._navigator.ask_reading, item.citation)
            menu.put_action("retime.reading", ask)
        menu.open(where)

    def _open_tab_menu(self, where: QPoint) -> None:
        menu = MenuHere(self._window.actions_, self.view)
        menu.open(where, lambda: self._fill(menu))

    def _fill(self, menu: MenuHere) -> None:
        from viewer.ui.review.findings_view import put_captions

        menu.put_actions("finding.check", "finding.play", "finding.again")
        if self._transcripts.transcript is None:
            menu.add("transcript.choose", "transcribe")
        else:
            put_captions(menu, self._context, self.selected.review)

    def close(self) -> None:
        """Stop everything."""
        self.frames.shutdown()

    # ------------------------------------------------------------------ what is so

    @property
    def has_keys(self) -> bool:
        """Return whether the user is at a finding, with the focus in the pane."""
        view = self._view
        is_seen = view is not None and view.has_card and view.has_keys
        return self.selected.item is not None and is_seen

    @property
    def is_behind(self) -> bool:
        """Return whether a long note was edited, and the findings are outdated until it is checked.

        Until then no action is possible.
        """
        return self.selected.review.note is not self._session.note

    # ------------------------------------------------------------------ what comes

    def _on_note(self) -> None:
        self.selected.start(self.checking.review)
        self._heard_ms, self._step_when_checked, self._is_asked = None, 0, False
        if self._view is not None:
            self._view.bar.close_setting()
        self._show()

    def _on_media(self) -> None:
        self.frames.set_media(self._video.media if self._video.is_open else None)

    def _on_review(self) -> None:
        self.selected.take(self.checking.review)
        self._show()

    def _on_finished(self) -> None:
        by, self._step_when_checked = self._step_when_checked, 0
        if by:
            self.step(by)
        if self._is_asked and not self.checking.is_running:
            self._is_asked = False
            self._window.say(self._outcome())

    # ------------------------------------------------------------------ showing

    def _show(self) -> None:
        had_keys = self._view is not None and self._view.has_keys
        count, review = self.selected.count, self.selected.review
        is_moved = self._transcripts.transcript is not None and self._transcripts.pieces
        is_needed = bool(count or review.kept or review.captions or is_moved)
        self._findings_tab.set_count(count, is_needed=is_needed)
        is_checked = bool(review.findings) and not is_needed
        self._check_line.show_sentence(self._outcome() if is_checked else "")
        if self._view is not None and (is_needed or self._view.has_card):
            self._show_in(self._view, had_keys=had_keys)
        self._show_actions()

    def _show_in(self, view: FindingsView, *, had_keys: bool) -> None:
        from viewer.ui.review.findings_view import FindingRow, captions_line, content_of, foot_of

        selected = self.selected
        review, item = selected.review, selected.item
        view.captions.show_words(captions_line(self._transcripts, review))
        if selected.items and self.is_behind:
            return  # its citations are others now
        has = self._has_transcript
        view.foot.show_words(foot_of(review, has_items=item is not None, has_transcript=has))
        if review.note is None or item is None:
            view.bar.close_setting()
            view.show_nothing()
            if had_keys:
                self._window.page.focus_text()
            return
        content = content_of(self._session, review.note, item)
        selected.number = min(selected.number, max(0, len(content.proposals) - 1))
        rows = [FindingRow(review.note, one) for one in selected.items]
        shown = rows, selected.at, content, selected.number
        can_change = self._editing.draft is not None
        view.show_findings(*shown, sure=len(selected.sure), can_change=can_change)

    @property
    def _has_transcript(self) -> bool:
        found = self.selected.review.captions
        return self._transcripts.transcript is not None and (found is None or found.are_evidence)

    def move_captions(self) -> None:
        """Shift the captions of this video by the offset that was found, from now on."""
        shown, found = self._transcripts, self.selected.review.captions
        if found is None or not found.pieces or shown.pieces:
            return
        if not shown.can_move:
            words = tr("Can't shift subtitles that came with the stream or are inside the video.")
            self._window.say(words)
            return
        shown.move(found.pieces)
        undo = self._editing.first.offer(partial(shown.move, ()), here=True)
        self._window.say(tr("Transcript shifted."), (undo,))

    def _show_keys(self) -> None:
        view, actions = self._view, self._window.actions_
        if view is None:
            return
        view.card.set_original_key(actions.shown_key("finding.original"))
        of = {"accept": "finding.accept", "hear": "finding.hear", "set": "finding.set"}
        of |= {"keep": "finding.keep", "now": "retime.now"}
        view.bar.set_keys({button: actions.shown_key(action) for button, action in of.items()})

    def _on_shown(self) -> None:
        if self.view.isVisible():
            self.view.card.show_frames()
        else:
            self.frames.close()
        self._show_actions()

    def _outcome(self) -> str:
        if self.checking.is_running:
            return tr("Checking timestamps…")
        return outcome(
            self.selected.review,
            self.selected.count,
            has_transcript=self._has_transcript,
            has_failed=self.checking.has_failed,
            has_video=self._video.can_come,
        )

    def _show_actions(self) -> None:
        item, review, view = self.selected.item, self.selected.review, self._view
        self._window.actions_.set_why_not(Fact.DOUBTS, self._outcome() if review.note else "")
        is_shown = view is not None and view.isVisible() and view.has_card
        is_seen = item is not None and is_shown
        self._window.actions_.set_facts(
            {
                Fact.FINDING: is_seen,
                Fact.PROPOSAL: is_seen and self.selected.proposal is not None,
                Fact.SURE: self.selected.sure,
                Fact.KEPT: review.kept,
                Fact.OTHER_CUT: review.captions is not None and review.captions.are_evidence,
            }
        )
        is_seen &= self._page.note is review.note
        self._page.lights.set_reviewed(item.claim if item is not None and is_seen else None)

    # ------------------------------------------------------------------ going through

    def step(self, by: int) -> None:
        """Step forward (or back) by one finding, cyclically; the focus stays."""
        if not self.selected.items or self.is_behind:
            self.bring()
            self._step_when_checked = by if self.checking.is_running else 0
            return
        view = self.view
        is_seen = view.isVisible() and view.has_card and (view.has_keys or self._is_there())
        self.bring()
        if is_seen:
            self.choose(self.selected.after(by))
        else:
            note = self._session.note
            assert note is not None
            self.choose(nearest(note, self.selected.items, self._current.byte() or 0, by))
        view.bring_card()
        if not view.has_keys:
            announce(self._window, view.card.accessibleName())

    def _is_there(self) -> bool:
        """Return whether the page's cursor is visible in the claim of the selected finding.

        A finding without a claim has no such place.
        """
        item, note = self.selected.item, self._session.note
        at = self._session.page.seen_caret_byte()
        if item is None or item.claim is None:
            return item is not None
        return note is not None and at is not None and note.claim_at(at) is note.claims[item.claim]

    def bring(self) -> None:
        """Show the pane."""
        self._window.show_pane("video", True)
        self._findings_tab.show_review(self.view)
        self._window.give_side_pane(_PANE_PX)

    def choose(self, at: int) -> None:
        """Select the finding at an index, and show its claim in the note."""
        if not 0 <= at < len(self.selected.items) or self.is_behind:
            return
        self.view.bar.close_setting()
        self.selected.choose(at)
        self._show()
        self.go_on()

    def choose_proposal(self, number: int) -> None:
        """Select another proposal of the same finding."""
        if number < len(self.selected.proposals):
            self.selected.number = number
            self.view.choose_proposal(number)
            self._play_by_itself()

    def go_on(self) -> None:
        """Show the claim of the selected finding in the note."""
        item, session = self.selected.item, self._session
        if item is None:
            return
        self._current.forget()
        self._current.be_at(item.claim, item.citation)
        if item.claim is not None:
            session.page.place_caret(item.claim)
            session.page.reveal_claim(item.claim, Reveal.WHOLE)
            session.page.flash_claim(item.claim)
        self._play_by_itself()

    def _play_by_itself(self) -> None:
        if self._plays.isChecked() and self.selected.proposal is not None:
            self._play(self.selected.proposal.ms)

    # ------------------------------------------------------------------ hearing

    def hear_proposal(self) -> None:
        """Play the proposal, or pause if it is playing."""
        if self.selected.proposal is not None:
            self.hear(self.selected.proposal.ms)

    def hear_original(self) -> None:
        """Play the cited time, or say why that is impossible."""
        item = self.selected.item
        if self.says_behind():
            return
        if item is None:
            return
        ms = self._session.times[item.citation].ms
        if ms is None:
            self._window.say(tr("The time in the note can't be played."), brief=True)
        else:
            self.hear(ms)

    def hear(self, ms: int, *, in_place: bool = False) -> None:
        """Play from a moment; if it plays already, pause. With `in_place` the note stays."""
        player, now_ms = self._video.player, self._video.now_ms
        is_on = player.state is PlayerState.PLAYING and self._heard_ms == ms
        if is_on and ms <= now_ms <= ms + _HEARD_MS:
            player.pause()
        else:
            self._play(ms, in_place=in_place)

    def _play(self, ms: int, *, in_place: bool = False) -> None:
        self._heard_ms = ms
        item = self.selected.item if not in_place else None
        if in_place and self._video.is_open:
            self._video.go_to(ms)
        else:
            self._navigator.jump(ms, item.claim if item is not None else None)
        if self._video.is_open:
            self._video.player.play()

    def says_behind(self) -> bool:
        """Say why no action on a finding is possible now; False if some is."""
        if self.is_behind:
            self._window.say(tr("The note was changed and is being checked again."), brief=True)
        return self.is_behind

    # ------------------------------------------------------------------ for others

    def _explain(self, doubt: Doubt) -> None:
        """Say why a citation of the page is in doubt, and what it could mean, where it is."""
        if self.selected.review.note is self._page.note:
            key = self._window.actions_.shown_key("doubt.next")
            doubt.why = self.selected.why(doubt.citation, key)

    def check_again(self) -> None:
        """Check the note again on request, with what was typed, and report the result."""
        self._editing.settle()
        self._is_asked = True
        self._window.say(tr("Checking timestamps…"), brief=True)
        self.checking.again()

"""Reviewing the citations of a note: what was found, one by one, and what is done about it.

`Checking` has them checked; `Reviewing` shows what came of it in the pane of findings, goes through
it as a person asks, plays what they want to hear, and makes repairs as edits like any other. GUI
thread; nothing here waits.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence

from viewer.evidence.finding import Finding, Proposal
from viewer.notes.edit import Change
from viewer.notes.note import Note
from viewer.notes.retime import retime
from viewer.notes.timecode import format_ms, parse_typed
from viewer.ui.claims.listing import Listing
from viewer.ui.editing.editing import Editing
from viewer.ui.editing.retiming import Retiming
from viewer.ui.kit.notice import NoticeButton
from viewer.ui.note.page import NotePage
from viewer.ui.review.checking import Checking
from viewer.ui.review.finding_text import why_in_doubt, written_text
from viewer.ui.review.moment_frames import MomentFrames
from viewer.ui.review.review import Item, Review, offered
from viewer.ui.review.tab import KEY, FindingsTab
from viewer.ui.session.history import Reveal
from viewer.ui.session.navigator import Navigator
from viewer.ui.session.session import Session
from viewer.ui.shell.action import Fact
from viewer.ui.shell.context import Context, Feature
from viewer.ui.transcript.transcripts import Transcripts
from viewer.ui.vault.related import Related
from viewer.video.playback.player import PlayerState

if TYPE_CHECKING:
    from viewer.ui.review.findings_view import FindingsView
    from viewer.ui.review.repair_sheet import RepairSheet

_IDLE_MS = 1_500
_PANE_PX = 260  # so high the pane has to be for a review
_HEARD_MS = 60_000  # so long after its beginning a moment that is heard is paused by the same key


class KeptStep(NamedTuple):
    """Citations of a note that were kept as they are, as a step that can be undone."""

    path: Path
    citations: tuple[int, ...]


class Reviewing(Feature):
    """The review of the note that is shown."""

    checked = Signal()  # what is known is the last word for now, and is shown

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context, self._findings_tab = context, context.get(FindingsTab)
        self._page = context.get(NotePage).view
        session = context.get(Session)
        editing = context.get(Editing)
        transcripts = context.get(Transcripts)
        settings = context.settings
        self._window = context.window
        self._session = session
        self._navigator = context.get(Navigator)
        self._editing, self._transcripts = editing, transcripts
        self._settings = settings
        self._checking = Checking(
            context.background,
            session,
            self._page,
            context.get(Listing),
            editing,
            transcripts,
            context.get(Related),
            context.folders.state,
            self,
        )
        self._review = self._checking.review
        self._items: Sequence[Item] = ()
        self._chosen: int | None = None  # the citation that is looked at
        self._at = 0  # its place among the items
        self._number = 0  # the place of its proposal that is chosen
        # The citation that was dealt with last, and how it was written before.
        self._done: tuple[int, str] | None = None
        self._heard_ms: int | None = None
        self._step_when_checked = 0  # by so many, once it is known what there is
        self._is_asked = False  # whether a person waits to hear what a check comes to
        self._sheet: RepairSheet | None = None
        self._view: FindingsView | None = None
        self.frames = MomentFrames(self)
        self._connect()
        self._page.why_in_doubt = self.why
        self._on_media()
        self._on_note()
        context.get(Retiming).other = self
        context.actions["finding.play"].setChecked(settings.flag("play/proposals"))
        QTimer.singleShot(_IDLE_MS, self, self._prepare)

    def _connect(self) -> None:
        session, window = self._session, self._window
        self._checking.note_changed.connect(self._on_note)
        self._checking.changed.connect(self._on_review)
        self._checking.finished.connect(self._on_finished)
        self._checking.not_kept.connect(lambda words: self._say(words))
        session.video.looked_for.connect(self._on_media)
        session.video.duration_changed.connect(self._on_media)
        session.counted.connect(self._on_listed)
        self._editing.beside_requested.connect(self._on_step)
        self.frames.came.connect(lambda _: self._show_frames())
        window.actions_.keys_changed.connect(self._show_keys)
        window.tabs.current_changed.connect(lambda key: self._prepare_now() if key == KEY else None)

    # ------------------------------------------------------------------ the pane

    @property
    def view(self) -> FindingsView:
        """The pane; made when it is first wanted, or before that in an idle moment."""
        if self._view is None:
            from viewer.ui.review.findings_view import FindingsView

            actions = self._window.actions_.by_id
            self._view = FindingsView(actions, self.frames.picture, self._findings_tab.stack)
            self._findings_tab.put(self._view)
            self._connect_view(self._view)
            self._show_keys()
            self._show()
        return self._view

    def _prepare(self) -> None:
        """Load the pane, and make it a moment later: both at once would hold the window up."""
        from viewer.ui.review import findings_view, review_pages  # noqa: F401

        QTimer.singleShot(_IDLE_MS // 10, self, self._prepare_now)

    def _prepare_now(self) -> None:
        _ = self.view

    def _connect_view(self, view: FindingsView) -> None:
        view.page_action.connect(self._context.trigger)
        view.accept_requested.connect(self.accept)
        view.hear_requested.connect(self.hear)
        view.hear_proposal_requested.connect(self.hear_proposal)
        view.hear_original_requested.connect(self.hear_original)
        view.proposal_chosen.connect(self.choose_proposal)
        view.row_chosen.connect(lambda at: self.choose(at))
        view.step_requested.connect(self.step)
        view.set_requested.connect(self.set_by_hand)
        view.keep_requested.connect(self.keep)
        view.typed.connect(self._on_typed)
        view.now_requested.connect(self.set_now)
        view.shown_changed.connect(self._on_shown)

    def close(self) -> None:
        """End what runs."""
        self._checking.stop()
        self.frames.shutdown()

    # ------------------------------------------------------------------ what is so

    @property
    def review(self) -> Review:
        """What is known of the note that is shown."""
        return self._review

    @property
    def items(self) -> Sequence[Item]:
        """What is to be looked at, in the order of the note."""
        return self._items

    @property
    def item(self) -> Item | None:
        """The one that is looked at."""
        return self._items[self._at] if self._at < len(self._items) else None

    @property
    def has_keys(self) -> bool:
        """Whether a person is at a finding, with the keyboard in the pane."""
        view = self._view
        return self.item is not None and view is not None and view.page is None and view.has_keys

    @property
    def is_checking(self) -> bool:
        """Whether what is shown is not the last word."""
        return self._checking.is_running

    @property
    def is_behind(self) -> bool:
        """Whether a long note was edited, and what is shown is that of before until it is checked.

        Until then nothing is done with it.
        """
        return self._review.note is not self._session.note

    @property
    def proposal(self) -> Proposal | None:
        """The proposal that is chosen."""
        item = self.item
        proposals = offered(item.finding) if item is not None else ()
        return proposals[self._number] if self._number < len(proposals) else None

    # ------------------------------------------------------------------ what comes

    def _on_note(self) -> None:
        """Begin anew: another note is shown, or none."""
        self._review, self._items = self._checking.review, ()
        self._chosen, self._at, self._number, self._done = None, 0, 0, None
        self._heard_ms, self._step_when_checked, self._is_asked = None, 0, False
        if self._view is not None:
            self._view.bar.close_setting()
        if self._sheet is not None:
            self._sheet.close_sheet()
        self._show()

    def _on_listed(self) -> None:
        if self._session.note is None:
            self._show()  # a folder was opened
        else:
            self._show_actions()

    def _on_media(self) -> None:
        self.frames.set_media(self._session.video.media if self._session.video.is_open else None)

    def _on_review(self) -> None:
        """Take what is known now, and stay at the finding that is looked at, or at its place."""
        proposal = self.proposal
        before, self._review = self._review, self._checking.review
        note = self._review.note
        if note is None:
            return
        if self._chosen is not None and before.note is not note:
            self._chosen = before.follow(note, self._chosen)
        self._items = self._review.items()
        places = [item.citation for item in self._items]
        if self._done is not None and self._done[0] in places:
            done, written = self._done
            if note.citations[done].written == written:
                self._chosen, self._done = done, None  # it was undone
        chosen = self._chosen if self._chosen in places else None
        last = max(0, len(places) - 1)
        self._at = places.index(chosen) if chosen is not None else min(self._at, last)
        self._chosen = places[self._at] if places else None
        self._number = 0
        if chosen is not None and proposal is not None:
            # More may be known now, and another one be the first.
            times_ms = [one.ms for one in offered(self._items[self._at].finding)]
            self._number = times_ms.index(proposal.ms) if proposal.ms in times_ms else 0
        self._show()

    def _on_finished(self) -> None:
        by, self._step_when_checked = self._step_when_checked, 0
        if by:
            self.step(by)
        if self._is_asked and not self.is_checking:
            self._is_asked = False
            count = len(self._items)
            some = self.tr("Checked: {0} to look at.").format(f"{count:,}")
            none = self.tr("Checked: there is nothing to look at.")
            self._say(some if count else none, brief=True)
        self.checked.emit()

    # ------------------------------------------------------------------ showing

    def _show(self) -> None:
        self._findings_tab.set_count(len(self._items))
        if self._view is not None:
            self._show_in(self._view)
        self._show_actions()

    def _show_in(self, view: FindingsView) -> None:
        from viewer.ui.review.findings_view import FindingRow
        from viewer.ui.review.review_pages import content_of, foot_of, page_of

        if self._items and self.is_behind:
            return  # its citations are others now
        had_keys = view.has_keys
        page = page_of(
            self._session,
            self._review,
            has_items=bool(self._items),
            has_failed=self._checking.has_failed,
            has_transcript=self._transcripts.transcript is not None,
        )
        if page is not None:
            view.bar.close_setting()
            view.show_page(page)
            if had_keys:
                self._window.page.focus_text()
        else:
            note, item = self._review.note, self.item
            assert note is not None
            assert item is not None
            content = content_of(self._session, note, item, self._checking.title_of)
            self._number = min(self._number, max(0, len(content.proposals) - 1))
            times = self._session.times
            rows = [FindingRow(note, one, times[one.citation].ms is None) for one in self._items]
            view.show_findings(rows, self._at, content, self._number)
            has_transcript = self._transcripts.transcript is not None
            words = foot_of(self._review, has_transcript=has_transcript)
            view.set_foot(words, kept=bool(self._review.kept), wants_transcript=not has_transcript)
            view.set_sure(len(self._sure()))

    def _show_frames(self) -> None:
        if self._view is not None:
            self._view.card.show_frames()

    def _show_keys(self) -> None:
        view, actions = self._view, self._window.actions_
        if view is None:
            return
        native = QKeySequence.SequenceFormat.NativeText
        hear = QKeySequence(Qt.Key.Key_Space).toString(native)
        original = QKeySequence("Shift+Space").toString(native)
        view.card.set_original_key(original)
        view.bar.set_keys(
            {
                "accept": self.tr("Enter"),
                "hear": hear,
                "set": actions.shown_key("finding.set"),
                "keep": actions.shown_key("finding.keep"),
                "now": actions.shown_key("retime.now"),
            }
        )

    def _on_shown(self) -> None:
        if self.view.isVisible():
            self.view.card.show_frames()
        else:
            self.frames.rest()
        self._show_actions()

    def _show_actions(self) -> None:
        """Let the actions be used that mean the finding that is seen."""
        there = Fact.NOTHING
        item = self.item
        view = self._view
        if item is not None and view is not None and view.isVisible() and view.page is None:
            there |= Fact.FINDING
            if self.proposal is not None:
                there |= Fact.PROPOSAL
        if self._sure():
            there |= Fact.SURE
        if self._review.kept:
            there |= Fact.KEPT
        also = Fact.FINDING | Fact.PROPOSAL | Fact.SURE | Fact.KEPT
        self._window.actions_.set_facts(also, there)

    # ------------------------------------------------------------------ going through

    def step(self, by: int) -> None:
        """Go on (or back) by one finding, round and round, and give the pane the keys."""
        items = self._items
        if not items:
            self._bring()
            self._step_when_checked = by if self.is_checking else 0
            return
        is_seen = self.view.isVisible() and self.view.page is None and self.view.has_keys
        self._bring()
        if is_seen:
            self.choose((self._at + by) % len(items))
        else:
            self.choose(self._nearest(by))
        self.view.focus_card()

    def _nearest(self, by: int) -> int:
        """Give the place of the first finding below (or above) where a person is in the note."""
        note, session = self._session.note, self._session
        assert note is not None
        current = session.follow.current_claim
        at = session.page.caret_byte() or 0
        starts = [note.citations[item.citation].span.start for item in self._items]
        if by > 0:
            at = note.claims[current].span.end if current is not None else at
            return next((place for place, start in enumerate(starts) if start >= at), 0)
        at = note.claims[current].span.start if current is not None else at
        above = [place for place, start in enumerate(starts) if start < at]
        return above[-1] if above else len(starts) - 1

    def _bring(self) -> None:
        self._window.show_pane("video", True)
        self._findings_tab.show_view(self.view)
        self._window.give_side_pane(_PANE_PX)

    def choose(self, at: int, *, number: int = 0) -> None:
        """Look at the finding at a place, and at its claim in the note."""
        if not 0 <= at < len(self._items) or self.is_behind:
            return
        self.view.bar.close_setting()
        self._at, self._number = at, number
        self._chosen = self._items[at].citation
        self._show()
        self._reveal(self._items[at])
        if self._settings.flag("play/proposals") and self.proposal is not None:
            self._play(self.proposal.ms)

    def choose_proposal(self, number: int) -> None:
        """Look at another proposal of the same finding."""
        item = self.item
        if item is None or not number < len(offered(item.finding)):
            return
        self._number = number
        self.view.choose_proposal(number)
        if self._settings.flag("play/proposals"):
            self._play(offered(item.finding)[number].ms)

    def _reveal(self, item: Item) -> None:
        session = self._session
        session.forget_place()
        session.be_at(item.claim, item.citation)
        if item.claim is not None:
            session.page.place_caret(item.claim)
            session.page.reveal_claim(item.claim, Reveal.WHOLE)
            session.page.flash_claim(item.claim)

    # ------------------------------------------------------------------ hearing

    def hear_proposal(self) -> None:
        """Play the proposal, or stop where it plays."""
        if self.proposal is not None:
            self.hear(self.proposal.ms)

    def hear_original(self) -> None:
        """Play what is cited, or say why that cannot be."""
        item = self.item
        if self.is_behind:
            self._say_behind()
            return
        if item is None:
            return
        ms = self._session.times[item.citation].ms
        if ms is None:
            self._say(self.tr("The written time cannot be reached."), brief=True)
        else:
            self.hear(ms)

    def hear(self, ms: int) -> None:
        """Play from a moment; once more: pause."""
        player = self._session.player
        on = player.state is PlayerState.PLAYING
        if on and self._heard_ms == ms and ms <= player.position_ms <= ms + _HEARD_MS:
            player.pause()
            return
        self._play(ms)

    def _play(self, ms: int) -> None:
        self._heard_ms = ms
        item = self.item
        self._navigator.jump(ms, item.claim if item is not None else None)
        if self._session.video.is_open:
            self._session.player.play()

    # ------------------------------------------------------------------ repairing

    def set_plays_proposals(self, on: bool) -> None:
        """Play each proposal when its finding is shown, or do not."""
        self._settings.set("play/proposals", on)

    def accept(self) -> None:
        """Give the citation the proposal that is chosen, and go on to the next finding."""
        item, proposal = self._settled(), self.proposal
        note = self._session.note
        if item is None or proposal is None or note is None:
            return
        duration_ms = self._session.video.duration_ms
        if self._number == 0:
            from viewer.evidence.check import repair

            change = repair(note, self._findings(), item.citations, duration_ms)
        else:
            change = retime(note, note.citations[item.citation], proposal.ms, duration_ms)
        self._apply(item, change, format_ms(proposal.ms))

    def _apply(self, item: Item, change: Change, time: str) -> None:
        note = self._review.note
        assert note is not None
        if not self._editing.apply(change):
            return
        self._done = item.citation, note.citations[item.citation].written
        undo = self._window.actions_.shown_key("edit.undo")
        words = self.tr("Cited: {0}").format(time)
        if item.is_group:
            words = self.tr("{0} times are written in full now.").format(len(item.citations))
        self._say(words, NoticeButton(self.tr("Undo"), undo, self._editing.undo), brief=True)
        self._go_on()

    def _go_on(self) -> None:
        """Look at the finding that came in the place of the one that was dealt with."""
        item = self.item
        if item is None:
            return
        self._reveal(item)
        if self._settings.flag("play/proposals") and self.proposal is not None:
            self._play(self.proposal.ms)

    def _settled(self) -> Item | None:
        """Take in what is being typed, and give the finding that is looked at, if it still is."""
        self._editing.settle()
        if self.is_behind:
            self._say_behind()
            return None
        return self.item

    def _say_behind(self) -> None:
        self._say(self.tr("The note was changed and is being checked again."), brief=True)

    def _findings(self) -> list[Finding]:
        return [finding for finding in self._review.findings if finding is not None]

    def set_by_hand(self) -> None:
        """Ask for a time in the card."""
        item, note = self.item, self._session.note
        if self.is_behind:
            self._say_behind()
            return
        if item is None or note is None:
            return
        if item.is_group:
            self._say_group()
            return
        if self._editing.draft is None:
            self._editing.say_why_not()
            return
        self._bring()
        now = format_ms(self._session.player.position_ms) if self._session.video.is_open else ""
        self.view.bar.setting.set_now(now)
        proposal = self.proposal
        text = format_ms(proposal.ms) if proposal is not None else ""
        self.view.bar.open_setting(text or written_text(note, item.citation))

    def _say_group(self) -> None:
        self._say(
            self.tr("This finding covers several times: use the proposed ones, or keep all."),
            brief=True,
        )

    def _on_typed(self, text: str) -> None:
        ms = parse_typed(text)
        if ms is None:
            self.view.bar.setting.say(self.tr("“{0}” is not a time.").format(text.strip()))
        else:
            self._set(ms)

    def set_now(self) -> None:
        """Give the citation the moment that is shown."""
        if self._session.video.is_open:
            self._set(self._session.player.position_ms)

    def _set(self, ms: int) -> None:
        item, note = self._settled(), self._session.note
        if item is None or note is None:
            return
        if item.is_group:
            self._say_group()
            return
        duration_ms = self._session.video.duration_ms
        if duration_ms is not None and ms > duration_ms:
            words = self.tr("That is past the end ({0}).").format(format_ms(duration_ms))
            self.view.bar.setting.say(words)
            self._say(words, brief=True)
            return
        change = retime(note, note.citations[item.citation], ms, duration_ms)
        self.view.bar.close_setting()
        if self._session.video.is_open:
            self._session.player.seek(ms)  # the picture follows
        if change:
            self._apply(item, change, format_ms(ms))
        else:
            self.keep()  # it is what is written: whoever sets it so means it

    def _sure(self) -> list[Item]:
        return [item for item in self._items if item.finding.sure and item.finding.proposals]

    def accept_all(self) -> None:
        """Show what would change with all the sure proposals; then make it, in one step."""
        from viewer.evidence.check import repair

        self._editing.settle()
        note, sure = self._session.note, self._sure()
        if note is None or not sure or self.is_behind:
            self._say(self.tr("No proposal is sure."), brief=True)
            return
        if self._editing.draft is None:
            self._editing.say_why_not()
            return
        citations = [citation for item in sure for citation in item.citations]
        change = repair(note, self._findings(), citations, self._session.video.duration_ms)
        if self._sheet is None:
            from viewer.ui.review.repair_sheet import RepairSheet

            self._sheet = RepairSheet(self._window)
        left = len(self._items) - len(sure)
        self._sheet.ask(note, change, left, lambda: self._accept_all(note, change))

    def _accept_all(self, note: Note, change: Change) -> None:
        if note is not self._session.note:
            self._say(self.tr("The note has changed meanwhile."), brief=True)
            return
        if self._editing.apply(change):
            undo = self._window.actions_.shown_key("edit.undo")
            self._say(change.name, NoticeButton(self.tr("Undo"), undo, self._editing.undo))
            if self.view.page is None:
                self.view.focus_card()
            else:
                self._window.page.focus_text()

    # ------------------------------------------------------------------ keeping

    def keep(self) -> None:
        """Keep the citation as it is: it is no finding any more, here and at the next start."""
        item, note, path = self._settled(), self._session.note, self._session.path
        if item is None or note is None or path is None:
            return
        step = KeptStep(path, item.citations)
        draft = self._editing.draft
        if draft is not None:
            written = written_text(note, item.citation)
            draft.stack.do(Change(f"Keep {written}", ()), beside=step)
        self._keep(step, is_kept=True)
        undo = self._window.actions_.shown_key("edit.undo") if draft is not None else ""
        take_back = (
            self._editing.undo if draft is not None else lambda: self._keep(step, is_kept=False)
        )
        self._say(
            self.tr("Kept as it is"), NoticeButton(self.tr("Undo"), undo, take_back), brief=True
        )
        self._go_on()

    def keep_no_more(self) -> None:
        """Look again at all that is kept of this note."""
        path, kept = self._session.path, self._review.kept
        if path is not None and kept:
            self._keep(KeptStep(path, tuple(sorted(kept))), is_kept=False)
            self._bring()
            self.view.focus_card()

    def _keep(self, step: KeptStep, *, is_kept: bool) -> None:
        note = self._review.note
        if not is_kept and note is not None:
            self._done = step.citations[0], note.citations[step.citations[0]].written
        self._checking.keep(step.path, step.citations, is_kept=is_kept)

    def _on_step(self, beside: object, is_undo: bool) -> None:
        """Take back that something is kept, or keep it again."""
        draft = self._editing.draft
        if not isinstance(beside, KeptStep) or draft is None:
            return
        if is_undo:
            draft.stack.undo()
        else:
            draft.stack.redo()
        self._keep(beside, is_kept=not is_undo)
        words = self.tr("It is a finding again.") if is_undo else self.tr("Kept as it is")
        self._say(words, brief=True)

    def why(self, citation: int) -> str:
        """Say why a citation is in doubt, and what it could mean; empty where it is not."""
        note, review = self._review.note, self._review
        if note is None or note is not self._page.note or citation in review.kept:
            return ""
        finding = review.findings[citation]
        if finding is None or not finding.is_doubtful:
            return ""
        item = next((one for one in self._items if citation in one.citations), None)
        if item is None or item.is_group:
            return ""
        return why_in_doubt(item, note, self._window.actions_.shown_key("doubt.next"))

    def check_again(self) -> None:
        """Check the note once more, for a person who asks for that, and say what came of it."""
        self._is_asked = True
        self._say(self.tr("Checking the citations…"), brief=True)
        self._checking.again()

    def _say(self, text: str, *offers: NoticeButton, brief: bool = False) -> None:
        self._window.say(text, offers, brief=brief)
        self._session.update_actions()

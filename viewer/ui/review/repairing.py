"""Act on a finding: accept a repair, set a time by hand, or ignore it.

Or mark it as not being a timestamp, or another time as one. Repairs are edits like any other, and
decisions can be undone, too. GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from viewer.base.translation import tr, without_stop
from viewer.check.finding import Finding
from viewer.check.review import Item
from viewer.notes.edit import Change
from viewer.notes.note import Note
from viewer.notes.retime import retime, shift_times
from viewer.notes.said import judged, time_at
from viewer.notes.timecode import format_ms, parse_typed
from viewer.ui.kit.characters import cut
from viewer.ui.page.editing import Editing
from viewer.ui.page.places_sheet import PlacesSheet
from viewer.ui.page.retiming import Retiming, WritingTimes
from viewer.ui.review.finding_text import written_text
from viewer.ui.review.reviewing import Reviewing
from viewer.ui.watch.navigator import Navigator
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.context import Context
from viewer.vault.replacing import NotePlaces, places_of

_MOST_SHOWN = 24  # characters of a time, as it is written


class Repairing(NoteFeature):
    """Carries out actions on the selected finding."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._editing, self._navigator = context.get(Editing), context.get(Navigator)
        self._writing = context.get(WritingTimes)
        self._reviewing = reviewing = context.get(Reviewing)
        self._selected, self._checking = reviewing.selected, reviewing.checking
        self._sheet: PlacesSheet | None = None
        reviewing.moment_wanted.connect(self.set_now)
        reviewing.time_typed.connect(self._on_typed)
        self._checking.note_changed.connect(self._on_note)
        self._editing.beside_requested.connect(self._on_step)
        context.get(Retiming).other = self

    @property
    def has_keys(self) -> bool:
        """Return whether the user is at a finding, with the focus in the pane."""
        return self._reviewing.has_keys

    def _on_note(self) -> None:
        if self._sheet is not None:
            self._sheet.close_sheet()

    # ------------------------------------------------------------------ repairing

    def accept(self) -> None:
        """Apply the selected proposal to the citation, and go to the next finding."""
        item, proposal = self._settled(), self._selected.proposal
        note = self._session.note
        if item is None or proposal is None or note is None:
            return
        duration_ms = self._video.duration_ms
        if self._selected.number == 0:
            from viewer.check.check import repair

            change = repair(note, self._findings(), item.citations, duration_ms)
        else:
            cited = note.citations[item.citation]
            change = retime(note, cited, proposal.ms, duration_ms, whole=True)
        self._apply(item, change, proposal.ms)

    def _apply(self, item: Item, change: Change, ms: int) -> bool:
        """Make a change for one problem, and go to its new time `ms`.

        False if it cannot be made.
        """
        note = self._selected.review.note
        assert note is not None
        if not self._editing.apply(change):
            return False
        self._selected.deal_with(note, item.citation, waits=True)
        words = tr("Changed to {0}").format(format_ms(ms))
        if item.finding.verdict.repairs_region:
            words = change.name
        if item.is_group:
            words = tr("1 time fixed|%n times fixed", "", len(item.citations))
        else:
            self._navigator.jump(ms, self._follow.claim_of(item.citation))
        self._window.say(words, (self._editing.undo_offer(),), brief=True)
        return True

    def _settled(self) -> Item | None:
        """Take in what is being typed, and return the selected finding, if it still exists."""
        self._editing.settle()
        if self._reviewing.says_behind():
            return None
        return self._selected.item

    def _findings(self) -> list[Finding]:
        return [finding for finding in self._selected.review.findings if finding is not None]

    def set_by_hand(self) -> None:
        """Ask for a time in the card."""
        item, note = self._selected.item, self._session.note
        if self._reviewing.says_behind():
            return
        if item is None or note is None:
            return
        if item.is_group:
            self._say_group()
            return
        self._reviewing.bring()
        now = format_ms(self._video.now_ms) if self._video.is_open else ""
        view, proposal = self._reviewing.view, self._selected.proposal
        view.setting.set_now(now)
        text = format_ms(proposal.ms) if proposal is not None else ""
        view.bar.open_setting(text or written_text(note, item.citation))

    def _say_group(self) -> None:
        self._window.say(tr("This affects several timestamps. Fix all or ignore all."), brief=True)

    def _on_typed(self, text: str) -> None:
        ms = parse_typed(text)
        if ms is None:
            words = tr("“{0}” is not a time.").format(text.strip())
            self._reviewing.view.setting.refuse(words)
        else:
            self._set(ms)

    def set_now(self) -> None:
        """Set the citation to the current time."""
        if self._video.is_open:
            self._set(self._video.now_ms)

    def _set(self, ms: int) -> None:
        item, note = self._settled(), self._session.note
        if item is None or note is None:
            return
        if item.is_group:
            self._say_group()
            return
        duration_ms = self._video.duration_ms
        if duration_ms is not None and ms > duration_ms:
            words = tr("{0} is past the end ({1}).").format(format_ms(ms), format_ms(duration_ms))
            self._reviewing.view.setting.refuse(words)
            self._window.say(words, brief=True)
            return
        change = retime(note, note.citations[item.citation], ms, duration_ms, whole=True)
        self._reviewing.view.bar.close_setting()
        if change:
            if self._apply(item, change, ms):
                # The user has looked: whatever the check finds is no problem again.
                self._checking.keep([item.citation])
        else:
            self.keep()  # it is what is written: whoever sets it so means it

    def accept_all(self) -> None:
        """Preview the changes of all sure proposals; then make them in one step."""
        from viewer.check.check import repair

        self._editing.settle()
        note, sure, path = self._session.note, self._selected.sure, self._session.path
        if note is None or path is None or not sure or self._reviewing.is_behind:
            self._window.say(tr("There are no safe fixes."), brief=True)
            return
        items = self._selected.items
        left = sum(len(one.citations) for one in items if not set(one.citations) & set(sure))
        change = repair(note, self._findings(), sure, self._video.duration_ms)
        places = NotePlaces(path.name, "", places_of(note.data, change.edits))
        sheet = self._sheet = PlacesSheet(
            self._window, without_stop(tr("Apply safe fixes…")), tr("Fix {0}"), replaces=False
        )
        words = tr(
            "1 problem left without a safe fix.|%n problems left without a safe fix.", "", left
        )
        sheet.show_places([places], words if left else "")
        sheet.accepted.connect(lambda: self._accept_all(note, change.name, sheet))
        sheet.closed.connect(self._on_closed)
        sheet.open_sheet(sheet.tree)

    def _on_closed(self) -> None:
        self._sheet = None

    def _accept_all(self, note: Note, name: str, sheet: PlacesSheet) -> None:
        chosen = sheet.tree.chosen
        sheet.close_sheet()
        if note is not self._session.note:
            self._window.say(tr("The note has changed. Try again."), brief=True)
            return
        change = Change.of(name, [edit for one in chosen for edit in one.edits])
        if self._editing.apply(change):
            self._window.say(change.name, (self._editing.undo_offer(),))

    def move_times(self) -> None:
        """Shift the times of the note by the offset of the captions, in one step.

        For a note that was made with the captions' cut of the video.
        """
        self._editing.settle()
        note, review = self._session.note, self._selected.review
        found = review.captions
        if self._reviewing.says_behind():
            return
        if note is None or found is None or len(found.pieces) != 1:
            self._window.say(tr("No one shift fits all timestamps."), brief=True)
            return
        own = [citation for citation in note.citations if citation.video is None]
        late_ms, duration_ms = found.pieces[0].late_ms, self._video.duration_ms
        change = shift_times(note, own, late_ms, duration_ms)
        if not change:
            self._window.say(change.name, brief=True)
        elif self._writing.apply(change):
            self._window.say(change.name, (self._editing.undo_offer(),))

    # ------------------------------------------------------------------ deciding

    def keep(self) -> None:
        """Ignore the problem, now and after a restart."""
        item = self._settled()
        if item is not None:
            count = len(item.citations)
            words = tr("1 problem ignored|%n problems ignored", "", count)
            self._decide(words, partial(self._keep, item.citations))
            self._reviewing.go_on()

    def keep_no_more(self) -> None:
        """Show all ignored problems of this note again."""
        if kept := sorted(self._selected.review.kept):
            self._keep(kept, False)
            self._reviewing.bring()

    def _keep(self, citations: Sequence[int], is_kept: bool) -> None:
        note = self._selected.review.note
        if not is_kept and note is not None:
            self._selected.deal_with(note, citations[0])
        self._checking.keep(citations, is_kept=is_kept)

    def judge(self, is_time: bool) -> None:
        """Mark what is at the user's place as being, or not being, a timestamp."""
        block = self._session.block
        caret = block.caret_byte() if block is not None else None
        self._editing.settle()
        note, current, span = self._session.note, self._session.current, None
        if note is not None and is_time:
            at = caret if caret is not None else current.byte()
            span = time_at(note.data, note.citations, note.refused, at) if at is not None else None
        elif note is not None and (index := current.citation()) is not None:
            span = note.citations[index].span
        if note is None or span is None:
            first = tr("Click a time that isn't a timestamp first.")
            self._window.say(first if is_time else tr("Go to a claim first."), brief=True)
            return
        start, before, after = (
            span.start,
            note.said,
            judged(note.said, note.data, span.start, is_time=is_time),
        )

        def make(is_done: bool) -> None:
            now = self._session.note
            assert now is not None
            said = after if is_done else before
            self._session.show_edited(now.with_said(said), Change("", ()), None)
            self._current.stay_at_byte(start)
            self._editing.changed.emit()

        name = tr("{0} is a timestamp") if is_time else tr("{0} is not a timestamp")
        self._decide(name.format(cut(" ".join(note.text(span).split()), _MOST_SHOWN)), make)

    def _decide(self, name: str, make: Callable[[bool], object]) -> None:
        if self._editing.draft is not None:
            self._editing.do_beside(Change(name, ()), make)
            undo = self._editing.undo_offer()
        else:
            undo = self._editing.first.offer(partial(make, False), here=True)
        make(True)
        self._window.say(name, (undo,), brief=True)

    def _on_step(self, beside: object, is_undo: bool) -> None:
        if not callable(beside):
            return
        step = self._editing.step_beside(is_undo=is_undo)
        beside(not is_undo)
        words = tr("Undone: {0}") if is_undo else tr("Redone: {0}")
        self._window.say(words.format(step.name), brief=True)

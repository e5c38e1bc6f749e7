"""Find and replace in the note: one place, or all of them as one undo. GUI thread."""

from __future__ import annotations

from viewer.notes.edit import Change, Edit
from viewer.notes.sought import Sought
from viewer.translation import sentences, tr
from viewer.ui.editing.editing import Editing
from viewer.ui.note.page import NotePage
from viewer.ui.session.session import Session
from viewer.ui.shell.context import Context, Feature

_MOST_WORDS = 30  # letters of what was looked for, in the name of the undo


def replace_words(sought: Sought) -> str:
    """Return what the menu says behind "Undo"."""
    return tr("Replace “{0}”").format(sought.text[:_MOST_WORDS])


def not_regex(why: str) -> str:
    """Say why something is no regular expression; `why` is what Python says."""
    return tr("This regular expression isn't valid: {0}.").format(why)


class Replacing(Feature):
    """Puts other words in the place of what the find bar has found."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._window, self._session = context.window, context.get(Session)
        self._editing, self._pane = context.get(Editing), context.get(NotePage).pane
        self._pane.find_bar.replace_requested.connect(self._replace)

    def open(self) -> None:
        """Show the find bar with the row that replaces."""
        if self._editing.draft is None:
            self._editing.say_why_not()
            return
        self._editing.settle()
        self._pane.open_find(replaces=True)

    def _replace(self, is_all: bool) -> None:
        draft, bar, text = self._editing.draft, self._pane.find_bar, self._pane.text
        if draft is None:
            self._editing.say_why_not()
            return
        self._editing.settle()
        words, sought = bar.replacement.text(), bar.sought
        if why_not := sought.why_not(words):
            self._window.say(not_regex(why_not), brief=True)
            return
        places = text.replacements(words)
        current = text.current_found()
        if not is_all:
            places = places[current : current + 1] if current >= 0 else []
        if not places:
            self._window.say(tr("There is nothing to replace."), brief=True)
            return
        found = sorted({place for place in places if place is not None})
        edits = [Edit(at.start, draft.data[slice(*at)], new.encode()) for at, new in found]
        edits = [edit for edit in edits if edit.old != edit.new]
        behind = found[-1][0].end if found else 0
        if edits:
            change = Change.of(replace_words(sought), edits)
            self._editing.apply(change)
            first, new = found[0]
            behind = change.map(first.start) + len(new.encode()) if not is_all else 0
        if is_all:
            self._say_done(len(edits), len(places) - len(found))
        elif not found:
            said = tr("There is markup inside this match. Edit it in source mode.")
            self._window.say(said, brief=True)
            self._pane.find_step(1)
            return
        self._pane.find_from(behind)

    def _say_done(self, count: int, left: int) -> None:
        said = [tr("Replaced 1 match.|Replaced %n matches.", "", count)]
        if left:
            said.append(
                tr(
                    "1 match with markup in it was left.|%n matches with markup in them were left.",
                    "",
                    left,
                )
            )
        self._window.say(sentences(*said), (self._editing.undo_offer(),) if count else ())

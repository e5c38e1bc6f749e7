"""The actions of a window: their methods, keys, and availability.

`viewer.features` declares them, each with the method of its feature that it calls. The menus, the
palette, the tooltips and the guide's tables of keys are made from them. Keys can be changed in the
preferences; `shortcuts` says which. An unavailable action says why: in its tooltip, and when its
key is pressed. A single key without Ctrl or Alt gives way to typing, since a focused text field
takes it first; with Alt the letters of the claims also work while typing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QWidget

from viewer.base.translation import _, tr
from viewer.ui.kit.focus import focused_text
from viewer.ui.kit.keys import native
from viewer.ui.kit.plain import plain
from viewer.ui.window.action import Action, Fact
from viewer.ui.window.shortcuts import BadKey, Keys, is_letter, resolve, sequence

# Why an action cannot be used, where this is missing; the first that is missing is said.
_WHY_NOT: Mapping[Fact, str] = {
    Fact.NOTE: _("Open a note first."),
    Fact.CLAIMS: _("This note has no timestamps yet."),
    Fact.VIDEO: _("Open a video first."),
    Fact.SEVERAL: _("This note has no other video."),
    Fact.WRITABLE: _("This note is read-only."),  # Editing says why
    Fact.OFFER: _("There are no suggestions now."),
    Fact.BACK: _("There is nowhere to go back to."),
    Fact.FORWARD: _("There is nowhere to go forward to."),
    Fact.DOUBTS: _("Open a note first."),
    Fact.FINDING: _("Go to a problem first."),
    Fact.PROPOSAL: _("There is no suggested time here."),
    Fact.SURE: _("There are no safe fixes."),
    Fact.KEPT: _("No ignored problems."),
    Fact.SELECTION: _("Select words first."),
    Fact.TEXT: _("Click into a text field first."),
    Fact.TYPING: _("This text can't be changed."),
    Fact.OTHER_CUT: _("The transcript is not shifted."),
}


class Actions(QObject):
    """The actions of one window. Connect them by id; `set_facts` sets what is available."""

    keys_changed = Signal()
    about_to_offer = Signal()  # say what can be done now, for a menu, the palette or a key
    about_to_name_key = Signal()  # say now whether letters are text (`types_letters`)
    about_to_edit = Signal()  # an action changes the note: what was typed is to be in it before
    refused = Signal(str)  # why the action cannot be used now, whose key was pressed

    def __init__(self, window: QWidget, specs: Sequence[Action], changed: Keys) -> None:
        """Make every action; `changed` holds the user's keys."""
        super().__init__(window)
        self.specs = specs
        self.by_id: dict[str, QAction] = {}
        self._refusals: dict[str, list[QShortcut]] = {}
        for spec in self.specs:
            action = QAction(spec.shown_text(), window)
            action.setObjectName(spec.id)
            action.setCheckable(spec.checkable or spec.toggles)
            action.setAutoRepeat(spec.repeats)
            self.by_id[spec.id] = action
        self.types_letters = False  # whether letters are text at the focus, which is no text
        self._has_letters = True  # whether letters are keys at all
        self.bad_keys: Sequence[BadKey] = ()  # what of the changed keys could not be used
        self.keys: Keys = {}
        self._facts = Fact.NOTHING
        # As numbers, for all of them are looked through whenever something changes.
        self._needing = [(spec, spec.needs.value) for spec in specs if spec.needs]
        self._why_not = dict(_WHY_NOT)
        self.work_in(window)
        self.take_keys(changed)
        self._enable(~Fact.NOTHING)

    def take_keys(self, changed: Keys) -> None:
        """Give each action its own keys, or those in `changed`."""
        self.keys, self.bad_keys = resolve(self.specs, changed)
        self._set_keys()

    def use_letters(self, used: bool) -> None:
        """Enable or disable letters without Ctrl or Alt as keys."""
        if used != self._has_letters:
            self._has_letters = used
            self._set_keys()

    def _usable(self, action_id: str) -> tuple[str, ...]:
        keys = self.keys[action_id]
        return keys if self._has_letters else tuple(key for key in keys if not is_letter(key))

    def _set_keys(self) -> None:
        for action_id, action in self.by_id.items():
            sequences = [sequence(key) for key in self._usable(action_id)]
            if action.shortcuts() != sequences:
                action.setShortcuts(sequences)
                for refusal in self._refusals.get(action_id, ()):
                    refusal.setKeys(sequences)
        self.keys_changed.emit()

    def work_in(self, window: QWidget) -> None:
        """Let all keys of actions work in another window, which lives as long as this one."""
        for spec in self.specs:
            action = self.by_id[spec.id]
            window.addAction(action)
            if spec.needs:
                refusal = self._refusal(spec, action, window)
                refusal.setKeys(action.shortcuts())
                self._refusals.setdefault(spec.id, []).append(refusal)

    def shown_key(self, action_id: str) -> str:
        """Return the key of an action that is shown with its text, or ""."""
        keys = self._usable(action_id)
        return native(keys[0]) if keys else ""

    def key_while_typing(self, action_id: str) -> str:
        """Return the first key of an action that types nothing, or ""."""
        for key in self.keys[action_id]:
            if key.startswith(("Ctrl+", "Alt+", "Meta+", "Media")):
                return native(key)
        return ""

    def key_now(self, action_id: str) -> str:
        """Return the key that works at the current focus: while typing, no letter."""
        text = focused_text()
        self.about_to_name_key.emit()
        writes = self.types_letters or (text is not None and not text.isReadOnly())
        return self.key_while_typing(action_id) if writes else self.shown_key(action_id)

    def __getitem__(self, action_id: str) -> QAction:
        return self.by_id[action_id]

    def connect_to(self, spec: Action, call: Callable[..., object]) -> None:
        """Connect an action to `call`, with the arguments of its declaration."""

        def act(checked: bool = False) -> None:
            if spec.edits:
                self.about_to_edit.emit()
            call(*spec.args, *([checked] if spec.toggles else []))

        self.by_id[spec.id].triggered.connect(act)

    def set_facts(self, are_so: Mapping[Fact, object]) -> None:
        """Update these facts; the others stay."""
        facts = before = self._facts.value
        for fact, is_so in are_so.items():
            facts = facts | fact.value if is_so else facts & ~fact.value
        changed = facts ^ before
        if changed:
            self._facts = Fact(facts)
            self._enable(Fact(changed))

    def set_why_not(self, fact: Fact, words: str) -> None:
        """Set why actions that need `fact` are unavailable; empty: the default text."""
        words = words or _WHY_NOT[fact]
        if words != self._why_not[fact]:
            self._why_not[fact] = words
            self._enable(fact)

    def _enable(self, changed: Fact) -> None:
        """Enable exactly the actions whose needs are met, of those that need one `changed`."""
        bits = changed.value
        for spec, needs in self._needing:
            if needs & bits:
                action = self.by_id[spec.id]
                action.setEnabled(spec.needs in self._facts)
                action.setToolTip(plain("" if action.isEnabled() else self.why_not(spec)))

    def _refusal(self, spec: Action, action: QAction, window: QWidget) -> QShortcut:
        """Make a shortcut for a disabled action's keys: Qt ignores those."""

        def press() -> None:
            self.about_to_offer.emit()  # what is so may have been looked at long ago
            if action.isEnabled():
                action.trigger()
            else:
                self.refused.emit(self.why_not(spec))

        refusal = QShortcut(window)
        refusal.setObjectName(spec.id)
        refusal.setAutoRepeat(False)
        refusal.setEnabled(not action.isEnabled())
        refusal.activated.connect(press)
        action.enabledChanged.connect(lambda enabled: refusal.setEnabled(not enabled))
        return refusal

    def why_not(self, spec: Action) -> str:
        """Return why an action is unavailable, or ""."""
        missing = spec.needs & ~self._facts
        words = next((words for need, words in self._why_not.items() if need in missing), "")
        return tr(words)

    def rows(self) -> list[tuple[str, str, str]]:
        """Return (id, text, shown key) of the actions that the palette offers now, in order."""
        return [
            (spec.id, self.by_id[spec.id].text(), self.key_now(spec.id))
            for spec in self.specs
            if spec.in_palette and self.by_id[spec.id].isEnabled()
        ]

"""Every action once: its id, its words, its keys, and when it can be used.

The window, the palette, the tooltips and the README's table of keys all come from here. Keys can be
changed in the preferences; `shortcuts` says which. The key of an action that cannot be used now
says why. A single key without Ctrl or Alt gives way to
typing, since a text field that has the focus takes it first; with Alt the letters of the claims do
the same while one types.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Flag, auto

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from viewer.ui.shell.shortcuts import BadKey, Keys, native, resolve


class Needs(Flag):
    """What must be there for an action to be of use."""

    NOTHING = 0
    NOTE = auto()  # a note is shown
    CLAIMS = auto()  # … with at least one claim
    VIDEO = auto()  # a video is open
    OFFER = auto()  # a notice has buttons, as the candidates for a time
    BACK = auto()  # there is a jump to go back to
    FORWARD = auto()
    DOUBTS = auto()  # the note has a citation that is in doubt or out of reach
    FOUND = auto()  # something was found in the note
    STREAM = auto()  # a video is streamed, or being asked for
    FINDING = auto()  # a finding is looked at, and seen
    PROPOSAL = auto()  # … and something is proposed for it
    SURE = auto()  # the note has findings whose proposals are sure
    KEPT = auto()  # the note has citations that are kept as they are


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. `keys` are portable key sequences; the first is the one that is shown."""

    id: str
    text: str
    keys: tuple[str, ...] = ()
    needs: Needs = Needs.NOTHING
    checkable: bool = False
    in_palette: bool = True
    repeats: bool = False  # whether holding the key repeats it

    def shown_text(self) -> str:
        """Give its text in the language of the person."""
        return QCoreApplication.translate("actions", self.text)


def _(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("actions", text))


# Why an action cannot be used, where this is missing; the first that is missing is said.
_WHY_NOT: Mapping[Needs, str] = {
    Needs.NOTE: _("Open a note first."),
    Needs.CLAIMS: _("This note cites no moment of its video yet."),
    Needs.VIDEO: _("No video is open."),
    Needs.OFFER: _("Nothing is offered now."),
    Needs.BACK: _("There is nowhere to go back to."),
    Needs.FORWARD: _("There is nowhere to go forward to."),
    Needs.DOUBTS: _("No citation of this note is in doubt."),
    Needs.FOUND: _("Open a note first."),
    Needs.STREAM: _("No video is streamed."),
    Needs.FINDING: _("Go to a finding first."),
    Needs.PROPOSAL: _("No time is proposed here."),
    Needs.SURE: _("No proposal is sure enough to be used unseen."),
    Needs.KEPT: _("No citation is kept as it is."),
}

ACTIONS: tuple[ActionSpec, ...] = (
    # Playing
    ActionSpec("play", _("Play or pause"), ("Space", "Ctrl+Space", "Media Play"), Needs.VIDEO),
    ActionSpec("back.5", _("Back 5 seconds"), ("Left", "Ctrl+Left"), Needs.VIDEO, repeats=True),
    ActionSpec(
        "forward.5", _("Forward 5 seconds"), ("Right", "Ctrl+Right"), Needs.VIDEO, repeats=True
    ),
    ActionSpec("back.1", _("Back 1 second"), ("Shift+Left",), Needs.VIDEO, repeats=True),
    ActionSpec("forward.1", _("Forward 1 second"), ("Shift+Right",), Needs.VIDEO, repeats=True),
    ActionSpec("frame.previous", _("Previous frame"), (",",), Needs.VIDEO, repeats=True),
    ActionSpec("frame.next", _("Next frame"), (".",), Needs.VIDEO, repeats=True),
    ActionSpec("rate.slower", _("Slower"), ("[",), Needs.VIDEO),
    ActionSpec("rate.faster", _("Faster"), ("]",), Needs.VIDEO),
    ActionSpec("rate.normal", _("Normal speed"), ("Shift+Backspace",), Needs.VIDEO),
    ActionSpec("volume.up", _("Louder"), ("Ctrl+Up",), Needs.VIDEO, repeats=True),
    ActionSpec("volume.down", _("Quieter"), ("Ctrl+Down",), Needs.VIDEO, repeats=True),
    ActionSpec("volume.mute", _("Mute"), ("M",), Needs.VIDEO, checkable=True),
    ActionSpec("repeat", _("Repeat this claim"), ("R", "Alt+R"), Needs.VIDEO),
    ActionSpec("repeat.from", _("Repeat from here"), ("A",), Needs.VIDEO),
    ActionSpec("repeat.to", _("Repeat up to here"), ("B",), Needs.VIDEO),
    ActionSpec("reel", _("Play just the claims"), ("H", "Alt+H"), Needs.VIDEO, checkable=True),
    ActionSpec("subtitles", _("Subtitles"), ("C",), Needs.VIDEO, checkable=True),
    ActionSpec("fullscreen", _("Full screen"), ("F11",), Needs.VIDEO, checkable=True),
    # Claims
    ActionSpec(
        "claim.next", _("Next claim in the note"), ("J", "Alt+J"), Needs.CLAIMS, repeats=True
    ),
    ActionSpec(
        "claim.previous",
        _("Previous claim in the note"),
        ("K", "Alt+K"),
        Needs.CLAIMS,
        repeats=True,
    ),
    ActionSpec(
        "claim.later",
        _("Next claim in time"),
        ("Shift+J", "Alt+Shift+J"),
        Needs.CLAIMS,
        repeats=True,
    ),
    ActionSpec(
        "claim.earlier",
        _("Previous claim in time"),
        ("Shift+K", "Alt+Shift+K"),
        Needs.CLAIMS,
        repeats=True,
    ),
    ActionSpec(
        "claim.go", _("Go to the claim under the caret"), ("Return", "Alt+Return"), Needs.NOTE
    ),
    ActionSpec("claim.where", _("Where is this said?"), ("W", "Alt+W"), Needs.CLAIMS),
    ActionSpec("follow", _("Follow the video"), ("F", "Alt+F"), Needs.VIDEO),
    # Findings
    ActionSpec("doubt.next", _("Next finding"), ("D", "Alt+D"), Needs.DOUBTS),
    ActionSpec("finding.previous", _("Previous finding"), ("Shift+D", "Alt+Shift+D"), Needs.DOUBTS),
    ActionSpec("finding.accept", _("Use the time proposed"), ("Y",), Needs.PROPOSAL),
    ActionSpec("finding.hear", _("Hear the time proposed"), ("V",), Needs.PROPOSAL),
    ActionSpec("finding.original", _("Hear the time written"), ("Shift+V",), Needs.FINDING),
    ActionSpec("finding.set", _("Set the time by hand…"), ("S",), Needs.FINDING),
    ActionSpec("finding.keep", _("Keep the citation as it is"), ("X",), Needs.FINDING),
    ActionSpec("finding.accept_all", _("Accept all sure proposals…"), ("Shift+Y",), Needs.SURE),
    ActionSpec("finding.again", _("Look again at what is kept"), (), Needs.KEPT),
    ActionSpec("finding.play", _("Play each proposal as its finding comes"), (), checkable=True),
    ActionSpec("finding.check", _("Check the citations again"), (), Needs.NOTE),
    ActionSpec("moment.find", _("Find the moment of a sentence…"), ("G", "Alt+G"), Needs.NOTE),
    ActionSpec("candidate.1", _("Take what is offered"), ("Alt+1",), Needs.OFFER),
    ActionSpec("candidate.2", _("Take the second offer"), ("Alt+2",), Needs.OFFER),
    ActionSpec("candidate.3", _("Take the third offer"), ("Alt+3",), Needs.OFFER),
    ActionSpec("copy.link", _("Copy a link to this moment"), ("Ctrl+Shift+C",), Needs.NOTE),
    ActionSpec("copy.markdown", _("Copy as Markdown"), ("Ctrl+Shift+M",), Needs.NOTE),
    # The transcript
    ActionSpec("transcript.cite", _("Cite in note"), ("Q",), Needs.NOTE),
    ActionSpec("transcript.find", _("Find in the transcript"), ("Ctrl+Alt+F",), Needs.NOTE),
    ActionSpec("transcript.choose", _("Choose a transcript file…"), (), Needs.NOTE),
    ActionSpec("transcript.forget", _("Forget the chosen transcript"), (), Needs.NOTE),
    ActionSpec("transcript.paragraphs", _("Transcript in paragraphs"), (), checkable=True),
    ActionSpec("transcript.sentences", _("Transcript in sentences"), (), checkable=True),
    ActionSpec("transcript.cues", _("Transcript cue by cue"), (), checkable=True),
    # Editing
    ActionSpec("edit.block", _("Edit this block"), ("E",), Needs.NOTE),
    ActionSpec("source", _("Source mode"), ("Ctrl+E",), Needs.NOTE, checkable=True),
    ActionSpec("edit.undo", _("Undo"), ("Ctrl+Z",), Needs.NOTE, repeats=True),
    ActionSpec("edit.redo", _("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), Needs.NOTE, repeats=True),
    ActionSpec("save", _("Save the note"), ("Ctrl+S",), Needs.NOTE),
    ActionSpec("cite", _("Cite this moment"), ("T", "Alt+T", "Ctrl+Shift+T"), Needs.VIDEO),
    ActionSpec(
        "retime.now", _("Set the time to this moment"), ("Shift+T", "Alt+Shift+T"), Needs.VIDEO
    ),
    ActionSpec("retime.typed", _("Set the time…"), ("Ctrl+T",), Needs.CLAIMS),
    ActionSpec(
        "retime.earlier", _("Time one frame earlier"), ("Alt+,",), Needs.CLAIMS, repeats=True
    ),
    ActionSpec("retime.later", _("Time one frame later"), ("Alt+.",), Needs.CLAIMS, repeats=True),
    ActionSpec(
        "retime.earlier_1",
        _("Time one second earlier"),
        ("Alt+Shift+,",),
        Needs.CLAIMS,
        repeats=True,
    ),
    ActionSpec(
        "retime.later_1",
        _("Time one second later"),
        ("Alt+Shift+.",),
        Needs.CLAIMS,
        repeats=True,
    ),
    ActionSpec("note.new", _("New note about a video…"), ("Ctrl+N",)),
    ActionSpec("note.new_about", _("New note about it"), in_palette=False),
    ActionSpec("note.rename", _("Rename this note…"), ("F2",), Needs.NOTE),
    ActionSpec("note.title", _("Change the title…"), (), Needs.NOTE),
    ActionSpec("note.video", _("Change the video of this note…"), (), Needs.NOTE),
    ActionSpec("shift", _("Shift all times…"), (), Needs.CLAIMS),
    ActionSpec("bullet.new", _("New bullet below"), ("Ctrl+Return",), Needs.NOTE),
    ActionSpec("block.delete", _("Delete this block"), ("Delete",), Needs.NOTE),
    ActionSpec("block.up", _("Move this block up"), ("Alt+Up",), Needs.NOTE, repeats=True),
    ActionSpec("block.down", _("Move this block down"), ("Alt+Down",), Needs.NOTE, repeats=True),
    ActionSpec("block.nest", _("Nest this bullet"), ("Ctrl+]",), Needs.NOTE),
    ActionSpec("block.unnest", _("Unnest this bullet"), ("Ctrl+[",), Needs.NOTE),
    # Going about
    ActionSpec("jump.back", _("Back"), ("Alt+Left",), Needs.BACK),
    ActionSpec("jump.forward", _("Forward"), ("Alt+Right",), Needs.FORWARD),
    ActionSpec("claims.all", _("Claims of this note, or of all notes"), ("L", "Alt+L")),
    ActionSpec("about", _("Go to notes about this video"), ("Ctrl+Shift+B",)),
    ActionSpec("palette", _("All actions"), ("Ctrl+K",), in_palette=False),
    ActionSpec("note.open", _("Open a note…"), ("Ctrl+P",)),
    ActionSpec("file.open", _("Open a note from a file…"), ("Ctrl+O",)),
    ActionSpec("note.recent", _("Recent notes…"), ("Ctrl+H",)),
    ActionSpec("vault.switch", _("Switch vault…"), ("Ctrl+Shift+V",)),
    ActionSpec("vault.forget", _("Forget a vault…")),
    ActionSpec("vault.check", _("Check the citations of all notes…")),
    ActionSpec("vault.grouping", _("List notes by folders, or by videos"), ("Shift+F9",)),
    ActionSpec("folder.open", _("Open a folder of notes…"), ("Ctrl+Shift+O",)),
    ActionSpec("folder.index", _("Index this folder for searching")),
    ActionSpec("note.reload", _("Read the note again"), ("F5",), Needs.NOTE),
    ActionSpec("note.losing", _("Show the texts that lost a merge")),
    ActionSpec("tour", _("Open the tour"), ("F1",)),
    ActionSpec("find", _("Find in the note"), ("Ctrl+F",), Needs.NOTE),
    ActionSpec("find.next", _("Find the next one"), ("F3", "Ctrl+G"), Needs.FOUND),
    ActionSpec(
        "find.previous", _("Find the previous one"), ("Shift+F3", "Ctrl+Shift+G"), Needs.FOUND
    ),
    ActionSpec("search", _("Search the vault…"), ("Ctrl+Shift+F",)),
    ActionSpec("search.next", _("Next search result"), ("F4",)),
    ActionSpec("search.previous", _("Previous search result"), ("Shift+F4",)),
    ActionSpec("search.reel", _("Play just what was found"), ("Ctrl+Shift+H",)),
    ActionSpec("video.choose", _("Choose the video file of this note…"), ("Ctrl+L",), Needs.NOTE),
    ActionSpec("video.forget", _("Forget the chosen video file"), (), Needs.NOTE),
    ActionSpec("video.browser", _("Open the video in the browser, at this time"), (), Needs.NOTE),
    ActionSpec("video.stream", _("Stream the video"), ("Ctrl+Shift+L",), Needs.NOTE),
    ActionSpec("stream.stop", _("Stop streaming"), (), Needs.STREAM),
    ActionSpec("stream.keep", _("Keep the video that is streamed"), (), Needs.STREAM),
    ActionSpec("stream.sign_in", _("Sign in with a browser…"), in_palette=False),
    ActionSpec("stream.quality", _("Quality of the stream…"), (), Needs.NOTE),
    ActionSpec("video.again", _("Look for the video again"), (), Needs.NOTE, in_palette=False),
    # Saving videos
    ActionSpec("video.save", _("Save this video for offline…"), ("Ctrl+Shift+S",), Needs.NOTE),
    ActionSpec("vault.reel", _("Play just the claims of the chosen notes")),
    ActionSpec("vault.save", _("Save the videos of the chosen notes…")),
    ActionSpec("downloads", _("Downloads"), ("Ctrl+J",)),
    ActionSpec("library", _("Library of saved videos"), ("Ctrl+Shift+J",)),
    ActionSpec("ytdlp.update", _("Get the newest yt-dlp")),
    # Looks
    ActionSpec("pane.vault", _("Show or hide the list of notes"), ("F9", "Ctrl+B")),
    ActionSpec("pane.video", _("Show or hide the video"), ("F8",)),
    ActionSpec("text.larger", _("Larger text"), ("Ctrl++", "Ctrl+=")),
    ActionSpec("text.smaller", _("Smaller text"), ("Ctrl+-",)),
    ActionSpec("text.normal", _("Text in its normal size"), ("Ctrl+0",)),
    ActionSpec("theme.system", _("Colours: as the system")),
    ActionSpec("theme.light", _("Colours: light")),
    ActionSpec("theme.dark", _("Colours: dark")),
    ActionSpec("filter", _("Filter the list of notes"), ("Ctrl+Shift+P",)),
    ActionSpec("preferences", _("Preferences…"), ("Ctrl+,",)),
    ActionSpec("quit", _("Quit"), ("Ctrl+Q",)),
)


class Actions(QObject):
    """The actions of one window. Connect them by id; `set_there` says what can be used now."""

    keys_changed = Signal()
    refused = Signal(str)  # why the action cannot be used now, whose key was pressed

    def __init__(self, window: QWidget, changed: Keys) -> None:
        """Make every action; `changed` holds the keys of those that have others than their own."""
        super().__init__(window)
        self._actions: dict[str, QAction] = {}
        self._refusals: dict[str, QShortcut] = {}
        for spec in ACTIONS:
            action = QAction(spec.shown_text(), window)
            action.setObjectName(spec.id)
            action.setCheckable(spec.checkable)
            action.setAutoRepeat(spec.repeats)
            window.addAction(action)
            self._actions[spec.id] = action
            if spec.needs:
                self._refusals[spec.id] = self._refusal(spec, action, window)
        self.bad_keys: Sequence[BadKey] = ()  # what of the changed keys could not be used
        self._keys: Keys = {}
        self._there = self._also = Needs.NOTHING
        self.take_keys(changed)
        self.set_there(Needs.NOTHING)

    def take_keys(self, changed: Keys) -> None:
        """Give each action its own keys, or those of `changed` where it has others there."""
        before = self._keys
        self._keys, self.bad_keys = resolve(ACTIONS, changed)
        for action_id, keys in self._keys.items():
            if before.get(action_id) != keys:
                sequences = [QKeySequence(key) for key in keys]
                self._actions[action_id].setShortcuts(sequences)
                if action_id in self._refusals:
                    self._refusals[action_id].setKeys(sequences)
        self.keys_changed.emit()

    @property
    def keys(self) -> Keys:
        """The portable keys of every action."""
        return self._keys

    def shown_key(self, action_id: str) -> str:
        """Give the key of an action that is shown beside its words; empty where it has none."""
        keys = self._keys[action_id]
        return native(keys[0]) if keys else ""

    def key_while_typing(self, action_id: str) -> str:
        """Give the first key of an action that types nothing; empty where it has none."""
        for key in self._keys[action_id]:
            if key.startswith(("Ctrl+", "Alt+", "Meta+", "Media")):
                return native(key)
        return ""

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    @property
    def by_id(self) -> Mapping[str, QAction]:
        return self._actions

    def on(self, action_id: str, call: Callable[[], object]) -> None:
        """Have `call` called when the action is triggered."""
        self._actions[action_id].triggered.connect(lambda _checked=False: call())

    def set_there(self, there: Needs) -> None:
        """Enable just the actions whose needs are all `there`, or told of by `set_also`."""
        self._there = there
        there |= self._also
        for spec in ACTIONS:
            self._actions[spec.id].setEnabled(spec.needs in there or not spec.needs)

    def set_also(self, mask: Needs, there: Needs) -> None:
        """Say of the needs in `mask`, of which `set_there` is not told, which are there now."""
        also = (self._also & ~mask) | there
        if also != self._also:
            self._also = also
            self.set_there(self._there)

    def _refusal(self, spec: ActionSpec, action: QAction, window: QWidget) -> QShortcut:
        """Make what has the keys of an action while that is disabled: Qt passes over it then."""
        refusal = QShortcut(window)
        refusal.setAutoRepeat(False)
        refusal.activated.connect(lambda: self.refused.emit(self._why_not(spec)))
        action.enabledChanged.connect(lambda enabled: refusal.setEnabled(not enabled))
        return refusal

    def _why_not(self, spec: ActionSpec) -> str:
        missing = spec.needs & ~(self._there | self._also)
        words = next((words for need, words in _WHY_NOT.items() if need in missing), "")
        return QCoreApplication.translate("actions", words)

    def rows(self) -> list[tuple[str, str, str]]:
        """Give (id, text, shown key) of what the palette offers now, in the order of this file."""
        return [
            (spec.id, self._actions[spec.id].text(), self.shown_key(spec.id))
            for spec in ACTIONS
            if spec.in_palette and self._actions[spec.id].isEnabled()
        ]

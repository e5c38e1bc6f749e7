"""The running program with its features by name, for tests, benchmarks and screenshots."""

from __future__ import annotations

from typing import Generic, TypeVar

from viewer.app import Cuenote
from viewer.ui.claims.steps import ClaimSteps
from viewer.ui.editing.beginning import Beginning
from viewer.ui.editing.blocks import Blocks
from viewer.ui.editing.changing_notes import ChangingNotes
from viewer.ui.editing.editing import Editing
from viewer.ui.editing.note_files import NoteFiles, Recovering
from viewer.ui.editing.renaming import Renaming
from viewer.ui.editing.retiming import Retiming
from viewer.ui.kit.background import Background
from viewer.ui.note.sharing import Sharing
from viewer.ui.notes_list.feed import VaultList
from viewer.ui.notes_list.index_client import Indexing, VaultIndexing
from viewer.ui.notes_list.note_actions import NoteActions
from viewer.ui.notes_list.open_dialogs import Choosing
from viewer.ui.notes_list.quick_open import QuickOpen
from viewer.ui.notes_list.related import Related
from viewer.ui.notes_list.switcher import Vaults
from viewer.ui.player.playing import Playing
from viewer.ui.player.reel import Reel
from viewer.ui.review.moment_search import Moments
from viewer.ui.review.repairing import Repairing
from viewer.ui.review.reviewing import Reviewing
from viewer.ui.saving.saving import Saving
from viewer.ui.saving.video_lists import VideoLists
from viewer.ui.search.searching import Searching
from viewer.ui.session.navigator import Navigator
from viewer.ui.session.opening import Opening
from viewer.ui.session.session import Session
from viewer.ui.settings.apply import SettingsApplier
from viewer.ui.shell.context import Feature
from viewer.ui.shell.settings import Settings
from viewer.ui.shell.state import State
from viewer.ui.speech.transcribing import Transcribing
from viewer.ui.transcript.transcripts import Transcripts
from viewer.ui.video.streaming import Streaming
from viewer.video.playback.deferred import DeferredPlayer
from viewer.video.playback.player import Player

_Kind = TypeVar("_Kind", bound=Feature)


class _Part(Generic[_Kind]):
    """A feature of the program, made when it is first asked for."""

    def __init__(self, kind: type[_Kind]) -> None:
        self._kind = kind

    def __get__(self, parts: Parts, _owner: type[Parts]) -> _Kind:
        return parts.context.get(self._kind)


class Parts(Cuenote):
    """The program, and its features by name."""

    beginning = _Part(Beginning)
    blocks = _Part(Blocks)
    changing_notes = _Part(ChangingNotes)
    choosing = _Part(Choosing)
    note_actions = _Part(NoteActions)
    editing = _Part(Editing)
    indexing = _Part(Indexing)
    moments = _Part(Moments)
    navigator = _Part(Navigator)
    note_files = _Part(NoteFiles)
    opening = _Part(Opening)
    playing = _Part(Playing)
    quick_open = _Part(QuickOpen)
    recovering = _Part(Recovering)
    reel = _Part(Reel)
    claim_steps = _Part(ClaimSteps)
    transcribing = _Part(Transcribing)
    related = _Part(Related)
    renaming = _Part(Renaming)
    retiming = _Part(Retiming)
    reviewing = _Part(Reviewing)
    repairing = _Part(Repairing)
    saving = _Part(Saving)
    searching = _Part(Searching)
    session = _Part(Session)
    settings_applier = _Part(SettingsApplier)
    sharing = _Part(Sharing)
    streaming = _Part(Streaming)
    transcripts = _Part(Transcripts)
    vault_indexing = _Part(VaultIndexing)
    vault_list = _Part(VaultList)
    vaults = _Part(Vaults)
    video_lists = _Part(VideoLists)

    @property
    def background(self) -> Background:
        return self.context.background

    @property
    def player(self) -> DeferredPlayer:
        return self.context.player

    @property
    def settings(self) -> Settings:
        return self.context.settings

    @property
    def state(self) -> State:
        return self.context.state

    def set_player(self, engine: Player) -> None:
        """Put an engine into the player, and make what is made soon after."""
        self.set_engine(engine)
        self.make_unasked()

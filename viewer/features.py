"""All features of the program, and so all its actions."""

from __future__ import annotations

from viewer import later
from viewer.ui.claims.listing import ClaimListing
from viewer.ui.claims.place_menus import PlaceMenus
from viewer.ui.claims.steps import ClaimSteps
from viewer.ui.editing.beginning import Beginning
from viewer.ui.editing.blocks import Blocks
from viewer.ui.editing.composing import Composing
from viewer.ui.editing.editing import Editing
from viewer.ui.editing.marking import Marking
from viewer.ui.editing.note_files import NoteFiles, Recovering
from viewer.ui.editing.renaming import Renaming
from viewer.ui.editing.retiming import Retiming, WritingTimes
from viewer.ui.editing.tick_moving import TickMoving
from viewer.ui.note.headings import HeadingSteps
from viewer.ui.note.page import NotePage
from viewer.ui.note.sharing import Sharing
from viewer.ui.notes_list.completing import Completing
from viewer.ui.notes_list.feed import VaultList
from viewer.ui.notes_list.index_client import Indexing, VaultIndexing
from viewer.ui.notes_list.note_actions import FolderActions, NoteActions
from viewer.ui.notes_list.open_dialogs import Choosing
from viewer.ui.notes_list.orders import Orders
from viewer.ui.notes_list.quick_open import QuickOpen
from viewer.ui.notes_list.related import Related
from viewer.ui.notes_list.start import Start
from viewer.ui.notes_list.switcher import Vaults
from viewer.ui.notes_list.tour import Tour
from viewer.ui.player.frame_copy import FrameCopy
from viewer.ui.player.note_videos import NoteVideos
from viewer.ui.player.playing import Playing
from viewer.ui.player.reel import Reel
from viewer.ui.player.sound import SkippingSilence, SoundLevels
from viewer.ui.review.tab import FindingsTab
from viewer.ui.session.navigator import Navigator
from viewer.ui.session.opening import Opening
from viewer.ui.session.session import Session
from viewer.ui.settings.apply import SettingsApplier
from viewer.ui.shell.context import Feature, Later
from viewer.ui.shell.general import ClipboardRows, General
from viewer.ui.shell.menus import check
from viewer.ui.transcript.quoting import Quoting
from viewer.ui.transcript.transcripts import Transcripts
from viewer.ui.video.about import AboutVideo
from viewer.ui.video.chapters import Chapters
from viewer.ui.video.streaming import Streaming

# Every feature, in the order in which the palette and the page of keys show their actions. Each is
# made at the start, but for those that are imported later.
FEATURES: tuple[type[Feature] | Later, ...] = (
    *(Playing, FrameCopy, SoundLevels, SkippingSilence, Reel, NoteVideos, ClaimSteps, Related),
    Navigator,
    *(Transcripts, Quoting, later.REVIEWING, later.REPAIRING, later.MOMENTS),
    *(FindingsTab, Sharing),
    *(Composing, Editing, Beginning, Blocks, WritingTimes, Retiming, TickMoving, Marking),
    later.FRAMES,
    *(later.REPLACING, later.CHANGING_NOTES, NoteFiles, Renaming, Recovering),
    *(Session, NotePage, ClaimListing, PlaceMenus, Opening, QuickOpen, Choosing, Tour),
    *(Vaults, VaultList, NoteActions, FolderActions, Orders, VaultIndexing, Indexing, Completing),
    *(later.JUDGING, later.TRANSCRIBING_NOTES),
    *(Start, HeadingSteps, later.INTO_NOTE, later.TRANSCRIBING, later.TRANSCRIBED_FILE),
    *(later.EXPORTING, later.SEARCHING, later.CHECKING, Streaming, Chapters),
    *(AboutVideo, later.JOBS, later.DESKTOP_BUS, later.SAVING, later.LISTS, SettingsApplier),
    *(General, ClipboardRows, later.ACTION_PALETTE),
)
ACTIONS = tuple(action for feature in FEATURES for action in feature.ACTIONS)
check(ACTIONS)

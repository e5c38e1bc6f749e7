"""The composition root: builds the objects and connects them. Nobody imports it but `__main__`.

Order matters for the start: the window with the note is painted first; the player, and all that it
loads, comes after that.
"""

from __future__ import annotations

import gc
import signal
import sys
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import platformdirs
from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMenu

from viewer import RESOURCES, __version__
from viewer.notes.model import VideoRef
from viewer.ui.editing.editing import Editing
from viewer.ui.editing.note_files import NoteFiles
from viewer.ui.editing.recovery import Recovering
from viewer.ui.editing.renaming import Renaming
from viewer.ui.editing.retiming import Retiming
from viewer.ui.kit.background import Background
from viewer.ui.kit.gc_timer import Collector
from viewer.ui.kit.notice import NoticeButton
from viewer.ui.media.chapters import Chapters
from viewer.ui.media.streaming import Streaming
from viewer.ui.note.links import Sharing
from viewer.ui.player.reel import Reel
from viewer.ui.player.reel_moments import ReelMoment
from viewer.ui.session.navigator import Navigator
from viewer.ui.session.opening import Opening
from viewer.ui.session.session import Session
from viewer.ui.settings.apply import SettingsApplier, dress
from viewer.ui.shell.damage import Damage
from viewer.ui.shell.settings import Settings
from viewer.ui.shell.state import State
from viewer.ui.shell.window import Window
from viewer.ui.transcript.transcripts import Transcripts
from viewer.ui.vault.feed import VaultList
from viewer.ui.vault.index_client import Indexing
from viewer.ui.vault.index_status import VaultIndexing
from viewer.ui.vault.open_dialogs import Choosing
from viewer.ui.vault.quick_open import QuickOpen
from viewer.ui.vault.related import Related
from viewer.ui.vault.switcher import Vaults
from viewer.video.media import Pairings
from viewer.video.playback.player import Player
from viewer.video.transcripts.transcript import Reading

if TYPE_CHECKING:
    from viewer.ui.media.saving import Saving
    from viewer.ui.review.moment_search import Moments
    from viewer.ui.review.reviewing import Reviewing
    from viewer.ui.search.searching import Searching
    from viewer.ui.vault_check.vault_check import VaultChecking

# Frames are decoded on another thread, which must not wait 5 ms for its turn in the interpreter.
SWITCH_INTERVAL_S = 0.0005
TOUR = RESOURCES / "tour" / "tour.md"


@dataclass(frozen=True, slots=True)
class Folders:
    """Where things are kept; see the design, “Settings”."""

    config: Path
    state: Path
    data: Path
    cache: Path  # of what can be made again

    @classmethod
    def of_platform(cls) -> Folders:
        """Take the platform's folders, and make them."""
        folders = cls(
            Path(platformdirs.user_config_dir("cuenote", appauthor=False)),
            Path(platformdirs.user_state_dir("cuenote", appauthor=False)),
            Path(platformdirs.user_data_dir("cuenote", appauthor=False)),
            Path(platformdirs.user_cache_dir("cuenote", appauthor=False)),
        )
        for folder in (folders.config, folders.state, folders.data, folders.cache):
            folder.mkdir(parents=True, exist_ok=True)
        return folders


class Cuenote(QObject):
    """The running program: one window, one session, one player."""

    def __init__(self, app: QApplication, folders: Folders) -> None:
        super().__init__(app)
        self._collector = Collector(self)  # before any thread is started
        self._app = app
        self._folders = folders
        self._damage = Damage(self)
        self.settings = Settings(folders.config / "settings.ini")
        self.state = State(folders.state / "state.ini")
        self.player: Player | None = None
        self.background = Background(self)
        dress(app, self.settings)
        self.window = Window(self.settings.changed_keys())
        self._pairings = Pairings(folders.state / "pairings.json")
        self.session = Session(
            self.window,
            self.background,
            state=self.state,
            pairings=self._pairings,
            library=Path(self.settings.text("save/library") or folders.data / "library"),
        )
        self.navigator = Navigator(self.window, self.session, self.settings)
        self.settings_applier = SettingsApplier(
            app, self.window, self.navigator, self.settings, self.state
        )
        self.sharing = Sharing(self.window, self.background, self.session, self.navigator)
        self.opening = Opening(self.session, folders.state)
        self.editing = Editing(
            self.window, self.session, self.background, self.settings, folders.state
        )
        self.recovering = Recovering(self.window, self.session, self.editing, folders.state)
        self.retiming = Retiming(self.window, self.session, self.editing, self.settings)
        self.note_files = NoteFiles(
            self.window,
            self.session,
            self.editing,
            self.background,
            folders.state,
            settings=self.settings,
            app_state=self.state,
        )
        self.streaming = Streaming(
            self.window,
            self.background,
            self.session,
            self.settings,
            lambda: self.navigator.moment_ms,
            folders.data,
            folders.data / "streams",
        )
        self.chapters = Chapters(self.window.controls.timeline, self.background, self.streaming)
        self.renaming = Renaming(
            self.window, self.background, self.session, self.editing, folders.state
        )
        self.transcripts = Transcripts(
            self.window,
            self.background,
            self.session,
            self.navigator,
            self.editing,
            settings=self.settings,
            chosen=Pairings(folders.state / "transcripts.json"),
        )
        self._saving: Saving | None = None
        self.choosing = Choosing(self.window, self.session, self.transcripts, self.note_files)
        self.vaults = Vaults(self.window, self.background, self.session, self.state)
        self.quick_open = QuickOpen(self.window, self.background, self.session, self.state)
        self.indexing = Indexing(self.background, folders.cache, self)
        self.vault_indexing = VaultIndexing(
            self.window, self.session, self.indexing, never=TOUR.parent
        )
        self.vault_list = VaultList(self.window, self.session, self.indexing, self.settings)
        self._searching: Searching | None = None
        self._vault_checking: VaultChecking | None = None
        self.related = Related(
            self.window, self.background, self.session, self.navigator, self.indexing, self.state
        )
        self._reviewing: Reviewing | None = None
        self._moments: Moments | None = None
        self.reel = Reel(self.window, self.background, self.session, self.settings)
        self.window.restore(self.state)
        self._connect()
        self._damage.say_with(self.window.note_pane.say)

    @property
    def saving(self) -> Saving:
        """Saving videos; made after the first painting, or when it is first asked for."""
        if self._saving is None:
            from viewer.ui.media.saving import Saving

            self._saving = Saving(
                self.window,
                self.background,
                self.session,
                self.settings,
                self.state,
                data=self._folders.data,
                queue=self._folders.state / "downloads.json",
            )
        return self._saving

    @property
    def reviewing(self) -> Reviewing:
        """The review of the citations; made after the first painting, or when it is asked for."""
        if self._reviewing is None:
            from viewer.ui.review.reviewing import Reviewing

            self._reviewing = Reviewing(
                self.window,
                self.background,
                self.session,
                self.navigator,
                self.editing,
                self.transcripts,
                self.related,
                settings=self.settings,
                state=self._folders.state,
            )
        return self._reviewing

    @property
    def moments(self) -> Moments:
        """The search for the moment of a sentence; made when it is first wanted."""
        if self._moments is None:
            from viewer.ui.review.moment_search import Moments

            self._moments = Moments(
                self.window,
                self.background,
                self.session,
                self.navigator,
                self.editing,
                self.transcripts,
                self.reviewing.frames,
            )
        return self._moments

    def show(self, target: Path | VideoRef | None, at_ms: int | None) -> None:
        """Open the window on what is named; without anything on the last note, or the tour."""
        path = self.renaming.recover(target if isinstance(target, Path) else None)
        if path is None and target is None:
            path = next((p for p in self.state.recent_notes() if p.is_file()), TOUR)
            if path == self.opening.unfinished:
                self._show_without(path)
                return
        # A long note is read on another thread, and shown later.
        once = Qt.ConnectionType.SingleShotConnection
        self.session.note_opened.connect(lambda _: self.settings_applier.say_bad_keys(), once)
        self.choosing.open(path or target or TOUR, at_ms)
        self.settings_applier.say_bad_keys()
        self.window.show()

    def _show_without(self, path: Path) -> None:
        """Open the window without the last note, whose opening did not come to an end."""
        self.session.open(self.session.root_of(path))
        self.opening.clear()
        words = self.tr(
            "“{0}” did not finish opening the last time, so it is not opened by itself."
        )
        offer = NoticeButton(self.tr("Open it"), "", lambda: self.session.open_note(path))
        self.window.note_pane.say(words.format(path.name), (offer,))
        self.window.show()

    def settle(self) -> None:
        """Do what may wait until the window is painted and the player is there."""
        # What was made for the start stays to the end. Looked through with all else, it would hold
        # up the window for two frames whenever Python looks for what nobody needs any more.
        gc.collect()
        gc.freeze()
        self.vault_indexing.start()

    def set_player(self, player: Player) -> None:
        """Take the player; see `Session.set_player`."""
        self.player = player
        self.settings_applier.set_player(player)
        player.muted_changed.connect(self.window.actions_["volume.mute"].setChecked)
        self.navigator.set_player(player)
        self.transcripts.set_player(player)
        self.streaming.set_player(player)
        self.chapters.set_player(player)
        self.related.set_player(player)
        self.reel.set_player(player)
        self.session.set_player(player)
        _ = self.saving, self.reviewing
        if self._searching is not None:
            self._searching.set_player(player)

    def shutdown(self) -> None:
        """Keep the state and end every thread."""
        self.opening.clear()
        self.editing.leave()
        self.transcripts.leave()
        self.indexing.close()
        if self._searching is not None:
            self._searching.shutdown()
        if self._vault_checking is not None:
            self._vault_checking.shutdown()
        self.session.video.keep_position()
        self.window.keep(self.state)
        self.settings_applier.keep()
        if self._saving is not None:
            self._saving.shutdown()
        self.settings.save()
        self.state.save()
        # Whoever waits for the web waits no more.
        self.streaming.close()
        if self._reviewing is not None:
            self._reviewing.shutdown()
        # The player first: what it says at its end starts more work.
        if self.player is not None:
            self.player.shutdown()
        self.window.note_pane.view.shutdown()
        self.background.shutdown()
        self.indexing.shutdown()
        self._damage.stop()
        self._collector.stop()

    # ------------------------------------------------------------------ searching

    @property
    def searching(self) -> Searching:
        """The search of the vault; made when it is first wanted."""
        if self._searching is None:
            from viewer.ui.search.searching import Searching

            self._searching = Searching(
                self.window,
                self.background,
                self.session,
                self.navigator,
                self.indexing,
                state=self.state,
                pairings=self._pairings,
            )
            self._searching.reel_wanted.connect(self.reel.play_passages)
            if self.player is not None:
                self._searching.set_player(self.player)
        return self._searching

    @property
    def vault_checking(self) -> VaultChecking:
        """The check of the vault; made when it is first wanted."""
        if self._vault_checking is None:
            from viewer.ui.vault_check.vault_check import VaultChecking

            self._vault_checking = VaultChecking(
                self.window, self.background, self.session, self.editing, self._folders.state
            )
            self._vault_checking.counted.connect(self.vault_list.take_counts)
        return self._vault_checking

    # ------------------------------------------------------------------ connections

    def _connect(self) -> None:
        window, session = self.window, self.session
        navigator, sharing = self.navigator, self.sharing
        window.closing.connect(self._app.quit)
        window.video_view.page_action.connect(self._trigger)
        window.side_pane.page_action.connect(self._trigger)
        window.note_pane.pages.action_chosen.connect(self._trigger)
        window.video_view.fullscreen_requested.connect(
            lambda: window.actions_["fullscreen"].trigger()
        )
        on = window.actions_.on
        on("play", lambda: session.player.toggle())
        on("frame.previous", lambda: navigator.step(-1))
        on("frame.next", lambda: navigator.step(1))
        on("rate.slower", lambda: navigator.change_rate(-1))
        on("rate.faster", lambda: navigator.change_rate(1))
        on("rate.normal", navigator.play_normally)
        on("volume.up", lambda: navigator.change_volume(5))
        on("volume.down", lambda: navigator.change_volume(-5))
        on("volume.mute", lambda: session.player.set_muted(not session.player.muted))
        on("repeat", navigator.repeat_claim)
        on("repeat.from", lambda: navigator.repeat_edge(is_start=True))
        on("repeat.to", lambda: navigator.repeat_edge(is_start=False))
        window.actions_["fullscreen"].toggled.connect(window.set_full_screen)
        on("claim.next", lambda: self._next_claim(1))
        on("claim.previous", lambda: self._next_claim(-1))
        self._connect_related()
        on("claim.later", lambda: navigator.next_in_time(1))
        on("claim.earlier", lambda: navigator.next_in_time(-1))
        on("claim.go", lambda: self.editing.go_at_caret())
        on("follow", self.transcripts.toggle_following)
        self._connect_transcript()
        self._connect_review()
        for number in range(3):
            on(f"candidate.{number + 1}", lambda n=number: navigator.take_candidate(n))  # type: ignore[misc]
        editing, retiming = self.editing, self.retiming
        window.note_pane.view.edit_requested.connect(editing.edit_at)
        on("source", editing.toggle_source)
        on("edit.undo", editing.undo)
        on("edit.redo", editing.redo)
        on("save", editing.save)
        for action_id, call in {
            "edit.block": editing.edit_here,
            "cite": retiming.cite_now,
            "retime.now": self._retime_to_now,
            "retime.typed": self._retime_typed,
            "retime.earlier": lambda: retiming.retime_by(-session.player.frame_interval_ms),
            "retime.later": lambda: retiming.retime_by(session.player.frame_interval_ms),
            "retime.earlier_1": lambda: retiming.retime_by(-1000),
            "retime.later_1": lambda: retiming.retime_by(1000),
            "shift": retiming.shift_all,
            "note.new": self.note_files.new_note,
            "note.rename": self.renaming.rename,
            "note.title": self.note_files.change_title,
            "note.video": self.note_files.change_video,
            "bullet.new": editing.new_bullet,
            "block.delete": editing.delete,
            "block.up": editing.move_up,
            "block.down": editing.move_down,
            "block.nest": editing.nest,
            "block.unnest": editing.unnest,
        }.items():
            on(action_id, lambda call=call: editing.after_typing(call))  # type: ignore[misc]
        on("copy.link", sharing.copy_link)
        on("copy.markdown", sharing.copy_markdown)
        on("jump.back", navigator.go_back)
        on("jump.forward", navigator.go_forward)
        on("palette", self._open_palette)
        on("note.open", self.quick_open.open)
        on("note.recent", self.quick_open.open_recent)
        on("vault.switch", self.vaults.switch)
        on("vault.forget", self.vaults.forget_one)
        on("vault.check", lambda: self.vault_checking.open())
        on("vault.grouping", self.vault_list.toggle_mode)
        on("file.open", self.choosing.note)
        on("folder.open", self.choosing.folder)
        on("note.reload", session.reload)
        on("folder.index", self.vault_indexing.index_anyway)
        on("tour", lambda: session.open_note(TOUR))
        on("note.losing", self.note_files.show_discarded)
        on("find", self._find)
        on("find.next", lambda: self._find_step(1))
        on("find.previous", lambda: self._find_step(-1))
        on("search", lambda: self.searching.open())
        on("search.next", lambda: self.searching.step(1))
        on("search.previous", lambda: self.searching.step(-1))
        on("search.reel", lambda: self.searching.play())
        on("video.choose", self.choosing.video)
        on("note.new_about", self.choosing.new_note)
        on("video.forget", lambda: session.video.choose(None))
        on("video.again", session.video.look_again)
        on("video.browser", sharing.open_in_browser)
        on("video.stream", self.streaming.start)
        on("stream.stop", self.streaming.stop)
        on("stream.keep", self.streaming.keep)
        on("stream.sign_in", lambda: self.settings_applier.show_section(self.tr("Online video")))
        self.streaming.kept.connect(lambda _: self.saving.look())
        self.streaming.captions_came.connect(self.transcripts.look)
        streaming = self.streaming
        self.transcripts.streamed = lambda: (streaming.captions, streaming.captions_are_coming)
        on("stream.quality", self.streaming.choose_quality)
        on("video.save", lambda: self.saving.save_video())
        on("vault.save", lambda: self.saving.save_notes())
        on("downloads", lambda: self.saving.pane.toggle())
        on("library", lambda: self.saving.open_library())
        on("ytdlp.update", lambda: self.saving.update_yt_dlp())
        window.vault_view.menu_wanted.connect(self._open_vault_menu)
        on("pane.vault", lambda: self._toggle_pane("vault"))
        on("pane.video", lambda: self._toggle_pane("video"))
        on("filter", self._focus_filter)
        on("quit", window.close)

    def _connect_related(self) -> None:
        on = self.window.actions_.on
        on("about", self.related.focus)
        self.related.link_chosen.connect(self.sharing.open_linked)
        on("claims.all", self._toggle_all_notes)
        on("reel", self._toggle_reel)
        on("vault.reel", lambda: self.reel.play_notes(self.window.vault_view.chosen_notes()))
        self.navigator.jumped.connect(self.reel.say_left_again)
        reel = self.window.actions_["reel"]
        self.reel.changed.connect(lambda: reel.setChecked(self.reel.is_on))

    def _connect_review(self) -> None:
        for action_id, call in {
            "doubt.next": lambda: self.reviewing.step(1),
            "finding.previous": lambda: self.reviewing.step(-1),
            "finding.accept": lambda: self.reviewing.accept(),
            "finding.hear": lambda: self.reviewing.hear_proposal(),
            "finding.original": lambda: self.reviewing.hear_original(),
            "finding.set": lambda: self.reviewing.set_by_hand(),
            "finding.keep": lambda: self.reviewing.keep(),
            "finding.accept_all": lambda: self.reviewing.accept_all(),
            "finding.again": lambda: self.reviewing.keep_no_more(),
            "finding.check": lambda: self.reviewing.check_again(),
            "moment.find": lambda: self.moments.find(),
        }.items():
            self.window.actions_.on(action_id, call)
        plays = self.window.actions_["finding.play"]
        plays.setChecked(self.settings.flag("play/proposals"))
        plays.toggled.connect(lambda on: self.settings.set("play/proposals", on))

    def _retime_to_now(self) -> None:
        """Set the time of the finding that is looked at, or of the claim that one is at."""
        if self._reviewing is not None and self._reviewing.has_keys:
            self._reviewing.set_now()
        else:
            self.retiming.retime_to_now()

    def _retime_typed(self) -> None:
        if self._reviewing is not None and self._reviewing.has_keys:
            self._reviewing.set_by_hand()
        else:
            self.retiming.retime_typed()

    def _next_claim(self, by: int) -> None:
        if self.reel.is_on:
            self.reel.step(by)
        else:
            self.related.next_claim(by)

    def _toggle_all_notes(self) -> None:
        side = self.window.side_pane
        if not side.set_all_notes(not side.shows_all_notes):
            words = self.tr("No other note about this video is known.")
            self.window.note_pane.say(words, brief=True)

    def _toggle_reel(self) -> None:
        """Play just the claims that are listed, from where the video is; or stop doing so."""
        if self.reel.is_on:
            self.reel.stop()
            return
        rows = self.related.rows
        now_ms = self.session.player.position_ms
        start = sum(row.ms is not None and row.ms <= now_ms for row in rows) - 1
        self.reel.play(
            [ReelMoment(row.ms, row.text) for row in rows if row.ms is not None], max(0, start)
        )

    def _connect_transcript(self) -> None:
        transcripts, on = self.transcripts, self.window.actions_.on
        self.sharing.where_requested.connect(transcripts.show_time)
        self.sharing.tag_chosen.connect(lambda tag: self.searching.open_with(f"tag:{tag}"))
        self.sharing.moment_requested.connect(lambda byte: self.moments.find(byte))
        self.window.actions_["subtitles"].toggled.connect(transcripts.set_subtitles)
        on("claim.where", transcripts.show_claim)
        on("transcript.cite", lambda: self.editing.after_typing(transcripts.cite))
        on("transcript.find", transcripts.open_find)
        on("transcript.choose", transcripts.choose_file)
        on("transcript.forget", transcripts.forget_choice)
        for reading in Reading:
            on(f"transcript.{reading.value}", lambda r=reading: transcripts.set_reading(r))  # type: ignore[misc]

    def _find(self) -> None:
        """Find in the transcript where the keyboard is there, else in the note."""
        if self.transcripts.view.has_keys:
            self.transcripts.open_find()
        else:
            self.window.note_pane.open_find()

    def _find_step(self, by: int) -> None:
        """Go on in what was searched last."""
        view = self.transcripts.view
        note_is_searched = self.window.note_pane.find_bar.isVisible()
        if view.has_keys or (view.find_bar.isVisible() and not note_is_searched):
            view.find_step(by)
        else:
            self.window.note_pane.find_step(by)

    def _trigger(self, action_id: str) -> None:
        self.window.actions_[action_id].trigger()

    def _open_vault_menu(self, where: QPoint) -> None:
        menu = QMenu(self.window)
        menu.addAction(self.window.actions_["vault.reel"])
        for action_id in ("vault.save", "vault.check"):
            menu.addAction(self.window.actions_[action_id])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)

    def _toggle_pane(self, name: str) -> None:
        if self.window.is_full_screen:
            self.window.tell(self.tr("In full screen the video is shown alone."))
            return
        self.window.show_pane(name, not self.window.is_pane_shown(name))

    def _focus_filter(self) -> None:
        self.window.show_pane("vault", True)
        self.window.vault_view.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ------------------------------------------------------------------ choosing

    def _open_palette(self) -> None:
        from viewer.ui.kit.palette import Row

        rows = [Row(key, text, "", hint) for key, text, hint in self.window.actions_.rows()]
        self.window.palette_.open(
            rows, self.tr("What would you like to do?"), lambda key: self._trigger(str(key))
        )


def _install_crash_log(folder: Path) -> None:
    """Write what nobody caught to the crash log: it is a bug, and must not get lost."""

    def log(kind: type[BaseException], value: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, value, trace)
        if issubclass(kind, KeyboardInterrupt):
            return
        try:
            with (folder / "crash.log").open("a", encoding="utf-8") as file:
                file.write(f"\n{datetime.now().isoformat()} Cuenote {__version__}\n")
                traceback.print_exception(kind, value, trace, file=file)
        except OSError:
            pass  # it stands on the terminal; a full disk must not hide it behind another error
        # Python keeps the frames of the last exception, and with them what they hold. A painter
        # that outlives its painting ends the program.
        traceback.clear_frames(trace)

    sys.excepthook = log


def make_application(arguments: Sequence[str] = ("cuenote",)) -> QApplication:
    """Make the QApplication, with name, icon and desktop file set before any window."""
    app = QApplication(list(arguments))
    app.setApplicationName("cuenote")
    app.setApplicationDisplayName("")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("cuenote")
    app.setWindowIcon(QIcon(str(RESOURCES / "cuenote.svg")))
    return app


def _make_player() -> Player:
    from viewer.video.playback.vlc_player import VlcPlayer

    return VlcPlayer()


def run(target: Path | VideoRef | None, at_ms: int | None) -> int:
    """Open the window on a note, a folder or a video, until it is closed; the exit code."""
    app = make_application()
    folders = Folders.of_platform()
    _install_crash_log(folders.state)
    # Python sees Ctrl+C only when it runs; a timer lets it run now and then. Who logs out, or
    # closes the terminal, means to keep the state as well.
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):  # Windows has no SIGHUP
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: app.quit())
    heartbeat = QTimer(interval=500)
    heartbeat.timeout.connect(lambda: None)
    heartbeat.start()
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    cuenote = Cuenote(app, folders)
    cuenote.show(target, at_ms)
    QTimer.singleShot(0, lambda: cuenote.set_player(_make_player()))
    QTimer.singleShot(300, cuenote.recovering.offer_all)
    QTimer.singleShot(600, cuenote.settle)
    QTimer.singleShot(5_000, cuenote.note_files.tidy)
    code = app.exec()
    cuenote.shutdown()
    return code

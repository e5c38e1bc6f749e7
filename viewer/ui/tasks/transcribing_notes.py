"""Transcribe the videos of the notes selected in the list.

Those whose video is on this computer and whose words are not: how many they are, and about how
long that takes, is said before anything begins. GUI thread; the notes are read by `Background`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from viewer.base.errors import ViewerError
from viewer.base.translation import tr
from viewer.media.media import Media, MediaFinder, Pairings, remembered
from viewer.media.transcript_files import captions_in, find_transcripts
from viewer.ui.tasks.transcribe_sheet import TranscribePlan, Untranscribed
from viewer.ui.tasks.transcribing import Transcribing
from viewer.ui.vault.feed import VaultList
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.context import Context
from viewer.vault.names import shown_name
from viewer.vault.note_videos import all_videos_of


class TranscribingNotes(NoteFeature):
    """Asks whether to transcribe the videos of notes."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._notes = context.get(VaultList).view
        self._transcribing = context.get(Transcribing)
        self._chosen = Pairings(context.folders.state / "transcripts.json")

    def transcribe(self) -> None:
        """Ask whether to transcribe the videos of the selected notes."""
        notes = self._notes.chosen_notes()
        if not notes:
            self._window.say(tr("Select notes in the list first."), brief=True)
            return
        video = self._session.video
        finder, root, library = video.finder(), self._vault.root, video.library
        chosen = self._chosen
        going = frozenset(
            item.task.media for item in self._transcribing.queue.items() if item.is_unfinished
        )
        if len(notes) > 1:
            self._window.say(tr("Looking for videos without a transcript…"), brief=True)
        self._background.run(
            "transcribe plan",
            lambda: plan_of(notes, finder, root, library, chosen, going),
            self._on_plan,
        )

    def _on_plan(self, plan: TranscribePlan) -> None:
        if plan.videos:
            self._transcribing.ask_for(plan)
            return
        words = tr(
            "The videos of these notes are not on this computer. Save them for offline first."
        )
        if plan.going:
            words = tr("The videos of these notes are already being transcribed.")
        elif plan.have:
            words = tr("All videos of these notes already have a transcript.")
        self._window.say(words, brief=True)


def plan_of(
    notes: Sequence[Path],
    finder: MediaFinder,
    root: Path | None,
    library: Path,
    chosen: Pairings,
    going: frozenset[Path],
) -> TranscribePlan:
    """Compute what transcribing the videos of these notes amounts to, each once.

    Reads the notes and searches files: on a thread of the pool.
    """
    from viewer.media.decoder import duration_of  # it loads PyAV

    listed = remembered(captions_in)
    wanted: dict[Path, Untranscribed] = {}
    have: set[Path] = set()
    under_way: set[Path] = set()
    away = 0
    for note in notes:
        is_here = False
        for ref in all_videos_of(note):
            media = finder(ref, note)
            if not isinstance(media, Media):
                continue
            is_here, path = True, media.path
            if path in wanted or path in have:
                continue
            files = find_transcripts(ref, note, root, library, path, chosen, listed)
            if path in going:
                under_way.add(path)
            elif any(file.heard is None for file in files):
                have.add(path)
            else:
                wanted[path] = Untranscribed(
                    path, shown_name(note.name), _length(path, duration_of), note
                )
        away += not is_here
    return TranscribePlan(tuple(wanted.values()), len(have), len(under_way), away)


def _length(path: Path, duration_of: Callable[[Path], int | None]) -> int | None:
    try:
        return duration_of(path)
    except ViewerError:
        return None  # the job will say what is wrong with it

"""Copy or delete the file of a transcript made here.

GUI thread; disk access is in `Background`.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from viewer.base.errors import MediaError, cant_read, why
from viewer.base.translation import tr, without_stop
from viewer.media import caption_formats
from viewer.media.caption_formats import format_of
from viewer.media.media import LIBRARY, Media
from viewer.media.transcribed import read_transcribed
from viewer.media.transcript_files import TranscriptFile
from viewer.notes.file import save_over
from viewer.ui.page.editing import Editing
from viewer.ui.tasks.transcribing import Transcribing
from viewer.ui.transcript.transcripts import Transcripts
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.context import Context


class TranscribedFile(NoteFeature):
    """Actions on the file of the shown transcript, if it was made here."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._transcripts = context.get(Transcripts)
        self._transcribing, self._editing = context.get(Transcribing), context.get(Editing)

    def save_copy(self) -> None:
        """Ask for a path, and write a copy of the transcript."""
        from PySide6.QtWidgets import QFileDialog

        file = self._shown()
        if file is None:
            return
        chosen, _ = QFileDialog.getSaveFileName(
            self._window,
            without_stop(tr("Save a copy of transcript…")),
            str(self._copy_path(file)),
            ";;".join(
                f"{each.name} (*{each.suffix})" for each in caption_formats.FORMATS if each.write
            ),
        )
        if chosen:
            path = Path(chosen)
            self._background.run(
                "save transcript",
                lambda: copied(file.path, path),
                lambda _: self._window.say(tr("Saved: {0}").format(path.name), brief=True),
            )

    def delete(self) -> None:
        """Delete the transcript; this can be undone for a while."""
        file = self._shown()
        if file is None:
            return
        self._transcribing.let_go(file.path)
        self._background.run(
            "delete transcript", lambda: _taken(file.path), partial(self._on_deleted, file)
        )

    def _shown(self) -> TranscriptFile | None:
        """Return the shown transcript made here; None, with a message, if there is none."""
        file = self._transcripts.found.file
        if file is None or file.origin is None:
            self._window.say(tr("No transcript made by Cuenote is shown."), brief=True)
            return None
        return file

    def _copy_path(self, file: TranscriptFile) -> Path:
        """Suggest a name under which the copy will be found: next to the video, or the note."""
        video, note, path = self._session.video, self._session.note, self._session.path
        media = video.media if isinstance(video.media, Media) else None
        tag = f".{file.language}" if file.language else ""
        if media is not None and media.source is not LIBRARY:
            return media.path.with_name(f"{media.path.stem}{tag}.vtt")
        video_id = note.video.video_id if note is not None and note.video is not None else None
        folder = path.parent if path is not None else Path.home()
        stem = video_id or (media.path.stem if media is not None else "transcript")
        return folder / f"{stem}{tag}.vtt"

    def _on_deleted(self, file: TranscriptFile, data: bytes) -> None:
        def put_back() -> None:
            self._background.run(
                "put transcript back",
                lambda: save_over(file.path, data),
                lambda _: self._transcripts.look(),
            )

        self._transcripts.look()
        self._window.say(tr("Transcript deleted."), (self._editing.first.offer(put_back),))


def copied(path: Path, to: Path) -> None:
    """Copy a transcript made here, in the format of the name's suffix. Raises ViewerError."""
    own = format_of(to)
    try:
        found = read_transcribed(path) if own is not None and own != format_of(path) else None
        if own is not None and own.write is not None and found is not None:
            data = own.write(found).encode()
        else:
            data = path.read_bytes()
    except OSError as error:
        raise MediaError(cant_read(path.name, error)) from error
    save_over(to, data)


def _taken(path: Path) -> bytes:
    """Read a file and delete it. Raises MediaError."""
    try:
        data = path.read_bytes()
        path.unlink()
    except OSError as error:
        raise MediaError(
            tr("“{0}” can't be deleted: {1}.").format(path.name, why(error))
        ) from error
    return data

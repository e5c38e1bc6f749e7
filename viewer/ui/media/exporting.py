"""Exports the open note, a selection of it, or the claims that the filter leaves. GUI thread."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Event

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from viewer.errors import ViewerError
from viewer.evidence.sources import Places
from viewer.export.forms import OF_MEDIA
from viewer.export.media_forms import Choice
from viewer.notes.model import Span
from viewer.notes.timecode import format_ms
from viewer.ui.claims.listing import Listing
from viewer.ui.editing.editing import Editing
from viewer.ui.kit.file_manager import show_file
from viewer.ui.kit.film_words import painter_of_words
from viewer.ui.kit.notice import NoticeButton
from viewer.ui.kit.progress_corner import ProgressCorner
from viewer.ui.kit.sheet import QuestionSheet
from viewer.ui.media.export_sheet import Asked, ExportSheet
from viewer.ui.media.export_work import Offer, Opened, Stock, gather, offer_of, target_of, write
from viewer.ui.session.session import Session
from viewer.ui.shell.context import Context, Feature
from viewer.ui.transcript.transcripts import Transcripts
from viewer.video.frames.pictures import Cancelled
from viewer.video.media import Media

_COUNT, _WRITE = "export count", "export"
_EVERY_MS = 200


class _Job:
    """One export under way. Its thread says how far it is; whoever looks reads it."""

    def __init__(self, name: str, *, is_film: bool) -> None:
        self.name, self.is_film = name, is_film
        self.stop = Event()
        self.done = (0, 0)

    def progress(self, done: int, count: int) -> None:
        self.done = done, count


class Exporting(Feature):
    """Asks for a form, counts beside the window, asks where to, and writes."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._window, self._background = context.window, context.background
        self._session, self._editing = context.get(Session), context.get(Editing)
        self._listing, self._transcripts = context.get(Listing), context.get(Transcripts)
        self._state = context.folders.state
        self.sheet = ExportSheet(self._window)
        self.sheet.wanted.connect(self._count)
        self.sheet.accepted.connect(self._ask_where)
        self.sheet.closed.connect(lambda: self._background.forget(_COUNT))
        self.running = QuestionSheet(self._window)  # how far it is
        self.running.answered.connect(lambda id_: self.stop() if id_ == "stop" else None)
        status = self._window.status
        action = self._window.actions_["export"]
        self.corner = ProgressCorner(action, self.tr("Exporting: {0}"), "external", status)
        status.add_corner(self.corner)
        self._looking = QTimer(self, interval=_EVERY_MS)
        self._looking.timeout.connect(self._show_progress)
        self._folder: Path | None = None  # that was chosen last
        self._spans: dict[str, frozenset[Span]] = {}  # of the claims in a selection or filter
        self._opened: Opened | None = None
        self._stock: Stock | None = None  # of it, once that is gathered
        self._counted: tuple[Stock, Offer, Choice] | None = None
        self._job: _Job | None = None

    def open(self) -> None:
        """Ask what to export of this note; or show how far that is which is under way."""
        if self._job is not None:
            stop, go_on = ("stop", self.tr("Stop")), ("go on", self.tr("Go on"))
            self.running.ask(self.tr("Exporting {0}").format(self._job.name), " ", stop, go_on)
            self._show_progress()
            return
        self._editing.settle()
        note, path = self._session.note, self._session.path
        if note is None or path is None or not note.citations:
            self._window.say(self.tr("This note has no citations to export."), brief=True)
            return
        video = self._session.video
        media, root = video.media, self._session.root or path.parent
        self._opened = Opened(
            note,
            path,
            tuple(self._session.times),
            Places(vault=root, library=video.library, state=self._state),
            media.path if isinstance(media, Media) else None,
            video.duration_ms,
            self._transcripts.transcript,
        )
        self._stock = None
        scopes = [("note", self.tr("The whole note"))]
        self._spans = {}
        rows = self._listing.tab.claims.rows.rows
        if self._listing.tab.sieve and self._listing.note is note:
            kept = {note.claims[row.claim].span for row in rows if row.other is None}
            self._spans["filter"] = frozenset(kept)
            scopes.append(("filter", self.tr("The filtered claims")))
        selected = self._session.page.selected_span()
        if selected is not None and selected.start < selected.end:
            self._spans["selection"] = frozenset(
                claim.span
                for claim in note.claims
                if claim.span.start < selected.end and selected.start < claim.span.end
            )
            scopes.append(("selection", self.tr("The selection")))
        self.sheet.ask_for(note.title or path.stem, scopes)

    def stop(self) -> None:
        """Stop the export that is under way."""
        if self._job is not None:
            self._job.stop.set()

    def close(self) -> None:
        self.stop()

    # ------------------------------------------------------------------ counting

    def _count(self) -> None:
        opened, known, asked = self._opened, self._stock, self.sheet.asked
        self._counted = None
        if opened is None:
            return
        spans = self._spans.get(asked.scope)

        def work() -> tuple[Stock, Offer | ViewerError]:
            stock = known or gather(opened)
            try:
                return stock, offer_of(stock, asked.form, spans, asked.choice.most_lines)
            except ViewerError as error:
                return stock, error  # what was gathered is needed for the next form

        def show(made: tuple[Stock, Offer | ViewerError]) -> None:
            self._show_count(asked, *made)

        self._background.run(_COUNT, work, show)

    def _show_count(self, asked: Asked, stock: Stock, offer: Offer | ViewerError) -> None:
        self._stock = stock
        if isinstance(offer, ViewerError):
            self.sheet.show_problem(offer.words())
            return
        self._counted = stock, offer, asked.choice
        self.sheet.show_offer(offer)

    # ------------------------------------------------------------------ writing

    def _ask_where(self) -> None:
        if self._counted is None:
            return
        (stock, offer, choice), self._counted = self._counted, None
        folder = self._folder if self._folder is not None else stock.opened.path.parent
        words = self.tr("Export: {0}").format(offer.form.words)
        if offer.is_folder:
            chosen = QFileDialog.getExistingDirectory(self._window, words, str(folder))
        else:
            start = folder / f"{stock.opened.path.stem}{offer.form.suffix}"
            kinds = f"{offer.form.words} (*{offer.form.suffix})"
            if offer.form.id == "film":
                kinds = self.tr("Films") + " (*.mp4 *.mkv *.webm)"
            chosen, _ = QFileDialog.getSaveFileName(self._window, words, str(start), kinds)
        if not chosen:
            return
        target = Path(chosen)
        self._folder = target if offer.is_folder else target.parent
        try:
            target = target if offer.is_folder else target_of(offer, target)
        except ViewerError as error:
            self._fail(error)
            return
        if (choice.cards or choice.captions == "burn") and offer.cuts:
            choice = replace(choice, paint=painter_of_words())
        self._write(stock, offer, choice, target)

    def _write(self, stock: Stock, offer: Offer, choice: Choice, target: Path) -> None:
        job = self._job = _Job(target.name, is_film=offer.form.id == "film")

        def work() -> Path | None:
            try:
                return write(stock, offer, target, choice, job.progress, job.stop.is_set)
            except Cancelled:
                return None

        self._background.run(
            _WRITE, work, lambda made: self._on_written(offer, target, made), self._on_failed
        )
        if offer.form.id in OF_MEDIA:
            self._looking.start()
            self._show_progress()
            stop = NoticeButton(self.tr("Stop"), "", self.stop)
            self._window.say(self.tr("Exporting {0}…").format(target.name), (stop,))

    def _show_progress(self) -> None:
        job = self._job
        if job is None:
            return
        done, count = job.done
        words = self.tr("Exporting…")
        if count:
            numbers = (format_ms(done), format_ms(count)) if job.is_film else (done, count)
            words = self.tr("Exporting… {0} of {1}").format(*numbers)
        self.corner.show_progress(words, done / count if count else 0.0, moves=True)
        self.running.words.show_words(words)

    def _end(self) -> _Job:
        """Forget the export that was under way."""
        job, self._job = self._job, None
        assert job is not None
        self._looking.stop()
        self.corner.show_progress("", 0.0, moves=False)
        self.running.close_sheet()
        return job

    def _on_written(self, offer: Offer, target: Path, made: Path | None) -> None:
        job = self._end()
        if made is None:
            words = self.tr("Exporting was stopped; nothing was written.")
            if offer.is_folder and job.done[0]:
                words = self.tr("Exporting was stopped; clips that were finished are in {0}.")
            self._window.say(words.format(target.name), brief=True)
            return
        offers = [NoticeButton(self.tr("Show it"), "", lambda: show_file(made))]
        if offer.form.id == "html":
            url = QUrl.fromLocalFile(str(made))
            offers.insert(
                0, NoticeButton(self.tr("Open it"), "", lambda: QDesktopServices.openUrl(url))
            )
        self._window.say(self.tr("Exported: {0}").format(target.name), offers)

    def _on_failed(self, error: ViewerError) -> None:
        self._end()
        self._fail(error)

    def _fail(self, error: ViewerError) -> None:
        self._window.say(error.words())

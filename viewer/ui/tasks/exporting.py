"""Export the open note or a part of it, the selected notes, or search results.

Exports are jobs, run one after the other on a thread. GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from viewer.base.errors import Cancelled, ViewerError
from viewer.base.translation import _, dotted, tr, without_stop
from viewer.check.sources import Places
from viewer.export.entries import Footage, IsWanted
from viewer.export.format import Content, ExportPlan, Progress, named, write_chosen
from viewer.export.gathering import gather
from viewer.export.note_formats import PDF
from viewer.export.paper import Paper, make_paper
from viewer.media.jobs import Job, Jobs, JobState, part_of
from viewer.media.media import Media
from viewer.media.ytdlp_failures import Failure, FailureKind
from viewer.notes.model import Span
from viewer.notes.note import Note
from viewer.notes.timecode import format_ms
from viewer.notes.videos import video_key
from viewer.ui.claims.listing import ClaimListing
from viewer.ui.kit.background import Background
from viewer.ui.kit.button_list import RowAction
from viewer.ui.kit.file_manager import show_file
from viewer.ui.kit.notice import NoticeButton
from viewer.ui.kit.sheet import QuestionSheet
from viewer.ui.page.editing import Editing
from viewer.ui.page.notes_folder import default_exports_folder
from viewer.ui.tasks.export_sheet import ExportSheet
from viewer.ui.tasks.film_words import painter_of_words
from viewer.ui.transcript.transcripts import Transcripts
from viewer.ui.vault.feed import VaultList
from viewer.ui.watch.session import NoteFeature
from viewer.ui.window.context import EXPORTS, Context
from viewer.ui.window.job_rows import JobRows, listed
from viewer.ui.window.jobs_window import JobsWindow
from viewer.vault.index import Hit
from viewer.vault.passages import PassageKind

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from viewer.export.paper import Paper
    from viewer.ui.tasks.printing import Printing

_EVERY_MS = 200
_COUNT = "export count"
_FORMAT = "export/form"  # the key of the format that was chosen last, by its id
# Laid out on the GUI thread, which a longer one would hold up for seconds; a PDF is made elsewhere.
_MOST_PRINTED_BYTES = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Export(Job):
    """One export."""

    # On a thread; may raise Cancelled. None: it is done, or the program ended meanwhile.
    work: Callable[[Progress, Callable[[], bool]], Path | None] | None
    said: str  # what is exported, in words
    in_ms: bool = False  # how far it is
    is_shown: bool = False  # whether other programs open what is made
    done: float = 0
    count: int = 0
    made: Path | None = None  # once it is done
    then: Callable[[], object] | None = None  # what is done with it then; else it is told of

    @property
    def can_resume(self) -> bool:
        return not self.is_going and self.work is not None

    @property
    def fraction(self) -> float | None:
        return part_of(self.done, self.count)


class _Run:
    """A running export. Its thread updates the progress, which others poll."""

    def __init__(self) -> None:
        self.stop = Event()  # then it ends by itself, and leaves nothing half made
        self.done = (0.0, 0)

    def progress(self, done: float, count: int) -> None:
        self.done = done, count

    def do(self, item: Export) -> Path | None:
        assert item.work is not None
        try:
            return item.work(self.progress, self.stop.is_set)
        except Cancelled:
            return None


class Exports(Jobs[Export]):
    """The queue."""

    stopped = Signal(object)  # Export that was cancelled, once its thread has ended

    def __init__(self, path: Path, background: Background, parent: QObject) -> None:
        super().__init__(path, parent)
        self._background = background
        self._number = 0
        self._runs: dict[str, _Run] = {}  # by the key
        self._looking = QTimer(self, interval=_EVERY_MS)
        self._looking.timeout.connect(self._look)

    def add(self, item: Export) -> str:
        """Queue an export; return its key."""
        self._number += 1
        key = f"export {self._number}"
        self._append(replace(item, key=key))
        self._did_change()
        return key

    def shutdown(self) -> None:
        self._looking.stop()
        super().shutdown()
        for run in self._runs.values():
            run.stop.set()

    def _start(self, item: Export) -> None:
        run = self._runs[item.key] = _Run()
        self._set(item, JobState.RUNNING, failure=None, done=0, count=0)
        self._background.run(
            item.key,
            partial(run.do, item),
            partial(self._on_made, item, run),
            lambda error: self._on_made(item, run, None, error.words()),
        )
        self._looking.start()

    def _end(self, key: str) -> None:
        run = self._runs.pop(key, None)
        if run is not None:
            run.stop.set()

    def _look(self) -> None:
        for key, run in self._runs.items():
            done, count = run.done
            self._put(replace(self._items[key], done=done, count=count))
        if not self._runs:
            self._looking.stop()

    def _on_made(self, item: Export, run: _Run, made: Path | None, failure: str = "") -> None:
        now, current = self._items.get(item.key), self._runs.get(item.key)
        # Stopped too late it is done, unless it runs again.
        if now is None or (current is not run and (made is None or current is not None)):
            self.stopped.emit(item)
            return
        self._runs.pop(item.key, None)
        if failure:
            self._fail(now, Failure(FailureKind.UNKNOWN, failure, ""))
        else:
            # Not what it was made of, which may be many notes.
            self._set(now, JobState.DONE, made=made, work=None)
            self.done.emit(item.key)
        self._did_change()

    def _to_json(self, item: Export) -> dict[str, Any]:
        return {"title": item.title}

    def _from_json(self, value: Mapping[str, Any]) -> Export:
        title = str(value["title"])  # no more: it would be made of what the notes were then
        return Export(f"stopped {title}", title, JobState.CANCELLED, work=None, said="")


class ExportRows(JobRows[Export]):
    """The rows of exports."""

    can_pause = False
    running = _("Exporting")
    stop, stopped = _("Stop"), _("Stopped")

    def doing(self, item: Export) -> str:
        done = ""
        if item.count:
            at, count = int(item.done), item.count
            of = (format_ms(at), format_ms(count)) if item.in_ms else (min(at + 1, count), count)
            done = tr("{0} of {1}").format(*of)
        return listed(tr("Exporting"), done)

    def further(self, item: Export) -> Sequence[RowAction]:
        if item.made is None:
            return ()
        shows = [RowAction("folder", tr("Show in folder"))]
        return [RowAction("open", without_stop(tr("Open…"))), *shows] if item.is_shown else shows


class Exporting(NoteFeature):
    """Asks for a format, previews it, asks for the target, and writes."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._window = window = context.window
        # Of its own: a video takes minutes, and nothing else is to wait for it.
        self._background = Background(self)
        self._editing = context.get(Editing)
        self._listing, self._transcripts = context.get(ClaimListing), context.get(Transcripts)
        self._notes = context.get(VaultList).view
        self.sheet = ExportSheet(self._window)
        self.sheet.wanted.connect(self._count)
        self.sheet.accepted.connect(self._on_accepted)
        self.sheet.closed.connect(self._leave)
        self.exports = Exports(self._folders.state / EXPORTS, self._background, self)
        self.exports.done.connect(self._on_done)
        self.exports.failed.connect(self._on_failed)
        self.exports.stopped.connect(
            lambda item: window.say(tr("Stopped: {0}").format(item.title), brief=True)
        )
        self._jobs = context.get(JobsWindow).pane
        self._rows = ExportRows(self.exports)
        self._jobs.jobs.add(self._rows, self._on_row_action)
        self.question = QuestionSheet(self._window)  # whether to replace a file
        # Back to the sheet, where another name can be typed.
        self.question.closed.connect(lambda: self.sheet.open_sheet(self.sheet.name))
        self.question.accepted.connect(self._on_replace)
        self._replaced: tuple[ExportPlan, Path] | None = None  # what it is about
        self._remembered = context.state
        self._usual = Path()  # the folder that is suggested
        self._folder: Path | None = None  # that the user chose last, be it in the vault
        # Each gathers a part of what is chosen, until the event is set; what they gave, by number.
        self._gathers: list[Callable[[Event], Content]] = []
        self._gathered: dict[int, Content] = {}
        self._counting = Event()  # which is set where nobody wants to know any more
        self._counted: ExportPlan | None = None
        self._printing: Printing | None = None

    def open(self, to_print: bool = False) -> None:
        """Ask what to export or print of this note."""
        self._editing.settle()
        note, path = self._session.note, self._session.path
        if note is None or path is None or not note.blocks:
            self._window.say(tr("This note is empty."), brief=True)
            return
        format_ = "" if note.citations else PDF.id  # which alone holds what has no timestamp
        title, parts = note.title or path.stem, self._parts_of(note)
        self._ask(title, parts, [path], path.stem, format_=format_, to_print=to_print)

    def export_notes(
        self, found: Sequence[tuple[Path, Sequence[Hit]]] | None = None, title: str = ""
    ) -> None:
        """Ask what to export of the notes selected in the list, or of search results.

        Search results are passages of each note; `title` describes the search.
        """
        self._editing.settle()
        notes = self._notes.chosen_notes() if found is None else [path for path, _ in found]
        if not notes:
            self._window.say(tr("Select notes in the list first."), brief=True)
            return
        words = tr("Whole note|Whole notes", "", len(notes))
        parts: dict[str, Callable[..., Content]] = {words: gather}
        if found is not None:
            hits, words = dict(found), tr("Search results")
            parts[words] = partial(gather, wanted=lambda note, path: _found(note, hits[path]))
        about = tr("1 note|%n notes", "", len(notes))
        name = notes[0].stem if len(notes) == 1 else tr("claims")
        self._ask(f"{title} · {about}" if title else about, parts, notes, name)

    def _parts_of(self, note: Note) -> dict[str, Callable[..., Content]]:
        """Return what gathers each part of a note, by its words."""
        whole = tr("Whole note|Whole notes", "", 1)
        parts: dict[str, Callable[..., Content]] = {whole: gather}
        rows = self._listing.tab.claims.listed
        if self._listing.tab.sieve and self._listing.note is note:
            kept = _within({note.claims[row.claim].span for row in rows if row.other is None})
            parts[tr("Filtered claims")] = partial(gather, wanted=lambda *_: kept)
        selected = self._session.page.selected_span()
        if selected is not None and selected.start < selected.end:
            spans = {claim.span for claim in note.claims}
            held = _within({a for a in spans if a.start < selected.end and selected.start < a.end})
            words = tr("Selection")
            parts[words] = partial(gather, wanted=lambda *_: held, areas=(selected,))
        return parts

    def _ask(
        self,
        title: str,
        parts: Mapping[str, Callable[..., Content]],
        notes: Sequence[Path],
        name: str,
        *,
        format_: str = "",
        to_print: bool = False,
    ) -> None:
        note, path, video = self._session.note, self._session.path, self._session.video
        root = self._vault.root or notes[0].parent
        opened = {path: note} if note is not None and path is not None else {}
        known = {}
        if note is not None and note.video is not None:
            media = video.media.path if isinstance(video.media, Media) else None
            transcript = self._transcripts.transcript
            found = Footage(media, video.duration_ms, transcript=transcript)
            known[video_key(note.video)] = found
        places = Places(vault=root, library=video.library, state=self._folders.state)
        top = root if len(notes) > 1 else notes[0].parent

        def each(stop: Event) -> Iterator[tuple[Path, str, Places]]:
            for one in notes:
                if stop.is_set():
                    raise Cancelled
                yield one, _name_in(top, one), places

        def failed(error: ViewerError) -> None:
            if len(notes) == 1:
                raise error

        def gathering(part: Callable[..., Content]) -> Callable[[Event], Content]:
            return lambda stop: part(each(stop), name, opened=opened, known=known, failed=failed)

        self._gathers = [gathering(part) for part in parts.values()]
        self._gathered = {}
        format_ = format_ or self._remembered.text(_FORMAT)
        self._usual = default_exports_folder(root)
        self.sheet.ask_for(title, [*parts], format_, self._folder or self._usual, to_print=to_print)

    def close(self) -> None:
        self._leave()
        self.exports.shutdown()
        if self._printing is not None:
            self._printing.shutdown()

    def wait(self) -> None:
        self._background.shutdown()

    # ------------------------------------------------------------------ counting

    def _count(self) -> None:
        part, format_ = self.sheet.part.index, self.sheet.format
        self._counted = None
        if not self._gathers:
            return
        known, gather_ = self._gathered.get(part), self._gathers[part]
        choice = replace(self.sheet.choice, paint=painter_of_words())
        self._counting.set()  # what was looked at before need not be counted to its end
        stop = self._counting = Event()

        def work() -> tuple[Content | None, ExportPlan | ViewerError] | None:
            content = known
            try:
                content = content or gather_(stop)
                return content, format_.plan(content.fitting(format_), choice)
            except ViewerError as error:
                return content, error  # what was gathered is needed for the next format
            except Cancelled:
                return None

        def show(made: tuple[Content | None, ExportPlan | ViewerError] | None) -> None:
            if made is not None:
                self._show_count(part, *made)

        self._background.run(_COUNT, work, show)

    def _leave(self) -> None:
        self._counting.set()
        self._background.forget(_COUNT)

    def _show_count(
        self, part: int, content: Content | None, plan: ExportPlan | ViewerError
    ) -> None:
        if content is not None:
            self._gathered[part] = content
        if isinstance(plan, ViewerError):
            self.sheet.show_problem(plan.words())
            return
        self._counted = plan
        self.sheet.show_plan(plan)

    # ------------------------------------------------------------------ writing

    def _on_accepted(self) -> None:
        plan, target = self._counted, self.sheet.target
        if plan is None:
            return
        if self.sheet.is_print:
            self._ask_printer(plan)
            return
        self._folder = None if self.sheet.folder == self._usual else self.sheet.folder
        self._remembered.set(_FORMAT, plan.format.id)
        target = target or self.sheet.folder / plan.target_name
        if plan.is_folder:
            self._write(plan, target)
            return
        target = named(plan, target)
        if not target.exists():
            self._write(plan, target)
            return
        self._replaced = plan, target
        self.question.ask(
            tr("Replace “{0}”?").format(target.name),
            tr("“{0}” already exists.").format(target),
            ("cancel", tr("Cancel")),
            ("replace", tr("Replace")),
        )

    def _on_replace(self) -> None:
        self.sheet.close_sheet()
        if self._replaced is not None:
            self._write(*self._replaced)

    def _ask_printer(self, plan: ExportPlan) -> None:
        one = plan.content.notes[0]
        if len(one.read()[0].data) > _MOST_PRINTED_BYTES and one.areas is None:
            self._window.say(tr("This note is too long to print. Export it as PDF and print that."))
            return
        if self._printing is None:
            from viewer.ui.tasks.printing import Printing  # here, for few print

            self._printing = Printing(self._window)
        printer = self._printing.ask(one.title, f"{plan.content.name}.pdf")
        if printer is not None:
            self._print(plan, self._printing, printer)

    def _print(self, plan: ExportPlan, printing: Printing, printer: QPrinter) -> None:
        one, footage = plan.content.notes[0], plan.content.footage
        with_frames = plan.choice.frames
        made: list[Paper] = []

        def work(progress: Progress, cancelled: Callable[[], bool]) -> None:
            made.append(make_paper(one, footage, with_frames, progress, cancelled))

        def then() -> None:
            printing.print_on(printer, made.pop(), self._window.say)

        title = dotted(tr("Print…"), one.title)
        self._add(Export("", title, work=work, said="", then=then))

    def _add(self, item: Export) -> str:
        key = self.exports.add(item)
        if not self._runs(key):
            shows = NoticeButton(tr("Show progress"), "", self._jobs.open_tab)
            self._window.say(tr("Waiting for another export."), (shows,))
        return key

    def _write(self, plan: ExportPlan, target: Path) -> None:
        format_ = plan.format
        said = format_.said(plan) if plan.is_folder else tr("“{0}”").format(target.name)
        item = Export(
            "",
            dotted(tr("Export…"), target.name),
            work=lambda progress, cancelled: write_chosen(plan, target, progress, cancelled),
            said=said,
            in_ms=format_.in_ms,
            is_shown=format_.is_shown,
        )
        key = self._add(item)
        if format_.is_media and self._runs(key):
            stop = NoticeButton(tr("Stop"), "", lambda: self.exports.cancel(key))
            self._window.say(tr("Exporting {0}…").format(said), (stop,))

    def _runs(self, key: str) -> bool:
        item = self.exports.item(key)
        return item is not None and item.state is JobState.RUNNING

    def _on_done(self, key: str) -> None:
        item = self.exports.item(key)
        if item is not None and item.then is not None:
            item.then()
        elif item is not None and item.made is not None:
            offers = [
                NoticeButton(one.text, "", partial(self._on_row_action, key, one.id))
                for one in self._rows.further(item)
            ]
            self._window.say(tr("Exported {0}").format(item.said), offers)

    def _on_failed(self, key: str) -> None:
        item = self.exports.item(key)
        if item is not None and item.failure is not None:
            self._window.say(item.failure.text)

    def _on_row_action(self, key: str, action: str) -> None:
        item = self.exports.item(key)
        if item is not None and item.made is not None and action == "folder":
            show_file(item.made)
        elif item is not None and item.made is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(item.made)))


def _name_in(root: Path, path: Path) -> str:
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()


def _within(spans: Collection[Span]) -> IsWanted:
    return lambda entry: entry.span in spans


def _found(note: Note, hits: Sequence[Hit]) -> IsWanted:
    from viewer.vault.locate import locate  # here, for it loads RapidFuzz

    places = [locate(note, hit) for hit in hits if hit.kind is PassageKind.CLAIM]
    return _within({note.claims[at.claim].span for at in places if at and at.claim >= 0})

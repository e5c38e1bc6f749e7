"""The exports with one file per note: pages and PDF. No Qt."""

from __future__ import annotations

from abc import abstractmethod
from functools import partial
from pathlib import PurePosixPath

from viewer.base.translation import _, comma_list, tr
from viewer.export import html_page, paper
from viewer.export.choice import Choice
from viewer.export.entries import ExportNote
from viewer.export.film_formats import behind_picture
from viewer.export.format import (
    READ,
    Content,
    ExportFile,
    ExportFormat,
    ExportPlan,
    ExportTask,
    FormatKind,
    free_name,
)
from viewer.export.new_file import write_text


class NoteFormat(ExportFormat):
    """A format with one file per note, in which its moments are shown."""

    is_media = is_each = is_shown = True

    def plan(self, content: Content, choice: Choice) -> ExportPlan:
        taken: set[str] = set()
        files = []
        for note in content.notes:
            name = free_name(PurePosixPath(note.name).stem, self.suffix, taken)
            write = partial(self.write, note, content, choice)
            files.append(ExportFile(name, write, note.name))
        size = sum(entry.ms is not None for entry in content.entries)
        return ExportPlan(self, content, choice, files, size, bare=content.bare)

    @abstractmethod
    def write(self, note: ExportNote, content: Content, choice: Choice, task: ExportTask) -> str:
        """Write the file of one note; see `format.Writer`."""


class PageFormat(NoteFormat):
    """An HTML page; see `html_page.write_page`. Entries `behind_picture` are not in it."""

    id, suffix = "html", ".html"
    words = _("Web page with pictures and clips")
    about = _("One file that opens in any browser. Whoever reads it can play each claim.")
    kind, folder = FormatKind(READ, _("Web page"), _("with pictures and clips")), _("pages")
    options = ("no_clips",)
    #: {0}: “12 timestamps”
    files = _("1 page with {0}|%n pages with {0}", "", 2)

    def plan(self, content: Content, choice: Choice) -> ExportPlan:
        plan, entries = super().plan(content, choice), content.entries
        behind = behind_picture(content)
        left = [entry for entry in entries if entry.ms is None or entry in behind]
        return plan._replace(size=len(entries) - len(left), left=left)

    def write(self, note: ExportNote, content: Content, choice: Choice, task: ExportTask) -> str:
        behind = behind_picture(content._replace(notes=[note]))
        shown = tuple(entry for entry in note.entries if entry not in behind)
        page = note._replace(entries=shown)
        text = html_page.write_page(page, content.footage, task, with_clips=not choice.no_clips)
        write_text(task.target, text)
        return ""


class PdfFormat(NoteFormat):
    """The note as printed; a time that leads nowhere is struck through, so none is left out."""

    id, suffix = "pdf", ".pdf"
    words = "PDF"
    about = _("The note as it is printed. Its timestamps are links.")
    kind, folder = FormatKind(READ, "PDF", _("to print or send")), "PDF"
    takes_text = True
    options = ("frames",)
    lacks = _(
        "1 timestamp has no picture: its video is not on this computer.|"
        "%n timestamps have no picture: their videos are not on this computer.",
        "",
        2,
    )
    files = _("1 file, one per note|%n files, one per note", "", 2)

    def plan(self, content: Content, choice: Choice) -> ExportPlan:
        plan = super().plan(content, choice)
        return plan if choice.frames else plan._replace(bare=0)

    def said(self, plan: ExportPlan) -> str:
        words = tr("Whole note|Whole notes", "", 1)
        if any(one.areas is not None for one in plan.content.notes):
            words = tr("Chosen part, with its headings")
        if len(plan.files) > 1:
            words = tr(self.files, "", len(plan.files))
        if not plan.size:
            return tr("{0}, no timestamps").format(words)
        return comma_list((words, tr(self.holds, "", plan.size)))

    def write(self, note: ExportNote, content: Content, choice: Choice, task: ExportTask) -> str:
        made = paper.make_paper(note, content.footage, choice.frames, task.progress, task.cancelled)
        paper.write_pdf(made, task.target, task.cancelled)
        return ""


PAGE, PDF = PageFormat(), PdfFormat()

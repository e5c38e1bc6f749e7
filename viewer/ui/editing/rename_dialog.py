"""The dialog for a note's new name, with what changes in every note that links to it."""

from __future__ import annotations

import posixpath
import threading
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, QTimer
from PySide6.QtGui import QColor, QFont, QPalette, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from viewer.errors import NoteEditError, ViewerError
from viewer.ui.kit.background import Background
from viewer.ui.kit.buttons import WordButton
from viewer.ui.kit.panes import fit_to_screen
from viewer.ui.kit.plain import Label
from viewer.ui.kit.scroll_bar import SlimScrollBar
from viewer.ui.kit.theme import theme_of, ui_font, words_font
from viewer.vault.link_targets import LinkNames
from viewer.vault.links import VaultFiles, stem_of
from viewer.vault.names import shown_name
from viewer.vault.rename import Rename, new_path, plan_rename

_TYPING_RESTS_MS = 120
_MOST_SHOWN = 100  # links; whoever has more trusts the count


class RenameDialog(QDialog):
    """Asks for a name; whether it can be had, and what it changes, is shown while it is typed."""

    def __init__(
        self,
        parent: QWidget,
        background: Background,
        root: Path,
        note: str,
        *,
        files: VaultFiles | None,
        names: LinkNames | None,
    ) -> None:
        """Ask for the note at `note` below `root`; `files` and `names` spare what they know."""
        super().__init__(parent)
        self._background, self._root, self._note = background, root, note
        self._files = files
        # What the notes of the vault link to, once it is known.
        self.names: LinkNames | None = None
        self._plan: Rename | None = None
        self._accept_when_shown = False
        self._is_left = threading.Event()
        self._rest = QTimer(self, singleShot=True, interval=_TYPING_RESTS_MS)
        self._rest.timeout.connect(self._look)
        self._build()
        self._scan(names)
        self._on_typed()

    def ask(self) -> Rename | None:
        """Let the person choose; None where they would not."""
        accepted = self.exec() == QDialog.DialogCode.Accepted
        self._is_left.set()
        for name in ("rename names", "rename plan"):
            self._background.forget(name)
        self.deleteLater()
        return self._plan if accepted else None

    # ------------------------------------------------------------------ building

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Rename this note"))
        fit_to_screen(self, QSize(680, 520))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 14)
        column.setSpacing(0)
        label = Label(self.tr("&Name"), self)
        label.setFont(ui_font(self, 0.95, QFont.Weight.DemiBold))
        column.addWidget(label)
        column.addSpacing(6)
        self.field = QLineEdit(stem_of(self._note), self)
        self.field.setMinimumHeight(34)
        self.field.setAccessibleName(self.tr("New name"))
        self.field.setTextMargins(6, 0, 6, 0)
        self.field.selectAll()
        self.field.textChanged.connect(self._on_typed)
        label.setBuddy(self.field)
        column.addWidget(self.field)
        column.addSpacing(6)
        self.status = self._label()
        column.addWidget(self.status)
        column.addSpacing(16)
        self.summary = self._label()
        self.summary.setFont(ui_font(self, 1.0, QFont.Weight.DemiBold))
        column.addWidget(self.summary)
        column.addSpacing(6)
        self.preview = QTextEdit(self)
        self.preview.setReadOnly(True)
        self.preview.setFrameShape(QFrame.Shape.NoFrame)
        bar = SlimScrollBar()
        ground = bar.palette()
        ground.setColor(QPalette.ColorRole.Window, theme_of(self).field)
        bar.setPalette(ground)
        self.preview.setVerticalScrollBar(bar)
        self.preview.setTabChangesFocus(True)
        self.preview.setAccessibleName(self.tr("Links that change"))
        self.preview.document().setDocumentMargin(12)
        self.preview.setFont(words_font(self))
        column.addWidget(self.preview, 100)
        column.addStretch(1)  # while there is nothing to show
        column.addSpacing(12)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        cancel = WordButton(self.tr("Cancel"), self)
        cancel.clicked.connect(self.reject)
        self.button = WordButton(self.tr("Rename"), self, primary=True)
        self.button.setDefault(True)
        self.button.clicked.connect(self._on_accept)
        buttons.addWidget(cancel)
        buttons.addWidget(self.button)
        column.addLayout(buttons)

    def _label(self) -> QLabel:
        label = Label(parent=self)
        label.setWordWrap(True)
        label.setFont(words_font(self))
        return label

    # ------------------------------------------------------------------ looking

    def _scan(self, before: LinkNames | None) -> None:
        known, root, left = self._files, self._root, self._is_left

        def scan() -> tuple[VaultFiles, LinkNames]:
            files = VaultFiles.scan(root)
            if known is not None and known.notes == files.notes:
                files = known  # whose titles may have been read already
            return files, LinkNames.scan(files, before, lambda: not left.is_set())

        self._background.run("rename names", scan, lambda found: self._on_scanned(*found))

    def _on_scanned(self, files: VaultFiles, names: LinkNames) -> None:
        self._files, self.names = files, names
        self._on_typed()

    def _on_typed(self) -> None:
        self._plan = None
        self._accept_when_shown = False
        self._background.forget("rename plan")
        new = self._wanted()
        self.button.setEnabled(new is not None)
        if new is None:
            self._rest.stop()
            self._show_plan()
        else:
            self._rest.start()  # what was shown before stays until then

    def _wanted(self) -> str | None:
        """Read the name typed, and say what is wrong with it; None where it cannot be had."""
        text = self.field.text()
        files = self._files if self._files is not None else VaultFiles(self._root, (self._note,))
        try:
            new = new_path(files, self._note, text)
        except NoteEditError as error:
            self._say(str(error), is_bad=bool(text))
            return None
        folder = posixpath.dirname(new) or self._root.name
        if new == self._note:
            self._say(
                self.tr("In “{0}”. With a folder before it, as folder/name, it is moved.").format(
                    folder
                )
            )
            return None
        moves = posixpath.dirname(new) != posixpath.dirname(self._note)
        self._say((self.tr("Moves to “{0}”") if moves else self.tr("In “{0}”")).format(folder))
        return new

    def _say(self, words: str, *, is_bad: bool = False) -> None:
        theme = theme_of(self)
        palette = self.status.palette()
        palette.setColor(QPalette.ColorRole.WindowText, theme.bad if is_bad else theme.muted)
        self.status.setPalette(palette)
        self.status.setText(words)

    def _look(self) -> None:
        new, files, names, old = self._wanted(), self._files, self.names, self._note
        if new is None or files is None or names is None:
            return  # `_on_scanned` comes back to it
        self._background.run(
            "rename plan",
            lambda: plan_rename(files, names, old, new),
            self._on_planned,
            self._on_failed,
        )

    def _on_planned(self, plan: Rename) -> None:
        self._plan = plan
        self._show_plan()
        if self._accept_when_shown:
            self.accept()

    def _on_failed(self, error: ViewerError) -> None:
        self._say(str(error), is_bad=True)
        self.button.setEnabled(False)

    def _on_accept(self) -> None:
        """Take the name; one that is not looked at yet is taken once it is."""
        if self._plan is not None:
            self.accept()
        elif self._wanted() is not None:
            self._accept_when_shown = True

    # ------------------------------------------------------------------ showing

    def _show_plan(self) -> None:
        plan = self._plan
        self.preview.clear()
        self.preview.setVisible(plan is not None and (plan.notes != () or plan.notices != ()))
        if plan is None:
            self.summary.setText(
                self.tr("Links to this note change with its name.")
                if self.names is not None
                else self.tr("Looking for links…")
            )
            return
        links, notes = plan.link_count, len([one for one in plan.notes if one.links])
        if not links:
            self.summary.setText(self.tr("No link changes."))
        else:
            count = self.tr("1 link") if links == 1 else self.tr("{0} links").format(f"{links:,}")
            where = self.tr("1 note") if notes == 1 else self.tr("{0} notes").format(f"{notes:,}")
            self.summary.setText(self.tr("{0} in {1} will change").format(count, where))
        self._show_changes(plan)

    def _show_changes(self, plan: Rename) -> None:
        theme = theme_of(self)
        cursor = QTextCursor(self.preview.document())
        cursor.beginEditBlock()
        strong = _format(theme.ink, QFont.Weight.DemiBold)
        muted, doubt = _format(theme.muted), _format(theme.doubt)
        bad, good = _format(theme.bad), _format(theme.good)
        for notice in plan.notices[:_MOST_SHOWN]:
            self._room(cursor)
            cursor.insertText(shown_name(notice.note), strong)
            cursor.insertText(f"  {notice.link}".rstrip(), muted)
            self._line(cursor)
            cursor.insertText(notice.words, doubt)
        shown = 0
        for note in plan.notes:
            if shown >= _MOST_SHOWN:
                break
            self._room(cursor)
            cursor.insertText(shown_name(note.note), strong)
            folder = posixpath.dirname(note.note)
            if folder:
                cursor.insertText(f"  {folder}", muted)
            for link in note.links[: _MOST_SHOWN - shown]:
                shown += 1
                for mark, text, fmt in (("− ", link.old, bad), ("+ ", link.new, good)):
                    self._line(cursor)
                    cursor.insertText(mark, fmt)
                    cursor.insertText(link.lead, muted)
                    cursor.insertText(text, fmt)
                    cursor.insertText(link.tail, muted)
        if plan.link_count > shown:
            self._room(cursor)
            rest = f"{plan.link_count - shown:,}"
            cursor.insertText(self.tr("… and {0} more links").format(rest), muted)
        cursor.endEditBlock()
        self.preview.moveCursor(QTextCursor.MoveOperation.Start)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self.isVisible():
            # The colours of text stand in it: the system may go dark while this is open.
            self._wanted()
            self._show_plan()

    @staticmethod
    def _room(cursor: QTextCursor) -> None:
        """Begin what is shown of a note."""
        if not cursor.atStart():
            block = QTextBlockFormat()
            block.setTopMargin(10)
            cursor.insertBlock(block, QTextCharFormat())

    @staticmethod
    def _line(cursor: QTextCursor) -> None:
        block = QTextBlockFormat()
        block.setTopMargin(3)
        # What wraps stands below the words, not below the mark.
        block.setLeftMargin(14)
        block.setTextIndent(-14)
        cursor.insertBlock(block, QTextCharFormat())


def _format(colour: QColor, weight: QFont.Weight = QFont.Weight.Normal) -> QTextCharFormat:
    fmt = QTextCharFormat()
    fmt.setForeground(colour)
    fmt.setFontWeight(weight)
    return fmt

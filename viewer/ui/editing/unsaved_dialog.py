"""What is asked about text that would be lost, and about text that an earlier run left unsaved."""

from __future__ import annotations

import difflib
import tempfile
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, QSize
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QPlainTextEdit,
    QWidget,
)

from viewer.errors import ViewerError
from viewer.notes.draft import Draft
from viewer.notes.file import save_over
from viewer.notes.journal import Recovery
from viewer.translation import locale, tr
from viewer.ui.kit.boxes import column_of, row_of
from viewer.ui.kit.buttons import WordButton
from viewer.ui.kit.panes import fit_to_screen
from viewer.ui.kit.plain import Label
from viewer.ui.kit.scroll_bar import SlimScrollBar
from viewer.ui.kit.theme import theme_of, ui_font, words_font
from viewer.ui.kit.units import figures


def keep_unsaved(parent: QWidget, draft: Draft, error: ViewerError) -> bool:
    """Ask what to do with a text that is about to be let go of and is nowhere on a disk.

    True where saving is to be tried again; False where the text is elsewhere now, or not wanted.
    """
    words = str(error)
    while True:
        dialog = Question(parent, tr("“{0}” is not saved").format(draft.path.name))
        dialog.say(words)
        dialog.say(
            tr("Your text can't be kept for the next start either: the disk can't be written to.")
        )
        answer = dialog.ask(
            {
                "drop": tr("Discard changes"),
                "elsewhere": tr("Save a copy elsewhere…"),
                "again": tr("Try again"),
            },
            likely="again",
            otherwise="again",
        )
        if answer != "elsewhere":
            return answer == "again"
        start = Path(tempfile.gettempdir()) / draft.path.name
        chosen, _ = QFileDialog.getSaveFileName(parent, tr("Save a copy"), str(start))
        if not chosen:
            continue
        try:
            save_over(Path(chosen), draft.data)  # it was asked whether it may be replaced
        except ViewerError as refused:
            words = str(refused)
        else:
            return False


def ask_recovery(parent: QWidget, recovery: Recovery) -> str:
    """Show what was left unsaved, as a diff; the answer: "take", "later" or "discard"."""
    dialog = Question(parent, tr("Unsaved text found"))
    fit_to_screen(dialog, QSize(820, 520))
    changed = QDateTime.fromSecsSinceEpoch(int(recovery.changed_s))
    when = figures(locale().toString(changed, QLocale.FormatType.ShortFormat))
    dialog.say(tr("“{0}” was changed on {1} but not saved:").format(recovery.note.name, when))
    dialog.show_difference(recovery.base, recovery.text)
    return dialog.ask(
        {
            "discard": tr("Discard"),
            "later": tr("Ask again later"),
            "take": tr("Restore"),
        },
        likely="take",
        otherwise="later",
    )


def restores_previous(parent: QWidget, name: str, now: bytes, previous: bytes) -> bool:
    """Show what another program changed in a note; True where the version before is wanted."""
    dialog = Question(parent, tr("Changed on disk"))
    fit_to_screen(dialog, QSize(820, 520))
    dialog.say(tr("Another program made these changes to “{0}”:").format(name))
    dialog.show_difference(previous, now)
    answers = {"restore": tr("Restore previous version"), "keep": tr("Keep changes")}
    return dialog.ask(answers, likely="keep", otherwise="keep") == "restore"


class Question(QDialog):
    """Words, and a button for each answer."""

    def __init__(self, parent: QWidget, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._column = column_of(self, gap=12, around=(20, 16, 20, 16))

    def say(self, words: str) -> None:
        label = Label(words, self)
        label.setWordWrap(True)
        label.setMinimumWidth(420)
        label.setFont(ui_font(self, 1.05))
        self._column.addWidget(label)

    def show_difference(self, old: bytes, new: bytes) -> None:
        """Show which lines go and which come, by sign and colour."""
        theme = theme_of(self)
        text = QPlainTextEdit(self)
        text.setReadOnly(True)
        text.setAccessibleName(tr("Changes"))
        text.setFrameShape(QFrame.Shape.NoFrame)
        text.setVerticalScrollBar(SlimScrollBar())
        text.setTabChangesFocus(True)
        text.setFont(words_font(self))
        text.document().setDocumentMargin(12)
        cursor = QTextCursor(text.document())
        for line in difflib.unified_diff(
            old.decode("utf-8", "replace").splitlines(),
            new.decode("utf-8", "replace").splitlines(),
            lineterm="",
            n=1,
        ):
            if line.startswith(("---", "+++", "@@")):
                continue
            ink = theme.good if line[:1] == "+" else theme.bad if line[:1] == "-" else theme.muted
            looks = QTextCharFormat()
            looks.setForeground(ink)
            cursor.insertText(line + "\n", looks)
        self._column.addWidget(text, 1)

    def ask(self, answers: dict[str, str], *, likely: str, otherwise: str) -> str:
        """Show the window until an answer is chosen; `otherwise` where it is closed."""
        chosen = otherwise

        def choose(name: str) -> None:
            nonlocal chosen
            chosen = name
            self.accept()

        row = row_of(None, (None, 1), gap=12)
        for name, words in answers.items():
            button = WordButton(words, self, primary=name == likely)
            button.setDefault(name == likely)
            button.clicked.connect(lambda _=False, name=name: choose(name))
            row.addWidget(button)
        self._column.addLayout(row)
        self.exec()
        return chosen

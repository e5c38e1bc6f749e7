"""The dialogs about text that could be lost: differences, conflicts, and answers."""

from __future__ import annotations

import html
import re
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, QSize, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QFrame,
    QGridLayout,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from viewer.base.errors import ViewerError
from viewer.base.translation import locale, tr
from viewer.notes.diff import difference, pieces, word_hunks
from viewer.notes.draft import Draft
from viewer.notes.file import save_over
from viewer.notes.journal import Recovery
from viewer.notes.merge import Merge, MergeChoice, MergeRegion
from viewer.notes.model import Span
from viewer.ui.kit.boxes import column_of, row_of
from viewer.ui.kit.buttons import WordButton
from viewer.ui.kit.panes import fit_to_screen
from viewer.ui.kit.scroll_bar import SlimScrollBar, make_quiet
from viewer.ui.kit.sheet import Words
from viewer.ui.kit.theme import theme_of, words_font
from viewer.ui.kit.units import figures

_TAG = re.compile(rb"</?a\b[^<>]*>")
_BREAK = "<br/>"


def ask_conflicts(parent: QWidget, merged: Merge) -> Mapping[int, MergeChoice] | None:
    """Ask which side to take of each conflict; None if the user declines for now."""
    dialog = MergeDialog(parent, tr("The same lines were changed twice"))
    dialog.show_conflicts(merged.conflicts)
    answers = {"later": tr("Not now"), "take": tr("Use these")}
    is_taken = dialog.ask(answers, likely="take", otherwise="later") == "take"
    return dialog.choices() if is_taken else None


def ask_recovery(
    parent: QWidget, recovery: Recovery, merged: Merge
) -> tuple[str, Mapping[int, MergeChoice]]:
    """Show what was left unsaved, and its conflicts with the note as it is now.

    Returns "take", "later" or "discard", and the choices.
    """
    dialog = MergeDialog(parent, tr("Unsaved text found"))
    changed = QDateTime.fromSecsSinceEpoch(int(recovery.changed_s))
    when = figures(locale().toString(changed, QLocale.FormatType.ShortFormat))
    dialog.say(tr("“{0}” was changed on {1} but not saved:").format(recovery.note.name, when))
    dialog.show_difference(recovery.base, recovery.text)
    if merged.conflicts:
        dialog.show_conflicts(merged.conflicts)
    answers = {"discard": tr("Discard"), "later": tr("Ask again later"), "take": tr("Restore")}
    return dialog.ask(answers, likely="take", otherwise="later"), dialog.choices()


def ask_previous(parent: QWidget, name: str, now: bytes, previous: bytes, *, are_more: bool) -> str:
    """Show what changed in a note since an earlier version; return "restore", "keep" or "more"."""
    dialog = MergeDialog(parent, tr("Changes"))
    dialog.say(tr("“{0}” has changed since its previous version:").format(name))
    dialog.show_difference(previous, now)
    answers = {"more": tr("Show text discarded in merges")} if are_more else {}
    answers |= {"restore": tr("Restore previous version"), "keep": tr("Keep changes")}
    return dialog.ask(answers, likely="keep", otherwise="keep")


def keep_unsaved(parent: QWidget, draft: Draft, error: ViewerError) -> bool:
    """Ask what to do with a text that is about to be given up and is not saved anywhere.

    True if saving should be tried again; False if it is saved elsewhere now, or not wanted.
    """
    words = str(error)
    while True:
        dialog = MergeDialog(parent, tr("“{0}” is not saved").format(draft.path.name))
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


class MergeDialog(QDialog):
    """Explanations and texts, and a button for each answer."""

    def __init__(self, parent: QWidget | None, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._column = column_of(self, gap=12, around=(20, 16, 20, 16))
        self._conflicts: list[_Conflict] = []

    def say(self, words: str) -> None:
        label = Words(words, self, scale=1.05)
        label.setMinimumWidth(420)
        self._column.addWidget(label)

    def show_difference(self, old: bytes, new: bytes) -> None:
        """Show what differs in words: what goes is struck, what comes is underlined."""
        fit_to_screen(self, QSize(820, 520))
        theme = theme_of(self)
        text = QPlainTextEdit(self)
        text.setReadOnly(True)
        text.setAccessibleName(tr("Changes"))
        text.setFrameShape(QFrame.Shape.NoFrame)
        text.setVerticalScrollBar(SlimScrollBar())
        text.setTabChangesFocus(True)
        text.setFont(words_font(self))
        text.document().setDocumentMargin(12)
        was, now = map(pieces, _as_read(old, new))
        shown, at = "", 0
        for start, end, new_start, new_end in word_hunks(was, now):
            gone, come = _escaped(*was[start:end]), _escaped(*now[new_start:new_end])
            shown += _ends(_escaped(*was[at:start]), is_first=not shown)
            shown += f'<s style="color:{theme.bad.name()}">{gone}</s> ' * bool(gone)
            shown += f'<u style="color:{theme.good.name()}">{come}</u>' * bool(come)
            at = end
        shown += _escaped(*was[at:]).partition(_BREAK)[0]
        text.appendHtml(f'<div style="white-space: pre-wrap">{shown}</div>')
        self._column.addWidget(text, 1)

    def show_conflicts(self, conflicts: Sequence[MergeRegion]) -> None:
        """Show both sides of each conflict; yours is taken unless the user says otherwise."""
        fit_to_screen(self, QSize(920, 600))
        self.say(tr("Choose a version for each conflict. Discarded text is kept for 30 days."))
        inside = QWidget()
        self._conflicts = [
            _Conflict(inside, region, number, len(conflicts))
            for number, region in enumerate(conflicts, 1)
        ]
        column_of(inside, *self._conflicts, (None, 1), gap=22, around=(0, 0, 12, 0))
        area = QScrollArea(self)
        make_quiet(area)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        self._column.addWidget(area, 1)

    def choices(self) -> dict[int, MergeChoice]:
        """Return the choices, by the index of the conflict."""
        return {number: place.choice for number, place in enumerate(self._conflicts)}

    def ask(self, answers: Mapping[str, str], *, likely: str, otherwise: str) -> str:
        """Show the dialog until an answer is chosen; `otherwise` if it is closed."""
        row = row_of(None, (None, 1), gap=12)
        for number, (name, words) in enumerate(answers.items(), 1):
            button = WordButton(words, self, primary=name == likely)
            button.setDefault(name == likely)
            button.clicked.connect(lambda _=False, number=number: self.done(number))
            row.addWidget(button)
        self._column.addLayout(row)
        chosen = self.exec()
        self.deleteLater()
        return list(answers)[chosen - 1] if chosen else otherwise


class _Conflict(QWidget):
    def __init__(self, parent: QWidget, region: MergeRegion, number: int, count: int) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        where = tr("conflict {0} of {1}").format(number, count)
        ours, theirs = _as_read(region.ours, region.theirs)
        change = difference(ours, theirs, "")
        old = [Span(edit.start, edit.end) for edit in change.edits]
        sides = (ours, old), (theirs, change.new_spans())
        for at, (text, changed) in enumerate(sides):
            grid.setColumnStretch(at, 1)
            grid.addWidget(_side(self, text, changed), 1, at)
        for at, words in enumerate((tr("Yours"), tr("On disk"), tr("Both"))):
            button = WordButton(words, self)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setAccessibleName(f"{words}, {where}")
            self._group.addButton(button, at)
            grid.addWidget(button, at // 2 * 2, at % 2, Qt.AlignmentFlag.AlignLeft)
        self._group.button(0).setChecked(True)

    @property
    def choice(self) -> MergeChoice:
        return tuple(MergeChoice)[self._group.checkedId()]


def _as_read(one: bytes, other: bytes) -> tuple[bytes, bytes]:
    """Return two texts without the tags of their timestamps, unless only those differ."""
    shown = _TAG.sub(b"", one), _TAG.sub(b"", other)
    return shown if shown[0] != shown[1] else (one, other)


def _side(parent: QWidget, text: bytes, changed: Sequence[Span]) -> Words:
    words, at = "", 0
    for span in changed:
        same, piece = _escaped(text[at : span.start]), _escaped(text[span.start : span.end])
        words, at = f"{words}{same}<u>{piece}</u>", span.end
    words += _escaped(text[at:])
    gone = html.escape(tr("These lines were deleted."))
    words = words if text.strip() else f"<i>{gone}</i>"
    label = Words(parent=parent)
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setText(f'<div style="white-space: pre-wrap">{words}</div>')
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return label


def _escaped(*parts: bytes) -> str:
    shown = b"".join(parts).decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return html.escape(shown).replace("\n", _BREAK)


def _ends(text: str, *, is_first: bool) -> str:
    """Leave of what is the same the parts of lines beside what differs."""
    head, *others = text.split(_BREAK)
    if is_first:
        return others[-1] if others else head
    return text if len(others) < 3 else _BREAK.join((head, "…", others[-1]))

"""The heading of the note list: the vault's name, and how its notes are listed."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton, QWidget

from viewer.base.translation import comma_list, labelled, numeral, tr
from viewer.ui.kit.boxes import column_of, row_of
from viewer.ui.kit.buttons import OwnKeys, PaintedButton, PressKeys, paint_focus
from viewer.ui.kit.keys import is_typed
from viewer.ui.kit.menu import Menu
from viewer.ui.kit.paint import RIGHT, paint_face, paint_words, smooth
from viewer.ui.kit.theme import Theme, caps_font, paint_icon, scaled, theme_of, ui_font
from viewer.ui.vault.outline import Mode
from viewer.vault.facts import NoteFact, orders


class VaultHeading(QWidget):
    """Name and menu. The name is a button that switches vaults."""

    chosen = Signal(str, str)  # a key of the state, and its value
    only_wanted = Signal(bool)  # whether only notes with problems are to be listed

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.vault = ""  # its name, shown by `set_counts`; empty where none is open
        self.name = _NameButton(self)
        self.menu = Menu(self, tr("List options"))  # a part of the menu of the name
        self._actions: dict[str, QAction] = {}
        self._make_menu()
        self.label = _ProblemsLabel(self)
        self.label.clicked.connect(lambda: self.only_wanted.emit(False))
        OwnKeys(self, is_typed)  # Tab leads here from the filter
        column_of(self, self.name, row_of(None, self.label, (None, 1)), around=(8, 0, 8, 0))

    def _make_menu(self) -> None:
        modes = {"folders": tr("Folders"), "videos": tr("Channels and videos")}
        sorts = {name: tr(fact.order) for name, fact in orders().items()}
        for key, choices in (("vault/mode", modes), ("vault/sort", sorts)):
            group = QActionGroup(self.menu)
            for choice, words in choices.items():
                action = self.menu.addAction(words)
                action.setCheckable(True)
                group.addAction(action)
                action.triggered.connect(lambda _=False, k=key, c=choice: self.chosen.emit(k, c))
                self._actions[choice] = action
            self.menu.addSeparator()
        self._only = self.menu.addAction(tr("Only with problems"))
        self._only.setCheckable(True)
        self._only.triggered.connect(self.only_wanted)

    def show_only(self, is_on: bool) -> None:
        """Show whether only notes with problems are listed."""
        self._only.setChecked(is_on)
        self.label.setVisible(is_on)

    def show_choice(self, mode: Mode, sort: NoteFact) -> None:
        """Mark in the menu how the notes are listed."""
        self._actions[mode.value].setChecked(True)
        self._actions[sort.name].setChecked(True)

    def set_counts(self, shown: int, total: int, *, filtered: bool) -> None:
        """Show the vault's name, and how many notes it has, or how many the filter leaves."""
        count, said = numeral(total), tr("1 note|%n notes", "", total)
        if filtered:
            shares = numeral(shown), count
            count, said = tr("{0} of {1}").format(*shares), tr("{0} of {1} notes").format(*shares)
        text = self.vault or (tr("Notes") if total else tr("No notes"))
        self.name.show_text(text, *((count, said) if total else ("", "")))


class _ProblemsLabel(PaintedButton, QPushButton):
    """Says that only notes with problems are listed, and how many; a click ends that."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setToolTip(tr("Show all notes"))
        self.hide()

    def show_count(self, count: int) -> None:
        self.setText(tr("1 problem|%n problems", "", count))
        self.setAccessibleName(labelled(self.text(), self.toolTip()))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(ui_font(self, 1.0, QFont.Weight.Medium))
        wide = metrics.horizontalAdvance(self.text())
        return QSize(round(wide) + 2 * scaled(14) + 32, max(26, round(metrics.height()) + 8))

    def paint(self, painter: QPainter, theme: Theme) -> None:
        paint_face(painter, QRectF(self.rect()), 6, theme.doubt_wash)
        side = scaled(14)
        top, right = (self.height() - side) // 2, self.width() - 8 - side
        paint_icon(painter, "warning", theme.doubt, QRect(8, top, side, side))
        paint_icon(painter, "close", theme.doubt, QRect(right, top, side, side))
        room = QRectF(14 + side, 0, right - side - 20, self.height())
        font = ui_font(self, 1.0, QFont.Weight.Medium)
        paint_words(painter, room, self.text(), font, theme.doubt)


class _NameButton(QToolButton):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        PressKeys(self)
        self._count = ""
        self.setToolTip(tr("Vault options"))

    def show_text(self, text: str, count: str = "", said: str = "") -> None:
        self.setText(text)
        self._count = count
        self.setAccessibleName(comma_list(filter(None, (text, said))))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(60, max(28, round(QFontMetricsF(caps_font(self)).height()) + 8))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = theme_of(self)
        painter = smooth(self)
        font = caps_font(self)
        metrics = QFontMetricsF(font)
        side = scaled(12)
        end = QRectF(0, 0, self.width() - 8, self.height())
        wide = paint_words(painter, end, self._count, ui_font(self, 0.9), theme.muted, RIGHT)
        room = round(self.width() - 8 - side - 10 - (wide + 12 if wide else 0))
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        wide = metrics.horizontalAdvance(shown)
        if self.underMouse() or self.hasFocus():
            face = QRectF(0, 0, min(self.width(), wide + side + 20), self.height())
            if self.underMouse():
                paint_face(painter, face, 6, theme.hover)
            if self.hasFocus():
                paint_focus(painter, face, theme, 6)
        paint_words(painter, QRectF(8, 0, room, self.height()), shown, font, theme.muted)
        arrow = QRect(round(8 + wide) + 5, (self.height() - side) // 2, side, side)
        paint_icon(painter, "chevron-down", theme.muted, arrow)

"""The preferences window: every setting, and the keys.

It is made from the declarations in `window.settings`: a setting that is declared there has a row
here, in the section of its group. There is nothing to confirm: choices apply and are saved at once.
It is not modal. GUI thread.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from viewer.base.translation import tr, without_stop
from viewer.ui.kit.boxes import column_of, row_of, stack_of
from viewer.ui.kit.buttons import Painted, WordButton
from viewer.ui.kit.field import Field
from viewer.ui.kit.paint import Dressed, paint_words
from viewer.ui.kit.panes import fit_to_screen
from viewer.ui.kit.roles import Role, set_role
from viewer.ui.kit.row_list import RowState
from viewer.ui.kit.scroll_bar import PaperArea
from viewer.ui.kit.sheet import Words
from viewer.ui.kit.theme import Theme, scaled, set_colour, theme_of, words_font
from viewer.ui.settings.keys_page import LEFT, KeyboardPage, OneLine
from viewer.ui.settings.rows import SettingRow
from viewer.ui.window.actions import Actions
from viewer.ui.window.settings import SECTIONS, Settings
from viewer.ui.window.state import State

_GEOMETRY = "preferences/geometry"
_PAD = 24
_MOST_CHARACTERS = 110
_HERE_TOO = ("quit", "text.larger", "text.smaller", "text.normal")  # actions of the main window


def _most_px(widget: QWidget) -> int:
    """Return the maximum width of a row in a wide window, in px."""
    return round(QFontMetricsF(words_font(widget)).averageCharWidth() * _MOST_CHARACTERS)


class SectionList(OneLine[str]):
    """The names of the sections, as they are shown."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.is_lit = True  # whether the selected section is what is shown; in a search none is
        self.setAccessibleName(tr("Sections"))

    def names(self) -> list[str]:
        return self.rows.rows

    def say(self, row: str) -> str:
        return row

    def lit(self, row: str, state: RowState) -> QColor | None:
        return super().lit(row, state) if self.is_lit else None

    def paint_cells(self, painter: QPainter, rect: QRectF, row: str, state: RowState) -> None:
        weight = QFont.Weight.DemiBold if self.lit(row, state) is not None else QFont.Weight.Normal
        font, room = words_font(self, 1.0, weight), rect.adjusted(LEFT, 0, -8, 0)
        paint_words(painter, room, row, font, theme_of(self).ink)


class _Right(QWidget):
    """The side with the settings; Qt reports its own class as a filler to screen readers."""


class SettingsWindow(Dressed, Painted, QWidget):
    """A separate window; Esc closes it, which only hides it."""

    def __init__(self, window: QWidget, settings: Settings, state: State, actions: Actions) -> None:
        super().__init__(window, Qt.WindowType.Dialog)  # which stays above its window
        set_role(self, Role.Dialog)
        self._settings, self._state = settings, state
        self.addActions([actions[action_id] for action_id in _HERE_TOO])
        self.setWindowTitle(without_stop(tr("Preferences…")))
        self.field = Field(tr("Find a setting"), self)
        self.sections = SectionList(self)
        self.page = _SettingsPage(settings, self)
        self.keyboard = KeyboardPage(actions, settings, self)
        self._unsaved = Words("", self, tone="bad")
        self._unsaved.setContentsMargins(_PAD, 8, _PAD, 12)
        self._unsaved.hide()
        self._stack = stack_of(self, self.page)
        holder = QWidget(self)
        row_of(holder, (self.keyboard, 1000), (None, 1), around=(_PAD, 20, _PAD - 6, 16))
        self._keys = PaperArea(holder, self)  # scrolled where the text is too large for it
        self._stack.addWidget(self._keys)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus)

        self._right = _Right(self)
        set_role(self._right, Role.Grouping)
        self._right.setAccessibleName(self.windowTitle())
        self._right.setAutoFillBackground(True)
        # A click on blank space takes what was typed into a field.
        self._right.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        column_of(self._right, (self._stack, 1), self._unsaved)
        left = column_of(None, self.field, (self.sections, 1), gap=12, around=12)
        row_of(self, left, 1, (self._right, 1))

        self._groups = {tr(name): groups for name, groups in SECTIONS}
        self.sections.rows.set_rows([*self._groups, tr("Keys")])
        self.sections.setCurrentIndex(self.sections.rows.index(0))
        self.sections.selectionModel().currentChanged.connect(lambda *_: self._on_section())
        self.sections.clicked.connect(lambda _index: self._on_section())
        self.field.textChanged.connect(lambda _text: self._show())
        self.page.keys_button.clicked.connect(self._show_found_keys)
        settings.changed.connect(self._on_changed)
        settings.keys_changed.connect(self._check_saved)
        geometry = state.bytes(_GEOMETRY)
        is_known = not geometry.isEmpty() and self.restoreGeometry(geometry)
        size = self.size() if is_known else QSize(900, 620)
        fit_to_screen(self, size, QSize(640, 440))
        self.dress()
        self._show()

    def open(self) -> None:
        """Show the window, or bring it to the front."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_section(self, name: str) -> None:
        """Go to a section by its shown name."""
        self.field.clear()
        row = self.sections.names().index(name)
        self.sections.setCurrentIndex(self.sections.rows.index(row))

    def keep(self) -> None:
        """Save the size and the position."""
        self._state.set(_GEOMETRY, self.saveGeometry())

    # ------------------------------------------------------------------ showing

    def _show(self) -> None:
        """Show the selected section, or all matches of a search."""
        query = self.field.text().strip()
        self.keyboard.leave()
        found_keys = self.keyboard.filter(query)
        self.sections.is_lit = not query
        self.sections.viewport().update()
        if query:
            is_keys = not self.page.show_found(query, found_keys) and found_keys > 0
        else:
            groups = self._groups.get(self.sections.current_row or "", ())
            self.page.show_groups(groups)
            is_keys = not groups
        self._stack.setCurrentIndex(1 if is_keys else 0)

    def _on_focus(self, _before: object, now: QWidget | None) -> None:
        """Keep the focused widget in view, even without Tab."""
        if now is not None and self._keys.isAncestorOf(now):
            self._keys.ensureWidgetVisible(now, 0, 8)

    def _on_section(self) -> None:
        if self.field.text():
            self.field.clear()
        else:
            self._show()

    def _show_found_keys(self) -> None:
        self._stack.setCurrentIndex(1)
        self.keyboard.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_changed(self, key: str) -> None:
        row = self.page.rows.get(key)
        if row is not None:
            row.show_value()
        self._check_saved()

    def _check_saved(self) -> None:
        words = tr("This can't be saved to {0}. It will be forgotten when Cuenote is closed.")
        is_saved = self._settings.save()
        self._unsaved.show_words("" if is_saved else words.format(self._settings.path))

    def dress(self) -> None:
        set_colour(self._right, theme_of(self).paper, QPalette.ColorRole.Window)
        self.keyboard.setMaximumWidth(_most_px(self))
        metrics = QFontMetricsF(words_font(self, 1.0, QFont.Weight.DemiBold))
        texts = (*self.sections.names(), self.field.placeholderText())
        wide = round(max(map(metrics.horizontalAdvance, texts))) + scaled(16) + 40  # with its icon
        self.sections.setFixedWidth(max(156, wide))
        self.sections.refit()
        self.field.setFixedWidth(self.sections.width())
        self.page.dress()
        self.keyboard.dress()

    # ------------------------------------------------------------------ Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            if not self.keyboard.leave():
                self.close()
        elif event.key() == Qt.Key.Key_W and control:
            self.close()
        elif event.key() == Qt.Key.Key_F and control:
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.field.selectAll()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        focus = self.focusWidget()
        if focus is not None:
            focus.clearFocus()  # what was typed and not taken yet is taken
        self.keyboard.leave()
        self.keep()
        super().closeEvent(event)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        painter.fillRect(self.rect(), theme.window)
        painter.fillRect(self._right.x() - 1, 0, 1, self.height(), theme.line)


class _SettingsPage(PaperArea):
    """The rows of all settings, of which one section or the matches are shown."""

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(None, parent)
        self.inside = QWidget()
        self._groups: tuple[str, ...] = ()  # of the section that is shown
        self.inside.setMinimumWidth(1)  # never wider than the page, whatever the rows would like
        self.rows: dict[str, SettingRow] = {}
        self._headings: list[tuple[Words, tuple[str, ...]]] = []
        self._column = column_of(self.inside)
        for name, groups in SECTIONS:
            heading = Words(
                tr(name), self.inside, tone="muted", scale=0.95, weight=QFont.Weight.DemiBold
            )
            heading.setContentsMargins(0, 14, 0, 2)
            self._headings.append((heading, groups))
            self._column.addWidget(heading)
            for setting in settings.declared:
                if setting.group in groups:
                    row = self.rows[setting.key] = SettingRow(setting, settings, self.inside)
                    self._column.addWidget(row)
        self.nothing = Words("", self.inside, tone="muted")
        self.nothing.setContentsMargins(0, 16, 0, 16)
        self.keys_button = WordButton("", self.inside)
        self._column.addWidget(self.nothing)
        self._column.addSpacing(12)
        self._column.addWidget(self.keys_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self.setWidget(self.inside)

    def show_groups(self, groups: tuple[str, ...]) -> None:
        """Show the settings of one section."""
        self._show([row for row in self.rows.values() if row.setting.group in groups])
        if groups != self._groups:
            self._groups = groups
            self.verticalScrollBar().setValue(0)

    def show_found(self, query: str, found_keys: int) -> int:
        """Show the matches of all sections, each below its section's name; return their number."""
        found = [
            row
            for heading, groups in self._headings
            for row in self.rows.values()
            if row.setting.group in groups and row.matches(query, heading.text())
        ]
        self._groups = ()
        self._show(found, tr("No results for “{0}”.").format(query), found_keys)
        return len(found)

    def _show(self, rows: Sequence[SettingRow], nothing: str = "", found_keys: int = 0) -> None:
        """Show these rows, matches of keys below headings, or else the text `nothing`."""
        for row in self.rows.values():
            row.setVisible(row in rows)
        for heading, groups in self._headings:
            heading.setVisible(bool(nothing) and any(r.setting.group in groups for r in rows))
        self.nothing.show_words("" if rows or found_keys else nothing)
        words = tr("Show 1 action and its keys|Show %n actions and their keys", "", found_keys)
        self.keys_button.setText(words)
        self.keys_button.setVisible(found_keys > 0)
        self.keys_button.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_column()

    def _place_column(self) -> None:
        """Keep the editors near their text in a wide window."""
        right = max(_PAD - 6, self.viewport().width() - _PAD - _most_px(self))
        self._column.setContentsMargins(_PAD, 8, right, 16)

    def dress(self) -> None:
        self._place_column()
        for row in self.rows.values():
            row.dress()
        self.keys_button.updateGeometry()

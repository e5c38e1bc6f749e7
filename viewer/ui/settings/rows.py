"""A setting as a row: its name, an explanation, an editor, and a reset button.

The editor depends on the kind of the setting, and its content on the declaration; a new setting
needs no change here. A choice applies and is saved at once. GUI thread.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable

from PySide6.QtCore import QLocale, QMarginsF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QFrame,
    QSizePolicy,
    QStyle,
    QStyleOptionSpinBox,
    QWidget,
)

from viewer.base.translation import comma_list, labelled, tr
from viewer.ui.kit.boxes import column_of, row_of
from viewer.ui.kit.buttons import TICK_PX, IconButton, TickBox, WordButton, paint_tick
from viewer.ui.kit.field import Field, paint_box
from viewer.ui.kit.paint import AnyWidget, paint_words
from viewer.ui.kit.plain import plain
from viewer.ui.kit.roles import Role, set_role
from viewer.ui.kit.row_list import ListView, RowState
from viewer.ui.kit.sheet import Words
from viewer.ui.kit.theme import CLEAR, paint_icon, scaled, set_colour, theme_of, words_font
from viewer.ui.window.settings import Kind, Setting, Settings, Value, listed_languages

_WORDS_CHARACTERS = 21.6  # with less room beside the editor, the words stand above it
_EDITOR_CHARACTERS = 20
_GAP = 20  # px between the words and the editor
_WIDE_CHARACTERS = 36  # for an editor of text
_CHEVRON_GAP = 12  # px behind the sign of a box of choices
_SubControl = QStyle.SubControl


class SwitchEditor(TickBox):
    """A box with a tick."""

    chosen = Signal(object)  # bool

    def __init__(self, setting: Setting, parent: QWidget) -> None:
        super().__init__("", parent)
        self.clicked.connect(lambda on: self.chosen.emit(on))

    def show_value(self, value: Value) -> None:
        self.setChecked(bool(value))


class _Unturned(AnyWidget):
    """Ignores the wheel unless focused, so that scrolling a page changes no setting."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class NumberEditor(_Unturned, QDoubleSpinBox):
    """A number in the unit of its setting, without trailing zeros."""

    chosen = Signal(object)  # int or float, as the default is

    def __init__(self, setting: Setting, parent: QWidget) -> None:
        super().__init__(parent)
        self._setting = setting
        locale = self.locale()
        if locale.zeroDigit() != "0":
            locale = QLocale.c()  # times have these digits everywhere
        locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
        self.setLocale(locale)
        least, most, unit, scale, step = setting.number
        is_whole = isinstance(setting.default, int) and scale == 1
        self.setDecimals(0 if is_whole or scale < 1 else 3)
        self.setRange(least / scale, most / scale)
        self.setSingleStep(step)
        # "5" is not meant while "50" is typed.
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        before, _number, behind = tr(unit).partition("{0}")
        self.setPrefix(before)
        self.setSuffix(behind)
        self.setSpecialValueText(tr(setting.zero))
        self.lineEdit().setTextMargins(6, 0, 0, 0)
        set_colour(self.lineEdit(), CLEAR, QPalette.ColorRole.Base)
        self.valueChanged.connect(self._choose)

    def show_value(self, value: Value) -> None:
        self.blockSignals(True)
        self.setValue(float(value) / self._setting.number.scale)
        self.blockSignals(False)

    def _choose(self, in_units: float) -> None:
        number = in_units * self._setting.number.scale
        is_whole = isinstance(self._setting.default, int)
        self.chosen.emit(round(number) if is_whole else round(number, 6))

    def textFromValue(self, value: float) -> str:  # noqa: N802 - Qt's own name
        shortest = QLocale.FloatingPointPrecisionOption.FloatingPointShortest.value
        return self.locale().toString(round(value, self.decimals()), "f", shortest)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, option = paint_box(self), QStyleOptionSpinBox()
        self.initStyleOption(option)
        option.direction = Qt.LayoutDirection.LeftToRight  # as all is painted
        can = self.stepEnabled()
        for control, flag, icon in (
            (_SubControl.SC_SpinBoxUp, self.StepEnabledFlag.StepUpEnabled, "chevron-up"),
            (_SubControl.SC_SpinBoxDown, self.StepEnabledFlag.StepDownEnabled, "chevron-down"),
        ):
            box = self.style().subControlRect(
                QStyle.ComplexControl.CC_SpinBox, option, control, self
            )
            painter.setOpacity(1.0 if can & flag else 0.35)
            side = min(scaled(14), box.height())
            middle = QRect(0, 0, side, side)
            middle.moveCenter(box.center())
            paint_icon(painter, icon, theme_of(self).muted, middle)

    def stepBy(self, steps: int) -> None:  # noqa: N802 - Qt's own name
        # To the next whole step, or 0.001 would go on to 1.001.
        step = self.singleStep()
        part = round(self.value() / step, 6)
        whole = math.floor(part) if steps > 0 else math.ceil(part)
        self.setValue((whole + steps) * step)
        self.selectAll()


class ChoiceEditor(_Unturned, QComboBox):
    """A choice of a few values, each with its text."""

    chosen = Signal(object)  # one of the values of the choices

    def __init__(self, setting: Setting, parent: QWidget) -> None:
        super().__init__(parent)
        for value, words in setting.choices:
            self.addItem(tr(words), value)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.activated.connect(lambda index: self.chosen.emit(self.itemData(index)))

    def show_value(self, value: Value) -> None:
        self.setCurrentIndex(self.findData(value))

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(16, 0)  # the chevron is wider than Qt's arrow

    def showPopup(self) -> None:
        # The words of another choice may be longer than the box is wide.
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + 24)
        super().showPopup()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = theme_of(self), paint_box(self)
        side = scaled(16)
        right = self.width() - side - _CHEVRON_GAP
        paint_icon(painter, "chevron-down", theme.muted, QRect(right, 0, side, self.height()))
        room = QRectF(10, 0, right - 14, self.height())
        paint_words(painter, room, self.currentText(), self.font(), theme.ink)


class TextEditor(Field):
    """A line of text, accepted by Enter or on leaving."""

    chosen = Signal(object)  # str

    def __init__(self, setting: Setting, parent: QWidget) -> None:
        super().__init__("", parent, esc_empties=False, icon="")
        self.editingFinished.connect(lambda: self.chosen.emit(self.text().strip()))

    def show_value(self, value: Value) -> None:
        if self.text() != str(value):
            self.setText(str(value))


class FolderEditor(QWidget):
    """The path of a folder, typed or chosen; empty for the default."""

    chosen = Signal(object)  # str

    def __init__(self, setting: Setting, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = tr(setting.text)
        usual = tr(setting.zero) or tr("Default folder")
        self._line = TextEditor(setting, self)
        self._line.setPlaceholderText(usual)
        self._line.setAccessibleName(usual)
        self._line.chosen.connect(self._take)
        self._line.setMinimumWidth(1)  # in a small window with large text the button needs the room
        choose = WordButton(tr("Choose…"), self)
        choose.setAccessibleName(tr("Choose: {0}").format(self._title))
        choose.clicked.connect(self._ask)
        row_of(self, (self._line, 1), choose, gap=4)
        self.setFocusProxy(self._line)

    def show_value(self, value: Value) -> None:
        self._line.show_value(value)

    def _take(self, text: str) -> None:
        self.chosen.emit(os.path.expanduser(text))  # noqa: PTH111 (raises nothing)

    def _ask(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self._title, self._line.text())
        if folder:
            self._line.setText(folder)
            self._take(folder)


class LanguagesEditor(_Unturned, ListView[str]):
    """Languages to tick, by their own names; Space or a click ticks one.

    Those ticked at first come first.
    """

    GROUND, LIT, CLICKS, RADIUS = "field", "", 1, 4.0
    RIM = QMarginsF(3, 1, 3, 1)

    chosen = Signal(object)  # str, as "de,en-GB"

    def __init__(self, setting: Setting, parent: QWidget) -> None:
        super().__init__(parent)
        self._ticked: tuple[str, ...] = ()
        self.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_value(self, value: Value) -> None:
        self._ticked = listed_languages(str(value))
        first = (*self._ticked, *listed_languages(""), *_languages())
        self.rows.set_rows(self.rows.rows or list(dict.fromkeys(first)))
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self.rows.index(0))

    def take(self, row: str) -> None:
        is_on = row in self._ticked
        others = [code for code in self._ticked if code != row]
        self.chosen.emit(",".join(others if is_on else [*others, row]))

    def say(self, row: str) -> str:
        return _own_name(row)

    def speak(self, row: str) -> str:
        ticked = tr("selected") if row in self._ticked else tr("not selected")
        return comma_list((_own_name(row), ticked))

    def row_height(self, row: str) -> int:
        return max(TICK_PX, round(QFontMetricsF(words_font(self)).height())) + 10

    def paint_cells(self, painter: QPainter, rect: QRectF, row: str, state: RowState) -> None:
        theme = theme_of(self)
        box = QRectF(rect.left() + 8, rect.center().y() - TICK_PX / 2, TICK_PX, TICK_PX)
        paint_tick(painter, theme, box, on=row in self._ticked)
        room = rect.adjusted(TICK_PX + 16, 0, -8, 0)
        paint_words(painter, room, _own_name(row), words_font(self), theme.ink)

    def meaning_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        return self.take_current if event.key() == Qt.Key.Key_Space else None

    def refit(self) -> None:
        self.doItemsLayout()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), round(5.5 * self.row_height("")))

    def _dress(self) -> None:
        super()._dress()
        set_colour(self, theme_of(self).edge, QPalette.ColorRole.WindowText)


def _languages() -> list[str]:
    """Return the languages of captions and dictionaries, as "de" and "de-AT"."""
    every = QLocale.matchingLocales(
        QLocale.Language.AnyLanguage, QLocale.Script.AnyScript, QLocale.Country.AnyCountry
    )
    named = {one.bcp47Name() for one in every if one.nativeLanguageName()}
    codes = (code for code in named if len(code) in (2, 5))
    # Of those with one name, the shortest.
    by_name = {_own_name(code): code for code in sorted(codes, key=lambda one: (-len(one), one))}
    return [by_name[name] for name in sorted(by_name, key=str.casefold)]


def _own_name(code: str) -> str:
    return QLocale(code).nativeLanguageName() or code


Editor = SwitchEditor | NumberEditor | ChoiceEditor | TextEditor | FolderEditor | LanguagesEditor

EDITORS: dict[Kind, type[Editor]] = {
    Kind.SWITCH: SwitchEditor,
    Kind.NUMBER: NumberEditor,
    Kind.CHOICE: ChoiceEditor,
    Kind.TEXT: TextEditor,
    Kind.FOLDER: FolderEditor,
    Kind.LANGUAGES: LanguagesEditor,
}


def matches(query: str, *texts: str) -> bool:
    """Return whether each word of a query is in one of the texts."""
    whole = " ".join(texts).casefold()
    return all(word in whole for word in query.casefold().split())


class SettingRow(QWidget):
    """One setting, which saves its value in the preferences, and shows it."""

    def __init__(self, setting: Setting, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setting = setting
        self._settings = settings
        self.text = tr(setting.text)
        self.explanation = tr(setting.explanation)
        name = Words(self.text, self, scale=1.05)
        words = Words("", self, tone="muted", scale=0.95)
        words.show_words(self.explanation)
        self.editor = EDITORS[setting.kind](setting, self)
        control = self.editor.focusProxy() or self.editor
        control.setAccessibleName(self.text)
        control.setAccessibleDescription(self.explanation)
        set_role(words, Role.Paragraph)  # labels are read with the dialog
        name.setBuddy(self.editor)  # the name of a box of choices is what is chosen
        self.editor.chosen.connect(self._choose)
        self.reset_button = IconButton("reset", None, self)
        back = tr("Reset to default: {0}").format(self._default_words())
        self.reset_button.setToolTip(plain(back))
        self.reset_button.setAccessibleName(labelled(self.text, back))
        self.reset_button.clicked.connect(self._reset)
        # Its room stays, or the editors would jump.
        policy = self.reset_button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.reset_button.setSizePolicy(policy)

        texts = column_of(None, (None, 1), name, words, (None, 1), gap=2)
        self._side = row_of(None, self.editor, self.reset_button, gap=6)
        self._box = row_of(self, (texts, 1), self._side, around=(0, 13, 0, 14))
        self.show_value()
        self.dress()

    def show_value(self) -> None:
        """Show the saved value."""
        self.editor.show_value(self._settings.value(self.setting.key))
        self.reset_button.setVisible(not self._settings.is_default(self.setting.key))

    def matches(self, query: str, section: str) -> bool:
        """Return whether each word is in the name, the explanation or the section's name."""
        choices = [tr(words) for _value, words in self.setting.choices]
        return matches(query, section, self.text, self.explanation, *choices)

    def dress(self) -> None:
        """Adjust to the current font."""
        if self.setting.kind not in (Kind.SWITCH, Kind.LANGUAGES):
            self.editor.setMinimumHeight(round(QFontMetricsF(words_font(self)).height()) + 12)
        self._turn()

    def _choose(self, value: Value) -> None:
        if value != self._settings.value(self.setting.key):
            self._settings.set(self.setting.key, value)
            self._settings.save()
        self.show_value()

    def _reset(self) -> None:
        self._settings.reset(self.setting.key)
        self._settings.save()
        self.show_value()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _default_words(self) -> str:
        default = self.setting.default
        for value, words in self.setting.choices:
            if value == default:
                return tr(words)
        if isinstance(default, bool):
            return tr("on") if default else tr("off")
        if isinstance(default, str):
            return default or tr(self.setting.zero) or tr("empty")
        editor = self.editor
        assert isinstance(editor, NumberEditor)
        if self.setting.zero and default == self.setting.number.least:
            return tr(self.setting.zero)
        number = editor.textFromValue(float(default) / self.setting.number.scale)
        return editor.prefix() + number + editor.suffix()

    def _turn(self) -> None:
        """Put the editor next to the text, or below it if there is too little room."""
        character = QFontMetricsF(words_font(self)).averageCharWidth()
        room = self.width() - self.reset_button.sizeHint().width() - self._side.spacing()
        wanted = self.editor.sizeHint().width()
        if self.setting.kind is not Kind.SWITCH:
            is_wide = self.setting.kind in (Kind.TEXT, Kind.FOLDER)
            least = character * (_WIDE_CHARACTERS if is_wide else _EDITOR_CHARACTERS)
            wanted = min(max(wanted, round(least)), round(character * _WIDE_CHARACTERS))
            self.editor.setFixedWidth(max(1, min(wanted, room)))
        below = room - wanted - _GAP <= character * _WORDS_CHARACTERS
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.TopToBottom if below else direction.LeftToRight)
        self._box.setSpacing(8 if below else _GAP)
        self._side.setAlignment(
            Qt.AlignmentFlag.AlignLeft if below else Qt.AlignmentFlag.AlignVCenter
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, theme_of(self).line)

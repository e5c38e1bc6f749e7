"""Colours, type and icons, from `resources/`.

A `Theme` is one set of colours, read from `resources/themes/<name>.toml`, or from the user's own
file, and applied as a palette on Fusion. Widgets call `theme_of(widget)` when they paint, and are
told of a change by `QEvent.PaletteChange`; they must not keep a theme. GUI thread.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QEvent, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from viewer import RESOURCES
from viewer.base.errors import ViewerError, why
from viewer.base.translation import tr

# Chrome (panes, header, controls) is set smaller than the note, which is set in the system's size.
CHROME_SCALE = 0.88
_SMALLEST_BODY_POINTS = 11.0
USUAL_POINTS = _SMALLEST_BODY_POINTS * CHROME_SCALE  # of the chrome, where nobody asks for more
CLEAR = QColor(Qt.GlobalColor.transparent)
# What fontconfig gives where no desktop has chosen a font; Inter reads better, if it is there.
_FALLBACK_FAMILIES = frozenset(
    {"sans", "sans serif", "sans-serif", "dejavu sans", "bitstream vera sans"}
)


BUILT_IN = ("light", "dark", "contrast-light", "contrast-dark")
_COLOUR = re.compile("#[0-9A-Fa-f]{6}")


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours; `light.toml` says what each is for."""

    dark: bool
    window: QColor
    paper: QColor
    field: QColor
    ink: QColor
    muted: QColor
    line: QColor
    edge: QColor
    track: QColor
    tick_faint: QColor
    wave: QColor
    link: QColor
    link_ink: QColor
    chip_wash: QColor
    hover: QColor
    select: QColor
    text_select: QColor
    now: QColor
    now_wash: QColor
    now_bar: QColor
    now_fill: QColor
    now_fill_ink: QColor
    good: QColor
    doubt: QColor
    doubt_wash: QColor
    bad: QColor
    pill: QColor
    pill_ink: QColor
    pill_muted: QColor
    code: QColor

    def colour(self, name: str) -> QColor:
        """Return the colour of this name."""
        return QColor(getattr(self, name))


@lru_cache(maxsize=len(BUILT_IN))
def load_theme(name: str) -> Theme:
    """Read one of the `BUILT_IN` themes. A missing key is a bug, and raises KeyError."""
    values = tomllib.loads((RESOURCES / "themes" / f"{name}.toml").read_text("utf-8"))
    return Theme(values["dark"], *(QColor(values[field.name]) for field in fields(Theme)[1:]))


def read_theme(path: Path) -> Theme:
    """Read the user's theme; raises ViewerError if it is unusable, saying why.

    Missing colours are those of the light or the dark theme.
    """

    def bad(reason: str) -> ViewerError:
        return ViewerError(tr("The colours “{0}” can't be used: {1}").format(path.stem, reason))

    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise bad(why(error)) from error
    except ValueError as error:  # neither TOML nor UTF-8
        raise bad(str(error)) from error
    dark = values.pop("dark", False)
    if not isinstance(dark, bool):
        raise bad(tr("“dark” is true or false"))
    usual = load_theme("dark" if dark else "light")
    colours = {field.name: usual.colour(field.name) for field in fields(Theme)[1:]}
    for name, value in values.items():
        if name not in colours:
            raise bad(tr("there is no colour “{0}”").format(name))
        if not isinstance(value, str) or _COLOUR.fullmatch(value) is None:
            raise bad(tr("“{0}” is not a colour such as #0B62C4").format(name))
        colours[name] = QColor(value)
    return Theme(dark, *colours.values())


def system_theme_name(*, wants_contrast: bool = False) -> str:
    """Return which of the `BUILT_IN` themes the system prefers now, as far as Qt knows.

    With `wants_contrast` it is known to prefer more contrast, whatever Qt says.
    """
    hints = QApplication.styleHints()  # which PySide would take along with what it gives
    name = "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"
    told = hints.accessibility().contrastPreference()
    is_high = wants_contrast or told is Qt.ContrastPreference.HighContrast
    return f"contrast-{name}" if is_high else name


def dark_theme(theme: Theme) -> Theme:
    """Return the dark variant of a theme."""
    if theme.dark:
        return theme
    is_contrast = theme == load_theme("contrast-light")
    return load_theme("contrast-dark" if is_contrast else "dark")


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Make `theme` the current one; widgets get a PaletteChange."""
    app.setProperty("cuenote_theme", theme)
    app.setPalette(_palette_of(theme))


_own_themes: dict[QWidget, Theme] = {}  # of parts that have another than the rest


def set_own_theme(widget: QWidget, theme: Theme | None) -> None:
    """Give a part of the window its own theme, or remove it."""
    if theme is None:
        _own_themes.pop(widget, None)
    else:
        _own_themes[widget] = theme
    widget.setPalette(QPalette() if theme is None else _palette_of(theme))


def _palette_of(theme: Theme) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for colour, roles in (
        (theme.window, (role.Window, role.AlternateBase, role.Button)),
        (theme.ink, (role.WindowText, role.Text, role.ButtonText, role.ToolTipText)),
        (theme.field, (role.Base, role.ToolTipBase, role.Light)),
        (theme.link, (role.Highlight, role.Link, role.LinkVisited, role.Accent)),
        (theme.link_ink, (role.HighlightedText,)),
        (theme.line, (role.Mid, role.Dark, role.Shadow)),
        (theme.muted, (role.PlaceholderText,)),
        (theme.hover, (role.Midlight,)),
        (theme.bad, (role.BrightText,)),
    ):
        for which in roles:
            palette.setColor(which, colour)
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, theme.muted)
    return palette


def theme_of(widget: QWidget) -> Theme:
    """Return the theme of `widget`; light before any was applied."""
    for part, own in _own_themes.items():
        if isValid(part) and (part is widget or part.isAncestorOf(widget)):
            return own
    app = QApplication.instance()
    theme = app.property("cuenote_theme") if app is not None else None
    return theme if isinstance(theme, Theme) else load_theme("light")


def set_colour(widget: QWidget, colour: QColor, *roles: QPalette.ColorRole) -> None:
    """Set these roles of a widget's palette, and so of its children's."""
    palette = widget.palette()
    if any(palette.color(role) != colour for role in roles):  # setting one tells of a change
        for role in roles:
            palette.setColor(role, colour)
        widget.setPalette(palette)


def apply_fonts(app: QApplication, zoom: float = 1.0) -> None:
    """Choose the interface font: the system's, or Inter if the system has only a fallback.

    `zoom` scales every text (Ctrl+plus). The application font is the chrome's; `body_font` is the
    note's.
    """
    original = app.property("cuenote_system_font")
    if not isinstance(original, QFont):
        original = QFont(app.font())
        app.setProperty("cuenote_system_font", original)
    font = QFont(original)
    if font.family().casefold() in _FALLBACK_FAMILIES and "Inter" in QFontDatabase.families():
        font.setFamily("Inter")
    points = max(font.pointSizeF(), _SMALLEST_BODY_POINTS) * zoom
    app.setProperty("cuenote_body_points", points)
    font.setPointSizeF(points * CHROME_SCALE)
    app.setFont(font)
    for widget in app.allWidgets():
        if widget.testAttribute(Qt.WidgetAttribute.WA_SetFont):  # Qt tells the others
            app.sendEvent(widget, QEvent(QEvent.Type.FontChange))


def body_font(scale: float = 1.0, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the font of the note: the interface family at the system's own size, times `scale`."""
    font = QFont(QApplication.font())
    app = QApplication.instance()
    points = app.property("cuenote_body_points") if app is not None else None
    font.setPointSizeF(float(points or max(font.pointSizeF(), _SMALLEST_BODY_POINTS)) * scale)
    font.setWeight(weight)
    return font


def ui_font(
    widget: QWidget, scale: float = 1.0, weight: QFont.Weight = QFont.Weight.Normal
) -> QFont:
    """Return the chrome's font times `scale`, with tabular figures: clocks must not jitter."""
    font = QFont(QApplication.font())
    font.setPointSizeF(font.pointSizeF() * scale)
    font.setWeight(weight)
    return tabular(font)


def text_scale() -> float:
    """Return how much larger than usual the chrome's text is; at least 1."""
    return max(1.0, QApplication.font().pointSizeF() / USUAL_POINTS)


def scaled(px: float) -> int:
    """Return a length in px that grows with the text, as for icons and buttons; never smaller."""
    return round(px * text_scale())


def tabular(font: QFont) -> QFont:
    """Use tabular figures in `font`, if it has them."""
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


@lru_cache(maxsize=512)
def _icon_pixmap(name: str, rgb: str, pixels: int) -> QPixmap:
    # Here, for the start does not paint an icon before its window is there.
    from PySide6.QtSvg import QSvgRenderer

    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    source = (RESOURCES / "icons" / f"{name}.svg").read_text("utf-8")
    QSvgRenderer(source.replace("currentColor", rgb).encode()).render(painter)
    painter.end()
    return pixmap


def paint_icon(painter: QPainter, name: str, colour: QColor, rect: QRectF | QRect) -> None:
    """Paint the line icon `name` of `resources/icons/` in `colour`, as large as fits into `rect`.

    It is rendered once for the device's resolution, and cached.
    """
    ratio = painter.device().devicePixelRatio()
    side = min(rect.width(), rect.height())
    pixels = max(1, round(side * ratio))
    # In the middle, and on whole device pixels, where it stays sharp.
    left = round((rect.x() + (rect.width() - side) / 2) * ratio) / ratio
    top = round((rect.y() + (rect.height() - side) / 2) * ratio) / ratio
    pixmap = _icon_pixmap(name, colour.name(), pixels)
    where = QRectF(left, top, pixels / ratio, pixels / ratio)
    painter.drawPixmap(where, pixmap, QRectF(pixmap.rect()))


def words_font(
    widget: QWidget, scale: float = 1.0, weight: QFont.Weight = QFont.Weight.Normal
) -> QFont:
    """Return the chrome's font times `scale`, for sentences, titles and names."""
    font = ui_font(widget, scale, weight)
    font.clearFeatures()
    return font


def caps_font(widget: QWidget) -> QFont:
    """Return the font of headings in small capitals."""
    font = ui_font(widget, 0.86, QFont.Weight.DemiBold)
    font.setCapitalization(QFont.Capitalization.AllUppercase)
    font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 105)
    return font

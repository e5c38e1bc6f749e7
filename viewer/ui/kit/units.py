"""Format speeds, days and remaining times for the user."""

from __future__ import annotations

from unicodedata import decimal

from PySide6.QtCore import QDate, QDateTime, QLocale, Qt

from viewer.base.translation import ENGLISH, code, locale, size_text, tr


def day_text(day: QDate) -> str:
    """Return a day as "29 Nov 2026"."""
    #: How a day is written: d, MMM and yyyy as Qt has them, other words in 'single quotes'.
    return figures(locale().toString(day, tr("d MMM yyyy")))


def written_day(text: str, *, is_about: bool = False) -> str:
    """Return the local day of a day or time in ISO 8601, formatted, or "".

    With `is_about` only its month.
    """
    day = QDateTime.fromString(text, Qt.DateFormat.ISODate).toLocalTime().date()
    if is_about and day.isValid():
        #: How a month is written: MMM and yyyy as Qt has them, other words in 'single quotes'.
        return "≈ " + figures(locale().toString(day, tr("MMM yyyy")))
    return day_text(day)


def figures(text: str) -> str:
    """Return a locale's time or day with the digits that the program uses everywhere."""
    return "".join(str(decimal(each)) if each.isdecimal() else each for each in text)


def speed_text(bytes_per_s: int) -> str:
    return tr("{0}/s").format(size_text(bytes_per_s))


def left_text(seconds: float) -> str:
    """Return the remaining time, no more precise than it can be known."""
    if seconds < 10:
        return tr("a few seconds left")
    if seconds < 55:
        return tr("{0} s left").format(round(seconds / 5) * 5)
    minutes = max(1, round(seconds / 60))
    if minutes < 60:
        return tr("{0} min left").format(minutes)
    return tr("{0} h {1} min left").format(minutes // 60, minutes % 60)


def language_name(tag: str) -> str:
    """Return the name of a language tag such as "en" or "pt-BR"; without one, the tag.

    Qt has the names in English, and in each language itself, which other languages use.
    """
    language = QLocale(tag.replace("-", "_"))
    if not tag or language.language() is QLocale.Language.C:
        return tag
    if code() == ENGLISH:
        return QLocale.languageToString(language.language())
    return QLocale(language.language()).nativeLanguageName()

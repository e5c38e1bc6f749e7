"""Spell checking by Hunspell, with the dictionaries on this computer.

American English comes with the library; others are the system's and LibreOffice's. They are loaded
on a thread, when something is first written. Words that the user adds are in a file in the settings
folder, one per line. GUI thread.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLocale, QObject, Signal
from PySide6.QtGui import QAction, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu

from viewer.base.translation import tr
from viewer.notes.language import language_of
from viewer.notes.note import Note
from viewer.ui.kit.units import language_name
from viewer.ui.page.document import cursor_over
from viewer.ui.page.source_text import units_of
from viewer.ui.window.context import Context
from viewer.ui.window.settings import MINE

SUGGESTIONS = 5
_KEY = "edit/spelling"
_OWN_WORDS = "words.txt"
_FOLDERS = (
    "/usr/share/hunspell",
    "/usr/share/myspell/dicts",
    "/usr/local/share/hunspell",
    "~/.local/share/hunspell",
    "~/Library/Spelling",
    "/Library/Spelling",
)
# As Debian names its packages; there is none for these four.
_PACKAGES = {"de": "de-de", "pt": "pt-pt", **dict.fromkeys(("fa", "fi", "ja", "zh"), "")}
# Letters, with apostrophes inside; what holds a digit or an underscore is a name of something.
_WORD = re.compile(r"(?<![\w@/.#])[^\W\d_]+(?:['\u2019][^\W\d_]+)*(?![\w@])")


def words_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the checkable words of a text are, in characters."""
    for found in _WORD.finditer(text):
        if len(found[0]) > 1 and not found[0].isupper():
            yield found.span()


def dictionaries() -> dict[str, Path]:
    """List the available dictionaries: the folder of each, by its language, as `de_DE`.

    None without Hunspell: not every system has a wheel of it.
    """
    try:
        import hunspell
    except ImportError:
        return {}

    own = Path(hunspell.__file__).parent / "dictionaries"
    found: dict[str, Path] = {}
    for folder in (own, *(Path(name).expanduser() for name in _FOLDERS)):
        try:
            names = sorted(path.stem for path in folder.glob("*.dic"))
        except OSError:
            continue
        for name in names:
            if (folder / f"{name}.aff").is_file():
                found.setdefault(name, folder)
    return found


def chosen(wanted: Iterable[str], there: dict[str, Path]) -> list[str]:
    """Return the available dictionaries to use: one for each of `wanted`.

    `de` stands for that of Germany, and where there is no `de-LI` any other will do.
    """
    found = []
    for language in wanted:
        name, base = QLocale(language).name(), language.partition("-")[0]
        alike = [one for one in there if one.partition("_")[0] == base]
        found += [name] if name in there else alike[:1]
    return list(dict.fromkeys(found))


class Speller(QObject):
    """Reports words that are in none of the dictionaries."""

    changed = Signal()  # other words are right now

    def __init__(self, context: Context, say: Callable[[str], None], parent: QObject) -> None:
        """Words that the user adds are in the settings folder; `say` reports what is missing."""
        super().__init__(parent)
        self._background, self._settings = context.background, context.settings
        self._state, self._say = context.state, say
        self._own = context.folders.config / _OWN_WORDS
        self._books: dict[str, Any] | None = None  # by language; None: not read, or not wanted
        self._there: list[str] = []  # the languages of all dictionaries, once they are looked for
        self._language = ""  # of the note that is written in; empty: it cannot be told
        self._added: set[str] = set()
        # Whether no dictionary has a word, and the user has not added it.
        self.is_wrong = lru_cache(20_000)(self._look_up)
        self._settings.changed.connect(self._on_setting)

    @property
    def is_ready(self) -> bool:
        """Return whether there is a dictionary for the note's language, or the usual one."""
        language = QLocale(self._language or self._settings.languages()[0]).language()
        return language in (QLocale(name).language() for name in self._books or ())

    def begin(self) -> None:
        """Forget the language: another note is open."""
        self._language = ""

    def start(self, note: Note | None) -> None:
        """Load the dictionaries, if wanted and not loaded yet; `note` is being edited."""
        if note is not None and not self._language:
            self._language = language_of(note)
            self._forget()
            self._tell()
        if self._books is None and self._settings.flag(_KEY):
            self._books = {}
            wanted = self._settings.languages()
            self._background.run("spelling", lambda: _read(wanted, self._own), self._take)

    def suggest(self, word: str) -> list[str]:
        """Return suggestions for a word, likeliest first."""
        found: list[str] = []
        for book in (self._books or {}).values():
            found += _asked(book.suggest, word) or []
        return list(dict.fromkeys(found))[:SUGGESTIONS]

    def add(self, word: str) -> None:
        """Accept a word from now on, in every note."""
        self._added.add(word)
        try:
            self._own.parent.mkdir(parents=True, exist_ok=True)
            with self._own.open("a", encoding="utf-8") as file:
                file.write(f"{word}\n")
        except OSError:
            pass  # it is right until the program ends
        self._forget()

    def _look_up(self, word: str) -> bool:
        plain = word.replace("\u2019", "'")
        if plain in self._added or plain.lower() in self._added:
            return False
        books = (self._books or {}).values()
        return not any(_asked(book.spell, plain) is not False for book in books)

    def _take(self, made: tuple[dict[str, Any], set[str], list[str]]) -> None:
        self._books, self._added, self._there = made
        self._forget()
        self._tell()

    def _tell(self) -> None:
        """Name the dictionary that the language written in lacks: once for each language."""
        language = self._language or self._settings.languages()[0].partition("-")[0]
        package = _PACKAGES.get(language, language)
        if (
            not package
            or not self._there
            or chosen((language,), dict.fromkeys(self._there, Path()))
        ):
            return
        if not self._state.flag(f"spelling/{package}", False):
            self._state.set(f"spelling/{package}", True)
            words = tr("No {0} dictionary, so spelling isn't checked. Install {1}.")
            self._say(words.format(language_name(language), f"hunspell-{package}"))

    def _forget(self) -> None:
        self.is_wrong.cache_clear()
        self.changed.emit()

    def _on_setting(self, key: str) -> None:
        if key in (_KEY, MINE):
            self._books = None
            self._forget()
            self.start(None)


def _asked(question: Any, word: str) -> Any:
    """Ask a dictionary; None for a word that its encoding cannot represent."""
    try:
        return question(word)
    except UnicodeError:
        return None


def _read(wanted: Iterable[str], own: Path) -> tuple[dict[str, Any], set[str], list[str]]:
    there = dictionaries()
    books = {}
    for name in chosen(wanted, there):
        import hunspell  # without it there are none

        try:
            books[name] = hunspell.Hunspell(name, hunspell_data_dir=str(there[name]))
        except Exception:  # noqa: BLE001 - a damaged dictionary of another's: go without it
            continue
    try:
        added = set(own.read_text("utf-8").split())
    except (OSError, ValueError):
        added = set()
    return books, added, list(there)


def add_suggestions(menu: QMenu, cursor: QTextCursor, speller: Speller) -> None:
    """Put corrections of the underlined word at a cursor first into a menu; nothing elsewhere."""
    block, unit = cursor.block(), cursor.positionInBlock()
    wrong = [
        one
        for one in block.layout().formats()
        if one.format.underlineStyle() is QTextCharFormat.UnderlineStyle.SpellCheckUnderline
        and one.start <= unit <= one.start + one.length
    ]
    if not wrong:
        return
    start, end = wrong[0].start, wrong[0].start + wrong[0].length
    word = units_of(block.text(), start, end)
    place = cursor_over(block.document(), block.position() + start, block.position() + end)
    first = menu.actions()[0]
    made = [QAction(other, menu) for other in speller.suggest(word)]
    for action in made:
        action.triggered.connect(partial(place.insertText, action.text()))
    add = QAction(tr("Add “{0}” to the dictionary").format(word), menu)
    add.triggered.connect(lambda: speller.add(word))
    menu.insertActions(first, [*made, add])
    menu.insertSeparator(first)

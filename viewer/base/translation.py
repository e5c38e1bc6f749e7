"""Translation of texts for users: `tr` for each text, `_` for one that is shown later.

Texts are written in English, where they are used; `resources/languages/cuenote_CODE.ts` has them in
another language (Qt Linguist). English needs no file and no Qt; Qt's `QTranslator` is loaded by the
first text that is asked for in another language. The language is that of the setting
`looks/language`, else of the system; it is chosen once, and `CUENOTE_LANGUAGE` tells it to child
processes. Commands speak English. What programs read (JSON, CSV, ids, operators, the log) is
English, and not passed through here.
"""

from __future__ import annotations

import builtins
import os
import re
import sys
from collections.abc import Iterable, Sequence
from functools import cache, reduce
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from viewer import RESOURCES

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

VARIABLE = "CUENOTE_LANGUAGE"
"""Names the language: a code as `de`, or the path of a .qm file that is tried out."""
SYSTEM = "system"
ENGLISH = "en"
FOLDER = RESOURCES / "languages"
_NAME_OF = "this language: its name in itself"
# Spanish is translated once, for all of America; in Spain these words are others.
_SPAIN, _AMERICA = "es", "es_419"
_OF_SPAIN = (
    *(("video", "vídeo"), ("mouse", "ratón"), ("presion", "puls"), ("agregó", "añadió")),
    *(("agregaron", "añadieron"), ("agregando", "añadiendo"), ("agregara", "añadiera")),
    *(("agregar", "añadir"), ("agregad", "añadid"), ("agregue", "añada"), ("agreg", "añad")),
)


class _Language(NamedTuple):
    code: str
    texts: QTranslator | None = None  # None, both: as in English
    locale: QLocale | None = None

    def translated(self, text: str, comment: str = "", n: int = -1) -> str:
        """Return a text in the current language, or ""."""
        if self.texts is None:
            return ""
        found = self.texts.translate("", text, comment or None, n) or ""
        return _of_spain(found) if self.code == _SPAIN else found


def tr(text: str, comment: str = "", n: int | None = None) -> str:
    """Return a text in the user's language; its argument is a literal, or marked by `_`.

    With `n` it is "one|many", as "1 note|%n notes": `n` chooses the form, and replaces `%n`.
    `comment` distinguishes texts that are the same in English.
    """
    if not text:
        return ""
    found = _chosen().translated(text, comment, -1 if n is None else n)
    if n is None:
        return found or text
    if not found:
        one, _bar, many = text.partition("|")
        found = one if n == 1 else many or one
    return found.replace("%n", numeral(n))


def _(text: str, comment: str = "", n: int = 0) -> str:
    """Mark a text for translation that is passed to `tr` later, with the same comment.

    Any `n` marks one that is passed with a number.
    """
    return text


@cache
def name_of(language: str) -> str:
    """Return an available language's own name; its code if its file has none."""
    if language == ENGLISH:
        return ENGLISH_NAME
    name = text_in(language, ENGLISH_NAME, _NAME_OF) or language
    return name.partition(" (")[0] if language == _SPAIN else name


def text_in(language: str, text: str, comment: str = "") -> str:
    """Return a text in another available language, or ""."""
    return _load(language).translated(text, comment)


ENGLISH_NAME = _("English", "this language: its name in itself")
#: The path of a file in the folder of the language (resources/languages/CODE); see TRANSLATING.
TOUR = _("tour/tour.md")
#: The path of a file in the folder of the language (resources/languages/CODE); see TRANSLATING.
GUIDE = _("tour/guide.md")


def numeral(value: float, decimals: int = 0) -> str:
    """Write a number with groups of thousands and so many decimals: 1,234.5."""
    locale = _chosen().locale
    if locale is None or locale.zeroDigit() != "0":  # times have these digits everywhere
        return f"{value:,.{decimals}f}"
    if decimals:
        return locale.toString(float(value), "f", decimals)
    return locale.toString(round(value))


def size_text(size: int) -> str:
    """Write a size in bytes as "31 MB"; units are powers of ten, as disks are sold."""
    if size < 999_500:
        return tr("{0} KB").format(numeral(max(1, size / 1e3) if size else 0))
    if size < 9_950_000:
        return tr("{0} MB").format(numeral(size / 1e6, 1))
    if size < 999_500_000:
        return tr("{0} MB").format(numeral(size / 1e6))
    if size < 99_950_000_000:
        return tr("{0} GB").format(numeral(size / 1e9, 1))
    return tr("{0} GB").format(numeral(size / 1e9))


def part_text(done: int, total: int) -> str:
    """Write "12 of 48 MB": the unit once if both have the same."""
    first, last = size_text(min(done, total)), size_text(total)
    number, *unit = first.split()  # at no-break spaces, too
    return tr("{0} of {1}").format(number if unit == last.split()[1:] else first, last)


def and_list(words: Sequence[str]) -> str:
    """Write a list in a sentence: "a, b and c"."""
    locale = _chosen().locale
    if locale is not None:
        return locale.createSeparatedList(list(words))
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def or_list(words: Sequence[str]) -> str:
    """Write choices in a sentence: "a or b or c"."""
    return reduce(lambda one, two: tr("{0} or {1}").format(one, two), words) if words else ""


def comma_list(words: Iterable[str]) -> str:
    """Join words with commas: "a, b, c"."""
    return _in_a_row(tr("{0}, {1}", "a list"), words)


def phrase_list(words: Iterable[str]) -> str:
    """Join phrases that may contain commas: "a, b; c"."""
    return _in_a_row(tr("{0}; {1}"), words)


def those_of(*counted: tuple[int, str]) -> str:
    """Write as a sentence the words of each count that is not 0."""
    return sentence(phrase_list(words for count, words in counted if count))


def aside(words: str, more: str) -> str:
    """Add a key or a number to a word: "Play (Space)"; or return the word alone."""
    return tr("{0} ({1})").format(words, more) if words and more else words


def labelled(label: str, text: str) -> str:
    """Write a label and a text: "Past the end: 12"; or whichever of them is not empty."""
    return tr("{0}: {1}").format(label, text) if label and text else label or text


def sentences(*parts: str) -> str:
    """Join sentences, each with a full stop; leave out empty ones."""
    every = [part for part in parts if part]
    ended = [sentence(part) for part in every[:-1]]
    return _in_a_row(tr("{0} {1}", "two sentences"), [*ended, *every[-1:]])


def sentence(words: str) -> str:
    """Add a full stop to a sentence without one."""
    ends = not words or words[-1] in ".!?…:”。।！？：۔؟"
    return words if ends else tr("{0}.", "a sentence").format(words)


def dotted(does: str, what: str) -> str:
    """Name a job by what it does ("Print…"), and of what: "Print · Talk"."""
    return f"{without_stop(does)} · {what}"


def without_stop(words: str) -> str:
    """Return a sentence, or what asks a question ("Set time…"), as a title: without its end."""
    return words.rstrip(".…。।۔ \xa0")


def _in_a_row(pair: str, words: Iterable[str]) -> str:
    every = list(words)
    return reduce(pair.format, every) if every else ""


def code() -> str:
    """Return the code of the current language: `en`, `de`, `es_419`, `zh_CN`."""
    return _chosen().code


def locale() -> QLocale:
    """Return the locale for dates, numbers and lists: the system's, if it has this language.

    For the window, which has Qt.
    """
    return _chosen().locale or _locale(ENGLISH)


def install(app: QCoreApplication) -> None:
    """Also translate Qt's own texts (of its dialogs, menus and keys)."""
    from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

    QLocale.setDefault(locale())
    language = _chosen()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    of_qt = QTranslator(app)
    if language.texts and of_qt.load(QLocale(language.code), "qtbase", "_", folder):
        app.installTranslator(of_qt)


def document(name: str) -> Path:
    """Return the path of the tour or the guide, in the current language.

    From the language's folder, under its translated name; else the English one.
    """
    own = FOLDER / _kept_as(code()) / tr(name)
    return own if own.is_file() else RESOURCES / name


def own_tour(folder: Path) -> Path:
    """Return the user's own tour in `folder`; it is copied there the first time.

    If that cannot be written, the program's tour, which is read-only.
    """
    note = document(TOUR)
    own = folder / note.name
    if own.exists():
        return own
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # The note last: where it is, all is there.
        for file in (*(RESOURCES / "tour").glob("tour.*[4t]"), note):
            (folder / file.name).write_bytes(file.read_bytes())
    except OSError:
        return note
    return own


def available() -> list[str]:
    """Return the codes of all available languages, English first."""
    there = {file.stem.removeprefix("cuenote_") for file in FOLDER.glob("cuenote_*.qm")}
    return [ENGLISH, *sorted(there | ({_SPAIN} if _AMERICA in there else set()))]


def use(language: str) -> None:
    """Set the language, here and in child processes started later: a code, or a .qm file.

    For commands, which are English.
    """
    os.environ[VARIABLE] = language
    _chosen.cache_clear()


def tell_children() -> None:
    """Pass the language to child processes."""
    os.environ[VARIABLE] = os.environ.get(VARIABLE) or code()


@cache
def _chosen() -> _Language:
    named = os.environ.get(VARIABLE, "")
    if named.endswith(".qm"):
        return _load(named)
    if named == ENGLISH:
        return _Language(ENGLISH)
    named = named or _setting()
    # A language that is there no more counts as not named.
    wanted = of_system() if named in ("", SYSTEM) else [named, *of_system()]
    there = available()
    for tag in wanted:
        language = _match(tag, there)
        if language == ENGLISH:
            break
        if language:
            return _load(language)
    return _Language(ENGLISH)


def import_qt() -> None:
    """Import Qt, and restore Python's own `import`, which PySide replaces.

    PySide's reads the source of every module loaded later, a fifth of their load time, to check for
    names in snake case, which no module here uses.
    """
    from PySide6 import QtCore  # noqa: F401

    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def _load(language: str) -> _Language:
    """Load a language by its code, or by the file that Qt reads."""
    own = FOLDER / f"cuenote_{_kept_as(language)}.qm"
    file = language if language.endswith(".qm") else str(own)
    try:
        import_qt()
        from PySide6.QtCore import QTranslator
    except ImportError:  # of which `cuenote doctor` says why
        return _Language(ENGLISH)
    texts = QTranslator()
    if not texts.load(file):
        return _Language(ENGLISH)
    code = _SPAIN if language == _SPAIN else texts.language()
    return _Language(code, texts, _locale(code))


def _locale(language: str) -> QLocale:
    from PySide6.QtCore import QLocale

    own, system = QLocale(language), QLocale.system()
    return system if system.language() is own.language() else own


def _setting() -> str:
    import platformdirs

    file = Path(platformdirs.user_config_dir("cuenote", appauthor=False), "settings.ini")
    try:
        text = file.read_text("utf-8", errors="replace")
    except OSError:
        return ""
    found = re.search(r"^\[looks\](?:\n(?!\[).*)*?\nlanguage=([\w-]+)", text, re.MULTILINE)
    return found[1] if found else ""


def of_system() -> list[str]:
    """Return the system's languages in its notation, as "de-AT" or "de_AT.UTF-8"."""
    if sys.platform in ("win32", "darwin"):
        from PySide6.QtCore import QLocale

        return QLocale.system().uiLanguages()
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    first = next(filter(None, map(os.environ.get, names)), "C")
    if first.partition(".")[0] in ("C", "POSIX"):
        return []  # which overrule LANGUAGE: the rule of gettext
    return [*filter(None, os.environ.get("LANGUAGE", "").split(":")), first]


def _match(tag: str, there: Sequence[str]) -> str:
    """Return the code of an available language that fits a tag as `de-AT` or `de_AT.UTF-8`."""
    full = re.split("[.@]", tag)[0].replace("-", "_")
    if re.fullmatch("zh(_Hans)?(_(CN|SG|MY))?", full):
        full = "zh_CN"
    primary = full.partition("_")[0]
    if primary == _SPAIN and full not in (_SPAIN, "es_ES"):
        full = _AMERICA
    return next((known for known in (full, primary) if known in there), "")


def _kept_as(language: str) -> str:
    return _AMERICA if language == _SPAIN else language


@cache
def _of_spain(text: str) -> str:
    for american, spanish in _OF_SPAIN:
        text = text.replace(american, spanish).replace(american.title(), spanish.title())
    return text

"""Settings of the user, saved between starts, and the file of the program's state.

Each setting is declared once, in `SETTINGS`. Settings are an INI file in the platform's config
folder, state is one in its state folder; neither is ever written into a vault. A damaged file
counts as empty. Code reads a setting at each use, or connects to `Settings.changed`: changes apply
at once. GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import KW_ONLY, dataclass, replace
from enum import Enum, auto
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QLocale, QObject, QSettings, Signal

from viewer.base.damaged import put_aside
from viewer.base.translation import ENGLISH, SYSTEM, _, available, labelled, name_of, of_system, tr
from viewer.notes.forms.every import FORMS
from viewer.ui.window.shortcuts import Keys, parse

Value = str | int | float | bool


class Kind(Enum):
    """The kinds of settings; `settings.rows` has an editor for each."""

    SWITCH = auto()
    NUMBER = auto()
    CHOICE = auto()
    TEXT = auto()
    FOLDER = auto()
    LANGUAGES = auto()


class Number(NamedTuple):
    """The range of a number: from `least` to `most`, both included; and how it is shown."""

    least: float = 0.0
    most: float = 1.0
    unit: str = "{0}"  # it with its unit
    scale: float = 1.0  # how much of the value makes one unit: 1000 where ms are shown as seconds
    step: float = 1.0  # in units


_NUMBER = Number()


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting: its key in the file, its default (which gives its type), and its description.

    Each has a row in the preferences window, in the section of its group (the part of its key
    before "/").
    """

    key: str
    default: Value
    text: str = ""  # its name, in a few words
    number: Number = _NUMBER
    _: KW_ONLY
    explanation: str = ""  # one sentence or two
    zero: str = ""  # words for the least number, or no text, where it means something else
    choices: Iterable[tuple[Value, str]] = ()  # each with its words; no other value counts
    is_folder: bool = False  # a text that is the path of a folder; empty: the usual one
    is_languages: bool = False  # a text of languages, as "de,en-GB"; empty: those of the system
    files: str = ""  # as "themes/*.toml", beside the settings: each is one more choice

    def named(
        self,
        text: str,
        explanation: str = "",
        *,
        zero: str = "",
        choices: Iterable[tuple[Value, str]] = (),
    ) -> Setting:
        """Return it with its texts."""
        return replace(self, text=text, explanation=explanation, zero=zero, choices=choices)

    @property
    def group(self) -> str:
        return self.key.partition("/")[0]

    @property
    def kind(self) -> Kind:
        if self.choices:
            return Kind.CHOICE
        if self.is_languages:
            return Kind.LANGUAGES
        if isinstance(self.default, bool):
            return Kind.SWITCH
        if isinstance(self.default, str):
            return Kind.FOLDER if self.is_folder else Kind.TEXT
        return Kind.NUMBER


# Named here, for the start need not load what reads videos from the web.
SAVED_HEIGHTS = (360, 480, 720, 1080, 1440)
BROWSERS = ("firefox", "chrome", "chromium", "brave", "edge", "opera", "vivaldi", "safari")


@dataclass(frozen=True, slots=True)
class _Late:
    """Choices that are computed on demand, to speed up the start."""

    make: Callable[[], Iterable[tuple[Value, str]]]

    def __iter__(self) -> Iterator[tuple[Value, str]]:
        return iter(self.make())


def _models() -> Iterator[tuple[Value, str]]:
    from viewer.media.speech_models import MODELS  # here, for few ask

    return ((model.name, model.name) for model in MODELS)


def _languages() -> Iterator[tuple[Value, str]]:
    yield SYSTEM, _("Same as system")
    yield from ((code, name_of(code)) for code in available())


@dataclass(frozen=True, slots=True)
class _Files:
    """Choices, followed by the current files of a folder by name."""

    declared: Iterable[tuple[Value, str]]
    folder: Path
    pattern: str

    def __iter__(self) -> Iterator[tuple[Value, str]]:
        yield from self.declared
        known = {value for value, _words in self.declared}
        names = sorted(path.stem for path in self.folder.glob(self.pattern))
        yield from ((name, name) for name in names if name not in known)


MINE = "languages/mine"


def listed_languages(text: str) -> tuple[str, ...]:
    """Return the languages in a text such as "de,en-GB".

    By default those of the system, and English, which so many videos are in.
    """
    if named := tuple(filter(None, map(str.strip, text.split(",")))):
        return named
    found: dict[str, str] = {}  # one kind of each, the first
    for name in (*of_system(), ENGLISH):
        code = QLocale(name).bcp47Name().removesuffix("-POSIX")
        found.setdefault(code.partition("-")[0], code)
    return tuple(found.values())


# The sections of the window, by what one does, each with the groups of settings that it shows.
SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (_("General"), ("looks", "languages", "vault")),
    (_("Playing"), ("play", "subtitles")),
    (_("Writing"), ("edit",)),
    (_("Transcripts"), ("speech",)),
    (_("Online"), ("save", "stream")),
)
SETTINGS: tuple[Setting, ...] = (
    Setting("looks/theme", "system", files="themes/*.toml").named(
        _("Colours"),
        choices=(
            ("system", _("Same as system")),
            ("light", _("Light")),
            ("dark", _("Dark")),
            ("contrast-light", _("Light, high contrast")),
            ("contrast-dark", _("Dark, high contrast")),
        ),
    ),
    Setting("looks/language", SYSTEM).named(
        _("Language"), _("Takes effect at the next start."), choices=_Late(_languages)
    ),
    Setting(MINE, "", is_languages=True).named(
        _("My languages"),
        _("For spelling, subtitles and transcripts."),
        zero=_("System languages and English"),
    ),
    Setting("looks/zoom", 1.0, number=Number(0.7, 2.5, _("{0} %"), 0.01, 10)).named(_("Text size")),
    Setting("looks/still", False).named(_("Turn off animations")),
    Setting("vault/notes", "", is_folder=True).named(
        _("Folder for new notes"), _("Used when no note is open."), zero=_("Last opened folder")
    ),
    Setting("play/on_jump", False).named(
        _("Play after a jump"), _("Going to a claim starts a paused video.")
    ),
    Setting("play/step_ms", 5000, number=Number(1, 3_600_000, _("{0} s"), 1000)).named(
        _("Step"), _("How far the left and right arrow keys go.")
    ),
    Setting("subtitles/size", 1.0, number=Number(0.5, 3.0, _("{0} %"), 0.01, 10)).named(
        _("Subtitle size")
    ),
    Setting("speech/model", "small").named(
        _("Model"),
        _("Larger models make fewer mistakes but take longer. Downloaded when first used."),
        choices=_Late(_models),
    ),
    Setting("speech/folder", "", is_folder=True).named(
        _("Custom model"), _("A folder with a Whisper model in CTranslate2 format."), zero=_("None")
    ),
    Setting("edit/autosave_s", 2.0, number=Number(0, 3600, _("{0} s"))).named(
        _("Save automatically"),
        _("How long after the last change. 0: only when you save."),
        zero=_("Never"),
    ),
    Setting("edit/form", FORMS[0].id).named(
        _("Timestamp format"),
        _("For notes without timestamps. In other notes, new ones are written like the rest."),
        choices=_Late(lambda: ((one.id, labelled(tr(one.words), one.brief)) for one in FORMS)),
    ),
    Setting("edit/letter_keys", True).named(
        _("Letter keys"), _("While you read, letters are shortcuts. Off: only with Alt.")
    ),
    Setting("edit/spelling", True).named(
        _("Check spelling as I write"), _("Uses the Hunspell dictionaries on this computer.")
    ),
    Setting("edit/typed_times", True).named(_("Turn typed times into timestamps")),
    Setting("edit/frame_marks", False).named(_("Draw marks into added frames")),
    Setting("edit/template", "").named(
        _("Template for new notes"), _("A Markdown file. Placeholders: see the guide.")
    ),
    Setting("edit/pause_while_typing", False).named(
        _("Pause while typing"), _("The video resumes when you stop typing.")
    ),
    Setting("edit/reaction_ms", 0, number=Number(0, 60_000, _("{0} s"), 1000, 0.1)).named(
        _("Reaction time"), _("Subtracted when you add a timestamp by key.")
    ),
    Setting("save/height", 720).named(
        _("Quality of saved videos"),
        choices=tuple((height, f"{height}p") for height in SAVED_HEIGHTS),
    ),
    Setting("save/library", "", is_folder=True).named(
        _("Folder for saved videos"),
        _("For videos saved from now on. Those you have stay where they are, and are still found."),
    ),
    Setting("save/cookies_browser", "").named(
        _("Cookies from browser"),
        _("For videos that need a sign-in. Sent only to that site."),
        choices=(("", _("No browser")), *((name, name.capitalize()) for name in BROWSERS)),
    ),
    Setting("stream/auto", False).named(
        _("Stream without asking"),
        _("Videos that are not on this computer play from the web as soon as their note opens."),
    ),
    Setting("stream/height", 720).named(
        _("Stream quality"),
        choices=((360, _("360p")), (480, _("480p")), (720, _("720p")), (1080, _("1080p"))),
    ),
)
# What is kept is bounded, and far smaller; reading it is part of every start.
_LARGEST_INI = 4 << 20


class Settings(QObject):
    """The settings. A value of the wrong type, or out of range, is read as the default."""

    changed = Signal(str)  # the key of a setting that has another value now
    keys_changed = Signal()

    def __init__(self, path: Path, declared: Sequence[Setting] = SETTINGS) -> None:
        super().__init__()
        self._file = _ini(path)
        self._declared = {
            setting.key: replace(
                setting, choices=_Files(setting.choices, path.parent, setting.files)
            )
            if setting.files
            else setting
            for setting in declared
        }

    @property
    def declared(self) -> Sequence[Setting]:
        """All settings, in the order of the preferences."""
        return tuple(self._declared.values())

    @property
    def path(self) -> Path:
        return Path(self._file.fileName())

    def text(self, key: str) -> str:
        return str(self.value(key))

    def file_of(self, key: str) -> Path:
        """Return the chosen file of a setting with `files`."""
        pattern = Path(self._declared[key].files)
        return self.path.parent / pattern.parent / f"{self.text(key)}{pattern.suffix}"

    def languages(self) -> tuple[str, ...]:
        """Return the user's languages, as "de" or "en-GB"; at least one."""
        return listed_languages(self.text(MINE))

    def number(self, key: str) -> float:
        return float(self.value(key))

    def flag(self, key: str) -> bool:
        return bool(self.value(key))

    def set(self, key: str, value: Value) -> None:
        """Save a value; raises KeyError for an undeclared setting."""
        before = self.value(key)
        if self._declared[key].default == value:
            self._file.remove(key)
        else:
            self._file.setValue(key, value)
        if self.value(key) != before:
            self.changed.emit(key)

    def reset(self, key: str) -> None:
        """Reset a setting to its default."""
        self.set(key, self._declared[key].default)

    def is_default(self, key: str) -> bool:
        return self.value(key) == self._declared[key].default

    def changed_keys(self) -> Keys:
        """The keys that the user changed: action id → its key sequences as written.

        Edited by hand, "P, Ctrl+Space" and "P; Ctrl+Space" are two; the latter needs quotes, since
        a semicolon begins a comment in an INI file.
        """
        self._file.beginGroup("keys")
        values = {name: self._file.value(name) for name in self._file.allKeys()}
        self._file.endGroup()
        return {name: tuple(_key_texts(value)) for name, value in values.items()}

    def set_keys(self, keys: Keys) -> None:
        """Save exactly these changes of keys; an empty tuple removes all keys."""
        self._file.remove("keys")
        for action_id, texts in keys.items():
            self._file.setValue(f"keys/{action_id}", list(texts) if texts else "")
        self.keys_changed.emit()

    def save(self) -> bool:
        """Write changes to the file; return whether that succeeded."""
        self._file.sync()
        return self._file.status() is not QSettings.Status.AccessError

    def value(self, key: str) -> Value:
        """Return a value in the type of its default."""
        setting = self._declared[key]
        default = setting.default
        kept = self._file.value(key, default)
        # A comma in a text that was written by hand makes a list of it.
        text = ", ".join(map(str, kept)) if isinstance(kept, list) else str(kept)
        value: Value
        if isinstance(default, bool):
            value = text.lower() in ("true", "1", "yes")
        elif isinstance(default, str):
            value = text
        else:
            try:
                value = type(default)(text)
            except ValueError:
                return default
            least, most, *_rest = setting.number
            if not setting.choices and not least <= value <= most:
                return default
        if setting.choices and all(value != choice for choice, _words in setting.choices):
            return default
        return value


def _ini(path: Path) -> QSettings:
    """Open an INI file; a damaged one is put aside, and a new one begun."""
    is_damaged = path.is_dir() or path.is_fifo()  # which would wait for ever
    if path.is_file():
        with suppress(OSError), path.open("rb") as file:
            data = file.read(_LARGEST_INI + 1)
            is_damaged = len(data) > _LARGEST_INI or b"\0" in data
    kind = QSettings.Format.IniFormat
    if is_damaged or QSettings(str(path), kind).status() is QSettings.Status.FormatError:
        put_aside(path)
    return QSettings(str(path), kind)


def _key_texts(value: object) -> list[str]:
    if isinstance(value, list):
        return [str(part).strip() for part in value]
    text = str(value).strip()
    # "Ctrl+;" is one key, though there is a semicolon in it.
    parts = [text] if parse(text) else text.split(";")
    return [part.strip() for part in parts if part.strip()]

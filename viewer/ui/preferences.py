"""What is kept between starts: settings that a person makes, and the state that is just remembered.

Each setting is declared once, in `SETTINGS`. Settings are an INI file in the platform's config
folder, state is one in its state folder; neither is ever written into a vault. A damaged file
counts as empty. GUI thread.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

MAX_POSITIONS = 2000
MAX_RECENT = 50


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its key in the file, its default (which gives its type), and what it is.

    A number lies between `least` and `most`, both included.
    """

    key: str
    default: str | int | float | bool
    text: str
    least: float = 0.0
    most: float = 1.0


SETTINGS: tuple[Setting, ...] = (
    Setting("looks/theme", "system", "Colours: system, light or dark"),
    Setting("looks/zoom", 1.0, "Size of all text, 0.7 to 2.5", 0.7, 2.5),
    Setting("play/on_jump", False, "Play when a claim is clicked while the video is paused"),
    Setting("play/volume", 100, "Volume, 0 to 100", 0, 100),
    Setting("play/step_ms", 5000, "How far Left and Right go, in milliseconds", 1, 3_600_000),
    Setting(
        "play/small_step_ms",
        1000,
        "How far Shift+Left and Shift+Right go, in milliseconds",
        1,
        3_600_000,
    ),
    Setting(
        "edit/autosave_s", 2.0, "Save by itself so many seconds after a change; 0: never", 0, 3600
    ),
    Setting("edit/pause_while_typing", False, "Hold the video while something is typed"),
    Setting("edit/resume_back_ms", 1000, "How far back it goes on after that", 0, 60_000),
    Setting(
        "edit/reaction_ms", 0, "How far before now a moment is cited, in milliseconds", 0, 60_000
    ),
)
_POSITION = re.compile("[0-9]{1,12}")
_BY_KEY = {setting.key: setting for setting in SETTINGS}


class Preferences:
    """The settings. A value of the wrong type, or out of reach, is read as the default."""

    def __init__(self, path: Path) -> None:
        self._file = QSettings(str(path), QSettings.Format.IniFormat)

    def text(self, key: str) -> str:
        return str(self._value(key))

    def number(self, key: str) -> float:
        return float(self._value(key))

    def flag(self, key: str) -> bool:
        return bool(self._value(key))

    def set(self, key: str, value: str | float | bool) -> None:
        """Keep a value; raises KeyError where no such setting is declared."""
        if _BY_KEY[key].default == value:
            self._file.remove(key)
        else:
            self._file.setValue(key, value)

    def keys(self) -> Mapping[str, str]:
        """The keys that a person changed: action id → key sequences, ";" between.

        In the file commas stand between, for a semicolon begins a remark in an INI file.
        """
        self._file.beginGroup("keys")
        values = {name: self._file.value(name) for name in self._file.allKeys()}
        self._file.endGroup()
        return {
            name: ";".join(str(part) for part in value) if isinstance(value, list) else str(value)
            for name, value in values.items()
        }

    def save(self) -> None:
        self._file.sync()

    def _value(self, key: str) -> str | int | float | bool:
        setting = _BY_KEY[key]
        default = setting.default
        text = str(self._file.value(key, default))
        if isinstance(default, bool):
            return text.lower() in ("true", "1", "yes")
        if isinstance(default, str):
            return text
        try:
            number = type(default)(text)
        except ValueError:
            return default
        return number if setting.least <= number <= setting.most else default


class State:
    """What is remembered: window, panes, last note, and the position in each video."""

    def __init__(self, path: Path) -> None:
        self._file = QSettings(str(path), QSettings.Format.IniFormat)

    def bytes(self, key: str) -> QByteArray:
        """Give a value that Qt made, such as a window's geometry; empty where there is none."""
        value = self._file.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_bytes(self, key: str, value: QByteArray) -> None:
        self._file.setValue(key, value)

    def flag(self, key: str, default: bool) -> bool:
        return str(self._file.value(key, default)).lower() == "true"

    def set_flag(self, key: str, value: bool) -> None:
        self._file.setValue(key, value)

    def recent_notes(self) -> list[Path]:
        """The notes that were open, latest first."""
        value = self._file.value("notes/recent", [])
        values = value if isinstance(value, list) else [value]
        return [Path(str(entry)) for entry in values if entry]

    def add_recent_note(self, path: Path) -> None:
        recent = [str(path), *(str(p) for p in self.recent_notes() if p != path)]
        self._file.setValue("notes/recent", recent[:MAX_RECENT])

    def position_ms(self, video: str) -> int:
        """Give where the video was left; 0 where it was never played."""
        value = str(self._file.value(f"positions/{_name(video)}", "0")).partition("@")[0]
        return int(value) if _POSITION.fullmatch(value) else 0

    def set_position_ms(self, video: str, position_ms: int, now_s: int) -> None:
        """Remember a position; the oldest ones go where there are too many."""
        self._file.setValue(f"positions/{_name(video)}", f"{position_ms}@{now_s}")
        self._file.beginGroup("positions")
        names = self._file.allKeys()
        if len(names) > MAX_POSITIONS:
            by_age = sorted(names, key=lambda name: _age(str(self._file.value(name))))
            for name in by_age[: len(names) - MAX_POSITIONS]:
                self._file.remove(name)
        self._file.endGroup()

    def save(self) -> None:
        self._file.sync()


def _age(kept: str) -> tuple[int, str]:
    """Order what is kept by when it was; as texts of digits, the shorter are the older."""
    when = kept.partition("@")[2]
    return len(when), when


def _name(video: str) -> str:
    """Paths and URLs make poor INI keys, so a key is a digest of them."""
    from hashlib import sha1  # here, for it loads OpenSSL, and the start need not wait for that

    return sha1(video.encode("utf-8", "surrogateescape"), usedforsecurity=False).hexdigest()[:20]

"""A JSON file of choices in the state folder, which windows and commands share."""

from __future__ import annotations

import errno
import json
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, TypeVar

from viewer.base.damaged import read_state
from viewer.base.errors import ViewerError, cant_save
from viewer.notes.beside import hold_file, write_whole

T = TypeVar("T")
_PATIENCE_S = 10.0  # others write it to a disk, which may be slow


class StateFile(Generic[T]):
    """What one file holds, read again when it has changed. Any thread; waits for the disk.

    A damaged file is put aside and reported, and counts as empty.
    """

    def __init__(
        self, path: Path, of: Callable[[Any], T], to: Callable[[T], object], empty: T
    ) -> None:
        """`of` reads what JSON gives and `to` gives what JSON writes; nothing need exist yet."""
        self.path = path
        self._of, self._to, self._value = of, to, empty
        self._lock = threading.Lock()
        self._stamp: tuple[int, int, int] | None = None

    def read(self) -> T:
        """Return what it holds; what was last known where it cannot be read."""
        with self._lock:
            return self._read()

    def change(self, changed: Callable[[T], T]) -> None:
        """Change what it holds, as nobody else does meanwhile. Raises ViewerError.

        Saved to the disk when this returns. If that fails, it applies until the program ends.
        `changed` makes a new value, and may be called twice.
        """
        with self._lock:
            self._value = changed(self._read())
            try:
                with hold_file(self.path.with_suffix(".lock"), _PATIENCE_S) as is_held:
                    if not is_held:
                        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY))
                    self._value = changed(self._read())
                    if self.path.exists():
                        self.path.read_bytes()  # what cannot be read is not replaced
                    write_whole(self.path, json.dumps(self._to(self._value), indent=1), sync=True)
                    self._stamp = self._stamp_now()
            except OSError as error:
                raise ViewerError(cant_save(self.path, error)) from error

    def _read(self) -> T:
        stamp = self._stamp_now()
        if stamp is not None and stamp != self._stamp:
            value = read_state(self.path, self._of)
            if value is not None:  # else it is looked at again the next time
                self._value, self._stamp = value, stamp
        return self._value

    def _stamp_now(self) -> tuple[int, int, int] | None:
        try:
            status = self.path.stat()
        except OSError:
            return None
        return status.st_ino, status.st_size, status.st_mtime_ns


def with_choice(choices: dict[str, T], key: str, choice: T | None) -> dict[str, T]:
    """Return choices with another one for `key`, or with None without one."""
    others = {each: kept for each, kept in choices.items() if each != key}
    return others if choice is None else {**others, key: choice}

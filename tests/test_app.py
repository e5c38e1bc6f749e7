"""What the program does with its own bugs."""

from __future__ import annotations

import sys
import weakref
from pathlib import Path

import pytest

from viewer.ui.shell.application import install_crash_log


class _Painter:
    """Stands for what must not outlive the function that made it."""


def test_exception_that_nobody_caught_is_logged_and_holds_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    install_crash_log(tmp_path)
    made: list[weakref.ref[_Painter]] = []

    def paint() -> None:
        painter = _Painter()
        made.append(weakref.ref(painter))
        raise ValueError("a bug")

    try:
        paint()
    except ValueError as error:
        kept = error  # as Python keeps the last one
        sys.excepthook(ValueError, error, error.__traceback__)
    assert "ValueError: a bug" in (tmp_path / "crash.log").read_text("utf-8")
    assert made[0]() is None
    assert kept.__traceback__ is not None

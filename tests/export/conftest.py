"""What every test of exports needs, for most call the command within this process."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def own_process(qapp: QApplication) -> Iterator[None]:
    """Give the application that all tests share, and put back what a command sets for itself.

    Without the first, burning words into a film would make an application of its own.
    """
    before = dict(os.environ)
    yield
    for name in os.environ.keys() - before.keys():
        del os.environ[name]
    os.environ.update(before)

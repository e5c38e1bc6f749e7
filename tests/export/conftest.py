"""What every test of exports needs, for most call the command within this process."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True, scope="module")
def own_module(qapp: QApplication) -> Iterator[None]:
    """Yield the application that all tests share, and put back what a command sets for itself.

    Without the first, burning words into a film would make an application of its own.
    """
    with _environment_kept():
        yield


@pytest.fixture(autouse=True)
def own_process(own_module: None) -> Iterator[None]:
    with _environment_kept():
        yield


@contextmanager
def _environment_kept() -> Iterator[None]:
    before = dict(os.environ)
    yield
    for name in os.environ.keys() - before.keys():
        del os.environ[name]
    os.environ.update(before)

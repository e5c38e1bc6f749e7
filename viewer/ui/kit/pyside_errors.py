"""Let exceptions in methods called by Qt reach the caller and the crash log without a crash.

On Python 3.11 an error that C code raises (an index out of range, a widget that is deleted) is no
object yet until Python catches it. PySide 6.11 takes it for one: if such an error leaves a Python
method called by Qt, itself called by Python, the process segfaults (`PepException_GetArgs`). Caught
and raised again it is a proper object. Later Pythons raise objects only.
"""

from __future__ import annotations

import sys
from functools import wraps
from types import FunctionType, MethodDescriptorType
from typing import Any

from PySide6.QtCore import QObject


def make_errors_whole() -> None:
    """Wrap methods called by Qt, in all classes made from now on, to catch and re-raise errors."""
    if sys.version_info < (3, 12):
        QObject.__init_subclass__ = classmethod(_guard)  # type: ignore[assignment]


def _guard(cls: type[QObject], /, **options: Any) -> None:
    super(QObject, cls).__init_subclass__(**options)
    for name, function in list(vars(cls).items()):
        if isinstance(function, FunctionType) and isinstance(
            _inherited(cls, name), MethodDescriptorType
        ):
            setattr(cls, name, _whole(function))


def _inherited(cls: type, name: str) -> object:
    """Return Qt's attribute of this name that a Python class overrides."""
    return next(
        (
            vars(base)[name]
            for base in cls.__mro__[1:]
            if name in vars(base) and base.__module__.startswith("PySide6.")
        ),
        None,
    )


def _whole(function: FunctionType) -> Any:
    @wraps(function)
    def call(*arguments: Any) -> Any:
        try:
            return function(*arguments)
        except BaseException:
            raise  # an object now

    return call

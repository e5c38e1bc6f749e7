"""Cuenote: a desktop viewer for notes about videos.

`RESOURCES` is the folder of icons, themes and the tour: next to the package in a checkout, inside
it in an installed wheel.
"""

from viewer.base import interrupt as interrupt  # before anything else is loaded

# isort: split
import os
from pathlib import Path

__version__ = "0.1.0"

_PACKAGE = Path(os.path.realpath(Path(__file__).parent))
_INSTALLED = _PACKAGE / "resources"
RESOURCES = _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parent / "resources"
TOUR = RESOURCES / "tour" / "tour.md"  # in English


def is_own_file(path: Path) -> bool:
    """Return whether `path` is part of the program (such as the tour) and never written to.

    Follows symbolic links; the file need not exist.
    """
    real = Path(os.path.realpath(path))
    return any(real.is_relative_to(folder) for folder in (RESOURCES, _PACKAGE))

"""Cuenote: a desktop viewer for notes about videos.

`RESOURCES` is the folder of icons, themes and the tour: beside the package in a checkout,
inside it in an installed wheel.
"""

from pathlib import Path

__version__ = "0.1.0"

_INSTALLED = Path(__file__).parent / "resources"
RESOURCES = _INSTALLED if _INSTALLED.is_dir() else Path(__file__).parent.parent / "resources"

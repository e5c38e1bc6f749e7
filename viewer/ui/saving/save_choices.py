"""How a video is to be saved, as the sheets ask: the height of its picture, its captions."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from viewer.translation import tr
from viewer.ui.kit.field import Field
from viewer.ui.kit.sheet import Segments
from viewer.ui.shell.settings import SAVED_HEIGHTS


class Heights(Segments):
    """The heights of a picture to choose from, in lines."""

    def __init__(self, parent: QWidget) -> None:
        heights = [f"{height}p" for height in SAVED_HEIGHTS]
        super().__init__(tr("Quality"), heights, parent)

    @property
    def height_(self) -> int:
        """The height that is chosen."""
        return SAVED_HEIGHTS[self.index]

    def choose(self, height: int) -> None:
        """Choose the height that is nearest to this one."""
        near = min(range(len(SAVED_HEIGHTS)), key=lambda index: abs(SAVED_HEIGHTS[index] - height))
        self.set_index(near)


class Languages(Field):
    """The languages of captions, written as "en, de"."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("as spoken"), parent, icon="", esc_empties=False)
        self.setAccessibleName(tr("Languages of captions"))

    @property
    def languages(self) -> str:
        """Those that are written there, tidied: "en,de"."""
        parts = self.text().replace(";", ",").replace(" ", ",").split(",")
        return ",".join(dict.fromkeys(part.strip() for part in parts if part.strip()))

    def show_languages(self, languages: str) -> None:
        """Show some that are tidy."""
        self.setText(languages.replace(",", ", "))

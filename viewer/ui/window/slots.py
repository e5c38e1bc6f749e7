"""The interfaces of the panes in the window's slots."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from PySide6.QtGui import QCursor, QResizeEvent
from PySide6.QtWidgets import QWidget

from viewer.ui.kit.notice import Notice, NoticeButton
from viewer.ui.kit.placeholder import Placeholder

FLOAT_PX = 22  # how far above the foot of the pane a notice floats


class PagePane(QWidget):
    """The middle of the window: the note, with messages over it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice = Notice(self)

    @property
    @abstractmethod
    def text(self) -> QWidget:
        """What shows the note now, and takes the focus."""

    @abstractmethod
    def show_page(self, page: Placeholder | None) -> None:
        """Show a page instead of the note; None shows the note."""

    @abstractmethod
    def focus_text(self) -> None:
        """Give the keys to the note."""

    @abstractmethod
    def leave_find(self) -> bool:
        """Close the find bar; False if it is not open."""

    @abstractmethod
    def foot_px(self) -> int:
        """Return the bottom of notices, from the top of the pane."""

    def say(
        self,
        text: str,
        offers: Sequence[NoticeButton] = (),
        *,
        brief: bool = False,
        stays: bool = False,
    ) -> None:
        """Show a message over the note; see `Notice.say`."""
        self.notice.say(text, offers, brief=brief, stays=stays)
        self.place()
        mouse, place = self.mapFromGlobal(QCursor.pos()), self.notice.geometry()
        if offers and place.contains(mouse):
            # Not under the mouse: who clicks twice in the note must not take an offer by that.
            self.notice.move(place.x(), max(0, mouse.y() - place.height() - FLOAT_PX))

    def place(self) -> None:
        """Put the notice in its place."""
        if not self.notice.isHidden():
            self.notice.stand(self.width(), self.foot_px(), FLOAT_PX)
            self.notice.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place()


class PlayerPane(QWidget):
    """The picture and its controls."""

    @property
    @abstractmethod
    def picture(self) -> QWidget:
        """What shows the picture."""

    @property
    @abstractmethod
    def controls(self) -> QWidget:
        """The controls below the picture, or over it in full screen."""

    @abstractmethod
    def flash(self, words: str) -> None:
        """Show a short message over the picture."""

    @abstractmethod
    def leave(self) -> bool:
        """Do what Esc does here; False if there is nothing to leave."""

    @abstractmethod
    def set_full(self, full: bool) -> None:
        """Show the controls over the picture only now and then, or below it again."""

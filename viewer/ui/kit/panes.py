"""How the panes of a window share its space, and how a window fits its screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from viewer.ui.kit.theme import theme_of

_FRAME = QSize(8, 40)  # what the window manager puts around a window, at most, in px


def fit_to_screen(window: QWidget, size: QSize, least: QSize | None = None) -> bool:
    """Resize a window, and set its minimum size, limited by its screen.

    Returns whether the screen has room for all of `size`.
    """
    room = window.screen().availableGeometry().size() - _FRAME
    if least is not None:
        window.setMinimumSize(least.boundedTo(room))
    window.resize(size.boundedTo(room))
    return size.boundedTo(room) == size


class Panes(QSplitter):
    """Panes side by side, separated by a hairline with a wide drag area.

    Each pane has its share, whatever the total size. Only the user changes the shares, by dragging
    a handle. A hidden pane keeps its share, and lends it to the others, except to the first, which
    keeps its width.
    """

    dragged_shut = Signal(int)  # the index of a pane, which has its share again

    def __init__(self, orientation: Qt.Orientation, panes: Sequence[tuple[QWidget, float]]) -> None:
        """Take the panes with their relative shares."""
        super().__init__(orientation)
        self.setHandleWidth(1)
        for pane, _ in panes:
            self.addWidget(pane)
        # Qt puts each below those before it, and a screen reader goes from the lowest upwards.
        for number, (pane, _) in enumerate(panes):
            pane.raise_()
            self.handle(number).raise_()
        self._panes = [pane for pane, _ in panes]
        self._shares = [share for _, share in panes]
        self._hidden = [False for _ in panes]
        self._needs_px, self._leaves_px = 0, 0
        self.splitterMoved.connect(lambda *_: self._on_moved())

    @property
    def shares(self) -> list[float]:
        """The shares of the panes, including hidden ones."""
        return list(self._shares)

    def set_shares(self, shares: Sequence[float]) -> None:
        """Set the shares; ignores invalid ones."""
        fits = len(shares) == len(self._shares) and all(0 < share < 1e6 for share in shares)
        if fits:
            self._shares = list(shares)
            self.share_out()

    def put(self, index: int, pane: QWidget) -> None:
        """Replace the pane at `index`, which goes with the last name for it."""
        before, self._panes[index] = self._panes[index], pane
        shown = not before.isHidden()
        self.replaceWidget(index, pane)
        pane.setVisible(shown)
        pane.lower()
        before.setParent(None)  # PySide takes it for a part of this still
        self.share_out()

    def let_last_need(self, px: int, *, leaving_px: int = 0) -> None:
        """Give the last of two panes at least `px` for now, leaving the first `leaving_px`."""
        self._needs_px, self._leaves_px = px, leaving_px
        self.share_out()

    def share_out(self) -> None:
        """Resize the panes to their shares."""
        room, shares = self._room(), self._shown_shares()
        whole = sum(shares)
        if not whole or room <= 0:
            return
        if [pane.isHidden() for pane in self._panes] != self._hidden:
            self._hidden = [pane.isHidden() for pane in self._panes]
            self.refresh()  # else the handle of a pane that was just hidden has its room still
        # The whole room exactly: what is left over Qt would hand out later, a pixel here or there,
        # and the note would be set once more for that.
        sizes, taken, at = [], 0.0, 0
        for share in shares:
            taken += share
            edge = round(room * taken / whole)
            sizes.append(edge - at)
            at = edge
        more = min(self._needs_px - sizes[-1], sizes[0] - self._leaves_px)
        if self._needs_px and more > 0:
            sizes[0] -= more
            sizes[-1] += more
        self.setSizes(sizes)

    def _room(self) -> int:
        shown = sum(not pane.isHidden() for pane in self._panes)
        whole = self.width() if self.orientation() is Qt.Orientation.Horizontal else self.height()
        return whole - max(0, shown - 1) * self.handleWidth()

    def _shown_shares(self) -> list[float]:
        """Return the shares of visible panes, with those lent by hidden ones."""
        shares = zip(self._panes, self._shares, strict=True)
        first, *others = (0.0 if pane.isHidden() else share for pane, share in shares)
        more = (sum(self._shares) - first) / sum(others) if any(others) else 1
        return [first, *(share * more for share in others)]

    def _on_moved(self) -> None:
        sizes, whole, before = self.sizes(), sum(self._shares), self.shares
        self._needs_px = 0
        if sizes[0] > 0:
            self._shares[0] = whole * sizes[0] / self._room()
        more = (whole - self._shares[0]) / (whole - before[0])
        shown = [number for number, size in enumerate(sizes) if number and size > 0]
        room = sum(sizes[number] for number in shown)
        for number in range(1, len(sizes)):
            self._shares[number] *= more
        share = sum(self._shares[number] for number in shown)
        for number in shown:
            self._shares[number] = share * sizes[number] / room

    def on_let_go(self) -> None:
        """Notice a pane that was dragged shut."""
        for number, (pane, size) in enumerate(zip(self._panes, self.sizes(), strict=True)):
            if size == 0 and not pane.isHidden():
                self.dragged_shut.emit(number)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_out()

    def createHandle(self) -> QSplitterHandle:  # noqa: N802 - Qt's own name
        return _Handle(self)


class _Handle(QSplitterHandle):
    """A handle one pixel wide."""

    def __init__(self, panes: Panes) -> None:
        super().__init__(panes.orientation(), panes)
        self._panes = panes

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme_of(self).line)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._panes.on_let_go()

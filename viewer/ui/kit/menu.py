"""A menu in the window's shape; its entries say in their tooltips why they cannot be chosen."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QWidget


class Menu(QMenu):
    """A menu, with tooltips."""

    def __init__(self, parent: QWidget | None, title: str = "") -> None:
        super().__init__(title, parent)
        self.setToolTipsVisible(True)

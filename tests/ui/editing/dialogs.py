"""Answer the questions that hold everything else up."""

from PySide6.QtWidgets import QApplication, QPushButton

from tests.waiting import once


def answer(words: str, *offered: str) -> None:
    """Press the button with these words on the next dialog; `offered` are all that it has."""

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        buttons = {button.text(): button for button in dialog.findChildren(QPushButton)}
        assert offered in ((), tuple(buttons))
        buttons[words].click()

    once(QApplication.activeModalWidget, press)

"""Answer the questions that hold everything else up."""

from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton

from tests.waiting import once


def answer(words: str, *offered: str, choice: str = "", shown: list[str] | None = None) -> None:
    """Press the button with these words on the next dialog; `offered` are all that it has.

    `choice` is pressed before: of a conflict. `shown` takes the text that it shows.
    """

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        buttons = {button.text(): button for button in dialog.findChildren(QPushButton)}
        assert offered in ((), tuple(buttons))
        if shown is not None:
            shown.append(dialog.findChild(QPlainTextEdit).toPlainText())
        for each in filter(None, (choice, words)):
            buttons[each].click()

    once(QApplication.activeModalWidget, press)

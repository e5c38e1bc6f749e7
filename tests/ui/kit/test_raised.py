"""An error below a method that Qt calls ends in Python, and not in a segmentation fault."""

import subprocess
import sys

_PROGRAM = """
import sys
import viewer.ui
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

app = QApplication(["raised", "-platform", "offscreen"])
gone = QLabel()
shiboken6.delete(gone)


class Widget(QLabel):
    def event(self, event):
        return super().event(event)

    def keyPressEvent(self, event):
        exec(statement)


for statement in sys.argv[1:]:
    widget = Widget()
    try:
        QTest.keyClick(widget, Qt.Key.Key_A)
    except Exception as error:
        print(type(error).__name__)
"""
_ERRORS = {
    "[][0]": "IndexError",
    "{}['key']": "KeyError",
    "gone.text()": "RuntimeError",
    "int('x')": "ValueError",
    "len(3)": "TypeError",
}


def test_error_below_what_qt_calls_when_python_called_qt_is_raised_there() -> None:
    command = [sys.executable, "-c", _PROGRAM, *_ERRORS]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout.split()) == (0, [*_ERRORS.values()]), done.stderr

"""Signals that are heard only while something is so."""

from PySide6.QtCore import QObject, Signal

from viewer.ui.kit.listening import Listening


class _Speaker(QObject):
    said = Signal(str)


def test_signals_are_heard_once_each_while_it_is_on(qapp: object) -> None:
    speaker, heard = _Speaker(), []
    listening = Listening((speaker.said, heard.append), (speaker.said, lambda _: heard.append("+")))
    for on, expected in ((False, []), (True, ["a", "+"]), (True, ["a", "+"]), (False, [])):
        heard.clear()
        listening.set_on(on)
        assert listening.is_on is on
        speaker.said.emit("a")
        assert heard == expected

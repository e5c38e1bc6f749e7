"""Keys by their place, pressed on real keyboards' layouts: of Russian alone, and of others."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from tests.ui.screen import Screen
from tests.waiting import wait_until
from viewer.ui.window.key_places import is_of_other_script, keys_at, place_of
from viewer.ui.window.shortcuts import pressed

# By what they write on a US keyboard; X11's codes.
CODES = {
    **dict(zip("1234567890-=", range(10, 22), strict=True)),
    **dict(zip("qwertyuiop[]", range(24, 36), strict=True)),
    **dict(zip("asdfghjkl;'`", range(38, 50), strict=True)),
    **dict(zip("\\zxcvbnm,./", range(51, 62), strict=True)),
}
_NO_VIDEO = "Open a video first."
_OTHERS = {"Shift": 50, "Ctrl": 37, "Alt": 64, "Caps": 66, "Esc": 9, "Pause": 127}

# The program with a note and a field, which answers each line that it reads.
_PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QSocketNotifier, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from tests.ui.stage import Stage
from viewer.ui.window.application import make_application

class Ear(QObject):
    def eventFilter(self, watched, event):
        if watched.isWindowType() and event.type() == QEvent.Type.KeyPress:
            done.extend(["\\n"] * (event.key() == Qt.Key.Key_Pause))
        return False

app = make_application()
ear, done = Ear(), []
app.installEventFilter(ear)
stage = Stage(app, Path(sys.argv[1]))
stage.start(stage.write("note.md", "# A note\\n\\nOne [0:02].\\n\\nTwo [0:05].\\n"), player=False)
actions = stage.window.actions_
for name, action in actions.by_id.items():
    action.triggered.connect(lambda _=False, name=name: done.append(name))
actions.refused.connect(done.append)
field = QLineEdit(stage.window)
field.show()

def focus():
    return QApplication.focusWidget()

def take_done():
    taken = "; ".join(done).split("\\n")[:-1]
    done.clear()
    return [one.strip("; ") for one in taken]

def record(name):
    actions["preferences"].trigger()
    stage.wait(lambda: not stage.window.isActiveWindow())
    page = QApplication.activeWindow().keyboard
    QApplication.activeWindow().show_section("Keys")
    page.select(next(spec for spec in actions.specs if spec.id == name))
    page._capture("")

def answer():
    line = sys.stdin.readline()
    print(repr(eval(line)) if line else app.quit(), flush=True)

notifier = QSocketNotifier(0, QSocketNotifier.Type.Read)
notifier.activated.connect(answer)
print("ready", flush=True)
app.exec()
stage.end()
"""


class Typist:
    """A program on a screen of its own, and the keyboard there."""

    def __init__(self, screen: Screen, program: subprocess.Popen[str]) -> None:
        self._screen, self._program = screen, program

    def ask(self, expression: str) -> object:
        """Return what this is in the program."""
        self._program.stdin.write(f"{expression}\n")
        self._program.stdin.flush()
        return ast.literal_eval(self._program.stdout.readline())

    def _run(self, *command: str) -> None:
        subprocess.run(command, env=self._screen.environment, check=True)

    def lay_out(self, *layout: str) -> None:
        """Set this keyboard layout, and focus the note."""
        self._run("setxkbmap", "-option", "", *layout)
        self.ask("field.clear() or stage.view.setFocus()")
        self.ask("take_done()")

    def press(self, *keys: str) -> str:
        """Press keys by their place, as "Ctrl+k"; give what that did, or why it could not be."""
        return self.press_each([" ".join(keys)])[" ".join(keys)]

    def press_each(self, keys: Iterable[str]) -> dict[str, str]:
        """Press one key after the other; give what each did."""
        each, parts = list(keys), list[str]()
        for one in (name for key in each for name in (*key.split(), "Pause")):
            codes = [str(_OTHERS.get(name) or CODES[name]) for name in one.split("+")]
            parts += [part for code in codes for part in ("keydown", code)]
            parts += [part for code in reversed(codes) for part in ("keyup", code)]
        self._run("xdotool", *parts)
        wait_until(lambda: self.ask(r"done.count('\n')") == len(each))
        did = self.ask("take_done()")
        assert isinstance(did, list)
        return dict(zip(each, did, strict=True))


@pytest.fixture(scope="module")
def typist(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Typist]:
    needs = ("xdotool", "setxkbmap")
    if not Screen.can_show("openbox") or None in map(shutil.which, needs):
        pytest.skip(f"Xvfb, openbox, {' or '.join(needs)} is not on this computer")
    folder = tmp_path_factory.mktemp("keys")
    with Screen(folder, "openbox") as screen:
        program = subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, str(folder / "home")],
            env=screen.environment,
            cwd=Path(__file__).parents[3],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert program.stdout.readline() == "ready\n"
            yield Typist(screen, program)
            program.stdin.close()
            assert program.wait(30) == 0
        finally:
            program.kill()
            program.wait()
            program.stdout.close()


def _rest(*layouts: str) -> list[ParameterSet]:
    """Leave layouts to `--all`."""
    return [pytest.param(layout, marks=pytest.mark.all_only) for layout in layouts]


_BY_PLACE = {
    "j": "claim.next",
    "k": "claim.previous",
    "Shift+j": "claim.later",
    "Alt+Shift+j": "claim.later",
    "w": "claim.where",
    "z": _NO_VIDEO,
    "b": _NO_VIDEO,  # in Arabic it writes two letters in one
    "Alt+t": _NO_VIDEO,
    "Alt+Shift+i": _NO_VIDEO,
    "Ctrl+Shift+c": "copy.link",
    ".": _NO_VIDEO,
    "[": _NO_VIDEO,
}


@pytest.mark.all_only
@pytest.mark.parametrize("layout", ["ru", "us", "gr", "il", "ara", "th", "in", "ru,us", "il,us"])
def test_keys_of_another_script_go_by_their_place(typist: Typist, layout: str) -> None:
    typist.lay_out(layout)
    assert typist.press_each(_BY_PLACE) == _BY_PLACE
    assert typist.press("Ctrl+k") == "palette"
    assert typist.press("Esc") == ""


@pytest.mark.all_only
def test_sign_that_needs_shift_goes_by_its_place(typist: Typist) -> None:
    typist.lay_out("ru")
    assert typist.press("j", "Alt+Shift+.", "Ctrl+z") == "claim.next; retime.later_1; edit.undo"
    assert typist.press("Ctrl+k", "Esc") == "palette"


@pytest.mark.all_only
def test_keys_go_by_their_place_in_either_layout_of_two(typist: Typist) -> None:
    typist.lay_out("us,ru", "-option", "grp:caps_toggle")
    for _layout in ("us", "ru"):
        assert typist.press_each(_BY_PLACE) == _BY_PLACE
        typist.press("Caps")


@pytest.mark.all_only
def test_latin_layout_keeps_its_letters(typist: Typist) -> None:
    typist.lay_out("ru")
    assert typist.press("j") == "claim.next"
    typist.lay_out("fr")
    found = typist.press_each(("a", "z", "Alt+a", "2", "'", ";", "m"))
    assert found == {
        "a": "",
        "z": "claim.where",
        "Alt+a": "transcript.cite",
        **dict.fromkeys(("2", "'"), ""),
        **dict.fromkeys((";", "m"), _NO_VIDEO),  # M and ","
    }
    typist.lay_out("us", "-variant", "dvorak")
    assert typist.press("c") == "claim.next"
    assert typist.press("e", "w") == f"{_NO_VIDEO}; {_NO_VIDEO}"  # "." and ","
    assert typist.press("q", "z") == ""  # "'" and ";"


@pytest.mark.parametrize("layout", ["de", *_rest("tr", "cz", "vn", "es")])
def test_letters_beside_those_of_english_do_nothing(typist: Typist, layout: str) -> None:
    typist.lay_out(layout)
    typist.press("Shift+j")
    keys = {"de": ";'[-", "tr": ";[", "cz": "2345;", "vn": "1256", "es": ";"}[layout]
    assert typist.press_each(keys) == dict.fromkeys(keys, "")


@pytest.mark.parametrize("layout", ["il", *_rest("ru", "gr", "ru,us")])
def test_field_takes_what_is_written_and_keeps_its_keys(typist: Typist, layout: str) -> None:
    word = {"ru": "офле", "gr": "ξακτ", "il": "חשלא", "ru,us": "офле"}[layout]
    typist.lay_out(layout)
    typist.ask("field.setFocus()")
    assert typist.press("j", "a", "k", "t") == ""
    assert typist.ask("field.text()") == word
    assert typist.press("Ctrl+a", "Ctrl+c", "Ctrl+v", "Ctrl+v") == ""
    assert typist.ask("field.text()") == word * 2
    typist.press("Ctrl+a", "Ctrl+x", "Ctrl+v", "Ctrl+z")
    assert typist.ask("field.text()") == ""
    typist.press("Ctrl+z")
    assert typist.ask("field.text()") == word * 2
    assert typist.press("Alt+t") == _NO_VIDEO
    assert typist.press("Alt+j") == "claim.next"
    assert typist.ask("field.text()") == word * 2


@pytest.mark.all_only
def test_text_is_written_in_a_block_that_a_key_opened(typist: Typist) -> None:
    typist.lay_out("ru")
    assert typist.press("j", "Alt+e") == "claim.next; edit.block"
    typist.press("j", "Shift+k", "m")
    assert "оЛь" in str(typist.ask("focus().toPlainText()"))
    assert typist.press("Ctrl+z") == "edit.undo"
    assert "оЛь" not in str(typist.ask("focus().toPlainText()"))
    typist.press("Esc")


@pytest.mark.all_only
def test_key_is_recorded_as_the_letter_that_it_stands_for(typist: Typist) -> None:
    typist.lay_out("ru")
    try:
        typist.ask("record('downloads')")
        typist.press("Ctrl+Alt+k")
        assert typist.ask("actions.keys['downloads']") == ("Ctrl+J", "Ctrl+Alt+K")
        # A key that an action has is known for it.
        typist.ask("record('downloads')")
        typist.press("Ctrl+s")
        said = typist.ask("QApplication.activeWindow().keyboard.bar.words")
        assert "Ctrl+S" in str(said)
    finally:
        typist.ask("QApplication.activeWindow().close()")


def test_places_of_each_platform_are_those_of_a_us_keyboard() -> None:
    of_macos = {"a": 0, "j": 38, "k": 40, "m": 46, "z": 6, "p": 35, ".": 47, "/": 44, "`": 50}
    of_macos |= {"1": 18, "0": 29, "5": 23, "6": 22, "[": 33, "]": 30, "\\": 42, "-": 27, "=": 24}
    assert {key: place_of(0, code, "darwin") for key, code in of_macos.items()} == {
        key: key for key in of_macos
    }
    of_windows = {"q": 0x10, "a": 0x1E, "z": 0x2C, "j": 0x24, "1": 2, "\\": 0x2B, "/": 0x35}
    assert all(place_of(code, 0, "win32") == key for key, code in of_windows.items())
    assert all(place_of(code, 0, "linux") == key for key, code in CODES.items())
    # Events that no keyboard made, keys that write nothing, and those of the number pad.
    assert [place_of(code, 0, "linux") for code in (0, 8, 9, 36, 37, 65, 106, 300)] == [""] * 8
    assert place_of(0x135, 0, "win32") == ""


def test_scripts_are_told_apart() -> None:
    assert all(map(is_of_other_script, "жЖξחتﻻๆ่ौरჯ१あ언"))
    assert not any(map(is_of_other_script, "aZ1;éöüßñçªºµłşığěůʻ\u0301ơ–€₽№"))


@pytest.mark.parametrize(
    ("place", "held", "keys"),
    [
        ("j", "", "J"),
        ("j", "Shift+", "Shift+J"),
        (".", "Ctrl+", "Ctrl+."),
        ("=", "Ctrl+Shift+", "Ctrl+Shift++, Ctrl++, Ctrl+Shift+="),
        (",", "Alt+Shift+", "Alt+Shift+<, Alt+<, Alt+Shift+,"),
    ],
)
def test_key_of_a_us_keyboard_has_the_names_that_qt_gives_it(
    place: str, held: str, keys: str
) -> None:
    modifiers = QKeySequence(f"{held}F1")[0].keyboardModifiers()  # type: ignore[index]
    found = ", ".join(QKeySequence(one).toString() for one in keys_at(place, modifiers))
    assert found == keys


def test_recorded_sign_is_without_the_shift_that_is_in_it() -> None:
    shift = Qt.KeyboardModifier.ShiftModifier
    assert pressed(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Colon, shift, "Ж")) == ":"
    assert pressed(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_J, shift, "О")) == "Shift+J"

"""What a screen reader finds and hears, over a real accessibility bus, as Orca would."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.screen import Screen
from tests.ui.screen_reader import Place, ScreenReader, Told
from tests.waiting import wait_until
from viewer import TOUR

TITLE = "How to remember a talk"
NOTE = f"""# {TITLE}

Write in your own words [0:15]. See [[Other]].

- Write down when it was said [0:31]
- Come back and check what you wrote [0:48]
- Past the end [1:05:00]
"""
# Of what can be done or read something, the name has to say what.
_NAMED = frozenset(
    {
        *("push button", "button menu", "check box", "radio button", "toggle button", "menu item"),
        *("combo box", "slider", "spin button", "text", "list", "tree", "page tab", "link"),
        *("dialog", "list item", "tree item", "check menu item", "radio menu item"),
    }
)
_NO_ROLES = frozenset({"filler", "unknown", "invalid", "layered pane", "frame", "label"})


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    """A screen with a window manager, which gives the keyboard to the window."""
    if not Screen.can_show("openbox") or not ScreenReader.can_listen():
        pytest.skip("needs Xvfb, openbox, dbus-daemon and at-spi2-core")
    with Screen(tmp_path, "openbox") as screen:
        yield screen


@pytest.fixture
def reader(screen: Screen) -> Iterator[ScreenReader]:
    with ScreenReader(screen) as reader:
        yield reader


def without_name_or_role(told: list[Told]) -> list[str]:
    """Return the widgets without a name or role for a screen reader."""
    return [
        str(one)
        for one in told
        if (one.role in _NAMED and not one.name)
        or ("focusable" in one.states and (one.role in _NO_ROLES or not one.name))
    ]


@pytest.mark.all_only
def test_every_control_of_every_state_has_a_name_and_a_role(reader: ScreenReader) -> None:
    command = [sys.executable, "-m", "tests.tools", "shots", "--heard"]
    pipe = subprocess.PIPE
    bad: dict[str, list[str]] = {}
    roles: set[str] = set()
    count = 0
    with subprocess.Popen(
        command, env=reader.environment, stdin=pipe, stdout=pipe, text=True
    ) as program:
        for line in program.stdout:
            told = reader.walk()
            assert len(told) > 10, line  # else nothing was looked at
            roles |= {one.role for one in told}
            if found := without_name_or_role(told):
                bad[line.strip()] = found
            count += 1
            program.stdin.write("\n")
            program.stdin.flush()
    assert program.returncode == 0
    assert bad == {}
    assert count > 40
    assert "layered pane" not in roles  # of which Orca counts the items: none
    assert roles >= {"dialog", "combo box", "text", "slider", "list item", "tree item"}


class Sitting:
    """One program, and what is spoken about it."""

    def __init__(self, reader: ScreenReader) -> None:
        self.reader = reader
        self.place: Place | None = None  # where the keyboard is

    def said(self) -> list[str]:
        """Return what a screen reader says now: where the keyboard is, its line, notices."""
        lines: list[str] = []
        for heard in self.reader.hear():
            here = heard.place == self.place
            is_told = here and heard.detail in ("accessible-name", "accessible-description")
            if (heard.kind, heard.detail, heard.numbers[0]) == ("StateChanged", "focused", 1):
                self.place = heard.place
                told = self.reader.look_at(heard.place)
                lines.append(str(told) if told is not None else "")
                lines.append(self.reader.line_of_caret(heard.place))
            elif heard.kind == "Announcement" or is_told:
                lines.append(str(heard.value))
            elif (
                here and heard.kind == "TextCaretMoved" and self.reader.has_moved_caret(heard.place)
            ):
                lines.append(self.reader.line_at(heard.place, heard.numbers[0]))
        spaced = (" ".join(line.split()) for line in lines)
        return [line for line in spaced if line]

    def press(self, keys: str, line: str) -> list[str]:
        """Press keys, and wait until a line is said that holds these words; return all."""
        self.reader.press(keys)
        lines: list[str] = []

        def is_said() -> bool:
            lines.extend(self.said())
            return any(line in one for one in lines)

        try:
            wait_until(is_said, timeout_ms=20_000)
        except TimeoutError:
            pytest.fail(f"after {keys}, in place of {line!r}: {lines}")
        return lines

    def type(self, text: str) -> None:
        for letter in text:
            self.reader.press(letter if letter != " " else "Space")


def _vault(within: Path) -> Path:
    folder = within / "vault"
    folder.mkdir()
    for ending in (".mp4", ".en.vtt"):
        shutil.copyfile(TOUR.with_suffix(ending), folder / f"lecture{ending}")
    note = folder / "Lecture.md"
    note.write_text(f"---\nvideo: lecture.mp4\n---\n\n{NOTE}", "utf-8")
    (folder / "Other.md").write_text("# Other\n", "utf-8")
    return note


@pytest.mark.all_only
def test_lecture_is_read_jumped_cited_and_mended_by_keys_and_what_is_said(
    reader: ScreenReader, tmp_path: Path
) -> None:
    note = _vault(tmp_path)
    command = [sys.executable, "-m", "viewer", str(note)]
    with subprocess.Popen(command, env=reader.environment) as program:
        try:
            wait_until(lambda: _has(reader.walk(), "Timeline", "0:00 of 1:40"), timeout_ms=60_000)
            # The picture is there, and all that is said by itself at the start.
            sitting = Sitting(reader)
            told = reader.walk()
            assert without_name_or_role(told) == []
            place = next(t.place for t in told if t.name == TITLE and t.role == "text")
            sitting.place = place
            _listen(sitting, note)
            # The panes in the order in which one reads: the note before its video.
            names = ["Note" if one.place == place else one.name for one in told]
            order = ("Note", "Video", "Timeline", "Transcript")
            assert [name for name in names if name in order][: len(order)] == list(order)
        finally:
            program.terminate()
            assert program.wait(30) == 0
    written = note.read_text("utf-8")
    assert written.endswith("- Past the end [0:01:05]\n- it stands [1:05]\n")


def _has(told: list[Told], name: str, description: str) -> bool:
    return any(one.name == name and one.description.startswith(description) for one in told)


def _listen(sitting: Sitting, note: Path) -> None:
    press = sitting.press
    # Read, line by line; what is a link is said to be one.
    press("Down", "Write in your own words 0:15")
    lines = press("Down", "Link: Open “Other”")
    assert not any("when it was said" in line for line in lines)
    press("Down", "Write down when it was said 0:31")
    # Jumped to, in the note; what cannot be is said.
    press("J", "0:48 Come back and check what you wrote")
    press("J", "1:05:00 is past the end (1:40).")
    # Mended, in a dialog that says what it is.
    press("Ctrl+T", "Set time, text")
    told = sitting.reader.walk()
    assert without_name_or_role(told) == []
    (dialog,) = (one for one in told if one.role == "dialog")
    assert dialog.name == "Set time"
    sitting.type("1:05")
    press("Return", "Time set: 1:05")
    # Cited, by a bullet of one's own; what is typed is heard.
    press("Alt+N", "Bullet as Markdown, text")
    sitting.type("it stand")
    press("S", "it stands [1:05]")
    press("Esc", "it stands 1:05")
    # From elsewhere the claim is said that one goes to, and while it plays nothing else is.
    press("F6", "Timeline, slider, 1:05 of 1:40")
    press("F6", "Transcript, page tab list")
    press("K", "Come back and check what you wrote")
    # The transcript is a text, and goes where it says.
    press("Tab", "Transcript, text, read-only, 0:48 Third, come back and check.")
    press("Down", "0:51 A wrong time is quickly written")
    sitting.reader.press("Return")
    wait_until(lambda: _has(sitting.reader.walk(), "Timeline", "0:51 of 1:40"))
    press("Shift+F6", "Timeline, slider, 0:51 of 1:40")
    # What is looked for is counted.
    press("Ctrl+F", "Find in note, text")
    sitting.type("write")
    press("Return", "2 of 2")
    assert without_name_or_role(sitting.reader.walk()) == []
    press("Esc", f"{TITLE}, text")
    # What keys did is said, once.
    for keys, words in (
        *(("Space", "Playing"), ("Space", "Paused")),
        *(("H", "Claims only · 3 of 4"), ("H", "Paused"), ("F9", "Hidden"), ("F9", "Shown")),
    ):
        assert sum(words in line for line in press(keys, words)) == 1
    press("Ctrl+,", "Find a setting, text")
    press("Tab", "Sections, list")
    press("Esc", f"{TITLE}, text")

"""A second start hands its note to the window that is open; links open notes, nothing else."""

import configparser
import os
import shlex
import socket
import stat
import subprocess
import sys
import tty
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.stage import CTRL, LEFT, Stage
from tests.waiting import wait_until
from viewer import __main__ as program
from viewer.base.errors import ViewerError
from viewer.system import handover
from viewer.system.desktop_entry import entry
from viewer.system.handover import ANSWER, Order, address, hand_over, link_to, listen, parse_link
from viewer.ui.window.state import RecentVault

_TEXT = "# Note\n\n- A claim [00:00:05]\n"
_START_MS = 60_000  # of the program, on a busy machine


@pytest.fixture
def runtime(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder for sockets; its path is short, as a socket wants it."""
    folder = tmp_path_factory.mktemp("run")
    folder.chmod(0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    return folder


@pytest.fixture
def note(stage: Stage, runtime: Path) -> Path:
    """The note that is shown, in a known vault beside another; the window listens."""
    path = stage.vault / "first.md"
    path.write_text(_TEXT)
    (stage.vault / "second.md").write_text(_TEXT.replace("Note", "Second"))
    stage.program.context.state.add_recent_vault(RecentVault(stage.vault, 2))
    stage.start(path, player=False)
    stage.wait(lambda: stage.session.note is not None)
    stage.program.orders.listen(listen(stage.folders.state))
    return path


def _start_again(
    stage: Stage, *arguments: str, program: Sequence[str] = (sys.executable, "-P", "-m", "viewer")
) -> None:
    """Start the program again as the same person, from another folder, and wait for its end."""
    home = stage.vault.parent / "xdg"
    home.mkdir(exist_ok=True)
    if not (home / "cuenote").exists():
        (home / "cuenote").symlink_to(stage.folders.state)
    child = subprocess.Popen(
        [*program, *arguments],
        env={**os.environ, "XDG_STATE_HOME": str(home)},
        cwd=stage.vault,
        stdout=subprocess.DEVNULL,
    )
    stage.wait(lambda: child.poll() is not None, timeout_ms=_START_MS)
    assert child.wait() == 0


def _follow(stage: Stage, link: str) -> None:
    stage.program.orders.carry_out(parse_link(link))


def test_second_start_opens_its_note_in_the_first_window_or_shows_it(
    stage: Stage, note: Path
) -> None:
    stage.window.showMinimized()
    _start_again(stage)
    stage.wait(lambda: not stage.window.isMinimized())
    assert stage.session.path == note
    # With a note, which it opens there.
    _start_again(stage, "second.md", "--at", "0:05")
    stage.wait(lambda: stage.session.path == stage.vault / "second.md")
    stage.wait(stage.window.isActiveWindow)


def test_only_this_person_may_hand_over_and_what_is_no_order_does_nothing(
    stage: Stage, note: Path, runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for line in (b"", b"{}x\n", b'{"target": 3}\n', b"[" * 9_999 + b"\n", b"x" * 99_999):
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(10)
            client.connect(address(stage.folders.state))
            client.sendall(line)
            client.shutdown(socket.SHUT_WR)
            client.setblocking(False)

            def is_over() -> bool:
                try:
                    return client.recv(100) == b""
                except BlockingIOError:
                    return False
                except OSError:
                    return True

            stage.wait(is_over)
        assert stage.session.path == note
    place = Path(address(stage.folders.state))
    assert place.parent == runtime
    assert stat.S_IMODE(place.stat().st_mode) & 0o077 == 0
    runtime.chmod(0o777)  # somebody else could put a socket of their own there
    assert Path(address(stage.folders.state)).parent != runtime
    # The home folder is meant by its sign.
    runtime.chmod(0o700)
    monkeypatch.setenv("HOME", str(stage.vault))
    orders = stage.program.orders
    orders.carry_out(Order("~no-one/second.md"))
    assert stage.said == "“~no-one/second.md” no longer exists."
    stage.press("o", CTRL)
    stage.type_in("~no-one/second.md")  # nor does this go wrong
    stage.press(Qt.Key.Key_Escape)
    orders.carry_out(Order("~/second.md"))
    stage.wait(lambda: stage.session.path == stage.vault / "second.md")


def test_socket_that_a_crash_left_is_no_window(stage: Stage, runtime: Path, tmp_path: Path) -> None:
    place = address(stage.folders.state)
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(place)  # and nobody listens any more
    assert not hand_over(stage.folders.state, Order())
    stage.start(stage.vault, player=False)
    stage.program.orders.listen(listen(stage.folders.state))
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(10)
        client.connect(place)


def _homes(tmp_path: Path) -> tuple[dict[str, str], Path]:
    """Return the user's folders as variables, and that of the state."""
    names = ("CONFIG_HOME", "STATE_HOME", "DATA_HOME", "CACHE_HOME")
    homes = {f"XDG_{name}": str(tmp_path / name) for name in names}
    return homes | {"QT_QPA_PLATFORM": "offscreen"}, tmp_path / "STATE_HOME" / "cuenote"


@pytest.mark.all_only
def test_start_takes_the_place_of_one_that_ended_before_it_answered(
    tmp_path: Path, runtime: Path
) -> None:
    homes, state = _homes(tmp_path)
    first = listen(state)
    second = subprocess.Popen(
        [sys.executable, "-P", "-m", "viewer", "--tour"], env={**os.environ, **homes}
    )
    try:
        first.accept()[0].close()  # it looks whether somebody listens
        client, _ = first.accept()
        first.close()
        client.close()
        wait_until(lambda: hand_over(state, Order()), timeout_ms=_START_MS)
        second.terminate()
        assert second.wait(30) == 0
    finally:
        second.kill()
        second.wait()


@pytest.mark.all_only
def test_four_starts_at_once_open_one_window(tmp_path: Path, runtime: Path) -> None:
    homes, state = _homes(tmp_path)
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(address(state))  # by one that ended badly: each of the four finds it
    notes = [tmp_path / f"{number}.md" for number in range(4)]
    for note in notes:
        note.write_text(_TEXT)
    # None takes the first one for gone because the machine is busy.
    code = "import sys; from viewer import __main__; from viewer.system import handover; "
    code += "handover._TIMEOUT_S = 60.0; sys.exit(__main__.main(sys.argv[1:]))"
    starts = [
        subprocess.Popen([sys.executable, "-P", "-c", code, str(note)], env={**os.environ, **homes})
        for note in notes
    ]
    try:
        wait_until(lambda: [start.poll() for start in starts].count(None) < 2, timeout_ms=_START_MS)
        assert sorted(str(start.poll()) for start in starts) == ["0", "0", "0", "None"]
        (window,) = (start for start in starts if start.poll() is None)
        assert hand_over(state, Order())  # the one that is left listens
        window.terminate()
        assert window.wait(30) == 0
    finally:
        for start in starts:
            start.kill()
            start.wait()
    # And it has opened what the others brought.
    opened = (state / "state.ini").read_text()
    assert all(note.name in opened for note in notes)
    assert not Path(address(state)).exists()


def test_link_opens_a_note_of_a_known_vault_at_its_moment(
    stage: Stage, runtime: Path, numbered_video: Path
) -> None:
    path = stage.vault / "with film & more.md"
    path.write_text(f"---\nvideo: {numbered_video}\n---\n{_TEXT}")
    stage.program.context.state.add_recent_vault(RecentVault(stage.vault, 1))
    stage.watch(path)
    other = stage.vault / "b.md"
    other.write_text(_TEXT)
    _follow(stage, link_to(other, None))
    stage.wait(lambda: stage.session.path == other)
    _follow(stage, link_to(path, 7_033))
    stage.wait(lambda: stage.session.path == path)
    stage.wait(lambda: stage.player.position_ms == 7_033)


def test_question_about_a_note_outside_stays_until_it_is_answered(
    stage: Stage, note: Path, tmp_path: Path
) -> None:
    letters = [tmp_path / f"letter {number}.md" for number in range(3)]
    question = stage.program.orders.question
    for letter in letters:
        letter.write_text(_TEXT)
        _follow(stage, link_to(letter, None))
        _follow(stage, link_to(letter, None))  # once is asked once
        stage.wait(question.isVisible)
    _follow(stage, "cuenote://open?note=second.md")
    stage.wait(lambda: stage.session.path == stage.vault / "second.md")
    QTest.mouseClick(question, LEFT, pos=QPoint(80, 300))  # in the list of notes below
    for letter, answer in zip(letters, ("cancel", "open", "open"), strict=True):
        stage.wait(lambda: (at := QApplication.focusWidget()) and question.isAncestorOf(at))
        assert str(letter) in question.words.text()
        question.buttons[answer].click()
        if answer == "open":
            stage.wait(lambda: stage.session.path == letter)  # noqa: B023
    stage.wait(lambda: not question.isVisible())


_NOWHERE = [
    "cuenote://open?note=/etc/passwd",
    "cuenote://open?note=../../../etc/passwd",
    "cuenote://open?note=/etc",
    "cuenote://open?note=.",
    "cuenote://open?note=/dev/null",
    "cuenote://open?note=/proc/self/environ",
    f"cuenote://open?note={quote('first.md/../../x.md')}",
    "cuenote://open?note=-rf.md",
    "cuenote://open?note=http://127.0.0.1:9/a.md",
    "cuenote://open?note=file:///etc/hostname",
    f"cuenote://open?note={'a' * 3_000}.md",
    "cuenote://open?video=javascript:alert(1)",
]
_REFUSED = [
    "cuenote://quit",
    "cuenote://open",
    "cuenote://open?",
    "cuenote://open?run=rm",
    "cuenote://open?note=a.md&note=b.md",
    "cuenote://open?note=a.md&cmd=x",
    "cuenote://open?note=a.md&t=later",
    "cuenote://open?note=a%00.md",
    "cuenote://user:word@open?note=a.md",
    "cuenote://open/../quit?note=a.md",
    "cuenote:open?note=a.md",
    "cuenote://open?note=a.md\n--new-window",
    f"cuenote://open?note={'a' * 99_999}",
]


def test_hostile_link_opens_nothing_and_one_outside_the_vault_asks(
    stage: Stage, note: Path, tmp_path: Path
) -> None:
    for link in _NOWHERE:
        stage.window.notice.close_notice()
        _follow(stage, link)
        stage.wait(lambda: bool(stage.said))
        assert stage.session.path == note
        assert not stage.program.orders.question.isVisible()
    # Through a symbolic link out of the vault.
    (tmp_path / "secret.md").write_text(_TEXT)
    (stage.vault / "inside.md").symlink_to(tmp_path / "secret.md")
    _follow(stage, link_to(stage.vault / "inside.md", None))
    stage.wait(stage.program.orders.question.isVisible)
    assert stage.session.path == note
    stage.press(Qt.Key.Key_Return)  # the keyboard is on “Cancel”
    stage.wait(lambda: not stage.program.orders.question.isVisible())
    assert stage.session.path == note


@pytest.mark.parametrize("link", _REFUSED)
def test_link_that_says_anything_else_is_refused(link: str) -> None:
    with pytest.raises(ViewerError, match="Cuenote can't open this link"):
        parse_link(link)


def test_link_to_a_note_is_read_again() -> None:
    path = Path("/a b/c&d=#?%/é.md")
    assert parse_link(link_to(path, 62_500)) == Order(str(path), 62_500, "", is_link=True)


@pytest.fixture
def entry_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the entry of the user's applications menu is to be."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "data" / "applications" / "cuenote.desktop"


def test_desktop_entry_starts_what_takes_the_link(
    stage: Stage, note: Path, entry_path: Path
) -> None:
    stage.program.context.trigger("links.register")
    stage.wait(lambda: str(entry_path) in stage.said)
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read_string(entry_path.read_text())
    entry = parser["Desktop Entry"]
    assert "x-scheme-handler/cuenote" in entry["MimeType"].split(";")
    command = shlex.split(entry["Exec"])
    assert command[-1] == "%u"
    assert command[1:-1] == ["-P", "-m", "viewer"]
    _start_again(stage, link_to(stage.vault / "second.md", None), program=command[:-1])
    stage.wait(lambda: stage.session.path == stage.vault / "second.md")


def test_entry_is_added_and_taken_away_by_command(
    entry_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command, words in (
        ("install", f"Added to the applications menu: {entry_path}"),
        ("uninstall", f"Removed: {entry_path}"),
        ("uninstall", "Not in your applications menu."),
    ):
        assert program.main([f"{command}-desktop"]) == 0
        assert capsys.readouterr().out == f"{words}\n"
        assert entry_path.is_file() == (command == "install")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize("answer", [ANSWER, b"no!!\n", b""])
def test_pipe_that_never_answers_is_left_in_time(
    answer: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, by what behaves like its pipes: it is opened as a file, and reading waits."""
    monkeypatch.setattr(handover, "_TIMEOUT_S", 0.3 if not answer else 10.0)
    ours, theirs = os.openpty()
    try:
        tty.setraw(theirs)
        os.write(ours, answer)
        assert handover._told_pipe(os.ttyname(theirs), Order("a.md")) == (answer == ANSWER)
        assert Order.of_json(os.read(ours, 4096)) == Order("a.md")
    finally:
        os.close(ours)
        os.close(theirs)


@pytest.mark.parametrize(
    ("argument", "written"),
    [
        ("/opt/venv-3.13/bin/python", "/opt/venv-3.13/bin/python"),
        ("/home/a b/python", '"/home/a b/python"'),
        ('/x"`$y/python', r'"/x\\"\\`\\$y/python"'),
        ("/50%/python", "/50%%/python"),
    ],
)
def test_argument_of_the_entry_is_quoted_where_it_must_be(
    argument: str, written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", argument)
    assert f"\nExec={written} -P -m viewer %u\n" in entry()


def test_links_are_copied_in_each_form(stage: Stage, runtime: Path) -> None:
    path = stage.vault / "a.md"
    path.write_text(f"---\nvideoId: dQw4w9WgXcQ\n---\n{_TEXT}")
    stage.start(path, player=False)
    stage.wait(lambda: stage.session.note is not None)
    clipboard = stage.app.clipboard()
    for action, text in (
        ("copy.link", "https://youtu.be/dQw4w9WgXcQ?t=0"),
        ("copy.window_link", f"cuenote://open?note={path}&t=0"),
        ("copy.markdown_link", "[0:00](https://youtu.be/dQw4w9WgXcQ?t=0)"),
    ):
        stage.program.context.trigger(action)
        assert clipboard.text() == text

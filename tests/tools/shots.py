"""Takes a picture of every state of the window, light and dark, large and small.

`./run shots [FOLDER] [--only WORD] [--size 1366x768] [--scale 2] [--zoom 2] [--once [THEME]]`

The states are the rows of `shot_states.STATES`, group by group: a name, and the steps that lead to
it from the row before. A group begins in a window of its own. With `--once` there is one picture of
each, and `words.tsv` says what is read in it and what has too little room, for another language, as
CUENOTE_LANGUAGE names it. With `--documents` the pictures of the README and the guide are renewed,
in `resources`: the groups of `_DOCUMENTS`. With `--heard` none is taken: the name of each state is
printed once it is shown, for someone outside to listen, who goes on by writing a line.
"""

from __future__ import annotations

import argparse
import os
import select
import shutil
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage, QKeySequence, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from tests.ui.stage import Stage
from tests.waiting import rest, wait_until
from viewer import RESOURCES, TOUR
from viewer import app as cuenote
from viewer.base import translation
from viewer.media.vlc_player import VlcPlayer
from viewer.ui.kit.sheet import FieldSheet
from viewer.ui.kit.theme import apply_theme, load_theme

_SIZES, _THEMES = ("1366x768", "900x560"), ("light", "dark")
_DOCUMENTS = {"readme": "1200x700", "guide": "900x680"}
_SETTLED_MS = 500  # what moves has come to rest
_ALL = 999
# How many of the states of a group are heard.
_HEARD = {"menus": _ALL, "sheets": _ALL, "preferences": _ALL, "saving": _ALL, "review": 4}
_MOST_MS = 600_000  # that a listener may take
_MOST_CHILDREN = 400  # of one, as of a list


class Shots(Stage):
    """A window that is driven from state to state. Steps have its methods, and `seen`."""

    def __init__(self, app: QApplication, home: Path, size: tuple[int, int], zoom: float) -> None:
        super().__init__(app, home)
        self.home, self.film = home, TOUR.with_suffix(".mp4")
        self.subject: QWidget = self.window  # what pictures are taken of
        self.seen: dict[str, Any] = {}  # what a step keeps for the next ones
        self.within = ExitStack()  # what is open until the group ends
        self.program.settings.set("looks/zoom", zoom)
        self.program.set_player(VlcPlayer)
        self.player.set_muted(True)
        self.window.resize(*size)
        self.window.show()

    def note(self, name: str, text: str, *, film: str = "film.mp4", front: str = "") -> Path:
        """Write a note into the vault, about a copy of the tour's film beside it if not ""."""
        path = self.write(name, "")
        if film:
            shutil.copyfile(self.film, path.with_name(film))
            front += f"video: {film}\n"
        path.write_text(f"---\n{front}---\n\n{text}" if front else text, "utf-8")
        return path

    def open(self, path: Path, at_ms: int = 0, *, video: bool = True) -> None:
        self.session.open(path, at_ms)
        rest(250)
        if video:
            self.wait_for_video()
        self.window.notice.close_notice()
        self.window.activateWindow()

    def do(self, step: str | Callable[[Shots], object]) -> None:
        """Take a step: an action by its id, a key, text behind "=", or a function."""
        if not isinstance(step, str):
            step(self)
        elif step.startswith("="):
            QTest.keyClicks(QApplication.focusWidget(), step[1:])
        elif step[0].islower():
            self.window.actions_[step].trigger()
        else:
            keys = QKeySequence(step)[0]
            self.press(keys.key(), keys.keyboardModifiers())
        rest(100)

    def claim(self, words: str) -> int:
        note = self.session.note
        return next(n for n, claim in enumerate(note.claims) if words in note.plain.of(claim.span))

    def open_index(self) -> None:
        self.program.vault_indexing.start()
        self.session.open_vault(self.vault)
        indexing = self.program.indexing
        self.wait(lambda: indexing.root == self.vault and indexing.is_ready)

    def over_timeline(self, ms: int, y: int = 22) -> None:
        line = self.window.player.control_bar.timeline
        QTest.mouseMove(line, QPoint(round(line.x_of(ms)), y))
        rest(600)

    def sheet(self, kind: type[QWidget] = FieldSheet) -> Any:
        (found,) = (each for each in self.window.findChildren(kind) if each.isVisible())
        return found

    def picture(self) -> QPixmap:
        """Take a picture of the subject, with the menus and tooltips over it."""
        kinds = Qt.WindowType.Popup, Qt.WindowType.ToolTip
        shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        over = [each for each in shown if each.windowType() in kinds and each is not self.subject]
        picture = self.subject.grab()
        painter = QPainter(picture)
        for popup in sorted(over, key=lambda each: each.pos().x()):
            painter.drawPixmap(popup.pos() - self.subject.pos(), popup.grab())
        painter.end()
        return picture


def _go_through(
    options: argparse.Namespace, size: str, show: Callable[[Shots, str], object]
) -> list[str]:
    from tests.tools.shot_states import STATES

    app = QApplication.instance() or cuenote.make_application()
    assert isinstance(app, QApplication)
    apply_theme(app, load_theme("light"))
    wide, high = map(int, size.split("x"))
    failed = []
    for group, rows in STATES.items():
        names = [f"{group}-{name}" for name, *_ in rows]
        wanted = [name for name in names if options.only in name]
        if options.heard:
            wanted = wanted[: _HEARD.get(group, 0)]
        if not wanted:
            continue
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
            shots, name = Shots(app, Path(home), (wide, high), options.zoom), group
            try:
                with shots.within:
                    for name, (_, *steps) in zip(names, rows, strict=True):
                        QTest.mouseMove(shots.view.viewport(), QPoint(1, 1))
                        for step in steps:
                            shots.do(step)
                        rest(20 if options.heard else _SETTLED_MS)
                        if name in wanted:
                            show(shots, name)
                        if name == wanted[-1]:
                            break
                shots.end()
            except Exception:  # noqa: BLE001 - the other groups are to be seen all the same
                traceback.print_exc()
                failed.append(name)
                shots.program.shutdown()
                shots.window.close()
    return failed


def _take(options: argparse.Namespace) -> int:
    options.folder.mkdir(parents=True, exist_ok=True)
    (options.folder / "words.tsv").unlink(missing_ok=True)
    failed = []
    for size in options.size or (_SIZES[:1] if options.once else _SIZES):

        def show(shots: Shots, name: str, size: str = size) -> None:
            for theme in (options.once,) if options.once else _THEMES:
                apply_theme(shots.app, load_theme(theme))
                rest(250)
                shots.picture().save(str(options.folder / f"{name}-{size}-{theme}.png"))
            apply_theme(shots.app, load_theme("light"))
            if options.once:
                lines = [*said(shots.subject), *cut(shots.subject)]
                with (options.folder / "words.tsv").open("a", encoding="utf-8") as out:
                    out.writelines(f"{name}\t{line}\n" for line in lines)

        failed += _go_through(options, size, show)
    print(f"{len(list(options.folder.glob('*.png')))} pictures in {options.folder}/")
    print(*(f"failed: {name}" for name in failed), sep="\n")
    return 1 if failed else 0


def _illustrate(options: argparse.Namespace) -> int:
    def show(shots: Shots, name: str) -> None:
        image = shots.picture().toImage().convertToFormat(QImage.Format.Format_RGB32)
        # Of 256 colours, a third of the bytes: the most frequent, and one of each rare kind.
        counts = Counter(memoryview(image.constBits()).cast("I")).most_common()
        kinds = {colour & 0xE0E0E0: colour for colour, _ in reversed(counts)}
        table = [*dict.fromkeys([*(colour for colour, _ in counts[:128]), *kinds.values()])][:256]
        plain = Qt.ImageConversionFlag.ThresholdDither
        image = image.convertToFormat(QImage.Format.Format_Indexed8, table, plain)
        image.save(str(RESOURCES / f"{name.replace('-', '/', 1)}.png"))

    failed = []
    for options.only, size in _DOCUMENTS.items():
        failed += _go_through(options, size, show)
    return 1 if failed else 0


def _say(options: argparse.Namespace) -> int:
    def show(_shots: Shots, name: str) -> None:
        print(name, flush=True)
        wait_until(lambda: bool(select.select([sys.stdin], [], [], 0)[0]), timeout_ms=_MOST_MS)
        sys.stdin.readline()

    return 1 if _go_through(options, _SIZES[0], show) else 0


def said(widget: QWidget) -> Iterator[str]:
    """Yield each text of a widget and all in it that can be seen, with its role, once."""
    yield from dict.fromkeys(_walk(QAccessible.queryAccessibleInterface(widget)))


def _walk(face: QAccessibleInterface | None) -> Iterator[str]:
    if face is None or not face.isValid() or face.state().invisible:  # type: ignore[attr-defined]
        return
    for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Help):
        if text := face.text(kind).strip():
            yield f"said\t{face.role().name}\t{text}".replace("\n", " ")
    for number in range(min(face.childCount(), _MOST_CHILDREN)):
        yield from _walk(face.child(number))


def cut(widget: QWidget) -> Iterator[str]:
    """Yield what has less room than its text takes."""
    for kind in (QAbstractButton, QLabel):
        for each in widget.findChildren(kind):
            is_line = each.isVisible() and each.text() and not (kind is QLabel and each.wordWrap())
            if is_line and each.minimumSizeHint().width() > each.width() + 1:
                yield f"cut\t{kind.__name__}\t{each.text()}\t{each.width()}"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run shots")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("shots"))
    parser.add_argument("--only", default="", help="only states with this in their name")
    parser.add_argument("--size", action="append", help=f"of the window; {' and '.join(_SIZES)}")
    parser.add_argument("--scale", default="1", help="pixels of the screen to one")
    parser.add_argument("--zoom", type=float, default=1.0, help="how much larger the text is")
    words = "one theme, one size, and words.tsv"
    parser.add_argument("--once", nargs="?", const=_THEMES[0], choices=_THEMES, help=words)
    parser.add_argument("--documents", action="store_true", help="renew README's and guide's")
    parser.add_argument("--heard", action="store_true", help="only say each name, and wait")
    options = parser.parse_args(arguments)
    os.environ["QT_SCALE_FACTOR"] = options.scale
    translation.use(os.environ.get(translation.VARIABLE, translation.ENGLISH))
    run = _illustrate if options.documents else _say if options.heard else _take
    return run(options)

"""What the tests of lists share: a person who chooses videos from one."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.ui.saving_stage import WAIT_MS, Desk
from tests.ui.stage import NO_KEYS
from viewer.ui.saving.list_rows import ListRow
from viewer.ui.saving.list_sheet import ListSheet
from viewer.ui.saving.video_lists import VideoLists

Key = Qt.Key


class Lists:
    """A person who chooses from lists: what they press, and what they see."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.stage, self.site = desk, desk.stage, desk.site
        self.notes = self.stage.vault.parent / "mine"
        self.stage.program.settings.set("vault/notes", str(self.notes))

    @property
    def feature(self) -> VideoLists:
        return self.stage.program.video_lists

    @property
    def sheet(self) -> ListSheet:
        return self.feature.sheet

    @property
    def rows(self) -> list[ListRow]:
        return self.sheet.list.rows.rows

    @property
    def titles(self) -> list[str]:
        return [row.entry.title for row in self.rows]

    @property
    def ticked(self) -> list[str]:
        return [row.entry.title for row in self.sheet.chosen.rows]

    def open(self, name: str) -> None:
        """Ask for a list by its address, as a person does, and wait until it was read."""
        self.ask(self.site.list_url(name))
        self.wait_read()

    def ask(self, url: str) -> None:
        QGuiApplication.clipboard().clear()
        self.stage.program.context.trigger("list.open")
        assert self.stage.asked
        self.stage.type_in(url)
        self.press(Key.Key_Return)
        self.stage.wait(self.sheet.isVisible)

    def wait_read(self) -> None:
        self.stage.wait(lambda: self.sheet.isVisible() and not self.feature.reader.is_reading,
                        timeout_ms=WAIT_MS)  # fmt: skip

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_KEYS) -> None:
        """Press a key wherever the keyboard is."""
        handle = self.stage.window.windowHandle()
        QTest.keyClick(handle, key, modifiers)

    def go(self) -> None:
        """Take what is ticked, by Enter, and wait until it is said what came of it."""
        self.stage.wait(self.sheet.go.isEnabled)
        self.sheet.list.setFocus()
        self.press(Key.Key_Return)
        assert not self.sheet.isVisible()

    def take(self, offer: str) -> None:
        """Press a button of the notice."""
        self.stage.window.notice.take(self.stage.offered.index(offer))

    def files(self) -> dict[str, bytes]:
        if not self.notes.is_dir():
            return {}
        paths = sorted(path for path in self.notes.rglob("*") if path.is_file())
        return {str(path.relative_to(self.notes)): path.read_bytes() for path in paths}

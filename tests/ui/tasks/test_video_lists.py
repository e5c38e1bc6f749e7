"""Playlists and channels in the real window, from a real site on loopback.

Two tests read lists in a child, as the program does; for the others they are read in this process.
"""

import json
import threading
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.media.site import Home
from tests.ui.saving_stage import WAIT_MS, Desk, put_saved
from tests.ui.stage import CTRL, LEFT, NO_KEYS
from viewer.media.jobs import JobState
from viewer.media.ytdlp_failures import Failure, FailureKind
from viewer.online.list_reader import ListReader
from viewer.system.handover import target_of
from viewer.ui.page.new_note_sheet import NewNoteSheet
from viewer.ui.tasks.list_sheet import ListRow, ListSheet
from viewer.ui.tasks.video_lists import VideoLists

Key = Qt.Key
PLAYLIST = "https://www.youtube.com/playlist?list=PLabc"


class Lists:
    """A user who chooses from lists: what they press, and what they see."""

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
        """Ask for a list by its address, as the user does, and wait until it was read."""
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
        sheet = self.sheet
        self.stage.wait(lambda: sheet.isVisible() and sheet.stop.isHidden(), timeout_ms=WAIT_MS)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_KEYS) -> None:
        handle = self.stage.window.windowHandle()
        QTest.keyClick(handle, key, modifiers)

    def go(self) -> None:
        """Take what is ticked, by Enter, and wait until it is said what came of it."""
        self.stage.wait(self.sheet.go.isEnabled)
        self.sheet.list.setFocus()
        self.press(Key.Key_Return)
        assert not self.sheet.isVisible()

    def take(self, offer: str) -> None:
        self.stage.window.notice.take(self.stage.offered.index(offer))

    def files(self) -> dict[str, bytes]:
        if not self.notes.is_dir():
            return {}
        paths = sorted(path for path in self.notes.rglob("*") if path.is_file())
        return {str(path.relative_to(self.notes)): path.read_bytes() for path in paths}


@pytest.fixture
def far_lists(desk: Desk) -> Lists:
    return Lists(desk)


@pytest.fixture
def lists(far_lists: Lists, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lists:
    """Lists that are read at once."""
    person = Home(tmp_path / "person")

    def read(reader: ListReader, url: str, *_: str) -> None:
        said = person.fetch("--list", url)
        for event in said.events:
            reader._on_said(event)
        reader._on_ended(said.code, said.stderr)

    monkeypatch.setattr(ListReader, "read", read)
    return far_lists


@pytest.fixture
def lists_offline(far_lists: Lists, monkeypatch: pytest.MonkeyPatch) -> Lists:
    """Lists of a site that cannot be reached."""

    def read(reader: ListReader, *_: str) -> None:
        reader.ended.emit(Failure.of(FailureKind.OFFLINE))

    monkeypatch.setattr(ListReader, "read", read)
    return far_lists


def stub(title: str, url: str, more: str = "") -> bytes:
    """Return the bytes of a note about a video of a list."""
    return f"---\ntitle: {title}\nvideo: {url}\n{more}---\n\n\n".encode()


def six(lists: Lists) -> None:
    """Six videos: one is broken, one private, one saved already."""
    site = lists.site
    for name in ("one", "two", "three"):
        site.split(name)
    site.page("broken", {"error": "Video unavailable. It is broken."})
    put_saved(lists.stage.folders.data / "library", site.key("kept"), "A kept one")
    site.list(
        "talks",
        [
            site.entry("one", "The first talk", duration=61.4, upload_date="20240501"),
            site.entry("two", "The second talk", duration=3723, channel="A channel"),
            site.entry("broken", "A broken one"),
        ],
        [
            site.entry("hidden", "[Private video]"),
            site.entry("kept", "A kept one"),
            site.entry("three", "The first talk"),
        ],
        title="Talks: 2024",
    )


def open_six(lists: Lists) -> None:
    six(lists)
    lists.desk.understood()
    lists.stage.start(lists.stage.tour, player=False)
    lists.open("talks")


@pytest.mark.all_only
def test_list_that_is_pasted_is_chosen_from_saved_and_noted_by_keys_alone(far_lists: Lists) -> None:
    six(far_lists)
    stage, site, sheet = far_lists.stage, far_lists.site, far_lists.sheet
    site.web.routes["/watch/three.json"].hold_answer = True
    stage.start(stage.tour)
    QGuiApplication.clipboard().setText(site.list_url("talks"))
    stage.window.pasted.emit()
    # Only the site knows that it is a list.
    far_lists.wait_read()
    assert sheet.title.text() == "Talks: 2024"
    assert sheet.total.text() == "A channel  ·  6 videos"
    stage.wait(lambda: far_lists.rows[4].is_saved)
    assert [row.state for row in far_lists.rows] == ["", "", "", "private", "saved", ""]
    assert [row.length for row in far_lists.rows] == ["1:01", "1:02:03", "", "", "", ""]
    assert far_lists.rows[0].day == "1 May 2024"
    assert far_lists.ticked == []
    assert not sheet.go.isEnabled()
    assert QApplication.focusWidget() is sheet.list
    far_lists.press(Key.Key_A, CTRL)
    assert len(far_lists.ticked) == 5  # all but the private one
    assert sheet.go.text() == "Save 4  ·  Create 5 notes"
    stage.wait(lambda: sheet.amount.text().startswith("About"))
    far_lists.press(Key.Key_A, CTRL)
    assert far_lists.ticked == []
    far_lists.press(Key.Key_Space)
    far_lists.press(Key.Key_Down)
    far_lists.press(Key.Key_Down)
    far_lists.press(Key.Key_Space)
    far_lists.press(Key.Key_Down)
    far_lists.press(Key.Key_Space)  # the private one
    assert far_lists.ticked == ["The first talk", "A broken one"]
    far_lists.press(Key.Key_Down)
    far_lists.press(Key.Key_Space)
    far_lists.press(Key.Key_End)
    far_lists.press(Key.Key_Space)
    assert sheet.go.text() == "Save 3  ·  Create 4 notes"
    far_lists.go()
    # The first time, what saving means comes before anything is done.
    explained = far_lists.desk.saving.sheet
    assert "your responsibility" in explained.words.text()
    assert far_lists.files() == {}
    far_lists.press(Key.Key_Return)
    stage.wait(lambda: "Created 4 notes" in stage.said)
    assert "Saving 3 videos…" in stage.said
    assert stage.offered == ["Open first note", "Show progress", "Undo"]
    assert far_lists.files() == {
        "A broken one.md": stub("A broken one", site.url("broken")),
        "A kept one.md": stub("A kept one", site.url("kept")),
        "The first talk 2.md": stub("The first talk", site.url("three")),
        "The first talk.md": stub(
            "The first talk", site.url("one"), 'date: 2024-05-01\nduration: "1:01"\n'
        ),
    }
    far_lists.desk.wait_for("one", JobState.DONE)
    failed = far_lists.desk.wait_for("broken", JobState.FAILED)
    assert failed.failure.words == "Video unavailable. It is broken."
    assert site.web.asked("/watch/two.json") == []
    far_lists.desk.open_pane()
    far_lists.desk.wait_for_line("broken", "It is broken")
    assert any("Couldn't save" in said for said in stage.all_said)


@pytest.mark.all_only
def test_list_when_opened_again_says_what_is_there_and_keeps_what_was_chosen(lists: Lists) -> None:
    open_six(lists)
    stage, site, sheet = lists.stage, lists.site, lists.sheet
    # The notes alone.
    sheet.save.setFocus()
    lists.press(Key.Key_Space)
    sheet.list.setFocus()
    lists.press(Key.Key_Space)
    lists.press(Key.Key_Down)
    lists.press(Key.Key_Space)
    assert sheet.go.text() == "Create 2 notes"
    sheet.own_folder.setFocus()
    lists.press(Key.Key_Space)
    assert sheet.where.text().endswith("mine/Talks 2024")
    lists.go()
    stage.wait(lambda: "Created 2 notes" in stage.said)
    assert list(lists.files()) == ["Talks 2024/The first talk.md", "Talks 2024/The second talk.md"]
    assert lists.desk.saving.downloads.items() == []
    lists.take("Open first note")
    assert stage.session.path == lists.notes / "Talks 2024" / "The first talk.md"
    # What has a note gets no second one, and nothing is ticked.
    lists.open("talks")
    assert lists.ticked == []
    assert not sheet.save.isChecked()
    assert sheet.own_folder.isChecked()
    stage.wait(lambda: [row.has_note for row in lists.rows] == [True, True, *[False] * 4])
    sheet.field.setFocus()
    stage.type_in("seCOND")
    assert lists.titles == ["The second talk"]
    lists.press(Key.Key_Down)
    lists.press(Key.Key_Space)
    assert not sheet.go.isEnabled()
    assert sheet.amount.text() == "All of these have notes."
    lists.press(Key.Key_Escape)
    # Where its own folder is open there is none within it.
    lists.feature.open(site.list_url("talks"), lists.notes / "Talks 2024")
    lists.wait_read()
    assert sheet.where.text().endswith("mine/Talks 2024")


def test_what_saving_means_when_put_off_is_not_carried_out_later(lists: Lists) -> None:
    six(lists)
    stage = lists.stage
    stage.start(lists.desk.note("talk.md", "two"), player=False)
    lists.open("talks")
    lists.press(Key.Key_Space)
    lists.go()
    assert lists.desk.saving.sheet.isVisible()
    lists.press(Key.Key_Escape)
    stage.wait(lambda: stage.offered == ["Open list again"])
    assert stage.said == "No videos saved and no notes created."
    stage.program.context.trigger("video.save")
    sheet = lists.desk.saving.sheet
    stage.wait(lambda: sheet.isVisible() and sheet.isAncestorOf(QApplication.focusWidget()))
    lists.press(Key.Key_Return)
    lists.desk.wait_for_estimate()
    told: dict[str, object] = {}
    for asker in ("save", "list"):  # the newer one does not take the answer of the other
        lists.desk.saving.estimate(asker, [1], 360, partial(told.setdefault, asker))
    stage.wait(lambda: len(told) == 2)
    lists.press(Key.Key_Escape)
    assert (lists.files(), lists.desk.saving.downloads.items()) == ({}, [])


def test_notes_that_are_in_the_folder_already_are_known_outside_of_a_vault(lists: Lists) -> None:
    (lists.notes / "Talks").mkdir(parents=True)
    (lists.notes / "Talks" / "mine.md").write_bytes(stub("Mine", lists.site.url("one")))
    open_six(lists)
    lists.stage.wait(lambda: lists.rows[0].has_note)
    assert [row.has_note for row in lists.rows] == [True, *[False] * 5]
    lists.press(Key.Key_A, CTRL)
    lists.sheet.save.click()
    assert lists.sheet.go.text() == "Create 4 notes"


def many(lists: Lists, hold_page: int) -> threading.Event:
    """Put up a list of 1,000, whose pages from one on are not answered until the event is set."""
    gate, site = threading.Event(), lists.site

    def page(query: dict[str, str]) -> bytes:
        number = int(query["page"])
        if number >= hold_page:
            while not gate.wait(0.05) and not site.web.closing.is_set():
                pass
        first = (number - 1) * 100
        entries = [
            site.entry(f"v{n}", f"Talk number {n}", duration=n) for n in range(first, first + 100)
        ]
        more = {"next": number + 1} if number < 10 else {}
        return json.dumps({"title": "Many", "entries": entries, **more}).encode()

    site.web.add("/list/many.json", page)
    return gate


@pytest.mark.all_only
def test_long_list_is_shown_while_a_child_reads_it_which_ends_when_stopped_or_closed(
    far_lists: Lists,
) -> None:
    gate = many(far_lists, 3)
    stage, sheet, feature = far_lists.stage, far_lists.sheet, far_lists.feature
    stage.start(stage.tour, player=False)
    url = far_lists.site.list_url("many")

    def child() -> Path:
        return Path(f"/proc/{feature.reader._child.process.processId()}/stat")

    far_lists.ask(url)
    assert sheet.stop.isVisible()
    stage.wait(lambda: len(far_lists.rows) == 200, timeout_ms=WAIT_MS)
    assert sheet.total.text() == "200 videos so far, loading…"
    # The window lives: what is there can be ticked and filtered.
    far_lists.press(Key.Key_Space)
    sheet.field.setFocus()
    stage.type_in("number 19")
    assert len(far_lists.rows) == sum("19" in str(number) for number in range(200))
    sheet.field.clear()
    read = child()
    QTest.mouseClick(sheet.stop, LEFT)
    stage.wait(lambda: not read.exists())
    assert sheet.total.text() == "first 200 videos; stopped"
    assert far_lists.ticked == ["Talk number 0"]
    QTest.mouseClick(sheet.again, LEFT)
    stage.wait(lambda: sheet.total.text() == "200 videos so far, loading…", timeout_ms=WAIT_MS)
    read = child()
    far_lists.press(Key.Key_Escape)
    assert not sheet.isVisible()
    stage.wait(lambda: not read.exists())
    gate.set()


@pytest.mark.all_only
def test_what_was_done_is_taken_back_but_for_what_was_written_in(lists: Lists) -> None:
    open_six(lists)
    stage, site = lists.stage, lists.site
    for name in ("one", "two", "three"):
        site.web.routes[f"/watch/{name}.json"].hold_answer = True
    lists.sheet.own_folder.click()
    for row in (0, 1, 5):
        at = lists.sheet.list.visualRect(lists.sheet.list.rows.index(row)).center()
        QTest.mouseClick(lists.sheet.list.viewport(), LEFT, NO_KEYS, at)
    assert lists.ticked == ["The first talk", "The second talk", "The first talk"]
    lists.go()
    stage.wait(lambda: "Created 3 notes" in stage.said)
    written = lists.notes / "Talks 2024" / "The second talk.md"
    written.write_bytes(written.read_bytes() + b"My own words.\n")
    kept = written.read_bytes()
    lists.take("Undo")
    stage.wait(lambda: "Deleted 2 notes." in stage.said)
    assert "Stopped saving 3 videos." in stage.said
    assert "Kept, because open or changed: “The second talk”." in stage.said
    assert lists.files() == {"Talks 2024/The second talk.md": kept}
    assert lists.desk.saving.downloads.items() == []
    written.unlink()
    # Nothing of the folder is left where all is taken back.
    (lists.notes / "Talks 2024").rmdir()
    lists.open("talks")
    lists.sheet.save.setChecked(False)
    lists.press(Key.Key_Space)
    lists.go()
    stage.wait(lambda: "Created 1 note" in stage.said)
    stage.press("z", CTRL)
    stage.wait(lambda: "Deleted 1 note." in stage.said)
    assert list(lists.notes.iterdir()) == []


def test_notes_that_cannot_be_made_are_told_and_the_videos_are_saved_all_the_same(
    lists: Lists,
) -> None:
    open_six(lists)
    stage = lists.stage
    for name in ("one", "two"):
        lists.site.web.routes[f"/watch/{name}.json"].hold_answer = True
    lists.notes.mkdir()
    (lists.notes / "Talks 2024").write_bytes(b"a file in the way")
    lists.sheet.own_folder.click()
    lists.press(Key.Key_Space)
    lists.press(Key.Key_Down)
    lists.press(Key.Key_Space)
    lists.go()
    stage.wait(
        lambda: "Couldn't create a note for “The first talk”, “The second talk”" in stage.said
    )
    assert "can't be saved" in stage.said
    assert "Saving 2 videos…" in stage.said
    assert lists.files() == {"Talks 2024": b"a file in the way"}
    assert stage.offered == ["Show progress", "Undo"]
    # A video that is saved takes no answer away.
    lists.desk.saving.downloads.done.emit(lists.site.key("one"))
    assert stage.offered == ["Show progress", "Undo"]


def test_list_that_cannot_be_read_says_why_and_is_read_again(lists: Lists) -> None:
    stage, site, sheet = lists.stage, lists.site, lists.sheet
    stage.start(stage.tour, player=False)
    lists.open("nowhere")
    assert sheet.empty.title.text() == "Unable to download JSON metadata: HTTP Error 404: Not Found"
    assert sheet.empty.isVisible()
    site.list("nowhere", [site.entry("one")], [{"error": "HTTP Error 429: Too Many Requests"}])
    QTest.mouseClick(sheet.again, LEFT)
    stage.wait(lambda: len(lists.rows) == 1, timeout_ms=WAIT_MS)
    lists.wait_read()
    assert "couldn't load the rest: Too many" in sheet.total.text()
    lists.press(Key.Key_Space)
    site.list("nowhere", [site.entry("one")], [site.entry("two")])
    QTest.mouseClick(sheet.again, LEFT)
    stage.wait(lambda: len(lists.rows) == 2, timeout_ms=WAIT_MS)
    lists.wait_read()
    assert lists.ticked == ["Video one"]
    site.list("nowhere", [])
    QTest.mouseClick(sheet.cancel, LEFT)
    lists.open("nowhere")
    assert sheet.empty.title.text() == "The list has no videos"
    lists.press(Key.Key_Escape)
    # What is no address is asked for in words of lists.
    QGuiApplication.clipboard().clear()
    stage.program.context.trigger("list.open")
    asking = stage.asked
    lists.press(Key.Key_Return)
    assert asking.wrong.isVisible()
    assert asking.field.accessibleDescription() == "Paste a link to a playlist or channel."


def test_address_of_youtubes_lists_opens_the_sheet_wherever_it_is_given(
    lists_offline: Lists,
) -> None:
    lists = lists_offline
    stage, sheet = lists.stage, lists.sheet
    program = stage.program

    def paste() -> None:
        QGuiApplication.clipboard().setText("https://youtube.com/@some.name/videos?view=0")
        program.window.pasted.emit()

    def new_note() -> None:
        QGuiApplication.clipboard().setText(PLAYLIST)
        stage.press("n", CTRL)
        (asking,) = stage.window.findChildren(NewNoteSheet)
        assert "a playlist or channel" in asking.wrong.text()
        assert asking.buttons["accept"].text() == "Show videos"
        lists.press(Key.Key_Return)

    def ask() -> None:
        QGuiApplication.clipboard().setText(PLAYLIST)
        program.context.trigger("list.open")
        lists.press(Key.Key_Return)

    def save() -> None:
        note = stage.write("of a list.md", f"---\nurl: {PLAYLIST}\n---\n\nWords [0:02].\n")
        stage.session.open_note(note)
        program.context.trigger("video.save")

    def start() -> None:
        target = target_of(PLAYLIST)
        assert not isinstance(target, Path)
        program.choosing.open(target)

    stage.start(stage.tour, player=False)
    # A video in a playlist is opened, and the whole list is offered.
    QGuiApplication.clipboard().setText("https://www.youtube.com/watch?v=abcdefghijk&list=PLabc")
    stage.window.pasted.emit()
    stage.wait(lambda: stage.offered == ["Choose videos…"])
    note = stage.session.note
    assert note.video.video_id == "abcdefghijk"
    lists.take("Choose videos…")
    stage.wait(sheet.isVisible)
    assert lists.feature._url == PLAYLIST
    lists.wait_read()
    lists.press(Key.Key_Escape)
    for give, url in (
        (paste, "https://www.youtube.com/@some.name/videos"),
        (new_note, PLAYLIST),
        (ask, PLAYLIST),
        (save, PLAYLIST),
        (start, PLAYLIST),
    ):
        give()
        stage.wait(sheet.isVisible)
        assert lists.feature._url == url
        stage.wait(lambda: QApplication.focusWidget() is sheet.list)
        lists.wait_read()
        assert sheet.empty.title.text() == "Can't reach the site"
        lists.press(Key.Key_Escape)
        assert not sheet.isVisible()
    assert lists.files() == {}


def test_list_that_is_named_at_the_start_opens_over_the_start_page(lists_offline: Lists) -> None:
    lists = lists_offline
    stage = lists.stage
    stage.start(target_of(PLAYLIST), player=False)
    stage.wait(lists.sheet.isVisible)
    stage.wait(lambda: lists.sheet.card.width() > 600)
    lists.wait_read()
    lists.press(Key.Key_Escape)
    page = stage.program.note_page.pane.pages.page
    assert page.title == "Start with a video"
    assert QApplication.focusWidget() is not None
    # Once more from there: nothing is said of the start page.
    stage.program.choosing.open(target_of(PLAYLIST))
    stage.wait(lists.sheet.isVisible)
    assert "start page" not in "".join(stage.all_said)
    lists.press(Key.Key_Escape)


@pytest.mark.all_only
def test_every_part_of_the_sheet_is_reached_by_tab_and_named(lists: Lists) -> None:
    open_six(lists)
    stage, sheet = lists.stage, lists.sheet
    stage.window.resize(900, 560)
    lists.press(Key.Key_Space)
    stage.wait(lambda: sheet.go.isEnabled() and sheet.amount.text().startswith("About"))
    said = []
    for _ in range(20):
        lists.press(Key.Key_Tab)
        now = QApplication.focusWidget()
        assert sheet.isAncestorOf(now)
        assert sheet.card.rect().contains(now.mapTo(sheet.card, now.rect().center()))
        name = now.accessibleName() or getattr(now, "text", str)()
        assert name, now
        said.append(name)
        if now is sheet.list:
            break
    assert said == [
        "Save for offline", "Quality: 720p", "Create notes",
        "in their own folder", "Other folder…", "Cancel", "Save  ·  Create 1 note", "Close",
        "Filter by title", "Select all", "Select none", "Videos of the list",
    ]  # fmt: skip
    speak = sheet.list.speak
    assert speak(lists.rows[0]) == "The first talk, selected, 1:01, 1 May 2024"
    assert speak(lists.rows[3]) == "[Private video], can't be selected, private"

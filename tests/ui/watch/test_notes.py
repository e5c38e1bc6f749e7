"""Going from note to note: links, the list of notes, folders, and notes that cannot be read."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.ui.stage import ALT, CTRL, LEFT, SHIFT, Stage, choose, is_seen, menu_at, place_of
from viewer.ui.kit.buttons import WordButton

Key = Qt.Key

HUB = """# Hub

[[other]] and [[Other#Far down]] and [[Missing one]] and [[twin]] and [[By its title]]

[[#Below here]] and [page](https://example.org/page) and [file](file:///etc/passwd)
and [note](sub%20folder/spaced.md) and [part](other.md#far%20down) and [[#Nowhere]].

{filler}

## Below here

The end.
"""


@pytest.fixture
def hub(stage: Stage) -> Path:
    filler = "\n\n".join(f"Filler {n} with some words." for n in range(80))
    stage.write("other.md", f"# Other\n\n{filler}\n\n## Far down\n\nBottom words.\n\n{filler}\n")
    stage.write("a/twin.md", "# Twin of a\n")
    stage.write("b/twin.md", "# Twin of b\n")
    stage.write("sub folder/spaced.md", "# Spaced\n")
    stage.write("odd_name.md", "---\ntitle: By its title\n---\n\nbody\n")
    return stage.write("hub.md", HUB.format(filler=filler))


def page_of_note(stage: Stage) -> str:
    """Return the words that stand in the place of the note."""
    labels = stage.window.page.pages.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def is_at_top(stage: Stage, words: str) -> bool:
    cursor = stage.view.cursorForPosition(QPoint(30, 12))
    return cursor.block().text().startswith(words)


def start(stage: Stage, path: Path) -> None:
    stage.start(path, player=False)
    stage.wait_for_files()


def test_channel_of_a_note_is_said_over_it(stage: Stage) -> None:
    start(stage, stage.vault)
    for name, front, channel in (
        ("Talks/said.md", "---\nchannel: '[[Lex|L]]'\n---\n", ["Lex"]),
        ("Talks/unsaid.md", "", []),
        ("own.md", "", []),
    ):
        stage.session.open_note(stage.write(name, f"{front}Words.\n"))
        shown = [part.text for part in stage.window.page.byline.parts if "video" not in part.text]
        assert shown == channel


def test_note_that_a_link_names_is_made_where_the_link_stands(stage: Stage) -> None:
    links = "[[Not yet#Part|soon]] [[new/deep_one]] [[../out]] [[../../away]] [[a:b]] [[plan.pdf]]"
    path = stage.write("sub/links.md", f"# Links\n\n{links} [md](other%20one.md)\n")
    start(stage, stage.vault)
    stage.session.open_note(path)
    page, missing = stage.view, stage.view.targets

    def back() -> None:
        stage.press(Key.Key_Escape)  # one can write there at once
        stage.press(Key.Key_Left, ALT)
        stage.wait(lambda: stage.session.path == path)

    # By a click, which offers it: the heading and the other words are no part of its name.
    stage.wait(lambda: "Not yet" in missing.missing)
    stage.click_text("soon")
    stage.wait(lambda: stage.offered == ["Create note “Not yet”"])
    (button,) = stage.window.notice._row.widgets
    QTest.mouseClick(button, LEFT)
    made = path.with_name("Not yet.md")
    stage.wait(lambda: stage.session.path == made)
    assert made.read_bytes() == b""
    back()
    stage.wait(lambda: "new/deep_one" in missing.missing and "Not yet" not in missing.missing)
    # From the list of links, which is filtered as one types: a path begins at the vault.
    stage.window.actions_["link.follow"].trigger()
    stage.type_in("deep")
    assert stage.palette.shown_titles() == ["new/deep_one"]
    stage.press(Key.Key_Return)
    stage.wait(lambda: stage.session.path == stage.vault / "new" / "deep_one.md")
    back()
    # From the menu of the link.
    stage.wait(lambda: "../out" in missing.missing and "new/deep_one" not in missing.missing)
    choose(menu_at(page, place_of(page, "../out")), "Create note “../out”")
    stage.wait(lambda: stage.session.path == stage.vault / "out.md")
    back()
    # A Markdown link's path begins at the note.
    stage.click_text("md")
    stage.wait(lambda: stage.offered == ["Create note “other one”"])
    stage.window.notice.offers[0].call()
    stage.wait(lambda: stage.session.path == path.with_name("other one.md"))
    back()
    # Never outside, nor by a name that no file can have; what may be a file is not offered.
    for target, words in (
        ("../../away", "This link leads out of the vault."),
        ("a:b", "A name can't contain “:”."),
    ):
        stage.click_text(target)
        stage.wait(lambda target=target: stage.said.startswith(f"No note “{target}”"))  # type: ignore[misc]
        stage.window.notice.offers[0].call()
        assert stage.said == words
    stage.click_text("plan.pdf")
    stage.wait(lambda: stage.said == "No note “plan.pdf” in this vault.")
    assert stage.offered == []
    made_all = {"Not yet", "links", "other one", "deep_one", "out"}
    assert {each.stem for each in stage.vault.parent.rglob("*.md")} == made_all


def test_links_open_what_they_name_or_say_why_not(
    stage: Stage, hub: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(stage, hub)

    def back() -> None:
        stage.press(Key.Key_Left, ALT)
        stage.wait(lambda: stage.session.path == hub)

    # Within the note, and back.
    stage.click_text("Below here")
    stage.wait(lambda: is_seen(stage.view, "The end."))
    assert stage.session.path == hub
    stage.press(Key.Key_Left, ALT)
    assert stage.view.verticalScrollBar().value() == 0
    stage.press(Key.Key_Right, ALT)
    assert is_seen(stage.view, "The end.")
    stage.press(Key.Key_Left, ALT)
    # To a heading that is not there.
    stage.click_text("Nowhere")
    assert stage.said == "There is no heading “Nowhere” here."
    assert stage.view.verticalScrollBar().value() == 0
    # To a note that is not there.
    stage.click_text("Missing one")
    stage.wait(lambda: stage.said == "No note “Missing one” in this vault.")
    assert stage.session.path == hub
    assert stage.offered == ["Create note “Missing one”"]
    assert not hub.with_name("Missing one.md").exists()
    # Web pages go to the browser, and files nowhere.
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    stage.click_text("page")
    assert opened == ["https://example.org/page"]
    stage.click_text("file")
    assert opened == ["https://example.org/page"]
    assert stage.said == "“file:///etc/passwd” can't be opened."
    # To a note, which is marked in the list.
    tree = stage.window.list.tree
    stage.wait(lambda: tree.currentIndex().data() == "Hub")
    stage.click_text("other")
    stage.wait(lambda: stage.session.path == hub.with_name("other.md"))
    assert stage.window.windowTitle() == "Other – Cuenote"
    assert stage.view.verticalScrollBar().value() == 0
    assert stage.view.hasFocus()
    stage.wait(lambda: tree.currentIndex().data() == "Other")
    back()
    # To a heading in another note.
    stage.click_text("Far down")
    stage.wait(lambda: stage.session.path == hub.with_name("other.md"))
    stage.wait(lambda: is_at_top(stage, "Far down"))
    back()
    # So in Markdown.
    stage.click_text("part")
    stage.wait(lambda: stage.session.path == hub.parent / "other.md")
    stage.wait(lambda: is_at_top(stage, "Far down"))
    back()
    # To a note, in Markdown.
    stage.click_text("note")
    stage.wait(lambda: stage.session.path == hub.parent / "sub folder" / "spaced.md")
    back()
    # By its title.
    stage.click_text("By its title")
    stage.wait(lambda: stage.session.path == hub.with_name("odd_name.md"))
    back()
    # Where several answer it is asked which.
    stage.click_text("twin")
    stage.wait(stage.palette.isVisible)
    assert "Several notes are called “twin”" in stage.palette.field.placeholderText()
    stage.wait(lambda: stage.palette.shown_titles() == ["Twin", "Twin"])
    stage.press(Key.Key_Down)
    stage.press(Key.Key_Return)
    stage.wait(lambda: stage.session.path == hub.parent / "b" / "twin.md")
    assert stage.said == ""
    # A note that cannot be read leaves the open one, and so does the way back to one that is gone.
    stage.session.open_note(hub.with_name("gone.md"))
    assert "No note at" in stage.said
    assert stage.session.path == hub.parent / "b" / "twin.md"
    assert stage.view.isVisible()
    stage.window.notice.close_notice()
    hub.unlink()
    stage.press(Key.Key_Left, ALT)
    assert "No note at" in stage.said
    assert stage.session.path == hub.parent / "b" / "twin.md"


def test_browser_opens_the_video_at_this_time(
    stage: Stage, long_video: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    (stage.vault / "abcdefghijk.mp4").symlink_to(long_video)
    note = stage.write("web.md", "---\nvideoId: abcdefghijk\n---\n\nWords [0:05].\n")
    stage.watch(note, 12_300)
    stage.window.actions_["video.browser"].trigger()
    assert [url.toString() for url in opened] == ["https://youtu.be/abcdefghijk?t=12"]
    stage.session.open_note(stage.write("none.md", "Words [0:05].\n"))
    stage.window.actions_["video.browser"].trigger()
    assert stage.said == "This note has no online video."
    assert len(opened) == 1


def test_jump_that_is_still_under_way_is_not_shown_in_the_next_note(
    stage: Stage, long_video: Path
) -> None:
    many = "\n\n".join(f"Claim {n} [0:{n:02}]." for n in range(1, 50))
    first = stage.write("first.md", many, video=long_video)
    bare = stage.write("bare.md", "Only words.\n", video=long_video)
    stage.watch(first)
    for wait_first in (False, True):
        stage.program.navigator.go_to_claim(40)
        if wait_first:  # until it is shown, and flashes
            stage.wait(lambda: stage.player.frame_time_ms == 41_000)
        stage.window.notice.close_notice()
        stage.session.open_note(bare)
        stage.wait_for_claims(0)
        stage.wait_for_video()
        stage.wait(lambda: not stage.program.navigator._arriving.isActive())
        assert stage.said == ""
        assert stage.view.shown.caret_byte() is None
        stage.session.open_note(first)
        stage.wait_for_claims(49)


def test_list_opens_a_note_by_mouse_and_by_keys_also_of_another_folder(
    stage: Stage, hub: Path, tmp_path: Path
) -> None:
    # A folder lists its notes, and asks for one.
    stage.start(hub.parent, player=False)
    stage.wait_for_files()
    assert "Choose a note" in page_of_note(stage)
    assert "F9" not in page_of_note(stage)  # the list is shown already: the key would hide it
    stage.wait(lambda: stage.window.list.model.count == 6)
    assert not stage.view.isVisible()
    assert not stage.window.actions_["find"].isEnabled()
    stage.window.setFocus()
    for _ in range(40):
        stage.press(Key.Key_Tab)
        focus = QApplication.focusWidget()
        if isinstance(focus, WordButton) and focus.text() == "Open…":
            break
    stage.press(Key.Key_Return)
    assert stage.palette.isVisible()
    stage.type_in("hub")
    stage.press(Key.Key_Return)
    stage.wait(lambda: stage.session.path == hub)
    assert page_of_note(stage) == ""
    # By mouse and by keys.
    vault = stage.window.list
    stage.wait(lambda: vault.model.index_of("other.md").isValid())
    place = vault.tree.visualRect(vault.model.index_of("other.md")).center()
    QTest.mouseClick(vault.tree.viewport(), LEFT, pos=place)
    stage.wait(lambda: stage.session.path == hub.with_name("other.md"))
    stage.press("P", CTRL | SHIFT)
    assert vault.field.hasFocus()
    stage.type_in("spac")
    stage.wait(lambda: vault.model.count == 2)  # and the one that is open
    stage.press(Key.Key_Return)
    stage.wait(lambda: stage.session.path == hub.parent / "sub folder" / "spaced.md")
    vault.field.setFocus()
    stage.press(Key.Key_Escape)
    stage.wait(lambda: vault.model.count == 6)
    stage.press(Key.Key_Down)
    assert vault.tree.hasFocus()
    stage.press(Key.Key_Home)
    stage.press(Key.Key_Left)  # closes the folder, and does not seek
    assert not vault.tree.isExpanded(vault.tree.currentIndex())
    stage.press(Key.Key_Right)
    stage.press(Key.Key_Down)
    stage.press(Key.Key_Return)
    stage.wait(lambda: stage.session.path == hub.parent / "a" / "twin.md")
    # A note outside makes its own folder the list.
    outside = tmp_path / "elsewhere" / "alone.md"
    outside.parent.mkdir()
    outside.write_text("# Alone\n", "utf-8")
    stage.session.open_note(outside)
    stage.wait(
        lambda: (
            stage.session.vault.files is not None
            and stage.session.vault.files.root == outside.parent
        )
    )
    stage.wait(lambda: stage.window.list.model.count == 1)


def test_note_is_left_for_a_folder_while_its_video_is_elsewhere(
    stage: Stage, numbered_video: Path
) -> None:
    note = stage.write("note.md", "At once [0:00]. Later [0:05].\n", video=numbered_video)
    stage.watch(note, 5_000)
    stage.wait(lambda: stage.player.position_ms == 5_000)
    folder = stage.write("unread/another.md", "# Another\n").parent
    stage.session.open(folder)  # its video goes back to the beginning, and is closed
    assert "Choose a note" in page_of_note(stage)
    assert stage.session.follow.claims_now == frozenset()


def test_folder_without_notes_and_note_that_cannot_be_read_say_why(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.start(stage.vault, player=False)
    stage.wait(lambda: "No notes in “vault” yet" in page_of_note(stage))
    assert "Drop a video here to start a note." in page_of_note(stage)
    (stage.vault / "directory").mkdir()
    with (stage.vault / "large.md").open("wb") as file:
        file.truncate(70 << 20)
    unreadable = stage.write("unreadable.md", "secret")
    unreadable.chmod(0)
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path == unreadable:  # which the user, root, may read all the same
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    for name, words in (
        ("missing.md", "No note at"),
        ("directory", "is not a file"),
        ("large.md", "is larger than 4 MB"),
        ("unreadable.md", "Permission denied"),
    ):
        stage.session.open_note(stage.vault / name)
        stage.wait(lambda name=name: f"“{name}” can't be opened" in page_of_note(stage))  # type: ignore[misc]
        assert words in page_of_note(stage)
        shown = stage.window.page.pages.findChildren(WordButton)
        assert [button.text() for button in shown if button.isVisible()] == ["Open…", "Tour"]
    # What is wrong in a note is told under its title.
    path = stage.vault / "broken.md"
    path.write_bytes(b"---\ntitle: T\n---\n\nbroken \xff byte [0:05]\n")
    stage.session.open_note(path)
    plain = [part.text for part in stage.window.page.byline.parts]
    path.write_bytes(b"---\ntitle: T\n---\n\nbroken \xef\xbf\xbd byte [0:05]\n")
    stage.session.open_note(path)
    assert [part.text for part in stage.window.page.byline.parts] != plain
    # A note that is about no video is a page alone.
    stage.session.open_note(stage.write("plain.md", "# Plain\n\nNo time here.\n"))
    stage.wait(lambda: not stage.window.tabs.isVisible() and not stage.window.player.isVisible())
    assert not stage.window.actions_["claim.next"].isEnabled()
    stage.press(Key.Key_J)
    assert stage.said == "This note has no timestamps yet."

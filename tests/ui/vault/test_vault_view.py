"""The list of notes in the window: by folders and by videos, in any order, as it changes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.saving_stage import put_saved
from tests.ui.stage import CTRL, LEFT, NO_KEYS, SHIFT, Stage
from viewer.notes.file import digest_of
from viewer.ui.vault.outline import Mode
from viewer.ui.vault.tree_model import COUNT_ROLE, DOUBTS_ROLE, PATH_ROLE, VIDEO_ROLE, VaultModel
from viewer.ui.vault.vault_view import VaultView
from viewer.vault.facts import CLAIMS, listed
from viewer.vault.files import VaultFiles

Key = Qt.Key
_BAD = '<a class="yt-timestamp" data-t="HH:MM:SS">[HH:MM:SS]</a>'


def write(
    stage: Stage, name: str, title: str, video: str, claims: int, *, doubts: int = 0,
    date: str = "2026-01-01", aliases: str = ""
) -> Path:  # fmt: skip
    front = f"title: {title}\nvideoId: {video}\ndate: {date}\naliases: [{aliases}]\n"
    lines = [f"- said [0:{n:02}]\n" for n in range(claims)]
    lines += [f"- said {_BAD}\n"] * doubts
    return stage.write(name, f"---\n{front}---\n\n{''.join(lines)}")


@pytest.fixture
def vault(stage: Stage) -> Path:
    """Two channels, three videos, and a note that names none."""
    write(stage, "alpha/seek.md", "What a seek costs", "aaaaaaaaaa1", 5, doubts=2)
    write(
        stage, "alpha/groups.md", "Groups of pictures", "aaaaaaaaaa1", 9, date="2026-03-03",
        aliases="The GOP"
    )  # fmt: skip
    write(stage, "alpha/deep/streams.md", "Streaming at scale", "aaaaaaaaaa2", 2)
    write(stage, "beta/letters.md", "A lowercase letter", "bbbbbbbbbb1", 3, date="2026-02-02")
    stage.write("beta/index.md", "# Beta\n\nNo video here.\n")
    return stage.vault


def start(stage: Stage, path: Path) -> VaultView:
    stage.start(path, player=False)
    return indexed(stage)


def indexed(stage: Stage) -> VaultView:
    stage.index()
    view = stage.window.list
    stage.wait(lambda: all(one.facts is not None for one in view.catalogue))
    return view


def rows(model: VaultModel, parent: QModelIndex | None = None, depth: int = 0) -> list[str]:
    """Return all rows from the top, each indented by its depth, with what stands at its right."""
    found = []
    above = parent if parent is not None else QModelIndex()
    for row in range(model.rowCount(above)):
        index = model.index(row, 0, above)
        doubts = index.data(DOUBTS_ROLE)
        right = f"{doubts}! " if doubts else ""
        found.append(f"{'  ' * depth}{index.data()} {right}{index.data(COUNT_ROLE)}".rstrip())
        found += rows(model, index, depth + 1)
    return found


def choose(stage: Stage, words: str) -> None:
    """Choose in the menu of the heading, by keys alone."""
    button = stage.window.list.heading.name
    menu = stage.window.list.heading.menu
    action = next(action for action in menu.actions() if action.text() == words)
    menu.popup(button.mapToGlobal(QPoint(0, button.height())))
    stage.wait(menu.isVisible)
    for _ in range(12):
        QTest.keyClick(menu, Key.Key_Down)
        if menu.activeAction() is action:
            break
    QTest.keyClick(menu, Key.Key_Return)
    stage.wait(lambda: not menu.isVisible())


def test_folders_and_videos_hold_their_notes(stage: Stage, vault: Path) -> None:
    view = start(stage, vault)
    # Folders, with claims and doubts.
    assert rows(view.model) == [
        "alpha 3",
        "  deep 1",
        "    Streaming at scale 2",
        "  Groups of pictures 9",
        "  What a seek costs 2! 7",
        "beta 2",
        "  A lowercase letter 3",
        "  Beta",
    ]
    # Videos, as chosen in the menu.
    choose(stage, "Channels and videos")
    assert rows(view.model) == [
        "alpha 2",
        "  Groups of pictures 2",  # the title of the note with most claims
        "    Groups of pictures 9",
        "    What a seek costs 2! 7",
        "beta 2",
        "  A lowercase letter 1",
        "    A lowercase letter 3",
        "  Beta",
        "deep 1",
        "  Streaming at scale 1",
        "    Streaming at scale 2",
    ]
    first = view.model.index(0, 0, view.model.index(0, 0))
    assert first.data(VIDEO_ROLE) == "aaaaaaaaaa1"
    # A saved video is called by its own title, and has a badge.
    saving = stage.program.saving
    put_saved(saving.library.root, "aaaaaaaaaa1", "Inside a video file")
    saving.look()
    stage.wait(lambda: "  Inside a video file 2" in rows(view.model))
    group, role = "alpha\naaaaaaaaaa1", Qt.ItemDataRole.AccessibleTextRole
    stage.wait(lambda: "saved for offline" in str(view.model.index_of_group(group).data(role)))
    # A video that is clicked opens and closes, and its note is read.
    tree = view.tree
    video = view.model.index_of_group("alpha\naaaaaaaaaa1")
    assert tree.isExpanded(video)  # a few notes are all seen
    for is_open in (False, True):
        at = tree.visualRect(view.model.index_of_group("alpha\naaaaaaaaaa1")).center()
        QTest.mouseClick(tree.viewport(), LEFT, NO_KEYS, at)
        assert tree.isExpanded(view.model.index_of_group("alpha\naaaaaaaaaa1")) is is_open
    at = tree.visualRect(view.model.index_of("alpha/seek.md")).center()
    QTest.mouseClick(tree.viewport(), LEFT, NO_KEYS, at)
    stage.wait(lambda: stage.session.path == vault / "alpha" / "seek.md")
    tree.setFocus()
    stage.press(Key.Key_Up)
    stage.press(Key.Key_Return)
    stage.wait(lambda: stage.session.path == vault / "alpha" / "groups.md")
    assert QApplication.focusWidget() is stage.view


def test_order_when_chosen_holds_in_groups(stage: Stage, vault: Path) -> None:
    """In a flat vault, so that the order of all notes is seen."""
    for path in list(vault.rglob("*.md")):
        path.rename(vault / path.name)
    index = vault / "index.md"
    index.write_text("---\ntitle: Beta\ndate: 2025-01-01\n---\n\nNo video here.\n", "utf-8")
    view = start(stage, vault)
    for words, notes in (
        ("By title", ["letters", "index", "groups", "streams", "seek"]),
        ("By date, newest first", ["groups", "letters", "streams", "seek", "index"]),
        ("By claims", ["groups", "seek", "letters", "streams", "index"]),
        ("By open problems", ["seek", "letters", "index", "groups", "streams"]),
    ):
        choose(stage, words)
        outline = view.model.outline
        shown = outline.of.paths_at(outline.groups[0].notes)
        assert [path.removesuffix(".md") for path in shown] == notes


def test_claims_of_the_open_note_are_those_over_the_page_while_one_writes(
    stage: Stage, vault: Path
) -> None:
    view = start(stage, vault)
    stage.session.open_note(vault / "alpha/groups.md")
    feed, path = stage.program.vault_list, "alpha/groups.md"
    place = listed().index(CLAIMS)

    def shown() -> int:
        return int(view.catalogue.at(path).value(CLAIMS))

    stage.program.composing.edit_at(len(stage.data) - 2)
    stage.press(Key.Key_Return)
    stage.write_in("more [0:11]")
    stage.press("s", CTRL)
    stage.wait(lambda: feed._facts[path][place] == 10)
    assert len(stage.session.follow.own_claims) == shown() == 9
    stage.press(Key.Key_Escape)
    stage.wait(lambda: len(stage.session.follow.own_claims) == shown() == 10)


def test_problems_mode_and_order_are_kept_between_starts(make_stage: Callable[[], Stage]) -> None:
    stage = make_stage()
    for name in ("a", "b", "c", "d"):
        write(stage, f"deep/{name}.md", name, "aaaaaaaaaa1", 2)
    start(stage, stage.vault)
    choose(stage, "Channels and videos")
    choose(stage, "By claims")
    counts = {"deep/a.md": 3, "deep/b.md": 1, "deep/c.md": 0}
    told = {
        path: (n, digest_of((stage.vault / path).read_bytes()).hex()) for path, n in counts.items()
    }
    stage.program.vault_list.take_counts(stage.vault, told)
    stage.end()
    # Nothing is known of it now.
    (stage.vault / "deep" / "b.md").write_text("- other [0:01]\n", "utf-8")
    again = make_stage()
    view = start(again, again.vault / "deep" / "d.md")
    assert (view.mode, view.sort) == (Mode.VIDEOS, CLAIMS)
    # And the whole vault is listed again, not the folder of the note alone.
    again.wait(lambda: again.session.vault.files is not None)
    assert again.session.vault.root == again.vault
    again.window.actions_["vault.grouping"].trigger()
    assert view.mode is Mode.FOLDERS
    choose(again, "By title")
    again.wait(lambda: rows(view.model) == ["deep 4", "  a 3! 2", "  B 1", "  c 2", "  d 2"])


def test_filter_finds_titles_names_and_aliases_and_opens_its_first_note(
    stage: Stage, vault: Path
) -> None:
    seek, groups = vault / "alpha" / "seek.md", vault / "alpha" / "groups.md"
    view = start(stage, vault)
    stage.press(Key.Key_P, CTRL | SHIFT)
    for typed in ("gop", "pictures", "alpha gro", "GROUPS"):
        view.field.selectAll()
        stage.type_in(typed)
        stage.wait(lambda: view.model.count == 1)
        assert view.heading.name.accessibleName() == "vault, 1 of 5 notes"
        assert view.model.index_of("alpha/groups.md").isValid()
    # Where it leaves nothing it says so.
    view.field.selectAll()
    stage.type_in("zzz yyy")
    stage.wait(lambda: "No results for “zzz yyy”" in view.tree.said)
    assert (view.model.count, view.heading.name._count) == (0, "0 of 5")
    stage.press(Key.Key_Escape)
    stage.wait(lambda: view.model.count == 5)
    assert view.tree.said == ""
    for enter in (Key.Key_Return, Key.Key_Enter):
        stage.session.open_note(seek)  # with claims, to which Enter goes elsewhere
        stage.wait(lambda: stage.session.path == seek and view.model.count == 5)
        # Enter opens the first beside another.
        stage.press(Key.Key_P, CTRL | SHIFT)
        stage.type_in("group")
        stage.wait(lambda: view.model.count == 2)
        # The open one is there all along.
        assert view.tree.currentIndex().data() == "What a seek costs"
        assert view.heading.name.accessibleName() == "vault, 1 of 5 notes"
        stage.press(enter)
        stage.wait(lambda: stage.session.path == groups)
        stage.wait(lambda: view.model.count == 1)
        stage.session.open_note(seek)
        stage.wait(lambda: view.model.count == 2)
        assert view.tree.currentIndex().data() == "What a seek costs"
        view.field.setText("zzz")
        stage.wait(lambda: "No results for “zzz”" in view.tree.said)
        assert view.tree.currentIndex().data() == "What a seek costs"
        view.open_filter()
        stage.press(enter)
        assert stage.session.path == seek
        stage.press(Key.Key_Escape)
        stage.wait(lambda: view.model.count == 5)


def test_filter_down_enter_opens_the_first_note_and_up_left_folds_its_folder(
    stage: Stage, vault: Path
) -> None:
    note = vault / "alpha" / "seek.md"
    view = start(stage, note.parent.parent)
    stage.session.open_note(note)
    opened = []
    stage.session.note_opened.connect(opened.append)
    stage.press(Key.Key_P, CTRL | SHIFT)
    stage.type_in("s")  # the open note is one of those that are left
    assert view.tree.currentIndex().data() == "What a seek costs"
    stage.press(Key.Key_Down)
    stage.press(Key.Key_Return)
    stage.wait(lambda: opened)
    assert opened == [vault / "alpha" / "deep" / "streams.md"]
    assert view.tree.currentIndex().data() == "Streaming at scale"
    view.tree.setFocus()
    stage.press(Key.Key_Left)
    stage.press(Key.Key_Return)
    assert view.tree.currentIndex().data() == "deep"
    assert not view.tree.isExpanded(view.tree.currentIndex())
    assert len(opened) == 1


def test_notes_and_folders_are_ordered_by_the_numbers_in_their_names(
    stage: Stage, vault: Path
) -> None:
    for name in ("part 10/a.md", "part 9/b.md", "part 9/talk 2.md", "part 9/talk 11.md"):
        stage.write(name, "x\n")
    stage.start(vault, player=False)
    model = stage.window.list.model
    stage.wait(lambda: model.count == 9)
    shown = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert shown.index("part 9") + 1 == shown.index("part 10")
    group = model.index_of_group("part 9")
    names = [model.index(row, 0, group).data() for row in range(3)]
    assert names == ["B", "Talk 2", "Talk 11"]


def test_filter_when_enter_comes_before_the_answer_opens_what_was_meant(
    stage: Stage, vault: Path
) -> None:
    for number in range(1_000):
        stage.write(f"many/n{number}.md", "x\n")
    stage.start(vault, player=False)
    view = stage.window.list
    stage.wait(lambda: view.model.count == 1_005)
    stage.press(Key.Key_P, CTRL | SHIFT)
    stage.type_in("n999")
    stage.press(Key.Key_Return)
    stage.wait(lambda: stage.session.path == vault / "many" / "n999.md")


def test_filter_when_emptied_leaves_open_what_a_person_had_open(stage: Stage, vault: Path) -> None:
    for number in range(400):
        stage.write(f"c{number % 4}/n{number}.md", "x\n")
    stage.start(vault, player=False)
    view = stage.window.list
    stage.wait(lambda: view.model.count == 405)
    view.tree.setFocus()
    view.tree.setCurrentIndex(view.model.index_of_group("c1"))
    stage.press(Key.Key_Right)
    stage.press(Key.Key_P, CTRL | SHIFT)
    stage.type_in("n39")
    stage.wait(lambda: view.model.count == 11)
    assert view.tree.isExpanded(view.model.index_of_group("c0"))  # a few are all seen
    stage.press(Key.Key_Escape)
    stage.wait(lambda: view.model.count == 405)
    top = [view.model.index(row, 0) for row in range(view.model.rowCount())]
    assert [index.data() for index in top if view.tree.isExpanded(index)] == ["c1"]


def test_list_when_notes_change_keeps_choice_folders_and_place(stage: Stage, vault: Path) -> None:
    for number in range(300):
        write(stage, f"many/n{number:03}.md", f"Note {number}", "cccccccccc1", 1)
    view = start(stage, vault)
    tree = view.tree
    tree.expand(view.model.index_of_group("many"))
    tree.setFocus()
    tree.setCurrentIndex(view.model.index_of("many/n120.md"))
    tree.scrollTo(tree.currentIndex(), tree.ScrollHint.PositionAtTop)
    y = tree.visualRect(tree.currentIndex()).top()
    # One comes above, two go, and one has more claims.
    write(stage, "many/a_first.md", "First", "cccccccccc1", 1)
    (vault / "many" / "n005.md").unlink()
    (vault / "many" / "n006.md").unlink()
    write(stage, "many/n121.md", "Note 121", "cccccccccc1", 7)
    stage.wait(lambda: view.model.index_of("many/a_first.md").isValid())
    stage.wait(lambda: not view.model.index_of("many/n005.md").isValid())
    stage.wait(lambda: view.model.index_of("many/n121.md").data(COUNT_ROLE) == "7")
    assert tree.currentIndex().data(PATH_ROLE) == "many/n120.md"
    assert tree.isExpanded(view.model.index_of_group("many"))
    assert not tree.isExpanded(view.model.index_of_group("alpha"))
    assert tree.visualRect(tree.currentIndex()).top() == y
    assert tree.hasFocus()
    write(stage, "many/n122.md", "Another title", "cccccccccc1", 1)
    stage.wait(lambda: view.model.index_of("many/n122.md").row() == 0)


def test_open_note_stays_in_sight_while_titles_come_and_when_it_is_new(stage: Stage) -> None:
    for number in range(200):
        stage.write(f"deep/n{number:03}.md", f"---\ntitle: By {999 - number}\n---\n\nWords.\n")
    stage.start(stage.vault, player=False)
    view, tree = stage.window.list, stage.window.list.tree
    stage.session.open_note(stage.vault / "deep" / "n010.md")

    def is_chosen(name: str) -> bool:
        row = view.model.index_of(name)
        seen = tree.viewport().rect().contains(tree.visualRect(row).center())
        return row.isValid() and tree.currentIndex() == row and seen

    stage.wait(lambda: is_chosen("deep/n010.md"))
    indexed(stage)  # by their titles it is the 190th
    stage.wait(lambda: view.model.index_of("deep/n010.md").row() == 189)
    assert is_chosen("deep/n010.md")
    # Who looks elsewhere stays there.
    tree.verticalScrollBar().setValue(0)
    stage.write("deep/n000.md", "---\ntitle: A first\n---\n\nWords.\n")
    stage.wait(lambda: view.model.index_of("deep/n000.md").row() == 0)
    assert not is_chosen("deep/n010.md")
    # A new note is shown and chosen, whatever hides it.
    tree.collapseAll()
    stage.session.open_note(stage.write("deep/new.md", "# Zebra\n"))
    stage.wait(lambda: is_chosen("deep/new.md"))
    view.field.setText("by 9")
    stage.session.open_note(stage.write("other/newer.md", "# Other\n"))
    stage.wait(lambda: is_chosen("other/newer.md"))


def test_rows_when_a_folder_has_thousands_are_made_as_they_are_reached(
    stage: Stage, vault: Path
) -> None:
    files = VaultFiles(vault, [f"n{number:05}.md" for number in range(20_000)])
    stage.start(vault, player=False)
    stage.wait_for_files()
    view = stage.window.list
    view.set_files(files)
    stage.wait(lambda: view.model.count == 20_000)
    assert view.model.rowCount() < 1_000
    view.tree.setFocus()
    for _ in range(3):
        stage.press(Key.Key_End)
    assert view.model.rowCount() > 1_000
    stage.press(Key.Key_Home)
    # The note that is open is brought into view, however deep it lies.
    view.set_open(vault / "n15000.md")
    assert view.tree.currentIndex().data() == "N15000"
    assert view.tree.viewport().rect().intersects(view.tree.visualRect(view.tree.currentIndex()))

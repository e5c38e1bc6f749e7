"""A change as a diff to be read: what is shown of a line, and how long ones are cut."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.evidence.vaults import anchor
from tests.waiting import wait_until
from viewer.notes.note import Note
from viewer.notes.retime import shift_times
from viewer.ui.kit.diff_text import MOST_LINES, ChangeText, lines_of


def shown(text: str) -> list[tuple[str, str]]:
    """Give the lines of a note before and after all of its times are moved by a minute."""
    data = text.encode()
    note = Note.parse(data)
    change = shift_times(note, note.citations, 60_000)
    return [
        ("".join(piece for piece, _ in line.old), "".join(piece for piece, _ in line.new))
        for line in lines_of(data, change)
    ]


def test_a_line_is_shown_before_and_after_without_its_tags() -> None:
    assert shown(f"A claim {anchor('00:01:00')}, and more.\r\n\r\nNo time.\r\n") == [
        ("A claim 00:01:00 [00:01:00], and more.", "A claim 00:02:00 [00:02:00], and more.")
    ]


def test_several_times_of_a_line_are_shown_together() -> None:
    text = f"One {anchor('0:10')} two {anchor('0:20')} [0:30, 0:40]\n"
    ((old, new),) = shown(text)
    assert old == "One 0:10 [0:10] two 0:20 [0:20] [0:30, 0:40]"
    assert new == "One 1:10 [1:10] two 1:20 [1:20] [1:30, 1:40]"


def test_what_is_far_from_a_time_is_left_out_between_words() -> None:
    words = " ".join(f"word{n}" for n in range(40))
    ((old, _),) = shown(f"{words} [0:10] {words} [0:20] {words}\n")
    assert old.startswith("… word")
    assert old.endswith(" …")
    assert " … word" in old[3:-3]
    assert all(part.startswith(("word", "[0:", "…")) for part in old.split())
    assert len(old) < 300


def test_only_changed_bytes_are_coloured() -> None:
    data = f"A claim {anchor('00:01:00')}.\n".encode()
    note = Note.parse(data)
    (line,) = lines_of(data, shift_times(note, note.citations, 60_000))
    assert [text for text, is_changed in line.old if is_changed] == ["00:01:00", "[00:01:00]"]


def test_many_lines_come_some_at_a_time_and_the_rest_is_counted(qtbot: QtBot) -> None:
    data = "".join(f"Claim {n} [0:{n % 60:02}]\n\n" for n in range(MOST_LINES + 7)).encode()
    note = Note.parse(data)
    view = ChangeText(None)  # type: ignore[arg-type]
    qtbot.addWidget(view)
    view.show_lines(lines_of(data, shift_times(note, note.citations, 60_000)))
    assert view.toPlainText().startswith("− Claim 0 [0:00]\n+ Claim 0 [1:00]\n− Claim 1")
    wait_until(lambda: view.toPlainText().endswith("… and 7 more lines"))
    assert view.toPlainText().count("\n") == 2 * MOST_LINES
    view.show_lines(())
    view.show_words("Nothing")
    assert view.toPlainText() == "Nothing"

"""The open vault, and the lengths of videos that the session remembers."""

from tests.ui.stage import Stage
from viewer.notes.note import Note, TimeStatus
from viewer.ui.watch.session import KnownLengths
from viewer.ui.watch.vault import OpenVault

HOLDS, PAST = TimeStatus.HOLDS, TimeStatus.PAST_END


def test_vault_is_listed_again_for_a_note_that_came(stage: Stage) -> None:
    first = stage.write("one.md", "# One\n")
    vault = OpenVault(stage.program.context, stage.window)
    assert vault.root is None
    assert not vault.holds(first)
    vault.list_with(first)
    assert vault.root == stage.vault
    stage.wait(lambda: vault.files is not None)
    second = stage.write("two.md", "# Two\n")
    assert not vault.files.holds(second)
    vault.list_with(second)
    stage.wait(lambda: vault.files.holds(second))


def test_times_are_read_by_the_length_of_each_video() -> None:
    note = Note.parse(b"![](a.mp4)\n\nOne [0:50].\n\n![](b.mp4)\n\nTwo [0:50].\n")
    lengths = KnownLengths()
    assert [time.status for time in lengths.times_of(note, None)] == [HOLDS, HOLDS]
    lengths.learn(note.about(1), 30_000)
    assert [time.status for time in lengths.times_of(note, 90_000)] == [HOLDS, PAST]
    assert [time.status for time in lengths.times_of(note, 20_000)] == [PAST, PAST]

import os
from itertools import chain
from pathlib import Path

import pytest

from tests.check.vaults import VIDEO, anchor, note, shifted_note, write_vault
from tests.conftest import Children
from viewer.base.errors import ViewerError
from viewer.check.check_many import Checked, CheckWish, Repair, Shape, apply_repair, check_vault
from viewer.check.finding import Verdict
from viewer.check.sources import Places
from viewer.check.verdicts import SHIFTED, VERDICTS
from viewer.notes.note import Note
from viewer.vault.files import VaultFiles


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "vault"


def wish(root: Path, places: Places | None = None, shape: Shape = Shape.NOTHING) -> CheckWish:
    return CheckWish(root, places or Places(vault=root), shape, repairs=True)


def checked(
    root: Path, places: Places | None = None, *, workers: int = 1, shape: Shape = Shape.NOTHING
) -> dict[str, Checked]:
    notes = VaultFiles.scan(root).notes
    found = list(chain(*check_vault(wish(root, places, shape), notes, workers=workers)))
    assert sorted(one.path for one in found) == list(notes)
    return {one.path: one for one in found}


def count(found: Checked, verdict: Verdict) -> int:
    return dict(zip(VERDICTS, found.counts, strict=True))[verdict]


def outside(data: bytes) -> list[bytes]:
    """Return the bytes of a note that are in no citation, in pieces."""
    pieces, at = [], 0
    for span in sorted({citation.span for citation in Note.parse(data).citations}):
        pieces.append(data[at : span.start])
        at = span.end
    return [*pieces, data[at:]]


def test_processes_give_what_one_process_gives(root: Path) -> None:
    write_vault(root, shifted=12, plain=8)
    # Enough that processes are started for them.
    for number in range(100):
        text = note(f"many{number:07}", f"Said {anchor('00:01:00')}")
        (root / f"many {number}.md").write_text(text, "utf-8")
    assert checked(root, workers=2, shape=Shape.JSON) == checked(root, shape=Shape.JSON)


def test_repairs_change_citations_alone_and_leave_nothing_to_repair(root: Path) -> None:
    write_vault(root, shifted=6, plain=2)
    before = {path: (root / path).read_bytes() for path in VaultFiles.scan(root).notes}
    for path, found in checked(root).items():
        if found.repair is not None:
            assert Repair.from_json(found.repair.to_json()) == found.repair
            assert apply_repair(root, path, found.repair) == ""
    changed = 0
    for path, data in before.items():
        now = (root / path).read_bytes()
        assert outside(now) == outside(data)
        changed += now != data
    assert changed == 6
    after = checked(root)
    assert all(found.repair is None and not found.sure for found in after.values())
    assert sum(count(found, SHIFTED) for found in after.values()) == 0


def test_what_is_left_is_told_before_it_is_repaired(root: Path) -> None:
    root.mkdir()
    text = (
        shifted_note(VIDEO)
        + '\nA label that differs <a class="yt-timestamp" data-t="05:00:00">[6:00]</a>.\n'
    )
    (root / "a.md").write_text(text, "utf-8")
    found = checked(root)["a.md"]
    assert apply_repair(root, "a.md", found.repair) == ""
    assert checked(root)["a.md"].doubtful == found.left


def test_a_note_that_was_changed_since_is_passed_over(root: Path) -> None:
    write_vault(root, shifted=1, plain=0)
    (found,) = checked(root).values()
    place = root / found.path
    place.write_bytes(place.read_bytes() + b"more\n")
    data = place.read_bytes()
    assert "changed after" in apply_repair(root, found.path, found.repair)
    assert place.read_bytes() == data
    place.unlink()
    assert "No note" in apply_repair(root, found.path, found.repair)
    assert not place.exists()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read and write all")
def test_a_note_that_may_not_be_written_is_passed_over(root: Path) -> None:
    write_vault(root, shifted=1, plain=0)
    (found,) = checked(root).values()
    (root / found.path).chmod(0o400)
    assert "read-only" in apply_repair(root, found.path, found.repair)


def test_notes_that_cannot_be_read_are_named_and_passed_over(root: Path) -> None:
    write_vault(root, shifted=1, plain=1)
    (root / "bytes.md").write_bytes(b"Not UTF-8 \xff [0:05]\n")
    (root / "gone.md").write_text("It was here [0:05]\n", "utf-8")
    notes = VaultFiles.scan(root).notes
    (root / "gone.md").unlink()
    found = {one.path: one for one in chain(*check_vault(wish(root), notes))}
    assert not found["bytes.md"].was_read
    assert "not UTF-8" in found["bytes.md"].problems[0]
    assert not found["gone.md"].was_read
    assert found["Channel 0/shifted 0.md"].sure == 6


@pytest.mark.skipif(os.name == "nt", reason="needs signals")
def test_processes_that_are_killed_are_told(root: Path, children: Children) -> None:
    write_vault(root, shifted=0, plain=120)
    found = check_vault(wish(root), VaultFiles.scan(root).notes, workers=2)
    next(found)
    for child in children():
        child.kill()
    with pytest.raises(ViewerError, match="stopped unexpectedly"):
        list(found)
    assert not children()


def test_the_corpus_is_checked_and_its_repairs_hold(
    corpus_vault: Path, tmp_path: Path, tests_all: bool
) -> None:
    channel = next(f for f in sorted(corpus_vault.iterdir()) if len(list(f.glob("*.md"))) > 50)
    root = tmp_path / "vault"
    (root / channel.name).mkdir(parents=True)
    for path in sorted(channel.glob("*.md"))[: 40 if tests_all else 12]:
        (root / channel.name / path.name).write_bytes(path.read_bytes())
    repaired: set[str] = set()
    for _ in range(3):
        repairs = {path: found.repair for path, found in checked(root).items() if found.repair}
        assert repaired.isdisjoint(repairs)
        repaired |= repairs.keys()
        for path, repair in repairs.items():
            data = (root / path).read_bytes()
            assert apply_repair(root, path, repair) == ""
            assert outside((root / path).read_bytes()) == outside(data)
    assert repaired
    assert not repairs

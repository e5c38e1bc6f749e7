"""Find a note that another program has renamed, moved, or moved and changed.

It is searched by its content among the notes that were added or changed since it was last seen,
because inode numbers are reused as soon as a file is deleted. If two have the same content, the
inode decides. Reads those notes: keep it off the GUI thread.
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from viewer.base.errors import NoteFileError
from viewer.notes.diff import lines
from viewer.notes.file import Fingerprint, read_version
from viewer.vault.files import SUFFIXES, VaultFiles

# So much of the note must be in a file that is to be the note.
_SHARE = 0.5
# Times of files lag behind the clock by a tick of the system's.
_SLACK_NS = 1_000_000_000


def find_moved(
    vault: Path | None,
    note: Path,
    seen: Fingerprint,
    text: bytes,
    since_ns: int,
    *,
    before: VaultFiles | None = None,
    only: Path | None = None,
    later: Iterable[bytes] = (),
) -> tuple[VaultFiles, Path] | None:
    """Find the note in its vault, or else its folder; None if it is still at `note`, or gone.

    `seen` and `text` are of the file as it was last at `note`, after `since_ns` (since 1970). What
    was in another file `before` is another note. With `only`, just that file is checked. `later`
    texts may have been saved in it since. Also returns the notes there. Never raises for the disk.
    """
    if note.exists():
        return None
    if only is not None:
        files = VaultFiles(only.parent, [only.name])
    elif vault is None and Path.home().is_relative_to(note.parent):
        files = _in_folder(note.parent)  # all of the user's files are below it
    else:
        files = VaultFiles.scan(vault or note.parent)
    known = set(map(before.root.joinpath, before.notes)) if before is not None else set()
    wanted = _lines(text)
    size = wanted.total()
    for one in later:
        wanted |= _lines(one)
    found: list[tuple[bool, float, bool, Path]] = []
    for path in map(files.root.joinpath, files.notes):
        try:
            status = path.stat()
            is_same_file = status.st_ino == seen.inode
            if not is_same_file and (path in known or status.st_ctime_ns < since_ns - _SLACK_NS):
                continue
            data, now = read_version(path)
        except (OSError, NoteFileError):
            continue
        is_same_text = now.same_text(seen) and (is_same_file or size > 0)
        share = (wanted & _lines(data)).total() / size if size else 0.0
        if is_same_text or share >= _SHARE:
            found.append((is_same_text, share, is_same_file, path))
    return (files, max(found)[-1]) if found else None


def _in_folder(folder: Path) -> VaultFiles:
    try:
        names = [path.name for path in folder.iterdir() if path.suffix.casefold() in SUFFIXES]
    except OSError:
        names = []
    return VaultFiles(folder, names)


def _lines(text: bytes) -> Counter[bytes]:
    counted = Counter(map(bytes.strip, lines(text)))
    return Counter({line: len(line) * count for line, count in counted.items()})

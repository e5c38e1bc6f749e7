"""What it takes to give a folder of a vault another name: the links that name it on their way.

As `rename` does for a note, it changes nothing: `rename_files` carries it out. Links by the name of
a note alone lead on. Keep it off the GUI thread.
"""

import posixpath
from hashlib import sha256
from pathlib import Path

from viewer.notes.edit import Change, Edit
from viewer.notes.note import is_utf8
from viewer.translation import tr
from viewer.vault.files import VaultFiles, folded, stem_of
from viewer.vault.link_targets import LinkNames, LinkTarget, links_of
from viewer.vault.rename import NoteChange, Rename, address


def plan_folder(files: VaultFiles, names: LinkNames, old: str, name: str) -> Rename:
    """Work out what calling the folder at `old` `name` takes; `name` is checked already."""
    inside = {stem_of(note) for note in files.notes if note.startswith(f"{old}/")}
    changes = []
    for note in names.using(inside):
        try:
            data = (files.root / note).read_bytes()
        except OSError:
            continue
        links = links_of(data) if is_utf8(data) else []
        found = (_edit(files, note, link, old, name, data) for link in links)
        change = Change.of(tr("Rename"), {one.start: one for one in found if one}.values())
        if change:
            before, after = sha256(data).hexdigest(), sha256(change.apply(data)).hexdigest()
            changes.append(NoteChange(note, change, before, after))
    new = posixpath.join(posixpath.dirname(old), name)
    return Rename(files.root, old, new, tuple(changes))


def _edit(
    files: VaultFiles, note: str, link: LinkTarget, old: str, name: str, data: bytes
) -> Edit | None:
    """Write the folder's name anew where a link goes through it."""
    found = files.resolve(link.target, files.root / note, wiki=link.wiki)
    place, folder = link.place, files.root / old
    if place is None or not isinstance(found, Path) or not found.is_relative_to(folder):
        return None
    parts = link.target.split("/")
    at = len(parts) - len(found.relative_to(folder).parts) - 1
    if at < 0 or folded(parts[at]) != folded(posixpath.basename(old)):
        return None
    target = "/".join([*parts[:at], name, *parts[at + 1 :]])
    was = data[place.start : place.end]
    return Edit(place.start, was, (target if link.wiki else address(target, was, link)).encode())

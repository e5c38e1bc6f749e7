"""The tags of a note's claims, for search and export. Any thread."""

from __future__ import annotations

from collections.abc import Sequence

from viewer.notes.model import Span
from viewer.notes.note import Note
from viewer.notes.obsidian import tags_in


def has_tag(tags: Sequence[str], name: str) -> bool:
    """Return whether `name`, or a tag nested in it, is among the tags; case does not matter."""
    wanted = name.lstrip("#").casefold()
    return any(tag.casefold() == wanted or tag.casefold().startswith(f"{wanted}/") for tag in tags)


def tags_of_claims(note: Note) -> dict[int, tuple[str, ...]]:
    """Return the tags, without `#`, of the claims that have any, by claim index.

    A tag is often after the time.
    """
    spans = {}
    for at, claim in enumerate(note.claims):
        span = Span(claim.span.start, max(claim.span.end, claim.reach.end))
        if b"#" in note.data[span.start : span.end]:  # most have none, and reading takes long
            spans[at] = span
    texts = note.plain.each(list(spans.values()))
    tags = {at: tuple(dict.fromkeys(tags_in(text))) for at, text in zip(spans, texts, strict=True)}
    return {at: found for at, found in tags.items() if found}

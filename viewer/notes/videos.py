"""Which videos a note names, and which of them each of its citations is about.

A citation is about, in this order: the video in its own address; the last player above it (an
embed, a macro, a heading that links to it, a line that is nothing but an address; of several in the
front matter also a link to one of them); the video of the front matter; the last link to a video
above it, or if there is none above, the only video that the note names at all. Anchors
and brackets, which were made for notes about one video, are about that of the front matter if there
is one. Pure; any thread.
"""

from collections.abc import Sequence

from viewer.notes.forms.form import Found, Mention
from viewer.notes.model import Citation, VideoRef
from viewer.notes.moments import place_of

_OF_ONE_VIDEO = frozenset(("anchor", "bracket"))


def resolve(
    named: Sequence[VideoRef], found: Sequence[Found], mentions: Sequence[Mention]
) -> tuple[tuple[VideoRef, ...], VideoRef | None, tuple[Citation, ...]]:
    """Give all videos of a note in order, the one it is about, and its citations with theirs.

    `named` are those of the front matter, the one that the note is about first. Where it names none
    the note is about what its first citation is about, or without any the one video that is played.
    """
    main = named[0] if named else None
    mentions = sorted(mentions, key=lambda mention: mention.start)
    videos = _Videos(named)
    own = _each(found, mentions, main, videos)
    main_at = 0 if main is not None else next((at for at in own if at is not None), None)
    if main is None and main_at is not None:
        main = videos.refs[main_at]
    played = {video_key(one.video) for one in mentions if one.is_embed} if not found else set()
    if main is None and len(played) == 1:
        main = next(one.video for one in mentions if one.is_embed)
    for mention in mentions:
        videos.index(mention.video)
    cited = tuple(
        one.citation if video in (None, main_at) else one.citation._replace(video=video)
        for one, video in zip(found, own, strict=True)
    )
    return tuple(videos.refs), main, cited


def _each(
    found: Sequence[Found],
    mentions: Sequence[Mention],
    main: VideoRef | None,
    videos: "_Videos",
) -> list[int | None]:
    """Give the video of each citation, as an index; None: that of the front matter, or none."""
    result: list[int | None] = []
    player: VideoRef | None = None
    linked: VideoRef | None = None
    at = 0
    only = _only(mentions) if main is None else None
    several = set(map(video_key, videos.refs)) if len(videos.refs) > 1 else set()
    for one in found:
        start = one.citation.span.start
        while at < len(mentions) and mentions[at].start <= start:
            if mentions[at].is_embed:
                player = mentions[at].video
            linked = mentions[at].video
            if several and video_key(linked) in several:
                player = linked  # of several in the front matter the one whose section this is
            at += 1
        if one.video is not None:
            result.append(videos.index(one.video))
        elif main is not None and (one.citation.syntax in _OF_ONE_VIDEO or player is None):
            result.append(None)
        else:
            above = player if main is not None else linked or only
            result.append(videos.index(above) if above is not None else None)
    return result


def _only(mentions: Sequence[Mention]) -> VideoRef | None:
    """Give the video that all mentions name; None where there are several."""
    keys = {video_key(mention.video) for mention in mentions}
    return mentions[0].video if len(keys) == 1 else None


class _Videos:
    """The videos of a note, none twice, by their index."""

    def __init__(self, refs: Sequence[VideoRef]) -> None:
        self.refs: list[VideoRef] = list(refs)
        self._at = {video_key(ref): index for index, ref in reversed(list(enumerate(refs)))}

    def index(self, ref: VideoRef) -> int:
        key = video_key(ref)
        at = self._at.get(key)
        if at is None:
            at = self._at[key] = len(self.refs)
            self.refs.append(ref)
        return at


def video_key(ref: VideoRef) -> str:
    """Name a video so that two references to the same one are equal."""
    return place_of(ref) or ""

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
from viewer.notes.moments import is_known_video, place_of


def resolve(
    named: Sequence[VideoRef], found: Sequence[Found], mentions: Sequence[Mention]
) -> tuple[tuple[VideoRef, ...], VideoRef | None, tuple[Citation, ...]]:
    """Return all videos of a note in order, its main video, and its citations with their videos.

    `named` are those of the front matter, the main one first. Without any, the note is about the
    video of its first citation, or else the one video that is played.
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
    found: Sequence[Found], mentions: Sequence[Mention], main: VideoRef | None, videos: "_Videos"
) -> list[int | None]:
    """Return the index of each citation's video; None: that of the front matter, or none."""
    result: list[int | None] = []
    player: VideoRef | None = None
    linked: VideoRef | None = None
    at = 0
    named = {video_key(mention.video) for mention in mentions}
    only = mentions[0].video if main is None and len(named) == 1 else None
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
        elif main is not None and (one.citation.syntax.is_marked or player is None):
            result.append(None)
        else:
            above = player if main is not None else linked or only
            result.append(videos.index(above) if above is not None else None)
    return result


class _Videos:
    """The videos of a note by index, without duplicates."""

    def __init__(self, refs: Sequence[VideoRef]) -> None:
        self.refs: list[VideoRef] = list(refs)
        self._at: dict[str, int] = {}
        self._files: dict[tuple[str, bool], int] = {}  # by `_names`
        for at, ref in enumerate(refs):
            self._learn(ref, at)

    def index(self, ref: VideoRef) -> int:
        at = self.find(ref)
        if at is None:
            at = len(self.refs)
            self.refs.append(ref)
            self._learn(ref, at)
        return at

    def find(self, ref: VideoRef) -> int | None:
        """Return a video's index, or None.

        A file is meant by a name alone, as in a wikilink, and elsewhere by a path; but two paths
        with folders are two files.
        """
        at = self._at.get(video_key(ref))
        named = _names(ref) if at is None else None
        if named is None:
            return at
        name, is_alone = named
        return self._files.get((name, True), self._files.get((name, False)) if is_alone else None)

    def _learn(self, ref: VideoRef, at: int) -> None:
        self._at.setdefault(video_key(ref), at)
        named = _names(ref)
        if named is not None:
            self._files.setdefault(named, at)


def _names(ref: VideoRef) -> tuple[str, bool] | None:
    """Return the name of a file, and whether it is written without a folder."""
    if ref.path is None or ref.url is not None:
        return None
    folder, _, name = ref.path.rpartition("/")
    return name, not folder


def name_of(ref: VideoRef) -> str:
    """Return a video's name while its title is unknown: its file, or its address."""
    if ref.path is not None:
        return ref.path.replace("\\", "/").rstrip("/").rpartition("/")[2] or ref.path
    if ref.video_id is not None and (ref.url is None or "youtu" in ref.url):
        return f"youtu.be/{ref.video_id}"
    url = ref.url or ref.video_id or ""
    return url.partition("://")[2].removeprefix("www.").rstrip("/") or url


def video_key(ref: VideoRef | None) -> str:
    """Return a key that is equal for two references to the same video; empty for none."""
    return (place_of(ref) or "") if ref is not None else ""


def index_of(videos: Sequence[VideoRef], video: VideoRef) -> int | None:
    """Return the index of a video among those of a note, or None."""
    same = next((at for at, one in enumerate(videos) if one is video), None)
    return same if same is not None else _Videos(videos).find(video)


def players(videos: Sequence[VideoRef], mentions: Sequence[Mention]) -> tuple[tuple[int, int], ...]:
    """Return where videos are embedded in the text: the byte, and the index of the video."""
    known = _Videos(videos)
    found = [
        (mention.start, index)
        for mention in mentions
        if mention.is_embed and (index := known.find(mention.video)) is not None
    ]
    return tuple(sorted(found))


def played(
    videos: Sequence[VideoRef],
    at: int | None,
    front: int,
    citations: Sequence[Citation],
    players: Sequence[tuple[int, int]],
) -> tuple[int, ...]:
    """Return the indexes of the videos of a note that the user may want to play, in order.

    Those of its front matter (the first `front`), those that it cites, and those embedded in its
    text; not those it only links to, nor a page that may not be a video if the citations are about
    others. `at` is the video of citations that name none.
    """
    if at is None or len(videos) == 1:
        return () if at is None else (at,)
    found = {at if one.video is None else one.video for one in citations}
    found.update(video for _, video in players)
    found.update(index for index in range(front) if is_known_video(videos[index]))
    return tuple(sorted(found or {at}))

"""Does an exported page say what the note and the video say? `cuenote check PAGE.html`.

The page is made once more, as `cuenote export` makes it, of the note, the transcript and the videos
that are here; of the page itself only the pictures and clips are taken, by the hashes in its proof.
Both have to be the same to the letter, so whatever was put in, hidden, moved or restyled is found.
Then each frame and clip is held against the video, see `likeness`.

The exit code: 0 all holds; 1 something is otherwise, or has nothing to be compared with; 2 it is no
such page, or cannot be read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from platformdirs import user_data_dir, user_state_dir

from viewer.errors import MediaError, ViewerError
from viewer.evidence.finding import Evidence
from viewer.evidence.quote import quote
from viewer.evidence.sources import Places, Sources
from viewer.export.differences import differences
from viewer.export.editors import Footage
from viewer.export.entries import Entry, NoteEntries, entries_of
from viewer.export.gathering import find_footage, find_picture, times_of
from viewer.export.html_page import (
    HTML_VERSION,
    SCRIPTS,
    STYLES,
    Facts,
    PageMedia,
    PageMoment,
    PageVideo,
    PageWish,
    file_facts,
    hash_of,
    language_of,
    moments_of,
    note_facts,
    page_text,
    picture_of,
    transcript_sum,
    transcript_sums,
)
from viewer.export.likeness import Likeness, kind_of
from viewer.export.old_pages import are_words_of, quote_of_version_1, told_in, uncited
from viewer.export.proof_in_page import Proof, read_proof, without_media
from viewer.notes.file import read_note
from viewer.notes.model import VideoRef
from viewer.notes.note import Note
from viewer.notes.timecode import format_exact, format_range, readings
from viewer.notes.videos import video_key
from viewer.translation import _, numeral, tr
from viewer.vault.attachments import obsidian_vault
from viewer.video.frames.decoder import duration_of, rate_of
from viewer.video.frames.frames import FrameFile
from viewer.video.transcripts.transcript import Transcript

_MOST_BYTES = 500_000_000
_HEADER = 8_192  # letters
# That two files of a video differ in length, and two ways of reading that of one.
_NEAR_MS, _ROUND_MS = 2_000, 100
_STYLE, _SCRIPT = (re.compile(rf"<{tag}>([^<]*)</{tag}>") for tag in ("style", "script"))
_MARK = re.compile(r"</?mark>")
_ABOUT = re.compile(r'<p class="about">About [^\n]*, (\d[\d:]*)</p>\n')
_OTHER_FILE = _(
    "The video on this computer is a different file: its pictures were compared, but not its "
    "hash or sound."
)
_NOT_HERE = _("It is not on this computer.")
_MADE_WITHOUT = _("The page was made without it.")
#: What is looked at in a page.
_SAID = _("Words, times and titles")


class Result(NamedTuple):
    """One thing that was looked at."""

    what: str
    holds: bool
    # What is otherwise, or what of the note it leaves out; else empty.
    why: str = ""
    # Whether there was something to hold it against.
    checked: bool = True


def verify(page: Path, note: Path | None, videos: Sequence[Path]) -> list[Result]:
    """Check a page; the note and the videos are those named, or what an export would find.

    Raises ViewerError where it is no page of Cuenote.
    """
    try:
        if page.stat().st_size > _MOST_BYTES:
            raise ViewerError(tr("“{0}” is too large to be a Cuenote page.").format(page))
        text = page.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        raise ViewerError(tr("“{0}” can't be read: {1}").format(page, error)) from error
    try:
        text, media = without_media(text)
        proof = read_proof(text)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ViewerError(
            tr("“{0}” is not a page made by Cuenote, or its proof is missing.").format(page)
        ) from error
    return list(_Check(page, text, media, proof).results(note, videos))


def _address(media: PageMedia) -> str:
    return f"data:{media.kind};base64,{media.sum}"


def _unchecked(what: str, why: str) -> Result:
    return Result(what, False, why, False)


class _Check:
    """A page, while it is checked."""

    def __init__(self, page: Path, text: str, media: Mapping[str, bytes], proof: Proof) -> None:
        self._page, self._text, self._media, self._proof = page, text, media, proof
        # Of the videos that are here, by key; and which of them the page was made of.
        self._footage: dict[str, Footage] = {}
        self._same: set[str] = set()
        self._moments: Mapping[tuple[str, int], PageMoment] = {}
        self._is_quoted_unseen = False

    def results(self, named_note: Path | None, named: Sequence[Path]) -> Iterator[Result]:
        """Yield what was looked at: the note, its videos, all words, and what is embedded."""
        name = PurePosixPath(str(self._proof.note["name"]))
        path = named_note or self._page.parent / name.name
        if not path.is_file():
            why = tr("It is not next to the page. Use --note to say where it is.")
            if named_note is not None:
                why = tr("It is not at {0}. Use --note to say where it is.").format(path)
            yield _unchecked(tr("Note {0}").format(path.name), why)
            return
        note = Note.parse(read_note(path), reads_html=self._proof.version >= HTML_VERSION)
        yield from self._note(note, path, name)
        data, state = (
            Path(of("cuenote", appauthor=False)) for of in (user_data_dir, user_state_dir)
        )
        whole = path.absolute()
        is_deep = len(name.parts) > 1 and whole.parts[-len(name.parts) :] == name.parts
        root = whole.parents[len(name.parts) - 1 if is_deep else 0]
        vault = root if is_deep else obsidian_vault(path) or root
        sources = Sources(Places(vault=vault, library=data / "library", state=state))
        refs: list[VideoRef | None] = [note.videos[at] for at in note.played]
        lengths, made_of = [], {"": PageVideo(Footage(), sources.of(None, path).transcript)}
        for ref in refs or [None]:
            key = video_key(ref)
            length = yield from self._video(key, find_footage(sources, ref, path), named)
            lengths.append(length)
            made_of[key] = PageVideo(Footage(None, None, length), sources.of(ref, path).transcript)
        for key, source in made_of.items():
            transcript = yield from self._transcript(key, source.transcript)
            made_of[key] = source._replace(transcript=transcript)
        unseen: dict[str, str] = {}

        def picture(address: str) -> PageMedia | None:
            return self._picture(address, picture_of(find_picture(path, vault, address)), unseen)

        wish = PageWish(times_of(lengths, note), pictures=picture)
        yield from self._words(note, made_of, wish)
        yield from self._interface()
        for one, why in unseen.items():
            yield _unchecked(tr("Picture {0}").format(one), why)
        for key, footage in self._footage.items():
            try:
                yield from self._embedded(key, footage)
            except (MediaError, OSError) as error:
                yield _unchecked(tr("Frames and clips of {0}").format(key), str(error))

    def _note(self, note: Note, path: Path, name: PurePosixPath) -> Iterator[Result]:
        is_same = note_facts(note, str(name)) == self._proof.note
        why = tr("The note or the page was changed after the page was made.")
        what = tr("Note {0}")
        yield Result(what.format(path.name), is_same, "" if is_same else why)
        if path.name != name.name:
            called = tr("On this computer it is called “{0}”.").format(path.name)
            yield _unchecked(what.format(name), called)
        elif path.absolute().parts[-len(name.parts) :] != name.parts:
            yield _unchecked(what.format(name), tr("On this computer it is in another folder."))

    def _video(
        self, key: str, found: Footage, named: Sequence[Path]
    ) -> Generator[Result, None, int | None]:
        """Find the file of a video, and hold it against its hash; return the length in ms."""
        proof = self._proof
        moments = [one for (video, _), one in proof.moments.items() if video == key]
        about = proof.videos.get(key)
        name = str(about["name"]) if about is not None else key
        what, path = tr("Video {0}").format(name), found.path
        is_same, own_ms = False, None
        if about is None:
            if moments and (path is not None or any(one.frame or one.clip for one in moments)):
                yield _unchecked(what, tr(_MADE_WITHOUT))
        else:
            beside = self._page.parent / PurePosixPath(name).name
            path = path or (beside if beside.is_file() else None)
            is_only = len(named) == len(proof.videos) == 1
            path = next((one for one in named if is_only or one.name == name), path)
            facts: dict[str, object] = {}
            if path is None:
                yield _unchecked(
                    what, tr("It is not on this computer. Use --video to say where it is.")
                )
            else:
                try:
                    own_ms, facts = duration_of(path), file_facts(path)
                except (MediaError, OSError) as error:
                    yield _unchecked(what, str(error))
                    path = None
            if path is not None:
                self._footage[key] = Footage(path, rate_of(path))
                is_same = facts["sha256"] == about["sha256"]
                if is_same:
                    self._same.add(key)
                if facts == about:
                    yield Result(what, True)
                elif facts | {"name": name} == about:
                    called = tr("On this computer it is called “{0}”.").format(path.name)
                    yield _unchecked(what, called)
                elif is_same:
                    size = int(str(facts["bytes"]))
                    yield Result(
                        what, False, tr("It is 1 byte long.|It is %n bytes long.", "", size)
                    )
                else:
                    yield _unchecked(what, tr(_OTHER_FILE))
        known = [ms for ms in (found.duration_ms, own_ms) if ms is not None]
        if proof.version == 1:
            claimed = known[0] if known else _length_in(self._text)
        else:
            claimed = proof.lengths_ms.get(key)
        if claimed is not None and not known and path is not None:
            # Where it cannot be read either, the length is not checked.
            with suppress(MediaError), closing(FrameFile(path)) as file:
                known = [ms for ms in (file.measure(),) if ms is not None]
        if claimed in known or (claimed is None and not known):
            return claimed
        if claimed is not None and known:
            off_ms = min(abs(claimed - ms) for ms in known)
            # A page of version 1 tells it in whole seconds.
            if is_same and off_ms <= (_ROUND_MS if proof.version > 1 else 1_000):
                return claimed
            if off_ms > _NEAR_MS:
                return known[0]
        if path is not None or about is None:
            why = tr("The page was made with a different length.")
            yield _unchecked(tr("Length of {0}").format(name), why)
        return claimed

    def _transcript(
        self, key: str, transcript: Transcript | None
    ) -> Generator[Result, None, Transcript | None]:
        """Return the transcript that the page quotes."""
        moments = {ms: one for (video, ms), one in self._proof.moments.items() if video == key}
        what = tr("Transcript of {0}").format(key)
        wanted = self._proof.transcripts.get(key)
        if wanted is not None and transcript is not None and transcript_sum(transcript) != wanted:
            yield _unchecked(what, tr("The transcript on this computer is a different one."))
            self._is_quoted_unseen = True
            return None
        if wanted is not None or any(one.said is not None for one in moments.values()):
            if transcript is None:
                yield _unchecked(what, tr(_NOT_HERE))
                self._is_quoted_unseen = True
        elif transcript is not None and (
            self._proof.version > 1
            or any(
                self._quoted(" ".join(one.claims), transcript, ms, one.end_ms)
                for ms, one in moments.items()
            )
        ):
            if moments:
                yield _unchecked(what, tr("The page was made without this transcript."))
            return None
        return transcript

    def _quoted(
        self, text: str, transcript: Transcript, ms: int, end_ms: int | None
    ) -> Evidence | None:
        if self._proof.version == 1:
            return quote_of_version_1(text, transcript, ms)
        return quote(text, transcript, ms, end_ms)

    def _picture(
        self, address: str, media: PageMedia | None, unseen: dict[str, str]
    ) -> PageMedia | None:
        """Return the picture that the note shows, or where one of both lacks it, the page's."""
        sum_ = self._proof.pictures.get(address)
        if self._proof.version > 1 and (media is None) != (sum_ is None):
            if sum_ is None:
                unseen[address] = tr(_MADE_WITHOUT)
                return None
            unseen[address] = tr(_NOT_HERE)
            kind = re.search(rf"data:(image/[a-z]+);base64,{re.escape(sum_)}", self._text)
            return PageMedia(kind[1] if kind is not None else "", sum_)
        return media

    # ------------------------------------------------------------------ words

    def _words(
        self, note: Note, made_of: Mapping[str, PageVideo], wish: PageWish
    ) -> Iterator[Result]:
        """Make the page once more, and name what is otherwise."""
        proof, shown = self._proof, self._text
        entries = entries_of(note, str(proof.note["name"]), wish.times)
        if self._is_quoted_unseen:
            shown = _MARK.sub("", shown)
        wanted = ""
        # A page of some claims alone names the videos of these alone.
        part = self._part(entries)
        there = tuple(entry for entry in part.entries if entry.ms is not None)
        for one in (part._replace(entries=there), part):
            wanted, is_told = self._made_of(note, one, made_of, wish)
            if wanted == shown:
                if not is_told:
                    why = tr("There is no transcript to check it with.")
                    yield _unchecked(tr("Language"), why)
                count = sum(entry.ms is not None for entry in entries.entries)
                only = tr("It shows {0} of {1} timestamps.")
                only = only.format(numeral(len(there)), numeral(count))
                yield Result(tr(_SAID), True, only if len(there) < count else "")
                return
        moments = self._moments
        if self._is_read_otherwise(note, entries, made_of, wish, shown):
            why = tr("Cuenote reads this note differently since version {0}.")
            yield _unchecked(tr(_SAID), why.format(HTML_VERSION))
            return
        self._moments = moments
        times = {one.id: format_exact(ms) for (_, ms), one in self._moments.items()}
        yield from (Result(part, False, why) for part, why in differences(shown, wanted, times))

    def _interface(self) -> Iterator[Result]:
        """Name what Cuenote is made to say in the page otherwise than it says it here.

        It may be forged, or of another version: nobody can tell.
        """
        words = self._proof.words
        if not words.language:
            return
        for told, own in words.differences():
            why = tr("This version says “{0}”, not “{1}”.").format(own, told)
            if not own:
                why = tr("This version does not speak the language “{0}”.").format(words.language)
            yield _unchecked(tr("Words of Cuenote"), why)

    def _made_of(
        self, note: Note, entries: NoteEntries, made_of: Mapping[str, PageVideo], wish: PageWish
    ) -> tuple[str, bool]:
        """Make the page of some entries, and say whether something tells its language."""
        keys = dict.fromkeys(video_key(entry.video) for entry in entries.entries)
        sources = {key: made_of.get(key, PageVideo(Footage())) for key in keys}
        language = language_of(sources, note, self._proof.version)
        is_told = language != "und" or language == self._proof.language
        wanted = self._made_anew(
            note, entries, sources, wish, language if is_told else self._proof.language
        )
        return _MARK.sub("", wanted) if self._is_quoted_unseen else wanted, is_told

    def _is_read_otherwise(
        self,
        note: Note,
        entries: NoteEntries,
        made_of: Mapping[str, PageVideo],
        wish: PageWish,
        shown: str,
    ) -> bool:
        """Return whether a page of before differs in nothing but what its note was read to cite.

        Nobody can make that anew. So what it shows as cited must be times of the note, and its
        claims words of it; of these the page is made, and all of it but the chips must be the same.
        """
        moments = self._proof.moments
        if self._proof.version >= HTML_VERSION:
            return False
        if note_facts(note, str(self._proof.note["name"])) != self._proof.note:
            return False
        cited = [(video_key(one.video), one) for one in entries.entries if one.ms is not None]
        known = {
            (key, ms // 1_000)
            for key, one in cited
            for ms in (one.ms, one.end_ms)
            if ms is not None
        }
        shows = {(key, ms // 1_000) for key, ms in moments}
        if not shows <= known:
            return False
        listed = {
            (*moment, one.end_ms, claim) for moment, one in moments.items() for claim in one.claims
        }
        if all((key, one.ms, one.end_ms, one.text) in listed for key, one in cited):
            return False
        if len(listed) > 2 * len(cited):
            return False  # one for each start, and each end
        tags = {(key, one.ms): one.tags for key, one in reversed(cited)}
        videos = dict(reversed(cited))
        of_page = [
            videos[key]._replace(ms=ms, end_ms=one.end_ms, text=claim, tags=tags.get((key, ms), ()))
            for (key, ms), one in moments.items()
            for claim in one.claims
        ]
        kept: list[int] = []
        for index, (citation, time) in enumerate(zip(note.citations, wish.times, strict=True)):
            if citation.ends_range:
                is_kept = kept[-1:] == [index - 1]
            else:
                key = video_key(note.video_of(citation))
                is_kept = time.ms is None or (key, time.ms // 1_000) in shows
            if is_kept:
                kept.append(index)
        wanted, _ = self._made_of(
            note.citing(kept),
            entries._replace(entries=tuple(of_page)),
            made_of,
            wish._replace(times=[wish.times[index] for index in kept]),
        )
        told = told_in(wanted) | {
            f'<a class="time" href="#{one.id}">{format_range(ms, end_ms)}</a>'
            for (_, ms), one in self._moments.items()
            for end_ms in (None, one.entry.end_ms)
        }
        if not told_in(shown) <= told:
            return False
        claims = (claim for one in moments.values() for claim in one.claims)
        return uncited(wanted) == uncited(shown) and are_words_of(wanted, claims)

    def _part(self, entries: NoteEntries) -> NoteEntries:
        """Return the entries that the page shows, which may be some alone."""
        moments = self._proof.moments
        noted = {(video_key(one.video), one.ms, one.text) for one in entries.entries}

        def is_shown(one: Entry) -> bool:
            if one.ms is None:
                return True
            moment = video_key(one.video), one.ms
            claims = moments[moment].claims if moment in moments else ()
            is_forged = not any((*moment, claim) in noted for claim in claims)
            return one.text in claims or (moment in moments and is_forged)

        return entries._replace(entries=tuple(filter(is_shown, entries.entries)))

    def _made_anew(
        self,
        note: Note,
        entries: NoteEntries,
        sources: Mapping[str, PageVideo],
        wish: PageWish,
        language: str,
    ) -> str:
        proof = self._proof
        self._moments = moments_of(entries, sources)
        for (key, ms), moment in self._moments.items():
            claimed = proof.moments[key, ms]
            transcript = sources[key].transcript
            if transcript is not None:
                words, end_ms = " ".join(moment.texts), moment.entry.end_ms
                moment.said = self._quoted(words, transcript, ms, end_ms)
            elif claimed.said is not None:
                moment.said = Evidence(0, 0, claimed.said)
            if claimed.frame is not None:
                kind = kind_of(self._media.get(claimed.frame, b""))
                moment.frame = PageMedia(kind, claimed.frame)
            if claimed.clip is not None:
                moment.clip = PageMedia("video/webm", claimed.clip)
        style, script = (
            found[1] if found is not None and hash_of(found[1]) in written else None
            for found, written in (
                (_STYLE.search(self._text), STYLES),
                (_SCRIPT.search(self._text), SCRIPTS),
            )
        )
        videos = {key: proof.videos[key] for key in sources if key in proof.videos}
        said = {key: proof.transcripts[key] for key in sources if key in proof.transcripts}
        said |= transcript_sums(sources)
        facts = Facts(proof.version, language, proof.note, videos, said, _address, proof.words)
        facts = facts._replace(style=style or facts.style, script=script or facts.script)
        return page_text(note, entries, self._moments, sources, wish, facts)

    # ------------------------------------------------------------------ pictures and clips

    def _embedded(self, key: str, footage: Footage) -> Iterator[Result]:
        """Hold the frames and clips of a video against it."""
        assert footage.path is not None
        moments = {ms: one for (video, ms), one in self._moments.items() if video == key}
        has_clips = any(one.clip is not None for one in moments.values())
        version = self._proof.version
        with closing(
            Likeness(footage.path, is_same=key in self._same, version=version)
        ) as likeness:
            for ms, moment in moments.items():
                time = format_exact(ms)
                if moment.frame is not None or (footage.rate and likeness.has_frame(ms)):
                    why = self._why(moment.frame, partial(likeness.frame, ms=ms))
                    yield Result(tr("Frame at {0}").format(time), not why, why)
                is_due = has_clips and (not likeness.has_video or likeness.has_frame(ms))
                if moment.clip is not None or is_due:
                    why = self._why(
                        moment.clip, partial(likeness.clip, ms=ms, end_ms=moment.end_ms)
                    )
                    yield Result(tr("Clip at {0}").format(time), not why, why)

    def _why(self, media: PageMedia | None, compared: Callable[[bytes], str]) -> str:
        data = self._media.get(media.sum) if media is not None else None
        if data is None:
            return tr("It is not in the page.")
        try:
            return compared(data)
        except MediaError as error:
            return str(error)


def _length_in(page: str) -> int | None:
    """Return the length of the video that a page names, in ms, if it names one."""
    found = _ABOUT.findall(page.partition("<header>")[2][:_HEADER])
    read = readings(found[0]) if len(found) == 1 else ()
    return read[0].ms if read else None

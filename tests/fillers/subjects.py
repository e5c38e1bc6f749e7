"""What reads text of others: the ways in, each as a call with a text."""

from __future__ import annotations

import contextlib
import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from viewer.errors import ViewerError


def _note(text: str) -> None:
    from viewer.notes.headings import headings
    from viewer.notes.language import language_of
    from viewer.notes.note import Note

    note = Note.parse(text.encode())
    headings(note, note.times(None))
    language_of(note)
    note.played, note.title  # noqa: B018
    for claim in note.claims[:50]:
        note.plain(claim.span)


def _entry(text: str) -> None:
    from viewer.vault.entry import entry_of
    from viewer.vault.link_targets import links_of

    entry_of(text.encode())
    links_of(text.encode())


def _exports(text: str) -> None:
    from viewer.export.entries import entries_of
    from viewer.export.note_html import citer, note_html
    from viewer.export.text_forms import TEXT_FORMS
    from viewer.notes.note import Note

    note = Note.parse(text.encode())
    times = note.times(None)
    notes = [entries_of(note, "note.md", times)]
    for form in TEXT_FORMS:
        if form.id in ("vtt", "youtube", "ffmetadata", "mkv", "csv", "jsonl", "markdown"):
            form.documents(notes, {})
    note_html(note, citer(note, times, lambda video, ms: ""))


def _check(text: str) -> None:
    from tests.evidence.vaults import check
    from viewer.evidence.claims import statements
    from viewer.notes.note import Note

    note = Note.parse(text.encode())
    statements(note)
    check(note, 600_000, _TALK.transcript())


def _check_captions(text: str) -> None:
    from tests.evidence.vaults import check
    from viewer.notes.note import Note

    note = Note.parse(b"---\nvideoId: atMRWzgHEGg\n---\nWords about a thing said [0:05].\n")
    check(note, 600_000, _captions(_CUE + text))


def _edit(text: str) -> None:
    from viewer.notes import convert, rearrange, retime, sentences
    from viewer.notes.forms.every import FORMS
    from viewer.notes.note import Note

    note = Note.parse(text.encode())
    for form in FORMS:
        convert.convert(note, form)
        break
    with contextlib.suppress(ViewerError):
        retime.cite(note, len(note.data) // 2, 5_000)
    for block in {0, len(note.blocks) // 2, len(note.blocks) - 1} if note.blocks else ():
        for act in (rearrange.delete_block, rearrange.nest, rearrange.unnest):
            with contextlib.suppress(ViewerError):
                act(note, block)
        with contextlib.suppress(ViewerError):
            rearrange.move(note, block, down=True)
        rearrange.insert_bullet(note, note.blocks[block].span.start)
        sentences.sentence_at(note, note.blocks[block].span.start)


def _front_edit(text: str) -> None:
    from viewer.notes.front_edit import set_title, set_video, video_typed
    from viewer.notes.model import VideoRef
    from viewer.notes.note import Note

    video_typed(text)
    note = Note.parse(f"---\n{text}\n---\n\nWords.\n".encode())
    with contextlib.suppress(ViewerError):
        set_title(note, "A")
    with contextlib.suppress(ViewerError):
        set_video(note, VideoRef("atMRWzgHEGg", None, None))


def _typeset(text: str) -> None:
    from PySide6.QtGui import QFont

    from viewer.notes.note import Note
    from viewer.ui.kit.theme import load_theme
    from viewer.ui.note.typesetter import Typesetter

    _application()
    note = Note.parse(text.encode())
    every = [note.blocks[top].span.start for top in note.tops]
    typesetter = Typesetter(
        note, note.times(None), load_theme("light"), QFont(), note.title or "", whole=every
    )
    for _ in typesetter.run():
        pass


def _application() -> Any:
    from PySide6.QtWidgets import QApplication

    return QApplication.instance() or QApplication(["fillers"])


_CUE = "WEBVTT\n\n00:00.000 --> 00:10.000\n"


def _captions(text: str) -> Any:
    from viewer.video.transcripts.reader import parse_transcript

    try:
        return parse_transcript(text.encode("utf-8", "surrogatepass"), Path("talk.vtt"))
    except ViewerError:
        return None


def _read_captions(head: str, line_end: str = "\n") -> Callable[[str], None]:
    def read(text: str) -> None:
        transcript = _captions(head + text + line_end)
        if transcript is not None:
            transcript.sentences()
            transcript.search("words")
            transcript.search(text[:200])

    return read


def _json3(text: str) -> None:
    document = {
        "events": [{"tStartMs": 0, "segs": [{"utf8": text}, {"utf8": text, "tOffsetMs": 5}]}]
    }
    _captions(json.dumps(document))


class _Talk:
    """A transcript of some minutes."""

    def __init__(self) -> None:
        self._made: Any = None

    def transcript(self) -> Any:
        if self._made is None:
            lines = "".join(
                f"{n // 60:02}:{n % 60:02}.000 --> {n // 60:02}:{n % 60:02}.900\nwords {n}\n\n"
                for n in range(0, 590, 3)
            )
            self._made = _captions("WEBVTT\n\n" + lines)
        return self._made


_TALK = _Talk()


def _quote(text: str) -> None:
    from viewer.evidence.quote import quote

    quote(text, _TALK.transcript(), 60_000)


def _in_file(suffix: str, read: Callable[[Path], Any]) -> Callable[[str], None]:
    def run(text: str) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"talk{suffix}"
            path.write_text(text, "utf-8", "surrogatepass", newline="")
            with contextlib.suppress(ViewerError):
                read(path)

    return run


def _info_json(text: str) -> None:
    from viewer.video.facts import facts_of_file

    info = {
        **dict.fromkeys(("title", "channel", "upload_date", "duration"), text),
        "chapters": [{"start_time": 0, "title": text}] * 2,
    }
    _in_file(".info.json", lambda path: facts_of_file(path.with_name("talk.mp4")))(json.dumps(info))


def _durations(path: Path) -> None:
    from viewer.evidence.durations import read_durations

    read_durations(path)


def _origin(path: Path) -> None:
    from viewer.video.transcripts.transcribed import read_origin

    read_origin(path)


def _playlist(text: str) -> None:
    from viewer.video.online.segments import read_playlist
    from viewer.video.ytdlp.failures import SavingError

    for body in (
        text,
        f"#EXTM3U\n{text}\n#EXT-X-ENDLIST",
        f"#EXTM3U\n#EXT-X-MAP:{text}\n#EXT-X-ENDLIST",
    ):
        with contextlib.suppress(SavingError):
            read_playlist(body, "https://a.example/list.m3u8")


def _addresses(text: str) -> None:
    from viewer.handover import Order, parse_link, target_of
    from viewer.notes.moments import address_of, youtube_id
    from viewer.video.address import check_url, list_at, ref_of

    for one in (text, "https://youtu.be/" + text, "cuenote://open?vault=a&file=" + text):
        for read in (address_of, youtube_id, parse_link, target_of, check_url, list_at, ref_of):
            with contextlib.suppress(ViewerError, OSError, ValueError):
                read(one)
        Order.of_json(one.encode())


def _times(text: str) -> None:
    from viewer.notes import timecode

    for one in (text, "1:02" + text, "0:01:02" + text):
        timecode.readings(one)
        timecode.moment_readings(one)
        timecode.label_readings(one)
        timecode.time_in(one)
        timecode.parse_typed_range(one)
        timecode.shift_like(one, 1_000)


def _query(text: str) -> None:
    from viewer.vault.query import parse_query

    for typing in (False, True):
        with contextlib.suppress(ViewerError):
            parse_query(text, typing=typing)


def _fuzzy(text: str) -> None:
    from viewer.ui.kit.fuzzy import matched_spans

    matched_spans("words about it", text)
    matched_spans(text[:200], text)


def _merge(text: str) -> None:
    from viewer.notes.diff import difference, lines, word_edits
    from viewer.notes.merge import merge

    base = text.encode()
    ours, theirs = b"a " + base[: len(base) // 2] + b" b " + base[len(base) // 2 :], base + b" c"
    merge(base, ours, theirs)
    difference(base, ours, "a")
    word_edits(0, base, ours)
    lines(base)


def _source(text: str) -> None:
    from viewer.notes.markup import read_marks
    from viewer.ui.editing.spelling import words_in

    read_marks(text.encode())
    list(words_in(text))


def _shown(text: str) -> None:
    from viewer.terminal import plain
    from viewer.ui.kit.plain import plain as plain_label
    from viewer.ui.note.shown_text import chunks
    from viewer.video.ytdlp.client import line_of, text_of
    from viewer.video.ytdlp.failures import clean, failure

    plain(text)
    plain_label(text)
    line_of(text)
    text_of(text)
    clean(text)
    failure(ValueError(text), [text])
    list(chunks(text.encode(), 0, len(text.encode()), in_code=False))


def _words(text: str) -> None:
    from viewer.evidence.words import terms
    from viewer.notes.language import guess_language

    terms(text)
    guess_language(text)


def _names(text: str) -> None:
    from viewer.vault.conflicts import original_of
    from viewer.vault.files import bare, folded, loose, without_suffix

    for read in (bare, folded, loose, without_suffix, original_of):
        read(text)


def _said(text: str) -> None:
    from viewer.vault.full_text import LookedFor
    from viewer.vault.query import Phrase

    looked_for = LookedFor((Phrase(("a", "b")), Phrase(("a",), goes_on=True)))
    looked_for.marks(text)
    looked_for.ranks([text], [1.0, 1.0])


def _show(path: Path) -> None:
    from tests.commands.calls import printed

    printed("show", path, "--json")
    printed("show", path)


WAYS: dict[str, Callable[[str], Any]] = {
    "a note": _note,
    "a note behind front matter": lambda text: _note(f"---\nvideoId: atMRWzgHEGg\n---\n\n{text}"),
    "a note that cites": lambda text: _note(
        f"Words [0:05] {text} [1:02]\n\n{text}\n\n- a [0:09]\n"
    ),
    "an anchor's time": lambda text: _note(f'a <a class="yt-timestamp" data-t="{text}">x</a>'),
    "an anchor's label": lambda text: _note(f'a <a class="yt-timestamp" data-t="0:01">{text}</a>'),
    "a link": lambda text: _note(f"a [1:02](https://youtu.be/atMRWzgHEGg?t={text}) b"),
    "a list item": lambda text: _note(f"- a [0:05]\n  - {text}\n"),
    "a table": lambda text: _note(f"| a | b |\n|---|---|\n| {text} | [0:05] |\n"),
    "a note in the index": _entry,
    "front matter": lambda text: _entry(f"---\n{text}\n---\n\nWords [0:05].\n"),
    "a title": lambda text: _entry(f"---\ntitle: {text}\nvideo: {text}\naliases: {text}\n---\n"),
    "typesetting": _typeset,
    "typesetting HTML": lambda text: _typeset(f"<div>\n{text}\n</div>\n"),
    "exports": lambda text: _exports(text + "\n\nWords [0:05].\n"),
    "exports of a claim": lambda text: _exports(f"{text} [0:05]\n"),
    "show": _in_file(".md", _show),
    "check": lambda text: _check(f"---\nvideoId: atMRWzgHEGg\n---\n\n{text} [0:05]\n"),
    "check against captions": _check_captions,
    "a quotation": _quote,
    "editing": _edit,
    "editing beside a claim": lambda text: _edit(f"- words [0:05]\n- {text}\n- more [0:09]\n"),
    "editing front matter": _front_edit,
    "source": _source,
    "merging": _merge,
    "captions": _read_captions(""),
    "captions of WebVTT": _read_captions("WEBVTT\n\n"),
    "a cue of WebVTT": _read_captions(_CUE),
    "a cue of WebVTT between others": _read_captions(_CUE + "a\n\n00:10.000 --> 00:20.000\n"),
    "a header of WebVTT": _read_captions("WEBVTT\n", f"\n\n{_CUE}a\n"),
    "a cue of SRT": _read_captions("1\n00:00:00,000 --> 00:00:10,000\n"),
    "a time of SRT": _read_captions("1\n00:00:00,000 -->", "\na\n"),
    "a cue of json3": _json3,
    "json3": lambda text: _read_captions('{"events": [')(text),
    "info.json": _info_json,
    "durations": _in_file(".csv", _durations),
    "a transcript made here": _in_file(".vtt", _origin),
    "a playlist": _playlist,
    "addresses": _addresses,
    "times": _times,
    "a query": _query,
    "a list filtered": _fuzzy,
    "text that is shown": _shown,
    "words": _words,
    "names": _names,
    "a passage that was found": _said,
}

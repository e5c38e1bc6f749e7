"""Find the form in which a note cites, and write new citations in it.

A note's form is the one that most of its citations have. A new citation is a copy of one of them,
with its address, its brackets, its number of fields; only the time differs, and the video if
another one plays. Where a note cites by anchors or brackets the fields of most are taken. A note
without citations has the form that is wished for. Pure; any thread.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from viewer.base.lazy_regex import late
from viewer.notes.forms import every
from viewer.notes.forms.form import CitationForm, Wanted
from viewer.notes.model import Citation, Side, Span, Syntax, TimeStatus, VideoRef, is_open_tag
from viewer.notes.moments import youtube_of
from viewer.notes.note import Note
from viewer.notes.places import TimePlace, missing_query, time_places, with_lead, written_like
from viewer.notes.region import region_spans
from viewer.notes.timecode import Form, format_full, format_like, format_ms, time_in
from viewer.notes.videos import video_key

_HOUR_MS = 3_600_000
_MINUTE_MS = 60_000
_TIME = late(rb"\d+(?P<fields>(?::\d+)+)?(?P<fraction>\.\d+)?")
_LONG_FRACTION = late(r"(\.\d{3})\d+")


class Wish(NamedTuple):
    """How to write a new citation if the note does not show it."""

    # For a note without citations.
    form: CitationForm = every.FORMS[0]
    # The video that plays; None: the one that the note is about.
    video: VideoRef | None = None


class OwnForm:
    """The citation form of one note, found once, for any number of new citations."""

    def __init__(self, note: Note, duration_ms: int | None, wish: Wish | None) -> None:
        wish = wish or Wish()
        self._note = note
        self._cited = note.citations[len(note.listed) :]  # not those of the front matter
        self._form = form_of(note, duration_ms)
        self.video = wish.video or note.video
        # Of what is marked: fields, digits of the first of them, digits of a second; how often.
        self._fields: dict[Syntax, Counter[tuple[int, int, int]]] = {}
        usual = self._usual()
        self.is_fresh = usual is None
        self.syntax = usual or wish.form

    def _usual(self) -> CitationForm | None:
        shapes: Counter[Syntax] = Counter()
        for citation in self._cited:
            if not citation.readings:
                continue
            written = time_in(citation.written)
            if citation.syntax.is_marked:
                if written is None:
                    continue
                whole, _, fraction = written.partition(".")
                fields = whole.split(":")
                times = self._fields.setdefault(citation.syntax, Counter())
                times[len(fields), len(fields[0]), min(len(fraction), 3)] += 1
            shapes[citation.syntax] += 1
        if not shapes:
            return None
        usual = max(shapes, key=lambda one: (shapes[one], one is every.FORMS[0]))
        return every.form_named(usual.id)

    @property
    def comes_first(self) -> bool:
        """Return whether a new citation goes before its text."""
        if self.is_fresh:
            return self.syntax.comes_first
        note = self._note
        sides = Counter(
            claim.side
            for claim in note.claims
            if note.citations[claim.citations[0]].syntax is self.syntax
            and not claim.stands_for_child
        )
        return sides[Side.AFTER] > sides[Side.BEFORE]

    def markups(self, ms: int) -> Iterator[str]:
        """Write a citation of a moment, best first.

        The first is in the note's own form. The others are for places where that would not be read,
        and for a video that it would not name.
        """
        yield self._markup(ms)
        others = (one for one in _spares() if one is not self.syntax or not one.is_marked)
        yield from self._fresh(ms, *others)

    def _markup(self, ms: int) -> str:
        if self.syntax.is_marked:
            second_ms = ms // 1000 * 1000
            markup = self.syntax.write(Wanted(second_ms))
            return markup.replace(format_full(second_ms), self._marked(ms))
        if not self.is_fresh:
            like = self._like(ms)
            if like is not None:
                return self._over(like, ms)
        return next(self._fresh(ms, self.syntax, *_spares()))

    def _fresh(self, ms: int, *forms: CitationForm) -> Iterator[str]:
        """Write a moment, to the second, in each form that can hold it."""
        wanted = Wanted(ms // 1000 * 1000, video=self.video)
        for form in forms:
            if not form.why_not(wanted):
                yield form.write(wanted)

    def _marked(self, ms: int) -> str:
        times = self._fields.get(self.syntax)
        if times is None:
            return format_full(ms, self._form)
        count, width, digits = times.most_common(1)[0][0]
        like = ":".join(["0" * width, *["00"] * (count - 1)]) + f".{'0' * digits}" * bool(digits)
        return format_like(ms, like, self._form)

    def _like(self, ms: int) -> Citation | None:
        fitting = [one for one in self._models if _has_hour(one) is (ms >= _HOUR_MS)]
        models = fitting or self._models
        return models[-1] if models else None

    @cached_property
    def _models(self) -> list[Citation]:
        """Return the citations to copy: of the same video, and in the most common shape."""
        note = self._note
        own = [one for one in self._cited if one.syntax is self.syntax]
        own = [one for one in own if not self.syntax.is_player(self._raw(one))] or own
        own = [one for one in own if self._is_model(one)]
        keys = {self._key_of(one) for one in own}
        key = video_key(self.video)
        if key not in keys and len(keys) == 1 and self.video == note.video:
            other = note.video_of(own[0])
            if not (youtube_of(self.video) and youtube_of(other)):
                # It cites an address of what its front matter names otherwise.
                key, self.video = video_key(other), other
        same = [one for one in own if self._key_of(one) == key]
        if not same and self.syntax.names_video and not self._can_rename(own):
            return []
        models = same or own
        if not models:
            return []
        shapes = Counter(self._shape(one) for one in models)
        usual = shapes.most_common(1)[0][0]
        return [one for one in models if self._shape(one) == usual]

    def _is_model(self, citation: Citation) -> bool:
        """Return whether a citation is nothing else: no player, no tag, no link of text in it."""
        raw = self._raw(citation)
        if not citation.readings or raw.startswith(b"!") or is_open_tag(raw):
            return False
        places = [citation.value, *(one.span for one in citation.again)]
        # Else its address stands elsewhere.
        return all(citation.span.start <= place.start <= citation.span.end for place in places)

    def _raw(self, citation: Citation) -> bytes:
        return self._note.data[citation.span.start : citation.span.end]

    def _key_of(self, citation: Citation) -> str:
        return video_key(self._note.video_of(citation))

    def _can_rename(self, models: list[Citation]) -> bool:
        """Return whether the id of one video can replace another's."""
        is_wanted = youtube_of(self.video) is not None and bool(models)
        return is_wanted and all(self._id(one) is not None for one in models)

    def _id(self, citation: Citation) -> str | None:
        found = youtube_of(self._note.video_of(citation))
        return found if found is not None and found.encode() in self._raw(citation) else None

    def _shape(self, citation: Citation) -> bytes:
        return _TIME.sub(_shown, self._raw(citation))

    def _pads(self, place: TimePlace, like: Citation) -> bool:
        if like.label_span is not None and place.span.start == like.label_span.start:
            return _is_padded([one.label or "" for one in self._models])
        return _is_padded([one.written for one in self._models])

    def _over(self, like: Citation, ms: int) -> str:
        """Write a copy of a citation with other times, no end, and the current video."""
        data, span = self._note.data, like.span
        edits: list[tuple[Span, bytes]] = []
        for place in time_places(data, like):
            if place.is_end:
                edits.append((with_lead(data, place.span), b""))
            else:
                model = _tidied(place, ms, is_padded=self._pads(place, like))
                edits.append((place.span, written_like(ms, model, self._form)))
        edits += missing_query(data, like, ms)
        edits += region_spans(data, like, None)
        pieces, at = [], span.start
        for where, new in sorted(edits):
            pieces += [data[at : max(at, where.start)], new]
            at = max(at, where.end)
        pieces.append(data[at : span.end])
        markup = b"".join(pieces)
        old = self._id(like)
        wanted = youtube_of(self.video)
        if old is not None and wanted is not None and self._key_of(like) != video_key(self.video):
            markup = markup.replace(old.encode(), wanted.encode())
        if markup.startswith(b"]("):  # of a link whose words are the note's
            markup = f"[{format_ms(ms)}".encode() + markup
        return markup.decode("utf-8", "replace")


def _spares() -> Iterator[CitationForm]:
    """Yield the forms for places where the note's own is not read, best first."""
    return (form for form in reversed(every.FORMS) if form.is_spare)


def form_of(note: Note, duration_ms: int | None, index: int | None = None) -> Form | None:
    """Return how to write three fields so that they are read as meant.

    Like the citation `index`; without one, or if that can be read in only one way, like most of the
    note's.
    """
    times = note.times(duration_ms)
    if index is not None and can_be_two(note.citations[index]):
        return Form.M_S_00 if times[index].status is TimeStatus.SHIFTED else None
    shifted = sum(time.status is TimeStatus.SHIFTED for time in times)
    others = shifted and sum(
        time.status is TimeStatus.HOLDS and can_be_two(citation)
        for time, citation in zip(times, note.citations, strict=True)
    )
    return Form.M_S_00 if shifted > others else None


def can_be_two(citation: Citation) -> bool:
    """Return whether a time can be either hours, minutes and seconds, or minutes and seconds."""
    could = citation.readings or citation.label_readings
    is_plain = bool(could) and could[0].form is Form.H_M_S and could[0].ms >= _MINUTE_MS
    return is_plain and any(one.form is Form.M_S_00 for one in could)


def _tidied(place: TimePlace, ms: int, *, is_padded: bool) -> TimePlace:
    """Return the time to imitate: at most three digits of fraction, and an hour if needed."""
    text = _LONG_FRACTION.sub(r"\1", place.text)
    if text.count(":") == 1:
        minutes, _, rest = text.partition(":")
        if ms >= _HOUR_MS:
            text = f"0:{minutes.zfill(2)}:{rest}"
        elif len(minutes) == 2 and not is_padded:
            text = f"0:{rest}"
    return place._replace(text=text)


def _shown(time: re.Match[bytes]) -> bytes:
    return b"0" + b":0" * (time["fields"] is not None) + b".0" * (time["fraction"] is not None)


def _is_padded(texts: list[str]) -> bool:
    """Return whether minutes below ten have two digits: `07:10`; true if none is below ten."""
    short = [text.lstrip("([*_ ") for text in texts if text.count(":") == 1]
    padded = sum(text.startswith("0") and text[1:2] != ":" for text in short)
    return padded >= sum(text[1:2] == ":" for text in short)


def _has_hour(citation: Citation) -> bool:
    text = citation.label or citation.written
    return text.count(":") == 2 if ":" in text else citation.readings[0].ms >= _HOUR_MS

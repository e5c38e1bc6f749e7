"""What Cuenote says in an exported page, in the language of whoever makes it. Pure.

A page tells these words in its proof, so that it can be made once more where another language is
spoken; whether they are those of Cuenote is looked at by themselves. Those that are marks of HTML
or JavaScript stand in no table.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from viewer.notes.region import PLACES, Region
from viewer.translation import ENGLISH, _, code, texts_in, tr

_TEXTS = {
    #: Which video a note is about, and how long that is.
    "about": _("About {0}"),
    "about_long": _("About {0}, {1}"),
    "note": _("Note"),
    #: What screen readers call the part of a page with the pictures and clips of timestamps.
    "moments": _("Pictures and clips"),
    #: {0} is a time; the link leads to the video.
    "site": _("{0} on the site"),
    "frame": _("Frame at {0}"),
    "clip": _("Clip from {0}"),
    #: What is marked in a picture; {0} is where.
    "mark": _("Mark: {0}"),
    "point": _("point, {0}"),
    "area": _("{0}, {1} by {2} percent"),
    **{place: place for row in PLACES for place in row},
    #: The box of a task.
    "done": _("done"),
    "to_do": _("to do"),
    "hashes": _("Hashes (SHA-256)"),
    #: Of which file a hash is.
    "what": _("What"),
    "note_hash": _("Note {0}"),
    "video_hash": _("Video {0}"),
    "clip_hash": _("Clip at {0}"),
    #: {0} is the command `cuenote check`.
    "made": _(
        "Made by Cuenote. {0} with this page holds it against the note and the video. What may be "
        "shown of a video is subject to the terms of its site."
    ),
    #: A button on a phone.
    "back": _("↑ Back to the note"),
}
_HOLE = re.compile(r"\{(\d)\}")
_LANGUAGE = re.compile(r"[A-Za-z0-9-]{1,35}")
_RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "khw", "ks", "ku", "ps", "sd", "ug", "ur", "yi"}
)


class PageWords(NamedTuple):
    """The words, by their ids, and their language as HTML names it; "": that is nowhere said."""

    language: str
    texts: Mapping[str, str]

    @classmethod
    def here(cls) -> PageWords:
        """Return those in the language that is spoken here."""
        return cls(code().replace("_", "-"), {id_: tr(text) for id_, text in _TEXTS.items()})

    @classmethod
    def of(cls, told: Mapping[str, object]) -> PageWords:
        """Read what a page tells; raise KeyError, TypeError or ValueError where it is damaged."""
        language, texts = told["language"], told["words"]
        if not isinstance(language, str) or _LANGUAGE.fullmatch(language) is None:
            raise ValueError(language)
        if not isinstance(texts, Mapping) or texts.keys() != _TEXTS.keys():
            raise ValueError(texts)
        return cls(language, {id_: _string(texts[id_]) for id_ in _TEXTS})

    def told(self) -> dict[str, object]:
        """Return what a page tells of them."""
        return {"language": self.language, "words": dict(self.texts)}

    def text(self, id_: str, *given: str) -> str:
        """Return words with what is given put in. Not by `format`: they may come from a page."""
        return _HOLE.sub(lambda hole: dict(enumerate(given)).get(int(hole[1]), ""), self.texts[id_])

    def attribute(self, id_: str, *given: str) -> str:
        """Return words as the value of an attribute; what is given is escaped, too."""
        return html.escape(self.text(id_, *given))

    def markup(self, id_: str, *given: str) -> str:
        """Return words as HTML; what is given is HTML."""
        text = PageWords("", {id_: html.escape(self.texts[id_], quote=False)})
        return text.text(id_, *given)

    def place(self, region: Region) -> str:
        """Return where in a picture a region is, for those who cannot see it."""
        place = self.text(region.place)
        if region.is_point:
            return self.text("point", place)
        return self.text("area", place, *(_whole(side) for side in (region.w, region.h)))

    def marked_in(self, language: str) -> str:
        """Return the attributes of an element with these words, where `language` is round it."""
        return language_attributes(self.language, language) if self.language else ""

    def differences(self) -> Iterator[tuple[str, str]]:
        """Yield each of these words that this Cuenote says otherwise in their language, and that.

        Yields one of nothing where it does not speak the language.
        """
        find = texts_in(self.language.replace("-", "_"))
        if find is None:
            yield "", ""
            return
        for id_, text in _TEXTS.items():
            if self.texts[id_] != find(text):
                yield self.texts[id_], find(text)


ENGLISH_WORDS = PageWords(ENGLISH, _TEXTS)


def direction_of(language: str) -> str:
    """Return in which direction a language is written, as HTML names it."""
    return "rtl" if language.partition("-")[0].casefold() in _RIGHT_TO_LEFT else "ltr"


def language_attributes(language: str, around: str) -> str:
    """Return how an element names its language, within one of another; empty within its own."""
    if language == around:
        return ""
    direction = direction_of(language)
    turned = f' dir="{direction}"' if direction != direction_of(around) else ""
    return f' lang="{html.escape(language)}"{turned}'


def _whole(percent: float) -> str:
    if percent >= 1:
        return f"{percent:.0f}"
    return f"{percent:.2f}".rstrip("0").rstrip(".") or "0"


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value

"""Every form of citation: what it is called, how it is found, and how a fresh one is written.

A time is written to the millisecond where it has a part of a second: what is read again is the
same. Where a form cannot hold what it is given, `why_not` says so, and nothing is written. What
finds a form is loaded when a note holds what it needs, and what writes addresses when one is
written, for a note must be readable 15 ms after the start. Pure; any thread.
"""

from viewer.base.lazy_regex import late
from viewer.base.translation import _
from viewer.notes.forms.form import CitationForm, Source, Wanted, brief_time
from viewer.notes.model import VideoRef
from viewer.notes.timecode import format_full, format_ms, format_seconds, fraction

_ID = "dQw4w9WgXcQ"


def _full(ms: int) -> str:
    return format_full(ms) + fraction(ms)


def _two(ms: int) -> str:
    text = brief_time(ms)
    return f"0{text}" if text[1] == ":" and ms < 3_600_000 else text


class _Anchor(CitationForm):
    id, words = "anchor", _("Anchor")
    example = '<a class="yt-timestamp" data-t="00:01:02">[00:01:02]</a>'
    is_marked = by_hand = is_anywhere = text_before = is_spare = holds_region = True

    def write(self, wanted: Wanted) -> str:
        shown = format_full(wanted.ms) + wanted.until(_full)
        region = wanted.region.attribute if wanted.region is not None else ""
        return f'<a class="yt-timestamp" data-t="{_full(wanted.ms)}"{region}>[{shown}]</a>'


class _Bracket(CitationForm):
    id, words, example = "bracket", _("Bracket"), "[00:01:02]"
    is_marked = by_hand = shares_markup = is_doubtful = is_wikilink = is_spare = True
    whole_seconds = True
    markup, time = "[{0}]", staticmethod(_full)

    def why_not_without_region(self, wanted: Wanted) -> str:
        if wanted.ms % 1000 or (wanted.end_ms or 0) % 1000:
            return "A bracket can't hold fractions of a second."
        return ""


class _Link(CitationForm):
    id, words = "link", _("Link to the time")
    example = f"[1:02](https://www.youtube.com/watch?v={_ID}&t=62)"
    names_video = may_lack_time = is_spare = comes_first = holds_region = True
    finder = "links:find_links"  # also of wikilinks and empty links

    def may_be_in(self, source: Source) -> bool:
        return any(not link.wiki or "." in link.dest for link in source.outline.links)

    def write(self, wanted: Wanted) -> str:
        from viewer.notes.forms.fresh import address_of

        address, holds_end = address_of(*wanted[:3], is_shown=True)
        address = wanted.placed(address)
        label = format_ms(wanted.ms) + ("" if holds_end else wanted.until(brief_time))
        wraps = any(letter in address for letter in " ()")
        return f"[{label}](<{address}>)" if wraps else f"[{label}]({address})"


class _Wiki(CitationForm):
    id, words, example = "wiki", _("Wikilink to a file"), "[[talk.mp4#t=1:02|1:02]]"
    names_video = is_wikilink = tells_of_video = comes_first = holds_region = True

    def why_not_without_region(self, wanted: Wanted) -> str:
        is_file = wanted.video is not None and wanted.video.path is not None
        other = "" if is_file else "A wikilink needs a file, but this video is online."
        return super().why_not_without_region(wanted) or other

    def write(self, wanted: Wanted) -> str:
        assert wanted.video is not None
        until = brief_time(wanted.ms) + wanted.until(brief_time, ",")
        target = wanted.placed(f"{wanted.video.path}#t={until}")
        return f"[[{target}|{format_ms(wanted.ms)}]]"


class _Blank(CitationForm):
    id, words, example = "empty-link", _("Empty link (Media Notes)"), "[01:02]()"
    tells_of_video = comes_first = holds_region = True
    markup, time = "[{0}]()", staticmethod(_two)

    def write(self, wanted: Wanted) -> str:
        markup = super().write(wanted)
        if wanted.region is None:
            return markup
        return f"{markup[:-1]}{wanted.placed(f'#t={_two(wanted.ms)}')})"


class _Macro(CitationForm):
    id, words, example = "macro", _("Macro (Logseq)"), "{{youtube-timestamp 62}}"
    tells_of_video = comes_first = marks_following = True
    finder, signs = "macros:find_macros", (late(rb"\{[{%]"),)

    def is_player(self, markup: bytes) -> bool:
        return b"timestamp" not in markup.lower()

    def why_not_without_region(self, wanted: Wanted) -> str:
        return "" if _is_of_file(wanted.video) else self.why_no_end(wanted)

    def write(self, wanted: Wanted) -> str:
        of_file = _is_of_file(wanted.video)
        name = "renderer :media-timestamp," if of_file else "youtube-timestamp"
        return f"{{{{{name} {format_seconds(wanted.ms)}{wanted.until(format_seconds, ', ')}}}}}"


class _Fence(CitationForm):
    id, words, example = "fence", _("Fence (Timestamp Notes)"), "```timestamp\n1:02\n```"
    tells_of_video = comes_first = marks_following = own_line = True
    finder, markup = "macros:find_fences", "```timestamp\n{0}\n```"

    def may_be_in(self, source: Source) -> bool:
        return bool(source.outline.fences)

    def why_not_without_region(self, wanted: Wanted) -> str:
        return self.why_no_end(wanted)


class _Org(CitationForm):
    id, words, example = "org", _("Org link"), "[[video:talk.mp4#00:01:02][00:01:02]]"
    names_video = may_lack_time = comes_first = holds_region = True
    finder, signs = "links:find_org", (late(rb"\[\[(?:video|audio|file|https?)"),)

    def write(self, wanted: Wanted) -> str:
        from viewer.notes.forms.fresh import place_of

        target = f"{place_of(wanted.video)}#{_full(wanted.ms)}{wanted.until(_full)}"
        return f"[[video:{wanted.placed(target)}][{format_full(wanted.ms)}]]"


class _Address(CitationForm):
    id, words = "address", _("Address")
    example = f"<https://www.youtube.com/watch?v={_ID}&t=62>"
    names_video = may_lack_time = holds_region = True
    # Of an address, or of a tag that can hold a path or a time; quick where all tags are anchors.
    signs = late(rb"://"), late(rb'<(?!a class="yt-timestamp" d|/)[^<>]*?(?:src|data-t|onclick)')
    finder = "links:find_addresses"

    def why_not_without_region(self, wanted: Wanted) -> str:
        from viewer.notes.forms.fresh import web_place

        is_on_web = web_place(wanted.video) is not None
        other = "" if is_on_web else "A URL needs an online video, but this video is a file."
        return super().why_not_without_region(wanted) or other

    def write(self, wanted: Wanted) -> str:
        from viewer.notes.forms.fresh import address_of

        return f"<{wanted.placed(address_of(*wanted[:3], is_shown=False)[0])}>"


class _Escaped(CitationForm):
    id, words, example = "escaped", _("Escaped bracket"), "\\[01:02\\]"
    by_hand = comes_first = marks_following = is_markdown = True
    finder = "plain:find_plain"  # also of plain times
    markup, time = "\\[{0}\\]", staticmethod(_two)

    def may_be_in(self, source: Source) -> bool:
        # Where a note cites by anchors a program writes all that cites.
        return all(one.syntax is not ANCHOR for one in source.outline.outside_code(source.marked))


class _Plain(CitationForm):
    id, words, example = "plain", _("Plain time"), "1:02"
    by_hand = is_bare = comes_first = marks_following = True
    markup, joins = "{0}", "–"


ANCHOR, BRACKET, LINK, WIKI, BLANK = _Anchor(), _Bracket(), _Link(), _Wiki(), _Blank()
MACRO, FENCE, ORG, ADDRESS = _Macro(), _Fence(), _Org(), _Address()
ESCAPED, PLAIN = _Escaped(), _Plain()

FORMS: tuple[CitationForm, ...] = (
    *(ANCHOR, BRACKET, LINK, WIKI, BLANK, MACRO, FENCE, ORG, ADDRESS, ESCAPED, PLAIN),
)
"""In order of precedence, and as they are shown: what one has found is no other's."""


def form_named(id_: str) -> CitationForm:
    """Return the form with this id, which must exist."""
    return next(form for form in FORMS if form.id == id_)


def _is_of_file(video: VideoRef | None) -> bool:
    """Return whether a macro is one for files, which can hold an end."""
    from viewer.notes.moments import youtube_of

    return video is not None and youtube_of(video) is None

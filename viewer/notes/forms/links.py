"""Links to a moment, as most programs write them.

- `[4:44](https://youtu.be/ID?t=284)`, `[words](v.mp4#t=5,10)`: *link*. A link to a video whose
  label is a time counts too: `[0:00](https://youtu.be/ID)` is how the beginning is written.
- `[07:10]()`, `[07:10](#t=07:10)`, `[07:10](ytseek://430)`, `[07:10](#go2saved-430)`,
  `[0:07:10](videocite:key#0:07:10)`, `<span data-time="430">`, `<a onclick="seekTo(430)">`: *empty
  link*, of the video that the note is about.
- `[[v.mp4#t=1:10,1:20|1:10]]`, `![[v.mp4#t=83]]`: *wiki*.
- `[[video:file.mp4#00:01:02-00:01:40][00:01:02]]`, of Org: *org*.
- an address that stands in the text or in a tag, `<https://youtu.be/ID?t=284>`,
  `<source src="talk.mp3#t=5">`: *address*.

Where label and address disagree the address counts. A label of words is no part of the citation: it
is what the note says.
"""

from bisect import bisect_right
from typing import NamedTuple

from viewer.base.lazy_regex import late
from viewer.notes.blocks import MarkdownLink
from viewer.notes.forms.every import ADDRESS, BLANK, BRACKET, LINK, ORG, WIKI
from viewer.notes.forms.form import CitationForm, Closed, Found, Mention, Source
from viewer.notes.html_tags import tag_at
from viewer.notes.model import Again, Citation, Span, VideoRef
from viewer.notes.moments import Address, WrittenTime, read_address
from viewer.notes.timecode import BETWEEN_IN_LABEL, Reading, label_readings, moment_readings

# What can surround a time in a label: brackets, emphasis, a clock.
_AROUND = late(r"[\W_]*+")
_URL = late(rb"https?://[!#-&(-;=?-Z_a-z~]*+")
_SOURCE = late(rb"src[ ]?=[ ]?[\"'](?!https?:)(?P<path>[^\"'<>\r\n]{3,500}+)[\"']")
_TIMED = late(
    rb"<(?!/)[^<>]*?(?:data-t(?:ime)?[ ]?=[ ]?[\"']"
    rb"|onclick[ ]?=[ ]?[\"'][^<>()]{0,60}(?i:seek)\w{0,20}\([\"']?)"
    rb"(?P<time>\d[\d:.hms]*+)(?=[\"',)])"
)
_IS_DATE = late(rb"data-date|datetime|zone")
_DEFINES = late(rb"(?:\n|\A)[ ]{0,3}\[[^\]\n]{1,100}\]:[ \t]*<?\Z")
_SCHEME = b"https:"
# Markdown sees nothing in links of Org; the key of a source, `videocite:`, leads nowhere from here.
_ORG = late(
    rb"\[\[(?P<target>(?:(?P<cites>(?:video|audio)cite)|(?:video|audio|file|https?)[a-z]{0,4}):[^\]\[\r\n]{1,2000}+)\]"
    rb"(?:\[(?P<words>[^\]\[\r\n]{0,500}+)\])?\]"
)
_TRAILING = b".,;:!?*"
_LONG_TAG = 4_000
_YOUTUBE_ID_LENGTH = 11
_MOST_LABEL = 200  # bytes of a label that is read for a time


class LabelTime(NamedTuple):
    """A time or range that makes up a whole label."""

    span: Span
    readings: tuple[Reading, ...]
    # Where only its start is.
    value: Span
    end: WrittenTime | None


def find_links(source: Source) -> None:
    """Add what the links and pictures of a note cite."""
    data = source.data
    for link in source.outline.links:
        if link.wiki:
            if "." in link.dest:
                _read_wiki(source, link)
            continue
        source.taken.append(Span(link.start, link.end))
        if link.dest.startswith(("#", "ytseek:", "videocite:", "audiocite:")) or not (
            link.dest or link.embed
        ):
            _read_blank(source, link)
        elif ":" in link.dest or "." in link.dest:
            place = _place(data, link)
            if place is not None:
                _read_link(source, link, *place)
            elif not link.embed:
                _read_reference(source, link)


def _place(data: bytes, link: MarkdownLink) -> tuple[Span | None, Span] | None:
    """Return where label and address of a link are; None if the address is elsewhere."""
    start, end = link.start + link.embed, link.end
    if data[start : start + 1] == b"<":
        return None, Span(start + 1, end - 1)
    middle = data.rfind(b"](", start, end)
    if middle < 0 or data[end - 1 : end] != b")":
        return None
    at, stop = middle + 2, end - 1
    while at < stop and data[at : at + 1].isspace():
        at += 1
    if data[at : at + 1] == b"<":
        closed = data.find(b">", at, stop)
        return (Span(start + 1, middle), Span(at + 1, closed)) if closed > 0 else None
    address = data[at:stop].split(maxsplit=1)  # what follows is a title
    stop = at + len(address[0]) if address else at
    return Span(start + 1, middle), Span(at, stop)


def _read_link(source: Source, link: MarkdownLink, label_at: Span | None, dest_at: Span) -> None:
    data = source.data
    label = label_in(data, label_at)
    address = read_address(data[slice(*dest_at)], label.readings if label else ())
    if address is None or address.video is None:
        return
    if address.tells_of_video:
        alone = link.embed or label_at is None or _is_heading(data, link.start)
        source.mentions.append(Mention(link.start, address.video, alone))
    elif label_at is not None and not link.embed:
        source.labels.append(label_at)
    span = Span(link.start, link.end)
    if label is not None or label_at is None or link.embed:
        span = _widened(data, span)
    else:
        span = Span(label_at.end, link.end)
    form = LINK if label_at is not None else ADDRESS
    lead = link.start if span.start > link.start else -1
    cite(source, span, dest_at.start, address, label, form, lead)


def cite(
    source: Source,
    span: Span,
    base: int,
    address: Address,
    label: LabelTime | None,
    form: CitationForm,
    lead: int = -1,
) -> None:
    """Add the citation of an address at byte `base`; without a time, that of its label."""
    if address.start is not None:
        citation = cited_address(source.data, span, base, address, label, form)
        source.found.append(Found(citation, own_video(address), lead))
    elif label is not None and address.is_video:
        source.found.append(Found(cited_label(source.data, span, label, form), address.video))


def _read_reference(source: Source, link: MarkdownLink) -> None:
    """Read `[1:02][a]`, whose address is defined elsewhere: only its label can be changed here."""
    address = read_address(link.dest.encode())
    closed = source.data.find(b"]", link.start, link.end)
    if address is None or address.video is None or not address.is_video or closed < 0:
        return
    source.mentions.append(Mention(link.start, address.video, False))
    label = label_in(source.data, Span(link.start + 1, closed))
    if label is None:
        return
    citation = cited_label(source.data, Span(link.start, link.end), label, LINK)
    if address.start is not None:
        defined = _definition(source, link.dest.encode())
        again = _again(source.data, defined, address.start) if defined is not None else ()
        citation = citation._replace(readings=address.start.readings, again=again)
    source.found.append(Found(citation, own_video(address)))


def _definition(source: Source, address: bytes) -> int | None:
    """Return the byte of an address that is defined once for several links."""
    at = source.data.find(address, source.body, source.end)
    while at >= 0:
        if _DEFINES.search(source.data, max(source.body, at - _MOST_LABEL), at) is not None:
            return at
        at = source.data.find(address, at + 1, source.end)
    return None


def _read_blank(source: Source, link: MarkdownLink) -> None:
    """Read a link with no address, or only a fragment."""
    data = source.data
    place = _place(data, link)
    if place is None or place[0] is None:
        return
    label, raw = label_in(data, place[0]), data[slice(*place[1])]
    address = read_address(raw)
    if label is None or (address is None and link.dest not in ("", "#")):
        return
    span = _widened(data, Span(link.start, link.end))
    if address is None or address.start is None:
        citation = cited_label(data, span, label, BLANK)
    elif _lost_its_hour(raw, _text_of(data, label.value)):
        again = WrittenTime(Span(1, len(raw)), label.readings)
        citation = cited_label(data, span, label, BLANK)
        citation = citation._replace(again=_again(data, place[1].start, again))
    else:
        citation = cited_address(data, span, place[1].start, address, label, BLANK)
    source.found.append(Found(citation))


def _is_heading(data: bytes, offset: int) -> bool:
    start = data.rfind(b"\n", max(0, offset - _MOST_LABEL), offset) + 1
    return data[start:offset].lstrip(b" \t>").startswith(b"#")


def _lost_its_hour(raw: bytes, label: str) -> bool:
    """Whether a fragment is the end of its label, `[01:13:19](#13:19)`, which then counts."""
    written = raw[1:].decode("utf-8", "replace")
    return b"=" not in raw and label.count(":") > written.count(":") and label.endswith(written)


def _read_wiki(source: Source, link: MarkdownLink) -> None:
    data = source.data
    start, end = link.start + (3 if link.embed else 2), link.end - 2
    bar = data.find(b"|", start, end)
    target = Span(start, bar if bar >= 0 else end)
    address = read_address(data[target.start : target.end].rstrip(b"\\"))
    if address is None or address.video is None or not address.is_video:
        return
    source.mentions.append(Mention(link.start, address.video, link.embed))
    label = label_in(data, Span(bar + 1, end)) if bar >= 0 and address.start else None
    span = Span(link.start, link.end)
    if bar >= 0 and label is None and not link.embed:
        span = Span(link.start, bar + 1)  # the words behind the bar are what the note says
    cite(source, span, target.start, address, label, WIKI)


def find_org(source: Source) -> None:
    """Add what links of Org cite, `[[video:talk.mp4#0:01:02][words]]`, outside code."""
    data = source.data
    closed = Closed([*source.outline.code, *source.taken])
    for match in _ORG.finditer(data, source.body, source.end):
        if closed.holds(match.start()):
            continue
        target = Span(*match.span("target"))
        label = label_in(data, Span(*match.span("words"))) if match["words"] else None
        address = read_address(data[slice(*target)], label.readings if label else ())
        if address is None or (address.video is None and not match["cites"]):
            continue
        if not address.tells_of_video:
            continue
        span = Span(*match.span())
        source.taken.append(span)
        if address.video is not None:
            source.mentions.append(Mention(span.start, address.video, False))
        cite(source, span, target.start, address, label, ORG)


def find_addresses(source: Source) -> None:
    """Add the addresses written in the text itself and in HTML tags."""
    data = source.data
    found = [match.span() for match in _URL.finditer(data, source.body, source.end)]
    if b"<" in data:
        # A path in a tag: `<video src="talk.mp4#t=5">`.
        found += (match.span("path") for match in _SOURCE.finditer(data, source.body, source.end))
        found.sort()
    closed = Closed([*source.taken, *source.outline.code])
    for start, end in found:
        if closed.holds(start):
            continue
        if _DEFINES.search(data, max(source.body, start - _MOST_LABEL), start) is not None:
            continue  # of links that stand elsewhere
        end = _url_end(data, start, end)
        span, label_at, name = _element(data, source.body, start, end)
        if not name and not data.startswith(b"http", start):
            continue  # the path stands in no tag
        base = start
        if data.startswith(b"//", start):  # of the scheme of the page that it stands in
            base -= len(_SCHEME)
        label = label_in(data, label_at)
        raw = (_SCHEME if base < start else b"") + data[start:end]
        address = read_address(raw, label.readings if label else ())
        if address is None or address.video is None or not address.tells_of_video:
            continue
        if not name and data[start - 3 : start] == b"]](" and data[end : end + 1] == b")":
            doubled = _doubled(source, Span(start, end), address)
            if doubled is None:
                continue
            span, label = doubled
        if name in ("img", "link"):  # tags of HTML
            continue
        is_embed = name not in ("", "a") or (not name and _is_alone(data, start, end))
        source.mentions.append(Mention(start, address.video, is_embed))
        cite(source, span, base, address, label, ADDRESS)
    if source.has_front_video or source.mentions:
        _find_tags(source)


def _find_tags(source: Source) -> None:
    """Add times that HTML tags pass to a script of their page: `<span data-time="62">`."""
    data = source.data
    spans = [one.span for one in (*source.marked, *(found.citation for found in source.found))]
    closed = Closed([*source.taken, *source.outline.code, *spans])
    for match in _TIMED.finditer(data, source.body, source.end):
        if closed.holds(match.start()):
            continue
        span, label_at, name = _element(data, source.body, *match.span("time"))
        if name and not _IS_DATE.search(data, *span):
            citation = cited_time(data, span, Span(*match.span("time")), BLANK)
            if citation is not None:
                source.found.append(Found(_labelled(data, citation, label_in(data, label_at))))


def _doubled(source: Source, at: Span, address: Address) -> tuple[Span, LabelTime | None] | None:
    """Read `[[2:32]](URL)` as one link: Markdown sees a wikilink followed by an address.

    None for `[[URL]](URL)`, which is read already; there the second changes with the first.
    """
    data, marked = source.data, source.marked
    span, label_at = at, None
    whole = bisect_right(marked, at.start, key=lambda one: one.span.start) - 1
    if whole >= 0 and marked[whole].span.end == at.start - 1 and marked[whole].syntax is BRACKET:
        opened = marked[whole].span.start
        marked[:] = [one for one in marked if one.span.start != opened]
        span, label_at = Span(opened, at.end + 1), Span(opened + 2, at.start - 3)
    for number, found in enumerate(source.found):
        cited = found.citation
        if cited.span.end == at.start - 1 and cited.syntax is WIKI and address.start is not None:
            again = _again(data, at.start, address.start)
            cited = cited._replace(span=Span(cited.span.start, at.end + 1), again=again)
            source.found[number] = found._replace(citation=cited)
            return None
    return span, label_in(data, label_at)


def own_video(address: Address) -> VideoRef | None:
    """Return the video that an address names; None if its id is not one: `watch?v=example&t=5`."""
    video = address.video
    if video is None or video.video_id is None or video.url is None or "youtu" not in video.url:
        return video
    return video if len(video.video_id) == _YOUTUBE_ID_LENGTH else None


def _url_end(data: bytes, start: int, end: int) -> int:
    """Leave out a bracket or punctuation that follows an address."""
    depth = 0
    for at in range(start, end):
        letter = data[at]
        if letter == 0x28:
            depth += 1
        elif letter == 0x29:
            depth -= 1
            if depth < 0:
                end = at
                break
    while end > start and data[end - 1] in _TRAILING:
        end -= 1
    return end


def _element(data: bytes, body: int, start: int, end: int) -> tuple[Span, Span | None, str]:
    """Return the tag that contains an address, or if it encloses a time, everything to its end tag.

    Else the address itself, without a name.
    """
    opened = data.rfind(b"<", max(body, start - _LONG_TAG), start)
    tag = tag_at(data, opened, end + _LONG_TAG) if opened >= 0 else None
    if tag is None or tag.end < end:
        return Span(start, end), None, ""
    stop = data.find(b"<", tag.end, tag.end + _MOST_LABEL)
    ends = f"</{tag.name}>".encode()
    if stop >= 0 and data[stop : stop + len(ends)].lower() == ends:
        label_at = Span(tag.end, stop)
        if label_in(data, label_at) is not None:
            return Span(opened, stop + len(ends)), label_at, tag.name
    return Span(opened, tag.end), None, tag.name


def _is_alone(data: bytes, start: int, end: int) -> bool:
    before = data[max(data.rfind(b"\n", 0, start) + 1, start - 40) : start]
    stop = data.find(b"\n", end)
    after = data[end : stop if stop >= 0 else len(data)][:40]
    return not before.strip(b" \t>-*+") and not after.strip()


def label_in(data: bytes, at: Span | None) -> LabelTime | None:
    """Read a label that is only a time or a range, in any brackets."""
    if at is None or at.end - at.start > _MOST_LABEL:
        return None
    text = data[at.start : at.end].decode("utf-8", "replace")
    begin = _AROUND.match(text)
    first = begin.end() if begin is not None else 0
    last = len(text)
    while last > first and not text[last - 1].isalnum():
        last -= 1
    core = text[first:last]
    if not core or not core[0].isdigit():
        return None
    start = at.start + len(text[:first].encode())
    whole = label_readings(core)
    if whole:
        span = Span(start, start + len(core.encode()))
        return LabelTime(span, whole, span, None)
    parts = BETWEEN_IN_LABEL.split(core)
    if len(parts) != 2:
        return None
    one, two = label_readings(parts[0]), label_readings(parts[1])
    if not one or not two:
        return None
    stop = start + len(core.encode())
    end = WrittenTime(Span(stop - len(parts[1].encode()), stop), two)
    return LabelTime(Span(start, stop), one, Span(start, start + len(parts[0].encode())), end)


def cited_time(
    data: bytes, span: Span, at: Span, syntax: CitationForm, end: Span | None = None
) -> Citation | None:
    """Return a citation whose time and end are written as in an address; None if it is none."""
    could = moment_readings(_text_of(data, at))
    ends = moment_readings(_text_of(data, end)) if end is not None else ()
    label = LabelTime(at, could, at, WrittenTime(end, ends) if end is not None and ends else None)
    return cited_label(data, span, label, syntax) if could else None


def cited_label(data: bytes, span: Span, label: LabelTime, syntax: CitationForm) -> Citation:
    """Return a citation whose time is only in its label."""
    ending = label.end or (None, ())
    value = label.value, _text_of(data, label.value)
    return Citation(span, *value, None, None, label.readings, (), syntax, *ending)


def cited_address(
    data: bytes,
    span: Span,
    base: int,
    address: Address,
    label: LabelTime | None,
    syntax: CitationForm,
) -> Citation:
    """Return a citation whose time is in its address, which begins at byte `base`."""
    assert address.start is not None
    value = _shifted(address.start.span, base)
    could, end = address.start.readings, address.end
    cited = Citation(span, value, _text_of(data, value), None, None, could, (), syntax)
    if end is not None:
        cited = cited._replace(end_span=_shifted(end.span, base), end_readings=end.readings)
    cited = _labelled(data, cited, label)
    return cited._replace(again=_again(data, base, address.again)) if address.again else cited


def _labelled(data: bytes, cited: Citation, label: LabelTime | None) -> Citation:
    """Add the label to a citation, and its end if it has no other."""
    if label is None:
        return cited
    if cited.end_span is None and label.end is not None:
        cited = cited._replace(end_span=label.end.span, end_readings=label.end.readings)
    shown = _text_of(data, label.span)
    return cited._replace(label=shown, label_span=label.span, label_readings=label.readings)


def _again(data: bytes, base: int, time: WrittenTime) -> tuple[Again, ...]:
    place = _shifted(time.span, base)
    return (Again(place, _text_of(data, place), time.readings),)


def _widened(data: bytes, span: Span) -> Span:
    """Take in the brackets of `[[4:31](URL)]`."""
    if data[span.start - 1 : span.start] == b"[" and data[span.end : span.end + 1] == b"]":
        return Span(span.start - 1, span.end + 1)
    return span


def _shifted(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _text_of(data: bytes, span: Span) -> str:
    return data[span.start : span.end].decode("utf-8", "replace")
